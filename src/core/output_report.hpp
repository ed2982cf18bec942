#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ibmcloud_token {

/// The shape of `text`, which is plain (`plain_text`), well enough to report an output that was not
/// understood, with nothing secret or personal in it. One string a line of `text`, the first few
/// dozen:
///
///     line 1: "IAM token:", 2 blanks, "Bearer", <JWS RS256, 1293 bytes, 19m left>
///     line 1: "{"iam_token":"" + <JWS RS256, 1293 bytes, 19m left> + ""}"
///
/// A comma tells of a blank, a plus sign of none. `scripts/add-fixture` reads this.
/// `now` is in seconds since the Epoch.
std::vector<std::string> describe_output(std::string_view text, std::int64_t now);

}  // namespace ibmcloud_token
