// `mcplint advisories`: what is known of packages, and of which day that is.

#include "lint/engine/advisories.h"

#include <iostream>

#include "lint/cli/commands.h"
#include "lint/text/escape.h"
#include "lint/text/json_writer.h"

namespace mcplint::cli {

/// "<1.24.0, >=2.0.0 <2.2.0": for people.
static std::string affected_text(const Advisory& row) {
  std::string text;
  const auto add = [&](const std::string& one) { text += (text.empty() ? "" : ", ") + one; };
  for (const VersionInterval& interval : row.affected) {
    std::string one = interval.from.empty() ? "" : ">=" + interval.from;
    if (!interval.to.empty())
      one += std::string(one.empty() ? "" : " ") + (interval.last ? "<=" : "<") + interval.to;
    add(one.empty() ? "every version" : one);
  }
  for (const std::string& version : row.versions) add(version);
  return text.empty() ? "versions not known" : text;
}

static void write_text(const Advisories& table) {
  std::cout << table.rows.size() << " advisories of " << table.date << "\n\n";
  for (const Advisory& row : table.rows) {
    std::cout << escape(row.ecosystem) << ' ' << escape(row.package) << ' '
              << escape(affected_text(row)) << "  " << to_string(row.severity)
              << (row.malicious ? ", malicious" : "") << (row.unverified ? ", unverified" : "")
              << "\n  " << escape(row.id);
    for (const std::string& alias : row.aliases) std::cout << ' ' << escape(alias);
    std::cout << ": " << escape(row.summary);
    for (std::size_t i = 0; i < row.fixed.size(); ++i)
      std::cout << (i == 0 ? "; fixed in " : " and ") << escape(row.fixed[i]);
    std::cout << "\n  read " << escape(row.read) << " at " << escape(row.source) << '\n';
  }
}

/// In the form that `--advisories` reads.
static void write_json(const Advisories& table) {
  JsonWriter json(std::cout);
  const auto list = [&](std::string_view name, const std::vector<std::string>& texts) {
    json.array(name, [&] {
      for (const std::string& text : texts) json.value(text);
    });
  };
  const auto row_members = [&](const Advisory& row) {
    json.member("id", row.id);
    list("aliases", row.aliases);
    json.member("ecosystem", row.ecosystem);
    json.member("package", row.package);
    json.array("affected", [&] {
      for (const VersionInterval& interval : row.affected) {
        json.object([&] {
          if (!interval.from.empty()) json.member("from", interval.from);
          if (!interval.to.empty()) json.member(interval.last ? "up_to" : "before", interval.to);
        });
      }
    });
    list("versions", row.versions);
    list("fixed", row.fixed);
    json.member("severity", to_string(row.severity));
    json.member("malicious", row.malicious);
    json.member("unverified", row.unverified);
    json.member("summary", row.summary);
    json.member("source", row.source);
    json.member("read", row.read);
  };
  json.object([&] {
    json.member("schema_version", 1U);
    json.member("date", table.date);
    json.array("advisories", [&] {
      for (const Advisory& row : table.rows) json.object([&] { row_members(row); });
    });
  });
}

int list_advisories(const std::vector<std::string>& paths, const std::string& format) {
  const LoadedAdvisories loaded = load_advisories(paths);
  if (!loaded.error.empty()) return complain(loaded.error);
  if (format == "json") {
    write_json(loaded.advisories);
  } else {
    write_text(loaded.advisories);
  }
  return kClean;
}

}  // namespace mcplint::cli
