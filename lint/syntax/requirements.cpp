// requirements.txt and constraints.txt, as pip reads them (its
// docs/html/reference/requirements-file-format.md and req/constructors.py).

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/syntax/parse.h"
#include "lint/syntax/pep508.h"
#include "lint/syntax/requirements_lines.h"
#include "lint/syntax/requirements_options.h"
#include "lint/text/bytes.h"

namespace mcplint {

namespace {

constexpr std::size_t kMostRequirements = 20'000;

/// Prose whose name ends in `requirements.txt` is not worth more.
constexpr std::size_t kMostProblems = 20;

constexpr std::string_view kSchemes[] = {
    "http",     "https",     "file",      "ftp",      "ssh",
    "git",      "hg",        "bzr",       "sftp",     "svn",
    "git+http", "git+https", "git+ssh",   "git+git",  "git+file",
    "hg+file",  "hg+http",   "hg+https",  "hg+ssh",   "hg+static-http",
    "svn+ssh",  "svn+http",  "svn+https", "svn+svn",  "svn+file",
    "bzr+http", "bzr+https", "bzr+ssh",   "bzr+sftp", "bzr+ftp",
    "bzr+lp",   "bzr+file",
};

constexpr std::string_view kSourceArchives[] = {
    ".zip",    ".tar.gz", ".tgz", ".tar",    ".tar.bz2",  ".tbz",
    ".tar.xz", ".txz",    ".tlz", ".tar.lz", ".tar.lzma",
};

constexpr std::string_view kHashFragments[] = {
    "sha256=", "sha384=", "sha512=", "sha224=", "sha1=", "md5="};

}  // namespace

static constexpr std::string_view kBlanks = " \t";

static bool is_url(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return false;
  return std::ranges::find(kSchemes, lower(text.substr(0, colon))) != std::end(kSchemes);
}

/// Whether pip takes `text` for something on the disk. It looks there; this
/// does not, so `some/folder` counts whether it exists or not, unless it reads
/// like a requirement gone wrong.
static bool is_path(std::string_view text) {
  if (text.find_first_of("<>=!\"'()") != std::string_view::npos) return false;
  const std::string_view before_at = text.substr(0, text.find('@'));
  const bool has_at = before_at.size() < text.size();
  auto looks_like_path = [](std::string_view part) {
    return part.starts_with('.') || part.find('/') != std::string_view::npos;
  };
  if (has_at) return looks_like_path(before_at);
  if (looks_like_path(text)) return true;

  const std::string name = lower(text.substr(0, text.find('[')));
  return name.ends_with(".whl") || std::ranges::any_of(kSourceArchives, [&](std::string_view end) {
           return name.ends_with(end);
         });
}

/// The package in `mcp-1.2.0-py3-none-any.whl` or `mcp-1.2.0.tar.gz`; empty if
/// the file's name does not tell.
static std::string_view name_in_file(std::string_view file) {
  if (file.ends_with(".whl")) {
    const auto dashes = std::ranges::count(file, '-');
    return dashes == 4 || dashes == 5 ? file.substr(0, file.find('-')) : std::string_view();
  }
  for (std::string_view end : kSourceArchives) {
    if (!file.ends_with(end)) continue;
    const std::size_t dash = file.substr(0, file.size() - end.size()).rfind('-');
    const bool has_version =
        dash != std::string_view::npos && version_length(file.substr(dash + 1)) > 0;
    return has_version ? file.substr(0, dash) : std::string_view();
  }
  return {};
}

/// What `#egg=name` or the file's name says the package is called.
static Requirement name_in_url(std::string_view url) {
  const std::size_t fragment = std::min(url.find('#'), url.size());
  const std::size_t egg = url.find("egg=", fragment);
  if (egg != std::string_view::npos && (url[egg - 1] == '#' || url[egg - 1] == '&')) {
    return read_name(url.substr(egg + 4));
  }
  const std::string_view path = url.substr(0, std::min(fragment, url.find('?')));
  return read_name(name_in_file(path.substr(path.find_last_of("/\\") + 1)));  // npos + 1 is 0
}

/// Takes `[one,two]` off the end of a path.
static std::string_view without_extras(std::string_view path, std::vector<std::string>& extras) {
  const std::size_t open = path.rfind('[');
  if (!path.ends_with(']') || open == std::string_view::npos || open == 0) return path;
  std::string_view rest = path.substr(open + 1, path.size() - open - 2);
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    extras.emplace_back(trimmed(rest.substr(0, comma), kBlanks));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return path.substr(0, open);
}

static bool has_hash(std::string_view url) {
  const std::size_t fragment = url.find('#');
  if (fragment == std::string_view::npos) return false;
  return std::ranges::any_of(kHashFragments, [&](std::string_view hash) {
    const std::size_t at = url.find(hash, fragment);
    return at != std::string_view::npos && (url[at - 1] == '#' || url[at - 1] == '&');
  });
}

namespace {

/// Reads one file into `parsed`.
class RequirementsReader {
 public:
  RequirementsReader(const Source& source, Parsed& parsed)
      : source_(source), parsed_(parsed), problems_before_(parsed.problems.size()) {
    const std::string_view path = source.path;
    const bool constrains =
        path.substr(path.rfind('/') + 1).find("constraints") != std::string_view::npos;
    from_ = constrains ? Dependency::From::Constraints : Dependency::From::Requirements;
  }

