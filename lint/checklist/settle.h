#pragma once
// What settles a line: one function for each that is more than a table's row.

#include <string_view>

#include "lint/checklist/checklist.h"
#include "lint/checklist/evidence.h"

namespace mcplint::checklist {

/// By the silence of the line's rules over `subject` alone.
template <Subject subject>
Verdict silent(const Item& item, const Deployment& deployment) {
  return by_rules(item, deployment, subject);
}

/// By a section of a document whose heading has one of `words` in it.
template <const auto& words>
Verdict stated(const Item& /*item*/, const Deployment& deployment) {
  return by_evidence(sections(deployment.run.project, words));
}

Verdict sandboxed(const Item& item, const Deployment& deployment);
Verdict set_where_it_runs(const Item& item, const Deployment& deployment);
Verdict rate_limited(const Item& item, const Deployment& deployment);
Verdict authenticated(const Item& item, const Deployment& deployment);
Verdict load_tested(const Item& item, const Deployment& deployment);
Verdict logs_aggregated(const Item& item, const Deployment& deployment);
Verdict errors_tracked(const Item& item, const Deployment& deployment);
Verdict metrics_collected(const Item& item, const Deployment& deployment);
Verdict alerts_configured(const Item& item, const Deployment& deployment);
Verdict updates_defined(const Item& item, const Deployment& deployment);
Verdict contacts_listed(const Item& item, const Deployment& deployment);
Verdict issues_tracked(const Item& item, const Deployment& deployment);
Verdict permissions_checked(const Item& item, const Deployment& deployment);
Verdict disk_space_watched(const Item& item, const Deployment& deployment);
Verdict attested_only(const Item& item, const Deployment& deployment);

}  // namespace mcplint::checklist
