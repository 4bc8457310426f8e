#pragma once
// The programs that start MCP servers, and what each makes of its configuration.

#include <string_view>

namespace mcplint {

/// The program whose configuration a launch stands in. Clients differ in what
/// they expand, where they start servers, and which keys they know.
enum class Client {
  Unknown,
  ClaudeDesktop,
  ClaudeCode,
  ClaudePlugin,
  Cursor,
  VsCode,
  VisualStudio,
  JetBrainsCopilot,
  JetBrainsAssistant,
  Windsurf,
  Antigravity,
  Cline,
  RooCode,
  KiloCode,
  Zed,
  Continue,
  GeminiCli,
  Codex,
  Goose,
  LmStudio,
  Junie,
  AmazonQ,
  Kiro,
  OpenCode,
  CopilotCli,
  CopilotAgent,  // the coding agent that runs on GitHub
  McpAgent,
  // Those who start servers for clients, or tell them how to.
  Bundle,         // an MCPB or DXT manifest: whichever client installs it
  Registry,       // `server.json`: whichever client looks a server up
  Smithery,       // `smithery.yaml`
  FastMcp,        // `fastmcp.json`
  DockerGateway,  // a catalog of Docker's MCP gateway
};

/// "Claude Desktop": as people know it.
[[nodiscard]] std::string_view to_string(Client client);

/// How variables are spelt, as bits. Clients expand some of these and pass on the rest.
inline constexpr unsigned kDollar = 1U << 0U;        // $NAME
inline constexpr unsigned kBraces = 1U << 1U;        // ${NAME}
inline constexpr unsigned kDefault = 1U << 2U;       // ${NAME:-value}
inline constexpr unsigned kEnvironment = 1U << 3U;   // ${env:NAME}
inline constexpr unsigned kEditor = 1U << 4U;        // ${workspaceFolder}, ${userHome}, …
inline constexpr unsigned kInput = 1U << 5U;         // ${input:id}
inline constexpr unsigned kBareBraces = 1U << 6U;    // {env:NAME}
inline constexpr unsigned kDoubleBraces = 1U << 7U;  // ${{ secrets.NAME }}
inline constexpr unsigned kPercent = 1U << 8U;       // %NAME%
inline constexpr unsigned kFile = 1U << 9U;          // ${file:/path}
inline constexpr unsigned kBareFile = 1U << 10U;     // {file:path}
inline constexpr unsigned kVariable = 1U << 11U;     // {name}, which the entry defines

/// What a client does, as far as its documentation or source says so.
struct ClientFacts {
  Client client = Client::Unknown;
  std::string_view name;
  /// Which spellings it expands; `expansion_known` is false where nobody says.
  unsigned placeholders = 0;
  bool expansion_known = false;
  /// How to write the variable NAME in its file; empty if there is no way.
  std::string_view variable = {};
  /// Names that it fills in by itself, with a blank between two: "workspaceFolder
  /// userHome". "*": all that VS Code has.
  std::string_view own_names = {};
  bool only_in_environment = false;  // nothing else is expanded
  bool strict_json = false;          // it refuses comments and trailing commas
  /// What an entry's `type` may be, with a blank between two; empty if nobody says.
  std::string_view types = {};
};

[[nodiscard]] const ClientFacts& facts_of(Client client);

}  // namespace mcplint
