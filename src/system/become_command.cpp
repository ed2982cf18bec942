#include "system/become_command.hpp"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "system/memory_file.hpp"
#include "system/system_error.hpp"
#include "system/unique_fd.hpp"

namespace ibmcloud_token {
namespace {

constexpr std::string_view placeholder = "{}";

/// Sets descriptor `target` to a file that holds `bytes`.
error_code redirect_input(std::string_view bytes) {
    const auto file = make_memory_file(bytes);
    if (file.has_error()) {
        return file.error();
    }
    return ::dup2(file->get(), STDIN_FILENO) < 0 ? last_system_error() : error_code{};
}

/// A descriptor that COMMAND inherits. It is a high one, where scripts that use 3 to 9 do not meet
/// it.
result<unique_fd> make_inherited_file(std::string_view bytes) {
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
        return last_system_error();
    }
    return inherited;
}

void replace_placeholders(std::vector<std::string>& words, const std::string& path) {
    for (auto word = words.begin() + 1; word != words.end(); ++word) {
        for (std::size_t at = word->find(placeholder); at != std::string::npos;
             at = word->find(placeholder, at + path.size())) {
            word->replace(at, placeholder.size(), path);
        }
    }
}

std::string_view name_of(std::string_view variable) {
    return variable.substr(0, variable.find('='));
}

/// The caller's variables but those that `ours` set, then ours, which end in a NUL each.
std::vector<char*> environment_with(std::vector<secret>& ours) {
    std::vector<char*> all;
    for (char** variable = ::environ; *variable != nullptr; ++variable) {
        if (std::none_of(ours.begin(), ours.end(), [&](const secret& s) {
                return name_of(s.view()) == name_of(*variable);
            })) {
            all.push_back(*variable);
        }
    }
    for (secret& variable : ours) {
        variable.append('\0');
        all.push_back(variable.data());
    }
    all.push_back(nullptr);
    return all;
}

error_code execute(std::vector<std::string>& words, const std::vector<char*>& environment) {
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    ::execvpe(arguments.front(), arguments.data(), environment.data());
    return errno == ENOENT ? errc::command_not_found : errc::command_not_executable;
}

}  // namespace

bool has_placeholder(const std::vector<std::string>& words) {
    return !words.empty() &&
           std::any_of(words.begin() + 1, words.end(), [](const std::string& word) {
               return word.find(placeholder) != std::string::npos;
           });
}

error_code become(command command) {
    if (command.input) {
        if (const error_code error = redirect_input(command.input->view())) {
            return error;
        }
    }
    unique_fd file;
    if (command.file) {
        auto inherited = make_inherited_file(command.file->view());
        if (inherited.has_error()) {
            return inherited.error();
        }
        file = std::move(*inherited);
        replace_placeholders(command.words, "/dev/fd/" + std::to_string(file.get()));
    }
    const auto environment = environment_with(command.variables);
    command.signals.restore();
    return execute(command.words, environment);
}

}  // namespace ibmcloud_token
