// Credentials in text. Every one of them is made up while the test runs, so that
// none stands in this file.

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "lint/facts/base64.h"
#include "lint/facts/credential_names.h"
#include "lint/facts/facts.h"
#include "lint/facts/notation.h"
#include "lint/facts/placeholders.h"
#include "made_up.h"

using namespace mcplint;
using namespace mcplint::made_up;

/// A value that `may_be_credential`.
static std::string value() { return random(24); }

/// `text` with every `%` replaced by value().
static std::string filled(std::string_view text) {
  std::string result;
  for (char c : text) result += c == '%' ? value() : std::string(1, c);
  return result;
}

/// The literals in a file, one a word: `KEY` by its name, `KEY:Format` by its
/// form, `-` for no key.
static std::string found(std::string path, std::string text) {
  Sources sources;
  const Source& source = sources.add(std::move(path), std::move(text));
  std::vector<Literal> literals;
  find_literals(source, literals);

  std::string result;
  const char* end = source.text.data();
  for (const Literal& literal : literals) {
    CHECK(literal.source == &source);
    CHECK(literal.span.begin() >= end);  // in order, none in another
    end = literal.span.end();
    result += result.empty() ? "" : " ";
    result += literal.key.empty() ? "-" : std::string(literal.key.text);
    if (!literal.format.empty()) result += ":" + std::string(literal.format);
  }
  return result;
}

static std::vector<Literal> literals_in(const Source& source) {
  std::vector<Literal> literals;
  find_literals(source, literals);
  return literals;
}

namespace {

/// A token, what it is, and what must stand nearby to know it.
struct Sample {
  std::string_view format;
  std::string token;
  std::string_view context = {};
};

}  // namespace

