#include "lint/report/sarif_place.h"

#include <algorithm>

#include "lint/text/bytes.h"

namespace mcplint {

namespace {

/// Longer texts are not copied into the log, which must stay small enough to
/// upload even if a file is one line of a megabyte.
constexpr std::size_t kLongestText = 4096;
/// Of a line that is too long, this many bytes around a region are its context.
constexpr std::size_t kReach = 256;

bool is_unreserved(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~' || c == '/';
}

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80; }

/// The line before an extent, its own, and the one after, line ends included.
Extent lines_around(const Lines& lines, Extent extent) {
  const unsigned first = std::max(1U, lines.number_at(extent.begin) - 1);
  const unsigned last = std::min(lines.count(), lines.number_at(extent.end) + 1);
  const std::size_t begin = lines.offset(lines.line(first).data());
  const std::size_t end = last == lines.count() ? lines.source().text.size()
                                                : lines.offset(lines.line(last + 1).data());
  return {begin, end};
}

}  // namespace

std::string uri_of(std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(2);

  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    if (is_unreserved(c)) {
      uri += c;
    } else {
      append_percent_coded(uri, c);
    }
  }
  return uri;
}

void SarifPlaces::write_file(std::string_view path) {
  json_.object("artifactLocation", [&] {
    json_.member("uri", uri_of(path));
    if (!path.starts_with('/')) json_.member("uriBaseId", kSourceRoot);
  });
}

void SarifPlaces::write(Span span, Context context) {
  const Lines& lines = tables_.of(span);
  const Span whole = without_line_end(span);
  const Extent extent{lines.offset(whole.begin()), lines.offset(whole.end())};
  json_.object("physicalLocation", [&] {
    write_file(lines.source().path);
    json_.object("region", [&] { write_region(lines, extent); });
    if (context == Context::Without) return;
    json_.object("contextRegion", [&] { write_context(lines, extent); });
  });
}

void SarifPlaces::write_region(const Lines& lines, Extent extent) {
  write_columns(lines, extent);
  write_text(lines, extent);
}

void SarifPlaces::write_columns(const Lines& lines, Extent extent) {
  const Place begin = lines.place(extent.begin);
  const Place end = lines.place(extent.end);
  json_.member("startLine", begin.line);
  json_.member("startColumn", begin.utf16_column);
  json_.member("endLine", end.line);
  json_.member("endColumn", end.utf16_column);
}

/// Whole lines, which need no columns; or, where these are too long, what
/// stands next to the region. Either is more than the region alone.
void SarifPlaces::write_context(const Lines& lines, Extent extent) {
  const Extent around = lines_around(lines, extent);
  Extent near{std::max(around.begin, extent.begin - std::min(extent.begin, kReach)),
              std::min(around.end, extent.end + kReach)};
  const bool grows = near.begin < extent.begin || near.end > extent.end;
  if (around.end - around.begin <= kLongestText || !grows) {
    json_.member("startLine", lines.number_at(around.begin));
    const bool ends_line = around.end > around.begin && lines.source().text[around.end - 1] == '\n';
    const unsigned last = lines.number_at(around.end - (ends_line ? 1 : 0));
    json_.member("endLine", std::max(last, lines.number_at(extent.end)));
    return write_text(lines, around);
  }
  const std::string& text = lines.source().text;
  while (near.begin > around.begin && continues_character(text[near.begin])) --near.begin;
  while (near.end < around.end && continues_character(text[near.end])) ++near.end;
  write_region(lines, near);
}

void SarifPlaces::write_text(const Lines& lines, Extent extent) {
  json_.object("snippet", [&] {
    if (extent.end - extent.begin > kLongestText) return;
    json_.member("text", mask_.hide(lines.source(), extent.begin, extent.end));
  });
}

}  // namespace mcplint
