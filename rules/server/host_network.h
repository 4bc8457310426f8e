#pragma once
// Containers that have the network of their host: what listens there listens on the host.

#include "mcplint/container.h"
#include "mcplint/server.h"

namespace mcplint {

/// Where the container that runs `listener` is given the network of its host; empty if it is not.
[[nodiscard]] inline Span host_network(const Listener& listener) {
  if (listener.container == nullptr) return {};
  for (const Privilege& one : listener.container->privileges) {
    if (one.kind == Privilege::Kind::HostNetwork) return one.span;
  }
  return {};
}

}  // namespace mcplint
