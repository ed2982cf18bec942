#include "system/memory_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "system/file.hpp"
#include "system/system_error.hpp"

namespace ibmcloud_token {

result<unique_fd> make_memory_file(std::string_view bytes) {
    unique_fd file(::memfd_create("token", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!file) {
        return last_system_error();
    }
    if (const error_code error = write_all(file.get(), bytes)) {
        return error;
    }
    constexpr int seals = F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL;
    if (::fchmod(file.get(), S_IRUSR) != 0 || ::fcntl(file.get(), F_ADD_SEALS, seals) != 0 ||
        ::lseek(file.get(), 0, SEEK_SET) != 0) {
        return last_system_error();
    }
    return file;
}

}  // namespace ibmcloud_token
