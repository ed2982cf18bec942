#include "system/platform.hpp"

#include <algorithm>
#include <csignal>

#include <sys/time.h>
#include <unistd.h>

#include "system/pipe.hpp"

namespace ibmcloud_token {
namespace {

using std::chrono::microseconds;

constexpr microseconds interval{10000};

microseconds to_duration(const timeval& time) {
    return std::chrono::seconds{time.tv_sec} + microseconds{time.tv_usec};
}

timeval to_timeval(microseconds duration) {
    using whole = std::chrono::duration<decltype(timeval::tv_sec)>;
    using rest = std::chrono::duration<decltype(timeval::tv_usec), std::micro>;
    const auto seconds = std::chrono::floor<whole>(duration);
    return {seconds.count(), std::chrono::duration_cast<rest>(duration - seconds).count()};
}

bool is_blocked_or_ignored(int signal) {
    sigset_t blocked{};
    sigprocmask(SIG_BLOCK, nullptr, &blocked);
    struct sigaction action {};
    sigaction(signal, nullptr, &action);
    return sigismember(&blocked, signal) == 1 || action.sa_handler == SIG_IGN;
}

/// Interrupts the call that blocks, and has no other effect.
void ignore_signal(int /*signal*/) {}

/// Interrupts the call that blocks. If our timer has not expired yet, another process has sent the
/// signal: then take the default action.
void check_signal(int signal) {
    itimerval timer{};
    ::getitimer(ITIMER_REAL, &timer);
    if (to_duration(timer.it_value) > interval) {
        static_cast<void>(std::signal(signal, SIG_DFL));
        static_cast<void>(::raise(signal));
    }
}

}  // namespace

void hide_memory() {}

void close_from(int first) {
    // The limit may be 2^30, or none at all, and such a loop takes minutes.
    constexpr long most = 65536;
    const long limit = ::sysconf(_SC_OPEN_MAX);
    const long end = limit < 0 ? most : std::min(limit, most);
    for (int fd = first; fd < end; ++fd) {
        ::close(fd);
    }
}

void adopt_orphans() {}

result<unique_fd> make_memory_file(std::string_view bytes) {
    return make_filled_pipe(bytes);
}

// setitimer(2) is the one timer that every system has, and the caller may be using it.
void with_interrupts_from(steady_clock::time_point first, const std::function<void()>& wait) {
    const steady_clock::time_point start = steady_clock::now();
    itimerval callers_timer{};
    ::getitimer(ITIMER_REAL, &callers_timer);
    const microseconds callers_left = to_duration(callers_timer.it_value);
    const bool has_alarm = callers_left > microseconds::zero();
    const bool is_unwanted = is_blocked_or_ignored(SIGALRM);
    if (has_alarm && start + callers_left <= first && !is_unwanted) {
        // The caller's alarm ends this process before we would interrupt it.
        wait();
        return;
    }
    struct sigaction interrupt {};
    interrupt.sa_handler = is_unwanted ? ignore_signal : check_signal;
    struct sigaction callers_action {};
    sigaction(SIGALRM, &interrupt, &callers_action);
    sigset_t alarm{};
    sigset_t callers_mask{};
    sigemptyset(&alarm);
    sigaddset(&alarm, SIGALRM);
    sigprocmask(SIG_UNBLOCK, &alarm, &callers_mask);
    const auto left = std::chrono::duration_cast<microseconds>(first - start);
    const itimerval ours{to_timeval(interval), to_timeval(std::max(left, interval))};
    ::setitimer(ITIMER_REAL, &ours, nullptr);

    wait();

    const itimerval none{};
    ::setitimer(ITIMER_REAL, &none, nullptr);
    sigprocmask(SIG_SETMASK, &callers_mask, nullptr);
    sigaction(SIGALRM, &callers_action, nullptr);
    if (has_alarm) {
        const auto waited = std::chrono::duration_cast<microseconds>(steady_clock::now() - start);
        callers_timer.it_value = to_timeval(std::max(callers_left - waited, microseconds{1}));
        ::setitimer(ITIMER_REAL, &callers_timer, nullptr);
    }
}

}  // namespace ibmcloud_token
