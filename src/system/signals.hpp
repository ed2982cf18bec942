#pragma once

#include <csignal>

namespace ibmcloud_token {

/// While it lives, SIGINT, SIGTERM, SIGHUP and SIGQUIT wait, so that what they would interrupt can
/// be put in order. When it dies they are let through, and one that has come ends this process as
/// if it came just then. One that the caller ignores or holds itself is left as it is.
class held_signals {
public:
    held_signals();
    held_signals(const held_signals&) = delete;
    held_signals& operator=(const held_signals&) = delete;
    ~held_signals();

    /// What is held.
    [[nodiscard]] const sigset_t& signals() const { return held_; }

    /// The signals that were held before.
    [[nodiscard]] const sigset_t& callers_mask() const { return callers_mask_; }

    /// A signal that waits; 0 if there is none.
    [[nodiscard]] int waiting() const;

private:
    sigset_t held_{};
    sigset_t callers_mask_{};
};

}  // namespace ibmcloud_token
