#include <algorithm>

#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp308_ignored_key = {
    .id = "MCP308",
    .name = "ignored-key",
    .summary = "Key of another client, which this one does not read",
    .severity = Severity::Medium,
    .doc = R"(
Every client has its own names for the same things. An entry that was copied from
one to another is not refused: the keys that the client does not know are passed
over without a word. The server then does not start, starts without its
environment, or starts although it was meant to be disabled.

Use this client's own key, which the finding names. The transport `sse` is still read, but the
specification has deprecated it: use streamable HTTP as soon as the server offers it.
)",
    .blind_spots = R"(
Clients whose keys are not published, and keys that no client has.
)",
    .check = check,
};

namespace {

struct Foreign {
  Client client;
  std::string_view key;      // which it does not read
  std::string_view instead;  // its own; empty if it has none
};

}  // namespace

static constexpr Foreign kForeign[] = {
    {Client::ClaudeDesktop, "disabled", ""},
    {Client::ClaudeDesktop, "environment", "env"},
    {Client::ClaudeDesktop, "envFile", "env"},
    {Client::ClaudeDesktop, "autoApprove", ""},
    {Client::ClaudeDesktop, "alwaysAllow", ""},
    {Client::ClaudeCode, "disabled", ""},
    {Client::ClaudeCode, "environment", "env"},
    {Client::ClaudeCode, "envFile", "env"},
    {Client::ClaudeCode, "serverUrl", "url"},
    {Client::ClaudeCode, "httpUrl", "url"},
    {Client::ClaudeCode, "autoApprove", ""},
    {Client::ClaudeCode, "alwaysAllow", ""},
    {Client::ClaudePlugin, "environment", "env"},
    {Client::ClaudePlugin, "envFile", "env"},
    {Client::ClaudePlugin, "serverUrl", "url"},
    {Client::ClaudePlugin, "httpUrl", "url"},
    {Client::Cursor, "serverUrl", "url"},
    {Client::Cursor, "httpUrl", "url"},
    {Client::Cursor, "environment", "env"},
    {Client::Cursor, "autoApprove", ""},
    {Client::Cursor, "alwaysAllow", ""},
    {Client::VsCode, "disabled", ""},
    {Client::VsCode, "environment", "env"},
    {Client::VsCode, "serverUrl", "url"},
    {Client::VsCode, "httpUrl", "url"},
    {Client::VsCode, "autoApprove", ""},
    {Client::VsCode, "alwaysAllow", ""},
    {Client::VsCode, "trust", ""},
    {Client::JetBrainsCopilot, "environment", "env"},
    {Client::JetBrainsCopilot, "serverUrl", "url"},
    {Client::Windsurf, "httpUrl", "serverUrl"},
    {Client::Windsurf, "environment", "env"},
    {Client::Windsurf, "autoApprove", ""},
    {Client::Windsurf, "alwaysAllow", ""},
    {Client::Antigravity, "httpUrl", "serverUrl"},
    {Client::Antigravity, "environment", "env"},
    {Client::Cline, "serverUrl", "url"},
    {Client::Cline, "httpUrl", "url"},
    {Client::Cline, "environment", "env"},
    {Client::RooCode, "serverUrl", "url"},
    {Client::RooCode, "httpUrl", "url"},
    {Client::RooCode, "environment", "env"},
    {Client::RooCode, "autoApprove", ""},
    {Client::Zed, "environment", "env"},
    {Client::Zed, "serverUrl", "url"},
    {Client::Continue, "environment", "env"},
    {Client::Continue, "serverUrl", "url"},
    {Client::GeminiCli, "serverUrl", "url"},
    {Client::GeminiCli, "environment", "env"},
    {Client::GeminiCli, "autoApprove", ""},
    {Client::GeminiCli, "alwaysAllow", ""},
    {Client::GeminiCli, "disabled", ""},
    {Client::Codex, "headers", "http_headers"},
    {Client::Codex, "disabled", "enabled"},
    {Client::Codex, "environment", "env"},
    {Client::Codex, "serverUrl", "url"},
    {Client::Codex, "httpUrl", "url"},
    {Client::Goose, "command", "cmd"},
    {Client::Goose, "env", "envs"},
    {Client::Goose, "environment", "envs"},
    {Client::Goose, "url", "uri"},
    {Client::Goose, "disabled", "enabled"},
    {Client::AmazonQ, "environment", "env"},
    {Client::AmazonQ, "serverUrl", "url"},
    {Client::Kiro, "environment", "env"},
    {Client::Kiro, "serverUrl", "url"},
    {Client::Kiro, "httpUrl", "url"},
    {Client::Kiro, "alwaysAllow", ""},
    {Client::OpenCode, "env", "environment"},
    {Client::OpenCode, "args", "command"},
    {Client::OpenCode, "disabled", "enabled"},
    {Client::OpenCode, "serverUrl", "url"},
    {Client::CopilotCli, "environment", "env"},
    {Client::CopilotCli, "serverUrl", "url"},
    {Client::CopilotCli, "autoApprove", ""},
    {Client::CopilotCli, "alwaysAllow", ""},
    {Client::McpAgent, "environment", "env"},
    {Client::McpAgent, "type", "transport"},
};

