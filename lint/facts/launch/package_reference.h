#pragma once
// Words that name a package or an image: `@scope/name@1.2.3`, `name[extra]==1.2`.

#include <optional>
#include <string_view>

#include "mcplint/launch.h"

namespace mcplint {

// What a word asks a registry for. Nothing if it names a file or folder of the
// host, or holds a placeholder, so that nobody can tell. `runner` and `span`
// are the caller's to fill in.
std::optional<LaunchedPackage> npm_package(std::string_view word);
std::optional<LaunchedPackage> python_package(std::string_view word);
/// `npm:name@1.2.3/bin`, `jsr:@scope/name`, as Deno has them.
std::optional<LaunchedPackage> deno_package(std::string_view word);
/// `Name@1.2.3`, as `dnx` has it.
std::optional<LaunchedPackage> nuget_package(std::string_view word);
std::optional<LaunchedImage> image_reference(std::string_view word);

/// Whether a word that could name a package names a file or folder instead.
bool names_local_package(std::string_view word);

}  // namespace mcplint
