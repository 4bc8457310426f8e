#include "lint/facts/containers/containers.h"

#include <doctest/doctest.h>

#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "lint/facts/facts.h"
#include "mcplint/dockerfile.h"
#include "rules/rules.h"

using namespace mcplint;

namespace {

struct Case {
  std::string_view input;
  std::string_view expected;
};

/// A Dockerfile and the container it makes.
struct Built {
  explicit Built(std::string text, std::string path = "Dockerfile")
      : source(std::make_unique<Source>(std::move(path), std::move(text))) {
    parse_dockerfile(*source, parsed);
    REQUIRE(parsed.dockerfile);
    find_containers(*parsed.dockerfile, containers);
    REQUIRE(containers.size() == 1);
    containers.front().holds_server = true;  // as link() finds, where nothing says otherwise
    find_transport(containers.front());
  }
  [[nodiscard]] const Container& container() const { return containers.front(); }

  std::unique_ptr<Source> source;
  Parsed parsed;
  std::vector<Container> containers;
};

}  // namespace

static std::string debug(const ImageReference& image) {
  if (!image.resolved) return "?" + image.name;
  return image.name + "|" + image.tag + "|" + image.digest;
}

static std::string debug_images(const Container& container) {
  std::string text;
  for (const ImageReference& image : container.images) {
    text += (text.empty() ? "" : " ") + debug(image) + (image.copied ? " copied" : "");
  }
  return text;
}

static std::string debug(const std::vector<Text>& words) {
  std::string text;
  for (const Text& word : words) text += (text.empty() ? "" : "|") + word.text;
  return text;
}

TEST_CASE("references to images are taken apart") {
  const std::vector<Case> cases = {
      {"FROM python", "python||"},
      {"FROM python:3.12-slim", "python|3.12-slim|"},
      {"FROM localhost:5000/a/b", "localhost:5000/a/b||"},
      {"FROM localhost:5000/a/b:1", "localhost:5000/a/b|1|"},
      {"FROM a@sha256:12", "a||sha256:12"},
      {"FROM r:1/a:2@sha256:12", "r:1/a|2|sha256:12"},
      {"FROM \"quoted:1\"", "quoted|1|"},
      {"FROM scratch", ""},
      {"FROM $A", "?$A"},
      {"ARG A=python:3\nFROM $A", "python|3|"},
      {"ARG A\nFROM $A", "?$A"},
      {"ARG A=3\nARG B=${A}.12\nFROM python:$B", "python|3.12|"},
      {"ARG REGISTRY=\nFROM ${REGISTRY}python:3", "python|3|"},
      {"FROM python:${V:-3}", "python|3|"},
      {"FROM python:3-$TARGETARCH", "?python:3-$TARGETARCH"},
      {"FROM python:{{version}}", "?python:{{version}}"},
      {"FROM <your-image>", "?<your-image>"},
      {"FROM a # b", ""},
      {"FROM a:1 AS b\nFROM B\n", "a|1|"},
      {"FROM a:1 AS b\nFROM c:1\nCOPY --from=b x x\nCOPY --from=0 x x\nCOPY --from=B x x\n",
       "a|1| c|1|"},
      {"FROM a:1\nCOPY --from=uv /uv /uv\nCOPY --from=7 x x\nCOPY --from=$X x x\n",
       "a|1| uv|| copied 7|| copied ?$X copied"},
      {"FROM a:1\nRUN --mount=type=bind,from=b:2,target=/x --mount=type=cache,target=/y ls\n",
       "a|1| b|2| copied"},
      {"FROM a:1\nONBUILD USER b\nADD --from=x y z\n", "a|1|"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.input);
    CHECK(debug_images(Built(std::string(c.input)).container()) == c.expected);
  }
}

TEST_CASE("an image is known by its familiar name and written with its tag") {
  ImageReference image;
  image.name = "docker.io/library/python";
  image.tag = "3";
  CHECK(image.familiar_name() == "python");
  CHECK(image.to_string() == "docker.io/library/python:3");
  image.name = "ghcr.io/library/python";
  image.digest = "sha256:1";
  CHECK(image.familiar_name() == "ghcr.io/library/python");
  CHECK(image.to_string() == "ghcr.io/library/python:3@sha256:1");
}

TEST_CASE("images point at where they are written, and at the defaults they are made of") {
  const Built built(
      "ARG TAG=3\nFROM python:${TAG}\nRUN --mount=type=bind,from=b:2,target=/x \\\n  ls\n");
  const std::vector<ImageReference>& images = built.container().images;
  REQUIRE(images.size() == 2);
  CHECK(images[0].span.text == "python:${TAG}");
  REQUIRE(images[0].defaults.size() == 1);
  CHECK(images[0].defaults[0].text == "3");
  CHECK(images[0].defaults[0].begin() == built.source->text.data() + 8);
  CHECK(images[1].span.text == "b:2");
}

