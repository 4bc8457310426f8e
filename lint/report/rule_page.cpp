#include "lint/report/rule_page.h"

#include <algorithm>
#include <utility>

#include "lint/report/paint.h"
#include "lint/text/bytes.h"

namespace mcplint {

static constexpr std::string_view kBlanks = " \n";

/// What comes after the last dot or, without one, is written in small letters:
/// the name that most readers of Markdown know a language by.
static std::string language_of(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);  // npos + 1 is 0
  if (name.starts_with("Dockerfile") || name.ends_with("Dockerfile")) return "dockerfile";
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return "";

  static constexpr std::pair<std::string_view, std::string_view> kLanguages[] = {
      {"py", "python"}, {"ts", "typescript"}, {"js", "javascript"}, {"json", "json"},
      {"yml", "yaml"},  {"yaml", "yaml"},     {"toml", "toml"},     {"md", "markdown"},
      {"sh", "sh"},     {"txt", "text"},
  };
  const std::string_view ending = name.substr(dot + 1);
  const auto* const found =
      std::ranges::find(kLanguages, ending, &std::pair<std::string_view, std::string_view>::first);
  return found == std::end(kLanguages) ? "" : std::string(found->second);
}

/// More backticks than the text has in a row.
static std::string fence_around(std::string_view text) {
  std::size_t longest = 2;
  std::size_t row = 0;
  for (const char c : text) {
    row = c == '`' ? row + 1 : 0;
    longest = std::max(longest, row);
  }
  std::string fence(longest + 1, '`');
  return fence;
}

static void append_examples(std::string& page, std::string_view title,
                            std::span<const Example> examples) {
  if (examples.empty()) return;
  page += "\n## " + std::string(title) + '\n';
  for (const Example& example : examples) {
    const std::string fence = fence_around(example.text);
    page += "\n`" + example.path + "`:\n\n";
    page += fence + language_of(example.path) + '\n' + example.text;
    if (!example.text.empty() && !example.text.ends_with('\n')) page += '\n';
    page += fence + '\n';
  }
}

/// "Severity **high** · confidence **medium** · [CWE-22](…) · OWASP MCP05:2025".
static std::string traits_of(const Rule& rule) {
  std::string line = "Severity **" + std::string(to_string(rule.severity)) + "** · confidence **" +
                     std::string(to_string(rule.confidence)) + "**";
  if (rule.persona != Persona::Regular) {
    line += " · only with `--persona " + std::string(to_string(rule.persona)) + '`';
  }
  if (rule.cwe != 0) {
    const std::string number = std::to_string(rule.cwe);
    line += " · [CWE-" + number + "](https://cwe.mitre.org/data/definitions/" + number + ".html)";
  }
  if (!rule.owasp.empty()) line += " · OWASP " + std::string(rule.owasp);
  return line;
}

static void append_settings(std::string& page, const Rule& rule) {
  if (rule.settings.empty()) return;
  page +=
      "\n## Settings\n\nIn `mcplint.toml`; `*` stops at `/`, `**` does not.\n\n```toml\n[rules." +
      std::string(rule.name) + "]\n";
  for (const RuleOption& setting : rule.settings) {
    page += std::string(setting.name) + " = [\"" + std::string(setting.example) + "\"]  # " +
            std::string(setting.summary) + '\n';
  }
  page += "```\n";
}

std::string rule_page(const Rule& rule, std::span<const Example> bad,
                      std::span<const Example> good) {
  std::string page = "# " + std::string(rule.id) + ' ' + std::string(rule.name) + "\n\n";
  page += std::string(rule.summary) + ".\n\n";
  page += traits_of(rule) + "\n\n";
  page += std::string(trimmed(rule.doc, kBlanks)) + '\n';
  append_examples(page, "Bad", bad);
  append_examples(page, "Good", good);
  append_settings(page, rule);
  if (!rule.blind_spots.empty()) {
    page +=
        "\n## What it does not see\n\n" + std::string(trimmed(rule.blind_spots, kBlanks)) + '\n';
  }
  return page;
}

std::string paint_markdown(std::string_view markdown, const Style& style) {
  const Paint paint{style.color};
  std::string painted;
  std::string_view fence;  // of the block of code that the line is in
  while (!markdown.empty()) {
    const std::string_view line = take_until(markdown, '\n');
    const std::string_view ticks = line.substr(0, line.find_first_not_of('`'));
    const bool is_fence = ticks.size() >= 3 && (fence.empty() || line == fence);
    Ink ink = Ink::Plain;
    if (is_fence) {
      fence = fence.empty() ? ticks : std::string_view();
      ink = Ink::Faint;
    } else if (!fence.empty() || line.starts_with("    ")) {
      ink = Ink::Cyan;
    } else if (line.starts_with('#')) {
      ink = Ink::Bold;
    }
    painted += paint(ink, line) + '\n';
  }
  return painted;
}

}  // namespace mcplint
