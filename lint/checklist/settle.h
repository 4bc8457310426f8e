#pragma once
// What settles a line: one function for each that is more than a table's row.

#include <string_view>

#include "lint/checklist/checklist.h"
#include "lint/checklist/evidence.h"

namespace mcplint::checklist {

/// By the silence of the line's rules over `subject` alone.
template <Subject subject>
Outcome silent(const Item& item, const Deployment& deployment) {
  return by_rules(item, deployment, subject);
}

/// By a section of a document whose heading has one of `words` in it.
template <const auto& words>
Outcome stated(const Item& /*item*/, const Deployment& deployment) {
  return by_evidence(sections(deployment.run.project, words));
}

Outcome sandboxed(const Item& item, const Deployment& deployment);
Outcome set_where_it_runs(const Item& item, const Deployment& deployment);
Outcome rate_limited(const Item& item, const Deployment& deployment);
Outcome authenticated(const Item& item, const Deployment& deployment);
Outcome load_tested(const Item& item, const Deployment& deployment);
Outcome logs_aggregated(const Item& item, const Deployment& deployment);
Outcome errors_tracked(const Item& item, const Deployment& deployment);
Outcome metrics_collected(const Item& item, const Deployment& deployment);
Outcome alerts_configured(const Item& item, const Deployment& deployment);
Outcome updates_defined(const Item& item, const Deployment& deployment);
Outcome contacts_listed(const Item& item, const Deployment& deployment);
Outcome issues_tracked(const Item& item, const Deployment& deployment);
Outcome permissions_checked(const Item& item, const Deployment& deployment);
Outcome disk_space_watched(const Item& item, const Deployment& deployment);
Outcome attested_only(const Item& item, const Deployment& deployment);

}  // namespace mcplint::checklist
