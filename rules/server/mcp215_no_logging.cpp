#include <algorithm>
#include <array>
#include <set>

#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp215_no_logging = {
    .id = "MCP215",
    .name = "no-logging",
    .summary = "Server that leaves no log, or one in a place that all may write to",
    .severity = Severity::Low,
    .confidence = Confidence::Medium,
    .cwe = 778,
    .persona = Persona::Auditor,
    .doc = R"(
When a tool misbehaves, a log is all that is left: which tool was called, by whom, how long it
took and how it failed. Over stdio nobody sees the process at all. A log file of a fixed name in
`/tmp` is no help: any user of the machine can read it, fill it, or put a link in its place.

Log to standard error with the `logging` module, which clients and containers collect. Where it
must be a file, take its path from the environment.
)",
    .blind_spots = R"(
What logs say. Loggers that a framework sets up: a server that imports any logging library is
taken to log.
)",
    .check = check,
};

/// Whether anything in the server can log: by a library, or through its client.
static bool logs(const Project& project, const Server& server) {
  constexpr auto kSigns = std::to_array<std::string_view>(
      {"logging", "loguru", "structlog", "logger", "logfire", "stderr", "opentelemetry"});
  constexpr auto kMethods = std::to_array<std::string_view>({".info", ".warning"});
  const auto writes_a_line = [&](const Call& call) {
    return server.runs(*call.code) && std::ranges::any_of(kMethods, [&](std::string_view m) {
             return call.callee.ends_with(m);
           });
  };
  return server.mentions(kSigns) || std::ranges::any_of(project.calls, writes_a_line);
}

/// The file that `call` logs to, if it is in a folder where every user may write.
static const Node* shared_file(const Call& call) {
  const Node* file = nullptr;
  if (call.callee == "logging.basicConfig") file = call.node->argument(-1, "filename");
  constexpr auto kHandlers = std::to_array<std::string_view>(
      {"logging.FileHandler", "logging.handlers.RotatingFileHandler",
       "logging.handlers.TimedRotatingFileHandler", "logging.handlers.WatchedFileHandler"});
  if (std::ranges::find(kHandlers, call.callee) != kHandlers.end()) {
    file = call.node->argument(0, "filename");
  }
  if (file == nullptr || !file->is(NodeKind::String)) return nullptr;
  for (const std::string_view folder : {"/tmp/", "/var/tmp/", "/dev/shm/"}) {
    if (file->value().starts_with(folder)) return file;
  }
  return nullptr;
}

static void check(const Project& project, Report& report) {
  std::set<const Code*> homes;
  for (const Server& server : project.servers) {
    if (server.codes.empty() || logs(project, server) || !homes.insert(server.codes.front()).second)
      continue;
    const std::string_view what = server.name.empty() ? server.span.text : server.name;
    report.at(server.span, "`{}` is made, and nothing in its code logs", what)
        .suggest("log calls and failures with `logging`, to standard error");
  }
  for (const Call& call : project.calls) {
    const Node* file = shared_file(call);
    if (file == nullptr) continue;
    report
        .at(file->span(), "`{}` is in a folder where every user of the machine may write",
            file->value())
        .suggest("log to standard error, or take the path from the environment");
  }
}

}  // namespace mcplint
