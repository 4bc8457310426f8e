// What the fixtures of rules about launches cover: every client and every file of
// its, and every trap that copying an entry from one client to another has.

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "golden.h"
#include "lint/engine/select.h"
#include "lint/facts/facts.h"
#include "lint/facts/launch/clients.h"
#include "mcplint/lint.h"
#include "rules/rules.h"
#include "temporary_folder.h"

using namespace mcplint;
namespace fs = std::filesystem;

static const fs::path kFixtures = fs::path(MCPLINT_ROOT) / "fixtures";

namespace {

/// What the files below a folder are taken for.
struct Recognised {
  std::set<Client> clients;
  std::set<std::pair<std::string_view, std::string_view>> places;  // file and key
};

}  // namespace

static void note_places(const Facts& facts, Recognised& all) {
  for (const Launch& launch : facts.launches) all.clients.insert(launch.client);
  if (!facts.parsed.config) return;
  for (const Place& place : client_places()) {
    if (!is_file(facts.source->path, place.file)) continue;
    const bool is_read = std::ranges::any_of(
        facts.launches, [&](const Launch& launch) { return launch.client == place.client; });
    const bool has_key = !facts.parsed.config->root.find(place.key).empty();
    if (is_read && has_key) all.places.emplace(place.file, place.key);
  }
}

static Recognised recognised_below(const fs::path& folder) {
  Recognised all;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    const Parser* parser = parser_for(entry.path().string());
    if (!entry.is_regular_file() || parser == nullptr) continue;
    Facts facts;
    facts.source = std::make_unique<Source>(entry.path().string(), read_file(entry.path()));
    if (wants(*parser, facts.source->text)) collect(*parser, facts);
    note_places(facts, all);
  }
  return all;
}

/// Which clients, and which places of theirs, no file of `all` shows.
static std::string missing_in(const Recognised& all) {
  std::string missing;
  std::vector<Client> clients = {Client::Bundle,  Client::Registry,      Client::Smithery,
                                 Client::FastMcp, Client::DockerGateway, Client::Unknown};
  for (const Place& place : client_places()) {
    clients.push_back(place.client);
    // Some have no file: people paste their entries from documents.
    if (!place.file.empty() && !all.places.contains({place.file, place.key}))
      missing += std::string(place.file) + " " + std::string(place.key) + "; ";
  }
  for (const Client client : clients) {
    if (!all.clients.contains(client)) missing += std::string(to_string(client)) + "; ";
  }
  return missing;
}

TEST_CASE("every client and every place of its servers has a bad and a good fixture") {
  CHECK(missing_in(recognised_below(kFixtures / "MCP301/bad/every_client")).empty());
  CHECK(missing_in(recognised_below(kFixtures / "MCP301/good/every_client")).empty());
}

namespace {

/// Something that is right in one client and wrong in another, and the fixtures that
/// show both: rules_test sees that the bad one is found and the good one is not.
struct Trap {
  std::string_view what;
  std::string_view bad;
  std::string_view good;
};

}  // namespace

