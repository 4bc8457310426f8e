// How Compose splits a command that is one string: github.com/mattn/go-shellwords, with neither
// variables nor backticks, as compose-go uses it (types/command.go, read in November 2026).

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/facts/containers/values.h"

namespace mcplint {

namespace {

/// Goes through a command and takes its words.
class Splitter {
 public:
  /// `written` is where the command stands; words have places in it if it reads there as it is.
  Splitter(std::string_view text, Span written) : text_(text), place_(written) {
    const std::size_t found = written.text.find(text);
    verbatim_ = found != written.text.npos;
    if (verbatim_) place_ = {written.text.substr(found, text.size())};
  }

  std::vector<Text> split() {
    for (at_ = 0; at_ < text_.size() && !ends(); ++at_) take(text_[at_]);
    finish();
    return std::move(words_);
  }

 private:
  [[nodiscard]] bool ends() const {
    return quote_ == '\0' && std::string_view(";&|<>").find(text_[at_]) != std::string_view::npos;
  }

  void take(char c) {
    if (quote_ == '\0' && std::string_view(" \t\r\n").find(c) != std::string_view::npos)
      return finish();
    if (!began_) start_ = at_;
    began_ = true;
    if (c == '\\' && quote_ != '\'' && at_ + 1 < text_.size()) {
      word_ += text_[++at_];
    } else if (quote_ == '\0' && (c == '"' || c == '\'')) {
      quote_ = c;
    } else if (c == quote_) {
      quote_ = '\0';
    } else {
      word_ += c;
    }
  }

  void finish() {
    if (!began_) return;
    const Span span = verbatim_ ? Span{place_.text.substr(start_, at_ - start_)} : place_;
    words_.push_back({std::exchange(word_, {}), span});
    began_ = false;
  }

  std::string_view text_;
  Span place_;
  bool verbatim_;
  std::size_t at_ = 0;
  char quote_ = '\0';
  bool began_ = false;  // a word, which may be empty: `""`
  std::size_t start_ = 0;
  std::string word_;
  std::vector<Text> words_;
};

}  // namespace

std::vector<Text> split_command(const Text& command) {
  return Splitter(command.text, command.span).split();
}

}  // namespace mcplint
