#include "program/run_main.hpp"

#include <algorithm>
#include <exception>
#include <new>
#include <system_error>

#include "core/failure.hpp"
#include "system/messages.hpp"

namespace ibmcloud_token {

int run_main(std::string_view name, int argc, char** argv, program_function run) {
    const caller_state caller = prepare_this_process();
    const messages log(name, false, false);
    try {
        return run({argv + std::min(argc, 1), argv + argc}, caller);
    } catch (const std::bad_alloc&) {
        return log.report(failure(errc::system_refused, "out of memory"));
    } catch (const std::system_error& error) {
        return log.report(failure(errc::system_refused, error.code().message()));
    } catch (const std::exception& error) {
        return log.report(failure(errc::program_fault, error.what()));
    }
}

}  // namespace ibmcloud_token
