#pragma once

#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>

#include "core/failure.hpp"

namespace ibmcloud_token {

/// `cause` with the text of `errno` as its detail, behind `subject` and a colon if there is one.
inline failure last_error(errc cause, std::string_view subject = {}) {
    const std::string reason = std::generic_category().message(errno);
    return {cause, subject.empty() ? reason : std::string(subject) + ": " + reason};
}

}  // namespace ibmcloud_token
