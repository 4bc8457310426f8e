// What manifests and lock files list, by file.

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "lint/facts/dependencies/finders.h"
#include "lint/facts/facts.h"
#include "lint/syntax/parse.h"

using namespace mcplint;

/// One line: `name[extras] specifier =pinned @url #revision (need)`, what is empty left out.
static std::string to_string(const Dependency& one) {
  constexpr std::string_view kNeeds[] = {"", "optional", "development", "building", "peer"};
  constexpr std::string_view kFrom[] = {"requirements", "constraint", "override", "", "",
                                        "command",      "launch"};
  std::string text = one.name;
  for (const std::string& extra : one.extras) text += "[" + extra + "]";
  if (!one.specifier.empty() && one.specifier != one.pinned_version) text += " " + one.specifier;
  if (!one.pinned_version.empty()) text += " =" + one.pinned_version;
  if (!one.url.empty()) text += " @" + one.url;
  if (!one.revision.empty()) text += " #" + one.revision;
  if (!one.index.empty()) text += " from " + one.index;
  if (!one.marker.empty()) text += " ;" + one.marker;
  if (one.has_hash) text += " hashed";
  if (one.editable) text += " editable";
  for (const std::string_view word :
       {kNeeds[static_cast<int>(one.need)], kFrom[static_cast<int>(one.from)]}) {
    if (!word.empty()) text += " (" + std::string(word) + ")";
  }
  return text;
}

static Facts facts_of(std::string path, std::string_view text) {
  Facts facts;
  facts.source = std::make_unique<Source>(std::move(path), std::string(text));
  if (facts.source->path.ends_with(".py")) {
    find_python_dependencies(*facts.source, facts);
  } else {
    collect(*parser_for(facts.source->path), facts);
  }
  return facts;
}

static std::string read(std::string path, std::string_view text) {
  const Facts facts = facts_of(std::move(path), text);
  std::string all;
  for (const Dependency& one : facts.parsed.dependencies) {
    // Names stand where they are said to stand.
    const std::string_view file = facts.source->text;
    const bool inside =
        one.name_span.begin() >= file.data() && one.name_span.end() <= file.data() + file.size();
    CHECK_MESSAGE(inside, one.name);
    all += (all.empty() ? "" : "\n") + to_string(one);
  }
  for (const Problem& problem : facts.parsed.problems) all += "\nproblem: " + problem.what;
  return all;
}

