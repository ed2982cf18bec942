// Running a command with the token, and setting variables, tried in the real shells.

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include <sysexits.h>

#include "core/tokens.hpp"
#include "helpers/shell.hpp"

namespace ibmcloud_token {
namespace {

outcome run(const std::string& script, const std::string& cli_script = "token") {
    return sandbox().run(script, cli_script);
}

TEST(Command, GetsTheTokenInAVariable) {
    EXPECT_TRUE(run("ibmcloud-token -- printenv IAM_TOKEN").out == sample + '\n');
    EXPECT_TRUE(run("ibmcloud-token --env A=bearer --env B -- sh -c 'echo $A; echo $B; "
                    "echo ${IAM_TOKEN-none}'")
                    .out == "Bearer " + sample + '\n' + sample + "\nnone\n");
    EXPECT_TRUE(run("IAM_TOKEN=old ibmcloud-token -- env | grep -c IAM_TOKEN").out == "1\n");
}

TEST(Command, GetsTheTokenOnItsStandardInput) {
    EXPECT_TRUE(run("ibmcloud-token --stdin -- cat").out == sample + '\n');
    EXPECT_TRUE(run("ibmcloud-token --stdin -n --bearer -- cat").out == "Bearer " + sample);
    EXPECT_TRUE(
        run("ibmcloud-token --stdin -- sh -c 'cat; cat /dev/stdin; echo ${IAM_TOKEN-none}'").out ==
        sample + '\n' + sample + "\nnone\n");
}

TEST(Command, GetsTheTokenInAFileThatItCanReadAgain) {
    EXPECT_TRUE(
        run("ibmcloud-token --header -- sh -c 'cat $1 $1; cat @$1 2>/dev/null; cat $2' x {} {}")
            .out == "Authorization: Bearer " + sample + "\nAuthorization: Bearer " + sample +
                        "\nAuthorization: Bearer " + sample + '\n');
    const outcome curl_like = run("ibmcloud-token --header -- echo -H @{} '{}{}'");
    EXPECT_TRUE(curl_like.out.starts_with("-H @/dev/fd/")) << curl_like.out;
    EXPECT_EQ(curl_like.out.find("{}"), std::string::npos);
}

TEST(Command, CanNotChangeTheFile) {
    EXPECT_NE(run("ibmcloud-token -- sh -c 'echo x >>$1' x {}").status, 0);
}

TEST(Command, HasTheTokenInNoArgument) {
    const std::string script = "ibmcloud-token --stdin --env A -- sh -c 'tr \"\\0\" \" \" "
                               "</proc/$$/cmdline' x {}";
    EXPECT_EQ(run(script).out.find("eyJ"), std::string::npos);
}

TEST(Command, IsRunInPlaceOfTheProgram) {
    EXPECT_EQ(run("ibmcloud-token -- sh -c 'exit 7'").status, 7);
    EXPECT_EQ(run("ibmcloud-token -- sh -c 'kill -KILL $$'").status, 128 + 9);
    EXPECT_EQ(
        run("sh -c 'echo $$; exec ibmcloud-token -- sh -c \"echo \\$\\$\"' | uniq | wc -l").out,
        "1\n");
    EXPECT_EQ(run("mkdir d; cd d; ibmcloud-token -- pwd | grep -c '/d$'").out, "1\n");
    EXPECT_EQ(run("echo in | ibmcloud-token -- cat; ibmcloud-token -- sh -c 'echo err >&2'").out,
              "in\n");
}

TEST(Command, GetsTheDescriptorsOfTheCallerAndNotOurs) {
    const std::string count = " sh -c 'ls /proc/self/fd | wc -l' x";
    const outcome ended = run("exec 5</dev/null;" + count + "; ibmcloud-token --" + count +
                              "; ibmcloud-token --" + count + " {}");
    const int callers = std::stoi(ended.out);
    EXPECT_EQ(ended.out, std::to_string(callers) + '\n' + std::to_string(callers) + '\n' +
                             std::to_string(callers + 1) + '\n');
    EXPECT_NE(run("ibmcloud-token -- sh -c 'echo x' >&-").status, 0);
    EXPECT_EQ(run("ibmcloud-token -- sh -c 'cat; echo $?' <&- 2>/dev/null").out, "1\n");
}

TEST(Command, GetsTheSignalsOfTheCaller) {
    EXPECT_EQ(run("ibmcloud-token -- sh -c 'yes | head -n 1; grep -c \"^SigIgn:.*0$\" "
                  "/proc/self/status'")
                  .out,
              "y\n1\n");
    EXPECT_EQ(run("ibmcloud-token -- grep SigBlk /proc/self/status").out,
              "SigBlk:\t0000000000000000\n");
}

TEST(Command, DoesNotStartWithoutAToken) {
    for (const char* const how :
         {"--min-ttl 1 --", "--account x --", "--env A=expiry --", "-f expiry --stdin --"}) {
        const outcome ended =
            run(std::string("ibmcloud-token ") + how + " touch started; ls started");
        EXPECT_EQ(ended.out, "") << how;
    }
    const outcome ended =
        run("ibmcloud-token -- touch started; echo $?; ls", "err=Not logged in,exit=1");
    EXPECT_TRUE(ended.out.starts_with("77\n"));
    EXPECT_EQ(ended.out.find("started"), std::string::npos);
}

TEST(Command, ThatCanNotBeRunIsAnError) {
    EXPECT_EQ(run("ibmcloud-token -- no-such-command").status, 127);
    EXPECT_EQ(run("ibmcloud-token -- /").status, 126);
    EXPECT_EQ(run("ibmcloud-token -- ''").status, 127);
    const outcome ended = run("ibmcloud-token -- ./none 2>&1");
    EXPECT_EQ(ended.out, "ibmcloud-token: the command was not found: ./none\n");
}

TEST(Command, ReadsCapturedOutput) {
    EXPECT_TRUE(run("ibmcloud iam | ibmcloud-token -i - -- printenv IAM_TOKEN").out ==
                sample + '\n');
}

TEST(Command, RefusesOptionsThatDoNothingForIt) {
    for (const char* const wrong : {"--",
                                    "--check -- true",
                                    "-o f -- true",
                                    "--bearer -- true",
                                    "-n -- true",
                                    "--env A --bearer -- true",
                                    "-f sh -- true",
                                    "-f github --stdin -- true",
                                    "--stdin",
                                    "--env A",
                                    "--env 1A -- true",
                                    "--env A-B -- true",
                                    "--env '' -- true",
                                    "--env A=sh -- true",
                                    "--env A= -- true",
                                    "--env A --env A=bearer -- true",
                                    "-f github -o f",
                                    "-f github -n",
                                    "-f github --env GITHUB_X",
                                    "-f sh --env UID",
                                    "-f fish --env status",
                                    "stray -- true"}) {
        const outcome ended = run(std::string("ibmcloud-token ") + wrong);
        EXPECT_EQ(ended.status, EX_USAGE) << wrong;
        EXPECT_EQ(ended.out, "") << wrong;
        EXPECT_TRUE(ended.err.ends_with("\nsee: ibmcloud-token --help\n")) << wrong;
    }
}

/// How a shell sets variables from what the program writes, and how it runs a script.
struct real_shell {
    std::string form;
    std::string run;
    std::string set;  ///< PROGRAM stands for the command
};

const std::vector<real_shell>& real_shells() {
    static const std::vector<real_shell> shells = {
        {"sh", "dash", "lines=$(PROGRAM); eval \"$lines\""},
        {"sh", "bash", "lines=$(PROGRAM); eval \"$lines\""},
        {"sh", "zsh", "lines=$(PROGRAM); eval \"$lines\""},
        {"sh", "busybox sh", "lines=$(PROGRAM); eval \"$lines\""},
        {"fish", "fish", "PROGRAM | source"},
        {"csh", "tcsh -f", "eval \"`PROGRAM`\""},
    };
    return shells;
}

std::string replace_program(std::string text, const std::string& program) {
    const std::string word = "PROGRAM";
    const std::size_t at = text.find(word);
    return text.replace(at, word.size(), program);
}

TEST(ShellForms, SetExactlyTheValueInTheRealShells) {
    const std::string nasty =
        R"({"a":"it's $HOME `id` $(id) !! !x %n * ? ~ # ; & | < > ( ) [ ] { } \\ \" \\' \u20ac","b":"€ ’ \u0007"})";
    for (const real_shell& shell : real_shells()) {
        SCOPED_TRACE(shell.run);
        const sandbox box;
        write_file(box.folder() / "in", "Bearer " + make_token(nasty));
        const std::string arguments = "ibmcloud-token -i in -f " + shell.form +
                                      " --env T1=claims --env _T=bearer --env H=header";
        write_file(box.folder() / "test", replace_program(shell.set, arguments) +
                                              "\nprintenv T1\nprintenv _T\nprintenv H\n");
        const outcome read_back = box.run(shell.run + " test");
        const outcome expected =
            box.run("for form in claims bearer header; do ibmcloud-token -i in -f $form; done");
        EXPECT_EQ(read_back.err, "");
        EXPECT_TRUE(read_back.out == expected.out);
    }
}

TEST(ShellForms, StopAScriptWhenThereIsNoToken) {
    for (const std::string shell : {"dash", "bash", "zsh", "busybox sh"}) {
        SCOPED_TRACE(shell);
        const sandbox box;
        const std::string no_token = "err=Not logged in,exit=1";
        write_file(box.folder() / "two", "set -e\nlines=$(ibmcloud-token -q -f sh)\necho on\n");
        write_file(box.folder() / "one",
                   "set -e\neval \"$(ibmcloud-token -q -f sh || echo exit $?)\"\necho on\n");
        for (const char* const script : {" two", " one"}) {
            const outcome ended = box.run(shell + script, no_token);
            EXPECT_EQ(ended.status, EX_NOPERM) << script;
            EXPECT_EQ(ended.out, "") << script;
            EXPECT_EQ(box.run(shell + script).out, "on\n") << script;
        }
    }
}

TEST(ShellForms, OfPowerShellDoubleEachQuote) {
    // By the language's rules on quoting: there is no PowerShell to try it in.
    const sandbox box;
    write_file(box.folder() / "in", "Bearer " + make_token(R"({"a":"it's ’ `$x"})"));
    EXPECT_EQ(box.run("ibmcloud-token -i in -f powershell --env T=claims").out,
              R"($env:T = '{"header":{"alg":"RS256"},"claims":{"a":"it''s ’’ `$x"}}')"
              "\n");
}

TEST(ShellForms, OfDotenvQuoteWhatNeedsIt) {
    const sandbox box;
    write_file(box.folder() / "in", "Bearer " + sample);
    EXPECT_TRUE(box.run("ibmcloud-token -i in -f dotenv").out == "IAM_TOKEN=" + sample + '\n');
    EXPECT_TRUE(box.run("ibmcloud-token -i in -n -f dotenv --env A --env B=bearer").out ==
                "A=" + sample + "\nB='Bearer " + sample + '\'');
    EXPECT_TRUE(
        box.run("ibmcloud-token -i in -f dotenv --env B=bearer -o .env; . ./.env; echo $B").out ==
        "Bearer " + sample + '\n');
}

TEST(GitHub, GetsVariablesInItsFileAndAMaskInItsLog) {
    const sandbox box;
    const outcome ended = box.run("printf 'A=1' >file; GITHUB_ENV=file ibmcloud-token -f github "
                                  "--env T=bearer; cat file >&2");
    EXPECT_TRUE(ended.out == "::add-mask::" + sample + '\n');
    EXPECT_TRUE(ended.err == "A=1\nT=Bearer " + sample + '\n');
}

TEST(GitHub, GetsNothingWhenItsFileIsMissing) {
    const sandbox box;
    EXPECT_EQ(box.run("ibmcloud-token -f github").status, EX_USAGE);
    const outcome ended = box.run("GITHUB_ENV=none ibmcloud-token -f github");
    EXPECT_EQ(ended.status, EX_IOERR);
    EXPECT_EQ(ended.out, "");
}

TEST(GitHub, GetsNoMaskWhenItsFileCanNotBeWritten) {
    const sandbox box;
    const outcome ended = box.run(": >file; GITHUB_ENV=file LD_PRELOAD=" ODD_SYSTEM
                                  " FAIL=write:122 exec ibmcloud-token -f github | cat");
    EXPECT_EQ(ended.out, "");
    EXPECT_NE(ended.err.find("'file': Disk quota exceeded"), std::string::npos) << ended.err;
}

TEST(GitHub, GetsNothingInItsFileWhenTheMaskCanNotBeWritten) {
    const sandbox box;
    const outcome ended = box.run("echo A=1 >file; GITHUB_ENV=file ibmcloud-token -f github "
                                  ">/dev/full; echo $?; GITHUB_ENV=file ibmcloud-token -f github "
                                  "--env B --env C >&-; echo $?; cat file");
    EXPECT_TRUE(ended.out == "74\n74\nA=1\n");
}

TEST(Variables, AreNotSetToWhatTheTokenDoesNotSay) {
    const sandbox box;
    for (const char* const form : {"-f sh", "-f github"}) {
        const outcome ended = box.run(std::string(": >file; GITHUB_ENV=file ibmcloud-token ") +
                                      form + " --env A --env B=expiry");
        EXPECT_EQ(ended.status, EX_DATAERR) << form;
        EXPECT_EQ(ended.out + read_file(box.folder() / "file"), "") << form;
    }
}

}  // namespace
}  // namespace ibmcloud_token
