#include "lint/syntax/shell_words.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <string>

#include "lint/text/utf8.h"

namespace mcplint {

std::string_view ShellReading::written(TSNode node) const {
  const std::uint32_t start = ts_node_start_byte(node);
  return text.substr(start, ts_node_end_byte(node) - start);
}

std::vector<TSNode> children_of(TSNode node) {
  std::vector<TSNode> children;
  TSTreeCursor cursor = ts_tree_cursor_new(node);
  for (bool more = ts_tree_cursor_goto_first_child(&cursor); more;
       more = ts_tree_cursor_goto_next_sibling(&cursor)) {
    children.push_back(ts_tree_cursor_current_node(&cursor));
  }
  ts_tree_cursor_delete(&cursor);
  return children;
}

std::vector<TSNode> named_children_of(TSNode node) {
  std::vector<TSNode> children = children_of(node);
  std::erase_if(children, [](TSNode child) { return !ts_node_is_named(child); });
  return children;
}

static std::string_view type_of(TSNode node) { return ts_node_type(node); }

bool is_shell_word(TSNode node) {
  constexpr std::string_view kWords[] = {"word",
                                         "string",
                                         "raw_string",
                                         "translated_string",
                                         "number",
                                         "ansi_c_string",
                                         "command_substitution",
                                         "process_substitution",
                                         "expansion",
                                         "concatenation",
                                         "simple_expansion",
                                         "arithmetic_expansion",
                                         "$",
                                         "variable_name",
                                         "brace_expression",
                                         "regex",
                                         "extglob_pattern"};
  return std::ranges::find(kWords, type_of(node)) != std::end(kWords);
}

/// Adds a stretch outside of quotes. `at_start`: the word starts with it.
static void add_bare(std::string_view part, bool at_start, ShellWord& word) {
  if (at_start && part.starts_with('~')) word.known = false;
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (part[i] == '\\' && i + 1 < part.size()) {
      ++i;
      if (part[i] == '\r' && part.substr(i + 1).starts_with('\n')) ++i;
      if (part[i] != '\n') word.text += part[i];
      continue;
    }
    if (part[i] == '*' || part[i] == '?' || part[i] == '[') word.known = false;
    word.text += part[i];
  }
}

/// Adds a stretch between double quotes, or of a here-document, where only some
/// characters can be escaped.
static void add_quoted(std::string_view part, bool quotes, ShellWord& word) {
  for (std::size_t i = 0; i < part.size(); ++i) {
    const bool escapes = part[i] == '\\' && i + 1 < part.size();
    if (!escapes) {
      word.text += part[i];
      continue;
    }
    const char next = part[i + 1];
    const bool escaped = next == '$' || next == '`' || next == '\\' || (quotes && next == '"');
    if (!escaped && next != '\n') {
      word.text += '\\';
      continue;
    }
    ++i;
    if (next != '\n') word.text += next;
  }
}

/// Digits of base `base`, at most `most`, from `at` on.
static std::uint32_t take_number(std::string_view part, std::size_t& at, int base,
                                 std::size_t most) {
  std::uint32_t value = 0;
  const char* begin = part.data() + at;
  const char* end = begin + std::min(most, part.size() - at);
  at += static_cast<std::size_t>(std::from_chars(begin, end, value, base).ptr - begin);
  return value;
}

/// What `$'…'` holds.
static void add_ansi(std::string_view part, ShellWord& word) {
  for (std::size_t i = 0; i < part.size();) {
    if (part[i] != '\\' || i + 1 >= part.size()) {
      word.text += part[i++];
      continue;
    }
    const char letter = part[i + 1];
    i += 2;
    constexpr std::string_view kLetters = "abefnrtv";
    constexpr std::string_view kMeant = "\a\b\x1b\f\n\r\t\v";
    if (const std::size_t known = kLetters.find(letter); known != kLetters.npos) {
      word.text += kMeant[known];
    } else if (letter == 'x') {
      word.text += static_cast<char>(take_number(part, i, 16, 2));
    } else if (letter == 'u' || letter == 'U') {
      append_utf8(word.text, take_number(part, i, 16, letter == 'u' ? 4 : 8));
    } else if (letter >= '0' && letter <= '7') {
      --i;
      word.text += static_cast<char>(take_number(part, i, 8, 3));
    } else {
      word.text += letter;
    }
  }
}

static void add_part(TSNode node, ShellReading& reading, int depth, ShellWord& word);