/// Names that several clients share, and keys that mean something else elsewhere.
static constexpr Trap kKeyTraps[] = {
    {".mcp.json of Claude Code or of Visual Studio", "MCP301/bad/every_client/solution/.mcp.json",
     "MCP308/good/visual_studio_root_key"},
    {"mcp.json with the root key of VS Code", "MCP308/bad/root_key_of_vs_code",
     "MCP308/good/vs_code_and_copilot_cli_side_by_side"},
    {"mcp_config.json wants serverUrl", "MCP308/bad/address_in_windsurf",
     "MCP308/good/windsurf_server_url"},
    {"settings.json of four programs", "MCP308/bad/servers_in_claude_policy",
     "MCP308/good/claude_policy_names_servers_only"},
    {"mcp_settings.json of Roo Code or of Kilo Code",
     "MCP301/bad/every_client/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json",
     "MCP301/good/every_client/.kilocode/cli/global/settings/mcp_settings.json"},
    {"manifest.json of a browser", "MCP301/bad/every_client/bundle",
     "MCP301/good/same_names_of_others/manifest.json"},
    {"server.json of anything", "MCP301/bad/every_client/server.json",
     "MCP301/good/same_names_of_others/server.json"},
    {"Claude Code skips a url without type", "MCP308/bad/claude_code_without_type",
     "MCP312/good/own_transports/.mcp.json"},
    {"Cline speaks SSE to a url without type", "MCP308/bad/cline_without_type",
     "MCP308/good/cline_says_the_transport"},
    {"Cline writes streamableHttp", "MCP312/bad/transport_of_cline",
     "MCP308/good/cline_says_the_transport"},
    {"Roo Code writes streamable-http", "MCP312/bad/transport_of_roo",
     "MCP312/good/roo_own_transport"},
    {"Roo Code refuses command beside url", "MCP312/bad/roo_refuses",
     "MCP312/good/roo_own_transport"},
    {"Gemini's httpUrl is old", "MCP308/bad/old_address_in_gemini", "MCP308/good/gemini_own_keys"},
    {"Codex mixes no keys", "MCP312/bad/mixed_keys_in_codex",
     "MCP308/good/codex_and_goose_own_keys"},
    {"Goose knows no SSE", "MCP312/bad/transport_of_others/.config/goose/config.yaml",
     "MCP312/good/own_transports/.config/goose/config.yaml"},
    {"opencode has a list for command", "MCP312/bad/command_in_one_string_for_opencode",
     "MCP312/good/opencode_command_is_a_list"},
    {"opencode calls it environment", "MCP308/bad/opencode_environment",
     "MCP308/good/opencode_own_keys"},
    {"Zed's command is a string", "MCP312/bad/old_form_in_zed", "MCP312/good/own_shapes"},
    {"VS Code refuses unknown keys", "MCP308/bad/words_of_others_in_vs_code",
     "MCP308/good/streamable_http"},
    {"Copilot CLI does not read VS Code's file", "MCP308/bad/vs_code_root_key_in_copilot_cli",
     "MCP308/good/vs_code_and_copilot_cli_side_by_side"},
    {"SSE is deprecated", "MCP308/bad/sse_is_deprecated", "MCP308/good/streamable_http"},
};

/// Who replaces which variables.
static constexpr Trap kVariableTraps[] = {
    {"Claude Desktop", "MCP309/bad/claude_desktop_replaces_nothing", "MCP309/good/shell_replaces"},
    {"Claude Code", "MCP309/bad/shell_spelling_in_claude_code", "MCP309/good/claude_code"},
    {"Claude Code plugins", "MCP309/bad/plugin_variables_outside_of_plugins",
     "MCP309/good/plugin_variables_in_plugins"},
    {"Cursor", "MCP309/bad/claude_spelling_in_cursor", "MCP309/good/cursor"},
    {"VS Code", "MCP309/bad/claude_spelling_in_vs_code", "MCP309/good/vs_code"},
    {"VS Code's inputs", "MCP309/bad/input_without_definition", "MCP309/good/vs_code"},
    {"Windsurf", "MCP309/bad/editor_words_in_windsurf", "MCP309/good/windsurf"},
    {"Cline", "MCP309/bad/claude_code_spelling_in_cline", "MCP309/good/cline"},
    {"Roo Code", "MCP309/bad/home_in_roo_code", "MCP309/good/roo_code"},
    {"Continue", "MCP309/bad/yaml_of_continue", "MCP309/good/continue_secrets"},
    {"Gemini CLI", "MCP309/bad/editor_spelling_in_gemini", "MCP309/good/gemini"},
    {"Codex", "MCP309/bad/toml_of_codex", "MCP309/good/codex_names_variables"},
    {"Goose", "MCP309/bad/yaml_of_goose", "MCP309/good/goose_names_variables"},
    {"Kiro", "MCP309/bad/editor_spelling_in_kiro", "MCP309/good/kiro"},
    {"opencode", "MCP309/bad/dollar_in_opencode", "MCP309/good/opencode"},
    {"Copilot CLI", "MCP309/bad/inputs_in_copilot_cli", "MCP309/good/copilot_cli"},
    {"Copilot coding agent", "MCP309/bad/name_without_prefix_for_the_coding_agent",
     "MCP309/good/prefix_for_the_coding_agent"},
    {"bundles", "MCP309/bad/variable_in_a_bundle", "MCP309/good/bundle"},
    {"server.json", "MCP309/bad/variable_in_server_json", "MCP309/good/server_json"},
    {"fastmcp.json", "MCP309/bad/variable_in_fastmcp_arguments", "MCP309/good/fastmcp_environment"},
};

