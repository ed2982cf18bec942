#include "system/executable.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/ascii.hpp"
#include "core/masking.hpp"
#include "system/files.hpp"

namespace ibmcloud_token {
namespace {

/// Nothing if the file can be executed, else why not.
std::optional<failure> check_executable(const std::string& file) {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0 && (errno == ENOENT || errno == ENOTDIR)) {
        return failure(errc::cli_not_found, quoted_typed(file));
    }
    if (S_ISDIR(status.st_mode)) {
        errno = EISDIR;
    } else if (::access(file.c_str(), X_OK) == 0) {
        return std::nullopt;
    }
    return last_error(errc::cli_not_executable, quoted_typed(file));
}

/// The first bytes of the file at `path`, which say what it is.
std::string read_head(const std::string& path) {
    std::array<char, 256> bytes{};
    const unique_fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    const ssize_t count = ::read(file.get(), bytes.data(), bytes.size());
    return {bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0))};
}

/// The path behind `#!`; empty if there is none.
std::string interpreter(std::string_view head) {
    if (!head.starts_with("#!")) {
        return {};
    }
    const std::string_view line = trim(head.substr(2, head.find('\n') - 2));
    return std::string(line.substr(0, line.find_first_of(" \t")));
}

}  // namespace

result<std::string> find_executable(const std::string& name, std::string_view path,
                                    path_folders folders) {
    if (name.find('/') != std::string::npos) {
        if (auto reason = check_executable(name)) {
            return *std::move(reason);
        }
        // The current directory may have been deleted; the relative path can still be executed.
        std::error_code error;
        const auto full = std::filesystem::absolute(name, error);
        return error ? name : full.string();
    }
    failure reason(errc::cli_not_found, quoted_typed(name) + " is not on PATH");
    while (!path.empty() && !name.empty()) {
        const std::string_view folder = take_part(path, ':');
        if (folders == path_folders::absolute && !folder.starts_with('/')) {
            continue;
        }
        std::string file = std::string(folder.empty() ? "." : folder) + '/' + name;
        auto problem = check_executable(file);
        if (!problem) {
            return file;
        }
        if (problem->cause() == errc::cli_not_executable) {
            reason = *std::move(problem);
        }
    }
    return reason;
}

bool is_plain_script(const std::string& path) {
    const std::string head = read_head(path);
    return interpreter(head).empty() && head.find('\0') == std::string::npos;
}

failure explain_exec_error(errc cause, const std::string& name, const std::string& path,
                           int error) {
    const std::string script_interpreter = interpreter(read_head(path));
    std::string reason = std::generic_category().message(error);
    // If the script itself can be executed, EACCES is about its interpreter.
    const bool is_refused =
        error == ENOEXEC || (error == EACCES && ::access(path.c_str(), X_OK) == 0);
    if (!script_interpreter.empty() && (error == ENOENT || is_refused)) {
        reason = "its interpreter " + quoted_typed(script_interpreter) +
                 (error == ENOENT ? " does not exist" : " can't be executed");
    } else if (error == ENOENT) {
        reason = "its loader (dynamic linker) does not exist";
    } else if (error == ENOEXEC) {
        reason = "it is for another machine";
        reason += is_plain_script(path) ? ", or a script without a #! line" : "";
    }
    return {cause, quoted_typed(name) + ": " + reason};
}

}  // namespace ibmcloud_token
