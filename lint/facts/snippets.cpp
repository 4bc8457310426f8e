// Configurations in a document's code fences, and which client they are for.

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "lint/facts/facts.h"
#include "lint/facts/launch/clients.h"
#include "lint/facts/launch/registrations.h"
#include "lint/text/bytes.h"
#include "mcplint/words.h"

namespace mcplint {

namespace {

/// More fences than this in one document are no instructions.
constexpr std::size_t kMostSnippets = 500;

/// How far before a fence its introduction may begin.
constexpr std::size_t kLongestIntroduction = 600;

struct Mention {
  std::string_view words;  // in lower case
  Client client;
};

}  // namespace

/// How people write of clients, and of their files. One that is part of another
/// comes behind it.
static constexpr Mention kMentions[] = {
    {"claude_desktop_config", Client::ClaudeDesktop},
    {"claude desktop", Client::ClaudeDesktop},
    {"claude code", Client::ClaudeCode},
    {".mcp.json", Client::ClaudeCode},
    {".claude.json", Client::ClaudeCode},
    {".cursor/mcp.json", Client::Cursor},
    {"cursor", Client::Cursor},
    {".vscode/mcp.json", Client::VsCode},
    {"vs code", Client::VsCode},
    {"vscode", Client::VsCode},
    {"visual studio code", Client::VsCode},
    {"visual studio", Client::VisualStudio},
    {"jetbrains ai assistant", Client::JetBrainsAssistant},
    {"jetbrains", Client::JetBrainsCopilot},
    {"windsurf", Client::Windsurf},
    {"antigravity", Client::Antigravity},
    {"cline", Client::Cline},
    {"roo code", Client::RooCode},
    {"roo-code", Client::RooCode},
    {"kilo code", Client::KiloCode},
    {"zed", Client::Zed},
    {"continue.dev", Client::Continue},
    {"gemini cli", Client::GeminiCli},
    {"gemini-cli", Client::GeminiCli},
    {".gemini/settings.json", Client::GeminiCli},
    {"codex", Client::Codex},
    {"goose", Client::Goose},
    {"lm studio", Client::LmStudio},
    {"junie", Client::Junie},
    {"amazon q", Client::AmazonQ},
    {"kiro", Client::Kiro},
    {"opencode", Client::OpenCode},
    {"copilot cli", Client::CopilotCli},
    {"copilot coding agent", Client::CopilotAgent},
    {"ai assistant", Client::JetBrainsAssistant},
    {"copilot", Client::VsCode},
};

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/// The one client that `text` speaks of; nothing if it speaks of none, Unknown if
/// of several.
static std::optional<Client> mentioned_in(std::string_view text) {
  std::string rest = lower(text);
  std::optional<Client> found;
  if (rest.find("other") != std::string::npos) return Client::Unknown;  // "Cursor and others"
  for (const Mention& mention : kMentions) {
    for (std::size_t at = rest.find(mention.words); at != std::string::npos;
         at = rest.find(mention.words, at + 1)) {
      const std::size_t end = at + mention.words.size();
      if (at > 0 && is_letter(rest[at - 1])) continue;
      if (end < rest.size() && is_letter(rest[end])) continue;
      if (found && *found != mention.client) return Client::Unknown;
      found = mention.client;
      // `claude code` in `claude code or vs code` must not be read twice.
      std::fill(rest.begin() + static_cast<std::ptrdiff_t>(at),
                rest.begin() + static_cast<std::ptrdiff_t>(end), ' ');
    }
  }
  return found;
}

static bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r>") == std::string_view::npos;
}

/// `**Cursor**` or `**Cursor:**` alone on its line: a heading in disguise.
static bool is_bold(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t>-*0123456789.");
  return line.find("**") < first && line.rfind("**") != line.find("**");
}

/// The line that introduces a fence: the last one before it that says anything,
/// and the last in bold. Both are looked for behind the heading or fence before.
static std::vector<std::string_view> introduction_of(const Document& document, const Fence& fence) {
  const char* begin = document.source->text.data();
  for (const Heading& heading : document.headings) {
    if (heading.body.begin() <= fence.body.begin()) begin = std::max(begin, heading.body.begin());
  }
  for (const Fence& other : document.fences) {
    if (other.body.end() < fence.body.begin()) begin = std::max(begin, other.body.end());
  }
  const auto size = static_cast<std::size_t>(fence.body.begin() - begin);
  std::string_view rest =
      std::string_view(begin, size).substr(size - std::min(size, kLongestIntroduction));
  const std::size_t opening = rest.size() < 2 ? 0 : rest.rfind('\n', rest.size() - 2) + 1;
  rest = rest.substr(0, opening);  // without the line that opens the fence

  std::vector<std::string_view> lines;  // the last first
  while (!rest.empty()) {
    const std::size_t start = rest.rfind('\n') + 1;  // npos + 1 is 0
    const std::string_view line = rest.substr(start);
    if (!is_blank(line) && (lines.empty() || is_bold(line))) lines.push_back(line);
    rest = rest.substr(0, start == 0 ? 0 : start - 1);
  }
  return lines;
}

