#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>

#include "rules/rules.h"

namespace mcplint {

static void check(const Tool& tool, Report& report);

constinit const Rule rules::mcp113_poisoned_description = {
    .id = "MCP113",
    .name = "poisoned-description",
    .summary = "Text for the model that gives it orders its user must not see",
    .severity = Severity::Critical,
    .cwe = 1427,
    .owasp = "MCP03:2025",
    .doc = R"(
A model reads the descriptions of all tools before its user has asked for anything, and follows
them. People rarely see them: clients show the tool's name. Text that tells the model to read a
key and pass it on, to keep quiet about it, to forget what it was told, or to change what the tools
of other servers do, works even if the tool is never called. Characters that people cannot see
(tags, zero width, direction overrides) hide it from those who look.

Take it out, and find out who put it in. A description says what the tool does, what it needs
and what it returns; what the model should do in general is for its user to say.
)",
    .blind_spots = R"(
Orders in other words, or in other languages than English, and descriptions that are made while the
server runs (see MCP122). Wishes about other tools of the same server (`call list_files first`)
are honest and common, and are not reported.
)",
    .check = check,
};

namespace {

/// One of `any` must stand at most `within` bytes behind what was found before.
struct Step {
  std::initializer_list<std::string_view> any;
  std::size_t within = 0;
};

/// What is told apart from other orders: keeping quiet, and forgetting.
constexpr std::string_view kSecrecy = "`{}` tells the model to keep something from its user";
constexpr std::string_view kForgetting = "`{}` tells the model to forget what it was told";

/// Words that follow each other, and what to say of a text that has them.
struct Pattern {
  std::string_view message;
  std::initializer_list<Step> steps;
};

}  // namespace

static bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
}

/// `text` in lower case, white space and marks of Markdown as single blanks.
static std::string plain(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const bool is_blank = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '*' || c == '"';
    if (is_blank) {
      if (!result.empty() && result.back() != ' ') result += ' ';
    } else {
      result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return result;
}

/// Whether `word` stands at `at`, not as a part of a longer one.
static bool stands_at(std::string_view text, std::size_t at, std::string_view word) {
  if (text.substr(at, word.size()) != word) return false;
  const std::size_t end = at + word.size();
  const bool begins = at == 0 || !is_word(word.front()) || !is_word(text[at - 1]);
  const bool ends = end == text.size() || !is_word(word.back()) || !is_word(text[end]);
  return begins && ends;
}

/// Whether the steps from `step` on stand behind `at`.
static bool follows(std::string_view text, std::size_t at, const Step* step, const Step* end) {
  if (step == end) return true;
  const std::size_t last = std::min(text.size(), at + step->within + 1);
  for (std::size_t from = at; from < last; ++from) {
    for (std::string_view word : step->any) {
      if (!stands_at(text, from, word)) continue;
      if (follows(text, from + word.size(), step + 1, end)) return true;
    }
  }
  return false;
}

/// Whether what stands before `at` speaks of such words as an example or an attack.
static bool is_quoted(std::string_view text, std::size_t at) {
  const char before = at > 0 ? text[at - 1] : ' ';
  if (before == '\'' || before == '`' || before == '(') return true;
  const std::string_view near =
      text.substr(at > 120 ? at - 120 : 0, std::min<std::size_t>(at, 120));
  for (std::string_view sign :
       {"detect", "e.g.", "such as", "example", "injection", "attack", "jailbreak", "phrases",
        "attempts", "like:", "block", "malicious"}) {
    if (near.find(sign) != std::string_view::npos) return true;
  }
  return false;
}

static bool holds(std::string_view text, const Pattern& pattern) {
  const Step& first = *pattern.steps.begin();
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (std::string_view word : first.any) {
      if (!stands_at(text, at, word) || is_quoted(text, at)) continue;
      if (follows(text, at + word.size(), pattern.steps.begin() + 1, pattern.steps.end())) {
        return true;
      }
    }
  }
  return false;
}

