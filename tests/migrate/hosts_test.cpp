#include "migrate/hosts/host.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "migrate/edits.hpp"

namespace ibmcloud_token::migrate {
namespace {

fragments cut_file(const std::string& path, std::string_view text) {
    host_setting setting;
    setting.path = path;
    fragments found;
    cut(language_of(path, text), mapped_text::whole(text), setting, found);
    return found;
}

using strings = std::vector<std::string>;

/// The shell in a file; `!` before it if the host stops at failures.
strings shell_in(const std::string& path, std::string_view text) {
    strings found;
    for (const fragment& each : cut_file(path, text)) {
        found.push_back((each.is_strict ? "!" : "") + each.shell.text());
    }
    return found;
}

/// The file with `X` in the place of the call in its first fragment.
std::string with_call_replaced(const std::string& path, std::string_view text,
                               const std::string& by = "X") {
    const fragment part = cut_file(path, text).at(0);
    const std::string call = "ibmcloud iam oauth-tokens | awk '{print $4}'";
    const std::size_t at = part.shell.text().find(call);
    EXPECT_NE(at, std::string::npos) << part.shell.text();
    return with_edits(text, {part.shell.in_file({{at, at + call.size()}, by})});
}

TEST(Language, IsToldByNameAndShebang) {
    EXPECT_EQ(language_of("a/x.sh", ""), language::shell);
    EXPECT_EQ(language_of("run", "#!/usr/bin/env bash\n"), language::shell);
    EXPECT_EQ(language_of("run", "#!/usr/bin/env python3\n"), language::python);
    EXPECT_EQ(language_of("run.sh", "#!/usr/bin/env python3\n"), language::python);
    EXPECT_EQ(language_of(".envrc", ""), language::shell);
    EXPECT_EQ(language_of("Makefile.in", ""), language::make);
    EXPECT_EQ(language_of("Dockerfile.dev", ""), language::dockerfile);
    EXPECT_EQ(language_of("x.sh.tpl", ""), language::shell);
    EXPECT_EQ(language_of("x.yaml.j2", ""), language::yaml);
    EXPECT_EQ(language_of("user-data", "#cloud-config\n"), language::yaml);
    EXPECT_EQ(language_of("x.tsv", ""), language::data);
    EXPECT_EQ(language_of("notes", ""), language::unknown);
}

TEST(YamlHost, ReadsAllStylesOfScalars) {
    EXPECT_EQ(shell_in("x.yml", "a:\n  run: T=oauth-tokens # c\n"), (strings{"T=oauth-tokens"}));
    EXPECT_EQ(shell_in("x.yml", "run: 'it''s oauth-tokens'\n"), (strings{"it's oauth-tokens"}));
    EXPECT_EQ(shell_in("x.yml", "run: \"a \\\"b\\\" \\$ oauth-tokens\"\n"),
              (strings{"a \"b\" ${filled_in} oauth-tokens"}));
    EXPECT_EQ(shell_in("x.yml", "- run: |\n    a\n\n    oauth-tokens\n  b: c\n"),
              (strings{"a\n\noauth-tokens\n"}));
    EXPECT_EQ(shell_in("x.yml", "- run: >-\n    a\n    oauth-tokens\n"),
              (strings{"a oauth-tokens\n"}));
    EXPECT_EQ(shell_in("x.yml", "run: a\n  oauth-tokens\nb: c\n"), (strings{"a oauth-tokens"}));
    EXPECT_EQ(shell_in("x.yml", "command: [sh, -c, \"oauth-tokens | x\", oauth-tokens]\n"),
              (strings{"oauth-tokens | x", "oauth-tokens"}));
    EXPECT_EQ(shell_in("x.yml", "script:\n- oauth-tokens {{ x }}\n- - oauth-tokens\n"),
              (strings{"oauth-tokens ${filled_in}", "oauth-tokens"}));
}

TEST(YamlHost, LeavesProseAndMarksUnknownKeys) {
    EXPECT_EQ(shell_in("x.yml", "description: ibmcloud iam oauth-tokens | awk\n"), strings());
    EXPECT_NE(cut_file("x.yml", "what: ibmcloud iam oauth-tokens\n").at(0).by_hand, "");
    EXPECT_EQ(cut_file("x.yml", "run: ibmcloud iam oauth-tokens\n").at(0).by_hand, "");
    EXPECT_EQ(cut_file("x.yml", "a.sh: ibmcloud iam oauth-tokens\n").at(0).by_hand, "");
}

TEST(YamlHost, KnowsWhoStopsAtAFailure) {
    EXPECT_EQ(
        shell_in(".github/workflows/x.yml", "jobs:\n  a:\n    steps:\n    - run: oauth-tokens\n"),
        (strings{"!oauth-tokens"}));
    EXPECT_EQ(shell_in(".github/workflows/x.yml",
                       "jobs:\n  a:\n    steps:\n    - shell: bash {0}\n      run: oauth-tokens\n"),
              (strings{"oauth-tokens"}));
    EXPECT_EQ(shell_in(".gitlab-ci.yml", "a:\n  script:\n  - oauth-tokens\n"),
              (strings{"!oauth-tokens"}));
    EXPECT_EQ(shell_in(".travis.yml", "script:\n- oauth-tokens\n"), (strings{"oauth-tokens"}));
    EXPECT_EQ(shell_in("azure-pipelines.yml", "steps:\n- bash: oauth-tokens\n"),
              (strings{"oauth-tokens"}));
    EXPECT_EQ(shell_in("x.yml", "apiVersion: tekton.dev/v1\nscript: |\n  oauth-tokens\n"),
              (strings{"!oauth-tokens\n"}));
    EXPECT_EQ(
        shell_in("x.yml", "apiVersion: tekton.dev/v1\nscript: |\n  #!/bin/sh\n  oauth-tokens\n"),
        (strings{"#!/bin/sh\noauth-tokens\n"}));
    EXPECT_EQ(shell_in(".circleci/config.yml", "- run: oauth-tokens\n"),
              (strings{"!oauth-tokens"}));
}

TEST(YamlHost, WritesInTheStyleOfTheScalar) {
    EXPECT_EQ(
        with_call_replaced("x.yml", "run: 'T=$(ibmcloud iam oauth-tokens | awk ''{print $4}'')'\n"),
        "run: 'T=$(X)'\n");
    EXPECT_EQ(with_call_replaced("x.yml",
                                 "run: \"T=$(ibmcloud iam oauth-tokens | awk '{print $4}')\"\n",
                                 "a \"b\""),
              "run: \"T=$(a \\\"b\\\")\"\n");
    EXPECT_EQ(with_call_replaced("x.yml",
                                 "run: |\n   a\n   ibmcloud iam oauth-tokens | awk '{print $4}'\n",
                                 "X\nY"),
              "run: |\n   a\n   X\n   Y\n");
    EXPECT_EQ(with_call_replaced("compose.yml",
                                 "services:\n  a:\n    image: b\n    command:\n    - ibmcloud iam "
                                 "oauth-tokens | awk '{print $$4}'\n",
                                 "$X"),
              "services:\n  a:\n    image: b\n    command:\n    - $$X\n");
}

TEST(MakeHost, ReadsRecipesAsTheShellDoes) {
    EXPECT_EQ(shell_in("Makefile", "a:\n\t@-T=$$(oauth-tokens) \\\n\t  $(X) $@\n"),
              (strings{"T=$(oauth-tokens) \\\n  ${filled_in} ${filled_in}"}));
    EXPECT_EQ(shell_in("x.mk", "# oauth-tokens\nb: c ; oauth-tokens\n"), (strings{"oauth-tokens"}));
    EXPECT_NE(cut_file("x.mk", "T := $(shell oauth-tokens)\n").at(0).by_hand, "");
    EXPECT_NE(cut_file("x.mk", "T != oauth-tokens\n").at(0).by_hand, "");
    EXPECT_EQ(
        with_call_replaced("x.mk", "a:\n\tibmcloud iam oauth-tokens | awk '{print $$4}'\n", "$X"),
        "a:\n\t$$X\n");
}

TEST(DockerfileHost, ReadsInstructionsThatRun) {
    EXPECT_EQ(shell_in("Dockerfile",
                       "# oauth-tokens\nRUN a \\\n# c\n && oauth-tokens\nENV T=oauth-tokens\n"),
              (strings{" a \\\n && oauth-tokens\n"}));
    EXPECT_EQ(shell_in("Dockerfile", "RUN --mount=x oauth-tokens\n"), (strings{" oauth-tokens\n"}));
    EXPECT_EQ(shell_in("Dockerfile", "RUN <<EOF\noauth-tokens\nEOF\nRUN b\n"),
              (strings{"oauth-tokens"}));
    EXPECT_EQ(shell_in("Dockerfile", "CMD [\"sh\", \"-c\", \"oauth-tokens | x\"]\n"),
              (strings{"oauth-tokens | x"}));
    EXPECT_EQ(shell_in("Dockerfile", "SHELL [\"bash\", \"-ec\"]\nRUN oauth-tokens\n"),
              (strings{"! oauth-tokens\n"}));
}

TEST(DocumentHost, ReadsBlocksOfShell) {
    EXPECT_EQ(shell_in("x.md", "`oauth-tokens`\n\n```sh\noauth-tokens\n```\n"),
              (strings{"oauth-tokens\n"}));
    EXPECT_EQ(shell_in("x.md", "> ~~~bash\n> oauth-tokens\n> ~~~\n"), (strings{"oauth-tokens\n"}));
    EXPECT_EQ(shell_in("x.md", "```\n$ curl oauth-tokens\nresult: oauth-tokens\n```\n"), strings());
    EXPECT_EQ(shell_in("x.md", "```console\n$ curl oauth-tokens\nresult: oauth-tokens\n```\n"),
              (strings{"curl oauth-tokens"}));
    EXPECT_EQ(shell_in("x.md", "text\n\n    export T=oauth-tokens\n    Run `oauth-tokens`\n"),
              (strings{"export T=oauth-tokens\n"}));
    EXPECT_EQ(shell_in("x.md", "```yaml\nscript: oauth-tokens\n```\n"), (strings{"oauth-tokens"}));
    EXPECT_EQ(shell_in("x.md", "```text\nRun oauth-tokens\n```\n"), strings());
    EXPECT_EQ(shell_in("x.rst", ".. code-block:: bash\n\n   oauth-tokens\n\ntext oauth-tokens\n"),
              (strings{"oauth-tokens\n\n"}));
    EXPECT_EQ(shell_in("x.md", "```sh\ncurl <the key> oauth-tokens <in >out\n```\n"),
              (strings{"curl ${filled_in} oauth-tokens <in >out\n"}));
}

TEST(NotebookHost, ReadsCellsOfShell) {
    EXPECT_EQ(
        shell_in("x.ipynb",
                 R"({"cells":[{"cell_type":"code","source":["%%bash\n","oauth-tokens \"x\""]}]})"),
        (strings{"oauth-tokens \"x\""}));
    EXPECT_EQ(shell_in("x.ipynb",
                       R"({"cells":[{"cell_type":"code","source":"a = 1\nt = !oauth-tokens"}]})"),
              (strings{"oauth-tokens"}));
    EXPECT_EQ(
        shell_in("x.ipynb",
                 R"({"cells":[{"cell_type":"code","source":"a","outputs":["oauth-tokens"]}]})"),
        strings());
    EXPECT_EQ(
        shell_in(
            "x.ipynb",
            R"({"cells":[{"cell_type":"markdown","source":["```sh\n","oauth-tokens\n","```"]}]})"),
        (strings{"oauth-tokens\n"}));
}

