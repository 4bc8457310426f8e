#include <algorithm>
#include <array>
#include <string>

#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

/// Calls that change or remove the file that they are given.
static constexpr Callable kChanges[] = {
    {"os.remove", 0, "path"},
    {"os.unlink", 0, "path"},
    {"os.rmdir", 0, "path"},
    {"os.removedirs", 0, "name"},
    {"os.rename", 0, "src"},
    {"os.replace", 0, "src"},
    {"shutil.rmtree", 0, "path"},
    {"shutil.move", 0, "src"},
    {"pathlib.Path.unlink", kReceiver},
    {"pathlib.Path.rmdir", kReceiver},
    {"pathlib.Path.write_text", kReceiver},
    {"pathlib.Path.write_bytes", kReceiver},
    {"pathlib.Path.rename", kReceiver},
    {"*.write_text", kReceiver},
    {"*.write_bytes", kReceiver},
    {"os.system", 0, "command"},
    {"eval", 0},
    {"exec", 0},
};

constinit const Rule rules::mcp114_misleading_annotation = {
    .id = "MCP114",
    .name = "misleading-annotation",
    .summary = "Tool that changes things and says it only reads",
    .severity = Severity::Medium,
    .cwe = 451,
    .owasp = "MCP03:2025",
    .doc = R"(
Clients ask their user before a tool changes something, and many ask less, or not at all, for one
that says `readOnlyHint: true`. A tool that deletes, writes or sends and says so is then called
without anybody having agreed.

Set `readOnlyHint=False`, and `destructiveHint=True` where something is lost. A tool without
annotations counts as one that may destroy; pedantic people hear of tools that delete and leave it
at that, because saying it lets clients tell it from the harmless ones.
)",
    .blind_spots = R"(
What is changed through the library of a vendor, or a program that is run. Requests with `POST`,
which many APIs want for searching. Files whose path the caller does not choose: caches are no
change that a user would want to be asked about.
)",
    .sinks = kChanges,
    .check = check,
};

/// Words that a name begins with if the tool takes something away.
static bool names_removal(std::string_view name) {
  constexpr auto kVerbs = std::to_array<std::string_view>(
      {"delete", "remove", "drop", "purge", "destroy", "truncate", "erase", "wipe", "uninstall"});
  return std::ranges::any_of(kVerbs, [&](std::string_view verb) {
    return name.starts_with(verb) &&
           (name.size() == verb.size() || name[verb.size()] == '_' || name[verb.size()] == '-' ||
            (name[verb.size()] >= 'A' && name[verb.size()] <= 'Z'));
  });
}

/// Words that a name begins with if the tool changes something or sends it out.
static bool names_change(std::string_view name) {
  constexpr auto kVerbs = std::to_array<std::string_view>(
      {"write_", "send_", "upload_", "update_", "insert_", "rename_", "edit_", "overwrite_",
       "writeFile", "sendEmail", "sendMessage"});
  return names_removal(name) ||
         std::ranges::any_of(kVerbs, [&](std::string_view verb) { return name.starts_with(verb); });
}

/// Whether a call of `*.execute` is given a statement that changes the data.
static bool changes_data(const Call& call) {
  if (!call.callee.ends_with(".execute") && !call.callee.ends_with(".executemany")) return false;
  const Node* statement = call.node->argument(0);
  if (statement == nullptr) return false;
  std::string_view text = statement->is(NodeKind::String) ? statement->value() : std::string_view();
  if (statement->is(NodeKind::Format) && !statement->parts().empty()) {
    text = statement->part(0).value();
  }
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  constexpr auto kVerbs = std::to_array<std::string_view>(
      {"INSERT ", "UPDATE ", "DELETE ", "DROP ", "ALTER ", "TRUNCATE "});
  return std::ranges::any_of(kVerbs, [&](std::string_view verb) { return text.starts_with(verb); });
}

/// Whether a call asks another machine to change something.
static bool changes_remotely(const Call& call) {
  if (!call.sends_request()) return false;
  for (std::string_view method : {".put", ".patch", ".delete"}) {
    if (call.callee.ends_with(method)) return true;
  }
  const Node* method =
      call.callee.ends_with(".request") ? call.node->argument(0, "method") : nullptr;
  if (method == nullptr || !method->is(NodeKind::String)) return false;
  return method->value() == "PUT" || method->value() == "PATCH" || method->value() == "DELETE";
}

/// The first call of a tool that changes something; empty if none is known.
static Span change_in(const Project& project, const Tool& tool) {
  for (const TaintedCall& call : tool.tainted_calls) {
    if (call.reaches(kChanges)) return call.span;
  }
  for (const Call& call : project.calls) {
    // A helper may keep an index or a history of its own in a database.
    const bool changes =
        changes_remotely(call) || (call.function == tool.function && changes_data(call));
    if (changes && tool.makes(call)) return call.span();
  }
  return {};
}

static void check_read_only(const Project& project, const Tool& tool, const Hint& hint,
                            Report& report) {
  const Span change = change_in(project, tool);
  if (change.empty() && !names_change(tool.name)) return;
  Diagnostic& found =
      report.at(hint.span, "`{}` says that it only reads", tool.name)
          .note(tool.span, change.empty() ? "its name says that it changes something" : "this tool")
          .suggest("set `readOnlyHint` to false, and say with `destructiveHint` what is lost");
  if (!change.empty()) found.note(change, "here it changes something");
}

static void check_tool(const Project& project, const Tool& tool, Report& report) {
  const Hint* hint = tool.hint("readOnlyHint");
  if (hint != nullptr && hint->value) return check_read_only(project, tool, *hint, report);
  const Hint* destructive = tool.hint("destructiveHint");
  if (destructive != nullptr && !destructive->value && names_removal(tool.name)) {
    report.at(destructive->span, "`{}` says that nothing is lost", tool.name)
        .note(tool.span, "its name says that something is removed")
        .suggest("set `destructiveHint` to true");
    return;
  }
  if (tool.annotated || !names_removal(tool.name)) return;
  report.at(tool.span, "`{}` removes something and has no annotations", tool.name)
      .suggest("say so: `annotations=ToolAnnotations(readOnlyHint=False, destructiveHint=True)`")
      .only_for(Persona::Pedantic);
}

static void check(const Project& project, Report& report) {
  for (const Tool& tool : project.tools) {
    if (tool.kind == Tool::Kind::Tool) check_tool(project, tool, report);
  }
}

}  // namespace mcplint
