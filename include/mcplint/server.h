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
struct Container;
struct Dependency;

/// A call that writes to standard output.
struct StdoutWrite {
  std::string callee;
  Span span;      // the call's callee, as written
  Span function;  // the name of the function it stands in; empty at module level
};

/// Whether only programs on the same machine reach `host`, an address or a name without a port.
constexpr bool is_loopback(std::string_view host) {
  return host.starts_with("127.") || host == "localhost" || host == "::1" || host == "[::1]";
}

/// Where a server waits for clients on the network.
struct Listener {
  std::string host;         // "0.0.0.0"; its default if it can be set; empty if that was not found
  Span host_span;           // where it is written; empty if it is the SDK's own default
  bool by_default = false;  // an environment variable or flag can say otherwise
  Span span;                // the call that starts it
  bool checks_origin = false;  // Host or Origin headers are checked (mcp-facts 2.1, 2.4)
  Span check_off;              // where that check is switched off; empty if it is not
  bool settled = true;         // it surely serves HTTP: no choice of transport decides

  std::string port;           // "8000"; its default if it can be set; empty if that was not found
  Span port_span;             // where it is written; empty if it is the default of what serves
  std::string variable;       // the environment variable that sets the host; empty if none
  std::string flag;           // likewise, of a command line: "--host"
  bool in_container = false;  // code looks whether it runs in one before it says so

  // Filled in where a container of the project runs it.
  const Container* container = nullptr;
  Span code_span;                   // where code leaves the host open; empty if it does not
  Span published;                   // where its port is published; empty if no file says
  bool only_to_loopback = false;    // by that, to this machine alone
  bool only_to_neighbours = false;  // to no machine: other containers alone reach it

  /// What starts it, in a word: "run".
  [[nodiscard]] std::string_view starter() const;
  [[nodiscard]] bool on_all_interfaces() const {
    return host == "0.0.0.0" || host == "::" || host == "[::]";
  }
  [[nodiscard]] bool on_loopback() const { return is_loopback(host); }
};

/// An MCP server found in source.
struct Server {
  enum class Sdk { Unknown, Python, FastMcp };
  enum class Transport { Stdio, Http };

  /// How the line of its SDK is known.
  enum class Evidence {
    None,         // it is not: nothing says
    Code,         // what is imported or called is there in one line alone
    Lock,         // the version that a lock file holds
    Requirement,  // a manifest lets no other line in
    Assumed,      // the newest that a manifest lets in, or that there is
  };

  Sdk sdk = Sdk::Unknown;
  unsigned sdk_major = 0;                  // the line it is written for or runs with; 0: not known
  std::string name;                        // as given to its constructor; empty if none
  Span span;                               // the constructor's call
  std::vector<Transport> transports;       // what it can be started with
  Span started;                            // where it is run; empty if that was not found
  std::vector<StdoutWrite> stdout_writes;  // in code that can run while it serves
  std::vector<Listener> listeners = {};
  bool authenticates = false;               // something asks clients who they are, or may
  const Dependency* requirement = nullptr;  // the SDK, in the nearest manifest; null if none
  const Dependency* locked = nullptr;       // the SDK, in that one's lock file; null if none
  Evidence evidence = Evidence::None;       // for sdk_major
  Span evidence_span = {};                  // where that stands
  Span network_argument = {};  // `host=` or `port=` given to the constructor; empty if none
  /// The files it is made of: those that run when it is started, and those that
  /// import it. In order of address.
  std::vector<const Code*> codes = {};
  const Call* request = nullptr;  // the first that its tools send to other machines; null if none

  [[nodiscard]] bool serves(Transport transport) const;
  /// The line of its SDK and how that is known, for notes: "version 1 of the SDK, as …".
  [[nodiscard]] std::string line() const;
  /// Whether its requirement lets a release of `major` be installed.
  [[nodiscard]] bool lets_in(unsigned major) const;
  /// The line that an installer takes by its requirement; 0 if there is none.
  [[nodiscard]] unsigned installs() const;
  /// Whether `code` is one of its files.
  [[nodiscard]] bool runs(const Code& code) const;
  /// Whether a name or text in one of its files has one of `words`, given in
  /// lower case, in it: for rules about what is missing, which are silent if in doubt.
  [[nodiscard]] bool mentions(std::span<const std::string_view> words) const;
};

}  // namespace mcplint
