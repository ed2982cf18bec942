#pragma once

#include <csignal>

namespace ibmcloud_token {

/// Holds the signals that would end or stop this process: SIGINT, SIGTERM, SIGHUP, SIGQUIT,
/// SIGALRM, SIGUSR1, SIGUSR2, SIGXCPU, and SIGTSTP (Ctrl-Z). The destructor lets them take effect:
/// one that has arrived ends or stops this process as if it arrived just then. Signals that the
/// caller ignores or blocks stay as they are.
class held_signals {
public:
    held_signals();
    held_signals(const held_signals&) = delete;
    held_signals& operator=(const held_signals&) = delete;
    held_signals(held_signals&& other) noexcept;
    held_signals& operator=(held_signals&&) = delete;
    ~held_signals();

    /// How many signals that end this process have been seen so far. One that arrives twice between
    /// two calls counts once.
    int count_arrived();

    /// True if such a signal has arrived.
    [[nodiscard]] bool has_arrived() const;

private:
    sigset_t held_{};
    sigset_t ending_{};  ///< those of `held_` that end this process
    int first_ = 0;      ///< the first signal that `count_arrived` has seen
    int arrived_ = 0;
};

/// Makes the signals that end other processes end process 1, as in a container, which ignores them
/// by default.
void handle_signals_as_process_1();

}  // namespace ibmcloud_token
