#pragma once
// By what a finding is known again when the code around it has changed.

#include <string>
#include <vector>

#include "mcplint/lint.h"

namespace mcplint {

/// Gives every finding of `run`, suppressed ones included, its fingerprint:
/// "0123456789abcdef:1", a hash and which of those with that hash it is.
///
/// The hash is made of the rule, the file's path from the project's root, what the
/// finding is in (functions and classes, a JSON pointer without positions, a build
/// stage), and the text of its span without blanks, trailing commas and kinds of
/// quotes. So it outlives moved lines, renamed neighbours and reformatting, but not
/// another file, function or text.
///
/// A credential in the text counts with 16 bits of its hash: enough to tell another
/// one, too few to find a short one by trying.
void add_fingerprints(Run& run);

/// What a baseline would have to list so that `run` has no findings: those it has, and those that
/// its baseline left out. They must have their fingerprints.
std::vector<BaselineEntry> baseline_entries(const Run& run);

/// The path of `span`'s file from the project's root, '/' between parts.
std::string path_from_root(const Run& run, Span span);

/// What `span` is in: "Files.read", "/mcpServers/files/args", "stage build".
std::string enclosing(const Run& run, Span span);

}  // namespace mcplint
