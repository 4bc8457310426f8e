#include "lint/syntax/parse.h"

namespace mcplint {

static bool is_python(std::string_view path) {
  return path.ends_with(".py") || path.ends_with(".pyw");
}

static bool is_json(std::string_view path) {
  return path.ends_with(".json") || path.ends_with(".jsonc") || path.ends_with(".code-workspace");
}

/// Most JSON files are data. One that holds servers names them by one of these.
static bool speaks_of_servers(std::string_view text) {
  return text.find("\"mcpServers\"") != text.npos || text.find("\"servers\"") != text.npos ||
         text.find("\"mcp\"") != text.npos;
}

static std::string_view file_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);  // npos + 1 is 0
}

/// `Dockerfile`, `Dockerfile.dev`, `server.Dockerfile`, and podman's `Containerfile`.
static bool is_dockerfile(std::string_view path) {
  const std::string_view name = file_name(path);
  for (std::string_view stem : {"Dockerfile", "dockerfile", "Containerfile"}) {
    if (name == stem) return true;
    if (name.starts_with(stem) && name[stem.size()] == '.' && !name.ends_with(".dockerignore"))
      return true;
    if (name.ends_with(stem) && name[name.size() - stem.size() - 1] == '.') return true;
  }
  return false;
}

/// `requirements.txt`, `requirements-dev.txt`, `dev-requirements.txt`,
/// `requirements/base.txt`, and constraints likewise.
static bool is_requirements(std::string_view path) {
  const std::string_view name = file_name(path);
  if (!name.ends_with(".txt")) return false;
  return name.find("requirements") != name.npos || name.starts_with("constraints") ||
         path.find("requirements/") != path.npos;
}

static constexpr Parser kParsers[] = {
    {"python", is_python, nullptr, parse_python},
    {"json", is_json, speaks_of_servers, parse_json},
    {"dockerfile", is_dockerfile, nullptr, parse_dockerfile},
    {"requirements", is_requirements, nullptr, parse_requirements},
};

const Parser* parser_for(std::string_view path) {
  for (const Parser& parser : kParsers) {
    if (parser.claims(path)) return &parser;
  }
  return nullptr;
}

}  // namespace mcplint