/// Whether a key that this client has no name for says nothing anyway:
/// `"disabled": false`, `"autoApprove": []`.
static bool says_nothing(const Value& value) {
  return value.text == "false" || (value.is(Value::Kind::List) && value.items.empty());
}

static void report_foreign(const Launch& launch, const Member& member, const Foreign& foreign,
                           Report& report) {
  if (foreign.instead.empty() && says_nothing(member.value)) return;
  // Who has both writes for two clients at once.
  if (!foreign.instead.empty() && launch.entry->get(foreign.instead) != nullptr) return;
  const std::string_view client = to_string(launch.client);
  Diagnostic& finding =
      report.at(member.key.span, "`{}` is not a key that `{}` reads", member.key.text, client);
  if (!foreign.instead.empty()) {
    finding.suggest("write `" + std::string(foreign.instead) + "` instead");
  } else if (foreign.key == "disabled") {
    finding.suggest("remove the entry to disable the server");
  } else {
    // The client goes on asking, which is no danger.
    finding.suggest("remove it").as(Severity::Low);
  }
}

static void check_foreign(const Launch& launch, Report& report) {
  for (const Member& member : launch.entry->members) {
    for (const Foreign& foreign : kForeign) {
      if (foreign.client == launch.client && foreign.key == member.key.text)
        report_foreign(launch, member, foreign, report);
    }
  }
}

/// Remote servers for which a client must be told the transport.
static void check_type(const Launch& launch, Report& report) {
  const std::string& name = launch.name.text;
  const Span url = launch.url->span;
  if (launch.client == Client::ClaudeCode || launch.client == Client::ClaudePlugin) {
    report
        .at(url, "`{}` has no `{}`, so Claude Code takes it for a program and skips it", name,
            "type")
        .suggest(R"(add `"type": "http"`, or `"sse"` for a server that only has that)");
  }
  if (launch.client == Client::Cline) {
    report.at(url, "`{}` has no `{}`, so Cline speaks the old SSE transport to it", name, "type")
        .suggest(R"(add `"type": "streamableHttp"`, or `"sse"` for a server that only has that)");
  }
  if (launch.client == Client::RooCode) {
    report.at(url, "`{}` has no `{}`, which Roo Code asks for", name, "type")
        .suggest(R"(add `"type": "streamable-http"`, or `"sse"` for a server that only has that)");
  }
  if (launch.client == Client::ClaudeDesktop) {
    report.at(url, "`{}` is remote, and Claude Desktop starts only programs from here", name)
        .suggest("add it under Settings, Connectors, or start `npx -y mcp-remote@<version> " +
                 launch.url->text + "`");
  }
}

/// Windsurf and Antigravity call the address `serverUrl`; of `url`, reports differ.
static void check_address(const Launch& launch, Report& report) {
  if (launch.client != Client::Windsurf && launch.client != Client::Antigravity) return;
  for (const Member& member : launch.entry->members) {
    if (member.key.text != "url" || launch.entry->get("serverUrl") != nullptr) continue;
    report
        .at(member.key.span, "`{}` may not be read: `{}` calls the address of a server `serverUrl`",
            member.key.text, to_string(launch.client))
        .suggest("write `serverUrl` instead")
        .as(Severity::Low);
  }
}

/// The specification has deprecated SSE (SEP-2596); who connects cannot change the server.
static void check_transport(const Launch& launch, Report& report) {
  if (!launch.type || !launch.url || launch.type->text != "sse") return;
  report.at(launch.type->span, "`{}` is a transport that clients are to drop", launch.type->text)
      .suggest("use streamable HTTP if the server offers it, mostly at `/mcp`")
      .as(Severity::Info)
      .only_for(Persona::Pedantic);
}

static void check_deprecated(const Launch& launch, Report& report) {
  check_transport(launch, report);
  if (launch.client != Client::GeminiCli) return;
  for (const Member& member : launch.entry->members) {
    if (member.key.text != "httpUrl") continue;
    report.at(member.key.span, "`{}` is an old key of Gemini CLI's", member.key.text)
        .suggest(R"(write `url` instead, and `"type": "http"`)")
        .as(Severity::Info)
        .only_for(Persona::Pedantic);
  }
}

static void check_file(const ClientFile& file, Report& report) {
  if (!file.wrong_key) return;
  Diagnostic& finding = report.at(file.wrong_key->span, "`{}` is not a key that `{}` reads here",
                                  file.wrong_key->text, to_string(file.client));
  if (file.right_key.empty())
    finding.suggest("move the servers to `.mcp.json`");
  else if (file.config->root.get(file.right_key) == nullptr)
    finding.suggest("write `" + file.right_key + "` instead");
  else
    finding.suggest("move what stands below it to `" + file.right_key +
                    "`, or to the file of the client that it is for");
}

static void check(const Project& project, Report& report) {
  for (const Launch& launch : project.launches) {
    if (launch.entry == nullptr) continue;
    check_foreign(launch, report);
    check_address(launch, report);
    check_deprecated(launch, report);
    if (launch.url && !launch.command && !launch.type) check_type(launch, report);
  }
  for (const ClientFile& file : project.client_files) check_file(file, report);
}

}  // namespace mcplint
