#pragma once
// What is done to text byte by byte, whatever it says.

#include <cstdint>
#include <string>
#include <string_view>

namespace mcplint {

/// `text` with its ASCII letters in lower case; all other bytes stay.
std::string lower(std::string_view text);

/// The same in upper case.
std::string upper(std::string_view text);

/// `text` without the bytes of `blanks` at both ends: formats differ in what is blank.
std::string_view trimmed(std::string_view text, std::string_view blanks);

/// Appends `byte` as URIs write it: `%2F`.
void append_percent_coded(std::string& text, char byte);

/// FNV-1a with 64 bits: the same on every machine, which std::hash need not be.
std::uint64_t fnv1a(std::string_view text);

/// "00c0ffee00c0ffee".
std::string hexadecimal(std::uint64_t number);

/// Takes what stands before the next `separator` off the front of `rest`, and the separator with
/// it.
std::string_view take_until(std::string_view& rest, char separator);

}  // namespace mcplint
