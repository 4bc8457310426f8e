#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mcplint/dependency.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp510_undeclared_dependency = {
    .id = "MCP510",
    .name = "undeclared-dependency",
    .summary = "Imported package that no manifest requires",
    .severity = Severity::Medium,
    .confidence = Confidence::Medium,
    .doc = R"(
The server starts where the package happens to be installed, and fails with an
`ImportError` where it is not: in the image, in CI, at whoever runs it with `uvx`. Nothing
settles its version either, and no scanner of manifests sees it.

Add the package to the manifest that the server is installed from, under the name by which
the index knows it: `pip show --files` tells which package brings a module.
)",
    .blind_spots = R"(
Packages that come with one that is required are not reported, as the rule would have to
know what each requires in turn; nor are imports in a `try`, which have something to fall
back on. Only files that a server reaches are looked at, and no manifest above them means
silence, as does one that a program computes.
)",
    .check = check,
};

/// Modules that come with Python 3.8 to 3.14.
static constexpr std::string_view kStandard =
    " __future__ _socket _thread _typeshed abc aifc annotationlib antigravity argparse array "
    "ast asynchat asyncio asyncore atexit audioop base64 bdb binascii binhex bisect "
    "builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop "
    "collections colorsys compileall compression concurrent configparser contextlib "
    "contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal "
    "difflib dis distutils doctest email encodings ensurepip enum errno faulthandler fcntl "
    "filecmp fileinput fnmatch formatter fractions ftplib functools gc genericpath getopt "
    "getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib "
    "imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache "
    "locale logging lzma macpath mailbox mailcap marshal math mimetypes mmap modulefinder "
    "msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path numbers opcode "
    "operator optparse os ossaudiodev parser pathlib pdb pickle pickletools pipes pkgutil "
    "platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile "
    "pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource "
    "rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd "
    "smtplib sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse "
    "ssl stat statistics string stringprep struct subprocess sunau symbol symtable sys "
    "sysconfig syslog tabnanny tarfile telnetlib tempfile termios test textwrap this "
    "threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty "
    "turtle turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave "
    "weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport "
    "zlib zoneinfo ";

/// Modules that are not called like the package they come in, for packages that MCP
/// servers use: from the packages' own metadata (top_level.txt), November 2026.
static constexpr auto kPackages = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"PyObjCTools", "pyobjc-framework-cocoa"},
    {"md2conf", "markdown-to-confluence"},
    {"Crypto", "pycryptodome"},
    {"Crypto", "pycrypto"},
    {"Cryptodome", "pycryptodomex"},
    {"MySQLdb", "mysqlclient"},
    {"OpenSSL", "pyopenssl"},
    {"PIL", "pillow"},
    {"PyPDF2", "pypdf2"},
    {"Xlib", "python-xlib"},
    {"attr", "attrs"},
    {"bs4", "beautifulsoup4"},
    {"clickhouse_driver", "clickhouse-driver"},
    {"cv2", "opencv-python"},
    {"cv2", "opencv-python-headless"},
    {"cv2", "opencv-contrib-python"},
    {"dateutil", "python-dateutil"},
    {"dns", "dnspython"},
    {"docx", "python-docx"},
    {"dotenv", "python-dotenv"},
    {"duckduckgo_search", "ddgs"},
    {"exa_py", "exa-py"},
    {"faiss", "faiss-cpu"},
    {"faiss", "faiss-gpu"},
    {"fitz", "pymupdf"},
    {"flask_cors", "flask-cors"},
    {"gi", "pygobject"},
    {"git", "gitpython"},
    {"github", "pygithub"},
    {"gitlab", "python-gitlab"},
    {"googleapiclient", "google-api-python-client"},
    {"grpc", "grpcio"},
    {"jira", "jira"},
    {"jose", "python-jose"},
    {"jwt", "pyjwt"},
    {"kubernetes", "kubernetes"},
    {"ldap", "python-ldap"},
    {"ldap3", "ldap3"},
    {"lxml", "lxml"},
    {"magic", "python-magic"},
    {"magic", "python-magic-bin"},
    {"markdown", "markdown"},
    {"mpl_toolkits", "matplotlib"},
    {"multipart", "python-multipart"},
    {"mysql", "mysql-connector-python"},
    {"mysql", "mysql-connector"},
    {"nacl", "pynacl"},
    {"neo4j", "neo4j"},
    {"newspaper", "newspaper3k"},
    {"oauth2client", "oauth2client"},
    {"objc", "pyobjc"},
    {"pkg_resources", "setuptools"},
    {"playwright", "playwright"},
    {"pptx", "python-pptx"},
    {"psycopg2", "psycopg2-binary"},
    {"pwd", "pwd"},
    {"pymysql", "pymysql"},
    {"pythoncom", "pywin32"},
    {"pywintypes", "pywin32"},
    {"rest_framework", "djangorestframework"},
    {"ruamel", "ruamel-yaml"},
    {"serial", "pyserial"},
    {"skimage", "scikit-image"},
    {"sklearn", "scikit-learn"},
    {"slack_sdk", "slack-sdk"},
    {"slugify", "python-slugify"},
    {"socks", "pysocks"},
    {"sqlalchemy", "sqlmodel"},
    {"telegram", "python-telegram-bot"},
    {"tavily", "tavily-python"},
    {"telethon", "telethon"},
    {"usb", "pyusb"},
    {"vertexai", "google-cloud-aiplatform"},
    {"websocket", "websocket-client"},
    {"win32api", "pywin32"},
    {"win32con", "pywin32"},
    {"win32gui", "pywin32"},
    {"wx", "wxpython"},
    {"yaml", "pyyaml"},
    {"youtube_transcript_api", "youtube-transcript-api"},
    {"zmq", "pyzmq"},
    {"genai", "google-genai"},
    {"atlassian", "atlassian-python-api"},
    {"notion_client", "notion-client"},
    {"pinecone", "pinecone-client"},
    {"qdrant_client", "qdrant-client"},
    {"sentence_transformers", "sentence-transformers"},
    {"speech_recognition", "speechrecognition"},
    {"win32com", "pywin32"},
    {"AppKit", "pyobjc-framework-cocoa"},
    {"Foundation", "pyobjc-framework-cocoa"},
    {"Quartz", "pyobjc-framework-quartz"},
    {"bpy", "fake-bpy-module"},
});

