// What servers are made of, as questions that rules ask.

#include <algorithm>
#include <string>
#include <string_view>

#include "lint/text/bytes.h"
#include "mcplint/code.h"
#include "mcplint/nodes.h"
#include "mcplint/server.h"

namespace mcplint {

std::string_view Listener::starter() const {
  std::string_view text = span.text;
  while (!text.empty() && (text.front() == '"' || text.front() == '\'')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == '"' || text.back() == '\'')) text.remove_suffix(1);
  return text.substr(text.rfind('.') + 1);  // npos + 1 is 0
}

bool Server::serves(Transport transport) const {
  return std::ranges::find(transports, transport) != transports.end();
}

bool Server::runs(const Code& code) const { return std::ranges::binary_search(codes, &code); }

/// Names and texts of a file's code, in lower case: comments are not code.
static std::string words_of(const Code& code) {
  std::string all;
  const auto add = [&](std::string_view text) { (all += lower(text)) += '\n'; };
  const auto look = [&](const Node& body) {
    each_node(body, [&](const Node& node) {
      add(node.is(NodeKind::String) ? node.value() : node.name());
      if (node.is(NodeKind::Number)) add(node.span().text);
    });
  };
  for (const Import& import : code.imports) {
    add(import.module);
    add(import.name);
  }
  look(code.body);
  for (const Class& it : code.classes) {
    add(it.name);
    for (const Node& base : it.bases) look(base);
    look(it.body);
  }
  for (const Function& function : code.functions) {
    add(function.name);
    for (const FunctionParameter& parameter : function.parameters) add(parameter.name);
    for (const Node& decorator : function.decorators) look(decorator);
    look(function.body);
  }
  return all;
}

bool Server::mentions(std::span<const std::string_view> words) const {
  return std::ranges::any_of(codes, [&](const Code* code) {
    const std::string text = words_of(*code);
    return std::ranges::any_of(
        words, [&](std::string_view word) { return text.find(word) != std::string::npos; });
  });
}

}  // namespace mcplint
