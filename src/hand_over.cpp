#include "hand_over.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <unistd.h>

#include "core/assignment.hpp"
#include "core/forms.hpp"
#include "core/printable.hpp"
#include "core/secret.hpp"
#include "system/append_file.hpp"
#include "system/become_command.hpp"
#include "system/environment.hpp"
#include "system/file.hpp"
#include "system/replace_file.hpp"
#include "system/system_error.hpp"

namespace ibmcloud_token {
namespace {

secret write_plain_assignment(std::string_view name, std::string_view value) {
    secret line;
    line.reserve(name.size() + 1 + value.size() + 1);
    line.append(name);
    line.append('=');
    line.append(value);
    return line;
}

/// A line for each variable that was asked for.
result<std::vector<secret>> write_assignments(const access_token& token, const options& asked,
                                              std::int64_t now, assignment_writer write) {
    std::vector<secret> lines;
    for (const variable& variable : asked.variables) {
        const auto value = variable.value->write(token, now);
        if (value.has_error()) {
            return value.error();
        }
        lines.push_back(write(variable.name, value->view()));
    }
    return lines;
}

secret joined_lines(const std::vector<secret>& lines) {
    secret text;
    for (const secret& line : lines) {
        if (text.size() > 0) {
            text.append('\n');
        }
        text.append(line.view());
    }
    return text;
}

/// The token in the form asked for, and the newline.
result<secret> write_form(const access_token& token, const options& asked, std::int64_t now) {
    secret text;
    if (asked.output_shell != nullptr) {
        const auto lines = write_assignments(token, asked, now, asked.output_shell->write);
        if (lines.has_error()) {
            return lines.error();
        }
        text = joined_lines(*lines);
    } else {
        auto written = asked.output_form->write(token, now);
        if (written.has_error()) {
            return written.error();
        }
        text = std::move(*written);
    }
    if (asked.newline) {
        text.append('\n');
    }
    return text;
}

error_code write_file(const std::string& path, std::string_view bytes, const messages& say) {
    const auto error = replace_file(path, bytes);
    return error ? say.error(error->what, '\'' + masked_path(path) + "': " + error->why.message())
                 : error_code{};
}

error_code write_token(const access_token& token, const options& asked, std::int64_t now,
                       const messages& say) {
    const auto text = write_form(token, asked, now);
    if (text.has_error()) {
        return say.error(text.error());
    }
    return asked.output ? write_file(*asked.output, text->view(), say)
                        : write_output(text->view(), say);
}

/// Sets the variables for the steps that follow, and has the token hidden in the log: does both or
/// nothing. The file is written first, since a line of the log can't be taken back.
error_code tell_github(const access_token& token, const options& asked, std::int64_t now,
                       const messages& say) {
    const std::string path(environment_value("GITHUB_ENV"));
    if (path.empty()) {
        return say.error(errc::github_env_unset);
    }
    const auto lines = write_assignments(token, asked, now, write_plain_assignment);
    if (lines.has_error()) {
        return say.error(lines.error());
    }
    secret text = joined_lines(*lines);
    text.append('\n');
    if (const error_code error = append_lines(path, text.view())) {
        return say.error(errc::write_failed, '\'' + masked_path(path) + "': " + error.message());
    }
    secret mask("::add-mask::");
    mask.append(token.text());
    mask.append('\n');
    const error_code error = write_output(mask.view(), say);
    if (error) {
        remove_last_lines(path, text.view());
    }
    return error;
}

error_code run_command(const access_token& token, const options& asked, std::int64_t now,
                       const caller_signals& signals, const messages& say) {
    auto variables = write_assignments(token, asked, now, write_plain_assignment);
    if (variables.has_error()) {
        return say.error(variables.error());
    }
    command next{asked.command, std::move(*variables), std::nullopt, std::nullopt, signals};
    for (auto& [is_asked_for, place] : {std::pair(asked.to_stdin, &next.input),
                                        std::pair(has_placeholder(asked.command), &next.file)}) {
        if (!is_asked_for) {
            continue;
        }
        auto text = write_form(token, asked, now);
        if (text.has_error()) {
            return say.error(text.error());
        }
        *place = std::move(*text);
    }
    const error_code error = become(std::move(next));
    return to_errc(error) == errc::system_refused
               ? say.error(errc::system_refused, error.message())
               : say.error(error, masked_path(asked.command.front()));
}

}  // namespace

error_code write_output(std::string_view bytes, const messages& say) {
    error_code error = write_all_or_nothing(STDOUT_FILENO, bytes);
    if (!error && ::close(STDOUT_FILENO) != 0) {
        error = last_system_error();
    }
    return error ? say.error(errc::write_failed, "standard output: " + error.message()) : error;
}

error_code hand_over(const access_token& token, const options& asked, std::int64_t now,
                     const caller_signals& signals, const messages& say) {
    if (asked.check) {
        return {};
    }
    if (!asked.command.empty()) {
        return run_command(token, asked, now, signals, say);
    }
    return asked.to_github ? tell_github(token, asked, now, say)
                           : write_token(token, asked, now, say);
}

}  // namespace ibmcloud_token
