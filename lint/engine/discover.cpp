#include "lint/engine/discover.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "lint/text/glob.h"

namespace mcplint {

namespace fs = std::filesystem;

namespace {

/// Folders that hold other people's code, caches or history.
constexpr auto kIgnoredFolders = std::to_array<std::string_view>(
    {".git",        ".hg",           ".svn",          ".bzr",
     ".jj",         "node_modules",  ".venv",         "venv",
     "__pycache__", "site-packages", ".tox",          ".nox",
     ".mypy_cache", ".ruff_cache",   ".pytest_cache", "bower_components",
     ".eggs",       ".next",         ".gradle",       ".terraform"});

/// Formats that hold no text. What is not listed is read and judged by its bytes.
constexpr auto kBinaryExtensions = std::to_array<std::string_view>(
    {".png",  ".jpg",   ".jpeg",  ".gif",    ".webp", ".ico",     ".bmp", ".pdf",   ".zip",
     ".gz",   ".tgz",   ".bz2",   ".xz",     ".zst",  ".7z",      ".tar", ".whl",   ".jar",
     ".so",   ".dll",   ".dylib", ".exe",    ".o",    ".a",       ".pyc", ".class", ".wasm",
     ".woff", ".woff2", ".ttf",   ".otf",    ".eot",  ".mp3",     ".mp4", ".mov",   ".avi",
     ".webm", ".wav",   ".ogg",   ".sqlite", ".db",   ".parquet", ".npy", ".onnx"});

/// Deeper than any real tree; a bound against ones made to be deep.
constexpr int kDeepestFolder = 200;

/// More than any real tree holds; a bound against ones made to be large.
constexpr std::size_t kMostFiles = 1'000'000;

/// A .gitignore and the folder it speaks of.
struct Ignores {
  std::string folder;  // absolute, with a '/' at its end
  IgnoreFile file;
};

/// One entry of a folder: how people read it, and where it is.
struct Place {
  std::string shown;
  std::string absolute;
};

/// The walk over one path of the command line.
class Walk {
 public:
  Walk(const Options& options, Discovery& result) : options_(options), result_(result) {}

  void start(const std::string& path);

 private:
  void enter(const Place& folder, int depth);
  void visit(const fs::directory_entry& entry, const Place& place, int depth);
  void read_ignores_above(const fs::path& folder);
  void read_ignores(const fs::path& folder, const std::string& file_name);
  [[nodiscard]] bool is_ignored(const std::string& absolute, bool is_folder) const;
  void skip(const std::string& path, std::string why) {
    result_.skipped.push_back({path, File::State::Skipped, std::move(why)});
  }