/// The client that the text before a fence, or the innermost heading above it
/// that speaks of any, names.
static Client client_of(const Document& document, const Fence& fence) {
  for (const std::string_view line : introduction_of(document, fence)) {
    if (const auto client = mentioned_in(line)) return *client;
  }
  for (std::size_t i = document.headings.size(); i > 0; --i) {
    const Heading& heading = document.headings[i - 1];
    const bool is_around =
        heading.body.begin() <= fence.body.begin() && fence.body.end() <= heading.body.end();
    if (!is_around) continue;
    if (const auto client = mentioned_in(heading.text.text)) return *client;
  }
  return Client::Unknown;
}

/// The parser for what a fence says that it holds, or seems to hold.
static const Parser* parser_of(const Fence& fence) {
  const std::string& language = fence.language.text;
  if (language == "yaml" || language == "yml") return parser_for("x.yaml");
  if (language == "toml") return parser_for("x.toml");
  const std::size_t first = fence.text.find_first_not_of(" \t\r\n");
  const bool is_object = first != std::string::npos && fence.text[first] == '{';
  return is_object ? parser_for("x.json") : nullptr;
}

/// The servers that a custom agent of Copilot names in the YAML before its text.
static void find_front_matter(const Document& document, Facts& facts) {
  const std::string_view text = document.source->text;
  if (!text.starts_with("---\n")) return;
  const std::size_t end = text.find("\n---", 3);
  if (end == std::string_view::npos) return;
  const std::string_view matter = text.substr(4, end - 3);
  if (matter.find("mcp-servers:") == std::string_view::npos) return;
  std::optional<Config> config =
      parse_excerpt(*parser_for("x.yaml"), *document.source, {matter}, matter);
  if (!config) return;
  Facts found;
  find_launches(*config, found);
  if (!found.client_file) return;
  std::ranges::move(found.launches, std::back_inserter(facts.launches));
  facts.snippets.push_back(std::move(*config));
  facts.snippet_files.push_back(*found.client_file);
}

/// The script in a fence, as long as that: `$ ` before what people type is blanked out.
static std::optional<Text> script_of(const Fence& fence) {
  static constexpr std::string_view kLanguages =
      "bash sh shell zsh console terminal shell-session shellsession powershell ps1 cmd text txt";
  if (!fence.language.text.empty() && !has_word(kLanguages, fence.language.text)) return {};
  std::string text = fence.text;
  for (std::size_t line = 0; line < text.size();) {
    const std::size_t first = text.find_first_not_of(" \t", line);
    if (first != std::string::npos && text.compare(first, 2, "$ ") == 0) text[first] = ' ';
    line = std::min(text.find('\n', line), text.size() - 1) + 1;
  }
  return Text{std::move(text), fence.body};
}

/// `docker build -t notes .` in the same document: what then runs is of this host.
static bool builds(std::string_view text, const std::string& image) {
  for (std::size_t at = text.find(image); at != std::string_view::npos;
       at = text.find(image, at + 1)) {
    const std::string_view before = text.substr(0, at);
    const std::string_view after = text.substr(at + image.size());
    const bool is_tag = before.ends_with("-t ") || before.ends_with("--tag ");
    const bool is_whole = after.empty() || contains(" :\n\r`\\\"'", after.substr(0, 1));
    if (is_tag && is_whole) return true;
  }
  return false;
}

static void mark_built_images(const Document& document, std::vector<Launch>& launches) {
  for (Launch& launch : launches) {
    if (launch.image) launch.image->built_here = builds(document.source->text, launch.image->name);
  }
}

void find_snippets(const Document& document, Facts& facts) {
  find_front_matter(document, facts);
  std::size_t count = 0;
  for (const Fence& fence : document.fences) {
    if (const auto script = script_of(fence))
      find_registrations(*document.source, *script, true, facts);
    const Parser* parser = parser_of(fence);
    if (parser == nullptr || !wants(*parser, fence.text)) continue;
    if (++count > kMostSnippets) return;
    std::optional<Config> config = parse_excerpt(*parser, *document.source, fence.body, fence.text);
    if (!config) continue;
    Facts found;
    find_example_launches(*config, client_of(document, fence), found);
    if (!found.client_file) continue;
    std::ranges::move(found.launches, std::back_inserter(facts.launches));
    facts.snippets.push_back(std::move(*config));
    facts.snippet_files.push_back(*found.client_file);
  }
  mark_built_images(document, facts.launches);
}

}  // namespace mcplint
