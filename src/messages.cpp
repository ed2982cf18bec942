#include "messages.hpp"

#include <string>

#include <unistd.h>

#include "system/file.hpp"

namespace ibmcloud_token {
namespace {

std::string line(std::string_view text) {
    return "ibmcloud-token: " + std::string(text) + '\n';
}

/// There is nobody left to tell if this fails.
void say(const std::string& text) {
    write_all(STDERR_FILENO, text);
}

}  // namespace

void messages::note(std::string_view text) const {
    if (verbose_) {
        say(line(text));
    }
}

error_code messages::error(const error_code& error, std::string_view detail) const {
    if (quiet_) {
        return error;
    }
    std::string what = error.message();
    if (!detail.empty()) {
        what += ": " + std::string(detail);
    }
    std::string text = line(what);
    if (const std::string_view advice = remedy(to_errc(error)); !advice.empty()) {
        text += std::string(advice) + '\n';
    }
    say(text);
    return error;
}

void say_usage_error(std::string_view what) {
    say(line(what) + "see: ibmcloud-token --help\n");
}

void say_fault(std::string_view what) {
    say(line(what));
}

}  // namespace ibmcloud_token
