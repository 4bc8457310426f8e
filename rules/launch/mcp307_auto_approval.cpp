#include <algorithm>

#include "mcplint/words.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp307_auto_approval = {
    .id = "MCP307",
    .name = "auto-approval",
    .summary = "Tools or servers that run without asking",
    .severity = Severity::Medium,
    .cwe = 862,
    .owasp = "MCP02:2025",
    .doc = R"(
The question before a tool call is the last place where a person can see that a
model was talked into something. An entry that approves tools in advance takes it
away, and one that stands in a repository does so for everybody who opens it.

Leave the key out, and let people approve tools for themselves. If one must be
approved, name tools that only read, one by one; never `*`.
)",
    .blind_spots = R"(
Approvals that clients keep elsewhere; what the approved tools do.
)",
    .check = check,
};

namespace {

/// A key of an entry that approves tools in advance, and whose it is.
struct Approval {
  std::string_view key;
  std::initializer_list<Client> clients;
};

}  // namespace

static const Approval kApprovals[] = {
    {"autoApprove", {Client::Cline, Client::Kiro, Client::Unknown}},
    {"alwaysAllow", {Client::RooCode, Client::KiloCode, Client::Cline, Client::Unknown}},
    {"trust", {Client::GeminiCli}},
    {"default_tools_approval_mode", {Client::Codex}},
    {"tools", {Client::CopilotAgent}},  // which never asks for any of them
};

static bool is_everything(const Value& value) {
  if (value.is(Value::Kind::Bool)) return value.text == "true";
  if (value.is(Value::Kind::String)) return value.text == "*" || value.text == "approve";
  return std::ranges::any_of(value.items, [](const Value& item) { return item.text == "*"; });
}

static void report_approval(const Launch& launch, const Member& member, Report& report) {
  const std::string& name = launch.name.text;
  const Value& value = member.value;
  if (is_everything(value)) {
    report.at(value.span, "`{}` lets every tool of `{}` run unasked", member.key.text, name)
        .suggest("remove `" + member.key.text + "`, so that the client asks")
        .as(launch.in_document ? Severity::Medium : Severity::High);  // an example to copy
  } else if (!value.items.empty()) {
    Diagnostic& finding =
        report.at(value.span, "`{}` lets tools of `{}` run unasked", member.key.text, name);
    finding.suggest("remove `" + member.key.text +
                    "`, or name only tools that cannot change anything");
    if (launch.in_document) finding.as(Severity::Info).only_for(Persona::Pedantic);
  }
}

/// `[mcp_servers.x.tools.y] approval_mode = "approve"` of Codex.
static void check_modes(const Launch& launch, Report& report) {
  if (launch.client != Client::Codex) return;
  for (const Value* mode : launch.entry->find("tools.*.approval_mode")) {
    if (mode->text != "approve") continue;
    report.at(mode->span, "`{}` lets a tool of `{}` run unasked", "approval_mode", launch.name.text)
        .suggest("write `prompt`, unless the tool only reads");
  }
}

/// VS Code asks nothing for tools of a server in its sandbox.
static void check_sandbox(const Launch& launch, Report& report) {
  const Value* sandbox = launch.entry->get("sandboxEnabled");
  if (launch.client != Client::VsCode || sandbox == nullptr || sandbox->text != "true") return;
  report
      .at(sandbox->span, "`{}` lets every tool of `{}` run unasked", "sandboxEnabled",
          launch.name.text)
      .suggest("see that `sandbox` opens no more folders and hosts than the server needs")
      .as(Severity::Low)
      .only_for(Persona::Auditor);
}

static void check_launch(const Launch& launch, Report& report) {
  if (launch.entry == nullptr) return;
  check_modes(launch, report);
  check_sandbox(launch, report);
  for (const Member& member : launch.entry->members) {
    for (const Approval& approval : kApprovals) {
      const bool is_known =
          std::ranges::find(approval.clients, launch.client) != approval.clients.end();
      if (is_known && member.key.text == approval.key) report_approval(launch, member, report);
    }
  }
}

static std::string_view path_of(const ClientFile& file) { return file.config->source->path; }

