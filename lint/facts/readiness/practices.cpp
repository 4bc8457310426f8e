// How servers look after their callers, and after the machines that they call: what each of
// them has, by the names in its code.

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include "lint/facts/readiness/signs.h"
#include "lint/facts/readiness/vendors.h"
#include "lint/text/bytes.h"
#include "mcplint/nodes.h"
#include "mcplint/words.h"

namespace mcplint {

namespace {

/// Words that show a practice: in names of the code, and in its texts and numbers.
struct Practice {
  Topic topic;
  std::string_view what;  // "limits its callers by": what stands behind was found
  Words names;
  Words texts = {};
  Words others = {};      // in names that speak of something else: "retry_message"
  Words decorators = {};  // likewise shown, by the names of decorators alone
};

/// Finds a name of a practice in the files of servers; those of a project share their files.
class Finder {
 public:
  explicit Finder(const Practice& practice) : practice_(practice) {}

  /// In the files of `server`: where it is defined or brought in, else where it is spoken of; empty
  /// if none has it.
  Span look(const Server& server) {
    std::vector<const Code*> codes = server.codes;
    std::ranges::sort(codes, {}, [](const Code* one) { return one->source->path; });
    Span mention;
    for (const Code* code : codes) {
      const auto [at, is_new] = found_.try_emplace(code);
      if (is_new) at->second = {definition_in(*code), mention_in(*code)};
      if (!at->second.definition.empty()) return at->second.definition;
      if (mention.empty()) mention = at->second.mention;
    }
    return mention;
  }

 private:
  struct Found {
    Span definition;
    Span mention;
  };

  [[nodiscard]] bool fits(std::string_view name) const {
    const std::string small = lower(name);
    return contains_any(small, practice_.names) && !contains_any(small, practice_.others);
  }

  [[nodiscard]] Span definition_in(const Code& code) const {
    for (const Import& import : code.imports) {
      if (fits(import.module) || fits(import.name)) return import.span;
    }
    for (const Class& it : code.classes) {
      if (fits(it.name)) return it.name_span;
    }
    for (const Function& function : code.functions) {
      for (const Node& decorator : function.decorators) {
        if (Span found = decorator_in(decorator); !found.empty()) return found;
      }
    }
    return {};
  }

  [[nodiscard]] Span decorator_in(const Node& decorator) const {
    Span found = mention_in(decorator);
    each_node(decorator, [&](const Node& node) {
      if (found.empty() && contains_any(lower(node.name()), practice_.decorators))
        found = {node.name()};
    });
    return found;
  }

  [[nodiscard]] Span mention_in(const Code& code) const {
    if (Span found = mention_in(code.body); !found.empty()) return found;
    for (const Class& it : code.classes) {
      if (Span found = mention_in(it.body); !found.empty()) return found;
    }
    for (const Function& function : code.functions) {
      if (fits(function.name)) return function.name_span;
      if (Span found = mention_in(function.body); !found.empty()) return found;
    }
    return {};
  }

  [[nodiscard]] Span mention_in(const Node& body) const {
    Span found;
    each_node(body, [&](const Node& node) {
      if (!found.empty()) return;
      const bool is_text = node.is(NodeKind::String) || node.is(NodeKind::Number);
      if (is_text) {
        const std::string text = lower(node.is(NodeKind::String) ? node.value() : node.span().text);
        if (is_one_of(text, practice_.texts)) found = node.span();
      } else if (fits(node.name())) {
        found = {node.name()};
      }
    });
    return found;
  }

