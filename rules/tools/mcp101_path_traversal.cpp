#include <algorithm>
#include <vector>

#include "rules/rules.h"

namespace mcplint {

static void check(const Tool& tool, Report& report);

/// Calls that read, write, list, move or delete the path they are given.
static constexpr Callable kFileAccess[] = {
    {"open", 0, "file"},
    {"io.open", 0, "file"},
    {"codecs.open", 0, "filename"},
    {"aiofiles.open", 0, "file"},
    {"anyio.open_file", 0, "file"},
    {"gzip.open", 0, "filename"},
    {"os.open", 0, "path"},
    {"os.listdir", 0, "path"},
    {"os.scandir", 0, "path"},
    {"os.walk", 0, "top"},
    {"os.remove", 0, "path"},
    {"os.unlink", 0, "path"},
    {"os.rmdir", 0, "path"},
    {"os.removedirs", 0, "name"},
    {"os.mkdir", 0, "path"},
    {"os.makedirs", 0, "name"},
    {"os.rename", 0, "src"},
    {"os.rename", 1, "dst"},
    {"os.replace", 0, "src"},
    {"os.replace", 1, "dst"},
    {"os.chmod", 0, "path"},
    {"os.symlink", 0, "src"},
    {"os.symlink", 1, "dst"},
    {"shutil.rmtree", 0, "path"},
    {"shutil.copy", 0, "src"},
    {"shutil.copy", 1, "dst"},
    {"shutil.copy2", 0, "src"},
    {"shutil.copy2", 1, "dst"},
    {"shutil.copyfile", 0, "src"},
    {"shutil.copyfile", 1, "dst"},
    {"shutil.copytree", 0, "src"},
    {"shutil.copytree", 1, "dst"},
    {"shutil.move", 0, "src"},
    {"shutil.move", 1, "dst"},
    {"shutil.unpack_archive", 0, "filename"},
    {"shutil.unpack_archive", 1, "extract_dir"},
    {"pathlib.Path.open", kReceiver},
    {"pathlib.Path.read_text", kReceiver},
    {"pathlib.Path.read_bytes", kReceiver},
    {"pathlib.Path.write_text", kReceiver},
    {"pathlib.Path.write_bytes", kReceiver},
    {"pathlib.Path.iterdir", kReceiver},
    {"pathlib.Path.glob", kReceiver},
    {"pathlib.Path.rglob", kReceiver},
    {"pathlib.Path.walk", kReceiver},
    {"pathlib.Path.unlink", kReceiver},
    {"pathlib.Path.rmdir", kReceiver},
    {"pathlib.Path.mkdir", kReceiver},
    {"pathlib.Path.touch", kReceiver},
    {"pathlib.Path.rename", kReceiver},
    {"pathlib.Path.rename", 0, "target"},
    {"pathlib.Path.replace", kReceiver},
    {"pathlib.Path.replace", 0, "target"},
    {"anyio.Path.read_text", kReceiver},
    {"anyio.Path.read_bytes", kReceiver},
    {"anyio.Path.write_text", kReceiver},
    {"anyio.Path.write_bytes", kReceiver},
    {"anyio.Path.unlink", kReceiver},
    // On objects of unknown type, only names that nothing but paths has.
    {"*.read_text", kReceiver},
    {"*.read_bytes", kReceiver},
    {"*.write_text", kReceiver},
    {"*.write_bytes", kReceiver},
    {"*.iterdir", kReceiver},
    {"*.rglob", kReceiver},
};

constinit const Rule rules::mcp101_path_traversal = {
    .id = "MCP101",
    .name = "path-traversal",
    .summary = "Tool parameter used as a file path without confinement",
    .severity = Severity::High,
    .cwe = 22,
    .owasp = "MCP05:2025",
    .doc = R"(
Whoever can put words in front of the model can choose the arguments of a tool.
A parameter that becomes a path lets them read, overwrite, list or delete any
file the server can: `../../.ssh/id_rsa` is a path like any other.

Resolve the path, then require it to be below a root before using it:

    target = (ROOT / name).resolve()
    if not target.is_relative_to(ROOT):
        raise ValueError("outside the workspace")

`resolve()` comes first: it follows symbolic links and removes `..`. Comparing
strings is not enough, because `/data-old` starts with `/data`.
)",
    .blind_spots = R"(
Whether the root itself is narrow enough (see MCP303), links that change between
the check and the use, and data that takes a way through a database, a queue or
an attribute set by another method. Source files in TypeScript are not followed.
)",
    .sinks = kFileAccess,
    .check = check,
};

