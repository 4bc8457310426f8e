#pragma once
// What a line comes to.

#include "lint/checklist/checklist.h"

namespace mcplint::checklist {

/// How many pieces of evidence a line lists; the rest is counted.
inline constexpr std::size_t kMostEvidence = 5;

/// Whether the rule of that id says what the evidence comes to, as does MCP318, which is older
/// than the others: all others find defects.
[[nodiscard]] bool is_about_readiness(std::string_view id);

/// In this order: the line does not apply; one of its rules found a defect, or the evidence
/// for a topic says the opposite: Fail; nothing speaks for a topic: Missing, or Unknown if a file
/// that it could stand in was not read in full; its rules looked at its subject and found
/// nothing, and something speaks for each topic: Pass.
[[nodiscard]] Verdict settle(const Item& item, const Run& run);

}  // namespace mcplint::checklist
