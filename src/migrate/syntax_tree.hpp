#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/failure.hpp"
#include "migrate/mapped_text.hpp"

namespace ibmcloud_token::migrate {

/// A node of what shfmt's --to-json writes. The names are those of shfmt's Go package `syntax`.
struct syntax_node {
    std::string type;   ///< such as `CallExpr`; for what has only one type, what it is: `Stmt`
    std::string role;   ///< the field of its parent, such as `Cond`
    std::string value;  ///< of a literal; of a `BinaryCmd`, its operator: `|`, `&&` or `||`
    text_range range;
    bool is_negated = false;
    bool is_background = false;
    const syntax_node* parent = nullptr;
    std::vector<syntax_node> children;  ///< in the order of the text

    /// The children with this role.
    [[nodiscard]] std::vector<const syntax_node*> in_role(std::string_view wanted) const;

    /// The child with this role; null if there is none.
    [[nodiscard]] const syntax_node* child(std::string_view wanted) const;
};

/// A parsed shell script. The nodes point to each other, so it stays where it is.
class syntax_tree {
public:
    /// Reads what `shfmt --to-json` wrote for `source`.
    static result<syntax_tree> parse(std::string_view json_text, std::string_view source);

    [[nodiscard]] const syntax_node& root() const { return *root_; }

    /// The calls of commands with this name, in the order of the text.
    [[nodiscard]] std::vector<const syntax_node*> calls_of(std::string_view name) const;

    /// True if a function or an alias has this name.
    [[nodiscard]] bool defines(std::string_view name) const { return defined_.contains(name); }

    /// True if a comment stands in `range`.
    [[nodiscard]] bool has_comment(text_range range) const;

    /// The innermost statement whose command, with its redirections, has exactly this range; null
    /// if there is none.
    [[nodiscard]] const syntax_node* statement_at(text_range range) const;

private:
    explicit syntax_tree(std::unique_ptr<syntax_node> root);

    void note(const syntax_node& node);

    std::unique_ptr<syntax_node> root_;
    std::multimap<std::string, const syntax_node*, std::less<>> calls_;
    std::set<std::string, std::less<>> defined_;
    std::vector<std::size_t> comments_;  ///< where they begin, in the order of the text
    std::map<std::pair<std::size_t, std::size_t>, const syntax_node*> statements_;
};

/// Where the command of the statement `node` ends, with its redirections, without a semicolon.
std::size_t statement_end(const syntax_node& node);

/// The literal that `node`, a word, consists of, without quotes; empty if it has expansions.
std::string literal_word(const syntax_node& node);

}  // namespace ibmcloud_token::migrate
