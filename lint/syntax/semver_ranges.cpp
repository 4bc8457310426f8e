#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/syntax/semver.h"
#include "lint/syntax/semver_reader.h"

namespace mcplint::semver {

namespace {

/// Ranges of real packages are short; a bound against ones made to be long.
constexpr std::size_t kLongestRange = 16'384;

/// A version of which parts may be missing or `x`: `1`, `1.x`, `1.2.3-rc.1`.
struct Partial {
  std::array<std::optional<std::uint64_t>, 3> numbers;
  std::vector<std::string> prerelease;
  bool is_ordered = true;  // no number stands behind an `x`
  bool is_empty = true;    // nothing at all was written

  [[nodiscard]] std::uint64_t at(std::size_t i) const { return numbers[i].value_or(0); }
  [[nodiscard]] bool has(std::size_t i) const { return numbers[i].has_value(); }
};

}  // namespace

// Ranges. Each word becomes one or two comparators. A bound such as `<2.0.0-0` lies
// below all prereleases of the version it names.

static const std::vector<std::string> kLowest = {"0"};

namespace {

/// Writes what one word of a range stands for.
class Desugarer {
 public:
  Desugarer(std::vector<Comparator>& out, Options options) : out_(out), options_(options) {}

  void caret(const Partial& p) {
    if (!p.has(0)) return anything();
    std::size_t at = 0;
    while (at < 2 && p.has(at + 1) && p.at(at) == 0) ++at;
    if (!p.has(2) && at == 2) at = 1;
    from(p);
    below_next(p, at);
  }

  void tilde(const Partial& p) {
    if (!p.has(0)) return anything();
    from(p);
    below_next(p, p.has(1) ? 1 : 0);
  }

  void compared(std::string op, const Partial& p) {
    if (op == "=") op = "";
    if (!p.has(0)) return op == ">" || op == "<" ? nothing() : anything();
    if (p.has(2)) return add(op, {p.at(0), p.at(1), p.at(2)}, p.prerelease);
    const std::size_t last = p.has(1) ? 1 : 0;
    const std::vector<std::string> low =
        options_.with_prereleases ? kLowest : std::vector<std::string>{};
    if (op == ">") return add(">=", next(p, last), low);
    if (op == "<=") return below_next(p, last);
    if (op == "<") return add("<", {p.at(0), p.at(1), 0}, kLowest);
    add(">=", {p.at(0), p.at(1), 0}, low);
    if (op.empty()) below_next(p, last);
  }

  /// `1.2 - 3`
  void between(const Partial& first, const Partial& last) {
    if (first.has(0)) {
      const bool low = options_.with_prereleases && first.prerelease.empty();
      add(">=", {first.at(0), first.at(1), first.at(2)}, low ? kLowest : first.prerelease);
    }
    if (!last.has(0)) return first.has(0) ? void() : anything();
    if (!last.has(2)) return below_next(last, last.has(1) ? 1 : 0);
    if (last.prerelease.empty() && options_.with_prereleases) return below_next(last, 2);
    add("<=", {last.at(0), last.at(1), last.at(2)}, last.prerelease);
  }

  void anything() { out_.push_back({}); }

 private:
  using Numbers = std::array<std::uint64_t, 3>;

  void nothing() { add("<", {0, 0, 0}, kLowest); }

  void add(std::string op, Numbers numbers, std::vector<std::string> prerelease) {
    const bool is_zero = numbers == Numbers{} && op == ">=";
    if (is_zero && prerelease == (options_.with_prereleases ? kLowest : std::vector<std::string>{}))
      return anything();
    out_.push_back({std::move(op), Version{numbers, std::move(prerelease)}});
  }

  void from(const Partial& p) {
    const bool low = options_.with_prereleases && !p.has(2);
    add(">=", {p.at(0), p.at(1), p.at(2)}, low ? kLowest : p.prerelease);
  }

  static Numbers next(const Partial& p, std::size_t at) {
    Numbers numbers{};
    for (std::size_t i = 0; i <= at; ++i) numbers[i] = p.at(i);
    ++numbers[at];
    return numbers;
  }

  void below_next(const Partial& p, std::size_t at) { add("<", next(p, at), kLowest); }

  std::vector<Comparator>& out_;
  Options options_;
};

}  // namespace

/// Nothing if `text` is no version with parts missing.
static std::optional<Partial> read_partial(std::string_view text, Options options) {
  Reader reader(text, options.loose);
  reader.skip_any("v= \t");
  Partial partial;
  if (reader.at_end()) return text.empty() ? std::optional(partial) : std::nullopt;
  partial.is_empty = false;
  bool wild = false;
  for (std::size_t i = 0; i < 3; ++i) {
    if (i > 0 && !reader.take('.')) break;
    if (reader.wildcard()) {
      wild = true;
      continue;
    }
    const std::optional<std::uint64_t> number = reader.number();
    if (!number) return {};
    if (wild) partial.is_ordered = false;
    if (!wild) partial.numbers[i] = number;
    if (i == 2 && !reader.prerelease(partial.prerelease)) return {};
  }
  std::vector<std::string> ignored;
  if (!partial.has(2) && !reader.at_end() && !reader.prerelease(ignored)) return {};
  if (!ignored.empty() && !wild) return {};  // `1.2-rc`
  if (!reader.build() || !reader.at_end()) return {};
  return partial;
}

/// `text` without what is built: `+build.5`.
static std::string without_builds(std::string_view text) {
  std::string kept;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto is_part = [](char c) {
      return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
    };
    if (text[at] != '+' || at + 1 == text.size() || !is_part(text[at + 1])) {
      kept += text[at];
      continue;
    }
    while (at + 1 < text.size() &&
           (is_part(text[at + 1]) ||
            (text[at + 1] == '.' && at + 2 < text.size() && is_part(text[at + 2]))))
      ++at;
  }
  return kept;
}

