#include "lint/facts/deployment.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mcplint/words.h"

namespace mcplint {

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
  Deployment(const Container& container, Server& server) : container_(container), server_(server) {}

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
  [[nodiscard]] bool runs() const {
    return !container_.development &&
           std::ranges::find(container_.servers, &server_) != container_.servers.end();
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
    if (container_.from == Container::From::Dockerfile || container_.partial) return;
    using Kind = Privilege::Kind;
    const bool in_host_network = std::ranges::any_of(
        container_.privileges, [](const Privilege& it) { return it.kind == Kind::HostNetwork; });
    if (in_host_network) return;
    listener.only_to_neighbours = container_.published.empty();
    for (const PublishedPort& port : container_.published) {
      if (!leads_to(port, listener)) continue;
      if (contains(port.address, "$")) continue;
      listener.only_to_loopback = is_loopback(port.address);
      if (!listener.only_to_loopback || listener.published.empty()) {
        listener.published = port.span;
      }
      if (!listener.only_to_loopback) return;
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

  const Container& container_;
  Server& server_;
};

}  // namespace

/// How much a container says of who reaches what runs in it: least a Dockerfile, or what
/// completes another file; most what lets everybody in.
static int says(const Container& container) {
  if (container.from == Container::From::Dockerfile || container.partial) return 0;
  const bool is_open = std::ranges::any_of(
      container.published, [](const PublishedPort& port) { return !is_loopback(port.address); });
  return is_open ? 2 : 1;
}

void find_deployment(Project& project) {
  std::vector<const Container*> all;
  for (const Container& container : project.containers) {
    if (container.from != Container::From::Launch) all.push_back(&container);
  }
  std::ranges::stable_sort(all, std::greater(), [](const Container* one) { return says(*one); });
  for (Server& server : project.servers) {
    for (const Container* container : all) Deployment(*container, server).join();
  }
}

}  // namespace mcplint
