// What CI, hooks and task runners run, out of their files.

#include "lint/facts/automation.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/facts/facts.h"
#include "lint/syntax/automation_file.h"
#include "lint/syntax/shell.h"

using namespace mcplint;

/// "pytest(-q); ruff(check .)": what the file of that path runs.
static std::string runs(const std::string& path, std::string text) {
  Facts facts;
  facts.source = std::make_unique<Source>(path, std::move(text));
  const Parser* parser = parser_for(path);
  REQUIRE(parser != nullptr);
  collect(*parser, facts);
  CHECK(facts.parsed.problems.empty());
  const std::string_view all = facts.source->text;
  std::string out;
  for (const Automation& one : facts.automations) {
    CHECK((one.span.begin() >= all.data() && one.span.end() <= all.data() + all.size()));
    std::string words;
    for (const std::string& word : one.arguments) words += (words.empty() ? "" : " ") + word;
    out += (out.empty() ? "" : "; ") + one.program + "(" + words + ")";
  }
  return out;
}

static std::string script(std::string text) {
  std::vector<Automation> found;
  add_commands(Automation::From::Makefile, parse_shell(text), "", found);
  std::string out;
  for (const Automation& one : found) out += (out.empty() ? "" : " ") + one.program;
  return out;
}

TEST_CASE("what starts a program is not the program") {
  CHECK(script("pytest -q") == "pytest");
  CHECK(script("uv run pytest -q") == "pytest");
  CHECK(script("uv run --frozen --with x pytest") == "pytest");
  CHECK(script("poetry run python -m pytest tests") == "pytest");
  CHECK(script("python3.12 -m mypy src") == "mypy");
  CHECK(script("uvx ruff@0.6.1 check .") == "ruff");
  CHECK(script("npx --yes eslint .") == "eslint");
  CHECK(script("CI=1 ./node_modules/.bin/vitest run") == "vitest");
  CHECK(script("env A=b pytest") == "pytest");
  CHECK(script("cd src && ruff check . || true; mypy . | tee log") == "cd ruff true mypy tee");
  CHECK(script("coverage run -m pytest -q") == "coverage pytest");
  CHECK(script("echo pytest") == "echo");
  CHECK(script("python script.py") == "python");
}

TEST_CASE("every kind of file") {
  CHECK(runs(".github/workflows/ci.yml",
             "jobs:\n  a:\n    steps:\n      - uses: astral-sh/ruff-action@v1\n"
             "      - run: |\n          uv sync\n          uv run pytest -q\n") ==
        "uv(sync); pytest(-q); astral-sh/ruff-action()");
  CHECK(
      runs(".gitlab-ci.yml", "test:\n  before_script: pip install x\n  script:\n    - pytest\n") ==
      "pip(install x); pytest()");
  CHECK(runs(".circleci/config.yml",
             "jobs:\n  a:\n    steps:\n      - checkout\n      - run: pytest\n"
             "      - run:\n          name: lint\n          command: ruff check\n") ==
        "pytest(); ruff(check)");
  CHECK(runs("azure-pipelines.yml", "steps:\n- script: pytest\n- bash: mypy .\n") ==
        "pytest(); mypy(.)");
  CHECK(runs(".pre-commit-config.yaml",
             "repos:\n- repo: https://example.com/x\n  hooks:\n  - id: ruff\n  - id: mypy\n") ==
        "ruff(); mypy()");
  CHECK(
      runs("Taskfile.yml",
           "tasks:\n  test:\n    cmds:\n      - pytest\n      - cmd: mypy .\n  a: ruff check\n") ==
      "pytest(); mypy(.); ruff(check)");
  CHECK(runs("package.json", R"({"scripts": {"test": "vitest run", "lint": "eslint ."}})") ==
        "vitest(run); eslint(.)");
  CHECK(runs("pyproject.toml",
             "[tool.poe.tasks]\ntest = \"pytest\"\nlint = { cmd = \"ruff check\" }\n") ==
        "pytest(); ruff(check)");
  CHECK(runs("Makefile", "test: x\n\t@uv run pytest \\\n\t  -q\nlint:\n\t-ruff check\n# \tno\n") ==
        "make(x); pytest(-q); ruff(check)");
  CHECK(runs("justfile", "test:\n    pytest -q\n") == "pytest(-q)");
  CHECK(runs("tox.ini", "[testenv]\ndeps = x\ncommands =\n    pytest {posargs}\n    mypy .\n") ==
        "pytest({posargs}); mypy(.)");
}

TEST_CASE("files that run nothing run nothing") {
  CHECK(runs(".github/workflows/ci.yml", "on: push\n").empty());
  CHECK(runs("package.json", R"({"scripts": []})").empty());
  CHECK(automation_file("docs/workflows/ci.yml") == std::nullopt);
}

