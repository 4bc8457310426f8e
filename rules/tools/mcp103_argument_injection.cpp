#include <algorithm>
#include <string>
#include <string_view>

#include "rules/rules.h"
#include "rules/tools/guards.h"
#include "rules/tools/sinks.h"

namespace mcplint {

static void check(const Project& project, Report& report);

/// Programs with options that run commands, or write or read files.
static constexpr std::string_view kPrograms[] = {
    "git",       "curl",       "wget",    "tar",     "ssh",    "scp",    "sftp",   "rsync",
    "find",      "fd",         "rg",      "kubectl", "helm",   "docker", "podman", "npm",
    "npx",       "pip",        "pip3",    "uv",      "uvx",    "node",   "python", "python3",
    "ffmpeg",    "pandoc",     "nmap",    "zip",     "unzip",  "psql",   "mysql",  "sqlite3",
    "terraform", "gh",         "sed",     "awk",     "xargs",  "man",    "make",   "cargo",
    "go",        "dotnet",     "mvn",     "gradle",  "yt-dlp", "aws",    "az",     "gcloud",
    "systemctl", "journalctl", "tcpdump", "sqlmap",  "hg",     "svn"};

/// Where such a program gets its arguments.
static constexpr Callable kProgramArguments[] = {
    {"subprocess.run", 0, "args"},
    {"subprocess.call", 0, "args"},
    {"subprocess.check_call", 0, "args"},
    {"subprocess.check_output", 0, "args"},
    {"subprocess.Popen", 0, "args"},
    {"asyncio.create_subprocess_exec", kAny},
    {"asyncio.subprocess.create_subprocess_exec", kAny},
    {"git.Git.add", kAny},
    {"git.Git.archive", kAny},
    {"git.Git.blame", kAny},
    {"git.Git.branch", kAny},
    {"git.Git.checkout", kAny},
    {"git.Git.cherry_pick", kAny},
    {"git.Git.clone", kAny},
    {"git.Git.commit", kAny},
    {"git.Git.config", kAny},
    {"git.Git.diff", kAny},
    {"git.Git.execute", kAny},
    {"git.Git.fetch", kAny},
    {"git.Git.format_patch", kAny},
    {"git.Git.grep", kAny},
    {"git.Git.init", kAny},
    {"git.Git.log", kAny},
    {"git.Git.ls_files", kAny},
    {"git.Git.ls_remote", kAny},
    {"git.Git.merge", kAny},
    {"git.Git.pull", kAny},
    {"git.Git.push", kAny},
    {"git.Git.rebase", kAny},
    {"git.Git.remote", kAny},
    {"git.Git.reset", kAny},
    {"git.Git.restore", kAny},
    {"git.Git.rev_list", kAny},
    {"git.Git.rev_parse", kAny},
    {"git.Git.revert", kAny},
    {"git.Git.rm", kAny},
    {"git.Git.show", kAny},
    {"git.Git.stash", kAny},
    {"git.Git.status", kAny},
    {"git.Git.submodule", kAny},
    {"git.Git.switch", kAny},
    {"git.Git.tag", kAny},
    {"git.Git.worktree", kAny},
    // These, too, put it on the command line of git.
    {"git.Repo.iter_commits", 0, "rev"},
    {"git.Repo.create_head", 0, "path"},
    {"git.Repo.create_head", 1, "commit"},
    {"git.Repo.create_tag", 0, "path"},
    {"git.Repo.create_tag", 1, "ref"},
    {"git.Repo.merge_base", kAny},
    {"git.Repo.archive", 1, "treeish"},
    {"git.Repo.commit", 0, "rev"},
};

/// Whether what matches may begin with a dash.
static bool matches_dash_first(std::string_view pattern) {
  if (pattern.starts_with('^')) pattern.remove_prefix(1);
  if (pattern.starts_with("(?!-")) return false;
  if (pattern.starts_with('[')) {
    const std::string_view set = pattern.substr(0, pattern.find(']'));
    const bool has_dash =
        set.find("\\-") != set.npos || set.ends_with('-') || set.starts_with("[-");
    return has_dash;
  }
  return pattern.starts_with('-') || pattern.starts_with('.') || pattern.empty();
}

constinit const Rule rules::mcp103_argument_injection = {
    .id = "MCP103",
    .name = "argument-injection",
    .summary = "Tool parameter can become an option of the program it is given to",
    .severity = Severity::High,
    .cwe = 88,
    .owasp = "MCP05:2025",
    .doc = R"(
A program cannot tell a file name from an option: what begins with `-` is an
option. `--output=/home/me/.bashrc` for git, `-o ProxyCommand=…` for ssh, `-exec` for
find and `--to-command=…` for tar write files or run commands without any shell.

Put `--` in front of what the caller sends, where the program knows it, or refuse
what begins with `-`:

    if name.startswith("-"):
        raise ValueError("a name does not begin with a dash")
    subprocess.run(["git", "log", "--", name], check=True)
)",
    .blind_spots = R"(
Programs that read a value behind an option as something to run, and names that
do harm without a dash. Only programs that are known to have dangerous options
are judged.
)",
    .sinks = kProgramArguments,
    .check = check,
};

