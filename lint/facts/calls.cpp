#include "lint/facts/calls.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "mcplint/nodes.h"
#include "mcplint/words.h"

namespace mcplint {

bool Call::has(std::string_view keyword, std::string_view text) const {
  const Node* value = node->argument(-1, keyword);
  return value != nullptr && value->span().text == text;
}

bool Call::sends_request() const {
  if (callee == "urllib.request.urlopen") return true;
  constexpr auto kClients = std::to_array<std::string_view>(
      {"requests.", "requests.Session.", "requests.session.", "requests.sessions.Session.",
       "httpx.", "httpx.Client.", "httpx.AsyncClient.", "aiohttp.ClientSession."});
  constexpr auto kMethods = std::to_array<std::string_view>(
      {"get", "post", "put", "patch", "delete", "head", "options", "request", "stream", "send"});
  const std::size_t dot = callee.rfind('.') + 1;
  const std::string_view client = std::string_view(callee).substr(0, dot);
  const std::string_view method = std::string_view(callee).substr(dot);
  return std::ranges::find(kClients, client) != kClients.end() &&
         std::ranges::find(kMethods, method) != kMethods.end();
}

bool Call::starts_process() const {
  constexpr auto kStarters = std::to_array<std::string_view>(
      {"subprocess.run", "subprocess.call", "subprocess.check_call", "subprocess.check_output",
       "subprocess.Popen", "subprocess.getoutput", "subprocess.getstatusoutput", "os.system",
       "os.popen", "os.execv", "os.execvp", "asyncio.create_subprocess_exec",
       "asyncio.create_subprocess_shell", "asyncio.subprocess.create_subprocess_exec",
       "asyncio.subprocess.create_subprocess_shell", "anyio.run_process", "anyio.open_process",
       "pexpect.spawn", "pexpect.run"});
  return is_one_of(callee, kStarters);
}

bool Call::changes_files() const {
  constexpr auto kChangers = std::to_array<std::string_view>(
      {"os.remove", "os.unlink", "os.rmdir", "os.removedirs", "os.rename", "os.replace",
       "shutil.rmtree", "shutil.move", "shutil.copy", "shutil.copy2", "shutil.copyfile",
       "pathlib.Path.unlink", "pathlib.Path.write_text", "pathlib.Path.write_bytes", "*.write_text",
       "*.write_bytes"});
  if (is_one_of(callee, kChangers)) return true;
  if (callee != "open" && callee != "io.open" && callee != "aiofiles.open") return false;
  const Node* mode = node->argument(1, "mode");
  const std::string_view text = mode == nullptr ? std::string_view() : mode->value();
  return text.find_first_of("wax+") != std::string_view::npos;
}

bool Call::logs() const {
  constexpr auto kLevels =
      std::to_array<std::string_view>({"debug", "info", "warning", "warn", "error", "critical",
                                       "exception", "log", "trace", "success", "fatal"});
  if (callee == "print") return true;
  const Node& called = node->part(0);
  if (!called.is(NodeKind::Attribute) || !is_one_of(called.name(), kLevels)) return false;
  if (callee.starts_with("logging.") || callee.starts_with("loguru.")) return true;
  // `self.logger`, `_log`, `LOGGER`, and `ctx`, whose client shows it.
  const std::string_view receiver = called.part(0).span().text;
  const std::string_view last = receiver.substr(receiver.rfind('.') + 1);
  return last == "ctx" || last.find("log") != std::string_view::npos ||
         last.find("LOG") != std::string_view::npos;
}

bool Call::has_spread() const {
  return std::ranges::any_of(node->parts(),
                             [](const Node& part) { return part.is(NodeKind::Spread); });
}

static void mark_tools(const std::set<flow::FunctionId>& reached, std::uint32_t code,
                       std::vector<Function>& functions) {
  // Functions come after those they are defined in, and run when those do.
  for (std::uint32_t i = 0; i < functions.size(); ++i) {
    const std::uint32_t parent = functions[i].parent;
    const bool in_parent = parent != kNone && parent < i && functions[parent].in_tool;
    functions[i].in_tool = in_parent || reached.contains({code, i});
  }
}

namespace {

/// Collects the calls of one file.
class CallFinder {
 public:
  CallFinder(const Program& program, std::uint32_t code, std::vector<Call>& calls)
      : program_(program), code_(code), file_(program.code(code)), calls_(calls) {}

  void look() {
    each_scope([&](std::uint32_t scope, const Node& body) { note_objects(scope, body); });
    each_scope([&](std::uint32_t scope, const Node& body) { note_calls(scope, body); });
  }

