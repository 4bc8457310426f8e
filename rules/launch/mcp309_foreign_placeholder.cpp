#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "mcplint/words.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Launch& launch, Report& report);

constinit const Rule rules::mcp309_foreign_placeholder = {
    .id = "MCP309",
    .name = "foreign-placeholder",
    .summary = "Placeholder that this client does not replace",
    .severity = Severity::Medium,
    .owasp = "MCP01:2025",
    .in_documents = Persona::Pedantic,
    .doc = R"(
Each client has its own spelling for variables, and passes on what it does not
know. The server then gets the literal text `${TOKEN}` as its credential, and
fails in a way that points anywhere but at the configuration. No shell is involved
that would replace it. Nor do all clients hand on their own variables: `docker run -e
TOKEN` passes on nothing where the client kept `TOKEN` to itself.

Use the spelling of this client, which the finding names. Where a client replaces
nothing, start the server from a script that reads the variable, or use what
the client has instead, such as `env_vars` in Codex.
)",
    .blind_spots = R"(
Clients whose spelling is not published; arguments that the server itself
replaces, which are taken to be those whose name stands in the entry's `env`;
whether the variable is set.
)",
    .check = check,
};

namespace {

/// Which part of an entry a text stands in.
enum class Part { Command, Argument, Environment, Header, Url };

struct Found {
  unsigned kind;
  std::string_view text;  // "${env:TOKEN}"
  std::string_view name;  // "TOKEN"
};

}  // namespace

/// What editors fill in, whichever does.
static constexpr std::string_view kEditorNames =
    "workspaceFolder workspaceFolderBasename userHome workspaceRoot pathSeparator / cwd file "
    "fileDirname fileBasename fileWorkspaceFolder relativeFile execPath extensionPath "
    "workspacePath __dirname";

