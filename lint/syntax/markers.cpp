// Comparisons as pypa/packaging evaluates them, joined by Kleene's three-valued logic: what is
// not known spoils the whole only where it decides.

#include "lint/syntax/markers.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "lint/syntax/pep440.h"
#include "lint/syntax/pep508.h"
#include "lint/text/bytes.h"
#include "lint/text/unescape.h"

namespace mcplint {

namespace {

using Truth = std::optional<bool>;

/// Names that older standards gave to variables.
constexpr std::pair<std::string_view, std::string_view> kOldNames[] = {
    {"os.name", "os_name"},
    {"sys.platform", "sys_platform"},
    {"platform.version", "platform_version"},
    {"platform.machine", "platform_machine"},
    {"platform.python_implementation", "platform_python_implementation"},
    {"python_implementation", "platform_python_implementation"},
};

/// Their values are compared as versions, if they are some.
constexpr std::string_view kVersions[] = {"implementation_version", "platform_release",
                                          "python_full_version", "python_version"};

/// One side of a comparison.
struct Operand {
  std::string text;  // of a string, what it says; of a variable, its name
  bool is_variable = false;
};

}  // namespace

static Truth both(Truth left, Truth right) {
  if (left == false || right == false) return false;
  return left && right ? Truth(true) : Truth();
}

static Truth either(Truth left, Truth right) {
  if (left == true || right == true) return true;
  return left && right ? Truth(false) : Truth();
}

static bool is_list(std::string_view variable) {
  return variable == "extras" || variable == "dependency_groups";
}

/// Whether one item of a list with commas is `wanted`.
static bool has_item(std::string_view list, std::string_view wanted) {
  while (!list.empty()) {
    if (normalised_name(take_until(list, ',')) == normalised_name(wanted)) return true;
  }
  return false;
}

/// What is no version is equal or not, and never before or behind.
static Truth compare_words(std::string_view left, std::string_view op, std::string_view right) {
  if (op == "in") return right.find(left) != right.npos;
  if (op == "not in") return right.find(left) == right.npos;
  if (op == "==" || op == "<=" || op == ">=") return left == right;
  if (op == "!=") return left != right;
  if (op == "<" || op == ">") return false;
  return {};  // `~=` and `===` are for versions alone
}

/// `left op right`, of which one side is the value of `variable`.
static Truth compare(std::string_view left, std::string_view op, std::string_view right,
                     std::string_view variable) {
  if (variable == "extra") return compare_words(normalised_name(left), op, normalised_name(right));
  const bool is_version = std::ranges::find(kVersions, variable) != std::end(kVersions);
  if (is_version && right.find(',') == right.npos) {
    const Truth fits = pep440::fits(left, std::string(op) + std::string(right));
    if (fits) return fits;
  }
  return compare_words(left, op, right);
}

namespace {

/// Evaluates a marker that read_marker() has found to be one.
class MarkerEvaluator {
 public:
  MarkerEvaluator(std::string_view marker, const MarkerEnvironment& environment)
      : rest_(marker), environment_(environment) {}

  Truth any() {
    Truth result = all();
    while (take_word("or")) result = either(result, all());
    return result;
  }

 private:
  Truth all() {
    Truth result = one();
    while (take_word("and")) result = both(result, one());
    return result;
  }

  Truth one() {
    skip_white();
    if (!rest_.starts_with('(')) return comparison();
    rest_.remove_prefix(1);
    const Truth result = any();
    skip_white();
    if (rest_.starts_with(')')) rest_.remove_prefix(1);
    return result;
  }

  Truth comparison() {
    const Operand left = operand();
    const std::string op = take_operator();
    const Operand right = operand();
    if (left.is_variable && right.is_variable) return {};
    if (!left.is_variable && !right.is_variable) return compare_words(left.text, op, right.text);
    const std::string& variable = left.is_variable ? left.text : right.text;
    const auto found = environment_.find(variable);
    if (found == environment_.end()) return {};
    std::string_view value = found->second;
    if (is_list(variable)) return is_among(left, op, value);
    // An interpreter that was built from no release calls itself `3.11.1+`.
    std::string repaired(value);
    if (variable == "python_full_version" && value.ends_with('+')) repaired += "local";
    return left.is_variable ? compare(repaired, op, right.text, variable)
                            : compare(left.text, op, repaired, variable);
  }

  /// `"name" in extras`: of a list, nothing else can be asked.
  static Truth is_among(const Operand& left, std::string_view op, std::string_view list) {
    if (left.is_variable || (op != "in" && op != "not in")) return {};
    return has_item(list, left.text) == (op == "in");
  }

  void skip_white() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t"), rest_.size())); }

  bool take_word(std::string_view word) {
    skip_white();
    if (!rest_.starts_with(word)) return false;
    const char next = rest_.size() > word.size() ? rest_[word.size()] : ' ';
    if (next == '_' || (next >= 'a' && next <= 'z')) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  Operand operand() {
    skip_white();
    if (rest_.empty()) return {};
    if (rest_.front() == '"' || rest_.front() == '\'') {
      const char quote = rest_.front();
      rest_.remove_prefix(1);
      return {.text = unescape(take_until(rest_, quote)).text};
    }
    const std::size_t end = std::min(rest_.find_first_of(" \t=~!<>()"), rest_.size());
    std::string_view name = rest_.substr(0, end);
    rest_.remove_prefix(end);
    for (const auto& [old, current] : kOldNames) {
      if (name == old) name = current;
    }
    return {.text = std::string(name), .is_variable = true};
  }

  std::string take_operator() {
    if (take_word("in")) return "in";
    if (take_word("not")) return take_word("in") ? "not in" : "";
    skip_white();
    const std::size_t end = std::min(rest_.find_first_not_of("=~!<>"), rest_.size());
    const std::string_view op = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return std::string(op);
  }

  std::string_view rest_;
  const MarkerEnvironment& environment_;
};

}  // namespace

std::optional<bool> marker_holds(std::string_view marker, const MarkerEnvironment& environment) {
  if (!read_marker(marker).error.empty()) return {};
  return MarkerEvaluator(marker, environment).any();
}

}  // namespace mcplint
