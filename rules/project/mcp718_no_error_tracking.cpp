#include "rules/project/judge.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp718_no_error_tracking = {
    .id = "MCP718",
    .name = "no-error-tracking",
    .summary = "Errors that nobody is told of",
    .severity = Severity::Info,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
A tool's error goes to the model, which apologises and tries something else. The people who could
mend it never hear of it.

Report exceptions to Sentry, Rollbar, Bugsnag or the like, from the code that starts the server.
)",
    .blind_spots = R"(
Agents that are loaded from outside of the code, such as `opentelemetry-instrument`.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  judge(project,
        {.topic = Topic::ErrorTracking,
         .lacking = "nobody is told of the errors of `{}`",
         .suggestion = "initialise Sentry or the like where the server starts"},
        report);
}

}  // namespace mcplint
