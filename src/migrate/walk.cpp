#include "migrate/walk.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include <fnmatch.h>

#include "migrate/tool.hpp"
#include "migrate/utf8.hpp"
#include "migrate/words.hpp"

namespace ibmcloud_token::migrate {
namespace {

namespace fs = std::filesystem;

failure unreadable(const std::string& path, const std::string& why) {
    return {errc::unreadable_input, shown_path(path) + ": " + why};
}

bool matches(const std::string& pattern, const std::string& path) {
    if (::fnmatch(pattern.c_str(), path.c_str(), 0) == 0 ||
        ::fnmatch(pattern.c_str(), path.c_str() + path.rfind('/') + 1, 0) == 0) {
        return true;
    }
    for (std::size_t slash = path.find('/'); slash != std::string::npos;
         slash = path.find('/', slash + 1)) {
        if (::fnmatch(pattern.c_str(), path.substr(0, slash).c_str(), 0) == 0) {
            return true;
        }
    }
    return false;
}

bool is_chosen(const path_filter& filter, const std::string& path) {
    const auto is_matched = [&](const std::string& pattern) { return matches(pattern, path); };
    const auto& [included, excluded] = filter;
    return (included.empty() || std::any_of(included.begin(), included.end(), is_matched)) &&
           std::none_of(excluded.begin(), excluded.end(), is_matched);
}

/// True for a folder that holds what others have written, or what nobody has written.
bool is_passed_over(const std::string& name) {
    constexpr std::string_view vendored =
        "node_modules vendor third_party bower_components site-packages __pycache__ venv";
    // Hidden, but written by people.
    constexpr std::array<std::string_view, 14> known = {
        ".github",     ".gitlab",          ".circleci", ".tekton",       ".buildkite",
        ".azure",      ".azure-pipelines", ".ci",       ".devcontainer", ".drone",
        ".woodpecker", ".semaphore",       ".jenkins",  ".pipeline"};
    const bool is_hidden =
        name.starts_with('.') && std::find(known.begin(), known.end(), name) == known.end();
    return is_hidden || is_one_of(name, vendored);
}

/// The files below `folder` that git tracks, by their paths below it; nothing if that is no work
/// tree.
std::optional<std::vector<std::string>> tracked_files(const std::string& folder) {
    const auto git = find_tool("git");
    if (!git) {
        return std::nullopt;
    }
    // A file system monitor is a program that the repository names.
    const auto output = run_tool(
        *git, {"-C", folder, "-c", "core.fsmonitor=false", "ls-files", "-z", "--cached"}, "");
    if (output.has_error() || output->status != 0) {
        return std::nullopt;
    }
    std::vector<std::string> files;
    for (std::size_t begin = 0; begin < output->output.size();) {
        const std::size_t end = std::min(output->output.find('\0', begin), output->output.size());
        files.push_back(output->output.substr(begin, end - begin));
        begin = end + 1;
    }
    return files;
}

/// Erases those of `files`, which are sorted, that a link in place of a folder leads to.
void erase_linked(const fs::path& root, std::vector<std::string>& files) {
    fs::path last;
    bool is_linked = false;
    std::erase_if(files, [&](const std::string& file) {
        const fs::path folder = fs::path(file).parent_path();
        if (folder != last) {
            last = folder;
            fs::path part = root;
            is_linked = std::any_of(folder.begin(), folder.end(), [&](const fs::path& name) {
                std::error_code ignored;
                part /= name;
                return fs::is_symlink(fs::symlink_status(part, ignored));
            });
        }
        return is_linked;
    });
}

std::vector<std::string> walk_folder(const std::string& folder) {
    std::vector<std::string> files;
    std::error_code error;
    fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied,
                                           error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        std::error_code ignored;
        if (entry->is_symlink(ignored)) {
            continue;
        }
        if (entry->is_directory(ignored)) {
            if (is_passed_over(entry->path().filename().string())) {
                entry.disable_recursion_pending();
            }
            continue;
        }
        files.push_back(
            fs::path(entry->path().native().substr(folder.size() + (folder.ends_with('/') ? 0 : 1)))
                .string());
    }
    return files;
}

}  // namespace

result<std::vector<std::string>> list_files(const std::string& path, const path_filter& filter) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) {
        return unreadable(path, error ? error.message() : std::strerror(ENOENT));
    }
    if (!fs::is_directory(status)) {
        return std::vector<std::string>{path};
    }
    const auto tracked = tracked_files(path);
    // A folder in a work tree of which nothing is tracked was named all the same.
    std::vector<std::string> files = tracked && !tracked->empty() ? *tracked : walk_folder(path);
    std::erase_if(files, [&](const std::string& file) { return !is_chosen(filter, file); });
    // git lists a file in conflict once for each side.
    std::sort(files.begin(), files.end());
    files.erase(std::unique(files.begin(), files.end()), files.end());
    erase_linked(path, files);
    if (path != ".") {
        const std::string folder = path.ends_with('/') ? path : path + "/";
        for (std::string& file : files) {
            file.insert(0, folder);
        }
    }
    return files;
}

}  // namespace ibmcloud_token::migrate
