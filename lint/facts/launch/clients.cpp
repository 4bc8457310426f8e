// The clients' own documentation and sources say what stands here, as of
// November 2026: modelcontextprotocol.io (Claude Desktop), code.claude.com/docs,
// cursor.com/docs, code.visualstudio.com/docs and mcpConfiguration.ts,
// docs.windsurf.com, the sources of Cline, Roo Code, Continue, Gemini CLI, Codex,
// Goose, opencode and mcp-agent, kiro.dev/docs, and the installation guides of
// github/github-mcp-server.

#include "lint/facts/launch/clients.h"

#include <algorithm>
#include <iterator>

#include "lint/text/glob.h"

namespace mcplint {

/// What Cursor and its like fill in, beside variables.
static constexpr std::string_view kCursorNames =
    "userHome workspaceFolder workspaceFolderBasename pathSeparator /";

static constexpr ClientFacts kClients[] = {
    {.client = Client::Unknown, .name = "unknown client"},
    {.client = Client::ClaudeDesktop,
     .name = "Claude Desktop",
     .expansion_known = true,
     .strict_json = true},
    {.client = Client::ClaudeCode,
     .name = "Claude Code",
     .placeholders = kBraces | kDefault,
     .expansion_known = true,
     .variable = "${NAME}",
     .strict_json = true,
     .types = "stdio http streamable-http sse ws"},
    {.client = Client::ClaudePlugin,
     .name = "Claude Code plugin",
     .placeholders = kBraces | kDefault,
     .expansion_known = true,
     .variable = "${NAME}",
     .strict_json = true,
     .types = "stdio http streamable-http sse ws"},
    {.client = Client::Cursor,
     .name = "Cursor",
     .placeholders = kEnvironment | kEditor,
     .expansion_known = true,
     .variable = "${env:NAME}",
     .own_names = kCursorNames},
    {.client = Client::VsCode,
     .name = "VS Code",
     .placeholders = kEnvironment | kEditor | kInput,
     .expansion_known = true,
     .variable = "${env:NAME}",
     .own_names = "*",
     .types = "stdio http sse"},
    {.client = Client::VisualStudio, .name = "Visual Studio"},
    {.client = Client::JetBrainsCopilot, .name = "GitHub Copilot for JetBrains"},
    {.client = Client::JetBrainsAssistant, .name = "JetBrains AI Assistant"},
    {.client = Client::Windsurf,
     .name = "Windsurf",
     .placeholders = kEnvironment | kFile,
     .expansion_known = true,
     .variable = "${env:NAME}"},
    {.client = Client::Antigravity, .name = "Antigravity"},
    {.client = Client::Cline,
     .name = "Cline",
     .placeholders = kEnvironment,
     .expansion_known = true,
     .variable = "${env:NAME}",
     .types = "stdio sse streamableHttp"},
    {.client = Client::RooCode,
     .name = "Roo Code",
     .placeholders = kEnvironment | kEditor,
     .expansion_known = true,
     .variable = "${env:NAME}",
     .own_names = "workspaceFolder",
     .types = "stdio sse streamable-http"},
    {.client = Client::KiloCode, .name = "Kilo Code"},
    {.client = Client::Zed, .name = "Zed"},
    {.client = Client::Continue,
     .name = "Continue",
     .placeholders = kDoubleBraces,
     .expansion_known = true,
     .variable = "${{ secrets.NAME }}"},
    // What an extension of it has, too, is in its own names.
    {.client = Client::GeminiCli,
     .name = "Gemini CLI",
     .placeholders = kDollar | kBraces | kDefault | kPercent | kEditor,
     .expansion_known = true,
     .variable = "${NAME}",
     .own_names = "extensionPath workspacePath pathSeparator /"},
    {.client = Client::Codex, .name = "Codex", .expansion_known = true},
    {.client = Client::Goose,
     .name = "Goose",
     .expansion_known = true,
     .types = "stdio builtin platform streamable_http frontend inline_python"},
    {.client = Client::LmStudio, .name = "LM Studio"},
    {.client = Client::Junie, .name = "Junie"},
    {.client = Client::AmazonQ, .name = "Amazon Q"},
    // Nobody says whether the editor's names are replaced: they are passed over.
    {.client = Client::Kiro,
     .name = "Kiro",
     .placeholders = kBraces | kEditor,
     .expansion_known = true,
     .variable = "${NAME}",
     .own_names = kCursorNames},
    {.client = Client::OpenCode,
     .name = "opencode",
     .placeholders = kBareBraces | kBareFile,
     .expansion_known = true,
     .variable = "{env:NAME}",
     .types = "local remote"},
    {.client = Client::CopilotCli,
     .name = "Copilot CLI",
     .placeholders = kDollar | kBraces,
     .expansion_known = true,
     .variable = "${NAME}",
     .types = "local stdio http sse"},
    {.client = Client::CopilotAgent,
     .name = "Copilot coding agent",
     .placeholders = kDollar | kBraces | kDefault | kDoubleBraces,
     .expansion_known = true,
     .variable = "${COPILOT_MCP_NAME}",
     .strict_json = true,
     .types = "local stdio http sse"},
    {.client = Client::McpAgent,
     .name = "mcp-agent",
     .types = "stdio sse streamable_http websocket"},
    {.client = Client::Bundle,
     .name = "MCP bundle",
     .placeholders = kEditor,
     .expansion_known = true,
     .variable = "${user_config.NAME}",
     .own_names = "__dirname HOME DESKTOP DOCUMENTS DOWNLOADS pathSeparator /",
     .strict_json = true},
    {.client = Client::Registry,
     .name = "MCP registry",
     .placeholders = kVariable,
     .expansion_known = true,
     .variable = "{NAME}"},
    {.client = Client::Smithery, .name = "Smithery"},
    {.client = Client::FastMcp,
     .name = "FastMCP",
     .placeholders = kBraces,
     .expansion_known = true,
     .variable = "${NAME}",
     .only_in_environment = true,
     .strict_json = true},
    {.client = Client::DockerGateway, .name = "Docker MCP gateway"},
};

/// Of clients that keep their servers in settings of a program or a web page:
/// people paste them from documents.
static constexpr std::string_view kNoFile;

static constexpr Place kPlaces[] = {
    {Client::ClaudeDesktop, "claude_desktop_config*.json", "mcpServers"},
    {Client::ClaudeCode, ".mcp.json", "mcpServers"},
    {Client::ClaudeCode, ".claude.json", "mcpServers"},
    {Client::ClaudeCode, ".claude.json", "projects.*.mcpServers"},
    {Client::ClaudeCode, "managed-mcp.json", "mcpServers"},
    {Client::ClaudePlugin, ".claude-plugin/plugin.json", "mcpServers"},
    {Client::Cursor, ".cursor/mcp.json", "mcpServers"},
    {Client::JetBrainsCopilot, "github-copilot/intellij/mcp.json", "servers"},
    {Client::VsCode, ".vscode/mcp.json", "servers"},
    {Client::VsCode, "mcp.json", "servers"},
    {Client::VsCode, "settings.json", "mcp.servers"},
    {Client::VsCode, "*.code-workspace", "settings.mcp.servers"},
    {Client::VisualStudio, ".mcp.json", "servers"},
    {Client::Windsurf, ".codeium/windsurf/mcp_config.json", "mcpServers"},
    {Client::Windsurf, ".codeium/mcp_config.json", "mcpServers"},
    {Client::Antigravity, ".gemini/antigravity/mcp_config.json", "mcpServers"},
    {Client::Antigravity, ".gemini/config/mcp_config.json", "mcpServers"},
    {Client::Antigravity, ".agents/mcp_config.json", "mcpServers"},
    {Client::Cline, "cline_mcp_settings.json", "mcpServers"},
    {Client::RooCode, ".roo/mcp.json", "mcpServers"},
    {Client::RooCode, "rooveterinaryinc.roo-cline/settings/mcp_settings.json", "mcpServers"},
    {Client::KiloCode, ".kilocode/mcp.json", "mcpServers"},
    {Client::RooCode, "roo-cline/settings/mcp_settings.json", "mcpServers"},
    {Client::KiloCode, ".kilocode/cli/global/settings/mcp_settings.json", "mcpServers"},
    {Client::Zed, "settings.json", "context_servers"},
    {Client::Continue, ".continue/config.yaml", "mcpServers"},
    {Client::Continue, ".continue/mcpServers/*.yaml", "mcpServers"},
    {Client::Continue, ".continue/config.yml", "mcpServers"},
    {Client::Continue, ".continue/mcpServers/*.yml", "mcpServers"},
    {Client::Continue, ".continue/mcpServers/*.json", "mcpServers"},
    {Client::Continue, ".continue/mcpServers/*.json", "projects.*.mcpServers"},
    {Client::Continue, ".continue/config.json", "experimental.modelContextProtocolServers"},
    {Client::GeminiCli, ".gemini/settings.json", "mcpServers"},
    {Client::GeminiCli, "gemini-cli/settings.json", "mcpServers"},
    {Client::GeminiCli, "GeminiCli/settings.json", "mcpServers"},
    {Client::GeminiCli, "gemini-cli/system-defaults.json", "mcpServers"},
    {Client::GeminiCli, "GeminiCli/system-defaults.json", "mcpServers"},
    {Client::GeminiCli, "gemini-extension.json", "mcpServers"},
    {Client::Codex, "*.toml", "mcp_servers"},
    {Client::Goose, "goose/config.yaml", "extensions"},
    {Client::LmStudio, ".lmstudio/mcp.json", "mcpServers"},
    {Client::Junie, ".junie/mcp/mcp.json", "mcpServers"},
    {Client::AmazonQ, ".amazonq/mcp.json", "mcpServers"},
    {Client::AmazonQ, ".aws/amazonq/mcp.json", "mcpServers"},
    {Client::AmazonQ, ".amazonq/cli-agents/*.json", "mcpServers"},
    {Client::AmazonQ, "amazonq/cli-agents/*.json", "mcpServers"},
    {Client::AmazonQ, "amazonq/agents/default.json", "mcpServers"},
    {Client::Kiro, ".kiro/settings/mcp.json", "mcpServers"},
    {Client::Kiro, ".kiro/agents/*.json", "mcpServers"},
    {Client::OpenCode, "opencode.json", "mcp"},
    {Client::OpenCode, "opencode.jsonc", "mcp"},
    {Client::CopilotCli, ".copilot/mcp-config.json", "mcpServers"},
    {Client::CopilotCli, ".github/mcp.json", "mcpServers"},
    {Client::CopilotAgent, kNoFile, "mcpServers"},
    {Client::JetBrainsAssistant, kNoFile, "mcpServers"},
    {Client::McpAgent, "mcp_agent.config.yaml", "mcp.servers"},
    {Client::McpAgent, "mcp_agent.secrets.yaml", "mcp.servers"},
};

const ClientFacts& facts_of(Client client) {
  return *std::ranges::find(kClients, client, &ClientFacts::client);
}

std::string_view to_string(Client client) { return facts_of(client).name; }

std::span<const Place> client_places() { return kPlaces; }

bool is_file(std::string_view path, std::string_view pattern) {
  if (pattern.empty()) return false;
  std::size_t from = path.size();
  for (std::ptrdiff_t parts = 1 + std::ranges::count(pattern, '/'); parts > 0; --parts) {
    if (from == 0) return false;
    const std::size_t slash = path.rfind('/', from - 1);
    if (slash == std::string_view::npos) return parts == 1 && glob_matches(pattern, path);
    from = slash;
  }
  return glob_matches(pattern, path.substr(from + 1));
}

}  // namespace mcplint
