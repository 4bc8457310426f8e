#include <algorithm>

#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp312_invalid_entry = {
    .id = "MCP312",
    .name = "invalid-entry",
    .summary = "Entry that its client refuses or cannot start",
    .severity = Severity::High,
    .doc = R"(
An entry says what to start, in `command`, or where to connect, in `url`. With
neither, both, or a value of the wrong type, clients refuse the entry, and some
refuse the whole file and all its servers with it.

Write what the finding says, in the type that the client expects: `command` a
string, `args` a list of strings, `env` a map of strings.
)",
    .blind_spots = R"(
Comments and trailing commas, which some clients refuse; keys that only some
client knows; entries of clients whose schema is not published.
)",
    .check = check,
};

using Kind = Value::Kind;

static void check_program(const Launch& launch, Report& report) {
  const Value* command = launch.entry->get("command");
  const Value* args = launch.entry->get("args");
  const bool takes_list = launch.client == Client::OpenCode || launch.client == Client::Zed;
  if (command != nullptr && !command->is(Kind::String) && !takes_list)
    report.at(command->span, "`{}` of `{}` is no string", "command", launch.name.text)
        .suggest("write the program alone in `command`, and its words in `args`");
  if (command != nullptr && command->is(Kind::String) && command->text.empty())
    report.at(command->span, "`{}` of `{}` is empty", "command", launch.name.text)
        .suggest("name the program to start");
  if (args != nullptr && !args->is(Kind::List))
    report.at(args->span, "`{}` of `{}` is no list", "args", launch.name.text)
        .suggest("write a list of strings, one for each word");
  if (args == nullptr) return;
  for (const Value& item : args->items) {
    if (item.is(Kind::String)) continue;
    report.at(item.span, "`{}` in `args` of `{}` is no string", item.span.text, launch.name.text)
        .suggest("put it in quotes");
    return;
  }
}

/// VS Code takes numbers and null, and YAML and TOML have no quotes to forget.
static void check_environment(const Launch& launch, Report& report) {
  const Value* env = launch.entry->get("env");
  if (env == nullptr || launch.client == Client::VsCode) return;
  if (!env->is(Kind::Map)) {
    if (env->is(Kind::Null)) return;
    report.at(env->span, "`{}` of `{}` is no map", "env", launch.name.text)
        .suggest(R"(write names and values: `{"NAME": "value"}`)");
    return;
  }
  for (const Member& variable : env->members) {
    const Value& value = variable.value;
    const bool is_json = value.span.begin() != nullptr && variable.key.span.text.starts_with('"');
    if (value.is(Kind::String) || value.is(Kind::Null) || !is_json) continue;
    report.at(value.span, "`{}` in `env` of `{}` is no string", variable.key.text, launch.name.text)
        .suggest("put the value in quotes");
  }
}

static bool is_written_apart(Client client) {
  return client == Client::Goose || client == Client::Zed || client == Client::Continue ||
         client == Client::McpAgent || client == Client::Bundle;
}

static void check_kind(const Launch& launch, Report& report) {
  const Value& entry = *launch.entry;
  const bool has_command = entry.get("command") != nullptr;
  const bool has_url = launch.url.has_value();
  if (has_command && has_url) {
    report
        .at(launch.url->span, "`{}` has both a command and an address, `{}`", launch.name.text,
            launch.url->text)
        .suggest("keep `command` to start a program, or `url` to reach a server");
    return;
  }
  if (has_command || has_url || is_written_apart(launch.client)) return;
  // Some keys are enough on their own: Gemini's `tcp`, overrides of `disabled`.
  const auto is_known = [](const Member& member) {
    return member.key.text == "args" || member.key.text == "env" || member.key.text == "headers";
  };
  if (std::ranges::none_of(entry.members, is_known)) return;
  report.at(launch.name.span, "`{}` names neither a `{}` nor a `url`", launch.name.text, "command")
      .suggest("add the `command` that starts it, or the `url` where it is");
}

static void check_type(const Launch& launch, Report& report) {
  if (!launch.type || !launch.url) return;
  const std::string& type = launch.type->text;
  const bool is_roo =
      launch.client == Client::RooCode && type != "sse" && type != "streamable-http";
  const bool is_cline = launch.client == Client::Cline && type == "streamable-http";
  if (!is_roo && !is_cline) return;
  report
      .at(launch.type->span, "`{}` is no transport that `{}` knows", type, to_string(launch.client))
      .suggest(is_roo ? "write `streamable-http` or `sse`" : "write `streamableHttp` or `sse`");
}

static void check(const Project& project, Report& report) {
  for (const Launch& launch : project.launches) {
    if (launch.entry == nullptr) continue;
    check_kind(launch, report);
    check_program(launch, report);
    check_environment(launch, report);
    check_type(launch, report);
  }
}

}  // namespace mcplint
