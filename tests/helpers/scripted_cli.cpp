// A CLI that does what SCRIPT says: a list of actions with commas between them, `name` or
// `name=value`. Each process of it holds a shared lock on the file that ALIVE names, so that a test
// can ask whether any is left. Each run appends `PID PROCESS_GROUP` to the file that CLI_RUNS
// names.

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <unistd.h>

namespace {

constexpr std::string_view token_line =
    "IAM token:  Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzYW1wbGUifQ.c2lnbmF0dXJl\n";

void write_to(int fd, std::string_view text) {
    while (!text.empty()) {
        const ssize_t count = ::write(fd, text.data(), text.size());
        if (count < 0) {
            std::_Exit(99);
        }
        text.remove_prefix(static_cast<std::size_t>(count));
    }
}

void flood(std::initializer_list<int> fds, std::uint64_t size) {
    const std::string block(65536, 'x');
    for (std::uint64_t done = 0; done < size; done += block.size()) {
        for (const int fd : fds) {
            write_to(fd, block);
        }
    }
}

[[noreturn]] void sleep_for_ever() {
    for (;;) {
        ::pause();
    }
}

/// A byte a second, for ever.
[[noreturn]] void drip() {
    for (;;) {
        write_to(STDOUT_FILENO, "x");
        std::this_thread::sleep_for(std::chrono::seconds(1));
    }
}

/// Leaves a child behind that holds the streams named, one letter each: `o`utput, `e`rrors, or
/// output under another descri`p`tor.
void leave_child(std::string_view streams) {
    if (::fork() != 0) {
        return;
    }
    if (streams.find('p') != std::string_view::npos) {
        ::dup2(STDOUT_FILENO, 9);
    }
    if (streams.find('o') == std::string_view::npos) {
        ::close(STDOUT_FILENO);
    }
    if (streams.find('e') == std::string_view::npos) {
        ::close(STDERR_FILENO);
    }
    // No test waits for it.
    ::alarm(60);
    sleep_for_ever();
}

void grow_tree(int depth) {
    for (int level = 0; level < depth; ++level) {
        ::fork();
    }
}

/// The file that ALIVE names.
int alive_fd = -1;  // NOLINT(*-avoid-non-const-global-variables): as long as the process.

void print_descriptors() {
    for (int fd = 0; fd < 4096; ++fd) {
        if (fd != alive_fd && ::fcntl(fd, F_GETFD) >= 0) {
            write_to(STDERR_FILENO, "fd " + std::to_string(fd) + '\n');
        }
    }
}

/// True if descriptor 3 was inherited.
bool has_inherited = false;  // NOLINT(*-avoid-non-const-global-variables): likewise.

void print_inherited() {
    write_to(STDERR_FILENO, has_inherited ? "inherited\n" : "nothing inherited\n");
}

void print_signals() {
    sigset_t blocked{};
    ::sigprocmask(SIG_BLOCK, nullptr, &blocked);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGCHLD}) {
        struct sigaction action {};
        ::sigaction(signal, nullptr, &action);
        const bool is_plain = action.sa_handler == SIG_DFL && ::sigismember(&blocked, signal) == 0;
        write_to(STDERR_FILENO,
                 std::string(is_plain ? "plain " : "changed ") + ::strsignal(signal) + '\n');
    }
}

void print_input() {
    std::array<char, 64> buffer{};
    const ssize_t count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    write_to(STDERR_FILENO, "input " + std::to_string(count) + '\n');
}

void print_terminal() {
    const int terminal = ::open("/dev/tty", O_RDWR);
    write_to(STDERR_FILENO, terminal < 0 ? "no terminal\n" : "a terminal\n");
}

void print_environment() {
    for (char** variable = ::environ; *variable != nullptr; ++variable) {
        write_to(STDERR_FILENO, std::string("env ") + *variable + '\n');
    }
}

int to_int(const std::string& text) {
    return text.empty() ? 0 : std::stoi(text);
}

