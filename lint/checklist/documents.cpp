#include "lint/checklist/documents.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "lint/checklist/evidence.h"
#include "lint/text/bytes.h"
#include "mcplint/words.h"

namespace mcplint::checklist {

/// The document of that name which stands highest in the tree; null if there is none.
static const Document* main_document(const Project& project, std::string_view beginning) {
  const Document* best = nullptr;
  const auto depth = [](const Document& one) { return std::ranges::count(one.source->path, '/'); };
  for (const Document& document : project.documents) {
    if (!lower(file_name(document.source->path)).starts_with(beginning)) continue;
    if (best == nullptr || depth(document) < depth(*best)) best = &document;
  }
  return best;
}

std::vector<Evidence> links_to(const Project& project, std::string_view part) {
  std::vector<Evidence> found;
  for (const Document& document : project.documents) {
    for (const DocumentLink& link : document.links) {
      if (link.target.text.find(part) == std::string::npos) continue;
      found.push_back({Strength::Stated, "link to " + link.target.text, link.target.span});
      break;  // one for each document says it
    }
  }
  return found;
}

static bool any_document_mentions(const Project& project, std::string_view word) {
  return std::ranges::any_of(project.documents, [&](const Document& document) {
    return document.source->text.find(word) != std::string::npos;
  });
}

/// Missing if any is among `absent`, which the evidence lists; Pass with `all` if not.
static Verdict unless_absent(std::vector<Evidence> absent, Evidence all) {
  if (absent.empty()) return by_evidence({std::move(all)});
  Verdict verdict = by_evidence(std::move(absent));
  verdict.status = Status::Missing;
  return verdict;
}

Verdict readme_complete(const Item& /*item*/, const Deployment& deployment) {
  const Project& project = deployment.run.project;
  const Document* readme = main_document(project, "readme");
  if (readme == nullptr) return {.status = Status::Missing};
  std::vector<Evidence> absent;
  for (const Tool& tool : project.tools) {
    if (tool.kind != Tool::Kind::Tool || tool.name.empty()) continue;
    if (any_document_mentions(project, tool.name)) continue;
    absent.push_back(
        {Strength::Stated, "no document names the tool `" + tool.name + "`", tool.span});
  }
  return unless_absent(std::move(absent),
                       {Strength::Stated,
                        "`" + readme->source->path + "` is there, and documents name " +
                            counted(Subject::Tools, project),
                        readme->source->start()});
}

/// The first thing in `text` that looks like a version: "1.2.3" of "## [v1.2.3] - 2026-01-02".
static std::string version_in(std::string_view text) {
  const auto is_digit = [](char c) { return '0' <= c && c <= '9'; };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_digit(text[at])) continue;
    std::size_t end = at;
    while (end < text.size() && (is_digit(text[end]) || text[end] == '.')) ++end;
    std::string_view found = text.substr(at, end - at);
    while (found.ends_with('.')) found.remove_suffix(1);
    if (found.find('.') != std::string_view::npos) return std::string(found);
    at = end;
  }
  return {};
}

/// The version that the manifest nearest to the root gives this project; nothing if none does.
static const Value* manifest_version(const Project& project) {
  static constexpr auto kPlaces = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"pyproject.toml", "project.version"},
       {"pyproject.toml", "tool.poetry.version"},
       {"package.json", "version"},
       {"server.json", "version"},
       {"manifest.json", "version"}});
  for (const auto& [name, path] : kPlaces) {
    for (const Config& config : project.configs) {
      if (file_name(config.source->path) != name) continue;
      const std::vector<const Value*> found = config.root.find(path);
      if (!found.empty() && found.front()->is(Value::Kind::String)) return found.front();
    }
  }
  return nullptr;
}

Verdict changelog_updated(const Item& /*item*/, const Deployment& deployment) {
  const Project& project = deployment.run.project;
  const Document* changelog = main_document(project, "changelog");
  if (changelog == nullptr) changelog = main_document(project, "changes");
  if (changelog == nullptr) return {.status = Status::Missing};
  const Value* version = manifest_version(project);
  for (const Heading& heading : changelog->headings) {
    const std::string newest = version_in(heading.text.text);
    if (newest.empty()) continue;  // a title, or "Unreleased"
    if (version == nullptr || version->text == newest)
      return by_evidence({{Strength::Stated, "its newest entry is " + newest, heading.text.span}});
    Verdict verdict =
        by_evidence({{Strength::Stated, "the newest entry is " + newest, heading.text.span},
                     {Strength::Configured, "the manifest says " + version->text, version->span}});
    verdict.status = Status::Fail;
    return verdict;
  }
  return {.status = Status::Missing};
}

Verdict examples_provided(const Item& /*item*/, const Deployment& deployment) {
  std::vector<Evidence> found;
  for (const Launch& launch : deployment.run.project.launches) {
    const std::string path = lower(deployment.run.sources.source_of(launch.span).path);
    const bool example = launch.in_document || path.find("example") != std::string::npos ||
                         path.find("sample") != std::string::npos;
    if (!example) continue;
    found.push_back(
        {Strength::Stated, "example of an entry `" + launch.name.text + "`", launch.name.span});
  }
  return by_evidence(std::move(found));
}

Verdict registered(const Item& /*item*/, const Deployment& deployment) {
  std::vector<Evidence> found;
  for (const Launch& launch : deployment.run.project.launches) {
    std::string text = "entry `" + launch.name.text + "`";
    if (launch.client != Client::Unknown)
      text += " of " + std::string(mcplint::to_string(launch.client));
    found.push_back({launch.in_document ? Strength::Stated : Strength::Configured, std::move(text),
                     launch.name.span});
  }
  std::ranges::stable_sort(found, {}, &Evidence::strength);
  return by_evidence(std::move(found));
}

