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
  McpAgent,
  Bundle,  // an MCPB or DXT manifest: whichever client installs it
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

/// What a client does, as far as its documentation or source says so.
struct ClientFacts {
  Client client = Client::Unknown;
  std::string_view name;
  /// Which spellings it expands; `expansion_known` is false where nobody says.
  unsigned placeholders = 0;
  bool expansion_known = false;
  /// How to write the variable NAME in its file; empty if there is no way.
  std::string_view variable = {};
};

[[nodiscard]] const ClientFacts& facts_of(Client client);

}  // namespace mcplint
