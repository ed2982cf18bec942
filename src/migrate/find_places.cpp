#include "migrate/find_places.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "core/ascii.hpp"
#include "migrate/cli_call.hpp"
#include "migrate/judge.hpp"
#include "migrate/plan.hpp"
#include "migrate/quoted_shell.hpp"
#include "migrate/routing.hpp"
#include "migrate/shell_reader.hpp"
#include "migrate/words.hpp"

namespace ibmcloud_token::migrate {
namespace {

rule rule_for(circumstance also, const cli_call& call) {
    switch (also) {
    case circumstance::login_check:
        return rule::login_check;
    case circumstance::declaration:
        return rule::hidden_status;
    case circumstance::argument:
        return rule::in_argument;
    case circumstance::file:
        return rule::to_file;
    case circumstance::scheme_twice:
        return rule::scheme_twice;
    case circumstance::scheme_missing:
        return rule::scheme_missing;
    case circumstance::none:
        break;
    }
    return call.is_json ? rule::cut_json : rule::cut_text;
}

/// The words of the filters behind `call`; nothing if the script decides some of them.
std::optional<std::vector<std::vector<std::string>>> fixed_filters(const pipeline& pipe,
                                                                   const cli_call& call) {
    std::vector<std::vector<std::string>> filters;
    for (std::size_t i = 1; i <= call.filter_count; ++i) {
        std::vector<std::string> words;
        for (const word& each : pipe.stages[i].words) {
            if (!each.is_fixed) {
                return std::nullopt;
            }
            words.push_back(each.value);
        }
        filters.push_back(std::move(words));
    }
    return filters;
}

class place_finder {
public:
    place_finder(const fragment& part, shell_parser& parser) : part_(part), parser_(parser) {}

    std::vector<finding> find() {
        reading_ = read_shell(part_.shell.text());
        for (const pipeline& pipe : reading_.pipelines) {
            const auto call = find_call(pipe);
            if (!call || is_migrated(pipe)) {
                continue;
            }
            call->filter_count > 0 ? name_filtered(pipe, *call) : name_raw(pipe, *call);
        }
        for (const quoted_place& each : find_quoted(part_.shell.text(), reading_)) {
            add_by_hand(each.is_json  ? rule::cut_json
                        : each.is_cut ? rule::cut_text
                                      : rule::raw_output,
                        each.range, each.range.begin, std::string(each.reason));
        }
        std::sort(found_.begin(), found_.end(),
                  [](const finding& left, const finding& right) { return left.at < right.at; });
        return std::move(found_);
    }

private:
    void add_by_hand(rule id, text_range range, std::size_t at, std::string reason) {
        finding made;
        made.id = id;
        made.range = part_.shell.origin(range);
        made.at = part_.shell.origin({at, at + 1}).begin;
        made.advice = std::move(reason);
        found_.push_back(std::move(made));
    }

    void add(const pipeline& pipe, const cli_call& call, const plan& planned) {
        const std::size_t at = pipe.stages.front().words[call.name_word].range.begin;
        const auto* const made = std::get_if<rewrite>(&planned.action);
        add_by_hand(rule_for(planned.also, call), pipe.range, at,
                    made == nullptr ? std::get<std::string>(planned.action) : made->summary);
        if (made == nullptr) {
            return;
        }
        found_.back().shell_edits = made->edits;
        for (const edit& each : made->edits) {
            found_.back().edits.push_back(part_.shell.in_file(each));
        }
    }

    void add(const pipeline& pipe, const cli_call& call, std::string reason) {
        add(pipe, call, plan{circumstance::none, std::move(reason)});
    }

    void name_filtered(const pipeline& pipe, const cli_call& call) {
        const auto filters = fixed_filters(pipe, call);
        if (!filters) {
            return add(pipe, call, "the filter depends on variables of the script");
        }
        const auto judged = judge(*filters, call.is_json);
        if (const auto* const against = std::get_if<objection>(&judged)) {
            return add(pipe, call, std::string(against->reason));
        }
        if (part_.is_string && !is_all(pipe)) {
            return add(pipe, call, "it is a part of a string only");
        }
        name_planned(pipe, call, std::get<judgement>(judged));
    }

