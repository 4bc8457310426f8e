// Markdown, as far as a deployment's documents need it: blocks of CommonMark
// 0.31 and the HTML that READMEs mix in. A grammar for all of it would cost more
// than it gives: inline text is of no interest here, and what is of interest, the
// exact place of code inside of lists and quotes, no grammar hands out as text.
//
// Where authors and CommonMark disagree, this reads what was meant: a fence
// inside of a list goes on over lines that are not indented enough.

#include "lint/syntax/markdown.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "lint/syntax/parse.h"
#include "lint/text/bytes.h"

namespace mcplint {

namespace {

/// A line behind the marks of the quotes and list items that it stands in.
struct Line {
  std::string_view all;    // without the line's end
  std::string_view text;   // behind marks and indentation
  std::size_t quotes = 0;  // how many `>` were taken off
};

/// Reads a file from line to line. Every step is linear in the line, and keeps
/// nothing but what it found.
class Reader {
 public:
  Reader(const Source& source, Document& document) : rest_(source.text), document_(document) {
    const std::size_t end = source.text.rfind("</details>");
    last_fold_end_ = source.text.data() + (end == std::string::npos ? 0 : end);
  }
  void read();

 private:
  std::string_view take_line();
  void skip_front_matter();
  void read_text(const Line& line);
  bool skip_comment(std::string_view text);
  bool read_heading(const Line& line);
  bool read_html_heading(std::string_view text);
  bool read_underline(const Line& line);
  void read_fence(const Line& opening, std::size_t marks);
  void begin_section(unsigned level, std::string_view text, std::string_view line);
  void end_section(const char* at);
  void end_sections(unsigned level, const char* at);
  void end_fold(const char* at);

  std::string_view rest_;
  Document& document_;
  const char* last_fold_end_;      // the last `</details>`; the start if there is none
  std::string_view paragraph_;     // the line before, if it may be a heading's text
  std::vector<std::size_t> open_;  // headings whose sections go on, outermost first
  bool in_comment_ = false;
};

}  // namespace

static std::string_view without_indentation(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  return text;
}

/// The mark of a list item at `text`, with one blank; 0 if there is none.
static std::size_t list_mark(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size() && size < 9 &&
         std::isdigit(static_cast<unsigned char>(text[size])) != 0)
    ++size;
  const std::string_view marks = size > 0 ? ".)" : "-*+";
  if (size >= text.size() || marks.find(text[size]) == std::string_view::npos) return 0;
  ++size;
  return size < text.size() && (text[size] == ' ' || text[size] == '\t') ? size + 1 : 0;
}

static Line line_of(std::string_view all) {
  Line line{.all = all, .text = without_indentation(all)};
  while (!line.text.empty()) {
    std::size_t mark = list_mark(line.text);
    if (line.text.front() == '>') {
      mark = 1;
      ++line.quotes;
    }
    if (mark == 0) break;
    line.text = without_indentation(line.text.substr(mark));
  }
  return line;
}

/// How many backticks or tildes open a fence at `text`; 0 if none do.
static std::size_t fence_marks(std::string_view text) {
  if (!text.starts_with("```") && !text.starts_with("~~~")) return 0;
  const std::size_t marks = std::min(text.find_first_not_of(text.front()), text.size());
  const bool is_inline = text.front() == '`' && text.find('`', marks) != std::string_view::npos;
  return is_inline ? 0 : marks;
}

static bool closes(std::string_view text, char mark, std::size_t marks) {
  const std::size_t size = std::min(text.find_first_not_of(mark), text.size());
  return size >= marks && text.find_first_not_of(" \t", size) == std::string_view::npos;
}

