// One file: what its parser reads, and what that means.

#include <optional>

#include "lint/facts/automation.h"
#include "lint/facts/containers/containers.h"
#include "lint/facts/dependencies/finders.h"
#include "lint/facts/facts.h"
#include "lint/facts/launch/registrations.h"
#include "lint/facts/reports/reports.h"
#include "lint/syntax/automation_file.h"
#include "lint/syntax/rst.h"
#include "lint/syntax/shell.h"
#include "lint/text/utf8.h"

namespace mcplint {

static void check_encoding(const Source& source, std::vector<Problem>& problems) {
  const std::optional<std::size_t> at = first_invalid_utf8(source.text);
  if (!at) return;
  problems.push_back({{std::string_view(source.text).substr(*at, 1)},
                      "not UTF-8 from here on",
                      "save the file as UTF-8"});
}

bool wants(const Parser& parser, std::string_view text) {
  return parser.wants == nullptr || parser.wants(text);
}

static void read_config(Facts& facts) {
  find_measurements(*facts.parsed.config, facts.measurements);
  // Nothing else asks about reports, and their trees are large.
  if (!facts.measurements.empty()) return facts.parsed.config.reset();
  find_dependencies(*facts.parsed.config, facts);
  const bool is_lock = facts.manifest && facts.manifest->kind == Manifest::Kind::Lock;
  if (!is_lock) {
    find_launches(*facts.parsed.config, facts);
    find_pods(*facts.parsed.config, facts.containers);
    for (const Launch& launch : facts.launches) {
      find_launched(launch, *facts.source, facts.containers);
    }
    return;
  }
  // Nothing else asks about lock files, and their trees are large.
  facts.parsed.config.reset();
}

/// What the file runs, and what that installs: each script is parsed once for both.
static void find_automations(Facts& facts) {
  const std::optional<Automation::From> from = automation_file(facts.source->path);
  if (!from) return;
  for (const Recipe& recipe : scripts_of(*from, facts.parsed)) {
    const ShellScript script = parse_shell(recipe.script);
    add_commands(*from, script, recipe.task, facts.automations);
    // What scripts install is for whoever runs them.
    if (*from != Automation::From::Script) find_installed_dependencies(script, facts);
  }
  if (facts.parsed.config) add_names(*from, facts.parsed.config->root, facts.automations);
}

void collect(const Parser& parser, Facts& facts) {
  // Nothing goes wrong because a document is in another encoding.
  if (!reads_documents(parser)) check_encoding(*facts.source, facts.parsed.problems);
  parser.parse(*facts.source, facts.parsed);
  if (facts.parsed.config) read_config(facts);
  if (parser.parse == parse_requirements) find_requirements_manifest(facts);
  find_automations(facts);
  for (const Recipe& recipe : facts.parsed.recipes)
    find_registrations(*facts.source, recipe.script, false, facts);
  if (facts.parsed.document) find_snippets(*facts.parsed.document, facts);
  if (facts.parsed.dockerfile) {
    find_containers(*facts.parsed.dockerfile, facts.containers);
    find_installed_dependencies(*facts.parsed.dockerfile, facts);
  }
  find_launched_dependencies(facts);
}

}  // namespace mcplint
