#include <algorithm>
#include <array>

#include "core/ascii.hpp"
#include "migrate/cli_call.hpp"
#include "migrate/hosts/host.hpp"
#include "migrate/hosts/templates.hpp"
#include "migrate/shell_reader.hpp"
#include "migrate/words.hpp"

namespace ibmcloud_token::migrate {
namespace {

/// True for a file that an interactive shell reads when it starts.
bool is_start_file(std::string_view name) {
    name.remove_prefix(name.starts_with('.') ? 1 : 0);
    return is_one_of(name, "bashrc zshrc profile bash_profile zprofile zshenv bash_aliases aliases "
                           "functions bash_functions kshrc");
}

/// True for `# source this file` and `# Usage: . ./env.sh`.
bool says_source(std::string_view comment) {
    constexpr std::array<std::string_view, 7> phrases = {"source this",  "source me", "source it",
                                                         "source ./",    "source <",  "be sourced",
                                                         "usage: source"};
    const auto says = [&](std::string_view phrase) {
        return find_ignoring_case(comment, phrase) != std::string_view::npos;
    };
    return !says(" not ") && !says("don't") &&
           (std::any_of(phrases.begin(), phrases.end(), says) ||
            comment.find(" . ./") != std::string_view::npos);
}

/// True if the script says that it is sourced.
bool says_so(std::string_view text) {
    if (text.find("BASH_SOURCE") != std::string_view::npos &&
        text.find("\"$0\"") != std::string_view::npos) {
        return true;
    }
    constexpr int most = 15;
    int number = 0;
    for (const text_range line : lines_of(text)) {
        const std::string_view content = trim_left(line.of(text));
        if (++number > most) {
            break;
        }
        const bool is_comment = content.starts_with('#') && !content.starts_with("#!");
        if (is_comment && says_source(content)) {
            return true;
        }
    }
    return false;
}

/// True if the script sets variables and does nothing else: executed, it would be of no use.
bool only_sets(std::string_view text) {
    constexpr std::string_view harmless =
        "export echo unset alias set readonly declare shopt source";
    bool sets = false;
    for (const pipeline& each : read_shell(text).pipelines) {
        const auto& words = each.stages.front().words;
        if (words.empty() || find_call(each)) {
            continue;
        }
        const std::string& name = words.front().value;
        const bool is_set = is_assignment(name) && words.size() == 1;
        sets = sets || name == "export";
        if (!is_set && !is_one_of(name, harmless)) {
            return false;
        }
    }
    return sets;
}

way_out way_out_of(std::string_view path, std::string_view text) {
    const std::string_view name = base_name(path);
    if (is_start_file(name)) {
        return way_out::none;
    }
    const bool has_shebang = text.starts_with("#!");
    // direnv sources its files.
    if (name == ".envrc" || name.ends_with(".envrc") || says_so(text) || only_sets(text)) {
        return way_out::by_return;
    }
    constexpr std::array<std::string_view, 4> of_executed = {"\nexit", " exit", "set -e",
                                                             "\tmain \"$@\""};
    const bool looks_executed =
        std::any_of(of_executed.begin(), of_executed.end(), [&](std::string_view each) {
            return text.find(each) != std::string_view::npos;
        });
    return has_shebang || looks_executed ? way_out::exit : way_out::by_return;
}

}  // namespace

void cut_shell(const mapped_text& text, host_setting setting, fragments& found) {
    if (!setting.is_document && setting.leaves_by == way_out::exit) {
        setting.leaves_by = way_out_of(setting.path, text.text());
    }
    const bool is_terraform =
        setting.is_template && (setting.path.ends_with(".tftpl") || setting.path.ends_with(".tpl"));
    add_fragment(is_terraform ? without_terraform(text) : slice(text, text.all()), setting, found);
}

/// A language that is not known well: lines that seem to cut a token are named.
void cut_lines(const mapped_text& text, const host_setting& setting, fragments& found) {
    constexpr std::array<std::string_view, 5> comments = {"#", "//", ";", "--", "<!--"};
    const std::string_view all = text.text();
    for (const text_range line : lines_of(all)) {
        const std::string_view content = trim_left(line.of(all));
        const std::size_t at = content.find(subcommand);
        const bool is_comment =
            std::any_of(comments.begin(), comments.end(),
                        [&](std::string_view sign) { return content.starts_with(sign); });
        if (at == std::string_view::npos || is_comment) {
            continue;
        }
        // From the name of the CLI on, the line is read as a shell would.
        std::size_t begin = at;
        for (const std::string_view name : {"ibmcloud", "bluemix", "bx", "ic"}) {
            const std::size_t found_at = content.substr(0, at).rfind(std::string(name) + " ");
            if (found_at != std::string_view::npos) {
                begin = found_at;
                break;
            }
        }
        const std::size_t pipe = content.find('|', at);
        const auto offset = static_cast<std::size_t>(content.data() - all.data());
        if (begin == at || pipe == std::string_view::npos) {
            continue;
        }
        host_setting line_setting = setting;
        line_setting.by_hand = "this language is not rewritten";
        const std::size_t before = found.size();
        add_fragment(slice(text, {offset + begin, line.end}), line_setting, found);
        if (found.size() > before) {
            found.back().is_cut_by_program = true;
        }
    }
}

}  // namespace ibmcloud_token::migrate
