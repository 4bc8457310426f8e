// Compose files as the Compose specification has them: what a service comes to when all
// files of a project are read.

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mcplint/container.h"
#include "mcplint/lint.h"
#include "temporary_folder.h"

using namespace mcplint;

namespace {

using Files = std::vector<std::pair<std::string, std::string_view>>;

Run run_on(const TemporaryFolder& folder, const Files& files) {
  for (const auto& [name, text] : files) folder.write(name, text);
  Options options;
  options.paths = {folder.path().string()};
  options.jobs = 1;
  return lint(options);
}

std::string join(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

/// `published:target`, with the address where there is one.
std::string ports_of(const Container& container) {
  std::vector<std::string> words;
  for (const PublishedPort& port : container.published) {
    words.push_back((port.address.empty() ? "" : port.address + ":") + port.port + ":" +
                    port.target);
  }
  return join(words);
}

std::string mounts_of(const Container& container) {
  constexpr std::string_view kKinds[] = {"bind", "volume", "memory"};
  std::vector<std::string> words;
  for (const Mount& mount : container.mounts) {
    words.push_back(std::string(kKinds[static_cast<std::size_t>(mount.kind)]) + "," + mount.source +
                    "," + mount.target + (mount.read_only ? ",ro" : ""));
  }
  return join(words);
}

std::string command_of(const Container& container) {
  std::vector<std::string> words;
  for (const Text& word : container.entrypoint) words.push_back(word.text);
  return join(words);
}

/// What is noteworthy about each service, in one line: `name flags`.
std::string services_of(const Run& run) {
  std::vector<std::string> lines;
  for (const Container& one : run.project.containers) {
    if (one.from != Container::From::Compose) continue;
    std::string line = one.name;
    if (one.limits_memory) line += " memory";
    if (one.limits_processor) line += " cpu";
    if (one.has_healthcheck) line += " health";
    if (one.restarts) line += " restarts";
    if (one.development) line += " development";
    if (one.partial) line += " partial";
    if (one.prepares) line += " prepares";
    lines.push_back(line);
  }
  std::ranges::sort(lines);
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "; ") + line;
  return text;
}

/// What the files come to, all of them compose files or what these build.
std::string services_of(const Files& files) {
  const TemporaryFolder folder;
  return services_of(run_on(folder, files));
}

/// What `ask` says of the only service of a file.
template <class Ask>
std::string only_service(std::string_view text, Ask ask) {
  const TemporaryFolder folder;
  const Run run = run_on(folder, {{"compose.yaml", text}});
  REQUIRE(run.project.containers.size() == 1);
  return ask(run.project.containers.front());
}

/// What a service runs that builds a Dockerfile of three stages; `?` if its image is not seen.
std::string command_in_stage(std::string_view service) {
  const TemporaryFolder folder;
  const std::string compose = "services: {a: {" + std::string(service) + "}}\n";
  const Run run = run_on(
      folder, {{"app/Dockerfile",
                "FROM python:3.13-slim AS base\nENTRYPOINT [\"python\", \"-m\"]\n"
                "FROM base AS server\nEXPOSE 8000\nCMD [\"notes_mcp\"]\nHEALTHCHECK CMD true\n"
                "FROM base\nCMD [\"worker\"]\n"},
               {"compose.yaml", compose}});
  for (const Container& one : run.project.containers) {
    if (one.from != Container::From::Compose) continue;
    return (one.image_known ? command_of(one) : "?") + (one.has_healthcheck ? " health" : "");
  }
  return "no service";
}

}  // namespace

TEST_CASE("ports and volumes in short and long syntax") {
  CHECK(only_service("services:\n  a:\n    image: x:1\n    ports:\n"
                     "      - \"8000\"\n      - \"8000:80\"\n      - 127.0.0.1:8001:81/udp\n"
                     "      - {target: 82, published: \"8002\", host_ip: 127.0.0.1}\n"
                     "      - target: 83\n",
                     ports_of) == ":8000 8000:80 127.0.0.1:8001:81 127.0.0.1:8002:82 :83");
  CHECK(only_service("services:\n  a:\n    image: x:1\n    volumes:\n"
                     "      - data:/data\n      - ./src:/src:ro\n      - /anonymous\n"
                     "      - {type: bind, source: ~/.aws, target: /aws, read_only: true}\n"
                     "      - {type: tmpfs, target: /tmp}\n",
                     mounts_of) ==
        "volume,data,/data bind,./src,/src,ro volume,,/anonymous bind,~/.aws,/aws,ro memory,,/tmp");
}

