#include "migrate/diff.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace ibmcloud_token::migrate {
namespace {

using lines = std::vector<std::string_view>;

/// The lines of `text`, with their ends.
lines split(std::string_view text) {
    lines found;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        found.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return found;
}

/// A line that stays, goes or comes.
struct step {
    char sign;  ///< ` `, `-` or `+`
    std::string_view line;
};

/// The shortest list of steps from `before` to `after` (E. Myers, "An O(ND) Difference Algorithm
/// and Its Variations"): with few changes it takes linear time.
std::vector<step> compare(const lines& before, const lines& after) {
    const auto rows = static_cast<std::ptrdiff_t>(before.size());
    const auto columns = static_cast<std::ptrdiff_t>(after.size());
    // furthest[d][d + k]: how far on the diagonal k one comes with d changes.
    std::vector<std::vector<std::ptrdiff_t>> furthest;
    const auto reached = [&](std::ptrdiff_t d, std::ptrdiff_t k) {
        const bool is_set = d >= 0 && k >= -d && k <= d;
        return is_set ? furthest[static_cast<std::size_t>(d)][static_cast<std::size_t>(d + k)] : -1;
    };
    const auto comes_down = [&](std::ptrdiff_t d, std::ptrdiff_t k) {
        return k == -d || (k != d && reached(d - 1, k - 1) < reached(d - 1, k + 1));
    };
    std::ptrdiff_t changes = -1;
    for (bool is_done = false; !is_done;) {
        ++changes;
        std::vector<std::ptrdiff_t> row;
        for (std::ptrdiff_t k = -changes; k <= changes; ++k) {
            std::ptrdiff_t x = 0;
            if (changes > 0 && (k + changes) % 2 == 0) {
                x = comes_down(changes, k) ? reached(changes - 1, k + 1)
                                           : reached(changes - 1, k - 1) + 1;
            } else if (changes > 0) {
                row.push_back(-1);  // out of reach with so many changes
                continue;
            }
            while (x < rows && x - k < columns && x - k >= 0 &&
                   before[static_cast<std::size_t>(x)] == after[static_cast<std::size_t>(x - k)]) {
                ++x;
            }
            row.push_back(x);
            is_done = is_done || (x >= rows && x - k >= columns);
        }
        furthest.push_back(std::move(row));
    }
    std::vector<step> steps;
    std::ptrdiff_t x = rows;
    std::ptrdiff_t y = columns;
    for (std::ptrdiff_t d = changes; d >= 0; --d) {
        const std::ptrdiff_t k = x - y;
        const bool is_down = d > 0 && comes_down(d, k);
        const std::ptrdiff_t from = d == 0    ? 0
                                    : is_down ? reached(d - 1, k + 1)
                                              : reached(d - 1, k - 1) + 1;
        for (; x > from; --x, --y) {
            steps.push_back({' ', before[static_cast<std::size_t>(x - 1)]});
        }
        if (d > 0 && is_down) {
            steps.push_back({'+', after[static_cast<std::size_t>(--y)]});
        } else if (d > 0) {
            steps.push_back({'-', before[static_cast<std::size_t>(--x)]});
        }
    }
    std::reverse(steps.begin(), steps.end());
    return steps;
}

std::string range_of(std::size_t first, std::size_t count) {
    return std::to_string(count == 0 ? first - 1 : first) + "," + std::to_string(count);
}

/// One hunk: the steps from `begin` to `end`, which begin at these lines, counted from 1.
std::string hunk(const std::vector<step>& steps, std::size_t begin, std::size_t end,
                 std::size_t old_line, std::size_t new_line) {
    std::string body;
    std::size_t old_count = 0;
    std::size_t new_count = 0;
    for (std::size_t i = begin; i < end; ++i) {
        old_count += steps[i].sign == '+' ? 0U : 1U;
        new_count += steps[i].sign == '-' ? 0U : 1U;
        body += steps[i].sign;
        body += steps[i].line;
        body += steps[i].line.ends_with('\n') ? "" : "\n\\ No newline at end of file\n";
    }
    return "@@ -" + range_of(old_line, old_count) + " +" + range_of(new_line, new_count) + " @@\n" +
           body;
}

}  // namespace

std::string unified_diff(const std::string& path, std::string_view before, std::string_view after) {
    if (before == after) {
        return {};
    }
    constexpr std::size_t context = 3;
    const std::vector<step> steps = compare(split(before), split(after));
    const std::string name = path.starts_with("./") ? path.substr(2) : path;
    std::string text = "--- a/" + name + "\n+++ b/" + name + "\n";
    std::size_t old_line = 1;
    std::size_t new_line = 1;
    std::size_t at = 0;  // everything before is counted in the line numbers
    const auto count_to = [&](std::size_t end) {
        for (; at < end; ++at) {
            old_line += steps[at].sign == '+' ? 0U : 1U;
            new_line += steps[at].sign == '-' ? 0U : 1U;
        }
    };
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].sign == ' ') {
            continue;
        }
        count_to(i - std::min(i - at, context));
        std::size_t last = i;
        for (std::size_t next = i; next < steps.size() && next <= last + 2 * context; ++next) {
            last = steps[next].sign == ' ' ? last : next;
        }
        const std::size_t end = std::min(last + 1 + context, steps.size());
        text += hunk(steps, at, end, old_line, new_line);
        count_to(end);
        i = end - 1;
    }
    return text;
}

}  // namespace ibmcloud_token::migrate
