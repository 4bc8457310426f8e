#include "lint/facts/exposure.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <string>
#include <utility>

#include "lint/facts/authentication.h"
#include "lint/facts/defaults.h"
#include "lint/facts/imports.h"
#include "lint/facts/sdk_line.h"
#include "lint/text/bytes.h"
#include "mcplint/nodes.h"
#include "mcplint/words.h"

namespace mcplint {

static std::uint32_t file_of(const Program& program, Span span) {
  if (span.empty()) return kNone;
  for (std::uint32_t c = 0; c < program.codes().size(); ++c) {
    if (program.code(c).source->holds(span)) return c;
  }
  return kNone;
}

static bool is_given(const Node& call, std::string_view keyword) {
  const Node* value = call.argument(-1, keyword);
  return value != nullptr && value->span().text != "None";
}

/// Whether the requests of a file go to another program of the same machine.
static bool asks_this_machine(const Code& code) {
  const std::string_view text = code.source->text;
  return contains(text, "://localhost") || contains(text, "://127.0.0.1");
}

namespace {

/// Fills in one server.
class Exposure {
 public:
  Exposure(const Program& program, ImportGraph& imports, Project& project, Server& server)
      : program_(program), imports_(imports), project_(project), server_(server) {
    home_ = file_of(program, server.span);
    start_ = file_of(program, server.started);
  }

  void find() {
    find_constructor();
    find_authentication();
    find_request();
    if (home_ != kNone) find_requirement(project_, *program_.code(home_).source, server_);
    find_sdk_line(server_);
    if (constructor_ != nullptr) read_constructor();
    for (const Config& config : project_.configs) read_deployment(config);
    if (!server_.serves(Server::Transport::Http)) return;
    for (const Call& call : project_.calls) {
      const bool is_here =
          home_ != kNone && (call.code == &program_.code(home_) ||
                             (start_ != kNone && call.code == &program_.code(start_)));
      if (is_here) read_start(call);
    }
  }

 private:
  /// The call that makes the server: of an SDK's class, or of one of the project.
  void find_constructor() {
    if (home_ == kNone) return;
    const Code& file = program_.code(home_);
    const auto look = [&](std::uint32_t scope, const Node& body) {
      each_node(body, [&](const Node& node) {
        const bool is_it = node.is(NodeKind::Call) && node.span().begin() == server_.span.begin() &&
                           node.span().text.size() == server_.span.text.size();
        if (!is_it) return;
        constructor_ = &node;
        constructor_scope_ = scope;
      });
    };
    look(kNone, file.body);
    for (const Class& it : file.classes) look(it.parent, it.body);
    for (std::uint32_t i = 0; i < file.functions.size(); ++i) look(i, file.functions[i].body);
  }

  /// Whether importing the file `from`, if it is known, runs `to`.
  [[nodiscard]] bool runs(std::uint32_t from, std::uint32_t to) const {
    return from != kNone && imports_.reaches(from, to);
  }

  void find_authentication() {
    std::set<const Code*> files;
    for (std::uint32_t c = 0; c < program_.codes().size(); ++c) {
      const bool runs_it = runs(home_, c) || runs(start_, c);
      if (runs_it) files.insert(&program_.code(c));
      if (runs_it || (home_ != kNone && runs(c, home_))) server_.codes.push_back(&program_.code(c));
    }
    server_.authenticates = std::ranges::any_of(project_.calls, [&](const Call& call) {
      return files.contains(call.code) && shows_authentication(call);
    });
    for (const Code* code : files) {
      if (sets_authentication(*code)) server_.authenticates = true;
    }
  }

  void find_request() {
    for (const Call& call : project_.calls) {
      if (!call.in_tool() || !call.sends_request() || !server_.runs(*call.code)) continue;
      if (asks_this_machine(*call.code)) continue;
      server_.request = &call;
      return;
    }
  }

