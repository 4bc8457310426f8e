#pragma once
// A Dockerfile, as BuildKit reads it.

#include <string>
#include <string_view>
#include <vector>

#include "mcplint/config.h"
#include "mcplint/text.h"

namespace mcplint {

/// `--name=value` between a keyword and its arguments.
struct Flag {
  Text name;   // "from", without the dashes
  Text value;  // empty if it has none
};

/// `<<EOF` and what stands between it and its end.
struct Heredoc {
  std::string name;
  Span body;
  bool expand = true;      // false if the name was quoted
  bool strip_tabs = false; // `<<-`
};

/// One instruction.
struct Instruction {
  std::string keyword;  // upper case: "RUN"
  Span span;            // from the keyword to its last character, continuation lines included
  Span arguments;       // what follows the keyword and the flags, as written
  std::vector<Flag> flags;
  std::vector<Text> words;  // the arguments: elements of a JSON form, else split as this keyword splits
  bool json = false;        // written as a JSON array: exec form
  std::vector<Heredoc> heredocs;
  bool on_build = false;    // it stood behind ONBUILD, and runs in images built on this one
};

/// One FROM and what follows it.
struct Stage {
  std::string name;             // lower case, as BuildKit compares it; "" unless FROM … AS name
  Instruction from;
  Text image;                   // what FROM names, with ARGs substituted where their defaults are known
  const Stage* base = nullptr;  // the earlier stage it builds on, if any
  std::vector<Instruction> instructions;  // all but FROM

  /// Whether an instruction of that keyword stands in this stage itself, not
  /// counting ONBUILD ones.
  [[nodiscard]] bool has(std::string_view keyword) const;
  /// The last one of that keyword, which is the one that counts for CMD, USER
  /// and their like; null if there is none here.
  [[nodiscard]] const Instruction* last(std::string_view keyword) const;
};

struct Dockerfile {
  const Source* source = nullptr;
  char escape = '\\';
  std::vector<Instruction> arguments;  // ARGs before the first FROM
  std::vector<Stage> stages;           // never empty

  /// The stage that the image is made of.
  [[nodiscard]] const Stage& image() const { return stages.back(); }
};

}  // namespace mcplint
