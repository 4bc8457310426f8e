#include "lint/facts/flow/propagation.h"

#include <algorithm>
#include <array>
#include <string>

namespace mcplint::flow {

namespace {

struct Named {
  std::string_view name;
  std::string_view type;
};

}  // namespace

/// A result made of the arguments. An entry that ends in `.` is a module whose
/// functions all are like that.
static constexpr auto kCarriers = std::to_array<std::string_view>({"str",
                                                                   "bytes",
                                                                   "bytearray",
                                                                   "list",
                                                                   "tuple",
                                                                   "set",
                                                                   "frozenset",
                                                                   "dict",
                                                                   "sorted",
                                                                   "reversed",
                                                                   "repr",
                                                                   "format",
                                                                   "next",
                                                                   "iter",
                                                                   "zip",
                                                                   "map",
                                                                   "filter",
                                                                   "enumerate",
                                                                   "min",
                                                                   "max",
                                                                   "sum",
                                                                   "getattr",
                                                                   "vars",
                                                                   "os.path.",
                                                                   "posixpath.",
                                                                   "ntpath.",
                                                                   "os.fspath",
                                                                   "os.fsdecode",
                                                                   "os.fsencode",
                                                                   "pathlib.",
                                                                   "anyio.Path",
                                                                   "aiopath.AsyncPath",
                                                                   "urllib.parse.",
                                                                   "json.loads",
                                                                   "json.dumps",
                                                                   "base64.",
                                                                   "html.",
                                                                   "re.sub",
                                                                   "re.escape",
                                                                   "re.split",
                                                                   "re.Pattern.sub",
                                                                   "re.Pattern.split",
                                                                   "shlex.",
                                                                   "string.Template",
                                                                   "textwrap.",
                                                                   "copy.",
                                                                   "unicodedata.",
                                                                   "codecs.",
                                                                   "itertools.",
                                                                   "functools.reduce",
                                                                   "typing.cast",
                                                                   "werkzeug.utils.",
                                                                   "collections.",
                                                                   "dataclasses.",
                                                                   "jinja2.Template",
                                                                   "jinja2.Environment.from_string",
                                                                   "sqlalchemy.text",
                                                                   "psycopg.sql.",
                                                                   "psycopg2.sql.",
                                                                   "httpx.URL",
                                                                   "yarl.URL",
                                                                   "io.BytesIO",
                                                                   "io.StringIO",
                                                                   "zipfile.ZipFile",
                                                                   "binascii.",
                                                                   "ipaddress.",
                                                                   "socket.gethostbyname",
                                                                   "socket.getaddrinfo",
                                                                   "urllib.request.Request",
                                                                   "asyncio.wait_for",
                                                                   "asyncio.run",
                                                                   "asyncio.gather",
                                                                   "asyncio.create_task",
                                                                   "ast.parse",
                                                                   "compile"});

/// They take a carrier's name but return something else: an answer, a size.
static constexpr auto kAnswers = std::to_array<std::string_view>(
    {"os.path.exists", "os.path.isfile", "os.path.isdir", "os.path.islink", "os.path.isabs",
     "os.path.ismount", "os.path.getsize", "os.path.getmtime", "os.path.getctime",
     "os.path.getatime", "os.path.samefile", "os.path.lexists", "os.path.commonprefix",
     "json.dump"});

/// Methods whose result is not made of their object: it is an answer, or what
/// a file holds, which nobody outside chose.
static constexpr auto kOtherResults = std::to_array<std::string_view>(
    {"exists",     "is_file",      "is_dir",      "is_absolute", "is_symlink", "is_relative_to",
     "stat",       "lstat",        "startswith",  "endswith",    "isdigit",    "isalnum",
     "isalpha",    "isidentifier", "count",       "find",        "index",      "read_text",
     "read_bytes", "write_text",   "write_bytes", "open",        "read",       "readline",
     "readlines",  "iterdir",      "glob",        "rglob",       "walk",       "unlink",
     "rmdir",      "mkdir",        "touch",       "execute",     "fetchall",   "fetchone",
     "post",       "request",      "send"});

static constexpr auto kResultTypes =
    std::to_array<Named>({{"pathlib.Path", "pathlib.Path"},
                          {"pathlib.PurePath", "pathlib.Path"},
                          {"pathlib.PosixPath", "pathlib.Path"},
                          {"pathlib.Path.cwd", "pathlib.Path"},
                          {"pathlib.Path.home", "pathlib.Path"},
                          {"pathlib.Path.resolve", "pathlib.Path"},
                          {"pathlib.Path.absolute", "pathlib.Path"},
                          {"pathlib.Path.expanduser", "pathlib.Path"},
                          {"pathlib.Path.joinpath", "pathlib.Path"},
                          {"pathlib.Path.with_name", "pathlib.Path"},
                          {"pathlib.Path.with_suffix", "pathlib.Path"},
                          {"pathlib.Path.with_stem", "pathlib.Path"},
                          {"pathlib.Path.relative_to", "pathlib.Path"},
                          {"pathlib.Path.rename", "pathlib.Path"},
                          {"pathlib.Path.replace", "pathlib.Path"},
                          {"anyio.Path", "anyio.Path"},
                          {"re.compile", "re.Pattern"},
                          {"str", "str"},
                          {"os.path.join", "str"},
                          {"os.path.abspath", "str"},
                          {"os.path.realpath", "str"},
                          {"os.path.normpath", "str"},
                          {"os.path.expanduser", "str"},
                          {"os.path.basename", "str"},
                          {"os.path.dirname", "str"},
                          {"str.strip", "str"},
                          {"str.lstrip", "str"},
                          {"str.rstrip", "str"},
                          {"str.lower", "str"},
                          {"str.upper", "str"},
                          {"str.replace", "str"},
                          {"str.format", "str"},
                          {"str.join", "str"},
                          {"str.removeprefix", "str"},
                          {"str.removesuffix", "str"},
                          {"urllib.parse.urlparse", "urllib.parse.ParseResult"},
                          {"urllib.parse.urlsplit", "urllib.parse.ParseResult"},
                          {"fastmcp.server.dependencies.get_http_request", "http.Request"}});

bool keeps_items(std::string_view callee) {
  constexpr auto kCopies = std::to_array<std::string_view>(
      {"dict", "json.loads", "copy.copy", "copy.deepcopy", "typing.cast", "*.copy", "*.model_dump",
       "vars", "collections.OrderedDict"});
  return std::ranges::find(kCopies, callee) != kCopies.end();
}

bool may_refuse(std::string_view callee) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"relative_to", "valid", "check", "ensure", "assert", "verif", "sanit", "allowed", "guard",
       "int", "float", "uuid.UUID", "ipaddress."});
  return std::ranges::any_of(kWords, [&](std::string_view word) {
    const bool is_type = word == "int" || word == "float";
    return is_type ? callee == word : callee.find(word) != std::string_view::npos;
  });
}

