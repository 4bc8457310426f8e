#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "rules/rules.h"
#include "rules/tools/guards.h"
#include "rules/tools/sinks.h"

namespace mcplint {

static void check(const Project& project, Report& report);

/// Calls that send a request.
static constexpr Callable kRequests[] = {
    {"requests.get", 0, "url"},
    {"requests.Session.get", 0, "url"},
    {"requests.session.get", 0, "url"},
    {"requests.sessions.Session.get", 0, "url"},
    {"httpx.get", 0, "url"},
    {"httpx.Client.get", 0, "url"},
    {"httpx.AsyncClient.get", 0, "url"},
    {"aiohttp.ClientSession.get", 0, "url"},
    {"curl_cffi.requests.get", 0, "url"},
    {"requests.post", 0, "url"},
    {"requests.Session.post", 0, "url"},
    {"requests.session.post", 0, "url"},
    {"requests.sessions.Session.post", 0, "url"},
    {"httpx.post", 0, "url"},
    {"httpx.Client.post", 0, "url"},
    {"httpx.AsyncClient.post", 0, "url"},
    {"aiohttp.ClientSession.post", 0, "url"},
    {"curl_cffi.requests.post", 0, "url"},
    {"requests.put", 0, "url"},
    {"requests.Session.put", 0, "url"},
    {"requests.session.put", 0, "url"},
    {"requests.sessions.Session.put", 0, "url"},
    {"httpx.put", 0, "url"},
    {"httpx.Client.put", 0, "url"},
    {"httpx.AsyncClient.put", 0, "url"},
    {"aiohttp.ClientSession.put", 0, "url"},
    {"curl_cffi.requests.put", 0, "url"},
    {"requests.patch", 0, "url"},
    {"requests.Session.patch", 0, "url"},
    {"requests.session.patch", 0, "url"},
    {"requests.sessions.Session.patch", 0, "url"},
    {"httpx.patch", 0, "url"},
    {"httpx.Client.patch", 0, "url"},
    {"httpx.AsyncClient.patch", 0, "url"},
    {"aiohttp.ClientSession.patch", 0, "url"},
    {"curl_cffi.requests.patch", 0, "url"},
    {"requests.delete", 0, "url"},
    {"requests.Session.delete", 0, "url"},
    {"requests.session.delete", 0, "url"},
    {"requests.sessions.Session.delete", 0, "url"},
    {"httpx.delete", 0, "url"},
    {"httpx.Client.delete", 0, "url"},
    {"httpx.AsyncClient.delete", 0, "url"},
    {"aiohttp.ClientSession.delete", 0, "url"},
    {"curl_cffi.requests.delete", 0, "url"},
    {"requests.head", 0, "url"},
    {"requests.Session.head", 0, "url"},
    {"requests.session.head", 0, "url"},
    {"requests.sessions.Session.head", 0, "url"},
    {"httpx.head", 0, "url"},
    {"httpx.Client.head", 0, "url"},
    {"httpx.AsyncClient.head", 0, "url"},
    {"aiohttp.ClientSession.head", 0, "url"},
    {"curl_cffi.requests.head", 0, "url"},
    {"requests.options", 0, "url"},
    {"requests.Session.options", 0, "url"},
    {"requests.session.options", 0, "url"},
    {"requests.sessions.Session.options", 0, "url"},
    {"httpx.options", 0, "url"},
    {"httpx.Client.options", 0, "url"},
    {"httpx.AsyncClient.options", 0, "url"},
    {"aiohttp.ClientSession.options", 0, "url"},
    {"curl_cffi.requests.options", 0, "url"},
    {"requests.request", 1, "url"},
    {"requests.Session.request", 1, "url"},
    {"httpx.request", 1, "url"},
    {"httpx.Client.request", 1, "url"},
    {"httpx.AsyncClient.request", 1, "url"},
    {"aiohttp.ClientSession.request", 1, "url"},
    {"aiohttp.request", 1, "url"},
    {"httpx.stream", 1, "url"},
    {"httpx.Client.stream", 1, "url"},
    {"httpx.AsyncClient.stream", 1, "url"},
    {"urllib.request.urlopen", 0, "url"},
    {"urllib.request.urlretrieve", 0, "url"},
    {"urllib3.PoolManager.request", 1, "url"},
    {"urllib3.request", 1, "url"},
    {"websockets.connect", 0, "uri"},
    {"feedparser.parse", 0},
    {"trafilatura.fetch_url", 0, "url"},
};

constinit const Rule rules::mcp105_server_side_request_forgery = {
    .id = "MCP105",
    .name = "server-side-request-forgery",
    .summary = "Tool parameter chooses the host that a request goes to",
    .severity = Severity::High,
    .cwe = 918,
    .owasp = "MCP05:2025",
    .doc = R"(
A server reaches what its callers cannot: `http://169.254.169.254/` hands out the
credentials of a cloud machine, `http://localhost:2375/` starts containers. A tool
that requests whatever address it is given lets whoever steers the model use that.

Parse the address, allow only known hosts, and follow no redirects:

    host = urlparse(url).hostname
    if host not in ALLOWED_HOSTS:
        raise ValueError("this host is not allowed")

Where any public address must do, resolve the name and refuse addresses that are
not global (`ipaddress.ip_address(a).is_global`), at each redirect anew. A test of the
scheme alone, or of how the text begins, does not help.
)",
    .blind_spots = R"(
Names that resolve to another address when the request is made, redirects, and
clients whose type is not known.
)",
    .sinks = kRequests,
    .check = check,
};

