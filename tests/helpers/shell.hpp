#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace ibmcloud_token {

/// The token of the scripted CLI.
inline const std::string sample = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzYW1wbGUifQ.c2lnbmF0dXJl";

/// The program under test uses nothing but POSIX, as on macOS: its memory is not hidden, and the
/// file of the token is a pipe.
inline constexpr bool posix_alone = POSIX_ALONE;

/// True if `text` has twelve characters in a row of `secret`, the token of the scripted CLI.
bool has_piece(const std::string& text, const std::string& secret = sample);

/// How a command ended, and what it wrote.
struct outcome {
    int status;  ///< as the shell's $?: the exit status, or 128 and a signal's number
    std::string out;
    std::string err;
};

/// A home directory and a PATH on which the program is, and `ibmcloud`, which is the scripted CLI.
class sandbox {
public:
    sandbox();
    sandbox(const sandbox&) = delete;
    sandbox& operator=(const sandbox&) = delete;
    ~sandbox();

    /// Runs `script` in /bin/sh, in the sandbox's folder, with the scripted CLI doing `cli_script`.
    [[nodiscard]] outcome run(const std::string& script,
                              const std::string& cli_script = "token") const;

    /// True if a process of the scripted CLI is left.
    [[nodiscard]] bool is_cli_left() const;

    /// Writes an executable shell script.
    void write_script(const std::string& name, const std::string& script) const;

    /// How often the scripted CLI has been run.
    [[nodiscard]] std::size_t count_runs() const;

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

private:
    std::filesystem::path folder_;
};

/// Runs the program in a sandbox of its own, with the scripted CLI doing `cli_script`.
outcome with_cli(const std::string& cli_script, const std::string& arguments = "");

/// The forms, as the program lists them.
std::vector<std::string> list_forms();

/// Runs `command` in bash as somebody who is not root, in a sandbox that is theirs from then on.
/// Limits and modes do not stop root. It may hold no single quote.
outcome run_as_user(const sandbox& box, const std::string& command);

/// Runs `command` in sh with a file system of its own mounted by `mount`, where this system lets
/// the user do so; elsewhere with the variables `oddities` of `helpers/odd_system.cpp` set, which
/// have this program alone see the same. Neither may hold a single quote.
outcome run_with_mount(const sandbox& box, const std::string& mount, const std::string& oddities,
                       const std::string& command);

/// Expects that nothing is on standard output, and on standard error one line that has `words`, and
/// at most one line of advice that has `advice`. No line has a control byte, and the first does not
/// end in a colon.
void expect_refusal(const outcome& ended, int status, const std::string& words,
                    const std::string& advice = "");

/// What is in the folder at `path`, hidden files too.
std::vector<std::string> list_folder(const std::filesystem::path& path);

/// All of the file at `path`.
std::string read_file(const std::filesystem::path& path);

void write_file(const std::filesystem::path& path, const std::string& bytes);

}  // namespace ibmcloud_token
