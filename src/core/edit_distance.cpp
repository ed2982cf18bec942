#include "core/edit_distance.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace ibmcloud_token {

std::size_t edit_distance(std::string_view from, std::string_view to) {
    // The distances from the part of `from` that was read to each prefix of `to`.
    std::vector<std::size_t> row(to.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (const char c : from) {
        std::size_t diagonal = row.front()++;
        for (std::size_t i = 1; i < row.size(); ++i) {
            const std::size_t replaced = diagonal + (c == to[i - 1] ? 0 : 1);
            diagonal = row[i];
            row[i] = std::min({replaced, row[i] + 1, row[i - 1] + 1});
        }
    }
    return row.back();
}

}  // namespace ibmcloud_token
