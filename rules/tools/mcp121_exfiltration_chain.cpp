#include <optional>
#include <string>
#include <string_view>

#include "mcplint/words.h"
#include "rules/rules.h"
#include "rules/tools/sinks.h"

namespace mcplint {

static void check(const Project& project, Report& report);

/// Calls that take an address, and ask for what is there.
static constexpr Callable kRequests[] = {
    {"requests.get", 0, "url"},
    {"requests.post", 0, "url"},
    {"requests.put", 0, "url"},
    {"requests.request", 1, "url"},
    {"requests.Session.get", 0, "url"},
    {"requests.Session.post", 0, "url"},
    {"httpx.get", 0, "url"},
    {"httpx.post", 0, "url"},
    {"httpx.request", 1, "url"},
    {"httpx.Client.get", 0, "url"},
    {"httpx.Client.post", 0, "url"},
    {"httpx.AsyncClient.get", 0, "url"},
    {"httpx.AsyncClient.post", 0, "url"},
    {"httpx.AsyncClient.request", 1, "url"},
    {"aiohttp.ClientSession.get", 0, "url"},
    {"aiohttp.ClientSession.post", 0, "url"},
    {"urllib.request.urlopen", 0, "url"},
    {"urllib.request.Request", 0, "url"},
    {"*.goto", 0, "url"},
};

/// Calls that read a file.
static constexpr Callable kReads[] = {
    {"open", 0, "file"},
    {"io.open", 0, "file"},
    {"aiofiles.open", 0, "file"},
    {"pathlib.Path.read_text", kReceiver},
    {"pathlib.Path.read_bytes", kReceiver},
    {"pathlib.Path.open", kReceiver},
    {"*.read_text", kReceiver},
    {"*.read_bytes", kReceiver},
};

static constexpr auto kBoth = joined(kRequests, kReads);

constinit const Rule rules::mcp121_exfiltration_chain = {
    .id = "MCP121",
    .name = "exfiltration-chain",
    .summary = "Server that reads private data, takes in other people's, and can send",
    .severity = Severity::Medium,
    .confidence = Confidence::Medium,
    .cwe = 200,
    .owasp = "MCP06:2025",
    .persona = Persona::Auditor,
    .doc = R"(
A model cannot tell an order of its user from one that stands in a page, a mail or an issue that it
reads. A server that brings it such texts, lets it read private files, and lets it send to an
address of its choice has all that is needed to carry the files away, whatever each tool for
itself does right.

Take one of the three out: fetch only from a list of hosts, read only below a folder that holds
nothing private, or let a person agree before anything is sent. Otherwise make two servers of it,
which are not used together.
)",
    .blind_spots = R"(
Tools of other servers that the same client has. Private data behind an API, and mail and chat,
which read and send at once: only files, programs and addresses that the caller chooses count.
)",
    .sinks = kBoth,
    .check = check,
};

/// A place where a tool does one of the three.
struct Leg {
  const Tool* tool = nullptr;
  Span span;
};

static bool is_of(const Server& server, const Tool& tool) {
  return tool.code != nullptr && server.runs(*tool.code);
}

/// Whether the caller chooses the address as a whole: by its name, and because
/// nothing is put in front of it.
static bool is_address(const Parameter& parameter) {
  static constexpr std::string_view kWords[] = {"url",  "uri",     "link",
                                                "href", "address", "endpoint"};
  return contains_any(parameter.name, kWords);
}

static Leg find_request(const Project& project, const Server& server) {
  for (const Tool& tool : project.tools) {
    if (!is_of(server, tool)) continue;
    for (const TaintedCall& call : tool.tainted_calls) {
      if (call.reaches(kRequests) && is_address(*call.origin)) return {&tool, call.span};
    }
  }
  return {};
}

static Leg find_read(const Project& project, const Server& server) {
  for (const Tool& tool : project.tools) {
    if (!is_of(server, tool)) continue;
    for (const TaintedCall& call : tool.tainted_calls) {
      if (call.reaches(kReads)) return {&tool, call.span};
    }
  }
  return {};
}

static void check(const Project& project, Report& report) {
  for (const Server& server : project.servers) {
    const Leg request = find_request(project, server);
    const Leg read = find_read(project, server);
    if (request.tool == nullptr || read.tool == nullptr || request.tool == read.tool) continue;
    report
        .at(server.span, "`{}` can read files and send them to any address",
            server.name.empty() ? std::string_view("this server") : std::string_view(server.name))
        .note(read.span, "`" + read.tool->name + "` reads files of the caller's choice")
        .note(request.span,
              "`" + request.tool->name +
                  "` brings in what others wrote, from any address, which can carry data out")
        .suggest("allow only known hosts, or take reading of files into a server of its own");
  }
}

}  // namespace mcplint
