#pragma once
// From what the command line, the environment and the configuration say to a run.

#include <optional>

#include "lint/cli/commands.h"
#include "lint/engine/advisories.h"
#include "lint/engine/baseline.h"
#include "lint/engine/configuration.h"
#include "lint/engine/select.h"
#include "mcplint/lint.h"

namespace mcplint::cli {

/// Everything that a run needs. It must stay where it is: its options point into it.
struct Setup {
  ReadConfiguration read;
  Selection selection;
  std::optional<Baseline> baseline;
  LoadedAdvisories advisories;
  Severity min_severity = Severity::Info;
  Persona persona = Persona::Regular;
  int fail_on = 0;
  Options options;
};

/// Fills `setup`. What is wrong is said on standard error; returns kClean or kCannotRun.
int set_up(const CheckArguments& arguments, Setup& setup);

/// Reads the configuration that `arguments` ask for, and says what is wrong with it.
int read_configuration_for(const CheckArguments& arguments, ReadConfiguration& read);

/// The baseline that is asked for: --baseline, else the configuration's; empty if none is.
std::string baseline_path(const CheckArguments& arguments, const Configuration& configuration);

/// Lints; findings have their fingerprints, and the baseline's are left out.
Run lint_as(const Setup& setup);

}  // namespace mcplint::cli
