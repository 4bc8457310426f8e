#include "lint/facts/tools.h"

#include <algorithm>
#include <string>
#include <utility>

#include "lint/facts/flow/annotations.h"
#include "lint/facts/listed_tools.h"
#include "lint/facts/tool_words.h"
#include "mcplint/nodes.h"

namespace mcplint {

std::string_view to_string(Tool::Kind kind) {
  constexpr std::string_view kNames[] = {"tool", "resource", "prompt"};
  return kNames[static_cast<std::size_t>(kind)];
}

namespace {

/// Makes the tools of one handler.
class ToolMaker {
 public:
  ToolMaker(const Handler& handler, flow::Analysis& analysis)
      : handler_(handler),
        code_(analysis.program().code(handler.function.code)),
        function_(code_.functions[handler.function.index]),
        summary_(analysis.summary(handler.function)) {}

  std::vector<Tool> make();
  [[nodiscard]] bool complete() const { return summary_.complete; }

 private:
  [[nodiscard]] std::uint32_t first_parameter() const {
    return flow::is_self(function_, 0) ? 1 : 0;
  }
  [[nodiscard]] bool is_name_of_tool(const flow::Origin& origin) const;
  Tool& tool_for(const flow::Checks& checks);
  std::size_t parameter_of(Tool& tool, const flow::Origin& origin);
  void add_call(const flow::Call& call, const flow::Checks& checks);

