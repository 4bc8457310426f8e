#pragma once
// One instruction of a Dockerfile: its keyword, flags and words.

#include <optional>
#include <string_view>
#include <vector>

#include "lint/syntax/dockerfile_lines.h"
#include "mcplint/dockerfile.h"
#include "mcplint/project.h"

namespace mcplint {

/// What `line` instructs; nothing if its keyword is none that BuildKit knows.
/// What BuildKit would refuse in it becomes a Problem. Heredocs are not looked
/// for: they go on in the lines below.
std::optional<Instruction> read_instruction(const JoinedLine& line, char escape,
                                            std::vector<Problem>& problems);

/// The first word of a line.
std::string_view keyword_of(std::string_view line);
/// The keyword that `word` was most likely meant to be; empty if none is near.
std::string_view nearest_keyword(std::string_view word);

}  // namespace mcplint
