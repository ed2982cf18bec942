#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ibmcloud_token::migrate {

struct filter_result {
    std::string output;
    int status = 0;
};

using arguments = std::vector<std::string>;  ///< without the program's name

/// What the program `words[0]` does with `input` on its standard input, computed without running
/// it. Nothing if it does more than write to standard output, or anything that is not known here to
/// the byte.
std::optional<filter_result> apply_filter(const std::vector<std::string>& words,
                                          const std::string& input);

/// True for the programs that cut text, also for those of which nothing is known here.
bool is_filter_name(std::string_view name);

// One function for each program, which takes the words behind its name.
std::optional<filter_result> run_awk(const arguments& options, const std::string& input);
std::optional<filter_result> run_cut(const arguments& options, const std::string& input);
std::optional<filter_result> run_grep(const arguments& options, const std::string& input);
std::optional<filter_result> run_egrep(const arguments& options, const std::string& input);
std::optional<filter_result> run_head(const arguments& options, const std::string& input);
std::optional<filter_result> run_jq(const arguments& options, const std::string& input);
std::optional<filter_result> run_python(const arguments& options, const std::string& input);
std::optional<filter_result> run_rev(const arguments& options, const std::string& input);
std::optional<filter_result> run_sed(const arguments& options, const std::string& input);
std::optional<filter_result> run_tail(const arguments& options, const std::string& input);
std::optional<filter_result> run_tr(const arguments& options, const std::string& input);
std::optional<filter_result> run_xargs(const arguments& options, const std::string& input);

/// The lines of `text`, without their ends.
std::vector<std::string> split_lines(const std::string& text);

/// The number that all of `text` is.
std::optional<std::size_t> parse_number(std::string_view text);

/// Takes the value of the option at `options[i]`, in the same word behind `prefix` or in the next,
/// and moves `i` to its last word.
std::optional<std::string> option_value(const arguments& options, std::size_t& i,
                                        std::string_view prefix);

}  // namespace ibmcloud_token::migrate
