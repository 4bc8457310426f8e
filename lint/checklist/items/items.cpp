#include "lint/checklist/items/items.h"

#include <vector>

namespace mcplint::checklist {

static std::vector<Item> join_parts() {
  std::vector<Item> all;
  for (const auto part : {pre_deployment_items, deployment_items, post_deployment_items,
                          server_specific_items, closing_items}) {
    const std::span<const Item> items = part();
    all.insert(all.end(), items.begin(), items.end());
  }
  return all;
}

std::span<const Item> all_items() {
  static const std::vector<Item> kAll = join_parts();
  return kAll;
}

}  // namespace mcplint::checklist
