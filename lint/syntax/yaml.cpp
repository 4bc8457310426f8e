#include <yaml.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "lint/syntax/marks.h"
#include "lint/syntax/parse.h"
#include "mcplint/words.h"

namespace mcplint {

namespace {

/// Collections in collections. Every reader of the tree may walk it recursively.
constexpr unsigned kMaxYamlDepth = 200;

/// An alias becomes a copy of what it stands for, so that rules see one plain
/// tree. This is how many values one file may so copy: a few lines of aliases of
/// aliases would otherwise fill any memory.
constexpr std::size_t kMostCopiedValues = 100'000;

/// libyaml compares each with all before it.
constexpr unsigned kMostTagDirectives = 64;

/// One event of libyaml, deleted behind its use.
class Event {
 public:
  Event() = default;
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  ~Event() { yaml_event_delete(&event_); }

  yaml_event_t* fresh() {
    yaml_event_delete(&event_);
    return &event_;
  }
  const yaml_event_t* operator->() const { return &event_; }

 private:
  yaml_event_t event_{};
};

/// An anchored value, and how many values it is made of.
struct Anchored {
  Value value;
  std::size_t count = 0;
};

/// Makes Values of libyaml's events.
class Reader {
 public:
  Reader(const Source& source, Parsed& parsed);
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() { yaml_parser_delete(&parser_); }

  void read();

 private:
  // Each of these is false when reading cannot go on, and a Problem says why.
  bool next();
  bool fill(Value& value, unsigned depth);
  bool fill_list(Value& value, unsigned depth);
  bool fill_map(Value& value, unsigned depth);
  bool fill_alias(Value& value);
  bool merge(Value& map, const Value& from);
  bool may_copy(std::size_t count);

  void fill_scalar(Value& value);
  /// Where the node of the current event stands, without its anchor and tag.
  [[nodiscard]] Span place(Span* tag) const;
  bool fail(Span span, std::string what, std::string help = "");
  bool fail_to_parse();

  const Source& source_;
  Parsed& parsed_;
  Marks marks_;
  yaml_parser_t parser_{};
  Event event_;
  std::map<std::string, Anchored> anchors_;  // of this document
  std::size_t copied_ = 0;
};

}  // namespace

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

static std::string_view view(const yaml_char_t* text, std::size_t size) {
  return {reinterpret_cast<const char*>(text), size};
}

static std::string view(const yaml_char_t* text) {
  return text == nullptr ? "" : reinterpret_cast<const char*>(text);
}

static std::size_t count_values(const Value& value) {
  std::size_t count = 1;
  for (const Value& item : value.items) count += count_values(item);
  for (const Member& member : value.members) count += count_values(member.value);
  return count;
}

/// `text` behind blanks and comments.
static std::string_view skip_blanks(std::string_view text) {
  while (!text.empty() && (is_blank(text.front()) || text.front() == '#')) {
    if (text.front() == '#') text.remove_prefix(std::min(text.find('\n'), text.size() - 1));
    text.remove_prefix(1);
  }
  return text;
}

static bool is_number(std::string_view word) {
  static constexpr auto kSpecial =
      std::to_array<std::string_view>({".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"});
  if (word.starts_with("0x") || word.starts_with("0o")) {
    const bool hex = word[1] == 'x';
    return word.find_first_not_of(hex ? "0123456789abcdefABCDEF" : "01234567", 2) == word.npos &&
           word.size() > 2;
  }
  if (word.starts_with('-') || word.starts_with('+')) word.remove_prefix(1);
  if (is_one_of(word, kSpecial)) return true;

  const auto digits = [&] {
    const std::size_t count = std::min(word.find_first_not_of("0123456789"), word.size());
    word.remove_prefix(count);
    return count;
  };
  std::size_t mantissa = digits();
  if (word.starts_with('.')) {
    word.remove_prefix(1);
    mantissa += digits();
  }
  if (mantissa == 0) return false;
  if (word.empty()) return true;
  if (word.front() != 'e' && word.front() != 'E') return false;
  word.remove_prefix(1);
  if (word.starts_with('-') || word.starts_with('+')) word.remove_prefix(1);
  return digits() > 0 && word.empty();
}

/// What a plain scalar is by the core schema of YAML 1.2. `yes` and `off` are
/// strings there, and readers of YAML 1.1 differ.
static Value::Kind plain_kind(std::string_view word) {
  static constexpr auto kNull = std::to_array<std::string_view>({"", "~", "null", "Null", "NULL"});
  static constexpr auto kBool =
      std::to_array<std::string_view>({"true", "True", "TRUE", "false", "False", "FALSE"});
  if (is_one_of(word, kNull)) return Value::Kind::Null;
  if (is_one_of(word, kBool)) return Value::Kind::Bool;
  return is_number(word) ? Value::Kind::Number : Value::Kind::String;
}

Reader::Reader(const Source& source, Parsed& parsed)
    : source_(source), parsed_(parsed), marks_(source) {
  yaml_parser_initialize(&parser_);
  yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
  const std::string_view text = marks_.text();
  yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()),
                               text.size());
}

