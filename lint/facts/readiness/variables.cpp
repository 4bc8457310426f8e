// The environment variables that the source reads, and whether people are told of them.

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "lint/facts/readiness/signs.h"
#include "mcplint/nodes.h"
#include "mcplint/words.h"

namespace mcplint {

/// Variables that the system or a tool sets, and nobody needs to document.
static bool is_of_the_system(std::string_view name) {
  static constexpr auto kNames = std::to_array<std::string_view>({"HOME",
                                                                  "PATH",
                                                                  "USER",
                                                                  "USERNAME",
                                                                  "LOGNAME",
                                                                  "USERPROFILE",
                                                                  "APPDATA",
                                                                  "LOCALAPPDATA",
                                                                  "PROGRAMFILES",
                                                                  "TMPDIR",
                                                                  "TEMP",
                                                                  "TMP",
                                                                  "SHELL",
                                                                  "LANG",
                                                                  "LC_ALL",
                                                                  "PWD",
                                                                  "TERM",
                                                                  "DISPLAY",
                                                                  "WAYLAND_DISPLAY",
                                                                  "HOSTNAME",
                                                                  "COMPUTERNAME",
                                                                  "PYTHONPATH",
                                                                  "VIRTUAL_ENV",
                                                                  "PYTEST_CURRENT_TEST",
                                                                  "CI",
                                                                  "GITHUB_ACTIONS",
                                                                  "NO_COLOR",
                                                                  "SYSTEMROOT",
                                                                  "COMSPEC",
                                                                  "KUBERNETES_SERVICE_HOST",
                                                                  "EDITOR",
                                                                  "WINDIR",
                                                                  "CONDA_PREFIX",
                                                                  "NODE_ENV",
                                                                  "VITEST",
                                                                  "JEST_WORKER_ID"});
  return name.starts_with("XDG_") || name.starts_with("npm_") || is_one_of(name, kNames);
}

static void note(const Node* name, const Node* fallback,
                 std::map<std::string, EnvironmentVariable>& found) {
  if (name == nullptr || !name->is(NodeKind::String) || name->value().empty()) return;
  if (is_of_the_system(name->value())) return;
  EnvironmentVariable variable{std::string(name->value()), name->span(), {}};
  if (fallback != nullptr && !fallback->span().empty())
    variable.default_value = std::string(fallback->span().text);
  found.emplace(variable.name, std::move(variable));
}

/// `os.environ["NAME"]`.
static void note_items(const Node& body, std::map<std::string, EnvironmentVariable>& found) {
  std::set<const Node*> written;
  each_node(body, [&](const Node& node) {
    if (node.is(NodeKind::Assign)) {
      for (const Node& part : node.parts().first(node.parts().size() - 1)) written.insert(&part);
    }
    if (!node.is(NodeKind::Subscript) || node.parts().size() != 2 || written.contains(&node))
      return;
    const std::string_view object = node.part(0).span().text;
    if (object == "os.environ" || object == "environ") note(&node.part(1), nullptr, found);
  });
}

/// Whether a server in JavaScript or TypeScript stands above `path`.
static bool is_of_script_server(const Project& project, std::string_view path) {
  return std::ranges::any_of(project.manifests, [&](const Manifest& one) {
    return one.of_server && !one.is_aside && one.kind == Manifest::Kind::PackageJson &&
           path.starts_with(one.folder());
  });
}

/// Those of a whole class, and of languages that are not parsed.
static void note_others(const Project& project, const Sources& sources,
                        std::map<std::string, EnvironmentVariable>& found) {
  // Where some are read by names that are computed, those that are written out are not all.
  const bool are_all = std::ranges::none_of(project.variables, [&](const EnvironmentVariable& one) {
    return one.name.empty() && is_of_script_server(project, sources.source_of(one.span).path);
  });
  for (const EnvironmentVariable& one : project.variables) {
    if (!are_all) break;
    const bool counts = !is_of_the_system(one.name) &&
                        is_of_script_server(project, sources.source_of(one.span).path);
    if (counts) found.emplace(one.name, one);
  }
  for (EnvironmentVariable& one : find_settings(project)) found.emplace(one.name, std::move(one));
}

std::vector<EnvironmentVariable> find_variables(const Project& project, const Sources& sources) {
  static constexpr auto kReaders = std::to_array<std::string_view>(
      {"os.getenv", "os.environ.get", "decouple.config", "environs.Env"});
  std::map<std::string, EnvironmentVariable> found;
  note_others(project, sources, found);
  for (const Call& call : project.calls) {
    if (is_one_of(call.callee, kReaders) || call.callee.starts_with("environs.Env."))
      note(call.node->argument(0, "key"), call.node->argument(1, "default"), found);
    if (call.callee.starts_with("typer.") || call.callee.starts_with("click."))
      note(call.node->argument(-1, "envvar"), nullptr, found);
  }
  for (const Code& code : project.codes) {
    note_items(code.body, found);
    for (const Class& it : code.classes) note_items(it.body, found);
    for (const Function& function : code.functions) note_items(function.body, found);
  }
  std::vector<EnvironmentVariable> variables;
  variables.reserve(found.size());
  for (auto& [name, variable] : found) variables.push_back(std::move(variable));
  return variables;
}

/// Whether `name` stands in `text` as a word of its own.
static bool names(std::string_view text, std::string_view name) {
  const auto goes_on = [](char c) {
    return ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '_';
  };
  for (std::size_t at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || !goes_on(text[at - 1])) && (end == text.size() || !goes_on(text[end])))
      return true;
  }
  return false;
}

bool tells_of_variables(std::string_view path) {
  const std::string_view file = file_name(path);
  return file.ends_with(".rst") || file.starts_with(".env") || file.starts_with(".dev.vars") ||
         file.ends_with(".env") || file.ends_with(".env.example") || file.starts_with("env.");
}

/// Likewise, of those that a parser reads.
static bool tells(std::string_view path) {
  const std::string_view file = file_name(path);
  return tells_of_variables(path) || file.ends_with(".md") || file.ends_with(".mdx") ||
         file.ends_with(".json") || file == "smithery.yaml" || contains(file, "compose");
}

void add_variable_evidence(const Material& material, std::vector<Evidence>& evidence) {
  std::size_t named = 0;
  std::size_t all = 0;
  for (const EnvironmentVariable& variable : material.project.variables) {
    if (is_of_an_example(material, variable.span)) continue;
    ++all;
    const bool is_named =
        std::ranges::any_of(material.sources.all(), [&](const std::shared_ptr<const Source>& one) {
          return tells(one->path) && names(one->text, variable.name);
        });
    if (is_named) {
      ++named;
      continue;
    }
    evidence.push_back({Strength::Stated, "", variable.span, Topic::VariablesNamed,
                        Bearing::Against, variable.name});
  }
  if (named == 0) return;
  evidence.push_back({Strength::Stated,
                      "documents name " + std::to_string(named) + " of " + std::to_string(all) +
                          " variables that the source reads",
                      material.project.variables.front().span, Topic::VariablesNamed});
}

}  // namespace mcplint
