#pragma once
// Finding tests, in whichever language: by the lines that begin one, without parsing.

#include <vector>

#include "mcplint/tests.h"
#include "mcplint/text.h"

namespace mcplint {

/// Adds what `source` tests, if it is a file of tests by its name and has any.
void find_tests(const Source& source, std::vector<TestFile>& tests);

}  // namespace mcplint
