#include <algorithm>
#include <array>

#include "rules/rules.h"

namespace mcplint {

static void check(const Call& call, Report& report);

constinit const Rule rules::mcp116_secret_in_log = {
    .id = "MCP116",
    .name = "secret-in-log",
    .summary = "Credential, or a whole request, written to a log",
    .severity = Severity::Medium,
    .cwe = 532,
    .owasp = "MCP01:2025",
    .doc = R"(
Logs are kept longer than what they are about, copied to other machines, and read by more people.
Clients keep what a server writes to standard error in files in the home of their user. The
specification says that log messages MUST NOT contain credentials.

Log that a credential is there, or its last four characters. Of a request, log what is needed:
its method and path, not its headers. Pedantic people also hear of all arguments of a tool in a
log: what users write is in them.
)",
    .blind_spots = R"(
Credentials in variables whose names do not say so, objects that show theirs when they are
printed, and logging by middleware and libraries.
)",
    .check = check,
};

/// Calls whose result shows what they were given.
static bool shows(std::string_view callee) {
  constexpr auto kShowing = std::to_array<std::string_view>(
      {"str", "repr", "json.dumps", "dict", "format", "pprint.pformat", "pformat", "list", "vars"});
  return std::ranges::find(kShowing, callee) != kShowing.end();
}

/// Names that end like a credential and are mostly objects, states or kinds of one.
static bool is_object(std::string_view name) {
  constexpr auto kEnds = std::to_array<std::string_view>(
      {"auth", "Auth", "AUTH", "credential", "credentials", "Credentials", "creds", "CREDENTIALS"});
  return std::ranges::any_of(kEnds, [&](std::string_view end) { return name.ends_with(end); });
}

/// Whether the file speaks of tokens that open something, not of words or coins.
static bool speaks_of_access(const Code& code) {
  const std::string_view text = code.source->text;
  for (std::string_view sign : {"Bearer", "Authorization", "authoriz", "oauth", "OAuth"}) {
    if (text.find(sign) != std::string_view::npos) return true;
  }
  return false;
}

/// Names that say that it is only a part of one, or whether there is one.
static bool is_harmless(std::string_view name) {
  constexpr auto kStarts = std::to_array<std::string_view>(
      {"has_", "sanitized_", "redacted_", "safe_", "short_", "truncated_", "partial_",
       "obfuscated_", "hidden_", "use_", "needs_", "no_", "missing_"});
  return name == "pwd" || std::ranges::any_of(kStarts, [&](std::string_view start) {
           return name.starts_with(start);
         });
}

/// Whether a loop goes through values called `name`: words, kinds, coins.
static bool is_one_of_many(std::string_view name, const Function* function) {
  bool found = false;
  if (function == nullptr) return false;
  each_node(function->body, [&](const Node& node) {
    const bool loops = node.is(NodeKind::For) || node.is(NodeKind::Generator);
    if (loops && node.part(0).name() == name) found = true;
  });
  return found;
}

static bool is_credential(std::string_view name, const Call& call) {
  if (!names_credential(name) || is_object(name) || is_harmless(name)) return false;
  if (is_one_of_many(name, call.function)) return false;
  return (name != "token" && name != "TOKEN") || speaks_of_access(*call.code);
}

/// `api_key[:4]`: a part that opens nothing.
static bool is_slice(const Node& subscript) {
  return subscript.parts().size() == 2 &&
         subscript.part(1).span().text.find(':') != std::string_view::npos &&
         !subscript.part(1).is(NodeKind::String);
}

/// What is written out of an argument; null if nothing that should not be. Tests
/// of a value, its length and parts of it are none of that.
static const Node* secret_in(const Node& node, const Call& call) {
  switch (node.kind()) {
    case NodeKind::Name:
    case NodeKind::Attribute:
      return is_credential(node.name(), call) ? &node : nullptr;
    case NodeKind::Subscript: {
      if (is_slice(node) || node.parts().size() < 2) return nullptr;
      const Node& key = node.part(1);
      return key.is(NodeKind::String) && is_credential(key.value(), call) ? &node : nullptr;
    }
    case NodeKind::Call: {
      const std::string_view callee = node.part(0).span().text;
      const bool reads = callee == "os.getenv" || callee == "os.environ.get" ||
                         (node.part(0).is(NodeKind::Attribute) && node.part(0).name() == "get");
      if (reads) {
        const Node* key = node.argument(0);
        const bool is_it =
            key != nullptr && key->is(NodeKind::String) && names_credential(key->value());
        return is_it && !is_object(key->value()) ? &node : nullptr;
      }
      if (!shows(callee)) return nullptr;
      break;
    }
    case NodeKind::Compare:
    case NodeKind::Not:
    case NodeKind::String:
    case NodeKind::Lambda:
      return nullptr;
    case NodeKind::Conditional: {
      const Node* then = secret_in(node.part(1), call);
      return then != nullptr ? then : secret_in(node.part(2), call);
    }
    default:
      break;
  }
  const std::size_t first = node.is(NodeKind::Call) ? 1 : 0;
  for (const Node& part : node.parts().subspan(first)) {
    if (const Node* found = secret_in(part, call)) return found;
  }
  return nullptr;
}

