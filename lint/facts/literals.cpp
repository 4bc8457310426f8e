// Credentials in a file's text: one search for all words that tell where one may
// be, then a look at each place.

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/facts/credential_names.h"
#include "lint/facts/facts.h"
#include "lint/facts/named_values.h"
#include "lint/facts/notation.h"
#include "lint/facts/placeholders.h"
#include "lint/facts/private_keys.h"
#include "lint/facts/secret_urls.h"
#include "lint/facts/tokens.h"
#include "lint/text/bytes.h"
#include "lint/text/keywords.h"
#include "lint/text/unescape.h"

namespace mcplint {

namespace {

/// Longer lines are bundles and data that a program wrote.
constexpr std::size_t kLongestLine = 8'192;

constexpr std::size_t kLongestName = 80;

/// How far before a place its cell of a notebook may begin.
constexpr std::size_t kLongestCell = 64U << 10U;

/// How far from an escape its string may begin and end.
constexpr std::size_t kLongestString = 4'096;

/// A file with more strings that hold escapes is data.
constexpr int kMostStrings = 10'000;

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
/// it shows: 32 hexadecimal digits beside the name of Algolia or of its index.
static bool is_search_key(std::string_view text, Span value) {
  static constexpr std::size_t kNearby = 500;
  if (value.text.size() != 32 ||
      value.text.find_first_not_of("0123456789abcdef") != std::string_view::npos) {
    return false;
  }
  const auto at = static_cast<std::size_t>(value.begin() - text.data());
  const std::size_t from = at - std::min(at, kNearby);
  const std::string around = lower(text.substr(from, at - from + kNearby));
  return around.find("indexname") != std::string::npos ||
         around.find("algolia") != std::string::npos;
}

/// Whether `value` stands in an example of what a type holds, as generators
/// write them from a description of an interface.
static bool is_in_example_tag(std::string_view text, Span value) {
  static constexpr std::size_t kNearby = 300;
  const auto at = static_cast<std::size_t>(value.begin() - text.data());
  const std::size_t from = at - std::min(at, kNearby);
  const std::string_view before = text.substr(from, at - from);
  const std::size_t tag = before.rfind("@example");
  return tag != std::string_view::npos && before.find("*/", tag) == std::string_view::npos;
}

/// Where the tests begin that stand behind the code, as Rust has them.
static std::size_t inline_tests(const Source& source) {
  return source.path.ends_with(".rs") ? source.text.find("#[cfg(test)]") : std::string::npos;
}

/// Whether `named` is the last word of a phrase, `Scope token: <UUID>`, by which texts tell
/// runs and tasks apart: a number that opens nothing.
static bool is_number_of_something(std::string_view text, const NamedValue& named) {
  static constexpr std::size_t kUuid = 36;
  if (named.key.empty()) return false;
  const std::string_view value = named.value.text;
  const bool is_uuid = value.size() == kUuid && std::ranges::count(value, '-') == 4 &&
                       value.find_first_not_of("0123456789abcdefABCDEF-") == value.npos;
  const auto at = static_cast<std::size_t>(named.key.begin() - text.data());
  const bool ends_phrase = at > 1 && text[at - 1] == ' ' && is_name_character(text[at - 2]);
  return is_uuid && ends_phrase && named.key.text.find_first_of("_-") == std::string_view::npos;
}

namespace {

/// What a keyword is looked at for; its numbers follow those of the one before.
struct Plan {
  Keywords words;
  std::size_t first_name;  // before it: those of tokens
  std::size_t first_frame;
  std::size_t first_url;
};

Plan make_plan() {
  std::vector<std::string> words = TokenFinder::keywords();
  const std::size_t first_name = words.size();
  std::ranges::copy(NameFinder::keywords(), std::back_inserter(words));
  const std::size_t first_frame = words.size();
  words.emplace_back(kPrivateKeyKeyword);
  words.emplace_back(kUrlKeyword);
  return {Keywords(words), first_name, first_frame, first_frame + 1};
}

/// One pass over a text.
class Search {
 public:
  Search(const Source& source, std::string_view text, bool in_example)
      : source_(source),
        text_(text),
        in_example_(in_example),
        tokens_(text),
        names_(text, notation_of(source.path)) {}

  std::vector<Literal> run();

 private:
  void add(Literal literal) {
    literal.source = &source_;
    literals_.push_back(literal);
  }
  void look(const Plan& plan, std::size_t word, std::size_t place);
  void look_at_url(std::size_t place);
  void look_at_frame(std::size_t place);
  void add_token(const Token& token);
  void add_named(const NamedValue& named);

