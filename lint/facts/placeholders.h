#pragma once
// Values that stand where a credential would, and values that cannot be one.

#include <string_view>

namespace mcplint {

/// Whether `value` stands for a credential instead of being one: a variable
/// reference, `<YOUR_KEY>`, filler, or a vendor's documented example.
bool is_placeholder(std::string_view value);

/// How many bits of surprise a character of `value` holds (Shannon).
double entropy(std::string_view value);

/// Whether `value`, which has the name of a credential, may well be one: long,
/// mixed and surprising enough, and neither placeholder, path, URL, hash nor
/// made of words. Base64 of readable text is judged by that text.
bool may_be_credential(std::string_view value);

/// The same for a password that a person chose: eight characters are enough, but
/// it must not be made of words or be what everybody takes (`s3cr3t`).
bool may_be_short_password(std::string_view value);

}  // namespace mcplint
