// What is started beside MCP servers. Names of images are those that their projects publish, not
// all of them met in a public MCP repository; names of services are what compose files, charts and
// Dockerfiles of such repositories call what they start beside a server. Last resort: what source,
// command, image or package tells goes first.

#include "lint/facts/containers/known_names.h"

#include <string>

#include "lint/text/bytes.h"
#include "mcplint/words.h"

namespace mcplint {

/// Parts of names of images.
static constexpr std::string_view kOtherImages[] = {
    // Databases, caches and search, and what looks into them.
    "postgres",
    "pgvector",
    "pgadmin",
    "adminer",
    "mysql",
    "mariadb",
    "mongo",
    "redis",
    "valkey",
    "falkordb",
    "memcached",
    "neo4j",
    "influxdb",
    "clickhouse",
    "elasticsearch",
    "opensearch",
    "kibana",
    "qdrant",
    "chroma",
    "weaviate",
    "milvus",
    "minio",
    "etcd",
    // Proxies and tunnels.
    "nginx",
    "traefik",
    "caddy",
    "haproxy",
    "cloudflared",
    // Queues, and what keeps them together.
    "rabbitmq",
    "kafka",
    "zookeeper",
    // Who people are, and what they may know.
    "keycloak",
    "vault",
    // What watches.
    "grafana",
    "prometheus",
    "loki",
    "promtail",
    "jaeger",
    "otel",
    "langfuse",
    "phoenix",
    "watchtower",
    // Models, workflows, clouds on a desk.
    "ollama",
    "n8n",
    "localstack",
    // Tools for one command, and load.
    "busybox",
    "curl",
    "locust",
};

/// Parts of names of services, containers and files that make images.
static constexpr std::string_view kBesideServers[] = {
    // People's side.
    "client",
    "inspector",
    "frontend",
    "-ui",
    "_ui",
    "webui",
    "web-app",
    "dashboard",
    "docs",
    // Stores, proxies and logins that the server has for itself.
    "postgres",
    "mongo-db",
    "mysql",
    "redis",
    "-db",
    "_db",
    "database",
    "nginx",
    "caddy",
    "proxy-config",
    "keycloak",
    "login",
    "token",
    // What runs once, or beside.
    "init",
    "migrat",
    "seed",
    "register",
    "backup",
    "cron",
    "worker",
    "exporter",
    "test",
    "benchmark",
};

bool is_image_of_other(std::string_view image) {
  return contains_any(lower(file_name(image)), kOtherImages);
}

bool is_name_beside_server(std::string_view name) {
  return contains_any(lower(name), kBesideServers);
}

}  // namespace mcplint
