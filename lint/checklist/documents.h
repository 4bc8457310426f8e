#pragma once
// Lines that documents settle: README, changelog, examples, procedures.

#include <string_view>
#include <vector>

#include "lint/checklist/checklist.h"

namespace mcplint::checklist {

/// Links of documents that have `part` in their target.
[[nodiscard]] std::vector<Evidence> links_to(const Project& project, std::string_view part);

Outcome readme_complete(const Item& item, const Deployment& deployment);
Outcome changelog_updated(const Item& item, const Deployment& deployment);
Outcome examples_provided(const Item& item, const Deployment& deployment);
Outcome registered(const Item& item, const Deployment& deployment);
Outcome environment_documented(const Item& item, const Deployment& deployment);
Outcome quick_rollback(const Item& item, const Deployment& deployment);
Outcome full_rollback(const Item& item, const Deployment& deployment);

}  // namespace mcplint::checklist
