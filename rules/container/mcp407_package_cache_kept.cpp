#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "mcplint/container.h"
#include "mcplint/dockerfile.h"
#include "mcplint/shell.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Container& container, Report& report);

constinit const Rule rules::mcp407_package_cache_kept = {
    .id = "MCP407",
    .name = "package-cache-kept",
    .summary = "Image keeps the caches of its package managers",
    .severity = Severity::Low,
    .doc = R"(
What a package manager downloaded stays in the layer, even if a later step removes
it. The image is tens or hundreds of megabytes larger than it need be: it is slower to
pull and start, and scanners look through more.

Remove it in the same `RUN`, tell the program to keep none (`pip --no-cache-dir`,
`apk add --no-cache`), or mount the cache from the builder:
`RUN --mount=type=cache,target=/root/.cache/pip pip install …`.
)",
    .blind_spots = R"(
Settings in files, such as `pip.conf` or `.npmrc`. Caches that a script removes which
is copied into the image.
)",
    .check = check,
};

static bool says(std::span<const ShellWord> words, std::string_view word) {
  return std::ranges::any_of(words, [&](const ShellWord& one) { return one.text == word; });
}

static bool mounts_cache(const Instruction& instruction) {
  return std::ranges::any_of(instruction.flags, [](const Flag& flag) {
    return flag.name.text == "mount" && flag.value.text.find("type=cache") != std::string::npos;
  });
}

/// Whether any command of the script has one of `parts` in its words: it cleans up.
static bool cleans(const ShellScript& script, std::span<const std::string_view> parts) {
  for (const ShellCommand* command : script.simple_commands()) {
    std::string line;
    for (const ShellWord& word : command->words) line += word.text + " ";
    for (std::string_view part : parts) {
      if (line.find(part) != std::string::npos) return true;
    }
  }
  return false;
}

static bool is_set(const Container& container, std::string_view name) {
  return std::ranges::any_of(container.environment, [&](const Setting& one) {
    return one.name.text == name && one.value.text != "0" && !one.value.text.empty();
  });
}

/// Whether an earlier stage's files or none of them are what the image keeps.
static bool is_alpine(const Container& container) {
  return container.base.name.find("alpine") != std::string::npos ||
         container.base.tag.find("alpine") != std::string::npos;
}

static void check_apt(const ShellCommand& command, const ContainerScript& script, Report& report) {
  constexpr auto kCleaning = std::to_array<std::string_view>(
      {"/var/lib/apt/lists", "rm -rf /var/lib/apt", "rm -fr /var/lib/apt", "rm -rf /var/lib/{"});
  if (cleans(script.script, kCleaning)) return;
  report
      .at(command.span, "the package lists that `{}` works with stay in the image",
          command.without_wrappers().front().base_name())
      .suggest("end the same `RUN` with `&& rm -rf /var/lib/apt/lists/*`");
}

static void check_pip(const ShellCommand& command, std::span<const ShellWord> words,
                      const ContainerScript& script, const Container& container, Report& report) {
  constexpr auto kCleaning = std::to_array<std::string_view>(
      {"pip cache purge", "pip3 cache purge", ".cache", "--no-cache-dir"});
  if (is_set(container, "PIP_NO_CACHE_DIR") || cleans(script.script, kCleaning)) return;
  for (const ShellAssignment& one : command.assignments) {
    if (one.name.text == "PIP_NO_CACHE_DIR") return;
  }
  report.at(command.span, "`{}` keeps what it downloads in the image", words.front().base_name())
      .suggest("add `--no-cache-dir`, or set `ENV PIP_NO_CACHE_DIR=1` before");
}

static void check_apk(const ShellCommand& command, std::span<const ShellWord> words,
                      const ContainerScript& script, Report& report) {
  constexpr auto kCleaning =
      std::to_array<std::string_view>({"/var/cache/apk", "apk cache clean", "--no-cache"});
  if (says(words, "--no-cache") || cleans(script.script, kCleaning)) return;
  report.at(command.span, "`{}` keeps its index in the image", "apk add")
      .suggest("write `apk add --no-cache`, and leave `apk update` out");
}

static void check_command(const ShellCommand& command, const ContainerScript& script,
                          const Container& container, Report& report) {
  std::span<const ShellWord> words = command.without_wrappers();
  if (words.size() > 2 && words[1].text == "-m" && words[0].base_name().starts_with("python")) {
    words = words.subspan(2);
  }
  if (words.size() < 2) return;
  const std::string_view program = words.front().base_name();
  const bool installs = says(words, "install");
  if ((program == "apt-get" || program == "apt") && installs && !is_alpine(container)) {
    return check_apt(command, script, report);
  }
  const bool is_pip = program == "pip" || program == "pip3";
  if (is_pip && installs) return check_pip(command, words, script, container, report);
  if (program == "apk" && says(words, "add")) check_apk(command, words, script, report);
}

static void check(const Container& container, Report& report) {
  if (container.from != Container::From::Dockerfile || container.development) return;
  for (const ContainerScript& script : container.scripts) {
    if (!script.at_build || !script.in_image || mounts_cache(*script.instruction)) continue;
    const auto commands = script.script.simple_commands();
    const auto before = [&](const ShellCommand* command) {
      check_command(*command, script, container, report);
    };
    std::ranges::for_each(commands, before);
  }
}

}  // namespace mcplint
