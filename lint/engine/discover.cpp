#include "lint/engine/discover.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>
#include <unordered_map>
#include <utility>

#include "lint/engine/ignores.h"
#include "lint/facts/dependencies/finders.h"
#include "lint/text/bytes.h"
#include "mcplint/words.h"

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

/// One entry of a folder: how people read it, and where it is.
struct Place {
  std::string shown;
  std::string absolute;
};

/// The walks over paths of the command line, one after another.
class Walk {
 public:
  Walk(const Options& options, bool reported, Discovery& result)
      : options_(options), reported_(reported), result_(result) {
    read_excludes();
  }

  void start(const std::string& path) {
    walk(path);
    ignores_.resize(0);
  }

 private:
  void walk(const std::string& path);
  void enter(const Place& folder, int depth);
  void name(const std::string& shown, const std::string& path, const Overlay* overlay);
  void read_excludes();
  [[nodiscard]] std::string left_out(const std::string& absolute);
  void visit(const fs::directory_entry& entry, const Place& place, int depth);
  [[nodiscard]] bool leads_into_tree(const Place& place) const;
  void skip(const std::string& path, std::string why) {
    if (reported_) result_.skipped.push_back({path, File::State::Skipped, std::move(why)});
  }

  const Options& options_;
  bool reported_;  // or only read for what it says of others
  Discovery& result_;
  Ignores excludes_;             // of the configuration
  Ignores ignores_;              // from the repository's root down
  std::size_t root_size_ = 0;    // of the shown root and its '/', to see what is below it
  bool inside_ignored_ = false;  // of a folder that a .gitignore names, and entered all the same
};

}  // namespace

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