/// The operator at the start of `word`: `>=`, `~>`, `^`; empty if none.
static std::string_view operator_of(std::string_view word) {
  for (const std::string_view op : {">=", "<=", "~>", ">", "<", "=", "~", "^"}) {
    if (word.starts_with(op)) return word.substr(0, op.size());
  }
  return {};
}

/// The words of one alternative. A lone operator belongs to the word behind it.
static std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  bool joins = false;
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
    if (text.empty()) return words;
    const std::size_t end = std::min(text.find_first_of(kBlanks), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(end);
    if (joins) {
      words.back() += word;
    } else {
      words.emplace_back(word);
    }
    const std::string& last = words.back();
    joins = last.find_first_not_of("<>=~^v") == std::string::npos;
  }
}

/// False if the word is no comparator.
static bool read_word(std::string_view word, std::vector<Comparator>& out, Options options) {
  const std::string_view op = operator_of(word);
  const std::optional<Partial> partial = read_partial(word.substr(op.size()), options);
  if (!partial) return false;
  Desugarer desugarer(out, options);
  if (partial->is_empty) {
    desugarer.anything();
  } else if (op == "^") {
    desugarer.caret(*partial);
  } else if (op.starts_with('~')) {
    desugarer.tilde(*partial);
  } else if (!partial->is_ordered) {
    return false;
  } else {
    desugarer.compared(std::string(op), *partial);
  }
  return true;
}

static bool is_null(const Comparator& c) {
  return c.op == "<" && c.version && c.version->text() == "0.0.0-0";
}

/// `^9007199254740991` ends below a version that there cannot be.
static bool is_too_large(const Comparator& c) {
  return c.version && std::ranges::any_of(c.version->numbers, [](std::uint64_t number) {
           return number > kLargestNumber;
         });
}

/// Removes what adds nothing: `*` beside others, and what is there twice.
static void tidy(std::vector<Comparator>& set) {
  if (const auto null = std::ranges::find_if(set, is_null); null != set.end()) {
    set = {Comparator(*null)};
    return;
  }
  std::vector<Comparator> kept;
  for (Comparator& one : set) {
    const auto same = [&](const Comparator& other) {
      if (one.op != other.op || one.version.has_value() != other.version.has_value()) return false;
      return !one.version || one.version->text() == other.version->text();
    };
    if (std::ranges::none_of(kept, same)) kept.push_back(std::move(one));
  }
  if (kept.size() > 1) std::erase_if(kept, [](const Comparator& c) { return !c.version; });
  set = std::move(kept);
}

/// What lets nothing in adds nothing to what lets something in.
static void drop_null_sets(Range& range) {
  const std::vector<Comparator> first = range.front();
  std::erase_if(range, [](const std::vector<Comparator>& set) { return is_null(set.front()); });
  if (range.empty()) range.push_back(first);
}

static bool read_alternative(std::string_view text, std::vector<Comparator>& set, Options options) {
  const std::vector<std::string> words = words_of(text);
  if (words.empty()) set.push_back({});
  if (words.size() == 3 && words[1] == "-") {
    const std::optional<Partial> first = read_partial(words[0], options);
    const std::optional<Partial> last = read_partial(words[2], options);
    if (!first || !last) return false;
    Desugarer(set, options).between(*first, *last);
    return std::ranges::none_of(set, is_too_large);
  }
  for (const std::string& word : words) {
    if (!read_word(word, set, options) && !options.loose) return false;
  }
  return std::ranges::none_of(set, is_too_large);
}

std::optional<Range> read_range(std::string_view text, Options options) {
  if (text.size() > kLongestRange) return {};
  const std::string plain = without_builds(text);
  std::string_view rest = plain;
  Range range;
  while (true) {
    const std::size_t bars = rest.find("||");
    std::vector<Comparator> set;
    if (!read_alternative(trimmed(rest.substr(0, bars), kBlanks), set, options)) return {};
    tidy(set);
    if (!set.empty()) range.push_back(std::move(set));
    if (bars == std::string_view::npos) break;
    rest.remove_prefix(bars + 2);
  }
  if (range.empty()) return {};
  drop_null_sets(range);
  return range;
}

static bool fits(const Version& version, const Comparator& comparator) {
  if (!comparator.version) return true;
  const std::strong_ordering order = compare(version, *comparator.version);
  if (comparator.op == "<") return order < 0;
  if (comparator.op == "<=") return order <= 0;
  if (comparator.op == ">") return order > 0;
  if (comparator.op == ">=") return order >= 0;
  return order == 0;
}

bool fits(const Version& version, const Range& range, Options options) {
  return std::ranges::any_of(range, [&](const std::vector<Comparator>& set) {
    const auto holds = [&](const Comparator& comparator) { return fits(version, comparator); };
    if (!std::ranges::all_of(set, holds)) return false;
    if (version.prerelease.empty() || options.with_prereleases) return true;
    return std::ranges::any_of(set, [&](const Comparator& comparator) {
      return comparator.version && !comparator.version->prerelease.empty() &&
             comparator.version->numbers == version.numbers;
    });
  });
}

std::string text_of(const Range& range) {
  std::string text;
  for (const std::vector<Comparator>& set : range) {
    std::string one;
    for (const Comparator& comparator : set) {
      if (!comparator.version) continue;
      one += (one.empty() ? "" : " ") + comparator.op + comparator.version->text();
    }
    if (one.empty()) return "*";
    text += (text.empty() ? "" : "||") + one;
  }
  return text;
}

}  // namespace mcplint::semver
