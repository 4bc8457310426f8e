// `docker run …`: options, image, and what runs inside of it.

#include <algorithm>

#include "lint/facts/launch/package_reference.h"
#include "lint/facts/launch/programs.h"

namespace mcplint {

namespace {

/// A one-letter option of `docker run`. Those without a value may stand
/// together: `-it`, `-itv /a:/b`.
struct Letter {
  char letter;
  std::string_view name;
  bool has_value;
};

}  // namespace

static constexpr Letter kLetters[] = {
    {'a', "attach", true},       {'c', "cpu-shares", true}, {'d', "detach", false},
    {'e', "env", true},          {'h', "hostname", true},   {'i', "interactive", false},
    {'l', "label", true},        {'m', "memory", true},     {'p', "publish", true},
    {'P', "publish-all", false}, {'q', "quiet", false},     {'t', "tty", false},
    {'u', "user", true},         {'v', "volume", true},     {'w', "workdir", true},
};

/// The long options of `docker run` and `podman run` that take no value. All
/// others, some hundred, do.
static constexpr std::string_view kSwitches[] = {
    "detach",
    "disable-content-trust",
    "env-host",
    "help",
    "http-proxy",
    "init",
    "interactive",
    "no-healthcheck",
    "no-hostname",
    "no-hosts",
    "oom-kill-disable",
    "passwd",
    "privileged",
    "publish-all",
    "quiet",
    "read-only",
    "read-only-tmpfs",
    "replace",
    "rm",
    "rmi",
    "rootfs",
    "sig-proxy",
    "tls-verify",
    "tty",
    "unsetenv-all",
    "use-api-socket",
};

/// `--volume /a:/b`, `--volume=/a:/b`, `--rm`.
static void take_long_option(CommandLine& line, std::vector<Setting>& options) {
  const Text& word = line.take();
  const std::size_t equals = std::min(word.text.find('='), word.text.size());
  Setting option{part_of(word, 2, equals - 2), {}};
  if (equals < word.text.size()) {
    option.value = part_of(word, equals + 1);
  } else if (std::ranges::find(kSwitches, std::string_view(option.name.text)) ==
                 std::end(kSwitches) &&
             !line.at_end()) {
    option.value = line.take();
  }
  options.push_back(std::move(option));
}

/// `-i`, `-it`, `-v /a:/b`, `-v/a:/b`, `-p=8080:80`.
static void take_letters(CommandLine& line, std::vector<Setting>& options) {
  const Text& word = line.take();
  for (std::size_t i = 1; i < word.text.size(); ++i) {
    const auto* known = std::ranges::find(kLetters, word.text[i], &Letter::letter);
    if (known == std::end(kLetters)) return;

    Setting option{{std::string(known->name), part_of(word, i, 1).span}, {}};
    if (known->has_value && i + 1 < word.text.size()) {
      option.value = part_of(word, i + (word.text[i + 1] == '=' ? 2 : 1));
    } else if (known->has_value && !line.at_end()) {
      option.value = line.take();
    }
    options.push_back(std::move(option));
    if (known->has_value) return;
  }
}

/// `docker compose -f compose.yaml run --rm server`: its files are the host's.
static bool compose(CommandLine& line) {
  static constexpr std::string_view kValues[] = {"-p",     "--project-name", "--profile",
                                                 "--ansi", "--progress",     "--parallel"};
  static constexpr std::string_view kPaths[] = {"-f", "--file", "--project-directory",
                                                "--env-file"};
  while (line.take_option({.values = kValues, .paths = kPaths})) {
  }
  line.leave_host();
  return false;
}

static bool engine(CommandLine& line) {
  static constexpr std::string_view kValues[] = {
      "-c", "--context", "-H", "--host", "-l", "--log-level", "--config", "--url", "--connection"};
  const std::string runner = line.program().text;
  while (line.take_option({.values = kValues, .paths = {}})) {
  }
  if (line.take_word({"compose"})) return compose(line);
  line.leave_host();  // what follows is looked up in the container
  line.take_word({"container"});
  if (!line.take_word({"run"})) return false;

  std::vector<Setting> options;
  while (line.peek().size() > 1 && line.peek()[0] == '-') {
    if (line.take_word({"--"})) break;
    line.peek().starts_with("--") ? take_long_option(line, options) : take_letters(line, options);
  }
  if (line.at_end()) return false;

  const Text& word = line.take();
  std::optional<LaunchedImage>& image = line.launch().image;
  image = image_reference(word.text);
  if (!image) return run_unknown(line);
  image->runner = runner;
  image->span = word.span;
  image->options = std::move(options);
  return false;
}

static constexpr Program kEngines[] = {
    {"docker", engine},
    {"docker-compose", compose},
    {"nerdctl", engine},
    {"podman", engine},
};

std::span<const Program> container_engines() { return kEngines; }

}  // namespace mcplint
