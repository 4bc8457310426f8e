// Containers: what a Dockerfile's last stage, and those below it, come to.

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "lint/facts/containers/containers.h"
#include "lint/facts/containers/values.h"
#include "lint/facts/facts.h"
#include "lint/facts/notation.h"
#include "lint/syntax/dockerfile_lines.h"
#include "lint/syntax/dockerfile_variables.h"
#include "lint/text/bytes.h"
#include "mcplint/container.h"
#include "mcplint/dockerfile.h"
#include "mcplint/words.h"

namespace mcplint {

namespace {

/// What the instructions executed so far have come to.
struct Build {
  const Dockerfile& file;
  const Variables& global;              // the ARGs before the first FROM
  const std::set<std::string>& stages;  // their names
  Variables variables = {};
  Container container = {};
  std::map<std::string, std::size_t> environment = {};  // where a name stands in the container's
  const Instruction* entrypoint = nullptr;
  const Instruction* command = nullptr;
  const Stage* command_stage = nullptr;  // the one that `command` stands in
};

}  // namespace

std::string_view ImageReference::familiar_name() const {
  std::string_view familiar = name;
  for (std::string_view implied : {"docker.io/", "index.docker.io/", "library/"}) {
    if (familiar.starts_with(implied)) familiar.remove_prefix(implied.size());
  }
  return familiar;
}

std::string ImageReference::to_string() const {
  std::string reference = name;
  if (!tag.empty()) reference += ":" + tag;
  if (!digest.empty()) reference += "@" + digest;
  return reference;
}

static ImageReference image_reference(const Expansion& image, Span span) {
  ImageReference reference = image_reference(image.text, image.resolved, span);
  reference.defaults = image.defaults;
  return reference;
}

static ImageReference image_of(const Stage& stage, const Build& build) {
  if (stage.image.text.empty()) return {};
  const Text& word = stage.from.words.front();
  return image_reference(expand(word.text, build.global, build.file.escape), word.span);
}

/// Whether COPY or RUN means a stage of this file by `name`, which may be a
/// number or written in capitals.
static bool is_stage(std::string_view name, const Build& build) {
  std::size_t number = 0;
  const char* end = name.data() + name.size();
  const auto [read_to, error] = std::from_chars(name.data(), end, number);
  if (error == std::errc() && read_to == end) return number < build.file.stages.size();

  return build.stages.contains(lower(name));
}

/// An image that files are taken from. Its name stands for itself: BuildKit
/// fills in no variables there.
static void add_source(std::string_view name, Span span, Build& build) {
  if (name.empty() || name == "scratch" || is_stage(name, build)) return;
  const bool resolved = name.find('$') == std::string_view::npos;
  ImageReference image = image_reference({std::string(name), resolved, {}}, span);
  image.copied = true;
  build.container.images.push_back(std::move(image));
}

/// The image in `type=bind,from=image,target=/x`.
static void add_mount_source(const Text& mount, Build& build) {
  const std::string_view text = mount.text;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const std::string_view field = text.substr(begin, end - begin);
    if (field.starts_with("from=")) {
      const bool verbatim = mount.span.text == text;
      const Span value =
          verbatim ? Span{mount.span.text.substr(begin + 5, field.size() - 5)} : mount.span;
      add_source(field.substr(5), value, build);
    }
    begin = end + 1;
  }
}

/// Every image from elsewhere, whichever stage needs it: any of them may be
/// built with `--target`.
static void find_images(Build& build) {
  for (const Stage& stage : build.file.stages) {
    ImageReference image = image_of(stage, build);
    const bool elsewhere = stage.base == nullptr && !image.name.empty() && image.name != "scratch";
    if (elsewhere) build.container.images.push_back(std::move(image));

    for (const Instruction& instruction : stage.instructions) {
      for (const Flag& flag : instruction.flags) {
        if (instruction.keyword == "COPY" && flag.name.text == "from") {
          add_source(flag.value.text, flag.value.span, build);
        } else if (instruction.keyword == "RUN" && flag.name.text == "mount") {
          add_mount_source(flag.value, build);
        }
      }
    }
  }
}

/// A slice of a word's text as a word of its own. Where the word is not
/// written as it reads, the whole of it has to do as a place.
static Text part_of(const Text& whole, const SplitWord& part) {
  if (whole.span.text != whole.text) return {part.text, whole.span};
  const auto offset = static_cast<std::size_t>(part.written.data() - whole.text.data());
  return {part.text, {whole.span.text.substr(offset, part.written.size())}};
}

/// The words of a command for a shell.
static void add_shell_words(const Text& script, const Variables& environment,
                            std::vector<Text>& words) {
  const auto split = split_words(script.text, environment, '\\');
  if (!split) {
    words.push_back(script);
    return;
  }
  for (const SplitWord& word : *split) words.push_back(part_of(script, word));
}

static bool is_shell(std::string_view program) {
  const std::string_view name = program.substr(program.rfind('/') + 1);  // npos + 1 is 0
  return name == "sh" || name == "bash" || name == "ash" || name == "dash" || name == "zsh";
}

/// Whether the word behind `words` is a script: `sh -c`, `bash -euc`.
static bool script_follows(const std::vector<Text>& words) {
  if (words.size() < 2 || !is_shell(words[words.size() - 2].text)) return false;
  const std::string& option = words.back().text;
  return option.starts_with('-') && !option.starts_with("--") && option.ends_with('c');
}

static void add_command_words(const Instruction& instruction, const Variables& environment,
                              std::vector<Text>& words) {
  for (const Text& word : instruction.words) {
    if (!instruction.json) {
      add_shell_words(word, environment, words);
      continue;
    }
    const bool is_script = script_follows(words);
    words.push_back(word);
    if (is_script) add_shell_words(word, environment, words);
  }
}