/// Orders that no honest description holds. `do not tell the user to …` is none:
/// that says how to talk to them; nor is `do not notify the user`, an option of many.
static const Pattern kOrders[] = {
    {kSecrecy,
     {{{"do not", "don't", "never", "must not"}},
      {{"tell", "inform"}, 12},
      {{"the user", "user", "users", "the human", "anyone"}, 1},
      {{".", "!", ";", "about this", "about it", "about these", "anything", "that you read",
        "that you are reading", "that you did", "that you sent", "that you need to first"},
       1}}},
    {kSecrecy,
     {{{"without"}}, {{"telling", "informing"}, 1}, {{"the user", "the human"}, 1}, {{"."}, 1}}},
    {kSecrecy,
     {{{"do not", "don't", "never", "must not"}},
      {{"mention", "reveal", "disclose"}, 12},
      {{"this", "these instructions", "these steps", "that you read", "that you first",
        "any of this"},
       4},
      {{"to the user", "to user", "to the human", "to anyone", "instruction"}, 1}}},
    {kSecrecy,
     {{{"hide", "conceal", "keep"}},
      {{"this", "it", "these", "that"}, 1},
      {{"from the user", "secret from", "hidden from the user"}, 1}}},
    {kSecrecy,
     {{{"do not", "don't", "never", "must not"}},
      {{"mention", "reveal", "disclose", "say"}, 14},
      {{"that you're", "that you are"}, 1},
      {{"accessing", "reading", "including", "sending", "copying", "collecting", "doing this"},
       1}}},
    {kSecrecy,
     {{{"present"}}, {{"as if it's", "as if it is", "as if it were"}, 24}, {{"part of"}, 12}}},
    {kSecrecy, {{{"<hidden>"}}}},
    {kForgetting,
     {{{"ignore", "disregard", "forget"}},
      {{"previous", "prior", "above", "earlier", "preceding", "your", "all"}, 10},
      {{"instructions", "prompts", "system prompt", "directives"}, 20}}},
    {"`{}` tells the model to read secrets",
     {{{"before", "prior to", "when", "after", "whenever", "in order to"}},
      {{"using", "calling", "invoking", "use", "running", "you call", "you use"}, 12},
      {{"tool", "tools", "function", "this"}, 16},
      {{"read", "open", "cat", "load", "access", "fetch", "send", "include"}, 80},
      {{".ssh", "id_rsa", "id_ed25519", "/etc/passwd", "/etc/shadow", ".aws/credentials",
        "seed phrase", ".netrc", ".git-credentials"},
       80}}},
    {"`{}` tells the model to read secrets and pass them on",
     {{{"must first"}},
      {{"access", "read", "open", "fetch"}, 1},
      {{"and include", "and extract", "and return", "and add"}, 120},
      {{"api key", "api keys", "credentials", "secrets", "password", "passwords"}, 30}}},
    {"`{}` tells the model to read secrets and pass them on",
     {{{"must first"}},
      {{"access", "read", "open", "fetch"}, 1},
      {{"secret", "secrets", "confidential", "password", "passwords", "credentials"}, 60},
      {{"and include", "and return", "and add"}, 60}}},
    {"`{}` tells the model to read secrets and pass them on",
     {{{"read", "open", "cat", "load"}},
      {{".ssh", "id_rsa", "id_ed25519", "mcp.json", ".env", "/etc/passwd", ".aws/credentials",
        "claude_desktop_config.json"},
       60},
      {{"pass", "provide", "include", "put", "send", "append"}, 80},
      {{"sidenote", "side_note", "as a parameter", "content as", "contents as", "to this tool"},
       60}}},
    {"`{}` tells the model to send what it knows to somebody else",
     {{{"send", "forward", "post", "upload", "transmit"}},
      {{"conversation", "chat history", "system prompt", "api key", "api keys", "credentials",
        "secrets", "passwords", "environment variables"},
       60},
      {{"to https://", "to http://"}, 80}}},
    {"`{}` tells the model to send what it knows to somebody else",
     {{{"send", "forward", "bcc", "copy"}},
      {{"all", "every", "each"}, 10},
      {{"email", "emails", "mail", "message", "messages"}, 10},
      {{"@"}, 60}}},
    {"`{}` tells the model to change what another tool does",
     {{{"when", "whenever", "if", "every time"}},
      {{"tool", "function"}, 60},
      {{"is used", "is called", "is available", "is present", "is invoked", "exists"}, 8},
      {{"change", "modify", "replace", "set", "redirect", "forward", "bcc", "add"}, 80},
      {{"recipient", "recipients", "destination", "address", "number", "bcc"}, 40},
      {{"@", "https://", "http://", "+", "attacker"}, 40}}},
    {"`{}` tells the model to take a text for its system's own",
     {{{"<|im_start|>", "<<sys>>", "[inst]", "<|system|>"}}}},
};

/// The message about an order that `text` gives; empty if it gives none.
static std::string_view order_in(std::string_view text) {
  constexpr std::size_t kLongest = 100'000;  // no description is, and time grows with it
  const std::string words = plain(text.substr(0, kLongest));
  for (const Pattern& pattern : kOrders) {
    if (holds(words, pattern)) return pattern.message;
  }
  return {};
}

/// The character of UTF-8 at `at`; 0 for one byte, or what is none. `size` is how long it is.
static char32_t character(std::string_view text, std::size_t at, std::size_t& size) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const unsigned first = byte(at);
  size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
  if (size == 1 || at + size > text.size()) {
    size = 1;
    return 0;
  }
  char32_t code = first & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) code = (code << 6U) | (byte(at + i) & 0x3FU);
  return code;
}

