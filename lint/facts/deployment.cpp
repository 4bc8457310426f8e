#include "lint/facts/deployment.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "mcplint/words.h"

namespace mcplint {

static bool lies_in(const Source& source, Span span) {
  const char* const begin = source.text.data();
  return span.begin() >= begin && span.begin() < begin + source.text.size();
}

/// The path of the file that declares `container`; empty if that is not known.
static std::string_view path_of(const Project& project, const Container& container) {
  for (const Dockerfile& file : project.dockerfiles) {
    if (lies_in(*file.source, container.span)) return file.source->path;
  }
  for (const Config& file : project.configs) {
    if (lies_in(*file.source, container.span)) return file.source->path;
  }
  return {};
}

/// Whether `path` ends with `end`, from the beginning of a name on.
static bool ends_with_path(std::string_view path, std::string_view end) {
  if (end.empty() || !path.ends_with(end)) return false;
  return path.size() == end.size() || path[path.size() - end.size() - 1] == '/';
}

/// The file that the dotted name of a module ends in: `a.b` is `a/b.py`.
static std::string file_of_module(std::string_view module, std::string_view end) {
  std::string path(module);
  std::ranges::replace(path, '.', '/');
  return path + std::string(end);
}

/// Where the console script `name` of a manifest begins: "package.module:main".
static std::string_view script_of(const Project& project, std::string_view name) {
  for (const Config& config : project.configs) {
    if (!config.source->path.ends_with("pyproject.toml")) continue;
    const Value* const projects = config.root.get("project");
    const Value* const scripts = projects == nullptr ? nullptr : projects->get("scripts");
    const Value* const script = scripts == nullptr ? nullptr : scripts->get(name);
    if (script != nullptr) return script->text;
  }
  return {};
}

/// `0.0.0.0` of `0.0.0.0:8000`; `::` and `[::]:8000` have colons of their own.
static std::string without_port(std::string_view address) {
  if (address.starts_with('[')) return std::string(address.substr(0, address.find(']') + 1));
  const bool has_port = std::ranges::count(address, ':') == 1;
  return std::string(has_port ? address.substr(0, address.find(':')) : address);
}

namespace {

/// One container and one server.
class Deployment {
 public:
  Deployment(const Project& project, const Container& container, Server& server)
      : project_(project), container_(container), server_(server) {}

  void join() {
    if (!runs()) return;
    find_program();
    for (Listener& listener : server_.listeners) {
      const bool is_settled = listener.container != nullptr && listener.container != &container_;
      if (is_settled) continue;
      listener.container = &container_;
      settle(listener);
      publish(listener);
    }
  }

 private:
  [[nodiscard]] bool has_file(std::string_view end) const {
    return std::ranges::any_of(
        server_.codes, [&](const Code* code) { return ends_with_path(code->source->path, end); });
  }

  [[nodiscard]] bool has_module(std::string_view module) const {
    return !module.empty() && (has_file(file_of_module(module, ".py")) ||
                               has_file(file_of_module(module, "/__main__.py")) ||
                               has_file(file_of_module(module, "/__init__.py")));
  }

  /// Whether a word of the command names one of the server's files: a path, a
  /// module, an object in one, or a script of its manifest.
  [[nodiscard]] bool names_server(std::string_view word) const {
    const std::size_t slash = word.rfind('/') + 1;  // npos + 1 is 0
    if (const std::size_t dot = word.find(".py"); dot != std::string_view::npos) {
      return has_file(word.substr(slash, dot + 3 - slash));
    }
    if (word.starts_with('-') || slash != 0) return false;
    if (has_module(word.substr(0, word.find(':')))) return true;
    const std::string_view script = script_of(project_, word);
    return has_module(script.substr(0, script.find(':')));
  }

  [[nodiscard]] bool runs() const {
    if (container_.development || server_.codes.empty()) return false;
    std::string_view folder = folder_of(path_of(project_, container_));
    const auto home_code = std::ranges::find_if(
        server_.codes, [&](const Code* code) { return lies_in(*code->source, server_.span); });
    if (home_code == server_.codes.end()) return false;
    const std::string_view home = (*home_code)->source->path;
    // `docker/Dockerfile` builds from the folder above.
    if (folder.ends_with("docker/")) folder = folder_of(folder.substr(0, folder.size() - 1));
    if (!home.starts_with(folder)) return false;
    return std::ranges::any_of(container_.entrypoint,
                               [&](const Text& word) { return names_server(word.text); });
  }

  /// What the command gives `flag`; null if it does not.
  [[nodiscard]] const Text* argument(std::string_view flag, std::string& value) const {
    const std::vector<Text>& words = container_.entrypoint;
    for (std::size_t i = 0; i < words.size() && !flag.empty(); ++i) {
      const std::string_view word = words[i].text;
      if (word == flag && i + 1 < words.size()) {
        value = words[i + 1].text;
        return &words[i + 1];
      }
      if (word.starts_with(flag) && word.substr(flag.size()).starts_with('=')) {
        value = word.substr(flag.size() + 1);
        return &words[i];
      }
    }
    return nullptr;
  }

