// pip splits options as a POSIX shell does, and gives them to Python's
// optparse: long names may be abbreviated, values may follow `=` or a blank.

#include "lint/syntax/requirements_options.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace mcplint {

namespace {

/// An option by its names.
struct Option {
  std::string_view name;  // without the dashes
  char letter;            // '\0' if it has no short name
  bool takes_value;
  RequirementOption meaning;
};

using enum RequirementOption;

constexpr Option kOptions[] = {
    {"all-releases", '\0', true, Other},
    {"config-setting", '\0', true, Other},
    {"config-settings", 'C', true, Other},
    {"constraint", 'c', true, Constraints},
    {"editable", 'e', true, Editable},
    {"extra-index-url", '\0', true, ExtraIndex},
    {"find-links", 'f', true, FindLinks},
    {"global-option", '\0', true, Other},  // until pip 25
    {"hash", '\0', true, Hash},
    {"index-url", 'i', true, Index},
    {"install-option", '\0', true, Other},  // until pip 23
    {"no-binary", '\0', true, Other},
    {"no-index", '\0', false, Other},
    {"no-require-hashes", '\0', false, Other},
    {"only-binary", '\0', true, Other},
    {"only-final", '\0', true, Other},
    {"pre", '\0', false, Other},
    {"prefer-binary", '\0', false, Other},
    {"pypi-url", '\0', true, Index},
    {"require-hashes", '\0', false, Other},
    {"requirement", 'r', true, Requirements},
    {"trusted-host", '\0', true, TrustedHost},
    {"use-feature", '\0', true, Other},
};

constexpr std::string_view kHashes[] = {"sha256:", "sha384:", "sha512:"};

/// A word of the line, without its quotes.
struct Word {
  std::string text;
  std::size_t begin;
  std::size_t end;
};

}  // namespace

static bool is_white(char c) { return c == ' ' || c == '\t' || c == '\f' || c == '\v'; }

/// Reads one word from `at` on; nothing if a quote is not closed.
static std::optional<Word> read_word(std::string_view line, std::size_t at) {
  Word word{{}, at, at};
  char quote = '\0';
  for (; at < line.size() && (quote != '\0' || !is_white(line[at])); ++at) {
    const char c = line[at];
    if (c == quote) {
      quote = '\0';
    } else if (quote == '\0' && (c == '"' || c == '\'')) {
      quote = c;
    } else if (c == '\\' && quote != '\'' && at + 1 < line.size()) {
      word.text += line[++at];
    } else {
      word.text += c;
    }
  }
  word.end = at;
  if (quote != '\0') return std::nullopt;
  return word;
}

static std::optional<std::vector<Word>> split_words(std::string_view line, std::size_t at) {
  std::vector<Word> words;
  while (true) {
    while (at < line.size() && is_white(line[at])) ++at;
    if (at == line.size()) return words;
    std::optional<Word> word = read_word(line, at);
    if (!word) return std::nullopt;
    at = word->end;
    words.push_back(std::move(*word));
  }
}

/// The option that `name` names or abbreviates; null if none or several.
static const Option* find_long(std::string_view name) {
  const Option* found = nullptr;
  unsigned matches = 0;
  for (const Option& option : kOptions) {
    if (option.name == name) return &option;
    if (!option.name.starts_with(name)) continue;
    found = &option;
    ++matches;
  }
  return matches == 1 ? found : nullptr;
}

static const Option* find_short(char letter) {
  const auto* found = std::ranges::find(kOptions, letter, &Option::letter);
  return found == std::end(kOptions) ? nullptr : found;
}

/// The value that begins at `begin` and ends with `word`, without quotes.
static std::string_view written_value(const LogicalLine& line, const Word& word,
                                      std::size_t begin) {
  std::string_view written = std::string_view(line.text).substr(0, word.end);
  written.remove_prefix(std::min(begin, written.size()));
  if (written.size() >= 2 && (written.front() == '"' || written.front() == '\'') &&
      written.back() == written.front()) {
    written = written.substr(1, written.size() - 2);
  }
  return written;
}

namespace {

/// Reads the words of one line.
class OptionReader {
 public:
  OptionReader(const LogicalLine& line, std::vector<Word> words, std::vector<Problem>& problems)
      : line_(line), words_(std::move(words)), problems_(problems) {}

  std::vector<UsedOption> read() {
    while (at_ < words_.size()) {
      const Word& word = words_[at_];
      if (word.text == "--") break;
      // Other words, which only mistakes put here, pip drops without a word.
      const bool is_option = word.text.starts_with('-') && word.text.size() > 1;
      if (is_option && !(word.text.starts_with("--") ? read_long(word) : read_short(word))) break;
      ++at_;
    }
    return std::move(used_);
  }

 private:
  bool refuse(const Word& word, std::string what) {
    problems_.push_back({line_.span(word.begin, word.end), std::move(what),
                         "pip stops at this line; `pip install --help` lists its options"});
    return false;
  }

  bool read_long(const Word& word) {
    const std::size_t equals = std::min(word.text.find('='), word.text.size());
    const std::string name = word.text.substr(0, equals);
    const Option* option = find_long(std::string_view(name).substr(2));
    if (option == nullptr) return refuse(word, "pip knows no option " + name);
    if (equals == word.text.size()) return add(*option, word);
    if (!option->takes_value) return refuse(word, name + " takes no value");
    return add(*option, word, equals + 1);
  }

  bool read_short(const Word& word) {
    const Option* option = find_short(word.text[1]);
    if (option == nullptr) return refuse(word, "pip knows no option " + word.text.substr(0, 2));
    if (word.text.size() == 2) return add(*option, word);
    return add(*option, word, 2);
  }

  /// An option whose value is in the next word.
  bool add(const Option& option, const Word& word) {
    if (!option.takes_value) {
      used_.push_back({option.meaning, {}, {}});
      return true;
    }
    if (at_ + 1 == words_.size()) return refuse(word, word.text + " needs a value");
    return add(option, words_[++at_], 0);
  }

  /// An option whose value begins at `skip` of `word`.
  bool add(const Option& option, const Word& word, std::size_t skip) {
    std::string value = word.text.substr(skip);
    auto has_prefix = [&](std::string_view prefix) { return value.starts_with(prefix); };
    if (option.meaning == Hash && std::ranges::none_of(kHashes, has_prefix)) {
      return refuse(word, "a hash begins with sha256:, sha384: or sha512:");
    }
    const std::string_view written = written_value(line_, word, word.begin + skip);
    used_.push_back({option.meaning, std::move(value), written});
    return true;
  }

  const LogicalLine& line_;
  std::vector<Word> words_;
  std::vector<Problem>& problems_;
  std::vector<UsedOption> used_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<UsedOption> read_options(const LogicalLine& line, std::size_t begin,
                                     std::vector<Problem>& problems) {
  std::optional<std::vector<Word>> words = split_words(line.text, begin);
  if (!words) {
    problems.push_back({line.span(begin, line.text.size()), "a quote is not closed",
                        "close the quote, or put a backslash before it"});
    return {};
  }
  return OptionReader(line, std::move(*words), problems).read();
}

std::size_t options_start(std::string_view line) {
  if (line.starts_with('-')) return 0;
  const std::size_t found = line.find(" -");
  return found == std::string_view::npos ? line.size() : found + 1;
}

}  // namespace mcplint
