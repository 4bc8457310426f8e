#pragma once
// An MCP server, as its source describes it.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mcplint/text.h"

namespace mcplint {

struct Call;
struct Code;
struct Dependency;

/// A call that writes to standard output.
struct StdoutWrite {
  std::string callee;
  Span span;      // the call's callee, as written
  Span function;  // the name of the function it stands in; empty at module level
};

/// Where a server waits for clients on the network.
struct Listener {
  std::string host;         // "0.0.0.0"; its default if it can be set; empty if that was not found
  Span host_span;           // where it is written; empty if it is the SDK's own default
  bool by_default = false;  // an environment variable or flag can say otherwise
  Span span;                // the call that starts it
  bool checks_origin = false;  // Host or Origin headers are checked (mcp-facts 2.1, 2.4)
  Span check_off;              // where that check is switched off; empty if it is not
  bool settled = true;         // it surely serves HTTP: no choice of transport decides

  [[nodiscard]] bool on_all_interfaces() const {
    return host == "0.0.0.0" || host == "::" || host == "[::]";
  }
  [[nodiscard]] bool on_loopback() const {
    return host == "127.0.0.1" || host == "localhost" || host == "::1";
  }
};

/// An MCP server found in source.
struct Server {
  enum class Sdk { Unknown, Python, FastMcp };
  enum class Transport { Stdio, Http };

  Sdk sdk = Sdk::Unknown;
  unsigned sdk_major = 0;                  // 0: not known
  std::string name;                        // as given to its constructor; empty if none
  Span span;                               // the constructor's call
  std::vector<Transport> transports;       // what it can be started with
  Span started;                            // where it is run; empty if that was not found
  std::vector<StdoutWrite> stdout_writes;  // in code that can run while it serves
  std::vector<Listener> listeners = {};
  bool authenticates = false;               // something asks clients who they are, or may
  const Dependency* requirement = nullptr;  // the SDK, in the nearest manifest; null if none
  Span network_argument = {};  // `host=` or `port=` given to the constructor; empty if none
  /// The files it is made of: those that run when it is started, and those that
  /// import it. In order of address.
  std::vector<const Code*> codes = {};
  const Call* request = nullptr;  // the first that its tools send to other machines; null if none

  [[nodiscard]] bool serves(Transport transport) const;
  /// Whether `code` is one of its files.
  [[nodiscard]] bool runs(const Code& code) const;
  /// Whether a name or text in one of its files has one of `words`, given in
  /// lower case, in it: for rules about what is missing, which are silent if in doubt.
  [[nodiscard]] bool mentions(std::span<const std::string_view> words) const;
};

}  // namespace mcplint
