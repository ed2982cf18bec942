#include "system/signals.hpp"

#include <array>
#include <utility>

#include <unistd.h>

// No `::` before the functions on signal sets: they are macros on some systems.
namespace ibmcloud_token {
namespace {

constexpr std::array<int, 8> ending_signals = {SIGINT,  SIGTERM, SIGHUP,  SIGQUIT,
                                               SIGALRM, SIGUSR1, SIGUSR2, SIGXCPU};

bool is_ignored(int signal) {
    struct sigaction action {};
    return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

/// Ends this process with the status that a shell gives.
void end_process(int signal) {
    constexpr int died_by_signal = 128;
    ::_exit(died_by_signal + signal);
}

/// A signal of `set` that is pending; 0 if there is none.
int pending_signal(const sigset_t& set) {
    sigset_t pending{};
    sigpending(&pending);
    for (const int signal : ending_signals) {
        if (sigismember(&set, signal) == 1 && sigismember(&pending, signal) == 1) {
            return signal;
        }
    }
    return 0;
}

}  // namespace

void handle_signals_as_process_1() {
    for (const int signal : ending_signals) {
        if (::getpid() == 1 && !is_ignored(signal)) {
            struct sigaction action {};
            action.sa_handler = end_process;
            sigaction(signal, &action, nullptr);
        }
    }
}

held_signals::held_signals() {
    sigset_t blocked{};
    sigprocmask(SIG_BLOCK, nullptr, &blocked);
    sigemptyset(&held_);
    sigemptyset(&ending_);
    for (const int signal : ending_signals) {
        if (!is_ignored(signal) && sigismember(&blocked, signal) == 0) {
            sigaddset(&held_, signal);
            sigaddset(&ending_, signal);
        }
    }
    if (sigismember(&blocked, SIGTSTP) == 0) {
        sigaddset(&held_, SIGTSTP);
    }
    sigprocmask(SIG_BLOCK, &held_, nullptr);
}

held_signals::held_signals(held_signals&& other) noexcept
    : held_(other.held_),
      ending_(other.ending_),
      first_(std::exchange(other.first_, 0)),
      arrived_(other.arrived_) {
    sigemptyset(&other.held_);
    sigemptyset(&other.ending_);
}

held_signals::~held_signals() {
    if (first_ != 0) {
        ::kill(::getpid(), first_);
    }
    sigprocmask(SIG_UNBLOCK, &held_, nullptr);
}

int held_signals::count_arrived() {
    while (const int signal = pending_signal(ending_)) {
        // Taken off, so that a second one is seen.
        sigset_t one{};
        sigemptyset(&one);
        sigaddset(&one, signal);
        int taken = 0;
        sigwait(&one, &taken);
        first_ = first_ != 0 ? first_ : signal;
        ++arrived_;
    }
    return arrived_;
}

bool held_signals::has_arrived() const {
    return first_ != 0 || pending_signal(ending_) != 0;
}

}  // namespace ibmcloud_token
