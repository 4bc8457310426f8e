#include <algorithm>
#include <cctype>
#include <optional>

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
that would replace it.

Use the spelling of this client, which the finding names. Where a client replaces
nothing, start the server from a script that reads the variable, or use what
the client has instead, such as `env_vars` in Codex.
)",
    .blind_spots = R"(
Clients whose spelling is not published; arguments that the server itself
replaces, which are taken to be those whose name stands in the entry's `env`.
)",
    .check = check,
};

namespace {

struct Found {
  unsigned kind;
  std::string_view text;  // "${env:TOKEN}"
  std::string_view name;  // "TOKEN"
};

}  // namespace

static constexpr std::string_view kEditorNames[] = {
    "workspaceFolder",
    "workspaceFolderBasename",
    "userHome",
    "workspaceRoot",
    "pathSeparator",
    "/",
    "cwd",
};

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
  if (std::ranges::find(kEditorNames, inner) != std::end(kEditorNames))
    return Found{kEditor, whole, inner};
  const std::size_t colon = inner.find(":-");
  if (colon != std::string_view::npos && is_name(inner.substr(0, colon)))
    return Found{kDefault, whole, inner.substr(0, colon)};
  if (is_name(inner)) return Found{kBraces, whole, inner};
  return {};
}

/// The first placeholder in `text`.
static std::optional<Found> first_placeholder(std::string_view text) {
  if (const std::size_t at = text.find("${{"); at != std::string_view::npos)
    return Found{kDoubleBraces, text.substr(at, text.find("}}", at) + 2 - at), "NAME"};
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    const std::size_t end = text.find('}', at);
    if (end == std::string_view::npos) break;
    const std::string_view inner = text.substr(at + 1, end - at - 1);
    if (at > 0 && text[at - 1] == '$') {
      if (const auto found = classify(text.substr(at - 1, end - at + 2), inner)) return found;
    } else if (inner.starts_with("env:") && is_name(inner.substr(4))) {
      return Found{kBareBraces, text.substr(at, end - at + 1), inner.substr(4)};
    }
  }
  // `$` stands in passwords, too: only a variable alone, or behind `Bearer`.
  std::string_view rest = text.starts_with("Bearer ") ? text.substr(7) : text;
  const bool is_upper = std::ranges::none_of(rest, [](unsigned char c) { return std::islower(c); });
  if (rest.size() > 2 && rest[0] == '$' && is_upper && is_name(rest.substr(1)))
    return Found{kDollar, rest, rest.substr(1)};
  return {};
}

static std::string how_to_write(const Launch& launch, const Found& found) {
  const ClientFacts& client = facts_of(launch.client);
  if (found.kind == kEditor) return "write the absolute path";
  if (found.kind == kInput) return "add an input with that id to `inputs`";
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

static void check_text(const Launch& launch, const Text& text, Report& report) {
  const std::optional<Found> found = first_placeholder(text.text);
  if (!found) return;
  const ClientFacts& client = facts_of(launch.client);
  if (found->kind == kInput && (client.placeholders & kInput) != 0) {
    const bool is_there = std::ranges::find(launch.inputs, found->name) != launch.inputs.end();
    if (!is_there)
      report
          .at(text.span, "`{}` asks for an input that `{}` does not define", found->text, "inputs")
          .suggest(how_to_write(launch, *found));
    return;
  }
  if ((client.placeholders & found->kind) != 0) return;
  report
      .at(text.span, "`{}` reaches the server as it stands: `{}` does not replace it", found->text,
          client.name)
      .suggest(found->kind == kInput ? "only VS Code asks for inputs: use a variable"
                                     : how_to_write(launch, *found));
}

/// Whether somebody behind the client may replace what stands in `args`: a
/// shell, mcp-remote in its headers, or a server that gets the variable.
static bool is_replaced_later(const Launch& launch, const Text& word) {
  if (launch.code) return true;
  if (std::ranges::any_of(launch.packages, [](const LaunchedPackage& package) {
        return package.name == "mcp-remote";
      }))
    return true;
  return std::ranges::any_of(launch.env, [&](const Setting& variable) {
    return word.text.find(variable.name.text) != std::string::npos;
  });
}

static void check(const Launch& launch, Report& report) {
  if (!facts_of(launch.client).expansion_known) return;
  if (launch.command) check_text(launch, *launch.command, report);
  for (const Text& word : launch.args) {
    if (!is_replaced_later(launch, word)) check_text(launch, word, report);
  }
  for (const Setting& variable : launch.env) check_text(launch, variable.value, report);
  for (const Setting& header : launch.headers) check_text(launch, header.value, report);
  if (launch.url) check_text(launch, *launch.url, report);
}

}  // namespace mcplint
