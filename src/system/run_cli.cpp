#include "system/run_cli.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <functional>
#include <iterator>
#include <memory>
#include <new>
#include <optional>
#include <string_view>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <boost/process/v2/posix/vfork_launcher.hpp>
#include <boost/process/v2/process.hpp>
#include <boost/system/system_error.hpp>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "system/close_from.hpp"
#include "system/head_and_tail.hpp"
#include "system/process_group.hpp"
#include "system/signals.hpp"
#include "system/system_error.hpp"
#include "system/unique_fd.hpp"

namespace ibmcloud_token {
namespace {

namespace asio = boost::asio;
namespace process = boost::process::v2;

using executor = asio::io_context::executor_type;
using descriptor = asio::posix::basic_stream_descriptor<executor>;
using std::chrono::steady_clock;

constexpr std::size_t kibibyte = 1024;
constexpr std::size_t most_output = 1024 * kibibyte;
constexpr std::size_t kept_errors = 32 * kibibyte;

/// After SIGKILL: enough for the kernel to clear up.
constexpr std::chrono::seconds last_wait{1};

/// What a system call gave, which is not -1.
int checked(int returned) {
    if (returned < 0) {
        throw boost::system::system_error(last_system_error());
    }
    return returned;
}

struct pipe_ends {
    unique_fd read;
    unique_fd write;
};

pipe_ends make_pipe() {
    std::array<int, 2> fds{};
    checked(::pipe2(fds.data(), O_CLOEXEC));
    return {unique_fd(fds[0]), unique_fd(fds[1])};
}

/// An input that is at its end. Not every container has a /dev/null.
unique_fd make_empty_input() {
    unique_fd null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    return null ? std::move(null) : make_pipe().read;
}

/// Makes the child what the CLI is to run as. It runs between vfork and exec, in this process's
/// memory: system calls only.
class child_setup {
public:
    child_setup(int input, int output, int errors, const held_signals& held,
                const cli_command& command)
        : input_(input),
          output_(output),
          errors_(errors),
          held_(&held),
          command_(&command) {}

    template <typename... Ignored>
    [[nodiscard]] error_code on_exec_setup(const Ignored&... /*ignored*/) const {
        ::setpgid(0, 0);
        command_->turn->enter();
        leave_terminal();
        ::sigprocmask(SIG_SETMASK, &held_->callers_mask(), nullptr);
        command_->signals.restore();
        if (::dup2(input_, STDIN_FILENO) < 0 || ::dup2(output_, STDOUT_FILENO) < 0 ||
            ::dup2(errors_, STDERR_FILENO) < 0) {
            return last_system_error();
        }
        close_from(STDERR_FILENO + 1);
        return {};
    }

    /// The launcher would go on to call exit, which runs this process's own clean-up.
    template <typename... Ignored>
    void on_exec_error(const Ignored&... /*ignored*/) const {
        ::_exit(EXIT_FAILURE);
    }

private:
    /// So there is none to ask on. A session of its own would do that, too, but where the kernel
    /// groups processes by session (CONFIG_SCHED_AUTOGROUP) each new one starts milliseconds late.
    static void leave_terminal() {
        const int terminal = ::open("/dev/tty", O_RDWR | O_CLOEXEC);
        if (terminal >= 0) {
            ::ioctl(terminal, TIOCNOTTY);
            ::close(terminal);
        }
    }

    int input_;
    int output_;
    int errors_;
    const held_signals* held_;
    const cli_command* command_;
};

/// Hands on what comes out of a pipe, until it ends or nobody wants any more.
class pipe_reader {
public:
    pipe_reader(const executor& where, unique_fd read_end,
                std::function<void(std::string_view)> take)
        : pipe_(where, read_end.release()),
          take_(std::move(take)) {
        // A token fits, and what is not touched is not mapped.
        constexpr std::size_t buffer_size = 4 * kibibyte;
        buffer_.resize(buffer_size);
    }

    void start() {
        pipe_.async_read_some(asio::buffer(buffer_.data(), buffer_.size()),
                              [this](const error_code& error, std::size_t size) {
                                  take_(buffer_.view().substr(0, size));
                                  if (!error && !is_last_) {
                                      start();
                                  }
                              });
    }

    void finish_current_read() { is_last_ = true; }

