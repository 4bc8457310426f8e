// Packages that commands install: `pip install x`, `npm install -g x`, `uv add x`.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "lint/facts/dependencies/finders.h"
#include "lint/facts/launch/package_reference.h"
#include "lint/syntax/shell.h"

namespace mcplint {

namespace {

/// An installer, the words behind which packages stand, and which of its options take
/// the next word.
struct Installer {
  std::string_view program;
  std::string_view words;  // "install": alternatives of one position have a `|` between them
  std::string_view ecosystem;
  std::string_view values;  // with a blank around each
};

constexpr std::string_view kPipValues =
    " -r --requirement -c --constraint -i --index-url --extra-index-url -f --find-links "
    "--trusted-host -t --target --prefix --root --src --python --platform --python-version "
    "--implementation --abi --upgrade-strategy --no-binary --only-binary --progress-bar --cert "
    "--cache-dir --timeout --retries --proxy --config-settings --global-option --report "
    "--exclude-newer --index-strategy --default-index --index --extra --group --python-platform "
    "--with --spec --from --link-mode --resolution --prerelease ";
constexpr std::string_view kNpmValues =
    " --prefix --registry --cache --userconfig --loglevel -w --workspace --cwd -C --filter --omit "
    "--include --tag --target-dir --network-timeout ";

constexpr Installer kInstallers[] = {
    {"pip", "install", "PyPI", kPipValues},      {"uv", "pip install", "PyPI", kPipValues},
    {"uv", "tool install", "PyPI", kPipValues},  {"uv", "add", "PyPI", kPipValues},
    {"pipx", "install", "PyPI", kPipValues},     {"poetry", "add", "PyPI", kPipValues},
    {"pdm", "add", "PyPI", kPipValues},          {"pipenv", "install", "PyPI", kPipValues},
    {"npm", "install|i|add", "npm", kNpmValues}, {"pnpm", "install|i|add", "npm", kNpmValues},
    {"yarn", "add", "npm", kNpmValues},          {"yarn", "global add", "npm", kNpmValues},
    {"bun", "install|i|add", "npm", kNpmValues},
};

/// Reads one command.
class InstallReader {
 public:
  InstallReader(const ShellCommand& command, const Source& source, Facts& facts)
      : command_(command), source_(source), facts_(facts) {}

  void read() {
    std::string_view program = command_.program();
    std::size_t at = 1;
    // `pip3.12`, and `python -m pip`
    if (program.starts_with("python") && word(1) == "-m" && word(2).starts_with("pip")) {
      program = word(2);
      at = 3;
    }
    if (program.starts_with("pip") &&
        program.find_first_not_of("0123456789.", 3) == std::string_view::npos)
      program = "pip";
    for (const Installer& installer : kInstallers) {
      if (program != installer.program) continue;
      std::size_t after = at;
      if (takes(installer.words, after)) return read_packages(installer, after);
    }
  }

 private:
  [[nodiscard]] std::string_view word(std::size_t at) const {
    return at < command_.words.size() && command_.words[at].known
               ? std::string_view(command_.words[at].text)
               : std::string_view();
  }

  /// Whether the words of an installer stand from `at` on, options between them.
  bool takes(std::string_view words, std::size_t& at) const {
    while (!words.empty()) {
      const std::size_t end = std::min(words.find(' '), words.size());
      const std::string wanted = "|" + std::string(words.substr(0, end)) + "|";
      while (word(at).starts_with('-')) ++at;
      if (word(at).empty() || wanted.find("|" + std::string(word(at)) + "|") == std::string::npos)
        return false;
      ++at;
      words.remove_prefix(std::min(end + 1, words.size()));
    }
    return true;
  }

  void read_packages(const Installer& installer, std::size_t at) {
    for (; at < command_.words.size(); ++at) {
      const ShellWord& one = command_.words[at];
      if (!one.text.starts_with('-')) {
        if (one.known) add(installer, one);
        continue;
      }
      const std::size_t equals = one.text.find('=');
      const std::string name = one.text.substr(0, equals);
      const bool takes_next = installer.values.find(" " + name + " ") != std::string_view::npos &&
                              equals == one.text.npos;
      if (takes_next && at + 1 < command_.words.size()) ++at;
      note_index(installer, name, one, command_.words[at]);
    }
  }

  /// What an option says of where packages come from; nothing if it is another option.
  static std::optional<PackageIndex::Kind> index_kind(const Installer& installer,
                                                      std::string_view name,
                                                      std::string_view option) {
    using Kind = PackageIndex::Kind;
    if (installer.ecosystem == "npm") {
      if (option == "--strict-ssl=false" || option == "--no-strict-ssl") return Kind::Unverified;
      return name == "--registry" ? std::optional(Kind::Index) : std::nullopt;
    }
    if (name == "-i" || name == "--index-url") return Kind::Index;
    if (name == "--trusted-host") return Kind::TrustedHost;
    // uv asks one index after the other.
    if (name != "--extra-index-url" || installer.program == "uv") return {};
    return Kind::ExtraIndex;
  }

  void note_index(const Installer& installer, std::string_view name, const ShellWord& option,
                  const ShellWord& value) {
    const std::optional<PackageIndex::Kind> kind = index_kind(installer, name, option.text);
    if (!kind || (facts_.manifest && facts_.manifest->ecosystem != "PyPI")) return;
    if (!facts_.manifest) {
      facts_.manifest = Manifest{};
      facts_.manifest->kind = Manifest::Kind::Settings;
      facts_.manifest->source = &source_;
      facts_.manifest->ecosystem = "PyPI";
      facts_.manifest->span = source_.start();
    }
    const bool is_next = &option != &value;
    const std::string url = is_next ? value.text : option.text.substr(option.text.find('=') + 1);
    facts_.manifest->indexes.push_back({*kind, url, is_next ? value.span : option.span});
  }

  void add(const Installer& installer, const ShellWord& one) {
    const std::optional<LaunchedPackage> package =
        installer.ecosystem == "npm" ? npm_package(one.text) : python_package(one.text);
    if (!package) return;
    LaunchedPackage found = *package;
    found.span = one.span;
    if (found.ecosystem.empty()) found.ecosystem = installer.ecosystem;
    facts_.parsed.dependencies.push_back(dependency_of(found, source_, Dependency::From::Command));
  }

  const ShellCommand& command_;
  const Source& source_;
  Facts& facts_;
};

}  // namespace

static void find_in_script(const ShellScript& script, const Source& source, Facts& facts) {
  for (const ShellCommand* command : script.simple_commands())
    InstallReader(*command, source, facts).read();
}

void find_installed_dependencies(const Dockerfile& dockerfile, Facts& facts) {
  for (const Stage& stage : dockerfile.stages) {
    for (const Instruction& instruction : stage.instructions) {
      if (instruction.keyword != "RUN" || instruction.json) continue;
      for (const Text& word : instruction.words)
        find_in_script(parse_shell(word), *dockerfile.source, facts);
      for (const Heredoc& heredoc : instruction.heredocs)
        find_in_script(parse_shell(heredoc.body.text), *dockerfile.source, facts);
    }
  }
}

void find_installed_dependencies(const ShellScript& script, Facts& facts) {
  const std::size_t before = facts.parsed.dependencies.size();
  find_in_script(script, *facts.source, facts);
  // What CI installs beside the project is for checking it.
  for (std::size_t i = before; i < facts.parsed.dependencies.size(); ++i)
    facts.parsed.dependencies[i].need = Dependency::Need::Development;
}

}  // namespace mcplint
