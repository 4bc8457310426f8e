#include "rules/rules.h"

namespace mcplint {

static constexpr const Rule* kRules[] = {
#define RULE(name) &rules::name,
#include "rules/rules.def"
#undef RULE
};

std::span<const Rule* const> all_rules() { return kRules; }

}  // namespace mcplint
