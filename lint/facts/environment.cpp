// How each kind of file takes a value from outside instead of holding it.

#include <algorithm>
#include <string>
#include <string_view>

#include "lint/text/bytes.h"
#include "mcplint/literal.h"

namespace mcplint {

namespace {

/// A kind of file, and what to write in it: `{}` is the variable's name.
struct Way {
  std::string_view end;  // of the file's name, or of its whole path, in lower case
  std::string_view text;
};

/// The first that fits is taken. Of clients: how each expands variables.
constexpr Way kWays[] = {
    {".vscode/mcp.json", "ask for it with `${input:{}}` and an entry in `inputs`"},
    {"claude_desktop_config.json",
     "leave it out of `env`: start the server with a script that sets `{}` from a secret store"},
    {".claude.json", "write `${{}}`, which the client takes from its environment"},
    {".gemini/settings.json", "write `${{}}`, which the client takes from its environment"},
    {".mcp.json", "write `${{}}`, which the client takes from its environment"},
    {".cursor/mcp.json", "write `${env:{}}`, which the client takes from its environment"},
    {"mcp_config.json", "write `${env:{}}`, which the client takes from its environment"},
    {"cline_mcp_settings.json", "write `${env:{}}`, which the client takes from its environment"},
    {"mcp_settings.json", "write `${env:{}}`, which the client takes from its environment"},
    {"opencode.json", "write `{env:{}}`, which the client takes from its environment"},
    {"compose.yaml", "write `${{}}`, which compose takes from its environment or `.env`"},
    {"compose.yml", "write `${{}}`, which compose takes from its environment or `.env`"},
    {".env", "keep this file out of the repository, with an entry in `.gitignore`"},
    {".py", "read it with `os.environ[\"{}\"]`"},
    {".ipynb", "read it with `os.environ[\"{}\"]`"},
    {".ts", "read it with `process.env.{}`"},
    {".tsx", "read it with `process.env.{}`"},
    {".js", "read it with `process.env.{}`"},
    {".jsx", "read it with `process.env.{}`"},
    {".mjs", "read it with `process.env.{}`"},
    {".cjs", "read it with `process.env.{}`"},
    {".mts", "read it with `process.env.{}`"},
    {".cts", "read it with `process.env.{}`"},
    {".go", "read it with `os.Getenv(\"{}\")`"},
    {".rs", "read it with `std::env::var(\"{}\")`"},
    {".java", "read it with `System.getenv(\"{}\")`"},
    {".kt", "read it with `System.getenv(\"{}\")`"},
    {".cs", "read it with `Environment.GetEnvironmentVariable(\"{}\")`"},
    {".rb", "read it with `ENV.fetch(\"{}\")`"},
    {".php", "read it with `getenv('{}')`"},
    {".ps1", "read it with `$env:{}`"},
    {".sh", "read it with `\"${}\"`"},
    {".bash", "read it with `\"${}\"`"},
    {".zsh", "read it with `\"${}\"`"},
    {"dockerfile",
     "give `{}` to the container when it starts, or to one `RUN` with `--mount=type=secret`"},
    {".md", "write `<{}>`, and say where readers get theirs"},
    {".mdx", "write `<{}>`, and say where readers get theirs"},
    {".rst", "write `<{}>`, and say where readers get theirs"},
    {".yaml", "take it from the environment variable `{}` or a secret store"},
    {".yml", "take it from the environment variable `{}` or a secret store"},
};

constexpr std::string_view kAnyOther = "take it from the environment variable `{}`";

}  // namespace

static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// `words` as environment variables are named: `Tavily API key` → `TAVILY_API_KEY`.
static std::string upper_case(std::string_view words) {
  std::string name;
  for (const char c : words) {
    if (is_lower(c)) {
      name += static_cast<char>(c - 'a' + 'A');
    } else if (is_upper(c) || is_digit(c)) {
      name += c;
    } else if (!name.empty() && name.back() != '_') {
      name += '_';
    }
  }
  return name;
}

/// `apiKey` → `api Key`.
static std::string split_words(std::string_view name) {
  std::string words;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (i > 0 && is_upper(name[i]) && is_lower(name[i - 1])) words += ' ';
    words += name[i];
  }
  return words;
}

/// The environment variable to suggest: the one that is already named so, else
/// one named after the vendor, else one named after the key.
static std::string variable_for(const Literal& literal) {
  const std::string_view key = literal.key.text;
  const bool is_variable = !key.empty() && std::ranges::none_of(key, is_lower);
  if (!is_variable && !literal.format.empty()) return upper_case(literal.format);
  std::string name = upper_case(split_words(key));
  if (name == "AUTHORIZATION") return "API_TOKEN";
  return name.empty() || is_digit(name.front()) ? "API_KEY" : name;
}

std::string way_to_keep_out(const Literal& literal) {
  std::string path = literal.source == nullptr ? "" : lower(literal.source->path);
  if (path.substr(path.rfind('/') + 1).starts_with(".env")) path = ".env";  // npos + 1 is 0
  const auto* way = std::ranges::find_if(
      kWays, [&](const Way& candidate) { return path.ends_with(candidate.end); });
  std::string text(way == std::end(kWays) ? kAnyOther : way->text);
  const std::size_t hole = text.find("{}");
  if (hole != std::string::npos) text.replace(hole, 2, variable_for(literal));
  return text;
}

}  // namespace mcplint
