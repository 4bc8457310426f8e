#include <algorithm>
#include <string_view>

#include "mcplint/dependency.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Dependency& dependency, Report& report);

constinit const Rule rules::mcp508_unpinned_source = {
    .id = "MCP508",
    .name = "unpinned-source",
    .summary = "Package from a repository or URL that may change",
    .severity = Severity::Medium,
    .cwe = 494,
    .owasp = "MCP04:2025",
    .doc = R"(
A branch is whatever its owner pushed last, and a tag can be moved to another commit. What
stands behind a URL can be replaced. No index has looked at it, and no version says that it
changed.

Name the full hash of a commit (`name @ git+https://host/owner/name@<commit>`,
`owner/name#<commit>`), or the hash of the file behind the URL (`#sha256=…`), or keep the
lock file of the installer in the repository: it has them.
)",
    .blind_spots = R"(
Whether the commit is one that anybody has looked at. Folders of the same machine are not
reported, as they are part of what is linted, or nobody else has them.
)",
    .check = check,
};

/// Whether `text` is the hash of a commit, whole or abbreviated.
static bool is_commit(std::string_view text) {
  constexpr std::size_t kShortest = 7;
  return text.size() >= kShortest && text.find_first_not_of("0123456789abcdefABCDEF") == text.npos;
}

/// Whether a commit's hash stands in `url`, whole: in archives of GitHub it is a part of
/// the path.
static bool names_commit(std::string_view url) {
  constexpr std::size_t kHash = 40;
  std::size_t run = 0;
  for (const char c : url) {
    const bool is_hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    run = is_hex ? run + 1 : 0;
    if (run == kHash) return true;
  }
  return false;
}

static bool is_repository(std::string_view url) {
  constexpr std::string_view kStarts[] = {
      "git+", "git:", "git@", "github:", "gitlab:", "bitbucket:", "hg+", "svn+", "bzr+", "ssh:"};
  const bool says_so =
      std::ranges::any_of(kStarts, [&](std::string_view start) { return url.starts_with(start); });
  const std::string_view path = url.substr(0, url.find('#'));
  if (says_so || path.ends_with(".git")) return true;
  return url.find(':') == url.npos && std::ranges::count(path, '/') == 1 && !url.starts_with('.') &&
         !url.starts_with('/');
}

/// `v1.2.3`: a tag, by its form.
static bool looks_like_release(std::string_view revision) {
  if (revision.starts_with('v')) revision.remove_prefix(1);
  return !revision.empty() && revision.find('.') != revision.npos && revision.front() >= '0' &&
         revision.front() <= '9';
}

/// What follows the `@` or `#` of a repository's URL.
static std::string_view revision_of(const Dependency& dependency) {
  if (!dependency.revision.empty()) return dependency.revision;
  std::string_view url = dependency.url;
  const std::size_t hash = url.find('#');
  if (dependency.ecosystem == "npm") return hash == url.npos ? "" : url.substr(hash + 1);
  url = url.substr(0, hash);
  const std::size_t path = url.find('/', std::min(url.find("//"), url.size() - 2) + 2);
  const std::size_t at = url.rfind('@');
  return at == url.npos || path == url.npos || at < path ? "" : url.substr(at + 1);
}

static void check_repository(const Dependency& dependency, Report& report) {
  const std::string_view revision = revision_of(dependency);
  if (is_commit(revision)) return;
  // A place without a name is known by its URL alone.
  const std::string_view name = dependency.name.empty() ? dependency.url : dependency.name;
  if (revision.empty()) {
    report.at(dependency.url_span, "`{}` comes from whatever its repository has last", name)
        .suggest("name the hash of a commit");
    return;
  }
  Diagnostic& finding =
      report.at(dependency.url_span, "`{}` comes from `{}`, which can be moved", name, revision);
  finding.suggest("name the hash of the commit instead");
  if (looks_like_release(revision)) finding.as(Severity::Low);
}

static void check(const Dependency& dependency, Report& report) {
  using From = Dependency::From;
  const std::string_view url = dependency.url;
  if (url.empty() || dependency.from == From::Launch || dependency.from == From::Lock) return;
  const bool is_settled = !dependency.locked.empty() ||
                          (dependency.manifest != nullptr && dependency.manifest->lock != nullptr);
  if (is_settled || dependency.has_hash || names_commit(url)) return;
  if (url.find("${") != url.npos || dependency.url_span.empty()) return;
  if (is_repository(url)) return check_repository(dependency, report);
  if (!url.starts_with("http:") && !url.starts_with("https:")) return;
  report.at(dependency.url_span, "`{}` may be another file tomorrow", url)
      .suggest(dependency.ecosystem == "npm" ? "keep a lock file, which has its hash"
                                             : "write `#sha256=` and its hash behind it");
}

}  // namespace mcplint
