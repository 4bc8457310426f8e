#include <algorithm>
#include <array>
#include <string>

#include "mcplint/container.h"
#include "mcplint/server.h"
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
A health check that comes with the base image is not seen, so a service whose image
is made elsewhere is reported as low. Whether the server listens at all is told from
`EXPOSE`, its command line and variables, and from its source where that is Python; a
port that is only exposed is reported as low, and not at all if the server is known to
speak over standard input as well.
)",
    .check = check,
};

static std::string_view program_name(std::string_view word) {
  return word.substr(word.rfind('/') + 1);  // npos + 1 is 0
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
static constexpr std::string_view kPython3 =
    R"~(["/usr/bin/python3", "-c", "import urllib.request as r; r.urlopen(')~";
static constexpr std::string_view kThenExit =
    R"~(').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"])~";

static constexpr std::string_view kDenoExit =
    R"~(').then(r => Deno.exit(r.ok ? 0 : 1), () => Deno.exit(1))"])~";

/// The first whose hint is met; the last is met by all.
static constexpr auto kAskers = std::to_array<Asker>({
    {"distroless/python", kPython3, R"~(', timeout=3)"])~"},
    {"python", kPython, R"~(', timeout=3)"])~"},
    {"uv", kPython, R"~(', timeout=3)"])~"},
    {"distroless/nodejs", R"~(["/nodejs/bin/node", "-e", "fetch(')~", kThenExit},
    {"node", R"~(["node", "-e", "fetch(')~", kThenExit},
    {"bun", R"~(["bun", "-e", "fetch(')~", kThenExit},
    {"deno", R"~(["deno", "eval", "fetch(')~", kDenoExit},
    {"alpine", R"~(["wget", "-q", "--spider", ")~", R"~("])~"},
    {"busybox", R"~(["wget", "-q", "--spider", ")~", R"~("])~"},
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

/// Whether the image installs `program`.
static bool installs(const Container& container, std::string_view program) {
  return std::ranges::any_of(container.scripts, [&](const ContainerScript& one) {
    if (!one.at_build || !one.in_image) return false;
    const std::vector<const ShellCommand*> commands = one.script.simple_commands();
    return std::ranges::any_of(commands, [&](const ShellCommand* command) {
      const auto has = [&](std::string_view wanted) {
        return std::ranges::any_of(command->words,
                                   [&](const ShellWord& word) { return word.text == wanted; });
      };
      return (has("install") || has("add")) && has(program);
    });
  });
}

static std::string with_curl(const std::string& check, const Container& container) {
  const bool has_it = !check.starts_with(R"(["curl)") || installs(container, "curl");
  return has_it ? "" : "; the image needs `curl` for it";
}

/// Whether nothing but the server is in the image, neither a shell nor an interpreter.
static bool is_bare(const ImageReference& base) {
  constexpr auto kBare = std::to_array<std::string_view>(
      {"distroless/static", "distroless/base", "distroless/cc", "distroless/java",
       "chainguard/static", "chainguard/glibc-dynamic"});
  return base.name == "scratch" ||
         std::ranges::any_of(kBare, [&](std::string_view one) { return contains(base.name, one); });
}

/// The lines to add, as they fit the file.
static std::string advice(const Container& container) {
  if (container.from != Container::From::Kubernetes && is_bare(container.base)) {
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
           "}` to the service, with a path that the server answers" + with_curl(check, container);
  }
  return "add `HEALTHCHECK CMD " + check + "`, with a path that the server answers" +
         with_curl(check, container);
}

static std::string_view missing_in(const Container& container) {
  if (container.from == Container::From::Kubernetes) return "probe";
  return container.from == Container::From::Compose ? "healthcheck" : "HEALTHCHECK";
}

/// Whether nobody but an `EXPOSE` says that the port is used: it may be a leftover.
static bool is_only_exposed(const Container& container) {
  return container.from != Container::From::Kubernetes && container.published.empty();
}

/// Whether its server can speak over standard input: what it does unasked is not known.
static bool may_speak_stdio(const Container& container) {
  return std::ranges::any_of(container.servers, [](const Server* server) {
    return server->serves(Server::Transport::Stdio);
  });
}

static void check(const Container& container, Report& report) {
  // Whoever starts a container by hand, as clients do, sees whether it answers.
  if (container.from == Container::From::Launch || !container.holds_server) return;
  if (container.has_healthcheck || container.development || container.partial) return;

  Diagnostic* finding = nullptr;
  if (container.network) {
    finding =
        &report
             .at(container.span, "the server is reached over the network (`{}`), without a `{}`",
                 container.network->text, missing_in(container))
             .note(container.network->span, "this makes it a network server");
  } else if (!container.stdio && !container.ports.empty() && !container.speaks_stdio) {
    if (is_only_exposed(container) && may_speak_stdio(container)) return;
    finding = &report
                   .at(container.span, "port `{}` is open, without a `{}`", container.ports[0].text,
                       missing_in(container))
                   .note(container.ports[0].span, "the port is opened here");
    if (is_only_exposed(container)) finding->as(Severity::Low);
  }
  if (finding == nullptr) return;
  finding->suggest(advice(container));
  // An image that is not seen may bring its own; Kubernetes does not look at that.
  const bool unseen = container.from == Container::From::Compose && !container.image_known;
  if (unseen) finding->as(Severity::Low);
}

}  // namespace mcplint
