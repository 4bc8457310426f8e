#include <algorithm>
#include <array>

#include "rules/rules.h"

namespace mcplint {

static void check(const Call& call, Report& report);

constinit const Rule rules::mcp205_no_timeout = {
    .id = "MCP205",
    .name = "no-timeout",
    .summary = "Tool can wait for ever: a call without a time limit",
    .severity = Severity::Medium,
    .cwe = 400,
    .doc = R"(
A request, connection or child process without a time limit blocks its tool for as long as the
other side likes. The client sees a server that hangs, and a few such calls use up the threads,
or the one event loop, that all tools share.

Pass `timeout=`, in seconds (`connect_timeout=` to psycopg). `requests`, `urllib`, `socket`,
`smtplib`, `subprocess` and `psycopg` have no limit of their own. `httpx` and `aiohttp` have one
(5 seconds and 5 minutes) unless it is switched off.
)",
    .blind_spots = R"(
Limits that a helper, a wrapper around the whole tool or `socket.setdefaulttimeout` sets.
Database drivers but psycopg; queries. Code that no tool is seen to reach.
)",
    .check = check,
};

namespace {

/// A function without a limit of its own.
struct Unlimited {
  std::string_view name;
  int timeout;  // the position of `timeout`; -1: only by name
};

}  // namespace

static constexpr auto kUnlimited = std::to_array<Unlimited>({{"urllib.request.urlopen", 2},
                                                             {"socket.create_connection", 1},
                                                             {"smtplib.SMTP", 3},
                                                             {"smtplib.SMTP_SSL", -1},
                                                             {"subprocess.run", -1},
                                                             {"subprocess.call", -1},
                                                             {"subprocess.check_call", -1},
                                                             {"subprocess.check_output", -1}});

/// Whether a client with a limit of its own is told to have none.
static bool is_switched_off(const Call& call) {
  if (call.callee.starts_with("httpx.")) return call.has("timeout", "None");
  return call.callee == "aiohttp.ClientTimeout" && call.has("total", "None") &&
         call.node->parts().size() == 2;
}

/// A connection to PostgreSQL that is described by keywords, none of which limits it.
static bool connects_for_ever(const Call& call) {
  if (call.callee != "psycopg2.connect" && call.callee != "psycopg.connect" &&
      call.callee != "psycopg.AsyncConnection.connect") {
    return false;
  }
  const bool is_described =
      call.node->argument(-1, "host") != nullptr && call.node->argument(0) == nullptr;
  return is_described && call.node->argument(-1, "connect_timeout") == nullptr;
}

static bool is_unlimited(const Call& call) {
  if (connects_for_ever(call)) return true;
  const Node* timeout = call.node->argument(-1, "timeout");
  const bool is_none = timeout != nullptr && timeout->span().text == "None";
  if (call.callee.starts_with("requests.") && call.sends_request())
    return timeout == nullptr || is_none;
  const auto it = std::ranges::find(kUnlimited, call.callee, &Unlimited::name);
  if (it == kUnlimited.end()) return false;
  if (it->timeout >= 0 && call.node->argument(it->timeout) != nullptr) return false;
  return timeout == nullptr || is_none;
}

static void check(const Call& call, Report& report) {
  if (call.has_spread()) return;
  // Clients are made where tools run, or once for all of them.
  const bool is_ours =
      call.in_tool() || call.function == nullptr || call.function->name == "__init__";
  if (is_ours && is_switched_off(call)) {
    report.at(call.span(), "`{}` is told to wait for ever", call.callee)
        .suggest("give it a limit in seconds: `timeout=30`");
    return;
  }
  if (!call.in_tool() || !is_unlimited(call)) return;
  report.at(call.span(), "`{}` waits for ever: it has no time limit", call.callee)
      .note(call.function->name_span, "a tool runs this function")
      .suggest(connects_for_ever(call) ? "pass a limit in seconds: `connect_timeout=10`"
                                       : "pass a limit in seconds: `timeout=30`");
}

}  // namespace mcplint
