#include "rules/tools/guards.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>
#include <string>

#include "mcplint/words.h"
#include "rules/tools/sinks.h"

namespace mcplint {

/// The set `[…]` at the start of `text`: its end, and whether one of `characters` is in it.
static std::size_t read_set(std::string_view text, std::string_view characters,
                            bool& lets_through) {
  std::size_t i = 1;
  const bool negated = text.substr(1).starts_with('^');
  if (negated) ++i;
  std::string members;
  bool is_open = false;  // \S, \D and \W are most of all characters
  for (bool first = true; i < text.size() && (first || text[i] != ']'); first = false, ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) {
      ++i;
      is_open = is_open || std::string_view("SDW").find(text[i]) != std::string_view::npos;
      if (std::isalpha(static_cast<unsigned char>(text[i])) == 0) members += text[i];
      if (text[i] == 's') members += " \n\t";
      continue;
    }
    const bool is_range = i + 2 < text.size() && text[i + 1] == '-' && text[i + 2] != ']';
    if (is_range) {
      const auto last = static_cast<unsigned char>(text[i + 2]);
      for (unsigned c = static_cast<unsigned char>(text[i]); c <= last; ++c) {
        members += static_cast<char>(c);
      }
      i += 2;
    } else {
      members += text[i];
    }
  }
  const auto is_member = [&](char c) { return members.find(c) != std::string::npos; };
  lets_through = negated ? !std::ranges::all_of(characters, is_member)
                         : is_open || std::ranges::any_of(characters, is_member);
  return i;
}

bool pattern_excludes(std::string_view pattern, std::string_view characters) {
  constexpr std::string_view kMeta = "^$()|?*+{}";
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '\\' && i + 1 < pattern.size()) {
      const char escaped = pattern[++i];
      const bool is_open = std::string_view("SDW").find(escaped) != std::string_view::npos;
      const bool is_literal = std::isalpha(static_cast<unsigned char>(escaped)) == 0;
      const bool is_space = escaped == 's' && characters.find_first_of(" \n\t") != characters.npos;
      if (is_open || is_space) return false;
      if (is_literal && characters.find(escaped) != characters.npos) return false;
    } else if (c == '[') {
      bool lets_through = false;
      i += read_set(pattern.substr(i), characters, lets_through);
      if (lets_through) return false;
    } else {
      const bool is_literal = kMeta.find(c) == kMeta.npos;
      if (c == '.' || (is_literal && characters.find(c) != characters.npos)) return false;
    }
  }
  return !pattern.empty();
}

bool matches_without(const Guard& guard, std::string_view characters) {
  if (guard.outcome != Outcome::True) return false;
  const std::string_view pattern = guard.literal;
  const bool has_end =
      pattern.ends_with('$') || pattern.ends_with("\\Z") || pattern.ends_with("\\z");
  const bool is_whole = guard.name.ends_with("fullmatch") ||
                        (guard.name.ends_with(".match") && has_end) ||
                        (guard.name.ends_with(".search") && has_end && pattern.starts_with('^'));
  const bool of_module = guard.name.starts_with("re.") || guard.name.starts_with("regex.");
  if (!is_whole || !of_module) return false;
  const bool is_compiled = guard.name.starts_with("re.Pattern.");
  if (guard.argument != (is_compiled ? 0 : 1)) return false;
  // Of a pattern that is made elsewhere nothing is known: it is taken for a good one.
  return pattern.empty() || pattern_excludes(pattern, characters);
}

/// Calls that take a part out of a text: what is known of the part is not
/// known of the whole.
static bool takes_part(std::string_view name) {
  constexpr auto kParts = std::to_array<std::string_view>(
      {"pathlib.Path.suffix", "pathlib.Path.suffixes", "os.path.splitext", "pathlib.Path.parts",
       "mimetypes.guess_type", "shlex.split", "urllib.parse.ParseResult.scheme"});
  constexpr auto kMethods = std::to_array<std::string_view>(
      {".split", ".rsplit", ".partition", ".rpartition", ".suffix"});
  if (std::ranges::find(kParts, name) != kParts.end()) return true;
  return std::ranges::any_of(kMethods,
                             [&](std::string_view method) { return name.ends_with(method); });
}

