// Reports that are lines of text: lcov's tracefiles, and tables with commas between the columns.
// Each becomes a List of Maps.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/syntax/parse.h"
#include "lint/text/bytes.h"

namespace mcplint {

static constexpr std::size_t kMostRecords = 100'000;
static constexpr std::size_t kMostColumns = 100;

static void add(Value& record, std::string_view key, std::string_view text) {
  Member& member = record.members.emplace_back();
  member.key = {std::string(key), {key}};
  member.value.kind = Value::Kind::String;
  member.value.text = text;
  member.value.span = {text};
}

static Config config_of(const Source& source) {
  Config config;
  config.source = &source;
  config.syntax = Syntax::Lines;
  config.root.kind = Value::Kind::List;
  config.root.span = source.start();
  return config;
}

static Value& add_record(Config& config, std::string_view line) {
  Value& record = config.root.items.emplace_back();
  record.kind = Value::Kind::Map;
  record.span = {line};
  return record;
}

static void say_cut(const Source& source, Parsed& parsed) {
  parsed.problems.push_back({source.start(),
                             "holds more than 100,000 records; the rest is not read",
                             "split it, or leave it out with `.gitignore`"});
}

static std::string_view next_line(std::string_view& rest) {
  std::string_view line = take_until(rest, '\n');
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// A record for each file, of what its sums say: `LF`, lines found, and `LH`, lines hit.
void parse_lcov(const Source& source, Parsed& parsed) {
  Config config = config_of(source);
  for (std::string_view rest = source.text; !rest.empty();) {
    const std::string_view line = next_line(rest);
    if (line.starts_with("SF:")) {
      if (config.root.items.size() == kMostRecords) {
        say_cut(source, parsed);
        break;
      }
      add(add_record(config, line), line.substr(0, 2), line.substr(3));
    }
    const bool is_sum = line.starts_with("LF:") || line.starts_with("LH:");
    if (is_sum && !config.root.items.empty())
      add(config.root.items.back(), line.substr(0, 2), line.substr(3));
  }
  parsed.config = std::move(config);
}

/// Takes a field off the front of `line`, without its quotes.
static std::string_view take_field(std::string_view& line) {
  if (!line.starts_with('"')) return take_until(line, ',');
  line.remove_prefix(1);
  const std::string_view field = take_until(line, '"');
  take_until(line, ',');
  return field;
}

void parse_csv(const Source& source, Parsed& parsed) {
  Config config = config_of(source);
  std::string_view rest = source.text;
  std::vector<std::string_view> columns;
  for (std::string_view line = next_line(rest); !line.empty() && columns.size() < kMostColumns;)
    columns.push_back(take_field(line));
  while (!rest.empty()) {
    std::string_view line = next_line(rest);
    if (line.empty()) continue;
    if (config.root.items.size() == kMostRecords) {
      say_cut(source, parsed);
      break;
    }
    Value& record = add_record(config, line);
    for (std::size_t i = 0; i < columns.size() && !line.empty(); ++i)
      add(record, columns[i], take_field(line));
  }
  parsed.config = std::move(config);
}

}  // namespace mcplint
