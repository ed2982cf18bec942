// Running a command with the token, and setting variables, tried in the real shells.

#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
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
        sample + '\n' + (posix_alone ? "" : sample + '\n') + "none\n");
}

TEST(TokenFile, CanBeReadAgain) {
    const std::string line = "Authorization: Bearer " + sample + '\n';
    EXPECT_TRUE(run("ibmcloud-token --header -- sh -c 'cat $1 $1; cat @$1 2>/dev/null; cat $2' x "
                    "/dev/fd/token /dev/fd/token")
                    .out == (posix_alone ? line : line + line + line));
}

TEST(TokenFile, StandsInAnyPlaceOfAnArgument) {
    const outcome ended =
        run("ibmcloud-token --header -- echo -H @/dev/fd/token /dev/fd/token,/dev/fd/token");
    EXPECT_TRUE(ended.out.starts_with("-H @/dev/fd/")) << ended.out;
    EXPECT_EQ(ended.out.find("token"), std::string::npos) << ended.out;
}

TEST(TokenFile, HasNoOtherName) {
    const std::string others = "/dev/fd/tokens /dev/fd/token-2 /dev/fd/token_ /dev/fd/Token";
    EXPECT_EQ(run("ibmcloud-token -- echo " + others).out, others + '\n');
}

TEST(TokenFile, CanNotBeChanged) {
    EXPECT_EQ(run("ibmcloud-token -- sh -c 'echo x >>$1' x /dev/fd/token").status == 0,
              posix_alone);
}

TEST(TokenFile, LeavesOtherBracesAlone) {
    const outcome ended = run("ibmcloud-token --header -- printf '%s\\n' -H @/dev/fd/token -d '{}' "
                              "'{\"a\":{}}' '{}{}'");
    EXPECT_TRUE(ended.out.ends_with("\n-d\n{}\n{\"a\":{}}\n{}{}\n")) << ended.out;
    EXPECT_EQ(run("mkdir d; : >d/f; ibmcloud-token -- find d -type f -exec echo '{}' ';'").out,
              "d/f\n");
    EXPECT_EQ(run("echo a | ibmcloud-token -- xargs -I'{}' echo '{}b'").out, "ab\n");
}

TEST(TokenFile, NeedsNoQuotesInAnyShell) {
    const std::string command = "ibmcloud-token --header -- cat /dev/fd/token";
    for (const std::string shell : {"sh", "dash", "bash", "ksh", "mksh", "busybox sh", "zsh",
                                    "zsh -o BRACE_CCL", "fish", "tcsh -f"}) {
        SCOPED_TRACE(shell);
        const sandbox box;
        write_file(box.folder() / "test", command + "\necho @/dev/fd/token\n");
        const outcome ended = box.run(shell + " test");
        EXPECT_EQ(ended.err, "");
        EXPECT_TRUE(ended.out == "Authorization: Bearer " + sample + "\n@/dev/fd/token\n");
    }
    const sandbox box;
    write_file(box.folder() / "makefile", "all:\n\t@" + command + '\n');
    EXPECT_TRUE(box.run("make").out == "Authorization: Bearer " + sample + '\n');
}

TEST(TokenFile, IsAPipeWhereFilesInMemoryAreMissingOrForbidden) {
    const sandbox box;
    write_file(box.folder() / "large",
               "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzYW1wbGUifQ." + std::string(200000, 'c'));
    for (const std::string error : {"ENOSYS ", "EPERM "}) {
        const std::string program = "exec " OLD_KERNEL " --without-memfd " + error + PROGRAM " ";
        for (const std::string command : {"-- cat /dev/fd/token", "--stdin -- cat",
                                          "--stdin -- sh -c 'cat; cat $1 >&2' x /dev/fd/token"}) {
            EXPECT_TRUE(box.run(program + command).out == sample + '\n') << error << command;
        }
        const outcome ended = box.run(program + "-i large -- cat /dev/fd/token");
        EXPECT_EQ(ended.status, EX_OSERR) << error << ended.err;
        EXPECT_EQ(ended.out, "");
    }
}

TEST(TokenFile, CanBeOpenedOrTheCommandDoesNotStart) {
    for (const std::string folder : {"/proc", "/dev"}) {
        const sandbox box;
        const outcome ended = run_with_mount(box, "mount -t tmpfs none " + folder, "HIDE=" + folder,
                                             "exec ibmcloud-token -- cat /dev/fd/token");
        EXPECT_EQ(ended.status, ended.out.empty() ? EX_OSERR : EX_OK) << folder << ended.err;
        EXPECT_TRUE(ended.out.empty() || ended.out == sample + '\n') << folder;
    }
}

