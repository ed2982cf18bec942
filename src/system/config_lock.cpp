#include "system/config_lock.hpp"

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>

#include "system/platform.hpp"

namespace ibmcloud_token {
namespace {

/// Locks `fd`, and waits for it in the kernel until `deadline`. False with EINTR means that the
/// deadline has passed, with EAGAIN that waiting is not possible; with another errno, that `fd`
/// can't be locked.
bool lock_until(int fd, steady_clock::time_point deadline) {
    if (::flock(fd, LOCK_EX | LOCK_NB) == 0) {
        return true;
    }
    if (errno != EWOULDBLOCK) {
        return false;
    }
    bool is_locked = false;
    int error = EAGAIN;
    with_interrupts_from(deadline, [&] {
        do {
            is_locked = ::flock(fd, LOCK_EX) == 0;
            error = errno;
        } while (!is_locked && error == EINTR && steady_clock::now() < deadline);
    });
    errno = error;
    return is_locked;
}

}  // namespace

config_lock::config_lock(unique_fd directory) : directory_(std::move(directory)) {}

config_lock::~config_lock() {
    if (directory_) {
        ::flock(directory_.get(), LOCK_UN);
    }
}

result<config_lock> config_lock::acquire(const std::string& directory,
                                         steady_clock::time_point deadline) {
    unique_fd fd(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (fd && !lock_until(fd.get(), deadline)) {
        if (errno == EINTR) {
            return failure(errc::timed_out, "other runs of the CLI took all of the time");
        }
        // To run the CLI beside the one that holds the turn could end the session.
        if (errno == EAGAIN) {
            return failure(errc::system_refused, "a timer for waiting");
        }
        fd = unique_fd();
    }
    return config_lock(std::move(fd));
}

}  // namespace ibmcloud_token
