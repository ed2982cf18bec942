#include "system/standard_output.hpp"

#include <unistd.h>

#include "system/files.hpp"
#include "system/last_error.hpp"

namespace ibmcloud_token {

result<void> write_standard_output(std::string_view bytes) {
    if (!write_all_or_nothing(STDOUT_FILENO, bytes) || ::close(STDOUT_FILENO) != 0) {
        return last_error(errc::write_failed, "standard output");
    }
    return {};
}

}  // namespace ibmcloud_token
