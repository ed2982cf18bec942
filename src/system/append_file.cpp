#include "system/append_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include "core/secret.hpp"
#include "system/file.hpp"
#include "system/system_error.hpp"
#include "system/unique_fd.hpp"

namespace ibmcloud_token {

error_code append_lines(const std::string& path, std::string_view lines) {
    unique_fd file(::open(path.c_str(), O_RDWR | O_APPEND | O_CLOEXEC | O_NOCTTY));
    if (!file) {
        return last_system_error();
    }
    char last = '\n';
    const off_t end = ::lseek(file.get(), 0, SEEK_END);
    if (end > 0 && ::pread(file.get(), &last, 1, end - 1) < 0) {
        return last_system_error();
    }
    secret text(last == '\n' ? "" : "\n");
    text.append(lines);
    if (const error_code error = write_all(file.get(), text.view())) {
        return error;
    }
    return ::close(file.release()) == 0 ? error_code{} : last_system_error();
}

bool remove_last_lines(const std::string& path, std::string_view lines) {
    const unique_fd file(::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOCTTY));
    const auto size = static_cast<off_t>(lines.size());
    const off_t start = ::lseek(file.get(), 0, SEEK_END) - size;
    secret last;
    last.resize(lines.size());
    return start >= 0 && ::pread(file.get(), last.data(), lines.size(), start) == size &&
           last.view() == lines && ::ftruncate(file.get(), start) == 0;
}

}  // namespace ibmcloud_token
