#include <algorithm>

#include "core/ascii.hpp"
#include "migrate/place.hpp"
#include "migrate/words.hpp"

// A value in an argument of a command, whose status nobody looks at. Either the command does
// without the value, or the value is taken before it.
namespace ibmcloud_token::migrate {
namespace {

class argument {
public:
    argument(const place& at, const syntax_node& substitution, const syntax_node& word,
             const syntax_node& statement)
        : at_(at),
          substitution_(substitution),
          word_(word),
          statement_(statement),
          around_(read_around(word, substitution)) {}

    plan make() {
        if (word_.parent->type == "Redirect") {
            return word_.role == "Hdoc" ? in_place(circumstance::none)
                                        : by_hand("the value is used in an unusual way");
        }
        const syntax_node* const command = statement_.child("Cmd");
        if (command == nullptr || ancestor(word_, "TestClause") != nullptr) {
            return in_place(circumstance::none);
        }
        if (at_.where.tree.has_comment(substitution_.range)) {
            return by_hand("a comment stands in it", circumstance::argument);
        }
        if (command->type != "CallExpr" || word_.role != "Args" || word_.parent != command) {
            return by_hand("the value is used in an unusual way");
        }
        arguments_ = command->in_role("Args");
        name_ = literal_word(*arguments_.front());
        if (name_ == "[" || name_ == "test") {
            return in_place(circumstance::none);
        }
        if (name_ == "echo") {
            if (const auto printed = plan_printed()) {
                return *printed;
            }
        }
        constexpr std::string_view unusual =
            "eval set read : return exit let alias trap source . export shift builtin";
        if (is_one_of(name_, unusual)) {
            return by_hand("what `" + name_ + "` makes of it is not known");
        }
        if (at_.where.part.is_document) {
            return in_place(circumstance::argument);
        }
        if (const auto request = plan_curl()) {
            return *request;
        }
        return take_before();
    }

private:
    /// The pipeline alone is replaced.
    [[nodiscard]] plan in_place(circumstance also) const {
        const std::string_view quiet = at_.goes_to.hides_messages ? " --quiet" : "";
        rewrite made;
        made.edits.push_back(replace_substitution(at_, substitution_, quiet));
        made.summary = "$(" + at_.with.command(quiet) + ")";
        return {also, made};
    }

    [[nodiscard]] bool is_whole_word() const {
        return around_.is_literal && around_.before.empty() && !around_.has_more;
    }

    /// `echo "$(...)"` hides the status, and prints what the call prints by itself.
    [[nodiscard]] std::optional<plan> plan_printed() const {
        const std::string option = arguments_.size() > 1 ? literal_word(*arguments_[1]) : "";
        const bool ends_line = option != "-n";
        const std::size_t next = is_one_of(option, "-n -e -E") ? 2 : 1;
        if (arguments_.size() != next + 1 || arguments_[next] != &word_) {
            return std::nullopt;
        }
        if (auto exported = plan_github(ends_line)) {
            return exported;
        }
        const pipeline* const outer = pipeline_of_command();
        if (!is_whole_word() || !is_alone_in(at_, substitution_) || outer == nullptr ||
            statement_.is_negated || at_.with.keeps_cli() || !at_.with.environment().empty()) {
            return std::nullopt;
        }
        return print_directly(*outer, ends_line);
    }

    [[nodiscard]] const pipeline* pipeline_of_command() const {
        const auto& pipelines = at_.where.reading.pipelines;
        const std::size_t begin = statement_.child("Cmd")->range.begin;
        const auto found =
            std::find_if(pipelines.begin(), pipelines.end(), [&](const pipeline& each) {
                return each.stages.front().range.begin == begin && !each.in_backticks;
            });
        return found == pipelines.end() ? nullptr : &*found;
    }

    /// The command that prints is replaced as if it were the pipeline.
    [[nodiscard]] plan print_directly(const pipeline& outer, bool ends_line) const {
        cli_call printing;
        printing.path = at_.call.path;
        judgement judged = at_.with.judged();
        judged.ends_line = ends_line;
        const routing goes_to = read_routing(outer, printing);
        const syntax_node* const whole = at_.where.tree.statement_at(outer.range);
        if (!goes_to.objection.empty() || whole == nullptr) {
            return by_hand("the redirections are unusual");
        }
        // The path of the CLI is in the pipeline inside.
        replacement with(at_.source(), outer, printing, judged, false);
        with.take_program_from(at_.with);
        const place printed{at_.where, outer, printing, with, goes_to, *whole};
        const syntax_node* const substitution =
            whole->parent->type == "CmdSubst" ? whole->parent : nullptr;
        plan made =
            substitution == nullptr ? plan_command(printed) : plan_value(printed, *substitution);
        made.also = made.also == circumstance::none ? circumstance::declaration : made.also;
        return made;
    }

