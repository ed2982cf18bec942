#include "system/process_group.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstddef>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/ascii.hpp"
#include "system/file.hpp"

namespace ibmcloud_token {
namespace {

/// The children of this process, as proc(5) lists them; none if there is no such list.
std::vector<pid_t> children() {
    constexpr std::size_t most = std::size_t{1024} * 1024;
    const auto list =
        read_input("/proc/self/task/" + std::to_string(::getpid()) + "/children", most);
    std::vector<pid_t> pids;
    std::string_view rest = list.has_value() ? list->view() : std::string_view{};
    pid_t pid = 0;
    while (!rest.empty()) {
        const auto parsed = std::from_chars(rest.data(), rest.data() + rest.size(), pid);
        if (parsed.ec != std::errc{}) {
            break;
        }
        pids.push_back(pid);
        rest.remove_prefix(static_cast<std::size_t>(parsed.ptr - rest.data()));
        rest = trim_left(rest);
    }
    return pids;
}

}  // namespace

void process_group::stop() {
    const auto wait = [this] {
        const auto end = std::chrono::steady_clock::now() + grace;
        while (has_members() && std::chrono::steady_clock::now() < end) {
            std::this_thread::sleep_for(poll_interval);
        }
    };
    request_exit();
    wait();
    kill();
    wait();
}

void process_group::request_exit() {
    can_adopt_ = adopted().empty();
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
    ::kill(-leader_, SIGTERM);
    ::kill(-leader_, SIGCONT);
}

void process_group::kill() const {
    ::kill(-leader_, SIGKILL);
    for (const pid_t child : adopted()) {
        ::kill(child, SIGKILL);
    }
}

bool process_group::has_members() const {
    while (::waitpid(-leader_, nullptr, WNOHANG) > 0) {}
    return ::kill(-leader_, 0) == 0 || errno != ESRCH;
}

bool process_group::has_survivors() const {
    for (const pid_t child : adopted()) {
        ::waitpid(child, nullptr, WNOHANG);
    }
    return has_members() || !adopted().empty();
}

std::vector<pid_t> process_group::adopted() const {
    auto pids = can_adopt_ ? children() : std::vector<pid_t>{};
    pids.erase(std::remove(pids.begin(), pids.end(), leader_), pids.end());
    return pids;
}

}  // namespace ibmcloud_token
