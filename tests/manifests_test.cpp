// What files say together: requirements that include others, members of workspaces, markers
// and the Pythons that a project is for, manifests and their lock files.

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mcplint/dependency.h"
#include "mcplint/lint.h"
#include "mcplint/project.h"
#include "temporary_folder.h"

using namespace mcplint;

namespace {

/// Paths, and what the files hold.
using Files = std::vector<std::pair<std::string, std::string>>;

/// A project of these files, read as a run reads it.
class Deployment {
 public:
  explicit Deployment(const Files& files) {
    for (const auto& [path, text] : files) folder_.write(path, text);
    Options options;
    options.paths = {folder_.path().string()};
    run_ = lint(options);
  }

  /// "mcp 1.2.0": each required package that `file` names, and what is locked for it.
  [[nodiscard]] std::string required_by(std::string_view file) const {
    std::string all;
    for (const Dependency& one : run_.project.dependencies) {
      if (!one.source->path.ends_with("/" + std::string(file))) continue;
      if (one.from == Dependency::From::Lock) continue;
      all += (all.empty() ? "" : ", ") + one.name;
      if (one.from == Dependency::From::Constraints) all += " (constraint)";
      if (one.need == Dependency::Need::Development) all += " (development)";
      if (!one.marker.empty()) all += " (marker)";
      for (const Dependency* locked : one.locked) all += " " + locked->pinned_version;
    }
    return all;
  }

  /// The lock file of `file`, and behind an arrow the root of its workspace.
  [[nodiscard]] std::string lock_of(std::string_view file) const {
    const auto relative = [&](const Manifest& manifest) {
      return manifest.source->path.substr(folder_.path().string().size() + 1);
    };
    for (const Manifest& one : run_.project.manifests) {
      if (relative(one) != file) continue;
      return (one.lock == nullptr ? "none" : relative(*one.lock)) +
             (one.root == nullptr ? "" : " -> " + relative(*one.root));
    }
    return "no manifest";
  }

 private:
  TemporaryFolder folder_;
  Run run_;
};

}  // namespace

TEST_CASE("requirements files include others, whatever those are called") {
  const Deployment here({
      {"requirements.txt",
       "-r deps/base.txt\n-c limits.txt\n--requirement=../outside.txt\nhttpx\n"},
      {"deps/base.txt", "mcp==1.2\n-r more.list\n-r base.txt\n"},
      {"deps/more.list", "anyio\n"},
      {"limits.txt", "starlette<1\n"},
      {"notes.txt", "zod\n"},
  });
  CHECK(here.required_by("requirements.txt") == "httpx");
  CHECK(here.required_by("deps/base.txt") == "mcp");
  CHECK(here.required_by("deps/more.list") == "anyio");
  CHECK(here.required_by("limits.txt") == "starlette (constraint)");
  CHECK(here.required_by("notes.txt").empty());
}

TEST_CASE("setuptools takes requirements from a file that pyproject.toml names") {
  const Deployment here({
      {"pyproject.toml",
       "[project]\nname = \"a\"\ndynamic = [\"dependencies\"]\n[tool.setuptools.dynamic]\n"
       "dependencies = {file = [\"needs.txt\"]}\n"},
      {"needs.txt", "mcp>=1.2\n"},
  });
  CHECK(here.required_by("needs.txt") == "mcp");
}

TEST_CASE("what no supported environment installs is not required") {
  const Deployment here({
      {"a/pyproject.toml",
       "[project]\nname = \"a\"\nrequires-python = \">=3.11\"\ndependencies = [\n"
       "\"tomli; python_version < '3.11'\",\n"
       "\"typing-extensions; python_version >= '3.8'\",\n"
       "\"exceptiongroup; python_full_version <= '3.11.3'\",\n"
       "\"pywin32; sys_platform == 'win32'\",\n"
       "\"uvloop; sys_platform != 'win32' and platform_python_implementation != 'PyPy'\",\n"
       "\"fast; platform_machine == 'arm64'\",\n"
       "\"old; python_version < '3' and platform_machine == 'arm64'\"]\n"},
      {"a/requirements.txt", "tomli ; python_version < '3.11'\nmcp\n"},
      {"b/requirements.txt", "tomli ; python_version < '3.11'\nfutures ; python_version < '3'\n"},
      {"c/pyproject.toml",
       "[tool.poetry]\nname = \"c\"\n[tool.poetry.dependencies]\npython = \"^3.10\"\n"
       "one = { version = \"1\", python = \"<3.10\" }\n"
       "two = { version = \"2\", python = \">=3.10\" }\n"
       "three = { version = \"3\", platform = \"darwin\" }\n"
       "four = { version = \"4\", python = \"^2.7 || ^3.11\" }\n"},
      {"d/Pipfile",
       "[packages]\nwin = {version = \"*\", sys_platform = \"== 'win32'\"}\n"
       "six = {version = \"*\", markers = \"python_version < '3'\"}\n"},
  });
  CHECK(here.required_by("a/pyproject.toml") ==
        "typing-extensions, exceptiongroup (marker), pywin32 (marker), uvloop (marker), "
        "fast (marker)");
  CHECK(here.required_by("a/requirements.txt") == "mcp");
  CHECK(here.required_by("b/requirements.txt") == "tomli (marker)");
  CHECK(here.required_by("c/pyproject.toml") == "two, three (marker), four (marker)");
  CHECK(here.required_by("d/Pipfile") == "win (marker)");
}

