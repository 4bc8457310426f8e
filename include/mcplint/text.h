#pragma once
// Files, places in them, and where those places are.

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mcplint {

/// A place in a file: a slice of that file's text.
///
/// Where a Span points is where it is. It carries no file, line or column;
/// Sources::locate() finds those when somebody wants to read them. Text that
/// was decoded or made up is not a place, and is an ordinary string instead.
struct Span {
  std::string_view text;

  [[nodiscard]] const char* begin() const { return text.data(); }
  [[nodiscard]] const char* end() const { return text.data() + text.size(); }
  [[nodiscard]] bool empty() const { return text.empty(); }
};

/// The smallest Span that holds both, which must lie in one Source, in order.
[[nodiscard]] inline Span join(Span first, Span last) {
  return {{first.begin(), static_cast<std::size_t>(last.end() - first.begin())}};
}

/// One file, read once. It never moves and never changes, so Spans into it
/// live as long as the Sources that owns it.
///
/// `text` is UTF-8 as far as the file is; it may hold any byte. kPadding
/// readable bytes follow its end: simdjson parses in place, and reads ahead.
struct Source {
  static constexpr std::size_t kPadding = 64;

  Source(std::string its_path, std::string its_text);
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  std::string
      path;  // as people should read it: relative to where the run started, '/' between parts
  std::string text;

  /// Whether `span` is a place in it.
  [[nodiscard]] bool holds(Span span) const {
    const std::less<> before;  // pointers into different texts are compared
    return !before(span.begin(), text.data()) && before(span.begin(), text.data() + text.size());
  }
  /// The whole file as a place.
  [[nodiscard]] Span all() const { return {text}; }
  /// Its first byte; an empty place in an empty file.
  [[nodiscard]] Span start() const { return {std::string_view(text).substr(0, 1)}; }
};

/// Where a Span begins or ends, for people. Lines and columns count from 1;
/// a column counts bytes.
struct Location {
  const Source* source;
  unsigned line;
  unsigned column;
};

/// Owns every file of a run.
class Sources {
 public:
  /// Takes a share of `source`, whose text stays where it is.
  const Source& add(std::shared_ptr<const Source> source);
  const Source& add(std::string path, std::string text);

  /// The file that `span` lies in. A Span that lies in none is a bug.
  [[nodiscard]] const Source& source_of(Span span) const;
  /// Where `span` begins. Counts newlines: for findings, not for loops.
  [[nodiscard]] Location locate(Span span) const;
  /// Where `span` ends: the column after its last byte.
  [[nodiscard]] Location locate_end(Span span) const;

  [[nodiscard]] const std::vector<std::shared_ptr<const Source>>& all() const { return files_; }

 private:
  std::vector<std::shared_ptr<const Source>> files_;
  std::map<const char*, const Source*, std::less<>> by_address_;
};

}  // namespace mcplint
