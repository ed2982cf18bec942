#pragma once

#include <string>
#include <string_view>

#include "migrate/cli_call.hpp"
#include "migrate/judge.hpp"
#include "migrate/shell_reader.hpp"

namespace ibmcloud_token::migrate {

/// The call of ibmcloud-token that takes the place of the CLI and its filters.
class replacement {
public:
    replacement(std::string_view source, const pipeline& pipe, const cli_call& call,
                const judgement& judged, bool keeps_cli);

    /// What is replaced: the CLI and its filters, or the filters alone where the CLI is kept.
    [[nodiscard]] text_range range() const { return range_; }

    /// True if the CLI stays where it is and ibmcloud-token reads its output.
    [[nodiscard]] bool keeps_cli() const { return keeps_cli_; }

    /// The variables that are set for the CLI alone, with a blank behind them.
    [[nodiscard]] std::string_view environment() const { return environment_; }

    /// The name of the program and the options that every form needs, without a form.
    [[nodiscard]] std::string program() const;

    /// The options that choose the form, with a blank before each.
    [[nodiscard]] std::string form_options() const;

    /// What stands in `range`: with the form's options, and `options` behind them.
    [[nodiscard]] std::string text(std::string_view options = {}) const;

    /// The whole command that yields the token, wherever it is put.
    [[nodiscard]] std::string command(std::string_view options = {}) const;

    /// Makes this call the CLI that `other` calls, as it calls it.
    void take_program_from(const replacement& other) {
        path_ = other.path_;
        environment_ = other.environment_;
    }

    [[nodiscard]] const judgement& judged() const { return judged_; }

private:
    judgement judged_;
    bool keeps_cli_;
    text_range range_;
    std::string path_;
    std::string_view environment_;
    std::string_view kept_;
};

}  // namespace ibmcloud_token::migrate
