#include <algorithm>

#include "rules/rules.h"

namespace mcplint {

static void check(const Launch& launch, Report& report);

constinit const Rule rules::mcp311_docker_without_stdin = {
    .id = "MCP311",
    .name = "docker-without-stdin",
    .summary = "Container started without standard input",
    .severity = Severity::Medium,
    .in_documents = Persona::Pedantic,
    .doc = R"(
A client speaks to the program it starts over standard input and output. Without
`-i`, `docker run` gives the container none: the server reads the end of the file
and leaves, and the client reports no more than a closed connection. In the
background, with `-d`, nothing reaches it at all.

Add `-i`, and `--rm` so that no stopped container stays behind each time.
)",
    .blind_spots = R"(
Containers that publish a port are taken to serve HTTP.
)",
    .check = check,
};

static bool has(const LaunchedImage& image, std::string_view name) {
  return std::ranges::any_of(image.options,
                             [&](const Setting& option) { return option.name.text == name; });
}

/// Without `--rm` every start leaves a stopped container; a name is then taken.
static void check_rest(const Launch& launch, Span span, Report& report) {
  if (has(*launch.image, "rm")) return;
  report.at(span, "each start of `{}` leaves a stopped container behind", launch.name.text)
      .suggest(R"(add `"--rm"` behind `"run"`)")
      .as(Severity::Info)
      .only_for(Persona::Pedantic);
}

static void check(const Launch& launch, Report& report) {
  // Docker's gateway and the clients of the registry add it themselves.
  if (launch.client == Client::DockerGateway || launch.client == Client::Registry) return;
  if (!launch.image || launch.url || (launch.type && launch.type->text.find("http") == 0)) return;
  const LaunchedImage& image = *launch.image;
  if (has(image, "publish") || has(image, "publish-all") || has(image, "attach")) return;
  const bool detached = has(image, "detach");
  const auto run = std::ranges::find(launch.args, "run", &Text::text);
  const Span span = run == launch.args.end() ? image.span : run->span;
  if (has(image, "interactive") && !detached) return check_rest(launch, span, report);
  if (detached)
    report
        .at(span, "`{}` puts the container in the background, where `{}` cannot reach it", "-d",
            launch.name.text)
        .suggest("write `-i` instead of `-d`");
  else
    report
        .at(span, "`{}` run without `{}` closes standard input, which `{}` is spoken to over",
            image.runner, "-i", launch.name.text)
        .suggest(R"(add `"-i"` behind `"run"`, and `"--rm"`)");
}

}  // namespace mcplint
