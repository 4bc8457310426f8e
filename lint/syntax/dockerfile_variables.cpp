#include "lint/syntax/dockerfile_variables.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mcplint {

namespace {

/// `${a:-${b:-…}}` nested deeper is not resolved.
constexpr int kMaxDepth = 32;

/// More than this is not filled in: values that double in every line grow fast.
constexpr std::size_t kMaxExpansion = 1024;

/// ARGs that BuildKit declares itself; their values depend on where it runs.
constexpr auto kPredefined = std::to_array<std::string_view>(
    {"BUILDPLATFORM",  "BUILDOS",    "BUILDOSVERSION",  "BUILDARCH",   "BUILDVARIANT",
     "TARGETPLATFORM", "TARGETOS",   "TARGETOSVERSION", "TARGETARCH",  "TARGETVARIANT",
     "TARGETSTAGE",    "HTTP_PROXY", "http_proxy",      "HTTPS_PROXY", "https_proxy",
     "FTP_PROXY",      "ftp_proxy",  "NO_PROXY",        "no_proxy",    "ALL_PROXY",
     "all_proxy"});

/// BuildKit's shell lexer: takes a string apart unit by unit.
class Lexer {
 public:
  Lexer(std::string_view text, const Variables& variables, char escape)
      : text_(text), variables_(variables), escape_(escape) {}

  /// Reads one unit: a quoted string, a variable, an escaped character or a
  /// plain one. False if it does not close.
  bool read_unit(Expansion& out);

  [[nodiscard]] bool at_end() const { return position_ == text_.size(); }
  [[nodiscard]] std::size_t position() const { return position_; }
  [[nodiscard]] char peek() const { return at_end() ? '\0' : text_[position_]; }
  /// Whether white space that the unit beginning here becomes separates words.
  [[nodiscard]] bool unit_splits() const;

 private:
  bool read_single_quoted(Expansion& out);
  bool read_double_quoted(Expansion& out);
  bool read_variable(Expansion& out);
  bool read_braces(std::size_t begin, Expansion& out);
  bool read_alternative(std::string_view name, std::size_t begin, Expansion& out);
  bool skip_pattern(std::size_t begin, Expansion& out);
  bool read_until(char stop, Expansion& out);
  void read_possible_heredoc(Expansion& out);
  void put(std::string_view name, std::size_t begin, Expansion& out) const;
  void leave(std::size_t begin, Expansion& out) const;
  std::string_view take_name();

  std::string_view text_;
  const Variables& variables_;
  char escape_;
  std::size_t position_ = 0;
  int depth_ = 0;
};

}  // namespace

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

static bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static void append(Expansion& out, const Expansion& more) {
  if (out.text.size() + more.text.size() > kMaxExpansion) {
    out.resolved = false;
    return;
  }
  out.text += more.text;
  out.resolved = out.resolved && more.resolved;
  out.defaults.insert(out.defaults.end(), more.defaults.begin(), more.defaults.end());
}

void Variables::set(const std::string& name, std::string text, Span span) {
  values_[name] = {State::Set, std::move(text), span};
}

void Variables::declare(const std::string& name) { values_[name] = {State::Unset, {}, {}}; }

void Variables::forget(const std::string& name) { values_[name] = {State::Unknown, {}, {}}; }

Variables::State Variables::state(std::string_view name) const {
  const auto found = values_.find(name);
  const State known = found == values_.end() ? others_ : found->second.state;
  const bool predefined = std::ranges::find(kPredefined, name) != kPredefined.end();
  return known == State::Unset && predefined ? State::Unknown : known;
}

const Variables::Value* Variables::get(std::string_view name) const {
  const auto found = values_.find(name);
  const bool is_set = found != values_.end() && found->second.state == State::Set;
  return is_set ? &found->second : nullptr;
}

bool Lexer::unit_splits() const {
  const char c = peek();
  return c != '\'' && c != '"' && c != '<' && c != escape_;
}

bool Lexer::read_unit(Expansion& out) {
  switch (peek()) {
    case '\'':
      return read_single_quoted(out);
    case '"':
      return read_double_quoted(out);
    case '$':
      return read_variable(out);
    case '<':
      read_possible_heredoc(out);
      return true;
    default:
      if (peek() == escape_) ++position_;
      if (!at_end()) out.text += text_[position_++];
      return true;
  }
}

bool Lexer::read_single_quoted(Expansion& out) {
  const std::size_t end = text_.find('\'', position_ + 1);
  if (end == std::string_view::npos) return false;
  out.text += text_.substr(position_ + 1, end - position_ - 1);
  position_ = end + 1;
  return true;
}

bool Lexer::read_double_quoted(Expansion& out) {
  ++position_;
  while (!at_end()) {
    const char c = peek();
    if (c == '$') {
      if (!read_variable(out)) return false;
      continue;
    }
    ++position_;
    if (c == '"') return true;
    if (c != escape_) {
      out.text += c;
      continue;
    }
    // Between double quotes an escape character that escapes nothing stays.
    const bool escapes = peek() == '"' || peek() == '$' || peek() == escape_;
    if (!at_end()) out.text += escapes ? text_[position_++] : c;
  }
  return false;
}

/// `<<` and the blanks behind it belong to the word that follows.
void Lexer::read_possible_heredoc(Expansion& out) {
  const std::size_t begin = position_++;
  if (peek() == '<') {
    ++position_;
    while (peek() == ' ' || peek() == '\t' || peek() == '\r') ++position_;
  }
  out.text += text_.substr(begin, position_ - begin);
}

