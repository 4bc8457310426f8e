#pragma once
// From a path to a Source.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "mcplint/text.h"

namespace mcplint {

/// What reading a file gave: the Source, or why there is none.
struct Loaded {
  std::unique_ptr<Source> source;
  std::string failure;  // "cannot be read: Permission denied"; empty if there is a source
  std::string help;
  bool is_binary = false;  // why there is none: it is no text
};

/// Reads a file whole, as UTF-8 (UTF-16 with a byte order mark is converted,
/// and a UTF-8 mark stays). Refuses what is no regular file by now, what is
/// larger than `kLargestFile`, and what holds NUL bytes, as no text does.
Loaded load(const std::string& path);

/// The same of text that is there already, in place of the file at `path`.
Loaded accept(const std::string& path, std::string text);

/// The bytes of a regular file, links followed; nothing if it is none, or larger than `most` bytes.
std::optional<std::string> read_bytes(const std::filesystem::path& path, std::uintmax_t most);

/// A larger file is not read at all.
inline constexpr std::size_t kLargestFile = 16U << 20U;

}  // namespace mcplint