TEST(JsonHost, ReadsScriptsOfPackages) {
    EXPECT_EQ(cut_file("package.json", R"({"scripts":{"t":"oauth-tokens"}})").at(0).by_hand, "");
    EXPECT_NE(cut_file("x.json", R"({"scripts":{"t":"oauth-tokens"}})").at(0).by_hand, "");
}

TEST(TerraformHost, ReadsHeredocsAndStrings) {
    EXPECT_EQ(shell_in("x.tf", "command = <<-EOT\n  oauth-tokens ${var.x} $${Y}\n  EOT\n"),
              (strings{"  oauth-tokens ${filled_in} ${Y}\n"}));
    EXPECT_EQ(shell_in("x.tf", "command = \"oauth-tokens \\\"${f(\"a\")}\\\"\"\n# oauth-tokens\n"),
              (strings{"oauth-tokens \"${filled_in}\""}));
    EXPECT_EQ(shell_in("x.tf", "description = \"oauth-tokens\"\n"), strings());
    EXPECT_EQ(shell_in("x.tf", "user_data = <<EOF\n#cloud-config\nruncmd:\n- oauth-tokens\nEOF\n"),
              (strings{"oauth-tokens"}));
    EXPECT_NE(cut_file("x.tf", "x = \"oauth-tokens\"\n").at(0).by_hand, "");
}

