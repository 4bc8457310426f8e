// Compose files, pods and `.dockerignore`: how they are read and merged.

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "lint/facts/containers/containers.h"
#include "lint/facts/containers/values.h"
#include "lint/syntax/parse.h"

using namespace mcplint;

static std::vector<std::unique_ptr<Source>> sources;

static Parsed read(std::string text, std::string path = "compose.yaml") {
  sources.push_back(std::make_unique<Source>(std::move(path), std::move(text)));
  Parsed parsed;
  parse_yaml(*sources.back(), parsed);
  REQUIRE(parsed.config);
  return parsed;
}

static std::string to_string(const Value& value) {
  if (value.is(Value::Kind::List)) {
    std::string text = "[";
    for (const Value& item : value.items) text += (text.size() > 1 ? ", " : "") + to_string(item);
    return text + "]";
  }
  if (!value.is(Value::Kind::Map)) return value.text;
  std::string text = "{";
  for (const Member& member : value.members) {
    text += (text.size() > 1 ? ", " : "") + member.key.text + ": " + to_string(member.value);
  }
  return text + "}";
}

/// What service `foo` comes to.
static std::string merged(const std::string& base, const std::string& override) {
  const Parsed below = read("services:\n  foo:\n" + base);
  const Parsed above = read("services:\n  foo:\n" + override);
  const Value* one = at(below.config->root, "services.foo");
  const Value* two = at(above.config->root, "services.foo");
  REQUIRE(one != nullptr);
  REQUIRE(two != nullptr);
  return to_string(merge_compose(*one, *two));
}

TEST_CASE("files are merged as the Compose specification's examples are") {
  CHECK(merged("    key1: value1\n    key2: value2\n", "    key2: VALUE\n    key3: value3\n") ==
        "{key1: value1, key2: VALUE, key3: value3}");
  CHECK(merged("    DNS:\n      - 1.1.1.1\n", "    DNS:\n      - 8.8.8.8\n") ==
        "{DNS: [1.1.1.1, 8.8.8.8]}");
  CHECK(merged("    command: [\"echo\", \"foo\"]\n", "    command: [\"echo\", \"bar\"]\n") ==
        "{command: [echo, bar]}");
  CHECK(merged("    volumes:\n      - foo:/work\n", "    volumes:\n      - bar:/work\n") ==
        "{volumes: [bar:/work]}");
  CHECK(merged(
            "    image: myapp\n    ports:\n      - \"8080:80\"\n    environment:\n      FOO: BAR\n",
            "    image: myapp\n    ports: !reset []\n    environment:\n      FOO: !reset null\n") ==
        "{image: myapp, environment: {}}");
  CHECK(merged("    image: myapp\n    ports:\n      - \"8080:80\"\n",
               "    ports: !override\n      - \"8443:443\"\n") ==
        "{image: myapp, ports: [8443:443]}");
  CHECK(merged("    ports: [\"8080:80\"]\n", "    ports: [\"8443:443\"]\n") ==
        "{ports: [8080:80, 8443:443]}");
}

TEST_CASE("lists of name and value are mappings") {
  CHECK(merged("    environment: [A=1, B=2]\n", "    environment: {B: 3, C: 4}\n") ==
        "{environment: {A: 1, B: 3, C: 4}}");
  CHECK(merged("    healthcheck: {test: [CMD, a], retries: 3}\n",
               "    healthcheck: {test: [CMD, b]}\n") ==
        "{healthcheck: {test: [CMD, b], retries: 3}}");
}

TEST_CASE("ports and mounts in short form") {
  const PublishedPort port = short_port({"127.0.0.1:8080:80/tcp", {}});
  CHECK(port.address == "127.0.0.1");
  CHECK(port.port == "8080");
  CHECK(port.target == "80");
  CHECK(short_port({"[::1]:8080:80", {}}).address == "[::1]");
  CHECK(short_port({"80", {}}).port.empty());
  CHECK(short_port({"${PORT:-8000}:80", {}}).port == "8000");

  const Mount bind = short_mount({"./data:/data:ro,z", {}});
  CHECK(bind.kind == Mount::Kind::Bind);
  CHECK(bind.read_only);
  CHECK(short_mount({"data:/data", {}}).kind == Mount::Kind::Volume);
  CHECK(short_mount({"C:\\data:/data", {}}).source == "C:\\data");
  CHECK(short_mount({"${DIR:-/srv}:/data", {}}).source == "/srv");
  CHECK(short_mount({"/data", {}}).target == "/data");
}

TEST_CASE("variables") {
  CHECK(interpolate("a${B:-c}d").text == "acd");
  CHECK(interpolate("a${B:-${C:-d}}").text == "ad");
  CHECK(interpolate("$$a").text == "$a");
  CHECK_FALSE(interpolate("a$B").resolved);
  CHECK_FALSE(interpolate("a${B}").resolved);
  CHECK_FALSE(interpolate("a${B:?must be set}").resolved);
  std::string deep = "x";
  for (int i = 0; i < 100; ++i) deep = "${A:-" + deep + "}";
  CHECK_FALSE(interpolate(deep).resolved);
}

