#include <algorithm>

#include "rules/rules.h"

namespace mcplint {

static void check(const Launch& launch, Report& report);

constinit const Rule rules::mcp310_dangerous_environment = {
    .id = "MCP310",
    .name = "dangerous-environment",
    .summary = "Variable that loads code into the server or its interpreter",
    .severity = Severity::High,
    .cwe = 426,
    .owasp = "MCP04:2025",
    .doc = R"(
`LD_PRELOAD`, `DYLD_INSERT_LIBRARIES`, `NODE_OPTIONS=--require …` and their like
make a program load code that its own files do not name. In a configuration that
came with a repository this runs whatever the repository brings, inside of a
program that everybody trusts.

Remove the variable. Install what the server needs beside it, or start a build
that has it.
)",
    .blind_spots = R"(
`PATH`, `PYTHONPATH` and `NODE_PATH`, which are common and mostly benign, except in
Goose, which refuses them; what a server does with variables of its own.
)",
    .check = check,
};

namespace {

struct Loader {
  std::string_view name;
  Severity severity;
};

}  // namespace

static constexpr Loader kLoaders[] = {
    {"APPINIT_DLLS", Severity::High},
    {"BASH_ENV", Severity::High},
    {"ComSpec", Severity::High},
    {"DYLD_FRAMEWORK_PATH", Severity::Medium},
    {"DYLD_INSERT_LIBRARIES", Severity::High},
    {"DYLD_LIBRARY_PATH", Severity::Medium},
    {"LD_AUDIT", Severity::High},
    {"LD_LIBRARY_PATH", Severity::Medium},
    {"LD_PRELOAD", Severity::High},
    {"PYTHONHOME", Severity::Medium},
    {"PYTHONSTARTUP", Severity::High},
    {"RUBYOPT", Severity::High},
};

/// Options of Node.js that load code or open a debugger.
static bool loads_code(std::string_view options) {
  return std::ranges::any_of(
      std::initializer_list<std::string_view>{"--require", "-r ", "--import", "--loader",
                                              "--experimental-loader", "--inspect"},
      [&](std::string_view option) { return options.find(option) != std::string_view::npos; });
}

/// What Goose starts no server with (`DISALLOWED_KEYS` of its extension.rs), beside
/// the above.
static constexpr std::string_view kRefusedByGoose[] = {
    "CLASSPATH", "GEM_HOME",         "GEM_PATH",   "GO111MODULE",  "GOROOT",       "HOMEDRIVE",
    "HOMEPATH",  "LD_BIND_NOW",      "LD_DEBUG",   "LOCALAPPDATA", "NODE_OPTIONS", "PATH",
    "PATHEXT",   "LD_ASSUME_KERNEL", "PYTHONPATH", "SESSIONNAME",  "SystemRoot",   "TEMP",
    "TMP",       "USERPROFILE",      "windir"};

static void check_goose(const Launch& launch, const Text& name, Report& report) {
  if (launch.client != Client::Goose ||
      std::ranges::find(kRefusedByGoose, std::string_view(name.text)) == std::end(kRefusedByGoose))
    return;
  report.at(name.span, "`{}` is a variable that Goose starts no server with", name.text)
      .suggest("remove it, and start the server from a script that sets it")
      .as(Severity::Low);
}

static void check(const Launch& launch, Report& report) {
  for (const Setting& variable : launch.env) {
    const std::string& name = variable.name.text;
    const auto* loader = std::ranges::find(kLoaders, std::string_view(name), &Loader::name);
    const bool is_node = name == "NODE_OPTIONS" && loads_code(variable.value.text);
    if (loader == std::end(kLoaders) && !is_node) {
      check_goose(launch, variable.name, report);
      continue;
    }
    report
        .at(variable.name.span, "`{}` loads code into `{}` that its own files do not name", name,
            launch.name.text)
        .suggest("remove it, and install what the server needs beside the server")
        .as(is_node ? Severity::High : loader->severity);
  }
}

}  // namespace mcplint