TEST(Command, HasTheTokenInNoArgument) {
    const std::string script = "ibmcloud-token --stdin --env A -- sh -c 'tr \"\\0\" \" \" "
                               "</proc/$$/cmdline' x /dev/fd/token";
    const outcome ended = run(script);
    EXPECT_NE(ended.out.find("/dev/fd/"), std::string::npos) << ended.err;
    EXPECT_FALSE(has_piece(ended.out));
}

TEST(Command, HasNoMarkOfARunOfTheCli) {
    EXPECT_EQ(run("ibmcloud-token -- sh -c 'echo ${IBMCLOUD_TOKEN_PARENT-none}'").out, "none\n");
    EXPECT_TRUE(run("ibmcloud-token -- ibmcloud-token").out == sample + '\n');
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
                              "; ibmcloud-token --" + count + " /dev/fd/token");
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
    for (const char* const how : {"--min-ttl 1 --", "--account 00000000000000000000000000000000 --",
                                  "--env A=expiry --", "-f expiry --stdin --"}) {
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
    expect_refusal(run("ibmcloud-token -- ./none"), 127, "the command was not found: './none'");
    expect_refusal(run(": >c; ibmcloud-token -- ./c"), 126, "ermission denied");
    expect_refusal(run("echo '#!/none/sh' >c; chmod +x c; ibmcloud-token -- ./c"), 126,
                   "'/none/sh' does not exist");
    // The file is open for writing.
    expect_refusal(run("echo '#!/bin/sh' >c; chmod +x c; ibmcloud-token -- ./c 3>>c"), 126,
                   "'./c': Text file busy");
}

TEST(Command, ThatCanNotBeRunIsAnErrorThoughNobodyReadsTheMessage) {
    EXPECT_EQ(run("exec 3>&1; { sleep 1; ibmcloud-token -- none 2>&1; echo $? >&3; } | :").out,
              "127\n");
}

TEST(Command, MayBeNamedInADeletedFolder) {
    EXPECT_EQ(run("mkdir d; cd d; rmdir ../d; ibmcloud-token --cli ../bin/ibmcloud -- echo x").out,
              "x\n");
}

TEST(Command, IsFoundAsExecvpFindsIt) {
    const std::string make =
        "mkdir d; printf '#!/bin/sh\\necho \"$0\" \"$1\"\\n' >d/c; chmod +x d/c; ";
    EXPECT_EQ(run(make + "ibmcloud-token -- d/c x").out, "d/c x\n");
    EXPECT_EQ(run(make + "PATH=d:$PATH exec ibmcloud-token -- c x").out, "d/c x\n");
    for (const char* const path : {":$PATH", "$PATH:", "$PATH::/none", "$PATH:."}) {
        EXPECT_EQ(run(make + "cd d; PATH=" + path + " exec ibmcloud-token -- c x").out, "./c x\n")
            << path;
    }
    EXPECT_EQ(run("program=$(command -v ibmcloud-token); cli=$(command -v ibmcloud); unset PATH; "
                  "exec \"$program\" --cli \"$cli\" -- echo x")
                  .out,
              "x\n");
    EXPECT_EQ(run(make + ": >c; PATH=.:d:$PATH exec ibmcloud-token -- c x").out, "d/c x\n");
}

TEST(Command, IsRunByShIfItIsAScriptWithoutAnInterpreter) {
    const std::string make = "printf 'echo \"$0\" \"$1\" ${#IAM_TOKEN}' >c; chmod +x c; ";
    const std::string size = std::to_string(sample.size());
    EXPECT_EQ(run(make + "ibmcloud-token -- ./c x").out, "./c x " + size + '\n');
    EXPECT_EQ(run(make + "PATH=.:$PATH exec ibmcloud-token -- c x").out, "./c x " + size + '\n');
    EXPECT_EQ(run(": >c; chmod +x c; ibmcloud-token -- ./c").status, 0);
}

