// What counts as evidence of readiness, and what only looks like it.

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "mcplint/lint.h"
#include "rules/rules.h"
#include "temporary_folder.h"

using namespace mcplint;

static Run run_on(const TemporaryFolder& folder) {
  Options options;
  options.paths = {folder.path().string()};
  options.rules = all_rules();
  options.known = all_rules();
  options.jobs = 1;
  options.today = "2027-01-15";
  return lint(options);
}

static constexpr std::string_view kServer =
    "from mcp.server.fastmcp import FastMCP\n\nmcp = FastMCP(\"notes\")\n\n\n@mcp.tool()\n"
    "def greet(name: str) -> str:\n    \"\"\"Greets.\"\"\"\n    return name\n\n\nmcp.run()\n";

/// Whether a project with that README, and a server, has shown `topic`.
static bool says(Topic topic, const std::string& readme, std::string_view manifest = "") {
  const TemporaryFolder folder;
  folder.write("server.py", std::string(kServer));
  folder.write("README.md", readme);
  if (!manifest.empty()) folder.write("pyproject.toml", std::string(manifest));
  return run_on(folder).project.standing(topic) == Standing::Shown;
}

TEST_CASE("a section on whom to ask is no section on what is supported") {
  const auto section = [](std::string_view heading,
                          std::string_view body = "Write to a@b.example.") {
    return says(Topic::Support,
                "# Notes\n\n## " + std::string(heading) + "\n\n" + std::string(body));
  };
  CHECK(section("Support"));
  CHECK(section("🆘 Getting Help"));
  CHECK(section("Community and Support", "Join our Discord."));
  CHECK(section("Contact the maintainers"));
  CHECK_FALSE(section("Supported versions"));
  CHECK_FALSE(section("SSL/TLS Support"));
  CHECK_FALSE(section("Support for other tools"));
  CHECK_FALSE(section("Help"));  // of a command line
  CHECK_FALSE(section("Support", "Everything is supported."));
}

TEST_CASE("a security policy names somebody, a guide to security does not") {
  const auto with = [](std::string text) {
    const TemporaryFolder folder;
    folder.write("server.py", std::string(kServer));
    folder.write("docs/security.md", std::move(text));
    return run_on(folder).project.standing(Topic::Support) == Standing::Shown;
  };
  CHECK(with("# Security\n\nReport vulnerabilities to security@example.com.\n"));
  CHECK_FALSE(with("# Security modes\n\nThe strict mode validates all commands.\n"));
}

TEST_CASE("a tracker is a list of the project's own issues") {
  const auto link = [](std::string_view target) {
    return says(Topic::KnownIssues, "# Notes\n\nSee [this](" + std::string(target) + ").\n",
                "[project]\nname = \"notes\"\n[project.urls]\n"
                "Homepage = \"https://github.com/example/notes\"\n");
  };
  CHECK(link("https://github.com/example/notes/issues"));
  CHECK(link("https://github.com/Example/Notes/issues/new/choose"));
  CHECK_FALSE(link("https://github.com/example/notes/issues/17"));
  CHECK_FALSE(link("https://github.com/upstream/library/issues"));
  CHECK_FALSE(link("https://img.shields.io/github/issues/example/notes"));
  CHECK_FALSE(link("https://github.com"));
  CHECK(says(Topic::KnownIssues, "# Notes\n\n[Issues](https://github.com/a/b/issues).\n",
             "[project]\nname = \"notes\"\n[project.urls]\nHome = \"https://github.com\"\n"));
  CHECK(says(Topic::KnownIssues, "# Notes\n\n## Limitations\n\nNone of colour.\n"));
  CHECK_FALSE(says(Topic::KnownIssues, "# Notes\n\n## Network limitations of CI\n\nSome.\n"));
}

TEST_CASE("updating the server is a procedure, updating something else is not") {
  CHECK(says(Topic::Updates, "# Notes\n\n## Updating\n\npip install -U\n"));
  CHECK(says(Topic::Updates, "# Notes\n\n## Upgrading from 1.x\n\nRead this.\n"));
  CHECK_FALSE(says(Topic::Updates, "# Notes\n\n## Updating env vars in a container\n\nSo.\n"));
}

/// "A B": the variables that the source reads.
static std::string variables(const TemporaryFolder& folder) {
  std::string names;
  for (const EnvironmentVariable& one : run_on(folder).project.variables)
    names += (names.empty() ? "" : " ") + one.name;
  return names;
}

TEST_CASE("fields of settings classes are variables") {
  const TemporaryFolder folder;
  folder.write("server.py", std::string(kServer) + R"(
from pydantic import BaseModel, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

class Limits(BaseModel):
    most: int = 3

class Base(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="notes_", env_file=".env")
    folder: str
    limits: Limits = Limits()
    _cache: str = ""

class Settings(Base):
    api_key: str = Field(validation_alias="WEATHER_KEY")
    level: str = "info"

class Old(BaseSettings):
    url: str
    class Config:
        env_prefix = "OLD_"

class Plain(BaseModel):
    nothing: str
)");
  CHECK(variables(folder) == "NOTES_FOLDER NOTES_LEVEL OLD_URL WEATHER_KEY");
}

