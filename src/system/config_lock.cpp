#include "system/config_lock.hpp"

#include <cerrno>
#include <future>
#include <system_error>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>

#include "core/duration.hpp"

namespace ibmcloud_token {
namespace {

/// Asks for the lock on `fd` again and again. Callers get it in no order.
bool poll_for_lock(int fd, steady_clock::time_point deadline) {
    constexpr std::chrono::milliseconds pause{10};
    while (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (steady_clock::now() >= deadline) {
            return false;
        }
        std::this_thread::sleep_for(pause);
    }
    return true;
}

/// Waits for the lock on `fd`. Returns false at the `deadline`. A thread waits in the kernel, which
/// queues callers in order. flock(2) has no time limit: after the deadline the thread is left
/// behind, and if it still gets the lock, that ends with `fd`.
bool wait_for_lock(int fd, steady_clock::time_point deadline) {
    std::packaged_task<void()> lock([fd] {
        while (::flock(fd, LOCK_EX) != 0 && errno == EINTR) {}
    });
    const auto locked = lock.get_future();
    std::thread waiting;
    try {
        waiting = std::thread(std::move(lock));
    } catch (const std::system_error&) {
        // Some containers forbid clone3(2), which starts threads.
        return poll_for_lock(fd, deadline);
    }
    const bool is_locked = locked.wait_until(deadline) == std::future_status::ready;
    if (is_locked) {
        waiting.join();
    } else {
        waiting.detach();
    }
    return is_locked;
}

}  // namespace

config_lock::config_lock(unique_fd directory) : directory_(std::move(directory)) {}

config_lock::~config_lock() {
    if (directory_) {
        ::flock(directory_.get(), LOCK_UN);
    }
}

result<config_lock> config_lock::acquire(const std::string& directory, const time_limit& limit) {
    unique_fd fd(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (fd && ::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK) {
            fd = unique_fd();
        } else if (!wait_for_lock(fd.get(), limit.end())) {
            return failure(errc::timed_out,
                           "waited " + to_string(limit.total()) + " for other runs");
        }
    }
    return config_lock(std::move(fd));
}

}  // namespace ibmcloud_token
