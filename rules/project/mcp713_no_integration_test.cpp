#include "rules/project/judge.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp713_no_integration_test = {
    .id = "MCP713",
    .name = "no-integration-test",
    .summary = "No test drives the server as a client does",
    .severity = Severity::Info,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
Tests of functions pass while the server does not start: a schema that cannot be made, a line on
standard output, an argument that the SDK renames. Only a client sees those.

Drive the server through a client of the SDK: `ClientSession` with
`create_connected_server_and_client_session`, `Client` of FastMCP, `InMemoryTransport` in
TypeScript, or the inspector's command line.
)",
    .blind_spots = R"(
Tests that start the server through helpers of their own. A run with one client's program, such
as Claude Desktop, is for a person to attest.
)",
    .check = check,
};

static void check(const Project& project, Report& report) {
  judge(project,
        {.topic = Topic::IntegrationTests,
         .lacking = "no test drives `{}` through a client",
         .suggestion = "test it through a client of the SDK in the same process"},
        report);
}

}  // namespace mcplint
