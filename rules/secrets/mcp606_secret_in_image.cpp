#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <string_view>

#include "mcplint/dockerfile.h"
#include "mcplint/literal.h"
#include "mcplint/words.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp606_secret_in_image = {
    .id = "MCP606",
    .name = "secret-in-image",
    .summary = "Credential that becomes part of the image",
    .severity = Severity::High,
    .cwe = 522,
    .owasp = "MCP01:2025",
    .doc = R"(
An image is pushed, pulled and kept by many. `docker inspect` shows what `ENV`
sets, `docker history` what an `ARG` was given, and a file that was copied stays
in its layer even if a later `RUN` removes it.

Give what the server needs to the container when it starts: with `--env-file`, a
mounted file, or the platform's secrets. What only the build needs is mounted for
one command: `RUN --mount=type=secret,id=npm npm ci`.
)",
    .blind_spots = R"(
Stages that the image is not built on are left out, as are files that reach it
with a whole folder (`COPY . .`). What a copied file holds is not asked: its name
tells. Commands that download or write credentials are not seen.
)",
    .check = check,
};

/// Files that hold credentials and nothing else, by their whole names.
static constexpr auto kNames = std::to_array<std::string_view>(
    {".env", ".env.local", ".env.prod", ".env.production", ".env.staging", ".git-credentials",
     ".netrc", ".pgpass", ".pypirc", "credentials.json", "gcp-key.json", "id_dsa", "id_ecdsa",
     "id_ed25519", "id_rsa", "kubeconfig", "service-account.json", "service_account.json",
     "serviceAccountKey.json"});

static constexpr auto kEnds =
    std::to_array<std::string_view>({".jks", ".key", ".keystore", ".p12", ".pfx"});

/// Keys that packages are signed with are public.
static constexpr auto kPublic = std::to_array<std::string_view>(
    {"apt", "archive", "docker", "gpg", "pub", "release", "repo", "sign"});

static constexpr auto kSecretEnds =
    std::to_array<std::string_view>({"ACCESS_KEY", "API_KEY", "AUTH_TOKEN", "CREDENTIALS", "PASSWD",
                                     "PASSWORD", "PRIVATE_KEY", "SECRET", "SECRET_KEY", "_TOKEN"});
static constexpr auto kForBrowsers =
    std::to_array<std::string_view>({"ANON", "CSRF", "PUBLIC", "PUBLISHABLE"});

static bool is_within(Span inner, Span outer) {
  return std::less_equal<>()(outer.begin(), inner.begin()) &&
         std::less_equal<>()(inner.end(), outer.end());
}

static bool is_key_file(std::string_view path) {
  if (path.find("://") != std::string_view::npos) return false;
  const std::string_view name = path.substr(path.rfind('/') + 1);  // npos + 1 is 0
  if (std::ranges::find(kNames, name) != kNames.end()) return true;
  const bool is_pem =
      name.ends_with(".pem") &&
      contains_any(name, std::array{std::string_view("key"), std::string_view("private")});
  return (is_pem || ends_with_any(name, kEnds)) && !contains_any(name, kPublic);
}

static std::string_view name_of(std::string_view path) {
  return path.substr(path.rfind('/') + 1);  // npos + 1 is 0
}

/// `.env.docker`, which becomes the image's `.env`: what it is called tells nothing good only if
/// it is a sample.
static bool becomes_environment(std::string_view source, std::string_view target) {
  constexpr auto kSamples = std::to_array<std::string_view>(
      {"ci", "default", "dist", "example", "sample", "template", "test"});
  return name_of(target) == ".env" && name_of(source).starts_with(".env.") &&
         !contains_any(name_of(source), kSamples);
}

/// Whether `.env*` takes the `.env` of whoever builds the image along: no `.dockerignore` of the
/// folder keeps it out.
static bool takes_environment(const Project& project, const Dockerfile& dockerfile,
                              std::string_view source) {
  if (name_of(source) != ".env*") return false;
  const std::string file = std::string(source.substr(0, source.rfind('/') + 1)) + ".env";
  return std::ranges::none_of(project.docker_ignores, [&](const DockerIgnore& ignore) {
    const std::string_view folder = folder_of(ignore.source->path);
    return dockerfile.source->path.starts_with(folder) && ignore.keeps_out(file);
  });
}

/// The files of the build that an instruction puts into the image.
static void check_copy(const Project& project, const Dockerfile& dockerfile,
                       const Instruction& instruction, Report& report) {
  const bool from_elsewhere = std::ranges::any_of(
      instruction.flags, [](const Flag& flag) { return flag.name.text == "from"; });
  if (from_elsewhere || instruction.words.size() < 2) return;
  for (std::size_t i = 0; i + 1 < instruction.words.size(); ++i) {
    const Text& source = instruction.words[i];
    if (!is_key_file(source.text) &&
        !becomes_environment(source.text, instruction.words.back().text) &&
        !takes_environment(project, dockerfile, source.text))
      continue;
    report.at(source.span, "`{}` is copied into the image", source.text)
        .suggest("mount it when the container starts, or for one `RUN` with `--mount=type=secret`");
  }
}

/// Arguments that are given when the image is built.
static void check_arguments(const Instruction& instruction, Report& report) {
  for (const Assignment& argument : instruction.assignments) {
    const std::string& name = argument.name.text;
    const bool has_default = argument.value && !argument.value->text.empty();
    if (has_default || !ends_with_any(name, kSecretEnds) || contains_any(name, kForBrowsers))
      continue;
    report.at(argument.name.span, "what `{}` is given stays in the history of the image", name)
        .as(Severity::Medium)
        .suggest("mount it for the `RUN` that needs it: `--mount=type=secret,id=" + name + "`");
  }
}

static void check_literals(const Project& project, const Instruction& instruction, Report& report) {
  for (const Literal& literal : project.literals) {
    if (literal.kind == Literal::Kind::Fallback || !is_within(literal.span, instruction.span))
      continue;
    report.at(literal.span, "a credential in `{}` is part of the image", instruction.keyword)
        .suggest(
            "give it to the container when it starts; what only the build needs, mount for "
            "one `RUN` with `--mount=type=secret`");
  }
}

static void check(const Project& project, Report& report) {
  for (const Dockerfile& dockerfile : project.dockerfiles) {
    for (const Stage* stage = &dockerfile.image(); stage != nullptr; stage = stage->base) {
      for (const Instruction& instruction : stage->instructions) {
        check_literals(project, instruction, report);
        if (instruction.keyword == "ARG") check_arguments(instruction, report);
        if (instruction.keyword == "COPY" || instruction.keyword == "ADD")
          check_copy(project, dockerfile, instruction, report);
      }
    }
  }
}

}  // namespace mcplint
