#include "lint/syntax/parse.h"
namespace mcplint { void parse_json(const Source&, Parsed&) {} }
