#include "system/cli_turn.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <limits>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "system/close_from.hpp"
#include "system/process_group.hpp"

namespace ibmcloud_token {
namespace {

using std::chrono::steady_clock;

enum class lock_state { had, taken, impossible };

lock_state try_lock(int fd) {
    if (::flock(fd, LOCK_EX | LOCK_NB) == 0) {
        return lock_state::had;
    }
    return errno == EWOULDBLOCK || errno == EINTR ? lock_state::taken : lock_state::impossible;
}

int milliseconds_until(steady_clock::time_point end) {
    using std::chrono::milliseconds;
    const auto left = std::chrono::ceil<milliseconds>(end - steady_clock::now()).count();
    return static_cast<int>(
        std::clamp<milliseconds::rep>(left, 0, std::numeric_limits<int>::max()));
}

/// What the keeper does. Nothing of the caller's is left open but `lock`, or else who reads the
/// output of a process that was killed would wait for this one.
[[noreturn]] void keep(int lock, pid_t cli, steady_clock::time_point end) {
    ::setpgid(0, 0);
    ::dup2(lock, STDIN_FILENO);
    close_from(STDOUT_FILENO);
    pollfd ended{static_cast<int>(::syscall(SYS_pidfd_open, cli, 0)), POLLIN, 0};
    if (ended.fd >= 0 && ::poll(&ended, 1, milliseconds_until(end)) == 0) {
        process_group(cli).stop();
    }
    ::_exit(EXIT_SUCCESS);
}

}  // namespace

cli_turn::cli_turn(unique_fd directory) : directory_(std::move(directory)) {}

cli_turn::cli_turn(cli_turn&& other) noexcept
    : directory_(std::move(other.directory_)),
      keeper_(std::exchange(other.keeper_, 0)) {}

cli_turn::~cli_turn() {
    if (keeper_ > 0) {
        ::waitpid(keeper_, nullptr, 0);
    }
}

result<cli_turn> cli_turn::wait_until(steady_clock::time_point deadline,
                                      const std::string& directory) {
    // The lock has to be tried again and again: flock(2) itself knows no deadline.
    std::chrono::milliseconds pause{1};
    constexpr std::chrono::milliseconds longest_pause{32};
    unique_fd fd(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    while (fd && try_lock(fd.get()) == lock_state::taken) {
        if (steady_clock::now() >= deadline) {
            return errc::timed_out;
        }
        std::this_thread::sleep_for(pause);
        pause = std::min(2 * pause, longest_pause);
    }
    return cli_turn(std::move(fd));
}

void cli_turn::keep_until_end_of(pid_t cli, steady_clock::time_point deadline) {
    if (!directory_) {
        return;
    }
    keeper_ = ::fork();
    if (keeper_ == 0) {
        keep(directory_.get(), cli, deadline + 2 * process_group::grace);
    }
}

}  // namespace ibmcloud_token
