#include "lint/report/format.h"
namespace mcplint { void write_sarif(const Run&, const Style&, std::ostream&) {} }
