#include <algorithm>

#include "rules/rules.h"

namespace mcplint {

static void check(const Launch& launch, Report& report);

static constexpr RuleOption kSettings[] = {
    {"trusted",
     "packages and images that need no version, by name: those that you publish yourself",
     "@acme/*"},
};

constinit const Rule rules::mcp301_unpinned_launch = {
    .id = "MCP301",
    .name = "unpinned-launch",
    .summary = "Server started from a package or image without a fixed version",
    .severity = Severity::Medium,
    .cwe = 1357,
    .owasp = "MCP04:2025",
    .in_documents = Persona::Pedantic,
    .doc = R"(
`npx`, `uvx`, `docker run` and their like fetch what they start. Without a fixed
version that is whatever the registry serves, or a cache holds, on that day: a
release that somebody took over runs with your rights before anybody has looked
at it. It need not even be the newest one, because npm passes over releases that
do not fit the installed Node.js.

Name one exact version behind the package: `npx -y name@1.2.3`,
`uvx name==1.2.3`, `docker run name:1.2.3`. A range or a tag such as `latest` is
not one version. A package from a Git repository needs the hash of a commit.
Move to another version on purpose, after reading what changed.
)",
    .blind_spots = R"(
What the package itself depends on, which a version of its own does not pin;
loops and conditions in a string for a shell; images without a registry or owner
in their name, which are taken to be built on the host. An image's tag can be
moved: only a digest cannot.
)",
    .settings = kSettings,
    .check = check,
};

/// Images that Docker Hub keeps under one-word names. All others of one word
/// can only be the work of this host.
static constexpr std::string_view kOfficialImages[] = {
    "alpine",          "amazoncorretto", "busybox", "debian",  "docker",
    "eclipse-temurin", "golang",         "node",    "openjdk", "php",
    "python",          "ruby",           "rust",    "ubuntu"};

static std::string how_to_pin_repository(const LaunchedPackage& package) {
  const std::string commit = package.ecosystem == "npm" ? "#<commit>" : "@<commit>";
  return "write `" + package.url + commit + "` with the full hash of a commit you have looked at";
}

static std::string how_to_pin(const LaunchedPackage& package) {
  const std::string& name = package.spelling;
  if (!package.url.empty()) return how_to_pin_repository(package);
  if (package.ecosystem == "PyPI") {
    return "write `" + name + "==<version>` with an exact version, such as the first one that " +
           "`pip index versions " + package.name + "` prints";
  }
  if (package.ecosystem == "NuGet") {
    return "write `" + name +
           "@<version>` with an exact version from https://www.nuget.org/packages/" + package.name;
  }
  if (package.ecosystem == "JSR") {
    return "write `jsr:" + name + "@<version>` with an exact version from https://jsr.io/" + name;
  }
  const std::string prefix = package.runner == "deno run" ? "npm:" : "";
  return "write `" + prefix + name + "@<version>` with an exact version, such as the one that " +
         "`npm view " + name + " version` prints";
}

static Diagnostic& report_package(const LaunchedPackage& package, Report& report) {
  const std::string& source = package.url.empty() ? package.spelling : package.url;
  if (!package.version.empty()) {
    return report.at(package.span, "`{}` runs `{}` at `{}`, which is not one version",
                     package.runner, source, package.version);
  }
  if (!package.url.empty())
    return report.at(package.span, "`{}` runs `{}` without a commit", package.runner, source);
  return report.at(package.span, "`{}` runs `{}` without a version", package.runner, source);
}

static bool is_built_here(const LaunchedImage& image) {
  if (image.built_here) return true;
  if (image.name.starts_with("localhost/")) return true;
  return image.name.find('/') == std::string::npos &&
         std::ranges::find(kOfficialImages, image.name) == std::end(kOfficialImages);
}

static void check_image(const LaunchedImage& image, Report& report) {
  if (!image.digest.empty() || is_built_here(image)) return;
  if (report.matches("trusted", image.name)) return;
  if (!image.tag.empty() && image.tag != "latest") return;

  Diagnostic& finding =
      image.tag.empty()
          ? report.at(image.span, "`{}` runs `{}` without a tag", image.runner, image.name)
          : report.at(image.span, "`{}` runs `{}` at `{}`, which is not one version", image.runner,
                      image.name, image.tag);
  finding.suggest("write `" + image.name +
                  ":<version>`, or a digest as `docker buildx imagetools inspect " + image.name +
                  "` prints it");
}

static void check(const Launch& launch, Report& report) {
  for (const LaunchedPackage& package : launch.packages) {
    if (package.exact || package.installed || report.matches("trusted", package.name)) continue;
    const bool is_registry = launch.client == Client::Registry;
    report_package(package, report)
        .suggest(is_registry ? "write one exact version in `version`" : how_to_pin(package));
  }
  if (launch.image) check_image(*launch.image, report);
}

}  // namespace mcplint
