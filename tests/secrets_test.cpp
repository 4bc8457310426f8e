// Credentials that stand in URLs, in frames, beside their names, or escaped.

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "lint/facts/base64.h"
#include "lint/facts/credential_names.h"
#include "lint/facts/facts.h"
#include "lint/facts/private_keys.h"
#include "lint/text/unescape.h"
#include "made_up.h"
#include "mcplint/lint.h"
#include "program_run.h"
#include "rules/rules.h"
#include "temporary_folder.h"

using namespace mcplint;
using made_up::random;

static std::string value() { return random(24); }

static std::string filled(std::string_view text) {
  std::string result;
  for (char c : text) result += c == '~' ? value() : std::string(1, c);
  return result;
}

static std::string_view name_of(Literal::Kind kind) {
  switch (kind) {
    case Literal::Kind::Token:
      return "token";
    case Literal::Kind::Named:
      return "named";
    case Literal::Kind::Fallback:
      return "fallback";
    case Literal::Kind::InUrl:
      return "url";
    case Literal::Kind::PrivateKey:
      return "key";
  }
  return "";
}

/// What is found, one a word: `kind:name`; `?` behind what anybody may guess.
static std::string found(const std::string& path, const std::string& text) {
  const Source source(path, text);
  std::vector<Literal> literals;
  find_literals(source, literals);
  std::string result;
  for (const Literal& literal : literals) {
    result += result.empty() ? "" : " ";
    result += name_of(literal.kind);
    if (!literal.key.empty()) result += ":" + std::string(literal.key.text);
    if (literal.guessable) result += '?';
  }
  return result;
}

namespace {

struct Case {
  std::string_view path;
  std::string_view text;  // ~ is a value
  std::string_view expected;
};

}  // namespace

static void check(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    CAPTURE(one.path);
    CAPTURE(one.text);
    CHECK(found(std::string(one.path), filled(one.text)) == one.expected);
  }
}

