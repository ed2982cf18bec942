#include "migrate/hosts/json_strings.hpp"

#include <string_view>

namespace ibmcloud_token::migrate {

const std::vector<escape>& json_escapes() {
    static const std::vector<escape> escapes = {{'"', "\\\""}, {'\\', "\\\\"}, {'\n', "\\n"}};
    return escapes;
}

std::size_t append_json_string(const mapped_text& source, std::size_t at, mapped_text& decoded) {
    constexpr std::string_view letters = "nt\"\\/rbf";
    constexpr std::string_view meanings = "\n\t\"\\/\r\b\f";
    const std::string_view text = source.text();
    for (++at; at < text.size() && text[at] != '"';) {
        if (text[at] != '\\' || at + 1 == text.size()) {
            decoded.append(source, {at, at + 1});
            ++at;
            continue;
        }
        const std::size_t known = letters.find(text[at + 1]);
        const std::size_t length =
            text[at + 1] == 'u' ? std::min<std::size_t>(6, text.size() - at) : 2;
        if (known == std::string_view::npos) {
            decoded.append_opaque(source, {at, at + length});
        } else {
            decoded.append(meanings[known], source, {at, at + length});
        }
        at += length;
    }
    return std::min(at + 1, text.size());
}

void for_each_json_string(
    const mapped_text& source,
    const std::function<void(const std::vector<std::string>& path, std::size_t at)>& take) {
    const std::string_view text = source.text();
    std::vector<std::string> path;
    std::string key;
    bool is_key_read = false;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '{' || c == '[') {
            path.push_back(is_key_read ? key : "-");
            is_key_read = false;
            ++at;
        } else if (c == '}' || c == ']') {
            if (!path.empty()) {
                path.pop_back();
            }
            is_key_read = false;
            ++at;
        } else if (c == '"') {
            std::size_t end = at + 1;
            while (end < text.size() && text[end] != '"') {
                end += text[end] == '\\' ? 2U : 1U;
            }
            const std::size_t next =
                text.find_first_not_of(" \t\r\n", std::min(end + 1, text.size()));
            const bool is_key = !is_key_read && next != std::string_view::npos && text[next] == ':';
            if (is_key) {
                key = text.substr(at + 1, end - at - 1);
            } else {
                path.push_back(is_key_read ? key : "-");
                take(path, at);
                path.pop_back();
            }
            is_key_read = is_key;
            at = end + 1;
        } else {
            is_key_read = is_key_read && c != ',';
            ++at;
        }
    }
}

}  // namespace ibmcloud_token::migrate
