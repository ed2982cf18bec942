#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/secret.hpp"

namespace ibmcloud_token {

/// The value of the variable `name`; empty if it is empty or not set, which this program, like the
/// CLI, does not distinguish.
std::string_view environment_value(const char* name);

/// The environment for a program to be executed: the caller's, changed.
class child_environment {
public:
    child_environment();

    void unset(std::string_view name);

    /// Sets `name` in place of what the caller has by this name. The value is wiped when this dies.
    void set(std::string_view name, std::string_view value);

    /// `NAME=value` each, and null at the end. Points into this object and the caller's
    /// environment.
    [[nodiscard]] std::vector<char*> variables() const;

    /// Executes a program with this environment and these arguments, found as execvp(3) does.
    /// Returns only if that fails: the value of errno.
    int exec(std::vector<std::string>& words) const;

private:
    std::vector<char*> variables_;
    std::vector<secret> own_;
};

}  // namespace ibmcloud_token
