#pragma once
// The way of data: steps and calls, in lists that share their beginnings.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "mcplint/diagnostic.h"

namespace mcplint::flow {

/// A list that grows at its end and shares its beginning with other lists.
template <class T>
struct Chain {
  T item;
  std::shared_ptr<const Chain> before;
  std::size_t length = 1;
};

/// One step of the way: few of them are ever read, so that their words are made late.
struct Step {
  enum class Kind { Assigned, Kept, Made, Passed, Returned };

  Kind kind = Kind::Assigned;
  Span span;
  std::string_view what;     // the variable, field, class or function
  std::string_view as = {};  // the parameter, of Passed
};

using Steps = std::shared_ptr<const Chain<Step>>;
using Calls = std::shared_ptr<const Chain<std::string_view>>;

/// `before` with one item more, unless it is as long as anybody reads.
template <class T>
std::shared_ptr<const Chain<T>> extended(std::shared_ptr<const Chain<T>> before, T item) {
  constexpr std::size_t kMostSteps = 24;
  const std::size_t length = before == nullptr ? 0 : before->length;
  if (length >= kMostSteps) return before;
  return std::make_shared<const Chain<T>>(Chain<T>{std::move(item), std::move(before), length + 1});
}

/// The items, first ones first.
template <class T>
std::vector<T> in_order(const std::shared_ptr<const Chain<T>>& chain) {
  std::vector<T> result(chain == nullptr ? 0 : chain->length);
  std::size_t at = result.size();
  for (const Chain<T>* it = chain.get(); it != nullptr && at > 0; it = it->before.get()) {
    result[--at] = it->item;
  }
  return result;
}

/// What a person is told of a step: "passed to `read` as `path`".
Label to_label(const Step& step);

std::vector<std::string> to_vector(const Calls& calls);
std::vector<Label> to_vector(const Steps& steps);
bool same_calls(const Calls& a, const Calls& b);

}  // namespace mcplint::flow
