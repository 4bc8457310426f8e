#pragma once
// Reading tables of a configuration: values of the kinds that keys have, and what is wrong.

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/engine/configuration.h"
#include "mcplint/config.h"
#include "mcplint/rule.h"

namespace mcplint {

/// Reads one file's tables into a ReadConfiguration, and notes everything that is wrong there.
/// What is wrong is left out of what is read, or read as far as it goes.
class TableReader {
 public:
  TableReader(ReadConfiguration& result, std::string folder, std::span<const Rule* const> known)
      : result_(result), folder_(std::move(folder)), known_(known) {}

  /// A key of a table, and what reads its value.
  template <class Target>
  struct Key {
    std::string_view name;
    void (*read)(TableReader& in, const Value& value, Target& target);
  };

  /// Says which table is being read, for as long as it is.
  class InTable {
   public:
    /// `item` is the number of the table in a list of tables, from 1; 0 if it is in none.
    InTable(TableReader& reader, std::string table, std::size_t item) : reader_(reader) {
      reader.table_ = std::move(table);
      reader.item_ = item;
    }
    ~InTable() {
      reader_.table_.clear();
      reader_.item_ = 0;
    }
    InTable(const InTable&) = delete;
    InTable& operator=(const InTable&) = delete;

   private:
    TableReader& reader_;
  };

  /// Reads each key of `table` that `keys` has; any other is wrong.
  template <class Target, std::size_t N>
  void read(const Value& table, const std::array<Key<Target>, N>& keys, Target& target);

  void fail(Span span, std::string what, std::string help) {
    result_.errors.push_back({span, std::move(what), std::move(help)});
  }
  void unknown_key(const Member& member, std::span<const std::string_view> names);
  /// Remembers that `member` was set, for `config show`.
  void note(const Member& member) {
    result_.values.push_back({table_, item_, member.key.text, member.value.span});
  }

  /// Whether `value` is of a kind; `wanted` says so in words if not.
  bool is(const Value& value, Value::Kind kind, std::string_view wanted);
  std::string text(const Value& value);
  std::vector<std::string> texts(const Value& value);
  std::string one_of(const Value& value, std::span<const std::string_view> words);
  std::string date(const Value& value);
  bool truth(const Value& value, bool otherwise);
  /// Names, ids, beginnings of ids, categories: what `--select` takes.
  std::vector<std::string> rule_names(const Value& value);
  /// The rule of that name or id; null, and an error at `span`, if there is none.
  const Rule* rule(std::string_view name, Span span);

  [[nodiscard]] const std::string& folder() const { return folder_; }
  [[nodiscard]] std::span<const Rule* const> known() const { return known_; }

 private:
  ReadConfiguration& result_;
  std::string table_;     // that is being read: "rules.MCP101"
  std::size_t item_ = 0;  // of a list of tables, from 1 over all files
  std::string folder_;    // that paths are relative to
  std::span<const Rule* const> known_;
};

/// Whether `value` is a table, or a list of them.
bool holds_tables(const Value& value);
/// The first line of a place: enough to mark a table.
Span first_line(Span span);

template <class Target, std::size_t N>
void TableReader::read(const Value& table, const std::array<Key<Target>, N>& keys, Target& target) {
  if (!is(table, Value::Kind::Map, "a table")) return;
  for (const Member& member : table.members) {
    const auto key = std::ranges::find(keys, member.key.text, &Key<Target>::name);
    if (key != keys.end()) {
      if (!holds_tables(member.value)) note(member);
      key->read(*this, member.value, target);
      continue;
    }
    std::array<std::string_view, N> names;
    std::ranges::transform(keys, names.begin(), &Key<Target>::name);
    unknown_key(member, names);
  }
}

// The tables that have files of their own.
void read_ignores(TableReader& in, const Value& value, Configuration& c);
void read_per_file(TableReader& in, const Value& value, Configuration& c);
void read_checklist(TableReader& in, const Value& value, Configuration& c);
void read_targets(TableReader& in, const Value& value, Configuration& c);

}  // namespace mcplint