/// What other packages bring with them so often that requiring it oneself is rare:
/// the SDKs' own requirements, and those of web frameworks.
static constexpr std::string_view kBrought =
    " anyio annotated_types certifi click h11 httpcore httpx httpx_sse idna jsonschema "
    "markdown_it mcp multipart numpy packaging pkg_resources pydantic pydantic_core "
    "pydantic_settings pygments requests rich setuptools sniffio sse_starlette starlette "
    "typer typing_extensions urllib3 uvicorn dotenv yaml jwt cryptography authlib "
    "websockets six attr attrs exceptiongroup tqdm dateutil pytz tzdata markupsafe jinja2 "
    "werkzeug botocore s3transfer referencing rpds charset_normalizer docutils pip wheel "
    "mcp_types griffe tiktoken openai langchain_core tenacity google azure proto grpc "
    "orjson greenlet sqlalchemy msal soupsieve lxml aiosignal multidict yarl aiohttp bs4 "
    "pandas PIL scipy networkx huggingface_hub torch transformers tokenizers filelock "
    "fsspec regex joblib traitlets tornado nbformat zmq jupyter_core jupyter_client ipykernel ";

/// Modules of programs that Python runs inside of: nothing installs them.
static constexpr std::string_view kHosts =
    " bpy bmesh mathutils gpu bpy_extras idaapi idc idautils ida_ unreal maya nuke hou "
    "FreeCAD Part adsk sublime gimp gimpfu binaryninja ghidra java javax org com burp lldb "
    "gdb rpy2 pyspark dbutils google_colab IPython micropython machine qgis arcpy Rhino "
    "rhinoscriptsyntax scriptcontext clr System c4d substance_painter pymxs Live bge aqt "
    "anki omni carb isaacsim pxr usdrt _Framework ableton DaVinciResolveScript fusionscript "
    "win32api pyautocad ida_hexrays ";

