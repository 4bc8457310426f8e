#pragma once
// A Dockerfile, as BuildKit reads it.

#include <optional>
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
  bool expand = true;       // false if the name was quoted
  bool strip_tabs = false;  // `<<-`
};

/// `name=value` in ENV, LABEL or ARG.
struct Assignment {
  Text name;
  std::optional<Text> value;  // nothing: an ARG without a default
};

/// One instruction.
///
/// Words and assignments are as BuildKit's parser hands them on: continuation
/// lines are joined and JSON is decoded, but quotes and variables are still in
/// them, because quotes decide which variables count.
struct Instruction {
  std::string keyword;  // upper case: "RUN"
  Span span;            // from the keyword to its last character, heredocs included
  Span arguments;       // what follows the keyword and the flags, as written
  std::vector<Flag> flags;
  /// Elements of a JSON form, else split as this keyword splits: COPY at white
  /// space, ENV outside quotes; RUN, CMD, USER and their like are one word.
  std::vector<Text> words;
  std::vector<Assignment> assignments;  // of ENV, LABEL and ARG
  bool json = false;                    // written as a JSON array: exec form
  std::vector<Heredoc> heredocs;
  bool on_build = false;  // it stood behind ONBUILD: it runs in images built on this
};

/// One FROM and what follows it.
struct Stage {
  std::string name;  // lower case, as BuildKit compares it; "" unless FROM … AS name
  Instruction from;
  Text image;                   // what FROM names; ARGs without a known value are left as written
  const Stage* base = nullptr;  // the earlier stage it builds on, if any
  std::vector<Instruction> instructions;  // all but FROM

  /// Whether an instruction of that keyword stands in this stage itself, not
  /// counting ONBUILD ones.
  [[nodiscard]] bool has(std::string_view keyword) const;
  /// The last one of that keyword, which is the one that counts for CMD, USER
  /// and their like; null if there is none here.
  [[nodiscard]] const Instruction* last(std::string_view keyword) const;
};

/// It moves but does not copy, because its stages point at each other.
struct Dockerfile {
  Dockerfile() = default;
  Dockerfile(const Dockerfile&) = delete;
  Dockerfile& operator=(const Dockerfile&) = delete;
  Dockerfile(Dockerfile&&) = default;
  Dockerfile& operator=(Dockerfile&&) = default;

  const Source* source = nullptr;
  char escape = '\\';
  std::vector<Instruction> arguments;  // ARGs before the first FROM
  std::vector<Stage> stages;           // never empty

  /// The stage that the image is made of.
  [[nodiscard]] const Stage& image() const { return stages.back(); }
};

}  // namespace mcplint