  void read_constructor() {
    for (const std::string_view keyword : {"auth", "token_verifier", "auth_server_provider"}) {
      if (is_given(*constructor_, keyword)) server_.authenticates = true;
    }
    for (const Node& part : constructor_->parts()) {
      // What is in `**options` may be anything.
      if (part.is(NodeKind::Spread)) server_.authenticates = true;
      const bool is_network =
          part.is(NodeKind::Keyword) && (part.name() == "host" || part.name() == "port");
      if (is_network) server_.network_argument = part.span();
    }
  }

  [[nodiscard]] Default value_in(const Call& call, const Node& node) const {
    return value_in(*call.code, scope_of(call), node);
  }

  [[nodiscard]] Default value_in(const Code& file, std::uint32_t scope, const Node& node) const {
    const auto code = static_cast<std::uint32_t>(&file - program_.codes().data());
    return default_of(program_, code, scope, node);
  }

  static std::uint32_t scope_of(const Call& call) {
    if (call.function == nullptr) return kNone;
    return static_cast<std::uint32_t>(call.function - call.code->functions.data());
  }

  static void set_host(Default found, const Node& node, Listener& listener) {
    listener.host = std::move(found.text);
    listener.host_span = found.span.empty() ? node.span() : found.span;
    listener.by_default = found.can_be_set;
    listener.variable = std::move(found.variable);
    listener.flag = std::move(found.flag);
  }

  /// Reads the `fastmcp.json` that starts this server, if `config` is that (mcp-facts 1.8.4).
  void read_deployment(const Config& config) {
    const std::filesystem::path path = config.source->path;
    if (home_ == kNone || !path.filename().string().ends_with("fastmcp.json")) return;
    const Value* source = config.root.get("source");
    const Value* file = source == nullptr ? nullptr : source->get("path");
    const Value* deployment = config.root.get("deployment");
    if (file == nullptr || deployment == nullptr) return;
    // `server.py:mcp` names the object too.
    const std::string name = file->text.substr(0, file->text.rfind(".py") + 3);
    const auto named = (path.parent_path() / name).lexically_normal();
    const std::filesystem::path home = program_.code(home_).source->path;
    if (named != home.lexically_normal()) return;

    const Value* transport = deployment->get("transport");
    if (transport == nullptr || transport->text == "stdio") return;
    server_.transports.push_back(Server::Transport::Http);
    Listener listener;
    listener.span = transport->span;
    const Value* host = deployment->get("host");
    listener.host = host == nullptr ? "127.0.0.1" : host->text;
    if (host != nullptr) listener.host_span = host->span;
    const Value* port = deployment->get("port");
    listener.port = port == nullptr ? "8000" : port->text;
    if (port != nullptr) listener.port_span = port->span;
    server_.listeners.push_back(std::move(listener));
  }

  /// Reads a call that starts to listen, if `call` is one.
  void read_start(const Call& call) {
    const std::string_view callee = call.callee;
    const std::string_view method = callee.substr(callee.rfind('.') + 1);
    if (callee == "uvicorn.run" || callee == "uvicorn.Config") return add(call, true);
    if (callee.starts_with("uvicorn.") || callee.starts_with("asyncio.")) return;
    if (method == "run_http_async" || method == "run_sse_async" ||
        method == "run_streamable_http_async") {
      return add(call, true);
    }
    if (method != "run" && method != "run_async") return;
    const Node* named = call.node->argument(-1, "transport");
    const Node* transport = named != nullptr ? named : call.node->argument(0);
    if (transport == nullptr || call.node->argument(1) != nullptr) return;
    if (named == nullptr && !transport->is(NodeKind::String)) return;
    const Default found = value_in(call, *transport);
    const bool is_fixed = !found.text.empty() && !found.can_be_set;
    if (is_fixed && found.text == "stdio") return;
    // Flags that offer no stdio leave no doubt.
    const bool is_http =
        !found.choices.empty() && std::ranges::find(found.choices, "stdio") == found.choices.end();
    add(call, is_fixed || is_http);
  }

