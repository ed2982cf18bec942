#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "migrate/fragment.hpp"
#include "migrate/shell_reader.hpp"
#include "migrate/syntax_tree.hpp"

namespace ibmcloud_token::migrate {

/// A fragment and what is known of it.
struct script {
    const fragment& part;
    const shell_reading& reading;
    const syntax_tree& tree;

    [[nodiscard]] std::string_view source() const { return part.shell.text(); }
    [[nodiscard]] std::string_view text_of(const syntax_node& node) const {
        return node.range.of(source());
    }
};

/// Where a statement stands.
enum class standing {
    list,          ///< In a list of statements.
    left,          ///< Before `&&` or `||`, or in a condition: its status is looked at.
    right_of_and,  ///< After the last `&&` of a chain.
    right_of_or,   ///< After the last `||` of a chain.
    piped,         ///< A stage of a pipeline.
    other,
};

standing standing_of(const syntax_node& statement);

/// The outermost pipeline that `statement` is a stage of; itself if it is none.
const syntax_node& whole_pipeline(const syntax_node& statement);

/// The innermost ancestor of this type; null if there is none.
const syntax_node* ancestor(const syntax_node& node, std::string_view type);

/// True if the status of `statement`, which sets the variable `name` (empty: none), is looked at:
/// by an operator, a condition, the shell's errexit, or the statements behind it.
bool is_status_handled(const script& where, const syntax_node& statement, std::string_view name);

/// True if the statement that follows looks at `$?`.
bool is_status_read_next(const script& where, const syntax_node& statement);

/// True if the shell stops at a failure of `statement`, which stands in a list.
bool is_strict_at(const script& where, const syntax_node& statement);

/// True if `statement` is repeated.
bool is_in_loop(const syntax_node& statement);

/// What ends the script, or the function, at `statement`: `exit`, `return`, or nothing.
std::string_view way_out_at(const script& where, const syntax_node& statement);

/// True if the script looks at the status of the function called `name`; nothing if it does not
/// call it.
std::optional<bool> is_status_of_function_used(const script& where, std::string_view name);

/// True for a name that a program has and the shell itself has not.
bool is_external(const script& where, std::string_view name);

/// A variable that is not used in the script yet; nothing if all candidates are.
std::optional<std::string> unused_variable(const script& where);

/// True if the shell text `text` expands the variable `name`.
bool uses_variable(std::string_view text, std::string_view name);

}  // namespace ibmcloud_token::migrate
