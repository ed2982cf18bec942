#include "migrate/syntax_tree.hpp"
#include "migrate/words.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

namespace ibmcloud_token::migrate {
namespace {

namespace json = boost::json;

std::size_t offset_of(const json::object& object, std::string_view name) {
    const json::value* const position = object.if_contains(name);
    const json::object* const fields = position == nullptr ? nullptr : position->if_object();
    const json::value* const offset = fields == nullptr ? nullptr : fields->if_contains("Offset");
    const auto* const number = offset == nullptr ? nullptr : offset->if_int64();
    return number == nullptr ? 0 : static_cast<std::size_t>(*number);
}

bool is_set(const json::object& object, std::string_view name) {
    const json::value* const flag = object.if_contains(name);
    return flag != nullptr && flag->is_bool() && flag->get_bool();
}

/// shfmt names the type only where there is a choice.
std::string type_of(const json::object& object, std::string_view role) {
    if (const json::value* const type = object.if_contains("Type"); type != nullptr) {
        return std::string(type->as_string());
    }
    constexpr std::string_view statements = "Stmts Cond Then Do X Y Body Stmt Last";
    if (object.contains("Cmd") || is_one_of(role, statements)) {
        return "Stmt";
    }
    if (object.contains("Parts")) {
        return "Word";
    }
    if (object.contains("Name") || object.contains("Naked")) {
        return "Assign";
    }
    return role == "Redirs" ? "Redirect" : role == "Else" ? "IfClause" : std::string(role);
}

/// The operator at `at`. shfmt writes numbers for operators, and not the same in all releases.
std::string operator_at(std::string_view source, std::size_t at) {
    const std::string_view two = source.substr(std::min(at, source.size()), 2);
    return std::string(two == "&&" || two == "||" ? two : two.substr(0, 1));
}

void add_children(const json::value& value, std::string_view role, std::string_view source,
                  syntax_node& parent);

/// Adds the fields of `object` below `node`.
void add_fields(const json::object& object, std::string_view source, syntax_node& node) {
    for (const auto& field : object) {
        add_children(field.value(), field.key(), source, node);
    }
}

void add_children(const json::value& value, std::string_view role, std::string_view source,
                  syntax_node& parent) {
    if (const json::array* const array = value.if_array(); array != nullptr) {
        for (const json::value& each : *array) {
            add_children(each, role, source, parent);
        }
        return;
    }
    const json::object* const object = value.if_object();
    if (object == nullptr || object->contains("Offset")) {
        return;
    }
    if (!object->contains("Pos")) {  // such as what follows a name in `${name:-word}`
        add_fields(*object, source, parent);
        return;
    }
    syntax_node node;
    node.type = type_of(*object, role);
    node.role = role;
    node.range = {offset_of(*object, "Pos"), offset_of(*object, "End")};
    node.is_negated = is_set(*object, "Negated");
    node.is_background = is_set(*object, "Background") || is_set(*object, "Coprocess");
    if (const json::value* const text = object->if_contains("Value");
        text != nullptr && text->is_string()) {
        node.value = text->get_string();
    }
    if (node.type == "BinaryCmd") {
        node.value = operator_at(source, offset_of(*object, "OpPos"));
    }
    add_fields(*object, source, node);
    parent.children.push_back(std::move(node));
}

void link(syntax_node& node) {
    std::stable_sort(node.children.begin(), node.children.end(),
                     [](const syntax_node& left, const syntax_node& right) {
                         return left.range.begin < right.range.begin;
                     });
    for (syntax_node& child : node.children) {
        child.parent = &node;
        link(child);
    }
}

}  // namespace

std::vector<const syntax_node*> syntax_node::in_role(std::string_view wanted) const {
    std::vector<const syntax_node*> found;
    for (const syntax_node& each : children) {
        if (each.role == wanted) {
            found.push_back(&each);
        }
    }
    return found;
}

const syntax_node* syntax_node::child(std::string_view wanted) const {
    const auto found = std::find_if(children.begin(), children.end(),
                                    [&](const syntax_node& each) { return each.role == wanted; });
    return found == children.end() ? nullptr : &*found;
}

result<syntax_tree> syntax_tree::parse(std::string_view json_text, std::string_view source) {
    json::parse_options options;
    constexpr std::size_t deepest = 500;
    options.max_depth = deepest;
    boost::system::error_code error;
    const json::value value = json::parse(json_text, error, {}, options);
    if (error || !value.is_object()) {
        return failure(errc::program_fault, "shfmt wrote something else than JSON");
    }
    auto root = std::make_unique<syntax_node>();
    root->type = "File";
    add_fields(value.get_object(), source, *root);
    link(*root);
    return syntax_tree(std::move(root));
}

syntax_tree::syntax_tree(std::unique_ptr<syntax_node> root) : root_(std::move(root)) {
    note(*root_);
    std::sort(comments_.begin(), comments_.end());
}

void syntax_tree::note(const syntax_node& node) {
    if (node.role == "Comments") {
        comments_.push_back(node.range.begin);
    } else if (node.type == "FuncDecl") {
        defined_.insert(node.child("Name")->value);
    } else if (const auto words = node.in_role("Args"); node.type == "CallExpr" && !words.empty()) {
        const std::string name = literal_word(*words.front());
        calls_.emplace(name, &node);
        for (std::size_t i = 1; i < words.size() && name == "alias"; ++i) {
            const syntax_node* const begin = words[i]->child("Parts");
            const std::string text = begin == nullptr ? "" : begin->value;
            defined_.insert(text.substr(0, text.find('=')));
        }
    } else if (const auto* const command = node.child("Cmd");
               node.type == "Stmt" && command != nullptr) {
        // One inside of it with the same range takes its place.
        statements_[{command->range.begin, statement_end(node)}] = &node;
    }
    for (const syntax_node& child : node.children) {
        note(child);
    }
}

std::vector<const syntax_node*> syntax_tree::calls_of(std::string_view name) const {
    std::vector<const syntax_node*> found;
    const auto [begin, end] = calls_.equal_range(name);
    std::transform(begin, end, std::back_inserter(found),
                   [](const auto& call) { return call.second; });
    return found;
}

bool syntax_tree::has_comment(text_range range) const {
    const auto next = std::lower_bound(comments_.begin(), comments_.end(), range.begin);
    return next != comments_.end() && *next < range.end;
}

const syntax_node* syntax_tree::statement_at(text_range range) const {
    const auto found = statements_.find({range.begin, range.end});
    return found == statements_.end() ? nullptr : found->second;
}

std::size_t statement_end(const syntax_node& node) {
    std::size_t end = node.range.begin;
    if (const syntax_node* const command = node.child("Cmd")) {
        end = command->range.end;
    }
    for (const syntax_node* const redirection : node.in_role("Redirs")) {
        const syntax_node* const target = redirection->child("Word");
        end = std::max(end, target == nullptr ? redirection->range.end : target->range.end);
    }
    return end;
}

std::string literal_word(const syntax_node& node) {
    std::string text;
    for (const syntax_node* const part : node.in_role("Parts")) {
        if (part->type == "DblQuoted") {
            const std::string inner = literal_word(*part);
            if (inner.empty() && !part->children.empty()) {
                return {};
            }
            text += inner;
        } else if (part->type == "Lit" || part->type == "SglQuoted") {
            text += part->value;
        } else {
            return {};
        }
    }
    return text;
}

}  // namespace ibmcloud_token::migrate
