#include <algorithm>

#include "mcplint/words.h"
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

Write what the finding says, in the type that the client expects: in most,
`command` is a string, `args` a list of strings, `env` a map of strings. Take
comments and trailing commas out of files that must be plain JSON.
)",
    .blind_spots = R"(
Keys that only some client knows; entries of clients whose schema is not
published; files that are named after an example, in which comments are for readers.
)",
    .check = check,
};

using Kind = Value::Kind;

/// opencode has program and arguments in one list. Zed once had both in a map.
static bool has_right_command(const Launch& launch, const Value& command) {
  if (launch.client == Client::OpenCode) return command.is(Kind::List);
  if (launch.client == Client::Unknown && command.is(Kind::List)) return true;
  if (launch.client == Client::Zed && command.is(Kind::Map)) return true;
  return command.is(Kind::String);
}

static void check_command(const Launch& launch, const Value& command, Report& report) {
  const std::string& name = launch.name.text;
  if (!has_right_command(launch, command)) {
    const bool is_list = launch.client == Client::OpenCode;
    Diagnostic& finding =
        is_list ? report.at(command.span, "`{}` of `{}` is no list, which opencode wants",
                            "command", name)
                : report.at(command.span, "`{}` of `{}` is no string", "command", name);
    finding.suggest(is_list ? "write the program and its words as one list of strings"
                            : "write the program alone in `command`, and its words in `args`");
  } else if (command.is(Kind::String) && command.text.empty()) {
    report.at(command.span, "`{}` of `{}` is empty", "command", name)
        .suggest("name the program to start");
  } else if (launch.client == Client::Zed && command.is(Kind::Map)) {
    report.at(command.span, "`{}` of `{}` has the form that Zed had before 2025", "command", name)
        .suggest("write `command` as a string, with `args` and `env` beside it")
        .as(Severity::Low);
  }
}

static void check_program(const Launch& launch, Report& report) {
  const Value* command = launch.entry->get("command");
  const Value* args = launch.entry->get("args");
  if (command != nullptr) check_command(launch, *command, report);
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
  // Of a client that nobody knows, nobody knows what it can do without.
  if (has_command || has_url || launch.client == Client::Unknown || is_written_apart(launch.client))
    return;
  // Some keys are enough on their own: Gemini's `tcp`, overrides of `disabled`.
  const auto is_known = [](const Member& member) {
    return member.key.text == "args" || member.key.text == "env" || member.key.text == "headers";
  };
  if (std::ranges::none_of(entry.members, is_known)) return;
  report.at(launch.name.span, "`{}` names neither a `{}` nor a `url`", launch.name.text, "command")
      .suggest("add the `command` that starts it, or the `url` where it is");
}

/// The client's own word for what `type` means: `streamableHttp` is `http`.
static std::string own_word(std::string_view types, std::string_view type) {
  const bool is_remote =
      type.find("ttp") != std::string_view::npos || type == "remote" || type == "sse";
  for (const std::string_view word :
       {"http", "streamable-http", "streamableHttp", "streamable_http", "remote"}) {
    if (is_remote && has_word(types, word)) return std::string(word);
  }
  return std::string(types.substr(0, types.find(' ')));
}

static void check_type(const Launch& launch, Report& report) {
  const std::string_view types = facts_of(launch.client).types;
  if (!launch.type || types.empty() || has_word(types, launch.type->text)) return;
  if (launch.client == Client::McpAgent && launch.entry->get("transport") == nullptr) return;
  // Cline still takes what it wrote itself.
  if (launch.entry->get("transportType") != nullptr) return;
  Diagnostic& finding = report.at(launch.type->span, "`{}` is no transport that `{}` knows",
                                  launch.type->text, to_string(launch.client));
  finding.suggest("write `" + own_word(types, launch.type->text) + "`");
  if (!launch.url) finding.as(Severity::Medium);
}

