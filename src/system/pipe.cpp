#include "system/pipe.hpp"

#include <array>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "system/last_error.hpp"

namespace ibmcloud_token {

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

}  // namespace ibmcloud_token
