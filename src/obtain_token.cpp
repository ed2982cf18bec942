#include "obtain_token.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "captured_output.hpp"
#include "check_token.hpp"
#include "cli_run.hpp"
#include "core/description.hpp"
#include "core/failure.hpp"
#include "core/token_search.hpp"
#include "system/clock.hpp"
#include "token_cache.hpp"

namespace ibmcloud_token {
namespace {

void say_what_was_seen(const captured_output& seen, const messages& say) {
    if (!say.is_verbose()) {
        return;
    }
    const std::int64_t now = clock_time();
    for (const std::string& line : describe(seen.output.view(), now)) {
        say.note("output, " + line);
    }
    for (const std::string& line : describe(seen.errors.view(), now)) {
        say.note("errors, " + line);
    }
}

result<access_token> tell(token_or_failure found, const messages& say) {
    if (const auto* why = std::get_if<failure>(&found)) {
        return say.error(why->cause, why->detail);
    }
    return std::get<access_token>(std::move(found));
}

/// The token of the session, if it passes the checks that a new one has to pass.
std::optional<access_token> find_cached(const std::optional<token_cache>& cache,
                                        const options& asked, const messages& say) {
    auto token = cache ? cache->token_of_session() : std::nullopt;
    if (!token) {
        return std::nullopt;
    }
    // The CLI renews a token with less life than this, so a run may give a better one.
    constexpr std::chrono::seconds least{10};
    options asked_of_cache = asked;
    asked_of_cache.min_ttl = std::max(asked.min_ttl, least);
    asked_of_cache.needs_lifetime = true;
    const messages silence(true, false);
    const std::int64_t now = plausible_time(token->known_claims(), clock_time());
    if (check_token(*token, asked_of_cache, now, silence)) {
        return std::nullopt;
    }
    say.note("this session's token is in the cache");
    return token;
}

token_or_failure find_in_run(const cli_run& run, cli_turn& turn, token_kind kind,
                             const messages& say) {
    auto seen = run.carry_out(turn, say);
    if (auto* const why = std::get_if<failure>(&seen)) {
        return std::move(*why);
    }
    const auto& output = std::get<captured_output>(seen);
    say_what_was_seen(output, say);
    return find_token(output, kind);
}

result<access_token> take_turn(const cli_run& run, std::optional<token_cache>& cache,
                               const options& asked, const messages& say) {
    auto turn = run.wait_for_turn(say);
    if (turn.has_error()) {
        return turn.error();
    }
    if (auto token = find_cached(cache, asked, say)) {
        return *std::move(token);
    }
    if (cache) {
        if (auto found = cache->result_waited_for()) {
            say.note("the run that was waited for has given the answer");
            return tell(*std::move(found), say);
        }
        cache->begin_run();
    }
    auto found = find_in_run(run, *turn, asked.kind, say);
    return tell(cache ? cache->keep(std::move(found)) : std::move(found), say);
}

}  // namespace

result<access_token> obtain_token(const options& asked, const caller_signals& signals,
                                  const messages& say) {
    if (asked.input) {
        const auto seen = read_captured(*asked.input, say);
        if (seen.has_error()) {
            return seen.error();
        }
        say_what_was_seen(*seen, say);
        return tell(find_token(*seen, asked.kind), say);
    }
    const auto run = cli_run::plan(asked, signals, say);
    if (run.has_error()) {
        return run.error();
    }
    // The UAA token is of a session that is kept elsewhere.
    const bool can_cache = asked.cache && asked.kind == token_kind::iam;
    auto cache = can_cache ? token_cache::open(*run) : std::nullopt;
    if (asked.cache && !cache) {
        say.note("no cache: it takes a private XDG_RUNTIME_DIR, a configuration, and an IAM token");
    }
    if (auto token = find_cached(cache, asked, say)) {
        return *std::move(token);
    }
    return take_turn(*run, cache, asked, say);
}

}  // namespace ibmcloud_token