void die_by(int signal) {
    const rlimit no_core{};
    ::setrlimit(RLIMIT_CORE, &no_core);
    ::signal(signal, SIG_DFL);
    ::raise(signal);
}

using action = std::function<void(const std::string& value)>;

const std::map<std::string, action, std::less<>>& actions() {
    static const std::map<std::string, action, std::less<>> table = {
        {"token", [](const std::string&) { write_to(STDOUT_FILENO, token_line); }},
        {"token-to-errors", [](const std::string&) { write_to(STDERR_FILENO, token_line); }},
        {"out", [](const std::string& value) { write_to(STDOUT_FILENO, value + '\n'); }},
        {"err", [](const std::string& value) { write_to(STDERR_FILENO, value + '\n'); }},
        {"nul",
         [](const std::string&) {
             write_to(STDOUT_FILENO, {"\0\0\0", 3});
         }},
        {"flood-out", [](const std::string& value) { flood({1}, std::stoull(value)); }},
        {"flood-err", [](const std::string& value) { flood({2}, std::stoull(value)); }},
        {"flood-both",
         [](const std::string& value) {
             flood({1, 2}, std::stoull(value));
         }},
        {"drip", [](const std::string&) { drip(); }},
        {"sleep-ms",
         [](const std::string& value) {
             std::this_thread::sleep_for(std::chrono::milliseconds(to_int(value)));
         }},
        {"hang", [](const std::string&) { sleep_for_ever(); }},
        {"close-out", [](const std::string&) { ::close(STDOUT_FILENO); }},
        {"close-err", [](const std::string&) { ::close(STDERR_FILENO); }},
        {"ignore", [](const std::string& value) { ::signal(to_int(value), SIG_IGN); }},
        {"stop", [](const std::string&) { ::raise(SIGSTOP); }},
        {"leave", [](const std::string& value) { leave_child(value); }},
        {"tree", [](const std::string& value) { grow_tree(to_int(value)); }},
        {"descriptors", [](const std::string&) { print_descriptors(); }},
        {"inherited", [](const std::string&) { print_inherited(); }},
        {"signals", [](const std::string&) { print_signals(); }},
        {"input", [](const std::string&) { print_input(); }},
        {"terminal", [](const std::string&) { print_terminal(); }},
        {"environment", [](const std::string&) { print_environment(); }},
        {"die", [](const std::string& value) { die_by(to_int(value)); }},
        {"exit", [](const std::string& value) { std::_Exit(to_int(value)); }},
    };
    return table;
}

/// Errors are ignored: a test may have a full disk.
void record_run() {
    if (const char* const path = std::getenv("CLI_RUNS")) {
        const auto callers_action = ::signal(SIGXFSZ, SIG_IGN);
        const int fd = ::open(path, O_WRONLY | O_APPEND | O_CREAT, 0600);
        ::dprintf(fd, "%d %d\n", ::getpid(), ::getpgrp());
        ::close(fd);
        ::signal(SIGXFSZ, callers_action);
    }
}

void be_alive() {
    if (const char* const path = std::getenv("ALIVE")) {
        alive_fd = ::open(path, O_RDWR | O_CREAT, 0600);
        ::flock(alive_fd, LOCK_SH);
    }
}

}  // namespace

int main(int argc, char** argv) {
    has_inherited = ::fcntl(3, F_GETFD) >= 0;
    record_run();
    be_alive();
    const char* const script = std::getenv("SCRIPT");
    std::string_view rest = script == nullptr ? "token" : script;
    while (!rest.empty()) {
        const std::string_view step = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(step.size() + 1, rest.size()));
        const std::string_view name = step.substr(0, step.find('='));
        const auto found = actions().find(name);
        if (found == actions().end()) {
            std::fprintf(stderr, "no such action: %s %s\n", std::string(name).c_str(),
                         argv[argc - 1]);
            return 98;
        }
        found->second(std::string(step.substr(std::min(name.size() + 1, step.size()))));
    }
    return 0;
}
