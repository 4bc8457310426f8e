#include "lint/facts/exposure.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <string>
#include <utility>

#include "lint/facts/defaults.h"
#include "lint/facts/imports.h"
#include "lint/text/bytes.h"
#include "mcplint/nodes.h"

namespace mcplint {

static bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool Server::serves(Transport transport) const {
  return std::ranges::find(transports, transport) != transports.end();
}

bool Server::runs(const Code& code) const { return std::ranges::binary_search(codes, &code); }

/// Names and texts of a file's code, in lower case: comments are not code.
static std::string words_of(const Code& code) {
  std::string all;
  const auto add = [&](std::string_view text) { (all += lower(text)) += '\n'; };
  const auto look = [&](const Node& body) {
    each_node(body, [&](const Node& node) {
      add(node.is(NodeKind::String) ? node.value() : node.name());
      if (node.is(NodeKind::Number)) add(node.span().text);
    });
  };
  for (const Import& import : code.imports) {
    add(import.module);
    add(import.name);
  }
  look(code.body);
  for (const Class& it : code.classes) {
    add(it.name);
    for (const Node& base : it.bases) look(base);
    look(it.body);
  }
  for (const Function& function : code.functions) {
    add(function.name);
    for (const FunctionParameter& parameter : function.parameters) add(parameter.name);
    for (const Node& decorator : function.decorators) look(decorator);
    look(function.body);
  }
  return all;
}

bool Server::mentions(std::span<const std::string_view> words) const {
  return std::ranges::any_of(codes, [&](const Code* code) {
    const std::string text = words_of(*code);
    return std::ranges::any_of(words, [&](std::string_view word) { return contains(text, word); });
  });
}

static bool holds(const Code& code, Span span) {
  const std::string_view text = code.source->text;
  return span.begin() >= text.data() && span.begin() < text.data() + text.size();
}

static std::uint32_t file_of(const Program& program, Span span) {
  if (span.empty()) return kNone;
  for (std::uint32_t c = 0; c < program.codes().size(); ++c) {
    if (holds(program.code(c), span)) return c;
  }
  return kNone;
}

static bool is_given(const Node& call, std::string_view keyword) {
  const Node* value = call.argument(-1, keyword);
  return value != nullptr && value->span().text != "None";
}

/// Whether a class is called what those that ask for credentials are.
static bool is_named_like_authentication(std::string_view name) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"Auth", "ApiKey", "APIKey", "Token", "Bearer", "Jwt", "JWT", "auth", "token", "api_key"});
  return std::ranges::any_of(kWords, [&](std::string_view word) { return contains(name, word); });
}

/// Whether `call` refuses a client: an answer of status 401 or 403.
static bool refuses(const Call& call) {
  return std::ranges::any_of(call.node->parts().subspan(1), [](const Node& part) {
    const Node& value = part.is(NodeKind::Keyword) ? part.part(0) : part;
    const std::string_view text = value.span().text;
    return text == "401" || text == "403" || contains(text, "HTTP_401") ||
           contains(text, "HTTP_403") || contains(text, "UNAUTHORIZED");
  });
}

