#include "lint/report/rule_list.h"

#include <algorithm>
#include <iterator>
#include <ostream>
#include <string>
#include <variant>

#include "lint/report/links.h"
#include "lint/report/paint.h"
#include "lint/text/json_writer.h"

namespace mcplint {

// What people call the things that rules inspect.
static std::string_view subject_of(void (*)(const Project&, Report&)) { return "project"; }
static std::string_view subject_of(void (*)(const BaselineEntry&, Report&)) { return "baseline"; }
static std::string_view subject_of(void (*)(const Call&, Report&)) { return "calls"; }
static std::string_view subject_of(void (*)(const Code&, Report&)) { return "source code"; }
static std::string_view subject_of(void (*)(const Config&, Report&)) { return "configuration"; }
static std::string_view subject_of(void (*)(const Container&, Report&)) { return "containers"; }
static std::string_view subject_of(void (*)(const Dependency&, Report&)) { return "dependencies"; }
static std::string_view subject_of(void (*)(const Dockerfile&, Report&)) { return "Dockerfiles"; }
static std::string_view subject_of(void (*)(const Launch&, Report&)) { return "launches"; }
static std::string_view subject_of(void (*)(const Literal&, Report&)) { return "credentials"; }
static std::string_view subject_of(void (*)(const Problem&, Report&)) { return "files"; }
static std::string_view subject_of(void (*)(const Server&, Report&)) { return "servers"; }
static std::string_view subject_of(void (*)(const Suppression&, Report&)) { return "suppressions"; }
static std::string_view subject_of(void (*)(const Tool&, Report&)) { return "tools"; }

std::string_view subject_of(const Rule& rule) {
  return std::visit([](auto check) { return subject_of(check); }, rule.check);
}

static constexpr RuleListFormat kFormats[] = {
    {"text", write_rules_as_text},
    {"json", write_rules_as_json},
    {"markdown", write_rules_as_markdown},
};

std::span<const RuleListFormat> all_rule_list_formats() { return kFormats; }

static std::string padded(std::string_view text, std::size_t width) {
  return std::string(text) + std::string(width - std::min(width, text.size()), ' ');
}

void write_rules_as_text(Rules rules, const Style& style, std::ostream& out) {
  const Paint paint{style.color};
  static constexpr std::size_t kGap = 2;
  static constexpr std::size_t kSeverity = 8;  // "critical"
  std::size_t id = 0;
  std::size_t name = 0;
  std::size_t subject = 0;
  for (const Rule* rule : rules) {
    id = std::max(id, rule->id.size() + kGap);
    name = std::max(name, rule->name.size() + kGap);
    subject = std::max(subject, subject_of(*rule).size() + kGap);
  }
  for (const Rule* rule : rules) {
    const Persona persona = rule->persona;
    out << paint(Ink::Bold, padded(rule->id, id)) << padded(rule->name, name)
        << paint(ink_of(rule->severity), padded(to_string(rule->severity), kSeverity + kGap))
        << padded(subject_of(*rule), subject) << to_string(persona) << '\n';
  }
}

void write_rules_as_json(Rules rules, const Style& /*style*/, std::ostream& out) {
  JsonWriter json(out);
  auto write = [&](const Rule& rule) {
    json.member("id", rule.id);
    json.member("name", rule.name);
    json.member("summary", rule.summary);
    json.member("severity", to_string(rule.severity));
    json.member("confidence", to_string(rule.confidence));
    json.member("persona", to_string(rule.persona));
    json.member("inspects", subject_of(rule));
    if (rule.cwe != 0) json.member("cwe", static_cast<unsigned>(rule.cwe));
    if (!rule.owasp.empty()) json.member("owasp", rule.owasp);
    json.member("url", page_of(rule));
  };
  json.object([&] {
    json.array("rules", [&] {
      for (const Rule* rule : rules) json.object([&] { write(*rule); });
    });
  });
}

/// What the rules of an id's hundred are about.
static std::string_view group_of(const Rule& rule) {
  static constexpr std::string_view kGroups[] = {
      "Files",
      "Tools: what they do with what their caller sends",
      "Server: transport, exposure, behaviour under failure",
      "Launch: how clients are told to start it",
      "Container",
      "Dependencies",
      "Secrets",
      "Project: is it ready"};
  const std::size_t hundred = rule.id.size() > 3 ? static_cast<std::size_t>(rule.id[3] - '0') : 9;
  return hundred < std::size(kGroups) ? kGroups[hundred] : "Others";
}

void write_rules_as_markdown(Rules rules, const Style& /*style*/, std::ostream& out) {
  out << "# Rules\n\n"
         "Rules of the personas `pedantic` and `auditor` are off until `--persona` asks for "
         "them.\n";
  std::string_view group;
  for (const Rule* rule : rules) {
    if (group_of(*rule) != group) {
      group = group_of(*rule);
      out << "\n## " << group
          << "\n\n| Rule | Name | Severity | Persona | What it finds |\n|---|---|---|---|---|\n";
    }
    out << "| [" << rule->id << "](" << rule->id << ".md) | " << rule->name << " | "
        << to_string(rule->severity) << " | " << to_string(rule->persona) << " | " << rule->summary
        << " |\n";
  }
}

}  // namespace mcplint
