#include "migrate/routing.hpp"

namespace ibmcloud_token::migrate {
namespace {

constexpr std::string_view null_device = "/dev/null";

/// Reads one redirection of the last stage, or of one before it. False if it is not known.
bool read(const redirection& each, bool is_first, bool is_last, routing& found) {
    const std::string& sign = each.operator_text;
    const std::string& target = each.target.value;
    if (sign == "2>" || sign == "2>>") {
        found.hides_messages = true;
        return target == null_device;
    }
    if (sign == "2>&") {
        found.hides_messages = found.hides_messages || found.output == routing::kind::nowhere;
        return target == "1";
    }
    if (sign == "<" || sign == "0<") {
        return is_first && target == null_device;
    }
    if (!is_last) {
        return false;
    }
    found.target = each.target.range;
    found.operator_range = each.range;
    if (sign == "&>" || (sign == ">&" && target == null_device)) {
        found.output = routing::kind::nowhere;
        found.hides_messages = true;
        return target == null_device;
    }
    if ((sign == ">&" || sign == "1>&") && target == "2") {
        found.output = routing::kind::standard_error;
        return true;
    }
    if (sign == ">" || sign == "1>" || sign == ">|") {
        found.output = target == null_device ? routing::kind::nowhere : routing::kind::file;
        return target == null_device || !target.starts_with("/dev/");
    }
    found.output = routing::kind::end_of_file;
    return sign == ">>" && !target.starts_with("/dev/");
}

}  // namespace

routing read_routing(const pipeline& pipe, const cli_call& call) {
    routing found;
    for (std::size_t i = 0; i <= call.filter_count; ++i) {
        for (const redirection& each : pipe.stages[i].redirections) {
            if (!read(each, i == 0, i == call.filter_count, found)) {
                found.objection = "the redirections are unusual";
            }
        }
    }
    return found;
}

}  // namespace ibmcloud_token::migrate
