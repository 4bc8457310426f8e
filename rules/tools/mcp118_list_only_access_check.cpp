#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "rules/rules.h"

namespace mcplint {

static void check(const Code& code, Report& report);

constinit const Rule rules::mcp118_list_only_access_check = {
    .id = "MCP118",
    .name = "list-only-access-check",
    .summary = "Tools that are hidden from the list and can be called all the same",
    .severity = Severity::Medium,
    .cwe = 862,
    .owasp = "MCP02:2025",
    .doc = R"(
A list of tools is information, not a lock. A client may call any name: one that it saw earlier,
read in the documentation, or was told by a text that the model took in. A server that leaves
tools out of its list (because they write, or because this user may not use them) and does not ask
again when they are called protects nothing (CVE-2026-46519).

Ask the same question in the handler of calls, before anything else, and answer with an error.
)",
    .blind_spots = R"(
Checks that the call handler makes in words of its own, far from the list's: it is taken to check
if it, or what it names, mentions one of the names that the list is filtered by.
)",
    .check = check,
};

/// Words in names of what decides who may use which tool.
static bool names_policy(std::string_view name) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"allow", "enabled", "disabled", "read_only", "readonly", "permi", "denied", "deny",
       "blocked", "forbid", "whitelist", "blacklist", "is_admin", "has_scope", "authorized",
       "can_write"});
  std::string lower(name);
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return std::ranges::any_of(
      kWords, [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

/// The first name below `node` that speaks of a policy; null if none does.
static const Node* policy_in(const Node& node) {
  const Node* found = nullptr;
  each_node(node, [&](const Node& one) {
    const bool is_name = one.is(NodeKind::Name) || one.is(NodeKind::Attribute);
    if (found == nullptr && is_name && names_policy(one.name())) found = &one;
  });
  return found;
}

/// What a list of tools is filtered by: the condition of a comprehension, or of a
/// branch that returns or adds tools. Null if it is not filtered.
static const Node* filter_of(const Function& function) {
  const Node* found = nullptr;
  each_node(function.body, [&](const Node& node) {
    if (found != nullptr) return;
    const bool is_condition =
        (node.is(NodeKind::Filter) && !node.parts().empty()) || node.is(NodeKind::If);
    if (is_condition) found = policy_in(node.part(0));
  });
  return found;
}

static bool is_registered_as(const Function& function, std::string_view method) {
  return std::ranges::any_of(function.decorators, [&](const Node& decorator) {
    const Node& callee = decorator.is(NodeKind::Call) ? decorator.part(0) : decorator;
    return callee.is(NodeKind::Attribute) && callee.name() == method;
  });
}

/// Names that stand in `function`, and in the functions of the same file that it names.
static std::set<std::string_view> names_in(const Code& code, const Function& first) {
  std::set<std::string_view> names;
  std::vector<const Function*> waiting = {&first};
  std::set<const Function*> seen = {&first};
  while (!waiting.empty()) {
    const Function* function = waiting.back();
    waiting.pop_back();
    each_node(function->body, [&](const Node& node) {
      if (!node.name().empty()) names.insert(node.name());
    });
    for (const Function& other : code.functions) {
      if (names.contains(other.name) && seen.insert(&other).second) waiting.push_back(&other);
    }
  }
  return names;
}

/// A call handler that asks for anything that could be a permission.
static bool checks_something(const std::set<std::string_view>& names) {
  return std::ranges::any_of(names, names_policy);
}

static void check_pair(const Code& code, const Function& list, const Function& call,
                       Report& report) {
  const Node* filter = filter_of(list);
  if (filter == nullptr || checks_something(names_in(code, call))) return;
  report
      .at(filter->span(), "`{}` decides which tools are listed, not which can be called",
          filter->span().text)
      .note(call.name_span, "a call of a tool that is not listed comes here")
      .suggest("check the same here before the tool runs, and raise an error");
}

/// Handlers of one low-level server, in one file.
static void check_handlers(const Code& code, Report& report) {
  const Function* list = nullptr;
  const Function* call = nullptr;
  for (const Function& function : code.functions) {
    if (is_registered_as(function, "list_tools")) list = &function;
    if (is_registered_as(function, "call_tool")) call = &function;
  }
  if (list != nullptr && call != nullptr) check_pair(code, *list, *call, report);
}

/// Middleware of standalone FastMCP that looks at lists alone.
static void check_middleware(const Code& code, const Class& one, Report& report) {
  const Function* list = nullptr;
  for (const std::uint32_t index : one.methods) {
    const Function& method = code.functions[index];
    if (method.name == "on_list_tools") list = &method;
    const bool sees_calls = method.name == "on_call_tool" || method.name == "on_message" ||
                            method.name == "on_request" || method.name == "__call__";
    if (sees_calls) return;
  }
  if (list == nullptr) return;
  const Node* filter = filter_of(*list);
  if (filter == nullptr) return;
  report
      .at(filter->span(), "`{}` decides which tools are listed, not which can be called",
          filter->span().text)
      .note(one.name_span, "this middleware has no `on_call_tool`")
      .suggest("check the same in `on_call_tool`, and raise `ToolError`");
}

/// A server whose class lists other tools than it would, and calls them as it would.
static void check_subclass(const Code& code, const Class& one, Report& report) {
  const bool is_server = std::ranges::any_of(one.bases, [](const Node& base) {
    return base.name().ends_with("MCP") || base.name() == "MCPServer" || base.name() == "Server";
  });
  if (!is_server) return;
  const Function* list = nullptr;
  for (const std::uint32_t index : one.methods) {
    const Function& method = code.functions[index];
    if (method.name.find("call_tool") != std::string_view::npos) return;
    if (method.name.find("list_tools") != std::string_view::npos) list = &method;
  }
  const Node* filter = list == nullptr ? nullptr : filter_of(*list);
  if (filter == nullptr) return;
  report
      .at(filter->span(), "`{}` decides which tools are listed, not which can be called",
          filter->span().text)
      .note(one.name_span, "this class leaves calls as they were")
      .suggest("check the same in `call_tool`, and raise `ToolError`");
}

static void check(const Code& code, Report& report) {
  check_handlers(code, report);
  for (const Class& one : code.classes) {
    check_middleware(code, one, report);
    check_subclass(code, one, report);
  }
}

}  // namespace mcplint
