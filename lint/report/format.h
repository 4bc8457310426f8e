#pragma once
// Ways to write the findings down.

#include <iosfwd>
#include <span>
#include <string_view>

#include "mcplint/lint.h"

namespace mcplint {

/// What a writer may need to know besides the run itself.
struct Style {
  bool color = false;
  unsigned width = 100;          // of the terminal, in columns
  bool show_files = false;       // list every file and what became of it
  bool show_suppressed = false;  // list every finding that was left out, and why
};

/// A way to write the findings down: one entry of a table, like rules and parsers.
struct Format {
  std::string_view name;  // as --format takes it
  std::string_view summary;
  void (*write)(const Run& run, const Style& style, std::ostream& out);
};

/// Every format, the default one first.
std::span<const Format> all_formats();

void write_full(const Run& run, const Style& style, std::ostream& out);
void write_concise(const Run& run, const Style& style, std::ostream& out);
void write_json(const Run& run, const Style& style, std::ostream& out);
void write_sarif(const Run& run, const Style& style, std::ostream& out);
void write_jsonl(const Run& run, const Style& style, std::ostream& out);
void write_github(const Run& run, const Style& style, std::ostream& out);
void write_gitlab(const Run& run, const Style& style, std::ostream& out);
void write_junit(const Run& run, const Style& style, std::ostream& out);
void write_markdown(const Run& run, const Style& style, std::ostream& out);

}  // namespace mcplint
