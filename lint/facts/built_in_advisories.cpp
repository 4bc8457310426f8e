// lint/facts/data/advisories.json, which the build puts into the program.

#include <cassert>
#include <string>

#include "lint/facts/advisories.h"

namespace mcplint {

extern const std::string_view kBuiltInAdvisories;

const Advisories& built_in_advisories() {
  static const Advisories kTable = [] {
    const Source source("advisories.json", std::string(kBuiltInAdvisories));
    ReadAdvisories read = read_advisories(source);
    assert(read.error.empty());
    return std::move(read.advisories);
  }();
  return kTable;
}

}  // namespace mcplint
