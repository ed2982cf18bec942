#pragma once

#include <cerrno>

#include <boost/system/error_code.hpp>
#include <boost/system/system_category.hpp>

namespace ibmcloud_token {

/// What `errno` says.
inline boost::system::error_code last_system_error() {
    return {errno, boost::system::system_category()};
}

}  // namespace ibmcloud_token