TEST_CASE("environment, its files, and labels in either syntax") {
  const auto variables = [](const Container& container) {
    std::vector<std::string> words;
    for (const Setting& one : container.environment) {
      words.push_back(one.name.text + "=" + one.value.text);
    }
    for (const Text& file : container.env_files) words.push_back("<" + file.text);
    return join(words);
  };
  CHECK(only_service("services:\n  a:\n    image: x:1\n    environment: [A=1, B]\n"
                     "    env_file: .env\n",
                     variables) == "A=1 B= <.env");
  CHECK(only_service("services:\n  a:\n    image: x:1\n    environment: {A: 1, B: }\n"
                     "    env_file:\n      - .env\n      - {path: more.env, required: false}\n",
                     variables) == "A=1 B= <.env <more.env");
}

TEST_CASE("anchors and merge keys") {
  CHECK(services_of({{"compose.yaml",
                      "x-all: &all\n  mem_limit: 1g\n  restart: always\n"
                      "x-health: &health\n  healthcheck: {test: [CMD, a]}\n"
                      "services:\n  a:\n    <<: [*all, *health]\n    image: x:1\n"
                      "  b:\n    <<: *all\n    image: x:1\n    cpus: 1\n"}}) ==
        "a memory health restarts; b memory cpu restarts");
}

TEST_CASE("limits and restart policies, in the service and in deploy") {
  CHECK(services_of({{"compose.yaml",
                      "services:\n"
                      "  a:\n    image: x:1\n    deploy: {resources: {limits: {memory: 1G}}}\n"
                      "  b:\n    image: x:1\n    deploy:\n      restart_policy: {condition: any}\n"
                      "      resources: {limits: {cpus: \"1\"}, reservations: {memory: 1G}}\n"
                      "  c:\n    image: x:1\n    cpuset: \"0\"\n    mem_limit: 1g\n"}}) ==
        "a memory; b cpu restarts; c memory cpu");
}

TEST_CASE("profiles and names say what nobody deploys") {
  CHECK(services_of({{"compose.yaml",
                      "services:\n"
                      "  a:\n    image: x:1\n    profiles: [dev, test]\n"
                      "  b:\n    image: x:1\n    profiles: [dev, production]\n"
                      "  c:\n    build: {context: ., dockerfile: Dockerfile.dev}\n"
                      "  d:\n    build: {context: ., target: development}\n"
                      "  e:\n    image: x:1\n    command: tail -f /dev/null\n"
                      "  f:\n    image: x:1\n    command: [sleep, infinity]\n"}}) ==
        "a development; b; c development; d development; e development; f development");
  CHECK(services_of({{"docker-compose.dev.yml", "services: {a: {image: x:1}}\n"},
                     {"devices/compose.yaml", "services: {b: {image: x:1}}\n"}}) ==
        "a development; b");
}

TEST_CASE("a service extends one of the same file, of another, and of an included one") {
  CHECK(services_of({{"compose.yaml",
                      "include: [included.yaml]\n"
                      "services:\n"
                      "  a:\n    extends: b\n    image: x:1\n"
                      "  b:\n    image: x:1\n    mem_limit: 1g\n"
                      "  c:\n    extends: {file: common/base.yaml, service: d}\n    image: x:1\n"
                      "  e:\n    extends: {service: f}\n    image: x:1\n"},
                     {"common/base.yaml", "services: {d: {image: y:1, cpus: 1}}\n"},
                     {"included.yaml", "services: {f: {image: z:1, restart: always}}\n"}}) ==
        "a memory; b memory; c cpu; d cpu; e restarts; f restarts");
}

TEST_CASE("include: a path, a mapping, several paths that are merged, and what overrides them") {
  CHECK(services_of({{"compose.yaml",
                      "include:\n  - a.yaml\n  - path: b.yaml\n"
                      "  - path: [c.yaml, compose.more.yaml]\n    project_directory: ..\n"
                      "services: {main: {image: x:1}}\n"},
                     {"compose.override.yaml", "services: {a: {mem_limit: 1g}}\n"},
                     {"a.yaml", "services: {a: {image: x:1}}\n"},
                     {"b.yaml", "services: {b: {image: x:1}}\n"},
                     {"c.yaml", "services: {c: {image: x:1}}\n"},
                     {"compose.more.yaml", "services: {c: {cpus: 1}}\n"}}) ==
        "a memory; b; c cpu; main");
  // Nobody can write these, but nothing may hang on them.
  CHECK(services_of(
            {{"compose.yaml",
              "include: [compose.yaml, compose.b.yaml, gone.yaml, {path: []}, {}]\n"
              "services: {a: {image: x:1, extends: nobody}}\n"},
             {"compose.b.yaml", "include: [compose.yaml]\nservices: {b: {extends: nobody}}\n"}}) ==
        "a; b partial");
}

