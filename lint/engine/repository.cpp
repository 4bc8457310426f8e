#include "lint/engine/repository.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>
#include <system_error>

#include "lint/text/bytes.h"

namespace mcplint {

namespace fs = std::filesystem;

/// The first megabyte of a file: more than any of those read here has, but for packed-refs of
/// the largest repositories.
static std::string read_start(const fs::path& path) {
  constexpr std::size_t kMost = 1U << 20U;
  std::ifstream in(path, std::ios::binary);
  std::string text(kMost, '\0');
  in.read(text.data(), static_cast<std::streamsize>(kMost));
  text.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  return text;
}

static constexpr std::string_view kBlanks = " \t\r\n";

/// The folder with `.git` in it, at or above `start`; empty if there is none.
static fs::path with_git(fs::path start) {
  std::error_code error;
  while (!fs::exists(start / ".git", error)) {
    if (!start.has_relative_path()) return {};
    start = start.parent_path();
  }
  return start;
}

fs::path git_folder(const fs::path& path) {
  std::error_code error;
  const fs::path start = with_git(path);
  if (start.empty()) return {};
  fs::path found = start / ".git";
  if (fs::is_directory(found, error)) return found;
  const std::string pointer = read_start(found);
  const std::string_view text = trimmed(pointer, kBlanks);
  constexpr std::string_view kPrefix = "gitdir: ";
  return text.starts_with(kPrefix) ? start / text.substr(kPrefix.size()) : fs::path();
}

/// The value of `url` under `[remote "origin"]`.
static std::string origin(const std::string& config) {
  std::istringstream lines(config);
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    const std::string_view text = trimmed(line, kBlanks);
    if (text.starts_with('[')) inside = text == R"([remote "origin"])";
    const std::size_t equals = text.find('=');
    if (!inside || equals == std::string_view::npos) continue;
    if (trimmed(text.substr(0, equals), kBlanks) == "url")
      return std::string(trimmed(text.substr(equals + 1), kBlanks));
  }
  return {};
}

/// `text` if it is a commit's id; empty if not. What a tree says of itself may
/// be made to lead us to other files: only ids leave this file.
static std::string commit_id(std::string_view text) {
  constexpr std::size_t kSha1 = 40;
  constexpr std::size_t kSha256 = 64;
  const bool is_id = (text.size() == kSha1 || text.size() == kSha256) &&
                     text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  return is_id ? std::string(text) : std::string();
}

/// The commit that `reference` names.
static std::string revision_of(const fs::path& folder, std::string_view reference) {
  const bool leads_out = reference.find("..") != std::string_view::npos;
  if (!reference.starts_with("refs/") || leads_out) return {};
  const std::string loose = read_start(folder / reference);
  if (!trimmed(loose, kBlanks).empty()) return commit_id(trimmed(loose, kBlanks));
  std::istringstream lines(read_start(folder / "packed-refs"));
  for (std::string line; std::getline(lines, line);) {
    const std::string_view text = trimmed(line, kBlanks);
    const std::size_t blank = text.find(' ');
    if (blank != std::string_view::npos && text.substr(blank + 1) == reference) {
      return commit_id(text.substr(0, blank));
    }
  }
  return {};
}

std::string web_address(std::string_view remote) {
  std::string_view rest = remote;
  const std::size_t scheme = rest.find("://");
  const bool has_scheme = scheme != std::string_view::npos;
  if (has_scheme) {
    const std::string_view name = rest.substr(0, scheme);
    if (name != "https" && name != "http" && name != "ssh" && name != "git") return {};
    rest.remove_prefix(scheme + 3);
  }
  // `host:org/name` is a path on a host only without a scheme; a letter alone is a drive.
  const std::size_t colon = rest.find(':');
  const std::size_t slash = rest.find('/');
  if (!has_scheme && (colon == std::string_view::npos || colon < 2 || slash < colon)) return {};

  const std::size_t end_of_host = has_scheme ? slash : colon;
  if (end_of_host == std::string_view::npos) return {};
  std::string_view host = rest.substr(0, end_of_host);
  host.remove_prefix(host.rfind('@') + 1);  // npos + 1 is 0
  if (has_scheme && remote.starts_with("ssh"))
    host = host.substr(0, host.find(':'));  // its port is ssh's
  std::string_view path = rest.substr(end_of_host + 1);
  if (path.ends_with(".git")) path.remove_suffix(4);
  while (path.starts_with('/')) path.remove_prefix(1);
  if (host.empty() || path.empty()) return {};
  std::string address = "https://";
  address += host;
  address += '/';
  address += path;
  return address;
}

std::string work_tree_of(const std::string& path) {
  std::error_code error;
  const fs::path start = fs::weakly_canonical(fs::absolute(path, error), error);
  return error ? std::string() : with_git(start).generic_string();
}

std::optional<Repository> read_repository(const std::string& path) {
  std::error_code error;
  fs::path start = fs::canonical(path, error);
  if (error) return std::nullopt;
  if (!fs::is_directory(start, error)) start = start.parent_path();
  const fs::path folder = git_folder(start);
  if (folder.empty()) return std::nullopt;

  // A work tree of its own has its own HEAD, and shares the rest.
  const std::string shared = read_start(folder / "commondir");
  const fs::path common =
      trimmed(shared, kBlanks).empty() ? folder : folder / trimmed(shared, kBlanks);
  Repository repository;
  repository.uri = web_address(origin(read_start(common / "config")));
  if (repository.uri.empty()) return std::nullopt;

  const std::string head = read_start(folder / "HEAD");
  std::string_view text = trimmed(head, kBlanks);
  constexpr std::string_view kReference = "ref: ";
  if (!text.starts_with(kReference)) {
    repository.revision = commit_id(text);
    return repository;
  }
  text.remove_prefix(kReference.size());
  repository.revision = revision_of(common, text);
  constexpr std::string_view kBranch = "refs/heads/";
  if (text.starts_with(kBranch)) repository.branch = text.substr(kBranch.size());
  return repository;
}

}  // namespace mcplint
