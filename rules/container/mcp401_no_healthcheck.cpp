#include <algorithm>
#include <array>
#include <string>

#include "mcplint/container.h"
#include "mcplint/words.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Container& container, Report& report);

constinit const Rule rules::mcp401_no_healthcheck = {
    .id = "MCP401",
    .name = "no-healthcheck",
    .summary = "Network server that nothing asks whether it still answers",
    .severity = Severity::Medium,
    .confidence = Confidence::Medium,
    .doc = R"(
A server that hangs still accepts connections, so an engine that only watches
the process keeps sending clients to it. A health check asks the server itself,
and the engine restarts it or takes it out of service when it does not answer.

Add a `HEALTHCHECK` that makes a real request with a program that the image has, a
`healthcheck` in compose, or a probe in Kubernetes, which does not look at the image's
own; write `HEALTHCHECK NONE` if something else asks. A server that speaks MCP over
standard input and output needs none: its client knows whether it lives.
)",
    .blind_spots = R"(
A health check that comes with the base image is not seen. Whether the server
listens at all is told from `EXPOSE`, its command line and variables, and from its
source where that is Python; a port that is only exposed is reported as low.
)",
    .check = check,
};

/// Programs that do nothing but serve HTTP.
static constexpr auto kWebServers = std::to_array<std::string_view>(
    {"uvicorn", "gunicorn", "hypercorn", "granian", "daphne", "waitress-serve"});

/// MCP's network transports, without case, `-` and `_`.
static constexpr auto kNetworkTransports = std::to_array<std::string_view>(
    {"http", "https", "sse", "streamablehttp", "httpstream", "streamable", "shttp"});

static std::string_view program_name(std::string_view word) {
  return word.substr(word.rfind('/') + 1);  // npos + 1 is 0
}

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
  if (word.starts_with("-") && equals != std::string_view::npos)
    return bare(word.substr(equals + 1));
  return bare(word);
}

/// Whether `word`, which `before` stands before, starts a network server.
static bool serves(std::string_view before, std::string_view word) {
  if (is_one_of(program_name(word), kWebServers)) return true;
  if ((word == "run" || word == "dev") && program_name(before) == "fastapi") return true;
  return is_one_of(transport_in(word), kNetworkTransports);
}

/// What the server is told to speak, and where.
struct Transport {
  const Text* network = nullptr;
  const Text* stdio = nullptr;
};

static Transport transport_of_command(const Container& container) {
  Transport transport;
  std::string_view before;
  for (const Text& word : container.entrypoint) {
    if (transport.network == nullptr && serves(before, word.text)) transport.network = &word;
    // `stdio` alone, `--transport=stdio`, and a module such as `notes.stdio_server`.
    if (bare(word.text).find("stdio") != std::string::npos) transport.stdio = &word;
    before = word.text;
  }
  return transport;
}

static Transport transport_of_environment(const Container& container) {
  Transport transport;
  for (const Setting& setting : container.environment) {
    const std::string name = bare(setting.name.text);
    if (name.find("transport") == std::string::npos && name != "mcpmode") continue;
    const std::string value = bare(setting.value.text);
    if (is_one_of(value, kNetworkTransports)) transport.network = &setting.value;
    if (value == "stdio") transport.stdio = &setting.value;
  }
  return transport;
}

/// The first port that is a plain number; the one most servers of MCP listen
/// on if there is none.
static std::string port_of(const Container& container) {
  for (const Text& port : container.ports) {
    std::string number = port.text.substr(0, port.text.find('/'));
    const bool plain =
        !number.empty() && number.find_first_not_of("0123456789") == std::string::npos;
    if (plain) return number;
  }
  return "8000";
}

/// A way to ask the server from inside an image: a command around the URL.
struct Asker {
  std::string_view hint;  // in the base image's name or tag, or beginning a program's name
  std::string_view before;
  std::string_view after;
};

static constexpr std::string_view kPython =
    R"~(["python", "-c", "import urllib.request as r; r.urlopen(')~";
static constexpr std::string_view kThenExit =
    R"~(').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"])~";

