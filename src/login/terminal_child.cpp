#include "login/terminal_child.hpp"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <optional>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "core/duration.hpp"
#include "system/child_stop.hpp"
#include "system/executable.hpp"
#include "system/files.hpp"

namespace ibmcloud_token::login {
namespace {

/// Restores the modes of the terminal when it dies: a child that is killed while it asks for a
/// secret leaves a terminal that does not show what is typed.
class terminal_modes {
public:
    terminal_modes() : are_known_(::tcgetattr(STDIN_FILENO, &modes_) == 0) {}
    terminal_modes(const terminal_modes&) = delete;
    terminal_modes& operator=(const terminal_modes&) = delete;
    terminal_modes(terminal_modes&&) = delete;
    terminal_modes& operator=(terminal_modes&&) = delete;
    ~terminal_modes() {
        // A process in the background would be suspended.
        if (are_known_ && ::tcgetpgrp(STDIN_FILENO) == ::getpgrp()) {
            ::tcsetattr(STDIN_FILENO, TCSADRAIN, &modes_);
        }
    }

private:
    termios modes_{};
    bool are_known_;
};

/// The child's part: executes `command`. If that fails, writes `errno` to `report`.
/// Async-signal-safe.
[[noreturn]] void execute(const child_command& command, char* const* arguments,
                          char* const* environment, int report) {
    constexpr int lock_target = 3;
    constexpr int report_target = 4;
    report = ::fcntl(report, F_DUPFD, report_target);
    if (command.inherited_fd >= 0) {
        ::dup2(command.inherited_fd, lock_target);
        // Needed if it was descriptor 3 before.
        ::fcntl(lock_target, F_SETFD, 0);
    } else {
        ::close(lock_target);
    }
    ::dup2(report, report_target);
    ::fcntl(report_target, F_SETFD, FD_CLOEXEC);
    close_from(report_target + 1);
    ::dup2(STDERR_FILENO, STDOUT_FILENO);
    command.caller.restore();
    ::execve(command.path.c_str(), arguments, environment);
    const int error = errno;
    [[maybe_unused]] const ssize_t written = ::write(report_target, &error, sizeof error);
    ::_exit(EXIT_FAILURE);
}

/// Returns the process id of the child once it runs `command`.
result<pid_t> launch(const child_command& command) {
    std::string path = command.path;
    std::vector<std::string> words = command.arguments;
    std::vector<char*> arguments = {path.data()};
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    const auto environment = command.environment.variables();
    auto report = make_pipe();
    if (report.has_error()) {
        return report.error();
    }
    const pid_t child = ::fork();
    if (child < 0) {
        return last_error(errc::system_refused);
    }
    if (child == 0) {
        execute(command, arguments.data(), environment.data(), report->write.get());
    }
    report->write = unique_fd();
    int error = 0;
    if (::read(report->read.get(), &error, sizeof error) > 0) {
        ::waitpid(child, nullptr, 0);
        return explain_exec_error(errc::cli_not_executable, command.name, command.path, error);
    }
    return child;
}

class terminal_child {
public:
    terminal_child(pid_t child, const child_command& command, held_signals& signals)
        : child_(child),
          limit_(command.limit),
          deadline_(command.limit.end()),
          signals_(&signals),
          stop_(child, command.are_files_whole) {}

    result<int> wait() {
        constexpr std::chrono::milliseconds tick{10};
        while (!wait_status_ && !stop_.is_over()) {
            const int signals = signals_->count_arrived();
            stop_.advance(signals > 0 || steady_clock::now() >= deadline_, signals > 1);
            std::this_thread::sleep_for(tick);
            look_at_child();
        }
        if (signals_->has_arrived()) {
            return failure(errc::cli_failed, "stopped by a signal to this program");
        }
        if (!wait_status_ || stop_.has_interfered()) {
            return failure(errc::timed_out, "stopped after " + to_string(limit_.total()));
        }
        return *wait_status_;
    }

private:
    void look_at_child() {
        int status = 0;
        const pid_t changed = ::waitpid(child_, &status, WNOHANG | WUNTRACED);
        if (changed == child_ && !WIFSTOPPED(status)) {
            wait_status_ = status;
        } else if (changed == child_ && !stop_.has_begun()) {
            suspend();
        }
    }

    /// The child is suspended. Returns when this process has been resumed.
    void suspend() {
        const auto begin = steady_clock::now();
        (void)raise(SIGSTOP);
        deadline_ += steady_clock::now() - begin;
        ::kill(child_, SIGCONT);
    }

    pid_t child_;
    time_limit limit_;
    steady_clock::time_point deadline_;  ///< later than that of `limit_` after a suspension
    held_signals* signals_;
    child_stop stop_;
    std::optional<int> wait_status_;
};

}  // namespace

result<int> run_terminal_child(const child_command& command, held_signals& signals) {
    const terminal_modes modes;
    const auto child = launch(command);
    return child.has_value() ? terminal_child(*child, command, signals).wait() : child.error();
}

}  // namespace ibmcloud_token::login
