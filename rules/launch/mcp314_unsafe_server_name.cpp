#include <algorithm>

#include "rules/rules.h"

namespace mcplint {

static void check(const Launch& launch, Report& report);

constinit const Rule rules::mcp314_unsafe_server_name = {
    .id = "MCP314",
    .name = "unsafe-server-name",
    .summary = "Server name with characters that clients stumble over",
    .severity = Severity::Medium,
    .cwe = 74,
    .in_documents = Persona::Pedantic,
    .doc = R"(
Clients build tool names, file names of logs and command lines from a server's
name. Characters that a shell reads as commands do not belong there, nor line
breaks and other control characters; and two underscores end the server's part
of a tool's name, `mcp__server__tool`, wherever permissions are written that way.

Use letters, digits, `-` and single `_`.
)",
    .blind_spots = R"(
Names that are merely unusual: blanks, slashes, letters of other alphabets.
)",
    .check = check,
};

static bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

static void check(const Launch& launch, Report& report) {
  const std::string& name = launch.name.text;
  const bool is_control_found = std::ranges::any_of(name, is_control);
  if (is_control_found || name.find_first_of("`;|<>$\"'\\") != std::string::npos) {
    report.at(launch.name.span, "`{}` holds characters that a shell or a log reads as more", name)
        .suggest("use letters, digits, `-` and `_`")
        .as(Severity::High);
  } else if (name.empty() && launch.name.span.text.starts_with('"')) {
    report.at(launch.name.span, "a server has the empty name, `{}`", name)
        .suggest("give it a name of letters, digits and `-`");
  } else if (name.find("__") != std::string::npos) {
    report
        .at(launch.name.span, "`{}` holds two underscores, which end a server's name in `{}`", name,
            "mcp__server__tool")
        .suggest("use single underscores")
        .as(Severity::Low);
  }
}

}  // namespace mcplint
