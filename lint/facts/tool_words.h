#pragma once
// What tools say of themselves: descriptions and annotations. And what runs for each.

#include <span>

#include "lint/facts/tools.h"
#include "lint/facts/written_text.h"

namespace mcplint {

/// Where an expression stands: names mean something there.
struct Site {
  const Program& program;
  std::uint32_t code;
  std::uint32_t scope;

  [[nodiscard]] Written text(const Node& node) const {
    return written_text(program, code, scope, node);
  }
};

/// Adds to `tool`, one of those of `handler`, what its registration and its
/// function say of it, and what runs when it is called.
void describe(const Handler& handler, flow::Analysis& analysis, Tool& tool);

/// Adds to `tool` what of the data that its handler returns comes by way of
/// what runs for it.
void note_returned(const Handler& handler, flow::Analysis& analysis, Tool& tool);

/// Reads the description and the annotations that `call`, which stands at `site`, gives.
void read_registration(const Site& site, const Node& call, Tool& tool);

/// Adds the functions of `ids` to those that run for `tool`.
void note_reached(const Program& program, std::span<const flow::FunctionId> ids, Tool& tool);

}  // namespace mcplint