  const Source& source_;
  std::string_view text_;
  bool in_example_;
  TokenFinder tokens_;
  NameFinder names_;
  std::vector<Literal> literals_;
};

}  // namespace

static const Plan& plan() {
  static const Plan kPlan = make_plan();
  return kPlan;
}

void Search::look_at_url(std::size_t place) {
  for (const UrlSecret& secret : read_url(text_, place, in_example_)) {
    add({.kind = Literal::Kind::InUrl,
         .span = secret.value,
         .format = secret.is_password ? "password" : "token",
         .key = secret.key});
  }
}

void Search::look_at_frame(std::size_t place) {
  if (const std::optional<PrivateKey> key = read_private_key(text_, place)) {
    add({.kind = Literal::Kind::PrivateKey,
         .span = key->span,
         .format = key->name,
         .key = name_before(text_, key->span),
         .encrypted = key->encrypted});
  }
}

void Search::add_token(const Token& token) {
  add({.kind = Literal::Kind::Token,
       .span = token.span,
       .format = token.format->name,
       .key = name_before(text_, token.span),
       .test_mode = token.format->test_mode});
}

/// Whether a fallback that anybody may guess is bad all the same: what is signed
/// with it can be forged.
static bool is_guessable_key(const NamedValue& named) {
  return named.is_fallback && names_signing_key(named.key.text) &&
         named.value.text.find_first_of("${}<> ") == std::string_view::npos;
}

void Search::add_named(const NamedValue& named) {
  const std::string value = unescape(named.value.text).text;
  if (is_in_example_tag(text_, named.value) || is_number_of_something(text_, named)) return;
  const bool random = may_be_credential(value) && !is_search_key(text_, named.value);
  if (!random && (value.empty() || !is_guessable_key(named))) return;
  add({.kind = named.is_fallback ? Literal::Kind::Fallback : Literal::Kind::Named,
       .span = named.value,
       .format = {},
       .key = named.key,
       .guessable = !random});
}

void Search::look(const Plan& plan, std::size_t word, std::size_t place) {
  if (word < plan.first_name) return tokens_.look(word, place);
  if (word < plan.first_frame) return names_.look(word - plan.first_name, place);
  if (word < plan.first_url) return look_at_frame(place);
  look_at_url(place);
}

std::vector<Literal> Search::run() {
  plan().words.find(text_, [&](std::size_t word, std::size_t place) { look(plan(), word, place); });
  for (const Token& token : tokens_.tokens()) add_token(token);
  for (const NamedValue& named : names_.values()) add_named(named);
  return std::move(literals_);
}

/// The string literal that holds `place`, without its quotes; empty if it has
/// no end nearby.
static std::string_view string_around(std::string_view text, std::size_t place) {
  const std::size_t from = place - std::min(place, kLongestString);
  const std::size_t begin = text.substr(from, place - from).rfind('"');
  const std::string_view rest = text.substr(place, kLongestString);
  const std::size_t end = rest.find('"');
  if (begin == std::string_view::npos || end == std::string_view::npos) return {};
  return text.substr(from + begin + 1, place + end - (from + begin + 1));
}

/// Tokens and URLs in strings of JSON whose characters are escaped though they
/// need not be: `https:\/\/`, `\u003d`.
static void search_escaped_strings(const Source& source, bool in_example,
                                   std::vector<Literal>& literals) {
  if (notation_of(source.path) != Notation::Data) return;
  const std::string_view text = source.text;
  int strings = 0;
  for (std::size_t at = text.find('\\'); at != std::string_view::npos && strings < kMostStrings;
       at = text.find('\\', at)) {
    const char next = at + 1 < text.size() ? text[at + 1] : '"';
    if (next != '/' && next != 'u') {
      at += 2;
      continue;
    }
    const std::string_view written = string_around(text, at);
    ++strings;
    at = written.empty() ? at + 2
                         : static_cast<std::size_t>(written.data() + written.size() - text.data());
    const Unescaped plain = unescape(written);
    const auto span_of = [&](Span span) -> Span {
      const auto begin = static_cast<std::size_t>(span.begin() - plain.text.data());
      const std::size_t first = plain.offsets[begin];
      return {written.substr(first, plain.offsets[begin + span.text.size()] - first)};
    };
    for (Literal literal : Search(source, plain.text, in_example).run()) {
      if (literal.kind != Literal::Kind::Token && literal.kind != Literal::Kind::InUrl) continue;
      literal.span = span_of(literal.span);
      literal.key = literal.key.empty() ? Span() : span_of(literal.key);
      literals.push_back(literal);
    }
  }
}

/// Which of two literals at one place says more.
static int worth(Literal::Kind kind) {
  switch (kind) {
    case Literal::Kind::PrivateKey:
      return 3;
    case Literal::Kind::Token:
      return 2;
    case Literal::Kind::InUrl:
      return 1;
    case Literal::Kind::Named:
    case Literal::Kind::Fallback:
      return 0;
  }
  return 0;
}

/// Keeps one of those that overlap: what says more, then the one that begins
/// first, then the longer.
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
    } else if (worth(literal.kind) > worth(kept.back().kind)) {
      if (literal.key.empty()) literal.key = kept.back().key;
      kept.back() = literal;
    } else if (kept.back().key.empty()) {
      kept.back().key = literal.key;
    }
  }
  return kept;
}

void find_literals(const Source& source, std::vector<Literal>& literals, std::string_view below) {
  if (is_generated(source.path)) return;
  if (below.empty()) below = source.path;
  const bool in_example = is_example(below);
  std::vector<Literal> found = Search(source, source.text, in_example).run();
  search_escaped_strings(source, in_example, found);
  if (found.empty()) return;
  std::erase_if(found, [&](const Literal& literal) {
    return is_in_long_line(source.text, literal.span) || is_in_output(source, literal.span);
  });

  const bool in_test = is_for_tests(below);
  const std::size_t tests = inline_tests(source);
  for (Literal& literal : without_overlaps(std::move(found))) {
    const bool behind = static_cast<std::size_t>(literal.span.begin() - source.text.data()) > tests;
    literal.in_example = in_example || behind;
    literal.in_test = in_test || behind;
    literals.push_back(literal);
  }
}

}  // namespace mcplint
