#include "system/config_directory.hpp"

#include <cerrno>
#include <cstddef>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/cli_config.hpp"
#include "core/secret.hpp"
#include "system/environment.hpp"
#include "system/files.hpp"

namespace ibmcloud_token {
namespace {

bool is_directory(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

unique_fd open_config(const std::string& directory) {
    return unique_fd(
        ::open((directory + "/config.json").c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
}

/// The content of the CLI's configuration file, if it can be trusted.
std::optional<secret> read_config(const unique_fd& file) {
    constexpr std::size_t limit = std::size_t{1024} * 1024;
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
    const auto config = directory.empty() ? std::nullopt : read_config(open_config(directory));
    return config ? stored_token(config->view()) : std::nullopt;
}

bool is_config_whole(const std::string& directory) {
    const unique_fd file = open_config(directory);
    if (!file) {
        return errno == ENOENT || errno == ENOTDIR;
    }
    const auto bytes = read_config(file);
    // The CLI may have truncated the file while it was parsed.
    struct stat status {};
    return bytes && is_whole_config(bytes->view()) && ::fstat(file.get(), &status) == 0 &&
           status.st_size == static_cast<off_t>(bytes->size());
}

}  // namespace ibmcloud_token
