#include <algorithm>
#include <array>
#include <string>

#include "mcplint/container.h"
#include "mcplint/dockerfile.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Container& container, Report& report);

constinit const Rule rules::mcp410_no_workdir = {
    .id = "MCP410",
    .name = "no-workdir",
    .summary = "Image whose server starts in a folder that nobody chose",
    .severity = Severity::Low,
    .doc = R"(
Without `WORKDIR` files are copied to, and the server is started in, whatever folder
the base image ended in, mostly `/`. A relative path of the server then means a file
of the system, and another base image moves all of it.

Add `WORKDIR /app` before the first relative path.
)",
    .blind_spots = R"(
A base image of your own that sets one; only those that are known to set none are
reported.
)",
    .check = check,
};

/// Images that are known to end in `/`.
static constexpr auto kPlain = std::to_array<std::string_view>(
    {"alpine", "debian", "ubuntu", "python", "node", "golang", "rust", "busybox", "scratch",
     "fedora", "uv", "eclipse-temurin", "openjdk", "ruby"});

static bool is_plain(const ImageReference& base) {
  const std::string_view name = base.familiar_name();
  const std::string_view last = name.substr(name.rfind('/') + 1);  // npos + 1 is 0
  return std::ranges::find(kPlain, last) != kPlain.end();
}

/// The first place that only means something in some folder.
static const Text* relative_place(const Container& container) {
  for (const Stage* stage = container.stage; stage != nullptr; stage = stage->base) {
    for (const Instruction& instruction : stage->instructions) {
      const bool copies = instruction.keyword == "COPY" || instruction.keyword == "ADD";
      if (!copies || instruction.on_build || instruction.words.size() < 2) continue;
      const Text& target = instruction.words.back();
      const bool relative = !target.text.starts_with('/') && !target.text.starts_with('$') &&
                            target.text.find(":\\") == std::string::npos;
      if (relative) return &target;
    }
  }
  return nullptr;
}

static void check(const Container& container, Report& report) {
  if (container.from != Container::From::Dockerfile || container.development) return;
  if (container.has_workdir || !is_plain(container.base)) return;
  const Text* place = relative_place(container);
  if (place == nullptr) return;
  report.at(place->span, "`{}` is a place below `/`: no `{}` is set", place->text, "WORKDIR")
      .suggest("add `WORKDIR /app` above it");
}

}  // namespace mcplint
