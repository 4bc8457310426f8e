#pragma once
// What the two halves of the Markdown reader share.

#include <string_view>
#include <vector>

#include "mcplint/document.h"

namespace mcplint {

/// Adds the links of one line of text, which is no code.
void find_links(std::string_view line, std::vector<DocumentLink>& links);

/// `text` without HTML tags, emphasis, backticks, and blanks at both ends.
std::string plain_text(std::string_view text);

}  // namespace mcplint
