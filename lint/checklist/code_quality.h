#pragma once
// Lines about what CI and hooks run: tests, linters, scanners.

#include "lint/checklist/checklist.h"

namespace mcplint::checklist {

Outcome tests_pass(const Item& item, const Deployment& deployment);
Outcome covered(const Item& item, const Deployment& deployment);
Outcome not_vulnerable(const Item& item, const Deployment& deployment);
Outcome linted(const Item& item, const Deployment& deployment);
Outcome type_checked(const Item& item, const Deployment& deployment);

}  // namespace mcplint::checklist
