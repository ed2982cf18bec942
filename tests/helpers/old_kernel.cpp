// Runs a command as if the kernel were Linux 3.17, or as if a container forbade all later system
// calls:
//
//     old_kernel [--without-memfd] ENOSYS|EPERM COMMAND [ARGUMENT]...
//
// Linux numbers its calls in the order in which it gets them, on every processor. The last of 3.17
// is memfd_create, except that kexec_file_load follows it on x86-64.

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <string_view>

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

constexpr int failed = 99;

/// Answers each call from number `first` on with `error`.
bool deny(unsigned first, int error) {
    std::array<sock_filter, 4> program = {{
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, first, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | static_cast<unsigned>(error)),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    }};
    const sock_fprog filter = {program.size(), program.data()};
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

/// True if a call of Linux 5.9 fails with `error`. Without a filter these arguments are EINVAL.
bool is_effective(int error) {
    return ::syscall(SYS_close_range, 1U, 0U, 0U) == -1 && errno == error;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        return failed;
    }
    char** argument = argv + 1;
    unsigned first = SYS_memfd_create + 1;
    if (argc > 3 && argument[0] == std::string_view("--without-memfd")) {
        first = SYS_memfd_create;
        ++argument;
    }
    const int error = argument[0] == std::string_view("EPERM") ? EPERM : ENOSYS;
    if (!deny(first, error) || !is_effective(error)) {
        std::perror("old_kernel: no filter");
        return failed;
    }
    ::execv(argument[1], argument + 1);
    std::perror(argument[1]);
    return failed;
}
