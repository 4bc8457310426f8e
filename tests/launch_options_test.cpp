// Options of container engines, interpreters of environments, paths of Windows.

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "launch_reading.h"

using namespace mcplint;

/// A command line whose words are `options` in order, each by its long name.
static std::string with_options(std::string_view engine, std::string_view switches,
                                std::string_view values) {
  std::string line = std::string(engine) + " run";
  const auto add = [&](std::string_view names, std::string_view value) {
    while (!names.empty()) {
      const std::string_view name = names.substr(0, names.find(' '));
      line += " --" + std::string(name) + std::string(value);
      names.remove_prefix(std::min(names.size(), name.size() + 1));
    }
  };
  add(switches, "");
  add(values, " v");
  return line + " o/n:1 a";
}

/// What `with_options` comes down to if all are understood.
static std::string options_read(std::string_view engine, std::string_view switches,
                                std::string_view values) {
  std::string text = std::string(engine) + "(o/n :1";
  const auto add = [&](std::string_view names, std::string_view value) {
    while (!names.empty()) {
      const std::string_view name = names.substr(0, names.find(' '));
      text += " " + std::string(name) + std::string(value);
      names.remove_prefix(std::min(names.size(), name.size() + 1));
    }
  };
  add(switches, "");
  add(values, "=v");
  return text + ") a";
}

TEST_CASE("every option of docker run and podman run is told from the image") {
  // docs.docker.com/reference/cli/docker/container/run, as of version 29.
  static constexpr std::string_view kDockerSwitches =
      "detach disable-content-trust help init interactive no-healthcheck oom-kill-disable "
      "privileged publish-all quiet read-only rm sig-proxy tty use-api-socket";
  static constexpr std::string_view kDockerValues =
      "add-host annotation attach blkio-weight blkio-weight-device cap-add cap-drop cgroup-parent "
      "cgroupns cidfile cpu-count cpu-percent cpu-period cpu-quota cpu-rt-period cpu-rt-runtime "
      "cpu-shares cpus cpuset-cpus cpuset-mems detach-keys device device-cgroup-rule "
      "device-read-bps device-read-iops device-write-bps device-write-iops dns dns-option "
      "dns-search domainname entrypoint env env-file expose gpus group-add health-cmd "
      "health-interval health-retries health-start-interval health-start-period health-timeout "
      "hostname io-maxbandwidth io-maxiops ip ip6 ipc isolation label label-file link "
      "link-local-ip log-driver log-opt mac-address memory memory-reservation memory-swap "
      "memory-swappiness mount name network network-alias oom-score-adj pid pids-limit platform "
      "publish pull restart runtime security-opt shm-size stop-signal stop-timeout storage-opt "
      "sysctl tmpfs ulimit user userns uts volume volume-driver volumes-from workdir";
  // docs.podman.io/en/latest/markdown/podman-run.1.html, as of version 5.
  static constexpr std::string_view kPodmanSwitches =
      "detach env-host help http-proxy init interactive no-healthcheck no-hostname no-hosts "
      "oom-kill-disable passwd privileged publish-all quiet read-only read-only-tmpfs replace rm "
      "rmi rootfs sig-proxy tls-verify tty unsetenv-all";
  static constexpr std::string_view kPodmanValues =
      "add-host annotation arch attach authfile blkio-weight cap-add cap-drop cert-dir cgroup-conf "
      "cgroup-parent cgroupns cgroups chrootdirs cidfile conmon-pidfile cpus cpu-shares "
      "decryption-key device dns entrypoint env env-file env-merge expose gidmap gpus group-add "
      "group-entry health-cmd health-on-failure hostname hostuser image-volume init-path ipc label "
      "log-driver log-opt mac-address memory mount name network network-alias os passwd-entry "
      "personality pid pidfile pids-limit platform pod pod-id-file preserve-fd preserve-fds "
      "publish pull rdt-class requires restart retry retry-delay sdnotify seccomp-policy secret "
      "security-opt shm-size shm-size-systemd stop-signal stop-timeout subgidname subuidname "
      "sysctl systemd timeout tmpfs tz uidmap ulimit umask unsetenv user userns uts variant volume "
      "volumes-from workdir";
  CHECK(resolved(with_options("docker", kDockerSwitches, kDockerValues)) ==
        options_read("docker", kDockerSwitches, kDockerValues));
  CHECK(resolved(with_options("podman", kPodmanSwitches, kPodmanValues)) ==
        options_read("podman", kPodmanSwitches, kPodmanValues));
  CHECK(
      resolved("docker run -dit -P -q -a stdin -c 2 -e A=b -h x -l k=v -m 1g -p 1:1 -u 0 -v /a:/b "
               "-w /x o/n:1") ==
      "docker(o/n :1 detach interactive tty publish-all quiet attach=stdin cpu-shares=2 env=A=b "
      "hostname=x label=k=v memory=1g publish=1:1 user=0 volume=/a:/b workdir=/x)");
}

TEST_CASE("interpreters of environments and paths of Windows are seen through") {
  const Case cases[] = {
      {".venv/bin/python a.py", "$a.py # command:.venv/bin/python script:a.py"},
      {"/srv/.venv/bin/python3.12 -m pkg", "=pkg # command:/srv/.venv/bin/python3.12"},
      {R"(C:\x\.venv\Scripts\python.exe -m pkg)",
       R"(=pkg # command:C:\x\.venv\Scripts\python.exe)"},
      {R"(C:\x\.venv\Scripts\python.exe C:\x\a.py)",
       R"($C:\x\a.py # command:C:\x\.venv\Scripts\python.exe script:C:\x\a.py)"},
      {"/srv/.venv/bin/notes-mcp --stdio", "=notes-mcp --stdio # command:/srv/.venv/bin/notes-mcp"},
      {R"(C:\nodejs\node.exe C:\x\a.js)",
       R"($C:\x\a.js # command:C:\nodejs\node.exe script:C:\x\a.js)"},
      {"py -3 a.py", "$a.py # script:a.py"},
      {"cmd /c uvx pkg==1.2.3", "uvx(PyPI pkg 1.2.3 exact) =pkg"},
      {"wsl -e uvx pkg", "uvx(PyPI pkg) =pkg"},
      {"npx tsx a.ts", "npx(npm tsx) $a.ts # script:a.ts"},
  };
  check(cases);
}
