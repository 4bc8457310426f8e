#pragma once
// Reads tables of advisories: our own, and what osv.dev exports.

#include <string>
#include <string_view>

#include "mcplint/advisory.h"
#include "mcplint/text.h"

namespace mcplint {

/// The table that the program was built with.
const Advisories& built_in_advisories();

/// What was read from one file.
struct ReadAdvisories {
  Advisories advisories;
  bool is_table = false;  // our own format: it replaces the one built in
  std::string error;      // what is wrong; empty if nothing is
};

/// Reads a table of ours, one OSV record, or several: a list, `{"vulns": […]}`, or one a
/// line. The table's day is its own, or that of the newest record.
ReadAdvisories read_advisories(const Source& source);

/// Puts the rows of `more` in place of those in `all` that speak of the same fault
/// of the same package, and adds the others.
void merge(Advisories& all, Advisories more);

/// How many days lie between two of the form YYYY-MM-DD; 0 if one is none.
long days_between(std::string_view first, std::string_view last);

/// Advisories older than this are said to be.
inline constexpr long kOldAfterDays = 90;

}  // namespace mcplint
