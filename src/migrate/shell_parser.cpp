#include "migrate/shell_parser.hpp"

#include "migrate/tool.hpp"

namespace ibmcloud_token::migrate {

shell_parser::shell_parser() : path_(find_tool("shfmt")) {}

std::optional<syntax_tree> shell_parser::parse(const std::string& shell) {
    was_missed_ = was_missed_ || !path_;
    // The tree takes a thousand times as much memory.
    constexpr std::size_t largest = std::size_t{256} * 1024;
    if (!path_ || failure_ || shell.size() > largest) {
        return std::nullopt;
    }
    const auto output = run_tool(*path_, {"-ln=bash", "--to-json"}, shell);
    if (output.has_error()) {
        failure_ = output.error();
        return std::nullopt;
    }
    if (output->status != 0) {
        return std::nullopt;
    }
    auto tree = syntax_tree::parse(output->output, shell);
    if (tree.has_error()) {
        failure_ = tree.error();
        return std::nullopt;
    }
    return std::move(*tree);
}

}  // namespace ibmcloud_token::migrate
