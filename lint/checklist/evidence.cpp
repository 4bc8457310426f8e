#include "lint/checklist/evidence.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>

#include "lint/text/bytes.h"
#include "mcplint/words.h"

namespace mcplint::checklist {

std::size_t count_of(Subject subject, const Project& project) {
  switch (subject) {
    case Subject::Tools:
      return project.tools.size();
    case Subject::Servers:
      return project.servers.size();
    case Subject::HttpServers:
      return static_cast<std::size_t>(std::ranges::count_if(
          project.servers, [](const Server& one) { return one.serves(Server::Transport::Http); }));
    case Subject::Launches:
      return project.launches.size();
    case Subject::Containers:
      return project.containers.size();
    case Subject::RunningContainers:
      return static_cast<std::size_t>(std::ranges::count_if(
          project.containers,
          [](const Container& one) { return one.from != Container::From::Dockerfile; }));
    case Subject::Dependencies:
      return project.dependencies.size();
    case Subject::Files:
      break;
  }
  return 1;
}

/// One and many of each Subject.
static std::pair<std::string_view, std::string_view> nouns(Subject subject) {
  switch (subject) {
    case Subject::Tools:
      return {"tool", "tools"};
    case Subject::Servers:
      return {"server", "servers"};
    case Subject::HttpServers:
      return {"HTTP server", "HTTP servers"};
    case Subject::Launches:
      return {"client entry", "client entries"};
    case Subject::Containers:
      return {"container", "containers"};
    case Subject::RunningContainers:
      return {"container that is run", "containers that are run"};
    case Subject::Dependencies:
      return {"requirement", "requirements"};
    case Subject::Files:
      break;
  }
  return {"file", "files"};
}

std::string counted(Subject subject, const Project& project) {
  const std::size_t count = count_of(subject, project);
  const auto [one, many] = nouns(subject);
  if (subject == Subject::Files) return "every file";
  return std::to_string(count) + ' ' + std::string(count == 1 ? one : many);
}

/// The first file that was not fully analysed, though it is of a kind that `subject` comes from.
static const File* unread(Subject subject, const Run& run) {
  const auto comes_from = [subject](std::string_view detail) {
    const bool code = detail.starts_with("python");
    switch (subject) {
      case Subject::Tools:
      case Subject::Servers:
      case Subject::HttpServers:
        return code;
      case Subject::Launches:
      case Subject::Containers:
      case Subject::RunningContainers:
      case Subject::Dependencies:
        return !code;
      case Subject::Files:
        break;
    }
    return true;
  };
  for (const File& file : run.files) {
    if (file.state == File::State::Partly && comes_from(file.detail)) return &file;
  }
  return nullptr;
}

/// The rules of the line that were asked, as "MCP101, MCP108".
static std::string asked(const Item& item, const Run& run) {
  std::string text;
  for (const Rule* rule : run.rules) {
    if (!is_one_of(rule->id, item.rules)) continue;
    text += text.empty() ? "" : ", ";
    text += rule->id;
  }
  return text;
}

/// Lists `evidence`, or counts it where enough is listed.
static void add(Verdict& verdict, Evidence evidence) {
  if (verdict.evidence.size() == kMostEvidence) {
    ++verdict.more;
  } else {
    verdict.evidence.push_back(std::move(evidence));
  }
}

/// What is said of an example in a document, for pedantic readers: nothing is deployed by it.
static bool is_remark(const Diagnostic& diagnostic) {
  return diagnostic.severity == Severity::Info && diagnostic.persona > diagnostic.rule->persona;
}

Verdict by_rules(const Item& item, const Deployment& deployment, Subject subject) {
  const Run& run = deployment.run;
  Verdict verdict;
  for (const Diagnostic& diagnostic : run.diagnostics) {
    if (!is_one_of(diagnostic.rule->id, item.rules) || is_remark(diagnostic)) continue;
    verdict.status = Status::Fail;
    add(verdict, {Strength::Configured,
                  std::string(diagnostic.rule->id) + ": " + diagnostic.message(), diagnostic.span});
  }
  if (verdict.status == Status::Fail) return verdict;

  const std::string rules = asked(item, run);
  if (rules.empty()) return {.status = Status::Unknown, .reason = "no rule of this line was asked"};
  if (const File* file = unread(subject, run))
    return {.status = Status::Unknown, .reason = "`" + file->path + "` was not fully analysed"};
  if (count_of(subject, run.project) == 0) {
    return {.status = Status::NotApplicable,
            .reason = "there is no " + std::string(nouns(subject).first) + " to judge"};
  }
  const bool one = rules.find(',') == std::string::npos;
  verdict.status = Status::Pass;
  verdict.evidence.push_back(
      {Strength::Configured,
       rules + (one ? " finds" : " find") + " nothing in " + counted(subject, run.project),
       {}});
  for (const Suppressed& accepted : run.suppressed) {
    if (!is_one_of(accepted.diagnostic.rule->id, item.rules)) continue;
    add(verdict, {Strength::Stated,
                  std::string(accepted.diagnostic.rule->id) + " was accepted" +
                      (accepted.reason.empty() ? ", no reason given" : ": " + accepted.reason),
                  accepted.diagnostic.span});
  }
  return verdict;
}

Verdict by_evidence(std::vector<Evidence> evidence) {
  Verdict verdict;
  verdict.status = evidence.empty() ? Status::Missing : Status::Pass;
  for (Evidence& one : evidence) add(verdict, std::move(one));
  return verdict;
}

static bool is_word(char c) { return ('a' <= c && c <= 'z') || ('0' <= c && c <= '9') || c == '_'; }

/// Whether one of `words` stands in `text` as words of their own, or as the beginning of one:
/// "metric" is in "Our metrics", and not in "isometric".
static bool has_any_word(const std::string& text, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) {
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
      if (at == 0 || !is_word(text[at - 1])) return true;
    }
    return false;
  });
}

