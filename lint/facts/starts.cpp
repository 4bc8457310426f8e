#include "lint/facts/starts.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "lint/facts/constructors.h"
#include "lint/facts/defaults.h"
#include "lint/facts/stdout.h"
#include "mcplint/nodes.h"
#include "mcplint/words.h"

namespace mcplint {

/// How many functions deep a start, or what is printed before it, is looked for.
static constexpr int kDeepest = 4;

bool Starts::over_stdio() const { return std::ranges::any_of(all, &Start::stdio); }

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
  static constexpr auto kSigns = std::to_array<std::string_view>({"isatty()", "interactive"});
  return std::ranges::any_of(kSigns, [&](std::string_view sign) {
    const std::size_t at = condition.find(sign);
    if (at == std::string_view::npos) return false;
    // `not config.is_interactive`: the word before decides, not one further on.
    const std::size_t blank = condition.substr(0, at).rfind(' ');
    const std::string_view before =
        blank == std::string_view::npos ? "" : condition.substr(0, blank);
    return !before.ends_with("not") && !contains(condition, " or ");
  });
}

/// Whether `statement` is `if __name__ == "__main__":`.
static bool is_main_guard(const Node& statement) {
  return statement.is(NodeKind::If) && contains(statement.part(0).span().text, "__name__");
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

/// Whether something of unknown type is called what servers are called.
static bool is_named_like_server(const Node& receiver) {
  const std::string_view name = receiver.name();
  return name.ends_with("mcp") || name.ends_with("server");
}

/// Whether `receiver` is a server: by its type or, if that is not known, by its name.
static bool may_be_server(flow::Analysis& analysis, std::uint32_t code, const Node& receiver) {
  const Program& program = analysis.program();
  const auto is_server = [&](const Symbol& symbol) {
    return constructor_of(program, symbol) != nullptr;
  };
  const Node& made = receiver.is(NodeKind::Call) ? receiver.part(0) : receiver;
  const Symbol symbol = program.resolve(code, kNone, made);
  // Not asyncio.run().
  if (symbol.kind == Symbol::Kind::Class || symbol.kind == Symbol::Kind::External) {
    return is_server(symbol);
  }
  const flow::Value value = value_of(analysis, code, receiver);
  if (value.instance.known()) {
    return is_server({Symbol::Kind::Class, value.instance.code, value.instance.index, {}});
  }
  return value.type.empty() ? is_named_like_server(receiver)
                            : find_constructor(value.type) != nullptr;
}

/// What a transport that is not written out can be: all of it, unless choices say less.
static void read_choice(const Program& program, flow::FunctionId id, const Node& transport,
                        Start& start) {
  const Default found = default_of(program, id.code, id.index, transport);
  std::vector<std::string> choices = found.choices;
  if (choices.empty() && !found.text.empty() && !found.can_be_set) choices = {found.text};
  start.stdio = choices.empty() || std::ranges::find(choices, "stdio") != choices.end();
  start.http = choices.empty() || std::ranges::any_of(choices, [](const std::string& choice) {
                 return choice != "stdio";
               });
}

/// What `call` says of the transport, if it starts a server.
static bool read_start(flow::Analysis& analysis, flow::FunctionId id, const Node& call,
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
  if (!runs || !(names_transport || may_be_server(analysis, id.code, callee.part(0)))) return false;

  // Low-level servers run over streams that something else opened.
  if (call.argument(1) != nullptr) return false;
  const Node* transport = call.argument(0, "transport");
  if (const Node* named = call.argument(-1, "transport")) transport = named;
  if (transport == nullptr) return start.stdio = true;
  if (!transport->is(NodeKind::String)) {
    read_choice(analysis.program(), id, *transport, start);
    return true;
  }
  start.stdio = transport->value() == "stdio";
  start.http = !start.stdio;
  return true;
}

namespace {

/// Functions of the project that start a server, and how.
class Starters {
 public:
  explicit Starters(flow::Analysis& analysis) : program_(analysis.program()) {
    each_call([&](flow::FunctionId id, const Node& call) {
      Start start;
      if (id.index != kNone && read_start(analysis, id, call, start)) note(id, start);
    });
    for (int i = 0; i < kDeepest; ++i) {
      const std::size_t before = all_.size();
      each_call([&](flow::FunctionId id, const Node& call) {
        const Start* start = id.index == kNone ? nullptr : called(id, call);
        if (start != nullptr) note(id, Start(*start));
      });
      if (all_.size() == before) return;
    }
  }

  /// What `call` starts by way of a function that it calls or hands on; null if nothing.
  [[nodiscard]] const Start* called(flow::FunctionId id, const Node& call) const {
    for (const Node& part : call.parts()) {  // the callee, then `asyncio.run(main)`
      if (!names_.contains(part.name())) continue;
      const Symbol symbol = program_.resolve(id.code, id.index, part);
      if (symbol.kind != Symbol::Kind::Function) continue;
      const auto it = all_.find({symbol.code, symbol.index});
      const bool is_other = symbol.code != id.code || symbol.index != id.index;
      if (it != all_.end() && is_other) return &it->second;
    }
    return nullptr;
  }

 private:
  template <class With>
  void each_call(With with) const {
    for (std::uint32_t c = 0; c < program_.codes().size(); ++c) {
      const Code& file = program_.code(c);
      for (std::uint32_t i = 0; i < file.functions.size(); ++i) {
        each_node(file.functions[i].body, [&](const Node& node) {
          if (node.is(NodeKind::Call)) with(flow::FunctionId{c, i}, node);
        });
      }
    }
  }

  void note(flow::FunctionId id, const Start& start) {
    Start& it = all_[id];
    it.stdio = it.stdio || start.stdio;
    it.http = it.http || start.http;
    names_.insert(program_.code(id.code).functions[id.index].name);
  }

  const Program& program_;
  std::map<flow::FunctionId, Start> all_;
  std::set<std::string_view> names_;  // of these: few calls are called so
};

/// Looks for starts in one file, and for what is printed on the way to them.
class StartFinder {
 public:
  StartFinder(flow::Analysis& analysis, const Starters& starters, std::uint32_t code, Starts& found)
      : analysis_(analysis),
        starters_(starters),
        program_(analysis.program()),
        code_(code),
        found_(found) {}

  void look() {
    const Code& file = program_.code(code_);
    std::vector<StdoutWrite> writes;
    const bool starts = walk({code_, kNone}, file.body, writes);
    (starts ? found_.writes_before : found_.writes_on_import) = std::move(writes);
    for (std::uint32_t i = 0; i < file.functions.size(); ++i) {
      std::vector<StdoutWrite> before;
      if (!walk({code_, i}, file.functions[i].body, before)) continue;
      found_.writes_before.insert(found_.writes_before.end(), before.begin(), before.end());
    }
  }

 private:
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
    std::vector<StdoutWrite> ignored;
    const bool redirected = redirects_stdout(statement);
    for (const Node& part : statement.parts()) {
      const bool is_block = part.is(NodeKind::Block);
      if (!is_block && !part.is(NodeKind::Handler)) continue;
      const bool is_first = !std::exchange(has_blocks, true);
      if (is_first && asks_for_terminal(statement)) continue;
      // What follows a start in `try` comes when the server has ended.
      const bool is_late = statement.is(NodeKind::Try) && starts;
      std::vector<StdoutWrite>& into = redirected || is_late ? ignored : writes;
      const Node& block = is_block ? part : part.part(0);
      starts = branch(id, block, into, is_main_guard(statement)) || starts;
    }
    if (has_blocks) {
      for (const Node& part : statement.parts()) starts = note_starts(id, part, true) || starts;
      return starts;
    }
    if (note_starts(id, statement, false)) return true;
    add_stdout_writes(program_, id, statement, writes);
    follow(id, statement, writes);
    return false;
  }

  bool branch(flow::FunctionId id, const Node& block, std::vector<StdoutWrite>& writes,
              bool is_guarded = false) {
    std::vector<StdoutWrite> inside;
    const std::size_t before = found_.all.size();
    const bool starts = walk(id, block, inside);
    // A branch that leaves is no way to the start, nor is what only another
    // program runs; and what stands before a start over HTTP alone harms nobody.
    const bool leaves =
        is_guarded || (!block.parts().empty() && leaves_at(id, block.parts().back()));
    const bool http_only =
        starts && std::all_of(found_.all.begin() + static_cast<std::ptrdiff_t>(before),
                              found_.all.end(), [](const Start& start) { return !start.stdio; });
    if ((starts || !leaves) && !http_only)
      writes.insert(writes.end(), inside.begin(), inside.end());
    return starts;
  }

  /// Whether nothing comes after `statement`: it leaves, or calls what ends the program.
  [[nodiscard]] bool leaves_at(flow::FunctionId id, const Node& statement) const {
    if (ends_program(statement)) return true;
    if (!statement.is(NodeKind::Call)) return false;
    const Symbol symbol = program_.resolve(id.code, id.index, statement.part(0));
    return symbol.kind == Symbol::Kind::Function && is_last({symbol.code, symbol.index});
  }

  /// Whether the program ends with the function `id`.
  [[nodiscard]] bool is_last(flow::FunctionId id) const {
    const std::span<const Node> body = program_.code(id.code).functions[id.index].body.parts();
    return !body.empty() && ends_program(body.back()) && !body.back().is(NodeKind::Return);
  }

  /// Adds what functions write that `statement` calls on the way: `set_up_logging()`.
  void follow(flow::FunctionId id, const Node& statement, std::vector<StdoutWrite>& writes) {
    if (followed_.size() >= kDeepest) return;
    each_node(statement, [&](const Node& node) {
      if (!node.is(NodeKind::Call)) return;
      const Symbol symbol = program_.resolve(id.code, id.index, node.part(0));
      if (symbol.kind != Symbol::Kind::Function) return;
      const flow::FunctionId called = {symbol.code, symbol.index};
      const Function& function = program_.code(called.code).functions[called.index];
      if (is_last(called)) return;
      const auto is_called = [&](flow::FunctionId one) { return !(one < called || called < one); };
      if (std::ranges::any_of(followed_, is_called)) return;
      followed_.push_back(called);
      walk(called, function.body, writes);
      followed_.pop_back();
    });
  }

  /// Notes what `node` starts. `async with app.run():`, a header, enters a
  /// context: only stdio_server() starts there.
  bool note_starts(flow::FunctionId id, const Node& node, bool is_header) {
    if (node.is(NodeKind::Block) || node.is(NodeKind::Handler)) return false;
    bool starts = false;
    each_node(node, [&](const Node& one) {
      Start start;
      if (!one.is(NodeKind::Call)) return;
      if (!read_start(analysis_, id, one, start)) {
        const Start* through = starters_.called(id, one);
        if (through == nullptr || is_header) return;
        start = {one.part(0).span(), through->stdio, through->http, true};
      }
      if (is_header && start.span.text.ends_with(".run")) return;
      if (followed_.empty()) found_.all.push_back(start);
      starts = true;
    });
    return starts;
  }

  flow::Analysis& analysis_;
  const Starters& starters_;
  const Program& program_;
  std::uint32_t code_;
  Starts& found_;
  std::vector<flow::FunctionId> followed_;  // functions that are being looked into
};

}  // namespace

std::vector<Starts> find_starts(flow::Analysis& analysis) {
  const Starters starters(analysis);
  std::vector<Starts> all(analysis.program().codes().size());
  for (std::uint32_t c = 0; c < all.size(); ++c) StartFinder(analysis, starters, c, all[c]).look();
  return all;
}

}  // namespace mcplint