/// Commands in substitutions, and names of variables, anywhere below `node`.
static void find_inner(TSNode node, ShellReading& reading, int depth, ShellWord& word) {
  if (depth > kDeepestShell) return;
  const std::string_view type = type_of(node);
  if (type == "command_substitution" || type == "process_substitution") {
    auto inner = read_statements(node, reading, depth + 1);
    std::ranges::move(inner, std::back_inserter(word.substitutions));
    return;
  }
  if (type == "variable_name" || type == "special_variable_name") {
    word.variables.emplace_back(reading.written(node));
  }
  for (const TSNode child : named_children_of(node)) find_inner(child, reading, depth + 1, word);
}

/// What the shell fills in: it stays as written.
static void add_filled_in(TSNode node, ShellReading& reading, int depth, ShellWord& word) {
  word.known = false;
  word.text += reading.written(node);
  find_inner(node, reading, depth, word);
}

static bool is_filled_in(std::string_view type) {
  return type == "expansion" || type == "simple_expansion" || type == "command_substitution" ||
         type == "process_substitution" || type == "arithmetic_expansion" ||
         type == "brace_expression";
}

/// Adds what stands between `begin` and `end`, where only the filled in parts
/// of `node` are anything but text.
static void add_text(TSNode node, std::uint32_t begin, std::uint32_t end, bool quotes,
                     ShellReading& reading, int depth, ShellWord& word) {
  std::uint32_t at = begin;
  for (const TSNode child : named_children_of(node)) {
    if (!is_filled_in(type_of(child)) || ts_node_start_byte(child) < at) continue;
    add_quoted(reading.text.substr(at, ts_node_start_byte(child) - at), quotes, word);
    add_filled_in(child, reading, depth, word);
    at = ts_node_end_byte(child);
  }
  if (end > at) add_quoted(reading.text.substr(at, end - at), quotes, word);
}

/// `"…"`, or `$"…"` with a sign before it.
static void add_string(TSNode node, ShellReading& reading, int depth, ShellWord& word) {
  word.quoted = true;
  const std::uint32_t begin = ts_node_start_byte(node) + 1;
  const std::uint32_t end = ts_node_end_byte(node);
  const bool closed = end > begin && reading.text[end - 1] == '"';
  add_text(node, begin, closed ? end - 1 : end, true, reading, depth, word);
}

/// Whether the braces of a concatenation stand for several words: `{a,b}`.
static bool has_brace_list(std::string_view written) {
  const std::size_t open = written.find('{');
  const std::size_t comma = written.find(',', open == written.npos ? 0 : open);
  return open != written.npos && comma != written.npos &&
         written.find('}', comma) != written.npos && (open == 0 || written[open - 1] != '$');
}

static void add_concatenation(TSNode node, ShellReading& reading, int depth, ShellWord& word) {
  if (has_brace_list(reading.written(node))) word.known = false;
  for (const TSNode child : children_of(node)) add_part(child, reading, depth + 1, word);
}

static std::string_view without(std::string_view written, std::size_t before, std::size_t behind) {
  if (written.size() < before + behind) return {};
  return written.substr(before, written.size() - before - behind);
}

static void add_part(TSNode node, ShellReading& reading, int depth, ShellWord& word) {
  if (depth > kDeepestShell) {
    word.known = false;
    return;
  }
  const std::string_view type = type_of(node);
  if (is_filled_in(type)) return add_filled_in(node, reading, depth, word);
  if (type == "string") return add_string(node, reading, depth, word);
  if (type == "concatenation") return add_concatenation(node, reading, depth, word);
  if (type == "translated_string") {
    return add_string(ts_node_named_child(node, 0), reading, depth, word);
  }
  const std::string_view written = reading.written(node);
  if (type == "raw_string") {
    word.quoted = true;
    word.text += without(written, 1, 1);
  } else if (type == "ansi_c_string") {
    word.quoted = true;
    add_ansi(without(written, 2, 1), word);
  } else if (type != "``") {
    add_bare(written, word.text.empty() && !word.quoted, word);
  }
}

ShellWord read_shell_word(TSNode node, ShellReading& reading, int depth) {
  ShellWord word;
  word.span = reading.span(node);
  add_part(node, reading, depth, word);
  return word;
}

ShellWord read_here_document(TSNode node, ShellReading& reading, int depth) {
  ShellWord body;
  body.span = reading.span(node);
  if (ts_node_named_child_count(node) == 0) {
    body.text = reading.written(node);
    return body;
  }
  add_text(node, ts_node_start_byte(node), ts_node_end_byte(node), false, reading, depth, body);
  return body;
}

}  // namespace mcplint
