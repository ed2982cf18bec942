#include "system/config_directory.hpp"

#include <cerrno>
#include <cstddef>
#include <string_view>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/cli_config.hpp"
#include "core/secret.hpp"
#include "system/environment.hpp"
#include "system/files.hpp"
#include "system/unique_fd.hpp"

namespace ibmcloud_token {
namespace {

std::string config_file(const std::string& directory) {
    return directory + "/config.json";
}

bool is_directory(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

/// The content of the CLI's configuration file in `directory`, if the file can be trusted.
std::optional<secret> read_config(const std::string& directory) {
    constexpr std::size_t limit = std::size_t{1024} * 1024;
    const unique_fd file(
        ::open(config_file(directory).c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    struct stat status {};
    if (::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode) ||
        status.st_uid != ::geteuid()) {
        return std::nullopt;
    }
    auto bytes = read_all(file.get(), limit);
    return bytes.has_value() ? std::optional(std::move(*bytes)) : std::nullopt;
}

}  // namespace

std::string config_directory() {
    if (const auto directory = environment_value("IBMCLOUD_CONFIG_HOME"); !directory.empty()) {
        return std::string(directory);
    }
    for (const char* const name : {"IBMCLOUD_HOME", "BLUEMIX_HOME", "HOME"}) {
        if (const std::string parent(environment_value(name)); !parent.empty()) {
            const std::string directory = parent + "/.ibmcloud";
            return is_directory(directory) ? directory : parent + "/.bluemix";
        }
    }
    return {};
}

std::optional<access_token> read_stored_token(const std::string& directory) {
    const auto config = read_config(directory);
    return config ? stored_token(config->view()) : std::nullopt;
}

bool is_config_whole(const std::string& directory) {
    struct stat status {};
    if (::stat(config_file(directory).c_str(), &status) != 0) {
        return errno == ENOENT || errno == ENOTDIR;
    }
    const auto bytes = read_config(directory);
    return bytes && is_whole_config(bytes->view());
}

}  // namespace ibmcloud_token