std::string_view Lexer::take_name() {
  const std::size_t begin = position_;
  if (is_digit(peek())) {
    while (is_digit(peek())) ++position_;
  } else if (!at_end() && std::string_view("@*#?-$!").find(peek()) != std::string_view::npos) {
    ++position_;
  } else {
    while (!at_end() && is_name_character(peek())) ++position_;
  }
  return text_.substr(begin, position_ - begin);
}

/// Leaves what was read since `begin` as it is written.
void Lexer::leave(std::size_t begin, Expansion& out) const {
  out.text += text_.substr(begin, position_ - begin);
  out.resolved = false;
}

void Lexer::put(std::string_view name, std::size_t begin, Expansion& out) const {
  const Variables::Value* value = variables_.get(name);
  if (value == nullptr || out.text.size() + value->text.size() > kMaxExpansion) {
    return leave(begin, out);
  }
  out.text += value->text;
  out.defaults.push_back(value->span);
}

bool Lexer::read_variable(Expansion& out) {
  const std::size_t begin = position_++;
  if (peek() == '{') return read_braces(begin, out);

  const std::string_view name = take_name();
  if (name.empty()) {
    out.text += '$';
  } else {
    put(name, begin, out);
  }
  return true;
}

bool Lexer::read_braces(std::size_t begin, Expansion& out) {
  ++position_;
  if (peek() == '{' || peek() == '}' || peek() == ':') return false;
  const std::string_view name = take_name();
  switch (peek()) {
    case '}':
      ++position_;
      put(name, begin, out);
      return true;
    case '#':
    case '%':
    case '/':
      ++position_;
      return skip_pattern(begin, out);
    default:
      return read_alternative(name, begin, out);
  }
}

/// `-else}`, `+instead}` or `?complaint}`. With a colon before it, an empty
/// value is as good as none.
bool Lexer::read_alternative(std::string_view name, std::size_t begin, Expansion& out) {
  const bool null_is_unset = peek() == ':';
  if (null_is_unset) ++position_;
  const char modifier = peek();
  if (modifier != '-' && modifier != '+' && modifier != '?') return false;
  ++position_;
  Expansion word;
  if (!read_until('}', word)) return false;

  const Variables::Value* value = variables_.get(name);
  const bool empty = value == nullptr || (null_is_unset && value->text.empty());
  const bool takes_word = modifier == '+' ? !empty : modifier == '-' && empty;
  if (variables_.state(name) == Variables::State::Unknown || (modifier == '?' && empty)) {
    leave(begin, out);
  } else if (takes_word) {
    append(out, word);
  } else if (modifier != '+') {
    put(name, begin, out);
  }
  return true;
}

bool Lexer::skip_pattern(std::size_t begin, Expansion& out) {
  Expansion ignored;
  if (!read_until('}', ignored)) return false;
  leave(begin, out);
  return true;
}

bool Lexer::read_until(char stop, Expansion& out) {
  if (depth_ == kMaxDepth) return false;
  ++depth_;
  while (!at_end() && peek() != stop) {
    if (!read_unit(out)) return false;
  }
  --depth_;
  if (at_end()) return false;
  ++position_;
  return true;
}

Expansion expand(std::string_view word, const Variables& variables, char escape) {
  Expansion out;
  Lexer lexer(word, variables, escape);
  while (!lexer.at_end()) {
    if (!lexer.read_unit(out)) return {std::string(word), false, {}};
  }
  return out;
}

std::optional<std::vector<SplitWord>> split_words(std::string_view line, const Variables& variables,
                                                  char escape) {
  std::vector<SplitWord> words;
  SplitWord word;
  Lexer lexer(line, variables, escape);
  const auto finish = [&] {
    if (!word.text.empty()) words.push_back(std::move(word));
    word = {};
  };
  while (!lexer.at_end()) {
    const std::size_t begin = lexer.position();
    const bool splits = lexer.unit_splits();
    const bool quotes = lexer.peek() == '\'' || lexer.peek() == '"';
    Expansion unit;
    if (!lexer.read_unit(unit)) return std::nullopt;

    for (const char c : unit.text) {
      if (splits && is_blank(c)) {
        finish();
        continue;
      }
      word.text += c;
    }
    if (word.text.empty() && !quotes) continue;
    const std::size_t word_begin =
        word.written.empty() ? begin : static_cast<std::size_t>(word.written.data() - line.data());
    word.written = line.substr(word_begin, lexer.position() - word_begin);
    word.quoted = word.quoted || quotes;
  }
  finish();
  return words;
}

/// An ARG without a default keeps the value that the name has, if any.
static void declare(const std::string& name, const Variables* global, Variables& variables) {
  const Variables::Value* inherited = global == nullptr ? nullptr : global->get(name);
  if (inherited != nullptr) {
    variables.set(name, inherited->text, inherited->span);
  } else if (variables.get(name) == nullptr) {
    variables.declare(name);
  }
}

void apply_arg(const Instruction& instruction, const Variables* global, char escape,
               Variables& variables) {
  for (const Assignment& assignment : instruction.assignments) {
    const std::string& name = assignment.name.text;
    if (!assignment.value) {
      declare(name, global, variables);
      continue;
    }
    Expansion value = expand(assignment.value->text, variables, escape);
    if (value.resolved) {
      variables.set(name, std::move(value.text), assignment.value->span);
    } else {
      variables.forget(name);
    }
  }
}

Variables global_variables(const Dockerfile& dockerfile) {
  Variables variables;
  for (const Instruction& instruction : dockerfile.arguments) {
    apply_arg(instruction, nullptr, dockerfile.escape, variables);
  }
  return variables;
}

}  // namespace mcplint
