#pragma once
// Places of a file of which only one can run.

#include <string_view>
#include <vector>

#include "mcplint/code.h"

namespace mcplint {

/// The branches of a file that a constant decides on: `if LOCAL_MODE: … else: …`.
class Branches {
 public:
  explicit Branches(const Code& code);

  /// Whether `one` and `other` stand in branches that need the same constant to
  /// come out differently.
  [[nodiscard]] bool exclude(Span one, Span other) const;

 private:
  struct Branch {
    Span span;
    std::string_view constant;
    bool holds;  // what the constant must come out as
  };

  void add(const Node& statement);
  [[nodiscard]] bool is_constant(std::string_view name) const;

  const Code& code_;
  std::vector<Branch> all_;
};

}  // namespace mcplint
