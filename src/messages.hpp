#pragma once

#include <string_view>

#include "core/errors.hpp"

namespace ibmcloud_token {

/// What goes to standard error.
class messages {
public:
    messages(bool quiet, bool verbose) : quiet_(quiet), verbose_(verbose) {}

    [[nodiscard]] bool is_verbose() const { return verbose_; }

    /// One line, if the user wants to hear what is done.
    void note(std::string_view text) const;

    /// What happened, and in a second line what to do about it. `detail`, which is printable, says
    /// more of this case. Gives back the error, for the caller to return.
    [[nodiscard]] error_code error(const error_code& error, std::string_view detail = {}) const;

private:
    bool quiet_;
    bool verbose_;
};

/// Says what is wrong with the command line, in two lines.
void say_usage_error(std::string_view what);

/// Says that this program itself failed.
void say_fault(std::string_view what);

}  // namespace ibmcloud_token
