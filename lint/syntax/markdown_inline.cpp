// Inside a line of Markdown: links, and what a reader sees of it.

#include <algorithm>
#include <cctype>

#include "lint/syntax/markdown.h"

namespace mcplint {

/// The target that begins at `text`: up to a blank, or the bracket that closes it.
static std::string_view target_at(std::string_view text) {
  if (text.starts_with('<')) return text.substr(1, std::min(text.find('>'), text.size()) - 1);
  std::size_t depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == ' ' || c == '\t' || (c == ')' && depth == 0)) return text.substr(0, at);
    if (c == '(') ++depth;
    if (c == ')') --depth;
  }
  return text;
}

static void add(std::string_view target, std::vector<DocumentLink>& links) {
  if (!target.empty()) links.push_back({{std::string(target), {target}}});
}

/// `[id]: target` alone on its line.
static bool find_definition(std::string_view line, std::vector<DocumentLink>& links) {
  const std::size_t first = line.find_first_not_of(' ');
  if (first == std::string_view::npos || line[first] != '[' || line[first + 1] == '^') return false;
  const std::size_t close = line.find("]: ", first);
  if (close == std::string_view::npos || line.find('[', first + 1) < close) return false;
  const std::size_t target = line.find_first_not_of(' ', close + 2);
  if (target != std::string_view::npos) add(target_at(line.substr(target)), links);
  return true;
}

/// The text of code between backticks at `text`, with those; empty if none close it.
static std::string_view code_at(std::string_view text) {
  const std::size_t ticks = std::min(text.find_first_not_of('`'), text.size());
  const std::size_t close = text.find(text.substr(0, ticks), ticks);
  return close == std::string_view::npos ? std::string_view() : text.substr(0, close + ticks);
}

void find_links(std::string_view line, std::vector<DocumentLink>& links) {
  if (find_definition(line, links)) return;
  while (!line.empty()) {
    const std::size_t next = line.find_first_of("`]<hs");
    if (next == std::string_view::npos) return;
    line.remove_prefix(next);
    std::size_t skip = 1;
    if (line.starts_with('`')) {
      skip = std::max<std::size_t>(code_at(line).size(), 1);
    } else if (line.starts_with("](")) {
      const std::size_t target = std::min(line.find_first_not_of(" \t", 2), line.size());
      add(target_at(line.substr(target)), links);
    } else if (line.starts_with("<http://") || line.starts_with("<https://") ||
               line.starts_with("<mailto:")) {
      add(target_at(line), links);
    } else if (line.starts_with("href=\"") || line.starts_with("src=\"")) {
      const std::string_view value = line.substr(line.find('"') + 1);
      add(value.substr(0, value.find('"')), links);
    }
    line.remove_prefix(skip);
  }
}

std::string plain_text(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const char next = at + 1 < text.size() ? text[at + 1] : ' ';
    const bool is_tag =
        c == '<' && (next == '/' || std::isalpha(static_cast<unsigned char>(next)) != 0);
    const std::size_t close = is_tag ? text.find('>', at) : std::string_view::npos;
    if (close != std::string_view::npos) {
      at = close;
    } else if (c != '*' && c != '`') {
      plain += c;
    }
  }
  const std::size_t first = plain.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return {};
  return plain.substr(first, plain.find_last_not_of(" \t\r\n") + 1 - first);
}

}  // namespace mcplint