/// ENTRYPOINT and CMD, once everything that they find in the environment is
/// known. An ENTRYPOINT in shell form does not look at CMD.
static void find_entrypoint(Build& build) {
  Variables environment;
  for (const Setting& setting : build.container.environment) {
    environment.set(setting.name.text, setting.value.text, setting.value.span);
  }
  std::vector<Text>& words = build.container.entrypoint;
  if (build.entrypoint != nullptr) {
    add_command_words(*build.entrypoint, environment, words);
    build.container.arguments_from = words.size();
    if (!build.entrypoint->json && !words.empty()) return;
  }
  if (build.command != nullptr) add_command_words(*build.command, environment, words);
}

static void put_environment(const Assignment& assignment, const Expansion& value, Build& build) {
  std::vector<Setting>& environment = build.container.environment;
  const Setting setting = {assignment.name, {value.text, assignment.value->span}};
  const auto [entry, added] = build.environment.emplace(assignment.name.text, environment.size());
  if (added) {
    environment.push_back(setting);
  } else {
    environment[entry->second] = setting;
  }
}

static void execute_env(const Instruction& instruction, Build& build) {
  // All values of one ENV see the variables as they were before it.
  std::vector<Expansion> values;
  for (const Assignment& assignment : instruction.assignments) {
    values.push_back(expand(assignment.value->text, build.variables, build.file.escape));
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Assignment& assignment = instruction.assignments[i];
    put_environment(assignment, values[i], build);
    if (values[i].resolved) {
      build.variables.set(assignment.name.text, values[i].text, assignment.value->span);
    } else {
      build.variables.forget(assignment.name.text);
    }
  }
}

static void execute_user(const Instruction& instruction, Build& build) {
  if (instruction.words.empty()) return;
  const Text& word = instruction.words[0];
  Expansion user = expand(word.text, build.variables, build.file.escape);
  build.container.user_resolved = user.resolved;
  build.container.user = Text{std::move(user.text), word.span};
}

static void execute_expose(const Instruction& instruction, Build& build) {
  for (const Text& word : instruction.words) {
    const auto ports = split_words(word.text, build.variables, build.file.escape);
    if (!ports) continue;
    for (const SplitWord& port : *ports) build.container.ports.push_back({port.text, word.span});
  }
}

static void execute(const Instruction& instruction, const Stage& stage, Build& build) {
  const std::string& keyword = instruction.keyword;
  if (instruction.on_build) return;
  if (keyword == "ARG") {
    apply_arg(instruction, &build.global, build.file.escape, build.variables);
  } else if (keyword == "ENV") {
    execute_env(instruction, build);
  } else if (keyword == "USER") {
    execute_user(instruction, build);
  } else if (keyword == "EXPOSE") {
    execute_expose(instruction, build);
  } else if (keyword == "WORKDIR") {
    build.container.has_workdir = true;
  } else if (keyword == "VOLUME") {
    for (const Text& word : instruction.words) build.container.volumes.push_back(word.text);
  } else if (keyword == "HEALTHCHECK") {
    build.container.has_healthcheck = true;
  } else if (keyword == "CMD") {
    build.command = &instruction;
    build.command_stage = &stage;
  } else if (keyword == "ENTRYPOINT") {
    build.entrypoint = &instruction;
    if (build.command_stage != &stage) build.command = nullptr;  // it came with the image below
  }
}

/// The stages that make `last`, from the one at the bottom on.
static std::vector<const Stage*> chain_of(const Stage& last) {
  std::vector<const Stage*> chain;
  for (const Stage* stage = &last; stage != nullptr; stage = stage->base) chain.push_back(stage);
  std::ranges::reverse(chain);
  return chain;
}

/// Whether people work in the image, as dev containers are for, or tests use it.
static bool is_development(const Dockerfile& dockerfile, const ImageReference& base) {
  return dockerfile.source->path.find(".devcontainer/") != std::string::npos ||
         base.name.find("/devcontainers/") != std::string::npos ||
         is_for_tests(dockerfile.source->path) ||
         names_development(file_name(dockerfile.source->path));
}

static std::set<std::string> stage_names(const Dockerfile& dockerfile) {
  std::set<std::string> names;
  for (const Stage& stage : dockerfile.stages) names.insert(stage.name);
  return names;
}

Container read_stage(const Dockerfile& dockerfile, const Stage& last) {
  const Variables global = global_variables(dockerfile);
  const std::set<std::string> names = stage_names(dockerfile);
  const std::vector<const Stage*> chain = chain_of(last);
  Build build{.file = dockerfile, .global = global, .stages = names};

  build.container.source = dockerfile.source;
  build.container.stage = &last;
  build.container.image_known = true;
  build.container.span = last.from.span;
  build.container.base = image_of(*chain.front(), build);
  build.container.development = is_development(dockerfile, build.container.base);
  if (build.container.base.name != "scratch") build.variables.inherit_unknown();
  find_images(build);
  for (const Stage* stage : chain) {
    for (const Instruction& instruction : stage->instructions) execute(instruction, *stage, build);
  }
  find_entrypoint(build);
  build.container.command_instruction = build.command;
  build.container.entrypoint_instruction = build.entrypoint;
  find_scripts(dockerfile, chain, build.container);
  return std::move(build.container);
}

void find_containers(const Dockerfile& dockerfile, std::vector<Container>& containers) {
  containers.push_back(read_stage(dockerfile, dockerfile.image()));
}

}  // namespace mcplint
