#pragma once
// Reading reStructuredText.

#include "lint/syntax/parse.h"

namespace mcplint {

/// A Parser's parse: adds the Document that `source` is.
void parse_rst(const Source& source, Parsed& parsed);

/// Whether `parser` reads what people write for people.
[[nodiscard]] inline bool reads_documents(const Parser& parser) {
  return parser.parse == parse_markdown || parser.parse == parse_rst;
}

}  // namespace mcplint
