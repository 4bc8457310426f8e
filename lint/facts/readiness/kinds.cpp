#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "lint/facts/readiness/readiness.h"

namespace mcplint {

/// Calls that read, write, list or delete what their path names; of modules, all.
static bool touches_files(std::string_view callee) {
  static constexpr auto kCalls = std::to_array<std::string_view>(
      {"open", "io.open", "os.open", "os.remove", "os.unlink", "os.rename", "os.replace",
       "os.listdir", "os.scandir", "os.walk", "os.makedirs", "os.mkdir", "os.rmdir", "glob.glob"});
  static constexpr auto kModules =
      std::to_array<std::string_view>({"shutil.", "aiofiles.", "zipfile.", "tarfile."});
  static constexpr auto kPathMethods = std::to_array<std::string_view>(
      {"open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "rmdir", "mkdir",
       "iterdir", "glob", "rglob", "rename", "replace", "touch"});
  if (std::ranges::find(kCalls, callee) != kCalls.end()) return true;
  if (std::ranges::any_of(kModules, [&](std::string_view m) { return callee.starts_with(m); }))
    return callee != "shutil.which" && callee != "shutil.disk_usage";
  // No other object has methods of these names.
  static constexpr auto kOnlyOfPaths = std::to_array<std::string_view>(
      {"*.read_text", "*.write_text", "*.read_bytes", "*.write_bytes", "*.iterdir", "*.rglob"});
  if (std::ranges::find(kOnlyOfPaths, callee) != kOnlyOfPaths.end()) return true;
  static constexpr std::string_view kPath = "pathlib.Path.";
  return callee.starts_with(kPath) &&
         std::ranges::find(kPathMethods, callee.substr(kPath.size())) != kPathMethods.end();
}

static Evidence seen(std::string text, Span span) {
  return {Strength::Configured, std::move(text), span};
}

Kinds find_kinds(const Project& project) {
  Kinds kinds;
  for (const Server& server : project.servers) {
    if (kinds.api.empty() && server.request != nullptr)
      kinds.api.push_back(
          seen("a tool calls `" + server.request->callee + "`", server.request->span()));
    if (kinds.http.empty() && server.serves(Server::Transport::Http))
      kinds.http.push_back(seen("a server is reached over HTTP",
                                server.started.empty() ? server.span : server.started));
  }
  for (const Call& call : project.calls) {
    if (!call.in_tool() || !touches_files(call.callee)) continue;
    kinds.files.push_back(seen("a tool calls `" + call.callee + "`", call.span()));
    break;
  }
  for (const Container& container : project.containers) {
    if (container.development) continue;
    kinds.containers.push_back(seen("an image or container is described here", container.span));
    break;
  }
  for (const Launch& launch : project.launches) {
    if (!kinds.containers.empty()) break;
    if (launch.image && !launch.in_document)
      kinds.containers.push_back(seen("a client starts a container", launch.image->span));
  }
  return kinds;
}

}  // namespace mcplint
