#pragma once
// Files that tests compare with and, under MCPLINT_UPDATE=1, write.

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace mcplint {

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Checks that the file holds `text`; writes it instead if updating was asked for.
inline void check_golden(const std::filesystem::path& path, const std::string& text) {
  if (std::getenv("MCPLINT_UPDATE") != nullptr) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
    return;
  }
  CHECK_MESSAGE(read_file(path) == text, path.string()
                                             << " is not what mcplint says now; if it should be, "
                                                "run `MCPLINT_UPDATE=1 ctest --test-dir build`");
}

}  // namespace mcplint
