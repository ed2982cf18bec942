#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "migrate/migrate_text.hpp"

// How scripts are rewritten, with shfmt. CALL stands for a pipeline that yields a bare token, and
// JSON for one that yields `Bearer eyJ…`.
namespace ibmcloud_token::migrate {
namespace {

std::string filled(std::string text) {
    const auto fill = [&](std::string_view mark, std::string_view by) {
        for (std::size_t at = text.find(mark); at != std::string::npos;
             at = text.find(mark, at + by.size())) {
            text.replace(at, mark.size(), by);
        }
    };
    fill("CALL", "ibmcloud iam oauth-tokens | awk '{print $4}'");
    fill("JSON", "ibmcloud iam oauth-tokens --output json | jq -r .iam_token");
    fill("RAW", "ibmcloud iam oauth-tokens");
    return text;
}

migrated_text migrated(const std::string& name, const std::string& text) {
    static shell_parser parser;
    EXPECT_TRUE(parser.is_available()) << "these tests need shfmt";
    return migrate_text(name, filled(text), parser, [](rule) { return true; });
}

/// A script, and what becomes of it. Curl behind it uses the token.
struct rewrite {
    std::string_view before;
    std::string_view after;
};

void expect_rows(const std::vector<rewrite>& table, std::string_view shebang = "#!/bin/bash\n",
                 const std::string& name = "x.sh") {
    for (const auto& [before, after] : table) {
        const std::string head(shebang);
        const std::string tail = "\ncurl x\n";
        const migrated_text result = migrated(name, head + std::string(before) + tail);
        EXPECT_EQ(result.text, head + filled(std::string(after)) + tail) << before;
        EXPECT_EQ(migrated(name, result.text).text, result.text) << "again: " << before;
    }
}

TEST(Rewrite, EndsAScriptThatGetsNoToken) {
    expect_rows({
        {"T=$(CALL)", "T=$(ibmcloud-token) || exit"},
        {"T=`CALL`", "T=$(ibmcloud-token) || exit"},
        {"T=\"$(JSON)\"", "T=\"$(ibmcloud-token --bearer)\" || exit"},
        {"H=\"A: $(CALL)\" # c", "H=\"A: $(ibmcloud-token)\" || exit # c"},
        {"T=${T:-$(CALL)}", "T=${T:-$(ibmcloud-token)} || exit"},
        {"A=(x \"$(CALL)\")", "A=(x \"$(ibmcloud-token)\") || exit"},
        {"f() {\n  T=$(CALL)\n}", "f() {\n  T=$(ibmcloud-token) || exit\n}"},
        {"(T=$(CALL); curl)", "(T=$(ibmcloud-token) || exit; curl)"},
        {"a && T=$(CALL)", "a && { T=$(ibmcloud-token) || exit; }"},
        {"a || T=$(CALL)", "a || T=$(ibmcloud-token) || exit"},
        {"T=$(cd x && CALL)", "T=$(cd x && ibmcloud-token) || exit"},
        {"T=$(echo $(CALL))", "T=$(ibmcloud-token) || exit"},
    });
}

TEST(Rewrite, AddsNothingWhereAFailureIsHandled) {
    expect_rows({
        {"T=$(CALL) && curl", "T=$(ibmcloud-token) && curl"},
        {"T=$(CALL) || die", "T=$(ibmcloud-token) || die"},
        {"T=$(CALL || true)", "T=$(ibmcloud-token || true)"},
        {"if T=$(CALL); then curl; fi", "if T=$(ibmcloud-token); then curl; fi"},
        {"T=$(CALL)\nif [ -z \"$T\" ]; then exit 1; fi",
         "T=$(ibmcloud-token)\nif [ -z \"$T\" ]; then exit 1; fi"},
        {"T=$(CALL)\n[ $? -eq 0 ] || exit", "T=$(ibmcloud-token)\n[ $? -eq 0 ] || exit"},
        {"T=$(CALL)\nexport T\n[[ -n ${T} ]] || exit",
         "T=$(ibmcloud-token)\nexport T\n[[ -n ${T} ]] || exit"},
        {"set -eu\nT=$(CALL)", "set -eu\nT=$(ibmcloud-token)"},
        {"set -o errexit\nT=$(CALL)", "set -o errexit\nT=$(ibmcloud-token)"},
        {"set -e\nset +e\nT=$(CALL)", "set -e\nset +e\nT=$(ibmcloud-token) || exit"},
        {"T=$(CALL)\nT=x\n[ $T ] || exit", "T=$(ibmcloud-token) || exit\nT=x\n[ $T ] || exit"},
        {"[ -n \"$(CALL)\" ] || exit", "[ -n \"$(ibmcloud-token)\" ] || exit"},
    });
    expect_rows({{"T=$(CALL)", "T=$(ibmcloud-token)"}}, "#!/bin/sh -e\n");
}

TEST(Rewrite, MindsWhereTheShellIgnoresErrexit) {
    expect_rows({
        {"set -e\nf() { T=$(CALL); curl; }\nR=$(f)",
         "set -e\nf() { T=$(ibmcloud-token) || exit; curl; }\nR=$(f)"},
        {"set -e\nf() { T=$(CALL); curl; }\nf || x",
         "set -e\nf() { T=$(ibmcloud-token) || exit; curl; }\nf || x"},
        {"set -e\nf() { T=$(CALL); curl; }\nf", "set -e\nf() { T=$(ibmcloud-token); curl; }\nf"},
    });
}

TEST(Rewrite, SplitsDeclarations) {
    expect_rows({
        {"export T=$(CALL)", "T=$(ibmcloud-token) || exit\nexport T"},
        {"if a; then export T=$(CALL); fi", "if a; then T=$(ibmcloud-token) || exit; export T; fi"},
        {"export A=1 T=$(CALL) B=2", "T=$(ibmcloud-token) || exit\nexport A=1 T B=2"},
        {"readonly T=$(CALL)", "T=$(ibmcloud-token) || exit\nreadonly T"},
        {"declare -x T=$(CALL)", "T=$(ibmcloud-token) || exit\ndeclare -x T"},
        {"f() {\n  local T=$(CALL)\n}", "f() {\n  local T\n  T=$(ibmcloud-token) || exit\n}"},
        {"f() {\n  local a T=$(CALL) b\n}",
         "f() {\n  local a T b\n  T=$(ibmcloud-token) || exit\n}"},
        {"a && export T=$(CALL)", "a && { T=$(ibmcloud-token) || exit; export T; }"},
        {"a || export T=$(CALL)", "a || { T=$(ibmcloud-token) || exit; export T; }"},
        {"export T=$(CALL) && curl", "T=$(ibmcloud-token) && export T && curl"},
        {"export T=$(CALL) || exit 1", "T=$(ibmcloud-token) || exit 1\nexport T"},
        {"export T=$(CALL)\n[ $? = 0 ] || exit",
         "T=$(ibmcloud-token) && export T\n[ $? = 0 ] || exit"},
        {"set -e\nexport T=$(CALL)", "set -e\nT=$(ibmcloud-token)\nexport T"},
    });
}

TEST(Rewrite, LetsNoCommandRunWithoutItsArgument) {
    expect_rows({
        {"curl -H \"Authorization: Bearer $(CALL)\" u",
         "ibmcloud-token --header -- curl -H @/dev/fd/token u"},
        {"X=1 curl -sH \"authorization: $(JSON)\" u | jq .",
         "X=1 ibmcloud-token --header -- curl -sH @/dev/fd/token u | jq ."},
        {"R=$(curl -H \"Authorization: Bearer $(CALL)\" u)",
         "R=$(ibmcloud-token --header -- curl -H @/dev/fd/token u)"},
        {"curl -H \"X: $(CALL)\" u", "token=$(ibmcloud-token) || exit\ncurl -H \"X: $token\" u"},
        {"curl() { :; }\ncurl -H \"Authorization: Bearer $(CALL)\" u",
         "curl() { :; }\ntoken=$(ibmcloud-token) || exit\ncurl -H \"Authorization: Bearer $token\" "
         "u"},
        {"helm -p $(CALL) r", "token=$(ibmcloud-token) || exit\nhelm -p \"$token\" r"},
        {"x \"$(CALL)y\"", "token=$(ibmcloud-token) || exit\nx \"${token}y\""},
        {"a && x \"$(CALL)\"", "a && token=$(ibmcloud-token) && x \"$token\""},
        {"if x \"$(CALL)\"; then y; fi", "if token=$(ibmcloud-token) && x \"$token\"; then y; fi"},
        {"token=1\nx \"$(CALL)\"",
         "token=1\niam_token=$(ibmcloud-token) || exit\nx \"$iam_token\""},
        {"V=$(CALL) terraform plan", "ibmcloud-token --env V -- terraform plan"},
        {"A=1 V=$(JSON) terraform plan", "A=1 ibmcloud-token --env V=bearer -- terraform plan"},
        {"echo \"V=$(CALL)\" >> \"$GITHUB_ENV\"", "ibmcloud-token --format github --env V"},
    });
}

TEST(Rewrite, HandsTheTokenToWhatReadsAPipe) {
    expect_rows({
        {"CALL | docker login --password-stdin r",
         "ibmcloud-token --stdin -- docker login --password-stdin r"},
        {"CALL | tr -d '\\n' | podman login --password-stdin r",
         "ibmcloud-token --stdin -- podman login --password-stdin r"},
        {"CALL | tr -d '\\n' | pbcopy", "ibmcloud-token --no-newline --stdin -- pbcopy"},
        {"echo $(CALL) | docker login --password-stdin r",
         "ibmcloud-token --stdin -- docker login --password-stdin r"},
    });
}

TEST(Rewrite, WritesFilesInOneStep) {
    expect_rows({
        {"JSON > f", "ibmcloud-token --bearer --output f || exit"},
        {"CALL > $D/f", "ibmcloud-token --output \"$D/f\" || exit"},
        {"CALL > json", "ibmcloud-token --output ./json || exit"},
        {"[ -e f ] || CALL > f", "[ -e f ] || ibmcloud-token --output f || exit"},
        {"CALL >> f", "ibmcloud-token >> f || exit"},
        {"printf %s \"$(CALL)\" > f", "token=$(ibmcloud-token) || exit\nprintf %s \"$token\" > f"},
        {"CALL >&2", "ibmcloud-token >&2"},
    });
}

TEST(Rewrite, ChecksLogins) {
    expect_rows({
        {"RAW >/dev/null 2>&1 || die", "ibmcloud-token --check --quiet || die"},
        {"if ! RAW &>/dev/null; then x; fi", "if ! ibmcloud-token --check --quiet; then x; fi"},
        {"RAW | grep -q Bearer && x", "ibmcloud-token --check && x"},
        {"RAW >/dev/null\nif [ $? -ne 0 ]; then x; fi",
         "ibmcloud-token --check\nif [ $? -ne 0 ]; then x; fi"},
        {"in() { RAW >/dev/null; }\nin || die", "in() { ibmcloud-token --check; }\nin || die"},
        {"keep() { RAW >/dev/null; }\nkeep", "keep() { RAW >/dev/null; }\nkeep"},
        {"while a; do RAW >/dev/null; done", "while a; do RAW >/dev/null; done"},
    });
}

TEST(Rewrite, KeepsTheCliWhereItIs) {
    expect_rows({
        {"T=$(docker run x CALL)",
         "T=$(docker run x ibmcloud iam oauth-tokens | ibmcloud-token --input -) || exit"},
        {"T=$($IC iam oauth-tokens | cut -d' ' -f5)",
         "T=$($IC iam oauth-tokens | ibmcloud-token --input -) || exit"},
        {"T=$(/opt/CALL)", "T=$(ibmcloud-token --cli /opt/ibmcloud) || exit"},
        {"T=$(A=b CALL)", "T=$(A=b ibmcloud-token) || exit"},
        {"T=$(command CALL)", "T=$(ibmcloud-token) || exit"},
        {"ibmcloud() { :; }\nT=$(CALL)",
         "ibmcloud() { :; }\nT=$(ibmcloud iam oauth-tokens | ibmcloud-token --input -) || exit"},
    });
}

TEST(Rewrite, LeavesSourcedFilesByReturn) {
    expect_rows({{"T=$(CALL)", "T=$(ibmcloud-token) || return"},
                 {"export T=$(CALL)", "T=$(ibmcloud-token) || return\nexport T"}},
                "", ".envrc");
    expect_rows({{"T=$(CALL)", "T=$(ibmcloud-token)"},
                 {"export T=$(CALL)", "T=$(ibmcloud-token) && export T"}},
                "", ".bashrc");
}

TEST(Rewrite, KeepsSilenceWhereTheScriptGoesOn) {
    expect_rows({
        {"T=$(RAW 2>/dev/null | awk '{print $4}') || x", "T=$(ibmcloud-token --quiet) || x"},
        {"T=$(RAW 2>/dev/null | awk '{print $4}')", "T=$(ibmcloud-token) || exit"},
        {"T=$(RAW 2>&1 | awk '{print $4}')", "T=$(ibmcloud-token) || exit"},
    });
}

/// The rules under which a script is named, and not rewritten.
std::vector<std::string_view> named_by_hand(const std::string& text) {
    const migrated_text result = migrated("x.sh", "#!/bin/bash\n" + text + "\ncurl x\n");
    EXPECT_EQ(result.text, filled("#!/bin/bash\n" + text + "\ncurl x\n"));
    std::vector<std::string_view> rules;
    for (const finding& each : result.findings) {
        EXPECT_FALSE(each.can_be_rewritten());
        EXPECT_FALSE(each.advice.empty());
        rules.push_back(text_of(each.id).name);
    }
    return rules;
}

TEST(Finding, IsNamedWhereNothingIsProved) {
    using names = std::vector<std::string_view>;
    EXPECT_EQ(named_by_hand("A=$(RAW)"), names{"raw-output"});
    EXPECT_EQ(named_by_hand("set -- $(RAW)"), names{"raw-output"});
    EXPECT_EQ(named_by_hand("T=$(RAW | cut -d' ' -f$N)"), names{"cut-text"});
    EXPECT_EQ(named_by_hand("T=$(RAW | tail -1)"), names{"cut-text"});
    EXPECT_EQ(named_by_hand("T=$(RAW --output json | jq .)"), names{"cut-json"});
    EXPECT_EQ(named_by_hand("curl -H \"Authorization: Bearer $(JSON)\""), names{"scheme-twice"});
    EXPECT_EQ(named_by_hand("T=$(JSON)\ncurl -H \"Authorization: Bearer ${T}\""),
              names{"scheme-twice"});
    EXPECT_EQ(named_by_hand("CALL | tee f"), names{"cut-text"});
    EXPECT_EQ(named_by_hand("f() {\n  local -r T=$(CALL)\n}"), names{"hidden-status"});
    EXPECT_EQ(named_by_hand("docker login --password-stdin r <<< \"$(CALL)\""), names{"cut-text"});
    EXPECT_EQ(named_by_hand("CALL | while read x; do y; done"), names{"cut-text"});
    EXPECT_EQ(named_by_hand("read x < <(CALL)"), names{"cut-text"});
    EXPECT_EQ(named_by_hand("CALL &"), names{"cut-text"});
    EXPECT_EQ(named_by_hand("bash -c 'x; ibmcloud iam oauth-tokens | cut -f5'"), names{"cut-text"});
    EXPECT_EQ(named_by_hand("C='ibmcloud iam oauth-tokens'"), names{"raw-output"});
    EXPECT_EQ(named_by_hand("cat > x.sh <<'E'\nT=$(CALL)\nE"), names{"cut-text"});
    EXPECT_EQ(named_by_hand("if RAW; then x; fi"), names{"login-check"});
}

TEST(Finding, IsNothingThatIsNotRun) {
    using names = std::vector<std::string_view>;
    for (const std::string text :
         {"# T=$(CALL)", "RAW", "echo \"CALL\"", "cat <<'E'\nCALL\nE", "die 'CALL'",
          "tool RAW | awk x", "ibmcloud iam oauth-token | awk '{print $4}'", "T=$(ibmcloud-token)",
          "RAW | ibmcloud-token --input -", "grep 'RAW | awk' f",
          "T=$(CALL) # ibmcloud-token-migrate: ignore"}) {
        EXPECT_EQ(named_by_hand(text), names{}) << text;
    }
}

TEST(Finding, NamesSchemesThatMayBeMissing) {
    const migrated_text result =
        migrated("x.sh", "#!/bin/bash\nT=$(CALL)\ncurl -H \"Authorization: $T\" u\n");
    EXPECT_EQ(text_of(result.findings.at(0).id).name, "scheme-missing");
    EXPECT_TRUE(result.findings.at(0).can_be_rewritten());
}

TEST(Rewrite, ChangesNothingInGeneratedFiles) {
    const std::string text =
        filled("#!/bin/bash\n# Code generated by x. DO NOT EDIT.\nT=$(CALL)\n");
    const migrated_text result = migrated("x.sh", text);
    EXPECT_EQ(result.text, text);
    EXPECT_EQ(result.findings.at(0).advice, "the file is generated");
}

TEST(Rewrite, KeepsComments) {
    expect_rows({
        {"T=$(\n  # a\n  CALL # b\n)", "T=$(\n  # a\n  ibmcloud-token # b\n) || exit"},
        {"export T=`CALL # a\n`", "T=`ibmcloud-token # a\n` || exit\nexport T"},
    });
    for (const std::string text :
         {"T=$(RAW | # a\n  awk '{print $4}')", "CALL | # a\n  docker login",
          "echo \"$(CALL # a\n)\" >f", "T=$(CALL # a\n) cmd",
          "curl -H \"Authorization: Bearer $(CALL # a\n)\" x"}) {
        EXPECT_EQ(named_by_hand(text).size(), 1U) << text;
    }
}

TEST(Rewrite, ChangesNothingThatShfmtRefuses) {
    const std::string text = filled("#!/bin/bash\nT=$(CALL)\nif ]] (\n");
    EXPECT_EQ(migrated("x.sh", text).text, text);
}

TEST(Rewrite, MakesOnlyTheRulesThatAreAskedFor) {
    shell_parser parser;
    const std::string text = filled("#!/bin/bash\nT=$(CALL)\nexport U=$(CALL)\ncurl\n");
    const auto result =
        migrate_text("x.sh", text, parser, [](rule id) { return id == rule::hidden_status; });
    EXPECT_EQ(result.findings.size(), 1U);
    EXPECT_EQ(result.text,
              filled("#!/bin/bash\nT=$(CALL)\nU=$(ibmcloud-token) || exit\nexport U\ncurl\n"));
}

}  // namespace
}  // namespace ibmcloud_token::migrate
