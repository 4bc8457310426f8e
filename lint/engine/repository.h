#pragma once
// The git repository that a tree belongs to, by reading its files.

#include <filesystem>
#include <optional>
#include <string>

#include "mcplint/lint.h"

namespace mcplint {

/// What the repository around `path` says of itself; nothing if there is none,
/// or if it has no remote called "origin" with an address on the web. Never
/// runs git.
std::optional<Repository> read_repository(const std::string& path);

/// The folder with `.git` in it, at or above `path`, links resolved; empty if there is
/// none. `path` need not exist.
std::string work_tree_of(const std::string& path);

/// The folder with HEAD and the index in it, of the work tree that `path` is in: `.git`, or where
/// a file `.git` says that it is; empty if there is none.
std::filesystem::path git_folder(const std::filesystem::path& path);

/// A remote's address as people open it: `git@host:org/name.git` becomes
/// `https://host/org/name`. Names and passwords in it are dropped; empty if it
/// is no address of a host.
std::string web_address(std::string_view remote);

}  // namespace mcplint
