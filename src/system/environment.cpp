#include "system/environment.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <unistd.h>

// Not every system declares it.
// NOLINTNEXTLINE(readability-redundant-declaration,cppcoreguidelines-avoid-non-const-global-variables)
extern "C" char** environ;

namespace ibmcloud_token {

std::string_view environment_value(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? std::string_view{} : std::string_view{value};
}

child_environment::child_environment() {
    for (char** variable = environ; *variable != nullptr; ++variable) {
        variables_.push_back(*variable);
    }
}

void child_environment::unset(std::string_view name) {
    const auto is_named = [&](const char* variable) {
        // The first letter spares most of the calls.
        return *variable == name.front() && std::strncmp(variable, name.data(), name.size()) == 0 &&
               variable[name.size()] == '=';
    };
    variables_.erase(std::remove_if(variables_.begin(), variables_.end(), is_named),
                     variables_.end());
}

void child_environment::set(std::string_view name, std::string_view value) {
    unset(name);
    secret variable;
    variable.append(name);
    variable.append('=');
    variable.append(value);
    variable.append('\0');
    own_.push_back(std::move(variable));
    variables_.push_back(own_.back().data());
}

std::vector<char*> child_environment::variables() const {
    auto all = variables_;
    all.push_back(nullptr);
    return all;
}

int child_environment::exec(const std::string& path, std::vector<std::string>& words) const {
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    ::execve(path.c_str(), arguments.data(), variables().data());
    return errno;
}

}  // namespace ibmcloud_token
