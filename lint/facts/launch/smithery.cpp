#include "lint/facts/launch/smithery.h"

#include <cctype>
#include <string>
#include <utility>

#include "lint/facts/launch/entries.h"
#include "lint/facts/launch/resolution.h"

namespace mcplint {

static constexpr auto kNowhere = std::string_view::npos;

/// Reads a little JavaScript from the left. Strings are slices of it, so that
/// they have exact places.
namespace {

class Script {
 public:
  explicit Script(std::string_view text) : text_(text) {}

  /// Goes behind `key:`, with or without quotes around the key. False if there is none.
  bool find(std::string_view key) {
    for (std::size_t at = text_.find(key); at != kNowhere; at = text_.find(key, at + 1)) {
      at_ = at + key.size();
      if (at_ < text_.size() && (text_[at_] == '\'' || text_[at_] == '"')) ++at_;
      const bool is_word = at > 0 && (std::isalnum(static_cast<unsigned char>(text_[at - 1])) != 0);
      if (!is_word && take(':')) return true;
    }
    return false;
  }

  bool take(char c) {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  /// A string without escapes and holes.
  std::optional<Text> take_string() {
    for (const char quote : {'\'', '"', '`'}) {
      if (!take(quote)) continue;
      const std::size_t end = text_.find(quote, at_);
      if (end == kNowhere) return {};
      const std::string_view inner = text_.substr(at_, end - at_);
      at_ = end + 1;
      if (inner.find_first_of("\\\n") != kNowhere || inner.find("${") != kNowhere) return {};
      return Text{std::string(inner), {inner}};
    }
    return {};
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<Launch> smithery_launch(const Text& name, const Value& entry, const Value& function) {
  Launch launch = bare_launch(Client::Smithery, name, entry);
  launch.uncertain = true;  // its documentation speaks of such functions no more
  launch.type = text_of(entry.get("type"));
  Script script(function.span.text);
  if (!script.find("command")) return {};
  launch.command = script.take_string();
  if (!launch.command) return {};
  Script rest(function.span.text);
  if (rest.find("args") && rest.take('[')) {
    while (auto word = rest.take_string()) {
      launch.args.push_back(std::move(*word));
      if (!rest.take(',')) break;  // a sum of strings, or the end
    }
  }
  resolve(launch);
  return launch;
}

}  // namespace mcplint
