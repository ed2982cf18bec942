#include "core/cli_output.hpp"

namespace ibmcloud_token {

std::string describe(const cli_end& end) {
    return end.signal != 0 ? "signal " + std::to_string(end.signal)
                           : "exit status " + std::to_string(end.status);
}

}  // namespace ibmcloud_token
