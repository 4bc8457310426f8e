#include <algorithm>
#include <charconv>

#include "rules/rules.h"

namespace mcplint {

static void check(const Launch& launch, Report& report);

constinit const Rule rules::mcp306_plain_http_remote = {
    .id = "MCP306",
    .name = "plain-http-remote",
    .summary = "Remote server reached without encryption",
    .severity = Severity::High,
    .cwe = 319,
    .owasp = "MCP07:2025",
    .doc = R"(
Over `http://` everybody on the way reads the tokens that the client sends, and
can put tools, descriptions and results of their own into the answers, which the
model then follows.

Write `https://`. For a server without a certificate, put a proxy with one before
it, or reach it through a tunnel on `127.0.0.1`.
)",
    .blind_spots = R"(
Names without a dot and names that end in `.local`, `.internal` or `.localhost`,
which are taken to be containers and machines of the same network; addresses that
a variable holds.
)",
    .check = check,
};

/// The host in `http://user@host:port/path`, in brackets if it is IPv6.
static std::string_view host_of(std::string_view url) {
  std::string_view rest = url.substr(7);
  rest = rest.substr(0, rest.find_first_of("/?#"));
  rest = rest.substr(rest.rfind('@') + 1);  // npos + 1 is 0
  if (rest.starts_with('[')) return rest.substr(0, rest.find(']') + 1);
  return rest.substr(0, rest.find(':'));
}

/// A placeholder, a loopback address, or a name that only a private network knows.
static bool is_near(std::string_view host) {
  if (host.empty() || host.find_first_of("${}<>%") != std::string_view::npos) return true;
  if (host.starts_with('[')) return host == "[::1]" || host.starts_with("[f");
  if (host.starts_with("127.") || host == "0.0.0.0") return true;
  if (host.find('.') == std::string_view::npos) return true;
  return std::ranges::any_of(
      std::initializer_list<std::string_view>{".local", ".internal", ".localhost", ".lan", ".test"},
      [&](std::string_view end) { return host.ends_with(end); });
}

/// 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 and 100.64.0.0/10 (RFC 1918, 6598).
static bool is_private(std::string_view host) {
  if (host.starts_with("10.") || host.starts_with("192.168.")) return true;
  const std::string_view second = host.substr(std::min<std::size_t>(4, host.size()));
  unsigned number = 0;
  std::from_chars(second.data(), second.data() + second.size(), number);
  if (host.starts_with("172.")) return number >= 16 && number < 32;
  return host.starts_with("100.") && number >= 64 && number < 128;
}

static void check_url(const Launch& launch, const Text& url, Report& report) {
  if (!url.text.starts_with("http://")) return;
  const std::string_view host = host_of(url.text);
  if (is_near(host)) return;
  Diagnostic& finding =
      report.at(url.span, "`{}` is reached at `{}` without encryption", launch.name.text, host);
  finding.suggest("write `https://" + url.text.substr(7) +
                  "`, or reach it through a tunnel on 127.0.0.1");
  if (is_private(host)) finding.as(Severity::Medium);
}

static void check(const Launch& launch, Report& report) {
  if (launch.url) check_url(launch, *launch.url, report);
  if (launch.bridge) check_url(launch, launch.bridge->url, report);
}

}  // namespace mcplint
