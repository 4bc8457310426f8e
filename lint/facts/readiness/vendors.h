#pragma once
// Libraries that send requests to other machines for their callers.

#include <span>
#include <string_view>
#include <vector>

#include "mcplint/project.h"

namespace mcplint {

/// A vendor's library, by the name that calls of it begin with.
struct Vendor {
  std::string_view beginning;     // "openai."
  bool repeats_requests = false;  // by itself, and waits where it is told to
};

/// The vendor whose code `callee` is; null if it is of none that is known.
[[nodiscard]] const Vendor* vendor_of(std::string_view callee);

/// All calls of vendors' libraries in the project.
[[nodiscard]] std::vector<const Call*> vendor_calls(const Project& project);

/// The first of `calls` that stands in a file of `server`; null if none does.
[[nodiscard]] const Call* first_in(const Server& server, std::span<const Call* const> calls);

}  // namespace mcplint