TEST_CASE("variables that JavaScript and TypeScript read are found in their text") {
  const TemporaryFolder folder;
  folder.write("package.json", R"({"name": "notes", "dependencies":
      {"@modelcontextprotocol/sdk": "1.12.0"}})");
  folder.write("src/index.ts", R"(
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
const key = process.env.API_KEY ?? "none";
const port = process.env["PORT"] || process.env?.HOST;
const { FOLDER, LEVEL: level = "info" } = process.env;
process.env.WRITTEN = "1";
if (process.env.MODE === "test") {}
// process.env.COMMENTED
const home = process.env.HOME, all = { ...process.env };
)");
  folder.write("src/index.test.ts", "process.env.TESTED;\n");
  folder.write("vite.config.ts", "process.env.BUILT;\n");
  CHECK(variables(folder) == "API_KEY FOLDER HOST LEVEL MODE PORT");
  // Of a site beside a server in Python, they are none of the server's.
  folder.write("package.json", R"({"name": "site"})");
  folder.write("server.py", std::string(kServer));
  CHECK(variables(folder).empty());
}

/// What the project comes to whose server has this code.
static Standing standing(Topic topic, std::string_view before, std::string_view body) {
  const TemporaryFolder folder;
  folder.write("server.py",
               std::string(before) +
                   "\nfrom mcp.server.fastmcp import FastMCP\n\nmcp = "
                   "FastMCP(\"notes\")\n\n\n@mcp.tool()\ndef act(name: str) -> str:\n    " +
                   std::string(body) + "\n\n\nmcp.run()\n");
  return run_on(folder).project.standing(topic);
}

TEST_CASE("vendors' libraries call other machines, and some repeat by themselves") {
  const TemporaryFolder folder;
  folder.write("server.py",
               std::string(kServer) + "import stripe\n\nstripe.Charge.create(amount=1)\n");
  CHECK_FALSE(run_on(folder).project.kinds.api.empty());

  CHECK(standing(Topic::Retries, "import boto3", "return boto3.client(\"s3\").list_buckets()") ==
        Standing::Shown);
  CHECK(standing(Topic::Retries, "import stripe", "return stripe.Charge.retrieve(name)") ==
        Standing::Lacking);
  CHECK(standing(Topic::Retries, "import stripe\nfrom tenacity import retry",
                 "return retry()(stripe.Charge.retrieve(name))") == Standing::Shown);
  CHECK(standing(Topic::CircuitBreakers, "import boto3",
                 "return boto3.client(\"s3\").list_buckets()") == Standing::Lacking);
}

TEST_CASE("a server of files is one whose callers choose, or that changes files") {
  const auto is_one = [](std::string_view body) {
    const TemporaryFolder folder;
    folder.write("server.py",
                 "import os\nfrom mcp.server.fastmcp import FastMCP\n\nmcp = "
                 "FastMCP(\"notes\")\n\n\n@mcp.tool()\ndef act(name: str) -> str:\n    " +
                     std::string(body) + "\n\n\nmcp.run()\n");
    return !run_on(folder).project.kinds.files.empty();
  };
  CHECK(is_one("return open(name).read()"));
  CHECK(is_one("return str(os.listdir('/data'))"));
  CHECK(is_one("open('/data/log', 'w').write(name)"));
  CHECK_FALSE(is_one("return open('/etc/notes.toml').read()"));
}

TEST_CASE("what runs for all tools is no tool that documents name") {
  const TemporaryFolder folder;
  folder.write("server.py", R"(
from mcp.server import Server

from catalogue import TOOLS

server = Server("notes")


@server.list_tools()
async def list_tools():
    return TOOLS


@server.call_tool()
async def call_tool(name: str, arguments: dict):
    return []
)");
  folder.write("README.md", "# Notes\n");
  CHECK(run_on(folder).project.standing(Topic::ToolsNamed) == Standing::Lacking);
  for (const Evidence& one : run_on(folder).project.evidence) CHECK(one.topic != Topic::ToolsNamed);
}

/// What the coverage of a project with that file comes to.
static Standing coverage(const std::string& path, std::string_view text) {
  const TemporaryFolder folder;
  folder.write("server.py", std::string(kServer));
  folder.write("package.json", R"({"name": "notes", "dependencies":
      {"@modelcontextprotocol/sdk": "1.12.0"}})");
  folder.write(path, text);
  return run_on(folder).project.standing(Topic::Coverage);
}

TEST_CASE("thresholds of coverage in settings of JavaScript and of services") {
  CHECK(coverage("vitest.config.ts",
                 "export default { test: { coverage: { thresholds: { lines: 85 } } } }\n") ==
        Standing::Shown);
  CHECK(coverage("jest.config.js",
                 "module.exports = { coverageThreshold: { global: { lines: 50 } } "
                 "}\n") == Standing::Contradicted);
  CHECK(coverage("codecov.yml",
                 "coverage:\n  status:\n    project:\n      default:\n        target: "
                 "80%\n") == Standing::Shown);
  CHECK(coverage("vitest.config.ts", "export default { test: { threshold: 1 } }\n") ==
        Standing::Lacking);
}

