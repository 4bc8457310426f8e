// Which ports of pods people outside of a cluster reach, and what that says of servers.

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "mcplint/lint.h"
#include "temporary_folder.h"

using namespace mcplint;

static constexpr std::string_view kServer =
    "from fastmcp import FastMCP\nmcp = FastMCP('x')\n"
    "mcp.run(transport='http', host='0.0.0.0', port=8000)\n";

static constexpr std::string_view kPod = R"(
apiVersion: apps/v1
kind: Deployment
metadata: {name: x}
spec:
  template:
    metadata:
      labels: {app: x, tier: back}
    spec:
      containers:
        - name: server
          image: acme/x:1
          command: [python, server.py]
          ports: [{name: http, containerPort: 8000}, {name: metrics, containerPort: 9090}]
)";

static std::string service(std::string_view type, std::string_view app, std::string_view target,
                           std::string_view annotation = "") {
  std::string text = "apiVersion: v1\nkind: Service\nmetadata:\n  name: x\n";
  if (!annotation.empty()) text += "  annotations:\n    " + std::string(annotation) + "\n";
  text += "spec:\n";
  if (!type.empty()) text += "  type: " + std::string(type) + "\n";
  text += "  selector: {app: " + std::string(app) + "}\n";
  return text + "  ports: [{port: 80, targetPort: " + std::string(target) + "}]\n";
}

/// What is known of who reaches the one listener of `folder`.
static std::string reach(const TemporaryFolder& folder) {
  Options options;
  options.paths = {folder.path().string()};
  const Run run = lint(options);
  REQUIRE(run.project.servers.size() == 1);
  REQUIRE(run.project.servers.front().listeners.size() == 1);
  const Listener& listener = run.project.servers.front().listeners.front();
  if (!listener.published.empty()) return "by " + std::string(listener.published.text);
  return listener.only_to_neighbours ? "neighbours" : "not known";
}

TEST_CASE("a Service says whether people outside of the cluster reach a pod") {
  const struct {
    std::string text;
    const char* expected;
  } cases[] = {
      {service("LoadBalancer", "x", "8000"), "by LoadBalancer"},
      {service("LoadBalancer", "x", "http"), "by LoadBalancer"},
      {service("NodePort", "x", "http"), "by NodePort"},
      {service("ClusterIP", "x", "8000"), "neighbours"},
      {service("", "x", "8000"), "neighbours"},
      {service("LoadBalancer", "y", "8000"), "neighbours"},
      {service("LoadBalancer", "x", "8000",
               "service.beta.kubernetes.io/aws-load-balancer-internal: \"true\""),
       "neighbours"},
      {service("LoadBalancer", "x", "8000", "networking.gke.io/load-balancer-type: Internal"),
       "neighbours"},
  };
  for (const auto& c : cases) {
    const TemporaryFolder folder;
    folder.write("server.py", kServer);
    folder.write("deploy/k8s/deployment.yaml", kPod);
    folder.write("deploy/k8s/service.yaml", c.text);
    CHECK_MESSAGE(reach(folder) == c.expected, c.text);
  }
}

TEST_CASE("a Service of another port leads to no server") {
  const TemporaryFolder folder;
  folder.write("server.py", kServer);
  folder.write("deployment.yaml", kPod);
  folder.write("service.yaml", service("LoadBalancer", "x", "metrics") + "---\n" +
                                   service("LoadBalancer", "x", "9091"));
  CHECK(reach(folder) == "not known");
}

TEST_CASE("a Service of another cluster leads to no server") {
  const TemporaryFolder folder;
  folder.write("server.py", kServer);
  folder.write("one/deployment.yaml", std::string(kPod));
  folder.write("two/service.yaml", service("LoadBalancer", "x", "8000"));
  Options options;
  options.paths = {folder.path().string()};
  const Run run = lint(options);
  for (const Container& container : run.project.containers) CHECK(container.published.empty());
}