    /// `echo "NAME=$(...)" >> $GITHUB_ENV`
    [[nodiscard]] std::optional<plan> plan_github(bool ends_line) const {
        const auto redirections = statement_.in_role("Redirs");
        if (redirections.size() != 1 || !ends_line || around_.has_more || !around_.is_literal ||
            at_.with.keeps_cli() || !at_.with.environment().empty() ||
            !is_alone_in(at_, substitution_)) {
            return std::nullopt;
        }
        const std::string_view target = at_.where.text_of(*redirections.front());
        const std::string_view file =
            trim_left(target.substr(target.starts_with(">>") ? 2 : target.size()));
        const std::string& before = around_.before;
        const token_form form = at_.with.judged().form;
        const bool is_variable =
            before.size() > 1 && before.ends_with('=') && is_assignment(before);
        if ((file != "$GITHUB_ENV" && file != "\"$GITHUB_ENV\"" && file != "${GITHUB_ENV}" &&
             file != "\"${GITHUB_ENV}\"") ||
            !is_variable || (form != token_form::bare && form != token_form::bearer)) {
            return std::nullopt;
        }
        const std::string program =
            at_.with.program() + (at_.with.judged().is_uaa ? " --token uaa" : "") +
            " --format github --env " + before.substr(0, before.size() - 1) +
            (form == token_form::bearer ? "=bearer" : "");
        rewrite made;
        made.edits.push_back({{statement_.range.begin, statement_end(statement_)}, program});
        made.summary = program;
        return plan{circumstance::declaration, made};
    }

    /// `curl -H "Authorization: Bearer $(...)"`: the header comes from a file that only curl reads.
    [[nodiscard]] std::optional<plan> plan_curl() const {
        constexpr std::string_view header = "authorization: ";
        const token_form form = at_.with.judged().form;
        const std::string rest =
            around_.before.substr(std::min(header.size(), around_.before.size()));
        const bool is_header =
            equal_ignoring_case(around_.before.substr(0, header.size()), header) &&
            ((form == token_form::bare && rest == "Bearer ") ||
             (form == token_form::bearer && rest.empty() && around_.is_quoted));
        const auto self = std::find(arguments_.begin(), arguments_.end(), &word_);
        const std::string option = self == arguments_.begin() ? "" : literal_word(**(self - 1));
        const bool is_option =
            option == "--header" ||
            (option.starts_with('-') && !option.starts_with("--") && option.ends_with('H'));
        const bool has_file =
            at_.where.text_of(*statement_.child("Cmd")).find("/dev/fd/") != std::string_view::npos;
        if (name_ != "curl" || !is_header || !is_option || has_file || around_.has_more ||
            !around_.is_literal || !is_external(at_.where, name_) || at_.with.keeps_cli() ||
            !at_.with.environment().empty() || !is_alone_in(at_, substitution_)) {
            return std::nullopt;
        }
        const std::string program =
            at_.with.program() + (at_.with.judged().is_uaa ? " --token uaa" : "") + " --header -- ";
        const std::size_t begin = arguments_.front()->range.begin;
        rewrite made;
        made.edits.push_back({{begin, begin}, program});
        made.edits.push_back({word_.range, "@/dev/fd/token"});
        made.summary = program + "curl ... -H @/dev/fd/token (curl 7.55 or newer)";
        return plan{circumstance::argument, made};
    }

    /// The value is taken into a variable before the command.
    [[nodiscard]] plan take_before() const {
        if (!around_.is_quoted && at_.with.judged().form != token_form::bare) {
            return by_hand("without quotes the value falls into two words", circumstance::argument);
        }
        const auto name = unused_variable(at_.where);
        const syntax_node& whole = whole_pipeline(statement_);
        const standing stands = standing_of(whole);
        if (!name || stands == standing::other || whole.is_negated) {
            return by_hand("there is no place to take the value before", circumstance::argument);
        }
        const guard added = stands == standing::list ? guard_before(whole) : guard();
        const bool is_strict = stands == standing::list && is_strict_at(at_.where, whole);
        const bool is_list = stands == standing::list && (is_strict || !added.text.empty());
        const std::string separator = is_list ? separator_at(at_.where, whole) : " && ";
        const std::string value = "$(" + at_.with.command(quiet_option(at_, added)) + ")";
        const std::string_view rest = at_.source().substr(substitution_.range.end);
        const char next = rest.empty() ? '\n' : rest.front();
        const bool needs_braces = is_alphanumeric(next) || next == '_' || next == '[';
        const std::string variable = needs_braces ? "${" + *name + "}" : "$" + *name;
        const std::size_t begin = whole.range.begin;
        const bool needs_group = stands == standing::right_of_or;
        rewrite made;
        made.edits.push_back(
            {{begin, begin},
             (needs_group ? "{ " : "") + *name + "=" + value + added.text + separator});
        made.edits.push_back(
            {substitution_.range, around_.is_quoted ? variable : '"' + variable + '"'});
        if (needs_group) {
            const std::size_t end = statement_end(whole);
            made.edits.push_back({{end, end}, "; }"});
        }
        made.summary = *name + "=" + value + added.text + " before it";
        return {circumstance::argument, made};
    }

    /// A statement that is put before `whole` is looked at by nobody.
    [[nodiscard]] guard guard_before(const syntax_node& whole) const {
        const std::string_view leave = way_out_at(at_.where, whole);
        if (leave.empty() || is_strict_at(at_.where, whole)) {
            return {};
        }
        return {false, " || " + std::string(leave)};
    }

    const place& at_;
    const syntax_node& substitution_;
    const syntax_node& word_;
    const syntax_node& statement_;
    word_around around_;
    std::vector<const syntax_node*> arguments_;
    std::string name_;
};

}  // namespace

plan plan_argument(const place& at, const syntax_node& substitution, const syntax_node& word,
                   const syntax_node& statement) {
    return argument(at, substitution, word, statement).make();
}

}  // namespace ibmcloud_token::migrate
