#pragma once
// A finding's own words, fit to be shown.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "lint/report/mask.h"
#include "mcplint/diagnostic.h"

namespace mcplint {

/// `text` without credentials, escaped, and cut if it is very long.
std::string presentable(std::string_view text, const Mask& mask);

/// The words of a message, each presentable.
std::vector<std::string> presentable_words(const Diagnostic& diagnostic, const Mask& mask);

/// A message made of presentable words.
std::string presentable_message(const Diagnostic& diagnostic, const Mask& mask);

/// A message for programs: without credentials, otherwise as the file has it.
std::string masked_message(const Diagnostic& diagnostic, const Mask& mask);

/// "1,203".
std::string grouped(std::size_t number);

/// "1 file", "1,203 files".
std::string count_of(std::size_t number, std::string_view one, std::string_view many);

}  // namespace mcplint
