#pragma once
// `mcplint: ignore[…]` in comments, as written.

#include <string_view>
#include <vector>

#include "mcplint/suppression.h"
#include "mcplint/text.h"

namespace mcplint {

/// Whether `text` is a day: `2027-06-30`.
[[nodiscard]] bool is_date(std::string_view text);

/// Whether `text` may hold directives: a quick look.
[[nodiscard]] bool may_hold_directives(std::string_view text);

/// The directives in `source`, in comments as the file's name lets expect them:
/// `#` in Python and YAML, `//` in TypeScript, `<!--` in Markdown. What was meant
/// as one and is none comes with a flaw, and without names. `covers` is the rest
/// of the file's text for `file-ignore`, its own line for a comment beside code,
/// and the next line with code for one on a line of its own; whoever knows the
/// language widens that.
std::vector<Suppression> find_directives(const Source& source);

}  // namespace mcplint