TEST_CASE("passwords and keys in URLs") {
  check({
      {"a.py", "DSN = 'postgresql://app:~@db.internal.net:5432/x'", "url:postgresql"},
      {"a.py", "DSN = 'postgresql+asyncpg://app:~@db:5432/x'", "url:postgresql+asyncpg"},
      {"a.py", "x('mysql://app:~@10.0.0.4/x')", "url:mysql"},
      {"a.ts", "connect(`mongodb+srv://app:~@c0.abcde.mongodb.net/x`)", "url:mongodb+srv"},
      {"compose.yaml", "REDIS_URL: rediss://:~@cache.internal.net:6380", "url:rediss"},
      {".env", "AMQP=amqps://app:~@queue.internal.net/x", "url:amqps"},
      {"a.sh", "git clone https://bot:~@git.internal.net/x.git", "url:https"},
      {".mcp.json", R"("url": "https://api.internal.net/mcp?api_key=~&x=1")", "url:api_key"},
      {".mcp.json", R"("url": "https://api.internal.net/mcp?x=1&token=~")", "url:token"},
      {"a.html", R"(<a href="https://api.internal.net/?access_token=~">)", "url:access_token"},
      {"README.md", "curl https://api.internal.net/?key=~", "url:key"},
      {"README.md", "postgresql://app:~@db.internal.net/x", "url:postgresql"},
      {"data.json", R"("u": "https:\/\/bot:~@git.internal.net\/x")", "url:https"},
  });
  CHECK(found("a.py", "D = 'postgresql://app:Qm7!tz4X@db.internal.net/x'") == "url:postgresql");
  CHECK(found("a.py", "D = 'postgresql://app:Qm7%21tz4X@db.internal.net/x'") == "url:postgresql");
}

TEST_CASE("what stands in URLs and opens nothing") {
  check({
      {"a.py", "D = f'postgresql://{user}:{password}@{host}/x'", ""},
      {"a.py", "D = 'postgresql://%s:%s@%s/x'", ""},
      {"a.ts", "const d = `postgresql://${user}:${password}@db/x`", ""},
      {"a.py", "D = 'postgresql://postgres:postgres@localhost:5432/x'", ""},
      {"a.py", "D = 'postgresql://app:Qm7!tz4X@localhost/x'", ""},  // of one machine
      {"a.py", "D = 'postgresql://app:Qm7!tz4X@db/x'", ""},         // beside it in compose
      {"tests/a.py", "D = 'postgresql://app:Qm7!tz4X@db.internal.net/x'", ""},
      {"README.md", "postgresql://app:Qm7!tz4X@db.internal.net/x", ""},
      {"a.py", "D = 'postgresql://app:Qm7!tz4X@db.example.com/x'", ""},
      {"a.py", "D = 'postgresql://user:password@host:5432/x'", ""},
      {"a.py", "D = 'postgresql://admin:admin123@db.internal.net/x'", ""},
      {"a.py", "D = 'postgresql://admin:s3cr3tpw@db.internal.net/x'", ""},
      {"a.py", "D = 'mongodb+srv://<user>:<password>@c0.abcde.mongodb.net/x'", ""},
      {"a.py", "D = 'redis://:YOUR_PASSWORD_123@cache.internal.net'", ""},
      {"a.py", "U = 'ssh://git@git.internal.net:2222/~'", ""},
      {"a.py", "U = 'https://social.internal.net/@~'", ""},
      {"a.py", "U = 'https://api.internal.net/~?page=~'", ""},
      {"a.py", "U = 'https://api.internal.net/?api_key=YOUR_API_KEY_123456'", ""},
      {"a.py", "U = f'https://api.internal.net/?api_key={key}'", ""},
      {"a.py", "U = 'https://x.s3.internal.net/a?X-Amz-Security-Token=~'", ""},
      {"README.md", "![](https://codecov.internal.net/graph/badge.svg?token=~)", ""},
  });
}

TEST_CASE("values taken if a variable is not set") {
  check({
      {"a.py", "os.getenv('API_KEY', '~')", "fallback:API_KEY"},
      {"a.py", "os.environ.get(\n    \"API_KEY\",\n    \"~\",\n)", "fallback:API_KEY"},
      {"a.py", "os.environ.get('API_KEY', default='~')", "fallback:API_KEY"},
      {"a.py", "os.getenv('API_KEY') or '~'", "fallback:API_KEY"},
      {"a.py", "config('API_KEY', default='~')", "fallback:API_KEY"},
      {"a.py", "env.str('API_KEY', '~')", "fallback:API_KEY"},
      {"a.py", "add_argument('--api-key', type=str, default='~')", "fallback:--api-key"},
      {"a.ts", "process.env.API_KEY || '~'", "fallback:API_KEY"},
      {"a.ts", "process.env.API_KEY ?? `~`", "fallback:API_KEY"},
      {"a.ts", "process.env.API_KEY\n    ?? '~'", "fallback:API_KEY"},
      {"a.ts", "process.env['API_KEY'] || '~'", "fallback:API_KEY"},
      {"a.ts", "options.apiKey ?? '~'", "fallback:apiKey"},
      {"a.ts", "API_KEY: z.string().min(1).default('~'),", "fallback:API_KEY"},
      {"a.go", "getEnv(\"API_KEY\", \"~\")", "fallback:API_KEY"},
      {"a.rs", "env::var(\"API_KEY\").unwrap_or(\"~\".into())", "fallback:API_KEY"},
      {"a.rb", "ENV.fetch('API_KEY', '~')", "fallback:API_KEY"},
      {"a.sh", "key=\"${API_KEY:-~}\"", "fallback:API_KEY"},
      {"compose.yaml", "  API_KEY: ${API_KEY:-~}", "fallback:API_KEY"},
      {"app.yaml", "  secret: ${API_KEY:~}", "fallback:API_KEY"},
      {"a.py", "os.getenv('JWT_SECRET', 'dev')", "fallback:JWT_SECRET?"},
      {"a.ts", "process.env.SESSION_SECRET || 'change-me'", "fallback:SESSION_SECRET?"},
      // Given, not taken instead.
      {"a.py", "os.environ.setdefault('API_KEY', '~')", "fallback:API_KEY"},
      {"a.go", "os.Setenv(\"API_KEY\", \"~\")", "named:API_KEY"},
      {"a.php", "define('DB_PASSWORD', '~');", "named:DB_PASSWORD"},
      {"pod.yaml", "- name: API_KEY\n  value: \"~\"", "named:API_KEY"},
      {"pod.yaml", "- name: API_KEY\n  value: ~\n", "named:API_KEY"},
      {"task.json", R"({"name": "API_KEY", "value": "~"})", "named:API_KEY"},
      {"secret.yaml", "stringData:\n  token: |\n    ~\n  other: 1", "named:token"},
      {"secret.yaml", "stringData:\n  token: >-\n    ~\n", "named:token"},
      {"app.json", R"({"password": "Qm7\u0026tz4X\/kW2p~"})", "named:password"},
      // Nothing.
      {"a.py", "os.getenv('API_KEY', '')", ""},
      {"a.py", "os.getenv('API_KEY', 'your-api-key-here-1')", ""},
      {"a.py", "os.getenv('API_KEY', other)", ""},
      {"a.py", "os.getenv('LOG_LEVEL', '~')", ""},
      {"a.py", "print('API_KEY', '~')", ""},
      {"a.py", "os.getenv('SECRET_KEY') or secrets.token_urlsafe(32)", ""},
      {"a.py", "os.getenv('STRIPE_SECRET_KEY', 'dev')", ""},
      {"a.ts", "process.env.API_KEY || process.env.OTHER", ""},
      {"a.ts", "process.env.SESSION_SECRET || ''", ""},
      {"a.ts", "process.env.SESSION_SECRET || `${prefix}x`", ""},
      {"a.sh", "key=${API_KEY:?set it, for ~}", ""},
      {"compose.yaml", "  POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:-postgres}", ""},
      {"pod.yaml", "- name: API_KEY\n  valueFrom:\n    secretKeyRef: ~", ""},
      {"text.yaml", "token: |\n  first ~\n  ~\n", ""},
  });
}

TEST_CASE("names of what signs") {
  for (const char* name :
       {"JWT_SECRET", "jwtSecret", "SESSION_SECRET", "cookie_secret", "SECRET_KEY",
        "FLASK_SECRET_KEY", "ENCRYPTION_KEY", "SIGNING_KEY", "NEXTAUTH_SECRET"}) {
    CAPTURE(name);
    CHECK(names_signing_key(name));
  }
  for (const char* name : {"API_KEY", "STRIPE_SECRET_KEY", "AWS_SECRET_ACCESS_KEY", "CLIENT_SECRET",
                           "PASSWORD", "secret", "key", ""}) {
    CAPTURE(name);
    CHECK_FALSE(names_signing_key(name));
  }
}

static std::string base64(std::string_view bytes) {
  static constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    unsigned bits = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      bits = bits << 8U | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    }
    for (unsigned i = 0; i < 4; ++i) {
      text += at + i > bytes.size() ? '=' : kDigits[bits >> (18 - 6 * i) & 63U];
    }
  }
  return text;
}

/// A key's frame around `bytes`, in lines with `line_end`.
static std::string framed(std::string label, std::string_view bytes,
                          std::string_view line_end = "\n") {
  label += " PRIVATE KEY-----";
  std::string text = "-----BEGIN " + label + std::string(line_end);
  const std::string digits = base64(bytes);
  for (std::size_t at = 0; at < digits.size(); at += 64) {
    text += digits.substr(at, 64) + std::string(line_end);
  }
  return text + "-----END " + label;
}

/// A sequence of ASN.1 that begins as a key's does, with made-up numbers.
static std::string key_bytes(std::size_t size = 200, char first = '\x02') {
  std::string rest = std::string{first, '\x01', '\x00'} + random(size);
  return std::string{'\x30', '\x81', static_cast<char>(rest.size())} + rest;
}

TEST_CASE("private keys, however their lines are broken") {
  const std::string key = framed("RSA", key_bytes());
  CHECK(found("key.pem", key + "\n") == "key");
  CHECK(found("a.py", "KEY = '''" + key + "'''") == "key:KEY");
  CHECK(found("a.env", "PRIVATE_KEY=\"" + framed("RSA", key_bytes(), "\\n") + "\"") ==
        "key:PRIVATE_KEY");
  CHECK(found("a.json", "{\"private_key\": \"" + framed("RSA", key_bytes(), "\\n") + "\\n\"}") ==
        "key:private_key");
  CHECK(found("a.json", "{\"env\": \"{\\\"k\\\": \\\"" + framed("RSA", key_bytes(), "\\\\n") +
                            "\\\"}\"}") == "key");
  CHECK(found("a.ts", "const key = \"" + framed("RSA", key_bytes(), "\\n\" +\n  \"") + "\"") ==
        "key");
  CHECK(found("a.yaml", "tls.key: |\n  " + framed("EC", key_bytes(), "\n  ") + "\n") == "key");
  CHECK(found("key.pem", framed("RSA", key_bytes(), "\r\n")) == "key");
}

TEST_CASE("what kind of private key it is") {
  auto read = [](const std::string& text) { return read_private_key(text, text.find("-----")); };
  const std::string open_ssh = std::string("openssh-key-v1") + std::string("\0\0\0\0\4none", 9);
  CHECK(read(framed("OPENSSH", open_ssh + random(200)))->name == "OpenSSH private key");
  CHECK_FALSE(read(framed("OPENSSH", open_ssh + random(200)))->encrypted);
  const std::string locked = std::string("openssh-key-v1") + std::string("\0\0\0\0\nx", 6);
  CHECK(read(framed("OPENSSH", locked + random(200)))->encrypted);
  CHECK(read(framed("RSA", key_bytes()))->name == "RSA private key");
  CHECK(read("-----BEGIN PRIVATE KEY-----\n" + base64(key_bytes()) + "\n-----END PRIVATE KEY-----")
            ->name == "private key");
  CHECK(read(framed("ENCRYPTED", key_bytes(200, '\x30')))->encrypted);
  const std::string headers = "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00FF\n\n";
  CHECK(read("-----BEGIN RSA PRIVATE KEY-----" + headers + base64(random(200)) +
             "\n-----END RSA PRIVATE KEY-----")
            ->encrypted);
  CHECK(read("-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: x\n\n" +
             base64("\x95" + random(200)) + "\n=abcd\n-----END PGP PRIVATE KEY BLOCK-----")
            ->name == "PGP private key");
  const std::string account =
      R"({"type": "service_account", "private_key": ")" + framed("RSA", key_bytes(), "\\n") + "\"}";
  CHECK(read(account)->name == "Google service account key");
}

