#include "lint/engine/ignores.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <system_error>
#include <utility>

#include "lint/engine/load.h"

namespace mcplint {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLargestIgnoreFile = 1U << 20U;

static std::shared_ptr<const IgnoreFile> read_file(const fs::path& file) {
  const auto text = read_bytes(file, kLargestIgnoreFile);
  return text ? std::make_shared<const IgnoreFile>(*text) : nullptr;
}

static std::string with_slash(const fs::path& folder) {
  std::string text = folder.generic_string();
  if (!text.ends_with('/')) text += '/';
  return text;
}

void Ignores::read(const fs::path& folder, const char* name) {
  const fs::path file = folder / name;
  const auto [known, is_new] = known_.try_emplace(file.generic_string());
  if (is_new) known->second = read_file(file);
  if (known->second != nullptr) files_.push_back({with_slash(folder), known->second});
}

void Ignores::read(const fs::path& folder) { read(folder, ".gitignore"); }

void Ignores::read_down_to(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> innermost_first;
  for (fs::path at = folder; at.has_relative_path(); at = at.parent_path()) {
    innermost_first.push_back(at);
    if (!fs::exists(at / ".git", error)) continue;
    // What stands above a repository is none of its.
    if (repository_ != at) tracked_.reset();
    repository_ = at;
    read(at, ".git/info/exclude");
    break;
  }
  std::ranges::for_each(innermost_first.rbegin(), innermost_first.rend(),
                        [&](const fs::path& one) { read(one); });
}

void Ignores::add(const fs::path& folder, std::span<const std::string> lines) {
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  files_.push_back({with_slash(folder), std::make_shared<const IgnoreFile>(text)});
}

bool Ignores::holds(const std::string& path, bool is_folder) const {
  auto answer = IgnoreFile::Answer::Silent;
  const auto says = [&](const File& file) {
    if (!path.starts_with(file.folder)) return false;
    answer = file.lines->ask(std::string_view(path).substr(file.folder.size()), is_folder);
    return answer != IgnoreFile::Answer::Silent;
  };
  const bool is_said = std::ranges::any_of(files_.rbegin(), files_.rend(), says);
  return is_said && answer == IgnoreFile::Answer::Ignored;
}

bool Ignores::holds_with_folders(const fs::path& path) const {
  if (holds(path.generic_string(), false)) return true;
  for (fs::path at = path.parent_path(); at.has_relative_path(); at = at.parent_path()) {
    if (holds(at.generic_string(), true)) return true;
  }
  return false;
}

bool Ignores::tracks(const std::string& path, bool is_folder) {
  if (repository_.empty()) return false;
  if (!tracked_) tracked_.emplace(repository_);
  return tracked_->hold(path, is_folder);
}

bool Ignores::leaves_out(const fs::path& path) {
  return holds_with_folders(path) && !tracks(path.generic_string(), false);
}

}  // namespace mcplint