    /// True if ibmcloud-token reads the CLI's output already.
    static bool is_migrated(const pipeline& pipe) {
        return std::any_of(pipe.stages.begin(), pipe.stages.end(), [](const command& stage) {
            return !stage.words.empty() && base_name(stage.words.front().value) == "ibmcloud-token";
        });
    }

    [[nodiscard]] bool is_all(const pipeline& pipe) const {
        const std::string_view text = part_.shell.text();
        const auto is_space = [](char c) { return is_blank(c) || c == '\n'; };
        return std::all_of(text.begin(),
                           text.begin() + static_cast<std::ptrdiff_t>(pipe.range.begin),
                           is_space) &&
               std::all_of(text.begin() + static_cast<std::ptrdiff_t>(pipe.range.end), text.end(),
                           is_space);
    }

    void name_planned(const pipeline& pipe, const cli_call& call, const judgement& judged) {
        if (!part_.by_hand.empty()) {
            return add(pipe, call, part_.by_hand);
        }
        if (!is_parsed_) {
            is_parsed_ = true;
            tree_ = parser_.parse(part_.shell.text());
        }
        if (!tree_) {
            return add(pipe, call,
                       parser_.is_available() ? "shfmt can't parse this" : "a rewrite needs shfmt");
        }
        add(pipe, call, make_plan({part_, reading_, *tree_}, pipe, call, judged));
    }

    /// A call whose output no filter cuts.
    void name_raw(const pipeline& pipe, const cli_call& call) {
        const std::size_t at = pipe.stages.front().words[call.name_word].range.begin;
        const routing goes_to = read_routing(pipe, call);
        const bool has_reader = pipe.stages.size() > 1 && !is_pager(pipe.stages[1]);
        if (part_.is_cut_by_program) {
            if (!part_.is_string || is_all(pipe)) {
                add_by_hand(rule::other_language, pipe.range, at,
                            "call ibmcloud-token and look at its status");
            }
        } else if (call.reach == cli_reach::wrapped && call.path.empty() && !call.name.empty()) {
            return;
        } else if (pipe.stages.size() == 1 && goes_to.output == routing::kind::nowhere) {
            name_planned(pipe, call, judgement{token_form::check});
        } else if (is_substituted(pipe) || goes_to.output == routing::kind::file ||
                   goes_to.output == routing::kind::end_of_file || has_reader) {
            add_by_hand(rule::raw_output, pipe.range, at, "it is cut in steps of its own");
        } else if (is_condition(pipe)) {
            add_by_hand(rule::login_check, pipe.range, at,
                        "it prints the token, too; meant is probably ibmcloud-token --check");
        }
    }

    static bool is_pager(const command& stage) {
        constexpr std::string_view pagers = "less more cat";
        return !stage.words.empty() && is_one_of(stage.words.front().value, pagers);
    }

    /// True if the pipeline stands in `$(…)`, `<(…)` or backticks.
    [[nodiscard]] bool is_substituted(const pipeline& pipe) const {
        const std::string_view text = part_.shell.text();
        std::size_t at = pipe.range.begin;
        while (at > 0 && (is_blank(text[at - 1]) || text[at - 1] == '\n')) {
            --at;
        }
        return pipe.in_backticks ||
               (at > 1 && text[at - 1] == '(' && (text[at - 2] == '$' || text[at - 2] == '<'));
    }

    /// True if what stands around the pipeline looks at its status.
    [[nodiscard]] bool is_condition(const pipeline& pipe) const {
        const std::string_view text = part_.shell.text();
        const std::string_view after = trim_left(text.substr(pipe.range.end));
        const bool is_followed = after.starts_with("||") || after.starts_with("&&");
        const command& first = pipe.stages.front();
        const std::string_view before = text.substr(0, pipe.range.begin);
        const std::string_view line = trim_left(before.substr(before.rfind('\n') + 1));
        return is_followed ||
               (first.follows_keyword && (line.starts_with("if ") || line.starts_with("while ") ||
                                          line.starts_with("until ") || line.starts_with("elif ")));
    }

    const fragment& part_;
    shell_parser& parser_;
    shell_reading reading_;
    bool is_parsed_ = false;
    std::optional<syntax_tree> tree_;
    std::vector<finding> found_;
};

}  // namespace

std::vector<finding> find_places(const fragment& part, shell_parser& parser) {
    return place_finder(part, parser).find();
}

}  // namespace ibmcloud_token::migrate
