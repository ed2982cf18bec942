#include "system/appended_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include "core/masking.hpp"
#include "core/secret.hpp"
#include "system/files.hpp"
#include "system/last_error.hpp"

namespace ibmcloud_token {
result<appended_file> appended_file::open(const std::string& path) {
    unique_fd file(::open(path.c_str(), O_RDWR | O_APPEND | O_CLOEXEC | O_NOCTTY));
    if (!file) {
        return last_error(errc::cant_create_output, quoted_typed(path));
    }
    return appended_file(path, std::move(file));
}

result<void> appended_file::append(std::string_view lines) {
    char last = '\n';
    const off_t end = ::lseek(file_.get(), 0, SEEK_END);
    const bool is_readable = end <= 0 || ::pread(file_.get(), &last, 1, end - 1) == 1;
    secret text(last == '\n' ? "" : "\n");
    text.append(lines);
    if (!is_readable || !write_all_or_nothing(file_.get(), text.view()) ||
        ::close(file_.release()) != 0) {
        return last_error(errc::write_failed, quoted_typed(path_));
    }
    return {};
}

}  // namespace ibmcloud_token