/// The first whose hint is met; the last is met by all.
static constexpr auto kAskers = std::to_array<Asker>({
    {"python", kPython, R"~(', timeout=3)"])~"},
    {"uv", kPython, R"~(', timeout=3)"])~"},
    {"distroless/nodejs", R"~(["/nodejs/bin/node", "-e", "fetch(')~", kThenExit},
    {"node", R"~(["node", "-e", "fetch(')~", kThenExit},
    {"bun", R"~(["bun", "-e", "fetch(')~", kThenExit},
    {"alpine", R"~(["wget", "-q", "--spider", ")~", R"~("])~"},
    {"wolfi", R"~(["wget", "-q", "--spider", ")~", R"~("])~"},
    {"", R"~(["curl", "-fsS", ")~", R"~("])~"},
});

static bool hints_at(const Container& container, std::string_view hint) {
  const ImageReference& base = container.base;
  if (base.name.find(hint) != std::string::npos) return true;
  if (base.tag.find(hint) != std::string::npos) return true;
  return std::ranges::any_of(container.entrypoint, [&](const Text& word) {
    return program_name(word.text).starts_with(hint);
  });
}

/// The check to add, made with what the image is known to have.
static std::string healthcheck_for(const Container& container) {
  const std::string url = "http://127.0.0.1:" + port_of(container) + "/health";
  const auto* asker = std::ranges::find_if(
      kAskers, [&](const Asker& candidate) { return hints_at(container, candidate.hint); });
  return std::string(asker->before) + url + std::string(asker->after);
}

static std::string with_curl(const std::string& check) {
  return check.starts_with(R"(["curl)") ? "; the image needs `curl` for it" : "";
}

static bool is_bare(const ImageReference& base) {
  return base.name == "scratch" || base.name.find("distroless/static") != std::string::npos ||
         base.name.find("distroless/base") != std::string::npos ||
         base.name.find("distroless/cc") != std::string::npos;
}

/// The lines to add, as they fit the file.
static std::string advice(const Container& container) {
  if (container.from == Container::From::Dockerfile && is_bare(container.base)) {
    const std::string program =
        container.entrypoint.empty() ? "/server" : container.entrypoint.front().text;
    return "`" + container.base.name + "` has no shell and no curl: give the server a subcommand " +
           R"(that asks itself, and add `HEALTHCHECK CMD [")" + program + R"(", "healthcheck"]`)";
  }
  const std::string check = healthcheck_for(container);
  if (container.from == Container::From::Kubernetes) {
    return "add `livenessProbe: {httpGet: {path: /health, port: " + port_of(container) +
           "}}` and a `readinessProbe` to the container, with a path that the server answers";
  }
  if (container.from == Container::From::Compose) {
    return "add `healthcheck: {test: [\"CMD\", " + check.substr(1) +
           "}` to the service, with a path that the server answers" + with_curl(check);
  }
  return "add `HEALTHCHECK CMD " + check + "`, with a path that the server answers" +
         with_curl(check);
}

static std::string_view missing_in(const Container& container) {
  if (container.from == Container::From::Kubernetes) return "probe";
  return container.from == Container::From::Compose ? "healthcheck" : "HEALTHCHECK";
}

static void check(const Container& container, Report& report) {
  // Whoever starts a container by hand, as clients do, sees whether it answers.
  if (container.from == Container::From::Launch || !container.holds_server) return;
  if (container.has_healthcheck || container.development || container.partial) return;

  // The command line has the last word, then the environment.
  Transport transport = transport_of_command(container);
  if (transport.network == nullptr && transport.stdio == nullptr) {
    transport = transport_of_environment(container);
  }
  if (transport.network != nullptr) {
    report
        .at(container.span, "the server is reached over the network (`{}`), without a `{}`",
            transport.network->text, missing_in(container))
        .note(transport.network->span, "this makes it a network server")
        .suggest(advice(container));
    return;
  }
  if (transport.stdio != nullptr || container.ports.empty() || container.speaks_stdio) return;
  Diagnostic& finding = report
                            .at(container.span, "port `{}` is open, without a `{}`",
                                container.ports[0].text, missing_in(container))
                            .note(container.ports[0].span, "the port is opened here")
                            .suggest(advice(container));
  // An EXPOSE may be a leftover; a port that somebody publishes is used.
  if (container.from == Container::From::Dockerfile) finding.as(Severity::Low);
}

}  // namespace mcplint