/// Whether the guard is about a part of the data, and `call` gets more than that.
static bool is_of_part(const Guard& guard, const TaintedCall& call) {
  return std::ranges::any_of(guard.passed, [&](const std::string& name) {
    return takes_part(name) && std::ranges::find(call.passed, name) == call.passed.end();
  });
}

/// `TABLE.get(name)` found something, or a statement with the name in it found a row.
static bool finds_in_table(const Guard& guard) {
  if (guard.name == "*.get" || guard.name == "dict.get") return guard.argument == 0;
  return guard.name.ends_with(".fetchone") && guard.argument == kReceiver;
}

bool is_one_of_few(const Guard& guard, const TaintedCall& call) {
  if (guard.outcome != Outcome::True || is_of_part(guard, call)) return false;
  const bool compares = (guard.name == "in" || guard.name == "==") && guard.argument == 0;
  const bool is_subset = guard.name.ends_with(".issubset") && guard.argument == kReceiver;
  return compares || is_subset || finds_in_table(guard);
}

/// `int(text)` returned: the text is a number.
static bool reads_number(const Guard& guard) {
  constexpr auto kReaders = std::to_array<std::string_view>({"int", "float", "uuid.UUID"});
  return guard.outcome == Outcome::Returned && guard.argument == 0 &&
         std::ranges::find(kReaders, guard.name) != kReaders.end();
}

bool is_plain_word(const Guard& guard, const TaintedCall& call) {
  if (reads_number(guard)) return !is_of_part(guard, call);
  if (guard.outcome != Outcome::True || guard.argument != kReceiver) return false;
  if (is_of_part(guard, call)) return false;
  constexpr auto kMethods = std::to_array<std::string_view>(
      {".isalnum", ".isdigit", ".isidentifier", ".isnumeric", ".isalpha"});
  return std::ranges::any_of(kMethods,
                             [&](std::string_view method) { return guard.name.ends_with(method); });
}

// Paths.

/// Calls whose result cannot lead out of a folder, whatever they are given.
static constexpr std::string_view kConfining[] = {
    "os.path.basename",
    "pathlib.Path.name",
    "pathlib.Path.stem",
    "werkzeug.utils.secure_filename",
    "werkzeug.utils.safe_join",
    "pathvalidate.sanitize_filename",
    "io.StringIO",
    "io.BytesIO",  // not a path at all
};

/// What shows, once it has come out well, that a path stays below a root.
static constexpr Proof kConfinement[] = {
    {"pathlib.Path.is_relative_to", kReceiver, Outcome::True},
    {"*.is_relative_to", kReceiver, Outcome::True},
    {"pathlib.Path.relative_to", kReceiver, Outcome::Returned},
    {"*.relative_to", kReceiver, Outcome::Returned},
    {"os.path.samefile", 0, Outcome::True},
    {"os.path.samefile", 1, Outcome::True},
};

/// What flow writes for a folder that is not fixed, but has no separator at its end.
static constexpr std::string_view kHole = "{}";

/// Calls that make a path absolute and take `..` out of it. A string test
/// behind one of them is a test of where the path leads.
static constexpr std::string_view kResolving[] = {
    "os.path.abspath", "os.path.realpath", "os.path.normpath", "pathlib.Path.resolve", "*.resolve",
};

static bool is_of_resolved(const Guard& guard) {
  return std::ranges::any_of(kResolving,
                             [&](std::string_view name) { return is_one_of(name, guard.passed); });
}

/// Whether a folder has no separator at its end: `/data-old` begins with `/data`.
static bool ends_in_name(std::string_view folder) {
  return !folder.empty() && !folder.ends_with('/') && !folder.ends_with('\\');
}

/// Whether what a path was compared with may be a folder: `file://`, `@` and `~` are ways to write
/// a path, not roots.
static bool may_be_folder(std::string_view text) {
  return text.empty() || text == kHole || text.starts_with('/');
}

bool lacks_separator(const Guard& guard) {
  return guard.name.ends_with(".startswith") && guard.outcome == Outcome::True &&
         guard.argument == kReceiver && ends_in_name(guard.literal) && is_of_resolved(guard);
}

