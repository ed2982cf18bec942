#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/secret.hpp"

namespace ibmcloud_token {

/// The value of the variable `name`; empty if it is not set. Like the CLI, this program treats an
/// empty variable as one that is not set.
std::string_view environment_value(const char* name);

/// The caller's environment with changes, for a program to be executed.
class child_environment {
public:
    child_environment();

    void unset(std::string_view name);

    /// Sets `name`, whether the caller has set it or not. The value is wiped when this dies.
    void set(std::string_view name, std::string_view value);

    /// `NAME=value` each, and null at the end. Points into this object and the caller's
    /// environment.
    [[nodiscard]] std::vector<char*> variables() const;

    /// Executes the program at `path` with this environment and these arguments. Returns only if
    /// that fails: the value of errno.
    int exec(const std::string& path, std::vector<std::string>& words) const;

private:
    std::vector<char*> variables_;
    std::vector<secret> own_;
};

}  // namespace ibmcloud_token
