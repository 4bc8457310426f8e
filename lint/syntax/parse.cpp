#include "lint/syntax/parse.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>

#include "lint/syntax/automation_file.h"
#include "lint/syntax/env_file.h"
#include "lint/syntax/report_file.h"
#include "lint/syntax/rst.h"
#include "mcplint/words.h"

namespace mcplint {

static bool is_python(std::string_view path) {
  return path.ends_with(".py") || path.ends_with(".pyw");
}

static bool is_json(std::string_view path) {
  return path.ends_with(".json") || path.ends_with(".jsonc") || path.ends_with(".sarif") ||
         path.ends_with(".code-workspace");
}

static bool is_yaml(std::string_view path) {
  return path.ends_with(".yaml") || path.ends_with(".yml");
}

static bool is_toml(std::string_view path) { return path.ends_with(".toml"); }

/// What a JSON file has in it that says which servers there are, or which may run.
static constexpr std::string_view kSpeaking[] = {
    "\"mcpServers\"",
    "\"servers\"",
    "\"mcp\"",
    "\"context_servers\"",
    "\"mcp_config\"",
    "\"modelContextProtocolServers\"",
    "McpServers",        // enableAllProjectMcpServers, allowedMcpServers, …
    "McpjsonServers",    // enabledMcpjsonServers, …
    "\"mcp__",           // a permission in Claude Code's settings
    "\"registryType\"",  // server.json
    "modelcontextprotocol.io/schemas/",
    "gofastmcp.com",
};

/// Most JSON files are data. One that holds servers names them by one of these,
/// and a `fastmcp.json` (mcp-facts 1.8.4) says how to start one.
static bool speaks_of_servers(std::string_view text) {
  const auto holds = [&](std::string_view word) { return text.find(word) != text.npos; };
  if (holds("\"deployment\"") && holds("\"transport\"")) return true;
  if (holds("\"command\"") && holds("\"args\"")) return true;  // one server, for Continue
  return std::ranges::any_of(kSpeaking, holds);
}

static bool is_wanted_json(std::string_view text) {
  return speaks_of_servers(text) || is_json_report(text);
}

/// `compose.yaml`, `docker-compose.prod.yml`: what Compose finds, or is pointed at.
static bool is_compose(std::string_view path) {
  const std::string_view name = file_name(path);
  return is_yaml(path) &&
         (name.find("docker-compose") != name.npos || name.starts_with("compose.") ||
          name.starts_with("compose-") || name.find("-compose.") != name.npos);
}

/// Manifests of Kubernetes have any name: of pods, and of Services that lead to them.
static bool describes_pods(std::string_view text) {
  const auto holds = [&](std::string_view word) { return text.find(word) != text.npos; };
  return holds("apiVersion:") && holds("kind:") &&
         (holds("containers:") || (holds("kind: Service") && holds("selector:")));
}

bool is_helm_template(std::string_view path, std::string_view text) {
  const bool placed = path.starts_with("templates/") || path.find("/templates/") != path.npos;
  return placed && is_yaml(path) && text.find("{{") != text.npos &&
         (text.find(".Values") != text.npos || text.find(".Release") != text.npos ||
          text.find(".Chart") != text.npos || text.find("include \"") != text.npos);
}

/// What a YAML or TOML file is called by says nothing; one that holds servers
/// has a key that speaks of them.
static bool mentions_servers(std::string_view text) {
  const auto holds = [&](std::string_view word) { return text.find(word) != text.npos; };
  return holds("mcp_servers") || holds("mcpServers") || (holds("mcp:") && holds("servers:")) ||
         (holds("extensions:") && (holds("cmd:") || holds("uri:"))) || holds("GOOSE_MODE:") ||
         holds("startCommand:") ||                            // smithery.yaml
         (holds("registry:") && holds("image:")) ||           // a catalog of Docker's
         (holds("registry:") && holds("transport_type:")) ||  //
         (holds("about:") && (holds("image:") || holds("transport_type:")));
}

/// A compose file of any name, as another one includes it.
static bool describes_services(std::string_view text) {
  const bool on_top = text.starts_with("services:") || text.find("\nservices:") != text.npos;
  return on_top && (text.find("image:") != text.npos || text.find("build:") != text.npos);
}

static bool is_wanted_yaml(std::string_view text) {
  return mentions_servers(text) || describes_pods(text) || describes_services(text) ||
         contains(text, "kind: PrometheusRule");
}

/// Whether `name` is `stem`, `stem.x` with an x that no programming language or
/// template uses (`dockerfile.go` is Go), or `x.stem`.
static bool is_named(std::string_view name, std::string_view stem) {
  if (name == stem || name.ends_with("." + std::string(stem))) return true;
  if (!name.starts_with(stem) || name[stem.size()] != '.') return false;
  constexpr auto kOthers = std::to_array<std::string_view>(
      {".go",    ".py",     ".js",   ".ts",  ".rs",       ".java", ".rb",          ".php",  ".sh",
       ".md",    ".txt",    ".json", ".yml", ".yaml",     ".toml", ".html",        ".lock", ".j2",
       ".jinja", ".jinja2", ".tmpl", ".tpl", ".template", ".erb",  ".dockerignore"});
  const std::string_view extension = name.substr(name.rfind('.'));
  return std::ranges::find(kOthers, extension) == kOthers.end();
}

/// `Dockerfile`, `Dockerfile.dev`, `server.Dockerfile`, and podman's `Containerfile`.
static bool is_dockerfile(std::string_view path) {
  const std::string_view name = file_name(path);
  // In lower case, `dockerfile.x` is some language's source more often than not.
  return is_named(name, "Dockerfile") || is_named(name, "Containerfile") || name == "dockerfile" ||
         name.ends_with(".dockerfile");
}

static bool is_docker_ignore(std::string_view path) { return path.ends_with(".dockerignore"); }

/// `requirements.txt`, `requirements-dev.txt`, `dev-requirements.txt`,
/// `requirements/base.txt`, `requirements.in`, and constraints likewise.
static bool is_requirements(std::string_view path) {
  const std::string_view name = file_name(path);
  if (name.ends_with(".in") || name.ends_with(".lock"))
    return name.find("requirements") != name.npos;
  if (!name.ends_with(".txt")) return false;
  return name.find("requirements") != name.npos || name.starts_with("constraints") ||
         path.find("requirements/") != path.npos;
}

static bool is_markdown(std::string_view path) {
  return path.ends_with(".md") || path.ends_with(".mdx") || path.ends_with(".markdown");
}

static bool is_rst(std::string_view path) { return path.ends_with(".rst"); }

/// YAML that says what CI, hooks or a task runner do, whatever it mentions.
static bool is_pipeline(std::string_view path) {
  return is_yaml(path) && automation_file(path).has_value();
}

static bool is_recipes(std::string_view path) {
  const auto from = automation_file(path);
  return from == Automation::From::Makefile || from == Automation::From::Justfile;
}

/// Of scripts, only what they tell clients is of interest.
static bool is_script(std::string_view path) {
  return path.ends_with(".sh") || path.ends_with(".bash") || path.ends_with(".zsh");
}

static bool registers_servers(std::string_view text) {
  return contains(text, "mcp add") || contains(text, "--add-mcp");
}

/// Scripts of people are many, and long: those matter that CI runs for what they run.
static bool is_wanted_script(std::string_view text) {
  static constexpr auto kPrograms = std::to_array<std::string_view>(
      {"pytest", "unittest", "mypy", "pyright", "ruff", "black", "flake8", "pylint", "eslint",
       "prettier", "vitest", "jest", "tsc", "pip-audit", "npm ", "pnpm ", "go test", "cargo "});
  return registers_servers(text) || contains_any(text, kPrograms);
}

static bool is_tox(std::string_view path) { return automation_file(path) == Automation::From::Tox; }

static bool is_noxfile(std::string_view path) {
  return automation_file(path) == Automation::From::Nox;
}

static bool is_jenkinsfile(std::string_view path) {
  return automation_file(path) == Automation::From::Jenkins;
}

/// Whether the file's name is one of `names`.
static bool is_called(std::string_view path, std::initializer_list<std::string_view> names) {
  const std::string_view name = file_name(path);
  return std::ranges::find(names, name) != names.end();
}

// Files that list packages: they count whatever they say.
static bool lists_in_toml(std::string_view path) {
  return path.ends_with(".py.lock") || is_called(path, {"pyproject.toml", "Pipfile", "uv.lock",
                                                        "poetry.lock", "pdm.lock", "pylock.toml"});
}

static bool lists_in_json(std::string_view path) {
  return is_called(path, {"package.json", "package-lock.json", "npm-shrinkwrap.json",
                          "Pipfile.lock", "bun.lock"});
}

static bool lists_in_yaml(std::string_view path) {
  return is_called(
      path, {"pnpm-lock.yaml", "pnpm-workspace.yaml", "environment.yml", "environment.yaml"});
}

static bool lists_in_ini(std::string_view path) {
  return is_called(path, {"setup.cfg", "pip.conf", "pip.ini", ".npmrc", ".python-version"});
}

static bool is_yarn_lock(std::string_view path) { return is_called(path, {"yarn.lock"}); }

static constexpr Parser kParsers[] = {
    {"packages", lists_in_toml, nullptr, parse_toml},
    {"packages", lists_in_json, nullptr, parse_json},
    {"packages", lists_in_yaml, nullptr, parse_yaml},
    {"packages", lists_in_ini, nullptr, parse_ini},
    {"packages", is_yarn_lock, nullptr, parse_yarn_lock},
    {"nox", is_noxfile, nullptr, parse_noxfile},
    {"python", is_python, nullptr, parse_python},
    {"json", is_json, is_wanted_json, parse_json},
    {"xml", is_xml, is_xml_report, parse_xml},
    {"lcov", is_lcov, is_lcov_report, parse_lcov},
    {"csv", is_csv, is_csv_report, parse_csv},
    {"pipeline", is_pipeline, nullptr, parse_yaml},
    {"makefile", is_recipes, nullptr, parse_makefile},
    {"tox", is_tox, nullptr, parse_tox},
    {"script", is_script, is_wanted_script, parse_script},
    {"jenkins", is_jenkinsfile, nullptr, parse_jenkinsfile},
    {"compose", is_compose, nullptr, parse_yaml},
    {"yaml", is_yaml, is_wanted_yaml, parse_yaml},
    {"toml", is_toml, mentions_servers, parse_toml},
    {"dockerignore", is_docker_ignore, nullptr, parse_docker_ignore},
    {"dockerfile", is_dockerfile, nullptr, parse_dockerfile},
    {"requirements", is_requirements, nullptr, parse_requirements},
    {"environment", is_env_file, nullptr, parse_env_file},
    {"markdown", is_markdown, nullptr, parse_markdown},
    {"restructuredtext", is_rst, nullptr, parse_rst},
};

const Parser* parser_for(std::string_view path) {
  // Below `{{cookiecutter.name}}` stand templates: no language yet.
  if (path.find("{{") != std::string_view::npos) return nullptr;
  for (const Parser& parser : kParsers) {
    if (parser.claims(path)) return &parser;
  }
  return nullptr;
}

}  // namespace mcplint
