#include "system/child_process.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <new>
#include <optional>
#include <utility>

// The kernel or a container may not have pidfd_open(2).
#define BOOST_PROCESS_V2_DISABLE_PIDFD_OPEN

#include <boost/asio/buffer.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <boost/process/v2/posix/vfork_launcher.hpp>
#include <boost/process/v2/process.hpp>
#include <boost/system/system_error.hpp>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "core/duration.hpp"
#include "system/child_stop.hpp"
#include "system/executable.hpp"
#include "system/files.hpp"

namespace ibmcloud_token {
namespace {

namespace asio = boost::asio;
namespace process = boost::process::v2;

using executor = asio::io_context::executor_type;
using descriptor = asio::posix::basic_stream_descriptor<executor>;

constexpr std::size_t max_errors = std::size_t{64} * 1024;

/// The child's descriptor for what it inherits.
constexpr int inherited_target = 3;

/// How often the signals, the deadline and the steps of a stop are looked at.
constexpr std::chrono::milliseconds tick{10};

/// Prepares the child. Runs between vfork and exec, in this process's memory: system calls only.
class child_setup {
public:
    child_setup(int input, int output, int errors, const child_command& command)
        : streams_{input, output, errors},
          command_(&command) {}

    template <typename... Ignored>
    [[nodiscard]] boost::system::error_code on_exec_setup(const Ignored&... /*ignored*/) const {
        ::setpgid(0, 0);
        leave_terminal();
        for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd) {
            if (::dup2(streams_.at(static_cast<std::size_t>(fd)), fd) < 0) {
                return {errno, boost::system::system_category()};
            }
        }
        int first_to_close = inherited_target;
        if (command_->inherited_fd >= 0) {
            ::dup2(command_->inherited_fd, inherited_target);
            // Needed if it was descriptor 3 before.
            ::fcntl(inherited_target, F_SETFD, 0);
            ++first_to_close;
        }
        close_from(first_to_close);
        command_->caller.restore();
        return {};
    }

    /// Without this, the launcher calls exit(3), which runs the clean-up of this process.
    template <typename... Ignored>
    void on_exec_error(const Ignored&... /*ignored*/) const {
        ::_exit(EXIT_FAILURE);
    }

private:
    /// Detaches from the terminal so that the child can't prompt. A session of its own would do
    /// that, too, but where the kernel groups processes by session (CONFIG_SCHED_AUTOGROUP) each
    /// new one starts milliseconds late.
    static void leave_terminal() {
        const int terminal = ::open("/dev/tty", O_RDWR | O_CLOEXEC);
        if (terminal >= 0) {
            ::ioctl(terminal, TIOCNOTTY);
            ::close(terminal);
        }
    }

    std::array<int, 3> streams_;
    const child_command* command_;
};

/// Reads a pipe to its end. Keeps the first bytes and drops the rest, so that the child never waits
/// for a reader.
class pipe_reader {
public:
    pipe_reader(const executor& where, unique_fd read_end, std::size_t limit)
        : pipe_(where, read_end.release()),
          limit_(limit) {
        // A token fits, and memory that is not touched is not mapped.
        constexpr std::size_t buffer_size = 4096;
        buffer_.resize(buffer_size);
    }

    void start() {
        pipe_.async_read_some(asio::buffer(buffer_.data(), buffer_.size()),
                              [this](const boost::system::error_code& error, std::size_t size) {
                                  keep(size);
                                  if (!error && !is_last_) {
                                      start();
                                  }
                              });
    }

    /// No read is started after the one that is under way.
    void finish() { is_last_ = true; }

    /// Reads what is in the pipe now: a process that still holds the other end may write for ever.
    void read_rest() {
        int size = 0;
        ::ioctl(pipe_.native_handle(), FIONREAD, &size);
        for (auto left = static_cast<std::size_t>(size); left > 0;) {
            const ssize_t count =
                ::read(pipe_.native_handle(), buffer_.data(), std::min(left, buffer_.size()));
            if (count <= 0) {
                return;
            }
            keep(static_cast<std::size_t>(count));
            left -= static_cast<std::size_t>(count);
        }
    }

    [[nodiscard]] bool has_overflown() const { return has_overflown_; }

    secret take() { return std::move(kept_); }

private:
    void keep(std::size_t size) {
        const std::size_t room = limit_ - kept_.size();
        has_overflown_ = has_overflown_ || size > room;
        kept_.append(buffer_.view().substr(0, std::min(size, room)));
    }

    descriptor pipe_;
    std::size_t limit_;
    secret buffer_;
    secret kept_;
    bool is_last_ = false;
    bool has_overflown_ = false;
};

/// The child while it runs. Both pipes are read together: a child that fills one while we wait on
/// the other never ends.
class running_child {
public:
    running_child(asio::io_context& io, process::basic_process_handle<executor> leader,
                  unique_fd output, unique_fd errors, const child_command& command,
                  held_signals& signals)
        : io_(&io),
          keep_waiting_(io.get_executor()),
          leader_(std::move(leader)),
          output_(io.get_executor(), std::move(output), max_output),
          errors_(io.get_executor(), std::move(errors), max_errors),
          limit_(command.limit),
          signals_(&signals),
          stop_(-leader_.id(), command.are_files_whole) {
        output_.start();
        errors_.start();
        leader_.async_wait([this](const boost::system::error_code& error, int wait_status) {
            wait_status_ = wait_status;
            if (error) {
                give_up_on(failure(errc::system_refused, error.message()));
            }
        });
    }

