#pragma once
// What a command line comes down to, on one line, for tests.

#include <doctest/doctest.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

#include "lint/facts/launch/resolution.h"

namespace mcplint {

inline std::string debug(const LaunchedPackage& package) {
  std::string text = package.runner + "(" + package.ecosystem + " " + package.name;
  if (!package.version.empty()) text += " " + package.version;
  if (package.exact) text += " exact";
  if (!package.url.empty()) text += " " + package.url;
  return text + ") ";
}

inline std::string debug(const LaunchedImage& image) {
  std::string text = image.runner + "(" + image.name;
  if (!image.tag.empty()) text += " :" + image.tag;
  if (!image.digest.empty()) text += " " + image.digest;
  for (const Setting& option : image.options) {
    text += " " + option.name.text;
    if (!option.value.text.empty()) text += "=" + option.value.text;
  }
  return text + ") ";
}

inline std::string debug(const LaunchedPath& path) {
  static constexpr std::string_view kRoles[] = {"command", "option", "script", "argument"};
  std::string text(kRoles[static_cast<std::size_t>(path.role)]);
  return text + (path.from_working_directory ? ":" : "|") + path.path.text + " ";
}

/// What a launch comes down to, on one line: packages and image in brackets,
/// `$script` or `=program`, the server's arguments, `#` and the paths.
inline std::string debug(const Launch& launch) {
  std::string text;
  for (const LaunchedPackage& package : launch.packages) text += debug(package);
  if (launch.image) text += debug(*launch.image);
  if (launch.script) text += "$" + launch.script->text + " ";
  if (launch.program) text += "=" + launch.program->text + " ";
  for (const Text& word : launch.server_args) text += word.text + " ";
  if (!launch.paths.empty()) text += "# ";
  for (const LaunchedPath& path : launch.paths) text += debug(path);
  if (!text.empty()) text.pop_back();
  return text;
}

/// A command line, its words separated by blanks, resolved.
inline std::string resolved(std::string_view line) {
  Launch launch;
  while (!line.empty()) {
    const std::size_t blank = std::min(line.find(' '), line.size());
    const std::string_view word = line.substr(0, blank);
    if (launch.command)
      launch.args.push_back({std::string(word), {word}});
    else
      launch.command = {std::string(word), {word}};
    line.remove_prefix(std::min(blank + 1, line.size()));
  }
  resolve(launch);
  return debug(launch);
}

struct Case {
  std::string_view line;
  std::string_view expected;
};

inline void check(std::span<const Case> cases) {
  for (const Case& c : cases) {
    CAPTURE(c.line);
    CHECK(resolved(c.line) == c.expected);
  }
}

}  // namespace mcplint