/// Servers that a project approves for everybody who opens it. In
/// `settings.local.json` people note what they themselves approved.
static void check_enabled(const ClientFile& file, Report& report) {
  const Value* enabled = file.config->root.get("enabledMcpjsonServers");
  if (enabled == nullptr || enabled->items.empty() ||
      !path_of(file).ends_with(".claude/settings.json"))
    return;
  report.at(enabled->span, "`{}` starts servers of `.mcp.json` unasked", "enabledMcpjsonServers")
      .suggest("leave it to `.claude/settings.local.json`, which is not shared");
}

/// `mcp__files` and `mcp__files__*` are all tools of a server.
static void check_permissions(const ClientFile& file, Report& report) {
  for (const Value* allowed : file.config->root.find("permissions.allow.*")) {
    const std::string& text = allowed->text;
    // What stands in brackets makes it no rule about a server: none has any.
    if (!text.starts_with("mcp__") || contains(text, "(")) continue;
    const std::size_t tool = text.find("__", 5);
    const bool is_all = tool == std::string::npos || text.substr(tool) == "__*";
    if (!is_all) continue;
    report.at(allowed->span, "`{}` lets every tool of a server run unasked", text)
        .suggest("name tools that only read, one by one: `mcp__server__tool`");
  }
}

/// Anybody can call a server by an allowed name: only its command or address says
/// which server it is.
static void check_names(const ClientFile& file, Report& report) {
  for (const std::string_view key : {"allowedMcpServers.*", "deniedMcpServers.*"}) {
    for (const Value* entry : file.config->root.find(key)) {
      const Value* name = entry->get("serverName");
      if (name == nullptr || entry->members.size() > 1) continue;
      report.at(name->span, "`{}` is a name that any server can have", name->text)
          .suggest("write `serverCommand` or `serverUrl` instead")
          .as(Severity::Low);
    }
  }
}

/// `allowedTools` of an agent: `@files` and `*` are all tools.
static void check_agent(const ClientFile& file, Report& report) {
  for (const Value* allowed : file.config->root.find("allowedTools.*")) {
    const std::string& text = allowed->text;
    const bool is_server = text.starts_with('@') && text != "@builtin" &&
                           (text.find('/') == std::string::npos || text.ends_with("/*"));
    if (text != "*" && !is_server) continue;
    Diagnostic& finding =
        text == "*"
            ? report.at(allowed->span, "`{}` lets every tool run unasked", text)
            : report.at(allowed->span, "`{}` lets every tool of a server run unasked", text);
    finding.suggest("name tools that only read, one by one: `@server/tool`");
    if (text == "*") finding.as(Severity::High);
  }
}

static void check_policy(const ClientFile& file, Report& report) {
  if (file.in_document) return;
  if (file.client == Client::ClaudeCode) {
    check_enabled(file, report);
    check_permissions(file, report);
    check_names(file, report);
  }
  if (file.client == Client::AmazonQ || file.client == Client::Kiro) check_agent(file, report);
}

/// What a client's file says of all its servers.
static void check_file(const ClientFile& file, Report& report) {
  for (const Member& member : file.config->root.members) {
    const bool is_true = member.value.is(Value::Kind::Bool) && member.value.text == "true";
    if (file.client == Client::ClaudeCode && member.key.text == "enableAllProjectMcpServers" &&
        is_true) {
      report
          .at(member.value.span, "`{}` starts every server of `.mcp.json` unasked", member.key.text)
          .suggest("remove it, and approve servers one by one when Claude Code asks")
          .as(Severity::High);
    }
    if (file.client == Client::Goose && member.key.text == "GOOSE_MODE" &&
        member.value.text == "auto") {
      report.at(member.value.span, "`{}` lets every tool run unasked", member.key.text)
          .suggest("write `smart_approve` or `approve`")
          .as(Severity::High);
    }
  }
}

static void check(const Project& project, Report& report) {
  for (const Launch& launch : project.launches) check_launch(launch, report);
  for (const ClientFile& file : project.client_files) {
    check_file(file, report);
    check_policy(file, report);
  }
}

}  // namespace mcplint
