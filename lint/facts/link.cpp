#include "lint/facts/link.h"

#include <iterator>
#include <type_traits>
#include <utility>

#include "lint/facts/calls.h"
#include "lint/facts/containers/containers.h"
#include "lint/facts/dependencies/finders.h"
#include "lint/facts/deployment.h"
#include "lint/facts/exposure.h"
#include "lint/facts/servers.h"
#include "lint/facts/tools.h"

namespace mcplint {

template <class T>
static void append(std::vector<T>& all, std::vector<T>& some) {
  std::move(some.begin(), some.end(), std::back_inserter(all));
}

template <class T>
static void append(std::vector<T>& all, std::optional<T>& one) {
  if (one) all.push_back(std::move(*one));
}

/// Launches and client files point into Configs, which must not be copied.
static_assert(std::is_nothrow_move_constructible_v<Config>);

/// Ties each client file to its Config, now that these no longer move.
static void tie_client_files(const std::vector<std::pair<std::size_t, ClientFile>>& files,
                             Project& project) {
  for (const auto& [index, file] : files) {
    project.client_files.push_back(file);
    project.client_files.back().config = &project.configs[index];
  }
}

/// An entry that is a whole file moves with it, unlike those that stand inside of one.
static void tie_whole_entries(const std::vector<std::pair<std::size_t, std::size_t>>& entries,
                              Project& project) {
  for (const auto& [launch, config] : entries)
    project.launches[launch].entry = &project.configs[config].root;
}

/// Notes which launches of `file`, by their place in the project, are its whole Config.
static void note_whole_entries(const Facts& file, const Project& project,
                               std::vector<std::pair<std::size_t, std::size_t>>& entries) {
  if (!file.parsed.config) return;
  for (std::size_t i = 0; i < file.launches.size(); ++i) {
    if (file.launches[i].entry == &file.parsed.config->root)
      entries.emplace_back(project.launches.size() + i, project.configs.size());
  }
}

Project link(std::vector<Facts> facts, Sources& sources, std::span<const Callable> sinks) {
  Project project;
  std::vector<std::pair<std::size_t, ClientFile>> client_files;
  std::vector<std::pair<std::size_t, std::size_t>> whole_entries;
  for (Facts& file : facts) {
    if (file.source == nullptr) continue;
    note_whole_entries(file, project, whole_entries);
    if (file.client_file) client_files.emplace_back(project.configs.size(), *file.client_file);
    append(project.codes, file.parsed.code);
    append(project.configs, file.parsed.config);
    for (const ClientFile& one : file.snippet_files) {
      const auto place = static_cast<std::size_t>(&one - file.snippet_files.data());
      client_files.emplace_back(project.configs.size() + place, one);
    }
    append(project.configs, file.snippets);
    append(project.documents, file.parsed.document);
    append(project.docker_ignores, file.parsed.docker_ignore);
    append(project.dockerfiles, file.parsed.dockerfile);
    append(project.dependencies, file.parsed.dependencies);
    append(project.problems, file.parsed.problems);
    append(project.launches, file.launches);
    append(project.containers, file.containers);
    append(project.automations, file.automations);
    append(project.literals, file.literals);
    append(project.measurements, file.measurements);
    append(project.tests, file.tests);
    append(project.variables, file.variables);
    append(project.manifests, file.manifest);
    sources.add(std::move(file.source));
  }

  tie_client_files(client_files, project);
  settle_markers(project);
  tie_whole_entries(whole_entries, project);
  link_manifests(project);

  // Code no longer grows: what is found in it may point at it.
  const Program program(project.codes);
  flow::Analysis analysis(program, sinks);
  const std::vector<Handler> handlers = find_handlers(program);
  find_tools(handlers, analysis, project);
  find_servers(handlers, analysis, project);
  find_calls(handlers, analysis, project);
  find_exposure(program, project);
  mark_server_manifests(project);
  find_services(project, project.containers);
  link_containers(project);
  find_deployment(project);
  return project;
}

}  // namespace mcplint
