#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <sys/wait.h>

#include "migrate/filters/filter.hpp"
#include "migrate/shell_reader.hpp"

// Each filter of a table that is known is run on all recorded outputs, by the real programs and by
// this one: their outputs have to be the same, byte for byte.
namespace ibmcloud_token::migrate {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Filters, as they are written and as words.
struct filter_chain {
    std::string written;
    std::vector<std::vector<std::string>> filters;
};

/// The filters behind the CLI in `shell`, if each of them is one by its name and none holds an
/// expansion.
void add_chains(const std::string& shell, std::vector<filter_chain>& chains,
                std::set<std::string>& seen) {
    for (const pipeline& each : read_shell(shell).pipelines) {
        if (each.stages.front().words.empty() || each.stages.size() < 2) {
            continue;
        }
        const std::size_t begin = each.stages[1].range.begin;
        filter_chain chain{shell.substr(begin, each.range.end - begin), {}};
        bool is_filter = true;
        for (std::size_t i = 1; i < each.stages.size(); ++i) {
            std::vector<std::string> words;
            for (const word& part : each.stages[i].words) {
                words.push_back(part.value);
                is_filter = is_filter && part.is_fixed;
            }
            is_filter = is_filter && each.stages[i].redirections.empty() && !words.empty() &&
                        is_filter_name(words.front());
            chain.filters.push_back(words);
        }
        if (is_filter && seen.insert(chain.written).second) {
            chains.push_back(chain);
        }
    }
}

std::vector<filter_chain> read_chains(const fs::path& table) {
    std::vector<filter_chain> chains;
    std::set<std::string> seen;
    std::ifstream rows(table);
    for (std::string row; std::getline(rows, row);) {
        std::stringstream columns(row);
        for (std::string column; std::getline(columns, column, '\t');) {
            add_chains(column, chains, seen);
        }
    }
    return chains;
}

std::optional<std::string> evaluate(const filter_chain& chain, const std::string& input) {
    filter_result result{input};
    for (const std::vector<std::string>& words : chain.filters) {
        const auto next = apply_filter(words, result.output);
        if (!next) {
            return std::nullopt;
        }
        result = *next;
    }
    return result.output + "status " + std::to_string(result.status) + "\n";
}

std::vector<fs::path> fixture_files() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(FIXTURES_DIR)) {
        if (entry.is_regular_file() && entry.path().extension() == ".txt") {
            files.push_back(entry.path());
        }
    }
    return files;
}

/// Runs the real programs on all of `files`: one output for each.
std::vector<std::string> run_programs(const filter_chain& chain, const std::vector<fs::path>& files,
                                      const fs::path& folder) {
    {
        std::ofstream script(folder / "script");
        script << "export LC_ALL=C\nfilter() {\n" << chain.written << "\n}\n";
        for (std::size_t i = 0; i < files.size(); ++i) {
            script << "{ filter; echo \"status $?\"; } <'" << files[i].string() << "' >'"
                   << (folder / std::to_string(i)).string() << "' 2>/dev/null\n";
        }
    }
    const std::string command = "sh '" + (folder / "script").string() + "'";
    EXPECT_EQ(std::system(command.c_str()), 0);
    std::vector<std::string> outputs;
    for (std::size_t i = 0; i < files.size(); ++i) {
        outputs.push_back(read_file(folder / std::to_string(i)));
    }
    return outputs;
}

/// Compares the filters of `table`, of which at least `least` are known.
void compare_filters(const fs::path& table, std::size_t least) {
    std::string folder = (fs::temp_directory_path() / "filters-XXXXXX").string();
    ASSERT_NE(::mkdtemp(folder.data()), nullptr);
    const std::vector<fs::path> files = fixture_files();
    ASSERT_GT(files.size(), 100U);
    std::size_t known = 0;
    std::size_t compared = 0;
    for (const filter_chain& chain : read_chains(table)) {
        const std::vector<std::string> real = run_programs(chain, files, folder);
        std::size_t outputs = 0;
        for (std::size_t i = 0; i < files.size(); ++i) {
            const auto computed = evaluate(chain, read_file(files[i]));
            if (computed) {
                ++outputs;
                EXPECT_EQ(*computed, real[i]) << chain.written << " on " << files[i];
            }
        }
        known += outputs > 0 ? 1 : 0;
        compared += outputs;
        if (outputs == 0) {
            std::cout << "not known: " << chain.written << '\n';
        }
    }
    std::cout << known << " filters, " << compared << " outputs\n";
    EXPECT_GE(known, least);
    EXPECT_GT(compared, 5000U);
    fs::remove_all(folder);
}

TEST(Filters, OfPublicScriptsWriteTheSameAsTheRealPrograms) {
    compare_filters(PIPELINES, 40);
}

TEST(Filters, OfAllKindsWriteTheSameAsTheRealPrograms) {
    compare_filters(MORE_PIPELINES, 50);
}

}  // namespace
}  // namespace ibmcloud_token::migrate
