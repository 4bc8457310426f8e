// How servers run: which client knows them, with which packages and limits.

#include <algorithm>
#include <array>
#include <string>

#include "lint/facts/readiness/signs.h"
#include "mcplint/words.h"

namespace mcplint {

static void add_registrations(const Material& material, std::vector<Evidence>& evidence) {
  for (const Launch& launch : material.project.launches) {
    std::string text = "entry `" + launch.name.text + "`";
    if (launch.client != Client::Unknown) text += " of " + std::string(to_string(launch.client));
    evidence.push_back({launch.in_document ? Strength::Stated : Strength::Configured,
                        std::move(text), launch.name.span, Topic::Registration});
  }
}

/// What keeps a launch's packages apart from the machine's; empty if nothing does.
static std::string_view isolation_of(const Launch& launch) {
  if (launch.image) return "starts a container";
  if (!launch.packages.empty()) return "starts a package in an environment of its own";
  const std::string_view command = launch.command ? std::string_view(launch.command->text) : "";
  static constexpr auto kRunners = std::to_array<std::string_view>(
      {"uv", "uvx", "poetry", "pdm", "pipenv", "conda", "hatch", "pixi", "rye", "pipx", "npx",
       "bunx", "pnpm", "npm", "deno", "bun", "node"});
  if (is_one_of(file_name(command), kRunners)) return "starts it with its own packages";
  for (const std::string_view folder : {"venv/", "\\venv\\", "/env/bin/", ".venv\\", "/envs/"}) {
    if (contains(command, folder)) return "starts it in a virtual environment";
  }
  return "";
}

static void add_isolation(const Material& material, std::vector<Evidence>& evidence) {
  static constexpr auto kFiles =
      std::to_array<std::string_view>({"uv.lock", "poetry.lock", "pdm.lock", "pipfile.lock",
                                       "environment.yml", "environment.yaml", "pixi.toml"});
  static constexpr auto kHeadings =
      std::to_array<std::string_view>({"virtual environment", "virtualenv", "venv"});
  for (const Launch& launch : material.project.launches) {
    const std::string_view how = isolation_of(launch);
    if (how.empty()) continue;
    evidence.push_back({launch.in_document ? Strength::Stated : Strength::Configured,
                        "entry `" + launch.name.text + "` " + std::string(how), launch.name.span,
                        Topic::Isolation});
  }
  for (const Container& container : material.project.containers) {
    if (!container.holds_server || container.development) continue;
    evidence.push_back(
        {Strength::Configured, "it runs in a container", container.span, Topic::Isolation});
    break;
  }
  add_files(material, Topic::Isolation, kFiles, evidence);
  add_sections(material, Topic::Isolation, kHeadings, evidence);
}

/// Manifests and images say which Python or Node.js runs the source.
static void add_language_versions(const Material& material, std::vector<Evidence>& evidence) {
  static constexpr auto kFiles =
      std::to_array<std::string_view>({"go.mod", "rust-toolchain.toml", "rust-toolchain", ".nvmrc",
                                       ".node-version", ".tool-versions"});
  if (material.project.servers.empty())
    add_files(material, Topic::LanguageVersion, kFiles, evidence);
  for (const Manifest& manifest : material.project.manifests) {
    if (!manifest.language || manifest.is_aside || manifest.kind == Manifest::Kind::Lock) continue;
    evidence.push_back({Strength::Configured, "`" + manifest.language->text + "` is asked for",
                        manifest.language->span, Topic::LanguageVersion});
  }
  for (const Container& container : material.project.containers) {
    const std::string_view name = container.base.familiar_name();
    const bool is_language = name == "python" || name == "node" || name.ends_with("/uv");
    if (!is_language || container.base.tag.find_first_of("0123456789") == std::string::npos)
      continue;
    evidence.push_back({Strength::Configured,
                        "the image is made of `" + container.base.to_string() + "`",
                        container.base.span, Topic::LanguageVersion});
  }
}

/// Limits of what runs: containers, and what the server sets for itself.
static void add_limits(const Material& material, std::vector<Evidence>& evidence) {
  static constexpr auto kCalls = std::to_array<std::string_view>({"resource.setrlimit"});
  for (const Container& container : material.project.containers) {
    if (!container.limits_memory || !container.limits_processor) continue;
    evidence.push_back({Strength::Configured,
                        "memory and processors of `" + container.name + "` are limited",
                        container.span, Topic::ResourceLimits});
  }
  add_calls(material, Topic::ResourceLimits, kCalls, evidence);
}

static void add_volumes(const Material& material, std::vector<Evidence>& evidence) {
  for (const Container& container : material.project.containers) {
    if (!container.holds_server || container.development) continue;
    const auto kept = std::ranges::find_if(
        container.mounts, [](const Mount& mount) { return mount.kind != Mount::Kind::Memory; });
    if (kept != container.mounts.end())
      evidence.push_back(
          {Strength::Configured, "`" + kept->target + "` is kept", kept->span, Topic::Volumes});
  }
}

void add_launch_evidence(const Material& material, std::vector<Evidence>& evidence) {
  add_registrations(material, evidence);
  add_isolation(material, evidence);
  add_language_versions(material, evidence);
  add_limits(material, evidence);
  add_volumes(material, evidence);
}

}  // namespace mcplint
