#pragma once

#include <filesystem>
#include <string>

namespace ibmcloud_token {

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

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

private:
    std::filesystem::path folder_;
};

/// All of the file at `path`.
std::string read_file(const std::filesystem::path& path);

void write_file(const std::filesystem::path& path, const std::string& bytes);

}  // namespace ibmcloud_token