/// A prefix test of a resolved path, a comparison of the common beginning of
/// two, or a root among the parents of one.
static bool tests_resolved(const Guard& guard) {
  if (guard.outcome != Outcome::True) return false;
  if (guard.name == "in" && is_one_of("pathlib.Path.parents", guard.passed)) return true;
  return guard.name.ends_with(".startswith") && guard.argument == kReceiver &&
         is_of_resolved(guard) && !ends_in_name(guard.literal);
}

/// Whether names with a `/`, or with `..` as well as absolute ones, were refused.
static bool refuses_ways_out(const std::vector<Guard>& guards) {
  bool refuses_up = false;
  bool refuses_absolute = false;
  for (const Guard& guard : guards) {
    if (guard.outcome != Outcome::False) continue;
    const bool is_in = guard.name == "in" && guard.argument == 1;
    const bool is_component = guard.name == "==" && guard.literal == "..";
    const bool finds = guard.name == "re.search" && guard.argument == 1;
    if (is_in && (guard.literal == "/" || guard.literal == "\\")) return true;
    if (finds && guard.literal.find('/') != std::string::npos) return true;
    refuses_up = refuses_up || is_component || (is_in && guard.literal.starts_with("..")) ||
                 (guard.name == "in" && guard.argument == 1 &&
                  is_one_of("pathlib.Path.parts", guard.passed));
    refuses_absolute = refuses_absolute || guard.name == "os.path.isabs" ||
                       guard.name.ends_with(".is_absolute") ||
                       (guard.name.ends_with(".startswith") && guard.literal == "/");
  }
  return refuses_up && refuses_absolute;
}

/// `if any(resolved.startswith(folder) for folder in SENSITIVE): raise`
static bool is_list_of_forbidden_folders(const Guard& guard) {
  return guard.name.ends_with(".startswith") && guard.argument == kReceiver &&
         guard.outcome == Outcome::False && is_of_resolved(guard) && may_be_folder(guard.literal);
}

/// A check of a path that does not keep it below a root.
static bool is_weak_path_check(const Guard& guard) {
  if (guard.name.ends_with(".startswith") && guard.argument == kReceiver &&
      guard.outcome == Outcome::True) {
    return may_be_folder(guard.literal);
  }
  if (is_list_of_forbidden_folders(guard)) return true;
  const bool looks_for_up = guard.name == "in" && guard.argument == 1 &&
                            guard.outcome == Outcome::False && guard.literal.starts_with("..");
  const bool common = guard.name.find("commonprefix") != std::string::npos;
  return looks_for_up || common ||
         (guard.name == "==" && guard.literal == ".." && guard.outcome == Outcome::False);
}

/// `..` taken out of the text, once: `....//` becomes `../`.
static bool removes_up(const TaintedCall& call) {
  return std::ranges::any_of(call.passed, [](const std::string& name) {
    return name.starts_with("replace ..") || name.starts_with("replace /..");
  });
}

static bool removes_separators(const TaintedCall& call) {
  return is_one_of("replace /", call.passed);
}

Confinement confinement(const TaintedCall& call, const Guard** weak) {
  const auto settles = [&](const Guard& guard) {
    return is_one_of_few(guard, call) || is_plain_word(guard, call) || tests_resolved(guard) ||
           matches_without(guard, "/\\");
  };
  if (call.went_through(kConfining) || call.proved_by(kConfinement) ||
      std::ranges::any_of(call.guards, settles) || refuses_ways_out(call.guards) ||
      removes_separators(call)) {
    return Confinement::Strong;
  }
  const auto it = std::ranges::find_if(call.guards, is_weak_path_check);
  if (it != call.guards.end()) {
    if (weak != nullptr) *weak = &*it;
    return Confinement::Weak;
  }
  return removes_up(call) ? Confinement::Weak : Confinement::None;
}

// Programs.

/// What a shell does something with. Spaces only add arguments.
static constexpr std::string_view kShellCharacters = ";&|`$<>\n\"'\\";

