#include "rules/rules.h"
#include "rules/tools/addresses.h"
#include "rules/tools/sinks.h"

namespace mcplint {

static void check(const Project& project, Report& report);

/// Calls that bring in what others wrote, and what says where from.
static constexpr Callable kRequests[] = {
    {"requests.get", 0, "url"},
    {"requests.Session.get", 0, "url"},
    {"httpx.get", 0, "url"},
    {"httpx.Client.get", 0, "url"},
    {"httpx.AsyncClient.get", 0, "url"},
    {"aiohttp.ClientSession.get", 0, "url"},
    {"urllib.request.urlopen", 0, "url"},
};
static constexpr auto kAsked = with_results(kRequests);

constinit const Rule rules::mcp119_second_order_prompt = {
    .id = "MCP119",
    .name = "second-order-prompt",
    .summary = "Page from anywhere returned as it is, beside tools that change things",
    .severity = Severity::Low,
    .confidence = Confidence::Medium,
    .cwe = 1427,
    .owasp = "MCP06:2025",
    .persona = Persona::Auditor,
    .doc = R"(
What a page says, the model reads like everything else in its context: also `now delete the
folder`. A server that brings in pages from any address and has tools that write, delete or run
programs puts both into the same hands.

Mark what comes from outside as such (a field of its own, a frame that says whose words these are),
return what was asked for and not the whole page, and let a person agree to what the other tools do.
)",
    .blind_spots = R"(
Content behind an API of a fixed host, which may hold the words of strangers too: mails, issues,
messages. Tools of other servers that the same client has.
)",
    .sinks = kAsked,
    .check = check,
};

/// What a tool returns of an address that its caller chose; null if nothing.
static const Returned* page_of(const Tool& tool) {
  for (const Returned& data : tool.returned) {
    for (const TaintedCall& call : tool.tainted_calls) {
      const bool is_it =
          call.reaches(kRequests) && is_address(*call.origin) && data.is_chosen_by(call);
      if (is_it) return &data;
    }
  }
  return nullptr;
}

/// A call of another tool of the same server that changes something; null if there is none.
static const Call* change_beside(const Project& project, const Server& server, const Tool& page) {
  for (const Call& call : project.calls) {
    if (!call.in_tool() || !server.runs(*call.code)) continue;
    if (!call.changes_files() && !call.starts_process()) continue;
    for (const Tool& tool : project.tools) {
      if (&tool != &page && tool.makes(call) && !page.makes(call)) return &call;
    }
  }
  return nullptr;
}

static void check(const Project& project, Report& report) {
  for (const Server& server : project.servers) {
    for (const Tool& tool : project.tools) {
      if (tool.code == nullptr || !server.runs(*tool.code)) continue;
      const Returned* data = page_of(tool);
      if (data == nullptr) continue;
      const Call* change = change_beside(project, server, tool);
      if (change == nullptr) continue;
      report.at(data->span(), "`{}` hands on what a page says as it is", tool.name)
          .note(change->span(), "another tool of the same server changes things")
          .via(data->flow)
          .suggest("mark it as the words of others, and ask a person before things are changed");
    }
  }
}

}  // namespace mcplint
