#include "lint/facts/launch/package_reference.h"

#include <algorithm>

#include "lint/syntax/pep508.h"

namespace mcplint {

static constexpr auto kNowhere = std::string_view::npos;

static bool is_digit(char c) { return '0' <= c && c <= '9'; }

static bool is_letter(char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z'); }

static bool is_commit(std::string_view text) {
  // Seven digits are what Git itself abbreviates to.
  return 7 <= text.size() && text.size() <= 64 &&
         std::ranges::all_of(text, [](char c) { return is_digit(c) || ('a' <= c && c <= 'f'); });
}

/// Whether npm takes `version` for one version: three numbers, and maybe what
/// makes it a pre-release or a build. `1.2` is a range, and so is `1.x`.
static bool is_exact_semver(std::string_view version) {
  if (version.starts_with('=')) version.remove_prefix(1);
  if (version.starts_with('v')) version.remove_prefix(1);
  for (int part = 0; part < 3; ++part) {
    const std::size_t digits = std::min(version.find_first_not_of("0123456789"), version.size());
    if (digits == 0) return false;
    version.remove_prefix(digits);
    if (part == 2) break;
    if (!version.starts_with('.')) return false;
    version.remove_prefix(1);
  }
  if (version.empty()) return true;
  // npm reads loosely: `1.2.3a4` is `1.2.3-a4`.
  const bool is_marked = (version[0] == '-' || version[0] == '+') && version.size() > 1;
  return (is_marked || is_letter(version[0])) && std::ranges::all_of(version, [](char c) {
           return is_digit(c) || is_letter(c) || c == '.' || c == '-' || c == '+';
         });
}

/// What documents write in place of a name: `your-server`, `@my/server`, `NAME-mcp`.
static bool is_made_up(std::string_view name) {
  static constexpr std::string_view kStarts[] = {"your-", "my-mcp", "@your",
                                                 "@my/",  "@some/", "NAME"};
  return std::ranges::any_of(kStarts,
                             [&](std::string_view start) { return name.starts_with(start); });
}

static bool is_npm_name(std::string_view name) {
  if (name.starts_with('@')) {
    const std::size_t slash = name.find('/');
    return slash != kNowhere && slash > 1 && !name.substr(slash + 1).starts_with('@') &&
           is_npm_name(name.substr(1, slash - 1)) && is_npm_name(name.substr(slash + 1));
  }
  return !name.empty() && name[0] != '.' && std::ranges::all_of(name, [](char c) {
    return is_digit(c) || is_letter(c) || c == '-' || c == '_' || c == '.' || c == '~';
  });
}

/// `name` and `name@version`.
static std::optional<LaunchedPackage> registry_package(std::string_view word) {
  const std::size_t at = word.rfind('@');
  const bool has_version = at != kNowhere && at > 0;
  const std::string_view name = has_version ? word.substr(0, at) : word;
  const std::string_view version = has_version ? word.substr(at + 1) : std::string_view();
  if (!is_npm_name(name) || is_made_up(name) || version.find_first_of("${}<[") != kNowhere)
    return {};

  LaunchedPackage package;
  package.ecosystem = "npm";
  package.name = name;
  package.spelling = name;
  package.version = version;
  package.exact = is_exact_semver(version);
  return package;
}

/// The last part of a path or URL, without `.git`: what a repository is called.
static std::string_view repository_name(std::string_view url) {
  std::string_view name = url.substr(url.find_last_of("/:") + 1);
  if (name.ends_with(".git")) name.remove_suffix(4);
  return name;
}

static LaunchedPackage repository_package(std::string_view ecosystem, std::string_view url,
                                          std::string_view revision) {
  LaunchedPackage package;
  package.ecosystem = ecosystem;
  package.name = repository_name(url);
  package.spelling = package.name;
  package.version = revision;
  package.exact = is_commit(revision);
  package.url = url;
  return package;
}

/// `owner/name`, which npm fetches from GitHub.
static bool is_github_shorthand(std::string_view word) {
  const std::string_view path = word.substr(0, word.find('#'));
  return std::ranges::count(path, '/') == 1 && path[0] != '@' && path.front() != '/' &&
         path.back() != '/' && path.find_first_of(":@${}<>[] ") == kNowhere;
}

static bool is_npm_repository(std::string_view word) {
  for (const std::string_view scheme :
       {"git+", "git:", "git@", "github:", "gitlab:", "bitbucket:", "gist:"}) {
    if (word.starts_with(scheme)) return true;
  }
  if (word.starts_with("https://"))
    return word.substr(0, word.find('#')).ends_with(".git") ||
           (word.starts_with("https://github.com/") && std::ranges::count(word, '/') == 4);
  return is_github_shorthand(word);
}

std::optional<LaunchedPackage> npm_package(std::string_view word) {
  if (word.empty() || names_local_package(word)) return {};
  if (is_npm_repository(word)) {
    const std::size_t hash = std::min(word.find('#'), word.size());
    const std::string_view revision = hash < word.size() ? word.substr(hash + 1) : "";
    if (word.find_first_of("${}<>") != kNowhere) return {};
    return repository_package("npm", word.substr(0, hash), revision);
  }
  // `alias@npm:real@1.2.3` installs what follows the colon.
  const std::size_t alias = word.find("@npm:");
  return registry_package(alias == kNowhere ? word : word.substr(alias + 5));
}

/// `git+https://host/owner/name@revision#subdirectory=…`.
static LaunchedPackage python_repository(std::string_view url) {
  url = url.substr(0, url.find('#'));
  const std::size_t scheme = url.find("://");
  const std::size_t path = url.find('/', scheme == kNowhere ? 0 : scheme + 3);
  const std::size_t at = url.rfind('@');
  if (at == kNowhere || path == kNowhere || at < path) return repository_package("PyPI", url, "");
  return repository_package("PyPI", url.substr(0, at), url.substr(at + 1));
}

static bool is_one_version(std::string_view version) {
  if (version.starts_with('v')) version.remove_prefix(1);
  return !version.empty() && version_length(version) == version.size();
}

std::optional<LaunchedPackage> python_package(std::string_view word) {
  if (word.empty() || word.find_first_of("${}") != kNowhere) return {};
  if (word.starts_with("git+")) return python_repository(word);
  if (names_local_package(word) || word.find("://") < word.find('@')) return {};

  LaunchedPackage package;
  package.ecosystem = "PyPI";
  const std::size_t at = word.find('@');
  const std::size_t behind = word.find_first_not_of(' ', at == kNowhere ? at : at + 1);
  if (behind != kNowhere && word.find("://") == kNowhere && word.find(' ') == kNowhere) {
    // uv's own `name@version`; with blanks around it is a URL's place in PEP 508.
    const Requirement name = read_requirement(word.substr(0, at));
    if (!name.error.empty() || !name.specifier.empty()) return {};
    package.name = normalised_name(name.name);
    package.spelling = word.substr(0, at);
    package.version = word.substr(at + 1);
    package.exact = is_one_version(package.version);
    return package;
  }

  const Requirement requirement = read_requirement(word);
  if (!requirement.error.empty()) return {};
  if (requirement.url.starts_with("git+")) {
    LaunchedPackage repository = python_repository(requirement.url);
    repository.name = normalised_name(requirement.name);
    repository.spelling = requirement.name;
    return repository;
  }
  if (!requirement.url.empty()) return {};
  package.name = normalised_name(requirement.name);
  package.spelling = word.substr(0, word.find_first_of(" (<>=!~;"));
  package.exact = !requirement.pinned.empty();
  package.version = package.exact ? requirement.pinned : requirement.specifier;
  return package;
}

std::optional<LaunchedPackage> deno_package(std::string_view word) {
  const bool jsr = word.starts_with("jsr:");
  if (!jsr && !word.starts_with("npm:")) return {};
  word.remove_prefix(4);
  if (word.starts_with('/')) word.remove_prefix(1);

  // What follows the package is the module in it to run.
  const std::size_t scope = word.starts_with('@') ? word.find('/') : 0;
  if (scope == kNowhere) return {};
  std::optional<LaunchedPackage> package =
      registry_package(word.substr(0, word.find('/', scope + 1)));
  if (package && jsr) package->ecosystem = "JSR";
  return package;
}

std::optional<LaunchedPackage> nuget_package(std::string_view word) {
  if (word.starts_with('@') || names_local_package(word)) return {};
  std::optional<LaunchedPackage> package = registry_package(word);
  if (!package) return {};
  package->ecosystem = "NuGet";
  // Four numbers are one version there.
  const bool is_number = package->version.find_first_not_of("0123456789.") == std::string::npos;
  package->exact = package->exact || (is_number && !package->version.empty());
  return package;
}

std::optional<LaunchedImage> image_reference(std::string_view word) {
  if (word.empty() || !(is_digit(word[0]) || is_letter(word[0])) ||
      word.find_first_of("${}<>[]\\ ") != kNowhere)
    return {};

  LaunchedImage image;
  if (const std::size_t at = word.find('@'); at != kNowhere) {
    image.digest = word.substr(at + 1);
    word = word.substr(0, at);
  }
  // A colon before the last slash belongs to the registry's port.
  const std::size_t slash = word.rfind('/');
  const std::size_t colon = word.rfind(':');
  if (colon != kNowhere && (slash == kNowhere || colon > slash)) {
    image.tag = word.substr(colon + 1);
    word = word.substr(0, colon);
  }
  image.name = word;
  return image;
}

bool names_local_package(std::string_view word) {
  if (word == "." || word == ".." || word == "~") return true;
  for (const std::string_view start : {"./", "../", ".\\", "..\\", "/", "~/", "~\\", "file:"}) {
    if (word.starts_with(start)) return true;
  }
  if (word.size() > 2 && is_letter(word[0]) && word[1] == ':')
    return word[2] == '\\' || word[2] == '/';
  if (word.find("://") != kNowhere) return false;
  return word.ends_with(".whl") || word.ends_with(".tar.gz") || word.ends_with(".tgz");
}

}  // namespace mcplint
