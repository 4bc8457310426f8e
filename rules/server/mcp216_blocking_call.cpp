#include <algorithm>
#include <array>

#include "rules/rules.h"
#include "rules/server/quick_programs.h"

namespace mcplint {

static void check(const Call& call, Report& report);

constinit const Rule rules::mcp216_blocking_call = {
    .id = "MCP216",
    .name = "blocking-call",
    .summary = "Asynchronous tool that stops all others while it waits",
    .severity = Severity::Low,
    .doc = R"(
An `async def` tool runs on the one event loop of its server. A call that blocks there stops
every other tool, every other client and the answers to pings until it is back.

Use a library that awaits (`httpx.AsyncClient`, `asyncio.sleep`,
`asyncio.create_subprocess_exec`), move the call to a thread with `await asyncio.to_thread(…)`,
or make the function a plain `def`.
)",
    .blind_spots = R"(
Reading and writing files, database drivers, and calls in plain functions that the tool calls.
Programs that answer at once, such as `pkill` and whatever is asked for its `--version`.
)",
    .check = check,
};

static bool blocks(std::string_view callee) {
  constexpr auto kCalls = std::to_array<std::string_view>({"time.sleep",
                                                           "subprocess.run",
                                                           "subprocess.call",
                                                           "subprocess.check_call",
                                                           "subprocess.check_output",
                                                           "urllib.request.urlopen",
                                                           "os.system",
                                                           "requests.get",
                                                           "requests.post",
                                                           "requests.put",
                                                           "requests.patch",
                                                           "requests.delete",
                                                           "requests.head",
                                                           "requests.request",
                                                           "requests.Session.get",
                                                           "requests.Session.post",
                                                           "requests.Session.request",
                                                           "httpx.get",
                                                           "httpx.post",
                                                           "httpx.request"});
  return std::ranges::find(kCalls, callee) != kCalls.end();
}

static void check(const Call& call, Report& report) {
  if (!call.in_tool() || !call.function->is_async || !blocks(call.callee)) return;
  if (answers_at_once(call)) return;
  report.at(call.span(), "`{}` blocks the event loop that all tools share", call.callee)
      .note(call.function->name_span, "this function runs on it")
      .suggest("await `asyncio.to_thread(…)` or use an asynchronous library");
}

}  // namespace mcplint
