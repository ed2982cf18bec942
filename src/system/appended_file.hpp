#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "core/failure.hpp"
#include "system/unique_fd.hpp"

namespace ibmcloud_token {

/// An existing file to which whole lines are appended.
class appended_file {
public:
    /// Error: `cant_create_output`.
    static result<appended_file> open(const std::string& path);

    /// Appends `lines`, on a new line if the last one is not ended. If not all of them can be
    /// written, the file is left as it was. Error: `write_failed`.
    result<void> append(std::string_view lines);

private:
    appended_file(std::string path, unique_fd file)
        : path_(std::move(path)),
          file_(std::move(file)) {}

    std::string path_;
    unique_fd file_;
};

}  // namespace ibmcloud_token