static std::vector<Sample> samples() {
  const std::string any64 = random(64, kHex);
  return {
      {"OpenAI API key", "sk-proj-" + random(58) + "T3Blbk" + "FJ" + random(58)},
      {"OpenAI API key", "sk-" + random(20) + "T3Blbk" + "FJ" + random(20)},
      {"Anthropic API key", "sk-ant-" + ("api03-" + random(93)) + "AA"},
      {"Anthropic admin key", "sk-ant-" + ("admin01-" + random(93)) + "AA"},
      {"Anthropic OAuth token", "sk-ant-" + ("oat01-" + random(90))},
      {"OpenRouter API key", "sk-or-" + ("v1-" + any64)},
      {"DeepSeek API key", "sk-" + random(32, kLower36), "deepseek"},
      {"Google API key", "AI" + ("za" + random(35))},
      {"Perplexity API key", "pplx" + ("-" + random(48))},
      {"Groq API key", "gsk" + ("_" + random(52))},
      {"xAI API key", "xai" + ("-" + random(80))},
      {"Hugging Face token", "hf" + ("_" + random(34, kLetters))},
      {"Hugging Face organization token", "api_org" + ("_" + random(34, kLetters))},
      {"Replicate API token", "r8" + ("_" + random(37))},
      {"Langfuse secret key", "sk-lf" + ("-" + random_uuid())},
      {"Azure OpenAI key", random(32, kHex), "https://x.openai.azure.com"},
      {"Tavily API key", "tvly" + ("-" + random(32))},
      {"Tavily API key", "tvly" + ("-dev-" + random(32))},
      {"Firecrawl API key", "fc" + ("-" + random(32, kHex))},
      {"Apify API token", "apify_api" + ("_" + random(36))},
      {"GitHub personal access token", "ghp" + ("_" + random(36))},
      {"GitHub access token", "gho" + ("_" + random(36))},
      {"GitHub access token", "ghs" + ("_" + random(36))},
      {"GitHub fine-grained personal access token", "github_pat" + ("_" + random(82))},
      {"GitLab personal access token", "glpat" + ("-" + random(20))},
      {"GitLab personal access token", "glpat" + ("-" + random(30)) + "." + random(9, kLower36)},
      {"npm access token", "npm" + ("_" + random(36))},
      {"PyPI API token", "pypi-" + ("AgEIcHlwaS5vcmc" + random(60))},
      {"Slack bot token",
       "xoxb" + ("-" + random(12, kDigits)) + "-" + random(12, kDigits) + "-" + random(24)},
      {"Slack user token", "xoxp" + ("-" + random(12, kDigits)) + "-" + random(11, kDigits) + "-" +
                               random(12, kDigits) + "-" + random(32)},
      {"Slack app token",
       "xapp" + ("-1-" + random(11)) + "-" + random(13, kDigits) + "-" + random(64, kHex)},
      {"Slack access token", "xoxa" + ("-" + random(12, kDigits)) + "-" + random(12, kDigits)},
      {"Slack webhook URL", "hooks.slack.com" + ("/services/" + random(44))},
      {"Telegram bot token", random(10, "23456789") + ":" + random(35), "telegram"},
      {"Discord bot token", "M" + random(23) + "." + random(6) + "." + random(27), "discord"},
      {"SendGrid API key", "SG" + ("." + random(22)) + "." + random(43)},
      {"Twilio API key", "SK" + random(32, kHex), "twilio"},
      {"Notion token", "ntn" + ("_" + random(11, kDigits)) + random(35)},
      {"Notion token", "secret" + ("_" + random(43)), "notion"},
      {"Linear API key", "lin_api" + ("_" + random(40))},
      {"Figma personal access token", "figd" + ("_" + random(45))},
      {"Airtable personal access token", "pat" + random(14) + "." + any64, "airtable"},
      {"Atlassian API token", "ATAT" + ("T3" + random(186))},
      {"Shopify access token", "shpat" + ("_" + random(32, kHex))},
      {"Stripe secret key", "sk_live" + ("_" + random(24))},
      {"Stripe test key", "rk_test" + ("_" + random(24))},
      {"AWS access key id", "AKI" + ("A" + random(16, kBase32))},
      {"Azure client secret", random(3) + "8Q" + ("~" + random(34))},
      {"Azure storage account key", "AccountKey" + ("=" + random(86)) + "=="},
      {"Supabase access token", "sbp" + ("_" + random(40, kLower36))},
      {"Supabase secret key", "sb_secret" + ("_" + random(30))},
      {"Databricks access token", "dapi" + random(32, kHex)},
      {"DigitalOcean access token", "dop_v1" + ("_" + any64)},
      {"PlanetScale token", "pscale_tkn" + ("_" + random(43))},
      {"Grafana service account token", "glsa" + ("_" + random(32)) + "_" + random(8, kHex)},
      {"Grafana Cloud token", "glc" + ("_" + random(64)) + "="},
      {"Sentry user token", "sntryu" + ("_" + any64)},
      {"Sentry organization token", "sntrys" + ("_eyJpYXQiO" + random(100))},
      {"HashiCorp Vault token", "hvs" + ("." + random(95))},
      {"HashiCorp Vault batch token", "hvb" + ("." + random(150))},
      {"Terraform Cloud token", random(14) + ".atlas" + ("v1." + random(65))},
      {"Doppler token", "dp.pt" + ("." + random(43))},
      {"Tailscale key", "tskey" + ("-auth-" + random(12)) + "-" + random(32)},
      {"1Password service account token", "ops" + ("_eyJ" + random(260))},
      {"age secret key",
       "AGE-SECRET-KEY" + ("-1" + random(58, "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"))},
  };
}

static void check_sample(const Sample& sample) {
  CAPTURE(sample.format);
  const std::string line = "value: '" + sample.token + "'\n";
  const Source source("settings.txt", std::string(sample.context) + "\n" + line);
  const std::vector<Literal> literals = literals_in(source);
  REQUIRE(literals.size() == 1);
  CHECK(literals[0].format == sample.format);
  CHECK(sample.token.ends_with(literals[0].span.text));
  CHECK(literals[0].test_mode == (sample.format == "Stripe test key"));

  // Without its context the form says too little.
  if (!sample.context.empty()) CHECK(literals_in(Source("settings.txt", line)).empty());
}

