#include "system/platform.hpp"

#include <algorithm>
#include <csignal>
#include <ctime>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "system/files.hpp"
#include "system/last_error.hpp"
#include "system/pipe.hpp"

namespace ibmcloud_token {
namespace {

using std::chrono::nanoseconds;

timespec to_timespec(nanoseconds duration) {
    using whole = std::chrono::duration<decltype(timespec::tv_sec)>;
    using rest = std::chrono::duration<decltype(timespec::tv_nsec), std::nano>;
    const auto seconds = std::chrono::floor<whole>(duration);
    return {seconds.count(), std::chrono::duration_cast<rest>(duration - seconds).count()};
}

bool seal(int fd) {
    constexpr int seals = F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL;
    return ::fchmod(fd, S_IRUSR) == 0 && ::fcntl(fd, F_ADD_SEALS, seals) == 0 &&
           ::lseek(fd, 0, SEEK_SET) == 0;
}

}  // namespace

void hide_memory() {
    ::prctl(PR_SET_DUMPABLE, 0);
}

void close_from(int first) {
    if (::close_range(static_cast<unsigned>(first), ~0U, 0) == 0) {
        return;
    }
    // Linux before 5.9, or a container that forbids the call.
    // The limit may be 2^30, or none at all, and such a loop takes minutes.
    constexpr long most = 65536;
    const long limit = ::sysconf(_SC_OPEN_MAX);
    const long end = limit < 0 ? most : std::min(limit, most);
    for (int fd = first; fd < end; ++fd) {
        ::close(fd);
    }
}

void adopt_orphans() {
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
}

result<unique_fd> make_memory_file(std::string_view bytes) {
    unique_fd file(::memfd_create("token", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!file) {
        return make_filled_pipe(bytes);
    }
    if (!write_all(file.get(), bytes) || !seal(file.get())) {
        return last_error(errc::system_refused);
    }
    return file;
}

// A timer of its own and SIGURG, which is ignored by default: SIGALRM and setitimer(2) belong to
// the caller and outlive exec.
void with_interrupts_from(steady_clock::time_point first, const std::function<void()>& wait) {
    constexpr nanoseconds interval = std::chrono::milliseconds{10};
    sigevent event{};
    event.sigev_notify = SIGEV_SIGNAL;
    event.sigev_signo = SIGURG;
    timer_t timer{};
    if (::timer_create(CLOCK_MONOTONIC, &event, &timer) != 0) {
        return;
    }
    struct sigaction interrupt {};
    interrupt.sa_handler = [](int /*signal*/) {};
    struct sigaction callers_action {};
    ::sigaction(SIGURG, &interrupt, &callers_action);
    sigset_t urgent{};
    sigset_t callers_mask{};
    ::sigemptyset(&urgent);
    ::sigaddset(&urgent, SIGURG);
    ::sigprocmask(SIG_UNBLOCK, &urgent, &callers_mask);
    const nanoseconds left = first - steady_clock::now();
    const itimerspec times{to_timespec(interval), to_timespec(std::max(left, interval))};
    ::timer_settime(timer, 0, &times, nullptr);

    wait();

    ::timer_delete(timer);
    ::sigprocmask(SIG_SETMASK, &callers_mask, nullptr);
    ::sigaction(SIGURG, &callers_action, nullptr);
}

}  // namespace ibmcloud_token
