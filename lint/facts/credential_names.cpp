// In names the last word says what a thing is: a `token_url` is a URL, a
// `url_token` a token. Words before it may take that back: `public`, `csrf`.
// A `dsn` and a `connection_string` are not here: what they hold are URLs.

#include "lint/facts/credential_names.h"

#include <algorithm>
#include <string>
#include <vector>

#include "mcplint/words.h"

namespace mcplint {

namespace {

/// Last words of a credential's name, also at the end of a longer word.
constexpr std::string_view kCredentials[] = {
    "apikey",   "authorization", "credential", "credentials", "passphrase", "passwd",
    "password", "privatekey",    "secret",     "secretkey",   "accesskey",  "token",
};

/// Last words that must stand alone.
constexpr std::string_view kShortCredentials[] = {"auth", "pat", "pwd"};

/// Words that make a credential of the `key` behind them.
constexpr std::string_view kKinds[] = {
    "access", "account", "admin",   "api",    "app",     "auth",    "encryption",   "hmac",
    "jwt",    "master",  "private", "secret", "service", "signing", "subscription",
};

/// Words behind the one that counts, which only say which one it is.
constexpr std::string_view kVariants[] = {
    "b",       "base", "backup", "default", "dev",  "development", "global",  "live",      "local",
    "main",    "new",  "old",    "primary", "prod", "production",  "sandbox", "secondary", "stage",
    "staging", "str",  "test",   "testing", "v",    "val",         "value",
};

/// Words that say it is something else: a number, a mark in a text, a place in
/// a list, a value that every browser gets (those of analytics too), a hash, a name.
constexpr std::string_view kOthers[] = {
    "amplitude",   "bos",     "cancel",  "cancellation", "cls",      "completion", "continuation",
    "continue",    "csrf",    "cursor",  "delta",        "design",   "digest",     "encrypted",
    "end",         "eos",     "example", "fake",         "hash",     "hashed",     "idempotency",
    "input",       "is",      "mask",    "masked",       "max",      "min",        "mixpanel",
    "mock",        "next",    "num",     "output",       "pad",      "page",       "pagination",
    "placeholder", "posthog", "prev",    "previous",     "progress", "prompt",     "public",
    "publishable", "sample",  "sep",     "special",      "start",    "stop",       "sync",
    "unk",         "xsrf",
};

/// Words that say of a key what is done with it, so that whoever has it can forge.
constexpr std::string_view kSigning[] = {"cookie",   "encryption", "hmac",   "jwt",
                                         "nextauth", "session",    "signing"};

/// What a `SECRET_KEY` may be of.
constexpr std::string_view kFrameworks[] = {"app", "auth", "django", "flask", "server"};

/// A longer name is no name.
constexpr std::size_t kLongestName = 80;

}  // namespace

static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

/// `openaiApiKey2` → "openai", "api", "key".
static std::vector<std::string> split(std::string_view name) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (!is_upper(c) && !is_lower(c)) {
      words.emplace_back();
      continue;
    }
    const bool after_lower = i > 0 && is_lower(name[i - 1]);
    const bool last_of_acronym =
        i > 0 && is_upper(name[i - 1]) && i + 1 < name.size() && is_lower(name[i + 1]);
    if (is_upper(c) && (after_lower || last_of_acronym)) words.emplace_back();
    words.back() += is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
  }
  std::erase(words, "");
  return words;
}

/// The words of `name`, without those that only say which of several it is.
static std::vector<std::string> essential_words(std::string_view name) {
  if (name.size() > kLongestName) return {};
  std::vector<std::string> words = split(name);
  while (words.size() > 1 && is_one_of(words.back(), kVariants)) words.pop_back();
  return words;
}

bool names_credential(std::string_view name) {
  const std::vector<std::string> words = essential_words(name);
  if (words.empty()) return false;
  if (std::ranges::any_of(words, [](const auto& word) { return is_one_of(word, kOthers); })) {
    return false;
  }
  const std::string& last = words.back();
  if (last == "key") return words.size() > 1 && is_one_of(words[words.size() - 2], kKinds);
  return is_one_of(last, kShortCredentials) ||
         std::ranges::any_of(kCredentials,
                             [&](std::string_view word) { return last.ends_with(word); });
}

bool names_signing_key(std::string_view name) {
  const std::vector<std::string> words = essential_words(name);
  if (words.size() < 2 || (words.back() != "secret" && words.back() != "key")) return false;
  if (std::ranges::any_of(words, [](const auto& word) { return is_one_of(word, kSigning); })) {
    return true;
  }
  // `SECRET_KEY` of Django and Flask, not `STRIPE_SECRET_KEY`.
  const std::string& first = words.front();
  return (words.size() == 2 && first == "secret") ||
         (words.size() == 3 && words[1] == "secret" && is_one_of(first, kFrameworks));
}

}  // namespace mcplint
