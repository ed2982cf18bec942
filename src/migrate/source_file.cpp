#include "migrate/source_file.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "migrate/utf8.hpp"
#include "system/files.hpp"
#include "system/signals.hpp"
#include "system/unique_fd.hpp"

namespace ibmcloud_token::migrate {
namespace {

failure failed(errc cause, const std::string& path, std::string_view why) {
    return {cause, shown_path(path) + ": " + std::string(why)};
}

failure system_failure(errc cause, const std::string& path) {
    return failed(cause, path, std::strerror(errno));
}

/// Removes the file that it names when it dies, unless it was released.
class temporary_name {
public:
    explicit temporary_name(std::string path) : path_(std::move(path)) {}
    temporary_name(const temporary_name&) = delete;
    temporary_name& operator=(const temporary_name&) = delete;
    ~temporary_name() {
        if (!path_.empty()) {
            ::unlink(path_.c_str());
        }
    }

    void release() { path_.clear(); }

private:
    std::string path_;
};

result<std::string> read_bytes(int fd, const std::string& path) {
    std::string bytes;
    std::array<char, 65536> buffer{};
    for (;;) {
        const ssize_t count = ::read(fd, buffer.data(), buffer.size());
        if (count == 0 || bytes.size() > largest_source) {
            return bytes;
        }
        if (count < 0 && errno != EINTR) {
            return system_failure(errc::unreadable_input, path);
        }
        bytes.append(buffer.data(), count < 0 ? 0 : static_cast<std::size_t>(count));
    }
}

}  // namespace

result<std::optional<source_file>> read_source(const std::string& path) {
    const std::optional<source_file> none;
    // Opening a FIFO must not wait for somebody who writes to it.
    const unique_fd fd(
        ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    struct stat status {};
    if (!fd) {
        const bool is_no_file =
            errno == ELOOP || errno == ENOENT || errno == ENXIO || errno == ENOTDIR;
        return is_no_file ? result<std::optional<source_file>>(none)
                          : system_failure(errc::unreadable_input, path);
    }
    if (::fstat(fd.get(), &status) != 0) {
        return system_failure(errc::unreadable_input, path);
    }
    if (!S_ISREG(status.st_mode) || static_cast<std::size_t>(status.st_size) > largest_source) {
        return none;
    }
    auto bytes = read_bytes(fd.get(), path);
    if (bytes.has_error()) {
        return bytes.error();
    }
    return std::optional(source_file{path, std::move(*bytes), status.st_dev, status.st_ino});
}

result<void> replace_source(const source_file& file, const std::string& bytes) {
    const held_signals held;
    struct stat status {};
    if (::lstat(file.path.c_str(), &status) != 0) {
        return system_failure(errc::cant_create_output, file.path);
    }
    const auto now = read_source(file.path);
    if (now.has_error()) {
        return now.error();
    }
    const bool is_same = now->has_value() && (*now)->device == file.device &&
                         (*now)->inode == file.inode && (*now)->bytes == file.bytes;
    if (!is_same) {
        return failed(errc::cant_create_output, file.path,
                      "the file has changed since it was read");
    }
    // A rename asks for the folder alone.
    if (::access(file.path.c_str(), W_OK) != 0) {
        return failed(errc::cant_create_output, file.path, "the file is read-only");
    }
    std::string name =
        file.path.substr(0, file.path.rfind('/') + 1) + ".ibmcloud-token-migrate-XXXXXX";
    unique_fd fd(::mkstemp(name.data()));
    if (!fd) {
        return system_failure(errc::cant_create_output, file.path);
    }
    temporary_name temporary(name);
    const bool has_owner = (status.st_uid == ::geteuid() && status.st_gid == ::getegid()) ||
                           ::fchown(fd.get(), status.st_uid, status.st_gid) == 0;
    constexpr mode_t permissions = 07777;
    if (!has_owner || ::fchmod(fd.get(), status.st_mode & permissions) != 0) {
        return system_failure(errc::cant_create_output, file.path);
    }
    if (!write_all(fd.get(), bytes) || ::fsync(fd.get()) != 0 || ::close(fd.release()) != 0) {
        return system_failure(errc::write_failed, file.path);
    }
    // What has come in the meantime takes effect when `held` dies: the old file stays.
    if (held.has_arrived()) {
        return failed(errc::write_failed, file.path, std::strerror(EINTR));
    }
    if (::rename(name.c_str(), file.path.c_str()) != 0) {
        return system_failure(errc::cant_create_output, file.path);
    }
    temporary.release();
    return {};
}

}  // namespace ibmcloud_token::migrate
