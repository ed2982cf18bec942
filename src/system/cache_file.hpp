#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/secret.hpp"

namespace ibmcloud_token {

/// A file that only this user can read and write, and that is gone with the last logout or the next
/// boot: in `$XDG_RUNTIME_DIR/ibmcloud-token`.
class cache_file {
public:
    /// Makes the folder if it is not there. Nothing if there is no such place, or if others could
    /// have a hand in it: what is there is then left alone.
    static std::optional<cache_file> in_runtime_directory(const std::string& name);

    /// What is in it; nothing if it is not there, or is anything but a file of ours.
    [[nodiscard]] std::optional<secret> read() const;

    /// Makes `bytes` all that is in it, in one step. True if that was done.
    [[nodiscard]] bool write(std::string_view bytes) const;

private:
    explicit cache_file(std::string path);

    std::string path_;
};

}  // namespace ibmcloud_token
