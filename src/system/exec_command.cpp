#include "system/exec_command.hpp"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "core/ascii.hpp"
#include "system/executable.hpp"
#include "system/files.hpp"
#include "system/platform.hpp"
#include "system/unique_fd.hpp"

namespace ibmcloud_token {
namespace {

constexpr std::string_view token_path = "/dev/fd/token";

/// The next position of `token_path` in `word`. /dev/fd/tokens is another name.
std::size_t find_token_path(const std::string& word, std::size_t start) {
    for (std::size_t at = word.find(token_path, start); at != std::string::npos;
         at = word.find(token_path, at + 1)) {
        const std::size_t end = at + token_path.size();
        if (is_word_end(word, end) && word.find_first_of("_-", end) != end) {
            return at;
        }
    }
    return std::string::npos;
}

void replace_token_path(std::vector<std::string>& words, const std::string& path) {
    for (auto word = words.begin() + 1; word != words.end(); ++word) {
        for (std::size_t at = find_token_path(*word, 0); at != std::string::npos;
             at = find_token_path(*word, at + path.size())) {
            word->replace(at, token_path.size(), path);
        }
    }
}

/// A file in memory that holds `bytes` and is closed on exec: a pipe, which can be read only once,
/// if the system has nothing better.
result<unique_fd> make_memory_file(std::string_view bytes) {
    unique_fd file = make_sealed_file(bytes);
    return file ? std::move(file) : make_filled_pipe(bytes);
}

result<void> redirect_input(std::string_view bytes) {
    const auto file = make_memory_file(bytes);
    if (file.has_error()) {
        return file.error();
    }
    if (::dup2(file->get(), STDIN_FILENO) < 0) {
        return last_error(errc::system_refused);
    }
    return {};
}

/// A file that COMMAND inherits, and the path by which it can open that file.
struct inherited_file {
    unique_fd fd;
    std::string path;
};

/// The descriptor is a high one: scripts use 3 to 9 for their own files.
result<inherited_file> make_inherited_file(std::string_view bytes) {
    constexpr int lowest = 60;
    const auto file = make_memory_file(bytes);
    if (file.has_error()) {
        return file.error();
    }
    unique_fd inherited(::fcntl(file->get(), F_DUPFD, lowest));
    if (!inherited) {
        inherited = unique_fd(::dup(file->get()));
    }
    if (!inherited) {
        return last_error(errc::system_refused);
    }
    for (const char* const folder : {"/dev/fd/", "/proc/self/fd/"}) {
        std::string path = folder + std::to_string(inherited.get());
        if (::access(path.c_str(), R_OK) == 0) {
            return inherited_file{std::move(inherited), std::move(path)};
        }
    }
    return failure(errc::system_refused,
                   "/dev/fd/token needs a file system at /dev/fd or /proc/self/fd");
}

/// Executes `words` with `environment`, found as execvp(3) does. Like execvp, it has sh run a
/// script without a `#!` line, but nothing else that the system can't execute: sh would run words
/// in machine code, or in another language, as commands that have the token.
failure exec_words(std::vector<std::string> words, const child_environment& environment) {
    const std::string name = words.front();
    const std::string_view folders = environment_value("PATH");
    // Behind the last colon, too, an empty folder is the current one.
    const auto found = find_executable(
        name, std::string(folders.empty() ? "/bin:/usr/bin" : folders) + ':', path_folders::all);
    if (found.has_error()) {
        const bool exists = found.error().cause() == errc::cli_not_executable;
        return {exists ? errc::command_not_executable : errc::command_not_found,
                found.error().detail()};
    }
    // Scripts see the path as the user typed it.
    const std::string& path = name.find('/') == std::string::npos ? *found : name;
    const int error = environment.exec(path, words);
    if (error == ENOEXEC && is_plain_script(path)) {
        words.front() = path;
        words.insert(words.begin(), "/bin/sh");
        environment.exec(words.front(), words);
    }
    return explain_exec_error(errc::command_not_executable, name, path, error);
}

}  // namespace

bool has_token_path(const std::vector<std::string>& words) {
    return !words.empty() &&
           std::any_of(words.begin() + 1, words.end(), [](const std::string& word) {
               return find_token_path(word, 0) != std::string::npos;
           });
}

failure exec_command(command command, const caller_state& caller) {
    if (command.has_input) {
        if (const auto redirected = redirect_input(command.text.view()); redirected.has_error()) {
            return redirected.error();
        }
    }
    inherited_file file;
    if (command.has_token_file) {
        auto made = make_inherited_file(command.text.view());
        if (made.has_error()) {
            return made.error();
        }
        file = std::move(*made);
        replace_token_path(command.words, file.path);
    }
    caller.restore();
    failure why = exec_words(std::move(command.words), command.environment);
    // Writing the message must not end this process by SIGPIPE.
    prepare_this_process();
    return why;
}

}  // namespace ibmcloud_token
