#include "system/files.hpp"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "system/last_error.hpp"
#include "system/unique_fd.hpp"

namespace ibmcloud_token {
namespace {

/// After a call that failed: true if it was interrupted, or if `fd` is non-blocking and is ready
/// for `events` now.
bool can_try_again(int fd, short events) {
    if (errno == EINTR) {
        return true;
    }
    const int error = errno;
    pollfd waiting{fd, events, 0};
    const bool is_ready = error == EAGAIN && (::poll(&waiting, 1, -1) > 0 || errno == EINTR);
    errno = error;
    return is_ready;
}

}  // namespace

result<secret> read_all(int fd, std::size_t limit) {
    constexpr std::size_t first_size = std::size_t{16} * 1024;
    secret bytes;
    std::size_t used = 0;
    while (used <= limit) {
        if (used == bytes.size()) {
            bytes.resize(std::max(first_size, 2 * used));
        }
        const ssize_t count = ::read(fd, bytes.data() + used, bytes.size() - used);
        if (count < 0 && can_try_again(fd, POLLIN)) {
            continue;
        }
        if (count < 0) {
            return last_error(errc::unreadable_input);
        }
        if (count == 0) {
            bytes.resize(used);
            return bytes;
        }
        used += static_cast<std::size_t>(count);
    }
    return errc::too_much_output;
}

result<secret> read_file(const std::string& path, std::size_t limit) {
    if (path == "-") {
        return read_all(STDIN_FILENO, limit);
    }
    const unique_fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
    if (!file) {
        return last_error(errc::unreadable_input);
    }
    return read_all(file.get(), limit);
}

bool write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(fd, bytes.data(), bytes.size());
        if (count >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(count));
        } else if (!can_try_again(fd, POLLOUT)) {
            return false;
        }
    }
    return true;
}

bool write_all_or_nothing(int fd, std::string_view bytes) {
    struct stat before {};
    const bool is_file = ::fstat(fd, &before) == 0 && S_ISREG(before.st_mode);
    if (write_all(fd, bytes)) {
        return true;
    }
    const int error = errno;
    struct stat after {};
    const bool is_partly_written =
        is_file && ::fstat(fd, &after) == 0 && after.st_size > before.st_size &&
        static_cast<std::size_t>(after.st_size - before.st_size) < bytes.size();
    if (!is_partly_written || ::ftruncate(fd, before.st_size) == 0) {
        errno = error;
    }
    return false;
}

}  // namespace ibmcloud_token
