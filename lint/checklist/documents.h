#pragma once
// Lines that documents settle: README, changelog, examples, procedures.

#include <string_view>
#include <vector>

#include "lint/checklist/checklist.h"

namespace mcplint::checklist {

/// Links of documents that have `part` in their target.
[[nodiscard]] std::vector<Evidence> links_to(const Project& project, std::string_view part);

Verdict readme_complete(const Item& item, const Deployment& deployment);
Verdict changelog_updated(const Item& item, const Deployment& deployment);
Verdict examples_provided(const Item& item, const Deployment& deployment);
Verdict registered(const Item& item, const Deployment& deployment);
Verdict environment_documented(const Item& item, const Deployment& deployment);
Verdict quick_rollback(const Item& item, const Deployment& deployment);
Verdict full_rollback(const Item& item, const Deployment& deployment);

}  // namespace mcplint::checklist