  void add(const Call& call, bool settled) {
    Listener listener;
    listener.span = call.span();
    listener.settled = settled;
    const bool by_uvicorn = call.callee.starts_with("uvicorn.");
    find_host(call, by_uvicorn, listener);
    const Node* port = call.node->argument(-1, "port");
    const bool in_constructor = port == nullptr && constructor_ != nullptr && !by_uvicorn;
    if (in_constructor) port = constructor_->argument(-1, "port");
    if (port != nullptr) {
      const Default found = in_constructor ? value_in_constructor(*port) : value_in(call, *port);
      listener.port = found.text;
      listener.port_span = found.span.empty() ? port->span() : found.span;
    } else if (!call.has_spread()) {
      listener.port = "8000";
    }
    read_checks(by_uvicorn, listener);
    if (is_given(*call.node, "auth") || is_given(*call.node, "middleware")) {
      server_.authenticates = true;
    }
    server_.listeners.push_back(std::move(listener));
  }

  void find_host(const Call& call, bool by_uvicorn, Listener& listener) const {
    // Version 2 of the official SDK refuses one in the constructor.
    const bool takes_host = server_.sdk != Server::Sdk::Python || server_.sdk_major < 2;
    const Node* in_constructor =
        constructor_ == nullptr || !takes_host ? nullptr : constructor_->argument(-1, "host");
    if (const Node* host = call.node->argument(-1, "host")) {
      if (by_uvicorn && host->span().text.ends_with(".settings.host")) {
        set_by_settings(listener);
        return;
      }
      return set_host(value_in(call, *host), *host, listener);
    }
    // `mcp.settings.host = …` wins over the constructor.
    if (!by_uvicorn && set_by_settings(listener)) return;
    if (in_constructor != nullptr && !by_uvicorn) {
      return set_host(value_in_constructor(*in_constructor), *in_constructor, listener);
    }
    if (call.has_spread()) return;
    listener.host = "127.0.0.1";
    if (server_.sdk == Server::Sdk::FastMcp && !by_uvicorn) listener.variable = "FASTMCP_HOST";
    const bool may_be_set = contains(call.code->source->text, "FASTMCP_HOST");
    if (may_be_set) listener.host.clear();
  }

  [[nodiscard]] Default value_in_constructor(const Node& node) const {
    return default_of(program_, home_, constructor_scope_, node);
  }

  /// Reads `mcp.settings.host = …` of the official SDK's first version, wherever it stands.
  bool set_by_settings(Listener& listener) const {
    const auto look = [&](const Code& file, std::uint32_t scope, const Node& body) {
      const Node* found = nullptr;
      bool in_container = false;
      each_node(body, [&](const Node& node) {
        if (asks_for_container(node)) {
          in_container = contains(node.part(1).span().text, ".settings.host");
        }
        if (!node.is(NodeKind::Assign) || !node.part(0).span().text.ends_with(".settings.host")) {
          return;
        }
        found = &node.parts().back();
      });
      if (found == nullptr) return false;
      set_host(value_in(file, scope, *found), *found, listener);
      listener.in_container = in_container;
      return true;
    };
    for (const Code* file : server_.codes) {
      if (!contains(file->source->text, ".settings.host")) continue;
      if (look(*file, kNone, file->body)) return true;
      for (std::uint32_t i = 0; i < file->functions.size(); ++i) {
        if (look(*file, i, file->functions[i].body)) return true;
      }
    }
    return false;
  }

  /// Whether `node` is `if running_in_docker():`.
  static bool asks_for_container(const Node& node) {
    if (!node.is(NodeKind::If)) return false;
    const std::string condition = lower(node.part(0).span().text);
    return contains(condition, "docker") || contains(condition, "container") ||
           contains(condition, "kubernetes");
  }

