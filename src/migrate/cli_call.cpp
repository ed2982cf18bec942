#include "migrate/cli_call.hpp"

#include <algorithm>

#include "core/ascii.hpp"
#include "migrate/filters/filter.hpp"
#include "migrate/words.hpp"

namespace ibmcloud_token::migrate {
namespace {

/// Programs that run the command in their arguments, here or elsewhere.
bool is_wrapper(std::string_view name) {
    constexpr std::string_view wrappers =
        "docker podman nerdctl kubectl oc ssh sudo doas env nohup nice timeout stdbuf setsid "
        "flatpak-spawn vagrant chroot exec builtin retry unbuffer script proxychains4 lima";
    return is_one_of(base_name(name), wrappers);
}

/// The index of `iam` in `iam oauth-tokens`.
std::optional<std::size_t> find_subcommand(const std::vector<word>& words) {
    for (std::size_t i = 1; i + 1 < words.size(); ++i) {
        if (words[i].value == "iam" && words[i + 1].value == subcommand) {
            return i;
        }
    }
    return std::nullopt;
}

/// Reads the arguments of the call from `at` on. False if one is not known.
bool read_arguments(const std::vector<word>& words, cli_call& call, std::size_t at) {
    for (; at < words.size(); ++at) {
        const std::string& argument = words[at].value;
        std::string_view format;
        if (argument == "-q" || argument == "--quiet") {
            call.is_quiet = true;
            continue;
        }
        if ((argument == "--output" || argument == "-o") && at + 1 < words.size()) {
            format = words[++at].value;
        } else if (argument.starts_with("--output=")) {
            format = std::string_view(argument).substr(argument.find('=') + 1);
        }
        if (!equal_ignoring_case(format, "json")) {
            return false;
        }
        call.is_json = true;
    }
    call.end_word = at;
    return true;
}

/// True if `name` is an expansion and nothing else, such as `$CLI` or `${IBMCLOUD}`.
bool is_variable(const word& name) {
    return !name.is_fixed && name.value.starts_with('$') && !name.value.starts_with("$(") &&
           name.value.find('/') == std::string::npos;
}

/// Reads what stands before the CLI's name. False if that does not run it.
bool read_prefix(const std::vector<word>& words, cli_call& call) {
    std::size_t at = 0;
    while (at < call.name_word && is_assignment(words[at].value)) {
        ++at;
    }
    call.first_word = at;
    if (at < call.name_word && words[at].value == "command") {
        ++at;
    }
    if (at == call.name_word) {
        return true;
    }
    call.reach = cli_reach::wrapped;
    return is_wrapper(words[at].value) || is_variable(words[at]);
}

}  // namespace

bool is_cli_name(std::string_view name) {
    return is_one_of(base_name(name), "ibmcloud bx bluemix ic ibmcloud.exe");
}

bool is_assignment(std::string_view word) {
    const std::size_t equals = word.find('=');
    return equals != std::string_view::npos && equals > 0 && !is_digit(word.front()) &&
           std::all_of(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(equals),
                       [](char c) { return is_alphanumeric(c) || c == '_' || c == '+'; });
}

std::string_view base_name(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

std::optional<cli_call> find_call(const pipeline& pipe) {
    const std::vector<word>& words = pipe.stages.front().words;
    const auto iam = find_subcommand(words);
    if (!iam) {
        return std::nullopt;
    }
    cli_call call;
    call.name_word = *iam - 1;
    while (call.name_word > 0 && words[call.name_word].value.starts_with('-')) {
        const std::string& option = words[call.name_word].value;
        call.is_quiet = call.is_quiet || option == "-q" || option == "--quiet";
        --call.name_word;
    }
    const word& name = words[call.name_word];
    if (is_cli_name(name.value)) {
        call.name = base_name(name.value);
        call.path = call.name == name.value ? "" : name.value;
    } else if (is_variable(name)) {
        call.reach = cli_reach::wrapped;
    } else {
        return std::nullopt;
    }
    if (!read_arguments(words, call, *iam + 2) || !read_prefix(words, call)) {
        return std::nullopt;
    }
    while (call.filter_count + 1 < pipe.stages.size()) {
        const command& next = pipe.stages[call.filter_count + 1];
        if (next.words.empty() || next.follows_keyword || !is_filter_name(next.words[0].value)) {
            break;
        }
        ++call.filter_count;
    }
    return call;
}

}  // namespace ibmcloud_token::migrate