/// Where servers are started, and what they are handed on.
static constexpr Trap kSurroundingTraps[] = {
    {"Claude Desktop starts servers anywhere", "MCP302/bad/script", "MCP302/good/absolute_paths"},
    {"Claude Desktop documents no cwd", "MCP302/bad/cwd_is_not_documented",
     "MCP302/good/absolute_paths"},
    {"Claude Code starts them where it was started", "MCP302/bad/claude_code_from_anywhere",
     "MCP302/good/claude_code_where_it_was_started"},
    {"VS Code starts them in the workspace", "MCP302/bad/home_variable_in_vs_code",
     "MCP302/good/vs_code_starts_in_the_workspace"},
    {"Cline starts them where the editor runs", "MCP302/bad/cline_starts_anywhere",
     "MCP302/good/working_directories_of_clients/cline_mcp_settings.json"},
    {"no shell replaces the home", "MCP302/bad/home_is_not_expanded",
     "MCP302/good/vs_code_expands_the_tilde"},
    {"AI Assistant has a field for the folder", "MCP302/bad/example_in_a_document",
     "MCP302/good/ai_assistant_has_a_folder"},
    {"others have a folder of the project", "MCP302/bad/working_directory_of_the_home",
     "MCP302/good/working_directories_of_clients"},
    {"servers inherit only some variables", "MCP309/bad/variable_that_is_not_handed_on",
     "MCP309/good/variable_that_the_entry_sets"},
    {"Gemini CLI keeps back secrets only", "MCP309/bad/variable_that_is_not_handed_on/.gemini",
     "MCP309/good/client_that_hands_on_its_variables"},
    {"variables that load code", "MCP310/bad/preloaded_library", "MCP310/good/common_variables"},
    {"Goose refuses some", "MCP310/bad/goose_refuses", "MCP310/good/common_variables"},
};

TEST_CASE("every trap between clients has a bad and a good fixture") {
  for (const std::span<const Trap> traps :
       {std::span<const Trap>(kKeyTraps), std::span<const Trap>(kVariableTraps),
        std::span<const Trap>(kSurroundingTraps)}) {
    for (const Trap& trap : traps) {
      CHECK_MESSAGE(fs::exists(kFixtures / trap.bad), trap.what << ": " << trap.bad);
      CHECK_MESSAGE(fs::exists(kFixtures / trap.good), trap.what << ": " << trap.good);
    }
  }
}

/// The worst that all rules say about launches in one file.
static Severity worst_in(std::string_view path, std::string_view text) {
  const TemporaryFolder folder;
  folder.write(std::string(path), text);
  std::vector<const Rule*> selected;
  for (const Rule* rule : all_rules()) {
    if (rule->id.starts_with("MCP3")) selected.push_back(rule);
  }
  Options options;
  options.paths = {folder.path().string()};
  options.rules = selected;
  options.known = all_rules();
  options.persona = Persona::Auditor;
  options.jobs = 1;
  const Run run = lint(options);
  Severity worst = Severity::Info;
  for (const Diagnostic& diagnostic : run.diagnostics) {
    worst = std::max(worst, diagnostic.severity);
    if (diagnostic.severity > Severity::Low) MESSAGE(diagnostic.message());
  }
  return worst;
}