/// `a-b.c` as `abc`: names of modules and packages differ in little else.
static std::string squeezed(std::string_view name) {
  std::string text;
  for (const char c : name) {
    if (c == '-' || c == '_' || c == '.') continue;
    text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return text;
}

/// `a`, `b` of `a-b`.
static std::set<std::string> words_of(std::string_view name) {
  std::set<std::string> words;
  while (!name.empty()) {
    const std::size_t end = std::min(name.find_first_of("-_."), name.size());
    words.insert(squeezed(name.substr(0, end)));
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return words;
}

/// Whether a package made of `words` may bring `module`: `strands_tools` comes with
/// strands-agents-tools, `glide_shared` with valkey-glide.
static bool shares_words(std::string_view module, const std::set<std::string>& words) {
  constexpr std::size_t kTelling = 5;
  const std::string first = squeezed(module.substr(0, module.find('_')));
  return first.size() >= kTelling && words.contains(first);
}

/// Whether `word` is one of the words in `list`, which has a blank around each.
static bool is_in(std::string_view word, std::string_view list) {
  return list.find(" " + std::string(word) + " ") != list.npos;
}

namespace {

/// What one project's manifests of Python require.
class Declared {
 public:
  explicit Declared(const Project& project) : project_(project) {
    for (const Dependency& one : project.dependencies) {
      const bool counts = one.ecosystem == "PyPI" || one.ecosystem == "conda";
      if (counts && one.from != Dependency::From::Launch) {
        names_.insert(squeezed(one.name));
        words_.insert(words_of(one.name));
      }
      if (one.need == Dependency::Need::Running) lists_.insert(one.manifest);
    }
    for (const Code& code : project.codes) {
      std::string_view path = code.source->path;
      while (!path.empty()) {
        const std::size_t slash = std::min(path.find('/'), path.size());
        std::string_view part = path.substr(0, slash);
        locals_.insert(part.substr(0, part.find('.')));
        path.remove_prefix(std::min(slash + 1, path.size()));
      }
    }
    for (const Manifest& manifest : project.manifests) {
      if (manifest.name) own_.insert(squeezed(manifest.name->text));
    }
  }

  /// Whether something installs or holds the module.
  [[nodiscard]] bool covers(std::string_view module) const {
    if (locals_.contains(module)) return true;
    const std::string name = squeezed(module);
    if (own_.contains(name) || names_.contains(name)) return true;
    for (const auto& [imported, package] : kPackages) {
      if (imported == module && names_.contains(squeezed(package))) return true;
    }
    if (std::ranges::any_of(
            words_, [&](const std::set<std::string>& one) { return shares_words(module, one); }))
      return true;
    // `python-x`, `pyx`, `x-python`, `x-sdk`, `x-client`, `llama-index-core` for `llama_index`.
    return std::ranges::any_of(names_, [&](const std::string& one) {
      return one.find(name) != one.npos || (one.size() > 3 && name.find(one) != name.npos);
    });
  }

  /// The manifest that `code` is installed from; null if none says all it needs.
  [[nodiscard]] const Manifest* manifest_of(const Code& code) const {
    const Manifest* nearest = nullptr;
    for (const Manifest& manifest : project_.manifests) {
      using Kind = Manifest::Kind;
      const bool lists = manifest.ecosystem == "PyPI" && manifest.kind != Kind::Lock &&
                         manifest.kind != Kind::Settings && manifest.kind != Kind::Constraints &&
                         manifest.kind != Kind::Script;
      if (!lists || !code.source->path.starts_with(manifest.folder())) continue;
      if (manifest.is_dynamic) return nullptr;
      if (!lists_.contains(&manifest)) continue;
      if (nearest == nullptr || manifest.folder().size() > nearest->folder().size())
        nearest = &manifest;
    }
    return nearest;
  }

 private:
  const Project& project_;
  std::set<std::string> names_;
  std::set<std::set<std::string>> words_;  // those that each name is made of
  std::set<const Manifest*> lists_;        // those that require something to run
  std::set<std::string> own_;
  std::set<std::string_view> locals_;
};

}  // namespace

/// Places whose imports may fail without harm: `try` and `if`.
static std::vector<Span> guarded_places(const Code& code) {
  std::vector<Span> places;
  const auto add = [&](const Node& node) {
    if (node.is(NodeKind::Try) || node.is(NodeKind::If)) places.push_back(node.span());
  };
  each_node(code.body, add);
  for (const Function& function : code.functions) each_node(function.body, add);
  return places;
}

static bool is_within(Span inner, const std::vector<Span>& places) {
  return std::ranges::any_of(places, [&](Span place) {
    return inner.begin() >= place.begin() && inner.end() <= place.end();
  });
}

/// The package that probably brings `module`.
static std::string package_for(std::string_view module) {
  for (const auto& [imported, package] : kPackages) {
    if (imported == module) return std::string(package);
  }
  std::string name(module);
  std::ranges::replace(name, '_', '-');
  return name;
}

static bool is_free(std::string_view module) {
  if (module.empty() || module.front() == '.' || module.front() == '_') return true;
  return is_in(module, kStandard) || is_in(module, kBrought) || is_in(module, kHosts) ||
         module.starts_with("ida_") || module.ends_with("_pb2");
}

static void check_file(const Code& code, const Declared& declared, std::set<std::string>& said,
                       Report& report) {
  const Manifest* manifest = declared.manifest_of(code);
  if (manifest == nullptr || manifest->is_aside) return;
  const std::vector<Span> guarded = guarded_places(code);
  for (const Import& import : code.imports) {
    const std::string module = import.module.substr(0, import.module.find('.'));
    if (is_free(module) || declared.covers(module) || is_within(import.span, guarded)) continue;
    if (!said.insert(std::string(manifest->source->path) + module).second) continue;
    const std::string_view path = manifest->source->path;
    const std::string_view name = path.substr(path.rfind('/') + 1);  // npos + 1 is 0
    report.at(import.span, "`{}` is imported, and `{}` does not require it", module, name)
        .suggest("add `" + package_for(module) + "` to " + std::string(name));
  }
}

/// Files that look for modules in other folders, too: which, nobody can tell.
static std::set<const Code*> searching_elsewhere(const Project& project) {
  std::set<const Code*> found;
  for (const Call& call : project.calls) {
    if (call.callee.starts_with("sys.path.")) found.insert(call.code);
  }
  return found;
}

static void check(const Project& project, Report& report) {
  const Declared declared(project);
  const std::set<const Code*> elsewhere = searching_elsewhere(project);
  std::set<std::string> said;
  for (const Code& code : project.codes) {
    if (!elsewhere.contains(&code)) check_file(code, declared, said, report);
  }
}

}  // namespace mcplint
