#include <algorithm>

#include "rules/rules.h"

namespace mcplint {

static void check(const Server& server, Report& report);

constinit const Rule rules::mcp201_stdout_pollution = {
    .id = "MCP201",
    .name = "stdout-pollution",
    .summary = "Stdio server writes something else to standard output",
    .severity = Severity::High,
    .doc = R"(
A client that starts a server over stdio reads protocol messages from the
server's standard output, and nothing else may stand there. One `print` breaks
the stream: the client reports a parse error, drops the connection, or waits
for ever.

Write to standard error instead, with `print(…, file=sys.stderr)` or with
`logging`, whose default handler does.
)",
    .blind_spots = R"(
Output of child processes that inherit standard output, and of libraries that
print by themselves. The line of the SDK is told by what is imported.
)",
    .check = check,
};

static void check(const Server& server, Report& report) {
  const bool serves_stdio =
      std::ranges::find(server.transports, Server::Transport::Stdio) != server.transports.end();
  if (!serves_stdio) return;

  // Version 2 of the Python SDK points file descriptor 1 at standard error
  // while it serves (mcp-facts 2.2), so the text is only lost from view.
  const bool is_harmless = server.sdk == Server::Sdk::Python && server.sdk_major >= 2;
  for (const StdoutWrite& write : server.stdout_writes) {
    Diagnostic& finding =
        report.at(write.span, "`{}` writes to the standard output of a stdio server", write.callee)
            .note(server.started, "the protocol runs over standard output from here")
            .suggest(
                write.callee.starts_with("logging.")
                    ? "log to standard error: leave the stream out"
                    : "write to standard error: `print(…, file=sys.stderr)`, or use `logging`");
    if (is_harmless) finding.as(Severity::Info);
  }
}

}  // namespace mcplint