  const Options& options_;
  Discovery& result_;
  std::vector<Ignores> ignores_;  // from the repository's root down
  std::size_t root_size_ = 0;     // of the shown root and its '/', to see what is below it
};

}  // namespace

static bool contains(const auto& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

static std::string kind_of(fs::file_type type) {
  switch (type) {
    case fs::file_type::fifo:
      return "a FIFO, not a file";
    case fs::file_type::socket:
      return "a socket, not a file";
    case fs::file_type::block:
    case fs::file_type::character:
      return "a device, not a file";
    default:
      return "not a regular file";
  }
}

static std::string unreadable(const std::error_code& error) {
  std::string text = "cannot be read: ";
  text += error.message();
  return text;
}

static bool is_virtual_environment(const fs::path& folder) {
  std::error_code error;
  return fs::exists(folder / "pyvenv.cfg", error) || fs::exists(folder / "conda-meta", error);
}

/// Whether `path`, below the linted folder, is a test by the usual names.
static bool is_test(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  const std::string_view name = path.substr(slash + 1);  // npos + 1 is 0
  if (name.starts_with("test_") || name == "conftest.py" || name.ends_with("_test.py")) return true;

  std::string folders = "/";
  folders += path.substr(0, slash == std::string_view::npos ? 0 : slash + 1);
  constexpr auto kTestFolders =
      std::to_array<std::string_view>({"/tests/", "/test/", "/testing/", "/e2e/"});
  return std::ranges::any_of(kTestFolders, [&](std::string_view folder) {
    return folders.find(folder) != std::string::npos;
  });
}

void Walk::read_ignores(const fs::path& folder, const std::string& file_name) {
  std::error_code error;
  const fs::path file = folder / file_name;
  constexpr std::uintmax_t kLargestIgnoreFile = 1U << 20U;
  if (!fs::is_regular_file(file, error) || fs::file_size(file, error) > kLargestIgnoreFile) return;
  std::ifstream in(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  std::string prefix = folder.generic_string();
  if (!prefix.ends_with('/')) prefix += '/';
  ignores_.push_back({std::move(prefix), IgnoreFile(text)});
}

/// What a repository ignores holds for each part of it that is linted alone.
void Walk::read_ignores_above(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> above;
  fs::path at = folder;
  while (!fs::exists(at / ".git", error)) {
    if (!at.has_relative_path()) return;  // no repository
    at = at.parent_path();
    above.push_back(at);
  }
  if (fs::is_directory(at / ".git", error)) read_ignores(at, ".git/info/exclude");
  std::ranges::reverse(above);
  for (const fs::path& one : above) read_ignores(one, ".gitignore");
}

bool Walk::is_ignored(const std::string& absolute, bool is_folder) const {
  // The innermost file that says something decides.
  bool ignored = false;
  for (const Ignores& ignores : ignores_) {
    if (!absolute.starts_with(ignores.folder)) continue;
    const auto below = std::string_view(absolute).substr(ignores.folder.size());
    const IgnoreFile::Answer answer = ignores.file.ask(below, is_folder);
    if (answer != IgnoreFile::Answer::Silent) ignored = answer == IgnoreFile::Answer::Ignored;
  }
  return ignored;
}

void Walk::visit(const fs::directory_entry& entry, const Place& place, int depth) {
  std::error_code error;
  const fs::file_type type = entry.symlink_status(error).type();
  const std::string name = entry.path().filename().generic_string();

  if (type == fs::file_type::directory) {
    const bool ignored = contains(kIgnoredFolders, name) || is_ignored(place.absolute, true) ||
                         is_virtual_environment(entry.path());
    if (ignored) {
      ++result_.skipped_folders;
    } else if (depth >= kDeepestFolder) {
      skip(place.shown, "folders nested more than 200 levels deep");
    } else {
      enter(place, depth + 1);
    }
    return;
  }
  if (is_ignored(place.absolute, false)) return;
  if (type == fs::file_type::symlink) {
    return skip(place.shown, "a symbolic link: read where it points to, if that is linted too");
  }
  if (type != fs::file_type::regular) return skip(place.shown, kind_of(type));
  if (contains(kBinaryExtensions, entry.path().extension().generic_string())) {
    return skip(place.shown, "a binary format");
  }
  if (result_.files.size() >= kMostFiles) return skip(place.shown, "more than 1,000,000 files");
  result_.files.push_back(
      {.path = place.shown, .is_test = is_test(std::string_view(place.shown).substr(root_size_))});
}

void Walk::enter(const Place& folder, int depth) {
  std::error_code error;
  fs::directory_iterator entries(folder.absolute, error);
  if (error) return skip(folder.shown, unreadable(error));

  const std::size_t outer_ignores = ignores_.size();
  if (options_.respect_gitignore) read_ignores(folder.absolute, ".gitignore");
  for (; entries != fs::directory_iterator(); entries.increment(error)) {
    const std::string name = entries->path().filename().generic_string();
    const std::string shown = folder.shown == "." ? name : folder.shown + "/" + name;
    visit(*entries, {shown, folder.absolute + "/" + name}, depth);
    if (error) break;
  }
  if (error) skip(folder.shown, unreadable(error));
  ignores_.resize(outer_ignores);
}

void Walk::start(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);  // follows links: somebody named it
  std::string shown = fs::path(path).lexically_normal().generic_string();
  if (shown.size() > 1 && shown.ends_with('/')) shown.pop_back();
  if (shown.empty()) shown = ".";

  if (!fs::exists(status)) return skip(shown, "does not exist");
  if (fs::is_regular_file(status)) {
    result_.files.push_back({.path = shown, .named = true});
    return;
  }
  if (!fs::is_directory(status)) return skip(shown, kind_of(status.type()));

  const fs::path absolute = fs::canonical(path, error);
  if (error) return skip(shown, unreadable(error));
  if (options_.respect_gitignore) read_ignores_above(absolute);
  root_size_ = shown == "." ? 0 : shown.size() + 1;
  enter({shown, absolute.generic_string()}, 0);
}

Discovery discover(const Options& options) {
  Discovery result;
  for (const std::string& path : options.paths) Walk(options, result).start(path);

  // A file that was both named and found is one file, and was named.
  std::ranges::sort(result.files, [](const Candidate& a, const Candidate& b) {
    return std::pair(std::string_view(a.path), !a.named) <
           std::pair(std::string_view(b.path), !b.named);
  });
  const auto same_path = [](const Candidate& a, const Candidate& b) { return a.path == b.path; };
  const auto repeated = std::unique(result.files.begin(), result.files.end(), same_path);
  result.files.erase(repeated, result.files.end());
  return result;
}

}  // namespace mcplint
