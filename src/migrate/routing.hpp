#pragma once

#include <string>
#include <string_view>

#include "migrate/cli_call.hpp"
#include "migrate/shell_reader.hpp"

namespace ibmcloud_token::migrate {

/// Where the output of a call and its filters goes, and its messages.
struct routing {
    enum class kind {
        standard_output,
        nowhere,
        file,
        end_of_file,  ///< appended to a file
        standard_error,
    };
    kind output = kind::standard_output;
    bool hides_messages = false;
    text_range target;          ///< of a file: the word that names it
    text_range operator_range;  ///< of `>` or `>>`, with the target
    std::string objection;      ///< why the redirections can't be replaced; empty if they can
};

/// Reads the redirections of the call and of its filters.
routing read_routing(const pipeline& pipe, const cli_call& call);

}  // namespace ibmcloud_token::migrate