/// Codex tells programs from addresses by their keys, and refuses a mixture.
static void check_codex(const Launch& launch, Report& report) {
  if (launch.client != Client::Codex) return;
  for (const Member& member : launch.entry->members) {
    const std::string& key = member.key.text;
    if (key == "bearer_token")
      report.at(member.key.span, "`{}` is a key that Codex refuses", key)
          .suggest("name a variable in `bearer_token_env_var`");
    const bool is_remote =
        key == "bearer_token_env_var" || key == "http_headers" || key == "env_http_headers";
    const bool is_local = key == "args" || key == "env" || key == "cwd" || key == "env_vars";
    if ((is_remote && launch.command) || (is_local && launch.url && !launch.command))
      report
          .at(member.key.span, "`{}` does not go with `{}`: Codex refuses the entry", key,
              launch.command ? "command" : "url")
          .suggest("remove it");
  }
}

/// The coding agent asks for two keys that others do without.
static void check_required(const Launch& launch, Report& report) {
  if (launch.client != Client::CopilotAgent) return;
  for (const std::string_view key : {"type", "tools"}) {
    if (launch.entry->get(key) != nullptr) continue;
    report
        .at(launch.name.span, "`{}` has no `{}`, which `{}` asks for", launch.name.text, key,
            to_string(launch.client))
        .suggest(key == "type" ? R"(add `"type": "local"` or `"http"`)"
                               : "add `tools` with the names of tools");
  }
}

/// Clients check a bundle that they download against the hash in `server.json`.
static void check_bundle(const Launch& launch, Report& report) {
  const Value* type = launch.entry->get("registryType");
  if (type == nullptr || type->text != "mcpb" || launch.entry->get("fileSha256") != nullptr) return;
  report.at(type->span, "a package of type `{}` has no `{}`", type->text, "fileSha256")
      .suggest("add `fileSha256` with the SHA-256 of the file")
      .as(Severity::Medium);
}

static bool is_example(std::string_view path) {
  return path.find("example") != std::string_view::npos ||
         path.find("sample") != std::string_view::npos ||
         path.find("template") != std::string_view::npos;
}

/// Comments and trailing commas, where a client reads plain JSON.
static void check_syntax(const ClientFile& file, Report& report) {
  const bool is_policy = file.client == Client::ClaudeCode && file.right_key.empty();
  if (file.in_document || is_policy || !facts_of(file.client).strict_json ||
      file.config->syntax != Syntax::Jsonc || is_example(file.config->source->path))
    return;
  const bool is_comment = !file.config->comment.empty();
  const Span span = is_comment ? file.config->comment : file.config->trailing_comma;
  if (span.empty()) return;
  report
      .at(is_comment ? Span{span.text.substr(0, 2)} : span,
          is_comment ? "`{}` reads plain JSON, and refuses a file with comments"
                     : "`{}` reads plain JSON, and refuses a comma with nothing behind it",
          to_string(file.client))
      .suggest(is_comment ? "remove the comment" : "remove the comma");
}

/// Only Continue has a list; everybody else takes names from the keys of a map.
static void check_list(const ClientFile& file, Report& report) {
  if (file.in_document || file.right_key.empty() || file.client == Client::Continue) return;
  for (const Value* servers : file.config->root.find(file.right_key)) {
    if (!servers->is(Kind::List)) continue;
    report
        .at({servers->span.text.substr(0, 1)}, "`{}` is a list, and `{}` reads a map",
            file.right_key, to_string(file.client))
        .suggest("write each server below its name: `{\"name\": {…}}`");
  }
}

static bool is_manifest(Client client) {
  return client == Client::Registry || client == Client::Smithery || client == Client::FastMcp ||
         client == Client::DockerGateway;
}

static void check_launch(const Launch& launch, Report& report) {
  if (launch.client == Client::Registry) check_bundle(launch, report);
  if (is_manifest(launch.client)) return;
  check_kind(launch, report);
  check_program(launch, report);
  check_environment(launch, report);
  check_type(launch, report);
  check_codex(launch, report);
  check_required(launch, report);
}

static void check(const Project& project, Report& report) {
  for (const Launch& launch : project.launches) {
    if (launch.entry != nullptr) check_launch(launch, report);
  }
  for (const ClientFile& file : project.client_files) {
    check_syntax(file, report);
    check_list(file, report);
  }
}

}  // namespace mcplint
