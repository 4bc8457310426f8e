#pragma once
// An image, or a container that runs one.

#include <optional>
#include <string>
#include <vector>

#include "mcplint/config.h"
#include "mcplint/text.h"

namespace mcplint {

/// A reference to an image: `[registry/]name[:tag][@digest]`.
struct ImageReference {
  Span span;           // as written
  std::string name;    // with the registry, without tag and digest
  std::string tag;     // empty if none
  std::string digest;  // "sha256:…", empty if none
  bool resolved = true;  // false if a variable without a known value stands in it
};

/// What runs, as a rule wants to know it, whichever file says so.
struct Container {
  enum class From { Dockerfile };

  From from = From::Dockerfile;
  Span span;                        // what to mark when something is missing: the FROM of the last stage
  std::vector<ImageReference> images;  // every image it is built from or runs, stages of the same file left out
  std::optional<Text> user;         // the user it runs as; nothing if no file says
  bool has_healthcheck = false;     // one is declared; `HEALTHCHECK NONE` counts: somebody decided
  std::vector<Text> ports;          // EXPOSEd or published
  std::vector<Text> entrypoint;     // ENTRYPOINT and CMD together, as words where that can be told
};

}  // namespace mcplint
