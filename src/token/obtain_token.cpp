#include "token/obtain_token.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "core/masking.hpp"
#include "core/plain_text.hpp"
#include "core/verdict.hpp"
#include "system/child_process.hpp"
#include "system/clock.hpp"
#include "system/config_directory.hpp"
#include "system/files.hpp"
#include "system/ibmcloud_cli.hpp"

namespace ibmcloud_token {
namespace {

result<access_token> checked(access_token token, const requirements& required) {
    if (auto unmet = check(token, required, clock_time())) {
        return *std::move(unmet);
    }
    return token;
}

result<access_token> read_captured(const from_input& input, const options& asked,
                                   const messages& log) {
    const std::string name = input.path == "-" ? "standard input" : quoted_typed(input.path);
    log.note("reading " + name);
    const auto bytes = read_file(input.path, max_output);
    if (bytes.has_error()) {
        return failure(bytes.error().cause(), name + ": " + bytes.error().detail());
    }
    const cli_output seen{plain_text(bytes->view()), secret{}, std::nullopt};
    held_notes notes(log);
    add_notes(seen, notes);
    notes.write();
    auto token = find_token(seen, asked.kind);
    return token.has_value() ? checked(std::move(*token), asked.required) : std::move(token);
}

/// The token that the CLI has stored, if it meets the requirements. The CLI renews a token with
/// less lifetime than `min_usable_lifetime`, so a run may give a better one.
std::optional<access_token> find_stored(const options& asked) {
    requirements required = asked.required;
    required.min_ttl = std::max(required.min_ttl, min_usable_lifetime);
    required.needs_lifetime = true;
    auto token = read_stored_token(config_directory());
    return token && !check(*token, required, clock_time()) ? std::move(token) : std::nullopt;
}

/// The result of one turn: the token, and whether the CLI was run for it.
struct turn_result {
    result<access_token> token;
    bool is_fresh;
};

/// Takes a turn, and gives it back before anything is written.
turn_result take_turn(const ibmcloud_cli& cli, const options& asked, bool can_reuse,
                      const time_limit& limit, held_notes& notes) {
    auto turn = cli.take_turn(limit);
    if (turn.has_error()) {
        return {turn.error(), false};
    }
    if (can_reuse) {
        // A caller before this one may have had the token renewed.
        if (auto token = find_stored(asked)) {
            notes.add("another caller has renewed the token meanwhile");
            return {*std::move(token), false};
        }
    }
    return {cli.fetch_token(asked.kind, limit, *turn, notes), true};
}

result<access_token> run_cli(const from_cli& from, const options& asked, const caller_state& caller,
                             const messages& log) {
    const time_limit limit(from.timeout);
    // The configuration does not hold the UAA token.
    const bool can_reuse = from.can_reuse && asked.kind == token_kind::iam;
    if (can_reuse) {
        if (auto token = find_stored(asked)) {
            log.note("using the token that the CLI has stored");
            return *std::move(token);
        }
    }
    const auto cli = ibmcloud_cli::find(from.cli, caller);
    if (cli.has_error()) {
        return cli.error();
    }
    log.note("running " + masked_typed(cli->name()) + " iam oauth-tokens");
    held_notes notes(log);
    auto [token, is_fresh] = take_turn(*cli, asked, can_reuse, limit, notes);
    notes.write();
    if (token.has_error() || !is_fresh) {
        return std::move(token);
    }
    auto result = checked(std::move(*token), asked.required);
    if (result.has_error() && result.error().cause() == errc::token_expired) {
        return failure(errc::expired_when_printed, result.error().detail());
    }
    return result;
}

}  // namespace

result<access_token> obtain_token(const options& asked, const caller_state& caller,
                                  const messages& log) {
    if (const auto* const input = std::get_if<from_input>(&asked.source)) {
        return read_captured(*input, asked, log);
    }
    return run_cli(std::get<from_cli>(asked.source), asked, caller, log);
}

}  // namespace ibmcloud_token
