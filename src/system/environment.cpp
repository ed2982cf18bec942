#include "system/environment.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <unistd.h>

namespace ibmcloud_token {
namespace {

constexpr std::array<std::string_view, 4> set_for_cli = {
    "IBMCLOUD_COLOR=false",
    "IBMCLOUD_TRACE=false",
    "IBMCLOUD_VERSION_CHECK=false",
    "LC_ALL=C",
};

constexpr std::array<std::string_view, 4> unset_for_cli = {
    "LANGUAGE",
    "BLUEMIX_COLOR",
    "BLUEMIX_TRACE",
    "BLUEMIX_VERSION_CHECK",
};

std::string_view name_of(std::string_view variable) {
    return variable.substr(0, variable.find('='));
}

bool is_left_alone(std::string_view variable) {
    const std::string_view name = name_of(variable);
    return std::find(unset_for_cli.begin(), unset_for_cli.end(), name) == unset_for_cli.end() &&
           std::none_of(set_for_cli.begin(), set_for_cli.end(),
                        [&](std::string_view ours) { return name_of(ours) == name; });
}

}  // namespace

std::string_view environment_value(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? std::string_view{} : std::string_view{value};
}

bool has_cli_home() {
    constexpr std::array<const char*, 4> names = {"IBMCLOUD_CONFIG_HOME", "IBMCLOUD_HOME",
                                                  "BLUEMIX_HOME", "HOME"};
    return std::any_of(names.begin(), names.end(),
                       [](const char* name) { return !environment_value(name).empty(); });
}

std::vector<std::string> cli_environment() {
    std::vector<std::string> variables(set_for_cli.begin(), set_for_cli.end());
    for (char** variable = ::environ; *variable != nullptr; ++variable) {
        if (is_left_alone(*variable)) {
            variables.emplace_back(*variable);
        }
    }
    return variables;
}

}  // namespace ibmcloud_token
