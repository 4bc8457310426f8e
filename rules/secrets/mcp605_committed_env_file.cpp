#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "mcplint/literal.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp605_committed_env_file = {
    .id = "MCP605",
    .name = "committed-env-file",
    .summary = "Environment file with credentials that git does not ignore",
    .severity = Severity::High,
    .cwe = 538,
    .owasp = "MCP01:2025",
    .doc = R"(
`.env` and its variants are where credentials belong, as long as the file stays
on the machine. One `git add .` commits it, with all it holds, and `COPY . .`
puts it into the image.

Add `.env*` and `!.env.example` to `.gitignore`. If the file was committed, take
it out with `git rm --cached`, and change every credential in it: the history
keeps them. Commit an `.env.example` with placeholders instead.
)",
    .blind_spots = R"(
A file that git does not track yet is reported if no `.gitignore` in the repository
leaves it out: the next `git add .` takes it. Files with placeholders, settings and
passwords made of words alone are not reported, nor those for tests, nor encrypted
values.
)",
    .check = check,
};

/// Parts of the names of files that are meant to be committed.
static constexpr auto kMeant = std::to_array<std::string_view>(
    {"default", "dist", "encrypted", "example", "sample", "template", "tmpl", "vault"});

/// `.env`, `.env.production`, `prod.env`, `.envrc`, `.dev.vars`.
static bool is_environment_file(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);  // npos + 1 is 0
  const bool is_one = name.starts_with(".env") || name.ends_with(".env") || name == ".dev.vars";
  return is_one && std::ranges::none_of(kMeant, [&](std::string_view part) {
           return name.find(part) != std::string_view::npos;
         });
}

static bool is_reason(const Literal& literal) {
  return literal.source != nullptr && is_environment_file(literal.source->path) &&
         !literal.is_ignored && !literal.in_example && !literal.in_test && !literal.test_mode &&
         !literal.guessable;
}

static void check(const Project& project, Report& report) {
  const Source* last = nullptr;
  for (const Literal& literal : project.literals) {  // in order of file and place
    if (literal.source == last || !is_reason(literal)) continue;
    last = literal.source;
    const Span place = literal.key.empty() ? literal.span : literal.key;
    const std::string_view path = literal.source->path;
    const std::string name(path.substr(path.rfind('/') + 1));
    report.at(place, "`{}` holds credentials, and git does not ignore it", name)
        .suggest("add `" + name +
                 "` to `.gitignore`; if it was committed, `git rm --cached` it "
                 "and change what is in it");
  }
}

}  // namespace mcplint
