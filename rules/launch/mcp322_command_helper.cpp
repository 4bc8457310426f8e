#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp322_command_helper = {
    .id = "MCP322",
    .name = "command-helper",
    .summary = "Configuration that runs a command besides the server",
    .severity = Severity::High,
    .cwe = 78,
    .owasp = "MCP05:2025",
    .doc = R"(
`headersHelper` in Claude Code is a command that runs whenever the client
connects; an input of type `command` in VS Code runs a command of the editor or of
an extension. Neither looks like a server, and who reviews the list of servers does
not expect it. In a file that comes with a repository it runs on the machine of
everybody who opens it.

Keep it out of files that are shared. Take the value from a variable, or from an
input that asks.
)",
    .blind_spots = R"(
What the command does.
)",
    .check = check,
};

static void check_input(const Value& input, Report& report) {
  const Value* type = input.get("type");
  const Value* command = input.get("command");
  if (type == nullptr || type->text != "command" || command == nullptr) return;
  report.at(command->span, "an input runs `{}`", command->text)
      .suggest(R"(write `"type": "promptString"`, or take the value from a variable)");
}

static void check(const Project& project, Report& report) {
  for (const Launch& launch : project.launches) {
    const Value* helper = launch.entry == nullptr ? nullptr : launch.entry->get("headersHelper");
    if (helper == nullptr) continue;
    report
        .at(helper->span, "`{}` runs `{}` whenever the client connects to `{}`", "headersHelper",
            helper->text, launch.name.text)
        .suggest("write `headers` with a variable instead");
  }
  for (const ClientFile& file : project.client_files) {
    if (file.client != Client::VsCode) continue;
    for (const std::string_view key : {"inputs.*", "mcp.inputs.*", "settings.mcp.inputs.*"}) {
      for (const Value* input : file.config->root.find(key)) check_input(*input, report);
    }
  }
}

}  // namespace mcplint
