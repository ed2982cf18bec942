#include "options.hpp"

#include <array>
#include <string_view>
#include <vector>

#include <boost/program_options/errors.hpp>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/positional_options.hpp>
#include <boost/program_options/value_semantic.hpp>
#include <boost/program_options/variables_map.hpp>

#include "core/duration.hpp"
#include "core/printable.hpp"

namespace ibmcloud_token {
namespace {

namespace po = boost::program_options;

/// Options that are short for `--format`.
constexpr std::array<const char*, 4> form_options = {"bare", "bearer", "header", "json"};

po::options_description known_options() {
    po::options_description known;
    const auto text = [] { return po::value<std::string>(); };
    known.add_options()("format,f", text())("token", text())("input,i", text())("output,o", text());
    known.add_options()("no-newline,n", "")("check", "")("quiet,q", "")("verbose,v", "");
    known.add_options()("min-ttl", text())("account", text())("timeout", text())("cli", text());
    known.add_options()("help,h", "")("version,V", "");
    for (const char* const name : form_options) {
        known.add_options()(name, "");
    }
    return known;
}

class command_line {
public:
    command_line(int argc, const char* const argv[]) {
        using style = po::command_line_style::style_t;
        const po::options_description known = known_options();
        // Empty, so that a stray argument is an error.
        const po::positional_options_description none;
        po::store(po::command_line_parser(argc, argv)
                      .options(known)
                      .positional(none)
                      .style(style::unix_style & ~style::allow_guessing)
                      .run(),
                  values_);
    }

    [[nodiscard]] bool has(const char* name) const { return values_.count(name) != 0; }

    [[nodiscard]] std::optional<std::string> text(const char* name) const {
        return has(name) ? std::optional(values_[name].as<std::string>()) : std::nullopt;
    }

    [[nodiscard]] std::optional<std::chrono::seconds> duration(const char* name) const {
        const auto value = text(name);
        if (!value) {
            return std::nullopt;
        }
        const auto duration = parse_duration(*value);
        if (!duration) {
            throw usage_error(std::string("--") + name +
                              " takes a whole number of seconds, or one with " +
                              "s, m or h, not '" + masked(*value) + '\'');
        }
        return duration;
    }

    /// `name` would do nothing beside any of `others`.
    void refuse_together(const char* name, const std::vector<const char*>& others) const {
        for (const char* const other : others) {
            if (has(name) && has(other)) {
                throw usage_error(std::string("--") + name + " and --" + other +
                                  " do not go together");
            }
        }
    }

private:
    po::variables_map values_;
};

std::optional<std::string> read_nonempty(const command_line& given, const char* name) {
    auto value = given.text(name);
    if (value && value->empty()) {
        throw usage_error(std::string("--") + name + " takes a value that is not empty");
    }
    return value;
}

const form* read_form(const command_line& given) {
    std::vector<std::string> names;
    if (const auto name = given.text("format")) {
        names.push_back(*name);
    }
    for (const char* const name : form_options) {
        if (given.has(name)) {
            names.emplace_back(name);
        }
    }
    if (names.empty()) {
        return find_form("bare");
    }
    for (const std::string& name : names) {
        if (find_form(name) == nullptr) {
            throw usage_error("unknown form '" + masked(name) + "'; the forms are " + form_names());
        }
        if (name != names.front()) {
            throw usage_error("two forms were asked for, " + names.front() + " and " + name);
        }
    }
    return find_form(names.front());
}

token_kind read_kind(const command_line& given) {
    const auto name = given.text("token");
    if (!name || *name == "iam") {
        return token_kind::iam;
    }
    if (*name == "uaa") {
        return token_kind::uaa;
    }
    throw usage_error("--token takes iam or uaa, not '" + masked(*name) + '\'');
}

std::chrono::seconds read_timeout(const command_line& given) {
    constexpr std::chrono::seconds usual{120};
    const auto timeout = given.duration("timeout").value_or(usual);
    if (timeout.count() == 0) {
        throw usage_error("--timeout takes at least one second");
    }
    return timeout;
}

/// Nothing for standard output.
std::optional<std::string> read_output(const command_line& given) {
    auto output = read_nonempty(given, "output");
    return output == "-" ? std::nullopt : output;
}

options read_options(const command_line& given) {
    constexpr std::chrono::seconds usual_min_ttl{10};
    given.refuse_together("input", {"cli", "timeout"});
    given.refuse_together("check",
                          {"format", "bare", "bearer", "header", "json", "no-newline", "output"});
    given.refuse_together("quiet", {"verbose"});
    const auto min_ttl = given.duration("min-ttl");
    return {
        .help = given.has("help"),
        .version = given.has("version"),
        .output_form = read_form(given),
        .kind = read_kind(given),
        .input = read_nonempty(given, "input"),
        .output = read_output(given),
        .newline = !given.has("no-newline"),
        .min_ttl = min_ttl.value_or(usual_min_ttl),
        .needs_lifetime = min_ttl && min_ttl->count() > 0,
        .account = read_nonempty(given, "account"),
        .check = given.has("check"),
        .timeout = read_timeout(given),
        .cli = read_nonempty(given, "cli"),
        .quiet = given.has("quiet"),
        .verbose = given.has("verbose"),
    };
}

}  // namespace

// `what()` of the library's errors is not used: it takes `%option%` in an argument for its own, and
// for some such never ends.
options parse_options(int argc, const char* const argv[]) {
    try {
        return read_options(command_line(argc, argv));
    } catch (const po::unknown_option& error) {
        throw usage_error("there is no option '" + masked(error.get_option_name()) + '\'');
    } catch (const po::multiple_occurrences& error) {
        throw usage_error(masked(error.get_option_name()) + " was given more than once");
    } catch (const po::invalid_syntax& error) {
        throw usage_error(masked(error.get_option_name()) +
                          (error.kind() == po::invalid_syntax::missing_parameter
                               ? " takes a value, which is missing"
                               : " takes no value"));
    } catch (const po::too_many_positional_options_error&) {
        throw usage_error("there is an argument that belongs to no option");
    }
}

}  // namespace ibmcloud_token