  const Handler& handler_;
  const Code& code_;
  const Function& function_;
  const flow::Summary& summary_;
  std::vector<Tool> tools_;
  std::vector<std::vector<std::size_t>> origins_;  // of each tool's calls: an index of a parameter
};

}  // namespace

static std::string without_blanks(std::string_view text) {
  std::string result(text);
  std::erase_if(result, [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; });
  return result;
}

/// Whether data says which tool was asked for: `name`, or `params.name` of a request.
bool ToolMaker::is_name_of_tool(const flow::Origin& origin) const {
  if (origin.is_request) return false;
  const std::uint32_t first = first_parameter();
  if (handler_.context_first) return origin.parameter == first + 1 && origin.key == "name";
  if (origin.key.empty()) return origin.parameter == first;
  const std::string_view name = function_.parameters[origin.parameter].name;
  return origin.key == "name" && (name == "params" || name.starts_with("req"));
}

/// The tool that a call belongs to: in a handler of many tools, the one whose
/// name was asked for on the way.
Tool& ToolMaker::tool_for(const flow::Checks& checks) {
  std::string_view name = handler_.name;
  Span span = handler_.span;
  for (const flow::Check& check : checks) {
    const bool names_tool = handler_.low_level && is_name_of_tool(check.origin) &&
                            check.guard->name == "==" && check.guard->outcome == Outcome::True &&
                            !check.guard->literal.empty();
    if (!names_tool) continue;
    name = check.guard->literal;
    span = check.guard->span;
  }
  const auto it = std::ranges::find(tools_, name, &Tool::name);
  if (it != tools_.end()) return *it;
  origins_.emplace_back();
  tools_.push_back({.kind = handler_.kind,
                    .name = std::string(name),
                    .span = span,
                    .parameters = {},
                    .tainted_calls = {}});
  return tools_.back();
}

std::size_t ToolMaker::parameter_of(Tool& tool, const flow::Origin& origin) {
  const FunctionParameter* whole =
      origin.is_request ? nullptr : &function_.parameters[origin.parameter];
  const std::string_view rest = whole == nullptr ? std::string_view("request") : whole->name;
  const std::string name(origin.key.empty() ? rest : origin.key);
  for (std::size_t i = 0; i < tool.parameters.size(); ++i) {
    if (tool.parameters[i].name == name) return i;
  }
  const bool is_whole = origin.key.empty() || origin.read.empty();
  if (whole == nullptr) {
    // No parameter holds it, and no client is told of it.
    const Span read = is_whole ? origin.bringer->span() : origin.read;
    tool.parameters.push_back({.name = name, .span = read, .type = {}, .from_client = false});
  } else {
    // An item is a parameter of its own only if the handler gets those of all tools.
    tool.parameters.push_back(
        {.name = name,
         .span = is_whole ? whole->span : origin.read,
         .type = is_whole ? without_blanks(whole->annotation.span().text) : std::string(),
         .from_client = is_whole || handler_.low_level});
  }
  return tool.parameters.size() - 1;
}

/// Adds `call` as it comes by the way on which `checks` were made.
void ToolMaker::add_call(const flow::Call& call, const flow::Checks& checks) {
  Tool& tool = tool_for(checks);
  const std::size_t parameter = parameter_of(tool, call.taint.origin);
  origins_[static_cast<std::size_t>(&tool - tools_.data())].push_back(parameter);

  TaintedCall& added = tool.tainted_calls.emplace_back();
  added.callee = call.callee;
  added.argument = call.argument;
  added.keyword = call.keyword;
  added.receiver = call.receiver;
  added.node = call.node;
  added.span = call.span;
  const flow::Place& place = call.taint.place;
  added.prefix = place.prefix;
  if (place.before != nullptr) added.before.assign(place.before->begin(), place.before->end());
  added.in_list = place.in_list;
  added.embedded = place.embedded;
  added.passed = to_vector(call.taint.passed);
  for (const flow::Check& check : checks) {
    if (check.origin.covers(call.taint.origin)) added.guards.push_back(*check.guard);
  }
  added.flow.push_back(
      {tool.parameters[parameter].span, "chosen by the caller of `" + tool.name + "`"});
  for (Label& step : to_vector(call.taint.steps)) added.flow.push_back(std::move(step));
  added.flow.push_back({call.span, "used by `" + added.callee + "`"});
}

std::vector<Tool> ToolMaker::make() {
  if (!handler_.low_level) {
    Tool& tool = tools_.emplace_back();
    origins_.emplace_back();
    tool.kind = handler_.kind;
    tool.name = handler_.name;
    tool.span = handler_.span;
    for (std::size_t i = 0; i < function_.parameters.size(); ++i) {
      const FunctionParameter& parameter = function_.parameters[i];
      if (i == 0 && (parameter.name == "self" || parameter.name == "cls")) continue;
      tool.parameters.push_back({std::string(parameter.name), parameter.span,
                                 without_blanks(parameter.annotation.span().text)});
    }
  }
  for (const flow::Call& call : summary_.calls) {
    // What the object was made of, its maker chose.
    const flow::Origin& origin = call.taint.origin;
    const bool is_context =
        handler_.context_first && origin.parameter == first_parameter() && origin.key.empty();
    if (flow::is_self(function_, origin.parameter) || is_context) continue;
    for (const flow::Checks& checks : flow::each_way(origin, call.checks)) add_call(call, checks);
  }

  // Parameters do not move any more: calls may point at them.
  for (std::size_t t = 0; t < tools_.size(); ++t) {
    for (std::size_t i = 0; i < tools_[t].tainted_calls.size(); ++i) {
      tools_[t].tainted_calls[i].origin = &tools_[t].parameters[origins_[t][i]];
    }
  }
  return std::move(tools_);
}

void find_tools(const std::vector<Handler>& handlers, flow::Analysis& analysis, Project& project) {
  for (const Handler& handler : handlers) {
    ToolMaker maker(handler, analysis);
    if (!maker.complete()) {
      project.problems.push_back({handler.span, "calls too much to follow its data to the end",
                                  "split the function, or the functions that it calls"});
    }
    for (Tool& tool : maker.make()) {
      describe(handler, analysis, tool);
      project.tools.push_back(std::move(tool));
    }
  }
  add_listed(handlers, analysis, project);
}

bool Tool::is_unlisted() const {
  return low_level && schema == nullptr && function != nullptr && name == function->name;
}

bool Tool::makes(const Call& call) const {
  if (call.function == nullptr || body == nullptr) return false;
  if (std::ranges::find(reached, call.function) != reached.end()) return true;
  const Span here = body->span();
  const Span there = call.node->span();
  return call.function == function && there.begin() >= here.begin() && there.end() <= here.end();
}

const Hint* Tool::hint(std::string_view its_name) const {
  const auto it = std::ranges::find(hints, its_name, &Hint::name);
  return it == hints.end() ? nullptr : &*it;
}

Span Returned::span() const {
  return node->is(NodeKind::Call) ? node->part(0).span() : node->span();
}

bool Returned::is_chosen_by(const TaintedCall& call) const { return call.node == node; }

bool TaintedCall::reaches(std::span<const Callable> sinks) const {
  return std::ranges::any_of(sinks, [&](const Callable& sink) {
    if (sink.name != callee) return false;
    if (sink.argument == kAny) return true;
    return argument == kNamed ? sink.keyword == keyword : sink.argument == argument;
  });
}

bool TaintedCall::has(std::string_view name, std::string_view text) const {
  const Node* value = node->argument(-1, name);
  return value != nullptr && value->span().text == text;
}

std::vector<std::string_view> TaintedCall::arguments_before() const {
  std::vector<std::string_view> items;
  for (const Node& part : node->parts().subspan(1)) {
    const bool is_it = part.span().begin() <= span.begin() && span.end() <= part.span().end();
    if (is_it || part.is(NodeKind::Keyword)) break;
    items.push_back(part.is(NodeKind::String) ? part.value() : std::string_view());
  }
  return items;
}

bool TaintedCall::went_through(std::span<const std::string_view> names) const {
  return std::ranges::any_of(names, [&](std::string_view name) {
    return std::ranges::find(passed, name) != passed.end();
  });
}

bool TaintedCall::proved_by(std::span<const Proof> proofs) const {
  return std::ranges::any_of(guards, [&](const Guard& guard) {
    return std::ranges::any_of(proofs, [&](const Proof& proof) {
      return proof.name == guard.name && proof.argument == guard.argument &&
             proof.outcome == guard.outcome;
    });
  });
}

}  // namespace mcplint