/// The name of a program, without its folder and extension.
static std::string_view program_of(const std::vector<std::string>& before) {
  for (const std::string& item : before) {
    std::string_view name = item;
    name = name.substr(name.rfind('/') + 1);
    if (name.ends_with(".exe")) name.remove_suffix(4);
    if (name != "sudo" && name != "env" && name != "xvfb-run" && name != "nice") return name;
  }
  return {};
}

static bool refuses_dash(const Guard& guard, const TaintedCall& call) {
  const bool dash = guard.literal.starts_with('-');
  const bool tests_start = guard.name.ends_with(".startswith") || guard.name == "in" ||
                           guard.name == "==" || guard.name.starts_with("re.");
  if (tests_start && dash && guard.outcome == Outcome::False) return true;
  // `value.startswith("https://")`
  if (guard.name.ends_with(".startswith") && guard.outcome == Outcome::True) return !dash;
  return is_one_of_few(guard, call) || is_plain_word(guard, call) ||
         (matches_without(guard, ";") && !matches_dash_first(guard.literal));
}

/// Data that cannot begin with a dash: a whole path, a number, an address.
static bool cannot_be_option(const TaintedCall& call) {
  constexpr std::string_view kAbsolute[] = {"os.path.abspath",      "os.path.realpath",
                                            "pathlib.Path.resolve", "pathlib.Path.absolute",
                                            "shlex.quote",          "json.dumps"};
  return call.went_through(kAbsolute) || std::ranges::any_of(call.guards, [&](const Guard& guard) {
           return refuses_dash(guard, call);
         });
}

static bool is_behind_end_of_options(const std::vector<std::string>& before) {
  if (before.empty()) return false;
  const std::string& last = before.back();
  // Behind `-m` stands its value, whatever that begins with.
  if (last.size() > 1 && last[0] == '-' && last != "--") return true;
  return std::ranges::find(before, "--") != before.end() ||
         std::ranges::find(before, "--end-of-options") != before.end();
}

static bool is_injected(const TaintedCall& call) {
  if (call.callee.starts_with("git.Repo.")) return call.prefix.empty() && !cannot_be_option(call);
  if (call.callee.starts_with("git.")) {
    std::vector<std::string> before;
    for (const std::string_view text : call.arguments_before()) before.emplace_back(text);
    before.insert(before.end(), call.before.begin(), call.before.end());
    return call.prefix.empty() && call.keyword.empty() && !is_behind_end_of_options(before) &&
           !cannot_be_option(call);
  }
  if (started_as(call) != Start::Option || !call.prefix.empty()) return false;
  const std::vector<std::string> before = items_before(call);
  if (std::ranges::find(kPrograms, program_of(before)) == std::end(kPrograms)) return false;
  return !is_behind_end_of_options(before) && !cannot_be_option(call);
}

static void check(const Project& project, Report& report) {
  for (const Use& use : uses(project, kProgramArguments, is_injected)) {
    const bool is_git = use.call->callee.starts_with("git.");
    const std::string program = is_git ? "git" : std::string(program_of(items_before(*use.call)));
    Diagnostic& finding =
        report.at(use.call->span,
                  "`{}` takes what the caller of `{}` sends for an option if it begins with `-`",
                  program, use.tool->name);
    use.explain(finding);
    finding.suggest("put `--` in front of it, or refuse what begins with `-`");
  }
}

}  // namespace mcplint