TEST_CASE("a manifest is settled by the lock file beside it, or by its workspace's") {
  const std::string lock =
      "version = 1\n[manifest]\nmembers = [\"root\", \"tool\"]\n"
      "[[package]]\nname = \"mcp\"\nversion = \"1.2.0\"\n"
      "source = { registry = \"https://pypi.org/simple\" }\n";
  const Deployment python({
      {"pyproject.toml",
       "[project]\nname = \"root\"\ndependencies = [\"mcp\"]\n"
       "[tool.uv.workspace]\nmembers = [\"packages/*\"]\n"},
      {"packages/tool/pyproject.toml", "[project]\nname = \"tool\"\ndependencies = [\"mcp\"]\n"},
      {"other/pyproject.toml", "[project]\nname = \"other\"\ndependencies = [\"mcp\"]\n"},
      {"uv.lock", lock},
  });
  CHECK(python.lock_of("pyproject.toml") == "uv.lock");
  CHECK(python.lock_of("packages/tool/pyproject.toml") == "uv.lock -> pyproject.toml");
  CHECK(python.lock_of("other/pyproject.toml") == "none");
  CHECK(python.required_by("packages/tool/pyproject.toml") == "mcp 1.2.0");

  const std::string packages =
      R"({"lockfileVersion": 3, "packages": {"": {"name": "root"},
"packages/tool": {"name": "tool"}, "node_modules/zod": {"version": "3.22.4"}}})";
  for (const char* name : {"package-lock.json", "npm-shrinkwrap.json"}) {
    CAPTURE(name);
    const Deployment npm({
        {"package.json", R"({"name": "root", "workspaces": ["packages/*"]})"},
        {"packages/tool/package.json", R"({"name": "tool", "dependencies": {"zod": "^3"}})"},
        {name, packages},
    });
    CHECK(npm.lock_of("packages/tool/package.json") == std::string(name) + " -> package.json");
    CHECK(npm.required_by("packages/tool/package.json") == "zod 3.22.4");
  }

  const Deployment pnpm({
      {"package.json", R"({"name": "root"})"},
      {"pnpm-workspace.yaml", "packages:\n  - apps/*\n"},
      {"apps/a/package.json", R"({"name": "a", "dependencies": {"zod": "^3"}})"},
      {"pnpm-lock.yaml",
       "lockfileVersion: '9.0'\nimporters:\n  .: {}\n  apps/a:\n    dependencies:\n"
       "      zod: {specifier: ^3, version: 3.22.4}\npackages:\n  zod@3.22.4:\n"
       "    resolution: {integrity: sha512-0}\n"},
  });
  CHECK(pnpm.lock_of("apps/a/package.json") == "pnpm-lock.yaml -> package.json");
  CHECK(pnpm.required_by("apps/a/package.json") == "zod 3.22.4");
}

TEST_CASE("what scripts of CI and of task runners install, each kind of file") {
  const std::string steps = "pip install ruff==0.6.1 && npm i -g zod";
  const std::string expected = "ruff (development), zod (development)";
  const Files files = {
      {".github/workflows/ci.yml", "jobs:\n  a:\n    steps:\n      - run: " + steps + "\n"},
      {".github/actions/x/action.yml", "runs:\n  steps:\n    - run: " + steps + "\n"},
      {".gitlab-ci.yml", "test:\n  before_script:\n    - " + steps + "\n"},
      {".circleci/config.yml",
       "jobs:\n  a:\n    steps:\n      - run:\n          command: " + steps + "\n"},
      {"azure-pipelines.yml", "stages:\n- jobs:\n  - steps:\n    - bash: " + steps + "\n"},
      {".pre-commit-config.yaml",
       "repos:\n- repo: local\n  hooks:\n  - id: x\n    entry: " + steps + "\n"},
      {"Makefile", "setup:\n\t" + steps + "\n"},
      {"justfile", "setup:\n    " + steps + "\n"},
      {"Taskfile.yml", "tasks:\n  setup: " + steps + "\n"},
      {"tox.ini", "[testenv]\ncommands =\n    " + steps + "\n"},
      {"package.json", R"({"scripts": {"setup": ")" + steps + "\"}}"},
      {"pyproject.toml", "[tool.poe.tasks]\nsetup = \"" + steps + "\"\n"},
  };
  for (const auto& file : files) {
    CAPTURE(file.first);
    CHECK(Deployment(Files{file}).required_by(file.first) == expected);
  }
}

TEST_CASE("packages of launches are required, too") {
  const Files files = {{".mcp.json", R"({"mcpServers": {
"a": {"command": "npx", "args": ["-y", "mcp-remote@0.1.16", "https://x.example.com"]},
"b": {"command": "uvx", "args": ["--from", "mcp-server-git==2026.11.18", "mcp-server-git"]}}})"}};
  const Deployment here(files);
  CHECK(here.required_by(".mcp.json") == "mcp-remote, mcp-server-git");
}
