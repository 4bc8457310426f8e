// Finding one's way in a Config.

#include "mcplint/config.h"

#include <algorithm>
#include <utility>

namespace mcplint {

const Value* Value::get(std::string_view key) const {
  const Value* found = nullptr;
  for (const Member& member : members) {
    if (member.key.text == key) found = &member.value;
  }
  return found;
}

std::vector<const Value*> Value::find(std::string_view path) const {
  std::vector<const Value*> found = {this};
  while (!path.empty()) {
    const std::string_view step = path.substr(0, path.find('.'));
    path.remove_prefix(std::min(step.size() + 1, path.size()));

    std::vector<const Value*> next;
    for (const Value* value : found) {
      if (step == "*") {
        for (const Value& item : value->items) next.push_back(&item);
        for (const Member& member : value->members) next.push_back(&member.value);
      } else if (const Value* member = value->get(step)) {
        next.push_back(member);
      }
    }
    found = std::move(next);
  }
  return found;
}

}  // namespace mcplint
