#include <algorithm>
#include <array>
#include <string>

#include "rules/rules.h"
#include "rules/server/quick_programs.h"

namespace mcplint {

static void check(const Call& call, Report& report);

constinit const Rule rules::mcp205_no_timeout = {
    .id = "MCP205",
    .name = "no-timeout",
    .summary = "Tool can wait for ever: a call without a time limit",
    .severity = Severity::Medium,
    .cwe = 400,
    .doc = R"(
A request, connection or child process without a time limit blocks its tool for as long as the
other side likes. The client sees a server that hangs, and a few such calls use up the threads,
or the one event loop, that all tools share.

Pass `timeout=`, in seconds; `psycopg2`, `aiomysql` and `ldap3` call it `connect_timeout=`. What
asyncio awaits is limited by `asyncio.wait_for(…, 30)` or `async with asyncio.timeout(30)`.
`requests`, `urllib`, `socket`, `smtplib`, `imaplib`, `ftplib`, `paramiko`, `subprocess`,
`psycopg2`, `aiomysql` and `ldap3` have no limit of their own.
`httpx` and `aiohttp` have one (5 seconds and 5 minutes) unless it is switched off, and so have
`psycopg` 3 (130 seconds), `asyncpg`, `mysql.connector`, `pymysql`, `pymongo`, `redis` 8 and
`sqlite3`.
)",
    .blind_spots = R"(
Limits that a helper or a wrapper around the whole tool sets. Queries, once connected. `redis`
before version 8, which has no limit. Code that
no tool is seen to reach. `socket.setdefaulttimeout` anywhere in a server is taken to limit it.
)",
    .check = check,
};

namespace {

/// A function without a limit of its own.
struct Unlimited {
  std::string_view name;
  std::string_view keyword;   // of its limit
  int position = -1;          // likewise; -1: only by name
  bool over_sockets = false;  // Python's own: `socket.setdefaulttimeout` limits it
};

constexpr auto kUnlimited =
    std::to_array<Unlimited>({{"urllib.request.urlopen", "timeout", 2, true},
                              {"http.client.HTTPConnection", "timeout", 2, true},
                              {"http.client.HTTPSConnection", "timeout", -1, true},
                              {"socket.create_connection", "timeout", 1, true},
                              {"smtplib.SMTP", "timeout", 3, true},
                              {"smtplib.SMTP_SSL", "timeout", -1, true},
                              {"imaplib.IMAP4", "timeout", 2, true},
                              {"imaplib.IMAP4_SSL", "timeout", -1, true},
                              {"poplib.POP3", "timeout", 2, true},
                              {"poplib.POP3_SSL", "timeout", -1, true},
                              {"ftplib.FTP", "timeout", 4, true},
                              {"ftplib.FTP_TLS", "timeout", -1, true},
                              {"telnetlib.Telnet", "timeout", 2, true},
                              {"paramiko.SSHClient.connect", "timeout"},
                              {"paramiko.client.SSHClient.connect", "timeout"},
                              {"subprocess.run", "timeout"},
                              {"subprocess.call", "timeout"},
                              {"subprocess.check_call", "timeout"},
                              {"subprocess.check_output", "timeout"},
                              {"subprocess.Popen.communicate", "timeout", 1},
                              {"subprocess.Popen.wait", "timeout", 0},
                              {"ldap3.Server", "connect_timeout"},
                              {"psycopg2.connect", "connect_timeout"},
                              {"aiomysql.connect", "connect_timeout"},
                              {"aiomysql.create_pool", "connect_timeout"}});

/// Clients that have a limit, until somebody takes it away: what they begin with, and its name.
struct Limited {
  std::string_view start;
  std::string_view keyword;
};

constexpr auto kLimited = std::to_array<Limited>({{"httpx.", "timeout"},
                                                  {"asyncpg.", "timeout"},
                                                  {"pymysql.connect", "connect_timeout"},
                                                  {"mysql.connector.connect", "connection_timeout"},
                                                  {"mysql.connector.connect", "connect_timeout"},
                                                  {"redis.", "socket_timeout"},
                                                  {"redis.", "socket_connect_timeout"}});

}  // namespace

