#include "lint/engine/table_reader.h"

#include "lint/engine/select.h"
#include "lint/text/directive.h"
#include "lint/text/edit_distance.h"
#include "mcplint/words.h"

namespace mcplint {

static std::string listed(std::span<const std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) {
    text += text.empty() ? "`" : ", `";
    text += word;
    text += '`';
  }
  return text;
}

/// "did you mean `x`?", or what there is to choose from.
static std::string advice(std::string_view word, std::span<const std::string_view> words) {
  const std::string_view meant = nearest(word, words);
  if (meant.empty()) return "it may be " + listed(words);
  return "did you mean `" + std::string(meant) + "`?";
}

Span first_line(Span span) { return {span.text.substr(0, span.text.find('\n'))}; }

bool holds_tables(const Value& value) {
  return value.is(Value::Kind::Map) || (value.is(Value::Kind::List) && !value.items.empty() &&
                                        value.items.front().is(Value::Kind::Map));
}

void TableReader::unknown_key(const Member& member, std::span<const std::string_view> names) {
  fail(member.key.span, "unknown key `" + member.key.text + "`", advice(member.key.text, names));
}

bool TableReader::is(const Value& value, Value::Kind kind, std::string_view wanted) {
  if (value.is(kind)) return true;
  fail(value.span, "is not " + std::string(wanted), "write " + std::string(wanted));
  return false;
}

std::string TableReader::text(const Value& value) {
  if (!is(value, Value::Kind::String, "a string")) return {};
  if (value.text.empty()) fail(value.span, "is empty", "write a value, or leave the key out");
  return value.text;
}

std::string TableReader::one_of(const Value& value, std::span<const std::string_view> words) {
  std::string word = text(value);
  if (!word.empty() && !is_one_of(word, words))
    fail(value.span, "unknown value `" + word + "`", advice(word, words));
  return word;
}

std::string TableReader::date(const Value& value) {
  std::string day = text(value);
  if (!is_date(day)) fail(value.span, "is no date", "write it as 2027-06-30");
  return day;
}

bool TableReader::truth(const Value& value, bool otherwise) {
  return is(value, Value::Kind::Bool, "`true` or `false`") ? value.text == "true" : otherwise;
}

std::vector<std::string> TableReader::texts(const Value& value) {
  std::vector<std::string> result;
  if (!is(value, Value::Kind::List, "a list of strings")) return result;
  for (const Value& item : value.items) result.push_back(text(item));
  return result;
}

std::vector<std::string> TableReader::rule_names(const Value& value) {
  std::vector<std::string> result;
  if (!is(value, Value::Kind::List, "a list of rules")) return result;
  for (const Value& item : value.items) {
    const std::string name = text(item);
    if (name.empty()) continue;
    if (!names_any(name, known_)) {
      fail(item.span, "unknown rule `" + name + "`" + did_you_mean(known_, name),
           "`mcplint rules` lists every rule");
    }
    result.push_back(name);
  }
  return result;
}

const Rule* TableReader::rule(std::string_view name, Span span) {
  const Rule* found = find_rule(known_, name);
  if (found == nullptr) {
    fail(span, "unknown rule `" + std::string(name) + "`" + did_you_mean(known_, name),
         "`mcplint rules` lists every rule");
  }
  return found;
}

}  // namespace mcplint
