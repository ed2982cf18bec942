#include "system/cli_turn.hpp"

#include <algorithm>
#include <cerrno>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>

namespace ibmcloud_token {
namespace {

enum class lock_state { had, taken, impossible };

lock_state try_lock(int fd) {
    if (::flock(fd, LOCK_EX | LOCK_NB) == 0) {
        return lock_state::had;
    }
    return errno == EWOULDBLOCK || errno == EINTR ? lock_state::taken : lock_state::impossible;
}

}  // namespace

cli_turn::cli_turn(unique_fd directory) : directory_(std::move(directory)) {}

result<cli_turn> cli_turn::wait_until(std::chrono::steady_clock::time_point deadline,
                                      const std::string& directory) {
    // The lock has to be tried again and again: flock(2) itself knows no deadline.
    std::chrono::milliseconds pause{1};
    constexpr std::chrono::milliseconds longest_pause{32};
    unique_fd fd(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    while (fd && try_lock(fd.get()) == lock_state::taken) {
        if (std::chrono::steady_clock::now() >= deadline) {
            return errc::timed_out;
        }
        std::this_thread::sleep_for(pause);
        pause = std::min(2 * pause, longest_pause);
    }
    return cli_turn(std::move(fd));
}

}  // namespace ibmcloud_token
