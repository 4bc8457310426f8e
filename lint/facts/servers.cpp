#include "lint/facts/servers.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "lint/facts/nodes.h"

namespace mcplint {

namespace {

/// What makes a server (mcp-facts 2.1 to 2.4), and of which SDK line it is.
struct Constructor {
  std::string_view name;
  Server::Sdk sdk;
  unsigned major;
  bool runs_itself;  // it has run(), which starts a stdio server unless told otherwise
};

constexpr auto kConstructors = std::to_array<Constructor>(
    {{"mcp.server.fastmcp.FastMCP", Server::Sdk::Python, 1, true},
     {"mcp.server.fastmcp.server.FastMCP", Server::Sdk::Python, 1, true},
     {"mcp.server.FastMCP", Server::Sdk::Python, 1, true},
     {"mcp.server.MCPServer", Server::Sdk::Python, 2, true},
     {"mcp.server.mcpserver.MCPServer", Server::Sdk::Python, 2, true},
     {"mcp.server.Server", Server::Sdk::Python, 0, false},
     {"mcp.server.lowlevel.Server", Server::Sdk::Python, 0, false},
     {"mcp.server.lowlevel.server.Server", Server::Sdk::Python, 0, false},
     {"mcp.server.server.Server", Server::Sdk::Python, 0, false},
     {"fastmcp.FastMCP", Server::Sdk::FastMcp, 0, true},
     {"fastmcp.server.FastMCP", Server::Sdk::FastMcp, 0, true},
     {"fastmcp.server.server.FastMCP", Server::Sdk::FastMcp, 0, true}});

/// A call that starts a server.
struct Start {
  Span span;
  bool stdio = false;
  bool http = false;
};

/// What a file does for the servers of the project.
struct Starts {
  std::vector<Start> all;
  std::vector<StdoutWrite> writes_before;  // on the way to a start
};

}  // namespace

static bool ends_program(const Node& statement) {
  if (statement.is(NodeKind::Return) || statement.is(NodeKind::Raise)) return true;
  if (!statement.is(NodeKind::Call)) return false;
  const std::string_view callee = statement.part(0).span().text;
  return callee == "sys.exit" || callee == "exit" || callee == "quit" || callee == "os._exit";
}

/// Whether what `call` prints goes somewhere else than standard output.
static bool is_redirected(const Node& call) {
  for (std::string_view name : {"file", "stream", "err", "stderr"}) {
    const Node* target = call.argument(-1, name);
    if (target == nullptr) continue;
    const std::string_view text = target->span().text;
    return text != "sys.stdout" && text != "False" && text != "None";
  }
  return false;
}

/// The name of what `call` writes to standard output with; empty if it does not.
static std::string stdout_writer(const Program& program, std::uint32_t code, std::uint32_t function,
                                 const Node& call) {
  const Node& callee = call.part(0);
  const std::string_view text = callee.span().text;
  if (text == "sys.stdout.write" || text == "sys.stdout.buffer.write" ||
      text == "sys.stdout.writelines") {
    return std::string(text);
  }
  const Symbol symbol = program.resolve(code, function, callee);
  const bool is_builtin = symbol.kind == Symbol::Kind::None && text == "print";
  constexpr auto kWriters = std::to_array<std::string_view>(
      {"rich.print", "pprint.pprint", "click.echo", "click.secho", "typer.echo", "typer.secho"});
  const bool is_known = symbol.kind == Symbol::Kind::External &&
                        std::ranges::find(kWriters, symbol.name) != kWriters.end();
  if (is_builtin || is_known) return is_redirected(call) ? "" : is_known ? symbol.name : "print";

  // A log handler is not a write, but everything logged through it is.
  const Node* stream = nullptr;
  if (symbol.name == "logging.StreamHandler") stream = call.argument(0, "stream");
  if (symbol.name == "logging.basicConfig") stream = call.argument(-1, "stream");
  const bool logs_there = symbol.kind == Symbol::Kind::External && stream != nullptr &&
                          stream->span().text == "sys.stdout";
  return logs_there ? symbol.name : "";
}

static void add_writes(const Program& program, flow::FunctionId id, const Node& node,
                       std::vector<StdoutWrite>& writes) {
  const Code& code = program.code(id.code);
  const Span function = id.index == kNone ? Span() : code.functions[id.index].name_span;
  each_node(node, [&](const Node& one) {
    if (!one.is(NodeKind::Call)) return;
    std::string writer = stdout_writer(program, id.code, id.index, one);
    if (!writer.empty()) writes.push_back({std::move(writer), one.part(0).span(), function});
  });
}

/// What `call` says of the transport, if it starts a server.
static bool read_start(const Node& call, Start& start) {
  const Node& callee = call.part(0);
  const std::string_view text = callee.span().text;
  const std::string_view method =
      callee.is(NodeKind::Attribute) || callee.is(NodeKind::Name) ? callee.name() : "";
  start.span = callee.span();
  if (method == "stdio_server" || method == "run_stdio_async") return start.stdio = true;
  constexpr auto kHttp = std::to_array<std::string_view>(
      {"run_sse_async", "run_http_async", "run_streamable_http_async", "streamable_http_app",
       "sse_app", "http_app", "SseServerTransport", "StreamableHTTPSessionManager"});
  if (std::ranges::find(kHttp, method) != kHttp.end()) return start.http = true;

  const bool runs = callee.is(NodeKind::Attribute) && (method == "run" || method == "run_async");
  constexpr auto kOtherRunners = std::to_array<std::string_view>(
      {"asyncio.run", "anyio.run", "subprocess.run", "uvicorn.run", "trio.run"});
  if (!runs || std::ranges::find(kOtherRunners, text) != kOtherRunners.end()) return false;

  const Node* transport = call.argument(0, "transport");
  if (const Node* named = call.argument(-1, "transport")) transport = named;
  if (transport == nullptr) return start.stdio = true;
  if (!transport->is(NodeKind::String)) return start.stdio = start.http = true;
  start.stdio = transport->value() == "stdio";
  start.http = !start.stdio;
  return true;
}

namespace {

/// Looks for starts in one file, and for what is printed on the way to them.
class StartFinder {
 public:
  StartFinder(const Program& program, std::uint32_t code, Starts& found)
      : program_(program), code_(code), found_(found) {}

