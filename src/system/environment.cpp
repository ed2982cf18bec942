#include "system/environment.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <sys/stat.h>
#include <unistd.h>

namespace ibmcloud_token {
namespace {

constexpr std::array<const char*, 4> set_for_cli = {
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

constexpr const char* config_home = "IBMCLOUD_CONFIG_HOME";

std::string_view parent_of_config() {
    for (const char* const name : {"IBMCLOUD_HOME", "BLUEMIX_HOME", "HOME"}) {
        if (const std::string_view value = environment_value(name); !value.empty()) {
            return value;
        }
    }
    return {};
}

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
    return !environment_value(config_home).empty() || !parent_of_config().empty();
}

std::string cli_config_directory() {
    if (const std::string_view directory = environment_value(config_home); !directory.empty()) {
        return std::string(directory);
    }
    const std::string parent(parent_of_config());
    const std::string directory = parent + "/.ibmcloud";
    struct stat status {};
    const bool is_there = ::stat(directory.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
    return is_there ? directory : parent + "/.bluemix";
}

std::vector<const char*> cli_environment() {
    std::vector<const char*> variables(set_for_cli.begin(), set_for_cli.end());
    for (char** variable = ::environ; *variable != nullptr; ++variable) {
        if (is_left_alone(*variable)) {
            variables.push_back(*variable);
        }
    }
    variables.push_back(nullptr);
    return variables;
}

}  // namespace ibmcloud_token
