#include "token/deliver.hpp"

#include <utility>
#include <variant>
#include <vector>

#include "core/secret.hpp"
#include "core/shell_forms.hpp"
#include "system/exec_command.hpp"
#include "system/files.hpp"
#include "system/output_file.hpp"

namespace ibmcloud_token {
namespace {

/// A line for each variable, with line ends between them.
result<secret> format_lines(const access_token& token, const std::vector<variable>& variables,
                            assignment_writer write, std::int64_t now) {
    secret text;
    for (const auto& [name, form] : variables) {
        const auto value = form->write(token, now);
        if (value.has_error()) {
            return value.error();
        }
        if (text.size() > 0) {
            text.append('\n');
        }
        text.append(write(name, value->view()).view());
    }
    return text;
}

result<secret> format_text(const access_token& token, const token_text& text, std::int64_t now) {
    const auto* const lines = std::get_if<assignments>(&text.content);
    auto formatted = lines != nullptr
                         ? format_lines(token, lines->variables, lines->language->write, now)
                         : std::get<const form*>(text.content)->write(token, now);
    if (formatted.has_value() && text.ends_with_newline) {
        formatted->append('\n');
    }
    return formatted;
}

/// Delivers one token to each kind of destination.
class delivery {
public:
    delivery(const access_token& token, std::int64_t now, const caller_state& caller)
        : token_(&token),
          now_(now),
          caller_(&caller) {}

    result<void> operator()(const to_standard_output& output) const {
        const auto text = format_text(*token_, output.text, now_);
        return text.has_value() ? write_standard_output(text->view()) : text.error();
    }

    result<void> operator()(const to_file& file) const {
        const auto text = format_text(*token_, file.text, now_);
        return text.has_value() ? write_output_file(file.path, text->view()) : text.error();
    }

    result<void> operator()(const to_command& to) const {
        auto text = format_text(*token_, to.text, now_);
        if (text.has_error()) {
            return text.error();
        }
        command next{to.words, {}, std::move(*text), to.has_input, to.has_file};
        for (const auto& [name, form] : to.variables) {
            const auto value = form->write(*token_, now_);
            if (value.has_error()) {
                return value.error();
            }
            next.environment.set(name, value->view());
        }
        return exec_command(std::move(next), *caller_);
    }

    /// The file is opened first, since it fails most often, but written after the mask: otherwise
    /// a later step could print the token to the log.
    result<void> operator()(const to_github& github) const {
        auto file = open_to_append(github.env_file);
        if (file.has_error()) {
            return file.error();
        }
        auto lines = format_lines(*token_, github.variables, write_plain_assignment, now_);
        if (lines.has_error()) {
            return lines.error();
        }
        lines->append('\n');
        secret mask("::add-mask::");
        mask.append(token_->text());
        mask.append('\n');
        const auto masked = write_standard_output(mask.view());
        return masked.has_value() ? append_lines(std::move(*file), github.env_file, lines->view())
                                  : masked;
    }

    result<void> operator()(const check_only& /*check*/) const { return {}; }

private:
    const access_token* token_;
    std::int64_t now_;
    const caller_state* caller_;
};

}  // namespace

result<void> deliver(const access_token& token, const token_destination& destination,
                     std::int64_t now, const caller_state& caller) {
    return std::visit(delivery(token, now, caller), destination);
}

}  // namespace ibmcloud_token
