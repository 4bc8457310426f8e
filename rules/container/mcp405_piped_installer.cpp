#include <algorithm>
#include <map>
#include <string>

#include "mcplint/container.h"
#include "mcplint/shell.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Container& container, Report& report);

constinit const Rule rules::mcp405_piped_installer = {
    .id = "MCP405",
    .name = "piped-installer",
    .summary = "A script from the network that runs unseen: `curl | sh`",
    .severity = Severity::High,
    .cwe = 494,
    .owasp = "MCP04:2025",
    .doc = R"(
Whatever the address serves runs, mostly as root, and becomes part of the image:
who takes over the host, or its domain, runs code in every build from then on. A
connection that breaks off in the middle runs half of the script.

Take the program from the distribution's packages or copy it from its own image,
such as `COPY --from=ghcr.io/astral-sh/uv:0.9 /uv /bin/`. Otherwise download
the script, compare it with a digest that you wrote down (`sha256sum --check`),
then run it.
)",
    .blind_spots = R"(
A program, as opposed to a script, that is downloaded and run later. Scripts that
are copied into the image and download others.
)",
    .check = check,
};

/// What is fetched, for people: the first word with an address in it.
static const ShellWord* address_in(const ShellCommand& command) {
  for (const ShellWord& word : command.words) {
    if (word.text.find("://") != std::string::npos) return &word;
  }
  for (const ShellCommand& part : command.parts) {
    if (const ShellWord* found = address_in(part)) return found;
  }
  return nullptr;
}

static void report_it(const ShellCommand& fetching, Span span, Report& report) {
  const ShellWord* address = address_in(fetching);
  const std::string what = address == nullptr ? "what it downloads" : address->text;
  std::string help =
      "download it, compare it with a digest that you wrote down (`sha256sum --check`), then run "
      "it";
  if (what.find("astral.sh/uv") != std::string::npos) {
    help = "copy uv from its image: `COPY --from=ghcr.io/astral-sh/uv:0.9 /uv /uvx /bin/`";
  } else if (what.find("nodesource.com") != std::string::npos) {
    help = "build on `node:24-slim`, or copy Node from it: `COPY --from=node:24-slim`";
  } else if (what.find("bun.sh") != std::string::npos) {
    help = "copy Bun from its image: `COPY --from=oven/bun:1 /usr/local/bin/bun /usr/local/bin/`";
  } else if (what.find("rustup.rs") != std::string::npos) {
    help = "build on the image `rust`, with the version you tested";
  }
  report.at(span, "`{}` runs as a script, whatever it says that day", what).suggest(help);
}

static void check_command(const ShellCommand& command, Report& report) {
  if (const ShellCommand* fetching = command.fetched_script())
    report_it(*fetching, command.span, report);
  for (const ShellCommand& part : command.parts) check_command(part, report);
}

/// The file that a fetcher writes: `-o x`, `-O x`, `> x`, or the address's last part.
static std::string written_file(const ShellCommand& command) {
  for (const ShellRedirection& one : command.redirections) {
    if (one.operation == ">" && one.descriptor.empty()) return one.target.text;
  }
  const std::span<const ShellWord> words = command.without_wrappers();
  bool remote_name = words.front().base_name() == "wget";
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& word = words[i].text;
    const bool short_option = word.size() > 1 && word[0] == '-' && word[1] != '-';
    const bool names = word == "--output" || word == "--output-document" ||
                       (short_option && word.ends_with(remote_name ? 'O' : 'o'));
    if (names && i + 1 < words.size()) return words[i + 1].text;
    if (short_option && word.find('O') != std::string::npos) remote_name = true;
  }
  const ShellWord* address = address_in(command);
  if (!remote_name || address == nullptr) return {};
  return std::string(address->base_name());
}

static std::string_view bare(std::string_view path) {
  if (path.starts_with("./")) path.remove_prefix(2);
  return path;
}

/// `curl -o x.sh … && sh x.sh`, with no look at x.sh in between.
static void check_downloads(const ShellScript& script, Report& report) {
  std::map<std::string, const ShellCommand*, std::less<>> files;
  for (const ShellCommand* command : script.simple_commands()) {
    const std::span<const ShellWord> words = command->without_wrappers();
    if (words.empty()) continue;
    const std::string_view program = words.front().base_name();
    if (program.ends_with("sum") || program == "gpg" || program == "gpgv" || program == "cosign" ||
        program == "openssl" || program == "minisign") {
      files.clear();  // somebody checks something
    }
    if (command->fetches()) {
      const std::string file = written_file(*command);
      if (!file.empty()) files[std::string(bare(file))] = command;
      continue;
    }
    for (const ShellWord& word : words) {
      const bool runs = command->interprets() ? &word != &words.front() : &word == &words.front();
      const auto found = runs ? files.find(bare(word.text)) : files.end();
      if (found == files.end()) continue;
      report_it(*found->second, command->span, report);
      files.erase(found);
      break;
    }
  }
}

static void check(const Container& container, Report& report) {
  if (container.development) return;  // people work in it, nobody deploys it
  for (const ContainerScript& script : container.scripts) {
    for (const ShellCommand& command : script.script.commands) check_command(command, report);
    check_downloads(script.script, report);
  }
}

}  // namespace mcplint
