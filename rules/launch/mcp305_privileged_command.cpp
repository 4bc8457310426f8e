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
Command lines inside of a string for a shell (`sh -c "sudo …"`); what a script
does once it runs; wrappers other than `env`, `cmd /c` and `wsl`; a client, or a
user of WSL, that is the administrator already. Users with another name than
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

/// `/usr/bin/sudo` and `C:\Windows\System32\SUDO.EXE` are `sudo`.
static std::string program_name(std::string_view word) {
  const std::size_t slash = word.find_last_of("/\\");
  std::string name = lower(slash == std::string_view::npos ? word : word.substr(slash + 1));
  if (name.ends_with(".exe")) name.resize(name.size() - 4);
  return name;
}

static Words without_first(Words words, std::size_t count) {
  return words.subspan(std::min(count, words.size()));
}

/// `words` without the options at their start; those in `values` have a value.
template <std::size_t n>
static Words behind_options(Words words, const std::string_view (&values)[n]) {
  while (!words.empty() && words[0].text.starts_with('-'))
    words = without_first(words, holds(values, words[0].text) ? 2 : 1);
  return words;
}

static Words behind_env(Words words) {
  words = behind_options(words, {"-u", "--unset", "-C", "--chdir"});
  while (!words.empty() && words[0].text.find('=') != std::string::npos)
    words = without_first(words, 1);
  return words;
}

static Words behind_cmd(Words words) {
  bool runs = false;
  while (!words.empty() && words[0].text.starts_with('/')) {
    const std::string option = lower(words[0].text);
    runs = runs || option == "/c" || option == "/k";
    words = without_first(words, 1);
  }
  return runs ? words : Words();
}

static Words behind_wsl(Words words) {
  if (!words.empty() && words[0].text == "~") words = without_first(words, 1);
  return behind_options(words, {"-d", "--distribution", "-u", "--user", "--cd", "--shell-type"});
}

/// `words` from the program on that `env`, `cmd` and `wsl` come down to.
static Words behind_wrappers(Words words) {
  while (!words.empty()) {
    const std::string name = program_name(words[0].text);
    const Words rest = without_first(words, 1);
    if (name == "env")
      words = behind_env(rest);
    else if (name == "cmd")
      words = behind_cmd(rest);
    else if (name == "wsl")
      words = behind_wsl(rest);
    else
      break;
  }
  return words;
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
  if (!launch.command) return;
  std::vector<Text> all = {*launch.command};
  all.insert(all.end(), launch.args.begin(), launch.args.end());

  const Words words = behind_wrappers(all);
  if (words.empty()) return;
  const std::string name = program_name(words[0].text);
  if (!is_privileged(name, without_first(words, 1))) return;
  report.at(words[0].span, "`{}` gives `{}` an administrator's rights", name, launch.name.text)
      .suggest("start the server without `" + name +
               "`, and give the user who runs it what it needs, such as a group or permissions "
               "on a file");
}

}  // namespace mcplint
