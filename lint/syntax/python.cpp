#include "lint/syntax/parse.h"
namespace mcplint { void parse_python(const Source&, Parsed&) {} }
