// A CLI that treats its configuration as IBM's SDK does. A save is three times truncate, write and
// close. Each read and each write holds flock(LOCK_EX) on config.json. A configuration that can't
// be read counts as none, and a blank one is written in its place. No signal is handled, so SIGTERM
// kills it in the middle of a write. Tokens are synthetic.
//
//   sdk_cli login             starts a session
//   sdk_cli [ARGUMENT]...     prints the token, after a refresh if it has less than 10 seconds left
//
//   SDK_ALWAYS_REFRESH=1      refresh on each run
//   SDK_NO_LOCKS=1            do not lock config.json, as before SDK 1.0.2
//   SDK_SINGLE_USE=1          a refresh token counts once; the second use ends the session
//   SDK_REFRESH_MS=N          duration of a refresh
//   SDK_WRITE_MS=N            pause between truncating and writing config.json
//   SDK_LIFETIME=N            lifetime of a new token in seconds, 1200 if unset
//   CLI_RUNS=FILE             append `PID PROCESS_GROUP` per run, and `overlap` when another one
//   runs
//
// The token service is the file `token-service` beside the configuration folder. It holds the
// number of the refresh token that is valid, or 0 after the end of the session.

#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <string_view>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

using namespace std::chrono_literals;

std::string variable(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

std::int64_t number(const std::string& text, std::int64_t otherwise = 0) {
    return text.empty() ? otherwise : std::strtoll(text.c_str(), nullptr, 10);
}

void pause_for(const char* milliseconds, int parts = 1) {
    std::this_thread::sleep_for(number(variable(milliseconds)) * 1ms / parts);
}

bool is_folder(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

std::string config_folder() {
    if (!variable("IBMCLOUD_CONFIG_HOME").empty()) {
        return variable("IBMCLOUD_CONFIG_HOME");
    }
    std::string home;
    for (const char* const name : {"IBMCLOUD_HOME", "BLUEMIX_HOME", "HOME"}) {
        home = home.empty() ? variable(name) : home;
    }
    return home + (is_folder(home + "/.ibmcloud") ? "/.ibmcloud" : "/.bluemix");
}

/// A lock on config.json, asked for every 100 ms for 30 s, as in the SDK.
class file_lock {
public:
    explicit file_lock(const std::string& path)
        : fd_(::open(path.c_str(), O_RDONLY | O_CREAT | O_CLOEXEC, 0600)),
          is_held_(!variable("SDK_NO_LOCKS").empty()) {
        for (int tries = 0; fd_ >= 0 && !is_held_ && tries < 300; ++tries) {
            is_held_ = ::flock(fd_, LOCK_EX | LOCK_NB) == 0;
            if (!is_held_) {
                std::this_thread::sleep_for(100ms);
            }
        }
    }
    file_lock(const file_lock&) = delete;
    file_lock& operator=(const file_lock&) = delete;
    ~file_lock() { ::close(fd_); }

    [[nodiscard]] bool is_held() const { return is_held_; }

private:
    int fd_;
    bool is_held_;
};

std::string read_all(const std::string& path) {
    std::string bytes(std::size_t{1} << 20U, '\0');
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const ssize_t count = ::read(fd, bytes.data(), bytes.size());
    ::close(fd);
    bytes.resize(count < 0 ? 0 : static_cast<std::size_t>(count));
    return bytes;
}

/// True if each brace is closed and the last one ends the text.
bool is_whole_object(std::string_view text) {
    int depth = 0;
    bool is_in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"' && (i == 0 || text[i - 1] != '\\')) {
            is_in_string = !is_in_string;
        } else if (!is_in_string && (c == '{' || c == '}')) {
            depth += c == '{' ? 1 : -1;
            if (depth == 0) {
                return text.substr(i + 1).find_first_not_of(" \n") == std::string_view::npos;
            }
        }
    }
    return false;
}

/// The string that follows `"name":` first.
std::string member(const std::string& text, const std::string& name) {
    const std::string key = '"' + name + "\":";
    const std::size_t at = text.find(key);
    const std::size_t begin = at == std::string::npos ? at : text.find('"', at + key.size());
    return begin == std::string::npos
               ? ""
               : text.substr(begin + 1, text.find('"', begin + 1) - begin - 1);
}

struct configuration {
    std::string token;  ///< with `Bearer `
    std::string refresh_token;
    std::time_t updated = 0;
};

class config_file {
public:
    /// Reads the configuration. One that can't be read or parsed is replaced by a blank one.
    [[nodiscard]] configuration load() const {
        std::string text;
        {
            const file_lock lock(path_);
            text = lock.is_held() ? read_all(path_) : "";
        }
        if (!is_whole_object(text)) {
            write({});
        }
        return {member(text, "IAMToken"), member(text, "IAMRefreshToken")};
    }

    /// Writes the file three times, as the SDK does after a refresh.
    void save(configuration& stored, const configuration& renewed) const {
        stored.token = renewed.token;
        write(stored);
        stored.refresh_token = renewed.refresh_token;
        write(stored);
        stored.updated = std::time(nullptr);
        write(stored);
    }

private:
    void write(const configuration& values) const {
        const std::string text = "{\n  \"APIEndpoint\": \"https://cloud.ibm.com\",\n"
                                 "  \"IAMToken\": \"" +
                                 values.token + "\",\n  \"IAMRefreshToken\": \"" +
                                 values.refresh_token +
                                 "\",\n  \"Account\": {\"Name\": \"synthetic\"},\n"
                                 "  \"LastSessionUpdateTime\": " +
                                 std::to_string(values.updated) + "\n}\n";
        const file_lock lock(path_);
        if (!lock.is_held()) {
            return;
        }
        const int fd = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        pause_for("SDK_WRITE_MS");
        if (::write(fd, text.data(), text.size()) < 0) {
            std::perror("config.json");
        }
        ::close(fd);
    }

