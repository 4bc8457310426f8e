// `mcplint explain-flow FILE:LINE`: why a call that matters was or was not reported.

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "lint/cli/commands.h"
#include "lint/cli/setup.h"
#include "lint/engine/single_call.h"
#include "lint/report/flow.h"
#include "lint/report/lines.h"
#include "lint/report/mask.h"
#include "lint/report/paint.h"
#include "lint/report/wording.h"
#include "lint/text/escape.h"
#include "rules/rules.h"

namespace mcplint::cli {

namespace fs = std::filesystem;

namespace {

/// "server.py:12"
struct Asked {
  std::string path;
  unsigned line = 0;  // 0: none was given
};

/// Data that gets into a call of the line.
struct Arrival {
  const Tool* tool = nullptr;
  const TaintedCall* call = nullptr;
};

/// Tells of each call of one line what data gets there, and what the rules make of it.
class FlowExplanation {
 public:
  FlowExplanation(const Run& run, const Setup& setup, bool color)
      : run_(run), setup_(setup), paint_{color}, tables_(run.sources), mask_(run) {}

  void write(const Asked& asked);

 private:
  [[nodiscard]] bool is_there(const Asked& asked, Span span);
  [[nodiscard]] std::string place_of(Span span);
  [[nodiscard]] std::string code(std::string_view text) const;
  std::vector<Arrival> arrivals(const Asked& asked);

  void write_arrival(const Arrival& arrival);
  void write_way(const TaintedCall& call);
  void write_place(const TaintedCall& call);
  void write_checks(const Arrival& arrival);
  std::string worth(const Arrival& arrival, const TaintedCall& with_it);
  void write_verdict(const Arrival& arrival, const Rule& rule);
  std::string verdict(const Arrival& arrival, const Rule& rule);
  std::string reported_or_why_not(const Arrival& arrival, const Rule& rule);
  [[nodiscard]] std::vector<const Rule*> against(const Arrival& arrival,
                                                 const TaintedCall& call) const;

  bool write_calls_without_data(const Asked& asked);
  void write_reason(const Call& call);
  void write_nothing(const Asked& asked);