  void read();

 private:
  void read_line();
  void read_requirement_line(std::string_view text, const std::vector<UsedOption>& options);
  void read_option(const UsedOption& used);
  void read_editable(const UsedOption& used);

  [[nodiscard]] Dependency new_dependency(std::string_view text) const;
  /// Fills in what `requirement` says.
  void describe(const Requirement& requirement, Dependency& dependency);
  /// Fills in what a URL or path says.
  void describe_url(std::string_view url, Dependency& dependency);
  void refuse(std::string_view text, const Requirement& requirement);
  void problem(Span span, std::string what, std::string help) {
    parsed_.problems.push_back({span, std::move(what), std::move(help)});
  }

  const Source& source_;
  Parsed& parsed_;
  std::size_t problems_before_;
  Dependency::From from_ = Dependency::From::Requirements;
  LogicalLine line_;
};

}  // namespace

void RequirementsReader::read() {
  LogicalLines lines(source_);
  while (lines.next(line_)) {
    if (parsed_.dependencies.size() >= kMostRequirements) {
      return problem(line_.span(), "more requirements than are read", "split the file");
    }
    if (parsed_.problems.size() >= problems_before_ + kMostProblems) {
      return problem(line_.span(), "too many lines that are no requirements: not read from here on",
                     "rename the file if it does not list requirements for pip");
    }
    read_line();
  }
}

void RequirementsReader::read_line() {
  if (line_.too_long) {
    return problem(line_.span(0, 1), "line is too long to be a requirement", "split the line");
  }
  const std::size_t options_at = options_start(line_.text);
  const std::vector<UsedOption> options = read_options(line_, options_at, parsed_.problems);
  const std::string_view text =
      trimmed(std::string_view(line_.text).substr(0, options_at), kBlanks);
  if (!text.empty()) return read_requirement_line(text, options);

  // A line with an editable requirement is that requirement, whatever else it holds.
  for (const UsedOption& used : options) {
    if (used.option == RequirementOption::Editable) return read_editable(used);
  }
  for (const UsedOption& used : options) read_option(used);
}

void RequirementsReader::read_option(const UsedOption& used) {
  auto add_index = [&](PackageIndex::Kind kind) {
    parsed_.indexes.push_back({kind, used.value, line_.span(used.written)});
  };
  auto add_include = [&](Dependency::From as) {
    parsed_.includes.push_back({as, used.value, line_.span(used.written)});
  };
  switch (used.option) {
    case RequirementOption::Index:
      return add_index(PackageIndex::Kind::Index);
    case RequirementOption::ExtraIndex:
      return add_index(PackageIndex::Kind::ExtraIndex);
    case RequirementOption::FindLinks:
      return add_index(PackageIndex::Kind::FindLinks);
    case RequirementOption::TrustedHost:
      return add_index(PackageIndex::Kind::TrustedHost);
    case RequirementOption::Requirements:
      return add_include(Dependency::From::Requirements);
    case RequirementOption::Constraints:
      return add_include(Dependency::From::Constraints);
    case RequirementOption::Editable:
    case RequirementOption::Hash:
    case RequirementOption::Other:
      return;
  }
}

Dependency RequirementsReader::new_dependency(std::string_view text) const {
  Dependency dependency;
  dependency.source = &source_;
  dependency.ecosystem = "PyPI";
  dependency.from = from_;
  dependency.span = line_.span(text);
  return dependency;
}

/// Splits off the marker, then reads a URL, a path or a PEP 508 requirement.
void RequirementsReader::read_requirement_line(std::string_view text,
                                               const std::vector<UsedOption>& options) {
  Dependency dependency = new_dependency(text);
  dependency.has_hash =
      std::ranges::find(options, RequirementOption::Hash, &UsedOption::option) != options.end();

  // A URL may hold a `;`, so there a blank must follow the one that ends it.
  const bool url = is_url(text);
  const std::size_t semicolon = text.find(url ? "; " : ";");
  const std::string_view subject = trimmed(text.substr(0, semicolon), kBlanks);
  if (semicolon != std::string_view::npos &&
      !trimmed(text.substr(semicolon + 1), kBlanks).empty()) {
    const std::string_view marker = text.substr(semicolon + 1);
    const Requirement read = read_marker(marker);
    if (!read.error.empty()) return refuse(marker, read);
    dependency.marker = read.marker;
  }

  if (url || is_path(subject)) {
    describe_url(subject, dependency);
  } else {
    const Requirement requirement = read_requirement(subject);
    if (!requirement.error.empty()) return refuse(subject, requirement);
    describe(requirement, dependency);
  }
  parsed_.dependencies.push_back(std::move(dependency));
}

/// Reads what follows `-e`: a folder, a version control URL, or `name @` one.
void RequirementsReader::read_editable(const UsedOption& used) {
  Dependency dependency = new_dependency(used.written);
  dependency.editable = true;
  const Requirement requirement = read_requirement(used.written);
  if (requirement.error.empty() && !requirement.url.empty()) {
    describe(requirement, dependency);
    dependency.marker = requirement.marker;
  } else {
    describe_url(used.written, dependency);
  }

  const std::string_view url = dependency.url;
  if (url.starts_with("http:") || url.starts_with("https:")) {
    problem(dependency.url_span, "an editable requirement is a folder or a version control URL",
            "write git+https://… for a repository, or leave `-e` out");
  } else if (is_url(url) && !url.starts_with("file:") && dependency.name.empty()) {
    problem(dependency.url_span, "an editable URL without a name",
            "write `name @ ` before the URL, or `#egg=name` behind it");
  }
  parsed_.dependencies.push_back(std::move(dependency));
}

void RequirementsReader::describe(const Requirement& requirement, Dependency& dependency) {
  dependency.name = normalised_name(requirement.name);
  dependency.name_span = line_.span(requirement.name);
  for (std::string_view extra : requirement.extras) dependency.extras.emplace_back(extra);
  for (char c : requirement.specifier) {
    if (c != ' ' && c != '\t') dependency.specifier += c;
  }
  if (!requirement.specifier.empty()) {
    dependency.specifier_span = line_.span(requirement.specifier);
  }
  dependency.pinned_version = requirement.pinned;
  if (!requirement.url.empty()) describe_url(requirement.url, dependency);
}

void RequirementsReader::describe_url(std::string_view url, Dependency& dependency) {
  if (!is_url(url)) url = without_extras(url, dependency.extras);
  dependency.url = url;
  dependency.url_span = line_.span(url);
  dependency.has_hash = dependency.has_hash || has_hash(url);
  if (!dependency.name.empty()) return;

  const Requirement named = name_in_url(url);
  dependency.name = normalised_name(named.name);
  if (!named.name.empty()) dependency.name_span = line_.span(named.name);
  if (named.name.empty() && url.ends_with(".whl")) {
    problem(dependency.url_span, "not the file name of a wheel",
            "a wheel is called `name-version-python-abi-platform.whl`, and pip looks at that");
  }
  for (std::string_view extra : named.extras) dependency.extras.emplace_back(extra);
}

/// Reports what `requirement`, which was read from `text`, stumbled over.
void RequirementsReader::refuse(std::string_view text, const Requirement& requirement) {
  // A variable may stand for anything: only pip's environment knows.
  if (line_.text.find("${") != std::string::npos) return;

  const std::size_t at = std::min(requirement.error_at, text.size() - 1);
  const std::size_t end = std::min(text.find_first_of(" \t", at + 1), text.size());
  problem(line_.span(text.substr(at, end - at)), "not a requirement: " + requirement.error,
          "pip refuses this line: write it as `name==1.2.3`, or put `#` before a remark");
}

void parse_requirements(const Source& source, Parsed& parsed) {
  RequirementsReader(source, parsed).read();
}

}  // namespace mcplint