/// Whether what stands in front of the data has chosen the host already:
/// "https://api.example.com/items/", "/items/", or a base that the caller does
/// not choose.
static bool has_fixed_host(std::string_view prefix) {
  if (prefix.empty()) return false;
  const std::size_t scheme = prefix.find("://");
  if (scheme == prefix.npos) return true;
  const std::string_view host = prefix.substr(scheme + 3);
  return host.find_first_of("/?#") != host.npos || host.ends_with("{}") ||
         host.find('.') != host.npos;
}

static bool is_host_test(const Guard& guard) {
  const bool of_host = std::ranges::any_of(guard.passed, [](const std::string& name) {
    return name.ends_with("Result.hostname") || name.ends_with("Result.netloc");
  });
  if (of_host && guard.outcome == Outcome::True && guard.name.ends_with(".endswith")) return true;
  return of_host && (guard.name == "in" || guard.name == "==") && guard.outcome == Outcome::True;
}

/// `url.startswith("https://api.example.com/")`
static bool is_test_of_beginning(const Guard& guard) {
  if (!guard.name.ends_with(".startswith") || guard.outcome != Outcome::True) return false;
  const std::string_view literal = guard.literal;
  const std::size_t scheme = literal.find("://");
  return scheme != literal.npos && literal.find('/', scheme + 3) != literal.npos;
}

/// A match of the address with a pattern that names hosts, or that is made elsewhere.
static bool is_pattern_of_hosts(const Guard& guard) {
  const bool is_match = guard.name == "re.match" || guard.name == "re.fullmatch" ||
                        guard.name == "re.search" || guard.name.starts_with("re.Pattern.");
  if (!is_match || guard.outcome != Outcome::True) return false;
  const std::string_view pattern = guard.literal;
  if (pattern.empty()) return true;
  const std::size_t scheme = pattern.find("://");
  return scheme != pattern.npos && pattern.size() > scheme + 4 && pattern[scheme + 3] != '.' &&
         pattern[scheme + 3] != '[';
}

/// A test of the address itself: `ip.is_private`, a validator that calls it so.
static bool is_address_test(const Guard& guard) {
  constexpr auto kTests = std::to_array<std::string_view>(
      {".is_private", ".is_global", ".is_loopback", ".is_link_local", ".is_reserved"});
  const bool is_of_network = std::ranges::any_of(
      guard.passed, [](const std::string& name) { return name.starts_with("ipaddress."); });
  return is_of_network || std::ranges::any_of(kTests, [&](std::string_view name) {
           return guard.name.ends_with(name);
         });
}

static bool is_settled(const TaintedCall& call) {
  constexpr std::string_view kQuoting[] = {"urllib.parse.quote", "urllib.parse.quote_plus",
                                           "urllib.parse.urlencode"};
  if (call.went_through(kQuoting)) return true;
  return std::ranges::any_of(call.guards, [&](const Guard& guard) {
    const bool is_list = is_one_of_few(guard, call) &&
                         std::ranges::none_of(guard.passed, [](const std::string& name) {
                           return name.ends_with("Result.scheme");
                         });
    return is_list || is_plain_word(guard, call) || is_host_test(guard) ||
           is_test_of_beginning(guard) || is_address_test(guard) || is_pattern_of_hosts(guard) ||
           matches_without(guard, "/@");
  });
}

static bool is_open(const TaintedCall& call) {
  return !has_fixed_host(call.prefix) && !is_settled(call);
}

static void check(const Project& project, Report& report) {
  for (const Use& use : uses(project, kRequests, is_open)) {
    Diagnostic& finding =
        report.at(use.call->span, "`{}` sends a request to a host that the caller of `{}` chooses",
                  use.call->callee, use.tool->name);
    use.explain(finding);
    // A tool that fetches addresses is meant to: what it must not reach is the point.
    const std::string& name = use.call->origin->name;
    const bool is_purpose = name.find("url") != name.npos || name.find("uri") != name.npos ||
                            name.find("link") != name.npos;
    if (is_purpose) {
      finding.as(Severity::Medium)
          .suggest(
              "refuse hosts that resolve to private, loopback or link-local addresses, at each "
              "redirect "
              "anew; or allow known hosts only");
    } else {
      finding.suggest("compare `urlparse(url).hostname` with a list of allowed hosts");
    }
  }
}

}  // namespace mcplint
