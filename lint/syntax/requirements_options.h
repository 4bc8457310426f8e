#pragma once
// The options that a requirements file may hold, as pip's option parser reads them.

#include <string>
#include <string_view>
#include <vector>

#include "lint/syntax/requirements_lines.h"
#include "mcplint/project.h"

namespace mcplint {

/// An option, as far as its meaning matters here.
enum class RequirementOption {
  Other,
  Index,
  ExtraIndex,
  FindLinks,
  TrustedHost,
  Requirements,
  Constraints,
  Editable,
  Hash,
};

/// One use of an option.
struct UsedOption {
  RequirementOption option = RequirementOption::Other;
  std::string value;         // as a shell reads it; empty if the option takes none
  std::string_view written;  // the same where it stands in the line's text, without quotes
};

/// Reads the options that begin at `begin` of `line`. What pip refuses becomes
/// a Problem, and ends the line as it ends pip.
std::vector<UsedOption> read_options(const LogicalLine& line, std::size_t begin,
                                     std::vector<Problem>& problems);

/// Where the options of `line` begin: at a word that starts with `-`.
std::size_t options_start(std::string_view line);

}  // namespace mcplint
