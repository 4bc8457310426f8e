#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "mcplint/container.h"
#include "mcplint/shell.h"
#include "mcplint/words.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Container& container, Report& report);

constinit const Rule rules::mcp408_build_tools_in_image = {
    .id = "MCP408",
    .name = "build-tools-in-image",
    .summary = "Compilers or development dependencies in the image that runs",
    .severity = Severity::Low,
    .doc = R"(
A compiler that is needed to install a package is not needed to run the server. It
adds hundreds of megabytes, vulnerabilities that have to be followed, and what an
attacker with a foot in the container would like to find there.

Build in a stage of its own and copy what comes of it: `FROM … AS builder`, then
`COPY --from=builder /app/.venv /app/.venv`. Or remove the tools in the `RUN` that
installed them.
)",
    .blind_spots = R"(
Compilers that the base image brings. Servers whose tools compile something for
their callers need one; suppress the finding there.
)",
    .check = check,
};

static constexpr auto kCompilers = std::to_array<std::string_view>(
    {"build-essential", "gcc", "g++", "clang", "make", "cmake", "build-base", "rustc", "cargo",
     "golang", "musl-dev", "python3-dev", "linux-headers", "gfortran", "alpine-sdk"});

static bool says(std::span<const ShellWord> words, std::string_view word) {
  return std::ranges::any_of(words, [&](const ShellWord& one) { return one.text == word; });
}

/// Whether the script removes packages again: `apt-get purge`, `apk del`.
static bool removes(const ShellScript& script) {
  const std::vector<const ShellCommand*> commands = script.simple_commands();
  return std::ranges::any_of(commands, [](const ShellCommand* command) {
    const std::span<const ShellWord> words = command->without_wrappers();
    if (words.empty()) return false;
    const std::string_view program = words.front().base_name();
    const bool manages = program == "apt-get" || program == "apt" || program == "apk" ||
                         program == "dnf" || program == "yum" || program == "microdnf";
    const bool takes_out = says(words, "purge") || says(words, "remove") || says(words, "del") ||
                           says(words, "autoremove");
    return manages && takes_out;
  });
}

/// The first compiler among what a package manager installs.
static const ShellWord* compiler_in(std::span<const ShellWord> words) {
  if (words.empty()) return nullptr;
  const std::string_view program = words.front().base_name();
  const bool installs = ((program == "apt-get" || program == "apt" || program == "dnf" ||
                          program == "yum" || program == "microdnf") &&
                         says(words, "install")) ||
                        (program == "apk" && says(words, "add"));
  if (!installs) return nullptr;
  for (const ShellWord& word : words.subspan(1)) {
    if (is_one_of(word.text.substr(0, word.text.find('=')), kCompilers)) return &word;
  }
  return nullptr;
}

/// `.dependencies` that only those who work on the server need: `pip install .[dev]`.
static const ShellWord* development_in(std::span<const ShellWord> words) {
  if (words.size() < 3 || !words.front().base_name().starts_with("pip")) return nullptr;
  for (const ShellWord& word : words.subspan(1)) {
    if (word.text.ends_with("[dev]") || word.text.ends_with("requirements-dev.txt") ||
        word.text.ends_with("requirements_dev.txt") ||
        word.text.ends_with("dev-requirements.txt")) {
      return &word;
    }
  }
  return nullptr;
}

static void check(const Container& container, Report& report) {
  if (container.from != Container::From::Dockerfile || container.development) return;
  for (const ContainerScript& script : container.scripts) {
    if (!script.at_build || !script.in_image || removes(script.script)) continue;
    for (const ShellCommand* command : script.script.simple_commands()) {
      if (const ShellWord* compiler = compiler_in(command->without_wrappers())) {
        report.at(compiler->span, "`{}` stays in the image that runs", compiler->text)
            .suggest(
                "install it in a stage of its own, `FROM … AS builder`, and copy what it makes "
                "with `COPY --from=builder`");
        continue;
      }
      if (const ShellWord* development = development_in(command->without_wrappers())) {
        report.at(development->span, "`{}` brings what only development needs", development->text)
            .suggest("install what the server runs with only, and the rest in a stage for tests");
      }
    }
  }
}

}  // namespace mcplint
