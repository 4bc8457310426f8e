// A hand-written reader of PEP 508, which refuses what pip's own refuses.

#include "lint/syntax/pep508.h"

#include <algorithm>
#include <utility>

namespace mcplint {

namespace {

constexpr std::string_view kWhite = " \t";

/// Real markers nest twice.
constexpr unsigned kDeepestMarker = 64;

constexpr std::string_view kMarkerVariables[] = {
    "python_version",
    "python_full_version",
    "os_name",
    "os.name",
    "sys_platform",
    "sys.platform",
    "platform_release",
    "platform_system",
    "platform_version",
    "platform.version",
    "platform_machine",
    "platform.machine",
    "platform_python_implementation",
    "platform.python_implementation",
    "python_implementation",
    "implementation_name",
    "implementation_version",
    "extra",
    "extras",
    "dependency_groups",
};

/// Longer ones first.
constexpr std::string_view kOperators[] = {"===", "==", "~=", "!=", "<=", ">=", "<", ">"};
constexpr std::string_view kOperatorStarts = "=~!<>";

}  // namespace

static bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool is_name_character(char c) {
  return is_alphanumeric(c) || c == '-' || c == '_' || c == '.';
}

/// How many bytes at the start of `text` are a package's name.
static std::size_t name_length(std::string_view text) {
  if (text.empty() || !is_alphanumeric(text.front())) return 0;
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size() && is_name_character(text[at]); ++at) {
    if (is_alphanumeric(text[at]) || text[at] == '_') end = at + 1;
  }
  return end;
}

/// Whether a backslash in a string begins what Python knows and is not that, or
/// takes its closing quote.
static bool has_bad_escape(std::string_view text) {
  for (std::size_t at = text.find('\\'); at != text.npos; at = text.find('\\', at + 2)) {
    if (at + 1 == text.size()) return true;
    const char kind = text[at + 1];
    const std::size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
    const std::string_view rest = text.substr(at + 2, digits);
    if (rest.size() < digits || rest.find_first_not_of("0123456789abcdefABCDEF") != rest.npos)
      return true;
    if (kind == 'N') return true;
  }
  return false;
}

/// How many bytes at the start of `text` are a variable, which pip replaces.
static std::size_t variable_length(std::string_view text) {
  if (!text.starts_with("${")) return 0;
  const std::size_t end = text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_", 2);
  return end != std::string_view::npos && end > 2 && text[end] == '}' ? end + 1 : 0;
}

namespace {

/// Reads from front to back; the first error ends it.
class RequirementReader {
 public:
  explicit RequirementReader(std::string_view text) : text_(text) {}

  void read_all() {
    skip_white();
    if (!read_name_and_extras()) return;
    skip_white();
    if (peek() == '@' ? !read_url() : !read_specifiers()) return;
    skip_white();
    if (at_end()) return;
    if (peek() != ';') return fail(ending_words());
    ++at_;
    read_marker();
  }

  bool read_name_and_extras() {
    const std::size_t length = name_length(rest());
    if (length == 0) return refuse("expected a package name");
    result_.name = take(length);
    const std::size_t after_name = at_;
    skip_white();
    if (peek() != '[') {
      at_ = after_name;
      return true;
    }
    return read_extras();
  }

  void read_marker();

  Requirement result() { return std::move(result_); }

