#pragma once

#include <string>
#include <vector>

#include "core/failure.hpp"

namespace ibmcloud_token::migrate {

/// Which files of a tree are looked at: those that match one of `included` (all if it is empty) and
/// none of `excluded`. A pattern is one of fnmatch(3), for the path below the given one, for the
/// last name in it, or for a folder above it.
struct path_filter {
    std::vector<std::string> included;
    std::vector<std::string> excluded;
};

/// The files at and below `path`, in their order: what git tracks, else all but those in hidden and
/// vendored folders. A file that is named itself is always one. No link is followed. Error:
/// `unreadable_input`.
result<std::vector<std::string>> list_files(const std::string& path, const path_filter& filter);

}  // namespace ibmcloud_token::migrate
