// A password in a URL is often the default of a database that only runs on the
// developer's machine, so what is asked of it depends on where it is sent.

#include "lint/facts/secret_urls.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>

#include "lint/facts/credential_names.h"
#include "lint/facts/placeholders.h"
#include "lint/text/bytes.h"

namespace mcplint {

namespace {

constexpr std::size_t kLongestScheme = 24;
constexpr std::size_t kLongestUrl = 2'048;

/// Characters that no URL has; `<` and `>` would be around a description.
constexpr std::array<bool, 256> kEndsUrl = [] {
  std::array<bool, 256> ends{};
  for (const char c : std::string_view(" \t\r\n\"'`<>\\|"))
    ends.at(static_cast<unsigned char>(c)) = true;
  return ends;
}();

/// Passwords that stand for one, or that every developer's database has.
constexpr std::string_view kDefaults =
    R"((?i)^(?:my|your|the|some|any|new|db|user|admin|root|super|secure|strong|safe|test|dev|local|default|example|demo|prod|mongo|postgres|mysql|redis|rabbit|neo4j|app|api|access|personal)?[-_.]*(?:super)?[-_.]*(?:pass(?:word|wd|phrase)?|pwd|pw|secret|token|api[-_]?key|key|pat|cred(?:ential)?s?|postgres(?:ql)?|mysql|mariadb|mongo(?:db)?|redis|rabbitmq|clickhouse|neo4j|guest|admin|root|user|test|dev|demo|example|changeme|change[-_]?me|here|mcp|app|foo|bar|baz|x+)(?:here)?[-_!@#.\d]*$)";

/// Hosts that stand for one.
constexpr std::string_view kNoHosts =
    R"((?i)^(?:host(?:name)?|server|address|ip|domain|endpoint|[a-z0-9.-]*\b(?:example|acme|(?:my|your)[a-z-]*)\b[a-z0-9.-]*|.*\.(?:test|invalid|local|localhost|internal\.example))$)";

/// Names in queries, beyond those that are a credential's anywhere.
constexpr std::string_view kQueryNames[] = {"auth", "key"};

/// What a URL carries for everybody who gets it, and not for long.
constexpr std::string_view kSignedPrefixes[] = {"x-amz-", "x-goog-", "x-oss-"};

bool matches(const RE2& pattern, std::string_view text) {
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), pattern);
}

RE2 compile(std::string_view pattern) {
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingLatin1);
  options.set_log_errors(false);
  return {re2::StringPiece(pattern.data(), pattern.size()), options};
}

/// A URL in parts, as it is written.
struct Url {
  std::string_view scheme;
  std::string_view user;
  std::string_view password;
  std::string_view host;  // with the port
  std::string_view path;
  std::string_view query;  // behind the `?`
};

}  // namespace

static bool is_of_scheme(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
         c == '-' || c == '.';
}

static std::string_view scheme_before(std::string_view text, std::size_t place) {
  std::size_t begin = place;
  while (begin > 0 && place - begin < kLongestScheme && is_of_scheme(text[begin - 1])) --begin;
  return text.substr(begin, place - begin);
}

/// `user:password@host` in its parts; nothing if there is no password.
static void read_authority(std::string_view authority, Url& url) {
  const std::size_t at = authority.rfind('@');
  url.host = authority.substr(at + 1);  // npos + 1 is 0
  if (at == std::string_view::npos) return;
  const std::string_view user = authority.substr(0, at);
  const std::size_t colon = user.find(':');
  if (colon == std::string_view::npos) return;
  url.user = user.substr(0, colon);
  url.password = user.substr(colon + 1);
}

/// What stands behind `://`; empty if neither a user nor a query can be in it,
/// which is so of nearly all.
static std::string_view rest_of_url(std::string_view text, std::size_t begin) {
  bool matters = false;
  std::size_t end = begin;
  for (; end < text.size() && end - begin < kLongestUrl; ++end) {
    if (kEndsUrl[static_cast<unsigned char>(text[end])]) break;
    matters |= text[end] == '@' || text[end] == '?';
  }
  return matters ? text.substr(begin, end - begin) : std::string_view();
}

