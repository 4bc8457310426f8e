// What stands in the files that `env_file` of a compose file names.

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>

#include "lint/facts/containers/containers.h"
#include "lint/facts/containers/values.h"
#include "lint/syntax/env_file.h"
#include "mcplint/words.h"

namespace mcplint {

/// Adds the variables of `file` that are not among `known`. A name that is there twice
/// counts with its last value.
static void add_variables(const Value& file, std::set<std::string>& known, Container& container) {
  for (std::size_t i = file.members.size(); i-- > 0;) {
    const Member& member = file.members[i];
    if (!known.insert(member.key.text).second) continue;
    const Value& value = member.value;
    const bool literal = value.span.text.starts_with('\'');
    container.environment.push_back(
        {member.key, {literal ? value.text : interpolate(value.text).text, value.span}});
  }
}

/// Only files that were read with the project count: what lies beside it, or git
/// ignores, differs from machine to machine.
void read_env_files(Project& project) {
  std::map<std::string, const Value*, std::less<>> files;
  for (const Config& config : project.configs) {
    if (is_env_file(config.source->path)) files[normal_path(config.source->path)] = &config.root;
  }
  if (files.empty()) return;
  for (Container& container : project.containers) {
    if (container.from != Container::From::Compose) continue;
    const std::string folder(folder_of(container.source->path));
    std::set<std::string> known;
    for (const Setting& setting : container.environment) known.insert(setting.name.text);
    // `environment` comes first, then the last of the files.
    for (std::size_t i = container.env_files.size(); i-- > 0;) {
      const std::string path = interpolate(container.env_files[i].text).text;
      const auto found = files.find(normal_path(folder + path));
      if (found != files.end()) add_variables(*found->second, known, container);
    }
  }
}

}  // namespace mcplint
