#pragma once
// Which files say what CI, hooks and task runners run: by their names.

#include <optional>
#include <string_view>

#include "mcplint/automation.h"

namespace mcplint {

/// Which of these a file of that path is; nothing if none.
[[nodiscard]] std::optional<Automation::From> automation_file(std::string_view path);

}  // namespace mcplint
