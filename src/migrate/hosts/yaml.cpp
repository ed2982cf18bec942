#include <algorithm>
#include <array>

#include "core/ascii.hpp"
#include "migrate/cli_call.hpp"
#include "migrate/hosts/host.hpp"
#include "migrate/hosts/string_literals.hpp"
#include "migrate/hosts/templates.hpp"
#include "migrate/hosts/yaml_scalars.hpp"
#include "migrate/words.hpp"

namespace ibmcloud_token::migrate {
namespace {

/// What runs the shell in a file, told by its name and its keys.
enum class runner {
    lenient,  ///< Azure Pipelines, cloud-init, and whatever is not known: they go on.
    strict,   ///< GitLab, CircleCI, Drone, Buildkite and others: they stop at a failure.
    github,
    travis,
    tekton,
    compose,
};

bool has_line(std::string_view text, std::string_view beginning) {
    const std::size_t at = text.find("\n" + std::string(beginning));
    return text.starts_with(beginning) || at != std::string_view::npos;
}

bool has_key(std::string_view text, std::string_view key) {
    for (std::size_t at = text.find(key); at != std::string_view::npos;
         at = text.find(key, at + 1)) {
        std::size_t begin = at;
        while (begin > 0 && (is_blank(text[begin - 1]) || text[begin - 1] == '-')) {
            --begin;
        }
        if ((begin == 0 || text[begin - 1] == '\n') &&
            text.substr(at + key.size()).starts_with(':')) {
            return true;
        }
    }
    return false;
}

bool has_one_of(std::string_view text, std::initializer_list<std::string_view> parts) {
    return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
        return text.find(part) != std::string_view::npos;
    });
}

bool is_compose(std::string_view path, std::string_view text) {
    return has_line(text, "services:") && !has_one_of(path, {"gitlab"}) &&
           (has_one_of(path, {"compose"}) || has_key(text, "image") || has_key(text, "build"));
}

bool is_github(std::string_view path, std::string_view text) {
    return has_one_of(path, {".github/"}) || has_key(text, "runs-on") ||
           (has_line(text, "runs:") && has_key(text, "using"));
}

bool is_strict_ci(std::string_view path, std::string_view text) {
    const bool has_circleci_keys =
        has_key(text, "version") && has_key(text, "jobs") && has_key(text, "steps");
    return has_circleci_keys || has_line(text, "kind: pipeline") || has_line(text, "pipelines:") ||
           has_one_of(path, {"gitlab", "circleci", "buildkite", "drone", "woodpecker", "bitbucket",
                             "semaphore", "buildspec"});
}

runner runner_of(std::string_view path, std::string_view text) {
    if (text.starts_with("#cloud-config") || has_line(text, "runcmd:")) {
        return runner::lenient;
    }
    if (has_one_of(text, {"tekton.dev/"})) {
        return runner::tekton;
    }
    if (is_compose(path, text)) {
        return runner::compose;
    }
    if (is_github(path, text)) {
        return runner::github;
    }
    if (has_one_of(path, {"travis"}) || (has_line(text, "language:") && !has_line(text, "jobs:"))) {
        return runner::travis;
    }
    if (is_strict_ci(path, text)) {
        return runner::strict;
    }
    const bool is_azure = has_one_of(path, {"azure"}) || has_key(text, "vmImage") ||
                          has_key(text, "inputs") || has_line(text, "steps:");
    const bool has_strict_keys =
        is_azure ? has_key(text, "command") || has_key(text, "commands")
                 : (has_key(text, "before_script") || has_line(text, "stages:")) &&
                       !has_key(text, "apiVersion");
    return has_strict_keys ? runner::strict : runner::lenient;
}

/// True for a key whose value is shell.
bool is_shell_key(std::string_view key) {
    constexpr std::string_view keys =
        "run script before_script after_script before_install install after_success after_failure "
        "before_deploy command commands cmd cmds sh bash shell ansible.builtin.shell args "
        "inlineScript entrypoint runcmd bootcmd postCreateCommand user_data userData user-data "
        "source pre_build build post_build exec";
    return is_one_of(key, keys) || key.ends_with(".sh") || key.ends_with(".bash") ||
           key.ends_with("_script") || key.ends_with("_command");
}

/// True for a key whose value is for people.
bool is_prose_key(std::string_view key) {
    return is_one_of(key,
                     "description name title summary help message msg note notes comment doc text "
                     "label displayName");
}

class yaml_cutter {
public:
    yaml_cutter(const mapped_text& text, const host_setting& setting, fragments& found)
        : text_(text),
          setting_(setting),
          found_(found),
          runner_(runner_of(setting.path, text.text())),
          lines_(lines_of(text.text())) {
        setting_.is_template = true;
    }

