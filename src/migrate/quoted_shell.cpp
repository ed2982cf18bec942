#include "migrate/quoted_shell.hpp"

#include <algorithm>
#include <string>

#include "core/ascii.hpp"
#include "migrate/cli_call.hpp"
#include "migrate/words.hpp"

namespace ibmcloud_token::migrate {
namespace {

/// Programs and builtins that run the shell in their arguments, or keep it to be run.
bool runs_shell(std::string_view name) {
    constexpr std::string_view names =
        "alias bash sh zsh dash ksh ash eval ssh su sudo trap watch docker podman kubectl oc "
        "xargs nohup timeout env exec parallel retry vagrant run";
    return is_one_of(base_name(name), names);
}

/// What a shell would find in `text`: the call, if a pipeline begins with it.
struct inner_call {
    bool is_found = false;
    bool is_whole = false;  ///< There is nothing else in the text.
    bool is_cut = false;
    bool is_json = false;
};

inner_call find_inner(const std::string& text) {
    inner_call found;
    for (const pipeline& pipe : read_shell(text).pipelines) {
        if (const auto call = find_call(pipe)) {
            found.is_found = true;
            found.is_cut = found.is_cut || pipe.stages.size() > 1;
            found.is_json = call->is_json;
            found.is_whole = pipe.range.size() == trim(text).size();
        }
    }
    return found;
}

/// Where the CLI's name stands in the words before the subcommand.
text_range range_of_call(std::string_view shell, text_range within) {
    const std::string_view text = within.of(shell);
    const std::size_t end = text.find(subcommand);
    std::size_t begin = std::min(end, text.size());
    for (const std::string_view name : {"ibmcloud", "bluemix", "bx ", "ic "}) {
        const std::size_t at = text.substr(0, begin).rfind(name);
        if (at != std::string_view::npos && end - at < 60) {
            begin = at;
            break;
        }
    }
    const std::size_t length = end == std::string_view::npos ? 1 : end + subcommand.size() - begin;
    return {within.begin + begin, within.begin + begin + length};
}

/// The words of pipelines that are the subcommand, in the order of the text.
std::vector<text_range> subcommands_of(const shell_reading& reading) {
    std::vector<text_range> found;
    for (const pipeline& pipe : reading.pipelines) {
        for (const word& each : pipe.stages.front().words) {
            if (each.value == subcommand) {
                found.push_back(each.range);
            }
        }
    }
    std::sort(found.begin(), found.end(),
              [](text_range left, text_range right) { return left.begin < right.begin; });
    return found;
}

/// True if one of `known`, those words, is the subcommand in `range`.
bool is_read(const std::vector<text_range>& known, std::string_view shell, text_range range) {
    const std::size_t at = range.begin + range.of(shell).find(subcommand);
    const auto next =
        std::upper_bound(known.begin(), known.end(), at, [](std::size_t position, text_range each) {
            return position < each.begin;
        });
    return next != known.begin() && (next - 1)->contains(at);
}

bool writes_file(const command& stage) {
    return std::any_of(stage.redirections.begin(), stage.redirections.end(),
                       [](const redirection& each) {
                           return (each.operator_text == ">" || each.operator_text == ">>") &&
                                  !each.target.value.starts_with("/dev/");
                       });
}

void find_in_word(std::string_view shell, const std::vector<text_range>& known,
                  const pipeline& pipe, const command& stage, const word& each,
                  std::vector<quoted_place>& found) {
    const std::string_view written = each.range.of(shell);
    if (written.find(subcommand) == std::string_view::npos || each.value == subcommand ||
        is_read(known, shell, each.range)) {
        return;
    }
    const std::size_t equals = each.value.find('=');
    const std::string& name = stage.words.front().value;
    const bool is_alias = name == "alias" && equals != std::string::npos;
    const bool is_variable =
        is_assignment(each.value) &&
        (is_assignment(name) || is_one_of(name, "export local readonly declare typeset"));
    const bool is_set = is_alias || is_variable;
    const inner_call inner = find_inner(is_set ? each.value.substr(equals + 1) : each.value);
    if (!inner.is_found) {
        return;
    }
    const bool is_kept = is_variable && (inner.is_cut || inner.is_whole);
    const bool is_printed_to_file = (name == "echo" || name == "printf") && inner.is_cut &&
                                    (writes_file(pipe.stages.back()) || pipe.stages.size() > 1);
    const bool is_run =
        runs_shell(name) && !is_variable && (inner.is_cut || pipe.stages.size() > 1);
    if (!is_kept && !is_printed_to_file && !is_run) {
        return;
    }
    found.push_back(
        {range_of_call(shell, each.range), inner.is_cut, inner.is_json,
         is_kept ? "the command is kept in a variable" : "another shell runs this string"});
}

/// True if the heredoc becomes a script, and is not shown to a reader.
bool becomes_script(const shell_reading& reading, const heredoc& each) {
    return std::any_of(
        reading.pipelines.begin(), reading.pipelines.end(), [&](const pipeline& pipe) {
            if (!pipe.range.contains(each.operator_at)) {
                return false;
            }
            return std::any_of(pipe.stages.begin(), pipe.stages.end(), [](const command& stage) {
                return writes_file(stage) ||
                       (!stage.words.empty() && (runs_shell(stage.words.front().value) ||
                                                 stage.words.front().value == "tee"));
            });
        });
}

void find_in_heredoc(std::string_view shell, const std::vector<text_range>& known,
                     const heredoc& each, std::vector<quoted_place>& found) {
    std::string text(each.body.of(shell));
    // In a heredoc that expands, `\$(…)` is what is written.
    std::vector<std::size_t> places;
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (each.expands && text[i] == '\\' && i + 1 < text.size() &&
            std::string_view("$`\\").find(text[i + 1]) != std::string_view::npos) {
            ++i;
        } else if (each.expands && (text[i] == '$' || text[i] == '`')) {
            plain += ' ';
            places.push_back(each.body.begin + i);
            continue;
        }
        plain += text[i];
        places.push_back(each.body.begin + i);
    }
    for (const pipeline& pipe : read_shell(plain).pipelines) {
        const auto call = find_call(pipe);
        const bool is_known =
            call &&
            is_read(known, shell, {places[pipe.range.begin], places[pipe.range.end - 1] + 1});
        if (call && !is_known && pipe.stages.size() > 1) {
            found.push_back({{places[pipe.range.begin], places[pipe.range.end - 1] + 1},
                             true,
                             call->is_json,
                             "the heredoc becomes a script"});
        }
    }
}

}  // namespace

std::vector<quoted_place> find_quoted(std::string_view shell, const shell_reading& reading) {
    const std::vector<text_range> known = subcommands_of(reading);
    std::vector<quoted_place> found;
    for (const pipeline& pipe : reading.pipelines) {
        for (const command& stage : pipe.stages) {
            for (const word& each : stage.words) {
                find_in_word(shell, known, pipe, stage, each, found);
            }
        }
    }
    for (const heredoc& each : reading.heredocs) {
        if (becomes_script(reading, each) &&
            each.body.of(shell).find(subcommand) != std::string_view::npos) {
            find_in_heredoc(shell, known, each, found);
        }
    }
    return found;
}

}  // namespace ibmcloud_token::migrate