TEST_CASE("the user is the last one along the stages that make the image") {
  const std::vector<Case> cases = {
      {"FROM a", "-"},
      {"FROM a\nUSER b\nUSER c", "c"},
      {"FROM a AS x\nUSER b\nFROM x", "b"},
      {"FROM a AS x\nUSER b\nFROM x\nUSER root", "root"},
      {"FROM a AS x\nUSER b\nFROM c\nCOPY --from=x y y", "-"},
      {"FROM a\nONBUILD USER b", "-"},
      {"FROM a\nARG U=b\nUSER $U", "b"},
      {"ARG U=b\nFROM a\nUSER $U", "?$U"},
      {"ARG U=b\nFROM a\nARG U\nUSER $U", "b"},
      {"ARG U=b\nFROM a\nARG U=c\nUSER $U", "c"},
      {"FROM a AS x\nARG U=b\nFROM x\nUSER $U", "b"},
      {"FROM a\nENV U=b V=$U\nUSER ${V:-c}:d", "?${V:-c}:d"},
      {"FROM a\nENV U=b\nENV V=$U\nUSER ${V:-c}:d", "b:d"},
      {"FROM scratch\nUSER ${V:-c}", "c"},
      {"FROM a\nUSER ${V:-c}", "?${V:-c}"},
      {"FROM a\nUSER \"b\"", "b"},
      {"FROM a\nUSER", "-"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.input);
    const Built built{std::string(c.input)};
    const Container& container = built.container();
    const std::string user = container.user ? container.user->text : "-";
    CHECK((container.user_resolved ? "" : "?") + user == c.expected);
  }
}

TEST_CASE("ENTRYPOINT and CMD come together as one command") {
  const std::vector<Case> cases = {
      {"FROM a", ""},
      {"FROM a\nCMD [\"b\", \"c d\"]", "b|c d"},
      {"FROM a\nCMD b 'c d' $E", "b|c d|$E"},
      {"FROM a\nENV E=e\nCMD b $E ${F:-f}", "b|e|f"},
      {"FROM a\nCMD b $E\nENV E=e", "b|e"},
      {"FROM a\nENV E=e\nCMD [\"b\", \"$E\"]", "b|$E"},
      {"FROM a\nENTRYPOINT [\"b\"]\nCMD [\"c\"]", "b|c"},
      {"FROM a\nCMD [\"c\"]\nENTRYPOINT [\"b\"]", "b|c"},
      {"FROM a\nENTRYPOINT b\nCMD [\"c\"]", "b"},
      {"FROM a AS x\nCMD [\"c\"]\nFROM x\nENTRYPOINT [\"b\"]", "b"},
      {"FROM a AS x\nENTRYPOINT [\"b\"]\nFROM x\nCMD [\"c\"]", "b|c"},
      {"FROM a\nCMD [\"b\"]\nCMD [\"c\"]", "c"},
      {"FROM a\nENTRYPOINT [\"b\"]\nENTRYPOINT []\nCMD [\"c\"]", "c"},
      {"FROM a\nCMD [\"/bin/sh\", \"-c\", \"exec b --c 'd e'\"]",
       "/bin/sh|-c|exec b --c 'd e'|exec|b|--c|d e"},
      {"FROM a\nCMD b 'c", "b 'c"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.input);
    CHECK(debug(Built(std::string(c.input)).container().entrypoint) == c.expected);
  }
}

TEST_CASE("words of a command point at themselves") {
  const Built built("FROM a\nCMD uvicorn --port 80\nENTRYPOINT [\"sh\", \"-c\", \"b c\"]\n");
  const std::vector<Text>& words = built.container().entrypoint;
  REQUIRE(words.size() == 8);
  CHECK(words[1].span.text == "\"-c\"");
  CHECK(words[4].text == "c");
  CHECK(words[4].span.text == "\"b c\"");
  CHECK(words[6].span.text == "--port");
}

TEST_CASE("ports, environment and health check are gathered along the stages") {
  const Built built(
      "FROM a AS x\nARG P=80\nENV E=1 F=2\nEXPOSE $P/tcp\nHEALTHCHECK NONE\n"
      "FROM x\nEXPOSE 90 \"91\"\nENV E=3\n");
  const Container& container = built.container();
  CHECK(debug(container.ports) == "80/tcp|90|91");
  CHECK(container.ports[0].span.text == "$P/tcp");
  CHECK(container.has_healthcheck);
  REQUIRE(container.environment.size() == 2);
  CHECK(container.environment[0].name.text == "E");
  CHECK(container.environment[0].value.text == "3");
  CHECK(container.environment[1].value.text == "2");
  CHECK_FALSE(Built("FROM a AS x\nHEALTHCHECK CMD b\nFROM c").container().has_healthcheck);
  CHECK_FALSE(Built("FROM a\nONBUILD HEALTHCHECK CMD b").container().has_healthcheck);
}

