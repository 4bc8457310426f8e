// Commands that write a client's configuration, as these say of themselves in
// November 2026: code.claude.com/docs/en/mcp, developers.openai.com/codex/mcp,
// docs/tools/mcp-server.md of Gemini CLI, and code.visualstudio.com/docs/copilot.

#include "lint/facts/launch/registrations.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "lint/facts/launch/command_line.h"
#include "lint/facts/launch/entries.h"
#include "lint/facts/launch/resolution.h"
#include "lint/syntax/shell.h"
#include "mcplint/words.h"

namespace mcplint {

namespace {

/// More of them in one file than anybody writes.
constexpr std::size_t kMostRegistrations = 500;

/// A program with the command `mcp add`, and whose configuration that writes.
struct Registrar {
  std::string_view program;
  Client client;
};

using Words = std::span<const ShellWord>;

}  // namespace

static constexpr Registrar kRegistrars[] = {
    {"claude", Client::ClaudeCode}, {"codex", Client::Codex}, {"gemini", Client::GeminiCli}};

static constexpr auto kEditors =
    std::to_array<std::string_view>({"code", "code-insiders", "codium"});

/// The options of all three. What else begins with a dash is a switch.
static constexpr std::string_view kValues[] = {"-e",
                                               "--env",
                                               "-H",
                                               "--header",
                                               "-s",
                                               "--scope",
                                               "-t",
                                               "--transport",
                                               "--url",
                                               "--client-id",
                                               "--callback-port",
                                               "--bearer-token-env-var",
                                               "--timeout",
                                               "--include-tools",
                                               "--exclude-tools",
                                               "--description"};

/// `NAME=value` or `Name: value`; nothing if a shell fills some of it in.
static void add_setting(const Text& text, std::string_view between, std::vector<Setting>& all) {
  const std::size_t at = text.text.find(between);
  if (at == std::string::npos || text.text.find('$') != std::string::npos) return;
  all.push_back({part_of(text, 0, at), part_of(text, at + between.size())});
}

static bool is_assignment(std::string_view word) {
  return !word.starts_with('-') && contains(word, "=") && !contains(word, "://");
}

/// Takes the client's own options. True if `--` ends them: what follows is the server's.
static bool take_options(CommandLine& line) {
  Launch& launch = line.launch();
  while (line.peek().starts_with('-')) {
    if (line.peek() == "--") {
      line.take();
      return true;
    }
    const auto option = line.take_option({.values = kValues, .paths = {}});
    if (!option) return false;
    if (option->is({"-t", "--transport"})) launch.type = option->value;
    if (option->is({"--url"})) launch.url = option->value;
    if (option->is({"-H", "--header"})) add_setting(option->value, ": ", launch.headers);
    if (!option->is({"-e", "--env"})) continue;
    add_setting(option->value, "=", launch.env);
    while (is_assignment(line.peek())) add_setting(line.take(), "=", launch.env);
  }
  return false;
}

/// What is left, without the client's options that people write behind it.
static std::vector<Text> own_words(CommandLine& line, bool ended) {
  std::vector<Text> words = line.rest();
  if (ended) return words;
  for (std::size_t i = 0; i + 1 < words.size();) {
    const bool is_client =
        has_word("-s --scope -t --transport", words[i].text) && !words[i].text.empty();
    if (!is_client) {
      ++i;
      continue;
    }
    const auto at = words.begin() + static_cast<std::ptrdiff_t>(i);
    words.erase(at, at + 2);
  }
  return words;
}

/// `… mcp add [options] name [options] [--] program words…`, or an address in place
/// of a program. False if that is not all there.
static bool read_added(CommandLine& line) {
  Launch& launch = line.launch();
  bool ended = take_options(line);
  if (line.at_end()) return false;
  launch.name = line.take();
  if (!ended) ended = take_options(line);
  if (launch.url) return true;
  if (line.at_end()) return false;
  const Text target = line.take();
  const bool is_remote =
      contains(target.text, "://") || (launch.type && launch.type->text != "stdio");
  if (is_remote) {
    launch.url = target;
    take_options(line);
    return true;
  }
  launch.command = target;
  launch.args = own_words(line, ended);
  return true;
}

static std::vector<Text> texts_of(Words words) {
  std::vector<Text> texts;
  for (const ShellWord& word : words) texts.push_back({word.text, word.span});
  return texts;
}

/// Whether a variable or an example's gap stands in place of the name.
static bool is_open(const Text& name) {
  return name.text.find_first_of("$<[{") != std::string::npos;
}

static void read_words(Client client, const ShellCommand& command, Words words, bool in_document,
                       Facts& facts) {
  Launch launch;
  launch.client = client;
  launch.span = command.span;
  launch.in_document = in_document;
  launch.through_shell = true;
  CommandLine line(launch, texts_of(words));
  if (!read_added(line)) return;
  if (is_open(launch.name)) launch.name = {"", {command.span.text.substr(0, 1)}};
  resolve(launch);
  facts.launches.push_back(std::move(launch));
}

/// The JSON that `word` holds, as long as what stands there: `"{\"name\": \"a\"}"` is
/// ` "name" : …`, with a blank beside each quote, outside of its string.
static std::string json_in(const ShellWord& word, Span& place) {
  const std::string_view written = word.span.text;
  if (written.size() < 2 || (written[0] != '\'' && written[0] != '"')) return {};
  place = {written.substr(1, written.size() - 2)};
  std::string text(place.text);
  if (written[0] == '\'') return text;
  bool opens = true;
  for (std::size_t at = text.find('\\'); at != std::string::npos; at = text.find('\\', at + 2)) {
    if (at + 1 == text.size() || text[at + 1] != '"') return {};  // deeper than this reads
    text.replace(at, 2, opens ? " \"" : "\" ");
    opens = !opens;
  }
  return text;
}

/// Puts the entry, which is all of `config`, below its name: so it stays where it is
/// when the Config moves.
static const Value& name_entry(Config& config, const Text& name) {
  Value entry = std::move(config.root);
  config.root = Value();
  config.root.kind = Value::Kind::Map;
  config.root.span = entry.span;
  config.root.members.push_back({name, std::move(entry)});
  return config.root.members.front().value;
}

static void read_json(Client client, const Source& source, const ShellWord& word, Text name,
                      bool in_document, Facts& facts) {
  Span place;
  const std::string text = json_in(word, place);
  if (text.empty()) return;
  std::optional<Config> config = parse_excerpt(*parser_for("x.json"), source, place, text);
  if (!config || !is_entry(config->root)) return;
  if (const auto own = text_of(config->root.get("name"))) name = *own;

  const Value& entry = name_entry(*config, name);
  Launch launch = launch_of(client, name, entry);
  launch.in_document = in_document;
  launch.through_shell = word.span.text.starts_with('"');
  for (const Value* input : entry.find("inputs.*")) {
    if (const auto id = text_of(input->get("id")))
      launch.inputs.push_back({*id, text_of(input->get("default"))});
  }
  facts.launches.push_back(std::move(launch));
  facts.snippets.push_back(std::move(*config));
  facts.snippet_files.push_back({.client = client, .in_document = in_document});
}

/// `claude mcp add-json [options] name '{…}'`: what stands behind the options.
static Words without_options(Words words) {
  while (!words.empty() && words.front().text.starts_with('-'))
    words = words.subspan(std::min<std::size_t>(words.size(), 2));
  return words;
}

static void read_command(const Source& source, const ShellCommand& command, bool in_document,
                         Facts& facts) {
  const Words words = command.without_wrappers();
  if (words.size() < 3) return;
  const std::string_view program = words.front().base_name();
  if (is_one_of(program, kEditors)) {
    const auto option = std::ranges::find(words, "--add-mcp", &ShellWord::text);
    if (option != words.end() && option + 1 != words.end())
      read_json(Client::VsCode, source, *(option + 1), {}, in_document, facts);
    return;
  }
  const auto* registrar = std::ranges::find(kRegistrars, program, &Registrar::program);
  if (registrar == std::end(kRegistrars) || words[1].text != "mcp") return;
  const Words rest = words.subspan(3);
  if (words[2].text == "add") read_words(registrar->client, command, rest, in_document, facts);
  const Words named = without_options(rest);
  if (words[2].text != "add-json" || named.size() < 2) return;
  const Text name{named[0].text, named[0].span};
  read_json(registrar->client, source, named[1], name, in_document, facts);
}

/// `mcp add <name> -- …` of a description, whose gaps a shell reads as files.
static bool is_description(const ShellCommand& command) {
  return std::ranges::any_of(command.redirections, [](const ShellRedirection& one) {
    return one.operation.starts_with('<');
  });
}

void find_registrations(const Source& source, const Text& script, bool in_document, Facts& facts) {
  if (!contains(script.text, "mcp add") && !contains(script.text, "--add-mcp")) return;
  const ShellScript parsed = parse_shell(script);
  for (const ShellCommand* command : parsed.simple_commands()) {
    // What stands behind a mistake may be anything.
    if (!parsed.error.empty() && command->span.end() > parsed.error.begin()) return;
    if (facts.launches.size() >= kMostRegistrations) return;
    if (!is_description(*command)) read_command(source, *command, in_document, facts);
  }
}

}  // namespace mcplint
