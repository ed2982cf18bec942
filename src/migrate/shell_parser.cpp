#include "migrate/shell_parser.hpp"

#include <utility>

#include "migrate/tool.hpp"

namespace ibmcloud_token::migrate {
namespace {

std::string_view dialect_of(std::string_view shell) {
    const std::string_view line = shell.substr(0, shell.find('\n'));
    const bool is_shebang = line.starts_with("#!");
    if (is_shebang && line.find("ksh") != std::string_view::npos) {
        return "mksh";
    }
    return is_shebang && line.find("bats") != std::string_view::npos ? "bats" : "bash";
}

}  // namespace

shell_parser::shell_parser() : path_(find_tool("shfmt")) {}

result<std::optional<syntax_tree>> shell_parser::parse(const std::string& shell) const {
    // The tree takes a thousand times as much memory.
    constexpr std::size_t largest = std::size_t{256} * 1024;
    if (!path_ || shell.size() > largest) {
        return std::optional<syntax_tree>();
    }
    const auto output =
        run_tool(*path_, {"-ln=" + std::string(dialect_of(shell)), "--to-json"}, shell);
    if (output.has_error()) {
        return output.error();
    }
    if (output->status != 0) {
        return std::optional<syntax_tree>();
    }
    auto tree = syntax_tree::parse(output->output, shell);
    if (tree.has_error()) {
        return tree.error();
    }
    return std::optional<syntax_tree>(std::move(*tree));
}

}  // namespace ibmcloud_token::migrate
