#include "lint/facts/facts.h"
namespace mcplint { void find_literals(const Source&, std::vector<Literal>&) {} }
