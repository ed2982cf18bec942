#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/failure.hpp"
#include "core/requirements.hpp"
#include "program/command_line.hpp"

// Options that several programs share.
namespace ibmcloud_token {

/// --help
struct show_help {};

/// --version
struct show_version {};

/// The values that several steps read. The first failure counts: after it, a step may give a value
/// without a meaning.
class first_failure {
public:
    template <typename T>
    T value_of(result<T> read) {
        if (read.has_value()) {
            return std::move(*read);
        }
        if (!failure_) {
            failure_ = read.error();
        }
        return T{};
    }

    /// `value`, unless a step has failed.
    template <typename T>
    [[nodiscard]] result<T> unless_failed(T value) const {
        return failure_ ? result<T>(*failure_) : result<T>(std::move(value));
    }

private:
    std::optional<failure> failure_;
};

/// --timeout, at least 1s; 120s if it is not given. Error: `usage`.
result<std::chrono::seconds> read_timeout(const command_line& line);

/// --account and --min-ttl, which is `usual_min_ttl` if it is not given. Error: `usage`.
result<requirements> read_requirements(const command_line& line,
                                       std::chrono::seconds usual_min_ttl);

/// The claim `account.bss` of the account with the ID `typed`, 32 hexadecimal digits. In a CRN it
/// has `a/` before it. Nothing if it is no ID.
std::optional<std::string> parse_account(std::string_view typed);

}  // namespace ibmcloud_token
