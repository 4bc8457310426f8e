#pragma once
// The beginning of a document about rolling back, with the project's own names in it.

#include <iosfwd>
#include <string>

#include "mcplint/lint.h"

namespace mcplint::checklist {

/// The version that the manifest of a server gives; empty if none does.
[[nodiscard]] std::string version_of(const Project& project);

/// Writes both procedures of the checklist, for people to complete.
void write_rollback(const Run& run, std::ostream& out);

}  // namespace mcplint::checklist
