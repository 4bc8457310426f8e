#include <algorithm>
#include <string>
#include <vector>

#include "mcplint/container.h"
#include "mcplint/dockerfile.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Container& container, Report& report);

constinit const Rule rules::mcp409_copies_everything = {
    .id = "MCP409",
    .name = "copies-everything",
    .summary = "`COPY . .` takes `.env`, `.git` and keys into the image",
    .severity = Severity::Medium,
    .cwe = 200,
    .owasp = "MCP01:2025",
    .doc = R"(
The whole folder becomes part of the image: a `.env` that lies there on the day of
the build, the history in `.git` with everything that was ever removed, keys,
virtual environments. Whoever can pull the image can read all of it.

Write a `.dockerignore` beside the Dockerfile that leaves them out, or copy only
what the server needs: `COPY pyproject.toml uv.lock ./` and `COPY src ./src`.
)",
    .blind_spots = R"(
Files that only a builder stage sees are not reported, unless the image copies the
folder from there under its own name. A context other than the Dockerfile's folder or
one above it.
)",
    .check = check,
};

namespace {

/// A COPY of everything.
struct Everything {
  const Instruction* instruction;
  const Text* source;
  std::string target;
};

}  // namespace

static bool is_everything(std::string_view source) {
  return source == "." || source == "./" || source == "/" || source == "*" || source == "./*";
}

static const Flag* flag_of(const Instruction& instruction, std::string_view name) {
  for (const Flag& flag : instruction.flags) {
    if (flag.name.text == name) return &flag;
  }
  return nullptr;
}

/// `target` below the folder that WORKDIR has set.
static std::string resolved(const std::string& target, const std::string& folder) {
  std::string path = target.starts_with('/') ? target : folder + "/" + target;
  for (std::string_view tail : {"/.", "/"}) {
    while (path.size() > 1 && path.ends_with(tail)) path.resize(path.size() - tail.size());
  }
  std::size_t at = path.find("/./");
  if (at != std::string::npos) path.erase(at, 2);
  return path;
}

/// The COPYs and ADDs of everything in one stage.
static std::vector<Everything> copies_in(const Stage& stage) {
  std::vector<Everything> all;
  std::string folder;
  for (const Instruction& instruction : stage.instructions) {
    if (instruction.on_build) continue;
    if (instruction.keyword == "WORKDIR" && !instruction.words.empty()) {
      folder = resolved(instruction.words[0].text, folder);
    }
    const bool copies = instruction.keyword == "COPY" || instruction.keyword == "ADD";
    if (!copies || instruction.words.size() < 2 || flag_of(instruction, "from") != nullptr ||
        flag_of(instruction, "exclude") != nullptr) {
      continue;
    }
    for (std::size_t i = 0; i + 1 < instruction.words.size(); ++i) {
      if (!is_everything(instruction.words[i].text)) continue;
      all.push_back(
          {&instruction, &instruction.words[i], resolved(instruction.words.back().text, folder)});
    }
  }
  return all;
}

/// Whether the image takes the folder `target` over from `stage`.
static bool is_taken_over(const std::string& target, const Stage& from,
                          const Container& container) {
  for (const Stage* stage = container.stage; stage != nullptr; stage = stage->base) {
    for (const Instruction& instruction : stage->instructions) {
      const Flag* flag = flag_of(instruction, "from");
      if (instruction.keyword != "COPY" || flag == nullptr || flag->value.text != from.name)
        continue;
      if (instruction.words.size() < 2) continue;
      if (resolved(instruction.words[0].text, "") == target) return true;
    }
  }
  return false;
}

static bool is_in_image(const Stage& wanted, const Container& container) {
  for (const Stage* stage = container.stage; stage != nullptr; stage = stage->base) {
    if (stage == &wanted) return true;
  }
  return false;
}

static void report_copy(const Everything& copy, const Container& container, Report& report) {
  const std::string_view keyword = copy.instruction->keyword;
  if (container.ignore == nullptr) {
    report
        .at(copy.source->span,
            "`{}` takes the whole folder, with `.env` and `.git`: there is no `{}`",
            std::string(keyword) + " " + copy.source->text, ".dockerignore")
        .suggest("write a `.dockerignore` with the lines `.git`, `.env*`, `*.pem` and `.venv`");
    return;
  }
  const DockerIgnore& ignore = *container.ignore;
  if (!ignore.keeps_out(".env")) {
    report
        .at(copy.source->span, "`{}` takes `.env` along: `{}` does not leave it out",
            std::string(keyword) + " " + copy.source->text, ignore.source->path)
        .suggest("add the line `.env*` to it");
  } else if (!ignore.keeps_out(".git") || !ignore.keeps_out(".git/config")) {
    report
        .at(copy.source->span, "`{}` takes `.git` along: `{}` does not leave it out",
            std::string(keyword) + " " + copy.source->text, ignore.source->path)
        .as(Severity::Low)
        .suggest("add the line `.git` to it");
  }
}

static void check(const Container& container, Report& report) {
  if (container.dockerfile == nullptr || container.development) return;
  for (const Stage& stage : container.dockerfile->stages) {
    for (const Everything& copy : copies_in(stage)) {
      const bool kept =
          is_in_image(stage, container) || is_taken_over(copy.target, stage, container);
      if (kept) return report_copy(copy, container, report);
    }
  }
}

}  // namespace mcplint