/// `{.json title="x"}`, `json5 title`, `jsonc`: the language alone.
static Text language_of(std::string_view info) {
  info.remove_prefix(std::min(info.find_first_not_of(" \t{."), info.size()));
  const std::string_view word = info.substr(0, info.find_first_of(" \t,}:{"));
  Text language{std::string(word), {word}};
  for (char& c : language.text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return language;
}

std::string_view Reader::take_line() {
  std::string_view line = take_until(rest_, '\n');
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// The innermost one.
void Reader::end_section(const char* at) {
  Span& body = document_.headings[open_.back()].body;
  body.text = {body.begin(), static_cast<std::size_t>(at - body.begin())};
  open_.pop_back();
}

void Reader::end_sections(unsigned level, const char* at) {
  while (!open_.empty() && document_.headings[open_.back()].level >= level) {
    // Headings in folded text are part of it, whatever their level.
    const bool is_folded = document_.headings[open_.back()].level == Heading::kSummary;
    if (is_folded && level < Heading::kSummary && at < last_fold_end_) return;
    end_section(at);
  }
}

/// `</details>` ends what was folded, with the headings in it.
void Reader::end_fold(const char* at) {
  const bool is_open = std::ranges::any_of(open_, [&](std::size_t index) {
    return document_.headings[index].level == Heading::kSummary;
  });
  if (!is_open) return;
  while (document_.headings[open_.back()].level != Heading::kSummary) end_section(at);
  end_section(at);
}

/// `line` is the last line of the heading, behind which its section begins.
void Reader::begin_section(unsigned level, std::string_view text, std::string_view line) {
  end_sections(level, text.data());
  open_.push_back(document_.headings.size());
  document_.headings.push_back(
      {level, {plain_text(text), {text}}, {rest_.empty() ? line.substr(line.size()) : rest_}});
}

bool Reader::read_heading(const Line& line) {
  const std::size_t level = std::min(line.text.find_first_not_of('#'), line.text.size());
  if (level == 0 || level > 6) return false;
  if (level < line.text.size() && line.text[level] != ' ' && line.text[level] != '\t') return false;
  std::string_view text = without_indentation(line.text.substr(level));
  const std::size_t last = text.find_last_not_of("# \t");
  text = text.substr(0, last == std::string_view::npos ? 0 : last + 1);
  begin_section(static_cast<unsigned>(level), text, line.all);
  return true;
}

/// `<h2 align="center">x</h2>` and `<summary>x</summary>`, each on one line.
bool Reader::read_html_heading(std::string_view text) {
  if (text.find("</details>") != std::string_view::npos) end_fold(text.data());
  const std::size_t summary = text.find("<summary");
  const bool is_heading = text.size() > 3 && text.starts_with("<h") && text[2] >= '1' &&
                          text[2] <= '6' && (text[3] == '>' || text[3] == ' ');
  if (summary == std::string_view::npos && !is_heading) return false;
  const unsigned level = is_heading ? static_cast<unsigned>(text[2] - '0') : Heading::kSummary;
  begin_section(level, is_heading ? text : text.substr(summary), text);
  return true;
}

/// `===` or `---` below a line of text.
bool Reader::read_underline(const Line& line) {
  if (paragraph_.empty() || line.text.empty() || line.all.data() != line.text.data()) return false;
  const char mark = line.text.front();
  if ((mark != '=' && mark != '-') || !closes(line.text, mark, 1)) return false;
  begin_section(mark == '=' ? 1 : 2, paragraph_, line.all);
  return true;
}

/// Whether the line belongs to a comment of HTML, which may go on over lines.
bool Reader::skip_comment(std::string_view text) {
  if (!in_comment_ && !text.starts_with("<!--")) return false;
  const std::size_t close = text.find("-->", in_comment_ ? 0 : 4);
  in_comment_ = close == std::string_view::npos;
  return true;
}

void Reader::read_text(const Line& line) {
  if (skip_comment(line.text)) {
    paragraph_ = {};
    return;
  }
  const bool is_heading =
      read_heading(line) || read_underline(line) || read_html_heading(line.text);
  paragraph_ = is_heading || line.text.data() != line.all.data() ? std::string_view() : line.text;
  find_links(line.text, document_.links);
}

/// `line` without the marks of `count` quotes; nothing if it has fewer.
static std::optional<std::string_view> inside_quotes(std::string_view line, std::size_t count) {
  for (; count > 0; --count) {
    line = without_indentation(line);
    if (!line.starts_with('>')) return {};
    line.remove_prefix(1);
  }
  return line;
}

void Reader::read_fence(const Line& opening, std::size_t marks) {
  Fence fence{.language = language_of(opening.text.substr(marks)),
              .span = {opening.text},
              .body = {rest_},
              .text = {}};
  const char* end = rest_.data() + rest_.size();
  while (!rest_.empty()) {
    const std::string_view before = rest_;
    const std::string_view line = take_line();
    const std::optional<std::string_view> text = inside_quotes(line, opening.quotes);
    if (!text || closes(without_indentation(*text), opening.text.front(), marks)) {
      if (!text) rest_ = before;  // the quote ended, and the fence with it
      if (text) fence.span = join(fence.span, {line});
      end = line.data();
      break;
    }
    fence.text.append(line.size() - text->size(), ' ');
    fence.text.append(*text);
    fence.text.append(before.substr(line.size(), before.size() - line.size() - rest_.size()));
  }
  fence.body.text = {fence.body.begin(), static_cast<std::size_t>(end - fence.body.begin())};
  if (fence.body.end() > fence.span.end()) fence.span = join(fence.span, fence.body);
  document_.fences.push_back(std::move(fence));
}

/// `---`, keys, `---` at the file's start: for the site's generator.
void Reader::skip_front_matter() {
  if (!rest_.starts_with("---\n") && !rest_.starts_with("---\r\n")) return;
  const std::size_t close = rest_.find("\n---", 3);
  if (close == std::string_view::npos) return;
  rest_.remove_prefix(close + 1);
  take_line();
}

void Reader::read() {
  const char* const end = rest_.data() + rest_.size();
  skip_front_matter();
  while (!rest_.empty()) {
    const Line line = line_of(take_line());
    const std::size_t marks = in_comment_ ? 0 : fence_marks(line.text);
    if (marks > 0) {
      paragraph_ = {};
      read_fence(line, marks);
    } else {
      read_text(line);
    }
  }
  end_sections(0, end);
}

void parse_markdown(const Source& source, Parsed& parsed) {
  Document document{.source = &source, .headings = {}, .links = {}, .fences = {}};
  Reader(source, document).read();
  parsed.document = std::move(document);
}

}  // namespace mcplint
