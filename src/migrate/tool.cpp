#include "migrate/tool.hpp"

#include <chrono>
#include <cstdlib>

// The kernel or a container may not have pidfd_open(2).
#define BOOST_PROCESS_V2_DISABLE_PIDFD_OPEN

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/readable_pipe.hpp>
#include <boost/asio/writable_pipe.hpp>
#include <boost/asio/write.hpp>
#include <boost/process/v2/process.hpp>
#include <boost/process/v2/stdio.hpp>
#include <boost/system/system_error.hpp>

#include "system/executable.hpp"

namespace ibmcloud_token::migrate {
namespace {

namespace asio = boost::asio;
namespace process = boost::process::v2;

failure refused(const std::string& what) {
    return {errc::system_refused, what};
}

result<tool_output> run(const std::string& path, const std::vector<std::string>& arguments,
                        const std::string& input) {
    constexpr std::chrono::minutes limit{1};
    asio::io_context io(1);
    asio::writable_pipe to_child(io);
    asio::readable_pipe from_child(io);
    process::process child(io, path, arguments,
                           process::process_stdio{to_child, from_child, nullptr});
    // Both pipes are served together. A tool that fills one while we wait on the other never ends.
    asio::async_write(to_child, asio::buffer(input),
                      [&](const auto& /*error*/, std::size_t /*size*/) { to_child.close(); });
    tool_output result;
    bool is_whole = false;
    asio::async_read(
        from_child, asio::dynamic_buffer(result.output),
        [&](const auto& error, std::size_t /*size*/) { is_whole = error == asio::error::eof; });
    io.run_for(limit);
    if (!is_whole) {
        child.terminate();
        return refused(path + " does not end");
    }
    result.status = child.wait();
    return result;
}

}  // namespace

std::optional<std::string> find_tool(const std::string& name) {
    const char* const path = std::getenv("PATH");
    const auto found = find_executable(name, path == nullptr ? "" : path);
    return found.has_value() ? std::optional(*found) : std::nullopt;
}

result<tool_output> run_tool(const std::string& path, const std::vector<std::string>& arguments,
                             const std::string& input) {
    try {
        return run(path, arguments, input);
    } catch (const boost::system::system_error& error) {
        return refused("can't run " + path + ": " + error.code().message());
    }
}

}  // namespace ibmcloud_token::migrate