TEST_CASE("tokens are known by their form") {
  for (const Sample& sample : samples()) check_sample(sample);
}

/// What `token` is found as, beside what tells its vendor.
static bool is_found(const Sample& sample, const std::string& token) {
  const std::string text = std::string(sample.context) + "\nvalue: '" + token + "'\n";
  const Source source("settings.txt", text);
  return std::ranges::any_of(
      literals_in(source), [&](const Literal& literal) { return literal.format == sample.format; });
}

TEST_CASE("near misses of tokens are none") {
  for (const Sample& sample : samples()) {
    CAPTURE(sample.format);
    // Cut: two forms have an end of any length.
    const bool open_ended = sample.format == "Slack app token" || sample.format == "Tailscale key";
    CHECK_FALSE(
        is_found(sample, sample.token.substr(0, sample.token.size() / (open_ended ? 4 : 2))));
    // Part of a longer word.
    const bool anywhere = sample.format == "Slack webhook URL" ||
                          sample.format == "Azure client secret" ||
                          sample.format == "Azure storage account key";
    if (!anywhere) CHECK_FALSE(is_found(sample, "Z" + sample.token));
    // Filled.
    const std::size_t half = sample.token.size() / 2;
    CHECK_FALSE(is_found(
        sample, sample.token.substr(0, half) + std::string(sample.token.size() - half, 'x')));
  }
}

TEST_CASE("tokens that only their name's vendor gives away") {
  CHECK(found("a.env", "BRAVE_API_KEY=BSA" + random(27)) == "BRAVE_API_KEY:Brave Search API key");
  CHECK(found("a.py", "x = 'BSA" + random(27) + "'").empty());
  CHECK(found(".mcp.json", R"("EXA_API_KEY": ")" + random_uuid() + '"') ==
        "EXA_API_KEY:Exa API key");
  CHECK(found("a.ts", "const url = `https://mcp.exa.ai/mcp?exaApiKey=" + random_uuid() + "`") ==
        "exaApiKey:Exa API key");
  CHECK(found("a.ini", "aws_secret_access_key = " + random(40)) ==
        "aws_secret_access_key:AWS secret access key");
}

TEST_CASE("web tokens are looked into") {
  auto token = [](const std::string& payload) {
    return "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9." + payload + "." + random(43);
  };
  const std::string user = "eyJ1c2VyIjoiYWxpY2UiLCJyb2xlIjoic2VydmljZV9yb2xlIn0";
  const std::string anon = "eyJpc3MiOiJzdXBhYmFzZSIsInJvbGUiOiJhbm9uIiwiaWF0IjoxfQ";
  const std::string sample = "eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIn0";
  CHECK(found("a.py", "jwt = '" + token(user) + "'") == "-:JSON Web Token");
  CHECK(found("a.py", "jwt_token = '" + token(user) + "'") == "jwt_token:JSON Web Token");
  CHECK(found("a.ts", "const supabaseKey = '" + token(anon) + "'").empty());  // for browsers
  CHECK(found("a.py", "jwt = '" + token(sample) + "'").empty());              // jwt.io's
  // Shared on purpose, and not.
  CHECK(found("a.md", "[View online](https://x.example.net/d?" + token(user) + ")").empty());
  CHECK(found("a.md", "[docs](https://x.example.net/d), token " + token(user)) ==
        "-:JSON Web Token");
  CHECK(found("a.py", "jwt = 'eyJhbGciOiJub25lIn0aaa." + user + ".'").empty());  // not signed
  CHECK(found("a.py", "jwt = 'eyabcdefghijklmnopqrs." + user + "." + random(43) + "'").empty());
}