/// Calls whose result cannot lead out of a folder, whatever they are given.
static constexpr std::string_view kConfining[] = {
    "os.path.basename",         "pathlib.Path.name",
    "pathlib.Path.stem",        "werkzeug.utils.secure_filename",
    "werkzeug.utils.safe_join", "pathvalidate.sanitize_filename",
};

/// What shows, once it has come out well, that a path stays below a root.
static constexpr Proof kConfinement[] = {
    {"pathlib.Path.is_relative_to", kReceiver, Outcome::True},
    {"*.is_relative_to", kReceiver, Outcome::True},
    {"pathlib.Path.relative_to", kReceiver, Outcome::Returned},
    {"*.relative_to", kReceiver, Outcome::Returned},
    {"in", 0, Outcome::True},  // of an allow-list
    {"==", 0, Outcome::True},
    {"str.isalnum", kReceiver, Outcome::True},
    {"str.isdigit", kReceiver, Outcome::True},
    {"str.isidentifier", kReceiver, Outcome::True},
    {"*.isalnum", kReceiver, Outcome::True},
    {"*.isdigit", kReceiver, Outcome::True},
    {"*.isidentifier", kReceiver, Outcome::True},
    {"re.Pattern.fullmatch", 0, Outcome::True},  // what the pattern is, the rule does not see
    {"re.Pattern.match", 0, Outcome::True},
};

/// Calls that make a path absolute and take `..` out of it. A string test
/// behind one of them is a test of where the path leads.
static constexpr std::string_view kResolving[] = {
    "os.path.abspath", "os.path.realpath", "os.path.normpath", "pathlib.Path.resolve", "*.resolve",
};

/// A prefix test of a resolved path, a comparison of the common beginning of
/// two, or a root among the parents of one.
static bool tests_resolved(const Guard& guard) {
  const auto passed = [&](std::string_view name) {
    return std::ranges::find(guard.passed, name) != guard.passed.end();
  };
  if (guard.outcome != Outcome::True) return false;
  if (guard.name == "in") return passed("pathlib.Path.parents");
  return guard.name.ends_with(".startswith") && guard.argument == kReceiver &&
         std::ranges::any_of(kResolving, passed);
}

/// A match of the whole text with a pattern that has no `/` in it and no
/// wildcard that could stand for one.
static bool matches_plain_name(const Guard& guard) {
  const std::string_view pattern = guard.literal;
  const bool is_whole =
      guard.name == "re.fullmatch" ||
      (guard.name == "re.match" && (pattern.ends_with('$') || pattern.ends_with("\\Z")));
  if (!is_whole || guard.argument != 1 || guard.outcome != Outcome::True) return false;
  for (std::string_view open : {"/", ".*", ".+", ".{", "[^", "\\S", "\\D"}) {
    if (pattern.find(open) != std::string_view::npos) return false;
  }
  return !pattern.empty();
}

/// Whether names with a `/`, or with `..` as well as absolute ones, were refused.
static bool refuses_ways_out(const std::vector<Guard>& guards) {
  bool refuses_up = false;
  bool refuses_absolute = false;
  for (const Guard& guard : guards) {
    if (guard.outcome != Outcome::False) continue;
    const bool is_in = guard.name == "in" && guard.argument == 1;
    if (is_in && guard.literal == "/") return true;
    refuses_up = refuses_up || (is_in && guard.literal == "..");
    refuses_absolute = refuses_absolute || guard.name == "os.path.isabs" ||
                       guard.name.ends_with(".is_absolute") ||
                       (guard.name.ends_with(".startswith") && guard.literal == "/");
  }
  return refuses_up && refuses_absolute;
}

static bool is_confined(const TaintedCall& call) {
  return call.went_through(kConfining) || call.proved_by(kConfinement) ||
         std::ranges::any_of(call.guards, tests_resolved) ||
         std::ranges::any_of(call.guards, matches_plain_name) || refuses_ways_out(call.guards);
}

static void check(const Tool& tool, Report& report) {
  // One finding for each parameter: what settles one use settles all.
  std::vector<const Parameter*> reported;
  for (const TaintedCall& call : tool.tainted_calls) {
    if (!call.reaches(kFileAccess) || is_confined(call)) continue;
    if (std::ranges::find(reported, call.origin) != reported.end()) continue;
    reported.push_back(call.origin);

    report.at(call.span, "`{}` gets a path that the caller of `{}` chooses", call.callee, tool.name)
        .note(call.origin->span, "the model, or whoever steers it, sets this")
        .via(call.flow)
        .suggest("resolve the path and refuse it unless `resolved.is_relative_to(ROOT)`");
  }
}

}  // namespace mcplint