    void take(const yaml_scalar& scalar) {
        if (scalar.text.text().find("ibmcloud-token") == std::string::npos &&
            scalar.text.text().find(subcommand) == std::string::npos) {
            return;
        }
        host_setting setting = setting_;
        const std::string key = key_of(scalar);
        const std::string_view text = trim_left(scalar.text.text());
        const bool has_shebang = text.starts_with("#!");
        if (has_shebang && language_of("", text) != language::shell) {
            return cut(language_of("", text), scalar.text, setting, found_);
        }
        if (text.starts_with("#cloud-config")) {
            return cut_yaml(scalar.text, setting, found_);
        }
        if (is_prose_key(key)) {
            return;
        }
        if (!is_shell_key(key) && !has_shebang) {
            setting.by_hand = "what `" + key + "` is used for is not known";
        }
        const std::string_view interpreter = sibling(scalar, "shell");
        if (is_one_of(key, "pwsh powershell") ||
            interpreter.find("pwsh") != std::string_view::npos ||
            interpreter.find("powershell") != std::string_view::npos ||
            interpreter.find("python") != std::string_view::npos) {
            return cut_lines(scalar.text, setting, found_);
        }
        setting.is_strict = is_strict(scalar, key, has_shebang, interpreter);
        if (runner_ == runner::travis && key != "script" && !has_shebang) {
            // The status of each item ends the build, and `exit` would end more than that.
            setting.leaves_by = way_out::none;
        }
        const std::size_t before = found_.size();
        if (runner_ == runner::compose) {
            cut_compose(scalar, std::move(setting));
        } else {
            add_fragment(scalar.text, setting, found_);
        }
        // What Ansible registers is cut in another task.
        if (found_.size() > before) {
            found_.back().is_cut_by_program = !sibling(scalar, "register").empty();
        }
    }

private:
    static std::string key_of(const yaml_scalar& scalar) {
        const auto key = std::find_if(scalar.path.rbegin(), scalar.path.rend(),
                                      [](const std::string& each) { return each != "-"; });
        return key == scalar.path.rend() ? "" : *key;
    }

    /// The value of another key in the mapping of `scalar`; empty if there is none.
    [[nodiscard]] std::string_view sibling(const yaml_scalar& scalar, std::string_view key) const {
        for (std::size_t up = scalar.line; up-- > 0 && !begins_item(up + 1, scalar.column);) {
            const auto value = value_in_line(up, scalar.column, key);
            if (!value || !value->empty()) {
                return value.value_or("");
            }
        }
        for (std::size_t down = scalar.line + 1;
             down < lines_.size() && !begins_item(down, scalar.column); ++down) {
            const auto value = value_in_line(down, scalar.column, key);
            if (!value || !value->empty()) {
                return value.value_or("");
            }
        }
        return {};
    }

    /// True if the line begins an item of a list whose keys stand at `column`.
    [[nodiscard]] bool begins_item(std::size_t line, std::size_t column) const {
        const std::string_view content = lines_[line].of(text_.text());
        return trim_left(content).starts_with("- ") && content.find_first_not_of(" -") == column;
    }

    /// The value of `key` at `column` of a line; empty if the line has another, nothing if the
    /// mapping ends before it.
    [[nodiscard]] std::optional<std::string_view>
    value_in_line(std::size_t line, std::size_t column, std::string_view key) const {
        const std::string_view content = lines_[line].of(text_.text());
        const std::size_t blanks = content.find_first_not_of(" -");
        if (blanks != std::string_view::npos && blanks < column) {
            return std::nullopt;
        }
        const std::string_view rest =
            blanks == column ? content.substr(blanks) : std::string_view();
        const bool is_key = rest.starts_with(key) && rest.substr(key.size()).starts_with(':');
        return is_key ? trim(rest.substr(key.size() + 1)) : std::string_view();
    }

    [[nodiscard]] bool is_strict(const yaml_scalar& scalar, std::string_view key, bool has_shebang,
                                 std::string_view interpreter) const {
        switch (runner_) {
        case runner::github:
            // `shell: bash {0}` is run as it is written.
            return key == "run" && (interpreter.find("{0}") == std::string_view::npos ||
                                    interpreter.find("-e") != std::string_view::npos);
        case runner::strict:
            return !has_shebang;
        case runner::tekton:
            return key == "script" && !has_shebang;
        case runner::travis:
        case runner::compose:
        case runner::lenient:
            break;
        }
        const std::size_t line = scalar.line == 0 ? 0 : scalar.line - 1;
        const std::string_view before = text_.text();
        const std::string_view near =
            before.substr(lines_[line].begin, lines_[scalar.line].end - lines_[line].begin);
        // `command: [sh, -ec]`
        return is_one_of(key, "args command") && (near.find("-ec") != std::string_view::npos ||
                                                  near.find("-exc") != std::string_view::npos ||
                                                  near.find("-euc") != std::string_view::npos ||
                                                  near.find("-eu") != std::string_view::npos);
    }

    /// Compose runs a string without a shell, and most strings are `sh -c "…"`.
    void cut_compose(const yaml_scalar& scalar, host_setting setting) {
        const mapped_text shell = without_dollars(scalar.text);
        if (scalar.is_in_flow || scalar.path.back() == "-") {
            return add_fragment(shell, setting, found_);
        }
        for (const string_literal& literal : read_strings(language::javascript, shell)) {
            const std::string_view before =
                trim(std::string_view(shell.text()).substr(0, literal.range.begin));
            if (before.ends_with("sh -c") || before.ends_with("sh -ec") ||
                before.ends_with("sh -lc")) {
                setting.is_strict = before.ends_with("-ec");
                add_fragment(literal.value, setting, found_);
            }
        }
    }

    /// Compose fills in `$NAME`, and makes `$$` a `$`.
    static mapped_text without_dollars(const mapped_text& outer) {
        mapped_text shell = mapped_text::inside(outer);
        static constexpr std::array<escape, 1> escapes = {{{'$', "$$"}}};
        shell.set_escapes(escapes);
        const std::string_view text = outer.text();
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t length = text.substr(at, 2) == "$$" ? 2 : 1;
            shell.append(text[at], outer, {at, at + length});
            at += length;
        }
        return shell;
    }

    const mapped_text& text_;
    host_setting setting_;
    fragments& found_;
    runner runner_;
    std::vector<text_range> lines_;
};

}  // namespace

void cut_yaml(const mapped_text& text, const host_setting& setting, fragments& found) {
    yaml_cutter cutter(text, setting, found);
    for_each_scalar(text, [&](const yaml_scalar& scalar) { cutter.take(scalar); });
}

}  // namespace ibmcloud_token::migrate
