#pragma once
// Credentials in URLs.

#include <cstddef>
#include <string_view>
#include <vector>

#include "mcplint/text.h"

namespace mcplint {

/// A password before a host, or a key in a query.
struct UrlSecret {
  Span value;
  Span key;  // the scheme, or the name in the query
  bool is_password = false;
};

/// What stands behind the scheme of a URL.
inline constexpr std::string_view kUrlKeyword = "://";

/// The credentials in the URL whose `://` stands at `place`. In an example only
/// random ones count: documents and tests are full of `user:pass@host`.
std::vector<UrlSecret> read_url(std::string_view text, std::size_t place, bool in_example);

}  // namespace mcplint
