// YAML 1.2, read by a reader of our own: libyaml reads YAML 1.1, and the reader of 1.2 that Debian
// has does not withstand hostile input. See docs/architecture.md.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/syntax/parse.h"
#include "lint/syntax/yaml_reader.h"
#include "lint/text/utf8.h"

namespace mcplint {

/// Goes to the next document, over directives and its `---`.
bool YamlReader::begin_document(bool& more) {
  bool directed = false;
  bool versioned = false;
  handles_.clear();
  anchors_.clear();
  while (true) {
    cursor_.skip();
    more = !cursor_.at_end();
    const bool dots = cursor_.at_marker() && cursor_.peek() == '.';
    if (directed && (!more || dots || (!cursor_.at_marker() && cursor_.peek() != '%')))
      return cursor_.fail("no `---` behind the directives of a document");
    if (!more) return true;
    if (dots) {
      if (!end_document_by_dots()) return false;
    } else if (may_direct_ && cursor_.at == cursor_.line && cursor_.peek() == '%') {
      read_directive(versioned);
      directed = true;
    } else {
      if (cursor_.at_marker()) cursor_.at += 3;
      may_direct_ = false;
      return true;
    }
  }
}

/// Reads `...`, behind which directives may come again.
bool YamlReader::end_document_by_dots() {
  cursor_.at += 3;
  cursor_.skip_blanks();
  if (cursor_.peek() == '#') cursor_.skip_comment();
  if (!cursor_.at_end() && !is_yaml_break(cursor_.peek()))
    return cursor_.fail("only a comment may follow `...` on its line");
  may_direct_ = true;
  return true;
}

static std::string_view take_word(YamlCursor& cursor) {
  cursor.skip_blanks();
  const std::size_t start = cursor.at;
  if (cursor.peek() == '#') return {};
  while (!cursor.ends_word(0)) ++cursor.at;
  return cursor.span_from(start).text;
}

static bool is_version(std::string_view word) {
  const std::size_t dot = word.find_first_not_of("0123456789");
  return dot != word.npos && dot > 0 && word[dot] == '.' && dot + 1 < word.size() &&
         word.find_first_not_of("0123456789", dot + 1) == word.npos;
}

/// Reads a line `%YAML 1.2` or `%TAG !e! tag:example.org,2000:`. There are no others yet, and
/// those that come are to be passed over.
void YamlReader::read_directive(bool& versioned) {
  const std::size_t start = cursor_.at;
  const std::string_view name = take_word(cursor_);
  if (name == "%YAML") {
    if (!is_version(take_word(cursor_)) || !take_word(cursor_).empty())
      cursor_.complain(start, "`%YAML` takes a version such as 1.2, and nothing else");
    if (versioned) cursor_.complain(start, "a second `%YAML` of one document");
    versioned = true;
  } else if (name == "%TAG") {
    const std::string_view handle = take_word(cursor_);
    if (take_word(cursor_).empty())
      cursor_.complain(start, "`%TAG` takes a beginning, and what it means");
    if (!handles_.insert(handle).second)
      cursor_.complain(start, "this beginning of tags is declared twice");
  }
  cursor_.at = std::min(cursor_.text.find_first_of("\r\n", cursor_.at), cursor_.text.size());
}

std::vector<Value> YamlReader::read() {
  std::vector<Value> documents;
  bool more = true;
  while (begin_document(more) && more) {
    Value root;
    if (!read_node(root, {-1, false, false})) break;
    cursor_.skip();
    if (!cursor_.at_end() && !cursor_.at_marker()) {
      refuse_rest();
      break;
    }
    documents.push_back(std::move(root));
  }
  return documents;
}

/// Where the first character stands that YAML does not allow, in quotes or elsewhere.
static std::optional<std::size_t> first_control(std::string_view text) {
  const auto found = std::ranges::find_if(text, [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') ||
           c == 0x7F;
  });
  if (found == text.end()) return std::nullopt;
  return static_cast<std::size_t>(found - text.begin());
}

static std::string_view without_byte_order_mark(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return text;
}

/// Whether the text may be YAML by its characters.
static bool is_readable(std::string_view text, std::vector<Problem>& problems) {
  if (const std::optional<std::size_t> at = first_invalid_utf8(text)) {
    problems.push_back(
        {{text.substr(*at, 1)}, "is no YAML from here on: no UTF-8", "save it as UTF-8"});
    return false;
  }
  const std::optional<std::size_t> at = first_control(text);
  if (at)
    problems.push_back({{text.substr(*at, 1)},
                        "is no YAML from here on: control characters are not allowed",
                        "write it as an escape in double quotes"});
  return !at;
}

void parse_yaml(const Source& source, Parsed& parsed) {
  const std::string_view text = without_byte_order_mark(source.text);
  if (!is_readable(text, parsed.problems)) return;
  YamlReader reader(text);
  std::vector<Value> documents = reader.read();
  const YamlCursor& cursor = reader.cursor();
  if (cursor.dubious) parsed.problems.push_back(*cursor.dubious);
  if (cursor.fatal) parsed.problems.push_back(*cursor.fatal);
  if (documents.empty() && cursor.fatal) return;
  Config config{.source = &source,
                .syntax = Syntax::Yaml,
                .comment = {},
                .trailing_comma = {},
                .root = {},
                .further = {}};
  if (!documents.empty()) {
    config.root = std::move(documents.front());
    documents.erase(documents.begin());
    config.further = std::move(documents);
  }
  parsed.config = std::move(config);
}

}  // namespace mcplint
