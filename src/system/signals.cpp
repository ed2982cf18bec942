#include "system/signals.hpp"

#include <initializer_list>

namespace ibmcloud_token {
namespace {

bool is_ignored(int signal) {
    struct sigaction action {};
    return ::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

held_signals::held_signals() {
    ::sigprocmask(SIG_BLOCK, nullptr, &callers_mask_);
    ::sigemptyset(&held_);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        if (!is_ignored(signal) && ::sigismember(&callers_mask_, signal) == 0) {
            ::sigaddset(&held_, signal);
        }
    }
    ::sigprocmask(SIG_BLOCK, &held_, nullptr);
}

held_signals::~held_signals() {
    ::sigprocmask(SIG_SETMASK, &callers_mask_, nullptr);
}

}  // namespace ibmcloud_token
