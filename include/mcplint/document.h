#pragma once
// Markdown files: headings and what stands below them, links, and code fences.

#include <string>
#include <vector>

#include "mcplint/config.h"

namespace mcplint {

/// `## Usage`, underlined text, `<h2>`, or what opens folded text: `<summary>`.
struct Heading {
  static constexpr unsigned kSummary = 7;  // below every real heading

  unsigned level = 1;  // 1 to 6, or kSummary
  Text text;           // without marks and tags; its span is the heading's line
  Span body;           // its section: up to the next heading that is not below it
};

/// `[text](target)`, `<https://…>`, `[id]: target`, `href="target"`.
struct DocumentLink {
  Text target;  // as written, without title and brackets
};

/// A block of code between lines of backticks or tildes.
struct Fence {
  Text language;  // the first word behind the opening marks, in lower case; may be empty
  Span span;      // from its opening marks to its last line
  Span body;      // its lines, without those that open and close it
  /// `body` with the `>` of a block quote made blanks, so that an offset in one
  /// is an offset in the other. Indentation of a list is still there.
  std::string text;
};

/// A Markdown file. The order in each list is that of the file.
struct Document {
  const Source* source = nullptr;
  std::vector<Heading> headings;
  std::vector<DocumentLink> links;
  std::vector<Fence> fences;
};

}  // namespace mcplint
