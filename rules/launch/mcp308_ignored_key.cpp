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

Use this client's own key, which the finding names.
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
    {Client::ClaudeCode, "disabled", ""},
    {Client::ClaudeCode, "environment", "env"},
    {Client::ClaudeCode, "envFile", "env"},
    {Client::ClaudeCode, "serverUrl", "url"},
    {Client::ClaudeCode, "httpUrl", "url"},
    {Client::Cursor, "serverUrl", "url"},
    {Client::Cursor, "httpUrl", "url"},
    {Client::Cursor, "environment", "env"},
    {Client::VsCode, "disabled", ""},
    {Client::VsCode, "environment", "env"},
    {Client::VsCode, "serverUrl", "url"},
    {Client::VsCode, "httpUrl", "url"},
    {Client::VsCode, "autoApprove", ""},
    {Client::VsCode, "alwaysAllow", ""},
    {Client::GeminiCli, "serverUrl", "httpUrl"},
    {Client::GeminiCli, "environment", "env"},
    {Client::Cline, "serverUrl", "url"},
    {Client::RooCode, "serverUrl", "url"},
    {Client::Codex, "headers", "http_headers"},
    {Client::Codex, "disabled", "enabled"},
    {Client::Codex, "environment", "env"},
    {Client::Goose, "command", "cmd"},
    {Client::Goose, "env", "envs"},
    {Client::Goose, "url", "uri"},
    {Client::OpenCode, "env", "environment"},
    {Client::OpenCode, "args", "command"},
    {Client::OpenCode, "disabled", "enabled"},
};

static void check_foreign(const Launch& launch, Report& report) {
  const std::string_view client = to_string(launch.client);
  for (const Member& member : launch.entry->members) {
    for (const Foreign& foreign : kForeign) {
      if (foreign.client != launch.client || foreign.key != member.key.text) continue;
      // `"disabled": false` changes nothing.
      if (foreign.instead.empty() && member.value.text == "false") continue;
      if (foreign.instead.empty() && member.value.is(Value::Kind::List) &&
          member.value.items.empty())
        continue;
      Diagnostic& finding =
          report.at(member.key.span, "`{}` is not a key that `{}` reads", member.key.text, client);
      if (foreign.instead.empty())
        finding.suggest(foreign.key == "disabled" ? "remove the entry to disable the server"
                                                  : "remove it");
      else
        finding.suggest("write `" + std::string(foreign.instead) + "` instead");
    }
  }
}

/// Remote servers for which a client must be told the transport.
static void check_type(const Launch& launch, Report& report) {
  if (!launch.url || launch.command || launch.type) return;
  if (launch.client == Client::ClaudeCode || launch.client == Client::ClaudePlugin) {
    report
        .at(launch.url->span,
            "`{}` has no `{}`, so Claude Code takes it for a program and skips it",
            launch.name.text, "type")
        .suggest(R"(add `"type": "http"`, or `"sse"` for a server that only has that)");
  }
  if (launch.client == Client::ClaudeDesktop) {
    report
        .at(launch.url->span, "`{}` is remote, and Claude Desktop starts only programs from here",
            launch.name.text)
        .suggest("add it under Settings, Connectors, or start `npx -y mcp-remote@<version> " +
                 launch.url->text + "`");
  }
}

static void check(const Project& project, Report& report) {
  for (const Launch& launch : project.launches) {
    if (launch.entry == nullptr) continue;
    check_foreign(launch, report);
    check_type(launch, report);
  }
  for (const ClientFile& file : project.client_files) {
    if (!file.wrong_key) continue;
    report
        .at(file.wrong_key->span, "`{}` is not a key that `{}` reads here", file.wrong_key->text,
            to_string(file.client))
        .suggest("write `" + file.right_key + "` instead");
  }
}

}  // namespace mcplint
