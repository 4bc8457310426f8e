#include "lint/report/mask.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <utility>

#include "lint/text/bytes.h"
#include "lint/text/unescape.h"

namespace mcplint {

namespace {

/// Shorter text may be part of any word.
constexpr std::size_t kShortest = 8;
/// Longer text is looked for in pieces, so that a search takes time in
/// proportion to the text, whatever the credentials are.
constexpr std::size_t kLongest = 256;
/// Of a token this long, four characters may be shown if they name its format.
constexpr std::size_t kLongEnoughForPrefix = 20;
constexpr std::size_t kPrefix = 4;

constexpr std::size_t kHashed = 4;  // how many bytes of a beginning are hashed

std::size_t bucket(std::string_view beginning) {
  std::uint32_t bytes = 0;
  std::memcpy(&bytes, beginning.data(), kHashed);
  return (bytes * 2654435761U) >> 16U;
}

/// Whether a format can begin with `c`, as in `ghp_`, `sk-` or `AKIA`; a digit
/// is more likely to be part of what is secret.
bool is_of_prefix(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

std::string shown_instead(std::string_view secret, bool has_prefix) {
  const std::string_view prefix = secret.substr(0, kPrefix);
  const bool show = has_prefix && secret.size() >= kLongEnoughForPrefix &&
                    std::ranges::all_of(prefix, is_of_prefix);
  return std::string(show ? prefix : "") + std::string(kStars);
}

/// Adds `next`, which begins no earlier than the last.
void append_merged(std::vector<Hidden>& all, Hidden next) {
  if (all.empty() || next.begin > all.back().end) {
    all.push_back(std::move(next));
    return;
  }
  all.back().end = std::max(all.back().end, next.end);
}

constexpr std::string_view kBlanks = " \t\r";

}  // namespace

Mask::Mask(const Run& run) {
  for (const Literal& literal : run.project.literals) {
    const std::string_view text = literal.span.text;
    if (text.empty()) continue;
    const bool has_prefix = literal.kind == Literal::Kind::Token;
    const Source& source = run.sources.source_of(literal.span);
    const auto begin = static_cast<std::size_t>(literal.span.begin() - source.text.data());
    placed_[&source].push_back({begin, begin + text.size(), shown_instead(text, has_prefix)});

    add(text, has_prefix);
    add_lines(text, has_prefix);
    // Who parsed the file knows the credential without its escapes.
    if (text.find('\\') == std::string_view::npos) continue;
    const std::string plain = unescape(text).text;
    add(plain, has_prefix);
    add_lines(plain, has_prefix);
  }
  index();
}

void Mask::add(std::string_view text, bool has_prefix) {
  if (text.size() < kShortest) {
    short_.emplace_back(text);
    return;
  }
  for (std::size_t at = 0; at + kLongest < text.size(); at += kLongest) {
    secrets_.push_back({std::string(text.substr(at, kLongest)), has_prefix && at == 0});
  }
  // The last piece reaches back over the one before it.
  const std::size_t last = text.size() > kLongest ? text.size() - kLongest : 0;
  secrets_.push_back({std::string(text.substr(last)), has_prefix && last == 0});
}

/// A key of many lines is indented here and not there: its lines are secrets too.
void Mask::add_lines(std::string_view text, bool has_prefix) {
  if (text.find('\n') == std::string_view::npos) return;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = trimmed(text.substr(at, end - at), kBlanks);
    const bool is_frame = line.starts_with("-----");  // BEGIN and END say nothing
    if (line.size() >= kShortest && !is_frame) add(line, has_prefix && at == 0);
    at = end + 1;
  }
}

void Mask::index() {
  std::ranges::sort(secrets_, {}, &Secret::text);
  std::ranges::sort(short_);
  for (const Secret& secret : secrets_) beginnings_.set(bucket(secret.text));
}

/// The longest secret that `rest` begins with; null if none.
const Mask::Secret* Mask::longest_at(std::string_view rest) const {
  std::string_view key = rest.substr(0, kLongest);
  while (key.size() >= kShortest) {
    // Secrets that `key` begins with sort before it, and share with the nearest
    // one before it all they have.
    const auto after = std::ranges::upper_bound(secrets_, key, {}, &Secret::text);
    if (after == secrets_.begin()) return nullptr;
    const Secret& nearest = *std::prev(after);
    const auto differ = std::ranges::mismatch(nearest.text, key);
    if (differ.in1 == nearest.text.end()) return &nearest;
    key = key.substr(0, static_cast<std::size_t>(differ.in2 - key.begin()));
  }
  return nullptr;
}

std::vector<Hidden> Mask::find(std::string_view text) const {
  std::vector<Hidden> hidden;
  for (std::size_t at = 0; at + kShortest <= text.size(); ++at) {
    const std::string_view rest = text.substr(at);
    if (!beginnings_.test(bucket(rest))) continue;
    const Secret* secret = longest_at(rest);
    if (secret == nullptr) continue;
    append_merged(hidden,
                  {at, at + secret->text.size(), shown_instead(secret->text, secret->has_prefix)});
  }
  return hidden;
}

const std::vector<Hidden>& Mask::in(const Source& source) {
  const auto [entry, is_new] = found_.try_emplace(&source);
  if (!is_new) return entry->second;

  std::vector<Hidden> all = find(source.text);
  const std::vector<Hidden>& placed = placed_[&source];
  all.insert(all.end(), placed.begin(), placed.end());
  std::ranges::stable_sort(all, {}, &Hidden::begin);
  for (Hidden& next : all) append_merged(entry->second, std::move(next));
  return entry->second;
}

static std::string replaced(std::string_view text, std::size_t begin, std::size_t end,
                            const std::vector<Hidden>& hidden) {
  std::string result;
  std::size_t at = begin;
  for (auto next = std::ranges::upper_bound(hidden, begin, {}, &Hidden::end);
       next != hidden.end() && next->begin < end; ++next) {
    if (next->begin > at) result += text.substr(at, next->begin - at);
    result += next->begin >= begin ? std::string_view(next->shown) : kStars;
    at = next->end;
  }
  if (at < end) result += text.substr(at, end - at);
  return result;
}

std::string Mask::hide(std::string_view text) const {
  if (std::ranges::binary_search(short_, text)) return std::string(kStars);
  return replaced(text, 0, text.size(), find(text));
}

std::string Mask::hide(const Source& source, std::size_t begin, std::size_t end) {
  return replaced(source.text, begin, end, in(source));
}

}  // namespace mcplint
