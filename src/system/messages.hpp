#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/failure.hpp"

namespace ibmcloud_token {

/// Writes to standard error on behalf of one of this project's programs. An error of writing is
/// ignored: nobody is left to report it to.
class messages {
public:
    messages(std::string_view program, bool is_quiet, bool is_verbose)
        : program_(program),
          is_quiet_(is_quiet),
          is_verbose_(is_verbose) {}

    [[nodiscard]] bool is_verbose() const { return is_verbose_; }

    /// One line, unless --quiet was given.
    void say(std::string_view text) const;

    /// One line, if --verbose was given.
    void note(std::string_view text) const;

    /// Writes what happened and, on a second line, the hint that `advice` returns. Returns the
    /// exit status.
    [[nodiscard]] int report(const failure& failure,
                             std::string_view (*advice)(errc cause) = hint) const;

private:
    std::string_view program_;
    bool is_quiet_;
    bool is_verbose_;
};

/// Notes for --verbose that are kept until they may be written: nothing may be while the turn is
/// held.
class held_notes {
public:
    explicit held_notes(const messages& log) : log_(&log) {}

    /// False if notes are dropped, so that their texts need not be made.
    [[nodiscard]] bool are_wanted() const { return log_->is_verbose(); }

    void add(std::string text);

    void write() const;

private:
    const messages* log_;
    std::vector<std::string> notes_;
};

}  // namespace ibmcloud_token
