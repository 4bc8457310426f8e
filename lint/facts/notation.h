#pragma once
// What kind of text a file holds, by its name, as far as credentials care.

#include <string_view>

namespace mcplint {

/// How a file writes names and values.
enum class Notation {
  None,      // markup and style sheets: names and values there are something else
  Code,      // values in quotes; what has none is computed
  Data,      // JSON and TOML: values in quotes, command lines in strings
  Yaml,      // `name: value`
  Settings,  // `NAME=value` to the end of the line: .env, .ini, .properties
  Script,    // `NAME=value` among other words: shell, Dockerfile, Markdown
};

Notation notation_of(std::string_view path);

/// Whether `NAME=value` without quotes may stand anywhere.
[[nodiscard]] constexpr bool takes_bare_values(Notation notation) {
  return notation != Notation::None && notation != Notation::Code;
}

/// Whether the file is made by a program, so that nobody keeps a credential in
/// it: lock files, source maps, minified bundles.
bool is_generated(std::string_view path);

/// Whether the file is a test, or data for one, by the usual names.
bool is_for_tests(std::string_view path);

/// Whether the file is a test, an example or documentation.
bool is_example(std::string_view path);

}  // namespace mcplint
