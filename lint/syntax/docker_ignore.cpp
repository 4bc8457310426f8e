// `.dockerignore`: what a build does not see.

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "lint/syntax/parse.h"
#include "lint/text/glob.h"
#include "mcplint/container.h"

namespace mcplint {

static std::string_view trim_blanks(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t\r");
  if (begin == line.npos) return {};
  return line.substr(begin, line.find_last_not_of(" \t\r") - begin + 1);
}

void parse_docker_ignore(const Source& source, Parsed& parsed) {
  DockerIgnore ignore;
  ignore.source = &source;
  std::string_view text = source.text;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    const std::string_view line = trim_blanks(text.substr(0, end + (text[end] == '\n' ? 0 : 1)));
    text.remove_prefix(end + 1);
    if (!line.empty() && line.front() != '#') {
      ignore.patterns.push_back({std::string(line), {line}});
    }
  }
  parsed.docker_ignore = std::move(ignore);
}

/// A pattern, or a path, as Docker cleans them: `./a/` is `a`.
static std::string_view clean(std::string_view pattern) {
  while (pattern.starts_with("./")) pattern.remove_prefix(2);
  while (pattern.starts_with('/')) pattern.remove_prefix(1);
  while (pattern.ends_with('/')) pattern.remove_suffix(1);
  return pattern;
}

/// Whether `pattern` matches `path` or a folder that it lies in.
static bool covers(std::string_view pattern, std::string_view path) {
  if (pattern.empty() || pattern == ".") return true;
  for (std::size_t end = path.find('/'); end != path.npos; end = path.find('/', end + 1)) {
    if (glob_matches(pattern, path.substr(0, end))) return true;
  }
  return glob_matches(pattern, path);
}

/// The last pattern that matches decides, unlike in `.gitignore` wherever a
/// folder above is left out; and a pattern means the context's own folder.
bool DockerIgnore::keeps_out(std::string_view path) const {
  bool out = false;
  for (const Text& line : patterns) {
    std::string_view pattern = line.text;
    const bool kept = pattern.starts_with('!');
    if (kept) pattern = trim_blanks(pattern.substr(1));
    if (covers(clean(pattern), path)) out = !kept;
  }
  return out;
}

}  // namespace mcplint
