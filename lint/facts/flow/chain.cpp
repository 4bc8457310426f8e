#include "lint/facts/flow/chain.h"

namespace mcplint::flow {

static std::string quoted(std::string_view before, std::string_view what) {
  std::string text(before);
  text += '`';
  text += what;
  text += '`';
  return text;
}

Label to_label(const Step& step) {
  switch (step.kind) {
    case Step::Kind::Assigned:
      return {step.span, quoted("assigned to ", step.what)};
    case Step::Kind::Kept:
      return {step.span, quoted("kept as ", step.what)};
    case Step::Kind::Made:
      return {step.span, quoted("made into ", step.what)};
    case Step::Kind::Returned:
      return {step.span, quoted("returned by ", step.what)};
    case Step::Kind::Passed:
      break;
  }
  return {step.span, quoted("passed to ", step.what) + quoted(" as ", step.as)};
}

std::vector<std::string> to_vector(const Calls& calls) {
  const std::vector<std::string_view> names = in_order(calls);
  return {names.begin(), names.end()};
}

std::vector<Label> to_vector(const Steps& steps) {
  std::vector<Label> labels;
  for (const Step& step : in_order(steps)) labels.push_back(to_label(step));
  return labels;
}

bool same_calls(const Calls& a, const Calls& b) {
  const Chain<std::string_view>* x = a.get();
  const Chain<std::string_view>* y = b.get();
  for (; x != y && x != nullptr && y != nullptr; x = x->before.get(), y = y->before.get()) {
    if (x->item != y->item) return false;
  }
  return x == y;
}

}  // namespace mcplint::flow
