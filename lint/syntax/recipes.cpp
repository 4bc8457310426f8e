// The commands of Makefiles, justfiles and tox.ini: lines below a name; and scripts.

#include <string>

#include "lint/syntax/parse.h"

namespace mcplint {

namespace {

constexpr std::size_t kMostRecipes = 5000;

/// The lines of a file, those that end with a backslash joined to the next.
class JoinedLines {
 public:
  explicit JoinedLines(std::string_view text) : rest_(text) {}

  /// The next one, as written; false at the end.
  bool next(std::string_view& line) {
    if (rest_.empty()) return false;
    std::size_t end = 0;
    do {
      end = rest_.find('\n', end == 0 ? 0 : end + 1);
    } while (end != rest_.npos && end > 0 && rest_[end - 1] == '\\' && end + 1 < rest_.size());
    line = rest_.substr(0, end);
    rest_ = end == rest_.npos ? std::string_view() : rest_.substr(end + 1);
    return true;
  }

 private:
  std::string_view rest_;
};

}  // namespace

static void add_recipe(std::string_view line, Parsed& parsed) {
  const std::size_t begin = line.find_first_not_of(" \t@-+");
  if (begin == line.npos || line[begin] == '#' || parsed.recipes.size() == kMostRecipes) return;
  line.remove_prefix(begin);
  parsed.recipes.push_back({std::string(line), {line}});
}

/// Of a Makefile, lines that begin with a tab; of a justfile, any that are indented.
void parse_makefile(const Source& source, Parsed& parsed) {
  JoinedLines lines(source.text);
  for (std::string_view line; lines.next(line);) {
    if (line.starts_with('\t') || line.starts_with("  ")) add_recipe(line, parsed);
  }
}

/// `commands = …` and what is indented below it.
void parse_tox(const Source& source, Parsed& parsed) {
  JoinedLines lines(source.text);
  bool in_commands = false;
  for (std::string_view line; lines.next(line);) {
    const bool indented = line.starts_with(' ') || line.starts_with('\t');
    if (in_commands && indented) {
      add_recipe(line, parsed);
      continue;
    }
    in_commands = line.starts_with("commands") && line.find('=') != line.npos;
    if (in_commands) add_recipe(line.substr(line.find('=') + 1), parsed);
  }
}

void parse_script(const Source& source, Parsed& parsed) {
  parsed.recipes.push_back({source.text, source.all()});
}

}  // namespace mcplint