  /// Whether the SDK checks Host and Origin by itself (mcp-facts 2.1 to 2.4).
  [[nodiscard]] bool is_checked_by_sdk(bool by_uvicorn, const Listener& listener) const {
    if (server_.sdk != Server::Sdk::Python) return false;
    if (!by_uvicorn) return listener.on_loopback();
    // Of an application, the host that it was made for counts: loopback, unless told otherwise.
    // Transports of the low-level server check nothing unless they are told to.
    const std::string_view text = server_.span.text;
    const std::string_view callee = text.substr(0, text.find('('));
    const bool is_high_level = callee.ends_with("MCP") || callee.ends_with("MCPServer");
    if (!is_high_level && server_.sdk_major < 2) return server_.sdk_major == 0;
    if (uses_transport()) return false;
    const std::string host = application_host();
    return host.empty() || host == "127.0.0.1" || host == "localhost";
  }

  /// The host that an application of the official SDK is made for: version 1 takes the
  /// constructor's, version 2 that of `streamable_http_app(host=…)`. Empty if it is not known.
  [[nodiscard]] std::string application_host() const {
    if (server_.sdk_major < 2) {
      const Node* host = constructor_ == nullptr ? nullptr : constructor_->argument(-1, "host");
      return host == nullptr ? "127.0.0.1" : value_in_constructor(*host).text;
    }
    for (const Call& call : project_.calls) {
      const bool makes_it =
          call.callee.ends_with("streamable_http_app") || call.callee.ends_with("sse_app");
      if (!makes_it || !server_.runs(*call.code)) continue;
      if (const Node* host = call.node->argument(-1, "host")) return value_in(call, *host).text;
    }
    return "127.0.0.1";
  }

  /// Whether the server's code makes a transport itself, which checks what it is told to.
  [[nodiscard]] bool uses_transport() const {
    return std::ranges::any_of(project_.calls, [&](const Call& call) {
      return server_.runs(*call.code) && (call.callee.ends_with("StreamableHTTPSessionManager") ||
                                          call.callee.ends_with(".SseServerTransport"));
    });
  }

  void read_checks(bool by_uvicorn, Listener& listener) const {
    listener.checks_origin = is_checked_by_sdk(by_uvicorn, listener);
    for (const Call& other : project_.calls) {
      if (!server_.runs(*other.code)) continue;
      for (const std::string_view keyword :
           {"transport_security", "security_settings", "allowed_hosts", "allowed_origins",
            "host_origin_protection"}) {
        if (is_given(*other.node, keyword)) listener.checks_origin = true;
      }
      for (const std::string_view keyword :
           {"enable_dns_rebinding_protection", "host_origin_protection"}) {
        if (!other.has(keyword, "False")) continue;
        listener.check_off = other.node->argument(-1, keyword)->span();
      }
      if (looks_at_origin(other)) listener.checks_origin = true;
    }
    // `FASTMCP_HTTP_HOST_ORIGIN_PROTECTION`, or a setting of that name.
    const bool is_set = std::ranges::any_of(server_.codes, [](const Code* code) {
      const std::string_view text = code->source->text;
      return contains(text, "HOST_ORIGIN_PROTECTION") || contains(text, ".http_host_origin_");
    });
    if (is_set) listener.checks_origin = true;
  }

  /// Whether `call` checks one of the headers by hand, or has a middleware do so.
  static bool looks_at_origin(const Call& call) {
    if (call.node->parts().size() < 2) return false;
    const Node& first = call.node->part(1);
    if (contains(first.span().text, "TrustedHost")) return true;
    const bool reads = call.callee.ends_with(".get") && contains(call.span().text, "headers");
    const std::string name = reads && first.is(NodeKind::String) ? lower(first.value()) : "";
    return name == "origin" || name == "host";
  }

  const Program& program_;
  ImportGraph& imports_;
  Project& project_;
  Server& server_;
  const Node* constructor_ = nullptr;
  std::uint32_t constructor_scope_ = kNone;
  std::uint32_t home_ = kNone;
  std::uint32_t start_ = kNone;
};

}  // namespace

void find_exposure(const Program& program, Project& project) {
  ImportGraph imports(program);
  for (Server& server : project.servers) Exposure(program, imports, project, server).find();
}

}  // namespace mcplint