TEST_CASE("services that extend others, in circles too") {
  Project project;
  Parsed one = read(
      "services:\n"
      "  a:\n    extends: b\n    image: x:1\n"
      "  b:\n    extends: {service: a}\n    mem_limit: 1g\n"
      "  c:\n    extends: {file: ../common/compose.yml, service: d}\n    image: y:1\n",
      "app/compose.yaml");
  Parsed two = read("services:\n  d:\n    cpus: 1\n", "common/compose.yml");
  project.configs.push_back(std::move(*one.config));
  project.configs.push_back(std::move(*two.config));
  std::vector<Container> containers;
  find_services(project, containers);
  REQUIRE(containers.size() == 4);
  CHECK(containers[0].limits_memory);
  CHECK(containers[2].limits_processor);
  CHECK_FALSE(containers[2].partial);
  CHECK(containers[3].partial);
}

TEST_CASE("pods of every kind, in one file") {
  const std::string pod = "containers: [{name: a, image: x:1}]";
  std::string text;
  for (const char* kind : {"Deployment", "StatefulSet", "DaemonSet", "Job", "ReplicaSet"}) {
    text += "apiVersion: v1\nkind: " + std::string(kind) + "\nspec: {template: {spec: {" + pod +
            "}}}\n---\n";
  }
  text += "apiVersion: v1\nkind: Pod\nspec: {" + pod + "}\n---\n";
  text += "apiVersion: v1\nkind: CronJob\nspec: {jobTemplate: {spec: {template: {spec: {" + pod +
          "}}}}}\n---\napiVersion: v1\nkind: Service\nspec: {" + pod + "}\n";
  const Parsed parsed = read(text, "all.yaml");
  std::vector<Container> containers;
  find_pods(*parsed.config, containers);
  CHECK(containers.size() == 7);
}

TEST_CASE("Helm's templates are told from manifests") {
  CHECK(is_helm_template("chart/templates/a.yaml", "image: {{ .Values.image }}\n"));
  CHECK_FALSE(is_helm_template("chart/values.yaml", "image: {{ .Values.image }}\n"));
  CHECK_FALSE(is_helm_template("templates/a.yaml", "image: a\n"));
}

TEST_CASE("what a .dockerignore keeps out") {
  const auto keeps_out = [](std::string text, std::string_view path) {
    sources.push_back(std::make_unique<Source>(".dockerignore", std::move(text)));
    Parsed parsed;
    parse_docker_ignore(*sources.back(), parsed);
    return parsed.docker_ignore->keeps_out(path);
  };
  CHECK(keeps_out(".env\n", ".env"));
  CHECK_FALSE(keeps_out(".env\n", "a/.env"));  // unlike .gitignore
  CHECK(keeps_out("**/.env*\n", "a/.env.local"));
  CHECK(keeps_out("**/.env*\n", ".env"));
  CHECK(keeps_out(".git/\n", ".git/config"));
  CHECK(keeps_out("/.git\n", ".git"));
  CHECK(keeps_out("*\n!src\n", ".env"));
  CHECK_FALSE(keeps_out("*\n!src\n", "src/a"));
  CHECK_FALSE(keeps_out("*\n!.env\n", ".env"));
  CHECK_FALSE(keeps_out("# .env\n", ".env"));
  CHECK_FALSE(keeps_out("", ".env"));
}

/// The command line that a service comes to, a word behind the other, each with `|` behind it.
static std::string words_of(const std::string& service) {
  const Parsed parsed = read("services:\n  foo:\n" + service);
  const Value* value = at(parsed.config->root, "services.foo");
  REQUIRE(value != nullptr);
  std::string text;
  for (const Text& word : read_service({"foo", {}}, *value, *sources.back()).entrypoint)
    text += word.text + "|";
  return text;
}

TEST_CASE("commands are split as Compose splits them") {
  CHECK(words_of("    command: python server.py --name 'a b' \"\"\n") ==
        "python|server.py|--name|a b||");
  CHECK(words_of("    command: >\n      python\n      -m x\\ y\n") == "python|-m|x y|");
  CHECK(words_of("    command: [\"python server.py\"]\n") == "python server.py|");
  CHECK(words_of("    command:\n      - python server.py\n") == "python server.py|");
  CHECK(words_of("    entrypoint: sh -c\n    command: 'exec'\n") == "sh|-c|exec|exec|");
  CHECK(words_of("    entrypoint: [sh, -c]\n    command: \"'a && b'\"\n") == "sh|-c|a && b|a|b|");
  CHECK(words_of("    command: migrate && serve\n") == "migrate|");  // no shell reads it
  CHECK(words_of("    command: ''\n").empty());
}

TEST_CASE("words of a command have places") {
  const Text command{"one  'two three'", {" one  'two three' "}};
  const std::vector<Text> words = split_command(command);
  REQUIRE(words.size() == 2);
  CHECK(words[0].span.text == "one");
  CHECK(words[1].span.text == "'two three'");
  CHECK(split_command({"a b", {"a\n b"}})[1].span.text == "a\n b");  // folded: the whole
}
