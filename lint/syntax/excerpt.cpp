// A configuration inside of another file: read from a copy, with its places moved
// to where they stand.

#include <utility>

#include "lint/syntax/parse.h"

namespace mcplint {

namespace {

/// Moves places in a copy of a part of a file to that part.
struct Mover {
  std::string_view from;  // the copy
  std::string_view to;    // the part, as long

  void operator()(Span& span) const {
    if (span.begin() == nullptr) return;
    span.text = to.substr(static_cast<std::size_t>(span.begin() - from.data()), span.text.size());
  }

  void operator()(Value& value) const {
    (*this)(value.span);
    (*this)(value.tag);
    for (Value& item : value.items) (*this)(item);
    for (Member& member : value.members) {
      (*this)(member.key.span);
      (*this)(member.value);
    }
  }
};

}  // namespace

std::optional<Config> parse_excerpt(const Parser& parser, const Source& source, Span place,
                                    std::string_view text) {
  const Source copy(source.path, std::string(text.substr(0, place.text.size())));
  Parsed parsed;
  parser.parse(copy, parsed);
  if (!parsed.config || !parsed.problems.empty()) return {};

  Config config = std::move(*parsed.config);
  config.source = &source;
  const Mover move{copy.text, place.text};
  move(config.comment);
  move(config.trailing_comma);
  move(config.root);
  for (Value& document : config.further) move(document);
  return config;
}

}  // namespace mcplint