bool Reader::fail(Span span, std::string what, std::string help) {
  parsed_.problems.push_back({span, std::move(what), std::move(help)});
  return false;
}

bool Reader::fail_to_parse() {
  if (parser_.error == YAML_MEMORY_ERROR) return fail(source_.start(), "memory ran out", "");
  const Span at = parser_.error == YAML_READER_ERROR ? marks_.byte(parser_.problem_offset)
                                                     : marks_.character(parser_.problem_mark.index);
  std::string what = "is no YAML from here on";
  if (parser_.problem != nullptr) what += ": " + std::string(parser_.problem);
  return fail(at, std::move(what), "correct the syntax; indentation and tabs are the usual causes");
}

bool Reader::next() { return yaml_parser_parse(&parser_, event_.fresh()) != 0 || fail_to_parse(); }

Span Reader::place(Span* tag) const {
  const Span whole = marks_.between(event_->start_mark.index, event_->end_mark.index);
  std::string_view text = whole.text;
  while (text.starts_with('&') || text.starts_with('!')) {
    const std::string_view property = text.substr(0, text.find_first_of(" \t\r\n"));
    if (text.front() == '!' && tag != nullptr) *tag = {property};
    text = skip_blanks(text.substr(property.size()));
  }
  return {text};
}

void Reader::fill_scalar(Value& value) {
  const auto& scalar = event_->data.scalar;
  value.text = view(scalar.value, scalar.length);
  const bool plain = scalar.style == YAML_PLAIN_SCALAR_STYLE;
  value.kind = plain && value.tag.empty() ? plain_kind(value.text) : Value::Kind::String;
  if (plain || scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
      scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
    return;
  // A block scalar ends, for libyaml, where the next thing begins.
  std::string_view& text = value.span.text;
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
}

/// Reads the node of the current event, to its last event.
bool Reader::fill(Value& value, unsigned depth) {
  if (event_->type == YAML_ALIAS_EVENT) return fill_alias(value);
  value.span = place(&value.tag);
  if (depth > kMaxYamlDepth)
    return fail({value.span.text.substr(0, 1)}, "is nested too deeply",
                "values more than " + std::to_string(kMaxYamlDepth) + " levels deep are not read");
  std::string anchor;
  bool done = true;
  if (event_->type == YAML_SCALAR_EVENT) {
    anchor = view(event_->data.scalar.anchor);
    fill_scalar(value);
  } else if (event_->type == YAML_SEQUENCE_START_EVENT) {
    anchor = view(event_->data.sequence_start.anchor);
    done = fill_list(value, depth);
  } else {
    anchor = view(event_->data.mapping_start.anchor);
    done = fill_map(value, depth);
  }
  if (!done) return false;
  if (anchor.empty()) return true;
  const std::size_t count = count_values(value);
  if (!may_copy(count)) return false;
  anchors_[anchor] = {value, count};
  return true;
}

/// Ends the span of a block collection with its last part: libyaml ends it where
/// the next thing begins.
static void close_block(Value& value, Span last) {
  if (!last.empty() && last.end() > value.span.begin()) value.span = join(value.span, last);
}

/// Where `value`, whose node begins `at` a place, was written: what an alias
/// stands for stands elsewhere, before it.
static Span written(const Value& value, Span at) {
  return value.span.begin() >= at.begin() ? value.span : at;
}

bool Reader::fill_list(Value& value, unsigned depth) {
  value.kind = Value::Kind::List;
  const bool flow = event_->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
  const Span start = value.span;
  Span last = {start.text.substr(0, 1)};
  while (true) {
    if (!next()) return false;
    if (event_->type == YAML_SEQUENCE_END_EVENT) break;
    const Span at = place(nullptr);
    Value& item = value.items.emplace_back();
    if (!fill(item, depth + 1)) return false;
    last = written(item, at);
  }
  const Span end = marks_.between(event_->start_mark.index, event_->end_mark.index);
  close_block(value, flow ? end : last);
  return true;
}

bool Reader::fill_map(Value& value, unsigned depth) {
  value.kind = Value::Kind::Map;
  const bool flow = event_->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
  std::vector<Value> merged;
  Span last = {value.span.text.substr(0, 1)};
  while (true) {
    if (!next()) return false;
    if (event_->type == YAML_MAPPING_END_EVENT) break;
    const bool plain =
        event_->type == YAML_SCALAR_EVENT && event_->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    Value key;
    const Span key_place = place(nullptr);
    if (!fill(key, depth + 1) || !next()) return false;
    Member member{{std::move(key.text), key_place}, {}};
    if (key.is(Value::Kind::List) || key.is(Value::Kind::Map))
      member.key = {std::string(key.span.text), key.span};
    const Span at = place(nullptr);
    if (!fill(member.value, depth + 1)) return false;
    last = written(member.value, at);
    if (last.empty()) last = member.key.span;
    if (plain && member.key.text == "<<") {
      merged.push_back(std::move(member.value));
    } else {
      value.members.push_back(std::move(member));
    }
  }
  const Span end = marks_.between(event_->start_mark.index, event_->end_mark.index);
  close_block(value, flow ? end : last);
  return std::ranges::all_of(merged, [&](const Value& from) { return merge(value, from); });
}

bool Reader::fill_alias(Value& value) {
  const std::string name = view(event_->data.alias.anchor);
  const auto found = anchors_.find(name);
  if (found == anchors_.end())
    return fail(place(nullptr), "is an alias of nothing",
                "define `&" + name + "` before it, and not around it");
  if (!may_copy(found->second.count)) return false;
  value = found->second.value;
  return true;
}

bool Reader::may_copy(std::size_t count) {
  copied_ += count;
  if (copied_ <= kMostCopiedValues) return true;
  return fail(place(nullptr), "aliases stand for too much",
              "aliases that stand for more than " + std::to_string(kMostCopiedValues) +
                  " values in one file are not read");
}

/// Gives `map` the members of `from` that it has not itself: what `<<` asks for.
bool Reader::merge(Value& map, const Value& from) {
  if (from.is(Value::Kind::List))
    return std::ranges::all_of(from.items, [&](const Value& item) { return merge(map, item); });
  if (!may_copy(count_values(from))) return false;
  std::unordered_set<std::string> own;
  for (const Member& member : map.members) own.insert(member.key.text);
  for (const Member& member : from.members) {
    if (!own.contains(member.key.text)) map.members.push_back(member);
  }
  return true;
}

void Reader::read() {
  std::vector<Value> documents;
  while (next() && event_->type != YAML_STREAM_END_EVENT) {
    if (event_->type != YAML_DOCUMENT_START_EVENT) continue;
    anchors_.clear();
    Value root;
    if (!next() || !fill(root, 1)) break;
    documents.push_back(std::move(root));
  }
  if (documents.empty() && !parsed_.problems.empty()) return;
  Config config{.source = &source_,
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
  parsed_.config = std::move(config);
}

static unsigned count_tag_directives(std::string_view text) {
  unsigned count = text.starts_with("%TAG") ? 1 : 0;
  for (std::size_t at = text.find("\n%TAG"); at != text.npos; at = text.find("\n%TAG", at + 1))
    ++count;
  return count;
}

void parse_yaml(const Source& source, Parsed& parsed) {
  if (count_tag_directives(source.text) > kMostTagDirectives) {
    parsed.problems.push_back(
        {source.start(), "has too many tag directives",
         "more than " + std::to_string(kMostTagDirectives) + " `%TAG` lines are not read"});
    return;
  }
  Reader(source, parsed).read();
}

}  // namespace mcplint
