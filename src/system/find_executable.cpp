#include "system/find_executable.hpp"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <optional>

#include <sys/stat.h>
#include <unistd.h>

namespace ibmcloud_token {
namespace {

/// Nothing if the file can be run, or why not.
std::optional<errc> why_not_executable(const std::string& file) {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0) {
        return errno == ENOENT || errno == ENOTDIR ? errc::cli_not_found : errc::cli_not_executable;
    }
    if (!S_ISREG(status.st_mode) || ::access(file.c_str(), X_OK) != 0) {
        return errc::cli_not_executable;
    }
    return std::nullopt;
}

}  // namespace

result<std::string> find_executable(const std::string& name, std::string_view path) {
    if (name.find('/') != std::string::npos) {
        if (const auto reason = why_not_executable(name)) {
            return *reason;
        }
        return std::filesystem::absolute(name).string();
    }
    errc reason = errc::cli_not_found;
    while (!path.empty()) {
        const std::size_t end = std::min(path.find(':'), path.size());
        const std::string_view folder = path.substr(0, end);
        path.remove_prefix(std::min(end + 1, path.size()));
        if (!folder.starts_with('/')) {
            continue;
        }
        std::string file = std::string(folder) + '/' + name;
        const auto problem = why_not_executable(file);
        if (!problem) {
            return file;
        }
        reason = *problem == errc::cli_not_executable ? *problem : reason;
    }
    return reason;
}

}  // namespace ibmcloud_token