/// The environment variables that the source reads by a name written out, and where first.
static std::map<std::string, Span> variables_read(const Project& project) {
  std::map<std::string, Span> variables;
  for (const Call& call : project.calls) {
    if (call.callee != "os.getenv" && call.callee != "os.environ.get") continue;
    const Node* name = call.node->argument(0, "key");
    if (name == nullptr || !name->is(NodeKind::String)) continue;
    variables.emplace(std::string(name->value()), name->span());
  }
  return variables;
}

/// Variables that the system sets, and nobody needs to document.
static bool is_of_the_system(std::string_view name) {
  static constexpr auto kNames = std::to_array<std::string_view>({"HOME",
                                                                  "PATH",
                                                                  "USER",
                                                                  "USERPROFILE",
                                                                  "APPDATA",
                                                                  "LOCALAPPDATA",
                                                                  "TMPDIR",
                                                                  "TEMP",
                                                                  "TMP",
                                                                  "SHELL",
                                                                  "LANG",
                                                                  "PWD",
                                                                  "TERM",
                                                                  "DISPLAY",
                                                                  "XDG_CONFIG_HOME",
                                                                  "XDG_DATA_HOME",
                                                                  "XDG_CACHE_HOME",
                                                                  "PYTHONPATH",
                                                                  "VIRTUAL_ENV",
                                                                  "PYTEST_CURRENT_TEST",
                                                                  "CI"});
  return std::ranges::find(kNames, name) != kNames.end();
}

/// Whether a document, a client's configuration or `.env.example` names the variable.
static bool is_documented(const Run& run, const std::string& name) {
  if (any_document_mentions(run.project, name)) return true;
  return std::ranges::any_of(run.sources.all(), [&](const std::shared_ptr<const Source>& source) {
    const std::string_view file = file_name(source->path);
    const bool tells = file.ends_with(".json") || file.starts_with(".env") ||
                       file.ends_with(".env.example") || file.starts_with("env.");
    return tells && source->text.find(name) != std::string::npos;
  });
}

Verdict environment_documented(const Item& /*item*/, const Deployment& deployment) {
  std::vector<Evidence> absent;
  std::size_t read = 0;
  for (const auto& [name, span] : variables_read(deployment.run.project)) {
    if (is_of_the_system(name)) continue;
    ++read;
    if (is_documented(deployment.run, name)) continue;
    absent.push_back(
        {Strength::Configured, "`" + name + "` is read, and no document names it", span});
  }
  if (read == 0)
    return {.status = Status::NotApplicable, .reason = "the source reads no environment variable"};
  return unless_absent(std::move(absent), {Strength::Stated,
                                           "documents name all " + std::to_string(read) +
                                               " variables that the source reads",
                                           {}});
}

/// A section on rolling back that speaks of every one of `steps`, each a choice of words.
static Verdict procedure(const Project& project,
                         std::span<const std::span<const std::string_view>> steps) {
  static constexpr auto kWords =
      std::to_array<std::string_view>({"rollback", "roll back", "rolling back"});
  Verdict best{.status = Status::Missing};
  for (const Document& document : project.documents) {
    for (const Heading& heading : document.headings) {
      const std::string title = lower(heading.text.text);
      if (std::ranges::none_of(
              kWords, [&](std::string_view w) { return title.find(w) != std::string::npos; }))
        continue;
      const std::string body = lower(heading.body.text);
      const auto says = [&](std::span<const std::string_view> words) {
        return std::ranges::any_of(
            words, [&](std::string_view w) { return body.find(w) != std::string::npos; });
      };
      const auto found = static_cast<std::size_t>(std::ranges::count_if(steps, says));
      Evidence evidence{Strength::Stated,
                        "section “" + heading.text.text + "” has " + std::to_string(found) +
                            " of " + std::to_string(steps.size()) + " steps",
                        heading.text.span};
      if (found == steps.size()) return by_evidence({std::move(evidence)});
      best.evidence.clear();
      best.evidence.push_back(std::move(evidence));
    }
  }
  return best;
}

static constexpr auto kStop =
    std::to_array<std::string_view>({"stop", "shut down", "disable", "scale"});
static constexpr auto kRestore =
    std::to_array<std::string_view>({"restore", "revert", "previous", "reset"});
static constexpr auto kRestart = std::to_array<std::string_view>({"restart", "start", "relaunch"});
static constexpr auto kVerify =
    std::to_array<std::string_view>({"verify", "check", "test", "confirm"});
static constexpr auto kDocument =
    std::to_array<std::string_view>({"document", "record", "issue", "incident"});
static constexpr auto kFromBackup =
    std::to_array<std::string_view>({"backup", "back up", "snapshot"});
static constexpr auto kRevert =
    std::to_array<std::string_view>({"revert", "check out", "checkout", "git "});
static constexpr auto kConfigure = std::to_array<std::string_view>({"configuration", "config"});
static constexpr auto kTell =
    std::to_array<std::string_view>({"communicate", "notify", "inform", "announce", "tell"});

using Words = std::span<const std::string_view>;

Verdict quick_rollback(const Item& /*item*/, const Deployment& deployment) {
  static constexpr std::array<Words, 4> kSteps = {kStop, kRestore, kRestart, kVerify};
  return procedure(deployment.run.project, kSteps);
}

Verdict full_rollback(const Item& /*item*/, const Deployment& deployment) {
  static constexpr std::array<Words, 6> kSteps = {kDocument,  kFromBackup, kRevert,
                                                  kConfigure, kVerify,     kTell};
  return procedure(deployment.run.project, kSteps);
}

}  // namespace mcplint::checklist