TEST_CASE("the base is the image below the last stage and those it builds on") {
  const Built built("FROM a:1 AS x\nFROM b:2 AS y\nFROM x AS z\nFROM z\n");
  CHECK(debug(built.container().base) == "a|1|");
  CHECK(built.container().span.text == "FROM z");
  CHECK(built.container().stage == &built.parsed.dockerfile->image());
  CHECK(Built("FROM scratch").container().base.name == "scratch");
}

TEST_CASE("dev containers are told from images that serve") {
  CHECK_FALSE(Built("FROM python:3").container().development);
  CHECK(Built("FROM python:3", ".devcontainer/Dockerfile").container().development);
  CHECK(Built("FROM mcr.microsoft.com/devcontainers/python:3").container().development);
}

/// What `rule` advises about the container; empty if it finds nothing.
static std::string advice(const Rule& rule, const Container& container) {
  std::deque<Diagnostic> found;
  Report report(rule, found);
  std::get<void (*)(const Container&, Report&)>(rule.check)(container, report);
  return found.empty() ? "" : found.front().help;
}

static void check_advice(const Rule& rule, const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    CAPTURE(c.input);
    const std::string help = advice(rule, Built(std::string(c.input)).container());
    CAPTURE(help);
    CHECK(help.find(c.expected) != std::string::npos);
  }
}

TEST_CASE("the health check to add is one that the image can run") {
  check_advice(
      rules::mcp401_no_healthcheck,
      {
          {"FROM python:3.13-alpine\nEXPOSE 81", R"(["python", "-c", "import urllib)"},
          {"FROM python:3.13-alpine\nEXPOSE 81", "http://127.0.0.1:81/health"},
          {"FROM ghcr.io/astral-sh/uv:debian\nEXPOSE $X 82/tcp", "http://127.0.0.1:82/health"},
          {"FROM debian:12\nCMD uvicorn app:app", R"(["python")"},
          {"FROM node:24-alpine\nEXPOSE 81", R"(["node", "-e", "fetch('http://127.0.0.1:81/)"},
          {"FROM gcr.io/distroless/nodejs24:nonroot\nEXPOSE 81", R"(["/nodejs/bin/node")"},
          {"FROM oven/bun:1.3\nEXPOSE 81", R"(["bun", "-e")"},
          {"FROM alpine:3.22\nEXPOSE 81", R"(["wget", "-q", "--spider")"},
          {"FROM gcr.io/distroless/python3:nonroot\nEXPOSE 81", R"(["/usr/bin/python3", "-c")"},
          {"FROM denoland/deno:2.5\nEXPOSE 81", R"(["deno", "eval", "fetch()"},
          {"FROM busybox:1.37\nEXPOSE 81", R"(["wget", "-q", "--spider")"},
          {"FROM debian:12\nEXPOSE 81", "the image needs `curl`"},
          {"FROM gcr.io/distroless/java21\nEXPOSE 81", "has no shell and no curl"},
          {"FROM scratch\nEXPOSE 81\nCMD [\"/x\"]", R"(["/x", "healthcheck"])"},
      });
}

TEST_CASE("an image that installs curl is not told to") {
  const std::string help =
      advice(rules::mcp401_no_healthcheck,
             Built("FROM debian:12\nRUN apt-get update && apt-get install -y curl\nEXPOSE 81")
                 .container());
  CHECK(help.find(R"(["curl", "-fsS")") != std::string::npos);
  CHECK(help.find("needs `curl`") == std::string::npos);
}

TEST_CASE("the user to add is one that the image has, or can make") {
  check_advice(rules::mcp402_runs_as_root,
               {
                   {"FROM python:3.13-slim\nCMD x", "`RUN useradd --create-home app`"},
                   {"FROM python:3.13-alpine\nCMD x", "`RUN adduser -D app`"},
                   {"FROM node:24-alpine\nCMD x", "`USER node`"},
                   {"FROM oven/bun:1.3\nCMD x", "`USER bun`"},
                   {"FROM gcr.io/distroless/static\nCMD [\"x\"]", "`USER nonroot`"},
                   {"FROM scratch\nCMD [\"x\"]", "`USER 65532:65532`"},
                   {"FROM registry.access.redhat.com/ubi9/ubi-minimal:9.6\nCMD x", "`USER 1001`"},
                   {"FROM cgr.dev/chainguard/node:1\nUSER root\nCMD x", "switch back"},
               });
}

TEST_CASE("the version to name is shown by example") {
  check_advice(rules::mcp403_unpinned_image,
               {
                   {"FROM docker.io/library/node", "such as `docker.io/library/node:"},
                   {"FROM acme/base:latest", "`acme/base:<version>@sha256:<digest>`"},
                   {"FROM acme/base:latest", "inspect acme/base:latest`"},
                   {"FROM a:1@sha256:12\nCOPY --from=build x x", "if you meant a stage"},
               });
}
