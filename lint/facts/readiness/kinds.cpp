#include <algorithm>
#include <array>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/facts/readiness/readiness.h"
#include "lint/facts/readiness/vendors.h"
#include "mcplint/words.h"

namespace mcplint {

/// Calls of libraries that are given a path.
static constexpr auto kReaders = std::to_array<std::string_view>(
    {"pandas.read_csv", "pandas.read_excel", "pandas.read_parquet", "openpyxl.load_workbook",
     "openpyxl.Workbook.save", "docx.Document", "pptx.Presentation", "PIL.Image.open",
     "pypdf.PdfReader", "PyPDF2.PdfReader", "fitz.open", "pdfplumber.open", "git.Repo",
     "git.Repo.init", "git.Repo.clone_from", "markitdown.MarkItDown.convert"});

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
  if (is_one_of(callee, kCalls) || is_one_of(callee, kReaders)) return true;
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

/// Reading a file that the server chooses makes no file server of it; a path that callers choose
/// does, and so does what changes or lists files.
static bool only_reads(const Call& call) {
  static constexpr auto kReads = std::to_array<std::string_view>(
      {"open", "io.open", "aiofiles.open", "pathlib.Path.open", "pathlib.Path.read_text",
       "pathlib.Path.read_bytes", "*.read_text", "*.read_bytes"});
  if (is_one_of(call.callee, kReaders)) return true;  // which take what is in memory, too
  if (!is_one_of(call.callee, kReads)) return false;
  return call.callee.ends_with("open") ? !call.changes_files() : true;
}

static void find_file_access(const Project& project, Kinds& kinds) {
  std::set<const Node*> chosen;  // calls whose path the caller of a tool chooses
  for (const Tool& tool : project.tools) {
    for (const TaintedCall& call : tool.tainted_calls) chosen.insert(call.node);
  }
  for (const Call& call : project.calls) {
    if (!call.in_tool() || !touches_files(call.callee)) continue;
    if (only_reads(call) && !chosen.contains(call.node)) continue;
    kinds.files.push_back(seen("a tool calls `" + call.callee + "`", call.span()));
    return;
  }
}

/// Code that nobody saw a server call, but that is parsed because one can reach it.
static void find_vendors(std::span<const Call* const> calls, Kinds& kinds) {
  const auto found = std::ranges::find_if(
      calls, [](const Call* call) { return !stands_aside(call->code->source->path); });
  if (found != calls.end())
    kinds.api.push_back(seen("`" + (*found)->callee + "` is called", (*found)->span()));
}

Kinds find_kinds(const Project& project) {
  Kinds kinds;
  const std::vector<const Call*> calls = vendor_calls(project);
  for (const Server& server : project.servers) {
    if (kinds.api.empty() && server.request != nullptr)
      kinds.api.push_back(
          seen("a tool calls `" + server.request->callee + "`", server.request->span()));
    if (const Call* call = kinds.api.empty() ? first_in(server, calls) : nullptr)
      kinds.api.push_back(seen("the server calls `" + call->callee + "`", call->span()));
    if (kinds.http.empty() && server.serves(Server::Transport::Http))
      kinds.http.push_back(seen("a server is reached over HTTP",
                                server.started.empty() ? server.span : server.started));
  }
  find_file_access(project, kinds);
  if (kinds.api.empty() && !project.servers.empty()) find_vendors(calls, kinds);
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
