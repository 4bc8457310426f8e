#include <algorithm>

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
        .as(Severity::High);
  } else if (!value.items.empty()) {
    Diagnostic& finding =
        report.at(value.span, "`{}` lets tools of `{}` run unasked", member.key.text, name);
    finding.suggest("remove `" + member.key.text +
                    "`, or name only tools that cannot change anything");
    if (launch.in_document) finding.as(Severity::Info).only_for(Persona::Pedantic);
  }
}

static void check_launch(const Launch& launch, Report& report) {
  if (launch.entry == nullptr) return;
  for (const Member& member : launch.entry->members) {
    for (const Approval& approval : kApprovals) {
      const bool is_known =
          std::ranges::find(approval.clients, launch.client) != approval.clients.end();
      if (is_known && member.key.text == approval.key) report_approval(launch, member, report);
    }
  }
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
  for (const ClientFile& file : project.client_files) check_file(file, report);
}

}  // namespace mcplint
