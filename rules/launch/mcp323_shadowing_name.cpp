#include <algorithm>
#include <array>
#include <cctype>
#include <functional>
#include <map>
#include <string>

#include "mcplint/words.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp323_shadowing_name = {
    .id = "MCP323",
    .name = "shadowing-name",
    .summary = "Server whose name looks like another one's",
    .severity = Severity::Medium,
    .cwe = 1007,
    .owasp = "MCP03:2025",
    .doc = R"(
People approve servers by their names. Two that differ only in case, or by a
letter of another alphabet that looks the same, cannot be told apart in a dialog,
and what is approved for one is taken to be approved for the other. Nor can one that
bears the name of a well-known server and starts something else.

Rename one of them after what it does.
)",
    .blind_spots = R"(
Servers in different files, and names that merely resemble each other. A server
that bears a well-known name is believed if any word of its entry repeats it.
)",
    .check = check,
};

namespace {

struct LookAlike {
  std::string_view character;  // UTF-8
  char latin;
};

}  // namespace

/// Cyrillic and Greek letters that fonts draw as Latin ones (Unicode's
/// confusables, those of one letter).
static constexpr LookAlike kLookAlikes[] = {
    {"а", 'a'}, {"е", 'e'}, {"о", 'o'}, {"р", 'p'}, {"с", 'c'}, {"х", 'x'}, {"у", 'y'},
    {"і", 'i'}, {"ѕ", 's'}, {"ј", 'j'}, {"һ", 'h'}, {"ԁ", 'd'}, {"ο", 'o'}, {"α", 'a'},
};

/// What `name` looks like.
static std::string look_of(std::string_view name) {
  std::string look;
  while (!name.empty()) {
    const auto* alike = std::ranges::find_if(
        kLookAlikes, [&](const LookAlike& one) { return name.starts_with(one.character); });
    const bool is_alike = alike != std::end(kLookAlikes);
    const char c = is_alike ? alike->latin : name[0];
    look += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    name.remove_prefix(is_alike ? alike->character.size() : 1);
  }
  return look;
}

/// Names by which people expect one vendor's server, or one of the reference servers.
static constexpr auto kWellKnown =
    std::to_array<std::string_view>({"atlassian",  "brave-search", "chrome-devtools",
                                     "cloudflare", "context7",     "figma",
                                     "fetch",      "filesystem",   "github",
                                     "gitlab",     "grafana",      "linear",
                                     "notion",     "paypal",       "playwright",
                                     "puppeteer",  "sentry",       "sequential-thinking",
                                     "slack",      "stripe",       "supabase",
                                     "vercel"});

/// What a server starts or reaches, if that can be told by a name.
static std::string_view target_of(const Launch& launch) {
  if (launch.bridge) return launch.bridge->url.text;
  if (launch.image) return launch.image->name;
  if (!launch.packages.empty()) return launch.packages.back().name;
  return launch.url ? std::string_view(launch.url->text) : std::string_view();
}

/// Letters and digits alone: `Brave_Search` is `bravesearch`.
static std::string plain(std::string_view text) {
  std::string result = look_of(text);
  std::erase_if(result, [](unsigned char c) { return std::isalnum(c) == 0; });
  return result;
}

static void check_known(const Launch& launch, Report& report) {
  const std::string name = plain(launch.name.text);
  const std::string_view target = target_of(launch);
  if (target.empty() || launch.code || launch.script) return;
  for (const std::string_view known : kWellKnown) {
    if (name != plain(known) || contains(plain(launch.span.text), name)) continue;
    report
        .at(launch.name.span, "`{}` is the name of a well-known server, and stands for `{}`",
            launch.name.text, target)
        .suggest("name it after what it starts, if that is what you want")
        .as(Severity::Low)
        .only_for(Persona::Auditor);
  }
}

/// Launches of one map of servers stand together in the project.
static void check(const Project& project, Report& report) {
  for (const Launch& launch : project.launches) {
    if (!launch.in_document) check_known(launch, report);
  }
  for (const ClientFile& file : project.client_files) {
    const Span all = file.config->root.span;
    std::map<std::string, const Launch*> first;
    for (const Launch& launch : project.launches) {
      const bool is_inside = std::less_equal<>()(all.begin(), launch.span.begin()) &&
                             std::less_equal<>()(launch.span.end(), all.end());
      if (!is_inside) continue;
      const auto [it, is_new] = first.try_emplace(look_of(launch.name.text), &launch);
      if (is_new || it->second->name.text == launch.name.text) continue;
      report
          .at(launch.name.span, "`{}` looks like the server `{}`", launch.name.text,
              it->second->name.text)
          .note(it->second->name.span, "the other one")
          .suggest("rename one of them after what it does");
    }
  }
}

}  // namespace mcplint
