#include <string_view>

#include "mcplint/dependency.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Project& project, Report& report);

constinit const Rule rules::mcp507_insecure_index = {
    .id = "MCP507",
    .name = "insecure-index",
    .summary = "Packages from an index whose identity nobody checks",
    .severity = Severity::High,
    .cwe = 319,
    .owasp = "MCP04:2025",
    .doc = R"(
Over plain HTTP, or with certificates not checked, whoever is on the network between the
installer and the index chooses which code is installed. Install scripts run at once.

Use `https://`, and make the index's certificate authority known to the machine
(`REQUESTS_CA_BUNDLE`, `cafile=` in `.npmrc`, `allow-insecure-host` never) instead of
switching the check off.
)",
    .blind_spots = R"(
Variables of the environment, such as `PIP_TRUSTED_HOST`. An
index on this machine may be plain.
)",
    .check = check,
};

/// The host of `http://user:password@host:8080/simple`.
static std::string_view host_of(std::string_view url) {
  const std::size_t slashes = url.find("//");
  if (slashes != url.npos) url.remove_prefix(slashes + 2);
  url = url.substr(0, url.find_first_of("/?#"));
  if (const std::size_t at = url.rfind('@'); at != url.npos) url.remove_prefix(at + 1);
  if (url.starts_with('[')) return url.substr(0, url.find(']') + 1);
  return url.substr(0, url.find(':'));
}

static bool is_this_machine(std::string_view host) {
  return host == "localhost" || host == "[::1]" || host.starts_with("127.") ||
         host.ends_with(".localhost") || host == "host.docker.internal";
}

static void check_index(const PackageIndex& index, Report& report) {
  using Kind = PackageIndex::Kind;
  if (index.kind == Kind::Unverified) {
    report.at(index.span, "`{}` switches off the check of certificates", index.span.text)
        .suggest("take it out, and make the index's certificate authority known instead");
    return;
  }
  const std::string_view host = host_of(index.url);
  if (is_this_machine(host)) return;
  if (index.kind == Kind::TrustedHost) {
    report.at(index.span, "the certificate of `{}` is not checked", index.url)
        .suggest("take the host out, and make its certificate authority known instead");
  } else if (index.url.starts_with("http://")) {
    report.at(index.span, "packages come from `{}` over plain HTTP", host)
        .suggest("write https://");
  }
}

static void check(const Project& project, Report& report) {
  for (const Manifest& manifest : project.manifests) {
    for (const PackageIndex& index : manifest.indexes) check_index(index, report);
  }
}

}  // namespace mcplint
