#include "core/cli_config.hpp"

#include <array>
#include <cstddef>
#include <new>
#include <utility>

#include <boost/json/memory_resource.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parser.hpp>
#include <boost/json/storage_ptr.hpp>
#include <boost/json/value.hpp>
#include <boost/system/error_code.hpp>

#include "core/b64token.hpp"
#include "core/secret.hpp"

namespace ibmcloud_token {
namespace {

namespace json = boost::json;

/// Wipes the memory of the parsed configuration, which holds a refresh token.
class wiping_resource final : public json::memory_resource {
private:
    // Not the aligned operators: Boost.JSON 1.81 gives back strings with another alignment than it
    // asked for, and none larger than that of `new`.
    void* do_allocate(std::size_t size, std::size_t /*alignment*/) override {
        return ::operator new(size);
    }
    void do_deallocate(void* place, std::size_t size, std::size_t /*alignment*/) override {
        wipe(place, size);
        ::operator delete(place);
    }
    [[nodiscard]] bool do_is_equal(const json::memory_resource& other) const noexcept override {
        return this == &other;
    }
};

/// Wipes the stack that the parser has used: it decodes strings with escapes there.
[[gnu::noinline]] void wipe_used_stack() {
    std::array<char, std::size_t{16} * 1024> used;  // NOLINT(*-member-init): it is wiped.
    wipe(used.data(), used.size());
}

std::optional<json::value> parse_config(std::string_view bytes, wiping_resource& memory) {
    json::parser parser(&memory);
    parser.reset(&memory);
    boost::system::error_code error;
    parser.write({bytes.data(), bytes.size()}, error);
    return error.failed() ? std::nullopt : std::optional(parser.release());
}

}  // namespace

bool is_whole_config(std::string_view bytes) {
    wiping_resource memory;
    const bool is_whole = parse_config(bytes, memory).has_value();
    wipe_used_stack();
    return is_whole;
}

std::optional<access_token> stored_token(std::string_view bytes) {
    wiping_resource memory;
    const auto config = parse_config(bytes, memory);
    wipe_used_stack();
    const json::object* const members = config ? config->if_object() : nullptr;
    const json::value* const member =
        members != nullptr ? members->if_contains("IAMToken") : nullptr;
    if (member == nullptr || !member->is_string()) {
        return std::nullopt;
    }
    const std::string_view text(member->get_string().data(), member->get_string().size());
    auto token = access_token::parse(without_scheme(text));
    return token.has_value() ? std::optional(std::move(*token)) : std::nullopt;
}

}  // namespace ibmcloud_token