    /// What is in the pipe now. Whoever still holds its other end may write for ever.
    void read_rest() {
        int size = 0;
        ::ioctl(pipe_.native_handle(), FIONREAD, &size);
        for (auto left = static_cast<std::size_t>(size); left > 0;) {
            const ssize_t count =
                ::read(pipe_.native_handle(), buffer_.data(), std::min(left, buffer_.size()));
            if (count <= 0) {
                return;
            }
            take_(buffer_.view().substr(0, static_cast<std::size_t>(count)));
            left -= static_cast<std::size_t>(count);
        }
    }

private:
    descriptor pipe_;
    std::function<void(std::string_view)> take_;
    secret buffer_;
    bool is_last_ = false;
};

struct launched_cli {
    process::basic_process<executor> leader;
    process_group group;
    unique_fd output;
    unique_fd errors;
};

/// The CLI while it runs. Both pipes are read together: a child that fills one while we wait on the
/// other never ends.
class running_cli {
public:
    running_cli(asio::io_context& io, launched_cli cli, const held_signals& held)
        : io_(&io),
          keep_waiting_(io.get_executor()),
          leader_(std::move(cli.leader)),
          group_(cli.group),
          output_reader_(io.get_executor(), std::move(cli.output),
                         [this](std::string_view bytes) { take_output(bytes); }),
          errors_reader_(io.get_executor(), std::move(cli.errors),
                         [this](std::string_view bytes) { keep(errors_, bytes); }),
          end_signals_(io.get_executor(), checked(::signalfd(-1, &held.signals(), SFD_CLOEXEC))) {
        output_reader_.start();
        errors_reader_.start();
        // The status that the handler gets does not tell an exit from a death by signal.
        leader_.async_wait([this](const error_code& error, int /*exit_code*/) {
            wait_status_ = leader_.native_exit_code();
            if (error) {
                error_ = error;
            }
        });
        // Not read: the signal has to be pending still when it is let through.
        end_signals_.async_wait(descriptor::wait_read, [this](const error_code& error) {
            error_ = error ? error : make_error_code(boost::system::errc::interrupted);
        });
    }

    result<cli_result> wait_until(steady_clock::time_point deadline) {
        while (!wait_status_ && !error_) {
            // Past the deadline, what has happened in time still counts: this process may have been
            // stopped.
            if (io_->run_one_until(deadline) == 0 && io_->poll_one() == 0) {
                error_ = errc::timed_out;
            }
        }
        if (!error_) {
            read_what_is_left();
        }
        if (const error_code reason = error_) {
            stop();
            return reason;
        }
        return cli_result{*wait_status_, std::move(output_), errors_.text()};
    }

    /// Leaves nothing of what the CLI has started.
    void stop() {
        group_.request_exit();
        const auto grace_end = steady_clock::now() + process_group::grace;
        while (group_.has_members() && steady_clock::now() < grace_end) {
            io_->run_for(process_group::poll_interval);
        }
        const auto last_end = steady_clock::now() + last_wait;
        while (group_.has_survivors() && steady_clock::now() < last_end) {
            group_.kill();
            io_->run_for(process_group::poll_interval);
        }
    }

private:
    void take_output(std::string_view bytes) {
        if (output_.size() + bytes.size() > most_output) {
            error_ = errc::too_much_output;
        } else {
            keep(output_, bytes);
        }
    }

    /// That there is no memory must not end the watch over the CLI.
    template <typename Buffer>
    void keep(Buffer& buffer, std::string_view bytes) {
        try {
            buffer.append(bytes);
        } catch (const std::bad_alloc&) {
            error_ = make_error_code(boost::system::errc::not_enough_memory);
        }
    }

    /// The CLI has ended, so what it wrote is complete. A process that it left behind may hold the
    /// pipes, and is not waited for.
    void read_what_is_left() {
        output_reader_.finish_current_read();
        errors_reader_.finish_current_read();
        io_->poll();
        output_reader_.read_rest();
        errors_reader_.read_rest();
    }

    asio::io_context* io_;
    asio::executor_work_guard<executor> keep_waiting_;
    process::basic_process<executor> leader_;
    process_group group_;
    pipe_reader output_reader_;
    pipe_reader errors_reader_;
    descriptor end_signals_;
    secret output_;
    head_and_tail errors_{kept_errors};
    std::optional<int> wait_status_;
    error_code error_;
};

result<cli_result> launch_and_wait(process::posix::vfork_launcher& launcher,
                                   const cli_command& command, const held_signals& held) {
    const unique_fd input = make_empty_input();
    pipe_ends output = make_pipe();
    pipe_ends errors = make_pipe();

    // The launcher tells the context's services of the fork, in the child too. There must be none
    // yet: the child shares this memory.
    asio::io_context io(1);
    launcher.env = command.environment.data();
    error_code error;
    auto leader =
        launcher(io.get_executor(), error, command.path, command.arguments,
                 child_setup(input.get(), output.write.get(), errors.write.get(), held, command));
    if (error) {
        if (launcher.pid > 0) {
            ::waitpid(launcher.pid, nullptr, 0);
            return errc::cli_not_executable;
        }
        return error;
    }
    output.write = unique_fd();
    errors.write = unique_fd();
    return running_cli(io,
                       {std::move(leader), process_group(launcher.pid), std::move(output.read),
                        std::move(errors.read)},
                       held)
        .wait_until(command.deadline);
}

result<cli_result> run_held(const cli_command& command, const held_signals& held) {
    process::posix::vfork_launcher launcher;
    // Given back before a CLI is ended for lack of memory: that takes some, too.
    auto spare = std::make_unique_for_overwrite<std::array<char, 32 * kibibyte>>();
    error_code reason;
    try {
        return launch_and_wait(launcher, command, held);
    } catch (const boost::system::system_error& error) {
        reason = error.code();
    } catch (const std::bad_alloc&) {
        reason = make_error_code(boost::system::errc::not_enough_memory);
    }
    spare.reset();
    if (launcher.pid > 0) {
        process_group(launcher.pid).stop();
    }
    return reason;
}

}  // namespace

result<cli_result> run_cli(const cli_command& command) {
    const held_signals held;
    auto ended = run_held(command, held);
    // A signal that has come ends this process as soon as it is let through.
    command.turn->leave();
    return ended;
}

}  // namespace ibmcloud_token
