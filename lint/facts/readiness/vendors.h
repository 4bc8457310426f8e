#pragma once
// Libraries that send requests to other machines for their callers.

#include <string_view>

namespace mcplint {

/// A vendor's library, by the name that calls of it begin with.
struct Vendor {
  std::string_view beginning;     // "openai."
  bool repeats_requests = false;  // by itself, and waits where it is told to
};

/// The vendor whose code `callee` is; null if it is of none that is known.
[[nodiscard]] const Vendor* vendor_of(std::string_view callee);

}  // namespace mcplint
