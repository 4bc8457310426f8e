#include <algorithm>
#include <string>

#include "mcplint/container.h"
#include "mcplint/dockerfile.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Dockerfile& dockerfile, Report& report);

constinit const Rule rules::mcp404_remote_add = {
    .id = "MCP404",
    .name = "remote-add",
    .summary = "`ADD` of a URL whose content nothing checks",
    .severity = Severity::Medium,
    .cwe = 494,
    .owasp = "MCP04:2025",
    .doc = R"(
What `ADD` fetches is whatever the address serves on the day of the build. Who
takes over the host, or pushes another tag, has a file in the image, and nothing
in the Dockerfile shows it.

Add `--checksum=sha256:…` for a file; name a commit behind `#` for a repository.
)",
    .blind_spots = R"(
An address that a variable without a default gives.
)",
    .check = check,
};

static bool is_hexadecimal(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// `https://host/repository.git#ref`, or `git@host:…`.
static bool is_repository(std::string_view source) {
  const std::string_view address = source.substr(0, source.find('#'));
  return address.ends_with(".git") || source.starts_with("git@") || source.starts_with("git://");
}

static bool is_remote(std::string_view source) {
  return source.starts_with("http://") || source.starts_with("https://") || is_repository(source);
}

/// Whether the part behind `#` is a commit, which is what it says for ever.
static bool names_commit(std::string_view source) {
  const std::size_t hash = source.find('#');
  if (hash == std::string_view::npos) return false;
  std::string_view reference = source.substr(hash + 1);
  reference = reference.substr(0, reference.find(':'));
  return reference.size() == 40 && is_hexadecimal(reference);
}

static bool has_checksum(const Instruction& instruction) {
  return std::ranges::any_of(instruction.flags,
                             [](const Flag& flag) { return flag.name.text == "checksum"; });
}

static void check_source(const Text& source, const Instruction& instruction, Report& report) {
  if (!is_remote(source.text) || names_commit(source.text) || has_checksum(instruction)) return;
  const bool repository = is_repository(source.text);
  report.at(source.span, "`{}` is added without a check of its content", source.text)
      .suggest(repository ? "name a commit, all 40 digits of it, behind `#`"
                          : "add `--checksum=sha256:<digest>`; `sha256sum` of the file that you "
                            "tested gives the digest");
}

static void check(const Dockerfile& dockerfile, Report& report) {
  for (const Stage& stage : dockerfile.stages) {
    for (const Instruction& instruction : stage.instructions) {
      if (instruction.keyword != "ADD" || instruction.words.size() < 2) continue;
      for (std::size_t i = 0; i + 1 < instruction.words.size(); ++i) {
        check_source(instruction.words[i], instruction, report);
      }
    }
  }
}

}  // namespace mcplint
