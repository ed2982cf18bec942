// Rare behaviour of the system, for a program that has this library in LD_PRELOAD:
//
//   - FAIL=write:122: a call of that name fails with that errno; write and close only for a file
//     that is being written
//   - END=1: a call of fsync gets SIGTERM
//   - HIDE=/dev/null: there is no such file
//   - CLOCK=157766400: the time, in seconds since the Epoch
//   - OWNER=65534: all files belong to this user
//   - MODES=no: the file system keeps no modes, so everybody may read all files

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string_view>

#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

std::string_view variable(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

long number(const char* name) {
    return std::strtol(variable(name).data(), nullptr, 10);
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

int open(const char* path, int flags, ...) {  // NOLINT(cert-dcl50-cpp): its one signature.
    const std::string_view hidden = variable("HIDE");
    if (!hidden.empty() && std::string_view(path).starts_with(hidden)) {
        errno = ENOENT;
        return -1;
    }
    constexpr mode_t mode = 0600;  // Whatever was asked for: what is created here is a test's own.
    return static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
}

int fstatat(int directory, const char* path, struct stat* status, int flags) noexcept {
    const auto result = static_cast<int>(::syscall(SYS_newfstatat, directory, path, status, flags));
    if (!variable("OWNER").empty()) {
        status->st_uid = static_cast<uid_t>(number("OWNER"));
    }
    if (!variable("MODES").empty() && S_ISREG(status->st_mode)) {
        status->st_mode |= S_IRWXG | S_IRWXO;
    }
    return result;
}

int fstat(int fd, struct stat* status) noexcept {
    return ::fstatat(fd, "", status, AT_EMPTY_PATH);
}

int stat(const char* path, struct stat* status) noexcept {
    return ::fstatat(AT_FDCWD, path, status, 0);
}

int lstat(const char* path, struct stat* status) noexcept {
    return ::fstatat(AT_FDCWD, path, status, AT_SYMLINK_NOFOLLOW);
}

int clock_gettime(clockid_t clock, struct timespec* time) noexcept {
    if (clock == CLOCK_REALTIME && !variable("CLOCK").empty()) {
        *time = {number("CLOCK"), 0};
        return 0;
    }
    return static_cast<int>(::syscall(SYS_clock_gettime, clock, time));
}

int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*start)(void*),
                   void* argument) noexcept {
    if (fails("pthread_create")) {
        return errno;
    }
    const auto create = reinterpret_cast<decltype(&pthread_create)>(  // NOLINT(*-reinterpret-cast)
        ::dlsym(RTLD_NEXT, "pthread_create"));
    return create(thread, attributes, start, argument);
}

/// Where there is no /proc, AddressSanitizer finds no options in the environment.
const char* __asan_default_options();   // NOLINT(*-reserved-identifier,cert-dcl*): its name.
const char* __asan_default_options() {  // NOLINT(*-reserved-identifier,cert-dcl*)
    return "detect_leaks=0:verify_asan_link_order=0";
}
}
// NOLINTEND(readability-inconsistent-declaration-parameter-name)