    std::string path_ = config_folder() + "/config.json";
};

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Moves bits from `text` to the result, `from` of them a character in, `to` a character out.
std::string regroup(const std::string& text, unsigned from, unsigned to) {
    std::string result;
    std::size_t bits = 0;
    unsigned count = 0;
    for (const char c : text) {
        bits = bits << from | (from == 6 ? alphabet.find(c) : static_cast<unsigned char>(c));
        for (count += from; count >= to; count -= to) {
            const std::size_t group = bits >> (count - to) & ((1U << to) - 1);
            result += to == 6 ? alphabet[group] : static_cast<char>(group);
        }
    }
    if (to == 6 && count > 0) {
        result += alphabet[bits << (to - count) & 63U];
    }
    return result;
}

std::string make_token(std::int64_t serial) {
    const std::time_t now = std::time(nullptr);
    const std::string claims =
        R"({"synthetic":"not a real token","id":"IBMid-0","iam_id":"IBMid-0","account":)"
        R"({"bss":"00000000000000000000000000000000"},"jti":")" +
        std::to_string(serial) + R"(","iat":)" + std::to_string(now) +
        ",\"exp\":" + std::to_string(now + number(variable("SDK_LIFETIME"), 1200)) + '}';
    return "Bearer " + regroup(R"({"alg":"HS256"})", 8, 6) + '.' + regroup(claims, 8, 6) +
           ".c3ludGhldGlj";
}

/// Less than 10 seconds are left, or the token can't be read.
bool is_expired(const std::string& token) {
    const std::size_t begin = token.find('.') + 1;
    const std::string claims = regroup(token.substr(begin, token.find('.', begin) - begin), 6, 8);
    const std::size_t at = claims.find("\"exp\":");
    return at == std::string::npos || number(claims.substr(at + 6)) < std::time(nullptr) + 10;
}

/// The service that renews tokens. It survives the death of its client.
class token_service {
public:
    token_service()
        : fd_(::open((config_folder() + "/../token-service").c_str(), O_RDWR | O_CREAT | O_CLOEXEC,
                     0600)) {
        ::flock(fd_, LOCK_EX);
    }
    token_service(const token_service&) = delete;
    token_service& operator=(const token_service&) = delete;
    ~token_service() { ::close(fd_); }

    /// Starts a session, or gives the next pair of tokens; without a token the session has ended.
    [[nodiscard]] configuration renew(const std::string& refresh_token, bool is_login) const {
        std::string valid(20, '\0');
        valid.resize(static_cast<std::size_t>(::pread(fd_, valid.data(), valid.size(), 0)));
        const bool counts_once = !variable("SDK_SINGLE_USE").empty();
        const bool is_refused =
            !is_login &&
            (number(valid) == 0 || (counts_once && number(refresh_token) != number(valid)));
        const std::int64_t next = is_refused ? 0 : number(valid) + 1;
        std::string written = std::to_string(next);
        written.insert(0, 20 - written.size(), '0');
        if (::pwrite(fd_, written.data(), written.size(), 0) < 0) {
            std::perror("token-service");
        }
        return is_refused ? configuration{} : configuration{make_token(next), written};
    }

private:
    int fd_;
};

/// Asks the service for new tokens, which are on their way for some time after it has counted the
/// old.
configuration renew(const configuration& stored, bool is_login) {
    pause_for("SDK_REFRESH_MS", 2);
    configuration renewed = token_service().renew(stored.refresh_token, is_login);
    pause_for("SDK_REFRESH_MS", 2);
    return renewed;
}

void record_run() {
    const std::string path = variable("CLI_RUNS");
    if (path.empty()) {
        return;
    }
    // Never closed: the lock lasts as long as this process.
    const int fd = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    std::string line = std::to_string(::getpid()) + ' ' + std::to_string(::getpgrp()) + '\n';
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        line += "overlap\n";
    }
    if (::write(fd, line.data(), line.size()) < 0) {
        std::perror(path.c_str());
    }
}

}  // namespace

int main(int argc, char** argv) {
    record_run();
    const bool is_login = argc > 1 && std::string_view(argv[1]) == "login";
    const config_file file;
    configuration stored = file.load();
    bool is_logged_in = is_login || !stored.token.empty();
    if (is_login ||
        (is_logged_in && (!variable("SDK_ALWAYS_REFRESH").empty() || is_expired(stored.token)))) {
        const configuration renewed = renew(stored, is_login);
        is_logged_in = !renewed.token.empty();
        if (is_logged_in) {
            file.save(stored, renewed);
        }
    }
    if (!is_logged_in) {
        std::fputs("FAILED\nNot logged in. Use 'ibmcloud login' to log in.\n", stderr);
        return 1;
    }
    std::printf("IAM token:  %s\n", stored.token.c_str());
    return 0;
}
