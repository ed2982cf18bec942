#include "migrate/hosts/json_strings.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace ibmcloud_token::migrate {
namespace {

constexpr backslash_letters json_letters = {"nt\"\\/rbf", "\n\t\"\\/\r\b\f"};

/// Goes through a text of JSON, of which nothing but strings and nesting counts.
class json_reader {
public:
    json_reader(std::string_view text, const string_taker& take) : text_(text), take_(take) {}

    void read() {
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '"') {
                read_string();
                continue;
            }
            if (c == '{' || c == '[') {
                path_.push_back(std::exchange(key_, std::nullopt).value_or("-"));
            } else if (c == '}' || c == ']') {
                path_.resize(path_.size() - (path_.empty() ? 0 : 1));
            }
            if (c == '}' || c == ']' || c == ',') {
                key_.reset();
            }
            ++at_;
        }
    }

private:
    /// Reads a key, which a colon follows, or a value.
    void read_string() {
        const std::size_t begin = at_;
        for (++at_; at_ < text_.size() && text_[at_] != '"';) {
            at_ += text_[at_] == '\\' ? 2U : 1U;
        }
        at_ = std::min(at_ + 1, text_.size());
        const std::size_t next = text_.find_first_not_of(" \t\r\n", at_);
        if (!key_ && next != std::string_view::npos && text_[next] == ':') {
            key_ = text_.substr(begin + 1, at_ - begin - 2);
            return;
        }
        path_.push_back(std::exchange(key_, std::nullopt).value_or("-"));
        take_(path_, begin);
        path_.pop_back();
    }

    std::string_view text_;
    const string_taker& take_;
    std::size_t at_ = 0;
    std::vector<std::string> path_;
    std::optional<std::string> key_;
};

}  // namespace

std::size_t append_json_string(const mapped_text& source, std::size_t at, mapped_text& decoded) {
    const std::string_view text = source.text();
    for (++at; at < text.size() && text[at] != '"';) {
        if (text[at] != '\\' || at + 1 == text.size()) {
            decoded.append(source, {at, at + 1});
            ++at;
            continue;
        }
        const std::size_t length =
            text[at + 1] == 'u' ? std::min<std::size_t>(6, text.size() - at) : 2;
        decoded.append_escape(source, {at, at + length}, json_letters);
        at += length;
    }
    return std::min(at + 1, text.size());
}

void for_each_json_string(const mapped_text& source, const string_taker& take) {
    json_reader(source.text(), take).read();
}

}  // namespace ibmcloud_token::migrate
