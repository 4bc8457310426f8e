#pragma once
// The ways in which YAML writes text: plain, in quotes, and as a block.

#include <string>
#include <string_view>

#include "lint/syntax/yaml_cursor.h"
#include "mcplint/config.h"

namespace mcplint {

/// Where a piece of text stands: what holds it is indented by `indent`, -1 if
/// nothing does, and it may be in brackets or braces.
struct YamlPlace {
  long indent;
  bool flow;
};

/// What a plain scalar is by the core schema of YAML 1.2. `yes` and `off` are
/// strings there, and readers of YAML 1.1 differ.
Value::Kind yaml_kind(std::string_view word);

/// Whether plain text can begin here.
bool begins_plain(const YamlCursor& cursor, bool flow);

// Each reads what begins at the cursor, leaves that behind its last character, and
// adds what it stands for to `text`. False if it is no YAML; the cursor knows why.
bool read_plain(YamlCursor& cursor, YamlPlace place, std::string& text);
bool read_quoted(YamlCursor& cursor, YamlPlace place, std::string& text);
bool read_block_text(YamlCursor& cursor, long indent, std::string& text);

}  // namespace mcplint