 private:
  template <class With>
  void each_scope(With with) {
    with(kNone, file_.body);
    for (const Class& it : file_.classes) with(it.parent, it.body);
    for (std::uint32_t i = 0; i < file_.functions.size(); ++i) {
      with(i, file_.functions[i].body);
      for (const Node& decorator : file_.functions[i].decorators) {
        with(file_.functions[i].parent, decorator);
      }
    }
  }

  /// Where a variable lives: `self.x` in its class, others in their function.
  [[nodiscard]] std::pair<bool, std::uint32_t> home(std::uint32_t scope,
                                                    std::string_view name) const {
    if (!name.starts_with("self.") || scope == kNone) return {false, scope};
    return {true, file_.functions[scope].enclosing_class};
  }

  void bind(std::uint32_t scope, const Node& target, const Node& value) {
    const Node& made = value.is(NodeKind::Await) ? value.part(0) : value;
    if (!made.is(NodeKind::Call)) return;
    const Symbol symbol = program_.resolve(code_, scope, made.part(0));
    if (symbol.kind != Symbol::Kind::External) return;
    objects_[{home(scope, target.span().text), target.span().text}] = symbol.name;
  }

  /// Notes what variables hold, and which sessions were given limits of their own.
  void note_objects(std::uint32_t scope, const Node& body) {
    each_node(body, [&](const Node& node) {
      if (node.is(NodeKind::Item) && node.parts().size() == 2) {
        bind(scope, node.part(1), node.part(0));
      }
      if (node.is(NodeKind::Assign)) {
        for (std::size_t i = 0; i + 1 < node.parts().size(); ++i) {
          const Node& target = node.part(i);
          bind(scope, target, node.parts().back());
          if (target.is(NodeKind::Attribute)) changed_.insert(target.part(0).span().text);
        }
      }
      const bool mounts = node.is(NodeKind::Call) && node.part(0).is(NodeKind::Attribute) &&
                          node.part(0).name() == "mount";
      if (mounts) changed_.insert(node.part(0).part(0).span().text);
    });
  }

  [[nodiscard]] std::string object(std::uint32_t scope, std::string_view name) const {
    for (std::uint32_t at = scope;; at = file_.functions[at].parent) {
      const auto it = objects_.find({home(at, name), name});
      if (it != objects_.end()) return it->second;
      if (at == kNone) return {};
    }
  }

  [[nodiscard]] std::string callee_of(std::uint32_t scope, const Node& called) const {
    const Symbol symbol = program_.resolve(code_, scope, called);
    if (symbol.kind == Symbol::Kind::External) return symbol.name;
    if (symbol.kind == Symbol::Kind::Function || symbol.kind == Symbol::Kind::Class) return {};
    if (called.is(NodeKind::Name)) return std::string(called.name());
    if (!called.is(NodeKind::Attribute)) return {};
    const Node& receiver = called.part(0);
    std::string type = object(scope, receiver.span().text);
    if (type.starts_with("requests.") && changed_.contains(receiver.span().text)) type.clear();
    if (receiver.is(NodeKind::Call)) {
      const Symbol made = program_.resolve(code_, scope, receiver.part(0));
      if (made.kind == Symbol::Kind::External) type = made.name;
    }
    return (type.empty() ? "*" : type) + "." + std::string(called.name());
  }

  void note_calls(std::uint32_t scope, const Node& body) {
    const Function* function = scope == kNone ? nullptr : &file_.functions[scope];
    each_node(body, [&](const Node& node) {
      if (!node.is(NodeKind::Call)) return;
      std::string callee = callee_of(scope, node.part(0));
      if (!callee.empty()) calls_.push_back({std::move(callee), &node, &file_, function});
    });
  }

  const Program& program_;
  std::uint32_t code_;
  const Code& file_;
  std::vector<Call>& calls_;
  std::map<std::pair<std::pair<bool, std::uint32_t>, std::string_view>, std::string> objects_;
  std::set<std::string_view> changed_;  // objects whose attributes or adapters were replaced
};

}  // namespace

void find_calls(const std::vector<Handler>& handlers, flow::Analysis& analysis, Project& project) {
  std::vector<flow::FunctionId> first(handlers.size());
  std::ranges::transform(handlers, first.begin(), &Handler::function);
  const std::vector<flow::FunctionId> all = analysis.reached_from(first);
  const std::set<flow::FunctionId> reached(all.begin(), all.end());
  for (std::uint32_t c = 0; c < project.codes.size(); ++c) {
    mark_tools(reached, c, project.codes[c].functions);
    CallFinder(analysis.program(), c, project.calls).look();
  }
}

}  // namespace mcplint