    result<child_result> wait() {
        while (!is_done()) {
            try {
                io_->run_one_for(tick);
            } catch (const std::bad_alloc&) {
                give_up_on(errc::system_refused);
            }
            look_for_reasons_to_stop();
        }
        if (!failure_ && stop_.has_interfered()) {
            failure_ = failure(errc::timed_out, "stopped after " + to_string(limit_.total()));
        }
        if (!failure_) {
            read_rest();
        }
        if (failure_) {
            return *failure_;
        }
        return child_result{*wait_status_, output_.take(), errors_.take()};
    }

private:
    [[nodiscard]] bool is_done() const {
        if (stop_.is_over()) {
            return true;
        }
        const bool is_stopped = failure_ || stop_.has_interfered();
        return wait_status_ && (!is_stopped || !stop_.has_members());
    }

    void look_for_reasons_to_stop() {
        const int signals = signals_->count_arrived();
        if (signals > 0) {
            give_up_on(failure(errc::cli_failed, "stopped by a signal to this program"));
        }
        if (output_.has_overflown()) {
            give_up_on(errc::too_much_output);
        }
        stop_.advance(failure_ || steady_clock::now() >= limit_.end(), signals > 1);
    }

    /// The first reason is the one to report.
    void give_up_on(failure why) {
        if (!failure_) {
            failure_ = std::move(why);
        }
    }

    /// The child has ended, so everything that it wrote is in the pipes.
    void read_rest() {
        output_.finish();
        errors_.finish();
        io_->poll();
        output_.read_rest();
        errors_.read_rest();
        if (output_.has_overflown()) {
            give_up_on(errc::too_much_output);
        }
    }

    asio::io_context* io_;
    asio::executor_work_guard<executor> keep_waiting_;
    process::basic_process_handle<executor> leader_;
    pipe_reader output_;
    pipe_reader errors_;
    time_limit limit_;
    held_signals* signals_;
    child_stop stop_;
    std::optional<int> wait_status_;
    std::optional<failure> failure_;
};

/// An input that is at its end. It replaces /dev/null, which not every container has.
result<unique_fd> open_empty_input() {
    unique_fd null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    if (null) {
        return null;
    }
    return make_filled_pipe({});
}

/// The event loop opens descriptors when the child already runs. It must not fail then.
bool can_open_event_loop() {
    constexpr std::size_t needed = 6;
    std::array<unique_fd, needed> spare;
    return std::all_of(spare.begin(), spare.end(), [](unique_fd& fd) {
        fd = unique_fd(::dup(STDIN_FILENO));
        return static_cast<bool>(fd);
    });
}

result<child_result> launch_and_wait(process::posix::vfork_launcher& launcher,
                                     const child_command& command, held_signals& signals) {
    const auto input = open_empty_input();
    auto output = make_pipe();
    auto errors = make_pipe();
    if (input.has_error() || output.has_error() || errors.has_error() || !can_open_event_loop()) {
        return last_error(errc::system_refused);
    }
    // The launcher tells the services of the context about the fork, in the child too, which shares
    // this memory. So the context must not have been used yet.
    asio::io_context io(1);
    const auto environment = command.environment.variables();
    launcher.env = environment.data();
    if (command.inherited_fd >= 0) {
        // Some releases of Boost close all other descriptors after our set-up.
        launcher.fd_whitelist.push_back(inherited_target);
    }
    boost::system::error_code error;
    auto leader =
        launcher(io.get_executor(), error, command.path, command.arguments,
                 child_setup(input->get(), output->write.get(), errors->write.get(), command));
    if (error && launcher.pid > 0) {
        ::waitpid(launcher.pid, nullptr, 0);
        return explain_exec_error(errc::cli_not_executable, command.name, command.path,
                                  error.value());
    }
    if (error) {
        return failure(errc::system_refused, error.message());
    }
    output->write = unique_fd();
    errors->write = unique_fd();
    // The destructor of a process that is not detached kills it and waits without a time limit.
    return running_child(io, leader.detach(), std::move(output->read), std::move(errors->read),
                         command, signals)
        .wait();
}

}  // namespace

result<child_result> run_child(const child_command& command, held_signals& signals) {
    process::posix::vfork_launcher launcher;
    failure why = errc::system_refused;
    try {
        return launch_and_wait(launcher, command, signals);
    } catch (const boost::system::system_error& error) {
        why = failure(errc::system_refused, error.code().message());
    } catch (const std::bad_alloc&) {}
    if (launcher.pid > 0) {
        ::kill(-launcher.pid, SIGKILL);
        ::waitpid(launcher.pid, nullptr, 0);
    }
    return why;
}

}  // namespace ibmcloud_token