static Url parse(std::string_view rest, std::string_view scheme) {
  Url url;
  url.scheme = scheme;
  const std::size_t end = std::min(rest.find_first_of("/?#"), rest.size());
  read_authority(rest.substr(0, end), url);
  rest.remove_prefix(end);
  rest = rest.substr(0, rest.find('#'));
  const std::size_t question = std::min(rest.find('?'), rest.size());
  url.path = rest.substr(0, question);
  url.query = rest.substr(std::min(question + 1, rest.size()));
  return url;
}

/// `p%40ss` → `p@ss`.
static std::string percent_decoded(std::string_view text) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  const std::string lowered = lower(text);
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_code = text[i] == '%' && i + 2 < text.size() &&
                         kHex.find(lowered[i + 1]) != std::string_view::npos &&
                         kHex.find(lowered[i + 2]) != std::string_view::npos;
    if (!is_code) {
      plain += text[i];
      continue;
    }
    plain += static_cast<char>(kHex.find(lowered[i + 1]) * 16 + kHex.find(lowered[i + 2]));
    i += 2;
  }
  return plain;
}

/// Whether a variable, a template or a description stands there.
static bool is_computed(std::string_view part) {
  return part.find_first_of("${}<>[]()*%") != std::string_view::npos ||
         part.find("...") != std::string_view::npos;
}

/// Whether only the machine itself, or containers beside it, answer there.
static bool is_local(std::string_view host) {
  const std::string_view name = host.substr(0, host.rfind(':'));
  return name.find('.') == std::string_view::npos || name.starts_with("127.") ||
         name == "0.0.0.0" || name == "host.docker.internal" || host.starts_with('[');
}

static bool is_password(const Url& url, bool in_example) {
  static const RE2 kDefault = compile(kDefaults);
  static const RE2 kNoHost = compile(kNoHosts);
  if (url.password.empty() || url.host.empty() || url.scheme.size() < 2) return false;
  const std::string password = percent_decoded(url.password);
  if (is_computed(url.password) && is_computed(password)) return false;
  if (is_placeholder(password) || is_computed(url.user)) return false;
  if (may_be_credential(password)) return true;
  if (in_example || is_local(url.host) || is_computed(url.host)) return false;
  const std::string_view name = url.host.substr(0, url.host.find(':'));
  return may_be_short_password(password) && !matches(kDefault, password) && !matches(kNoHost, name);
}

static bool is_signed(std::string_view name) {
  return std::ranges::any_of(kSignedPrefixes,
                             [&](std::string_view prefix) { return name.starts_with(prefix); });
}

static bool names_key(std::string_view name) {
  const std::string lowered = lower(name);
  if (is_signed(lowered)) return false;
  return names_credential(name) || std::ranges::find(kQueryNames, lowered) != std::end(kQueryNames);
}

/// Whether a URL is that of a picture, whose key is for all who see the page.
static bool is_picture(std::string_view path) {
  return path.find("badge") != std::string_view::npos || path.ends_with(".svg") ||
         path.ends_with(".png");
}

static void read_query(const Url& url, std::vector<UrlSecret>& secrets) {
  if (is_picture(url.path)) return;
  std::string_view rest = url.query;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of("&;,)]}"), rest.size());
    const std::string_view one = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::size_t equals = one.find('=');
    if (equals == std::string_view::npos || !names_key(one.substr(0, equals))) continue;
    const std::string_view value = one.substr(equals + 1);
    if (is_computed(value) || !may_be_credential(value)) continue;
    secrets.push_back({.value = {value}, .key = {one.substr(0, equals)}});
  }
}

std::vector<UrlSecret> read_url(std::string_view text, std::size_t place, bool in_example) {
  const std::string_view rest = rest_of_url(text, place + kUrlKeyword.size());
  if (rest.empty()) return {};
  const Url url = parse(rest, scheme_before(text, place));
  std::vector<UrlSecret> secrets;
  if (is_password(url, in_example)) {
    secrets.push_back({.value = {url.password}, .key = {url.scheme}, .is_password = true});
  }
  read_query(url, secrets);
  return secrets;
}

}  // namespace mcplint
