#include "lint/text/directive.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "lint/text/bytes.h"

namespace mcplint {

namespace {

using Words = std::span<const std::string_view>;

constexpr std::string_view kName = "mcplint";

/// What begins a comment in files of some languages.
struct Comments {
  Words endings;  // of paths
  Words openers;
};

constexpr auto kHash = std::to_array<std::string_view>({"#"});
constexpr auto kSlashes = std::to_array<std::string_view>({"//", "/*"});
constexpr auto kMarkup = std::to_array<std::string_view>({"<!--"});
constexpr auto kSlashEndings = std::to_array<std::string_view>(
    {".ts",    ".tsx", ".mts",  ".cts",   ".js",    ".jsx",
     ".mjs",   ".cjs", ".json", ".jsonc", ".json5", ".code-workspace",
     ".sarif", ".go",  ".rs",   ".java",  ".kt",    ".cs",
     ".c",     ".h",   ".cpp",  ".swift"});
constexpr auto kMarkupEndings =
    std::to_array<std::string_view>({".md", ".mdx", ".markdown", ".html", ".htm", ".xml"});
constexpr auto kComments =
    std::to_array<Comments>({{kSlashEndings, kSlashes}, {kMarkupEndings, kMarkup}});

/// Words of other tools' directives, and slips of ours: behind our name they are
/// no prose.
constexpr auto kNearVerbs = std::to_array<std::string_view>(
    {"ignore", "file-ignore", "ignore-file", "ignore-line", "ignore-next-line", "file_ignore",
     "fileignore", "ignored", "ignores", "disable", "disable-file", "disable-line",
     "disable-next-line", "noqa", "nolint", "nosec", "suppress", "skip", "skip-file"});

constexpr std::string_view kHowTo = "write `mcplint: ignore[rule-name]`, and ` -- why` behind it";

/// Reads one directive from its name on.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text), text_(text) {}

  /// False if this is prose that only mentions mcplint.
  bool read(Suppression& directive);

 private:
  bool names(Suppression& directive);
  void behind(Suppression& directive);
  static void fail(Suppression& directive, std::string_view help);

  void skip_blanks() {
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t'))
      rest_.remove_prefix(1);
  }
  bool take(std::string_view token) {
    skip_blanks();
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }
  std::string_view take_word() {
    skip_blanks();
    const auto in_word = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
             c == '-' || c == '_';
    };
    const auto end = std::ranges::find_if_not(rest_, in_word);
    const std::string_view word = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(word.size());
    return word;
  }

  std::string_view rest_;
  std::string_view text_;
};

}  // namespace

static constexpr std::string_view kBlanks = " \t\r";

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (const std::size_t at : {0U, 1U, 2U, 3U, 5U, 6U, 8U, 9U}) {
    if (text[at] < '0' || text[at] > '9') return false;
  }
  return text.substr(5, 2) >= "01" && text.substr(5, 2) <= "12" && text.substr(8) >= "01" &&
         text.substr(8) <= "31";
}

void Reader::fail(Suppression& directive, std::string_view help) {
  directive.names.clear();
  directive.flaws.push_back({SuppressionFlaw::Kind::Malformed, directive.span,
                             std::string(directive.span.text), std::string(help)});
}

bool Reader::names(Suppression& directive) {
  if (!take("[")) return false;
  do {
    const std::string_view name = take_word();
    if (name.empty()) return false;
    directive.names.push_back({name});
  } while (take(","));
  return take("]");
}

/// What may follow the names: a day, a reason, somebody else's directive.
void Reader::behind(Suppression& directive) {
  if (take("until")) {
    const bool equals = take("=");
    const std::string_view day = take_word();
    if (!equals || !is_date(day)) return fail(directive, "write the day as `until=2027-06-30`");
    directive.until = day;
  }
  if (take("--")) {
    directive.reason = trimmed(rest_, kBlanks);
    return;
  }
  skip_blanks();
  if (!trimmed(rest_, kBlanks).empty() && rest_.front() != '#' && !rest_.starts_with("//"))
    fail(directive, "write ` -- ` between the names and the reason");
}

bool Reader::read(Suppression& directive) {
  take(kName);
  const bool colon = take(":");
  const std::string verb = lower(take_word());
  if (std::ranges::find(kNearVerbs, verb) == kNearVerbs.end()) return false;
  directive.span = {trimmed(text_, kBlanks)};
  directive.whole_file = verb == "file-ignore";
  const bool known = verb == "ignore" || directive.whole_file;
  if (!colon || !known || !names(directive)) {
    fail(directive, kHowTo);
  } else {
    behind(directive);
  }
  return true;
}

bool may_hold_directives(std::string_view text) { return text.find(kName) != text.npos; }

static Words openers_of(std::string_view path) {
  for (const Comments& comments : kComments) {
    if (std::ranges::any_of(comments.endings, [&](auto end) { return path.ends_with(end); }))
      return comments.openers;
  }
  return kHash;
}

/// Where in `line` the comment begins whose first word is our name; npos if none.
static std::size_t find_comment(std::string_view line, Words openers) {
  for (std::size_t at = line.find(kName); at != line.npos; at = line.find(kName, at + 1)) {
    const std::size_t end = at == 0 ? line.npos : line.find_last_not_of(" \t", at - 1);
    const std::string_view before = line.substr(0, end == line.npos ? 0 : end + 1);
    for (const std::string_view opener : openers) {
      if (before.ends_with(opener)) return before.size() - opener.size();
    }
  }
  return line.npos;
}

/// The comment's words, without what opens and closes it.
static std::string_view words_of(std::string_view comment) {
  const std::string_view text = comment.substr(comment.find(kName));
  const std::string_view closer = comment.starts_with("/*")     ? "*/"
                                  : comment.starts_with("<!--") ? "-->"
                                                                : std::string_view();
  return closer.empty() ? text : text.substr(0, text.find(closer));
}

static bool is_comment(std::string_view line, Words openers) {
  return std::ranges::any_of(openers, [&](auto opener) { return line.starts_with(opener); });
}

std::vector<Suppression> find_directives(const Source& source) {
  std::vector<Suppression> found;
  if (!may_hold_directives(source.text)) return found;
  const Words usual = openers_of(source.path);
  // What stands before the text of a Markdown file is YAML.
  bool in_front_matter = usual.data() == Words(kMarkup).data() && source.text.starts_with("---\n");
  std::size_t waiting = 0;  // how many at the end speak of the next line with code
  for (std::string_view rest = source.text; !rest.empty();) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);

    if (line == "---" && line.data() != source.text.data()) in_front_matter = false;
    const Words openers = in_front_matter ? Words(kHash) : usual;
    const std::string_view content = trimmed(line, kBlanks);
    const bool has_code = !content.empty() && !is_comment(content, openers);
    if (has_code) {
      for (; waiting > 0; --waiting) found[found.size() - waiting].covers = {line};
    }
    const std::size_t at = find_comment(line, openers);
    if (at == line.npos) continue;
    Suppression directive;
    directive.source = &source;
    directive.own_line = !has_code;
    if (!Reader(words_of(line.substr(at))).read(directive)) continue;
    directive.covers = directive.whole_file ? source.all() : Span{line};
    found.push_back(std::move(directive));
    if (!has_code && !found.back().whole_file) ++waiting;
  }
  return found;
}

}  // namespace mcplint
