#include "migrate/replacement.hpp"

namespace ibmcloud_token::migrate {

replacement::replacement(std::string_view source, const pipeline& pipe, const cli_call& call,
                         const judgement& judged, bool keeps_cli)
    : judged_(judged),
      keeps_cli_(keeps_cli || call.reach == cli_reach::wrapped) {
    const migrate::command& cli = pipe.stages.front();
    const migrate::command& last = pipe.stages[call.filter_count];
    const std::size_t begin = cli.words[call.first_word].range.begin;
    range_ = {keeps_cli_ ? cli.range.end : begin, last.range.end};
    kept_ = keeps_cli_ ? source.substr(pipe.range.begin, cli.range.end - pipe.range.begin)
                       : std::string_view();
    environment_ = source.substr(pipe.range.begin, begin - pipe.range.begin);
    if (!call.path.empty()) {
        path_ = cli.words[call.name_word].range.of(source);
    }
}

std::string replacement::program() const {
    if (keeps_cli_) {
        return "ibmcloud-token --input -";
    }
    return path_.empty() ? "ibmcloud-token" : "ibmcloud-token --cli " + path_;
}

std::string replacement::form_options() const {
    std::string options = judged_.is_uaa ? " --token uaa" : "";
    switch (judged_.form) {
    case token_form::bare:
        return options;
    case token_form::bearer:
        return options + " --bearer";
    case token_form::header:
        return options + " --header";
    case token_form::check:
        return options + " --check";
    }
    return options;
}

std::string replacement::text(std::string_view options) const {
    return (keeps_cli_ ? " | " : "") + program() + form_options() + std::string(options);
}

std::string replacement::command(std::string_view options) const {
    return std::string(keeps_cli_ ? kept_ : environment_) + text(options);
}

}  // namespace ibmcloud_token::migrate
