#include "migrate/edits.hpp"

#include <algorithm>
#include <tuple>

namespace ibmcloud_token::migrate {

std::string with_edits(std::string_view text, std::vector<edit> edits) {
    std::stable_sort(edits.begin(), edits.end(), [](const edit& left, const edit& right) {
        return std::tie(left.range.begin, left.range.end) <
               std::tie(right.range.begin, right.range.end);
    });
    std::string edited;
    std::size_t at = 0;
    for (const edit& each : edits) {
        edited += text.substr(at, each.range.begin - at);
        edited += each.text;
        at = each.range.end;
    }
    return edited + std::string(text.substr(at));
}

bool have_conflict(const std::vector<edit>& left, const std::vector<edit>& right) {
    return std::any_of(left.begin(), left.end(), [&](const edit& one) {
        return std::any_of(right.begin(), right.end(), [&](const edit& other) {
            return one.range.begin <= other.range.end && other.range.begin <= one.range.end;
        });
    });
}

}  // namespace ibmcloud_token::migrate
