#include "lint/facts/notation.h"

#include <algorithm>
#include <string>

#include "lint/text/bytes.h"
#include "mcplint/words.h"
namespace mcplint {

namespace {

/// Files that end so are of that kind; the longest end decides.
struct Ending {
  std::string_view text;
  Notation notation;
};

constexpr Ending kEndings[] = {
    {".css", Notation::None},
    {".csv", Notation::None},
    {".htm", Notation::None},
    {".html", Notation::None},
    {".less", Notation::None},
    {".po", Notation::None},
    {".pot", Notation::None},
    {".scss", Notation::None},
    {".svg", Notation::None},
    {".tsv", Notation::None},
    {".xhtml", Notation::None},
    {".xml", Notation::None},
    {".json", Notation::Data},
    {".jsonc", Notation::Data},
    {".json5", Notation::Data},
    {".code-workspace", Notation::Data},
    {".ipynb", Notation::Data},
    {".toml", Notation::Data},
    {".yaml", Notation::Yaml},
    {".yml", Notation::Yaml},
    {".env", Notation::Settings},
    {".envrc", Notation::Settings},
    {".dev.vars", Notation::Settings},  // Wrangler's, for Cloudflare Workers
    {".cfg", Notation::Settings},
    {".conf", Notation::Settings},
    {".ini", Notation::Settings},
    {".npmrc", Notation::Settings},
    {".properties", Notation::Settings},
    {".pypirc", Notation::Settings},
    {".tfvars", Notation::Settings},
    {"credentials", Notation::Settings},
    {".bash", Notation::Script},
    {".bashrc", Notation::Script},
    {".bat", Notation::Script},
    {".cmd", Notation::Script},
    {".fish", Notation::Script},
    {".http", Notation::Script},
    {".md", Notation::Script},
    {".mdx", Notation::Script},
    {".mdc", Notation::Script},
    {".mk", Notation::Script},
    {".profile", Notation::Script},
    {".ps1", Notation::Script},
    {".rst", Notation::Script},
    {".service", Notation::Script},
    {".sh", Notation::Script},
    {".txt", Notation::Script},
    {".zsh", Notation::Script},
    {".zshrc", Notation::Script},
    {"makefile", Notation::Script},
    {"justfile", Notation::Script},
    {"procfile", Notation::Script},
};

constexpr std::string_view kGeneratedNames[] = {
    "bun.lock",          "bun.lockb",          "cargo.lock", "composer.lock", "deno.lock",
    "flake.lock",        "gemfile.lock",       "go.sum",     "go.work.sum",   "npm-shrinkwrap.json",
    "package-lock.json", "packages.lock.json", "pdm.lock",   "pipfile.lock",  "pixi.lock",
    "pnpm-lock.yaml",    "poetry.lock",        "uv.lock",    "yarn.lock",
};

constexpr std::string_view kGeneratedEnds[] = {
    ".bundle.js", ".map", ".min.css", ".min.js", ".min.mjs", ".snap", ".svg",
};

constexpr std::string_view kExampleFolders[] = {
    "__fixtures__", "__mocks__", "__snapshots__", "__tests__", "benchmark", "benchmarks",
    "cassettes",    "cypress",   "demo",          "demos",     "doc",       "docs",
    "e2e",          "example",   "examples",      "fixture",   "fixtures",  "mock",
    "mocks",        "sample",    "samples",       "spec",      "specs",     "test",
    "test-data",    "test_data", "testdata",      "testing",   "tests",     "tutorial",
    "tutorials",
};

/// Words that stand in a file's name between dots, dashes and underscores.
constexpr std::string_view kExampleWords[] = {
    "conftest", "example", "examples", "fixture", "fixtures", "mock",
    "mocks",    "sample",  "spec",     "stories", "test",     "tests",
};

/// Folders of tests and their data, and words in the names of such files.
constexpr std::string_view kTestFolders[] = {"__tests__", "e2e",       "test",
                                             "testdata",  "testfiles", "tests"};
constexpr std::string_view kTestWords[] = {"conftest", "spec", "stories", "test", "tests"};

/// Ends of names of documents, and of files to copy and fill in.
constexpr std::string_view kExampleEnds[] = {".adoc", ".dist",     ".md",  ".mdx",
                                             ".rst",  ".template", ".tmpl"};

}  // namespace

Notation notation_of(std::string_view path) {
  const std::string name = lower(file_name(path));
  if (name.starts_with(".env")) return Notation::Settings;
  for (std::string_view stem : {"dockerfile", "containerfile"}) {
    if (name.starts_with(stem) || name.ends_with(stem)) return Notation::Script;
  }
  const Ending* best = nullptr;
  for (const Ending& ending : kEndings) {
    const bool longer = best == nullptr || ending.text.size() > best->text.size();
    if (longer && name.ends_with(ending.text)) best = &ending;
  }
  return best == nullptr ? Notation::Code : best->notation;
}

bool is_generated(std::string_view path) {
  const std::string name = lower(file_name(path));
  return is_one_of(name, kGeneratedNames) || ends_with_any(name, kGeneratedEnds) ||
         path.find(".yarn/") != std::string_view::npos;
}

/// Calls `is` for each part of `text` between the characters in `separators`.
template <class Is>
static bool any_part(std::string_view text, std::string_view separators, Is is) {
  while (true) {
    const std::size_t end = std::min(text.find_first_of(separators), text.size());
    if (is(text.substr(0, end))) return true;
    if (end == text.size()) return false;
    text.remove_prefix(end + 1);
  }
}

/// Whether one of `folders` is on the way to the file, or one of `words` in its name.
template <std::size_t F, std::size_t W>
static bool is_named(std::string_view lowered, const std::string_view (&folders)[F],
                     const std::string_view (&words)[W]) {
  const std::string_view name = file_name(lowered);
  const std::string_view above = lowered.substr(0, lowered.size() - name.size());
  auto is_folder = [&](std::string_view part) {
    // `integration-tests` holds tests, `test-server` need not.
    const std::size_t last = part.find_last_of("-_.") + 1;  // npos + 1 is 0
    return is_one_of(part, folders) || is_one_of(part.substr(last), folders);
  };
  auto is_word = [&](std::string_view part) { return is_one_of(part, words); };
  return any_part(above, "/", is_folder) || any_part(name, ".-_", is_word);
}

bool is_for_tests(std::string_view path) { return is_named(lower(path), kTestFolders, kTestWords); }

bool is_example(std::string_view path) {
  const std::string lowered = lower(path);
  return is_named(lowered, kExampleFolders, kExampleWords) || ends_with_any(lowered, kExampleEnds);
}

}  // namespace mcplint
