// Whole deployments: every rule together, in every format.

#include <doctest/doctest.h>

#include <filesystem>
#include <sstream>
#include <string>

#include "golden.h"
#include "lint/engine/select.h"
#include "lint/report/format.h"
#include "lint/report/identity.h"
#include "mcplint/lint.h"
#include "rules/rules.h"

using namespace mcplint;
namespace fs = std::filesystem;

/// What `mcplint .` runs if nobody asks for more.
static std::span<const Rule* const> usual_rules() {
  static const Selection usual = select_rules(all_rules(), {}, {}, Persona::Regular);
  return usual.rules;
}

/// Paths in reports are relative to where the run starts, so tests start there too.
static Run lint_project(const fs::path& folder, unsigned jobs) {
  fs::current_path(folder);
  Options options;
  options.paths = {"."};
  options.rules = usual_rules();
  options.known = all_rules();
  options.persona = Persona::Regular;
  options.jobs = jobs;
  Run run = lint(options);
  run.repository.reset();      // it changes with every commit
  run.root = folder.string();  // wherever the sources lie
  add_fingerprints(run);
  return run;
}

static std::string written(const Run& run, const Format& format) {
  Style style;
  style.show_files = true;
  std::ostringstream out;
  format.write(run, style, out);
  return out.str();
}

TEST_CASE("the bundled deployments are reported as their golden files say") {
  const fs::path fixtures = fs::path(MCPLINT_ROOT) / "fixtures";
  for (const char* name : {"notes_server", "notes_server_repaired"}) {
    const Run run = lint_project(fixtures / "projects" / name, 1);
    for (const Format& format : all_formats()) {
      const fs::path golden = fixtures / "golden" / name / ("report." + std::string(format.name));
      check_golden(golden, written(run, format));
    }
  }
}

TEST_CASE("nothing is found in the repaired deployment") {
  const Run run =
      lint_project(fs::path(MCPLINT_ROOT) / "fixtures" / "projects" / "notes_server_repaired", 1);
  CHECK(run.diagnostics.empty());
  CHECK(run.count(File::State::Analysed) == 5);
}

TEST_CASE("many threads say what one says, in the same order") {
  const fs::path folder = fs::path(MCPLINT_ROOT) / "fixtures";
  const Run one = lint_project(folder, 1);
  CHECK(one.diagnostics.size() > 100);
  for (const unsigned jobs : {2U, 8U}) {
    const Run many = lint_project(folder, jobs);
    for (const Format& format : all_formats()) {
      CHECK_MESSAGE(written(one, format) == written(many, format), format.name);
    }
  }
}
