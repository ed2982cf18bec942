#include <algorithm>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "core/failure.hpp"
#include "system/caller.hpp"
#include "system/messages.hpp"
#include "token/program.hpp"

int main(int argc, char** argv) {
    using namespace ibmcloud_token;
    const caller_state caller = prepare_this_process();
    const messages log("ibmcloud-token", false, false);
    try {
        return run_program({argv + std::min(argc, 1), argv + argc}, caller);
    } catch (const std::bad_alloc&) {
        return log.report(failure(errc::system_refused, "out of memory"));
    } catch (const std::exception& error) {
        return log.report(failure(errc::program_fault, error.what()));
    }
}
