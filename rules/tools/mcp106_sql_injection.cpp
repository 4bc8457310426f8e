#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>

#include "rules/rules.h"
#include "rules/tools/guards.h"
#include "rules/tools/sinks.h"

namespace mcplint {

static void check(const Project& project, Report& report);

/// Calls that run a statement.
static constexpr Callable kStatements[] = {
    {"*.execute", 0, "query"},
    {"*.execute", 0, "statement"},
    {"*.executemany", 0, "query"},
    {"*.executescript", 0, "sql_script"},
    {"*.fetch", 0, "query"},
    {"*.fetchrow", 0, "query"},
    {"*.fetchval", 0, "query"},
    {"*.fetch_all", 0, "query"},
    {"*.exec_driver_sql", 0, "statement"},
    {"*.execute_query", 0, "query_"},
    {"*.run", 0, "query"},
    {"*.query", 0, "query"},
    {"*.sql", 0, "query"},
    {"sqlite3.Connection.execute", 0, "sql"},
    {"sqlite3.Cursor.execute", 0, "sql"},
    {"sqlalchemy.text", 0, "text"},
    {"duckdb.sql", 0, "query"},
    {"duckdb.query", 0, "query"},
    {"duckdb.execute", 0, "query"},
    {"psycopg.Connection.execute", 0, "query"},
    {"asyncpg.Connection.fetch", 0, "query"},
    {"asyncpg.Connection.execute", 0, "query"},
    {"pandas.read_sql", 0, "sql"},
    {"pandas.read_sql_query", 0, "sql"},
    {"google.cloud.bigquery.Client.query", 0, "query"},
};

constinit const Rule rules::mcp106_sql_injection = {
    .id = "MCP106",
    .name = "sql-injection",
    .summary = "Tool parameter is formatted into a database statement",
    .severity = Severity::High,
    .cwe = 89,
    .owasp = "MCP05:2025",
    .doc = R"(
A value that is formatted into a statement can end it and go on with another:
`x' OR '1'='1`, `x'; DROP TABLE users; --`. The same holds for names of tables and
columns, and for Cypher.

Hand values over as parameters; they are never read as part of the statement:

    cursor.execute("SELECT * FROM notes WHERE title = ?", (title,))

Names cannot be parameters: look them up in a list of those that exist. A tool
whose purpose is to run whole statements needs a role in the database that may
only read what it may show.
)",
    .blind_spots = R"(
Statements that are put together by a library of its own, and drivers whose
methods have other names.
)",
    .sinks = kStatements,
    .check = check,
};

/// How statements begin.
static bool is_statement(std::string_view text) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"SELECT", "INSERT",  "UPDATE",  "DELETE",   "CREATE",  "DROP",     "ALTER",
       "WITH",   "PRAGMA",  "SHOW",    "DESCRIBE", "EXPLAIN", "USE",      "TRUNCATE",
       "MERGE",  "REPLACE", "CALL",    "EXEC",     "GRANT",   "SET",      "ATTACH",
       "COPY",   "VACUUM",  "ANALYZE", "MATCH",    "UNWIND",  "OPTIONAL", "DESC",
       "BEGIN",  "LOAD",    "INSTALL", "REINDEX",  "COMMENT", "RETURN",   "FROM"});
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0)
    text.remove_prefix(1);
  std::string word;
  for (const char c : text) {
    if (std::isalpha(static_cast<unsigned char>(c)) == 0) break;
    word += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return std::ranges::find(kWords, std::string_view(word)) != kWords.end();
}

/// Whether the parameter is called what statements are called.
static bool is_named_statement(const TaintedCall& call) {
  constexpr auto kNames =
      std::to_array<std::string_view>({"sql", "query", "statement", "stmt", "cypher", "sql_query",
                                       "query_string", "queries", "cypher_query"});
  return std::ranges::find(kNames, std::string_view(call.origin->name)) != kNames.end();
}

static bool knows_driver(const TaintedCall& call) {
  constexpr auto kDrivers = std::to_array<std::string_view>({"sqlite3.",
                                                             "psycopg",
                                                             "mysql.",
                                                             "pymysql.",
                                                             "MySQLdb.",
                                                             "aiomysql.",
                                                             "asyncpg.",
                                                             "aiosqlite.",
                                                             "duckdb.",
                                                             "pyodbc.",
                                                             "snowflake.",
                                                             "cx_Oracle.",
                                                             "oracledb.",
                                                             "neo4j.",
                                                             "sqlalchemy.",
                                                             "clickhouse_connect.",
                                                             "google.cloud.bigquery",
                                                             "pymssql.",
                                                             "databricks.",
                                                             "trino.",
                                                             "kuzu."});
  return std::ranges::any_of(kDrivers, [&](std::string_view driver) {
    return call.receiver.starts_with(driver) || call.callee.starts_with(driver);
  });
}

static bool is_injected(const TaintedCall& call) {
  return call.embedded && is_statement(call.prefix);
}

/// The data is the statement, or all that matters of it.
static bool is_whole(const TaintedCall& call) {
  if (is_injected(call) || call.in_list || !call.prefix.empty()) return false;
  return knows_driver(call) || is_named_statement(call);
}

static bool is_settled(const TaintedCall& call) {
  const auto quotes = [](const std::string& name) {
    return name.ends_with(".Identifier") || name.ends_with(".Literal") ||
           name.find("quote") != name.npos || name.find("escape") != name.npos;
  };
  if (std::ranges::any_of(call.passed, quotes)) return true;
  return std::ranges::any_of(call.guards, [&](const Guard& guard) {
    return is_one_of_few(guard, call) || is_plain_word(guard, call) ||
           matches_without(guard, ";'\"");
  });
}

static bool is_open(const TaintedCall& call) {
  return (is_injected(call) || is_whole(call)) && !is_settled(call);
}

static void check(const Project& project, Report& report) {
  for (const Use& use : uses(project, kStatements, is_open)) {
    if (is_whole(*use.call)) {
      Diagnostic& finding =
          report.at(use.call->span, "`{}` runs the statement that the caller of `{}` sends",
                    use.call->callee, use.tool->name);
      use.explain(finding);
      finding.as(Severity::Medium)
          .suggest(
              "connect with a role that may only read what the tool may show; a test of the "
              "statement's words does not hold");
      continue;
    }
    Diagnostic& finding = report.at(
        use.call->span, "what the caller of `{}` sends is formatted into a statement of `{}`",
        use.tool->name, use.call->callee);
    use.explain(finding);
    finding.suggest(
        "hand it over as a parameter (`execute(\"… = ?\", (value,))`); look names of tables up in "
        "a list");
  }
}

}  // namespace mcplint
