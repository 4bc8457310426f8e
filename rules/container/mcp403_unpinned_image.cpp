#include <array>
#include <string>

#include "mcplint/container.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Container& container, Report& report);

static constexpr RuleOption kSettings[] = {
    {"trusted", "images that need no tag, by name: those that you build yourself",
     "registry.example.com/base/*"},
};

constinit const Rule rules::mcp403_unpinned_image = {
    .id = "MCP403",
    .name = "unpinned-image",
    .summary = "Image without a tag, tagged `latest`, or without a digest",
    .severity = Severity::Medium,
    .cwe = 1357,
    .owasp = "MCP04:2025",
    .doc = R"(
`latest`, which is also what no tag at all means, is whatever was pushed last.
The next build may bring another major version, or what somebody put there who
took over the publisher's account, and nothing in the file shows it.

Name the version that was tested, and for a build that cannot change under you
its digest as well: `python:3.13-slim@sha256:…`. Tools such as Renovate and
Dependabot keep both up to date. A tag without a digest, which its publisher may move,
is a remark for pedantic people only.
)",
    .blind_spots = R"(
Other tags that move (`3`, `slim`, `stable`, `lts`) are reported only to pedantic
people, as tags without a digest, and an image whose name depends on a variable without
a default is not. A name that the build gives another meaning, with `--build-context`,
is taken for an image. Images that a client's configuration starts are MCP301's.
)",
    .settings = kSettings,
    .check = check,
};

/// Versions to show as examples, for images that most servers are built on.
struct Example {
  std::string_view image;
  std::string_view tag;
};
static constexpr auto kExamples = std::to_array<Example>({
    {"alpine", "3.22"},
    {"debian", "12-slim"},
    {"ghcr.io/astral-sh/uv", "0.9"},
    {"golang", "1.25-alpine"},
    {"node", "24-slim"},
    {"python", "3.13-slim"},
    {"ubuntu", "24.04"},
});

static bool is_latest(std::string_view tag) {
  return tag == "latest" || tag.starts_with("latest-");
}

static std::string advice(const ImageReference& image) {
  std::string pinned = image.name + ":<version>@sha256:<digest>";
  std::string example;
  for (const Example& known : kExamples) {
    if (image.familiar_name() != known.image) continue;
    example = ", such as `" + image.name + ":" + std::string(known.tag) + "`";
  }
  return "name the version you tested" + example + ", or pin it for good: `" + pinned +
         "`; `docker buildx imagetools inspect " + image.to_string() + "` shows today's digest" +
         (image.copied ? "; if you meant a stage, none has that name" : "");
}

/// A tag is its publisher's to move.
static void remark_on_tag(const ImageReference& image, Report& report) {
  const std::string pinned = image.name + ":" + image.tag + "@sha256:<digest>";
  report.at(image.span, "image `{}` has no digest: its tag may move", image.to_string())
      .as(Severity::Info)
      .only_for(Persona::Pedantic)
      .suggest("pin it: `" + pinned + "`; `docker buildx imagetools inspect " + image.to_string() +
               "` shows today's digest");
}

static void check_image(const ImageReference& image, Report& report) {
  if (!image.tag.empty() && !is_latest(image.tag)) return remark_on_tag(image, report);
  Diagnostic& finding =
      image.tag.empty()
          ? report.at(image.span, "image `{}` has no tag, which means `latest`", image.name)
          : report.at(image.span, "image `{}` is tagged `{}`, which moves", image.name, image.tag);
  finding.suggest(advice(image));
  for (const Span given : image.defaults) finding.note(given, "the name is made with this default");
}

static void check(const Container& container, Report& report) {
  if (container.from == Container::From::Launch) return;  // MCP301's
  for (const ImageReference& image : container.images) {
    if (!image.resolved || !image.digest.empty()) continue;
    if (image.name.starts_with("localhost/")) continue;  // made on this machine, never pulled
    if (!report.matches("trusted", image.name)) check_image(image, report);
  }
}

}  // namespace mcplint