  void look() {
    const Code& file = program_.code(code_);
    body({code_, kNone}, file.body);
    for (std::uint32_t i = 0; i < file.functions.size(); ++i) {
      body({code_, i}, file.functions[i].body);
    }
  }

 private:
  void body(flow::FunctionId id, const Node& block) {
    std::vector<StdoutWrite> before;
    if (!walk(id, block, before)) return;
    found_.writes_before.insert(found_.writes_before.end(), before.begin(), before.end());
  }

  /// Whether `block` starts a server; `before` gets what is written until then.
  bool walk(flow::FunctionId id, const Node& block, std::vector<StdoutWrite>& before) {
    bool starts = false;
    for (const Node& statement : block.parts()) {
      std::vector<StdoutWrite> here;
      const bool starts_here = visit(id, statement, here);
      if (starts_here || !starts) before.insert(before.end(), here.begin(), here.end());
      starts = starts || starts_here;
    }
    return starts;
  }

  bool visit(flow::FunctionId id, const Node& statement, std::vector<StdoutWrite>& writes) {
    bool starts = false;
    bool has_blocks = false;
    for (const Node& part : statement.parts()) {
      const Node* block = part.is(NodeKind::Block) ? &part : nullptr;
      if (part.is(NodeKind::Handler) || part.is(NodeKind::Case)) continue;
      if (block == nullptr) continue;
      has_blocks = true;
      std::vector<StdoutWrite> inside;
      const bool starts_inside = walk(id, *block, inside);
      starts = starts || starts_inside;
      // A branch that leaves is no way to the start.
      const bool leaves = !block->parts().empty() && ends_program(block->parts().back());
      if (starts_inside || !leaves) writes.insert(writes.end(), inside.begin(), inside.end());
    }
    if (has_blocks) {
      starts = note_starts(statement.part(0)) || starts;
      return starts;
    }
    if (statement.is(NodeKind::Function) || statement.is(NodeKind::Class)) return false;
    add_writes(program_, id, statement, writes);
    return note_starts(statement);
  }

  bool note_starts(const Node& node) {
    if (node.is(NodeKind::Block)) return false;
    bool starts = false;
    each_node(node, [&](const Node& one) {
      Start start;
      if (!one.is(NodeKind::Call) || !read_start(one, start)) return;
      found_.all.push_back(start);
      starts = true;
    });
    return starts;
  }

