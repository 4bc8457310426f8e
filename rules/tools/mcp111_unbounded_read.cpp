#include <algorithm>
#include <array>
#include <string>

#include "rules/rules.h"

namespace mcplint {

static void check(const Tool& tool, Report& report);

/// Calls that bring in a whole file or answer, and what says which.
static constexpr Callable kReads[] = {
    {"open", 0, "file"},
    {"io.open", 0, "file"},
    {"aiofiles.open", 0, "file"},
    {"pathlib.Path.read_text", kReceiver},
    {"pathlib.Path.read_bytes", kReceiver},
    {"requests.get", 0, "url"},
    {"httpx.get", 0, "url"},
    {"httpx.Client.get", 0, "url"},
    {"httpx.AsyncClient.get", 0, "url"},
    {"aiohttp.ClientSession.get", 0, "url"},
    {"urllib.request.urlopen", 0, "url"},
    {"open", kResult},
    {"io.open", kResult},
    {"aiofiles.open", kResult},
    {"pathlib.Path.read_text", kResult},
    {"pathlib.Path.read_bytes", kResult},
    {"requests.get", kResult},
    {"httpx.get", kResult},
    {"httpx.Client.get", kResult},
    {"httpx.AsyncClient.get", kResult},
    {"aiohttp.ClientSession.get", kResult},
    {"urllib.request.urlopen", kResult},
};

constinit const Rule rules::mcp111_unbounded_read = {
    .id = "MCP111",
    .name = "unbounded-read",
    .summary = "Tool that returns a whole file or answer, however large it is",
    .severity = Severity::Medium,
    .confidence = Confidence::Medium,
    .cwe = 770,
    .owasp = "MCP05:2025",
    .doc = R"(
A result goes into the context of the model, which holds a few hundred kilobytes and is paid for by
the word. A tool that returns whatever file or page its caller names, as a whole, fills it with one
call, or fills the memory of the server before it gets that far: `/dev/zero` is a file too.

Look at the size first and refuse what is larger than a limit, read at most that much
(`file.read(LIMIT + 1)`), or return a part and how to ask for the next (`offset`, `limit`).
)",
    .blind_spots = R"(
Files and addresses that the caller does not choose. A tool that speaks of a limit, a size or a part
anywhere in the functions it runs is taken to have one.
)",
    .sinks = kReads,
    .check = check,
};

/// Words of code that asks how much there is, or takes a part.
static bool speaks_of_limits(std::string_view text) {
  constexpr auto kSigns = std::to_array<std::string_view>(
      {"st_size", "getsize",     "max_",      "MAX_",           "limit",          "LIMIT",
       "truncat", "Truncat",     "chunk",     "offset",         "start_line",     "line_start",
       "head",    "tail",        "too large", "content-length", "Content-Length", "page",
       "islice",  "start_index", "[:"});
  return std::ranges::any_of(
      kSigns, [&](std::string_view sign) { return text.find(sign) != std::string_view::npos; });
}

/// Whether a body does, apart from what its docstring says.
static bool speaks_of_limits(const Node& body) {
  return std::ranges::any_of(body.parts(), [](const Node& statement) {
    return !statement.is(NodeKind::String) && speaks_of_limits(statement.span().text);
  });
}

static bool is_limited(const Tool& tool) {
  if (tool.function == nullptr || speaks_of_limits(*tool.body)) return true;
  for (const Parameter& parameter : tool.parameters) {
    if (speaks_of_limits(parameter.name)) return true;
  }
  return std::ranges::any_of(
      tool.reached, [](const Function* function) { return speaks_of_limits(function->body); });
}

static constexpr std::string_view kSearches[] = {
    "pathlib.Path.glob", "pathlib.Path.rglob", "*.glob", "*.rglob", "glob.glob", "glob.iglob"};

/// The parameter that chose what `data` is; null if the caller did not.
static const Parameter* chooser(const Tool& tool, const Returned& data) {
  for (const TaintedCall& call : tool.tainted_calls) {
    // What a search below a folder finds, the caller did not name.
    const bool is_named = call.reaches(kReads) && !call.went_through(kSearches);
    if (is_named && data.is_chosen_by(call)) return call.origin;
  }
  return nullptr;
}

/// Whether a request goes to an address that the caller gives as a whole: what an
/// API sends, its makers bound.
static bool is_address(const Parameter& parameter) {
  for (std::string_view word : {"url", "uri", "link", "href", "address"}) {
    if (parameter.name.find(word) != std::string::npos) return true;
  }
  return false;
}

static void check(const Tool& tool, Report& report) {
  if (tool.returned.empty() || is_limited(tool)) return;
  for (const Returned& data : tool.returned) {
    if (std::ranges::find(kReads, data.callee, &Callable::name) == std::end(kReads)) continue;
    // An open file alone is nothing yet.
    if (data.callee.ends_with("open") && !data.callee.ends_with("urlopen") && data.passed.empty()) {
      continue;
    }
    const Parameter* parameter = chooser(tool, data);
    if (parameter == nullptr) continue;
    const bool is_request = data.callee.ends_with(".get") || data.callee.ends_with("urlopen");
    if (is_request && !is_address(*parameter)) continue;
    report
        .at(data.span(), "`{}` returns all of what `{}` names, however large it is", tool.name,
            parameter->name)
        .note(parameter->span, "the caller chooses it here")
        .via(data.flow)
        .suggest("refuse what is larger than a limit, or return a part of it at a time");
    return;
  }
}

}  // namespace mcplint
