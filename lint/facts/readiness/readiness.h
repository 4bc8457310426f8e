#pragma once
// Gathering what shows that a project is ready to be deployed: see mcplint/evidence.h.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mcplint/project.h"

namespace mcplint {

/// What evidence is found in.
struct Material {
  const Project& project;
  const Sources& sources;
  std::span<const std::string> paths;  // of every file that is there, read or not
  std::string_view today;              // YYYY-MM-DD; empty: nothing is too old
};

/// Whether a file of that path, which no parser reads, tells people which variables there are:
/// `.env.example`, `README.rst`.
[[nodiscard]] bool tells_of_variables(std::string_view path);

/// Whether a file of that path, which no parser reads, may set a threshold of coverage:
/// `vitest.config.ts`, `codecov.yml`.
[[nodiscard]] bool sets_thresholds(std::string_view path);

/// Fills in `project.kinds`, `home`, `name`, `variables` and `evidence`, when all else of it
/// is known. `kinds` are the names of those that people say there are; empty: what is found.
void gather_evidence(Project& project, const Sources& sources, std::span<const std::string> paths,
                     std::span<const std::string> kinds, std::string_view today);

[[nodiscard]] Kinds find_kinds(const Project& project);
/// Whether a server that is reached over HTTP is reached from this machine alone.
[[nodiscard]] bool is_only_local(const Project& project, const Server& server);
/// Whether a server runs there that others reach over the network.
[[nodiscard]] bool is_asked_for_health(const Container& container);
/// All that the source reads; `project.variables` has those of languages that are not parsed.
[[nodiscard]] std::vector<EnvironmentVariable> find_variables(const Project& project,
                                                              const Sources& sources);
/// Those that settings classes read.
[[nodiscard]] std::vector<EnvironmentVariable> find_settings(const Project& project);

// Each adds evidence for some topics.
void add_measured_evidence(const Material& material, std::vector<Evidence>& evidence);
void add_test_evidence(const Material& material, std::vector<Evidence>& evidence);
void add_command_evidence(const Material& material, std::vector<Evidence>& evidence);
void add_coverage_thresholds(const Material& material, std::vector<Evidence>& evidence);
void add_document_evidence(const Material& material, std::vector<Evidence>& evidence);
void add_changelog_evidence(const Material& material, std::vector<Evidence>& evidence);
void add_variable_evidence(const Material& material, std::vector<Evidence>& evidence);
void add_rollback_evidence(const Material& material, std::vector<Evidence>& evidence);
void add_monitoring_evidence(const Material& material, std::vector<Evidence>& evidence);
void add_maintenance_evidence(const Material& material, std::vector<Evidence>& evidence);
void add_file_system_evidence(const Material& material, std::vector<Evidence>& evidence);
void add_launch_evidence(const Material& material, std::vector<Evidence>& evidence);
void add_practice_evidence(const Material& material, std::vector<Evidence>& evidence);

}  // namespace mcplint
