#pragma once
// What is started beside MCP servers, by its name.

#include <string_view>

namespace mcplint {

/// Whether an image is one of a database, a proxy or the like, by its name without a tag.
bool is_image_of_other(std::string_view image);

/// Whether a service, or a file that makes an image, is called like something that is
/// beside a server, though it may have `mcp` in its name.
bool is_name_beside_server(std::string_view name);

}  // namespace mcplint
