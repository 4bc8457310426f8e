#include <algorithm>
#include <array>

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
`logging`, whose default handler does; `structlog` prints to standard output until it is
given a `logger_factory`. Give child processes a standard output of
their own: `capture_output=True`, or `stdout=subprocess.DEVNULL`.

Version 2 of the official SDK points file descriptor 1 at standard error while it
serves, so there the text is only lost from view.
)",
    .blind_spots = R"(
Libraries that print by themselves. A program that points standard output elsewhere at
its beginning is taken to do so everywhere.
)",
    .check = check,
};

/// What to do about a write with `callee`.
static std::string_view help_for(std::string_view callee) {
  constexpr std::string_view kPrint =
      "write to standard error: `print(…, file=sys.stderr)`, or use `logging`";
  constexpr std::string_view kStructlog =
      "log to standard error: `structlog.configure(logger_factory=PrintLoggerFactory(sys.stderr))`";
  struct Help {
    std::string_view start;
    std::string_view text;
  };
  constexpr auto kHelp = std::to_array<Help>(
      {{"logging.", "log to standard error: leave the stream out"},
       {"loguru.", "log to standard error: `logger.add(sys.stderr)`"},
       {"structlog.get_logger", kStructlog},
       {"structlog.configure", kStructlog},
       {"structlog.", "log to standard error: pass `file=sys.stderr`"},
       {"ext://", "write `ext://sys.stderr`"},
       {"click.", "write to standard error: pass `err=True`"},
       {"typer.", "write to standard error: pass `err=True`"},
       {"subprocess.", "pass `capture_output=True`, or `stdout=subprocess.DEVNULL`"},
       {"asyncio.", "pass `stdout=asyncio.subprocess.PIPE` or `DEVNULL`"},
       {"os.system", "use `subprocess.run(…, capture_output=True)`"}});
  const auto* it =
      std::ranges::find_if(kHelp, [&](const Help& help) { return callee.starts_with(help.start); });
  if (it != kHelp.end()) return it->text;
  return callee.find("onsole") != std::string_view::npos
             ? "make the console with `Console(stderr=True)`"
             : kPrint;
}

static bool starts_process(std::string_view callee) {
  return callee.starts_with("subprocess.") || callee.starts_with("asyncio.") ||
         callee == "os.system";
}

static void check(const Server& server, Report& report) {
  if (!server.serves(Server::Transport::Stdio)) return;

  // Version 2 of the Python SDK points file descriptor 1 at standard error
  // while it serves (mcp-facts 2.2); FastMCP 4 is built on that.
  const bool is_harmless = server.sdk == Server::Sdk::Python && server.sdk_major >= 2;
  const bool may_be_harmless = server.sdk == Server::Sdk::FastMcp && server.sdk_major >= 4;
  for (const StdoutWrite& write : server.stdout_writes) {
    const bool by_child = starts_process(write.callee);
    Diagnostic& finding =
        by_child ? report.at(write.span, "`{}` lets a child write to a stdio server's output",
                             write.callee)
                 : report.at(write.span, "`{}` writes to the standard output of a stdio server",
                             write.callee);
    finding.note(server.started, "the protocol runs over standard output from here")
        .suggest(std::string(help_for(write.callee)));
    if (by_child) finding.as(Severity::Medium);
    if (may_be_harmless) finding.as(Severity::Low);
    if (is_harmless) finding.as(Severity::Info);
    if (is_harmless || may_be_harmless) finding.note(server.evidence_span, server.line());
  }
}

}  // namespace mcplint