/// What the variable `name` was made of in `function`; null if that is not plain.
static const Node* value_of(std::string_view name, const Function* function) {
  const Node* value = nullptr;
  if (function == nullptr) return nullptr;
  each_node(function->body, [&](const Node& node) {
    const bool is_it =
        node.is(NodeKind::Assign) && node.part(0).is(NodeKind::Name) && node.part(0).name() == name;
    if (is_it) value = &node.parts().back();
  });
  return value;
}

/// Whether `node` is the headers of a request with what its sender proves to be.
static bool holds_headers(const Node& node, const Function* function) {
  if (node.is(NodeKind::Attribute)) {
    const std::string_view owner = node.part(0).span().text;
    return node.name() == "headers" &&
           (owner == "request" || owner.ends_with(".request") || owner == "req");
  }
  if (!node.is(NodeKind::Name)) return false;
  const Node* value = value_of(node.name(), function);
  if (value == nullptr || !value->is(NodeKind::Mapping)) return false;
  return std::ranges::any_of(value->parts(), [](const Node& pair) {
    return pair.is(NodeKind::Pair) && pair.part(0).is(NodeKind::String) &&
           pair.part(0).value() == "Authorization";
  });
}

/// The first node of an argument, shown as a whole, for which `is` holds.
template <class Is>
static const Node* shown(const Node& node, Is is) {
  if (is(node)) return &node;
  const bool opens = node.is(NodeKind::Format) || node.is(NodeKind::Binary) ||
                     node.is(NodeKind::Other) ||
                     (node.is(NodeKind::Call) && shows(node.part(0).span().text));
  if (!opens) return nullptr;
  for (const Node& part : node.parts().subspan(node.is(NodeKind::Call) ? 1 : 0)) {
    if (const Node* found = shown(part, is)) return found;
  }
  return nullptr;
}

static void check_argument(const Call& call, const Node& argument, Report& report) {
  if (const Node* secret = secret_in(argument, call)) {
    report.at(secret->span(), "`{}` is written to a log", secret->span().text)
        .note(call.span(), "by this call")
        .suggest("log that it is set, or its last four characters");
    return;
  }
  const Node* headers =
      shown(argument, [&](const Node& node) { return holds_headers(node, call.function); });
  if (headers != nullptr) {
    report
        .at(headers->span(), "`{}` are written to a log, with what they authorize",
            headers->span().text)
        .note(call.span(), "by this call")
        .suggest("log the method and the path, or leave out `Authorization` and cookies");
    return;
  }
  const Node* environment =
      shown(argument, [](const Node& node) { return node.span().text == "os.environ"; });
  if (environment != nullptr) {
    report
        .at(environment->span(), "`{}` is written to a log, with all credentials in it",
            "os.environ")
        .note(call.span(), "by this call")
        .suggest("log the variables that are needed, by name");
    return;
  }
  const Node* arguments = shown(argument, [](const Node& node) {
    return node.is(NodeKind::Name) && node.name() == "arguments";
  });
  if (arguments == nullptr || !call.in_tool()) return;
  report
      .at(arguments->span(), "`{}` of a tool are written to a log as a whole",
          arguments->span().text)
      .note(call.span(), "by this call")
      .suggest("log the tool's name, and those arguments that are needed")
      .only_for(Persona::Pedantic);
}

static void check(const Call& call, Report& report) {
  if (!call.logs()) return;
  for (const Node& part : call.node->parts().subspan(1)) {
    if (!part.is(NodeKind::Keyword)) check_argument(call, part, report);
  }
}

}  // namespace mcplint