TEST_CASE("a changelog tells of this version, or of the next") {
  const auto changelog = [](std::string_view text) {
    const TemporaryFolder folder;
    folder.write("server.py", std::string(kServer));
    folder.write("pyproject.toml", "[project]\nname = \"notes\"\nversion = \"1.2.0\"\n");
    folder.write("CHANGELOG.md", text);
    return run_on(folder).project.standing(Topic::Changelog);
  };
  CHECK(changelog("# Changelog\n\n## [1.2.0]\n\n* Notes.\n") == Standing::Shown);
  CHECK(changelog("# Changelog\n\n## [1.1.0]\n\n* Notes.\n") == Standing::Contradicted);
  CHECK(changelog("# Changelog\n\n## Unreleased\n\n* Words.\n\n## [1.1.0]\n\n* Notes.\n") ==
        Standing::Shown);
  CHECK(changelog("# Changelog\n\n## Unreleased\n\n## [1.1.0]\n\n* Notes.\n") ==
        Standing::Contradicted);
}

TEST_CASE("an example that people have to complete is one all the same") {
  CHECK(says(Topic::Examples,
             "# Notes\n\n```\n\"mcpServers\": {\n  \"notes\": {\"command\": \"uvx\"}\n}\n"
             "```\n"));
  CHECK_FALSE(says(Topic::Examples, "# Notes\n\n```ts\nconst mcpServers = load();\n```\n"));
}

TEST_CASE("variables that are only set are not read") {
  const TemporaryFolder folder;
  folder.write("server.py", std::string(kServer) +
                                "import os\nos.environ[\"SET\"] = \"1\"\nos.environ[\"READ\"]\n");
  CHECK(variables(folder) == "READ");
}

TEST_CASE("steps of a rollback are items of a list below a heading about it") {
  const auto plan = [](std::string_view heading, std::string_view body) {
    return says(Topic::QuickRollback,
                "# Notes\n\n## " + std::string(heading) + "\n\n" + std::string(body) + "\n");
  };
  constexpr std::string_view kSteps =
      "1. Stop the server.\n2. Restore the previous configuration.\n3. Restart the client.\n"
      "4. Verify that it answers.";
  CHECK(plan("Rolling back", kSteps));
  CHECK_FALSE(plan("Anti-rollback anchors", kSteps));
  CHECK_FALSE(plan("Rolling back", "1. Stop the server.\n2. Verify."));
  CHECK(plan("Rolling back", "We stop it, restore the last one, restart and verify."));
  CHECK_FALSE(plan("Rolling back", "1. Read on.\n\nWe stop, restore, restart and verify."));
}

TEST_CASE("headings of keys that change, of backups, and of what only sounds so") {
  CHECK(says(Topic::KeyRotation, "# Notes\n\n## Rotating the API key\n\nEvery 90 days.\n"));
  CHECK_FALSE(says(Topic::KeyRotation, "# Notes\n\n## Rotating logs\n\nDaily.\n"));
  CHECK_FALSE(says(Topic::KeyRotation, "# Notes\n\n## RotateKeyResponse\n\nA type.\n"));
  CHECK(says(Topic::Backups, "# Notes\n\n## Restoring from a backup\n\nSo.\n"));
  CHECK_FALSE(says(Topic::Backups, "# Notes\n\n## Restore the verification lane\n\nSo.\n"));
}

TEST_CASE("examples are not deployed") {
  const TemporaryFolder folder;
  folder.write("server.py", std::string(kServer));
  folder.write("README.md", "# Notes\n\n`greet` greets.\n");
  std::string example(kServer);
  example.replace(example.find("greet"), 5, "flip_coin");
  folder.write("examples/coin.py", "import os\nos.getenv(\"COIN\")\n" + example);
  folder.write("examples/loki-config.yml", "server: {}\n");
  const Run run = run_on(folder);
  CHECK(run.project.standing(Topic::ToolsNamed) == Standing::Shown);
  CHECK(run.project.standing(Topic::VariablesNamed) == Standing::Lacking);
  for (const Evidence& one : run.project.evidence) CHECK(one.topic != Topic::VariablesNamed);
  CHECK(run.project.standing(Topic::LogAggregation) == Standing::Lacking);
}

TEST_CASE("reports that a program is tried on are none of its tests") {
  const auto runs = [](const std::string& path) {
    const TemporaryFolder folder;
    folder.write("server.py", std::string(kServer));
    folder.write("tests/test_server.py", "def test_greets():\n    assert True\n");
    folder.write(path, "<testsuite name=\"x\" errors=\"0\" failures=\"1\" tests=\"2\"/>\n");
    return run_on(folder).project.standing(Topic::TestRuns);
  };
  CHECK(runs("reports/junit.xml") == Standing::Contradicted);
  CHECK(runs("testdata/junit.xml") == Standing::Lacking);
}
