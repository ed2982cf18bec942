#include "system/platform.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "system/files.hpp"

namespace ibmcloud_token {

void hide_memory() {
    ::prctl(PR_SET_DUMPABLE, 0);
}

// Linux before 5.9 does not have the call, and a container can forbid it.
bool close_range_from(int first) {
    return ::syscall(SYS_close_range, first, ~0U, 0) == 0;
}

void adopt_orphans() {
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
}

unique_fd make_sealed_file(std::string_view bytes) {
    constexpr int seals = F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL;
    unique_fd file(::memfd_create("token", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    const bool is_made =
        file && write_all(file.get(), bytes) && ::fchmod(file.get(), S_IRUSR) == 0 &&
        ::fcntl(file.get(), F_ADD_SEALS, seals) == 0 && ::lseek(file.get(), 0, SEEK_SET) == 0;
    return is_made ? std::move(file) : unique_fd();
}

}  // namespace ibmcloud_token
