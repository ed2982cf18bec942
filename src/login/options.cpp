#include "login/options.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <optional>
#include <utility>

#include <unistd.h>

#include "core/ascii.hpp"
#include "core/masking.hpp"
#include "system/environment.hpp"

namespace ibmcloud_token::login {
namespace {

constexpr auto known_options = std::to_array<known_option>({
    {"min-ttl", option_kind::value},  {"account", option_kind::value},
    {"apikey", option_kind::value},   {"cr-token", option_kind::value},
    {"vpc-cri", option_kind::flag},   {"profile", option_kind::value},
    {"sso", option_kind::flag},       {"-a", option_kind::value},
    {"-c", option_kind::value},       {"-g", option_kind::value},
    {"-r", option_kind::value},       {"no-region", option_kind::flag},
    {"timeout", option_kind::value},  {"retries", option_kind::value},
    {"pause", option_kind::value},    {"quiet,q", option_kind::flag},
    {"verbose,v", option_kind::flag}, {"help,h", option_kind::flag},
    {"version,V", option_kind::flag},
});

failure usage(std::string message) {
    return {errc::usage, std::move(message)};
}

struct conflict {
    const char* first;
    const char* second;
};

constexpr auto conflicts = std::to_array<conflict>({
    {"apikey", "cr-token"},
    {"apikey", "vpc-cri"},
    {"apikey", "sso"},
    {"cr-token", "vpc-cri"},
    {"cr-token", "sso"},
    {"vpc-cri", "sso"},
    {"-r", "no-region"},
    {"quiet", "verbose"},
});

/// The options with a value that `ibmcloud login` has, too.
constexpr std::array<const char*, 5> login_options = {"-a", "-c", "-g", "-r", "profile"};

result<void> check_combination(const command_line& line) {
    for (const auto& [first, second] : conflicts) {
        if (line.has(first) && line.has(second)) {
            return usage(typed_name(first) + " and " + typed_name(second) + " do not go together");
        }
    }
    for (const char* const option : login_options) {
        // The CLI would take it for an option.
        if (line.value(option).value_or("").starts_with('-')) {
            return usage(typed_name(option) + " needs a value");
        }
    }
    return {};
}

/// A whole number of at most four digits.
result<int> read_count(const command_line& line, const std::string& option, int usual) {
    constexpr std::size_t most_digits = 4;
    const auto text = line.value(option);
    if (!text) {
        return usual;
    }
    const bool is_number = text->size() <= most_digits && (*text == "0" || text->front() != '0') &&
                           std::all_of(text->begin(), text->end(), is_digit);
    if (!is_number) {
        return usage("--" + option + ' ' + quoted_typed(*text) +
                     ": expected a whole number, at most 9999");
    }
    int count = 0;
    std::from_chars(text->data(), text->data() + text->size(), count);
    return count;
}

result<retry_plan> read_retries(const command_line& line) {
    constexpr int usual_retries = 5;
    constexpr int usual_pause = 1;
    const auto count = read_count(line, "retries", usual_retries);
    const auto pause = read_count(line, "pause", usual_pause);
    if (count.has_error() || pause.has_error()) {
        return count.has_error() ? count.error() : pause.error();
    }
    return retry_plan{*count, std::chrono::seconds{*pause}};
}

/// A secret is never an argument: everybody who can list processes would see it.
result<login_method> read_file_option(const command_line& line, const char* option,
                                      with_secret source) {
    const std::string value = line.value(option).value_or("");
    if (!value.starts_with('@') || value.size() == 1) {
        return usage(std::string(source.origin) +
                     " takes @FILE: other users can see the arguments of a program");
    }
    source.given = secret(value);
    return login_method(std::move(source));
}

std::optional<with_secret> secret_of(const char* variable, const char* origin) {
    const std::string_view value = environment_value(origin);
    return value.empty() ? std::nullopt
                         : std::optional(with_secret{variable, origin, secret(value)});
}

/// The credential in the environment. An API key has no trusted profile.
login_method read_environment(const command_line& line) {
    if (!line.has("profile")) {
        for (const char* const name : {api_key_variable, old_api_key_variable}) {
            if (auto key = secret_of(api_key_variable, name)) {
                return *std::move(key);
            }
        }
    }
    if (auto token = secret_of(cr_token_variable, cr_token_variable)) {
        return *std::move(token);
    }
    return no_method{};
}

result<login_method> read_method(const command_line& line) {
    if (line.has("apikey")) {
        return read_file_option(line, "apikey", {api_key_variable, "--apikey", {}});
    }
    if (line.has("cr-token")) {
        return read_file_option(line, "cr-token", {cr_token_variable, "--cr-token", {}});
    }
    if (line.has("vpc-cri")) {
        return login_method(as_instance{});
    }
    if (!line.has("sso")) {
        return read_environment(line);
    }
    if (::isatty(STDIN_FILENO) == 0 || ::isatty(STDERR_FILENO) == 0) {
        return usage("--sso needs a terminal as standard input and as standard error");
    }
    return login_method(with_passcode{});
}

/// A trusted profile belongs to the login of a compute resource.
result<void> check_profile(const command_line& line, const login_method& method) {
    const auto* const source = std::get_if<with_secret>(&method);
    const bool is_compute_resource =
        source != nullptr && std::string_view(source->variable) == cr_token_variable;
    const bool takes_profile = is_compute_resource || std::holds_alternative<as_instance>(method);
    if (line.has("profile") && !takes_profile) {
        return usage("--profile goes with --cr-token, IBMCLOUD_CR_TOKEN or --vpc-cri");
    }
    if (is_compute_resource && !line.has("profile") &&
        environment_value("IBMCLOUD_CR_PROFILE").empty()) {
        return usage("--cr-token and IBMCLOUD_CR_TOKEN need --profile");
    }
    return {};
}

/// --account and --min-ttl. `-c` with the ID of an account implies --account.
result<requirements> read_accepted_tokens(const command_line& line) {
    constexpr std::chrono::minutes usual_min_ttl{5};
    auto required = read_requirements(line, usual_min_ttl);
    if (required.has_error()) {
        return required;
    }
    required->needs_lifetime = required->min_ttl.count() > 0;
    const auto target = parse_account(line.value("-c").value_or(""));
    if (target && required->account && *target != *required->account) {
        return usage("-c and --account name different accounts");
    }
    if (target) {
        required->account = target;
    }
    return required;
}

std::vector<std::string> login_arguments(const command_line& line) {
    std::vector<std::string> arguments = {"login"};
    for (const char* const flag : {"sso", "vpc-cri", "no-region"}) {
        if (line.has(flag)) {
            arguments.push_back(typed_name(flag));
        }
    }
    for (const char* const option : login_options) {
        if (auto value = line.value(option)) {
            arguments.push_back(typed_name(option));
            arguments.push_back(*std::move(value));
        }
    }
    return arguments;
}

}  // namespace

const syntax login_syntax = {known_options, false};

result<options> read_options(const command_line& line) {
    if (const auto checked = check_combination(line); checked.has_error()) {
        return checked.error();
    }
    first_failure wrong;
    options asked{
        .required = wrong.value_of(read_accepted_tokens(line)),
        .timeout = wrong.value_of(read_timeout(line)),
        .retries = wrong.value_of(read_retries(line)),
        .method = wrong.value_of(read_method(line)),
        .arguments = login_arguments(line),
    };
    const auto checked = check_profile(line, asked.method);
    auto read = wrong.unless_failed(std::move(asked));
    return read.has_value() && checked.has_error() ? checked.error() : std::move(read);
}

}  // namespace ibmcloud_token::login
