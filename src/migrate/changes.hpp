#pragma once

#include <string>
#include <vector>

#include "core/failure.hpp"
#include "migrate/options.hpp"
#include "migrate/report.hpp"
#include "system/messages.hpp"

namespace ibmcloud_token::migrate {

/// What came of a run over all files.
struct run_result {
    std::vector<reported_finding> findings;  ///< that are left
    std::string diff;
    run_summary summary;
    int status = 0;            ///< of the worst failure; 0 if there was none
    bool lacks_shfmt = false;  ///< Rewrites were asked for, and shfmt was not found.
};

/// Looks at all files that are asked for, and rewrites them if that is asked for. A file that can't
/// be read or written is reported, and the others are looked at all the same. Errors:
/// `unreadable_input`, `system_refused`.
result<run_result> go_through_files(const options& asked, const messages& log);

}  // namespace ibmcloud_token::migrate
