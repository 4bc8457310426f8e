#include <algorithm>
#include <tuple>

#include "lint/syntax/pep440.h"
#include "lint/syntax/pep508.h"
#include "lint/text/bytes.h"

namespace mcplint::pep440 {

/// Clauses of one specifier; a bound against ones made to be long.
static constexpr std::size_t kMostClauses = 1'000;

static constexpr std::string_view kBlanks = " \t\n\r\f\v";

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

static Number number_of(std::string_view digits) {
  const std::size_t first = digits.find_first_not_of('0');
  return first == std::string_view::npos ? "0" : std::string(digits.substr(first));
}

static std::strong_ordering compare_numbers(const Number& left, const Number& right) {
  if (left.size() != right.size()) return left.size() <=> right.size();
  return left <=> right;
}

static Number next(const Number& number) {
  Number result = number;
  for (auto digit = result.rbegin(); digit != result.rend(); ++digit) {
    if (*digit != '9') {
      ++*digit;
      return result;
    }
    *digit = '0';
  }
  return "1" + result;
}

namespace {

/// Takes apart what version_length() has found to be a version.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  Version read() {
    Version version;
    if (rest_.starts_with('v')) rest_.remove_prefix(1);
    version.epoch = "0";
    Number first = number();
    if (take('!')) {
      version.epoch = std::move(first);
      first = number();
    }
    version.release.push_back(std::move(first));
    while (rest_.size() > 1 && rest_.front() == '.' && is_digit(rest_[1])) {
      take('.');
      version.release.push_back(number());
    }
    read_suffixes(version);
    return version;
  }

 private:
  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  Number number() {
    const std::size_t end = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
    const std::string_view digits = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return number_of(digits);
  }

  void skip_separator() {
    if (!rest_.empty() && std::string_view("-_.").find(rest_.front()) != std::string_view::npos)
      rest_.remove_prefix(1);
  }

  std::string_view word() {
    const auto end = std::ranges::find_if_not(rest_, is_letter);
    const std::string_view found = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(found.size());
    return found;
  }

  void read_suffixes(Version& version) {
    while (!rest_.empty() && rest_.front() != '+') {
      const bool dash = rest_.front() == '-';
      skip_separator();
      const std::string_view name = word();
      if (name.empty() && dash) {  // `1.0-1`
        version.post = number();
        continue;
      }
      skip_separator();
      Number value = number();
      if (name == "post" || name == "rev" || name == "r") {
        version.post = std::move(value);
      } else if (name == "dev") {
        version.dev = std::move(value);
      } else {
        const char kind = name.starts_with('a') ? 'a' : name.starts_with('b') ? 'b' : 'r';
        version.pre = {kind, std::move(value)};
      }
    }
    if (take('+')) read_local(version);
  }

  void read_local(Version& version) {
    while (!rest_.empty()) {
      const std::size_t end = std::min(rest_.find_first_of("-_."), rest_.size());
      const std::string_view part = rest_.substr(0, end);
      version.local.push_back(std::ranges::all_of(part, is_digit) ? number_of(part)
                                                                  : std::string(part));
      rest_.remove_prefix(std::min(end + 1, rest_.size()));
    }
  }

  std::string_view rest_;
};

}  // namespace

std::optional<Version> read_version(std::string_view text) {
  text = trimmed(text, kBlanks);
  if (text.empty() || version_length(text) != text.size()) return {};
  return Reader(lower(text)).read();
}

std::string Version::text() const {
  std::string text = epoch == "0" ? "" : epoch + "!";
  for (std::size_t i = 0; i < release.size(); ++i) text += (i == 0 ? "" : ".") + release[i];
  if (pre) text += (pre->first == 'r' ? "rc" : std::string(1, pre->first)) + pre->second;
  if (post) text += ".post" + *post;
  if (dev) text += ".dev" + *dev;
  for (std::size_t i = 0; i < local.size(); ++i) text += (i == 0 ? "+" : ".") + local[i];
  return text;
}

static Number part_at(const std::vector<Number>& release, std::size_t at) {
  return at < release.size() ? release[at] : Number("0");
}

static std::strong_ordering compare_releases(const Version& left, const Version& right) {
  if (const auto order = compare_numbers(left.epoch, right.epoch); order != 0) return order;
  const std::size_t size = std::max(left.release.size(), right.release.size());
  for (std::size_t i = 0; i < size; ++i) {
    const auto order = compare_numbers(part_at(left.release, i), part_at(right.release, i));
    if (order != 0) return order;
  }
  return std::strong_ordering::equal;
}

/// Where a version stands among those of its release: `.dev` alone, then a, b and
/// rc, then the release itself.
static int rank(const Version& version) {
  if (version.pre) return version.pre->first == 'a' ? 1 : version.pre->first == 'b' ? 2 : 3;
  return version.dev && !version.post ? 0 : 4;
}

/// One that is not there comes first, or last.
static std::strong_ordering compare_optional(const std::optional<Number>& left,
                                             const std::optional<Number>& right, bool none_first) {
  if (left && right) return compare_numbers(*left, *right);
  const auto order = static_cast<int>(left.has_value()) <=> static_cast<int>(right.has_value());
  return none_first ? order : 0 <=> order;
}

