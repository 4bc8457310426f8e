#include "lint/engine/advisories.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>
#include <vector>

#include "lint/engine/load.h"
#include "lint/facts/advisories.h"

namespace mcplint {

namespace fs = std::filesystem;

/// The files that `path` stands for, in order of name.
static std::vector<std::string> files_of(const std::string& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return {path};
  std::vector<std::string> files;
  for (fs::directory_iterator at(path, error); !error && at != fs::directory_iterator();
       at.increment(error)) {
    const std::string name = at->path().generic_string();
    if (name.ends_with(".json") || name.ends_with(".jsonl")) files.push_back(name);
  }
  std::ranges::sort(files);
  return files;
}

LoadedAdvisories load_advisories(std::span<const std::string> paths) {
  LoadedAdvisories result;
  Advisories records;  // of OSV
  bool has_table = false;
  for (const std::string& path : paths) {
    for (const std::string& file : files_of(path)) {
      const Loaded loaded = load(file);
      if (loaded.source == nullptr) {
        result.error = "`" + file + "` " + loaded.failure;
        return result;
      }
      ReadAdvisories read = read_advisories(*loaded.source);
      if (!read.error.empty()) {
        result.error = "`" + file + "`: " + read.error;
        return result;
      }
      if (read.is_table) {
        result.advisories = std::move(read.advisories);
        has_table = true;
        continue;
      }
      std::ranges::move(read.advisories.rows, std::back_inserter(records.rows));
      records.date = std::max(records.date, read.advisories.date);
    }
  }
  if (!has_table) result.advisories = built_in_advisories();
  merge(result.advisories, std::move(records));
  return result;
}

}  // namespace mcplint
