#include "mcplint/text.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace mcplint {

static Location location_of(const Source& source, const char* place) {
  const std::string_view before(source.text.data(),
                                static_cast<std::size_t>(place - source.text.data()));
  const auto lines = std::ranges::count(before, '\n');
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return {&source, static_cast<unsigned>(lines) + 1,
          static_cast<unsigned>(before.size() - line_start) + 1};
}

// Reserving also keeps short texts on the heap, where a move leaves them, and
// two files' ends apart.
Source::Source(std::string its_path, std::string its_text)
    : path(std::move(its_path)), text(std::move(its_text)) {
  text.reserve(text.size() + kPadding);
}

const Source& Sources::add(std::shared_ptr<const Source> source) {
  const Source& added = *files_.emplace_back(std::move(source));
  by_address_.emplace(added.text.data(), &added);
  return added;
}

const Source& Sources::add(std::string path, std::string text) {
  return add(std::make_unique<Source>(std::move(path), std::move(text)));
}

const Source& Sources::source_of(Span span) const {
  auto after = by_address_.upper_bound(span.begin());
  assert(after != by_address_.begin());
  const Source& source = *std::prev(after)->second;
  assert(span.end() <= source.text.data() + source.text.size());
  return source;
}

Location Sources::locate(Span span) const { return location_of(source_of(span), span.begin()); }

Location Sources::locate_end(Span span) const { return location_of(source_of(span), span.end()); }

}  // namespace mcplint
