#include <algorithm>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include <sysexits.h>

#include "command_line.hpp"
#include "messages.hpp"
#include "options.hpp"
#include "program.hpp"
#include "system/this_process.hpp"

int main(int argc, char** argv) {
    using namespace ibmcloud_token;
    const caller_signals signals = prepare_this_process();
    const std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
    try {
        return run_program(parse_options(arguments), signals);
    } catch (const usage_error& error) {
        if (!asks_for_quiet(arguments)) {
            say_usage_error(error.what());
        }
        return EX_USAGE;
    } catch (const std::bad_alloc&) {
        say_fault("the system refused memory");
        return EX_OSERR;
    } catch (const std::exception& error) {
        say_fault(error.what());
        return EX_SOFTWARE;
    }
}
