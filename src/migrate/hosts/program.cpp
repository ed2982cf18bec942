#include "core/ascii.hpp"
#include "migrate/cli_call.hpp"
#include "migrate/hosts/host.hpp"
#include "migrate/hosts/string_literals.hpp"
#include "migrate/words.hpp"

// Strings of programs: commands for a shell, and lists of words for the CLI itself.
namespace ibmcloud_token::migrate {
namespace {

/// What a string is given to.
struct receiver {
    std::string name;  ///< of a function, or of a variable or keyword in front of `=` or `:`
    bool is_function = false;
    bool is_statement = false;  ///< It stands alone: a string that documents.
};

bool is_name_character(char c) {
    return is_alphanumeric(c) || c == '_' || c == '.' || c == '$' || c == '!';
}

receiver receiver_of(std::string_view text, std::size_t at, bool has_prefixes) {
    const auto skip_space = [&] {
        while (at > 0 && (is_blank(text[at - 1]) || text[at - 1] == '\n')) {
            --at;
        }
    };
    while (has_prefixes && at > 0 && is_alpha(text[at - 1])) {
        --at;
    }
    const std::size_t literal = at;
    skip_space();
    const char before = at > 0 ? text[at - 1] : '\n';
    receiver found;
    found.is_function = before == '(';
    const bool is_named = before == '(' || before == '=' || before == ':';
    const std::string_view line = text.substr(0, literal);
    found.is_statement = trim(line.substr(line.rfind('\n') + 1)).empty() && !is_named &&
                         before != ',' && before != '[' && before != '+' && before != '{';
    if (is_named) {
        --at;
        skip_space();
    }
    const std::size_t end = at;
    while (at > 0 && is_name_character(text[at - 1])) {
        --at;
    }
    found.name = text.substr(at, end - at);
    return found;
}

/// True for what shows its argument to people.
bool shows_text(const receiver& to) {
    constexpr std::string_view names =
        "print println printf Println Printf log info warn warning error debug fatal Fatal "
        "Fatalf Fatalln Errorf echo puts write Error Exception RuntimeError ValueError fail "
        "die panic message help description epilog msg usage title Short Long Example raise "
        "New";
    const std::string_view name = std::string_view(to.name).substr(to.name.rfind('.') + 1);
    return is_one_of(name, names);
}

/// True if a failure of the command goes unseen: Python's `run` looks at no status by itself.
bool ignores_status(std::string_view text, const receiver& to, std::size_t end) {
    constexpr std::string_view functions =
        "subprocess.run subprocess.Popen subprocess.call sp.run run Popen call "
        "subprocess.getstatusoutput";
    if (!is_one_of(to.name, functions)) {
        return false;
    }
    constexpr std::size_t most = 400;
    int depth = 1;
    std::size_t close = end;
    while (close < text.size() && close < end + most && depth > 0) {
        depth += text[close] == '(' ? 1 : text[close] == ')' ? -1 : 0;
        ++close;
    }
    std::string call;
    for (const char c : text.substr(end, close - end)) {
        call += is_blank(c) ? "" : std::string(1, c);
    }
    return call.find("check=True") == std::string::npos;
}

class program_cutter {
public:
    program_cutter(language host, const mapped_text& text, const host_setting& setting,
                   fragments& found)
        : host_(host),
          source_(text),
          text_(text.text()),
          setting_(setting),
          found_(found),
          strings_(read_strings(host, text)) {}

    void cut_strings() {
        for (std::size_t i = 0; i < strings_.size(); ++i) {
            const std::string& value = strings_[i].value.text();
            if (value == subcommand && i > 0 && strings_[i - 1].value.text() == "iam") {
                cut_list(i);
            } else if (value.find(subcommand) != std::string::npos ||
                       value.find("ibmcloud-token") != std::string::npos) {
                cut_string(strings_[i]);
            }
        }
    }

private:
    void cut_string(const string_literal& literal) {
        const receiver to = receiver_of(text_, literal.range.begin, host_ == language::python);
        const bool is_documentation = literal.has_lines && to.is_statement &&
                                      host_ != language::groovy && !literal.is_command;
        if (shows_text(to) || is_documentation) {
            return;
        }
        host_setting setting = setting_;
        if (host_ == language::groovy && is_step(to)) {
            setting.is_strict = !trim_left(literal.value.text()).starts_with("#!");
            return add_fragment(literal.value, setting, found_);
        }
        if (host_ == language::python && ignores_status(text_, to, literal.range.end)) {
            setting.by_hand =
                "add check=True, or the failure is not seen; meant is probably ibmcloud-token";
        }
        add_string(literal.value, setting);
    }

    /// True for the step of a pipeline of Jenkins that runs a shell.
    [[nodiscard]] static bool is_step(const receiver& to) {
        return to.name == "sh" || to.name == "script";
    }

    void add_string(const mapped_text& value, const host_setting& setting) {
        const std::size_t before = found_.size();
        add_fragment(value, setting, found_);
        if (found_.size() > before) {
            found_.back().is_string = true;
            found_.back().is_cut_by_program = true;
        }
    }

    [[nodiscard]] bool is_next_to(std::size_t left, std::size_t right) const {
        const std::string_view between = text_.substr(
            strings_[left].range.end, strings_[right].range.begin - strings_[left].range.end);
        return between.find_first_not_of(", \t\n") == std::string_view::npos &&
               between.find(',') != std::string_view::npos;
    }

    /// `["ibmcloud", "iam", "oauth-tokens"]`: the words of a command line.
    void cut_list(std::size_t at) {
        std::size_t first = at;
        while (first > 0 && is_next_to(first - 1, first)) {
            --first;
        }
        std::size_t last = at;
        while (last + 1 < strings_.size() && is_next_to(last, last + 1)) {
            ++last;
        }
        mapped_text line = mapped_text::inside(source_);
        const auto append_word = [&](std::string_view word, text_range range) {
            for (const char c : word) {
                line.append(c, source_, range);
            }
        };
        // The name of the CLI may be in a variable.
        if (strings_[first].value.text() == "iam") {
            append_word("ibmcloud ", strings_[first].range);
        }
        for (std::size_t i = first; i <= last; ++i) {
            append_word(i == first ? "" : " ", strings_[i].range);
            append_word(strings_[i].value.text(), strings_[i].range);
        }
        host_setting setting = setting_;
        setting.by_hand = "call ibmcloud-token and look at its status";
        add_string(line, setting);
    }

    language host_;
    const mapped_text& source_;
    std::string_view text_;
    const host_setting& setting_;
    fragments& found_;
    std::vector<string_literal> strings_;
};

}  // namespace

void cut_program(language host, const mapped_text& text, const host_setting& setting,
                 fragments& found) {
    program_cutter(host, text, setting, found).cut_strings();
}

}  // namespace ibmcloud_token::migrate
