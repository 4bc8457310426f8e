#include <map>
#include <string>

#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp313_duplicate_server = {
    .id = "MCP313",
    .name = "duplicate-server",
    .summary = "Key that stands twice, so that one of the two is lost",
    .severity = Severity::Medium,
    .doc = R"(
When a key stands twice in a map, parsers keep one of the two and say nothing;
most keep the last. A server, or a variable of one, is then not there, or another
one than the eye found first.

Remove one of the two, or give servers names of their own.
)",
    .blind_spots = R"(
The same name in two files of one client.
)",
    .check = check,
};

static void check_value(const Value& value, Report& report) {
  std::map<std::string_view, const Member*> first;
  for (const Member& member : value.members) {
    const auto [it, is_new] = first.try_emplace(member.key.text, &member);
    if (!is_new)
      report.at(member.key.span, "`{}` stands here a second time", member.key.text)
          .note(it->second->key.span, "the first one, which most clients drop")
          .suggest("remove one of the two, or give it another name");
    check_value(member.value, report);
  }
  for (const Value& item : value.items) check_value(item, report);
}

static void check(const Project& project, Report& report) {
  for (const ClientFile& file : project.client_files) {
    if (!file.in_document) check_value(file.config->root, report);
    if (!file.in_document) continue;
    // One block often shows two files, one below the other.
    for (const Member& member : file.config->root.members) check_value(member.value, report);
  }
}

}  // namespace mcplint
