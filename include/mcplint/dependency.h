#pragma once
// A package that something in the deployment requires, and where packages come from.

#include <string>
#include <string_view>
#include <vector>

#include "mcplint/text.h"

namespace mcplint {

/// One required package, from any manifest.
struct Dependency {
  enum class From { Requirements, Constraints };

  const Source* source = nullptr;
  std::string ecosystem;  // "PyPI", "npm"
  std::string name;       // as its ecosystem compares names (PEP 503); empty if only its URL knows
  Span name_span;         // empty if the name stands nowhere
  Span span;              // the requirement as written, without options and comment
  From from = From::Requirements;

  std::vector<std::string> extras;
  std::string specifier;       // ">=1.2,<2", as written, white space removed; empty if none
  Span specifier_span;         // empty if none
  std::string marker;          // environment marker, as written; empty if none
  std::string pinned_version;  // of an exact `==` or `===`; empty if it is a range
  bool has_hash = false;       // in an option, or in the URL
  bool editable = false;
  std::string url;  // where it comes from, if not from an index: URL, path or VCS
  Span url_span;
};

/// A place that a manifest tells its installer to take packages from.
struct PackageIndex {
  enum class Kind {
    Index,        // instead of the default one
    ExtraIndex,   // besides it: whichever has the higher version wins
    FindLinks,    // a folder, or a page with links
    TrustedHost,  // a host whose certificate is not checked
  };

  Kind kind = Kind::Index;
  std::string url;  // or path, or host; variables such as `${TOKEN}` are still in it
  Span span;        // of that
};

/// A file that a requirements file reads as well.
struct Include {
  Dependency::From as = Dependency::From::Requirements;  // `-r`, or `-c`
  std::string path;                                      // as written; may be a URL
  Span span;                                             // of that
};

}  // namespace mcplint
