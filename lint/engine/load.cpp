#include "lint/engine/load.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "lint/text/utf8.h"

namespace mcplint {

namespace {

/// An open file, closed when it goes.
class Descriptor {
 public:
  // O_NONBLOCK: a FIFO that took the file's place must not make us wait.
  explicit Descriptor(const std::string& path)
      : number_(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

}  // namespace

static Loaded failed(std::string why, std::string help) {
  Loaded loaded;
  loaded.failure = std::move(why);
  loaded.help = std::move(help);
  return loaded;
}

/// Reads up to `text.size()` bytes; what the file lost since, `text` loses too.
static bool read_all(int descriptor, std::string& text) {
  std::size_t have = 0;
  while (have < text.size()) {
    const ssize_t got = read(descriptor, text.data() + have, text.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return false;
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  text.resize(have);
  return true;
}

static Loaded too_large(std::size_t size) {
  return failed("is " + std::to_string(size >> 20U) + " MB large; the limit is 16 MB",
                "split it, or leave it out with `.gitignore`");
}

Loaded accept(const std::string& path, std::string text) {
  if (text.size() > kLargestFile) return too_large(text.size());
  if (std::optional<std::string> converted = from_utf16(text)) text = std::move(*converted);
  if (text.find('\0') != std::string::npos) {
    Loaded binary =
        failed("holds NUL bytes: it is no text", "rename it if it is meant to be binary");
    binary.is_binary = true;
    return binary;
  }
  Loaded loaded;
  loaded.source = std::make_unique<Source>(path, std::move(text));
  return loaded;
}

Loaded load(const std::string& path) {
  const Descriptor file(path);
  struct stat status {};
  if (file.number() < 0 || fstat(file.number(), &status) != 0) {
    return failed(std::string("cannot be read: ") + std::strerror(errno),
                  "check its permissions, or leave it out with `.gitignore`");
  }
  if (!S_ISREG(status.st_mode)) return failed("not a regular file", "");

  const auto size = static_cast<std::size_t>(status.st_size);
  if (size > kLargestFile) return too_large(size);
  std::string text;
  text.reserve(size + Source::kPadding);  // so that the Source need not copy it
  text.resize(size);
  if (!read_all(file.number(), text)) {
    return failed(std::string("cannot be read: ") + std::strerror(errno), "");
  }
  return accept(path, std::move(text));
}

std::optional<std::string> read_bytes(const std::filesystem::path& path, std::uintmax_t most) {
  std::error_code error;
  const bool is_file = std::filesystem::is_regular_file(path, error);
  if (!is_file || std::filesystem::file_size(path, error) > most) return std::nullopt;
  std::ifstream in(path, std::ios::binary);
  return std::string{std::istreambuf_iterator<char>(in), {}};
}

}  // namespace mcplint
