#include <algorithm>
#include <optional>

#include "migrate/place.hpp"

// `export NAME=$(…)`, and `local`, `readonly`, `declare`, `typeset`: the status is that of the
// builtin, so it is split into an assignment and a declaration.
namespace ibmcloud_token::migrate {
namespace {

class declaration {
public:
    declaration(const place& at, const syntax_node& substitution, const syntax_node& assignment,
                const syntax_node& statement)
        : at_(at),
          substitution_(substitution),
          assignment_(assignment),
          statement_(statement),
          clause_(*statement.child("Cmd")),
          name_(assignment.child("Name")->value),
          builtin_(clause_.child("Variant")->value) {}

    plan make() {
        if (!read_flags() || statement_.is_negated || standing_of(statement_) == standing::piped ||
            standing_of(statement_) == standing::other) {
            return by_hand("`" + builtin_ + "` is used in an unusual way",
                           circumstance::declaration);
        }
        choose_separator();
        const bool is_in_function = ancestor(statement_, "FuncDecl") != nullptr;
        const bool is_declared_first =
            builtin_ == "local" ||
            ((builtin_ == "declare" || builtin_ == "typeset") && is_in_function);
        return is_declared_first ? declare_first() : declare_last();
    }

private:
    /// Reads the options. False if one changes what the value becomes.
    bool read_flags() {
        std::string options;
        for (const syntax_node* const argument : clause_.in_role("Args")) {
            const syntax_node* const value = argument->child("Value");
            if (argument->child("Name") == nullptr && value != nullptr) {
                const std::string option = literal_word(*value);
                options += option.empty() ? "?" : option;
            }
            other_count_ += argument == &assignment_ ? 0 : 1;
        }
        is_readonly_ = options.find('r') != std::string::npos;
        return options.find_first_not_of("-xrg") == std::string::npos;
    }

    void choose_separator() {
        guard_ = guard_for(at_.where, statement_, name_);
        const bool is_chained =
            standing_of(statement_) == standing::left ||
            (standing_of(statement_) == standing::right_of_and && guard_.text.empty());
        needs_braces_ = !is_chained &&
                        (guard_.needs_braces || standing_of(statement_) == standing::right_of_or);
        // Without a guard the declaration must not come to pass either, and its status must not
        // take the place of the assignment's.
        const bool is_strict =
            standing_of(statement_) == standing::list && is_strict_at(at_.where, statement_);
        const bool joins = is_chained || (guard_.text.empty() && !is_strict);
        separator_ = joins ? " && " : needs_braces_ ? "; " : separator_at(at_.where, statement_);
        // With braces on one line, a separator of its own has to follow.
        guard_.needs_braces = false;
    }

    [[nodiscard]] std::string_view options() const { return quiet_option(at_, guard_); }

    /// The assignment as a statement of its own.
    [[nodiscard]] std::string assignment_text() const {
        const edit value = replace_substitution(at_, substitution_, options());
        const std::string_view source = at_.source();
        const text_range range = assignment_.range;
        return std::string(source.substr(range.begin, value.range.begin - range.begin)) +
               value.text +
               std::string(source.substr(value.range.end, range.end - value.range.end)) +
               guard_.text;
    }

    void open_braces(std::vector<edit>& edits) const {
        if (needs_braces_) {
            edits.push_back({{statement_.range.begin, statement_.range.begin}, "{ "});
        }
    }

    [[nodiscard]] std::string closing_braces() const { return needs_braces_ ? "; }" : ""; }

    static plan finish(std::vector<edit> edits, const std::string& summary) {
        return {circumstance::declaration, rewrite{std::move(edits), summary}};
    }

    [[nodiscard]] std::string value_summary() const {
        return name_ + "=$(" + at_.with.command(options()) + ")" + guard_.text;
    }

    /// `export NAME=$(…) || exit 1`: the handler stays with the assignment.
    [[nodiscard]] std::optional<plan> declare_behind_handler() const {
        const syntax_node& parent = *statement_.parent;
        const bool is_handled =
            parent.type == "BinaryCmd" && parent.value == "||" && statement_.role == "X";
        if (!is_handled || other_count_ > 0 || standing_of(*parent.parent) != standing::list) {
            return std::nullopt;
        }
        const syntax_node& chain = *parent.parent;
        const std::size_t end = statement_end(chain);
        std::vector<edit> edits;
        edits.push_back({{clause_.range.begin, assignment_.range.begin}, ""});
        edits.push_back(replace_substitution(at_, substitution_, options()));
        edits.push_back({{end, end}, separator_at(at_.where, chain) + builtin_ + " " + name_});
        return finish(std::move(edits), value_summary() + " || ...; " + builtin_ + " " + name_);
    }

    [[nodiscard]] plan declare_last() const {
        if (const auto handled = declare_behind_handler()) {
            return *handled;
        }
        std::vector<edit> edits;
        open_braces(edits);
        const std::string summary =
            value_summary() + (separator_ == " && " ? " && " : "; ") + builtin_ + " " + name_;
        const std::size_t end = statement_end(statement_);
        if (other_count_ == 0) {
            const std::size_t begin = clause_.range.begin;
            edits.push_back({{begin, assignment_.range.begin}, ""});
            edits.push_back(replace_substitution(at_, substitution_, options()));
            edits.push_back({{assignment_.range.end, assignment_.range.end},
                             guard_.text + separator_ + builtin_ + " " + name_ + closing_braces()});
            return finish(std::move(edits), summary);
        }
        const std::size_t begin = clause_.range.begin;
        edits.push_back({{begin, begin}, assignment_text() + separator_});
        edits.push_back({assignment_.range, name_});
        if (needs_braces_) {
            edits.push_back({{end, end}, closing_braces()});
        }
        return finish(std::move(edits), summary);
    }

    [[nodiscard]] plan declare_first() const {
        if (separator_ == " && " && standing_of(statement_) == standing::list) {
            return declare_first_with(separator_at(at_.where, statement_));
        }
        return declare_first_with(separator_);
    }

    [[nodiscard]] plan declare_first_with(const std::string& separator) const {
        std::vector<edit> edits;
        open_braces(edits);
        const std::size_t end = statement_end(statement_);
        if (is_readonly_) {
            return by_hand("the variable can't be set after this", circumstance::declaration);
        }
        if (assignment_.range.end == end) {
            const std::size_t begin = assignment_.range.begin;
            edits.push_back({{begin, begin}, name_ + separator});
            edits.push_back(replace_substitution(at_, substitution_, options()));
            edits.push_back({{end, end}, guard_.text + closing_braces()});
        } else {
            edits.push_back({assignment_.range, name_});
            edits.push_back({{end, end}, separator + assignment_text() + closing_braces()});
        }
        return finish(std::move(edits), builtin_ + " " + name_ + "; " + value_summary());
    }

    const place& at_;
    const syntax_node& substitution_;
    const syntax_node& assignment_;
    const syntax_node& statement_;
    const syntax_node& clause_;
    std::string name_;
    std::string builtin_;
    bool is_readonly_ = false;
    int other_count_ = 0;
    guard guard_;
    bool needs_braces_ = false;
    std::string separator_;
};

}  // namespace

plan plan_declaration(const place& at, const syntax_node& substitution,
                      const syntax_node& assignment, const syntax_node& statement) {
    return declaration(at, substitution, assignment, statement).make();
}

}  // namespace ibmcloud_token::migrate
