#include "lint/syntax/parse.h"
namespace mcplint { void parse_requirements(const Source&, Parsed&) {} }
