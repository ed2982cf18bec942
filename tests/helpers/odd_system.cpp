// What the system seldom does, for a program that has this library in LD_PRELOAD:
//
//   - FAIL=write:122: a call of that name fails with that errno; write and close only for a file
//     that is being written
//   - END=1: whoever calls fsync is told to end meanwhile
//   - HIDE=/dev/null: there is no such file
//   - CLOCK=157766400: so many seconds have gone since the Epoch
//   - FILE_SYSTEM=0x6969: all files are on one that statfs(2) knows by this number

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string_view>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace {

std::string_view variable(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

/// True if `call` is to fail; errno then says why.
bool fails(std::string_view call) {
    const std::string_view fault = variable("FAIL");
    if (!fault.starts_with(call) || fault.substr(call.size(), 1) != ":") {
        return false;
    }
    errno = static_cast<int>(std::strtol(fault.data() + call.size() + 1, nullptr, 10));
    return true;
}

bool is_file_being_written(int fd) {
    struct stat status {};
    return fd != STDERR_FILENO && ::fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
           (::fcntl(fd, F_GETFL) & O_ACCMODE) != O_RDONLY;
}

}  // namespace

// NOLINTBEGIN(readability-inconsistent-declaration-parameter-name): theirs begin with underscores.
extern "C" {

ssize_t write(int fd, const void* bytes, size_t size) {
    return is_file_being_written(fd) && fails("write") ? -1 : ::syscall(SYS_write, fd, bytes, size);
}

int fsync(int fd) {
    if (!variable("END").empty()) {
        ::raise(SIGTERM);
    }
    return fails("fsync") ? -1 : static_cast<int>(::syscall(SYS_fsync, fd));
}

int close(int fd) {
    const bool is_to_fail = is_file_being_written(fd) && fails("close");
    const int error = errno;
    const auto closed = static_cast<int>(::syscall(SYS_close, fd));
    if (is_to_fail) {
        errno = error;
    }
    return is_to_fail ? -1 : closed;
}

int rename(const char* from, const char* to) noexcept {
    return fails("rename")
               ? -1
               : static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
}

int memfd_create(const char* name, unsigned flags) noexcept {
    return fails("memfd_create") ? -1 : static_cast<int>(::syscall(SYS_memfd_create, name, flags));
}

int close_range(unsigned first, unsigned last, int flags) noexcept {
    return fails("close_range") ? -1
                                : static_cast<int>(::syscall(SYS_close_range, first, last, flags));
}

int open(const char* path, int flags, ...) {  // NOLINT(cert-dcl50-cpp): its one signature.
    const std::string_view hidden = variable("HIDE");
    if (!hidden.empty() && std::string_view(path).starts_with(hidden)) {
        errno = ENOENT;
        return -1;
    }
    constexpr mode_t mode = 0600;  // Whatever was asked for: what is created here is a test's own.
    return static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
}

/// For reading, as streams do.
FILE* fopen64(const char* path, const char* mode) {
    const int fd = ::open(path, O_RDONLY | O_CLOEXEC);
    return fd < 0 ? nullptr : ::fdopen(fd, mode);
}

int fstatfs(int fd, struct statfs* status) noexcept {
    const std::string_view file_system = variable("FILE_SYSTEM");
    const auto result = static_cast<int>(::syscall(SYS_fstatfs, fd, status));
    if (!file_system.empty()) {
        status->f_type = std::strtol(file_system.data(), nullptr, 16);
    }
    return result;
}

int clock_gettime(clockid_t clock, struct timespec* time) noexcept {
    const std::string_view seconds = variable("CLOCK");
    if (clock == CLOCK_REALTIME && !seconds.empty()) {
        *time = {std::strtoll(seconds.data(), nullptr, 10), 0};
        return 0;
    }
    return static_cast<int>(::syscall(SYS_clock_gettime, clock, time));
}

/// Where there is no /proc, AddressSanitizer finds no options in the environment.
const char* __asan_default_options();   // NOLINT(*-reserved-identifier,cert-dcl*): its name.
const char* __asan_default_options() {  // NOLINT(*-reserved-identifier,cert-dcl*)
    return "detect_leaks=0:verify_asan_link_order=0";
}
}
// NOLINTEND(readability-inconsistent-declaration-parameter-name)
