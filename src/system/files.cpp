#include "system/files.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/masking.hpp"
#include "system/platform.hpp"

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

failure last_error(errc cause, std::string_view subject) {
    const std::string reason = std::generic_category().message(errno);
    return {cause, subject.empty() ? reason : std::string(subject) + ": " + reason};
}

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

result<void> write_standard_output(std::string_view bytes) {
    if (!write_all_or_nothing(STDOUT_FILENO, bytes) || ::close(STDOUT_FILENO) != 0) {
        return last_error(errc::write_failed, "standard output");
    }
    return {};
}

result<unique_fd> open_to_append(const std::string& path) {
    unique_fd file(::open(path.c_str(), O_RDWR | O_APPEND | O_CLOEXEC | O_NOCTTY));
    if (!file) {
        return last_error(errc::cant_create_output, quoted_typed(path));
    }
    return file;
}

result<void> append_lines(unique_fd file, const std::string& path, std::string_view lines) {
    char last = '\n';
    const off_t end = ::lseek(file.get(), 0, SEEK_END);
    const bool is_readable = end <= 0 || ::pread(file.get(), &last, 1, end - 1) == 1;
    secret text(last == '\n' ? "" : "\n");
    text.append(lines);
    if (!is_readable || !write_all_or_nothing(file.get(), text.view()) ||
        ::close(file.release()) != 0) {
        return last_error(errc::write_failed, quoted_typed(path));
    }
    return {};
}

result<pipe_ends> make_pipe() {
    std::array<int, 2> fds{};
    if (::pipe(fds.data()) != 0) {
        return last_error(errc::system_refused);
    }
    for (const int fd : fds) {
        ::fcntl(fd, F_SETFD, FD_CLOEXEC);
    }
    return pipe_ends{unique_fd(fds[0]), unique_fd(fds[1])};
}

result<unique_fd> make_filled_pipe(std::string_view bytes) {
    auto pipe = make_pipe();
    if (pipe.has_error()) {
        return pipe.error();
    }
    // Nobody reads yet: a write that does not fit must fail, not wait.
    ::fcntl(pipe->write.get(), F_SETFL, O_NONBLOCK);
    const ssize_t count = ::write(pipe->write.get(), bytes.data(), bytes.size());
    if (count < 0 || static_cast<std::size_t>(count) < bytes.size()) {
        return failure(errc::system_refused, "the token does not fit into a pipe");
    }
    return std::move(pipe->read);
}

void close_from(int first) {
    if (close_range_from(first)) {
        return;
    }
    // The limit may be 2^30, or none at all, and such a loop takes minutes.
    constexpr long most = 65536;
    const long limit = ::sysconf(_SC_OPEN_MAX);
    const long end = limit < 0 ? most : std::min(limit, most);
    for (int fd = first; fd < end; ++fd) {
        ::close(fd);
    }
}

}  // namespace ibmcloud_token
