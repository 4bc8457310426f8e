#pragma once
// What may stand in `mcplint.toml`, for editors and for people who begin one.

#include <iosfwd>
#include <span>
#include <string_view>

#include "mcplint/rule.h"

namespace mcplint {

/// A key of `mcplint.toml`. tests/configuration_test.cpp holds this list against
/// what is read.
struct ConfigurationKey {
  enum class Type {
    Text,
    Texts,
    Rule,
    Rules,
    Severity,
    Level,
    Persona,
    Truth,
    Date,
    Pointer,
    Number
  };

  std::string_view table;  // "", "rules.*", "per-file", "ignore", "policy"
  std::string_view name;
  Type type = Type::Text;
  bool required = false;
  std::string_view example;  // a value, as TOML
  std::string_view summary;  // one line
};

std::span<const ConfigurationKey> configuration_keys();

/// The JSON schema (2020-12) of `mcplint.toml`: every key, every rule by id and by
/// name, and every rule's own settings.
void write_configuration_schema(std::span<const Rule* const> rules, std::ostream& out);

/// A file to begin with: every key with what it means, all commented out.
void write_starter_configuration(std::ostream& out);

}  // namespace mcplint
