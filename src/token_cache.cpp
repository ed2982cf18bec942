#include "token_cache.hpp"

#include <chrono>
#include <functional>
#include <string_view>
#include <utility>
#include <variant>

#include "core/json_members.hpp"
#include "help.hpp"
#include "system/config_state.hpp"

namespace ibmcloud_token {
namespace {

using std::chrono::steady_clock;

/// In nanoseconds since the last boot, for all processes alike.
std::int64_t shared_time(steady_clock::time_point time = steady_clock::now()) {
    using std::chrono::nanoseconds;
    return std::chrono::duration_cast<nanoseconds>(time.time_since_epoch()).count();
}

/// True if `token`, or any if that is empty, is the one that the configuration has for its session,
/// with or without `Bearer`. Deeper in it there may be others.
bool holds_token(std::string_view config, std::string_view token) {
    bool is_held = false;
    find_json_members(config, {"IAMToken"}, [&](const json_member& member) {
        is_held |= member.depth == 1 && !member.value.empty() && member.value.ends_with(token);
    });
    return is_held;
}

}  // namespace

token_cache::token_cache(cache_file file, std::string config_path, std::string key,
                         const file_state& state_at_start, steady_clock::time_point deadline)
    : file_(std::move(file)),
      config_path_(std::move(config_path)),
      key_(std::move(key)),
      state_at_start_(state_at_start),
      start_(shared_time()),
      deadline_(shared_time(deadline)) {}

std::optional<token_cache> token_cache::open(const cli_run& run) {
    const std::string config_path = run.config_directory() + "/config.json";
    const std::string key = std::string(version_text()) + run.path() + '\n' + config_path;
    auto file = cache_file::in_runtime_directory(std::to_string(std::hash<std::string>{}(key)));
    const auto state = observe(config_path);
    if (!file || !state) {
        return std::nullopt;
    }
    return token_cache(*std::move(file), config_path, key, *state, run.deadline());
}

std::optional<cache_entry> token_cache::read() const {
    const auto bytes = file_.read();
    auto entry = bytes ? read_cache_entry(bytes->view()) : std::nullopt;
    return entry && entry->key == key_ ? std::move(entry) : std::nullopt;
}

std::optional<access_token> token_cache::token_of_session() const {
    auto entry = read();
    if (!entry || !entry->after || *entry->after == no_file ||
        entry->after != observe(config_path_)) {
        return std::nullopt;
    }
    auto* const token = std::get_if<access_token>(&entry->found);
    return token != nullptr ? std::optional(std::move(*token)) : std::nullopt;
}

std::optional<token_or_failure> token_cache::result_waited_for() const {
    auto entry = read();
    if (!entry || entry->ended < start_ || entry->ended > shared_time()) {
        return std::nullopt;
    }
    // A run that began later than this caller came is as good as one of its own. One that began
    // before will do if the configuration was still the same when this caller came: then the result
    // is of that session, or of one that the caller would have met by being quicker or slower.
    if (entry->began < start_ && entry->before != state_at_start_) {
        return std::nullopt;
    }
    return may_do_better(*entry) ? std::nullopt : std::optional(std::move(entry->found));
}

/// True if `failed` has no token, and another run now may have: somebody has logged in since, or
/// there is more time than it took.
bool token_cache::may_do_better(const cache_entry& failed) const {
    const auto* const why = std::get_if<failure>(&failed.found);
    if (why == nullptr) {
        return false;
    }
    const bool had_less_time = failed.ended - failed.began < deadline_ - shared_time();
    return !failed.after || failed.after != observe(config_path_) ||
           (why->cause == errc::timed_out && had_less_time);
}

void token_cache::begin_run() {
    state_before_run_ = observe_settled(config_path_);
    run_began_ = shared_time();
}

// A configuration that is as it was before the run has the session that the run found. If it has
// changed, the CLI may have renewed the token and written that down, and then the token is of the
// new state; or somebody has logged in or out meanwhile, and then the token is of a session that is
// no more. The times of a file do not tell one from the other. But a configuration that holds this
// very token does. Otherwise nobody knows, and only who waited for the run gets the token. Likewise
// a run that found no session is of a configuration that holds none.
std::optional<file_state> token_cache::state_of_session(const token_or_failure& found) const {
    if (const auto state = observe_settled(config_path_); state == state_before_run_) {
        return state;
    }
    const auto config = read_settled(config_path_);
    const auto* const token = std::get_if<access_token>(&found);
    const bool is_known =
        config && (token != nullptr ? holds_token(config->bytes.view(), token->text())
                                    : !holds_token(config->bytes.view(), {}));
    return is_known ? std::optional(config->state) : std::nullopt;
}

token_or_failure token_cache::keep(token_or_failure found) const {
    const auto* const why = std::get_if<failure>(&found);
    const bool is_of_this_caller = why != nullptr && why->cause == errc::system_refused;
    if (!state_before_run_ || is_of_this_caller) {
        return found;
    }
    const auto after = state_of_session(found);
    cache_entry entry{key_, *state_before_run_, after, run_began_, shared_time(), std::move(found)};
    // Without a cache the next caller runs the CLI, and that is all.
    (void)file_.write(write_cache_entry(entry).view());
    return std::move(entry.found);
}

}  // namespace ibmcloud_token
