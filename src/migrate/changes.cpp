#include "migrate/changes.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include <unistd.h>

#include "migrate/diff.hpp"
#include "migrate/migrate_text.hpp"
#include "migrate/shell_parser.hpp"
#include "migrate/source_file.hpp"
#include "system/files.hpp"

namespace ibmcloud_token::migrate {
namespace {

/// A line on the terminal that says how far it has come, when that takes longer than a second.
class progress {
public:
    explicit progress(std::size_t total)
        : total_(total),
          is_terminal_(::isatty(STDERR_FILENO) == 1) {}
    progress(const progress&) = delete;
    progress& operator=(const progress&) = delete;
    ~progress() { clear(); }

    void show(std::size_t done) {
        using std::chrono::steady_clock;
        constexpr std::chrono::seconds wait{1};
        constexpr std::chrono::milliseconds pause{100};
        const auto now = steady_clock::now();
        if (!is_terminal_ || now - begin_ < wait || now - shown_ < pause) {
            return;
        }
        shown_ = now;
        is_shown_ = true;
        write_all(STDERR_FILENO,
                  "\r" + std::to_string(done) + " of " + std::to_string(total_) + " files");
    }

    /// Makes room for a message.
    void clear() {
        if (std::exchange(is_shown_, false)) {
            write_all(STDERR_FILENO, "\r\x1B[K");
        }
    }

private:
    std::size_t total_;
    bool is_terminal_;
    bool is_shown_ = false;
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point shown_;
};

class file_run {
public:
    file_run(const options& asked, const messages& log) : asked_(asked), log_(log) {}

    result<run_result> run() { return asked_.stdin_name ? run_on_input() : run_on_paths(); }

private:
    [[nodiscard]] bool makes_changes() const {
        return !std::holds_alternative<list_findings>(asked_.asked);
    }

    result<run_result> run_on_input() {
        const auto input = read_file("-", largest_source);
        if (input.has_error()) {
            return input.error();
        }
        const result<void> done = look_at({*asked_.stdin_name, std::string(input->view())});
        return done.has_error() ? result<run_result>(done.error()) : std::move(result_);
    }

    result<run_result> run_on_paths() {
        std::vector<std::string> files;
        for (const std::string& path : asked_.paths) {
            const auto listed = list_files(path, asked_.files);
            if (listed.has_error()) {
                return listed.error();
            }
            files.insert(files.end(), listed->begin(), listed->end());
        }
        progress shown(files.size());
        for (std::size_t i = 0; i < files.size(); ++i) {
            shown.show(i);
            const auto file = read_source(files[i]);
            if (file.has_error()) {
                shown.clear();
                note_failure(file.error());
                continue;
            }
            if (!file->has_value()) {
                continue;
            }
            const result<void> done = look_at(**file);
            if (done.has_error() && !is_of_one_file(done.error().cause())) {
                return done.error();
            }
            if (done.has_error()) {
                shown.clear();
                note_failure(done.error());
            }
        }
        return std::move(result_);
    }

    static bool is_of_one_file(errc cause) {
        return cause == errc::cant_create_output || cause == errc::write_failed ||
               cause == errc::unreadable_input;
    }

    void note_failure(const failure& what) {
        result_.status = std::max(result_.status, log_.report(what));
    }

    result<void> look_at(const source_file& file) {
        const auto is_wanted = [this](rule id) {
            return std::find(asked_.rules.begin(), asked_.rules.end(), id) != asked_.rules.end();
        };
        const migrated_text migrated =
            migrate_text(file.path, file.bytes, parser_, is_wanted,
                         makes_changes() ? verification::parse_again : verification::cut_again);
        if (parser_.error()) {
            return *parser_.error();
        }
        if (migrated.findings.empty()) {
            return {};
        }
        result_.lacks_shfmt = makes_changes() && parser_.was_missed();
        if (std::holds_alternative<write_files>(asked_.asked)) {
            return write(file, migrated);
        }
        add_findings(describe_findings(file.path, file.bytes, migrated.findings));
        if (std::holds_alternative<print_diff>(asked_.asked)) {
            result_.diff += unified_diff(file.path, file.bytes, migrated.text);
        }
        return {};
    }

    result<void> write(const source_file& file, const migrated_text& migrated) {
        if (migrated.text != file.bytes) {
            auto written = replace_source(file, migrated.text);
            if (written.has_error()) {
                add_findings(describe_findings(file.path, file.bytes, migrated.findings));
                return written;
            }
            ++result_.summary.files_written;
            result_.summary.written += migrated.findings.size() - migrated.left.size();
        }
        add_findings(describe_findings(file.path, migrated.text, migrated.left));
        return {};
    }

    void add_findings(const std::vector<reported_finding>& found) {
        result_.findings.insert(result_.findings.end(), found.begin(), found.end());
    }

    const options& asked_;
    const messages& log_;
    shell_parser parser_;
    run_result result_;
};

}  // namespace

result<run_result> go_through_files(const options& asked, const messages& log) {
    return file_run(asked, log).run();
}

}  // namespace ibmcloud_token::migrate