TEST(Command, IsNotRunByShIfItIsBinaryOrHasAnInterpreter) {
    // The header of a program for s390x (machine 22), and commands between NULs.
    const std::string elf =
        "printf '\\177ELF\\2\\2\\1\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\2\\0\\26\\necho started\\n' >c; ";
    const std::string machine = "the command can't be executed: './c': it is for another machine";
    for (const std::string& make : {elf, std::string("printf 'echo started\\n\\0\\n' >c; ")}) {
        expect_refusal(run(make + "chmod +x c; ibmcloud-token -- ./c"), 126, machine);
        expect_refusal(run(make + "chmod +x c; PATH=.:$PATH exec ibmcloud-token -- c"), 126,
                       "'c': it is for another machine");
        expect_refusal(run(make + "mv c i; printf '#!./i\\necho started\\n' >c; chmod +x c i; "
                                  "ibmcloud-token -- ./c"),
                       126, "its interpreter './i' can't be executed");
    }
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
                                    "stray -- true"}) {
        SCOPED_TRACE(wrong);
        const sandbox box;
        expect_refusal(box.run(std::string("ibmcloud-token ") + wrong), EX_USAGE, "");
        EXPECT_EQ(box.count_runs(), 0U);
    }
}

TEST(Command, MayBeGivenAnyVariable) {
    EXPECT_TRUE(run("ibmcloud-token --env UID -- printenv UID").out == sample + '\n');
    EXPECT_TRUE(run("ibmcloud-token -f sh --env UID").out.starts_with("export UID="));
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

TEST(GitHub, IsNeededBeforeTheCliIsRun) {
    for (const char* const unset : {"", "GITHUB_ENV= "}) {
        const sandbox box;
        expect_refusal(box.run(std::string(unset) + "ibmcloud-token -f github"), EX_USAGE,
                       "GITHUB_ENV");
        EXPECT_EQ(box.count_runs(), 0U);
    }
}

TEST(GitHub, GetsNothingWhenItsFileCanNotBeOpened) {
    for (const std::string file : {"none", ".", "none/file"}) {
        const sandbox box;
        expect_refusal(box.run("GITHUB_ENV=" + file + " ibmcloud-token -f github"), EX_CANTCREAT,
                       file);
    }
}

TEST(GitHub, GetsTheMaskBeforeTheVariables) {
    // The reader of standard output looks at the file when the mask arrives.
    const sandbox box;
    const outcome ended =
        box.run("GITHUB_ENV=file exec python3 -c 'import os, subprocess, time\n"
                "open(\"file\", \"w\").close()\n"
                "r, w = os.pipe()\n"
                "os.write(w, b\"x\" * 65536)\n"
                "child = subprocess.Popen([\"ibmcloud-token\", \"-f\", \"github\"], stdout=w)\n"
                "time.sleep(0.7)\n"
                "print(os.path.getsize(\"file\"), child.poll(), flush=True)\n"
                "os.close(w)\n"
                "os.read(r, 65536)\n"
                "print(child.wait(), os.path.getsize(\"file\") > 0)'");
    EXPECT_EQ(ended.out, "0 None\n0 True\n") << ended.err;
}

TEST(GitHub, KeepsItsFileAsItWasOnAFullDisk) {
    for (const std::string before : {"A=1\\n", "A=1", ""}) {
        const sandbox box;
        std::filesystem::create_directory(box.folder() / "d");
        const outcome ended = run_with_mount(
            box, "mount -t tmpfs -o size=16k none d", "FAIL=write:28",
            "printf \"" + before +
                "\" >d/file; head -c 64k /dev/zero >d/rest 2>/dev/null; cp d/file file; "
                "GITHUB_ENV=d/file ibmcloud-token -f github --env A=json --env B=json --env C=json "
                "--env D=json --env E=json --env F=json --env G=json --env H=json --env I=json "
                "--env J=json --env K=json --env L=json --env M=json --env N=json --env O=json "
                "--env P=json --env Q=json --env R=json >mask; echo $?; cmp d/file file && echo "
                "same");
        EXPECT_EQ(ended.out, "74\nsame\n") << before << ended.err;
        EXPECT_NE(ended.err.find("No space left"), std::string::npos) << ended.err;
    }
}

TEST(GitHub, KeepsItsFileAsItWasAtALimit) {
    const sandbox box;
    const outcome ended =
        box.run("head -c 500 /dev/zero >file; cp file before; (ulimit -f 1; GITHUB_ENV=file "
                "ibmcloud-token -q -f github --env A=json --env B=json --env C=json >mask); "
                "echo $?; cmp file before && echo same");
    EXPECT_EQ(ended.out, "74\nsame\n") << ended.err;
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