/// What SDKs wrap results in, and readers of whole files.
static constexpr auto kWrappers = std::to_array<std::string_view>(
    {"json.load", "mcp.types.TextContent", "mcp.types.CallToolResult", "mcp.types.EmbeddedResource",
     "mcp.types.TextResourceContents", "fastmcp.tools.tool.ToolResult"});

bool carries_arguments(std::string_view callee) {
  if (std::ranges::find(kWrappers, callee) != kWrappers.end()) return true;
  if (std::ranges::find(kAnswers, callee) != kAnswers.end()) return false;
  return std::ranges::any_of(kCarriers, [&](std::string_view carrier) {
    return carrier.ends_with('.') ? callee.starts_with(carrier) : callee == carrier;
  });
}

bool returns_request(std::string_view callee) {
  constexpr auto kDependencies =
      std::to_array<std::string_view>({"fastmcp.server.dependencies.get_http_headers",
                                       "fastmcp.server.dependencies.get_http_request"});
  return std::ranges::find(kDependencies, callee) != kDependencies.end();
}

bool is_sent(std::string_view name) {
  constexpr auto kSent =
      std::to_array<std::string_view>({"headers", "query_params", "cookies", "path_params"});
  return std::ranges::find(kSent, name) != kSent.end();
}

bool carries_receiver(std::string_view name) {
  return std::ranges::find(kOtherResults, name) == kOtherResults.end();
}

bool reads_all(std::string_view name) {
  constexpr auto kReaders =
      std::to_array<std::string_view>({"read", "readlines", "read_text", "read_bytes", "readall"});
  return std::ranges::find(kReaders, name) != kReaders.end();
}

