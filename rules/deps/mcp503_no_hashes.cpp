#include <cstddef>
#include <map>
#include <string>

#include "mcplint/dependency.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp503_no_hashes = {
    .id = "MCP503",
    .name = "no-hashes",
    .summary = "Fixed versions whose files nothing can tell from replaced ones",
    .severity = Severity::Info,
    .cwe = 494,
    .owasp = "MCP04:2025",
    .persona = Persona::Pedantic,
    .doc = R"(
A version names a release, not its bytes. A mirror, a proxy or whoever took over an index
can serve another file under the same version, and no installer notices.

Let the hashes of all files stand beside the versions: `uv pip compile --generate-hashes`,
`pip-compile --generate-hashes`, or a lock file of uv, Poetry, npm or pnpm, which has them.
pip then refuses files that differ.
)",
    .blind_spots = R"(
Whether the installer is told to check (`--require-hashes`, `npm ci`). Files of fewer than
two packages.
)",
    .check = check,
};

namespace {

/// Of one file, how many packages have a fixed version, and how many a hash.
struct Count {
  std::size_t pinned = 0;
  std::size_t hashed = 0;
  bool floats = false;                // one has no fixed version: MCP501 speaks of that
  const Dependency* first = nullptr;  // without a hash
};

}  // namespace

static bool is_judged(const Manifest* manifest) {
  using Kind = Manifest::Kind;
  return manifest != nullptr && !manifest->is_aside && !manifest->source->path.ends_with(".in") &&
         (manifest->kind == Kind::Requirements || manifest->kind == Kind::Lock);
}

static std::map<const Manifest*, Count> count_all(const Project& project) {
  std::map<const Manifest*, Count> counts;
  for (const Dependency& dependency : project.dependencies) {
    if (!is_judged(dependency.manifest) || !dependency.from_index()) continue;
    Count& count = counts[dependency.manifest];
    if (dependency.pinned_version.empty()) count.floats = true;
    ++count.pinned;
    if (dependency.has_hash) ++count.hashed;
    if (!dependency.has_hash && count.first == nullptr) count.first = &dependency;
  }
  return counts;
}

static void check(const Project& project, Report& report) {
  constexpr std::size_t kFewest = 2;
  for (const auto& [manifest, count] : count_all(project)) {
    if (count.pinned < kFewest || count.first == nullptr || count.floats) continue;
    const std::string without = std::to_string(count.pinned - count.hashed);
    report
        .at(count.first->name_span,
            "`{}` of `{}` packages have a version and no hash, the first here", without,
            std::to_string(count.pinned))
        .suggest(manifest->kind == Manifest::Kind::Lock
                     ? "write the lock file anew with a current version of its tool"
                     : "write the file with `uv pip compile --generate-hashes`");
  }
}

}  // namespace mcplint
