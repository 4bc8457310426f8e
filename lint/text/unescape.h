#pragma once
// What is written in a string literal, as the program that reads it has it.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mcplint {

/// Text without its escapes, and where each of its bytes was written.
struct Unescaped {
  std::string text;
  std::vector<std::size_t> offsets;  // of each byte of `text`, and of the end
};

/// What a string literal of JSON, Python or a shell stands for: `\n`, `\/`, `\u003d`.
Unescaped unescape(std::string_view written);

}  // namespace mcplint
