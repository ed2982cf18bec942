#include "system/close_from.hpp"

#include <unistd.h>

namespace ibmcloud_token {

void close_from(int first) {
    if (::close_range(static_cast<unsigned>(first), ~0U, 0) == 0) {
        return;
    }
    // Before Linux 5.9 they have to be closed one by one.
    const long limit = ::sysconf(_SC_OPEN_MAX);
    for (int fd = first; fd < limit; ++fd) {
        ::close(fd);
    }
}

}  // namespace ibmcloud_token