TEST_CASE("pyproject.toml") {
  CHECK(read("pyproject.toml", R"([project]
name = "notes"
requires-python = ">=3.11"
dependencies = ["mcp[cli] >= 1.2, < 2", "httpx==0.27.0 ; python_version < '4'", "own @ git+https://github.com/a/b"]
[project.optional-dependencies]
dev = ["pytest"]
sql = ["psycopg>=3"]
[dependency-groups]
lint = ["ruff==0.6.1", { include-group = "x" }]
[build-system]
requires = ["hatchling"]
[tool.uv]
override-dependencies = ["anyio==4.0"]
[tool.uv.sources]
httpx = { git = "https://github.com/encode/httpx", rev = "0123abc" }
psycopg = { workspace = true }
)") == R"(mcp[cli] >=1.2,<2
httpx ==0.27.0 =0.27.0 @git+https://github.com/encode/httpx #0123abc ;python_version < '4'
own @git+https://github.com/a/b
pytest (development)
psycopg >=3 @workspace:* (optional)
ruff ==0.6.1 =0.6.1 (development)
hatchling (building)
anyio ==4.0 =4.0 (override))");
}

TEST_CASE("Poetry") {
  CHECK(read("pyproject.toml", R"([tool.poetry]
name = "notes"
[tool.poetry.dependencies]
python = "^3.10"
mcp = "^1.2"
httpx = "0.27.0"
anyio = "~4.1"
star = "*"
both = { version = ">=1,<2", extras = ["x"], optional = true }
own = { git = "https://github.com/a/b.git", tag = "v1" }
[tool.poetry.group.dev.dependencies]
pytest = "^0.0.3"
)") == R"(mcp >=1.2,<2
httpx ==0.27.0 =0.27.0
anyio >=4.1,<4.2
star
both[x] >=1,<2 (optional)
own @git+https://github.com/a/b.git #v1
pytest >=0.0.3,<0.0.4 (development))");
}

TEST_CASE("PDM and Hatch") {
  CHECK(read("pyproject.toml", R"([project]
name = "notes"
dependencies = ["mcp>=1.2"]
[tool.pdm.dev-dependencies]
test = ["pytest==8.0"]
[tool.pdm.resolution.overrides]
anyio = "4.0"
)") == R"(mcp >=1.2
pytest ==8.0 =8.0 (development)
anyio 4.0 (override))");
  const Facts pdm = facts_of("pyproject.toml",
                             "[[tool.pdm.source]]\nname = 'own'\nurl = 'https://x'\n"
                             "verify_ssl = false\n");
  REQUIRE(pdm.manifest);
  CHECK(pdm.manifest->tool == "pdm");
  REQUIRE(pdm.manifest->indexes.size() == 2);
  CHECK(pdm.manifest->indexes[0].kind == PackageIndex::Kind::ExtraIndex);
  CHECK(pdm.manifest->indexes[1].kind == PackageIndex::Kind::Unverified);

  CHECK(read("pyproject.toml", R"([project]
name = "notes"
dependencies = ["mcp"]
[tool.hatch.envs.lint]
dependencies = ["ruff==0.6.1"]
[tool.hatch.envs.test]
extra-dependencies = ["pytest"]
)") == R"(mcp
ruff ==0.6.1 =0.6.1 (building)
pytest (building))");
}

TEST_CASE("conditions of Poetry and Pipenv are markers") {
  CHECK(
      read("pyproject.toml", R"([tool.poetry.dependencies]
one = { version = "1.0", python = "^3.9", platform = "win32" }
two = { version = "2.0", markers = "extra == 'x'", python = ">=3.8,<3.11" }
)") ==
      R"(one ==1.0 =1.0 ;(python_full_version >= '3.9' and python_full_version < '4') and (sys_platform == 'win32')
two ==2.0 =2.0 ;(extra == 'x') and (python_full_version >= '3.8' and python_full_version < '3.11'))");
  CHECK(read("Pipfile", R"([packages]
win = {version = "*", sys_platform = "== 'win32'", python_version = ">= '3.9'"}
)") == "win ;(sys_platform == 'win32') and (python_version >= '3.9')");
}

TEST_CASE("other Python manifests") {
  CHECK(read("Pipfile", R"([packages]
mcp = "==1.2"
httpx = "*"
[dev-packages]
pytest = {version = "~=8.0"}
[requires]
python_version = "3.12"
)") == "mcp ==1.2 =1.2\nhttpx\npytest ~=8.0 (development)");

  CHECK(read("setup.cfg", R"([metadata]
name = notes
[options]
python_requires = >=3.11
install_requires =
    mcp>=1.2
    # a remark
    httpx==0.27  # another
setup_requires = wheel
[options.extras_require]
dev = pytest
)") == "mcp >=1.2\nhttpx ==0.27 =0.27\nwheel (building)\npytest (development)");

  CHECK(read("setup.py", R"(
from setuptools import setup
needs = ["mcp>=1.2", "httpx"]
setup(name="notes", install_requires=needs + [], python_requires=">=3.11",
      extras_require={"dev": ["pytest==8.0"]})
)") == "pytest ==8.0 =8.0 (development)");
  CHECK(read("setup.py",
             "import setuptools\nneeds = ['mcp>=1.2']\n"
             "setuptools.setup(install_requires=needs)\n") == "mcp >=1.2");

  CHECK(read("environment.yml", R"(name: notes
dependencies:
  - python=3.11
  - numpy>=1.2
  - conda-forge::scipy=1.11.4
  - pip:
      - mcp==1.2.0
)") == "numpy >=1.2\nscipy =1.11.4 =1.11.4\nmcp ==1.2.0 =1.2.0");

  CHECK(read("tool.py",
             "#!/usr/bin/env -S uv run\n# /// script\n# requires-python = \">=3.12\"\n"
             "# dependencies = [\n#   \"mcp[cli]>=1.2\",\n#\n# ]\n# ///\nimport mcp\n") ==
        "mcp[cli] >=1.2");
  CHECK(read("tool.py", "# /// script\n# dependencies = [\"mcp\"]\nimport mcp\n").empty());
}

TEST_CASE("lock files of Python") {
  CHECK(read("uv.lock", R"(version = 1
requires-python = ">=3.11"
[[package]]
name = "notes"
version = "0.1.0"
source = { editable = "." }
[[package]]
name = "mcp"
version = "1.2.0"
source = { registry = "https://pypi.org/simple" }
wheels = [{ url = "https://files/x.whl", hash = "sha256:00" }]
[[package]]
name = "own"
version = "0.3"
source = { git = "https://github.com/a/b?rev=main#0123abc" }
)") == R"(mcp ==1.2.0 =1.2.0 from https://pypi.org/simple hashed
own ==0.3 =0.3 @git+https://github.com/a/b?rev=main#0123abc #0123abc)");

  CHECK(read("poetry.lock", R"([[package]]
name = "mcp"
version = "1.2.0"
files = [{file = "x.whl", hash = "sha256:00"}]
[[package]]
name = "Old_Name"
version = "2"
[metadata]
python-versions = "^3.11"
[metadata.files]
old-name = [{file = "y.whl", hash = "sha256:00"}]
)") == "mcp ==1.2.0 =1.2.0 hashed\nold-name ==2 =2 hashed");

  CHECK(read("pdm.lock", "[[package]]\nname = \"mcp\"\nversion = \"1.2\"\nfiles = []\n") ==
        "mcp ==1.2 =1.2");
  CHECK(read("pylock.toml",
             "[[packages]]\nname = \"mcp\"\nversion = \"1.2\"\n"
             "[[packages]]\nname = \"own\"\ndirectory = {path = \".\", editable = true}\n") ==
        "mcp ==1.2 =1.2");
  CHECK(read("Pipfile.lock", R"({"default": {"mcp": {"hashes": ["sha256:00"], "version": "==1.2"}},
"develop": {"pytest": {"version": "==8.0"}}})") ==
        "mcp ==1.2 =1.2 hashed\npytest ==8.0 =8.0 (development)");
}

TEST_CASE("package.json") {
  CHECK(read("package.json", R"({"name": "notes", "engines": {"node": ">=20"},
"dependencies": {"@modelcontextprotocol/sdk": "^1.2.0", "zod": "3.22.4", "alias": "npm:real@^2",
  "own": "github:a/b#v1", "short": "a/b", "here": "file:../here", "team": "workspace:*", "any": "*"},
"devDependencies": {"typescript": "latest"},
"optionalDependencies": {"fsevents": "~2.3"},
"peerDependencies": {"express": ">=4"},
"overrides": {"zod": {".": "3.22.4", "deep": "1.0.0"}}})") == R"(@modelcontextprotocol/sdk ^1.2.0
zod =3.22.4
real ^2
own @github:a/b#v1 #v1
short @a/b
here @file:../here
team @workspace:*
any *
typescript latest (development)
fsevents ~2.3 (optional)
express >=4 (peer)
zod (override)
deep =1.0.0 (override))");
}

TEST_CASE("lock files of npm") {
  CHECK(read("package-lock.json", R"({"lockfileVersion": 3, "packages": {
"": {"name": "notes"},
"packages/a": {"name": "a", "version": "1.0.0"},
"node_modules/a": {"link": true, "resolved": "packages/a"},
"node_modules/zod": {"version": "3.22.4", "resolved": "https://registry.npmjs.org/zod.tgz", "integrity": "sha512-0"},
"node_modules/x/node_modules/@b/c": {"version": "2.0.0", "dev": true},
"node_modules/alias": {"name": "real", "version": "1.1.1"}}})") ==
        R"(zod =3.22.4 from https://registry.npmjs.org/zod.tgz hashed
@b/c =2.0.0 (development)
real =1.1.1)");

  CHECK(read("package-lock.json", R"({"lockfileVersion": 1, "dependencies": {
"zod": {"version": "3.22.4", "integrity": "sha512-0", "dependencies": {"in": {"version": "1.0.0"}}},
"own": {"version": "git+ssh://git@github.com/a/b.git#0123"}}})") ==
        "in =1.0.0\nzod =3.22.4 hashed\n"
        "own git+ssh://git@github.com/a/b.git#0123 @git+ssh://git@github.com/a/b.git#0123 #0123");

  CHECK(read("pnpm-lock.yaml", R"(lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      zod: {specifier: ^3, version: 3.22.4}
packages:
  '@b/c@2.0.0(zod@3.22.4)':
    resolution: {integrity: sha512-0}
  zod@3.22.4:
    resolution: {integrity: sha512-0}
)") == "@b/c =2.0.0 hashed\nzod =3.22.4 hashed");
  CHECK(read("pnpm-lock.yaml",
             "lockfileVersion: 5.4\npackages:\n  /@b/c/2.0.0_zod@3.22.4:\n"
             "    dev: true\n  /zod/3.22.4:\n    resolution: {integrity: x}\n") ==
        "@b/c =2.0.0 (development)\nzod =3.22.4 hashed");

  CHECK(read("yarn.lock", R"(# yarn lockfile v1


"@b/c@^2.0.0", "@b/c@^2.1":
  version "2.1.0"
  resolved "https://registry.yarnpkg.com/x.tgz#0"
  integrity sha512-0
  dependencies:
    zod "^3.0.0"

zod@^3.0.0:
  version "3.22.4"
)") == "@b/c =2.1.0 from https://registry.yarnpkg.com/x.tgz#0 hashed\nzod =3.22.4");
  CHECK(read("yarn.lock", R"(# This file is generated by running "yarn install"

__metadata:
  version: 8

"@b/c@npm:^2.0.0, @b/c@npm:^2.1":
  version: 2.1.0
  resolution: "@b/c@npm:2.1.0"
  checksum: 10c0/0
  languageName: node

"notes@workspace:.":
  version: 0.0.0-use.local
  resolution: "notes@workspace:."
)") == "@b/c =2.1.0 hashed");
  CHECK(read("bun.lock", R"({
  "lockfileVersion": 1,
  "workspaces": { "": { "name": "notes" } },
  "packages": {
    "@b/c": ["@b/c@2.1.0", "", {}, "sha512-0"],
    "a": ["a@workspace:packages/a"],
  }
})") == "@b/c =2.1.0 hashed");
}

TEST_CASE("what commands install") {
  CHECK(read("Dockerfile", R"(FROM python:3.12
RUN pip3 install --no-cache-dir -r requirements.txt "mcp[cli]==1.9.0" 'httpx>=0.27' $EXTRA . && \
    python -m pip install -U git+https://github.com/a/b@main ./wheels/x.whl
RUN uv pip install --system fastmcp && uv tool install ruff@0.6.1 && pipx install poetry
RUN npm install -g --registry https://x @b/c@2.1.0 zod typescript@latest && npm ci && yarn global add serve
RUN ["pip", "install", "not-in-shell-form"]
RUN echo pip install nothing
)") == R"(mcp =1.9.0 (command)
httpx >=0.27 (command)
b @git+https://github.com/a/b #main (command)
fastmcp (command)
ruff =0.6.1 (command)
poetry (command)
@b/c =2.1.0 (command)
zod (command)
typescript latest (command)
serve (command))");

  CHECK(read(".github/workflows/ci.yml", R"(jobs:
  test:
    steps:
      - uses: actions/checkout@v4
      - run: |
          pip install ruff==0.6.1
          npm i -g pnpm@9
      - name: nothing
)") == "ruff =0.6.1 (development) (command)\npnpm 9 (development) (command)");

  const Facts image = facts_of("Dockerfile",
                               "FROM a\nRUN pip install --extra-index-url "
                               "https://x/simple -i http://y mcp\n");
  REQUIRE(image.manifest);
  REQUIRE(image.manifest->indexes.size() == 2);
  CHECK(image.manifest->indexes[0].url == "https://x/simple");
  CHECK(image.manifest->indexes[1].kind == PackageIndex::Kind::Index);
}

TEST_CASE("options of installers say where packages come from") {
  const Facts image = facts_of("Dockerfile",
                               "FROM a\nRUN npm install --registry=http://x --strict-ssl=false && "
                               "pip install --trusted-host y mcp && uv pip install "
                               "--extra-index-url https://z mcp\n");
  REQUIRE(image.manifest);
  REQUIRE(image.manifest->indexes.size() == 3);
  CHECK(image.manifest->indexes[0].url == "http://x");
  CHECK(image.manifest->indexes[1].kind == PackageIndex::Kind::Unverified);
  CHECK(image.manifest->indexes[1].span.text == "--strict-ssl=false");
  CHECK(image.manifest->indexes[2].kind == PackageIndex::Kind::TrustedHost);
  CHECK(image.manifest->indexes[2].span.text == "y");
}

TEST_CASE("where packages come from") {
  const Facts npm = facts_of(".npmrc",
                             "registry=http://npm.local/\n@own:registry=https://x/\n"
                             "strict-ssl=false\n");
  REQUIRE(npm.manifest);
  REQUIRE(npm.manifest->indexes.size() == 3);
  CHECK(npm.manifest->indexes[0].url == "http://npm.local/");
  CHECK(npm.manifest->indexes[1].name == "@own");
  CHECK(npm.manifest->indexes[2].kind == PackageIndex::Kind::Unverified);

  const Facts pip = facts_of("pip.conf",
                             "[global]\nindex-url = https://a/simple\n"
                             "extra-index-url =\n    https://b/simple\n    https://c\n");
  REQUIRE(pip.manifest);
  CHECK(pip.manifest->indexes.size() == 3);

  const Facts uv = facts_of("pyproject.toml",
                            "[[tool.uv.index]]\nname = 'own'\nurl = 'https://x'\n"
                            "explicit = true\n");
  REQUIRE(uv.manifest);
  REQUIRE(uv.manifest->indexes.size() == 1);
  CHECK(uv.manifest->indexes[0].kind == PackageIndex::Kind::Explicit);
}

TEST_CASE("what is no list of packages is passed over") {
  CHECK(read("package.json", "[]").empty());
  CHECK(read("package-lock.json", R"({"packages": [1, {"a": 2}], "dependencies": 3})").empty());
  CHECK(read("pyproject.toml", "[project]\ndependencies = 3\n[tool]\npoetry = 1\n").empty());
  CHECK(read("uv.lock", "package = [1, 'x', {name = 2}]\n").empty());
  CHECK(read("yarn.lock", "   :\n\"\n\":\n  x\n,,,\n").empty());
  CHECK(read("setup.cfg", "[\n=\n:\n[options]\n = x\n install_requires\n").empty());
  CHECK(read("pnpm-lock.yaml", "packages: {x: 1, '@': 2, '/a/b': {}}\n").empty());
}
