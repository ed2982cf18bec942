#include "helpers/shell.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ibmcloud_token {
namespace {

namespace fs = std::filesystem;

fs::path make_folder() {
    std::string name = (fs::temp_directory_path() / "ibmcloud-token-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
        throw std::system_error(errno, std::generic_category(), name);
    }
    return name;
}

/// Nothing of the caller's: what a test sees is what it sets.
std::string environment(const fs::path& folder, const std::string& cli_script) {
    const fs::path program = PROGRAM;
    return "env -i PATH=" + (folder / "bin").string() + ':' + program.parent_path().string() +
           ":/usr/local/bin:/usr/bin:/bin HOME=" + folder.string() +
           " ALIVE=" + (folder / "alive").string() + " CLI_RUNS=" + (folder / "runs").string() +
           " SCRIPT='" + cli_script + "' ASAN_OPTIONS=detect_leaks=0:verify_asan_link_order=0 ";
}

}  // namespace

sandbox::sandbox() : folder_(make_folder()) {
    fs::create_directory(folder_ / "bin");
    fs::create_directory(folder_ / ".bluemix");
    fs::create_symlink(SCRIPTED_CLI, folder_ / "bin" / "ibmcloud");
}

sandbox::~sandbox() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

outcome sandbox::run(const std::string& script, const std::string& cli_script) const {
    const fs::path script_file = folder_ / "script";
    const fs::path out = folder_ / "stdout";
    const fs::path err = folder_ / "stderr";
    write_file(script_file, script);
    const std::string command = "cd " + folder_.string() + " && " +
                                environment(folder_, cli_script) + "sh " + script_file.string() +
                                " >" + out.string() + " 2>" + err.string() + " </dev/null";
    const int wait_status = std::system(command.c_str());
    const int status =
        WIFSIGNALED(wait_status) ? 128 + WTERMSIG(wait_status) : WEXITSTATUS(wait_status);
    return {status, read_file(out), read_file(err)};
}

bool sandbox::is_cli_left() const {
    const int file = ::open((folder_ / "alive").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    const bool is_locked = ::flock(file, LOCK_EX | LOCK_NB) != 0;
    ::close(file);
    return is_locked;
}

void sandbox::write_script(const std::string& name, const std::string& script) const {
    write_file(folder_ / name, "#!/bin/sh\n" + script);
    fs::permissions(folder_ / name, fs::perms::owner_all);
}

std::size_t sandbox::count_runs() const {
    const std::string runs = read_file(folder_ / "runs");
    return static_cast<std::size_t>(std::count(runs.begin(), runs.end(), '\n'));
}

bool has_piece(const std::string& text, const std::string& secret) {
    constexpr std::size_t piece = 12;
    for (std::size_t at = 0; at + piece <= secret.size(); ++at) {
        if (text.find(secret.substr(at, piece)) != std::string::npos) {
            return true;
        }
    }
    return false;
}

void expect_refusal(const outcome& ended, int status, const std::string& words,
                    const std::string& advice) {
    std::istringstream lines(ended.err);
    std::string first;
    std::string second;
    std::string third;
    std::getline(std::getline(std::getline(lines, first), second), third);
    EXPECT_EQ(ended.status, status) << ended.err;
    EXPECT_EQ(ended.out, "");
    EXPECT_TRUE(first.starts_with("ibmcloud-token: ") && ended.err.ends_with('\n')) << ended.err;
    EXPECT_NE(first.find(words), std::string::npos) << ended.err;
    EXPECT_EQ(first.find_last_not_of(": ") + 1, first.size()) << ended.err;
    EXPECT_TRUE(second.empty() || second.starts_with("ibmcloud-token: hint: ")) << ended.err;
    EXPECT_NE(second.find(advice), std::string::npos) << ended.err;
    EXPECT_EQ(third, "");
    EXPECT_TRUE(std::none_of(ended.err.begin(), ended.err.end(),
                             [](char c) { return c != '\n' && (c < ' ' || c > '~'); }));
}

outcome with_cli(const std::string& cli_script, const std::string& arguments) {
    const sandbox box;
    return box.run("exec ibmcloud-token " + arguments, cli_script);
}

std::vector<std::string> list_forms() {
    constexpr std::string_view lead = "the forms are ";
    const std::string message = with_cli("token", "--format none").err;
    const std::size_t at = message.find(lead);
    if (at == std::string::npos) {
        throw std::runtime_error("no list of forms: " + message);
    }
    std::string list = message.substr(at + lead.size());
    list.resize(list.find('\n'));
    std::replace(list.begin(), list.end(), ',', ' ');
    std::istringstream words(list);
    return {std::istream_iterator<std::string>(words), {}};
}

outcome run_as_user(const sandbox& box, const std::string& command) {
    const std::string prepare =
        "rm bin/ibmcloud; cp " PROGRAM " " SCRIPTED_CLI " bin; mv bin/scripted_cli bin/ibmcloud; "
        "chmod 755 . bin; PATH=$PWD/bin:/usr/bin:/bin; ";
    const std::string become =
        ::geteuid() == 0
            ? "rm -f alive; chown -R 65534 .; exec setpriv --reuid=65534 --regid=65534 "
              "--clear-groups "
            : "exec ";
    return box.run(prepare + become + "bash -c '" + command + "'");
}

outcome run_with_mount(const sandbox& box, const std::string& mount, const std::string& oddities,
                       const std::string& command) {
    const std::string unshare = ::geteuid() == 0 ? "unshare -m" : "unshare -Urm";
    return box.run("export LD_PRELOAD=" ODD_SYSTEM "; if " + unshare + " sh -c '" + mount +
                   "' 2>/dev/null; then exec " + unshare + " sh -c '" + mount + " && " + command +
                   "'; else export " + oddities + "; exec sh -c '" + command + "'; fi");
}

std::vector<std::string> list_folder(const fs::path& path) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(path)) {
        names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::string read_file(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

void write_file(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace ibmcloud_token
