#include "program/run_main.hpp"

#include <algorithm>
#include <exception>
#include <new>

#include <sysexits.h>

#include "core/masking.hpp"
#include "system/files.hpp"

namespace ibmcloud_token {

int run_main(std::string_view name, int argc, char** argv, program_function run) {
    const caller_state caller = prepare_this_process();
    const messages log(name, false, false);
    try {
        return run({argv + std::min(argc, 1), argv + argc}, caller);
    } catch (const std::bad_alloc&) {
        return log.report(failure(errc::system_refused, "out of memory"));
    } catch (const std::exception& error) {
        return log.report(failure(errc::program_fault, masked_typed(error.what())));
    }
}

int run(const program& program, const std::vector<std::string>& arguments,
        const caller_state& caller) {
    const auto line = command_line::parse(arguments, program.accepted);
    const bool is_quiet =
        line.has_value() ? line->has("quiet") : asks_for_quiet(arguments, program.accepted);
    const messages log(program.name, is_quiet, line.has_value() && line->has("verbose"));
    result<void> done;
    if (line.has_error()) {
        done = line.error();
    } else if (line->has("help") || line->has("version")) {
        done = write_standard_output(line->has("help") ? program.help : program.version);
    } else {
        done = program.carry_out(*line, caller, log);
    }
    return done.has_value() ? EX_OK : log.report(done.error(), program.advice);
}

}  // namespace ibmcloud_token
