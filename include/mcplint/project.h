#pragma once
// Everything known about a deployment.

#include <string>
#include <vector>

#include "mcplint/advisory.h"
#include "mcplint/automation.h"
#include "mcplint/baseline.h"
#include "mcplint/call.h"
#include "mcplint/code.h"
#include "mcplint/config.h"
#include "mcplint/container.h"
#include "mcplint/dependency.h"
#include "mcplint/dockerfile.h"
#include "mcplint/document.h"
#include "mcplint/evidence.h"
#include "mcplint/launch.h"
#include "mcplint/literal.h"
#include "mcplint/measurement.h"
#include "mcplint/server.h"
#include "mcplint/suppression.h"
#include "mcplint/tests.h"
#include "mcplint/text.h"
#include "mcplint/tool.h"

namespace mcplint {

/// Something in a file that kept it from being fully analysed.
struct Problem {
  Span span;         // where it starts; the file's start if it concerns the whole file
  std::string what;  // "is not closed": lower case, no full stop
  std::string help;  // what to do about it; empty if that is plain
};

/// What the linted files say, joined. Read-only once built. It moves but does
/// not copy, because its parts point at each other.
struct Project {
  Project() = default;
  Project(const Project&) = delete;
  Project& operator=(const Project&) = delete;
  Project(Project&&) = default;
  Project& operator=(Project&&) = default;

  std::vector<Automation> automations;
  std::vector<Call> calls;
  std::vector<ClientFile> client_files;
  std::vector<Code> codes;
  std::vector<Config> configs;
  std::vector<Container> containers;
  std::vector<Dependency> dependencies;
  std::vector<DockerIgnore> docker_ignores;
  std::vector<Dockerfile> dockerfiles;
  std::vector<Document> documents;
  std::vector<Launch> launches;
  std::vector<Literal> literals;
  std::vector<Manifest> manifests;
  std::vector<Problem> problems;
  std::vector<Server> servers;
  std::vector<BaselineEntry> stale_entries;  // of the baseline: what is not found any more
  std::vector<Suppression> suppressions;     // filled when all other rules have run
  std::vector<Tool> tools;

  const Advisories* advisories = nullptr;  // null where nobody asked for any

  // Readiness: what runs, tests and documents show, filled in when all else is known.
  std::vector<Measurement> measurements;
  std::vector<TestFile> tests;
  std::vector<EnvironmentVariable> variables;
  std::vector<Evidence> evidence;
  Kinds kinds;
  Targets targets;
  Span home;         // where to say what it lacks as a whole; empty if it has no server
  std::string name;  // of what stands there

  /// What the evidence for `topic` comes to: the strongest that is young enough decides.
  [[nodiscard]] Standing standing(Topic topic) const;
  /// Why nobody asks that of this project: "no tool touches files"; empty if somebody does.
  [[nodiscard]] std::string_view not_asked(Topic topic) const;
};

}  // namespace mcplint