/// "test: pytest; lint: ruff": what CI runs in the end, with the task that it is part of.
static std::string called(std::vector<std::pair<std::string, std::string>> files) {
  std::vector<Automation> all;
  std::vector<std::unique_ptr<Facts>> kept;
  for (auto& [path, text] : files) {
    Facts& facts = *kept.emplace_back(std::make_unique<Facts>());
    facts.source = std::make_unique<Source>(path, std::move(text));
    collect(*parser_for(path), facts);
    for (Automation& one : facts.automations) all.push_back(std::move(one));
  }
  mark_called(all);
  std::string out;
  for (const Automation& one : all) {
    if (one.called) out += (out.empty() ? "" : "; ") + one.task + ": " + one.program;
  }
  return out;
}

static std::string workflow(std::string_view command) {
  return "jobs:\n  test:\n    steps:\n      - run: " + std::string(command) + "\n";
}

TEST_CASE("a task runs by itself where CI names it, or a task that it names does") {
  const std::string ci = ".github/workflows/ci.yml";
  const std::string makefile =
      ".PHONY: test lint\ncheck: lint test ## all\n\ntest: build\n\tpytest -q\n\nlint:\n\truff "
      "check "
      ".\n\nbuild:\n\tuv build\n\nrelease:\n\ttwine upload\n";
  CHECK(called({{ci, workflow("make lint")}, {"Makefile", makefile}}) == "lint: ruff");
  CHECK(called({{ci, workflow("make check")}, {"Makefile", makefile}}) ==
        "check: make; test: make; test: pytest; lint: ruff; build: uv");
  CHECK(called({{ci, workflow("pytest")}, {"Makefile", makefile}}) == "");
  // Without a name, it is the first; which that is need not be known.
  CHECK(called({{ci, workflow("make")}, {"Makefile", "all:\n\tpytest\n"}}) == "all: pytest");

  const std::string package =
      R"({"scripts": {"build": "tsc", "prebuild": "eslint .", "test": "vitest", "ci": "biome ci",
          "all": "npm run test", "debug": "mcp-inspector node x.js"}})";
  CHECK(called({{ci, workflow("npm run build")}, {"package.json", package}}) ==
        "build: tsc; prebuild: eslint");
  CHECK(called({{ci, workflow("npm ci")}, {"package.json", package}}) == "");
  CHECK(called({{ci, workflow("pnpm all")}, {"package.json", package}}) ==
        "test: vitest; all: npm");
  CHECK(called({{ci, workflow("npm install")}, {"package.json", package}}) == "");

  CHECK(called({{ci, workflow("just test")},
                {"justfile",
                 "test *args: fmt\n  pytest {{args}}\nfmt:\n  "
                 "black .\nother:\n  mypy .\n"}}) == "test: just; test: pytest; fmt: black");
  CHECK(called({{ci, workflow("task lint")},
                {"Taskfile.yml",
                 "tasks:\n  lint:\n    deps: [types]\n    cmds: [ruff check .]\n  "
                 "types:\n    cmd: mypy .\n  other: pytest\n"}}) ==
        "lint: ruff; lint: task; types: mypy");
  CHECK(called({{ci, workflow("uv run poe check")},
                {"pyproject.toml",
                 "[tool.poe.tasks]\ntest = \"pytest\"\ncheck = [\"test\"]\n"
                 "other = \"mypy .\"\n"}})
            .find("mypy") == std::string::npos);
  CHECK(called({{ci, workflow("hatch run lint:style")},
                {"pyproject.toml",
                 "[tool.hatch.envs.lint.scripts]\nstyle = \"ruff check .\"\n"
                 "other = \"mypy .\"\n"}}) == "style: ruff");
}

TEST_CASE("a script counts where CI runs it") {
  const std::string ci = ".github/workflows/ci.yml";
  const std::string script = "#!/bin/sh\nset -e\nmypy src\n";
  CHECK(called({{ci, workflow("bash scripts/lint.sh")}, {"scripts/lint.sh", script}}) ==
        "lint.sh: set; lint.sh: mypy");
  CHECK(called({{ci, workflow("./scripts/lint.sh --all")}, {"scripts/lint.sh", script}}) ==
        "lint.sh: set; lint.sh: mypy");
  CHECK(called({{ci, workflow("pytest")}, {"scripts/lint.sh", script}}) == "");
}

TEST_CASE("commands beyond the bound are a problem, and not forgotten") {
  Facts facts;
  std::string text = "all:\n";
  for (int i = 0; i < 5001; ++i) text += "\techo\n";
  facts.source = std::make_unique<Source>("Makefile", std::move(text));
  collect(*parser_for("Makefile"), facts);
  CHECK(facts.parsed.problems.size() == 1);
}