  const Run& run_;
  const Setup& setup_;
  Paint paint_;
  LineTables tables_;
  Mask mask_;
};

}  // namespace

/// The call as if nothing had been checked, and nothing been done to the data.
static TaintedCall unchecked(TaintedCall call) {
  call.guards.clear();
  call.passed.clear();
  return call;
}

static bool is_among(const std::vector<const Rule*>& rules, const Rule& rule) {
  return std::ranges::find(rules, &rule) != rules.end();
}

static bool same_file(const std::string& a, const std::string& b) {
  return fs::path(a).lexically_normal() == fs::path(b).lexically_normal();
}

bool FlowExplanation::is_there(const Asked& asked, Span span) {
  if (!same_file(run_.sources.source_of(span).path, asked.path)) return false;
  return tables_.begin(span).line <= asked.line && asked.line <= tables_.end(span).line;
}

std::string FlowExplanation::place_of(Span span) {
  return escape(run_.sources.source_of(span).path) + ':' + std::to_string(tables_.begin(span).line);
}

std::string FlowExplanation::code(std::string_view text) const {
  return '`' + presentable(text, mask_) + '`';
}

std::vector<Arrival> FlowExplanation::arrivals(const Asked& asked) {
  std::vector<Arrival> found;
  for (const Tool& tool : run_.project.tools) {
    for (const TaintedCall& call : tool.tainted_calls) {
      const bool is_it = is_there(asked, call.span) || is_there(asked, call.node->part(0).span());
      if (is_it && !rules_about(call, run_.rules).empty()) found.push_back({&tool, &call});
    }
  }
  return found;
}

void FlowExplanation::write(const Asked& asked) {
  constexpr std::size_t kMost = 8;
  const std::vector<Arrival> all = arrivals(asked);
  for (std::size_t i = 0; i < all.size() && i < kMost; ++i) write_arrival(all[i]);
  if (all.size() > kMost) {
    std::cout << count_of(all.size() - kMost, "way more leads", "ways more lead") << " here.\n";
  }
  const bool wrote = write_calls_without_data(asked);
  if (all.empty() && !wrote) write_nothing(asked);
}

void FlowExplanation::write_arrival(const Arrival& arrival) {
  const TaintedCall& call = *arrival.call;
  std::cout << paint_(Ink::Bold, place_of(call.span)) << ": " << code(call.callee) << " gets "
            << code(call.origin->name) << ", which the caller of " << code(arrival.tool->name)
            << " chooses\n";
  write_way(call);
  write_place(call);
  write_checks(arrival);
  for (const Rule* rule : rules_about(call, run_.rules)) write_verdict(arrival, *rule);
  std::cout << '\n';
}

void FlowExplanation::write_way(const TaintedCall& call) {
  constexpr std::size_t kIndent = 4;
  constexpr std::size_t kWidth = 100;
  std::cout << "  the way of the data:\n";
  for (const std::string& row : flow_rows(call.flow, {paint_, kIndent, kWidth}, tables_, mask_)) {
    std::cout << row << '\n';
  }
}

/// What stands in front of the data: rules tell a path from a host by it.
void FlowExplanation::write_place(const TaintedCall& call) {
  if (!call.prefix.empty()) {
    std::cout << "  behind the fixed text " << code(call.prefix) << '\n';
  } else if (call.embedded) {
    std::cout << "  at the beginning of a longer text\n";
  }
  if (!call.in_list) return;
  std::cout << "  in a list";
  for (const std::string& item : call.before) {
    std::cout << (&item == &call.before.front() ? ", behind " : ", ")
              << (item.empty() ? "something" : code(item));
  }
  std::cout << '\n';
}

std::vector<const Rule*> FlowExplanation::against(const Arrival& arrival,
                                                  const TaintedCall& call) const {
  return rules_against(*arrival.tool, call, rules_about(call, run_.rules),
                       setup_.options.configuration);
}

/// What a check alone changes in the eyes of the rules: `with_it` has no other.
std::string FlowExplanation::worth(const Arrival& arrival, const TaintedCall& with_it) {
  const std::vector<const Rule*> before = against(arrival, unchecked(*arrival.call));
  const std::vector<const Rule*> after = against(arrival, with_it);
  std::string text;
  for (const Rule* rule : before) {
    if (!is_among(after, *rule)) text += (text.empty() ? "" : ", ") + std::string(rule->id);
  }
  if (text.empty()) return "settles nothing by itself";
  text = "counts for " + text;
  for (const Rule* rule : after) {
    if (!is_among(before, *rule)) text += "; weak: " + std::string(rule->id) + " speaks of it";
  }
  return text;
}

static std::string_view outcome_of(const Guard& guard) {
  switch (guard.outcome) {
    case Outcome::True:
      return "was true";
    case Outcome::False:
      return "was false";
    case Outcome::Returned:
      break;
  }
  return "returned";
}

/// Each check that held on every way here, and each call that the data went through.
void FlowExplanation::write_checks(const Arrival& arrival) {
  const TaintedCall& call = *arrival.call;
  if (!call.guards.empty()) std::cout << "  checked on every way here:\n";
  for (const Guard& guard : call.guards) {
    TaintedCall alone = unchecked(call);
    alone.guards = {guard};
    std::cout << "    " << place_of(guard.span) << "  " << code(guard.name) << ' '
              << outcome_of(guard);
    if (!guard.literal.empty()) std::cout << ", with " << code(guard.literal);
    std::cout << ": " << worth(arrival, alone) << '\n';
  }
  if (!call.passed.empty()) std::cout << "  gone through:\n";
  for (const std::string& name : call.passed) {
    TaintedCall alone = unchecked(call);
    alone.passed = {name};
    std::cout << "    " << code(name) << ": " << worth(arrival, alone) << '\n';
  }
  if (call.guards.empty()) std::cout << "  nothing is checked on every way here\n";
}

void FlowExplanation::write_verdict(const Arrival& arrival, const Rule& rule) {
  const std::string text = verdict(arrival, rule);
  const bool is_reported = text == "reported";
  std::cout << "  " << rule.id << ' ' << rule.name << ": "
            << paint_(is_reported ? ink_of(rule.severity) : Ink::Plain, text) << '\n';
}

std::string FlowExplanation::verdict(const Arrival& arrival, const Rule& rule) {
  if (is_among(against(arrival, *arrival.call), rule)) return reported_or_why_not(arrival, rule);
  const bool was_open = is_among(against(arrival, unchecked(*arrival.call)), rule);
  if (was_open) return "not reported, because of what was checked or done to the data";
  return "not reported: this use of the data is not what it asks about";
}

/// Of a call that the rule finds wrong.
std::string FlowExplanation::reported_or_why_not(const Arrival& arrival, const Rule& rule) {
  const auto is_here = [&](const Diagnostic& found) {
    return found.rule == &rule && found.span.begin() == arrival.call->span.begin();
  };
  if (!is_among(setup_.selection.rules, rule)) return "wrong, but the rule is off";
  if (std::ranges::any_of(run_.diagnostics, is_here)) return "reported";
  for (const Suppressed& one : run_.suppressed) {
    if (!is_here(one.diagnostic)) continue;
    constexpr std::string_view kBy[] = {"a comment", "the configuration", "the baseline"};
    return "wrong, but left out by " + std::string(kBy[static_cast<std::size_t>(one.by)]);
  }
  const char* const origin = arrival.call->origin->span.begin();
  for (const Diagnostic& found : run_.diagnostics) {
    const bool is_same =
        found.rule == &rule && std::ranges::any_of(found.notes, [&](const Label& note) {
          return note.span.begin() == origin;
        });
    if (is_same) return "reported once for each parameter: at " + place_of(found.span);
  }
  return "wrong, but left out: the rules' settings, --min-severity or --persona say so";
}

static bool is_sink(const Call& call, const Rule& rule) {
  return std::ranges::any_of(rule.sinks,
                             [&](const Callable& sink) { return sink.name == call.callee; });
}

/// Calls that a rule asks about and that no data of a caller gets into.
bool FlowExplanation::write_calls_without_data(const Asked& asked) {
  bool wrote = false;
  const std::vector<Arrival> all = arrivals(asked);
  for (const Call& call : run_.project.calls) {
    if (!is_there(asked, call.span())) continue;
    const auto is_it = [&](const Arrival& one) { return one.call->node == call.node; };
    if (std::ranges::any_of(all, is_it)) continue;
    const auto asks = [&](const Rule* rule) { return is_sink(call, *rule); };
    const auto rule = std::ranges::find_if(run_.rules, asks);
    if (rule == run_.rules.end()) continue;
    std::cout << paint_(Ink::Bold, place_of(call.span())) << ": " << code(call.callee)
              << " is a call that " << (*rule)->id << " asks about\n";
    write_reason(call);
    wrote = true;
  }
  return wrote;
}

void FlowExplanation::write_reason(const Call& call) {
  if (call.function == nullptr) {
    std::cout << "  it runs when the file is imported, not when a tool is called\n\n";
    return;
  }
  std::vector<const Tool*> tools;
  for (const Tool& tool : run_.project.tools) {
    if (tool.makes(call)) tools.push_back(&tool);
  }
  const std::string function = code(call.function->name);
  if (tools.empty()) {
    std::cout << "  no tool leads to " << function << ", as far as calls can be followed\n\n";
    return;
  }
  constexpr std::size_t kMost = 8;
  std::cout << "  these tools lead to " << function << ", and nothing that their callers choose "
            << "gets into this call:\n";
  for (std::size_t i = 0; i < tools.size() && i < kMost; ++i) {
    std::cout << "    " << code(tools[i]->name) << " (";
    for (const Parameter& parameter : tools[i]->parameters) {
      std::cout << (&parameter == &tools[i]->parameters.front() ? "" : ", ")
                << presentable(parameter.name, mask_)
                << (parameter.type.empty() ? "" : ": " + presentable(parameter.type, mask_));
    }
    std::cout << ")\n";
  }
  if (tools.size() > kMost) {
    std::cout << "    and " << count_of(tools.size() - kMost, "tool more", "tools more") << '\n';
  }
  std::cout << '\n';
}

/// No rule asks about any call of the line: what there is, and how the file was read.
void FlowExplanation::write_nothing(const Asked& asked) {
  const auto is_it = [&](const File& file) { return same_file(file.path, asked.path); };
  const auto file = std::ranges::find_if(run_.files, is_it);
  const bool is_analysed = file != run_.files.end() && (file->state == File::State::Analysed ||
                                                        file->state == File::State::Partly);
  if (!is_analysed) {
    std::cout << escape(asked.path) << " was not analysed: nothing of a server reaches it\n";
    return;
  }
  std::cout << escape(asked.path) << ':' << asked.line
            << ": no rule about data asks about a call of this line\n";
  for (const Call& call : run_.project.calls) {
    if (is_there(asked, call.span())) std::cout << "  seen: " << code(call.callee) << '\n';
  }
}

static Asked read_place(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  Asked asked{text, 0};
  if (colon == std::string::npos) return asked;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data() + colon + 1, end, asked.line);
  if (error != std::errc() || rest != end) return {text, 0};
  asked.path = text.substr(0, colon);
  return asked;
}

/// The rules that are on, and all others that ask about data.
static std::vector<const Rule*> with_all_about_data(std::vector<const Rule*> rules) {
  for (const Rule* rule : all_rules()) {
    if (!rule->sinks.empty() && !is_among(rules, *rule)) rules.push_back(rule);
  }
  std::ranges::sort(rules, {}, &Rule::id);
  return rules;
}

int explain_flow(const ExplainFlowArguments& arguments) {
  const Asked asked = read_place(arguments.place);
  if (asked.line == 0) {
    return complain("`" + arguments.place + "` is not like `server.py:12`, a file and a line");
  }
  Setup setup;
  CheckArguments check = arguments.lint;
  check.paths = {asked.path};
  if (const int code = set_up(check, setup); code != kClean) return code;
  if (!arguments.project.empty()) setup.options.context = {arguments.project};
  const std::vector<const Rule*> rules = with_all_about_data(setup.selection.rules);
  setup.options.rules = rules;
  const Run run = lint_as(setup);
  FlowExplanation(run, setup, wants_color(arguments.color)).write(asked);
  return kClean;
}

}  // namespace mcplint::cli
