#include "lint/syntax/parse.h"
namespace mcplint { void parse_dockerfile(const Source&, Parsed&) {} }
