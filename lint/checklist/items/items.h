#pragma once
// The lines of the checklist, part by part. Adding one is an entry in one of these files.

#include <span>

#include "lint/checklist/checklist.h"

namespace mcplint::checklist {

std::span<const Item> pre_deployment_items();
std::span<const Item> deployment_items();
std::span<const Item> post_deployment_items();
std::span<const Item> server_specific_items();
std::span<const Item> closing_items();

}  // namespace mcplint::checklist
