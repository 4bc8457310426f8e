// reStructuredText, as far as a deployment's documents need it: titles, code blocks and links.
// Directives other than code, tables and roles are passed over: docutils, which reads all of it,
// is a Python program, and what is of interest here is plain.

#include "lint/syntax/rst.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "lint/text/bytes.h"

namespace mcplint {

namespace {

/// Reads a file from line to line.
class RstReader {
 public:
  RstReader(const Source& source, Document& document) : source_(source), document_(document) {}
  void read();

 private:
  [[nodiscard]] bool read_title(std::size_t at);
  [[nodiscard]] std::size_t read_code(std::size_t at);
  void read_links(std::string_view line);
  void begin_section(std::string_view title, char style);

  const Source& source_;
  Document& document_;
  std::vector<std::string_view> lines_;
  std::string styles_;             // how titles are underlined, the highest level first
  std::vector<std::size_t> open_;  // headings whose sections go on, outermost first
};

}  // namespace

static std::size_t indentation(std::string_view line) {
  return std::min(line.find_first_not_of(" \t"), line.size());
}

/// The mark that a line of nothing else repeats, as it stands below titles; 0 if it is none.
static char underline_of(std::string_view line) {
  static constexpr std::string_view kMarks = "=-~^\"'`#*+:._<>!$%&(),/;?@[]\\{|}";
  while (line.ends_with(' ')) line.remove_suffix(1);
  if (line.size() < 2 || kMarks.find(line.front()) == kMarks.npos) return 0;
  return line.find_first_not_of(line.front()) == line.npos ? line.front() : '\0';
}

void RstReader::begin_section(std::string_view title, char style) {
  if (styles_.find(style) == std::string::npos) styles_ += style;
  const auto level = static_cast<unsigned>(std::min<std::size_t>(styles_.find(style) + 1, 6));
  while (!open_.empty() && document_.headings[open_.back()].level >= level) {
    Heading& done = document_.headings[open_.back()];
    const char* begin = done.body.begin();
    done.body = {{begin, static_cast<std::size_t>(std::max(title.data(), begin) - begin)}};
    open_.pop_back();
  }
  Heading& heading = document_.headings.emplace_back();
  heading.level = level;
  const std::size_t indent = indentation(title);
  heading.text = {std::string(title.substr(indent)), {title}};
  open_.push_back(document_.headings.size() - 1);
}

/// A line, and below it marks as long as it is.
bool RstReader::read_title(std::size_t at) {
  if (at + 1 >= lines_.size() || indentation(lines_[at]) == lines_[at].size()) return false;
  const char style = underline_of(lines_[at + 1]);
  const bool is_one = style != 0 && underline_of(lines_[at]) == 0 &&
                      (at == 0 || indentation(lines_[at - 1]) == lines_[at - 1].size() ||
                       underline_of(lines_[at - 1]) == style) &&
                      lines_[at + 1].size() + 3 >= lines_[at].size();
  if (!is_one) return false;
  begin_section(lines_[at], style);
  const char* begin = lines_[at + 1].data() + lines_[at + 1].size();
  const char* end = source_.text.data() + source_.text.size();
  document_.headings.back().body = {{begin, static_cast<std::size_t>(end - begin)}};
  return true;
}

/// `.. code-block:: json` and what is indented below it. The number of the last line that
/// belongs to it; `at` if none begins there.
std::size_t RstReader::read_code(std::size_t at) {
  const std::string_view line = lines_[at];
  const std::size_t indent = indentation(line);
  std::string_view language;
  bool begins = false;
  for (const std::string_view directive :
       {".. code-block::", ".. code::", ".. sourcecode::", ".. highlight-block::"}) {
    if (!line.substr(indent).starts_with(directive)) continue;
    begins = true;
    language = line.substr(indent + directive.size());
    language.remove_prefix(indentation(language));
  }
  const bool is_literal = !begins && line.ends_with("::") && !line.substr(indent).starts_with("..");
  if (!begins && !is_literal) return at;

  std::size_t last = at;
  std::size_t first = 0;
  for (std::size_t i = at + 1; i < lines_.size(); ++i) {
    const std::size_t here = indentation(lines_[i]);
    if (here == lines_[i].size()) continue;
    if (here <= indent) break;
    const bool is_option = begins && first == 0 && lines_[i][here] == ':';
    if (first == 0 && !is_option) first = i;
    last = i;
  }
  if (first == 0) return at;
  Fence& fence = document_.fences.emplace_back();
  fence.language = {lower(language), {language}};
  fence.span = join({line}, {lines_[last]});
  fence.body = join({lines_[first]}, {lines_[last]});
  fence.text = std::string(fence.body.text);
  return last;
}

/// "`text <target>`_", ".. _name: target", and addresses that stand by themselves.
void RstReader::read_links(std::string_view line) {
  for (std::size_t at = line.find("http"); at != line.npos; at = line.find("http", at + 1)) {
    const std::string_view rest = line.substr(at);
    if (!rest.starts_with("http://") && !rest.starts_with("https://")) continue;
    const std::string_view target = rest.substr(0, rest.find_first_of(" \t>`\"'<"));
    document_.links.push_back({{std::string(target), {target}}});
  }
}

void RstReader::read() {
  for (std::string_view rest = source_.text; !rest.empty();) {
    std::string_view line = take_until(rest, '\n');
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines_.push_back(line);
  }
  for (std::size_t at = 0; at < lines_.size(); ++at) {
    if (read_title(at)) {
      ++at;
      continue;
    }
    read_links(lines_[at]);
    at = read_code(at);
  }
}

void parse_rst(const Source& source, Parsed& parsed) {
  Document& document = parsed.document.emplace();
  document.source = &source;
  RstReader(source, document).read();
}

}  // namespace mcplint
