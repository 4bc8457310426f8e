#include <array>
#include <charconv>
#include <string>

#include "mcplint/container.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Container& container, Report& report);

constinit const Rule rules::mcp421_outdated_runtime = {
    .id = "MCP421",
    .name = "outdated-runtime",
    .summary = "Image of a Python or Node.js that gets no more fixes",
    .severity = Severity::Medium,
    .cwe = 1104,
    .doc = R"(
A version past its end of life gets no more security fixes, and new packages leave it
out: what is installed beside it stays old as well. MCP servers need Python 3.11 or
later for production.

Build on a version that is maintained: `python:3.13-slim`, `node:24-slim`.
)",
    .blind_spots = R"(
Other runtimes, and images that do not say in their tag which version they hold.
)",
    .check = check,
};

/// Source: https://devguide.python.org/versions/ and the release schedule of
/// Node.js, read in November 2026.
static constexpr unsigned kOldestPython = 11;  // 3.11
static constexpr unsigned kOldestNode = 22;

/// The number that `text` begins with, taken off it; -1 if there is none.
static int take_number(std::string_view& text) {
  int number = -1;
  const char* end = text.data() + text.size();
  const char* read_to = std::from_chars(text.data(), end, number).ptr;
  text.remove_prefix(static_cast<std::size_t>(read_to - text.data()));
  return number;
}

static std::string_view last_part(std::string_view name) {
  return name.substr(name.rfind('/') + 1);  // npos + 1 is 0
}

/// `3.10-slim`: the minor version of Python 3; `python3.10-bookworm` of uv's images too.
static int python_minor(std::string_view tag) {
  if (const std::size_t at = tag.find("python3."); at != tag.npos) tag.remove_prefix(at + 6);
  const int major = take_number(tag);
  if (major == 2) return 0;
  if (major != 3 || !tag.starts_with('.')) return -1;
  tag.remove_prefix(1);
  return take_number(tag);
}

static void report_it(const ImageReference& image, std::string_view runtime, std::string_view newer,
                      Report& report) {
  Diagnostic& finding = report.at(image.span, "`{}` is a version of `{}` that gets no more fixes",
                                  image.to_string(), runtime);
  finding.suggest("build on `" + image.name + ":" + std::string(newer) + "`, or a later one");
  for (const Span given : image.defaults) finding.note(given, "the version is given here");
}

static void check(const Container& container, Report& report) {
  if (container.development) return;  // tests try old versions on purpose
  for (const ImageReference& image : container.images) {
    if (!image.resolved || image.tag.empty() || image.copied) continue;
    const std::string_view name = last_part(image.name);
    std::string_view tag = image.tag;
    const int minor = name == "python" || name == "uv" ? python_minor(tag) : -1;
    if (minor >= 0 && static_cast<unsigned>(minor) < kOldestPython) {
      report_it(image, "Python", name == "uv" ? "python3.13-bookworm-slim" : "3.13-slim", report);
    }
    if (name != "node") continue;
    const int major = take_number(tag);
    if (major < 0 || major > 99) continue;  // a date, or a name
    const auto version = static_cast<unsigned>(major);
    const bool odd = version % 2 == 1 && version < 25;
    if (version < kOldestNode || odd) report_it(image, "Node.js", "24-slim", report);
  }
}

}  // namespace mcplint
