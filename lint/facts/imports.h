#pragma once
// Which Python files run which by importing them.

#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "lint/facts/names.h"

namespace mcplint {

/// For each file, all that importing it runs, directly or through others. Holds
/// a reference to the program, and works each file out once, when it is asked for.
class ImportGraph {
 public:
  explicit ImportGraph(const Program& program) : program_(program) {}

  /// Whether `to` is `from`, or is run by importing it.
  [[nodiscard]] bool reaches(std::uint32_t from, std::uint32_t to);

 private:
  const std::set<std::uint32_t>& closure(std::uint32_t from);
  /// What a file imports itself. Looking modules up takes time, and closures overlap.
  const std::vector<std::uint32_t>& imported_by(std::uint32_t file);

  const Program& program_;
  std::map<std::uint32_t, std::vector<std::uint32_t>> direct_;
  std::map<std::uint32_t, std::set<std::uint32_t>> closures_;
};

}  // namespace mcplint
