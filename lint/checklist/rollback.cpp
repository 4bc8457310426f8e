#include "lint/checklist/rollback.h"

#include <algorithm>
#include <ostream>
#include <string_view>

#include "lint/text/escape.h"

namespace mcplint::checklist {

std::string version_of(const Project& project) {
  for (const Manifest& manifest : project.manifests) {
    if (manifest.of_server && !manifest.is_aside && manifest.version &&
        manifest.kind != Manifest::Kind::Lock)
      return manifest.version->text;
  }
  return {};
}

/// The entry of a client that starts the server; null if none is a file of its own.
static const Launch* launch_of(const Project& project) {
  const auto found =
      std::ranges::find_if(project.launches, [](const Launch& one) { return !one.in_document; });
  if (found != project.launches.end()) return &*found;
  return project.launches.empty() ? nullptr : &project.launches.front();
}

static std::string client_of(const Launch* launch) {
  if (launch == nullptr || launch->client == Client::Unknown) return "Claude Desktop";
  return std::string(to_string(launch->client));
}

/// How the server is stopped: its service, or with its client.
static std::string stop_of(const Project& project, const std::string& client) {
  for (const Container& container : project.containers) {
    if (!container.holds_server || container.name.empty()) continue;
    if (container.from == Container::From::Compose)
      return "`docker compose stop " + container.name + "`";
    if (container.from == Container::From::Kubernetes)
      return "`kubectl rollout pause` for `" + container.name + "`";
  }
  return "quit " + client;
}

static std::string what_to_call(const Project& project) {
  const auto tool = std::ranges::find_if(project.tools, [](const Tool& one) {
    return one.kind == Tool::Kind::Tool && !one.is_unlisted();
  });
  return tool == project.tools.end() ? "ask it for its tools" : "call `" + tool->name + "`";
}

void write_rollback(const Run& run, std::ostream& out) {
  const Project& project = run.project;
  const Launch* launch = launch_of(project);
  const std::string client = client_of(launch);
  const std::string name = project.name.empty() ? "the server" : project.name;
  const std::string version = version_of(project);
  const bool has_file = launch != nullptr && !launch->in_document;
  const std::string file = has_file ? "`" + run.sources.source_of(launch->span).path + "`"
                                    : "the configuration of " + client;
  const auto line = [&](const std::string& text) { out << escape(text) << '\n'; };
  line("# Rolling back " + name + (version.empty() ? "" : " " + version));
  out << "\n## Quick rollback\n\n";
  line("1. Stop the server: " + stop_of(project, client) + ".");
  line("2. Restore the previous configuration: " + file + " as it was before.");
  line("3. Restart " + client + ".");
  line("4. Verify that it works: " + what_to_call(project) + ".");
  out << "\n## Full rollback\n\n";
  line("1. Document the issue: what happened, since when, which version" +
       (version.empty() ? "." : " (" + version + " was deployed)."));
  line("2. Restore from backup: what the server keeps, from before the deployment.");
  line("3. Revert the code: `git revert`, or deploy the version before" +
       (version.empty() ? "." : " " + version + "."));
  line("4. Update the configuration: let " + file + " name that version.");
  line("5. Test thoroughly: the tests, and " + what_to_call(project) + " through " + client + ".");
  line("6. Communicate to users: what went wrong, and which version runs now.");
}

}  // namespace mcplint::checklist
