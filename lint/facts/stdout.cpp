#include "lint/facts/stdout.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "mcplint/nodes.h"
#include "mcplint/words.h"

namespace mcplint {

namespace {

constexpr auto kPrinters = std::to_array<std::string_view>(
    {"rich.print", "rich.pretty.pprint", "rich.print_json", "pprint.pprint", "pprint.pp",
     "click.echo", "click.secho", "typer.echo", "typer.secho"});

/// Starts of a child process, which inherits standard output unless it is given another.
constexpr auto kStarters = std::to_array<std::string_view>(
    {"subprocess.run", "subprocess.call", "subprocess.check_call", "subprocess.Popen",
     "asyncio.create_subprocess_exec", "asyncio.create_subprocess_shell",
     "asyncio.subprocess.create_subprocess_exec", "asyncio.subprocess.create_subprocess_shell"});

/// What sends all that is logged to standard output if no file is named.
constexpr auto kLoggerFactories = std::to_array<std::string_view>(
    {"structlog.PrintLoggerFactory", "structlog.WriteLoggerFactory", "structlog.BytesLoggerFactory",
     "structlog.PrintLogger", "structlog.WriteLogger"});

/// The argument called `name`, also of a call that `*arguments` stand in.
const Node* keyword(const Node& call, std::string_view name) {
  for (const Node& part : call.parts()) {
    if (part.is(NodeKind::Keyword) && part.name() == name) return &part.part(0);
  }
  return nullptr;
}

/// Whether `call` passes on names that are not written here: `**options`.
bool has_options(const Node& call) {
  return std::ranges::any_of(call.parts(), [](const Node& part) {
    return part.is(NodeKind::Spread) && part.name() == "**";
  });
}

bool is_stdout(const Node* node) {
  if (node == nullptr) return false;
  const std::string_view text = node->span().text;
  return text == "sys.stdout" || text == "sys.__stdout__" || text == "sys.stdout.buffer";
}

}  // namespace

/// Whether what `call` prints goes somewhere else than standard output.
static bool is_redirected(const Node& call) {
  for (std::string_view name : {"file", "stream", "err", "stderr"}) {
    const Node* target = keyword(call, name);
    if (target == nullptr) continue;
    const std::string_view text = target->span().text;
    return !is_stdout(target) && text != "False" && text != "None";
  }
  return has_options(call);  // it may be one of them
}

/// Whether something in `root` is assigned to `name`.
static bool assigns(const Node& root, std::string_view name) {
  bool found = false;
  each_node(root, [&](const Node& node) {
    if (found || !node.is(NodeKind::Assign)) return;
    const std::span<const Node> targets = node.parts().first(node.parts().size() - 1);
    found = std::ranges::any_of(targets,
                                [&](const Node& target) { return target.span().text == name; });
  });
  return found;
}

/// Whether `name` is given a new meaning in `function` or around it.
static bool is_replaced(const Code& code, std::uint32_t function, std::string_view name) {
  const std::string_view text = code.source->text;
  // Few files do, and looking through trees takes time.
  if (text.find(std::string(name) + " =") == std::string_view::npos) return false;
  for (std::uint32_t at = function; at != kNone; at = code.functions[at].parent) {
    if (assigns(code.functions[at].body, name)) return true;
  }
  return assigns(code.body, name);
}

/// Whether a child process that `call` starts writes to our standard output.
static bool inherits_stdout(const Node& call, std::string_view callee) {
  if (has_options(call)) return false;
  if (callee == "subprocess.run" && keyword(call, "capture_output") != nullptr) return false;
  const Node* out = keyword(call, "stdout");
  return out == nullptr || out->span().text == "None" || is_stdout(out);
}

/// The call that made what `node` names, here or at the module level it comes from.
static const Node* maker_of(const Program& program, std::uint32_t code, std::uint32_t function,
                            const Node& node) {
  if (!node.is(NodeKind::Name)) return nullptr;
  const Symbol symbol = program.lookup(code, function, node.name());
  const bool is_elsewhere = symbol.kind == Symbol::Kind::Variable && symbol.code != code;
  const Code& file = program.code(is_elsewhere ? symbol.code : code);
  const std::string_view name = is_elsewhere ? std::string_view(symbol.name) : node.name();
  const Node* made = nullptr;
  const auto look = [&](const Node& body) {
    each_node(body, [&](const Node& one) {
      if (!one.is(NodeKind::Assign) || one.part(0).span().text != name) return;
      if (one.parts().back().is(NodeKind::Call)) made = &one.parts().back();
    });
  };
  look(file.body);
  if (!is_elsewhere && function != kNone) look(file.functions[function].body);
  return made;
}

/// Whether `call` prints with a console of Rich that shows things on standard output.
static bool prints_to_console(const Program& program, flow::FunctionId id, const Node& call) {
  const Node& callee = call.part(0);
  if (!callee.is(NodeKind::Attribute)) return false;
  constexpr auto kMethods =
      std::to_array<std::string_view>({"print", "log", "rule", "print_json", "out"});
  if (!is_one_of(callee.name(), kMethods)) return false;
  const Node* made = callee.part(0).is(NodeKind::Call)
                         ? &callee.part(0)
                         : maker_of(program, id.code, id.index, callee.part(0));
  if (made == nullptr || is_redirected(*made)) return false;
  const std::string_view name = made->part(0).name();
  if (name != "Console") return false;
  return !program.resolve(id.code, id.index, made->part(0)).name.empty() ||
         made->part(0).span().text == "Console";
}

/// What logs to standard output from here on; empty if `call` sets up no such thing.
static std::string log_writer(const Code& code, const Symbol& symbol, const Node& call) {
  if (symbol.kind != Symbol::Kind::External) return {};
  const std::string_view name = symbol.name;
  const Node* stream = nullptr;
  if (name == "logging.StreamHandler") stream = call.argument(0, "stream");
  if (name == "logging.basicConfig") stream = call.argument(-1, "stream");
  if (name == "loguru.logger.add") stream = call.argument(0, "sink");
  if (is_stdout(stream) && !is_replaced(code, kNone, "sys.stdout")) return symbol.name;
  // Without a factory, structlog prints. Whether somebody else gives it one, find_servers() asks.
  if (name == kStructlogLogger || name == "structlog.getLogger") return kStructlogLogger;
  if (name == "structlog.configure" || name == "structlog.configure_once") {
    return keyword(call, "logger_factory") == nullptr && !has_options(call) ? symbol.name : "";
  }
  if (!is_one_of(name, kLoggerFactories)) return {};
  const Node* file = call.argument(0, "file");
  return file == nullptr || is_stdout(file) ? symbol.name : "";
}

/// The name of what `call` writes to standard output with; empty if it does not.
static std::string stdout_writer(const Program& program, flow::FunctionId id, const Node& call) {
  const Code& code = program.code(id.code);
  const Node& callee = call.part(0);
  const std::string_view text = callee.span().text;
  const auto is_ours = [&] { return !is_replaced(code, id.index, "sys.stdout"); };
  if (text == "sys.stdout.write" || text == "sys.stdout.buffer.write" ||
      text == "sys.stdout.writelines") {
    return is_ours() ? std::string(text) : "";
  }
  if (prints_to_console(program, id, call)) return is_ours() ? std::string(text) : "";
  const Symbol symbol = program.resolve(id.code, id.index, callee);
  if (symbol.kind == Symbol::Kind::None && text == "print") {
    const bool writes = !is_redirected(call) && !is_replaced(code, id.index, "print") && is_ours();
    return writes ? "print" : "";
  }
  if (symbol.kind != Symbol::Kind::External) return {};
  if (is_one_of(symbol.name, kPrinters)) {
    return is_redirected(call) || !is_ours() ? "" : symbol.name;
  }
  if (symbol.name == "json.dump") {
    return is_stdout(call.argument(1, "fp")) && is_ours() ? symbol.name : "";
  }
  if (symbol.name == "os.system") return symbol.name;
  if (is_one_of(symbol.name, kStarters)) {
    return inherits_stdout(call, symbol.name) ? symbol.name : "";
  }
  return log_writer(code, symbol, call);
}

bool configures_structlog(const Code& code) {
  const std::string_view text = code.source->text;
  return contains(text, "structlog") &&
         (contains(text, "configure") || contains(text, "recreate_defaults"));
}

bool redirects_stdout(const Node& statement) {
  if (!statement.is(NodeKind::With)) return false;
  return std::ranges::any_of(statement.parts(), [](const Node& item) {
    if (!item.is(NodeKind::Item)) return false;
    const std::string_view text = item.part(0).span().text;
    const std::size_t at = text.find("stdout");
    const bool is_argument = text.find("stdout=") != std::string_view::npos;  // of Popen()
    return (at != std::string_view::npos && !is_argument) ||
           text.find("capture_output(") != std::string_view::npos;
  });
}

bool replaces_stdout(const Code& code) {
  const std::string_view text = code.source->text;
  if (text.find("os.dup2(") != std::string_view::npos) return true;
  if (text.find("sys.stdout =") == std::string_view::npos) return false;
  return assigns(code.body, "sys.stdout");
}

/// Calls `with` for all below `node` that writes where the program itself does.
template <class With>
static void each_writing(const Node& node, With with) {
  if (redirects_stdout(node)) return;
  with(node);
  for (const Node& part : node.parts()) each_writing(part, with);
}

void add_stdout_writes(const Program& program, flow::FunctionId id, const Node& node,
                       std::vector<StdoutWrite>& writes) {
  const Code& code = program.code(id.code);
  const Span function = id.index == kNone ? Span() : code.functions[id.index].name_span;
  each_writing(node, [&](const Node& one) {
    // A configuration of `logging`, as `dictConfig` reads it.
    if (one.is(NodeKind::String) && one.value() == "ext://sys.stdout") {
      writes.push_back({std::string(one.value()), one.span(), function});
    }
    if (!one.is(NodeKind::Call)) return;
    std::string writer = stdout_writer(program, id, one);
    if (!writer.empty()) writes.push_back({std::move(writer), one.part(0).span(), function});
  });
}

}  // namespace mcplint
