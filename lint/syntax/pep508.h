#pragma once
// Requirements as Python packaging writes them: PEP 508 names, PEP 440 versions.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mcplint {

/// `name[extra]>=1,<2 ; marker` or `name @ url ; marker`: its parts, as slices
/// of the text that was read. Of a refused one the parts before the error.
struct Requirement {
  std::string_view name;
  std::vector<std::string_view> extras;
  std::string_view specifier;  // without parentheses; empty if none
  std::string_view pinned;     // the version of a lone `==` without wildcard, or `===`
  std::string_view url;
  std::string_view marker;

  std::string error;         // "expected a version after =="; empty if all is well
  std::size_t error_at = 0;  // where in the text
};

/// Reads `text`, which must be one requirement and nothing else.
Requirement read_requirement(std::string_view text);

/// Reads an environment marker, without its `;`: only `error` and `marker` are set.
Requirement read_marker(std::string_view text);

/// The name as PEP 503 compares it: lower case, runs of `-`, `_` and `.` as one `-`.
std::string normalised_name(std::string_view name);

/// The package's name and extras at the start of `text`, without what follows.
Requirement read_name(std::string_view text);

/// How many bytes at the start of `text` are a version (PEP 440): 0 if none.
std::size_t version_length(std::string_view text);

}  // namespace mcplint