 private:
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
  [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
  [[nodiscard]] char peek() const { return at_end() ? '\0' : text_[at_]; }

  std::string_view take(std::size_t length) {
    at_ += length;
    return text_.substr(at_ - length, length);
  }

  void skip_white() { at_ = std::min(text_.find_first_not_of(kWhite, at_), text_.size()); }

  void fail(std::string words) {
    result_.error = std::move(words);
    result_.error_at = at_;
  }
  bool refuse(std::string words) {
    fail(std::move(words));
    return false;
  }

  [[nodiscard]] std::string ending_words() const {
    if (!result_.url.empty()) return "expected white space and a ; after the URL";
    if (peek() == '=') return "= is no operator, == is";
    if (result_.specifier.empty()) return "expected a version operator, a ; or nothing";
    return "expected a comma, a ; or nothing after the version";
  }

  bool read_extras();
  bool read_url();
  bool read_specifiers();
  bool read_specifier();
  bool read_version(std::string_view op);

  // Markers.
  bool read_comparison();
  bool read_operand();
  bool read_operator();
  bool take_word(std::string_view word);

  std::string_view text_;
  std::size_t at_ = 0;
  unsigned specifiers_ = 0;
  Requirement result_;
};

}  // namespace

bool RequirementReader::read_extras() {
  ++at_;
  skip_white();
  while (peek() != ']') {
    const std::size_t length = name_length(rest());
    if (length == 0) return refuse(at_end() ? "extras are not closed" : "expected an extra's name");
    result_.extras.push_back(take(length));
    skip_white();
    if (peek() == ']') break;
    if (at_end()) return refuse("extras are not closed");
    if (peek() != ',') return refuse("expected a comma between extras");
    ++at_;
    skip_white();
    if (peek() == ']') return refuse("expected an extra's name");
  }
  ++at_;
  return true;
}

bool RequirementReader::read_url() {
  ++at_;
  skip_white();
  const std::size_t length = std::min(rest().find_first_of(kWhite), rest().size());
  if (length == 0) return refuse("expected a URL after @");
  result_.url = take(length);
  return true;
}

bool RequirementReader::read_specifiers() {
  const bool in_parentheses = peek() == '(';
  if (in_parentheses) ++at_;
  skip_white();

  const std::size_t begin = at_;
  std::size_t end = at_;
  while (kOperatorStarts.find(peek()) != std::string_view::npos) {
    if (!read_specifier()) return false;
    end = at_;
    skip_white();
    if (peek() != ',') break;
    ++at_;
    skip_white();
  }
  result_.specifier = text_.substr(begin, end - begin);
  if (specifiers_ != 1) result_.pinned = {};

  if (!in_parentheses) return true;
  if (peek() != ')') return refuse("the parenthesis is not closed");
  ++at_;
  return true;
}

bool RequirementReader::read_specifier() {
  for (std::string_view op : kOperators) {
    if (!rest().starts_with(op)) continue;
    ++specifiers_;
    at_ += op.size();
    skip_white();
    return read_version(op);
  }
  return refuse(ending_words());
}

bool RequirementReader::read_version(std::string_view op) {
  const std::size_t variable = variable_length(rest());
  if (variable > 0) {
    const std::string_view version = take(variable);
    if (op.starts_with("==")) result_.pinned = version;
    return true;
  }
  if (op == "===") {
    result_.pinned = take(std::min(rest().find_first_of(" \t;),"), rest().size()));
    if (result_.pinned.empty()) return refuse("expected a version after ===");
    return true;
  }
  const std::size_t length = version_length(rest());
  if (length == 0) return refuse("expected a version after " + std::string(op));
  const std::string_view version = take(length);

  const bool exact = op == "==" || op == "!=";
  const bool is_release = version.find_first_not_of("0123456789.!vV") == std::string_view::npos;
  if (rest().starts_with(".*")) {
    if (!exact) return refuse(".* may only follow == and !=");
    if (!is_release) return refuse(".* may only follow a release");
    at_ += 2;
    return true;
  }
  if (!exact && version.find('+') != std::string_view::npos) {
    at_ -= version.size() - version.find('+');
    return refuse("a local version may only follow == and !=");
  }
  if (op == "~=" && version.find('.') == std::string_view::npos) {
    return refuse("~= wants a version of two parts or more");
  }
  if (op == "==") result_.pinned = version;
  return true;
}

// Markers: comparisons joined by `and` and `or`, in parentheses or not. Their
// meaning is not needed here, so a count of open parentheses is all the stack.
void RequirementReader::read_marker() {
  skip_white();
  const std::size_t begin = at_;
  unsigned open = 0;
  while (true) {
    for (skip_white(); peek() == '('; skip_white()) {
      ++at_;
      if (++open > kDeepestMarker) return fail("the marker is nested too deeply");
    }
    if (!read_comparison()) return;
    for (skip_white(); peek() == ')' && open > 0; skip_white()) {
      ++at_;
      --open;
    }
    if (take_word("and") || take_word("or")) continue;
    break;
  }
  if (open > 0) return fail("the marker's parenthesis is not closed");
  if (!at_end()) return fail("expected and, or or nothing after the marker");
  result_.marker = text_.substr(begin, text_.find_last_not_of(kWhite) + 1 - begin);
}

bool RequirementReader::read_comparison() {
  if (!read_operand()) return false;
  skip_white();
  if (!read_operator()) return refuse("expected an operator in the marker");
  skip_white();
  return read_operand();
}

bool RequirementReader::read_operand() {
  if (peek() == '"' || peek() == '\'') {
    const std::size_t end = text_.find(peek(), at_ + 1);
    if (end == std::string_view::npos) return refuse("the marker's string is not closed");
    if (has_bad_escape(text_.substr(at_ + 1, end - at_ - 1)))
      return refuse("the marker's string has an escape that is none");
    at_ = end + 1;
    return true;
  }
  const bool known = std::ranges::any_of(
      kMarkerVariables, [this](std::string_view variable) { return take_word(variable); });
  return known || refuse("expected a marker variable or a string in quotes");
}

bool RequirementReader::read_operator() {
  if (take_word("in")) return true;
  const std::size_t before = at_;
  if (take_word("not")) {
    skip_white();
    if (at_ > before + 3 && take_word("in")) return true;
    at_ = before;
    return false;
  }
  return std::ranges::any_of(kOperators, [this](std::string_view op) {
    if (!rest().starts_with(op)) return false;
    at_ += op.size();
    return true;
  });
}

/// Takes `word` where it stands alone.
bool RequirementReader::take_word(std::string_view word) {
  if (!rest().starts_with(word)) return false;
  const std::size_t end = at_ + word.size();
  if (end < text_.size() && (is_alphanumeric(text_[end]) || text_[end] == '_')) return false;
  at_ = end;
  return true;
}

Requirement read_requirement(std::string_view text) {
  RequirementReader reader(text);
  reader.read_all();
  return reader.result();
}

Requirement read_marker(std::string_view text) {
  RequirementReader reader(text);
  reader.read_marker();
  return reader.result();
}

Requirement read_name(std::string_view text) {
  RequirementReader reader(text);
  reader.read_name_and_extras();
  return reader.result();
}

std::string normalised_name(std::string_view name) {
  std::string result;
  for (char c : name) {
    const bool separator = c == '-' || c == '_' || c == '.';
    if (separator && result.ends_with('-')) continue;
    if (separator) c = '-';
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    result += c;
  }
  return result;
}

}  // namespace mcplint
