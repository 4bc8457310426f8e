#pragma once
// What one file contributes to the Project.

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "lint/syntax/parse.h"
#include "mcplint/project.h"

namespace mcplint {

/// Everything that one file says about the deployment. The finders below fill
/// it from what the parsers read; they know no grammar.
struct Facts {
  std::unique_ptr<Source> source;
  Parsed parsed;
  std::vector<Launch> launches;
  std::optional<ClientFile> client_file;
  std::vector<Config> snippets;           // configurations in a document's fences
  std::vector<ClientFile> snippet_files;  // of each, in that order, whose it is
  std::vector<Container> containers;
  std::vector<Automation> automations;
  std::vector<Literal> literals;
  std::optional<Manifest> manifest;  // what it is, if it lists packages
  std::vector<Measurement> measurements;
  std::vector<TestFile> tests;
  std::vector<EnvironmentVariable> variables;  // of languages that are not parsed
};

/// Runs `parser` on `facts.source`, then the finders on what it read.
void collect(const Parser& parser, Facts& facts);

/// Whether `parser` should read a file with that text, whose name it claims.
bool wants(const Parser& parser, std::string_view text);

// The finders.
void find_launches(const Config& config, Facts& facts);
/// The same for an example in a document, which speaks of `named` if of any client.
void find_example_launches(const Config& config, Client named, Facts& facts);
void find_snippets(const Document& document, Facts& facts);
void find_containers(const Dockerfile& dockerfile, std::vector<Container>& containers);
/// `below` is the part of the path below the linted folder, which tells tests
/// and examples; empty if it is all of it.
void find_literals(const Source& source, std::vector<Literal>& literals,
                   std::string_view below = {});

}  // namespace mcplint
