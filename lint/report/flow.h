#pragma once
// The way data took, step by step.

#include <cstddef>
#include <string>
#include <vector>

#include "lint/report/lines.h"
#include "lint/report/mask.h"
#include "lint/report/paint.h"
#include "mcplint/diagnostic.h"

namespace mcplint {

struct FlowStyle {
  Paint paint;
  std::size_t indent = 0;
  std::size_t width = 80;  // of the terminal
};

/// Whether the flow has a step that the finding and its notes do not show.
bool adds_to_excerpts(const Diagnostic& diagnostic);

/// A numbered list of places with their lines: who writes what to the next.
std::vector<std::string> flow_rows(const std::vector<Label>& flow, const FlowStyle& style,
                                   LineTables& tables, Mask& mask);

}  // namespace mcplint
