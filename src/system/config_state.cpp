#include "system/config_state.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include "system/file.hpp"
#include "system/unique_fd.hpp"

namespace ibmcloud_token {
namespace {

using std::chrono::nanoseconds;

constexpr std::size_t change_time = 4;

/// Network and user-space file systems: what a server's clock says can't be compared with ours, and
/// what is known of a file may be old.
constexpr std::array<unsigned, 10> remote_file_systems = {
    AFS_FS_MAGIC,     AFS_SUPER_MAGIC, CEPH_SUPER_MAGIC, CIFS_SUPER_MAGIC, CODA_SUPER_MAGIC,
    FUSE_SUPER_MAGIC, NFS_SUPER_MAGIC, SMB2_SUPER_MAGIC, SMB_SUPER_MAGIC,  V9FS_MAGIC,
};

unique_fd open_file(const std::string& path) {
    return unique_fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
}

std::int64_t to_nanoseconds(const timespec& time) {
    return nanoseconds(std::chrono::seconds{time.tv_sec}).count() + time.tv_nsec;
}

std::optional<file_state> state_of(int fd) {
    struct stat status {};
    struct statfs system {};
    if (fd < 0 || ::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode) ||
        ::fstatfs(fd, &system) != 0) {
        return std::nullopt;
    }
    const auto* const remote = std::find(remote_file_systems.begin(), remote_file_systems.end(),
                                         static_cast<unsigned>(system.f_type));
    if (remote != remote_file_systems.end()) {
        return std::nullopt;
    }
    return file_state{static_cast<std::int64_t>(status.st_dev),
                      static_cast<std::int64_t>(status.st_ino), status.st_size,
                      to_nanoseconds(status.st_mtim), to_nanoseconds(status.st_ctim)};
}

/// How long a state is to be left alone before it has settled; nothing if it will not do.
std::optional<nanoseconds> time_to_settle(const file_state& state) {
    using namespace std::chrono_literals;
    // Of CONFIG_HZ=100, the slowest, with some to spare.
    constexpr nanoseconds tick = 30ms;
    constexpr nanoseconds coarse_tick = 2s;
    const nanoseconds changed{state[change_time]};
    const nanoseconds age = std::chrono::system_clock::now().time_since_epoch() - changed;
    if (age < 0ns) {
        return std::nullopt;
    }
    // Some file systems keep whole seconds.
    if (changed % 1s == 0ns) {
        return age < coarse_tick ? std::nullopt : std::optional(0ns);
    }
    return std::max(tick - age, 0ns);
}

}  // namespace

std::optional<file_state> observe(const std::string& path) {
    const unique_fd file = open_file(path);
    return !file && errno == ENOENT ? no_file : state_of(file.get());
}

std::optional<file_state> observe_settled(const std::string& path) {
    constexpr int most_changes = 3;
    for (int i = 0; i < most_changes; ++i) {
        const auto state = observe(path);
        const auto left = state ? time_to_settle(*state) : std::nullopt;
        if (!left || left->count() == 0) {
            return left ? state : std::nullopt;
        }
        std::this_thread::sleep_for(*left);
    }
    return std::nullopt;
}

std::optional<file_content> read_settled(const std::string& path) {
    constexpr std::size_t most = std::size_t{1024} * 1024;
    const auto state = observe_settled(path);
    const unique_fd file = open_file(path);
    auto bytes = read_all(file.get(), most);
    if (!state || bytes.has_error() || state_of(file.get()) != state || observe(path) != state) {
        return std::nullopt;
    }
    return file_content{*state, *std::move(bytes)};
}

}  // namespace ibmcloud_token
