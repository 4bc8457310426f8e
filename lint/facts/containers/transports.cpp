// Whether a container's server is reached over the network, as its command line and variables say.

#include <algorithm>
#include <array>
#include <string>

#include "lint/facts/containers/containers.h"
#include "mcplint/server.h"
#include "mcplint/words.h"

namespace mcplint {

/// Programs that do nothing but serve HTTP.
static constexpr auto kWebServers = std::to_array<std::string_view>(
    {"uvicorn", "gunicorn", "hypercorn", "granian", "daphne", "waitress-serve", "mcpo"});

/// Programs that serve over the network what another one says on its standard output.
static constexpr auto kBridges = std::to_array<std::string_view>({"supergateway", "mcp-proxy"});

/// MCP's network transports, without case, `-` and `_`.
static constexpr auto kNetworkTransports = std::to_array<std::string_view>(
    {"http", "https", "sse", "streamablehttp", "httpstream", "streamable", "streaming", "shttp"});

/// `--Streamable_HTTP` as `streamablehttp`.
static std::string bare(std::string_view word) {
  std::string letters;
  for (const char c : word) {
    if (c == '-' || c == '_') continue;
    letters += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return letters;
}

/// What a word of the command line says the transport is: `sse` as it stands,
/// `--sse`, or the value of `--transport=sse`.
static std::string transport_in(std::string_view word) {
  const std::size_t equals = word.find('=');
  const bool has_value = word.starts_with("-") && equals != std::string_view::npos;
  return bare(has_value ? word.substr(equals + 1) : word);
}

/// Whether a bridge is told where to listen, not whom to ask: `mcp-proxy --port 8096 -- npx x`.
static bool bridges_to_network(const std::vector<Text>& words, std::size_t bridge) {
  for (std::size_t i = bridge + 1; i < words.size() && words[i].text != "--"; ++i) {
    const std::string& word = words[i].text;
    if (word == "--stdio" || word.starts_with("--port") || word.starts_with("--sse-port")) {
      return true;
    }
  }
  return false;
}

/// What in the command line makes it a network server, looking at word `i`; null if nothing does.
static const Text* network_at(const std::vector<Text>& words, std::size_t i) {
  const std::string_view word = words[i].text;
  const std::string_view program = file_name(word.substr(0, word.find('@', 1)));
  if (is_one_of(program, kWebServers)) return &words[i];
  if (is_one_of(program, kBridges) && bridges_to_network(words, i)) return &words[i];
  const bool runs = word == "run" || word == "dev";
  if (runs && i > 0 && file_name(words[i - 1].text) == "fastapi") return &words[i - 1];
  return is_one_of(transport_in(word), kNetworkTransports) ? &words[i] : nullptr;
}

static void look_at_command(Container& container) {
  const std::vector<Text>& words = container.entrypoint;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Text* network = network_at(words, i);
    if (network != nullptr && !container.network) container.network = *network;
    // `stdio` alone, `--transport=stdio`, and a module such as `notes.stdio_server`.
    if (contains(bare(words[i].text), "stdio")) container.stdio = words[i];
  }
}

static void look_at_environment(Container& container) {
  for (const Setting& setting : container.environment) {
    const std::string name = bare(setting.name.text);
    const bool is_mode = name.starts_with("mcp") && name.ends_with("mode");
    if (!contains(name, "transport") && !is_mode) continue;
    const std::string value = bare(setting.value.text);
    if (is_one_of(value, kNetworkTransports)) container.network = setting.value;
    if (value == "stdio") container.stdio = setting.value;
  }
}

/// A server of this project that has no other way: where its source starts it.
static void look_at_source(Container& container) {
  using Transport = Server::Transport;
  for (const Server* server : container.servers) {
    const bool only_http = server->serves(Transport::Http) && !server->serves(Transport::Stdio);
    if (!only_http || server->started.empty()) continue;
    const std::string_view line = server->started.text;
    container.network = Text{std::string(line.substr(0, line.find('('))), server->started};
  }
}

/// The command line has the last word, then the environment, then the source.
void find_transport(Container& container) {
  look_at_command(container);
  if (!container.network && !container.stdio) look_at_environment(container);
  if (!container.network && !container.stdio) look_at_source(container);
}

}  // namespace mcplint