/// Whether `call` is a sign that clients are asked who they are.
static bool shows_authentication(const Call& call) {
  if (refuses(call)) return true;
  const std::string_view callee = call.callee;
  if (callee.ends_with("HTTPBearer") || callee.ends_with("APIKeyHeader")) return true;
  const bool adds = callee.ends_with(".add_middleware") || callee.ends_with(".Middleware");
  if (adds && call.node->parts().size() > 1) {
    return is_named_like_authentication(call.node->part(1).span().text);
  }
  const bool is_header = callee.ends_with(".get") && contains(call.span().text, "headers");
  const Node* header = is_header ? call.node->argument(0) : nullptr;
  return header != nullptr && is_named_like_authentication(header->value());
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
    for (const Call& call : project_.calls) {
      if (call.node->span().begin() == server_.span.begin() &&
          call.node->span().text.size() == server_.span.text.size()) {
        constructor_ = call.node;
      }
    }
    find_authentication();
    find_request();
    find_requirement();
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
  }

  void find_request() {
    for (const Call& call : project_.calls) {
      if (!call.in_tool() || !call.sends_request() || !server_.runs(*call.code)) continue;
      if (asks_this_machine(*call.code)) continue;
      server_.request = &call;
      return;
    }
  }

  /// The requirement of the SDK in the manifest nearest to the server.
  void find_requirement() {
    if (home_ == kNone) return;
    const std::string_view name = server_.sdk == Server::Sdk::FastMcp ? "fastmcp" : "mcp";
    const std::string_view path = program_.code(home_).source->path;
    std::size_t nearest = 0;
    for (const Dependency& one : project_.dependencies) {
      if (one.ecosystem != "PyPI" || one.name != name || one.source == nullptr) continue;
      if (one.from != Dependency::From::Requirements && one.from != Dependency::From::Manifest)
        continue;
      if (one.need == Dependency::Need::Development) continue;
      const std::string_view manifest = one.source->path;
      const std::size_t slash = manifest.rfind('/');
      const std::size_t folder = slash == std::string_view::npos ? 0 : slash + 1;
      // What tests need says nothing of how the server is installed.
      const std::string_view file = manifest.substr(folder);
      if (contains(file, "test") || contains(file, "dev") || !one.url.empty()) continue;
      if (!path.starts_with(manifest.substr(0, folder))) continue;
      if (server_.requirement != nullptr && folder < nearest) continue;
      server_.requirement = &one;
      nearest = folder;
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

  void set_host(const Call& call, const Node& node, Listener& listener) const {
    const std::uint32_t scope =
        call.function == nullptr
            ? kNone
            : static_cast<std::uint32_t>(call.function - call.code->functions.data());
    set_host(*call.code, scope, node, listener);
  }

  void set_host(const Code& file, std::uint32_t scope, const Node& node, Listener& listener) const {
    const auto code = static_cast<std::uint32_t>(&file - program_.codes().data());
    const Default found = default_of(program_, code, scope, node);
    listener.host = found.text;
    listener.host_span = found.span.empty() ? node.span() : found.span;
    listener.by_default = found.can_be_set;
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
    const bool is_fixed = transport->is(NodeKind::String);
    if (is_fixed && transport->value() == "stdio") return;
    if (named != nullptr || is_fixed) add(call, is_fixed);
  }

  void add(const Call& call, bool settled) {
    Listener listener;
    listener.span = call.span();
    listener.settled = settled;
    const Node* host = call.node->argument(-1, "host");
    const Node* in_constructor =
        constructor_ == nullptr ? nullptr : constructor_->argument(-1, "host");
    const bool by_uvicorn = call.callee.starts_with("uvicorn.");
    if (host != nullptr) {
      set_host(call, *host, listener);
    } else if (!by_uvicorn && set_by_settings(listener)) {
      // `mcp.settings.host = …` wins over the constructor.
    } else if (in_constructor != nullptr && !by_uvicorn) {
      set_in_constructor(*in_constructor, listener);
    } else if (!sets_host_elsewhere(call)) {
      listener.host = "127.0.0.1";
    }
    read_checks(call, by_uvicorn, listener);
    if (is_given(*call.node, "auth") || is_given(*call.node, "middleware")) {
      server_.authenticates = true;
    }
    server_.listeners.push_back(std::move(listener));
  }

  /// Reads `mcp.settings.host = …` of the official SDK's first version, wherever it stands.
  bool set_by_settings(Listener& listener) const {
    const auto look = [&](const Code& file, std::uint32_t scope, const Node& body) {
      bool found = false;
      each_node(body, [&](const Node& node) {
        if (!node.is(NodeKind::Assign) || !node.part(0).span().text.ends_with(".settings.host")) {
          return;
        }
        set_host(file, scope, node.parts().back(), listener);
        found = true;
      });
      return found;
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

  void set_in_constructor(const Node& host, Listener& listener) const {
    for (const Call& call : project_.calls) {
      if (call.node == constructor_) return set_host(call, host, listener);
    }
  }

  /// `**options`, and what `FASTMCP_HOST` may say: it cannot be told.
  static bool sets_host_elsewhere(const Call& call) {
    if (call.has_spread()) return true;
    const std::string_view text = call.code->source->text;
    return contains(text, "FASTMCP_HOST");
  }

  void read_checks(const Call& call, bool by_uvicorn, Listener& listener) const {
    const bool is_official = server_.sdk == Server::Sdk::Python;
    listener.checks_origin = is_official && !by_uvicorn && listener.on_loopback();
    for (const Call& other : project_.calls) {
      if (other.code != call.code) continue;
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
      const bool is_middleware = other.node->parts().size() > 1 &&
                                 contains(other.node->part(1).span().text, "TrustedHost");
      if (is_middleware) listener.checks_origin = true;
    }
    if (by_uvicorn && is_official) listener.checks_origin = true;  // *_app() may; see blind spots
  }

  const Program& program_;
  ImportGraph& imports_;
  Project& project_;
  Server& server_;
  const Node* constructor_ = nullptr;
  std::uint32_t home_ = kNone;
  std::uint32_t start_ = kNone;
};

}  // namespace

void find_exposure(const Program& program, Project& project) {
  ImportGraph imports(program);
  for (Server& server : project.servers) Exposure(program, imports, project, server).find();
}

}  // namespace mcplint
