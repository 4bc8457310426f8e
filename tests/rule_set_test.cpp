// The rules about rules: ids, names, folders, wording.

#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <regex>
#include <set>
#include <string>

#include "golden.h"
#include "rules/rules.h"

using namespace mcplint;
namespace fs = std::filesystem;

TEST_CASE("ids are in order, each once, and of the form MCP101") {
  std::string last;
  for (const Rule* rule : all_rules()) {
    CHECK(std::regex_match(std::string(rule->id), std::regex("MCP[0-7][0-9]{2}")));
    CHECK_MESSAGE(std::string(rule->id) > last, rule->id << " is out of order");
    last = rule->id;
  }
}

TEST_CASE("rules that judge by evidence are for auditors: for others none is gathered") {
  for (const Rule* rule : all_rules()) {
    if (rule->id.starts_with("MCP7")) CHECK_MESSAGE(rule->persona == Persona::Auditor, rule->id);
  }
}

TEST_CASE("names say what is wrong, in kebab case, each once") {
  std::set<std::string_view> names;
  for (const Rule* rule : all_rules()) {
    CHECK(std::regex_match(std::string(rule->name), std::regex("[a-z][a-z0-9]*(-[a-z0-9]+)*")));
    CHECK_MESSAGE(names.insert(rule->name).second, rule->name << " is there twice");
  }
}

TEST_CASE("a rule stands in the file and folder that its id and name say") {
  const char* const folders[] = {"files",     "tools", "server",  "launch",
                                 "container", "deps",  "secrets", "project"};
  for (const Rule* rule : all_rules()) {
    std::string name(rule->name);
    for (char& c : name) c = c == '-' ? '_' : c;
    std::string id(rule->id);
    for (char& c : id) c = static_cast<char>(std::tolower(c));
    const fs::path file =
        fs::path(MCPLINT_ROOT) / "rules" / folders[rule->id[3] - '0'] / (id + "_" + name + ".cpp");
    CHECK_MESSAGE(fs::exists(file), file.string() << " is missing");
  }
}

TEST_CASE("summaries are one line of at most 72 characters without a full stop") {
  for (const Rule* rule : all_rules()) {
    CHECK_MESSAGE(rule->summary.size() <= 72, rule->id);
    CHECK_MESSAGE(!rule->summary.ends_with('.'), rule->id);
    CHECK_MESSAGE(rule->summary.find('\n') == std::string_view::npos, rule->id);
    CHECK_MESSAGE((std::isupper(static_cast<unsigned char>(rule->summary[0])) != 0 ||
                   rule->summary[0] == '`'),
                  rule->id);
  }
}

TEST_CASE("pages say why and what to do, in lines that fit a terminal") {
  for (const Rule* rule : all_rules()) {
    CHECK_MESSAGE(rule->doc.starts_with("\n"), rule->id);
    CHECK_MESSAGE(rule->doc.find("\n\n") != std::string_view::npos,
                  rule->id << ": one paragraph only");
    for (std::string_view rest = rule->doc; !rest.empty();) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      CHECK_MESSAGE(line.size() <= 100, rule->id << ": " << line);
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    }
  }
}
