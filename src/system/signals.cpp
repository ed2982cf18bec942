#include "system/signals.hpp"

#include <array>

#include <unistd.h>

namespace ibmcloud_token {
namespace {

constexpr std::array<int, 4> end_signals = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

bool is_ignored(int signal) {
    struct sigaction action {};
    return ::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

held_signals::held_signals() {
    ::sigprocmask(SIG_BLOCK, nullptr, &callers_mask_);
    ::sigemptyset(&held_);
    for (const int signal : end_signals) {
        if (!is_ignored(signal) && ::sigismember(&callers_mask_, signal) == 0) {
            ::sigaddset(&held_, signal);
        }
    }
    ::sigprocmask(SIG_BLOCK, &held_, nullptr);
}

held_signals::~held_signals() {
    const int signal = waiting();
    ::sigprocmask(SIG_SETMASK, &callers_mask_, nullptr);
    // Process 1, as in a container, does not die of a signal: it ends with the status that a shell
    // gives.
    if (signal != 0) {
        constexpr int died_by_signal = 128;
        ::_exit(died_by_signal + signal);
    }
}

int held_signals::waiting() const {
    sigset_t pending{};
    ::sigpending(&pending);
    for (const int signal : end_signals) {
        if (::sigismember(&held_, signal) == 1 && ::sigismember(&pending, signal) == 1) {
            return signal;
        }
    }
    return 0;
}

}  // namespace ibmcloud_token
