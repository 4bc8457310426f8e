#pragma once
// Private keys in the frame that PEM and PGP give them.

#include <cstddef>
#include <optional>
#include <string_view>

#include "mcplint/text.h"

namespace mcplint {

/// A private key, whole.
struct PrivateKey {
  Span span;               // from BEGIN to END
  std::string_view name;   // for people: "RSA private key"
  bool encrypted = false;  // it asks for a passphrase
};

/// What begins the frame, in lower case.
inline constexpr std::string_view kPrivateKeyKeyword = "-----begin";

/// The private key whose frame begins at `place`; nothing if something else is
/// framed, or what is framed is no key: a cut one, dots, a word. Line breaks
/// may be real or escaped, and strings of source code are joined.
std::optional<PrivateKey> read_private_key(std::string_view text, std::size_t place);

}  // namespace mcplint