TEST_CASE("what nobody confirms gives no more than low") {
  const struct {
    std::string_view doubt;
    std::string_view path;
    std::string_view text;
  } cases[] = {
      {"Cursor reads comments", ".cursor/mcp.json",
       "{\"mcpServers\": {\n  // notes\n  \"a\": {\"command\": \"srv\"}}}"},
      {"where Cursor starts servers", ".cursor/mcp.json",
       R"({"mcpServers": {"a": {"command": "node", "args": ["dist/a.js"]}}})"},
      {"whether Cursor honours cwd", ".cursor/mcp.json",
       R"({"mcpServers": {"a": {"command": "srv", "cwd": "sub"}}})"},
      {"where Claude Code starts servers", ".mcp.json",
       R"({"mcpServers": {"a": {"command": "node", "args": ["dist/a.js"]}}})"},
      {"whether the CLI of Cline reads this file", ".cline/mcp.json",
       R"({"mcpServers": {"a": {"url": "https://a.example/mcp"}}})"},
      {"whether LM Studio reads this file", ".cache/lm-studio/mcp.json",
       R"({"mcpServers": {"a": {"url": "https://a.example/mcp", "autoApprove": []}}})"},
      {"whether Windsurf reads disabledTools", ".codeium/windsurf/mcp_config.json",
       R"({"mcpServers": {"a": {"command": "srv", "disabledTools": ["x"]}}})"},
      {"whether Windsurf reads url", ".codeium/windsurf/mcp_config.json",
       R"({"mcpServers": {"a": {"url": "https://a.example/mcp"}}})"},
      {"whether Zed reads enabled", ".zed/settings.json",
       R"({"context_servers": {"a": {"command": "srv", "enabled": false}}})"},
      {"what Gemini CLI makes of a variable that is not set", ".gemini/settings.json",
       R"({"mcpServers": {"a": {"command": "srv", "env": {"A": "$A"}}}})"},
      {"where Codex starts servers", ".codex/config.toml",
       "[mcp_servers.a]\ncommand = \"node\"\nargs = [\"dist/a.js\"]\n"},
      {"where Amazon Q starts servers", ".amazonq/mcp.json",
       R"({"mcpServers": {"a": {"command": "node", "args": ["dist/a.js"]}}})"},
      {"where Zed starts servers", ".zed/settings.json",
       R"({"context_servers": {"a": {"command": "node", "args": ["dist/a.js"]}}})"},
      {"whether Kiro honours cwd", ".kiro/settings/mcp.json",
       R"({"mcpServers": {"a": {"command": "node", "args": ["dist/a.js"], "cwd": "sub"}}})"},
      {"what opencode makes of a variable that is not set", "opencode.json",
       R"({"mcp": {"a": {"type": "local", "command": ["srv", "{env:A}"]}}})"},
      {"functions of Smithery", "smithery.yaml",
       "startCommand:\n  type: stdio\n  commandFunction: |\n    (c) => ({command: 'npx', args: "
       "['-y', 'b']})\n"},
      {"arguments of a runtime in server.json", "server.json",
       R"({"name": "io.x/y", "packages": [{"registryType": "oci", "identifier": "ghcr.io/x/y",
           "runtimeArguments": [{"type": "named", "name": "-v", "value": "/:/host"}]}]})"},
      {"arguments of a package in server.json", "server.json",
       R"({"name": "io.x/y", "packages": [{"registryType": "npm", "identifier": "files-server",
           "packageArguments": [{"type": "positional", "value": "/"}]}]})"},
      {"environment variables in server.json", "server.json",
       R"({"name": "io.x/y", "packages": [{"registryType": "npm", "identifier": "files-server",
           "environmentVariables": [{"name": "NODE_OPTIONS", "value": "--require ./a.js"}]}]})"},
      {"variables in server.json", "server.json",
       R"({"name": "io.x/y", "remotes": [{"type": "streamable-http", "url": "https://{a}.example"}]})"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.doubt);
    CHECK(worst_in(c.path, c.text) <= Severity::Low);
  }
}
