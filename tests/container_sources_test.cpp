// The same mistake gives the same rule, whichever file makes it: every rule about containers has
// fixtures, bad and good, for each place where its mistake can be made.

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>

#include "golden.h"
#include "rules/rules.h"

using namespace mcplint;
namespace fs = std::filesystem;

namespace {

/// D: Dockerfile, C: compose, K: Kubernetes, L: `docker run` in a launch.
struct Row {
  std::string_view rule;
  std::string_view sources;
  std::string_view elsewhere;  // why the other places have no such mistake
};

constexpr auto kRows = std::to_array<Row>({
    {"MCP401", "DCK", "a client that starts a container sees itself whether it answers"},
    {"MCP402", "DCKL", ""},
    {"MCP403", "DCK", "what clients start is MCP301's"},
    {"MCP404", "D", "only an image is made with ADD"},
    {"MCP405", "DCKL", ""},
    {"MCP406", "DCKL", ""},
    {"MCP407", "D", "only an image keeps what its making leaves behind"},
    {"MCP408", "D", "likewise"},
    {"MCP409", "D", "only an image is made with COPY"},
    {"MCP410", "D", "only an image is made step by step"},
    {"MCP411", "D", "the others start what they are told without a shell"},
    {"MCP412", "CK", "an image has no limits, and what clients start is MCP321's"},
    {"MCP413", "CKL", "an image has no rights of its own"},
    {"MCP414", "CKL", "an image mounts nothing of the host"},
    {"MCP415", "CKL", "likewise"},
    {"MCP416", "CKL", "whoever runs an image brings the volume"},
    {"MCP417", "CKL", "EXPOSE publishes nothing"},
    {"MCP418", "C", "Kubernetes starts pods again, and clients their servers"},
    {"MCP419", "D", "only Dockerfiles have instructions"},
    {"MCP420", "CKL", "an image has no root that anybody could write to"},
    {"MCP421", "DCKL", ""},
});

}  // namespace

/// Whose file it is, as in `Row::sources`; a blank if nobody's.
static char source_of(const fs::path& path) {
  const std::string name = path.filename().string();
  if (name.find("Dockerfile") != std::string::npos && !name.ends_with(".dockerignore")) return 'D';
  if (name.find("compose") != std::string::npos) return 'C';
  if (name == ".mcp.json") return 'L';
  if (!name.ends_with(".yaml")) return ' ';
  return read_file(path).find("apiVersion:") == std::string::npos ? ' ' : 'K';
}

/// The places that the cases below `folder` speak of.
static std::set<char> sources_in(const fs::path& folder) {
  std::set<char> sources;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) sources.insert(source_of(entry.path()));
  }
  return sources;
}

TEST_CASE("every rule about containers says where its mistake can be made") {
  for (const Rule* rule : all_rules()) {
    const std::string_view id = rule->id;
    if (!id.starts_with("MCP4")) continue;
    CHECK_MESSAGE(std::ranges::find(kRows, id, &Row::rule) != kRows.end(), id);
  }
  for (const Row& row : kRows)
    CHECK_MESSAGE((row.sources.size() == 4) == row.elsewhere.empty(), row.rule);
}

TEST_CASE("and has fixtures, bad and good, for each of these places") {
  for (const Row& row : kRows) {
    for (const std::string_view kind : {"bad", "good"}) {
      const fs::path folder = fs::path(MCPLINT_ROOT) / "fixtures" / row.rule / kind;
      const std::set<char> sources = sources_in(folder);
      for (const char source : row.sources) {
        CHECK_MESSAGE(sources.contains(source), row.rule << " " << kind << ": " << source);
      }
    }
  }
}
