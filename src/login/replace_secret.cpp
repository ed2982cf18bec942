#include "login/replace_secret.hpp"

#include <array>
#include <climits>
#include <cstddef>
#include <utility>
#include <vector>

#include "core/plain_text.hpp"
#include "core/plain_words.hpp"

namespace ibmcloud_token::login {
namespace {

/// Finds a secret in a text that is passed to it character by character, with the algorithm of
/// Knuth, Morris and Pratt.
class secret_finder {
public:
    explicit secret_finder(std::string_view hidden) {
        const secret plain = plain_text(hidden);
        wanted_.reserve(plain.size());
        for (const char c : plain.view()) {
            if (is_visible(c) || is_outside_of_ascii(c)) {
                wanted_.append(c);
                counts_.at(index_of(c)) = true;
            }
        }
        borders_.resize(wanted_.size() + 1);
        for (std::size_t i = 1, border = 0; i < wanted_.size(); ++i) {
            border = longer(border, wanted_.view()[i]);
            borders_[i + 1] = border;
        }
    }

    /// The number of characters of the secret that are compared.
    [[nodiscard]] std::size_t size() const { return wanted_.size(); }

    /// False for a character that is skipped.
    [[nodiscard]] bool counts(char c) const { return is_visible(c) || counts_.at(index_of(c)); }

    /// The length of the beginning of the secret that `c` ends, after one of length `matched`.
    [[nodiscard]] std::size_t longer(std::size_t matched, char c) const {
        while (matched > 0 && wanted_.view()[matched] != c) {
            matched = borders_[matched];
        }
        return wanted_.view()[matched] == c ? matched + 1 : 0;
    }

private:
    static bool is_visible(char c) { return c > ' ' && c < '\x7f'; }
    static bool is_outside_of_ascii(char c) { return index_of(c) > SCHAR_MAX; }
    static std::size_t index_of(char c) { return static_cast<unsigned char>(c); }

    secret wanted_;
    std::array<bool, UCHAR_MAX + 1> counts_{};
    /// For each beginning of the secret, the length of the longest one that it ends with.
    std::vector<std::size_t> borders_;
};

}  // namespace

void replace_secret(secret& text, std::string_view hidden, std::string_view name) {
    const secret_finder finder(hidden);
    if (finder.size() == 0) {
        return;
    }
    const std::string_view all = text.view();
    secret shown;
    shown.reserve(all.size());
    std::size_t taken = 0;
    std::size_t matched = 0;
    const auto replace = [&](std::size_t end) {
        std::size_t begin = end;
        while (matched > 0) {
            --begin;
            matched -= finder.counts(all[begin]) ? 1U : 0U;
        }
        shown.append(all.substr(taken, begin - taken));
        shown.append(name);
        taken = end;
    };
    for (std::size_t at = 0; at < all.size(); ++at) {
        matched = finder.counts(all[at]) ? finder.longer(matched, all[at]) : matched;
        if (matched == finder.size()) {
            replace(at + 1);
        }
    }
    if (matched >= shortest_secret) {
        replace(all.size());
    }
    shown.append(all.substr(taken));
    text = std::move(shown);
}

}  // namespace ibmcloud_token::login
