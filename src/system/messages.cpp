#include "system/messages.hpp"

#include <utility>

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

int messages::report(const failure& failure, std::string_view (*advice)(errc cause)) const {
    std::string text = message(failure);
    const std::string remedy = failure.cause() == errc::usage
                                   ? "see: " + std::string(program_) + " --help"
                                   : std::string(advice(failure.cause()));
    if (!remedy.empty()) {
        text += '\n' + std::string(program_) + ": hint: " + remedy;
    }
    say(text);
    return exit_status(failure.cause());
}

void held_notes::add(std::string text) {
    if (are_wanted()) {
        notes_.push_back(std::move(text));
    }
}

void held_notes::write() const {
    for (const std::string& note : notes_) {
        log_->note(note);
    }
}

}  // namespace ibmcloud_token