TEST_CASE("what is framed like a private key and is none") {
  const std::string key = framed("RSA", key_bytes());
  for (const std::string& text : std::vector<std::string>{
           "-----BEGIN RSA PRIVATE KEY-----", "-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA",
           key.substr(0, key.size() / 2),
           key.substr(0, 120) + "\n...\n-----END RSA PRIVATE KEY-----",
           // Cut short, and what follows in the list is no part of it.
           key.substr(0, key.find("-----END")) + "\", \"-----BEGIN CERTIFICATE-----",
           "-----BEGIN PRIVATE KEY-----\nyour-key-here\n-----END PRIVATE KEY-----",
           "-----BEGIN PRIVATE KEY-----\n<base64>\n-----END PRIVATE KEY-----",
           "-----BEGIN PUBLIC KEY-----\n" + base64(key_bytes()) + "\n-----END PUBLIC KEY-----",
           "-----BEGIN CERTIFICATE-----\n" + base64(key_bytes()) + "\n-----END CERTIFICATE-----",
           framed("RSA", random(200)), framed("OPENSSH", "openssh-key-v1" + random(40))}) {
    CAPTURE(text);
    CHECK(found("a.py", text).empty());
  }
}

TEST_CASE("literals are undone where the format writes them otherwise") {
  const Unescaped plain = unescape(R"(a\/b\u003d\n\"c)");
  CHECK(plain.text == "a/b=\n\"c");
  CHECK(plain.offsets == std::vector<std::size_t>{0, 1, 3, 4, 10, 12, 14, 15});
  CHECK(unescape("\\").text == "\\");
  CHECK(unescape("\\u12").text == "u12");
  CHECK(unescape("").offsets == std::vector<std::size_t>{0});

  // A webhook of Slack's with its slashes escaped, as PHP and Python's other tools do.
  const std::string hook = "hooks.slack.com" + ("\\/services\\/" + random(44));
  const Source source("a.json", R"({"u": "https:\/\/)" + hook + "\"}");
  std::vector<Literal> literals;
  find_literals(source, literals);
  REQUIRE(literals.size() == 1);
  CHECK(literals[0].span.text == hook);
  CHECK(literals[0].kind == Literal::Kind::Token);
}