/// Whether a client with a limit of its own is told to have none.
static bool is_switched_off(const Call& call) {
  if (call.callee == "httpx.Timeout") {
    const Node* limit = call.node->argument(0, "timeout");
    return limit != nullptr && limit->span().text == "None" && call.node->parts().size() == 2;
  }
  const bool is_off = std::ranges::any_of(kLimited, [&](const Limited& one) {
    return call.callee.starts_with(one.start) && call.has(one.keyword, "None");
  });
  if (is_off) return true;
  return call.callee == "aiohttp.ClientTimeout" && call.has("total", "None") &&
         call.node->parts().size() == 2;
}

/// Whether a function looks whether its child still runs, or ends it, before it waits.
static bool is_over(const Call& call) {
  if (!call.callee.starts_with("subprocess.Popen.")) return false;
  const std::string_view text = call.function->body.span().text;
  constexpr auto kSigns =
      std::to_array<std::string_view>({".poll()", ".kill()", ".terminate()", ".send_signal("});
  return std::ranges::any_of(
      kSigns, [&](std::string_view sign) { return text.find(sign) != std::string_view::npos; });
}

static const Unlimited* find_unlimited(const Call& call) {
  const auto* it = std::ranges::find(kUnlimited, call.callee, &Unlimited::name);
  if (it == kUnlimited.end() || is_over(call) || answers_at_once(call)) return nullptr;
  // An address that holds all may hold a limit too.
  if (call.callee == "psycopg2.connect" && call.node->argument(0) != nullptr) return nullptr;
  if (it->position >= 0 && call.node->argument(it->position) != nullptr) return nullptr;
  const Node* limit = call.node->argument(-1, it->keyword);
  return limit == nullptr || limit->span().text == "None" ? it : nullptr;
}

/// Whether a file gives all of Python's own sockets a limit.
static bool limits_sockets(const Code& code) {
  return code.source->text.find("setdefaulttimeout(") != std::string::npos;
}

/// Requests of `requests`, which has no limit unless a session of a class of one's own sets it.
static bool is_unlimited_request(const Call& call) {
  if (!call.callee.starts_with("requests.") || !call.sends_request()) return false;
  const Node* limit = call.node->argument(-1, "timeout");
  return limit == nullptr || limit->span().text == "None";
}

/// Whether the file limits something that it awaits.
static bool limits_awaited(const Call& call) {
  constexpr auto kLimits = std::to_array<std::string_view>(
      {"wait_for", "timeout(", "timeout_at(", "move_on_after(", "fail_after("});
  const std::string_view text = call.code->source->text;
  return std::ranges::any_of(
      kLimits, [&](std::string_view limit) { return text.find(limit) != std::string_view::npos; });
}

/// What asyncio awaits without end, unless something around it sets a limit.
static bool is_awaited_for_ever(const Call& call) {
  constexpr auto kCalls = std::to_array<std::string_view>(
      {"asyncio.open_connection", "asyncio.create_subprocess_exec.communicate",
       "asyncio.create_subprocess_shell.communicate"});
  return std::ranges::find(kCalls, call.callee) != kCalls.end() && !limits_awaited(call);
}

static void check(const Call& call, Report& report) {
  if (call.has_spread()) return;
  // Clients are made where tools run, or once for all of them.
  const bool is_ours =
      call.in_tool() || call.function == nullptr || call.function->name == "__init__";
  if (is_ours && is_switched_off(call)) {
    report.at(call.span(), "`{}` is told to wait for ever", call.callee)
        .suggest("give it a limit in seconds: `timeout=30`");
    return;
  }
  if (!call.in_tool()) return;
  if (is_awaited_for_ever(call)) {
    report.at(call.span(), "`{}` waits for ever: nothing limits it", call.callee)
        .note(call.function->name_span, "a tool runs this function")
        .suggest("wrap it: `await asyncio.wait_for(…, timeout=30)`");
    return;
  }
  const Unlimited* function = find_unlimited(call);
  const bool is_request = is_unlimited_request(call);
  if (function == nullptr && !is_request) return;
  if (call.callee.starts_with("aiomysql.") && limits_awaited(call)) return;
  // `requests` gives its sockets a limit of their own: none.
  if (!is_request && function->over_sockets && limits_sockets(*call.code)) return;
  const std::string keyword(is_request ? "timeout" : function->keyword);
  report.at(call.span(), "`{}` waits for ever: it has no time limit", call.callee)
      .note(call.function->name_span, "a tool runs this function")
      .suggest("pass a limit in seconds: `" + keyword + "=" + (keyword == "timeout" ? "30" : "10") +
               "`");
}

}  // namespace mcplint
