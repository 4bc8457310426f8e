#pragma once
// What shows that a project is ready to be deployed, or that it is not.

#include <string>
#include <vector>

#include "mcplint/text.h"

namespace mcplint {

/// What evidence is about. Rules MCP7xx and lines of the production checklist ask for it.
enum class Topic {
  None,
  Tests,     // there are any
  TestRuns,  // they were run, or are by themselves
  Coverage,  // how much of the code they run
  Audits,    // packages are held against what is known of them
  Linters,
  TypeChecks,
  ToolsNamed,  // documents name each tool
  Readme,
  Changelog,  // its newest entry is this version's
  Examples,   // of a client's configuration
  Troubleshooting,
  VariablesNamed,  // documents name each environment variable that the source reads
  IntegrationTests,
  LoadTests,
  ErrorTests,
  RollbackPlan,
  LogAggregation,
  ErrorTracking,
  Metrics,
  Alerts,
  Backups,
  Updates,
  Support,
  KnownIssues,
  KeyRotation,
  DiskSpace,
  Permissions,
  AllowedPaths,
  Isolation,        // from the packages of the machine: a virtual environment, a container
  LanguageVersion,  // it is said which one the source runs on
  ResourceLimits,
  Volumes,
  InputChecks,        // tools say what their parameters may be
  PathChecks,         // what is held against paths that callers choose
  RateLimits,         // of how often clients may call
  Authentication,     // of clients, or nobody else can reach the server
  RateLimitHandling,  // of other machines' limits
  Retries,
  CircuitBreakers,
  HealthChecks,
  // These have no rule: only a run, a file or a person can show them.
  ResponseTime,
  Memory,
  Processor,
  ErrorRate,
  LoadSize,
  Registration,  // a client's configuration starts a server
  QuickRollback,
  FullRollback,
};

/// How a piece of evidence came about: a run was measured, a file makes it so,
/// or somebody says so. The stronger come first.
enum class Strength { Measured, Configured, Stated };

/// "measured", "configured", "stated".
[[nodiscard]] std::string_view to_string(Strength strength);

/// What a piece of evidence does to its topic.
enum class Bearing {
  For,
  Partial,  // it speaks for it, and is too old or too little to count
  Against,  // it shows the opposite
};

/// What speaks for a topic, or against it.
struct Evidence {
  Strength strength = Strength::Configured;
  std::string text;  // may hold text of the linted files: escape before printing
  Span span;         // where; empty if it is about no one place
  Topic topic = Topic::None;
  Bearing bearing = Bearing::For;
  std::string subject = {};  // of Against: the tool, variable or number that shows it
};

/// What the evidence for a topic comes to.
enum class Standing {
  Shown,
  Contradicted,  // the strongest evidence says the opposite
  Lacking,       // nothing speaks for it, or nothing that is young enough
};

/// What kinds of server a project has: they decide what is asked of it.
/// Each holds what shows it, or nothing.
struct Kinds {
  std::vector<Evidence> api;         // a tool sends requests to other machines
  std::vector<Evidence> files;       // a tool touches files
  std::vector<Evidence> containers;  // it runs in a container
  std::vector<Evidence> http;        // clients reach it over HTTP
};

}  // namespace mcplint
