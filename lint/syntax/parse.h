#pragma once
// What parsers make of a file, and which parser reads which.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mcplint/code.h"
#include "mcplint/config.h"
#include "mcplint/container.h"
#include "mcplint/dependency.h"
#include "mcplint/dockerfile.h"
#include "mcplint/document.h"
#include "mcplint/project.h"
#include "mcplint/text.h"

namespace mcplint {

/// A command, or a script of them, and the target or session that it belongs to.
struct Recipe {
  Text script;
  std::string task = {};  // empty if it belongs to none
};

/// What a file says, before anybody asks what it means.
struct Parsed {
  std::optional<Code> code;
  std::optional<Config> config;
  std::optional<DockerIgnore> docker_ignore;
  std::optional<Dockerfile> dockerfile;
  std::optional<Document> document;
  /// Commands of a Makefile, justfile, tox.ini, noxfile or Jenkinsfile; a script, whole.
  std::vector<Recipe> recipes;
  std::vector<Dependency> dependencies;
  std::vector<PackageIndex> indexes;
  std::vector<Include> includes;
  std::vector<Problem> problems;  // a parser goes on behind each as well as it can
};

// The parsers. Each adds what it finds in `source` to `parsed`, and never
// fails: what it cannot read becomes a Problem.
void parse_python(const Source& source, Parsed& parsed);
void parse_json(const Source& source, Parsed& parsed);
void parse_yaml(const Source& source, Parsed& parsed);
void parse_toml(const Source& source, Parsed& parsed);
void parse_docker_ignore(const Source& source, Parsed& parsed);
void parse_dockerfile(const Source& source, Parsed& parsed);
void parse_requirements(const Source& source, Parsed& parsed);
void parse_ini(const Source& source, Parsed& parsed);
void parse_yarn_lock(const Source& source, Parsed& parsed);
void parse_markdown(const Source& source, Parsed& parsed);
void parse_makefile(const Source& source, Parsed& parsed);  // and justfiles
void parse_tox(const Source& source, Parsed& parsed);
void parse_script(const Source& source, Parsed& parsed);
void parse_noxfile(const Source& source, Parsed& parsed);
void parse_jenkinsfile(const Source& source, Parsed& parsed);
void parse_xml(const Source& source, Parsed& parsed);
void parse_lcov(const Source& source, Parsed& parsed);
void parse_csv(const Source& source, Parsed& parsed);

/// A kind of file, how to know one, and how to read it.
struct Parser {
  std::string_view name;                  // "dockerfile", as --show-files prints it
  bool (*claims)(std::string_view path);  // by its name
  bool (*wants)(std::string_view text);   // by its content; null if the name says enough
  void (*parse)(const Source& source, Parsed& parsed);
};

/// Whether a YAML file is one of Helm's templates, which is none until it is rendered.
bool is_helm_template(std::string_view path, std::string_view text);

/// The parser for a file of that name; null if no parser knows it.
const Parser* parser_for(std::string_view path);

/// Reads an excerpt of a file with `parser`: `text` is what stands at `place`, or
/// as long. A configuration in it has its places in the file, and `source` for
/// its own. Nothing if it could not be read without a Problem.
std::optional<Config> parse_excerpt(const Parser& parser, const Source& source, Span place,
                                    std::string_view text);

}  // namespace mcplint
