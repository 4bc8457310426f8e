#include <algorithm>
#include <string>
#include <string_view>

#include "mcplint/dependency.h"
#include "mcplint/version.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp509_python_version = {
    .id = "MCP509",
    .name = "python-version",
    .summary = "Server that does not say it needs Python 3.11 or newer",
    .severity = Severity::Medium,
    .doc = R"(
Without a lower bound an installer takes whatever Python is there. Python 3.10 has had no
security fixes since October 2026, and older versions for longer; below 3.10, neither SDK
installs at all. Servers also meet their first fault there: exception groups and timeouts
of `asyncio` came with 3.11.

Write `requires-python = ">=3.11"` in `pyproject.toml` (`python_requires` in `setup.cfg`,
`[requires]` in `Pipfile`), and run the same version in CI and in the image. A bound that
is there but lower is reported as low.
)",
    .blind_spots = R"(
The version that is really there. Requirements files cannot say one.
)",
    .check = check,
};

/// Versions that the rule wants to be refused. Whoever allows one allows it on purpose or
/// for want of thought.
static constexpr std::string_view kOld[] = {"3.10.99", "3.9.99", "3.8.99", "3.7.99"};

static bool allows_old(std::string_view range) {
  return std::ranges::any_of(kOld, [&](std::string_view version) {
    return version_fits("PyPI", version, range) == std::optional(true);
  });
}

/// Whether some file of the folder says which Python it is: `.python-version`.
static bool is_said_beside(const Project& project, const Manifest& manifest) {
  return std::ranges::any_of(project.manifests, [&](const Manifest& other) {
    return &other != &manifest && other.ecosystem == "PyPI" && other.language &&
           other.folder() == manifest.folder();
  });
}

static std::string_view key_of(const Manifest& manifest) {
  using Kind = Manifest::Kind;
  if (manifest.kind == Kind::SetupCfg || manifest.kind == Kind::SetupPy) return "python_requires";
  if (manifest.kind == Kind::Pipfile) return "python_version";
  return manifest.tool == "poetry" ? "python" : "requires-python";
}

static void check(const Project& project, Report& report) {
  using Kind = Manifest::Kind;
  for (const Manifest& manifest : project.manifests) {
    const bool can_say = manifest.kind == Kind::Pyproject || manifest.kind == Kind::SetupCfg ||
                         manifest.kind == Kind::SetupPy || manifest.kind == Kind::Pipfile;
    if (!can_say || !manifest.of_server || manifest.is_aside) continue;
    if (!manifest.language) {
      // A pyproject.toml without a project only holds settings.
      const bool is_bare = manifest.kind == Kind::Pyproject && !manifest.name;
      if (is_bare || is_said_beside(project, manifest)) continue;
      const Span line = {manifest.span.text.substr(0, manifest.span.text.find('\n'))};
      const std::string key(key_of(manifest));
      report.at(line, "`{}` is not set: any Python will do", key)
          .suggest("write `" + key + " = \">=3.11\"`");
      continue;
    }
    if (!allows_old(manifest.language->text)) continue;
    report.at(manifest.language->span, "`{}` lets Python 3.10 or older in", manifest.language->text)
        .suggest("write `>=3.11`, and test with that")
        .as(Severity::Low);
  }
}

}  // namespace mcplint