bool brings_table(std::string_view callee) { return callee.starts_with("os.environ"); }

bool says_little(std::string_view name) {
  constexpr auto kLittle = std::to_array<std::string_view>(
      {"status_code", "status", "ok", "is_success", "is_error", "reason", "reason_phrase",
       "elapsed", "url", "encoding", "headers", "cookies", "history", "closed", "mode",
       "returncode"});
  return std::ranges::find(kLittle, name) != kLittle.end();
}

bool takes_separators(std::string_view callee) {
  constexpr auto kMakers =
      std::to_array<std::string_view>({"os.path.abspath", "os.path.realpath", "os.path.normpath",
                                       "os.path.dirname", "os.getcwd", "pathlib.Path.as_posix"});
  return std::ranges::find(kMakers, callee) != kMakers.end();
}

std::string_view result_type(std::string_view callee) {
  const auto it = std::ranges::find(kResultTypes, callee, &Named::name);
  return it == kResultTypes.end() ? std::string_view() : it->type;
}

std::string_view attribute_type(std::string_view type, std::string_view name) {
  const bool is_repository = type == "git.Repo" || type == "git.repo.Repo";
  if (is_repository && name == "git") return "git.Git";
  if (is_repository && name == "index") return "git.IndexFile";
  if (type != "pathlib.Path") return {};
  if (name == "parent") return "pathlib.Path";
  if (name == "name" || name == "stem" || name == "suffix") return "str";
  return {};
}

int called_argument(std::string_view callee) {
  if (callee == "asyncio.to_thread" || callee == "anyio.to_thread.run_sync" ||
      callee == "functools.partial" || callee == "starlette.concurrency.run_in_threadpool") {
    return 0;
  }
  if (callee.ends_with(".run_in_executor")) return 1;
  return -1;
}

/// `text` without `Optional[…]`, `Annotated[…, …]`, `… | None`, quotes and blanks.
static std::string bare_type(std::string_view text) {
  std::string type;
  for (const char c : text) {
    if (c != ' ' && c != '\n' && c != '\t' && c != '"' && c != '\'') type += c;
  }
  const auto unwrap = [&](std::string_view wrapper) {
    const std::size_t at = type.find(wrapper);
    if (at != 0 && (at == std::string::npos || type[at - 1] != '.')) return;
    type.erase(0, at + wrapper.size());
    if (type.ends_with(']')) type.pop_back();
  };
  unwrap("Annotated[");
  if (const std::size_t comma = type.find(',');
      comma != std::string::npos && type.find('[') > comma) {
    type.resize(comma);
  }
  unwrap("Optional[");
  for (std::string_view none : {"|None", "None|"}) {
    if (const std::size_t at = type.find(none); at != std::string::npos)
      type.erase(at, none.size());
  }
  return type;
}

static bool is_context(std::string_view type) {
  const std::string_view name = type.substr(0, type.find('['));
  return name == "Context" || name == "ToolContext" || name == "ServerRequestContext" ||
         name.ends_with(".Context");
}

AnnotatedType annotated_type(std::string_view annotation) {
  constexpr auto kSettled = std::to_array<std::string_view>({"int",
                                                             "float",
                                                             "bool",
                                                             "complex",
                                                             "UUID",
                                                             "uuid.UUID",
                                                             "datetime",
                                                             "date",
                                                             "time",
                                                             "timedelta",
                                                             "datetime.datetime",
                                                             "datetime.date",
                                                             "Decimal",
                                                             "decimal.Decimal",
                                                             "list[int]",
                                                             "List[int]",
                                                             "list[float]",
                                                             "List[float]",
                                                             "list[bool]",
                                                             "PositiveInt",
                                                             "NonNegativeInt",
                                                             "None"});
  const std::string type = bare_type(annotation);
  if (std::ranges::find(kSettled, type) != kSettled.end()) return {{}, true};
  if (type.starts_with("Literal[") || type.starts_with("typing.Literal[")) return {{}, true};
  if (is_context(type)) return {{}, true, true};
  if (type == "str") return {"str", false};
  if (type == "Path" || type == "pathlib.Path" || type == "FilePath" || type == "DirectoryPath") {
    return {"pathlib.Path", false};
  }
  return {};
}

}  // namespace mcplint::flow
