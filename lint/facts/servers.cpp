#include "lint/facts/servers.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

#include "lint/facts/imports.h"
#include "mcplint/nodes.h"

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

/// Whether the first block of `statement` runs only when a person sits at a
/// terminal: no client of the protocol reads what is written there.
static bool asks_for_terminal(const Node& statement) {
  if (!statement.is(NodeKind::If) || statement.part(0).is(NodeKind::Block)) return false;
  const std::string_view condition = statement.part(0).span().text;
  if (condition.find("not ") != std::string_view::npos) return false;
  return condition.find("isatty()") != std::string_view::npos ||
         condition.find("is_interactive") != std::string_view::npos;
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

/// What a name at module level holds, here or where it comes from, as far as types go.
static flow::Value value_of(flow::Analysis& analysis, std::uint32_t code, const Node& node) {
  if (!node.is(NodeKind::Name)) return {};
  if (const flow::Value* known = analysis.globals(code).find(node.name())) return *known;
  const Symbol symbol = analysis.program().lookup(code, kNone, node.name());
  if (symbol.kind != Symbol::Kind::Variable) return {};
  const flow::Value* theirs = analysis.globals(symbol.code).find(symbol.name);
  return theirs == nullptr ? flow::Value() : *theirs;
}

static bool is_constructor(std::string_view name) {
  return std::ranges::find(kConstructors, name, &Constructor::name) != kConstructors.end();
}

/// Whether a class of the project is derived from a server of an SDK.
static bool is_server_class(const Program& program, flow::ClassId id) {
  const Class& it = program.code(id.code).classes[id.index];
  return std::ranges::any_of(it.bases, [&](const Node& base) {
    return is_constructor(program.resolve(id.code, it.parent, base).name);
  });
}

/// Whether something of unknown type is called what servers are called.
static bool is_named_like_server(const Node& receiver) {
  const std::string_view name = receiver.name();
  return name.ends_with("mcp") || name.ends_with("server");
}

/// Whether `receiver` is a server: by its type or, if that is not known, by its name.
static bool may_be_server(flow::Analysis& analysis, std::uint32_t code, const Node& receiver) {
  const Program& program = analysis.program();
  const Node& made = receiver.is(NodeKind::Call) ? receiver.part(0) : receiver;
  const Symbol symbol = program.resolve(code, kNone, made);
  if (symbol.kind == Symbol::Kind::Class)
    return is_server_class(program, {symbol.code, symbol.index});
  if (symbol.kind == Symbol::Kind::External) return is_constructor(symbol.name);  // not asyncio.run
  const flow::Value value = value_of(analysis, code, receiver);
  if (value.instance.known()) return is_server_class(program, value.instance);
  return value.type.empty() ? is_named_like_server(receiver) : is_constructor(value.type);
}

/// What `call` says of the transport, if it starts a server.
static bool read_start(flow::Analysis& analysis, std::uint32_t code, const Node& call,
                       Start& start) {
  const Node& callee = call.part(0);
  const std::string_view method =
      callee.is(NodeKind::Attribute) || callee.is(NodeKind::Name) ? callee.name() : "";
  start.span = callee.span();
  if (method == "stdio_server" || method == "run_stdio_async") return start.stdio = true;
  constexpr auto kHttp = std::to_array<std::string_view>(
      {"run_sse_async", "run_http_async", "run_streamable_http_async", "streamable_http_app",
       "sse_app", "http_app", "SseServerTransport", "StreamableHTTPSessionManager"});
  if (std::ranges::find(kHttp, method) != kHttp.end()) return start.http = true;

  const bool runs = callee.is(NodeKind::Attribute) && (method == "run" || method == "run_async");
  const bool names_transport = call.argument(-1, "transport") != nullptr;
  if (!runs || !(names_transport || may_be_server(analysis, code, callee.part(0)))) return false;

  // Low-level servers run over streams that something else opened.
  if (call.argument(1) != nullptr) return false;
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
  StartFinder(flow::Analysis& analysis, std::uint32_t code, Starts& found)
      : analysis_(analysis), program_(analysis.program()), code_(code), found_(found) {}

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
    if (statement.is(NodeKind::Function) || statement.is(NodeKind::Class)) return false;
    bool starts = false;
    bool has_blocks = false;
    for (const Node& part : statement.parts()) {
      if (!part.is(NodeKind::Block)) continue;
      const bool is_first = !std::exchange(has_blocks, true);
      if (is_first && asks_for_terminal(statement)) continue;
      starts = branch(id, part, writes) || starts;
    }
    // `async with app.run():` enters a context; only stdio_server() starts there.
    if (has_blocks) return note_starts(statement.part(0), true) || starts;
    add_writes(program_, id, statement, writes);
    return note_starts(statement, false);
  }

  bool branch(flow::FunctionId id, const Node& block, std::vector<StdoutWrite>& writes) {
    std::vector<StdoutWrite> inside;
    const std::size_t before = found_.all.size();
    const bool starts = walk(id, block, inside);
    // A branch that leaves is no way to the start, and what stands before a
    // start over HTTP alone harms nobody.
    const bool leaves = !block.parts().empty() && ends_program(block.parts().back());
    const bool http_only =
        starts && std::all_of(found_.all.begin() + static_cast<std::ptrdiff_t>(before),
                              found_.all.end(), [](const Start& start) { return !start.stdio; });
    if ((starts || !leaves) && !http_only)
      writes.insert(writes.end(), inside.begin(), inside.end());
    return starts;
  }

  bool note_starts(const Node& node, bool is_header) {
    if (node.is(NodeKind::Block)) return false;
    bool starts = false;
    each_node(node, [&](const Node& one) {
      Start start;
      if (!one.is(NodeKind::Call) || !read_start(analysis_, code_, one, start)) return;
      if (is_header && start.span.text.ends_with(".run")) return;
      found_.all.push_back(start);
      starts = true;
    });
    return starts;
  }

  flow::Analysis& analysis_;
  const Program& program_;
  std::uint32_t code_;
  Starts& found_;
};

}  // namespace

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

