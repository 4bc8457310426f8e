#pragma once
// Places as SARIF has them.

#include <string>
#include <string_view>

#include "lint/report/lines.h"
#include "lint/report/mask.h"
#include "lint/report/stretch.h"
#include "lint/text/json_writer.h"
#include "mcplint/text.h"

namespace mcplint {

/// The name that SARIF logs have for the folder that paths start from.
inline constexpr std::string_view kSourceRoot = "%SRCROOT%";

/// A path as a URI reference: every byte but the plainest is percent-encoded.
/// A path that leaves the folder mcplint was started in keeps its `..`, as there
/// is no better name for what it means; an absolute one becomes a `file:` URI.
std::string uri_of(std::string_view path);

/// Writes `artifactLocation`s, regions and their texts.
class SarifPlaces {
 public:
  SarifPlaces(JsonWriter& json, LineTables& tables, Mask& mask)
      : json_(json), tables_(tables), mask_(mask) {}

  enum class Context { Without, With };

  /// The member `physicalLocation`: the file, the region, its text and, if
  /// wanted, what stands around it.
  void write(Span span, Context context);
  /// The member `artifactLocation`.
  void write_file(std::string_view path);

 private:
  void write_region(const Lines& lines, Extent extent);
  void write_context(const Lines& lines, Extent extent);
  void write_columns(const Lines& lines, Extent extent);
  void write_text(const Lines& lines, Extent extent);

  JsonWriter& json_;
  LineTables& tables_;
  Mask& mask_;
};

}  // namespace mcplint
