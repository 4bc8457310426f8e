#include "lint/syntax/yaml_scalars.h"

#include <algorithm>
#include <string_view>

#include "lint/text/utf8.h"

namespace mcplint {

/// Adds what `count` line breaks between two words stand for: one is a blank, of
/// several all but the first are kept.
static void fold(std::string& text, std::size_t count) {
  if (count == 1) {
    text += ' ';
  } else {
    text.append(count - 1, '\n');
  }
}

/// Goes over line breaks, and lines and indentation of blanks, and counts the breaks.
/// Stops in front of a line that ends the document.
static std::size_t skip_breaks(YamlCursor& cursor) {
  std::size_t count = 0;
  while (is_yaml_break(cursor.peek())) {
    cursor.take_break();
    ++count;
    if (cursor.at_marker()) break;
    cursor.skip_blanks();
  }
  return count;
}

static bool is_indented(const YamlCursor& cursor, long indent) {
  return cursor.indentation() > indent;
}

static void complain_of_indentation(YamlCursor& cursor) {
  cursor.complain(cursor.at, "the lines of a value must be indented more than what it belongs to");
}

bool begins_plain(const YamlCursor& cursor, bool flow) {
  static constexpr std::string_view kIndicators = ",[]{}#&*!|>'\"%@`";
  const char c = cursor.peek();
  if (cursor.at_end() || kIndicators.find(c) != std::string_view::npos) return false;
  if (c != '-' && c != '?' && c != ':') return true;
  return !cursor.ends_word(1) && !(flow && is_yaml_flow(cursor.peek(1)));
}

static bool ends_plain(const YamlCursor& cursor, bool flow) {
  const char c = cursor.peek();
  if (c == ':') return cursor.ends_word(1) || (flow && is_yaml_flow(cursor.peek(1)));
  if (c == '#') return cursor.at == cursor.line || is_yaml_blank(cursor.text[cursor.at - 1]);
  return cursor.at_end() || is_yaml_break(c) || (flow && is_yaml_flow(c));
}

static void read_plain_line(YamlCursor& cursor, bool flow, std::string& text) {
  const std::size_t start = cursor.at;
  std::size_t end = start;
  for (; !ends_plain(cursor, flow); ++cursor.at) {
    if (!is_yaml_blank(cursor.peek())) end = cursor.at + 1;
  }
  text += cursor.text.substr(start, end - start);
  cursor.at = end;
}

bool read_plain(YamlCursor& cursor, YamlPlace place, std::string& text) {
  while (true) {
    read_plain_line(cursor, place.flow, text);
    const std::size_t at = cursor.at;
    const std::size_t line = cursor.line;
    cursor.skip_blanks();
    const std::size_t breaks = skip_breaks(cursor);
    const bool indented = breaks > 0 && is_indented(cursor, place.indent);
    if (breaks == 0 || cursor.at_marker() || ends_plain(cursor, place.flow) ||
        (!indented && !place.flow)) {
      cursor.at = at;
      cursor.line = line;
      return true;
    }
    if (!indented) complain_of_indentation(cursor);
    fold(text, breaks);
  }
}

/// Reads the digits of `\x41`, with the cursor behind the letter.
static bool read_code(YamlCursor& cursor, std::size_t size, std::string& text) {
  char32_t code = 0;
  for (std::size_t i = 0; i < size; ++i) {
    static constexpr std::string_view kDigits = "0123456789abcdefABCDEF";
    const std::size_t digit = kDigits.find(cursor.peek());
    if (cursor.at_end() || digit == std::string_view::npos)
      return cursor.fail("this escape takes " + std::to_string(size) + " hexadecimal digits");
    code = code * 16 + static_cast<char32_t>(digit < 16 ? digit : digit - 6);
    ++cursor.at;
  }
  append_utf8(text, code);
  return true;
}

/// Reads a backslash and what it escapes.
static bool read_escape(YamlCursor& cursor, std::string& text) {
  static constexpr std::string_view kLetters = "0abt\tnvfre \"/\\N_LP";
  static constexpr char32_t kMeanings[] = {0,   '\a', '\b', '\t', '\t', '\n', '\v', '\f',   '\r',
                                           033, ' ',  '"',  '/',  '\\', 0x85, 0xA0, 0x2028, 0x2029};
  const char letter = cursor.peek(1);
  if (is_yaml_break(letter)) {
    ++cursor.at;
    text.append(skip_breaks(cursor) - 1, '\n');
    return true;
  }
  const std::size_t known = kLetters.find(letter);
  const std::size_t size = letter == 'x' ? 2 : letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
  if (size == 0 && (letter == '\0' || known == std::string_view::npos))
    return cursor.fail("an escape that YAML does not have; a backslash itself is `\\\\`");
  cursor.at += 2;
  if (size != 0) return read_code(cursor, size, text);
  append_utf8(text, kMeanings[known]);
  return true;
}

/// Reads line breaks in quotes. `kept` is how much of `text` is no blank at the end of its line.
static void fold_quoted(YamlCursor& cursor, long indent, std::string& text, std::size_t kept) {
  while (text.size() > kept && is_yaml_blank(text.back())) text.pop_back();
  fold(text, skip_breaks(cursor));
  if (!cursor.at_marker() && !cursor.at_end() && !is_indented(cursor, indent))
    complain_of_indentation(cursor);
}

bool read_quoted(YamlCursor& cursor, YamlPlace place, std::string& text) {
  const std::size_t start = cursor.at;
  const char quote = cursor.peek();
  const std::string_view stops = quote == '"' ? "\"\\\r\n" : "'\r\n";
  std::size_t kept = 0;
  ++cursor.at;
  while (true) {
    const std::size_t from = cursor.at;
    cursor.at = std::min(cursor.text.find_first_of(stops, from), cursor.text.size());
    text += cursor.text.substr(from, cursor.at - from);
    const char c = cursor.peek();
    if (cursor.at_end()) return cursor.fail(start, "a quote that nothing closes");
    if (c == '\'' && cursor.peek(1) == '\'') {
      text += c;
      cursor.at += 2;
    } else if (c == quote) {
      ++cursor.at;
      return true;
    } else if (c == '\\') {
      if (!read_escape(cursor, text)) return false;
      kept = text.size();
    } else {
      fold_quoted(cursor, place.indent, text, kept);
      kept = text.size();
    }
    if (cursor.at_marker()) return cursor.fail(start, "a quote that nothing closes");
  }
}

namespace {

/// The line that a block of text begins with: `|`, `>-`, `|2+`.
struct Header {
  bool literal = true;
  char chomping = ' ';  // '-' or '+'
  long indent = 0;      // 0: by its first line
};

}  // namespace

static bool read_header(YamlCursor& cursor, Header& header) {
  header.literal = cursor.peek() == '|';
  ++cursor.at;
  for (int i = 0; i < 2; ++i) {
    const char c = cursor.peek();
    if ((c == '-' || c == '+') && header.chomping == ' ') {
      header.chomping = c;
      ++cursor.at;
    } else if (c >= '1' && c <= '9' && header.indent == 0) {
      header.indent = c - '0';
      ++cursor.at;
    }
  }
  cursor.skip_blanks();
  if (cursor.peek() == '#') cursor.skip_comment();
  if (!cursor.at_end() && !is_yaml_break(cursor.peek()))
    return cursor.fail("only a comment may follow the sign of a block of text on its line");
  if (!cursor.at_end()) cursor.take_break();
  return true;
}

/// How much the first line of a block of text that is not empty is indented; 0 if none is
/// more than `indent`.
static long find_indentation(YamlCursor& cursor, long indent) {
  YamlCursor ahead(cursor.text);
  ahead.at = ahead.line = cursor.at;
  long widest = 0;
  while (true) {
    const long spaces = ahead.indentation();
    ahead.at += static_cast<std::size_t>(spaces);
    if (ahead.at_end()) return std::max({widest, spaces, indent + 1});
    if (!is_yaml_break(ahead.peek())) {
      if (spaces <= indent && ahead.peek() == '\t')
        cursor.complain(ahead.at, "a tab cannot indent");
      if (spaces <= indent) return indent + 1;
      if (widest > spaces)
        cursor.complain(ahead.at, "an empty line before is indented more than this one");
      return spaces;
    }
    widest = std::max(widest, spaces);
    ahead.take_break();
  }
}

/// Goes over indentation and empty lines in a block of text, and counts the empty lines.
static std::size_t skip_empty_lines(YamlCursor& cursor, long indent) {
  std::size_t count = 0;
  while (true) {
    cursor.at = cursor.line + static_cast<std::size_t>(std::min(cursor.indentation(), indent));
    if (cursor.at_end() || !is_yaml_break(cursor.peek())) return count;
    cursor.take_break();
    ++count;
  }
}

bool read_block_text(YamlCursor& cursor, long indent, std::string& text) {
  Header header;
  if (!read_header(cursor, header)) return false;
  if (cursor.at_end()) return true;
  const long inner =
      header.indent != 0 ? std::max(indent, 0L) + header.indent : find_indentation(cursor, indent);
  std::size_t empty = skip_empty_lines(cursor, inner);
  bool first = true;
  bool was_blank = false;  // the line before begins with a blank
  bool broken = false;     // it has a line break
  while (!cursor.at_end() && cursor.column() == inner && !cursor.at_marker()) {
    const bool blank = is_yaml_blank(cursor.peek());
    const bool folds = !header.literal && !first && !was_blank && !blank;
    if (broken && !folds) text += '\n';
    if (folds && empty == 0) text += ' ';
    text.append(empty, '\n');
    const std::size_t start = cursor.at;
    cursor.at = std::min(cursor.text.find_first_of("\r\n", start), cursor.text.size());
    text += cursor.text.substr(start, cursor.at - start);
    broken = !cursor.at_end();
    if (!broken) break;
    cursor.take_break();
    empty = skip_empty_lines(cursor, inner);
    first = false;
    was_blank = blank;
  }
  if (!cursor.at_end()) cursor.at = cursor.line;
  if (broken && header.chomping != '-') text += '\n';
  if (header.chomping == '+') text.append(empty, '\n');
  return true;
}

}  // namespace mcplint
