#include <algorithm>
#include <array>

#include "core/ascii.hpp"
#include "migrate/cli_call.hpp"
#include "migrate/hosts/host.hpp"
#include "migrate/hosts/string_literals.hpp"
#include "migrate/hosts/templates.hpp"
#include "migrate/hosts/yaml_scalars.hpp"

namespace ibmcloud_token::migrate {
namespace {

/// Who runs the shell in a file, told by its name and its keys.
enum class runner {
    unknown,
    github,
    gitlab,
    travis,
    azure,
    tekton,
    circleci,
    compose,
    cloud_init,
    other_strict,  ///< Drone, Buildkite, Bitbucket, Semaphore, CodeBuild: they stop at a failure.
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

runner runner_of(std::string_view path, std::string_view text) {
    const auto is_named = [&](std::string_view part) {
        return path.find(part) != std::string_view::npos;
    };
    if (text.starts_with("#cloud-config") || has_line(text, "runcmd:")) {
        return runner::cloud_init;
    }
    if (text.find("tekton.dev/") != std::string_view::npos) {
        return runner::tekton;
    }
    if (has_line(text, "services:") &&
        (is_named("compose") || has_key(text, "image") || has_key(text, "build"))) {
        return is_named("gitlab") ? runner::gitlab : runner::compose;
    }
    if (is_named(".github/") || has_key(text, "runs-on") ||
        (has_line(text, "runs:") && has_key(text, "using"))) {
        return runner::github;
    }
    if (is_named("travis") || (has_line(text, "language:") && !has_line(text, "jobs:"))) {
        return runner::travis;
    }
    if (is_named("circleci") ||
        (has_key(text, "version") && has_key(text, "jobs") && has_key(text, "steps"))) {
        return runner::circleci;
    }
    if (is_named("buildkite") || is_named("drone") || is_named("woodpecker") ||
        is_named("bitbucket") || is_named("semaphore") || is_named("buildspec") ||
        has_line(text, "kind: pipeline") || has_line(text, "pipelines:")) {
        return runner::other_strict;
    }
    if (is_named("azure") || has_key(text, "vmImage") || has_key(text, "inputs") ||
        has_line(text, "steps:")) {
        return has_key(text, "command") || has_key(text, "commands") ? runner::other_strict
                                                                     : runner::azure;
    }
    const bool is_gitlab =
        is_named("gitlab") || has_key(text, "before_script") || has_line(text, "stages:");
    return is_gitlab && !has_key(text, "apiVersion") ? runner::gitlab : runner::unknown;
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// True for a key whose value is shell.
bool is_shell_key(std::string_view key) {
    return is_one_of(key, {"run",
                           "script",
                           "before_script",
                           "after_script",
                           "before_install",
                           "install",
                           "after_success",
                           "after_failure",
                           "before_deploy",
                           "command",
                           "commands",
                           "cmd",
                           "cmds",
                           "sh",
                           "bash",
                           "shell",
                           "ansible.builtin.shell",
                           "args",
                           "inlineScript",
                           "entrypoint",
                           "runcmd",
                           "bootcmd",
                           "postCreateCommand",
                           "user_data",
                           "userData",
                           "user-data",
                           "source",
                           "pre_build",
                           "build",
                           "post_build",
                           "exec"}) ||
           key.ends_with(".sh") || key.ends_with(".bash") || key.ends_with("_script") ||
           key.ends_with("_command");
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
        if (is_one_of(key, {"description", "name", "title", "summary", "help", "message", "msg",
                            "note", "notes", "comment", "doc", "text", "label", "displayName"})) {
            return;
        }
        if (!is_shell_key(key) && !has_shebang) {
            setting.by_hand = "what `" + key + "` is used for is not known";
        }
        const std::string_view interpreter = sibling(scalar, "shell");
        if (is_one_of(key, {"pwsh", "powershell"}) ||
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
        for (auto each = scalar.path.rbegin(); each != scalar.path.rend(); ++each) {
            if (*each != "-") {
                return *each;
            }
        }
        return "";
    }

    /// The value of another key in the mapping of `scalar`.
    [[nodiscard]] std::string_view sibling(const yaml_scalar& scalar, std::string_view key) const {
        const auto look = [&](std::size_t number) -> std::optional<std::string_view> {
            const std::string_view line = lines_[number].of(text_.text());
            const std::size_t blanks = line.find_first_not_of(" -");
            if (blanks == std::string_view::npos || blanks > scalar.column) {
                return std::string_view();
            }
            if (blanks < scalar.column) {
                return std::nullopt;
            }
            const std::string_view rest = line.substr(blanks);
            const bool is_key = rest.starts_with(key) && rest.substr(key.size()).starts_with(':');
            return is_key ? trim(rest.substr(key.size() + 1)) : std::string_view();
        };
        for (std::size_t up = scalar.line; up-- > 0;) {
            const std::string_view below = lines_[up + 1].of(text_.text());
            const bool begins_item = trim_left(below).starts_with("- ") &&
                                     below.find_first_not_of(" -") == scalar.column;
            const auto value = begins_item ? std::nullopt : look(up);
            if (!value) {
                break;
            }
            if (!value->empty()) {
                return *value;
            }
        }
        for (std::size_t down = scalar.line + 1; down < lines_.size(); ++down) {
            const bool begins_item = trim_left(lines_[down].of(text_.text())).starts_with("- ") &&
                                     indentation_of(lines_[down].of(text_.text())) < scalar.column;
            const auto value = begins_item ? std::nullopt : look(down);
            if (!value) {
                break;
            }
            if (!value->empty()) {
                return *value;
            }
        }
        return {};
    }

    [[nodiscard]] bool is_strict(const yaml_scalar& scalar, std::string_view key, bool has_shebang,
                                 std::string_view interpreter) const {
        switch (runner_) {
        case runner::github:
            // `shell: bash {0}` is run as it is written.
            return key == "run" && (interpreter.find("{0}") == std::string_view::npos ||
                                    interpreter.find("-e") != std::string_view::npos);
        case runner::circleci:
        case runner::gitlab:
        case runner::other_strict:
            return !has_shebang;
        case runner::tekton:
            return key == "script" && !has_shebang;
        case runner::travis:
        case runner::azure:
        case runner::compose:
        case runner::cloud_init:
        case runner::unknown:
            break;
        }
        const std::size_t line = scalar.line == 0 ? 0 : scalar.line - 1;
        const std::string_view before = text_.text();
        const std::string_view near =
            before.substr(lines_[line].begin, lines_[scalar.line].end - lines_[line].begin);
        // `command: [sh, -ec]`
        return is_one_of(key, {"args", "command"}) &&
               (near.find("-ec") != std::string_view::npos ||
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
        for (const string_literal& literal : read_strings(language::c_like, shell)) {
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
        static const escape_table escapes = {{'$', "$$"}};
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
