#include "lint/checklist/settle.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "lint/checklist/unread.h"
#include "mcplint/words.h"

namespace mcplint::checklist {

static std::size_t count_of(Subject subject, const Project& project) {
  switch (subject) {
    case Subject::Tools:
      return static_cast<std::size_t>(
          std::ranges::count_if(project.tools, [](const Tool& one) { return !one.is_unlisted(); }));
    case Subject::Handlers:
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
    case Subject::Dependencies:
      return project.dependencies.size();
    case Subject::None:
    case Subject::Files:
      break;
  }
  return 1;
}

/// One and many of each Subject.
static std::pair<std::string_view, std::string_view> nouns(Subject subject) {
  static constexpr std::pair<std::string_view, std::string_view> kNouns[] = {
      {"", ""},
      {"tool", "tools"},
      {"tool", "tools"},
      {"server", "servers"},
      {"HTTP server", "HTTP servers"},
      {"client entry", "client entries"},
      {"container", "containers"},
      {"requirement", "requirements"},
      {"file", "files"}};
  return kNouns[static_cast<std::size_t>(subject)];
}

/// "12 tools".
static std::string counted(Subject subject, const Project& project) {
  if (subject == Subject::Files) return "any file";
  const std::size_t count = count_of(subject, project);
  const auto [one, many] = nouns(subject);
  return std::to_string(count) + ' ' + std::string(count == 1 ? one : many);
}

/// Lists `evidence`, or counts it where enough is listed.
static void add(Verdict& verdict, Evidence evidence) {
  if (verdict.evidence.size() == kMostEvidence) {
    ++verdict.more;
  } else {
    verdict.evidence.push_back(std::move(evidence));
  }
}

/// What is said of an example in a document, by which nothing is deployed; and what only pedantic
/// readers hear from a rule for all, but for the documentation, which is to be complete.
static bool is_remark(const Diagnostic& diagnostic, const Run& run) {
  const Rule& rule = *diagnostic.rule;
  const bool is_aside = diagnostic.persona > rule.persona && rule.id != "MCP112";
  if (is_aside) return true;
  // Examples and tests are not deployed, but a credential in them is known all the same.
  const Span home = run.project.home;
  const bool is_example = !home.empty() && !rule.id.starts_with("MCP6") &&
                          !stands_aside(run.sources.source_of(home).path) &&
                          stands_aside(run.sources.source_of(diagnostic.span).path);
  if (is_example) return true;
  const bool is_of_launches = rule.id.starts_with("MCP3");
  return is_of_launches && std::ranges::any_of(run.project.documents, [&](const Document& one) {
           return one.source->holds(diagnostic.span);
         });
}

bool is_about_readiness(std::string_view id) { return id.starts_with("MCP7") || id == "MCP318"; }

namespace {

/// What the rules of a line found.
struct Found {
  bool defect = false;
  bool lack = false;
  std::size_t remarks = 0;  // for pedantic readers, which decide nothing
};

}  // namespace

/// Adds what the line's rules found.
static Found add_findings(const Item& item, const Run& run, Verdict& verdict) {
  Found found;
  for (const Diagnostic& diagnostic : run.diagnostics) {
    if (!has_word(item.rules, diagnostic.rule->id)) continue;
    if (is_remark(diagnostic, run)) {
      ++found.remarks;
      continue;
    }
    (is_about_readiness(diagnostic.rule->id) ? found.lack : found.defect) = true;
    add(verdict,
        {Strength::Configured, std::string(diagnostic.rule->id) + ": " + diagnostic.message(),
         diagnostic.span, Topic::None, Bearing::Against});
  }
  return found;
}

/// Adds what people accepted of what the line's rules found; whether there was any of readiness.
static bool add_accepted(const Item& item, const Run& run, Verdict& verdict) {
  bool readiness = false;
  for (const Suppressed& accepted : run.suppressed) {
    const Rule& rule = *accepted.diagnostic.rule;
    if (!has_word(item.rules, rule.id)) continue;
    readiness = readiness || is_about_readiness(rule.id);
    add(verdict, {Strength::Stated,
                  std::string(rule.id) + " was accepted" +
                      (accepted.reason.empty() ? ", no reason given" : ": " + accepted.reason),
                  accepted.diagnostic.span});
  }
  return readiness;
}

/// Adds what there is for the line's topics, the strongest first, and once if it is said twice.
static void add_evidence(const Item& item, const Project& project, Verdict& verdict) {
  std::set<std::pair<std::string_view, const char*>> seen;
  std::vector<const Evidence*> all;
  for (const Evidence& one : project.evidence) all.push_back(&one);
  // What counts stands before what is too little to.
  std::stable_partition(all.begin(), all.end(),
                        [](const Evidence* one) { return one->bearing != Bearing::Partial; });
  for (const Evidence* piece : all) {
    const Evidence& one = *piece;
    const bool is_wanted =
        one.topic == item.also || std::ranges::find(item.topics, one.topic) != item.topics.end();
    if (one.text.empty() || !is_wanted) continue;
    if (seen.emplace(one.text, one.span.begin()).second) add(verdict, one);
  }
}

static std::string_view why_not(Applies applies, const Kinds& kinds) {
  switch (applies) {
    case Applies::Api:
      return kinds.api.empty() ? "no tool sends requests to other machines" : "";
    case Applies::Files:
      return kinds.files.empty() ? "no tool touches files" : "";
    case Applies::Containers:
      return kinds.containers.empty() ? "no container files" : "";
    case Applies::Http:
      return kinds.http.empty() ? "no server is reached over HTTP" : "";
    case Applies::Always:
      break;
  }
  return "";
}

/// Where a server is surely here and none of its code was found, nobody can say what it does not
/// do; empty otherwise.
static std::string_view hidden(Subject subject, const Project& project) {
  if (project.home.empty()) return "";
  const bool is_of_tools = subject == Subject::Tools || subject == Subject::Handlers;
  if (is_of_tools && count_of(subject, project) == 0)
    return "a server is here, and none of its tools was found";
  if (subject == Subject::Servers && project.servers.empty())
    return "a server is here, and was not found in the source";
  return "";
}

/// Kinds of server and topics are told from tools.
static std::string_view doubted(Applies applies, const Project& project) {
  const bool is_of_tools = applies == Applies::Api || applies == Applies::Files;
  return is_of_tools ? hidden(Subject::Handlers, project) : "";
}

static std::string_view doubted(Topic topic, const Project& project) {
  if (topic == Topic::InputChecks || topic == Topic::ToolsNamed)
    return hidden(Subject::Tools, project);
  if (topic == Topic::Volumes && project.kinds.files.empty())
    return hidden(Subject::Handlers, project);
  return topic == Topic::Authentication ? hidden(Subject::Servers, project) : "";
}

/// That a line does not apply is known only where everything that could show it was read.
template <class What>
static Verdict not_applicable(What what, const Run& run, std::string_view reason) {
  std::string doubt = unread(what, run);
  if (doubt.empty()) doubt = doubted(what, run.project);
  if (doubt.empty()) return {.status = Status::NotApplicable, .reason = std::string(reason)};
  return {.status = Status::Unknown, .reason = std::string(reason) + ", but " + doubt};
}

/// Whether the opposite of a topic is shown, and not only that documents leave something out.
static bool is_refuted(Topic topic, const Project& project) {
  if (project.standing(topic) != Standing::Contradicted) return false;
  return std::ranges::any_of(project.evidence, [&](const Evidence& one) {
    if (one.topic != topic) return false;
    return one.bearing == Bearing::For ||
           (one.bearing == Bearing::Against && one.strength != Strength::Stated);
  });
}

/// What a line comes to whose topic is not shown.
static Status lacking(const Item& item, Topic topic, const Run& run, Verdict& verdict) {
  if (is_refuted(topic, run.project)) return Status::Fail;
  if (add_accepted(item, run, verdict)) return Status::Attested;
  std::string doubt = unread(topic, run);
  if (doubt.empty()) doubt = doubted(topic, run.project);
  if (doubt.empty()) return Status::Missing;
  verdict.reason = "nothing was found, but " + doubt;
  return Status::Unknown;
}

/// Whether a topic is about all there are of something, so that what was not read may change it.
static bool is_about_all(Topic topic) {
  return topic == Topic::ToolsNamed || topic == Topic::VariablesNamed;
}

/// The rules of the line that were asked and are no rules about readiness, as "MCP101, MCP108".
static std::string asked(const Item& item, const Run& run) {
  std::string text;
  for (const Rule* rule : run.rules) {
    if (!has_word(item.rules, rule->id) || is_about_readiness(rule->id)) continue;
    text += text.empty() ? "" : ", ";
    text += rule->id;
  }
  return text;
}

/// "MCP101, MCP108 find nothing in 12 tools, but 2 remarks for pedantic readers".
static std::string silence_of(const Item& item, const Run& run, const std::string& rules,
                              std::size_t remarks) {
  std::string text = rules + (contains(rules, ",") ? " find" : " finds") + " nothing in " +
                     counted(item.subject, run.project);
  if (remarks > 0)
    text += ", but " + std::to_string(remarks) + (remarks == 1 ? " remark" : " remarks") +
            ", in examples or for pedantic readers";
  return text;
}

/// Settles the line by the silence of its rules; `shown`: something speaks for it besides.
static void settle_by_silence(const Item& item, const Run& run, bool shown, std::size_t remarks,
                              Verdict& verdict) {
  verdict.status = Status::Pass;
  if (item.subject == Subject::None) return;
  const std::string rules = asked(item, run);
  const std::string doubt = unread(item.subject, run);
  if (!doubt.empty() || rules.empty()) {
    verdict.status = Status::Unknown;
    verdict.reason = rules.empty() ? "no rule of this line was asked" : doubt;
    return;
  }
  if (count_of(item.subject, run.project) == 0) {
    if (shown) return;
    const std::string_view unseen = hidden(item.subject, run.project);
    if (!unseen.empty()) {
      verdict.status = Status::Unknown;
      verdict.reason = unseen;
      return;
    }
    verdict.status = Status::NotApplicable;
    verdict.reason = "there is no " + std::string(nouns(item.subject).first) + " to judge";
    return;
  }
  add(verdict, {Strength::Configured, silence_of(item, run, rules, remarks), {}});
  add_accepted(item, run, verdict);
}

/// Settles the line by its topics, as far as one decides: then true.
static bool settle_by_topics(const Item& item, const Run& run, bool& shown, Verdict& verdict) {
  const auto decide = [&](Status status, std::string_view reason) {
    verdict.status = status;
    if (!reason.empty()) verdict.reason = reason;
    return true;
  };
  for (const Topic topic : item.topics) {
    if (topic == Topic::None) continue;
    const std::string_view unseen = hidden(Subject::Tools, run.project);
    if (topic == Topic::ToolsNamed && !unseen.empty()) return decide(Status::Unknown, unseen);
    const std::string_view not_asked = run.project.not_asked(topic);
    if (!not_asked.empty()) {
      Verdict without = not_applicable(topic, run, not_asked);
      // Another topic of the line may be asked all the same.
      if (item.topics.back() != Topic::None && without.status == Status::NotApplicable) continue;
      verdict.status = without.status;
      verdict.reason = std::move(without.reason);
      return true;
    }
    if (run.project.standing(topic) != Standing::Shown)
      return decide(lacking(item, topic, run, verdict), "");
    const std::string doubt = is_about_all(topic) ? unread(topic, run) : std::string();
    if (!doubt.empty()) return decide(Status::Unknown, doubt);
    shown = true;
  }
  return false;
}

Verdict settle(const Item& item, const Run& run) {
  const std::string_view reason = why_not(item.applies, run.project.kinds);
  if (!reason.empty()) return not_applicable(item.applies, run, reason);
  Verdict verdict;
  const Found found = add_findings(item, run, verdict);
  add_evidence(item, run.project, verdict);
  verdict.status = found.defect ? Status::Fail : Status::Missing;
  if (found.defect || !item.is_found()) return verdict;

  bool shown = false;
  if (settle_by_topics(item, run, shown, verdict)) return verdict;
  if (found.lack) {
    verdict.status = lacking(item, item.topics.front(), run, verdict);
  } else {
    settle_by_silence(item, run, shown, found.remarks, verdict);
  }
  return verdict;
}

}  // namespace mcplint::checklist