bool is_settled_word(const TaintedCall& call) {
  constexpr std::string_view kQuoting[] = {"shlex.quote", "shlex.join", "pipes.quote",
                                           "subprocess.list2cmdline"};
  if (call.went_through(kQuoting)) return true;
  return std::ranges::any_of(call.guards, [&](const Guard& guard) {
    // `letter == "|"` says of no word that it is harmless.
    const bool is_harmless = guard.literal.find_first_of(kShellCharacters) == std::string::npos;
    return (is_one_of_few(guard, call) && is_harmless) || is_plain_word(guard, call) ||
           matches_without(guard, kShellCharacters);
  });
}

bool names_program(const TaintedCall& call) {
  return std::ranges::any_of(call.guards, [](const Guard& guard) {
    if (guard.outcome != Outcome::True) return false;
    const bool compares = (guard.name == "in" || guard.name == "==") && guard.argument == 0;
    return (compares && std::ranges::any_of(guard.passed, takes_part)) ||
           guard.name.ends_with(".startswith");
  });
}

const Guard* weak_filter(const TaintedCall& call) {
  const auto is_weak = [](const Guard& guard) {
    const bool is_in = guard.name == "in";
    // `";" in command`, `command in BLOCKED`
    if (is_in && guard.outcome == Outcome::False) return true;
    if (guard.name.starts_with("re.") && guard.outcome == Outcome::False) return true;
    // `command.split()[0] in ALLOWED`, `command.startswith("git ")`
    const bool of_part =
        is_in && guard.argument == 0 && std::ranges::any_of(guard.passed, takes_part);
    return guard.outcome == Outcome::True && (of_part || guard.name.ends_with(".startswith"));
  };
  const auto it = std::ranges::find_if(call.guards, is_weak);
  return it == call.guards.end() ? nullptr : &*it;
}

std::vector<std::string> items_before(const TaintedCall& call) {
  const bool takes_list =
      call.callee.find("_exec") == std::string::npos && call.callee.find("os.") != 0;
  if (takes_list) return call.before;
  // `create_subprocess_exec("git", "log", name)`: the list is the arguments.
  std::vector<std::string> before;
  for (const std::string_view text : call.arguments_before()) before.emplace_back(text);
  before.insert(before.end(), call.before.begin(), call.before.end());
  return before;
}

static bool is_shell(std::string_view program) {
  constexpr auto kNames =
      std::to_array<std::string_view>({"sh", "bash", "zsh", "dash", "ksh", "fish", "cmd", "cmd.exe",
                                       "powershell", "powershell.exe", "pwsh", "su"});
  return std::ranges::find(kNames, file_name(program)) != kNames.end();
}

/// Whether `before` ends with a shell and the option behind which it reads a command.
static bool is_command_of_shell(const std::vector<std::string>& before) {
  constexpr auto kOptions = std::to_array<std::string_view>(
      {"-c", "-lc", "-ic", "-ec", "/c", "/C", "-Command", "-command"});
  if (before.empty() || std::ranges::find(kOptions, before.back()) == kOptions.end()) return false;
  return std::ranges::any_of(before, is_shell);
}

static bool starts_shell(const TaintedCall& call) {
  if (call.reaches(std::span(kStarts).first(kShells))) return !call.in_list;
  return call.callee.starts_with("subprocess.") && call.has("shell", "True");
}

Start started_as(const TaintedCall& call) {
  if (!call.reaches(kStarts)) return Start::No;
  if (starts_shell(call)) return Start::Shell;
  const std::vector<std::string> before = items_before(call);
  if (is_command_of_shell(before)) return Start::Shell;
  const bool is_listed = call.in_list || call.callee.find("_exec") != std::string::npos ||
                         call.callee.starts_with("os.");
  if (!is_listed) return call.embedded && !call.prefix.empty() ? Start::Option : Start::Program;
  if (before.empty()) return call.prefix.empty() ? Start::Program : Start::No;
  const std::string& last = before.back();
  const bool is_code = (last == "-c" || last == "-e" || last == "--eval") && before.size() < 4;
  if (is_code && !call.embedded) return Start::Code;
  return Start::Option;
}

}  // namespace mcplint
