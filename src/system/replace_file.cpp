#include "system/replace_file.hpp"

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <initializer_list>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "system/file.hpp"
#include "system/signals.hpp"
#include "system/system_error.hpp"
#include "system/unique_fd.hpp"

namespace ibmcloud_token {
namespace {

namespace fs = std::filesystem;

/// The descriptor of this process that `path` stands for, if it does.
std::optional<int> named_descriptor(std::string_view path) {
    if (path == "/dev/stdout") {
        return STDOUT_FILENO;
    }
    if (path == "/dev/stderr") {
        return STDERR_FILENO;
    }
    for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/"}) {
        if (path.starts_with(folder)) {
            int fd = -1;
            const char* const end = path.data() + path.size();
            const auto parsed = std::from_chars(path.data() + folder.size(), end, fd);
            return parsed.ptr == end && fd >= 0 ? std::optional(fd) : std::nullopt;
        }
    }
    return std::nullopt;
}

/// Where the links at `path` lead in the end, be it to nothing.
result<std::string> follow_links(fs::path path) {
    constexpr int most_links = 40;
    for (int links = 0; links <= most_links; ++links) {
        std::error_code error;
        if (named_descriptor(path.native()) || !fs::is_symlink(path, error)) {
            return path.string();
        }
        const fs::path target = fs::read_symlink(path, error);
        if (error) {
            return error_code(error.value(), boost::system::system_category());
        }
        path = path.parent_path() / target;
    }
    return error_code(ELOOP, boost::system::system_category());
}

/// True if a new file can take the place of what is at `path`.
bool can_be_replaced(const std::string& path) {
    struct stat status {};
    return ::lstat(path.c_str(), &status) != 0 || S_ISREG(status.st_mode);
}

/// Writes `bytes` to `fd` and waits until the disk has them, if there is a disk.
error_code write_durably(unique_fd fd, std::string_view bytes) {
    if (const error_code error = write_all(fd.get(), bytes)) {
        return error;
    }
    // EINVAL: not the kind of file that can be synchronized.
    if (::fsync(fd.get()) != 0 && errno != EINVAL) {
        return last_system_error();
    }
    return ::close(fd.release()) == 0 ? error_code{} : last_system_error();
}

std::optional<file_error> write_in_place(const std::string& path, std::string_view bytes) {
    unique_fd fd(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
    if (!fd) {
        return file_error{errc::cant_create_output, last_system_error()};
    }
    if (const error_code error = write_durably(std::move(fd), bytes)) {
        return file_error{errc::write_failed, error};
    }
    return std::nullopt;
}

}  // namespace

std::optional<file_error> replace_file(const std::string& path, std::string_view bytes) {
    const auto target = follow_links(path);
    if (target.has_error()) {
        return file_error{errc::cant_create_output, target.error()};
    }
    // Opened anew, a file would be written from its beginning.
    if (const auto fd = named_descriptor(*target)) {
        const error_code error = write_all_or_nothing(*fd, bytes);
        return error ? std::optional(file_error{errc::write_failed, error}) : std::nullopt;
    }
    return can_be_replaced(*target) ? replace_directory_entry(*target, bytes)
                                    : write_in_place(*target, bytes);
}

std::optional<file_error> replace_directory_entry(const std::string& path, std::string_view bytes) {
    std::string temporary = (fs::path(path).parent_path() / ".ibmcloud-token-XXXXXX").string();
    const held_signals held;
    unique_fd fd(::mkostemp(temporary.data(), O_CLOEXEC));
    if (!fd) {
        return file_error{errc::cant_create_output, last_system_error()};
    }
    // The umask may have taken some of it away.
    ::fchmod(fd.get(), S_IRUSR | S_IWUSR);
    if (const error_code error = write_durably(std::move(fd), bytes)) {
        ::unlink(temporary.c_str());
        return file_error{errc::write_failed, error};
    }
    // Who is told to end by now leaves the old file.
    if (held.waiting() != 0) {
        ::unlink(temporary.c_str());
        return file_error{errc::write_failed, error_code(EINTR, boost::system::system_category())};
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
        const error_code error = last_system_error();
        ::unlink(temporary.c_str());
        return file_error{errc::cant_create_output, error};
    }
    return std::nullopt;
}

}  // namespace ibmcloud_token
