// Servers that speak to another one for their client: mcp-remote, supergateway,
// mcp-proxy. That one is what the launch is about.

#include <algorithm>

#include "lint/facts/launch/programs.h"

namespace mcplint {

static bool is_url(std::string_view word) {
  return word.starts_with("http://") || word.starts_with("https://") || word.starts_with("ws://") ||
         word.starts_with("wss://");
}

static void note(CommandLine& line, const Text& url) {
  if (!line.launch().bridge) line.launch().bridge = LaunchedBridge{line.program().text, url};
}

/// `mcp-remote https://… --header "Authorization: …"`: the first address is the
/// server's. What stands around it stays an argument.
static bool remote(CommandLine& line) {
  const std::vector<Text> rest = line.rest();
  const auto url = std::ranges::find_if(rest, [](const Text& word) { return is_url(word.text); });
  if (url != rest.end()) note(line, *url);
  return false;
}

/// `supergateway --stdio "npx -y server"`, `--sse https://…`.
static bool gateway(CommandLine& line) {
  const std::vector<Text> rest = line.rest();
  for (std::size_t i = 0; i + 1 < rest.size(); ++i) {
    const std::string& option = rest[i].text;
    if (option == "--sse" || option == "--streamableHttp" || option == "--ws")
      note(line, rest[i + 1]);
    if (option == "--stdio") {
      // It is handed to a shell, as supergateway's spawn() says.
      run_command_line(line, rest[i + 1]);
      line.launch().code.reset();  // which is how it is meant to be used
      return false;
    }
  }
  return false;
}

/// `mcp-proxy https://…`, or `mcp-proxy --port 8000 -- uvx server`.
static bool proxy(CommandLine& line) {
  static constexpr std::string_view kValues[] = {"--port",     "--host",      "--sse-port",
                                                 "--sse-host", "--transport", "--allow-origin",
                                                 "--log-level"};
  while (!line.at_end()) {
    if (line.peek() == "--headers" || line.peek() == "-H" || line.peek() == "-e" ||
        line.peek() == "--env") {
      // Each takes a name and a value.
      for (int i = 0; i < 3 && !line.at_end(); ++i) line.take();
    } else if (!line.take_option({.values = kValues, .paths = {}}) &&
               (line.peek().empty() || line.peek()[0] != '-')) {
      break;
    }
  }
  if (line.at_end()) return false;
  if (is_url(line.peek())) {
    note(line, line.take());
    return false;
  }
  return line.enter_next();
}

static constexpr Program kBridges[] = {
    {"mcp-proxy", proxy},
    {"mcp-remote", remote},
    {"supergateway", gateway},
};

std::span<const Program> bridges() { return kBridges; }

}  // namespace mcplint
