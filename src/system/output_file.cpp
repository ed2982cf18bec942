#include "system/output_file.hpp"

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/masking.hpp"
#include "system/files.hpp"
#include "system/signals.hpp"
#include "system/unique_fd.hpp"

namespace ibmcloud_token {
namespace {

namespace fs = std::filesystem;

constexpr mode_t owner_only = S_IRUSR | S_IWUSR;

failure cant_create(const fs::path& path) {
    return last_error(errc::cant_create_output, quoted_typed(path.native()));
}

/// True if `folder`, which has no links in it, holds the descriptors of a process.
bool holds_descriptors(const fs::path& folder) {
    return folder.native().starts_with("/proc/") && folder.filename() == "fd";
}

/// The number of the descriptor of this process that `path` names, if it does.
std::optional<int> own_descriptor(const fs::path& path) {
    if (path.parent_path() != "/proc/" + std::to_string(::getpid()) + "/fd") {
        return std::nullopt;
    }
    const std::string name = path.filename().string();
    int fd = -1;
    const auto parsed = std::from_chars(name.data(), name.data() + name.size(), fd);
    return parsed.ec == std::errc{} ? std::optional(fd) : std::nullopt;
}

/// False if another user may have planted the entry with this `status` in `folder`.
bool is_trusted(const fs::path& folder, const struct stat& status) {
    struct stat parent {};
    const bool is_shared = ::stat(folder.empty() ? "." : folder.c_str(), &parent) == 0 &&
                           (parent.st_mode & (S_IWGRP | S_IWOTH)) != 0;
    return !is_shared || status.st_uid == ::geteuid() || status.st_uid == 0;
}

/// The place to write to, and what is there.
struct target {
    fs::path path;
    bool is_replaced;  ///< by a new file; else it is opened and written to
};

/// Follows the links in `typed`, each of which must be trusted.
result<target> find_target(const fs::path& typed) {
    constexpr int max_links = 40;
    std::deque<fs::path> names(typed.begin(), typed.end());
    fs::path folder;  // Without links. A name that is `/` replaces it.
    for (int links = 0; links <= max_links && !names.empty();) {
        const fs::path path = folder / names.front();
        names.pop_front();
        struct stat status {};
        const bool exists = ::lstat(path.c_str(), &status) == 0;
        const bool is_link = exists && S_ISLNK(status.st_mode);
        if ((is_link || S_ISFIFO(status.st_mode)) && !is_trusted(folder, status)) {
            return failure(errc::cant_create_output,
                           quoted_typed(typed.native()) +
                               ": a link or FIFO of another user in a shared folder");
        }
        if (names.empty() && holds_descriptors(folder)) {
            return target{path, false};
        }
        if (names.empty() && !is_link) {
            return target{path, !exists || S_ISREG(status.st_mode)};
        }
        if (is_link) {
            std::error_code error;
            const fs::path next = fs::read_symlink(path, error);
            names.insert(names.begin(), next.begin(), next.end());
            ++links;
        } else {
            folder = path;
        }
    }
    errno = ELOOP;
    return cant_create(typed);
}

/// Writes `bytes` to `fd` and waits until the disk has them, if there is a disk.
bool write_durably(unique_fd fd, std::string_view bytes) {
    if (!write_all(fd.get(), bytes)) {
        return false;
    }
    // EINVAL: not the kind of file that can be synchronized.
    if (::fsync(fd.get()) != 0 && errno != EINVAL) {
        return false;
    }
    return ::close(fd.release()) == 0;
}

result<void> write_in_place(const fs::path& path, std::string_view bytes) {
    bool is_written = false;
    if (const auto fd = own_descriptor(path)) {
        // Opened anew, a regular file would be written from its beginning.
        is_written = write_all_or_nothing(*fd, bytes);
    } else {
        const int nofollow = holds_descriptors(path.parent_path()) ? O_APPEND : O_NOFOLLOW;
        unique_fd file(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY | nofollow));
        if (!file) {
            return cant_create(path);
        }
        is_written = write_durably(std::move(file), bytes);
    }
    if (!is_written) {
        return last_error(errc::write_failed, quoted_typed(path.native()));
    }
    return {};
}

/// True if only the owner may read and write the file; some file systems keep no modes.
bool restrict_to_owner(int fd) {
    struct stat status {};
    return ::fchmod(fd, owner_only) == 0 && ::fstat(fd, &status) == 0 &&
           (status.st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

/// Writes a file that is to replace the one at `path`.
result<void> write_temporary(const std::string& temporary, unique_fd file, const fs::path& path,
                             std::string_view bytes) {
    if (!restrict_to_owner(file.get())) {
        return failure(errc::cant_create_output,
                       quoted_typed(path.native()) +
                           ": the file system does not keep the file private");
    }
    if (!write_durably(std::move(file), bytes)) {
        return last_error(errc::write_failed, quoted_typed(path.native()));
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
        return cant_create(path);
    }
    return {};
}

result<void> replace_file(const fs::path& path, std::string_view bytes) {
    std::string temporary = (path.parent_path() / ".ibmcloud-token-XXXXXX").string();
    const held_signals held;
    unique_fd file(::mkstemp(temporary.data()));
    if (!file) {
        return cant_create(path);
    }
    ::fcntl(file.get(), F_SETFD, FD_CLOEXEC);
    auto written = write_temporary(temporary, std::move(file), path, bytes);
    if (written.has_error()) {
        ::unlink(temporary.c_str());
    }
    return written;
}

}  // namespace

result<void> write_output_file(const std::string& path, std::string_view bytes) {
    const auto found = find_target(path);
    if (found.has_error()) {
        return found.error();
    }
    return found->is_replaced ? replace_file(found->path, bytes)
                              : write_in_place(found->path, bytes);
}

}  // namespace ibmcloud_token