/// How many findings of MCP605 there are in `paths`.
static std::size_t committed(const std::vector<std::string>& paths, bool respect_gitignore) {
  const Rule* rules[] = {&rules::mcp605_committed_env_file};
  Options options;
  options.paths = paths;
  options.rules = rules;
  options.known = all_rules();
  options.respect_gitignore = respect_gitignore;
  return lint(options).diagnostics.size();
}

TEST_CASE("an environment file that git ignores is not committed, however it came to be read") {
  const TemporaryFolder folder;
  folder.write(".git/HEAD", "ref: refs/heads/main\n");
  const std::string file = folder.write("deploy/.env", filled("API_KEY=~\n")).string();
  const std::string root = folder.path().string();
  CHECK(committed({root}, true) == 1);
  CHECK(committed({file}, true) == 1);
  for (const char* entry : {".env", "deploy/", "/deploy/.env*"}) {
    CAPTURE(entry);
    folder.write(".gitignore", std::string(entry) + "\n");
    CHECK(committed({root}, true) == 0);
    CHECK(committed({root}, false) == 0);
    CHECK(committed({file}, true) == 0);
  }
  folder.write(".gitignore", "*.log\n!.env\n");
  CHECK(committed({root}, false) == 1);
}

TEST_CASE("an environment file that git tracks is committed, whatever a .gitignore says") {
  const TemporaryFolder folder;
  const std::string file = folder.write("deploy/.env", filled("API_KEY=~\n")).string();
  folder.write(".gitignore", ".env\n");
  const std::string root = folder.path().string();
  REQUIRE(run_git(folder.path(), "init --quiet"));
  CHECK(committed({root}, true) == 0);
  CHECK(committed({file}, true) == 0);
  REQUIRE(run_git(folder.path(), "add --force deploy/.env"));
  CHECK(committed({root}, true) == 1);
  CHECK(committed({file}, true) == 1);
}

TEST_CASE("environment files are known by all the names that they have") {
  const TemporaryFolder folder;
  folder.write(".git/HEAD", "ref: refs/heads/main\n");
  const std::string root = folder.path().string();
  std::size_t written = 0;
  for (const char* name : {".env", ".env.local", ".env.production", ".env.prod.local", ".envrc",
                           "prod.env", "docker/.env", ".dev.vars"}) {
    CAPTURE(name);
    folder.write(name, filled("API_KEY=~\n"));
    CHECK(committed({root}, true) == ++written);
  }
  for (const char* name : {".env.example", ".env.sample", "env.template", ".env.vault"})
    folder.write(name, filled("API_KEY=~\n"));
  CHECK(committed({root}, true) == written);
  folder.write(".gitignore", ".env*\n!.env.example\n*.env\n.dev.vars\n");
  CHECK(committed({root}, true) == 0);
}