TEST(ProgramHost, ReadsStringsOfEachLanguage) {
    EXPECT_EQ(shell_in("x.py", "# \"oauth-tokens\"\na = f('oauth-tokens \\'x\\'')\n"),
              (strings{"oauth-tokens 'x'"}));
    EXPECT_EQ(shell_in("x.py", "\"\"\"oauth-tokens\"\"\"\nf(f\"oauth-tokens {{print}} {x}\")\n"),
              (strings{"oauth-tokens {print} ${filled_in}"}));
    EXPECT_EQ(shell_in("x.py", "print(\"oauth-tokens\")\np(help='oauth-tokens')\n"), strings());
    EXPECT_EQ(shell_in("x.py", "f(['ibmcloud', 'iam',\n 'oauth-tokens'])\n"),
              (strings{"ibmcloud iam oauth-tokens"}));
    EXPECT_EQ(shell_in("x.js", "/* 'oauth-tokens' */ f(`oauth-tokens ${x}`)\n"),
              (strings{"oauth-tokens ${filled_in}"}));
    EXPECT_EQ(
        shell_in("x.go", "f(\"sh\", \"-c\", `oauth-tokens | x`)\nlog.Fatal(\"oauth-tokens\")\n"),
        (strings{"oauth-tokens | x"}));
    EXPECT_EQ(shell_in("x.rb", "a = `oauth-tokens`\nb = %x(oauth-tokens #{x})\n"),
              (strings{"oauth-tokens", "oauth-tokens ${filled_in}"}));
    EXPECT_EQ(shell_in("Jenkinsfile", "sh \"\"\"\noauth-tokens \\$4 ${x}\n\"\"\"\n"),
              (strings{"!\noauth-tokens $4 ${filled_in}\n"}));
    EXPECT_TRUE(cut_file("x.js", "f('oauth-tokens | x')\n").at(0).is_string);
    EXPECT_NE(cut_file("x.py", "subprocess.run('oauth-tokens', shell=True)\n").at(0).by_hand, "");
    EXPECT_EQ(
        cut_file("x.py", "subprocess.run('oauth-tokens', shell=True, check=True)\n").at(0).by_hand,
        "");
}

