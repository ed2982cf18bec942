#include <algorithm>
#include <array>

#include "core/ascii.hpp"
#include "migrate/cli_call.hpp"
#include "migrate/hosts/host.hpp"
#include "migrate/hosts/templates.hpp"
#include "migrate/words.hpp"

namespace ibmcloud_token::migrate {
namespace {

constexpr std::array<escape, 3> hcl_escapes = {{{'"', "\\\""}, {'\\', "\\\\"}, {'\n', "\\n"}}};
constexpr backslash_letters hcl_letters = {"nt\"\\r", "\n\t\"\\\r"};

class terraform_cutter {
public:
    terraform_cutter(const mapped_text& source, const host_setting& setting, fragments& found)
        : source_(source),
          text_(source.text()),
          setting_(setting),
          found_(found) {}

    void cut() {
        while (at_ < text_.size()) {
            const std::string_view rest = text_.substr(at_);
            if (rest.starts_with("#") || rest.starts_with("//")) {
                at_ = std::min(text_.find('\n', at_), text_.size());
            } else if (rest.starts_with("/*")) {
                at_ = std::min(text_.find("*/", at_ + 2), text_.size());
            } else if (rest.starts_with("<<")) {
                read_heredoc();
            } else if (text_[at_] == '"') {
                read_string();
            } else if (text_[at_] == '=') {
                key_ = name_before(at_);
                ++at_;
            } else {
                ++at_;
            }
        }
    }

private:
    [[nodiscard]] std::string name_before(std::size_t at) const {
        while (at > 0 && is_blank(text_[at - 1])) {
            --at;
        }
        const std::size_t end = at;
        while (at > 0 &&
               (is_alphanumeric(text_[at - 1]) || text_[at - 1] == '_' || text_[at - 1] == '-')) {
            --at;
        }
        return std::string(text_.substr(at, end - at));
    }

    void read_heredoc() {
        std::size_t name = at_ + 2;
        name += name < text_.size() && text_[name] == '-' ? 1U : 0U;
        const std::size_t header_end = std::min(text_.find('\n', name), text_.size());
        const std::string_view marker = trim(text_.substr(name, header_end - name));
        at_ = std::min(header_end + 1, text_.size());
        if (marker.empty() || marker.find_first_of(" \t()\"") != std::string_view::npos) {
            return;
        }
        const std::size_t begin = at_;
        while (at_ < text_.size()) {
            const std::size_t end = std::min(text_.find('\n', at_), text_.size());
            if (trim(text_.substr(at_, end - at_)) == marker) {
                break;
            }
            at_ = std::min(end + 1, text_.size());
        }
        give(slice(source_, {begin, at_}));
        at_ = std::min(text_.find('\n', at_), text_.size());
    }

    void read_string() {
        mapped_text value = mapped_text::inside(source_);
        value.set_escapes(hcl_escapes);
        value.set_line_margin(std::nullopt);
        int open = 0;
        for (++at_; at_ < text_.size() && (text_[at_] != '"' || open > 0) && text_[at_] != '\n';) {
            if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
                value.append_escape(source_, {at_, at_ + 2}, hcl_letters);
                at_ += 2;
                continue;
            }
            if (text_.substr(at_, 2) == "${" && text_.substr(at_ - 1, 1) != "$") {
                ++open;
            } else if (text_[at_] == '}' && open > 0) {
                --open;
            }
            value.append(source_, {at_, at_ + 1});
            ++at_;
        }
        at_ = std::min(at_ + 1, text_.size());
        give(value);
    }

    void give(const mapped_text& value) {
        const std::string_view text = value.text();
        if (text.find(subcommand) == std::string_view::npos &&
            text.find("ibmcloud-token") == std::string_view::npos) {
            return;
        }
        const mapped_text plain = without_terraform(value);
        host_setting setting = setting_;
        if (trim_left(text).starts_with("#cloud-config")) {
            return cut_yaml(plain, setting, found_);
        }
        constexpr std::string_view shell_keys =
            "command inline script user_data user-data startup_script program content "
            "token_command metadata_startup_script";
        const bool is_known = is_one_of(key_, shell_keys) || trim_left(text).starts_with("#!");
        if (key_ == "description" || key_ == "error_message" || key_ == "default") {
            return;
        }
        if (!is_known) {
            setting.by_hand = "what `" + key_ + "` is used for is not known";
        }
        add_fragment(plain, setting, found_);
    }

    const mapped_text& source_;
    std::string_view text_;
    const host_setting& setting_;
    fragments& found_;
    std::size_t at_ = 0;
    std::string key_;
};

}  // namespace

void cut_terraform(const mapped_text& text, const host_setting& setting, fragments& found) {
    terraform_cutter(text, setting, found).cut();
}

}  // namespace ibmcloud_token::migrate
