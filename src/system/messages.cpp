#include "system/messages.hpp"

#include <unistd.h>

#include "system/files.hpp"

namespace ibmcloud_token {

void messages::say(std::string_view text) const {
    if (!is_quiet_) {
        write_all(STDERR_FILENO, std::string(program_) + ": " + std::string(text) + '\n');
    }
}

void messages::note(std::string_view text) const {
    if (is_verbose_) {
        say(text);
    }
}

int messages::report(const failure& failure) const {
    std::string text = message(failure);
    const std::string advice = failure.cause() == errc::usage
                                   ? "see: " + std::string(program_) + " --help"
                                   : std::string(hint(failure.cause()));
    if (!advice.empty()) {
        text += '\n' + std::string(program_) + ": hint: " + advice;
    }
    say(text);
    return exit_status(failure.cause());
}

}  // namespace ibmcloud_token
