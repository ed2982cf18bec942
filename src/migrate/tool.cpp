#include "migrate/tool.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/process/v2/process.hpp>
#include <boost/process/v2/stdio.hpp>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "system/executable.hpp"
#include "system/unique_fd.hpp"

namespace ibmcloud_token::migrate {
namespace {

namespace process = boost::process::v2;
using std::chrono::steady_clock;

failure refused(std::string what) {
    return {errc::system_refused, std::move(what)};
}

struct file_closer {
    void operator()(std::FILE* file) const { (void)std::fclose(file); }
};
using file_handle = std::unique_ptr<std::FILE, file_closer>;

/// A file without a name that holds `input`. A pipe would have to be written while the output is
/// read.
file_handle make_input(const std::string& input) {
    file_handle file(std::tmpfile());
    if (!file || std::fwrite(input.data(), 1, input.size(), file.get()) != input.size() ||
        std::fflush(file.get()) != 0) {
        return nullptr;
    }
    std::rewind(file.get());
    ::fcntl(::fileno(file.get()), F_SETFD, FD_CLOEXEC);
    return file;
}

/// Reads from `fd` to its end. False at the deadline or on an error.
bool read_all(int fd, steady_clock::time_point deadline, std::string& output) {
    std::array<char, 65536> buffer{};
    for (;;) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - steady_clock::now());
        pollfd ready{fd, POLLIN, 0};
        if (left.count() <= 0 ||
            (::poll(&ready, 1, static_cast<int>(left.count())) < 0 && errno != EINTR)) {
            return false;
        }
        if (ready.revents == 0) {
            continue;
        }
        const ssize_t count = ::read(fd, buffer.data(), buffer.size());
        if (count == 0) {
            return true;
        }
        if (count < 0 && errno != EINTR) {
            return false;
        }
        output.append(buffer.data(), count < 0 ? 0 : static_cast<std::size_t>(count));
    }
}

int shell_status(int wait_status) {
    constexpr int signal_base = 128;
    return WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : signal_base + WTERMSIG(wait_status);
}

}  // namespace

std::optional<std::string> find_tool(const std::string& name) {
    const char* const path = std::getenv("PATH");
    const auto found = find_executable(name, path == nullptr ? "" : path);
    return found.has_value() ? std::optional(*found) : std::nullopt;
}

result<tool_output> run_tool(const std::string& path, const std::vector<std::string>& arguments,
                             const std::string& input) {
    constexpr std::chrono::minutes limit{1};
    const file_handle input_file = make_input(input);
    std::array<int, 2> ends{};
    if (!input_file || ::pipe(ends.data()) != 0) {
        return refused("no file or pipe for " + path);
    }
    // The child must hold no end but its own, or the output has no end.
    ::fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    ::fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    const unique_fd read_end(ends[0]);
    unique_fd write_end(ends[1]);
    const unique_fd nowhere(::open("/dev/null", O_WRONLY | O_CLOEXEC));
    boost::asio::io_context io(1);
    boost::system::error_code error;
    process::default_process_launcher launcher;
    auto child = launcher(
        io.get_executor(), error, path, arguments,
        process::process_stdio{::fileno(input_file.get()), write_end.get(), nowhere.get()});
    if (error) {
        return refused("can't run " + path);
    }
    write_end = unique_fd();
    tool_output result;
    const bool is_whole = read_all(read_end.get(), steady_clock::now() + limit, result.output);
    if (!is_whole) {
        ::kill(child.id(), SIGKILL);
    }
    int status = 0;
    while (::waitpid(child.id(), &status, 0) < 0 && errno == EINTR) {}
    child.detach();
    if (!is_whole) {
        return refused(path + " does not end");
    }
    result.status = shell_status(status);
    return result;
}

}  // namespace ibmcloud_token::migrate
