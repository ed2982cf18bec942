#include "migrate/judge.hpp"

#include "migrate/filters/filter.hpp"
#include "migrate/samples.hpp"

namespace ibmcloud_token::migrate {
namespace {

using command_words = std::vector<std::string>;

constexpr objection unknown_filter = {"what this filter does is not known to the byte"};
constexpr objection unsteady = {"the filter is right for some good outputs only"};
constexpr objection other_text = {"the filter makes something of its own"};
constexpr objection quoted = {"the quotation marks of JSON stay in the value"};
constexpr objection leading_blank = {"a blank before the value stays"};
constexpr objection inverse_check = {"the filter looks for failures, not for a token"};

std::optional<filter_result> run_all(const std::vector<command_words>& filters,
                                     const std::string& input) {
    filter_result result{input};
    for (const command_words& words : filters) {
        const auto next = apply_filter(words, result.output);
        if (!next) {
            return std::nullopt;
        }
        result = *next;
    }
    return result;
}

std::string_view without_newline(std::string_view text) {
    return text.substr(0, text.size() - (text.ends_with('\n') ? 1 : 0));
}

/// The form of `text` that holds `token` and nothing else.
std::optional<token_form> form_of(std::string_view text, const std::string& token) {
    if (text == token) {
        return token_form::bare;
    }
    if (text == "Bearer " + token) {
        return token_form::bearer;
    }
    if (text == "Authorization: Bearer " + token) {
        return token_form::header;
    }
    return std::nullopt;
}

std::optional<judgement> judgement_of(const filter_result& result, const sample& from) {
    const std::string_view text = without_newline(result.output);
    const bool ends_line = result.output.ends_with('\n');
    if (const auto form = form_of(text, from.iam_token)) {
        return judgement{*form, false, ends_line};
    }
    if (const auto form = form_of(text, from.uaa_token); form && !from.uaa_token.empty()) {
        return judgement{*form, true, ends_line};
    }
    return std::nullopt;
}

objection objection_to(const filter_result& result, const sample& from) {
    const std::string_view text = without_newline(result.output);
    if (text.starts_with("\"") && text.ends_with("\"")) {
        return quoted;
    }
    if (text.starts_with(" ") &&
        form_of(text.substr(text.find_first_not_of(' ')), from.iam_token)) {
        return leading_blank;
    }
    if (text.empty()) {
        return result.status == 0 ? unsteady : inverse_check;
    }
    return text.find(from.iam_token) == std::string_view::npos ? unsteady : other_text;
}

bool is_same(const judgement& left, const judgement& right) {
    return left.form == right.form && left.is_uaa == right.is_uaa &&
           left.ends_line == right.ends_line;
}

/// True if this is what is left where there is no UAA token.
bool is_nothing(const filter_result& result) {
    const std::string_view text = without_newline(result.output);
    return text.empty() || text == "null" || text == "Bearer" || text == "Bearer " || text == " ";
}

/// A filter for the UAA token gives nothing where there is none, and else always the same form.
std::optional<judgement> judge_uaa(const std::vector<filter_result>& results,
                                   const std::vector<sample>& samples) {
    std::optional<judgement> common;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (samples[i].uaa_token.empty()) {
            if (!is_nothing(results[i])) {
                return std::nullopt;
            }
            continue;
        }
        const auto judged = judgement_of(results[i], samples[i]);
        if (!judged || !judged->is_uaa || (common && !is_same(*common, *judged))) {
            return std::nullopt;
        }
        common = judged;
    }
    return common;
}

std::variant<judgement, objection> judge_iam(const std::vector<filter_result>& results,
                                             const std::vector<sample>& samples) {
    std::optional<judgement> common;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const auto judged = judgement_of(results[i], samples[i]);
        if (judged) {
            if (judged->is_uaa || (common && !is_same(*common, *judged))) {
                return unsteady;
            }
            common = judged;
        } else if (samples[i].uaa_token.empty() ||
                   results[i].output.find(samples[i].iam_token) == std::string::npos) {
            // With a UAA line, most filters take a value from each line. Nobody wants both.
            return objection_to(results[i], samples[i]);
        }
    }
    return *common;
}

}  // namespace

std::variant<judgement, objection> judge(const std::vector<command_words>& filters, bool is_json) {
    const std::vector<sample>& samples = is_json ? json_samples() : text_samples();
    std::vector<filter_result> results;
    bool is_silent = true;
    for (const sample& each : samples) {
        auto result = run_all(filters, each.output);
        if (!result) {
            return unknown_filter;
        }
        is_silent = is_silent && result->output.empty() && result->status == 0;
        results.push_back(std::move(*result));
    }
    if (is_silent) {
        return judgement{token_form::check};
    }
    if (const auto uaa = judge_uaa(results, samples)) {
        return *uaa;
    }
    return judge_iam(results, samples);
}

}  // namespace ibmcloud_token::migrate