  const Program& program_;
  std::uint32_t code_;
  Starts& found_;
};

}  // namespace

/// The folder of a path, with its '/'.
static std::string_view folder_of(std::string_view path) {
  return path.substr(0, path.rfind('/') + 1);  // npos + 1 is 0
}

static std::size_t common_length(std::string_view a, std::string_view b) {
  std::size_t size = 0;
  std::size_t i = 0;
  for (; i < a.size() && i < b.size() && a[i] == b[i]; ++i) {
    if (a[i] == '/') size = i + 1;
  }
  return size;
}

static std::vector<Server> find_constructed(const Program& program,
                                            std::vector<std::uint32_t>& where) {
  std::vector<Server> servers;
  const auto look = [&](std::uint32_t c, std::uint32_t scope, const Node& body) {
    each_node(body, [&](const Node& node) {
      if (!node.is(NodeKind::Call)) return;
      const Symbol symbol = program.resolve(c, scope, node.part(0));
      if (symbol.kind != Symbol::Kind::External) return;
      const auto it = std::ranges::find(kConstructors, symbol.name, &Constructor::name);
      if (it == kConstructors.end()) return;
      const Node* name = node.argument(0, "name");
      servers.push_back({.sdk = it->sdk,
                         .sdk_major = it->major,
                         .name = name != nullptr ? std::string(name->value()) : std::string(),
                         .span = node.span(),
                         .transports = {},
                         .started = {},
                         .stdout_writes = {}});
      where.push_back(c);
    });
  };
  for (std::uint32_t c = 0; c < program.codes().size(); ++c) {
    const Code& file = program.code(c);
    look(c, kNone, file.body);
    for (std::uint32_t i = 0; i < file.functions.size(); ++i) look(c, i, file.functions[i].body);
  }
  return servers;
}

/// The servers that stand nearest to `path` in the tree of folders: in its own
/// file, else those that share most of its folders.
static std::vector<std::size_t> nearest_servers(const Program& program, std::uint32_t code,
                                                const std::vector<std::uint32_t>& where) {
  std::vector<std::size_t> nearest;
  std::size_t best = 0;
  const std::string_view path = program.code(code).source->path;
  for (std::size_t s = 0; s < where.size(); ++s) {
    const bool same_file = where[s] == code;
    const std::string_view other = program.code(where[s]).source->path;
    const std::size_t score =
        same_file ? path.size() + 1 : common_length(folder_of(path), folder_of(other));
    if (score > best || nearest.empty()) {
      nearest.clear();
      best = score;
    }
    if (score == best) nearest.push_back(s);
  }
  return nearest;
}

/// Adds what the handler's function, and all that it calls, writes.
static void add_reachable_writes(flow::FunctionId first, flow::Analysis& analysis,
                                 std::vector<StdoutWrite>& writes) {
  std::set<flow::FunctionId> seen = {first};
  std::vector<flow::FunctionId> waiting = {first};
  while (!waiting.empty()) {
    const flow::FunctionId id = waiting.back();
    waiting.pop_back();
    add_writes(analysis.program(), id, analysis.program().code(id.code).functions[id.index].body,
               writes);
    for (const flow::FunctionId callee : analysis.summary(id).callees) {
      if (seen.insert(callee).second) waiting.push_back(callee);
    }
  }
}

void find_servers(const std::vector<Handler>& handlers, flow::Analysis& analysis,
                  Project& project) {
  const Program& program = analysis.program();
  std::vector<std::uint32_t> where;
  std::vector<Server> servers = find_constructed(program, where);
  if (servers.empty()) return;

  for (std::uint32_t c = 0; c < program.codes().size(); ++c) {
    Starts starts;
    StartFinder(program, c, starts).look();
    if (starts.all.empty()) continue;
    for (const std::size_t s : nearest_servers(program, c, where)) {
      Server& server = servers[s];
      for (const Start& start : starts.all) {
        if (server.started.empty()) server.started = start.span;
        if (start.stdio) server.transports.push_back(Server::Transport::Stdio);
        if (start.http) server.transports.push_back(Server::Transport::Http);
      }
      server.stdout_writes.insert(server.stdout_writes.end(), starts.writes_before.begin(),
                                  starts.writes_before.end());
    }
  }
  for (const Handler& handler : handlers) {
    for (const std::size_t s : nearest_servers(program, handler.function.code, where)) {
      add_reachable_writes(handler.function, analysis, servers[s].stdout_writes);
    }
  }
  for (Server& server : servers) {
    std::ranges::sort(server.transports);
    const auto same_transports = std::ranges::unique(server.transports);
    server.transports.erase(same_transports.begin(), same_transports.end());
    std::ranges::sort(server.stdout_writes, {},
                      [](const StdoutWrite& w) { return w.span.begin(); });
    const auto same_writes = std::ranges::unique(
        server.stdout_writes, {}, [](const StdoutWrite& w) { return w.span.begin(); });
    server.stdout_writes.erase(same_writes.begin(), same_writes.end());
  }
  project.servers = std::move(servers);
}

}  // namespace mcplint
