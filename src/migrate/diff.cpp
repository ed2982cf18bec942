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

struct difference {
    std::size_t removed;
    std::size_t added;
};

/// How many lines have to go and to come until the next line is the same.
difference difference_at(const lines& before, std::size_t old_at, const lines& after,
                         std::size_t new_at) {
    const std::size_t old_left = before.size() - old_at;
    const std::size_t new_left = after.size() - new_at;
    for (std::size_t both = 0; both < old_left + new_left; ++both) {
        const std::size_t least = both - std::min(both, new_left);
        for (std::size_t removed = least; removed <= std::min(both, old_left); ++removed) {
            const std::size_t added = both - removed;
            if (removed < old_left && added < new_left &&
                before[old_at + removed] == after[new_at + added]) {
                return {removed, added};
            }
        }
    }
    return {old_left, new_left};
}

/// The steps from `before` to `after`. Where they differ, the nearest pair of equal lines ends the
/// difference: rewrites are small, so it is near.
std::vector<step> compare(const lines& before, const lines& after) {
    std::vector<step> steps;
    std::size_t old_at = 0;
    std::size_t new_at = 0;
    const auto step_to = [&](std::size_t old_end, std::size_t new_end) {
        for (; old_at < old_end; ++old_at) {
            steps.push_back({'-', before[old_at]});
        }
        for (; new_at < new_end; ++new_at) {
            steps.push_back({'+', after[new_at]});
        }
    };
    while (old_at < before.size() || new_at < after.size()) {
        const auto [removed, added] = difference_at(before, old_at, after, new_at);
        step_to(old_at + removed, new_at + added);
        if (old_at < before.size()) {
            steps.push_back({' ', before[old_at]});
            ++old_at;
            ++new_at;
        }
    }
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

/// `name` as git writes it: in quotes if a byte in it has a meaning in a header.
std::string header_name(const std::string& name) {
    std::string written;
    bool needs_quotes = false;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool is_control = byte < 0x20 || byte == 0x7f;
        needs_quotes = needs_quotes || is_control || c == '"' || c == '\\';
        if (is_control) {
            const auto digit = [byte](unsigned shift) {
                return static_cast<char>('0' + (unsigned{byte} >> shift & 7U));
            };
            written += {'\\', digit(6), digit(3), digit(0)};
        } else {
            written += c == '"' || c == '\\' ? std::string{'\\', c} : std::string(1, c);
        }
    }
    return needs_quotes ? '"' + written + '"' : written;
}

}  // namespace

std::string unified_diff(const std::string& path, std::string_view before, std::string_view after) {
    if (before == after) {
        return {};
    }
    constexpr std::size_t context = 3;
    const std::vector<step> steps = compare(split(before), split(after));
    const std::string name = path.starts_with("./") ? path.substr(2) : path;
    std::string text =
        "--- " + header_name("a/" + name) + "\n+++ " + header_name("b/" + name) + "\n";
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