static std::strong_ordering compare_locals(const Version& left, const Version& right) {
  const std::size_t shared = std::min(left.local.size(), right.local.size());
  for (std::size_t i = 0; i < shared; ++i) {
    const std::string& a = left.local[i];
    const std::string& b = right.local[i];
    const bool a_number = std::ranges::all_of(a, is_digit);
    const bool b_number = std::ranges::all_of(b, is_digit);
    if (a_number != b_number)
      return a_number ? std::strong_ordering::greater : std::strong_ordering::less;
    const auto order = a_number ? compare_numbers(a, b) : a <=> b;
    if (order != 0) return order;
  }
  return left.local.size() <=> right.local.size();
}

static std::strong_ordering compare_public(const Version& left, const Version& right) {
  if (const auto order = compare_releases(left, right); order != 0) return order;
  if (const auto order = rank(left) <=> rank(right); order != 0) return order;
  if (left.pre && right.pre) {
    const auto order = compare_numbers(left.pre->second, right.pre->second);
    if (order != 0) return order;
  }
  if (const auto order = compare_optional(left.post, right.post, true); order != 0) return order;
  return compare_optional(left.dev, right.dev, false);
}

std::strong_ordering compare(const Version& left, const Version& right) {
  if (const auto order = compare_public(left, right); order != 0) return order;
  return compare_locals(left, right);
}

/// `1.2.*`: whether the release begins with these numbers.
static bool has_prefix(const Version& version, const Version& prefix) {
  if (compare_numbers(version.epoch, prefix.epoch) != 0) return false;
  for (std::size_t i = 0; i < prefix.release.size(); ++i) {
    if (part_at(version.release, i) != prefix.release[i]) return false;
  }
  return true;
}

/// `>1.0` lets neither 1.0.post1 nor 1.0+local in.
static bool is_above(const Version& version, const Version& bound) {
  Version least = bound;
  least.local.clear();
  if (bound.dev) {
    least.dev = next(*bound.dev);
    return compare(version, least) >= 0;
  }
  if (bound.post) {
    least.post = next(*bound.post);
    least.dev = "0";
    return compare(version, least) >= 0;
  }
  if (compare_public(version, bound) <= 0) return false;
  const bool is_family = compare_releases(version, bound) == 0 && version.pre == bound.pre &&
                         (version.post || !version.dev);
  return !is_family;
}

/// `<1.0` does not let 1.0rc1 in.
static bool is_below(const Version& version, const Version& bound) {
  Version end = bound;
  if (!bound.is_prerelease()) {
    end.dev = "0";
    end.local.clear();
  }
  return compare(version, end) < 0;
}

static bool is_compatible(const Version& version, const Version& bound) {
  Version prefix;
  prefix.epoch = bound.epoch;
  prefix.release.assign(bound.release.begin(), bound.release.end() - 1);
  return compare(version, bound) >= 0 && has_prefix(version, prefix);
}

/// One clause, which read_requirement has found to be well formed.
static bool fits_clause(const Version& version, std::string_view op, std::string_view text) {
  if (text.ends_with(".*")) {
    const std::optional<Version> prefix = read_version(text.substr(0, text.size() - 2));
    return prefix && has_prefix(version, *prefix) == (op == "==");
  }
  const std::optional<Version> bound = read_version(text);
  if (!bound) return false;
  if (op == "==" || op == "!=") {
    const bool is_same =
        bound->local.empty() ? compare_public(version, *bound) == 0 : compare(version, *bound) == 0;
    return is_same == (op == "==");
  }
  if (op == ">=") return compare(version, *bound) >= 0;
  if (op == "<=") return compare_public(version, *bound) <= 0;
  if (op == ">") return is_above(version, *bound);
  if (op == "<") return is_below(version, *bound);
  return is_compatible(version, *bound);
}

std::optional<bool> fits(std::string_view version, std::string_view specifier) {
  specifier = trimmed(specifier, kBlanks);
  if (!specifier.empty() && !read_requirement("x " + std::string(specifier)).error.empty())
    return {};
  const std::optional<Version> parsed = read_version(version);
  if (specifier.empty()) return parsed.has_value();
  for (std::size_t clauses = 0; !specifier.empty() && clauses < kMostClauses; ++clauses) {
    const std::size_t comma = std::min(specifier.find(','), specifier.size());
    const std::string_view clause = trimmed(specifier.substr(0, comma), kBlanks);
    specifier.remove_prefix(std::min(comma + 1, specifier.size()));
    if (clause.empty()) continue;
    const std::size_t end = std::min(clause.find_first_not_of("=~!<>"), clause.size());
    const std::string_view op = clause.substr(0, end);
    const std::string_view text = trimmed(clause.substr(end), kBlanks);
    if (op == "===") {
      if (lower(trimmed(version, kBlanks)) != lower(text)) return false;
      continue;
    }
    if (!parsed || !fits_clause(*parsed, op, text)) return false;
  }
  return true;
}

}  // namespace mcplint::pep440