TEST_CASE("values are credentials by the names they are given") {
  struct Case {
    std::string_view path;
    std::string_view text;  // % is a value
    std::string_view expected;
  };
  const std::vector<Case> cases = {
      // Python.
      {"server.py", R"(API_KEY = "%")", "API_KEY"},
      {"server.py", "api_key: str = '%'", "api_key"},
      {"server.py", R"(api_key: str | None = "%")", "api_key"},
      {"server.py", R"(client = Client(base, api_key="%", timeout=3))", "api_key"},
      {"server.py", R"(def connect(host: str, password: str = "%"):)", "password"},
      {"server.py", R"(self.client_secret = "%")", "client_secret"},
      {"server.py", R"(settings = {"db_password": "%"})", "db_password"},
      {"server.py", R"(os.environ["SERVICE_TOKEN"] = "%")", "SERVICE_TOKEN"},
      {"server.py", "TOKEN = (\n    \"%\"\n)", ""},
      {"server.py", "ACCESS_TOKEN = \\\n  '%'", ""},
      {"server.py", "auth_token = b'%'", "auth_token"},
      {"server.py", R"(jwt_secret = SecretStr("%"))", "jwt_secret"},
      {"server.py", R"(secret = """%""")", "secret"},
      {"server.py", R"(headers = {"Authorization": "Bearer %"})", "Authorization"},
      {"server.py", "headers = {'X-API-Key': '%'}", "X-API-Key"},
      {"server.py", "auth = 'Bearer %'", "auth"},
      {"server.py", "run(['server', '--api-key', '%'])", "--api-key"},
      {"server.py", "run(['server', '--api-key=%'])", "--api-key"},
      {"server.py", "# PASSWORD = '%'", "PASSWORD"},
      // TypeScript and JavaScript.
      {"server.ts", "const apiKey = '%';", "apiKey"},
      {"server.ts", "const apiKey: string = `%`;", "apiKey"},
      {"server.ts", R"(  private readonly accessToken?: string = "%";)", "accessToken"},
      {"server.ts", "const clientSecret =\n  '%';", "clientSecret"},
      {"server.ts", "createClient({ apiKey: '%', region })", "apiKey"},
      {"server.js", "process.env.ADMIN_PASSWORD = '%'", "ADMIN_PASSWORD"},
      {"server.ts", "config['webhookSecret'] = '%'", "webhookSecret"},
      {"main.go", R"(apiToken := "%")", "apiToken"},
      {"main.rb", "'api_key' => '%'", "api_key"},
      // Configuration.
      {".mcp.json", R"({"env": {"SERVICE_API_KEY": "%"}})", "SERVICE_API_KEY"},
      {".mcp.json", "\"args\": [\"--token\",\n  \"%\"]", "--token"},
      {".mcp.json", R"("args": ["run", "-e", "DB_PASSWORD=%", "image"])", "DB_PASSWORD"},
      {".mcp.json", R"("args": ["-c", "server --access-token %"])", "--access-token"},
      {".mcp.json", R"("HEADERS": "{\"Authorization\": \"Bearer %\"}")", "Authorization"},
      {"fastmcp.json", R"("auth": "%")", "auth"},
      {"book.ipynb", "\"source\": [\n \"api_key = \\\"%\\\"\\n\"\n]", "api_key"},
      {"compose.yaml", "environment:\n  DB_PASSWORD: %\n", "DB_PASSWORD"},
      {"compose.yaml", "environment:\n  - DB_PASSWORD=%\n", "DB_PASSWORD"},
      {"config.yaml", R"(token: "%"  # for staging)", "token"},
      {"config.yaml", "token: % # for staging", "token"},
      {"config.toml", R"(api_key = "%")", "api_key"},
      {"config.toml", R"(headers = { Authorization = "Bearer %" })", "Authorization"},
      {".env", "export SECRET_KEY=%", "SECRET_KEY"},
      {".env.production", "SECRET_KEY='%'\nOTHER=1", "SECRET_KEY"},
      {"setup.cfg", "password = %", "password"},
      {"app.properties", "db.password: %", "password"},
      {"Dockerfile", "ENV API_TOKEN=% PORT=80", "API_TOKEN"},
      {"Dockerfile", "ENV API_TOKEN %", "API_TOKEN"},
      {"Dockerfile", "ARG API_TOKEN=%", "API_TOKEN"},
      {"start.sh", "export API_TOKEN=%; exec server", "API_TOKEN"},
      {"start.sh", "server --api-key % --port 80", "--api-key"},
      {"start.sh", R"(curl -H "Authorization: Bearer %" https://example.org)", "Authorization"},
      {"README.md", "    docker run -e API_TOKEN=% image", "API_TOKEN"},
      {"call.http", "Authorization: Bearer %", "Authorization"},
      {"server.py", "send('Bearer %')", "-"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.path);
    CAPTURE(one.text);
    CHECK(found(std::string(one.path), filled(one.text)) == one.expected);
  }
}

TEST_CASE("spans are the credential and its name, and nothing else") {
  const Source source("a.py", filled("x = {'Authorization': 'Bearer %'}\n"));
  const std::vector<Literal> literals = literals_in(source);
  REQUIRE(literals.size() == 1);
  CHECK(literals[0].span.text == value());
  CHECK(literals[0].key.text == "Authorization");
}

TEST_CASE("what only looks like a credential is none") {
  struct Case {
    std::string_view path;
    std::string_view text;  // % is a value that would be one
  };
  const std::vector<Case> cases = {
      // Computed, or read from outside.
      {"a.py", "api_key = os.environ['API_KEY_2024_PRODUCTION']"},
      {"a.py", R"(api_key = os.getenv("%"))"},
      {"a.py", "api_key = api_key_2_from_vault_9x7"},
      {"a.py", R"(token = f"{prefix}-%")"},
      {"a.py", "client(token=token1, password=password2b9x8)"},
      {"a.py", R"(if token == "%": pass)"},
      {"a.py", R"(assert token != "%")"},
      {"a.py", "api_key: Annotated[str, Field(description='9f8e7d6c5b4a')]"},
      {"a.ts", "const apiKey = process.env['%'];"},
      {"a.ts", "const token = `${id}%`;"},
      {"a.ts", "const token = getToken('%');"},
      {"a.ts", "type Options = { apiKey: string; token: Token2 };"},
      {"a.ts", "const url = '--api-key=' + key1;"},
      {"a.go", "token: %,"},
      // Named like something else.
      {"a.py", "token_url = '%'"},
      {"a.py", "secret_name = '%'"},
      {"a.py", "max_tokens = '%'"},
      {"a.py", "csrf_token = '%'"},
      {"a.py", "next_page_token = '%'"},
      {"a.py", "public_key = '%'"},
      {"a.py", "password_hash = '%'"},
      {"a.py", "api_key_id = '%'"},
      {"a.py", "TOKEN_ENV_VAR = '%'"},
      {"a.py", "keyboard_key = '%'"},
      {"a.py", "author = '%'"},
      {"a.py", "cache_key = '%'"},
      {"pod.yaml", "secretName: %"},
      // Placeholders.
      {".env", "API_KEY=your-api-key-here-123"},
      {".env", "API_KEY=<YOUR_API_KEY_1>"},
      {".env", "API_KEY=${API_KEY_1_FROM_VAULT}"},
      {".env", "API_KEY=xxxxxxxx-1234-xxxx-abcd"},
      {".env", "API_KEY=changeme-8f7a6b5c4d"},
      {".env", "API_KEY=sk-abc123def456ghi789"},
      {".env", "API_KEY=1a2b3c4d5e6f7g8h9i"},
      {".env", "API_KEY="},
      {".mcp.json", R"("API_KEY": "${input:api_key_1a2b}")"},
      {"a.yaml", "token: {{ .Values.token1 }}"},
      {"a.yaml", "token: ${{ secrets.TOKEN_1A2B }}"},
      {"a.yaml", "token: op://vault-1/item2/field3"},
      {"a.yaml", "token: The token of user 1 on host 2"},
      {"a.md", "token: % is what you get"},
      {"a.md", "redirects to `/callback#access_token=z0y9x8w7v6u5&expires_in=5000`"},
      {"a.md", "- Scope token: `3f1c9a52-7be4-4d08-9c6e-51f0a7d2b843`"},
      {"a.py", "token = 'test-token-12345'"},
      {"a.py", "password = 'MyP@ssw0rd123!'"},
      {"a.py", "password = 'FuzzTest4821!'"},
      {"a.py", "secret = 'super-secret-jwt-key-2024'"},
      {"a.py", "token = 'fake_%'"},
      // Other things.
      {"a.py", "token = 'urn:ietf:params:oauth:token-type:access_token2'"},
      {"a.py", "token = '/var/run/secrets/a1b2/token9'"},
      {"a.py", "auth = 'https://login9.example.org/o/%'"},
      {"a.py", "auth = 'alice.b2c4@mail7.example.org'"},
      {"a.py", "token = 'sha256:9f86d081884c7d659a2feaa0c55ad015'"},
      {"a.py", "password = '$2b$12$9f86D081884c7d659a2fEaa0c55aD'"},
      {"a.py", "token = 'kernel32.user32.gdi32.version9'"},
      {"a.py", "token = '2026-01-02T03:04:05Z'"},
      {"a.py", "token_pat = r'[A-Za-z0-9]{12}-[a-f0-9]{4}'"},
      {"a.py", "secret = 'short1a'"},
      {"a.py", "secret = 'abcabcabcabcabc1'"},
      {"config.ts", "apiKey: 'phc_%'"},
      {"config.ts", "algolia: { apiKey: '9f86d081884c7d659a2feaa0c55ad015', indexName: 'docs' }"},
      {"a.py", "headers = {'Authorization': 'Basic dXNlcjpwYXNzd29yZA=='}"},
      {"a.py", "headers = {'Authorization': 'Basic bm9jb2xvbmhlcmVhdGFsbDI='}"},
      {"page.html", R"(<input data-token="%">)"},
      {"style.css", R"(--token: "%";)"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.path);
    CAPTURE(one.text);
    CHECK(found(std::string(one.path), filled(one.text)).empty());
  }
}

TEST_CASE("a token that stands for one is none") {
  for (const std::string& text : {
           "ghp" + ("_" + std::string(36, 'x')),
           "ghp" + std::string("_abcdefghijklmnopqrstuvwxyz0123456789"),
           "ghp" + std::string("_YOUR") + random(32),
           "sk-ant-" + ("api03-EXAMPLE" + random(86)) + "AA",
           "AKI" + std::string("AIOSFODNN7EXAMPLE"),
           "fc" + ("-" + std::string("0123456789abcdef0123456789abcdef")),
           "sk_live" + ("_" + std::string("abc123def456")), "hf" + ("_" + std::string(34, 'a')),
           "sk_test" + std::string("_4eC39HqLyjWDarjtT1zdp7dc"),  // in Stripe's documents
       }) {
    CAPTURE(text);
    CHECK(found("a.env", "API_KEY=" + text).empty());
  }
}

TEST_CASE("one credential is one literal: its form says more than its name") {
  const std::string token = "tvly" + ("-" + random(32));
  CHECK(found("a.py", "api_key = '" + token + "'") == "api_key:Tavily API key");
  CHECK(found("a.py", "api_key = 'v1-" + token + "'") == "api_key:Tavily API key");
  CHECK(found("a.py", "first = '" + token + "'\npassword = '" + value() + "'") ==
        "-:Tavily API key password");
  CHECK(found("a.env", "PASSWORD=" + value() + "\nTAVILY_API_KEY=" + token) ==
        "PASSWORD TAVILY_API_KEY:Tavily API key");
  CHECK(found("a.sh", "curl -H 'Authorization: Bearer " + token + "'") ==
        "Authorization:Tavily API key");
  CHECK(found("a.json", R"(["--api-key", ")" + token + R"("])") == "--api-key:Tavily API key");
  CHECK(found("a.py", "os.getenv('TAVILY_API_KEY', '" + token + "')") ==
        "TAVILY_API_KEY:Tavily API key");
  CHECK(found("a.ts", "process.env.TAVILY_API_KEY ?? '" + token + "'") ==
        "TAVILY_API_KEY:Tavily API key");
}

TEST_CASE("files that programs write are left alone") {
  const std::string line = filled("\"token\": \"%\"\n");
  CHECK(found("data.json", line) == "token");
  for (const char* path :
       {"package-lock.json", "web/pnpm-lock.yaml", "yarn.lock", "uv.lock", "poetry.lock",
        "Pipfile.lock", "go.sum", "Cargo.lock", "bun.lock", "dist/app.min.js", "dist/app.js.map",
        "logo.svg", ".yarn/releases/yarn-4.cjs"}) {
    CAPTURE(path);
    CHECK(found(path, line).empty());
  }
  const std::string long_line(8'200, 'x');
  CHECK(found("app.js", long_line + ";" + line).empty());
  CHECK(found("app.js", long_line + "\n" + line) == "token");

  const std::string cell = "\"source\": [\"1\"],\n\"outputs\": [\n";
  CHECK(found("book.ipynb", cell + line).empty());
  CHECK(found("book.ipynb", cell + "],\n\"source\": [" + line) == "token");
}

TEST_CASE("tests, examples and documents are known by their path") {
  for (const char* path :
       {"tests/server.py", "src/__tests__/a.ts", "docs/setup.py", "examples/a/.mcp.json",
        "fixtures/x.json", "README.md", "pkg/README.zh.md", ".env.example", "config.sample.yaml",
        "settings.template", "app.ini.dist", "env.tmpl", "src/client.test.ts", "src/client.spec.ts",
        "pkg/client_test.go", "test_server.py", "Documents/Examples/x.json"}) {
    CAPTURE(path);
    CHECK(is_example(path));
  }
  for (const char* path :
       {"server.py", ".mcp.json", ".env", "src/contest.py", "latest/a.py", "src/testimonials.ts",
        "dist/index.js", "src/attestation.go", "template.yaml", "setup-dist.sh"}) {
    CAPTURE(path);
    CHECK_FALSE(is_example(path));
  }
  const Source source("tests/a.py", filled("token = '%'"));
  CHECK(literals_in(source).at(0).in_example);
}

TEST_CASE("names are judged by their last word") {
  for (const char* name : {"API_KEY",
                           "apiKey",
                           "APIKey",
                           "apikey",
                           "x-api-key",
                           "--api-key",
                           "OPENAI_API_KEY",
                           "openaiApiKey2",
                           "API_KEY_PROD",
                           "dbPassword",
                           "DBPASSWORD",
                           "passwd",
                           "pwd",
                           "token",
                           "accessToken",
                           "accesstoken",
                           "GITHUB_PAT",
                           "client_secret",
                           "AWS_SECRET_ACCESS_KEY",
                           "KEYCLOAK_ADMIN_PASSWORD",
                           "Authorization",
                           "X-Auth-Token",
                           "credentials",
                           "_authToken",
                           "SECRET_KEY_BASE",
                           "encryption-key",
                           "default_token_value"}) {
    CAPTURE(name);
    CHECK(names_credential(name));
  }
  for (const char* name : {"",
                           "key",
                           "primaryKey",
                           "public_key",
                           "PUBLIC_API_KEY",
                           "monkey",
                           "KEYCLOAK_URL",
                           "token_count",
                           "tokens",
                           "max_tokens",
                           "tokenizer",
                           "eos_token",
                           "page_token",
                           "nextToken",
                           "secretName",
                           "password_policy",
                           "author",
                           "authority",
                           "authenticate",
                           "oauth2_scopes",
                           "path",
                           "pattern",
                           "compat",
                           "API_KEY_FILE",
                           "API_KEY_PATH",
                           "TOKEN_URL",
                           "token_env_var",
                           "csrfToken",
                           "hashed_password",
                           "env_keys"}) {
    CAPTURE(name);
    CHECK_FALSE(names_credential(name));
  }
}

TEST_CASE("base64 of either alphabet") {
  CHECK(decode_base64("YTpi") == "a:b");
  CHECK(decode_base64("YTpiYw==") == "a:bc");
  CHECK(decode_base64("YTpiYw") == "a:bc");
  CHECK(decode_base64("-_-_") == decode_base64("+/+/"));
  CHECK(decode_base64("") == "");
  CHECK_FALSE(decode_base64("a b"));
}

TEST_CASE("entropy is that of Shannon") {
  CHECK(entropy("") == 0);
  CHECK(entropy("aaaa") == 0);
  CHECK(entropy("abab") == doctest::Approx(1));
  CHECK(entropy("0123456789abcdef") == doctest::Approx(4));
}

static std::string way(std::string path, std::string key, std::string_view format = {}) {
  const Source source(std::move(path), std::move(key));
  return way_to_keep_out({.source = &source, .span = {}, .format = format, .key = {source.text}});
}

TEST_CASE("help speaks the language of the file") {
  CHECK(way("a.py", "apiKey") == "read it with `os.environ[\"API_KEY\"]`");
  CHECK(way("src/a.ts", "api-key") == "read it with `process.env.API_KEY`");
  CHECK(way("src/a.ts", "api-key", "Tavily API key") ==
        "read it with `process.env.TAVILY_API_KEY`");
  CHECK(way("main.go", "DB_PASSWORD") == "read it with `os.Getenv(\"DB_PASSWORD\")`");
  CHECK(way("unknown.xyz", "") == "take it from the environment variable `API_KEY`");
}

TEST_CASE("help writes variables as each client expands them") {
  const std::string taken = ", which the client takes from its environment";
  CHECK(way(".mcp.json", "TOKEN") == "write `${TOKEN}`" + taken);
  CHECK(way(".cursor/mcp.json", "TOKEN") == "write `${env:TOKEN}`" + taken);
  CHECK(way(".vscode/mcp.json", "--token") ==
        "ask for it with `${input:TOKEN}` and an entry in `inputs`");
  CHECK(way("deploy/.env.production", "TOKEN") ==
        "keep this file out of the repository, with an entry in `.gitignore`");
}

TEST_CASE("several threads may look at once, also for the first time") {
  const Source source("a.py", filled("token = '%'\n"));
  std::vector<std::size_t> counts(4);
  {
    std::vector<std::jthread> threads;
    threads.reserve(counts.size());
    for (std::size_t& count : counts) {
      threads.emplace_back([&] { count = literals_in(source).size(); });
    }
  }
  CHECK(counts == std::vector<std::size_t>(4, 1));
}

TEST_CASE("hostile text takes no more time than other text") {
  static constexpr std::size_t kSize = 1U << 17U;
  auto repeated = [](std::string_view piece) {
    std::string text;
    while (text.size() < kSize) text += piece;
    return text;
  };
  for (std::string_view piece : {"token",
                                 "token=",
                                 "token='",
                                 "token: \"",
                                 "--token ",
                                 "token\\\"",
                                 "ey",
                                 "eyJ.",
                                 "sk-",
                                 "Bearer ",
                                 "basic \t",
                                 "ghp_",
                                 "\"token\",\n",
                                 "key_",
                                 "api_key_",
                                 "AccountKey=",
                                 "\"outputs\": [",
                                 "xoxb-1234567890-",
                                 "=",
                                 ":",
                                 "'",
                                 "\\",
                                 "a.atlasv1.",
                                 "token=(\n"}) {
    CAPTURE(piece);
    for (const char* path : {"a.py", "a.yaml", "a.ipynb", ".env"}) {
      CHECK(found(path, repeated(piece)).empty());
    }
  }
  // So many that only the first are kept.
  std::string many;
  for (int i = 0; i < 20'000; ++i) many += filled("token = '%'\n");
  CHECK(std::ranges::count(found("a.py", many), ' ') == 9'999);
}
