#include "lint/report/wording.h"

#include <algorithm>
#include <utility>

#include "lint/text/escape.h"

namespace mcplint {

/// A word of a message that is longer is not read to its end.
static constexpr std::size_t kLongestText = 2000;
static constexpr std::size_t kLongestWord = 160;

static std::string cut(std::string text, std::size_t longest) {
  if (text.size() <= longest) return text;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) --end;
  text.resize(end);
  return text + "…";
}

static std::string filled(const Diagnostic& diagnostic, std::vector<std::string> words) {
  Diagnostic shown;
  shown.format = diagnostic.format;
  shown.words = std::move(words);
  return shown.message();
}

/// Safe to print and on one line, as wide as it says.
static std::string printable(std::string text, std::size_t longest) {
  std::ranges::replace(text, '\t', ' ');
  return escape(cut(std::move(text), longest));
}

std::string presentable(std::string_view text, const Mask& mask) {
  return printable(mask.hide(text), kLongestText);
}

std::vector<std::string> presentable_words(const Diagnostic& diagnostic, const Mask& mask) {
  std::vector<std::string> words;
  for (const std::string& word : diagnostic.words) {
    words.push_back(printable(mask.hide(word), kLongestWord));
  }
  return words;
}

std::string presentable_message(const Diagnostic& diagnostic, const Mask& mask) {
  return filled(diagnostic, presentable_words(diagnostic, mask));
}

std::string masked_message(const Diagnostic& diagnostic, const Mask& mask) {
  std::vector<std::string> words;
  for (const std::string& word : diagnostic.words) words.push_back(mask.hide(word));
  return filled(diagnostic, std::move(words));
}

std::string grouped(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string count_of(std::size_t number, std::string_view one, std::string_view many) {
  return grouped(number) + ' ' + std::string(number == 1 ? one : many);
}

}  // namespace mcplint
