#pragma once
// Messages and rules as SARIF has them.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lint/report/mask.h"
#include "lint/text/json_writer.h"
#include "mcplint/diagnostic.h"
#include "mcplint/rule.h"

namespace mcplint {

/// The kinds of message a rule was heard to say: templates by id. An id is made
/// of the template's own words, so it is the same in every log.
using MessageStrings = std::map<std::string, std::string>;

/// A finding's message: a template, what to fill in, and the sentence they make.
struct SarifMessage {
  std::string id;
  std::vector<std::string> arguments;
  std::string text;
};

/// Notes the template of a finding's message in `strings`, which are its
/// rule's, and fills it in.
SarifMessage sarif_message(const Diagnostic& diagnostic, const Mask& mask, MessageStrings& strings);

/// Text of linted files in a sentence. SARIF makes links of `[text](target)`;
/// none must come of what a file says.
std::string without_links(std::string text);

/// "PathTraversal" for "path-traversal": the one form the validator accepts.
std::string pascal_case(std::string_view name);

/// A rule as a `reportingDescriptor`.
void write_descriptor(JsonWriter& json, const Rule& rule, const MessageStrings& strings);

}  // namespace mcplint
