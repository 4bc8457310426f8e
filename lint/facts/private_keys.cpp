#include "lint/facts/private_keys.h"

#include <algorithm>
#include <string>

#include "lint/facts/base64.h"
#include "lint/text/bytes.h"
#include "lint/text/unescape.h"

namespace mcplint {

namespace {

constexpr std::size_t kLongestLabel = 100;
constexpr std::size_t kLongestKey = 32U << 10U;
constexpr std::size_t kShortestKey = 32;
constexpr std::size_t kShortestOpenSsh = 150;  // of the shortest kind, Ed25519, 200 and more

/// How far around a key Google's other fields stand.
constexpr std::size_t kNearby = 1'000;

constexpr std::string_view kDashes = "-----";
constexpr std::string_view kEnd = "-----END";

struct Label {
  std::string_view text;  // part of what stands between BEGIN and the dashes
  std::string_view name;
};

constexpr Label kLabels[] = {
    {"rsa", "RSA private key"},         {"ec ", "EC private key"},    {"dsa", "DSA private key"},
    {"openssh", "OpenSSH private key"}, {"ssh2", "SSH2 private key"}, {"pgp", "PGP private key"},
    {"private", "private key"},
};

unsigned char byte(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

}  // namespace

/// Whether `bytes` are one sequence of ASN.1, whole, whose first part has the
/// type `first`: a number in keys, a sequence in encrypted ones.
static bool is_sequence(std::string_view bytes, unsigned char first) {
  if (bytes.size() < kShortestKey || byte(bytes, 0) != 0x30) return false;
  std::size_t header = 2;
  std::size_t size = byte(bytes, 1);
  if (size >= 0x80) {
    const std::size_t count = size - 0x80;
    if (count == 0 || count > 3) return false;
    size = 0;
    for (std::size_t i = 0; i < count; ++i) size = size << 8U | byte(bytes, 2 + i);
    header += count;
  }
  return header + size == bytes.size() && byte(bytes, header) == first;
}

static constexpr unsigned char kNumber = 0x02;
static constexpr unsigned char kSequence = 0x30;

/// Whether the first packet of `bytes` is a secret key of OpenPGP.
static bool is_pgp_key(std::string_view bytes) {
  if (bytes.size() < kShortestKey) return false;
  const unsigned tag = byte(bytes, 0);
  const bool is_new = (tag & 0xc0U) == 0xc0U;
  return (tag & 0x80U) != 0 && (is_new ? tag & 0x3fU : tag >> 2U & 0xfU) == 5;
}

namespace {

/// What stands between the frames, without what is not the key's.
struct Body {
  std::string base64;
  bool encrypted_by_header = false;  // `Proc-Type: 4,ENCRYPTED`
};

}  // namespace

/// `written` without its escapes, however often it was quoted: a file in a string of JSON.
static std::string without_escapes(std::string_view written) {
  static constexpr int kMostQuoted = 3;
  std::string plain(written);
  for (int i = 0; i < kMostQuoted && plain.find('\\') != std::string::npos; ++i) {
    plain = unescape(plain).text;
  }
  return plain;
}

static constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/+";

/// The base64 in a line: `    "MIIE…" +` has quotes, blanks and an operator around it.
static std::string_view digits_in(std::string_view line) {
  while (!line.empty()) {
    const std::size_t begin = line.find_first_of(kDigits);
    if (begin == std::string_view::npos) return {};
    line.remove_prefix(begin);
    const std::size_t size = std::min(line.find_first_not_of(kDigits), line.size());
    const bool is_operator = line.front() == '+' && size == 1;
    if (!is_operator) return line.substr(0, size);
    line.remove_prefix(size);
  }
  return {};
}

/// Reads line by line, headers such as `Version:` left out.
static Body read_body(std::string_view written) {
  Body body;
  const std::string plain = without_escapes(written);
  std::string_view rest = plain;
  while (!rest.empty()) {
    const std::string_view line = take_until(rest, '\n');
    body.encrypted_by_header |= line.find("4,ENCRYPTED") != std::string_view::npos;
    if (line.find(':') != std::string_view::npos) continue;
    if (line.find('=') < line.find_first_of(kDigits)) break;  // the checksum of PGP
    body.base64 += digits_in(line);
  }
  return body;
}

/// Whether the key in the frame is one, and whether it asks for a passphrase.
static std::optional<bool> encryption_of(std::string_view label, const Body& body) {
  const std::optional<std::string> bytes = decode_base64(body.base64);
  if (!bytes) return std::nullopt;
  static constexpr std::string_view kOpenSsh = "openssh-key-v1";
  if (bytes->starts_with(kOpenSsh)) {
    if (bytes->size() < kShortestOpenSsh) return std::nullopt;
    static constexpr std::string_view kNotEncrypted("\0\0\0\0\4none", 9);
    return bytes->substr(kOpenSsh.size(), kNotEncrypted.size()) != kNotEncrypted;
  }
  if (label.find("pgp") != std::string_view::npos) {
    return is_pgp_key(*bytes) ? std::optional(false) : std::nullopt;
  }
  if (body.encrypted_by_header) {
    return bytes->size() >= kShortestKey ? std::optional(true) : std::nullopt;
  }
  if (is_sequence(*bytes, kNumber)) return false;
  if (is_sequence(*bytes, kSequence)) return true;
  return std::nullopt;
}

static std::string_view name_of(std::string_view label, std::string_view around) {
  if (around.find("\"service_account\"") != std::string_view::npos) {
    return "Google service account key";
  }
  const auto* known = std::ranges::find_if(kLabels, [&](const Label& candidate) {
    return label.find(candidate.text) != std::string_view::npos;
  });
  return known->name;
}

std::optional<PrivateKey> read_private_key(std::string_view text, std::size_t place) {
  const std::size_t label_begin = place + kPrivateKeyKeyword.size();
  const std::string_view head = text.substr(label_begin, kLongestLabel + kDashes.size());
  const std::size_t label_size = head.find(kDashes);
  if (label_size == std::string_view::npos) return std::nullopt;
  const std::string label = lower(head.substr(0, label_size));
  if (label.find("private key") == std::string::npos) return std::nullopt;

  const std::size_t body_begin = label_begin + label_size + kDashes.size();
  const std::string_view rest = text.substr(body_begin, kLongestKey);
  const std::size_t body_size = rest.find(kDashes);
  // A key that is cut short has no end of its own.
  if (body_size == std::string_view::npos || !rest.substr(body_size).starts_with(kEnd))
    return std::nullopt;
  const std::optional<bool> encrypted = encryption_of(label, read_body(rest.substr(0, body_size)));
  if (!encrypted) return std::nullopt;

  std::size_t end = rest.find(kDashes, body_size + kDashes.size());
  end = end == std::string_view::npos ? body_size : end + kDashes.size();
  const std::size_t from = place - std::min(place, kNearby);
  const std::string_view around = text.substr(from, body_begin + end + kNearby - from);
  return PrivateKey{
      {text.substr(place, body_begin + end - place)}, name_of(label, around), *encrypted};
}

}  // namespace mcplint
