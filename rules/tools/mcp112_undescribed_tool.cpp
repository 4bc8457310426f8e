#include <algorithm>

#include "rules/rules.h"

namespace mcplint {

static void check(const Tool& tool, Report& report);

constinit const Rule rules::mcp112_undescribed_tool = {
    .id = "MCP112",
    .name = "undescribed-tool",
    .summary = "Tool or parameter that the model is told nothing of",
    .severity = Severity::Low,
    .doc = R"(
The description is all that a model knows of a tool when it decides whether to call it and with
what. Without one it guesses from the name, calls the wrong tool, or fills parameters with
something that looks right.

Write a docstring, or pass `description=`: what the tool does, what it returns, what it changes.
Pedantic people also hear of parameters that neither their `Field(description=…)` nor a line of
the docstring describes.
)",
    .blind_spots = R"(
Whether a description is any good. Descriptions that are made while the server starts count as given.
)",
    .check = check,
};

static void check(const Tool& tool, Report& report) {
  if (tool.kind != Tool::Kind::Tool) return;
  if (!tool.described) {
    report.at(tool.span, "`{}` has no description", tool.name)
        .suggest("say in a docstring what it does, what it returns and what it changes");
    return;  // nor have its parameters
  }
  for (const Parameter& parameter : tool.parameters) {
    const bool is_listed = !tool.low_level || tool.schema != nullptr;
    if (!parameter.from_client || parameter.described || !is_listed) continue;
    report.at(parameter.span, "`{}` of `{}` is not described", parameter.name, tool.name)
        .suggest(
            "describe it: `Annotated[str, Field(description=\"…\")]`, or a line in the docstring")
        .only_for(Persona::Pedantic);
  }
}

}  // namespace mcplint
