#pragma once
// An image, or a container that runs one.

#include <optional>
#include <string>
#include <vector>

#include "mcplint/config.h"
#include "mcplint/launch.h"
#include "mcplint/text.h"

namespace mcplint {

struct Stage;

/// A reference to an image: `[registry/]name[:tag][@digest]`.
struct ImageReference {
  Span span;                   // as written
  std::string name;            // with the registry, without tag and digest
  std::string tag;             // empty if none
  std::string digest;          // "sha256:…", empty if none
  bool resolved = true;        // false if a variable without a known value stands in it
  std::vector<Span> defaults;  // where variables in it get their values
  bool copied = false;         // only files are taken from it: COPY --from, RUN --mount

  /// The name as people know it, which leaves out what Docker Hub implies:
  /// `docker.io/library/python` is `python`.
  [[nodiscard]] std::string_view familiar_name() const;
  /// `name:tag@digest`: with its variables filled in.
  [[nodiscard]] std::string to_string() const;
};

/// What runs, as a rule wants to know it, whichever file says so.
struct Container {
  enum class From { Dockerfile };

  From from = From::Dockerfile;
  Span span;                     // what to mark when something is missing: the last stage's FROM
  const Stage* stage = nullptr;  // the Dockerfile stage it is made of
  /// Every image it is built from or runs; stages of the same file are none.
  std::vector<ImageReference> images;
  ImageReference base;               // the image below the last stage; may be "scratch"
  bool development = false;          // a dev container or one for tests: nothing serves
  std::optional<Text> user;          // the user it runs as; nothing if no file says
  bool user_resolved = true;         // false if a variable without a known value stands in `user`
  bool has_healthcheck = false;      // one is declared; `HEALTHCHECK NONE` counts: somebody decided
  std::vector<Text> ports;           // EXPOSEd or published: "8000", "8000/tcp"
  std::vector<Setting> environment;  // ENV: what the process finds when nobody sets more
  /// ENTRYPOINT and CMD together, as words where that can be told: `sh -c "a b"`
  /// is followed by `a` and `b`.
  std::vector<Text> entrypoint;
};

}  // namespace mcplint
