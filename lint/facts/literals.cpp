// Credentials in a file's text: tokens by their form, other values by the name
// they are given.

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/facts/credential_names.h"
#include "lint/facts/facts.h"
#include "lint/facts/named_values.h"
#include "lint/facts/notation.h"
#include "lint/facts/placeholders.h"
#include "lint/facts/token_formats.h"

namespace mcplint {

namespace {

/// Longer lines are bundles and data that a program wrote.
constexpr std::size_t kLongestLine = 8'192;

constexpr std::size_t kLongestName = 80;

/// How far before a place its cell of a notebook may begin.
constexpr std::size_t kLongestCell = 64U << 10U;

}  // namespace

/// Whether the line that `span` lies in is longer than people write.
static bool is_in_long_line(std::string_view text, Span span) {
  const auto at = static_cast<std::size_t>(span.begin() - text.data());
  const std::size_t from = at - std::min(at, kLongestLine);
  const std::string_view before = text.substr(from, at - from);
  const std::string_view after = text.substr(at, kLongestLine);
  const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
  const std::size_t line_end = std::min(after.find('\n'), after.size());
  return before.size() - line_begin + line_end >= kLongestLine;
}

/// Whether `span` lies in what a notebook's cell printed: the last of these two
/// keys before it tells.
static bool is_in_output(const Source& source, Span span) {
  if (!source.path.ends_with(".ipynb")) return false;
  std::string_view before(source.text.data(),
                          static_cast<std::size_t>(span.begin() - source.text.data()));
  before.remove_prefix(before.size() - std::min(before.size(), kLongestCell));
  const std::size_t output = before.rfind("\"outputs\": [");
  const std::size_t input = before.rfind("\"source\": [");
  return output != std::string_view::npos && (input == std::string_view::npos || output > input);
}

static bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

/// `apiKey`, `--token`, and any `NAME` in capitals; not words of a sentence.
static bool is_name(std::string_view text) {
  if (names_credential(text)) return true;
  const bool begins_upper = !text.empty() && text.front() >= 'A' && text.front() <= 'Z';
  return begins_upper && std::ranges::none_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
}

/// The name before a token: `NAME = "`, `"name": "Bearer `, `--name=`, and the
/// variable that it replaces if that is not set: `getenv("NAME", "`, `NAME ?? "`.
/// Empty if there is none right before it.
static Span name_before(std::string_view text, Span token) {
  const auto at = static_cast<std::size_t>(token.begin() - text.data());
  std::string_view before =
      text.substr(at - std::min(at, kLongestName), std::min(at, kLongestName));
  for (std::string_view scheme : {"Bearer ", "bearer ", "token ", "SecretStr("}) {
    if (before.ends_with(scheme)) before.remove_suffix(scheme.size());
  }
  const std::size_t end = before.find_last_not_of(" \t\"'`\\:=[],?|") + 1;  // npos + 1 is 0
  if (before.substr(end).find_first_of(":=,?|") == std::string_view::npos) return {};
  before = before.substr(0, end);
  std::size_t begin = end;
  while (begin > 0 && is_name_character(before[begin - 1])) --begin;
  const std::string_view name = before.substr(begin);
  return {is_name(name) ? name : std::string_view()};
}

/// Whether `value` is a key to search a documentation site, which every page of
/// it shows: 32 hexadecimal digits beside the name of an Algolia index.
static bool is_search_key(std::string_view text, Span value) {
  static constexpr std::size_t kNearby = 200;
  if (value.text.size() != 32 ||
      value.text.find_first_not_of("0123456789abcdef") != std::string_view::npos) {
    return false;
  }
  const auto at = static_cast<std::size_t>(value.begin() - text.data());
  const std::size_t from = at - std::min(at, kNearby);
  return text.substr(from, at - from + kNearby).find("indexName") != std::string_view::npos;
}

static std::vector<Literal> literals_by_form(const Source& source) {
  std::vector<Literal> literals;
  for (const Token& token : find_tokens(source.text)) {
    literals.push_back({.source = &source,
                        .span = token.span,
                        .format = token.format->name,
                        .key = name_before(source.text, token.span),
                        .test_mode = token.format->test_mode});
  }
  return literals;
}

static std::vector<Literal> literals_by_name(const Source& source) {
  std::vector<Literal> literals;
  for (const NamedValue& named : find_named_values(source)) {
    if (!may_be_credential(named.value.text)) continue;
    if (is_search_key(source.text, named.value)) continue;
    literals.push_back({.source = &source, .span = named.value, .format = {}, .key = named.key});
  }
  return literals;
}

/// Keeps one of those that overlap: a token before a value with a name, then
/// the one that begins first, then the longer.
static std::vector<Literal> without_overlaps(std::vector<Literal> literals) {
  std::ranges::stable_sort(literals, [](const Literal& a, const Literal& b) {
    if (a.span.begin() != b.span.begin()) return a.span.begin() < b.span.begin();
    return a.span.end() > b.span.end();
  });
  std::vector<Literal> kept;
  for (Literal& literal : literals) {
    const bool overlaps = !kept.empty() && literal.span.begin() < kept.back().span.end();
    if (!overlaps) {
      kept.push_back(literal);
    } else if (kept.back().key.empty() && literal.format.empty()) {
      kept.back().key = literal.key;
    } else if (kept.back().format.empty() && !literal.format.empty()) {
      if (literal.key.empty()) literal.key = kept.back().key;
      kept.back() = literal;
    }
  }
  return kept;
}

void find_literals(const Source& source, std::vector<Literal>& literals) {
  if (is_generated(source.path)) return;
  std::vector<Literal> found = literals_by_form(source);
  std::ranges::move(literals_by_name(source), std::back_inserter(found));
  std::erase_if(found, [&](const Literal& literal) {
    return is_in_long_line(source.text, literal.span) || is_in_output(source, literal.span);
  });

  const bool in_example = is_example(source.path);
  const bool in_test = is_for_tests(source.path);
  for (Literal& literal : without_overlaps(std::move(found))) {
    literal.in_example = in_example;
    literal.in_test = in_test;
    literals.push_back(literal);
  }
}

}  // namespace mcplint
