#include "lint/engine/configuration.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <memory>
#include <utility>

#include "lint/engine/configuration_reader.h"
#include "lint/engine/load.h"
#include "lint/syntax/parse.h"
#include "lint/text/json_writer.h"

namespace mcplint {

namespace fs = std::filesystem;

static constexpr std::size_t kMostExtended = 8;  // files, one extending the next

static const Value* table_of(const Config& config, const fs::path& path) {
  if (path.filename() != "pyproject.toml") return &config.root;
  const Value* tool = config.root.get("tool");
  return tool == nullptr ? nullptr : tool->get("mcplint");
}

/// Reads one file, after the one that it extends: what it says itself wins.
static void read_file(ReadConfiguration& result, const fs::path& path, Span from,
                      std::span<const Rule* const> known, std::size_t depth) {
  const auto fail = [&](Span span, std::string what, std::string help) {
    result.errors.push_back({span, std::move(what), std::move(help)});
  };
  Loaded loaded = load(path.string());
  std::shared_ptr<const Source> source = std::move(loaded.source);
  if (source == nullptr) {
    const bool named_by_us = !from.empty();
    if (!named_by_us) source = std::make_shared<const Source>(path.string(), "");
    fail(named_by_us ? from : source->start(), "`" + path.string() + "` " + loaded.failure,
         loaded.help);
    if (!named_by_us) result.configuration.sources.push_back(std::move(source));
    return;
  }
  result.configuration.sources.push_back(source);
  Parsed parsed;
  parse_toml(*source, parsed);
  std::ranges::move(parsed.problems, std::back_inserter(result.errors));
  const Value* table = parsed.config ? table_of(*parsed.config, path) : nullptr;
  if (table == nullptr) return;

  const Value* extend = table->get("extend");
  if (extend != nullptr && extend->is(Value::Kind::String)) {
    if (depth == kMostExtended) {
      return fail(extend->span, "extends too many files, one after another",
                  "extend at most " + std::to_string(kMostExtended) + ", in no circle");
    }
    // Nothing else is opened because a linted tree asks for it.
    if (!extend->text.ends_with(".toml"))
      return fail(extend->span, "extends no TOML file", "name a file that ends with `.toml`");
    read_file(result, path.parent_path() / extend->text, extend->span, known, depth + 1);
  }
  const std::string folder = fs::absolute(path).lexically_normal().parent_path().string();
  read_configuration_table(*table, folder, known, result);
}

/// `value` as TOML: quoted, if it is a bare word that can only be a string.
static std::string as_toml(std::string_view value) {
  const bool is_other = value == "true" || value == "false" ||
                        value.find_first_of("\"'[]{}") != std::string_view::npos;
  return is_other ? std::string(value) : json_string(value);
}

/// `--config KEY=VALUE`: a line of TOML on the command line.
static void read_override(ReadConfiguration& result, const std::string& wish,
                          std::span<const Rule* const> known) {
  const std::size_t equals = wish.find('=');
  const std::string text = wish.substr(0, equals) + " = " + as_toml(wish.substr(equals + 1)) + '\n';
  const auto source = std::make_shared<const Source>(std::string(kCommandLine), text);
  result.configuration.sources.push_back(source);
  Parsed parsed;
  parse_toml(*source, parsed);
  std::ranges::move(parsed.problems, std::back_inserter(result.errors));
  if (!parsed.config) return;
  const Value* extend = parsed.config->root.get("extend");
  if (extend != nullptr) {
    result.errors.push_back(
        {extend->span, "cannot be set on the command line", "name the file: `--config FILE`"});
    return;
  }
  const std::string folder = fs::current_path().string();
  read_configuration_table(parsed.config->root, folder, known, result);
}

ReadConfiguration read_configuration(const std::string& path, std::span<const Rule* const> known,
                                     const std::vector<std::string>& overrides) {
  ReadConfiguration result;
  if (!path.empty()) read_file(result, path, {}, known, 1);
  for (const std::string& wish : overrides) read_override(result, wish, known);
  return result;
}

static bool has_our_table(const fs::path& pyproject) {
  const Loaded loaded = load(pyproject.string());
  if (loaded.source == nullptr || loaded.source->text.find("tool.mcplint") == std::string::npos)
    return false;
  Parsed parsed;
  parse_toml(*loaded.source, parsed);
  return parsed.config && table_of(*parsed.config, pyproject) != nullptr;
}

std::string find_configuration(const std::string& path) {
  std::error_code error;
  fs::path folder = fs::absolute(path, error).lexically_normal();
  if (error) return {};
  if (!fs::is_directory(folder, error)) folder = folder.parent_path();
  if (!folder.has_filename()) folder = folder.parent_path();
  while (true) {
    for (const char* name : {"mcplint.toml", ".mcplint.toml"}) {
      if (fs::is_regular_file(folder / name, error)) return (folder / name).string();
    }
    const fs::path pyproject = folder / "pyproject.toml";
    if (fs::is_regular_file(pyproject, error) && has_our_table(pyproject))
      return pyproject.string();
    if (fs::exists(folder / ".git", error) || folder == folder.parent_path()) return {};
    folder = folder.parent_path();
  }
}

}  // namespace mcplint
