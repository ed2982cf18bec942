#include "system/cache_file.hpp"

#include <cstddef>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "system/environment.hpp"
#include "system/file.hpp"
#include "system/replace_file.hpp"
#include "system/unique_fd.hpp"

namespace ibmcloud_token {
namespace {

constexpr mode_t all_modes = 07777;
constexpr mode_t writable_by_others = S_IWGRP | S_IWOTH;

/// The modes of the folder that `path` itself is, and not what a link there points to, if it is
/// this user's.
std::optional<mode_t> modes_of_own_folder(const std::string& path) {
    struct stat status {};
    const bool is_own = ::lstat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode) &&
                        status.st_uid == ::geteuid();
    return is_own ? std::optional(status.st_mode & all_modes) : std::nullopt;
}

bool is_own_file(int fd) {
    struct stat status {};
    return ::fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == ::geteuid() &&
           (status.st_mode & all_modes) == (S_IRUSR | S_IWUSR) && status.st_nlink == 1;
}

}  // namespace

cache_file::cache_file(std::string path) : path_(std::move(path)) {}

std::optional<cache_file> cache_file::in_runtime_directory(const std::string& name) {
    std::string runtime(environment_value("XDG_RUNTIME_DIR"));
    // With one at the end, a link's target would be looked at.
    while (runtime.ends_with('/')) {
        runtime.pop_back();
    }
    // The XDG Base Directory Specification has relative paths ignored.
    const auto modes = modes_of_own_folder(runtime);
    if (!runtime.starts_with('/') || !modes || (*modes & writable_by_others) != 0) {
        return std::nullopt;
    }
    const std::string folder = runtime + "/ibmcloud-token";
    if (::mkdir(folder.c_str(), S_IRWXU) == 0) {
        // The umask may have taken some of it away.
        ::chmod(folder.c_str(), S_IRWXU);
    }
    if (modes_of_own_folder(folder) != mode_t{S_IRWXU}) {
        return std::nullopt;
    }
    return cache_file(folder + '/' + name);
}

std::optional<secret> cache_file::read() const {
    constexpr std::size_t most = std::size_t{2} * 1024 * 1024;
    const unique_fd file(
        ::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY));
    if (!is_own_file(file.get())) {
        return std::nullopt;
    }
    auto bytes = read_all(file.get(), most);
    return bytes.has_value() ? std::optional(*std::move(bytes)) : std::nullopt;
}

bool cache_file::write(std::string_view bytes) const {
    return !replace_directory_entry(path_, bytes);
}

}  // namespace ibmcloud_token
