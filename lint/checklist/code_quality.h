#pragma once
// Lines about what CI and hooks run: tests, linters, scanners.

#include "lint/checklist/checklist.h"

namespace mcplint::checklist {

Verdict tests_pass(const Item& item, const Deployment& deployment);
Verdict covered(const Item& item, const Deployment& deployment);
Verdict not_vulnerable(const Item& item, const Deployment& deployment);
Verdict linted(const Item& item, const Deployment& deployment);
Verdict type_checked(const Item& item, const Deployment& deployment);

}  // namespace mcplint::checklist
