#pragma once
// Which files there are, and which of them to read.

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "mcplint/lint.h"

namespace mcplint {

/// A file to read.
struct Candidate {
  std::string path;                  // as people read it, and as the file system takes it
  bool named = false;                // on the command line: not just found
  std::size_t root = 0;              // how much of `path` is the linted folder
  bool is_test = false;              // below the linted folder, it stands among tests
  bool is_ignored = false;           // by a `.gitignore`, and read all the same
  bool reported = true;              // not just there for what it says of others
  std::string absolute = {};         // where it is, links resolved
  const Overlay* overlay = nullptr;  // the text that stands for it
};

/// What a walk over the file system found.
struct Discovery {
  std::vector<Candidate> files;  // sorted by path, each once
  std::vector<File>
      skipped;  // among those to report on: special files, links, binary formats, with the reason
  std::size_t skipped_folders = 0;
};

/// Walks `options.paths`, then `options.context`. Reads `.gitignore` files, never runs git; follows
/// no symbolic link that it finds; leaves out folders that hold other people's code or nothing to
/// read. A path that does not exist is a skipped file.
Discovery discover(const Options& options);

/// Whether the `.gitignore` files above `path`, up to the root of its repository if it is
/// in one, would leave it out. `path` is absolute and need not be there.
bool would_ignore(const std::filesystem::path& path);

}  // namespace mcplint