static bool is_name(std::string_view text) {
  if (text.empty() || std::isdigit(static_cast<unsigned char>(text[0])) != 0) return false;
  return std::ranges::all_of(text,
                             [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
}

/// What `inner`, the text between braces, asks for.
static std::optional<Found> classify(std::string_view whole, std::string_view inner) {
  if (inner.starts_with("env:") && is_name(inner.substr(4)))
    return Found{kEnvironment, whole, inner.substr(4)};
  if (inner.starts_with("input:")) return Found{kInput, whole, inner.substr(6)};
  if (inner.starts_with("file:")) return Found{kFile, whole, inner.substr(5)};
  // `${workspaceFolder:name}`, `${config:key}`, `${user_config.key}`.
  const std::string_view first = inner.substr(0, inner.find_first_of(":."));
  if (has_word(kEditorNames, first) || first == "config" || first == "command" ||
      inner.starts_with("user_config."))
    return Found{kEditor, whole, inner};
  const std::size_t colon = inner.find(":-");
  if (colon != std::string_view::npos && is_name(inner.substr(0, colon)))
    return Found{kDefault, whole, inner.substr(0, colon)};
  if (is_name(inner)) return Found{kBraces, whole, inner};
  return {};
}

static std::optional<Found> in_bare_braces(std::string_view whole, std::string_view inner) {
  if (inner.starts_with("env:") && is_name(inner.substr(4)))
    return Found{kBareBraces, whole, inner.substr(4)};
  if (inner.starts_with("file:")) return Found{kBareFile, whole, inner.substr(5)};
  return {};
}

/// `$NAME` and `%NAME%`. Both characters stand in passwords and addresses, too:
/// only a variable alone, or behind `Bearer`, or before a path.
static std::optional<Found> without_braces(std::string_view text) {
  const std::string_view rest = text.starts_with("Bearer ") ? text.substr(7) : text;
  const bool is_upper = std::ranges::none_of(rest, [](unsigned char c) { return std::islower(c); });
  if (rest.size() > 2 && rest[0] == '$' && is_upper && is_name(rest.substr(1)))
    return Found{kDollar, rest, rest.substr(1)};
  const std::size_t end = rest.find('%', 1);
  if (rest.size() < 3 || rest[0] != '%' || end == std::string_view::npos || end == 1) return {};
  const std::string_view name = rest.substr(1, end - 1);
  const bool ends = end + 1 == rest.size() || rest[end + 1] == '\\' || rest[end + 1] == '/';
  if (!ends || !is_name(name) ||
      std::ranges::any_of(name, [](char c) { return c >= 'a' && c <= 'z'; }))
    return {};
  return Found{kPercent, rest.substr(0, end + 1), name};
}

/// The placeholders in `text`, up to the first that makes what follows unclear.
static std::vector<Found> placeholders_in(std::string_view text) {
  if (const std::size_t at = text.find("${{"); at != std::string_view::npos)
    return {{kDoubleBraces, text.substr(at, text.find("}}", at) + 2 - at), "NAME"}};
  std::vector<Found> all;
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    const std::size_t end = text.find('}', at);
    if (end == std::string_view::npos) break;
    const std::string_view inner = text.substr(at + 1, end - at - 1);
    const bool has_dollar = at > 0 && text[at - 1] == '$';
    const auto found = has_dollar ? classify(text.substr(at - 1, end - at + 2), inner)
                                  : in_bare_braces(text.substr(at, end - at + 1), inner);
    if (found) all.push_back(*found);
  }
  if (all.empty()) {
    if (const auto found = without_braces(text)) all.push_back(*found);
  }
  return all;
}

/// Whether `client` fills `found` in, in that field.
static bool is_replaced(const Launch& launch, const Found& found, Part field) {
  const ClientFacts& client = facts_of(launch.client);
  if (client.only_in_environment && field != Part::Environment) return false;
  if (has_word(client.own_names, found.name)) return true;
  if (found.kind != kEditor) return (client.placeholders & found.kind) != 0;
  if (launch.client == Client::Bundle) return found.name.starts_with("user_config.");
  return (client.placeholders & kEditor) != 0 && client.own_names == "*";
}

static std::string how_to_write(const Launch& launch, const Found& found, Part field) {
  const ClientFacts& client = facts_of(launch.client);
  if (client.only_in_environment && field != Part::Environment)
    return "write the value itself, or read the variable in the server";
  if (found.kind == kInput) return "only VS Code asks for inputs: use a variable";
  if (found.kind == kFile || found.kind == kBareFile)
    return "let the server read the file, or put its text into a variable";
  if (found.kind == kEditor && launch.client == Client::ClaudeCode &&
      found.name == "workspaceFolder")
    return "write `${CLAUDE_PROJECT_DIR:-.}`";
  if (found.kind == kEditor && launch.client == Client::Bundle)
    return "write `${__dirname}`, or let people choose a folder in `user_config`";
  if (found.kind == kEditor) return "write the absolute path";
  if (client.variable.empty() && launch.client == Client::Codex)
    return "name the variable in `env_vars`, `env_http_headers` or `bearer_token_env_var`";
  if (client.variable.empty() && launch.client == Client::Goose)
    return "name the variable in `env_keys`";
  if (client.variable.empty())
    return "start a script that reads the variable; " + std::string(client.name) +
           " replaces nothing in this file";
  std::string text(client.variable);
  text.replace(text.find("NAME"), 4, found.name);
  return "write `" + text + "`";
}

/// The checks below answer whether they found something.
static bool check_input(const Launch& launch, const Found& found, Span span, Report& report) {
  if (std::ranges::any_of(launch.inputs,
                          [&](const LaunchInput& input) { return input.id.text == found.name; }))
    return false;
  report.at(span, "`{}` asks for an input that `{}` does not define", found.text, "inputs")
      .suggest("add an input with that id to `inputs`");
  return true;
}

/// Claude Code sets these for plugins only; elsewhere one of them needs a default.
static bool check_own_name(const Launch& launch, const Found& found, Span span, Report& report) {
  const bool is_project = found.name == "CLAUDE_PROJECT_DIR";
  // A document may well speak of a plugin.
  if (launch.in_document && !is_project) return false;
  if (launch.client != Client::ClaudeCode || found.kind != kBraces ||
      (!is_project && !found.name.starts_with("CLAUDE_PLUGIN_")))
    return false;
  report.at(span, "`{}` is set for servers of plugins only", found.text)
      .suggest(is_project ? "write `${CLAUDE_PROJECT_DIR:-.}`"
                          : "write the path from `${CLAUDE_PROJECT_DIR:-.}`");
  return true;
}

/// The coding agent hands on only secrets and variables with this beginning.
static bool check_prefix(const Launch& launch, const Found& found, Span span, Part field,
                         Report& report) {
  if (launch.client != Client::CopilotAgent || found.kind == kDoubleBraces ||
      found.name.starts_with("COPILOT_MCP_"))
    return false;
  report.at(span, "`{}` stays empty: its name does not begin with `{}`", found.text, "COPILOT_MCP_")
      .suggest(how_to_write(launch, found, field));
  return true;
}

static bool check_found(const Launch& launch, const Found& found, Span span, Part field,
                        Report& report) {
  const ClientFacts& client = facts_of(launch.client);
  if (found.kind == kInput && (client.placeholders & kInput) != 0)
    return check_input(launch, found, span, report);
  if (is_replaced(launch, found, field))
    return check_own_name(launch, found, span, report) ||
           check_prefix(launch, found, span, field, report);
  report
      .at(span, "`{}` reaches the server as it stands: `{}` does not replace it", found.text,
          client.name)
      .suggest(how_to_write(launch, found, field));
  return true;
}

/// The first placeholder in `text` that is wrong is enough: it is one place to mend.
static void check_text(const Launch& launch, const Text& text, Part field, Report& report) {
  for (const Found& found : placeholders_in(text.text)) {
    if (check_found(launch, found, text.span, field, report)) return;
  }
}

/// `{name}` of `server.json`, which `variables` beside it must define.
static void check_variables(const Launch& launch, const Text& text, Report& report) {
  const std::size_t open = text.text.find('{');
  const std::size_t end = text.text.find('}', open == std::string::npos ? 0 : open);
  if (open == std::string::npos || end == std::string::npos) return;
  if (open > 0 && text.text[open - 1] == '$') return;
  const std::string_view name = std::string_view(text.text).substr(open + 1, end - open - 1);
  if (!is_name(name)) return;
  if (std::ranges::any_of(launch.inputs,
                          [&](const LaunchInput& input) { return input.id.text == name; }))
    return;
  // What the schema says of this has changed between its versions.
  report.at(text.span, "`{}` asks for a variable that `{}` does not define", name, "variables")
      .suggest("add `variables` beside it, with that name")
      .as(Severity::Low);
}

/// Whether somebody behind the client may replace what stands in `args`: a
/// shell, mcp-remote in its headers, or a server that gets the variable.
static bool is_replaced_later(const Launch& launch, const Text& word) {
  if (launch.code || launch.bridge) return true;
  const bool has_cmd = std::ranges::any_of(launch.wrappers, [](const LaunchedWrapper& wrapper) {
    return wrapper.program.text == "cmd";
  });
  if (has_cmd && word.text.find('%') != std::string::npos) return true;
  return std::ranges::any_of(launch.env, [&](const Setting& variable) {
    return word.text.find(variable.name.text) != std::string::npos;
  });
}

static void check_field(const Launch& launch, const Text& text, Part field, Report& report) {
  if (launch.client == Client::Registry) check_variables(launch, text, report);
  check_text(launch, text, field, report);
}

/// Whether `client` is known to keep a variable of that name, which it has itself,
/// from the programs that it starts.
static bool keeps_back(Client client, std::string_view name) {
  static constexpr std::string_view kHandedOn = "HOME LOGNAME PATH SHELL TERM USER TEMP USERNAME";
  if (client == Client::ClaudeDesktop) return !has_word(kHandedOn, name);
  if (client == Client::CopilotCli) return name != "PATH";
  if (client != Client::GeminiCli) return false;
  return std::ranges::any_of(std::initializer_list<std::string_view>{"TOKEN", "SECRET", "PASSWORD",
                                                                     "KEY", "AUTH", "CREDENTIAL"},
                             [&](std::string_view word) { return contains(name, word); });
}

/// `docker run -e TOKEN`: the engine takes the value from what its client hands on.
static void check_handed_on(const Launch& launch, Report& report) {
  // A wrapper such as `op run` or a shell may well set it.
  if (!launch.image || launch.code || launch.through_shell || !launch.wrappers.empty()) return;
  const std::vector<Setting>& options = launch.image->options;
  if (std::ranges::any_of(options, [](const Setting& one) { return one.name.text == "env-file"; }))
    return;
  for (const Setting& option : options) {
    const std::string& name = option.value.text;
    if (option.name.text != "env" || !is_name(name) || !keeps_back(launch.client, name)) continue;
    if (std::ranges::any_of(launch.env, [&](const Setting& one) { return one.name.text == name; }))
      continue;
    report
        .at(option.value.span, "`{}` is not set in the container: `{}` does not hand it on", name,
            to_string(launch.client))
        .suggest("set `" + name + "` in `env` of the entry");
  }
}

static void check(const Launch& launch, Report& report) {
  check_handed_on(launch, report);
  if (!facts_of(launch.client).expansion_known || launch.through_shell) return;
  if (launch.command) check_field(launch, *launch.command, Part::Command, report);
  for (const Text& word : launch.args) {
    // Releases fill in the version of a package in `server.json`.
    const Value* package =
        launch.client == Client::Registry ? launch.entry->get("identifier") : nullptr;
    const bool is_package = package != nullptr && word.text.starts_with(package->text);
    if (!is_package && !is_replaced_later(launch, word))
      check_field(launch, word, Part::Argument, report);
  }
  for (const Setting& one : launch.env) check_field(launch, one.value, Part::Environment, report);
  for (const Setting& one : launch.headers) check_field(launch, one.value, Part::Header, report);
  if (launch.url) check_field(launch, *launch.url, Part::Url, report);
}

}  // namespace mcplint
