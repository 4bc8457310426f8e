#include "lint/facts/deployment.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/facts/places.h"
#include "lint/text/bytes.h"
#include "mcplint/words.h"

namespace mcplint {

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

static bool is_loopback(std::string_view address) {
  return address.starts_with("127.") || address == "localhost" || address == "::1" ||
         address == "[::1]";
}

/// `0.0.0.0` of `0.0.0.0:8000`; `::` and `[::]:8000` have colons of their own.
static std::string without_port(std::string_view address) {
  if (address.starts_with('[')) return std::string(address.substr(0, address.find(']') + 1));
  const bool has_port = std::ranges::count(address, ':') == 1;
  return std::string(has_port ? address.substr(0, address.find(':')) : address);
}

/// As names of images, folders and projects are compared: `my_server` is `my-server`.
static std::string plain_name(std::string_view name) {
  std::string plain = lower(name);
  std::ranges::replace(plain, '_', '-');
  return plain;
}

/// Whether `image`, made by a Dockerfile, is called `name` wherever it is kept: after its
/// folder, or after what is said to be built there.
static bool is_called(const Project& project, const Container& image, std::string_view name) {
  std::string_view folder = folder_of(image.dockerfile->source->path);
  const auto is_name = [&](std::string_view other) {
    return !other.empty() && plain_name(other) == plain_name(name);
  };
  if (!folder.empty() && is_name(file_name(folder.substr(0, folder.size() - 1)))) return true;
  const bool is_service = std::ranges::any_of(project.containers, [&](const Container& one) {
    return one.built == &image && is_name(one.name);
  });
  if (is_service) return true;
  return std::ranges::any_of(project.configs, [&](const Config& config) {
    const Value* const declared = config.root.get("project");
    const Value* const its_name = declared == nullptr ? nullptr : declared->get("name");
    return its_name != nullptr && folder_of(config.source->path) == folder &&
           file_name(config.source->path) == "pyproject.toml" && is_name(its_name->text);
  });
}

/// What the project builds for a pod, whose image has only a name; null if that is not known.
static const Container* image_of(const Project& project, const Container& container) {
  if (container.from != Container::From::Kubernetes) return nullptr;
  const Container* found = nullptr;
  for (const Container& image : project.containers) {
    if (image.dockerfile == nullptr) continue;
    if (!is_called(project, image, file_name(container.base.name))) continue;
    if (found != nullptr) return nullptr;
    found = &image;
  }
  return found;
}

namespace {

/// One container and one server.
class Deployment {
 public:
  Deployment(const Project& project, const Container& container, const Container* image,
             Server& server)
      : project_(project),
        container_(container),
        image_(image),
        server_(server),
        words_(container.entrypoint),
        environment_(container.environment) {
    if (image_ == nullptr) return;
    words_.insert(words_.begin(), image_->entrypoint.begin(), image_->entrypoint.end());
    environment_.insert(environment_.end(), image_->environment.begin(), image_->environment.end());
  }

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
    if (container_.development) return false;
    const std::string_view folder = code_folder();
    const std::string_view home = home_of(server_);
    if (home.empty() || !home.starts_with(folder)) return false;
    const auto names_it = [&](const Text& word) { return names_server(word.text); };
    return std::ranges::any_of(words_, names_it) || (runs_script() && is_only_one_in(folder));
  }

  /// The folder whose code runs in it. `docker/Dockerfile` builds from the folder above, and
  /// manifests of Kubernetes lie anywhere: the nearest folder above that has a server counts.
  [[nodiscard]] std::string_view code_folder() const {
    const Container& declared = image_ != nullptr ? *image_ : container_;
    std::string_view folder = folder_of(path_of(project_, declared));
    const auto parent = [&] { return folder_of(folder.substr(0, folder.size() - 1)); };
    if (folder.ends_with("docker/")) folder = parent();
    if (declared.from != Container::From::Kubernetes) return folder;
    const auto is_below = [&](const Server& one) { return home_of(one).starts_with(folder); };
    while (!folder.empty() && std::ranges::none_of(project_.servers, is_below)) folder = parent();
    return folder;
  }

  /// The path of the file that makes `server`; empty if that is not known.
  [[nodiscard]] static std::string_view home_of(const Server& server) {
    const auto home = std::ranges::find_if(
        server.codes, [&](const Code* code) { return lies_in(*code->source, server.span); });
    return home == server.codes.end() ? std::string_view() : (*home)->source->path;
  }

  /// Whether it starts a script whose text nobody has read, in a container for a server.
  [[nodiscard]] bool runs_script() const {
    return container_.holds_server && std::ranges::any_of(words_, [](const Text& word) {
             return word.text.ends_with(".sh") || word.text.ends_with("entrypoint");
           });
  }

  /// Whether no other file below `folder` makes a server: what runs there is this one.
  [[nodiscard]] bool is_only_one_in(std::string_view folder) const {
    return std::ranges::all_of(project_.servers, [&](const Server& other) {
      const std::string_view home = home_of(other);
      return !home.starts_with(folder) || home == home_of(server_);
    });
  }

  /// What the command gives `flag`; null if it does not.
  [[nodiscard]] const Text* argument(std::string_view flag, std::string& value) const {
    for (std::size_t i = 0; i < words_.size() && !flag.empty(); ++i) {
      const std::string_view word = words_[i].text;
      if (word == flag && i + 1 < words_.size()) {
        value = words_[i + 1].text;
        return &words_[i + 1];
      }
      if (word.starts_with(flag) && word.substr(flag.size()).starts_with('=')) {
        value = word.substr(flag.size() + 1);
        return &words_[i];
      }
    }
    return nullptr;
  }

  /// What the container gives the variable `name`; null if nothing.
  [[nodiscard]] const Setting* variable(std::string_view name) const {
    if (name.empty()) return nullptr;
    const auto it = std::ranges::find(
        environment_, name,
        [](const Setting& setting) -> std::string_view { return setting.name.text; });
    return it == environment_.end() ? nullptr : &*it;
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
    return std::ranges::any_of(environment_, is_target) || std::ranges::any_of(words_, is_word);
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
    const auto is_program = [](const Text& word) {
      constexpr auto kPrograms =
          std::to_array<std::string_view>({"uvicorn", "fastmcp", "gunicorn", "hypercorn"});
      const std::string_view name = std::string_view(word.text).substr(word.text.rfind('/') + 1);
      return std::ranges::find(kPrograms, name) != kPrograms.end();
    };
    const auto program = std::ranges::find_if(words_, is_program);
    if (program == words_.end()) return;
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
  const Container* image_;  // of a pod: what the project builds for it; null if not known
  Server& server_;
  std::vector<Text> words_;  // that start it, those of the image first
  std::vector<Setting> environment_;
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
  struct Running {
    const Container* container;
    const Container* image;
  };
  std::vector<Running> all;
  for (const Container& container : project.containers) {
    if (container.from == Container::From::Launch) continue;
    all.push_back({&container, image_of(project, container)});
  }
  const auto openness = [](const Running& one) { return says(*one.container); };
  std::ranges::stable_sort(all, std::greater(), openness);
  for (Server& server : project.servers) {
    for (const auto& [container, image] : all)
      Deployment(project, *container, image, server).join();
  }
}

}  // namespace mcplint