TEST_CASE("files that complete others are no deployment of their own") {
  CHECK(services_of({{"compose.yaml", "services: {a: {image: x:1}, b: {image: x:1}}\n"},
                     {"compose.prod.yaml",
                      "services:\n  a:\n    mem_limit: 1g\n"
                      "  c:\n    image: x:1\n"}}) == "a memory; a memory partial; b; c partial");
  CHECK(services_of({{"compose.yaml",
                      "services:\n  a:\n    image: x:1\n    depends_on:\n"
                      "      b: {condition: service_completed_successfully}\n"
                      "  b:\n    image: x:1\n"}}) == "a; b prepares");
}

TEST_CASE("a service is tied to the stage of the Dockerfile that it builds") {
  const struct {
    std::string_view service;
    std::string_view expected;
  } cases[] = {
      {"build: ./app", "python -m worker"},
      {"build: {context: app, target: SERVER}", "python -m notes_mcp health"},
      {"build: {context: app, target: server}, command: [other]", "python -m other health"},
      {"build: {context: app}, entrypoint: [sh], command: [other]", "sh other"},
      {"build: {context: app, target: gone}", "?"},
      {"build: {context: ., dockerfile: app/Dockerfile}", "python -m worker"},
      {"build: {dockerfile_inline: \"FROM x\"}", "?"},
      {"build: \"https://example.com/app.git\"", "?"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.service);
    CHECK(command_in_stage(c.service) == c.expected);
  }
}

TEST_CASE("what one service builds, others do not pull") {
  const TemporaryFolder folder;
  const Run run = run_on(folder, {{"compose.yaml",
                                   "services:\n  a:\n    build: .\n    image: notes\n"
                                   "  b:\n    image: notes:latest\n"
                                   "  c:\n    image: local\n    pull_policy: never\n"
                                   "  d:\n    image: other\n"}});
  std::string pulled;
  for (const Container& one : run.project.containers) {
    for (const ImageReference& image : one.images) pulled += one.name + ":" + image.name + " ";
  }
  CHECK(pulled == "d:other ");
}

TEST_CASE("templates of Helm and commands for other shells are left alone, and listed") {
  const TemporaryFolder folder;
  const Run run = run_on(
      folder, {{"chart/templates/deployment.yaml",
                "apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n"
                "      containers:\n        - name: {{ .Chart.Name }}\n"
                "          image: {{ .Values.image }}\n          {{- if .Values.privileged }}\n"
                "          securityContext: {privileged: true}\n          {{- end }}\n"},
               {"windows.Dockerfile",
                "FROM mcr.microsoft.com/windows/servercore:ltsc2022\n"
                "SHELL [\"powershell\", \"-Command\"]\nRUN iwr https://example.com/a.ps1 | iex\n"
                "RUN Get-ChildItem\n"},
               {"Dockerfile",
                "FROM python:3.13-slim AS base\nSHELL [\"conda\", \"run\", \"/bin/bash\", \"-c\"]\n"
                "RUN true\nFROM base\nRUN true\n"}});
  std::string listed = "\n";
  for (const File& file : run.files) {
    listed += file.path.substr(file.path.rfind('/') + 1) + ": " + file.detail + "\n";
  }
  CAPTURE(listed);
  CHECK(run.count(File::State::Skipped) == 1);
  CHECK(listed.find("deployment.yaml: a Helm template: lint what") != std::string::npos);
  CHECK(listed.find("windows.Dockerfile: dockerfile, 2 commands for PowerShell or another shell "
                    "left alone\n") != std::string::npos);
  CHECK(listed.find("\nDockerfile: dockerfile\n") != std::string::npos);
  CHECK(run.project.problems.empty());
  for (const Container& container : run.project.containers) {
    CHECK(container.from == Container::From::Dockerfile);
  }
}
