#include <algorithm>
#include <cctype>
#include <span>

#include "rules/rules.h"

namespace mcplint {

static void check(const Launch& launch, Report& report);

constinit const Rule rules::mcp305_privileged_command = {
    .id = "MCP305",
    .name = "privileged-command",
    .summary = "Server started with an administrator's rights",
    .severity = Severity::High,
    .cwe = 250,
    .owasp = "MCP02:2025",
    .doc = R"(
Behind `sudo`, `doas`, `pkexec`, `su -c`, `gsudo` or `runas`, the server is the
administrator, and so is everything that a model makes it do. Whoever gets a
sentence in front of the model, in a web page, an issue or a document, has the
whole machine; so has whoever publishes the next release of the server.

Run the server as yourself, and give that user the one thing that it needs: a
group, permissions on a file, a capability, an account in the database. If only
one step needs more, put that step into a program of its own and allow `sudo` for
it alone. To take rights away instead, name a user that has fewer:
`sudo -u notes`.
)",
    .blind_spots = R"(
What a script does once it runs; a client, or a user of WSL, that is the administrator already. Users with another name than
`root`, or on Windows without `admin` in it, are taken to have no such rights.
)",
    .check = check,
};

using Words = std::span<const Text>;

template <std::size_t n>
static bool holds(const std::string_view (&list)[n], std::string_view word) {
  return std::ranges::find(list, word) != std::end(list);
}

static std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

static Words without_first(Words words, std::size_t count) {
  return words.subspan(std::min(count, words.size()));
}

/// The user that sudo and its like are told to become; empty if none.
static std::string_view user_of_option(Words words) {
  static constexpr std::string_view kValues[] = {"-C",           "-D",
                                                 "-R",           "-T",
                                                 "-a",           "-g",
                                                 "-h",           "-p",
                                                 "-r",           "-t",
                                                 "--chdir",      "--chroot",
                                                 "--close-from", "--command-timeout",
                                                 "--group",      "--host",
                                                 "--integrity",  "--loglevel",
                                                 "--prompt",     "--role",
                                                 "--type"};
  while (!words.empty() && words[0].text.starts_with('-') && words[0].text != "--") {
    const std::string_view option = words[0].text;
    const bool is_long = option.starts_with("--");
    if (option.starts_with("--user=")) return option.substr(7);
    if (option.starts_with("-u") && option.size() > 2) return option.substr(2);
    if (option == "--user" || (!is_long && option.ends_with('u')))
      return words.size() > 1 ? std::string_view(words[1].text) : "";
    words = without_first(words, holds(kValues, option) ? 2 : 1);
  }
  return {};
}

static bool is_root(std::string_view user) {
  return user.empty() || user == "root" || user == "#0";
}

/// `Administrator`, `Administrador`, `EXAMPLE\ana-admin`.
static bool is_windows_administrator(std::string_view user) {
  return user.empty() || lower(user).find("admin") != std::string::npos;
}

/// `runas /user:Administrator "notes.exe"`.
static bool runas_is_privileged(Words words) {
  for (const Text& word : words) {
    const std::string option = lower(word.text);
    if (option.starts_with("/trustlevel:")) return false;
    if (option.starts_with("/user:")) return is_windows_administrator(option.substr(6));
  }
  return true;
}

/// `su -c "…"`, `su - root -c "…"`: the first word that is no option is the user.
static bool su_is_privileged(Words words) {
  static constexpr std::string_view kValues[] = {"-s", "--shell",      "-g", "--group",
                                                 "-G", "--supp-group", "-w"};
  bool runs = false;
  std::string_view user;
  while (!words.empty()) {
    const std::string_view word = words[0].text;
    const bool is_option = word.starts_with('-');
    const bool is_command =
        word == "--command" || (is_option && !word.starts_with("--") && word.ends_with('c'));
    runs = runs || is_command || word.starts_with("--command=");
    if (!is_option && user.empty()) user = word;
    words = without_first(words, is_command || holds(kValues, word) ? 2 : 1);
  }
  return runs && is_root(user);
}

static bool is_privileged(std::string_view name, Words words) {
  if (name == "sudo" || name == "doas" || name == "pkexec") return is_root(user_of_option(words));
  if (name == "gsudo") return is_windows_administrator(user_of_option(words));
  if (name == "runas") return runas_is_privileged(words);
  return name == "su" && su_is_privileged(words);
}

static void check(const Launch& launch, Report& report) {
  for (const LaunchedWrapper& wrapper : launch.wrappers) {
    const std::string& name = wrapper.program.text;
    if (!is_privileged(name, wrapper.words)) continue;
    report
        .at(wrapper.program.span, "`{}` gives `{}` an administrator's rights", name,
            launch.name.text)
        .suggest("start the server without `" + name +
                 "`, and give the user who runs it what it needs, such as a group or permissions "
                 "on a file");
    return;
  }
}

}  // namespace mcplint