  /// What the container gives the variable `name`; null if nothing.
  [[nodiscard]] const Setting* variable(std::string_view name) const {
    if (name.empty()) return nullptr;
    const auto it = std::ranges::find(
        container_.environment, name,
        [](const Setting& setting) -> std::string_view { return setting.name.text; });
    return it == container_.environment.end() ? nullptr : &*it;
  }

  /// Says where `listener` listens when it runs here.
  void settle(Listener& listener) const {
    std::string host;
    const Text* place = listener.host.empty() || listener.by_default || !listener.variable.empty()
                            ? argument(listener.flag, host)
                            : nullptr;
    const Setting* setting = place == nullptr ? variable(listener.variable) : nullptr;
    if (setting != nullptr) {
      place = &setting->value;
      host = place->text;
    }
    if (place == nullptr) return;
    listener.code_span = listener.host_span;
    listener.host = std::move(host);
    listener.host_span = place->span;
    listener.by_default = false;
    // The official SDK checks Host and Origin by itself on loopback alone.
    constexpr auto kChecks =
        std::to_array<std::string_view>({"transport_security", "security_settings", "allowed_hosts",
                                         "allowed_origins", "trustedhost"});
    if (server_.sdk == Server::Sdk::Python && !listener.on_loopback()) {
      listener.checks_origin = server_.mentions(kChecks);
    }
  }

  /// Whether a port of the host leads to `listener`: to its port or, where that is
  /// not known for sure, to the only one that is published.
  [[nodiscard]] bool leads_to(const PublishedPort& port, const Listener& listener) const {
    const std::string_view target = std::string_view(port.target).substr(0, port.target.find('/'));
    if (container_.published.size() == 1 || target == listener.port) return true;
    // What sets the port has many names: what it is set to tells.
    const auto is_target = [&](const Setting& setting) { return setting.value.text == target; };
    const auto is_word = [&](const Text& word) { return word.text == target; };
    return std::ranges::any_of(container_.environment, is_target) ||
           std::ranges::any_of(container_.entrypoint, is_word);
  }

  /// Says who outside of the container reaches `listener`.
  void publish(Listener& listener) const {
    if (container_.from != Container::From::Compose || container_.partial) return;
    using Kind = Privilege::Kind;
    const bool in_host_network = std::ranges::any_of(
        container_.privileges, [](const Privilege& it) { return it.kind == Kind::HostNetwork; });
    if (in_host_network) return;
    listener.only_to_neighbours = container_.published.empty();
    for (const PublishedPort& port : container_.published) {
      if (!leads_to(port, listener)) continue;
      const bool is_unknown = port.address.find('$') != std::string::npos;
      const bool is_loopback = port.address.starts_with("127.") || port.address == "localhost" ||
                               port.address == "::1" || port.address == "[::1]";
      if (is_unknown) continue;
      if (!is_loopback || listener.published.empty()) listener.published = port.span;
      listener.only_to_loopback = is_loopback;
      if (!is_loopback) return;
    }
  }

  /// Adds where a program of other people serves it: `uvicorn server:app --host 0.0.0.0`,
  /// `fastmcp run server.py --transport http`.
  void find_program() {
    const std::vector<Text>& words = container_.entrypoint;
    const auto is_program = [](const Text& word) {
      constexpr auto kPrograms =
          std::to_array<std::string_view>({"uvicorn", "fastmcp", "gunicorn", "hypercorn"});
      const std::string_view name = std::string_view(word.text).substr(word.text.rfind('/') + 1);
      return std::ranges::find(kPrograms, name) != kPrograms.end();
    };
    const auto program = std::ranges::find_if(words, is_program);
    if (program == words.end()) return;
    std::string transport;
    if (program->text.ends_with("fastmcp") &&
        (argument("--transport", transport) == nullptr && argument("-t", transport) == nullptr)) {
      return;
    }
    if (transport == "stdio" || has_listener(program->span)) return;
    Listener listener;
    listener.span = program->span;
    listener.container = &container_;
    listener.host = "127.0.0.1";
    for (const std::string_view flag : {"--host", "--bind", "-b"}) {
      std::string host;
      const Text* place = argument(flag, host);
      if (place == nullptr) continue;
      listener.host = without_port(host);
      listener.host_span = place->span;
    }
    std::string port;
    if (const Text* place = argument("--port", port)) {
      listener.port = port;
      listener.port_span = place->span;
    }
    if (!server_.serves(Server::Transport::Http)) {
      server_.transports.push_back(Server::Transport::Http);
    }
    server_.listeners.push_back(std::move(listener));
  }

  /// Services that are built with one file share what it starts.
  [[nodiscard]] bool has_listener(Span program) const {
    return std::ranges::any_of(server_.listeners, [&](const Listener& listener) {
      return listener.span.begin() == program.begin();
    });
  }

  const Project& project_;
  const Container& container_;
  Server& server_;
};

}  // namespace

void find_deployment(Project& project) {
  // A service says more than the image that it is made of.
  const auto join = [&](Server& server, Container::From from) {
    for (const Container& container : project.containers) {
      if (container.from == from) Deployment(project, container, server).join();
    }
  };
  for (Server& server : project.servers) {
    join(server, Container::From::Compose);
    join(server, Container::From::Kubernetes);
    join(server, Container::From::Dockerfile);
  }
}

}  // namespace mcplint
