#include "lint/facts/tests.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>

#include "lint/text/bytes.h"
#include "mcplint/words.h"

namespace mcplint {

namespace {

using Words = std::span<const std::string_view>;

/// A word in the text of a file and the framework that it gives away.
struct Framework {
  std::string_view sign;
  std::string_view name;
};

/// How tests are written in a language.
struct Dialect {
  Words ends;                       // of the file's name
  std::string_view beginning = {};  // of the file's name; with `folder`, all that is needed
  Words in_folder = {};             // any file in a folder of tests that ends so may hold some
  Words starts;                     // of the line that begins a test
  std::span<const Framework> frameworks;
  std::string_view otherwise;  // the framework if nothing gives it away
  Words errors;                // what asserts on an error
  Words clients;               // what drives a server as its clients do
};

}  // namespace

static constexpr auto kPythonEnds = std::to_array<std::string_view>({"_test.py", "_tests.py"});
static constexpr auto kPythonStarts =
    std::to_array<std::string_view>({"def test", "async def test"});
static constexpr Framework kPythonFrameworks[] = {{"pytest", "pytest"}, {"unittest", "unittest"}};
static constexpr auto kPythonErrors = std::to_array<std::string_view>(
    {"pytest.raises(", "assertRaises", "raises(", ".isError", ".is_error", "with raises"});
static constexpr auto kPythonClients = std::to_array<std::string_view>(
    {"ClientSession(", "stdio_client(", "create_connected_server_and_client_session",
     "streamablehttp_client(", "streamable_http_client(", "sse_client(", "import Client\n",
     "fastmcp.Client(", "FastMCPTransport("});

static constexpr auto kScriptEnds = std::to_array<std::string_view>(
    {".test.ts", ".test.tsx", ".test.js", ".test.mjs", ".test.mts", ".test.cjs", ".spec.ts",
     ".spec.tsx", ".spec.js", ".spec.mjs", ".spec.mts"});
static constexpr auto kScriptStarts = std::to_array<std::string_view>(
    {"it(", "test(", "it.each(", "test.each(", "it.only(", "test.only(", "it.concurrent("});
static constexpr Framework kScriptFrameworks[] = {
    {"vitest", "vitest"},      {"node:test", "node:test"}, {"@playwright/test", "playwright"},
    {"@jest/globals", "jest"}, {"jest.", "jest"},          {"mocha", "mocha"},
    {"bun:test", "bun"}};
static constexpr auto kScriptErrors = std::to_array<std::string_view>(
    {".rejects", ".toThrow", "isError", "assert.throws", "assert.rejects", ".to.throw"});
static constexpr auto kScriptClients =
    std::to_array<std::string_view>({"@modelcontextprotocol/sdk/client", "InMemoryTransport",
                                     "@modelcontextprotocol/client", "StdioClientTransport"});

static constexpr auto kGoEnds = std::to_array<std::string_view>({"_test.go"});
static constexpr auto kGoStarts = std::to_array<std::string_view>({"func Test"});
static constexpr auto kGoErrors =
    std::to_array<std::string_view>({"require.Error", "assert.Error", "err == nil", "IsError"});
static constexpr auto kGoClients =
    std::to_array<std::string_view>({"client.NewStdio", "NewInProcessClient", "mcp.NewClient("});

static constexpr auto kPythonFiles = std::to_array<std::string_view>({".py"});
static constexpr auto kScriptFiles =
    std::to_array<std::string_view>({".ts", ".tsx", ".mts", ".js", ".mjs", ".cjs"});

static constexpr Dialect kDialects[] = {
    {kPythonEnds, "test_", kPythonFiles, kPythonStarts, kPythonFrameworks, "pytest", kPythonErrors,
     kPythonClients},
    {kScriptEnds, "", kScriptFiles, kScriptStarts, kScriptFrameworks, "tests", kScriptErrors,
     kScriptClients},
    {kGoEnds, "", {}, kGoStarts, {}, "go test", kGoErrors, kGoClients},
};

static bool is_in_test_folder(std::string_view path) {
  return path.starts_with("tests/") || path.starts_with("test/") || contains(path, "/tests/") ||
         contains(path, "/test/") || contains(path, "__tests__/");
}

/// How tests of that file are written; null if it holds none by its name.
static const Dialect* dialect_of(std::string_view path) {
  const std::string_view name = file_name(path);
  for (const Dialect& dialect : kDialects) {
    if (std::ranges::any_of(dialect.ends,
                            [&](std::string_view end) { return name.ends_with(end); }))
      return &dialect;
    if (!ends_with_any(name, dialect.in_folder)) continue;
    const bool is_called_so = !dialect.beginning.empty() && name.starts_with(dialect.beginning);
    if (is_called_so || is_in_test_folder(path)) return &dialect;
  }
  return nullptr;
}

static Span first_of(std::string_view text, Words words) {
  Span first;
  for (const std::string_view word : words) {
    const std::size_t at = text.find(word);
    if (at == text.npos || (!first.empty() && first.begin() < text.data() + at)) continue;
    first = {text.substr(at, word.size())};
  }
  return first;
}

static std::string framework_of(std::string_view text, const Dialect& dialect) {
  for (const Framework& framework : dialect.frameworks) {
    if (contains(text, framework.sign)) return std::string(framework.name);
  }
  return std::string(dialect.otherwise);
}

void find_tests(const Source& source, std::vector<TestFile>& tests) {
  const Dialect* dialect = dialect_of(source.path);
  if (dialect == nullptr) return;
  const std::string_view text = source.text;
  TestFile file;
  for (std::string_view rest = text; !rest.empty();) {
    std::string_view line = take_until(rest, '\n');
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    const auto start = std::ranges::find_if(
        dialect->starts, [&](std::string_view word) { return line.starts_with(word); });
    if (start == dialect->starts.end()) continue;
    ++file.count;
    if (file.span.empty()) file.span = {line.substr(0, line.find_first_of("(\r"))};
  }
  file.framework = framework_of(text, *dialect);
  file.error_assertion = first_of(text, dialect->errors);
  file.client = first_of(text, dialect->clients);
  // What tests share holds none itself, and may have the client that they use.
  if (file.count > 0 || !file.client.empty()) tests.push_back(std::move(file));
}

}  // namespace mcplint
