#pragma once
// A package that something in the deployment requires.

#include <string>
#include <string_view>
#include <vector>

#include "mcplint/text.h"

namespace mcplint {

/// One required package, from any manifest.
struct Dependency {
  enum class From { Requirements, Constraints };

  std::string ecosystem;  // "PyPI", "npm"
  std::string name;       // normalised as its ecosystem compares names (PEP 503)
  Span name_span;
  Span span;              // the requirement as written, without comment
  From from = From::Requirements;

  std::vector<std::string> extras;
  std::string specifier;       // ">=1.2,<2", as written, white space removed; empty if none
  Span specifier_span;         // empty if none
  std::string marker;          // environment marker, as written; empty if none
  std::string pinned_version;  // of an exact `==` or `===`; empty if it is a range
  bool has_hash = false;
  bool editable = false;
  std::string url;             // where it comes from, if not from an index: URL, path or VCS
  Span url_span;
};

}  // namespace mcplint
