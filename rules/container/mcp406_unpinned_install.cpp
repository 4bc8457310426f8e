#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

#include "mcplint/container.h"
#include "mcplint/shell.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Container& container, Report& report);

constinit const Rule rules::mcp406_unpinned_install = {
    .id = "MCP406",
    .name = "unpinned-install",
    .summary = "Package installed into an image without a version",
    .severity = Severity::Low,
    .cwe = 1357,
    .owasp = "MCP04:2025",
    .doc = R"(
Each build takes the newest version that the registry has that day. Two images
of the same commit then differ, and a release that somebody took over is in the
next one before anybody has looked at it.

Name the version that was tested, or install from a lock file: `uv sync --locked`,
`npm ci`, `pip install --require-hashes -r requirements.txt`.
)",
    .blind_spots = R"(
Ranges such as `>=2` are reported as no version is; what stands in requirements files
and other manifests is MCP501's. Packages of `apt` and `apk` are reported to pedantic
readers only: distributions remove old versions.
)",
    .check = check,
};

namespace {

/// A program that installs packages, and how it writes versions.
struct Installer {
  std::string_view program;
  std::vector<std::string_view> verbs;  // the words before the packages
  std::string_view pin;                 // between a name and its version
  std::string_view valued;              // options that take the next word, between spaces
  bool system = false;                  // of the distribution
};

}  // namespace

static const std::vector<Installer>& installers() {
  static const std::vector<Installer> kInstallers = {
      {"pip",
       {"install"},
       "==",
       " -r --requirement -c --constraint -i --index-url --extra-index-url --trusted-host -f "
       "--find-links -t --target --prefix --root --platform --python-version --timeout --retries "
       "-e --editable --cache-dir --root-user-action --only-binary --no-binary ",
       false},
      {"uv",
       {"pip", "install"},
       "==",
       " -r --requirement -c --constraint -e --editable --python -p --index-url --extra-index-url "
       "--target --prefix --index --cache-dir --link-mode ",
       false},
      {"uv", {"tool", "install"}, "==", " --python -p --with --from --index ", false},
      {"pipx", {"install"}, "==", " --python --index-url --pip-args ", false},
      {"npm", {"install"}, "@", " --prefix --registry --cache -w --workspace --loglevel ", false},
      {"npm", {"i"}, "@", " --prefix --registry --cache -w --workspace --loglevel ", false},
      {"pnpm", {"add"}, "@", " --prefix -C --dir --filter ", false},
      {"yarn", {"global", "add"}, "@", "", false},
      {"bun", {"add"}, "@", " --cwd ", false},
      {"apt-get", {"install"}, "=", " -t --target-release -o ", true},
      {"apt", {"install"}, "=", " -t --target-release -o ", true},
      {"apk", {"add"}, "=", " -t --virtual --repository -X ", true},
  };
  return kInstallers;
}

/// What of `words` is a package; nothing if they ask `installer` for none.
static std::vector<const ShellWord*> packages_of(std::span<const ShellWord> words,
                                                 const Installer& installer) {
  std::vector<const ShellWord*> packages;
  std::size_t verb = 0;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& word = words[i].text;
    if (word.starts_with('-')) {
      const bool valued = installer.valued.find(" " + word + " ") != std::string_view::npos;
      if (valued) ++i;
      continue;
    }
    if (verb < installer.verbs.size()) {
      if (word != installer.verbs[verb]) return {};
      ++verb;
      continue;
    }
    packages.push_back(&words[i]);
  }
  return packages;
}

static bool is_local(std::string_view package) {
  return package.starts_with('.') || package.starts_with('/') || package.starts_with('~') ||
         package.ends_with(".whl") || package.ends_with(".gz") || package.ends_with(".tgz") ||
         package.ends_with(".zip") || package.ends_with(".deb") || package.ends_with(".apk") ||
         package.find("://") != package.npos || package.starts_with("file:") ||
         package.starts_with("git+");
}

/// What installers are brought up to date with: the image's own tools.
static bool is_tool(std::string_view name) {
  constexpr auto kTools = std::to_array<std::string_view>({"pip", "setuptools", "wheel"});
  return std::ranges::find(kTools, name) != kTools.end();
}

/// Whether `package` names one version. A name of npm may begin with `@`.
static bool is_pinned(const std::string& package, const Installer& installer) {
  const std::size_t at = package.find(installer.pin, 1);
  if (at == std::string::npos) return false;
  const std::string version = package.substr(at + installer.pin.size());
  if (installer.pin != "@") return !version.empty();
  return !version.empty() && version[0] >= '0' && version[0] <= '9';
}

/// Whether `pip install` brings what a lock file has checked.
static bool uses_lock(std::span<const ShellWord> words) {
  return std::ranges::any_of(words, [](const ShellWord& word) {
    return word.text == "-c" || word.text.starts_with("--constraint") ||
           word.text == "--require-hashes";
  });
}

static void check_packages(std::span<const ShellWord> words, const Installer& installer,
                           Report& report) {
  if (uses_lock(words)) return;
  for (const ShellWord* package : packages_of(words, installer)) {
    // A word that a variable gives may well bring a version.
    if (!package->variables.empty() || !package->substitutions.empty()) continue;
    if (is_local(package->text) || is_tool(package->text)) continue;
    if (is_pinned(package->text, installer)) continue;
    Diagnostic& finding =
        report.at(package->span, "`{}` is installed in whatever version is newest", package->text);
    const std::string name = package->text.substr(0, package->text.find_first_of("<>=~!@", 1));
    finding.suggest("name the version you tested: `" + name + std::string(installer.pin) +
                    "<version>`");
    if (installer.system) finding.only_for(Persona::Pedantic);
  }
}

/// `python3 -m pip install` as `pip install`; `pip3.12` as `pip`.
static std::span<const ShellWord> installing(std::span<const ShellWord> words) {
  const bool as_module =
      words.size() > 2 && words[0].base_name().starts_with("python") && words[1].text == "-m";
  return as_module ? words.subspan(2) : words;
}

static std::string_view installer_name(const ShellWord& word) {
  const std::string_view name = word.base_name();
  const bool versioned =
      name.starts_with("pip") && name.find_first_not_of("0123456789.", 3) == name.npos;
  return versioned ? name.substr(0, 3) : name;
}

static void check(const Container& container, Report& report) {
  for (const ContainerScript& script : container.scripts) {
    for (const ShellCommand* command : script.script.simple_commands()) {
      const std::span<const ShellWord> words = installing(command->without_wrappers());
      if (words.empty()) continue;
      for (const Installer& installer : installers()) {
        if (installer_name(words.front()) == installer.program) {
          check_packages(words, installer, report);
        }
      }
    }
  }
}

}  // namespace mcplint
