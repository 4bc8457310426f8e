// Python: texts, with and without holes.

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "lint/syntax/python.h"
#include "lint/text/utf8.h"

namespace mcplint {

/// Appends what the escape at the start of `text` stands for, and says how long it is.
static std::size_t decode_escape(std::string_view text, std::string& out) {
  const char letter = text.size() > 1 ? text[1] : '\0';
  const auto hex = [&](std::size_t digits) {
    char32_t code = 0;
    std::size_t i = 2;
    for (; i < 2 + digits && i < text.size(); ++i) {
      const auto c = static_cast<unsigned char>(text[i]);
      if (std::isxdigit(c) == 0) break;
      const int digit = std::isdigit(c) != 0 ? c - '0' : std::tolower(c) - 'a' + 10;
      code = code * 16 + static_cast<char32_t>(digit);
    }
    append_utf8(out, code);
    return i;
  };
  switch (letter) {
    case '\n':
      return 2;
    case 'n':
      out += '\n';
      return 2;
    case 't':
      out += '\t';
      return 2;
    case 'r':
      out += '\r';
      return 2;
    case '\\':
    case '\'':
    case '"':
      out += letter;
      return 2;
    case 'x':
      return hex(2);
    case 'u':
      return hex(4);
    case 'U':
      return hex(8);
    default:
      out += '\\';
      return 1;  // Python keeps what it does not know
  }
}

static std::string decode(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t escape = text.find('\\');
    result += text.substr(0, escape);
    if (escape == std::string_view::npos) break;
    text.remove_prefix(escape);
    text.remove_prefix(decode_escape(text, result));
  }
  return result;
}

Node PythonBuilder::string(TSNode node) {
  const Span all = span(node);
  const std::uint32_t count = ts_node_named_child_count(node);
  if (count < 2) return code_.nodes.make_string(all, {});

  const TSNode last = ts_node_named_child(node, count - 1);
  const std::string_view opening = text(ts_node_named_child(node, 0));
  const bool raw = opening.find_first_of("rR") != std::string_view::npos;
  const std::size_t body_end = ts_node_start_byte(last) - ts_node_start_byte(node);
  const std::size_t body_size = body_end - opening.size();

  // Each hole is built once: strings nest in holes, and twice would be twice at every level.
  bool has_holes = false;
  for (std::uint32_t i = 1; i + 1 < count && !has_holes; ++i) {
    has_holes = std::string_view(ts_node_type(ts_node_named_child(node, i))) == "interpolation";
  }
  if (!has_holes) {
    const std::string_view body = all.text.substr(opening.size(), body_size);
    const bool plain = raw || body.find('\\') == std::string_view::npos;
    return plain ? code_.nodes.make_string(all, body) : code_.nodes.make_string(all, decode(body));
  }

  // The fixed text between the holes matters too: it may be a whole command.
  std::vector<Node> pieces;
  for (std::uint32_t i = 1; i + 1 < count; ++i) {
    const TSNode child = ts_node_named_child(node, i);
    const std::string_view type = ts_node_type(child);
    if (type == "interpolation") pieces.push_back(expression(field(child, "expression")));
    if (type == "string_content") {
      const std::string_view body = text(child);
      pieces.push_back(raw ? code_.nodes.make_string({body}, body)
                           : code_.nodes.make_string({body}, decode(body)));
    }
  }
  return code_.nodes.make(NodeKind::Format, all, pieces);
}

Node PythonBuilder::adjacent_strings(TSNode node) {
  const std::vector<Node> pieces = children(node);
  const auto is_plain = [](const Node& piece) { return piece.is(NodeKind::String); };
  if (!std::all_of(pieces.begin(), pieces.end(), is_plain)) {
    return code_.nodes.make(NodeKind::Format, span(node), pieces);
  }
  std::string value;
  for (const Node& piece : pieces) value += piece.value();
  return code_.nodes.make_string(span(node), value);
}

}  // namespace mcplint
