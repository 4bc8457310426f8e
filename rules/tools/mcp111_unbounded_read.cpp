#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "rules/rules.h"
#include "rules/tools/addresses.h"
#include "rules/tools/sinks.h"

namespace mcplint {

static void check(const Tool& tool, Report& report);

/// Calls that bring in a whole file or answer, and what says which.
static constexpr Callable kReads[] = {
    {"open", 0, "file"},
    {"io.open", 0, "file"},
    {"aiofiles.open", 0, "file"},
    {"pathlib.Path.read_text", kReceiver},
    {"pathlib.Path.read_bytes", kReceiver},
    {"requests.get", 0, "url"},
    {"httpx.get", 0, "url"},
    {"httpx.Client.get", 0, "url"},
    {"httpx.AsyncClient.get", 0, "url"},
    {"aiohttp.ClientSession.get", 0, "url"},
    {"urllib.request.urlopen", 0, "url"},
};
static constexpr auto kAsked = with_results(kReads);

constinit const Rule rules::mcp111_unbounded_read = {
    .id = "MCP111",
    .name = "unbounded-read",
    .summary = "Tool that returns a whole file or answer, however large it is",
    .severity = Severity::Medium,
    .confidence = Confidence::Medium,
    .cwe = 770,
    .owasp = "MCP05:2025",
    .doc = R"(
A result goes into the context of the model, which holds a few hundred kilobytes and is paid for by
the word. A tool that returns whatever file or page its caller names, as a whole, fills it with one
call, or fills the memory of the server before it gets that far: `/dev/zero` is a file too.

Look at the size first and refuse what is larger than a limit, read at most that much
(`file.read(LIMIT + 1)`), or return a part and how to ask for the next (`offset`, `limit`).
)",
    .blind_spots = R"(
Files and addresses that the caller does not choose, and files that are read as JSON, YAML or TOML.
A tool is taken to have a limit if names in its code, or in a function that the data goes through,
are made of words such as `limit`, `max` or `offset`.
)",
    .sinks = kAsked,
    .check = check,
};

/// Words of names that ask how much there is.
static constexpr auto kSizes =
    std::to_array<std::string_view>({"size", "getsize", "large", "truncate", "truncated"});

/// Words of names that have to do with a part.
static constexpr auto kParts = std::to_array<std::string_view>(
    {"chunk", "chunks", "head", "islice", "length", "limit", "limits", "max", "offset", "page",
     "pages", "readline", "start", "tail"});

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Calls `with` for each word that the names in `text` are made of: `st`, `size` of `st_size`.
template <class With>
static void each_word(std::string_view text, With with) {
  std::string word;
  for (const char c : text) {
    if (is_letter(c)) {
      word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (!word.empty()) {
      with(word);
      word.clear();
    }
  }
  if (!word.empty()) with(word);
}

/// Whether code asks for a size, or, if `parts` count too, takes a part of something.
static bool is_bounded(std::string_view text, bool parts) {
  bool found = parts && contains(text, "[:");
  each_word(text, [&](std::string_view word) {
    found = found || is_one_of(word, kSizes) || (parts && is_one_of(word, kParts));
  });
  return found;
}

/// Whether a body does, apart from what its docstring says.
static bool is_bounded(const Node& body, bool parts) {
  return std::ranges::any_of(body.parts(), [&](const Node& statement) {
    return !statement.is(NodeKind::String) && is_bounded(statement.span().text, parts);
  });
}

/// Whether `data` comes by way of `function`.
static bool leads_through(const Returned& data, const Function& function) {
  const Span body = function.body.span();
  return std::ranges::any_of(data.flow, [&](const Label& step) {
    return body.begin() <= step.span.begin() && step.span.end() <= body.end();
  });
}

/// Whether the tool bounds what it returns: helpers that only look at a size may stand beside
/// the way of the data, those that take a part of it stand on it.
static bool is_limited(const Tool& tool, const Returned& data) {
  if (tool.function == nullptr || is_bounded(*tool.body, true)) return true;
  const auto says_part = [](const Parameter& parameter) {
    return is_bounded(parameter.name, true);
  };
  if (std::ranges::any_of(tool.parameters, says_part)) return true;
  return std::ranges::any_of(tool.reached, [&](const Function* function) {
    return is_bounded(function->body, leads_through(data, *function));
  });
}

/// Whether a file was read as settings: of these, tools return parts.
static bool is_parsed(const Returned& data) {
  constexpr auto kParsers = std::to_array<std::string_view>(
      {"json.load", "json.loads", "yaml.safe_load", "yaml.load", "tomllib.load", "tomllib.loads"});
  return std::ranges::any_of(data.passed,
                             [&](const std::string& call) { return is_one_of(call, kParsers); });
}

static constexpr std::string_view kSearches[] = {
    "pathlib.Path.glob", "pathlib.Path.rglob", "*.glob", "*.rglob", "glob.glob", "glob.iglob"};

/// The parameter that chose what `data` is; null if the caller did not.
static const Parameter* chooser(const Tool& tool, const Returned& data) {
  constexpr auto kListed =
      std::to_array<Proof>({{"in", 0, Outcome::True}, {"==", 0, Outcome::True}});
  for (const TaintedCall& call : tool.tainted_calls) {
    // What a search below a folder finds, the caller did not name; what stands on a list, the
    // makers of the server know.
    const bool is_named =
        call.reaches(kReads) && !call.went_through(kSearches) && !call.proved_by(kListed);
    if (is_named && data.is_chosen_by(call)) return call.origin;
  }
  return nullptr;
}

static void check(const Tool& tool, Report& report) {
  for (const Returned& data : tool.returned) {
    if (std::ranges::find(kReads, data.callee, &Callable::name) == std::end(kReads)) continue;
    if (is_parsed(data) || is_limited(tool, data)) continue;
    // An open file alone is nothing yet.
    if (data.callee.ends_with("open") && !data.callee.ends_with("urlopen") && data.passed.empty()) {
      continue;
    }
    const Parameter* parameter = chooser(tool, data);
    if (parameter == nullptr) continue;
    const bool is_request = data.callee.ends_with(".get") || data.callee.ends_with("urlopen");
    if (is_request && !is_address(*parameter)) continue;
    report
        .at(data.span(), "`{}` returns all of what `{}` names, however large it is", tool.name,
            parameter->name)
        .note(parameter->span, "the caller chooses it here")
        .via(data.flow)
        .suggest("refuse what is larger than a limit, or return a part of it at a time");
    return;
  }
}

}  // namespace mcplint