std::vector<Evidence> sections(const Project& project, std::span<const std::string_view> words) {
  std::vector<Evidence> found;
  for (const Document& document : project.documents) {
    for (const Heading& heading : document.headings) {
      if (!has_any_word(lower(heading.text.text), words)) continue;
      const bool says_something =
          heading.body.text.find_first_not_of(" \t\r\n") != std::string_view::npos;
      if (!says_something) continue;
      found.push_back({Strength::Stated, "section “" + heading.text.text + "”", heading.text.span});
    }
  }
  return found;
}

std::vector<Evidence> files_named(const Run& run, std::span<const std::string_view> names) {
  std::vector<Evidence> found;
  for (const File& file : run.files) {
    if (file.state == File::State::Skipped) continue;
    const std::string path = lower(file.path);
    const bool fits = std::ranges::any_of(names, [&](std::string_view name) {
      return path == name || path.ends_with("/" + std::string(name));
    });
    if (fits) found.push_back({Strength::Configured, "`" + file.path + "` is there", {}});
  }
  return found;
}

std::vector<Evidence> calls(const Project& project, std::span<const std::string_view> beginnings) {
  std::vector<Evidence> found;
  std::set<std::string_view> seen;
  for (const Call& call : project.calls) {
    const bool fits = std::ranges::any_of(
        beginnings, [&](std::string_view word) { return call.callee.starts_with(word); });
    if (!fits || !seen.insert(call.callee).second) continue;
    found.push_back({Strength::Configured, "`" + call.callee + "` is called", call.span()});
  }
  return found;
}

std::vector<Evidence> packages(const Project& project, std::span<const std::string_view> names) {
  std::vector<Evidence> found;
  std::set<std::string_view> seen;
  for (const Dependency& dependency : project.dependencies) {
    if (std::ranges::find(names, dependency.name) == names.end()) continue;
    if (!seen.insert(dependency.name).second) continue;
    found.push_back(
        {Strength::Configured, "`" + dependency.name + "` is required", dependency.span});
  }
  return found;
}

void append(std::vector<Evidence>& evidence, std::vector<Evidence> more) {
  std::ranges::move(more, std::back_inserter(evidence));
}

}  // namespace mcplint::checklist
