#include "lint/facts/tokens.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>

#include "lint/facts/base64.h"
#include "lint/facts/placeholders.h"
#include "lint/text/bytes.h"

namespace mcplint {

namespace {

constexpr std::string_view kWebToken = "JSON Web Token";
constexpr std::string_view kGoogleKey = "Google API key";

/// What stands beside Google's keys in files of apps and in pages.
constexpr std::string_view kShippedWith[] = {
    "authdomain",    "bundle_id",   "current_key",       "firebase",
    "gcm_sender_id", "maps/api/js", "messagingsenderid",
};

/// How far from a token the word may stand that tells what it is.
constexpr std::size_t kNearby = 200;

/// How far behind its keyword a token may end that begins before it.
constexpr std::size_t kLongest = 1024;

/// How far before a token the link may begin that it is a part of.
constexpr std::size_t kLongestLink = 1'024;

/// A file with more is a list of tokens, or made to keep us busy.
constexpr std::size_t kMostTokens = 1'000;

/// A word to look for, and the format it belongs to.
struct Keyword {
  std::string_view word;  // as it is spelled in tokens
  std::size_t format = 0;
};

/// The formats, compiled.
struct Compiled {
  std::vector<std::unique_ptr<RE2>> patterns;  // of each format
  std::vector<Keyword> keywords;
  std::vector<std::string> lower_words;  // of each keyword
};

}  // namespace

/// Calls `add` for each word of `text`, which spaces separate.
template <class Add>
static void for_each_word(std::string_view text, Add add) {
  while (!text.empty()) add(take_until(text, ' '));
}

static Compiled compile() {
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingLatin1);  // bytes: faster, and never an error
  options.set_log_errors(false);
  Compiled compiled;
  for (const TokenFormat& format : token_formats()) {
    const std::size_t number = compiled.patterns.size();
    compiled.patterns.push_back(std::make_unique<RE2>(
        re2::StringPiece(format.pattern.data(), format.pattern.size()), options));
    const std::string_view words = format.keywords.empty() ? format.context : format.keywords;
    for_each_word(words, [&](std::string_view word) {
      compiled.keywords.push_back({word, number});
      compiled.lower_words.push_back(lower(word));
    });
  }
  return compiled;
}

static const Compiled& compiled() {
  static const Compiled kCompiled = compile();
  return kCompiled;
}

const std::vector<std::string>& TokenFinder::keywords() { return compiled().lower_words; }

/// What stands around a token, in lower case.
static std::string around(std::string_view text, std::string_view token) {
  const auto at = static_cast<std::size_t>(token.data() - text.data());
  const std::size_t begin = at - std::min(at, kNearby);
  return lower(text.substr(begin, at + token.size() + kNearby - begin));
}

static bool has_nearby(std::string_view text, std::string_view token, std::string_view word) {
  return word.empty() || around(text, token).find(word) != std::string::npos;
}

/// Whether a key of Google's stands where every user of an app or a page gets
/// it: Firebase's only tells projects apart, that of a map is bound to a site.
static bool is_shipped_google_key(std::string_view text, std::string_view token) {
  const std::string nearby = around(text, token);
  return std::ranges::any_of(
      kShippedWith, [&](std::string_view word) { return nearby.find(word) != std::string::npos; });
}

/// Whether a token of that form says something, is signed, and is not meant to
/// be read by everybody: Supabase's `anon` role is for browsers, and what GitHub
/// puts behind the URL of a picture is over in minutes.
static bool is_private_web_token(std::string_view token) {
  if (token.ends_with('.')) return false;
  const std::size_t dot = token.find('.');
  const std::size_t second = token.find('.', dot + 1);
  const auto header = decode_base64(token.substr(0, dot));
  const auto payload = decode_base64(token.substr(dot + 1, second - dot - 1));
  if (!header || header->find(R"("alg")") == std::string::npos) return false;
  return payload && payload->starts_with('{') &&
         payload->find(R"("role":"anon")") == std::string::npos &&
         payload->find(R"("aud":"raw.githubusercontent.com")") == std::string::npos;
}

/// Whether a token is part of a link in Markdown, `[View online](https://…)`: whoever wrote it
/// shares what it opens with all who read it.
static bool is_in_shared_link(std::string_view text, std::string_view token) {
  const auto at = static_cast<std::size_t>(token.data() - text.data());
  const std::size_t from = at - std::min(at, kLongestLink);
  const std::string_view before = text.substr(from, at - from);
  const std::size_t link = before.rfind("](http");
  return link != std::string_view::npos &&
         before.find_first_of(" \t\r\n)", link) == std::string_view::npos;
}

static bool is_token(std::string_view text, std::string_view token, const TokenFormat& format) {
  if (format.entropy > 0 && entropy(token) < format.entropy) return false;
  if (is_placeholder(token) || !has_nearby(text, token, format.context)) return false;
  if (format.name == kGoogleKey && is_shipped_google_key(text, token)) return false;
  return format.name != kWebToken ||
         (is_private_web_token(token) && !is_in_shared_link(text, token));
}

static bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// Whether a match may begin at `place`, where `word` was found in some case.
static bool may_begin(std::string_view text, std::size_t place, std::string_view word,
                      std::string_view pattern) {
  const bool any_case = pattern.starts_with("(?i");
  if (!any_case && text.substr(place, word.size()) != word) return false;
  const bool at_boundary = pattern.starts_with(R"(\b)") || pattern.starts_with(R"((?i)\b)");
  return !at_boundary || place == 0 || !is_word_character(text[place - 1]);
}

/// The token that `pattern` finds between two places; empty if none.
static std::string_view match(const RE2& pattern, std::string_view text, std::size_t begin,
                              std::size_t end, RE2::Anchor anchor) {
  const int groups = std::min(pattern.NumberOfCapturingGroups(), 1);
  std::array<re2::StringPiece, 2> match;
  if (!pattern.Match({text.data(), text.size()}, begin, end, anchor, match.data(), groups + 1)) {
    return {};
  }
  const re2::StringPiece& found = match.at(static_cast<std::size_t>(groups));
  return {found.data(), found.size()};
}

void TokenFinder::look(std::size_t keyword, std::size_t place) {
  if (tokens_.size() >= kMostTokens) return;
  const auto& [word, number] = compiled().keywords[keyword];
  const TokenFormat& format = token_formats()[number];
  if (format.keywords.empty()) return look_everywhere(number);

  const RE2& pattern = *compiled().patterns[number];
  std::string_view token;
  if (format.before > 0) {
    const std::size_t begin = place - std::min(place, format.before);
    token = match(pattern, text_, begin, std::min(text_.size(), place + kLongest), RE2::UNANCHORED);
  } else if (may_begin(text_, place, word, format.pattern)) {
    token = match(pattern, text_, place, text_.size(), RE2::ANCHOR_START);
  }
  if (!token.empty() && is_token(text_, token, format)) tokens_.push_back({&format, {token}});
}

/// Looks for a format that has no keyword of its own, once.
void TokenFinder::look_everywhere(std::size_t number) {
  done_.resize(token_formats().size());
  if (done_[number]) return;
  done_[number] = true;
  const TokenFormat& format = token_formats()[number];
  const RE2& pattern = *compiled().patterns[number];
  for (std::size_t at = 0; at < text_.size() && tokens_.size() < kMostTokens;) {
    const std::string_view token = match(pattern, text_, at, text_.size(), RE2::UNANCHORED);
    if (token.empty()) return;
    if (is_token(text_, token, format)) tokens_.push_back({&format, {token}});
    at = static_cast<std::size_t>(token.data() + token.size() - text_.data());
  }
}

}  // namespace mcplint