TEST(ShellHost, KnowsWhichScriptsAreSourced) {
    const auto way = [](const std::string& path, std::string_view text) {
        return cut_file(path, text).at(0).leaves_by;
    };
    EXPECT_EQ(way("x.sh", "#!/bin/sh\noauth-tokens; curl\n"), way_out::exit);
    EXPECT_EQ(way("x.sh", "oauth-tokens; curl\n"), way_out::by_return);
    EXPECT_EQ(way("x.sh", "oauth-tokens; exit\n"), way_out::exit);
    EXPECT_EQ(way(".envrc", "oauth-tokens\n"), way_out::by_return);
    EXPECT_EQ(way(".bashrc", "oauth-tokens\n"), way_out::none);
    EXPECT_EQ(way("x.sh", "#!/bin/sh\n# Usage: . ./x.sh\noauth-tokens; curl\n"),
              way_out::by_return);
    EXPECT_EQ(way("x.sh", "#!/bin/sh\n# open source software\noauth-tokens; curl\n"),
              way_out::exit);
    EXPECT_EQ(way("x.sh", "#!/bin/sh\nexport A=oauth-tokens\nexport B=c\n"), way_out::by_return);
}

TEST(TemplateHost, PassesOverWhatIsFilledIn) {
    EXPECT_EQ(shell_in("x.sh.tftpl", "#!/bin/sh\noauth-tokens ${x} $${y} %{ if z }\n"),
              (strings{"#!/bin/sh\noauth-tokens ${x} $${y} %{ if z }\n"}));
}

TEST(OtherHost, IsOnlyNamed) {
    EXPECT_NE(cut_file("x.fish", "set -x T (ibmcloud iam oauth-tokens | awk x)\n").at(0).by_hand,
              "");
    EXPECT_EQ(shell_in("x.fish", "# ibmcloud iam oauth-tokens | awk\n"), strings());
    EXPECT_EQ(shell_in("x.txt", "Use ibmcloud iam oauth-tokens.\n"), strings());
    EXPECT_EQ(shell_in("x.tsv", "ibmcloud iam oauth-tokens | awk x\n"), strings());
}

}  // namespace
}  // namespace ibmcloud_token::migrate
