#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ibmcloud_token {

/// The first few dozen lines of `plain`, which is plain text (`plain_text`), as they stand, but
/// printable and with secrets and personal data replaced (`masked_text`). With them a user can
/// report an output that was not understood:
///
///     line 1: IAM token:  Bearer <JWS RS256, 1293 bytes, 19m left>
///     line 1: {"iam_token":"<JWS RS256, 1293 bytes, 19m left>"}
///
/// `scripts/add-fixture` reads this. `now` is in seconds since the Epoch.
std::vector<std::string> describe_output(std::string_view plain, std::int64_t now);

}  // namespace ibmcloud_token