namespace {

/// Characters of a text that people cannot see, by what they may be good for.
struct Hidden {
  int tags = 0;        // U+E0000…: copies of ASCII that nothing draws
  int zero_width = 0;  // between letters, where no script needs them
  int overrides = 0;   // that turn around what is shown
  int selectors = 0;   // variation selectors in a row
  bool right_to_left = false;
};

}  // namespace

static Hidden hidden_in(std::string_view text) {
  Hidden found;
  bool in_flag = false;  // 🏴 and tags are a flag
  bool after_selector = false;
  std::size_t size = 1;
  for (std::size_t at = 0; at < text.size(); at += size) {
    const char32_t code = character(text, at, size);
    const bool is_tag = code >= 0xE0000 && code <= 0xE007F;
    if (code == 0x1F3F4) in_flag = true;
    if (is_tag && !in_flag) ++found.tags;
    if (!is_tag && code != 0x1F3F4) in_flag = false;
    const bool is_selector =
        (code >= 0xE0100 && code <= 0xE01EF) || (code >= 0xFE00 && code <= 0xFE0F);
    if (is_selector && after_selector) ++found.selectors;
    after_selector = is_selector;
    if (code == 0x202D || code == 0x202E) ++found.overrides;
    if (code >= 0x590 && code <= 0x8FF) found.right_to_left = true;
    const bool is_zero = code == 0x200B || code == 0x200C || code == 0x200D || code == 0x2060 ||
                         code == 0x2062 || code == 0x2063 || code == 0x2064;
    if (is_zero) ++found.zero_width;
  }
  return found;
}

/// The message about what is hidden in `text`; empty if nothing is.
static std::string_view hiding_in(std::string_view text) {
  // A pasted text may hold a few; eight are the least that spell anything.
  constexpr int kFewestSpelling = 8;
  const Hidden found = hidden_in(text);
  if (found.tags > 0) return "`{}` has a text in tag characters, which nobody sees and models read";
  if (found.selectors >= kFewestSpelling)
    return "`{}` has selectors in a row, which can spell a hidden text";
  if (found.overrides > 0 && !found.right_to_left) {
    return "`{}` has direction overrides, which show another text than is there";
  }
  if (found.zero_width >= kFewestSpelling && !found.right_to_left) {
    return "`{}` has characters of no width, which can spell a hidden text";
  }
  return {};
}

/// Whether a text goes on far out of sight, behind blanks that fill a window.
static bool is_pushed_away(std::string_view text) {
  constexpr int kLines = 40;
  constexpr int kBlanks = 300;
  int lines = 0;
  int blanks = 0;
  for (const char c : text) {
    if (c == '\n') ++lines;
    if (c == ' ' || c == '\t') ++blanks;
    if (c == '\n') blanks = 0;
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') continue;
    if (lines >= kLines || blanks >= kBlanks) return true;
    lines = blanks = 0;
  }
  return false;
}

/// Reports what is wrong with a text that the model reads; `which` says of what it is.
static void check_text(const Tool& tool, std::string_view text, Span span, std::string_view which,
                       Report& report) {
  if (text.empty() || span.empty()) return;
  std::string_view message = hiding_in(text);
  std::string_view help = "take these characters out, and find out who put them in";
  if (message.empty() && is_pushed_away(text)) {
    message = "`{}` has a text that goes on out of sight, behind many blanks";
    help = "take out what stands behind the blanks, and find out who put it in";
  }
  if (message.empty()) {
    message = order_in(text);
    help = "take that out, and say only what it does and needs";
    // A prompt is what a person chose to say to the model, and may well begin anew.
    if (tool.kind == Tool::Kind::Prompt && message == kForgetting) return;
  }
  if (message.empty()) return;
  report.at(span, message, tool.name)
      .note(tool.span, std::string(which) + " of this " + std::string(to_string(tool.kind)))
      .suggest(std::string(help));
}

/// Fixed texts that a tool returns: the model reads them as it reads descriptions.
static void check_results(const Tool& tool, Report& report) {
  if (tool.body == nullptr) return;
  each_node(*tool.body, [&](const Node& node) {
    if (!node.is(NodeKind::Return) || node.parts().empty()) return;
    each_node(node.part(0), [&](const Node& part) {
      if (!part.is(NodeKind::String)) return;
      check_text(tool, part.value(), part.span(), "a result", report);
    });
  });
}

static void check(const Tool& tool, Report& report) {
  check_text(tool, tool.description, tool.description_span, "the description", report);
  for (const Parameter& parameter : tool.parameters) {
    // What a docstring says of it is part of the description.
    if (parameter.description_span.begin() == tool.description_span.begin()) continue;
    check_text(tool, parameter.description, parameter.description_span, "a parameter", report);
  }
  check_results(tool, report);
}

}  // namespace mcplint