/// `.env.example`: made to be committed, whatever `.env.*` in a `.gitignore` says.
static bool is_example_of_environment(std::string_view name) {
  static constexpr auto kEnds =
      std::to_array<std::string_view>({".example", ".sample", ".template", ".dist"});
  return name.starts_with(".env") && ends_with_any(name, kEnds);
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

void Walk::read_excludes() {
  if (options_.configuration == nullptr) return;
  std::error_code error;
  for (const Configuration::Exclude& exclude : options_.configuration->excludes)
    excludes_.add(fs::weakly_canonical(exclude.folder, error), exclude.files);
}

/// Why a walk would not have come to the file at `absolute`; empty if it would.
std::string Walk::left_out(const std::string& absolute) {
  const fs::path file(absolute);
  if (excludes_.leaves_out(file)) return "left out by `exclude`";
  if (options_.respect_gitignore && ignores_.leaves_out(file)) return "left out by `.gitignore`";
  for (const fs::path& part : file.parent_path()) {
    if (is_one_of(part.generic_string(), kIgnoredFolders)) return "in a folder that is not linted";
  }
  return {};
}

/// Whether the symbolic link at `place` leads to something below the linted folder.
bool Walk::leads_into_tree(const Place& place) const {
  std::error_code error;
  const fs::path target = fs::canonical(place.absolute, error);
  if (error) return false;
  const std::size_t below = place.shown.size() - root_size_;
  const fs::path root = fs::canonical(
      place.absolute.substr(0, place.absolute.size() - std::min(below, place.absolute.size())),
      error);
  const std::string inside = target.lexically_relative(root).generic_string();
  return !error && !inside.empty() && !inside.starts_with("..");
}

void Walk::visit(const fs::directory_entry& entry, const Place& place, int depth) {
  std::error_code error;
  const fs::file_type type = entry.symlink_status(error).type();
  const std::string name = entry.path().filename().generic_string();

  const bool is_folder = type == fs::file_type::directory;
  const bool matched = inside_ignored_ || ignores_.holds(place.absolute, is_folder);
  const bool ignored = matched && !ignores_.tracks(place.absolute, is_folder);
  if (is_folder) {
    if ((ignored && options_.respect_gitignore) || is_one_of(name, kIgnoredFolders) ||
        excludes_.holds(place.absolute, true) || is_virtual_environment(entry.path())) {
      if (reported_) ++result_.skipped_folders;
    } else if (depth >= kDeepestFolder) {
      skip(place.shown, "folders nested more than 200 levels deep");
    } else {
      const bool outside = std::exchange(inside_ignored_, matched);
      const std::size_t outer = ignores_.size();
      ignores_.read(place.absolute);
      enter(place, depth + 1);
      ignores_.resize(outer);
      inside_ignored_ = outside;
    }
    return;
  }
  if (excludes_.holds(place.absolute, false)) return;
  if (ignored && options_.respect_gitignore && !is_example_of_environment(name)) {
    // A lock file may be kept all the same: then its project has one.
    if (is_lock(name)) skip(place.shown, "left out by .gitignore");
    return;
  }
  if (type == fs::file_type::symlink) {
    skip(place.shown, "a symbolic link: read where it points to, if that is linted too");
    if (reported_) result_.skipped.back().is_link = leads_into_tree(place);
    return;
  }
  if (type != fs::file_type::regular) return skip(place.shown, kind_of(type));
  if (is_one_of(entry.path().extension().generic_string(), kBinaryExtensions)) {
    return skip(place.shown, "a binary format");
  }
  if (result_.files.size() >= kMostFiles) return skip(place.shown, "more than 1,000,000 files");
  result_.files.push_back({.path = place.shown,
                           .root = root_size_,
                           .is_test = is_test(std::string_view(place.shown).substr(root_size_)),
                           .is_ignored = ignored,
                           .reported = reported_,
                           .absolute = place.absolute});
}

void Walk::enter(const Place& folder, int depth) {
  std::error_code error;
  fs::directory_iterator entries(folder.absolute, error);
  if (error) return skip(folder.shown, unreadable(error));

  for (; entries != fs::directory_iterator(); entries.increment(error)) {
    const std::string name = entries->path().filename().generic_string();
    const std::string shown = folder.shown == "." ? name : folder.shown + "/" + name;
    visit(*entries, {shown, folder.absolute + "/" + name}, depth);
    if (error) break;
  }
  if (error) skip(folder.shown, unreadable(error));
}

static std::string as_shown(const std::string& path) {
  std::string shown = fs::path(path).lexically_normal().generic_string();
  if (shown.size() > 1 && shown.ends_with('/')) shown.pop_back();
  return shown.empty() ? "." : shown;
}

/// A file that somebody named.
void Walk::name(const std::string& shown, const std::string& path, const Overlay* overlay) {
  std::error_code error;
  const std::string absolute =
      fs::weakly_canonical(fs::absolute(path, error), error).generic_string();
  ignores_.read_down_to(fs::path(absolute).parent_path());
  if (options_.force_exclude) {
    if (std::string why = left_out(absolute); !why.empty()) return skip(shown, std::move(why));
  }
  result_.files.push_back({.path = shown,
                           .named = true,
                           .is_ignored = ignores_.leaves_out(absolute),
                           .reported = reported_,
                           .absolute = absolute,
                           .overlay = overlay});
}

void Walk::walk(const std::string& path) {
  const std::string shown = as_shown(path);
  const auto overlay = std::ranges::find(options_.overlays, path, &Overlay::path);
  if (overlay != options_.overlays.end()) return name(shown, path, &*overlay);

  std::error_code error;
  const fs::file_status status = fs::status(path, error);  // follows links: somebody named it
  if (!fs::exists(status)) return skip(shown, "does not exist");
  if (fs::is_regular_file(status)) return name(shown, path, nullptr);
  if (!fs::is_directory(status)) return skip(shown, kind_of(status.type()));

  const fs::path absolute = fs::canonical(path, error);
  if (error) return skip(shown, unreadable(error));
  ignores_.read_down_to(absolute);
  root_size_ = shown == "." ? 0 : shown.size() + 1;
  enter({shown, absolute.generic_string()}, 0);
}

/// A file that was met more than once is one file: named rather than found, and
/// reported on rather than not.
static void drop_repeated(std::vector<Candidate>& files) {
  const auto rank = [](const Candidate& file) {
    return (file.named ? 2 : 0) + (file.reported ? 1 : 0);
  };
  std::ranges::stable_sort(files, [&](const Candidate& a, const Candidate& b) {
    return std::pair(std::string_view(a.path), -rank(a)) <
           std::pair(std::string_view(b.path), -rank(b));
  });
  std::unordered_map<std::string_view, const Candidate*> best;
  for (const Candidate& file : files) {
    const Candidate*& known = best[file.absolute];
    if (known == nullptr || rank(file) > rank(*known)) known = &file;
  }
  std::vector<Candidate> kept;
  for (const Candidate& file : files) {
    if (best.at(file.absolute) == &file) kept.push_back(file);
  }
  files = std::move(kept);
}

static bool is_in_shard(const std::string& path, const Options& options) {
  return options.shards <= 1 || fnv1a(path) % options.shards == options.shard;
}

bool would_ignore(const fs::path& path) {
  Ignores ignores;
  ignores.read_down_to(path.parent_path());
  return ignores.leaves_out(path);
}

Discovery discover(const Options& options) {
  Discovery result;
  Walk reported(options, true, result);
  for (const std::string& path : options.paths) reported.start(path);
  Walk context(options, false, result);
  for (const std::string& path : options.context) context.start(path);
  drop_repeated(result.files);
  for (Candidate& file : result.files) {
    if (!is_in_shard(file.path, options)) file.reported = false;
  }
  std::erase_if(result.skipped, [&](const File& file) { return !is_in_shard(file.path, options); });
  return result;
}

}  // namespace mcplint
