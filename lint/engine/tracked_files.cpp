#include "lint/engine/tracked_files.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "lint/engine/load.h"
#include "lint/engine/repository.h"

namespace mcplint {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kLargestIndex = 256U << 20U;

/// The bytes of an index, read from its start. What is not there makes it fail for good.
class IndexReader {
 public:
  explicit IndexReader(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] std::size_t left() const { return rest_.size(); }

  std::string_view take(std::size_t count) {
    if (count > rest_.size()) return fail();
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }

  /// A number of `bytes` bytes, the most significant first.
  std::uint32_t number(std::size_t bytes) {
    std::uint32_t value = 0;
    for (const char c : take(bytes)) value = value << 8U | static_cast<unsigned char>(c);
    return value;
  }

  /// As packs write offsets: seven bits a byte, and one more is added for each byte that follows.
  std::size_t offset() {
    std::uint32_t byte = number(1);
    std::size_t value = byte & 0x7fU;
    while ((byte & 0x80U) != 0 && !failed_ && value < kLargestIndex) {
      byte = number(1);
      value = (value + 1) << 7U | (byte & 0x7fU);
    }
    return value;
  }

  /// What stands before the next NUL, which is taken as well.
  std::string_view text() {
    const std::size_t end = rest_.find('\0');
    if (end == std::string_view::npos) return fail();
    const std::string_view taken = take(end);
    take(1);
    return taken;
  }

 private:
  std::string_view fail() {
    failed_ = true;
    rest_ = {};
    return {};
  }

  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace

/// Reads the next entry into `path`, which is that of the entry before it.
static void read_entry(IndexReader& reader, std::uint32_t version, std::size_t id_size,
                       std::string& path) {
  constexpr std::size_t kStatSize = 40;
  constexpr std::uint32_t kExtended = 0x4000;
  const std::size_t start = reader.left();
  reader.take(kStatSize);
  reader.take(id_size);
  const std::uint32_t flags = reader.number(2);
  if (version >= 3 && (flags & kExtended) != 0) reader.take(2);
  if (version == 4) {
    const std::size_t dropped = reader.offset();
    path.resize(path.size() - std::min(dropped, path.size()));
    path += reader.text();
    return;
  }
  path = reader.text();
  // Padded with NULs to a multiple of eight bytes, the one that ends the path included.
  const std::size_t past = (start - reader.left()) % 8;
  if (past != 0) reader.take(8 - past);
}

/// The paths in an index whose objects have ids of `id_size` bytes; nothing if it does not read
/// as one. A wrong size shows at once: the entries are in order of their paths.
static std::optional<std::vector<std::string>> read_paths(std::string_view bytes,
                                                          std::size_t id_size) {
  IndexReader reader(bytes);
  if (reader.take(4) != "DIRC") return std::nullopt;
  const std::uint32_t version = reader.number(4);
  if (version < 2 || version > 4) return std::nullopt;
  std::vector<std::string> paths;
  std::string path;
  for (std::uint32_t left = reader.number(4); left > 0; --left) {
    const std::string last = path;
    read_entry(reader, version, id_size, path);
    if (reader.failed() || path.empty() || path < last) return std::nullopt;
    paths.push_back(path);
  }
  return paths;
}

TrackedFiles::TrackedFiles(const fs::path& folder) : root_(folder.generic_string() + "/") {
  constexpr std::size_t kSha1 = 20;
  constexpr std::size_t kSha256 = 32;
  const std::string bytes =
      read_bytes(git_folder(folder) / "index", kLargestIndex).value_or(std::string());
  auto paths = read_paths(bytes, kSha1);
  if (!paths) paths = read_paths(bytes, kSha256);
  if (paths) paths_ = std::move(*paths);
}

bool TrackedFiles::hold(std::string_view path, bool is_folder) const {
  if (!path.starts_with(root_)) return false;
  std::string below(path.substr(root_.size()));
  if (is_folder) below += '/';
  const auto found = std::ranges::lower_bound(paths_, below);
  if (found == paths_.end()) return false;
  return is_folder ? found->starts_with(below) : *found == below;
}

}  // namespace mcplint