/// Adds what the handler's function, and all that it calls, writes.
static void add_reachable_writes(flow::FunctionId first, flow::Analysis& analysis,
                                 std::vector<StdoutWrite>& writes) {
  const Program& program = analysis.program();
  for (const flow::FunctionId id : analysis.reached_from({&first, 1})) {
    add_writes(program, id, program.code(id.code).functions[id.index].body, writes);
  }
}

/// Puts each write in order, and leaves out those that an earlier server has.
static void settle(Server& server, std::set<const char*>& seen) {
  std::ranges::sort(server.transports);
  const auto same = std::unique(server.transports.begin(), server.transports.end());
  server.transports.erase(same, server.transports.end());

  const auto place = [](const StdoutWrite& write) { return write.span.begin(); };
  std::ranges::stable_sort(server.stdout_writes, {}, place);
  if (!server.serves(Server::Transport::Stdio)) return;
  std::erase_if(server.stdout_writes,
                [&](const StdoutWrite& write) { return !seen.insert(place(write)).second; });
}

/// Adds one file's starts, and says whether one of them is over stdio.
static bool add_starts(Server& server, const Starts& starts) {
  bool over_stdio = false;
  for (const Start& start : starts.all) {
    // Best the place that the protocol runs over standard output from.
    if (server.started.empty() || (start.stdio && !server.serves(Server::Transport::Stdio))) {
      server.started = start.span;
    }
    if (start.stdio) server.transports.push_back(Server::Transport::Stdio);
    if (start.http) server.transports.push_back(Server::Transport::Http);
    over_stdio = over_stdio || start.stdio;
  }
  if (!over_stdio) return false;
  server.stdout_writes.insert(server.stdout_writes.end(), starts.writes_before.begin(),
                              starts.writes_before.end());
  return true;
}

void find_servers(const std::vector<Handler>& handlers, flow::Analysis& analysis,
                  Project& project) {
  const Program& program = analysis.program();
  std::vector<std::uint32_t> where;
  std::vector<Server> servers = find_constructed(program, where);
  if (servers.empty()) return;

  ImportGraph imports(program);
  const auto knows = [&](std::uint32_t a, std::uint32_t b) {
    return imports.reaches(a, b) || imports.reaches(b, a);
  };
  std::vector<std::vector<std::uint32_t>> stdio_files(servers.size());
  for (std::uint32_t c = 0; c < program.codes().size(); ++c) {
    Starts starts;
    StartFinder(analysis, c, starts).look();
    if (starts.all.empty()) continue;
    // It starts a server of its own file; else those that it imports.
    const bool has_own = std::ranges::find(where, c) != where.end();
    for (std::size_t s = 0; s < servers.size(); ++s) {
      const bool starts_it = has_own ? where[s] == c : imports.reaches(c, where[s]);
      if (starts_it && add_starts(servers[s], starts)) stdio_files[s].push_back(c);
    }
  }
  for (const Handler& handler : handlers) {
    const std::uint32_t file = handler.function.code;
    for (std::size_t s = 0; s < servers.size(); ++s) {
      // A server made in a library is started by many programs, each with tools of its own.
      const bool serves_it = std::ranges::any_of(stdio_files[s], [&](std::uint32_t start) {
        return knows(where[s], file) && (start == where[s] || imports.reaches(start, file));
      });
      if (serves_it) add_reachable_writes(handler.function, analysis, servers[s].stdout_writes);
    }
  }
  std::set<const char*> seen;
  for (Server& server : servers) settle(server, seen);
  project.servers = std::move(servers);
}

}  // namespace mcplint
