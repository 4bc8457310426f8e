#pragma once
// What names in source code mean: across scopes, imports and files.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lint/facts/modules.h"
#include "mcplint/code.h"

namespace mcplint {

/// What a name stands for.
struct Symbol {
  enum class Kind { None, Function, Class, Module, Variable, External };

  Kind kind = Kind::None;
  std::uint32_t code = kNone;   // of all but an External: the file of this project it stands in
  std::uint32_t index = kNone;  // of a Function or Class: its number there
  std::string name;  // of an External: qualified, "os.path.join"; else as its file has it
};

/// The source code of a project as one program. It remembers what it was asked,
/// so that it is for one thread at a time.
class Program {
 public:
  explicit Program(std::span<const Code> codes);

  [[nodiscard]] const Code& code(std::uint32_t index) const { return codes_[index]; }
  [[nodiscard]] std::span<const Code> codes() const { return codes_; }

  /// What `name` means in a file, seen from `function` (kNone: at module level).
  [[nodiscard]] Symbol lookup(std::uint32_t code, std::uint32_t function,
                              std::string_view name) const;
  /// What `base.name` means, if that can be told without types.
  [[nodiscard]] Symbol member(const Symbol& base, std::string_view name) const;
  /// The files of this project that importing a file runs, itself left out.
  [[nodiscard]] std::vector<std::uint32_t> imported_files(std::uint32_t code) const;
  /// What a Name or a chain of Attributes means; None for other expressions.
  [[nodiscard]] Symbol resolve(std::uint32_t code, std::uint32_t function, const Node& node) const;
  /// The method `name` of a class, looked for in its bases too; kind None if
  /// there is none in this project.
  [[nodiscard]] Symbol method(std::uint32_t code, std::uint32_t class_index,
                              std::string_view name) const;

 private:
  struct Scope {
    std::unordered_map<std::string_view, std::uint32_t> functions;
    std::unordered_map<std::string_view, std::uint32_t> classes;
  };
  /// The names of one file: of its module level, and of each function's inside.
  struct Names {
    Scope module;
    std::unordered_map<std::uint32_t, Scope> inside;
    std::unordered_map<std::string_view, const Import*> imports;
    std::vector<const Import*> stars;
    // What names turned out to mean: finding the files behind imports is slow.
    mutable std::unordered_map<std::string_view, Symbol> known;
    mutable std::unordered_map<std::string, std::uint32_t> files;  // behind the names of modules
  };

  [[nodiscard]] Symbol lookup_module(std::uint32_t code, std::string_view name, int depth) const;
  [[nodiscard]] Symbol find_in_module(std::uint32_t code, std::string_view name, int depth) const;
  [[nodiscard]] Symbol imported(std::uint32_t code, const Import& import, int depth) const;
  static Symbol in_scope(std::uint32_t code, const Scope& scope, std::string_view name);
  [[nodiscard]] Symbol method(std::uint32_t code, std::uint32_t class_index, std::string_view name,
                              int depth) const;
  [[nodiscard]] std::uint32_t file_of(std::uint32_t importer, std::string_view module) const;
  [[nodiscard]] std::uint32_t find_file(std::uint32_t importer, std::string_view module) const;

  std::span<const Code> codes_;
  std::vector<std::string_view> paths_;
  ModuleFinder finder_;
  std::vector<Names> names_;
};

}  // namespace mcplint
