#include <algorithm>
#include <array>
#include <string>

#include "mcplint/container.h"
#include "mcplint/words.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Container& container, Report& report);

constinit const Rule rules::mcp415_host_path_mount = {
    .id = "MCP415",
    .name = "host-path-mount",
    .summary = "Container that sees the host's system or home folders",
    .severity = Severity::High,
    .cwe = 668,
    .owasp = "MCP02:2025",
    .doc = R"(
What is mounted, a tool can read, and mostly write: keys in `~/.ssh`, tokens of
every program in the home folder, passwords in `/etc`. A server needs one folder of
them at most.

Mount that folder, with `:ro` if nothing is to be written, or use a named volume.
)",
    .blind_spots = R"(
A folder whose name a variable gives. In a client's configuration `/` and the home
folder are MCP303's.
)",
    .check = check,
};

/// Folders that hold the system, or everything of somebody.
static constexpr auto kSystem = std::to_array<std::string_view>({"/",
                                                                 "/etc",
                                                                 "/var",
                                                                 "/var/run",
                                                                 "/var/lib",
                                                                 "/run",
                                                                 "/usr",
                                                                 "/boot",
                                                                 "/lib",
                                                                 "/bin",
                                                                 "/sbin",
                                                                 "/dev",
                                                                 "/proc",
                                                                 "/sys",
                                                                 "/root",
                                                                 "/home",
                                                                 "/Users",
                                                                 "/opt",
                                                                 "/var/lib/docker",
                                                                 "/var/lib/kubelet",
                                                                 "/mnt",
                                                                 "/host"});
static constexpr auto kHome =
    std::to_array<std::string_view>({"~", "$HOME", "${HOME}", "%USERPROFILE%", "${USERPROFILE}"});
/// Folders of a home that hold what lets people in elsewhere.
static constexpr auto kKeys = std::to_array<std::string_view>(
    {"/.ssh", "/.gnupg", "/.aws", "/.kube", "/.docker", "/.config", "/.azure"});

static std::string_view clean(std::string_view path) {
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return path;
}

static bool is_drive(std::string_view path) {
  return path.size() <= 3 && path.size() >= 2 && path[1] == ':';
}

/// Credentials of a cloud or a cluster, read only, are what a server for that is given.
static bool is_given(std::string_view path, const Mount& mount) {
  return mount.read_only && (path.ends_with("/.aws") || path.ends_with("/.kube") ||
                             path.ends_with("/.azure") || path.ends_with("/.config"));
}

/// `~/.ssh` and the same of a user by name; a single file in it is not meant.
static bool holds_keys(std::string_view path) {
  const bool home = path.starts_with("~") || path.starts_with("$HOME") ||
                    path.starts_with("${HOME") || path.starts_with("/root") ||
                    path.starts_with("/home/") || path.starts_with("/Users/");
  return home && std::ranges::any_of(kKeys, [&](auto key) { return path.ends_with(key); });
}

/// `/home/name` itself.
static bool is_home(std::string_view path) {
  for (std::string_view above : {"/home/", "/Users/"}) {
    if (path.starts_with(above)) return path.find('/', above.size()) == path.npos;
  }
  return is_one_of(path, kHome);
}

/// What watches a machine has to see it: exporters and collectors of metrics and logs.
static bool watches(const Container& container) {
  constexpr auto kWatchers = std::to_array<std::string_view>(
      {"exporter", "cadvisor", "promtail", "datadog", "fluent", "filebeat", "metricbeat", "netdata",
       "telegraf", "alloy", "vector", "otel", "glances", "portainer", "beszel", "loki",
       "node-problem"});
  return !container.holds_server && std::ranges::any_of(kWatchers, [&](auto word) {
    return container.base.name.find(word) != std::string::npos;
  });
}

static void check_mount(const Container& container, const Mount& mount, Report& report) {
  const std::string_view path = clean(mount.source);
  const bool launched = container.from == Container::From::Launch;
  const bool everything = is_home(path) || path == "/" || is_drive(path);
  if (launched && everything) return;  // MCP303's
  const bool system = is_one_of(path, kSystem);
  if (!everything && !system && !holds_keys(path)) return;
  if (is_given(path, mount)) return;
  const bool milder = mount.read_only && path != "/" && !holds_keys(path) && !is_home(path);
  report.at(mount.span, "`{}` of the host is mounted into `{}`", mount.source, container.name)
      .as(milder ? Severity::Medium : Severity::High)
      .suggest("mount the one folder that the server needs" +
               std::string(mount.read_only ? "" : ", with `:ro` if it only reads"));
}

static void check(const Container& container, Report& report) {
  if (container.development || watches(container)) return;
  for (const Mount& mount : container.mounts) {
    if (mount.kind == Mount::Kind::Bind) check_mount(container, mount, report);
  }
}

}  // namespace mcplint
