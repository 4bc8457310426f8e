// Readiness as a whole: what a project is, and all that speaks for it or against it.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "lint/facts/automation.h"
#include "lint/facts/readiness/readiness.h"
#include "mcplint/words.h"

namespace mcplint {

std::string_view to_string(Strength strength) {
  static constexpr std::string_view kNames[] = {"measured", "configured", "stated"};
  return kNames[static_cast<std::size_t>(strength)];
}

Standing Project::standing(Topic topic) const {
  for (const Strength strength : {Strength::Measured, Strength::Configured, Strength::Stated}) {
    bool shown = false;
    for (const Evidence& one : evidence) {
      if (one.topic != topic || one.strength != strength) continue;
      if (one.bearing == Bearing::Against) return Standing::Contradicted;
      shown = shown || one.bearing == Bearing::For;
    }
    if (shown) return Standing::Shown;
  }
  return Standing::Lacking;
}

/// Whether there is something that is lost with the container.
static bool keeps_something(const Project& project) {
  return !project.kinds.files.empty() || std::ranges::any_of(project.calls, [](const Call& call) {
    return call.callee == "sqlite3.connect" || call.callee == "aiosqlite.connect";
  });
}

/// Whether an image of the project opens a port: code often listens elsewhere inside of one.
static bool opens_port(const Container& container) {
  return container.from == Container::From::Dockerfile && container.holds_server &&
         !container.development && (container.network || !container.ports.empty());
}

bool is_only_local(const Project& project, const Server& server) {
  const bool is_opened = std::ranges::any_of(project.containers, opens_port);
  return !server.listeners.empty() &&
         std::ranges::all_of(server.listeners, [&](const Listener& one) {
           return one.only_to_loopback || one.only_to_neighbours ||
                  (one.on_loopback() && one.container == nullptr && !is_opened);
         });
}

bool is_asked_for_health(const Container& container) {
  return container.from != Container::From::Launch && container.holds_server &&
         !container.development && !container.partial && !container.stdio &&
         (container.network || !container.ports.empty());
}

static bool is_called_by_others(const Project& project) {
  const bool is_said = !project.kinds.http.empty() && project.servers.empty();
  return is_said || std::ranges::any_of(project.servers, [&](const Server& one) {
           return one.serves(Server::Transport::Http) && !is_only_local(project, one);
         });
}

static bool takes_something(const Project& project) {
  return std::ranges::any_of(project.tools, [](const Tool& tool) {
    return tool.low_level || std::ranges::any_of(tool.parameters, &Parameter::from_client);
  });
}

std::string_view Project::not_asked(Topic topic) const {
  switch (topic) {
    case Topic::ToolsNamed:
      return tools.empty() ? "there is no tool to name" : "";
    case Topic::VariablesNamed:
      return variables.empty() ? "the source reads no environment variable" : "";
    case Topic::KeyRotation:
      return kinds.api.empty() ? "no tool sends requests to other machines" : "";
    case Topic::DiskSpace:
    case Topic::Permissions:
    case Topic::AllowedPaths:
      return kinds.files.empty() ? "no tool touches files" : "";
    case Topic::Volumes:
      return keeps_something(*this) ? "" : "no tool touches files: there is nothing to keep";
    case Topic::InputChecks:
      return takes_something(*this) ? "" : "no tool takes a parameter";
    case Topic::Authentication:
      return kinds.http.empty() ? "no server is reached over HTTP" : "";
    case Topic::RateLimits:
      return is_called_by_others(*this) || standing(topic) == Standing::Shown
                 ? ""
                 : "servers are reached from this machine alone";
    case Topic::HealthChecks:
      return std::ranges::any_of(containers, is_asked_for_health)
                 ? ""
                 : "no container is known to serve over the network";
    default:
      return "";
  }
}

/// The package that the manifest nearest to `path` makes; the file's name if none does.
static std::string package_at(const Project& project, const std::string& path) {
  const Manifest* nearest = nullptr;
  for (const Manifest& one : project.manifests) {
    const bool is_above =
        one.name && one.kind != Manifest::Kind::Lock && path.starts_with(one.folder());
    if (is_above && (nearest == nullptr || nearest->folder().size() < one.folder().size()))
      nearest = &one;
  }
  return nearest == nullptr ? std::string(file_name(path)) : nearest->name->text;
}

/// Where to say what the project lacks as a whole: its first server in code; if no code of
/// one was found, the manifest of one, or what runs it.
static void find_home(Project& project, const Sources& sources) {
  const Server* best = nullptr;
  for (const Server& server : project.servers) {
    if (best == nullptr) best = &server;
    if (stands_aside(sources.source_of(server.span).path)) continue;
    best = &server;
    break;
  }
  if (best != nullptr) {
    project.home = best->span;
    const std::string& path = sources.source_of(best->span).path;
    project.name = !best->name.empty() ? best->name : package_at(project, path);
    return;
  }
  for (const Manifest& manifest : project.manifests) {
    if (!manifest.of_server || manifest.is_aside || manifest.kind == Manifest::Kind::Lock) continue;
    project.home = manifest.span;
    project.name = manifest.name ? manifest.name->text : manifest.source->path;
    return;
  }
  for (const Container& container : project.containers) {
    if (!container.holds_server) continue;
    project.home = container.span;
    const std::string& path = sources.source_of(container.span).path;
    project.name = container.name.empty() ? std::string(file_name(path)) : container.name;
    return;
  }
}

/// The kinds that people say there are, instead of those found.
static Kinds wished(std::span<const std::string> names) {
  const Evidence said{Strength::Stated, "mcplint.toml says so", {}};
  Kinds kinds;
  if (is_one_of("api", names)) kinds.api.push_back(said);
  if (is_one_of("files", names)) kinds.files.push_back(said);
  if (is_one_of("containers", names)) kinds.containers.push_back(said);
  if (is_one_of("http", names)) kinds.http.push_back(said);
  return kinds;
}

void gather_evidence(Project& project, const Sources& sources, std::span<const std::string> paths,
                     std::span<const std::string> kinds, std::string_view today) {
  project.kinds = kinds.empty() ? find_kinds(project) : wished(kinds);
  project.variables = find_variables(project, sources);
  find_home(project, sources);
  mark_called(project.automations);

  using Finder = void (*)(const Material&, std::vector<Evidence>&);
  static constexpr Finder kFinders[] = {
      add_measured_evidence,    add_test_evidence,        add_command_evidence,
      add_coverage_thresholds,  add_document_evidence,    add_changelog_evidence,
      add_variable_evidence,    add_rollback_evidence,    add_monitoring_evidence,
      add_maintenance_evidence, add_file_system_evidence, add_launch_evidence,
      add_practice_evidence};
  const Material material{project, sources, paths, today};
  std::vector<Evidence> evidence;
  for (const Finder finder : kFinders) finder(material, evidence);
  std::ranges::stable_sort(evidence, {}, &Evidence::strength);
  project.evidence = std::move(evidence);
}

}  // namespace mcplint
