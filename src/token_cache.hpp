#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "cli_run.hpp"
#include "core/access_token.hpp"
#include "core/cache_entry.hpp"
#include "system/cache_file.hpp"

namespace ibmcloud_token {

/// What the last run of the CLI came to, for who asks for the same. Which session a token belongs
/// to is told by the state of the CLI's configuration file; what can't be told for sure is not in
/// the cache.
class token_cache {
public:
    /// For the IAM token that `run` is to give. Nothing if there is no place that is safe, or a
    /// configuration whose state can't be told.
    static std::optional<token_cache> open(const cli_run& run);

    /// The token of the session that the configuration holds now.
    [[nodiscard]] std::optional<access_token> token_of_session() const;

    /// What a run came to that ended since this cache was opened: it was waited for, and need not
    /// be made again, be it a success or not. Nothing if another may come to more.
    [[nodiscard]] std::optional<token_or_failure> result_waited_for() const;

    /// Says that the CLI is about to be run, which is this caller's turn.
    void begin_run();

    /// Keeps what the run came to. Gives it back.
    [[nodiscard]] token_or_failure keep(token_or_failure found) const;

private:
    token_cache(cache_file file, std::string config_path, std::string key,
                const file_state& state_at_start, std::chrono::steady_clock::time_point deadline);

    [[nodiscard]] std::optional<cache_entry> read() const;
    [[nodiscard]] bool may_do_better(const cache_entry& failed) const;
    [[nodiscard]] std::optional<file_state> state_of_session(const token_or_failure& found) const;

    cache_file file_;
    std::string config_path_;
    std::string key_;
    file_state state_at_start_;
    std::int64_t start_;
    std::int64_t deadline_;
    std::optional<file_state> state_before_run_;
    std::int64_t run_began_ = 0;
};

}  // namespace ibmcloud_token
