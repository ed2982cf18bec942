#include "login/log_in.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <variant>

#include "core/masking.hpp"
#include "core/verdict.hpp"
#include "login/credential.hpp"
#include "login/terminal_child.hpp"
#include "system/clock.hpp"
#include "system/ibmcloud_cli.hpp"
#include "system/signals.hpp"

namespace ibmcloud_token::login {
namespace {

using std::chrono::seconds;

/// The network or IBM's servers failed. A run that took too long is none of these: the user has set
/// the limit.
bool is_passing(const failure& why) {
    return why.cause() == errc::network_failure || why.cause() == errc::servers_failed;
}

/// True if the present login is the fault, so that the user needs a credential. That is not so for
/// a token that expires too soon by its own claims, or by this machine's clock: a new login gives
/// no better one.
bool is_login_needed(const failure& why) {
    constexpr std::array causes = {errc::not_logged_in, errc::login_refused,
                                   errc::token_short_lived, errc::other_account,
                                   errc::unknown_account};
    return std::find(causes.begin(), causes.end(), why.cause()) != causes.end();
}

/// True if a login with the credential at hand is worth a try: always, unless the CLI can't be run
/// at all, or calls this program instead of logging in. A CLI that is logged out can fail in words
/// of any language, and a login can replace an endpoint that does not answer.
bool may_login_help(const failure& why) {
    return why.cause() != errc::system_refused && why.cause() != errc::cli_not_executable &&
           why.cause() != errc::cli_calls_this_program;
}

/// Why `ibmcloud login`, which did not end with 0, failed. Words that tell the user of another
/// command to log in mean here that the login was refused.
failure explain(const cli_output& seen) {
    const failure why = find_token(seen, token_kind::iam).error();
    if (why.cause() == errc::not_logged_in || why.cause() == errc::login_refused) {
        return {errc::credential_refused, why.detail()};
    }
    return why.cause() == errc::cli_failed ? failure(errc::login_failed, why.detail()) : why;
}

std::string running(const ibmcloud_cli& cli, const std::string& command) {
    return "running " + masked_typed(cli.name()) + ' ' + command;
}

/// The look at the present login and, if need be, a login.
class attempt {
public:
    attempt(const options& asked, const ibmcloud_cli& cli, const result<credential>& secret,
            held_notes& notes)
        : asked_(&asked),
          cli_(&cli),
          secret_(&secret),
          notes_(&notes) {}

    /// Makes it in one turn: no other caller logs in between.
    result<access_token> make() {
        auto turn = cli_->take_turn(time_limit(asked_->timeout));
        if (turn.has_error()) {
            return turn.error();
        }
        auto token = look(*turn);
        if (token.has_value() || !may_login_help(token.error()) || turn->signals().has_arrived()) {
            return token;
        }
        if (secret_->has_error()) {
            return why_no_login(token.error());
        }
        notes_->add("a login is needed: " + message(token.error()));
        if (const auto done = log_in(*turn); done.has_error()) {
            return done.error();
        }
        notes_->add(running(*cli_, "iam oauth-tokens"));
        token = look(*turn);
        if (token.has_error() && token.error().cause() == errc::not_logged_in) {
            return failure(errc::not_logged_in,
                           "the login ended with exit status 0, without effect");
        }
        return token;
    }

private:
    /// The token of the present login, if it meets the requirements.
    [[nodiscard]] result<access_token> look(config_lock& turn) const {
        auto token = cli_->fetch_token(token_kind::iam, time_limit(asked_->timeout), turn, *notes_);
        if (token.has_error()) {
            return token;
        }
        auto unmet = check(*token, asked_->required, clock_time());
        if (unmet && unmet->cause() == errc::token_expired) {
            return failure(errc::expired_when_printed, unmet->detail());
        }
        return unmet ? *std::move(unmet) : std::move(token);
    }

    /// There is no credential, and the present login failed for `found`.
    [[nodiscard]] failure why_no_login(const failure& found) const {
        if (secret_->error().cause() != errc::no_credential) {
            return secret_->error();
        }
        return is_login_needed(found) ? failure(errc::no_credential, message(found)) : found;
    }

    [[nodiscard]] result<void> log_in(config_lock& turn) const {
        notes_->add(running(*cli_, "login"));
        auto environment = ibmcloud_cli::environment();
        (*secret_)->add_to(environment);
        const time_limit limit(asked_->timeout);
        if (std::holds_alternative<with_passcode>(asked_->method)) {
            return log_in_at_terminal(environment, limit, turn);
        }
        auto seen = cli_->run(asked_->arguments, environment, limit, turn);
        if (seen.has_error()) {
            return seen.error();
        }
        (*secret_)->hide_in(*seen);
        add_notes(*seen, *notes_);
        return *seen->wait_status == 0 ? result<void>() : explain(*seen);
    }

    /// The user has seen what the CLI said, and this program has not.
    [[nodiscard]] result<void> log_in_at_terminal(const child_environment& environment,
                                                  const time_limit& limit,
                                                  config_lock& turn) const {
        const auto end = run_terminal_child(
            cli_->describe_run(asked_->arguments, environment, limit, turn), turn.signals());
        if (end.has_error()) {
            return end.error();
        }
        notes_->add("it ended with " + describe_end(*end));
        return *end == 0
                   ? result<void>()
                   : failure(errc::not_logged_in, "the login ended with " + describe_end(*end));
    }

    const options* asked_;
    const ibmcloud_cli* cli_;
    const result<credential>* secret_;
    held_notes* notes_;
};

/// Signals act within a tick, also in process 1 of a container, for which the system drops those
/// that nobody handles.
void pause_for(seconds duration) {
    constexpr std::chrono::milliseconds tick{50};
    const time_limit limit(duration);
    while (steady_clock::now() < limit.end()) {
        const held_signals signals;
        std::this_thread::sleep_for(tick);
    }
}

seconds longer(seconds pause) {
    constexpr seconds longest{60};
    return std::max(pause, std::min(2 * pause, longest));
}

}  // namespace

result<access_token> ensure_login(const options& asked, const caller_state& caller,
                                  const messages& log) {
    auto cli = ibmcloud_cli::find(std::nullopt, caller);
    if (cli.has_error()) {
        return cli.error();
    }
    // Its file may be a pipe, so it is read once, and not while others wait for their turn. An
    // error counts only if a login is needed.
    const auto secret = credential::read(asked.method);
    withhold_credentials();
    if (secret.has_value()) {
        cli->set_filter([&secret](cli_output& seen) { secret->hide_in(seen); });
    }
    seconds pause = asked.retries.pause;
    for (int retries = asked.retries.count;; --retries) {
        log.note(running(*cli, "iam oauth-tokens"));
        held_notes notes(log);
        auto token = attempt(asked, *cli, secret, notes).make();
        notes.write();
        if (token.has_value() || !is_passing(token.error()) || retries == 0) {
            return token;
        }
        log.say(message(token.error()) + "; trying again in " + std::to_string(pause.count()) +
                " s");
        pause_for(pause);
        pause = longer(pause);
    }
}

}  // namespace ibmcloud_token::login
