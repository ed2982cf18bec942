#pragma once

#include <chrono>
#include <string>
#include <variant>

#include "captured_output.hpp"
#include "core/failure.hpp"
#include "messages.hpp"
#include "options.hpp"
#include "system/cli_turn.hpp"
#include "system/this_process.hpp"

namespace ibmcloud_token {

/// A run of `ibmcloud iam oauth-tokens`: planned, then given its turn, then carried out. Errors of
/// the first two steps have been reported.
class cli_run {
public:
    /// Finds the CLI. From now on the time counts.
    static result<cli_run> plan(const options& asked, const caller_signals& signals,
                                const messages& say);

    /// The CLI's absolute path.
    [[nodiscard]] const std::string& path() const { return path_; }

    /// The folder in which it keeps its configuration, if that is there.
    [[nodiscard]] const std::string& config_directory() const { return config_directory_; }

    /// When the CLI is to have ended.
    [[nodiscard]] std::chrono::steady_clock::time_point deadline() const { return deadline_; }

    /// Waits until no other run of this program uses the configuration.
    [[nodiscard]] result<cli_turn> wait_for_turn(const messages& say) const;

    /// What the CLI said, or why it did not come to its end.
    [[nodiscard]] std::variant<captured_output, failure> carry_out(cli_turn& turn,
                                                                   const messages& say) const;

private:
    cli_run(std::string path, std::chrono::seconds timeout, const caller_signals& signals);

    std::string path_;
    std::string config_directory_;
    std::chrono::seconds timeout_;
    std::chrono::steady_clock::time_point deadline_;
    caller_signals signals_;
};

}  // namespace ibmcloud_token