  const Practice& practice_;
  std::map<const Code*, Found> found_;
};

}  // namespace

static constexpr auto kCallersLimiters = std::to_array<std::string_view>(
    {"ratelimitingmiddleware", "ratelimitmiddleware", "ratelimitermiddleware",
     "rate_limit_middleware", "rate_limiting_middleware", "throttlemiddleware",
     "throttlingmiddleware", "slowapi", "fastapi_limiter", "asgi_ratelimit", "flask_limiter",
     "limit_concurrency"});
static constexpr auto kLimiters = std::to_array<std::string_view>(
    {"ratelimit", "rate_limit", "limiter", "slowapi", "throttl", "limit_concurrency"});
static constexpr auto kWaiting =
    std::to_array<std::string_view>({"ratelimit", "rate_limit", "retry_after", "retryafter",
                                     "too_many_requests", "toomanyrequests", "throttl", "limiter"});
static constexpr auto kWaitingTexts = std::to_array<std::string_view>({"429", "retry-after"});
static constexpr auto kRetries = std::to_array<std::string_view>(
    {"retry", "retries", "retrying", "tenacity", "backoff", "stamina"});
static constexpr auto kOnlyWords = std::to_array<std::string_view>(
    {"message", "instruction", "hint", "text", "prompt", "retryable", "retry_after", "until"});
static constexpr auto kBreakers = std::to_array<std::string_view>(
    {"circuitbreaker", "circuit_breaker", "breaker", "purgatory", "cooldown", "unavailable_until"});

static constexpr Practice kRateLimits{
    Topic::RateLimits, "callers are limited by", kCallersLimiters, {}, {}, kLimiters};
static constexpr Practice kCalling[] = {
    {Topic::RateLimitHandling, "limits of others are minded by", kWaiting, kWaitingTexts},
    {Topic::Retries, "requests are repeated by", kRetries, {}, kOnlyWords},
    {Topic::CircuitBreakers, "services that are away are spared by", kBreakers}};

static std::string called(const Server& server) {
  return server.name.empty() ? "the server" : "`" + server.name + "`";
}

/// Adds what each of the servers came to: it counts only where none of them lacks it.
static void add_all(std::vector<Evidence> found, bool lacking, std::vector<Evidence>& evidence) {
  for (Evidence& one : found) {
    if (lacking) one.bearing = Bearing::Partial;
    evidence.push_back(std::move(one));
  }
}

static void add_rate_limits(const Project& project, std::vector<Evidence>& evidence) {
  Finder finder(kRateLimits);
  std::vector<Evidence> found;
  bool lacking = false;
  for (const Server& server : project.servers) {
    if (!server.serves(Server::Transport::Http)) continue;
    const Span place = finder.look(server);
    lacking = lacking || (place.empty() && !is_only_local(project, server));
    if (!place.empty())
      found.push_back({Strength::Configured,
                       std::string(kRateLimits.what) + " `" + std::string(place.text) + '`', place,
                       Topic::RateLimits});
  }
  add_all(std::move(found), lacking, evidence);
}

/// Who may call a server that is reached over HTTP.
static void add_authentication(const Project& project, std::vector<Evidence>& evidence) {
  std::vector<Evidence> found;
  bool lacking = false;
  for (const Server& server : project.servers) {
    if (!server.serves(Server::Transport::Http)) continue;
    const Span place = server.listeners.empty() ? server.span : server.listeners.front().span;
    const bool is_local = is_only_local(project, server);
    lacking = lacking || (!server.authenticates && !is_local);
    const std::string_view what = server.authenticates ? " asks its callers who they are"
                                  : is_local           ? " is reached from this machine alone"
                                             : " may be reached by others, and asks nobody";
    found.push_back(
        {Strength::Configured, called(server) + std::string(what), place, Topic::Authentication});
  }
  add_all(std::move(found), lacking, evidence);
}

/// Whether each library that it calls repeats requests by itself.
static bool repeat_requests(const Server& server, std::span<const Call* const> calls) {
  return std::ranges::none_of(calls, [&](const Call* call) {
    return server.runs(*call->code) && !vendor_of(call->callee)->repeats_requests;
  });
}

/// What servers that call others do about those that are slow, busy or away.
static void add_calling(const Project& project, const Practice& practice,
                        std::vector<Evidence>& evidence) {
  Finder finder(practice);
  const std::vector<const Call*> calls = vendor_calls(project);
  std::vector<Evidence> found;
  bool lacking = false;
  for (const Server& server : project.servers) {
    const Call* call = first_in(server, calls);
    if (server.request == nullptr && call == nullptr) continue;
    const Span place = finder.look(server);
    const bool is_cared_for = server.request == nullptr &&
                              practice.topic != Topic::CircuitBreakers &&
                              repeat_requests(server, calls);
    if (!place.empty()) {
      found.push_back({Strength::Configured,
                       std::string(practice.what) + " `" + std::string(place.text) + '`', place,
                       practice.topic});
    } else if (is_cared_for) {
      found.push_back({Strength::Configured, "the library of `" + call->callee + "` does so itself",
                       call->span(), practice.topic});
    } else {
      lacking = true;
    }
  }
  add_all(std::move(found), lacking, evidence);
}

/// How many tools say what their arguments may be: by a schema, or by types.
static void add_input_checks(const Project& project, std::vector<Evidence>& evidence) {
  std::size_t typed = 0;
  std::size_t bounded = 0;
  std::size_t all = 0;
  std::size_t schemas = 0;
  Span first;
  for (const Tool& tool : project.tools) {
    if (tool.kind == Tool::Kind::Prompt) continue;
    if (tool.schema != nullptr && schemas++ == 0 && first.empty()) first = tool.span;
    for (const Parameter& parameter : tool.parameters) {
      if (!parameter.from_client) continue;
      ++all;
      bounded += parameter.bounded ? 1 : 0;
      if (parameter.type.empty() && !parameter.bounded) continue;
      if (typed++ == 0 && first.empty()) first = parameter.span;
    }
  }
  if (schemas > 0)
    evidence.push_back({Strength::Configured,
                        std::to_string(schemas) + (schemas == 1 ? " tool has" : " tools have") +
                            " a schema of what is passed",
                        first, Topic::InputChecks});
  if (typed > 0)
    evidence.push_back({Strength::Configured,
                        std::to_string(typed) + " of " + std::to_string(all) +
                            (all == 1 ? " parameter has a type, " : " parameters have a type, ") +
                            std::to_string(bounded) + " a bound besides",
                        first, Topic::InputChecks});
}

/// What paths that callers choose are held against.
static void add_path_checks(const Project& project, std::vector<Evidence>& evidence) {
  static constexpr auto kChecks = std::to_array<std::string_view>(
      {"pathlib.Path.is_relative_to", "pathlib.Path.relative_to", "os.path.commonpath",
       "os.path.commonprefix", "*.is_relative_to", "*.relative_to"});
  for (const Call& call : project.calls) {
    if (!call.in_tool() || !is_one_of(call.callee, kChecks)) continue;
    evidence.push_back({Strength::Configured, "paths are confined by `" + call.callee + '`',
                        call.span(), Topic::PathChecks});
    return;
  }
}

/// Containers that are reached over the network, and asked whether they live.
static void add_health_checks(const Project& project, std::vector<Evidence>& evidence) {
  for (const Container& container : project.containers) {
    if (!is_asked_for_health(container) || !container.has_healthcheck) continue;
    evidence.push_back({Strength::Configured,
                        container.name.empty() ? "the image says how it is"
                                               : "`" + container.name + "` is asked how it is",
                        container.span, Topic::HealthChecks});
  }
}

void add_practice_evidence(const Material& material, std::vector<Evidence>& evidence) {
  add_rate_limits(material.project, evidence);
  add_authentication(material.project, evidence);
  for (const Practice& practice : kCalling) add_calling(material.project, practice, evidence);
  add_input_checks(material.project, evidence);
  add_path_checks(material.project, evidence);
  add_health_checks(material.project, evidence);
}

}  // namespace mcplint
