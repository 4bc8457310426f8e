// The samples by which gitleaks tests its rules for the kinds of token that we
// share: how it writes a token down in forty ways, and what it must not take for
// one. Ways and shapes are gitleaks' (cmd/generate/config), made up anew: no
// token stands in this file.

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "lint/facts/facts.h"
#include "made_up.h"

using namespace mcplint;
using namespace mcplint::made_up;

namespace {

/// A way to write `secret` down for `vendor`: {i} and {I} are its name, {s} the secret.
struct Way {
  std::string_view path;
  std::string_view text;
};

constexpr Way kWays[] = {
    {"a.ini", R"({i}Token="{s}")"},
    {"a.ini", R"({i}Token = "{s}")"},
    {"a.ini", "{i}Token={s}"},
    {"a.ini", "{i}Token = {s}"},
    {"a.json", "{\n    \"{i}_token\": \"{s}\"\n}"},
    {"a.json", R"({"config.ini": "{I}_TOKEN={s}\nBACKUP_ENABLED=true"})"},
    {"a.json", R"(\{\"{i}_token\": \"{s}\"\})"},
    {"a.json", "{\n    \"name\": \"{i}_token\",\n    \"value\": \"{s}\"\n}"},
    {"a.xml", "<{i}Token>{s}</{i}Token>"},
    {"a.xml", "<{i}Token>\n    {s}\n</{i}Token>"},
    {"a.xml", R"(<entry name="{i}Token" value="{s}" />)"},
    {"a.yaml", "{i}_token: {s}"},
    {"a.yaml", "{i}_token: '{s}'"},
    {"a.yaml", R"({i}_token: "{s}")"},
    {"a.yaml", "{i}_token: |\n  {s}"},
    {"a.yaml", "{i}_token: >\n  {s}"},
    {"a.cs", R"(string {i}Token = "{s}";)"},
    {"a.go", R"(var {i}Token string = "{s}")"},
    {"a.go", R"({i}Token := "{s}")"},
    {"a.go", "{i}Token := `{s}`"},
    {"a.java", R"(String {i}Token = "{s}";)"},
    {"a.java", R"(config.put("jaas", "Module required user=\"X\" {i}Token=\"{s}\"")"},
    {"a.kt", R"(var {i}Token: string = "{s}")"},
    {"a.kt", R"(var {i}Token = "{s}")"},
    {"a.php", R"(${i}Token .= "{s}")"},
    {"a.php", R"(${i}Token ??= "{s}")"},
    {"a.py", "{i}Token = '{s}'"},
    {"a.py", R"({i}Token = "{s}")"},
    {"a.java", R"(System.setProperty("{I}_TOKEN", "{s}"))"},
    {"a.txt", "environmentVariables = {PATH=/usr/bin, {I}_PASSWORD={s}, LC_CTYPE=en},"},
    {"a.conf", R"(  "{i}Token" => "{s}")"},
    {"a.md", "https://{i}:{s}@example.com/"},
    {"a.md", "https://example.com?{i}Token={s}&fooBar=baz"},
    {"a.c", "//{s} is the password"},
    {"a.c", "/*{s} is the password"},
    {"a.sh", "#{s} is the password"},
    {"a.csv", "{i}Token,{s},"},
    {"a.sql", "|{s}|"},
    {"Makefile", R"({i}_TOKEN = "{s}")"},
    {"Makefile", R"({i}_TOKEN := "{s}")"},
    {"Makefile", R"({i}_TOKEN ::= "{s}")"},
    {"Makefile", R"({i}_TOKEN :::= "{s}")"},
    {"Makefile", R"({i}_TOKEN ?= "{s}")"},
    {"Makefile", R"({i}_TOKEN += "{s}")"},
};

struct Kind {
  std::string_view vendor;
  std::string token;
};

}  // namespace

static std::string replaced(std::string_view text, const Kind& kind) {
  std::string upper(kind.vendor);
  std::ranges::transform(upper, upper.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  });
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view hole = text.substr(at, 3);
    if (hole == "{i}" || hole == "{I}" || hole == "{s}") {
      result += hole == "{i}" ? std::string(kind.vendor) : hole == "{I}" ? upper : kind.token;
      at += 2;
    } else {
      result += text[at];
    }
  }
  return result;
}

static std::vector<Literal> literals_in(const Source& source) {
  std::vector<Literal> literals;
  find_literals(source, literals);
  return literals;
}

/// Whether the form of `kind`'s tokens says too little without the vendor's name beside it.
static bool needs_name(const Kind& kind) {
  return kind.vendor == "twilio" || kind.vendor == "telegram" || kind.vendor == "airtable" ||
         kind.vendor == "notionold";
}

static void check_every_way(const Kind& kind) {
  for (const Way& way : kWays) {
    const bool names = way.text.find("{i}") != std::string_view::npos ||
                       way.text.find("{I}") != std::string_view::npos;
    if (needs_name(kind) && !names) continue;
    const Source source(std::string(way.path), replaced(way.text, kind));
    CAPTURE(kind.vendor);
    CAPTURE(way.text);
    const std::vector<Literal> literals = literals_in(source);
    REQUIRE(literals.size() == 1);
    CHECK(literals[0].kind == Literal::Kind::Token);
    CHECK(literals[0].span.text == kind.token);
  }
}

/// `{"alg":"HS256"}` and `{"sub":…}` as a JSON Web Token has them, with a made-up signature.
static std::string web_token() {
  return "eyJhbGciOiJIUzI1NiJ9." + ("eyJzdWIiOiJub3Rlcy1zZXJ2aWNlIn0." + random(43));
}

// Kinds of gitleaks that are also ours, by its rules' names. Of gitleaks' kinds we have no form
// for the rest: they are vendors whose tokens servers of MCP seldom hold, or whose tokens only
// the name beside them tells, which the rule for named values finds.
TEST_CASE("a token is found in every way that people write one down: models and code") {
  for (const Kind& kind : std::vector<Kind>{
           {"anthropic", "sk-ant-" + ("api03-" + random(93)) + "AA"},
           {"anthropic", "sk-ant-" + ("admin01-" + random(93)) + "AA"},
           {"openai", "sk-" + random(20) + "T3Blbk" + "FJ" + random(20)},
           {"openai", "sk-proj" + ("-" + random(74)) + "T3Blbk" + "FJ" + random(74)},
           {"openai", "sk-svcacct" + ("-" + random(58)) + "T3Blbk" + "FJ" + random(58)},
           {"openai", "sk-admin" + ("-" + random(58)) + "T3Blbk" + "FJ" + random(58)},
           {"perplexity", "pplx" + ("-" + random(48))},
           {"huggingface", "hf" + ("_" + random(34, kLetters))},
           {"huggingface", "api_org" + ("_" + random(34, kLetters))},
           {"google", "AIz" + ("a" + random(35))},
           {"github", "ghp" + ("_" + random(36))},
           {"github", "gho" + ("_" + random(36))},
           {"github", "ghu" + ("_" + random(36))},
           {"github", "ghs" + ("_" + random(36))},
           {"github", "ghr" + ("_" + random(36))},
           {"github", "github_pat" + ("_" + random(82))},
           {"gitlab", "glpat" + ("-" + random(20))},
           {"gitlab", "glpat" + ("-" + random(40)) + "." + random(9, kLower36)},
           {"npm", "npm" + ("_" + random(36))},
           {"pypi", "pypi-" + ("AgEIcHlwaS5vcmc" + random(64))},
       })
    check_every_way(kind);
}

TEST_CASE("a token is found in every way that people write one down: messages and work") {
  for (const Kind& kind : std::vector<Kind>{
           {"slack", "xoxb" + ("-" + random(13, kDigits)) + "-" + random(12, kDigits) + random(24)},
           {"slack", "xoxp" + ("-" + random(12, kDigits)) + "-" + random(12, kDigits) + "-" +
                         random(12, kDigits) + "-" + random(32, kHex)},
           {"slack", "xapp" + ("-1-" + random(11, kUpper)) + "-" + random(13, kDigits) + "-" +
                         random(64, kHex)},
           {"slack",
            "xoxr" + ("-" + random(12, kDigits)) + "-" + random(12, kDigits) + "-" + random(24)},
           {"telegram", random(9, "23456789") + ":" + random(35)},
           {"sendgrid", "SG" + ("." + random(66))},
           {"twilio", "SK" + random(32, kHex)},
           {"notion", "ntn" + ("_" + random(11, kDigits)) + random(35)},
           {"linear", "lin_api" + ("_" + random(40))},
           {"airtable", "pat" + random(14) + "." + random(64, kHex)},
           {"atlassian", "ATATT3" + random(186)},
           {"shopify", "shpat" + ("_" + random(32, kHex))},
           {"shopify", "shpca" + ("_" + random(32, kHex))},
           {"shopify", "shppa" + ("_" + random(32, kHex))},
           {"shopify", "shpss" + ("_" + random(32, kHex))},
           {"stripe", "sk_prod" + ("_" + random(99))},
           {"stripe", "sk_live" + ("_" + random(24))},
           {"stripe", "rk_live" + ("_" + random(24))},
           {"stripe", "sk_test" + ("_" + random(30))},
       })
    check_every_way(kind);
}

TEST_CASE("a token is found in every way that people write one down: clouds and keepers") {
  for (const Kind& kind : std::vector<Kind>{
           {"aws", "AKI" + ("A" + random(16, kBase32))},
           {"aws", "ABI" + ("A" + random(16, kBase32))},
           {"aws", "ACC" + ("A" + random(16, kBase32))},
           {"azure", random(3) + "8Q" + ("~" + random(34))},
           {"databricks", "dapi" + random(32, kHex)},
           {"digitalocean", "dop_v1" + ("_" + random(64, kHex))},
           {"digitalocean", "doo_v1" + ("_" + random(64, kHex))},
           {"digitalocean", "dor_v1" + ("_" + random(64, kHex))},
           {"planetscale", "pscale_tkn" + ("_" + random(43))},
           {"planetscale", "pscale_oauth" + ("_" + random(32))},
           {"planetscale", "pscale_pw" + ("_" + random(64))},
           {"grafana", "glsa" + ("_" + random(32)) + "_" + random(8, kHex)},
           {"grafana", "glc" + ("_" + random(32))},
           {"sentry", "sntryu" + ("_" + random(64, kHex))},
           {"sentry", "sntrys" + ("_eyJpYXQiO" + random(80)) + "_" + random(43)},
           {"vault", "hvs" + ("." + random(95))},
           {"vault", "hvb" + ("." + random(138))},
           {"hashicorp", random(14, kLower36) + ".atlas" + ("v1." + random(64))},
           {"doppler", "dp.pt" + ("." + random(43))},
           {"opservice", "ops_" + ("eyJ" + random(260))},
           {"age", "AGE-SECRET-KEY" + ("-1" + random(58, "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"))},
           {"jwt", web_token()},
       })
    check_every_way(kind);
}

TEST_CASE("what gitleaks must not take for a token, we do not either") {
  const std::string x36(36, 'x');
  for (const std::string& text : std::vector<std::string>{
           // Too short, a wrong end, filler.
           "sk-ant-" + ("api03-" + random(63)) + "AA",
           "sk-ant-" + ("api03-" + random(93)) + "BB",
           "sk-ant-" + ("admin01-" + random(63)) + "AA",
           "ghp" + ("_" + x36),
           "gho" + ("_" + x36),
           "ghu" + ("_" + x36),
           "ghs" + ("_" + x36),
           "ghr" + ("_" + x36),
           "github_pat" + ("_" + std::string(22, 'x')) + "_" + std::string(59, 'x'),
           "glpat-XXXXXXXXXXX-XXXXXXXX",
           "glpat-xxxxxxxx-xxxxxxxxxxxxxxxxxx.xxxxxxxxx",
           "xoxb-xxxxxxxxx-xxxxxxxxxx-xxxxxxxxxxxx",
           "xoxb-xxx",
           "xoxb-12345-abcd234",
           "xoxb-xoxb-my-bot-token",
           "xoxb-Slack_BOT_TOKEN",
           "xoxb-abcdef-abcdef",
           R"("token1": "xoxp-)"
           "1234567890\"",
           R"("token2": "xoxp-XXXXXXXXXX-XXXXXXXXXX-XXXXXXXXXXX-XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX")",
           R"("token3": "xoxp-1234-1234-1234-)" + random(32, kHex) + "\"",
           R"("token4": "xoxp-)" + random(12, kDigits) + "-" + random(12, kDigits) + "-" +
               random(12, kDigits) + R"(-####################")",
           "xoxe-1-xxx",
           "XOxE-RROAmw, Home and Garden, 5:24, 20120323",
           "https://github.com/xoxa-nyc/xoxa-nyc.github.io/blob/master/README.md",
           "https://docs.google.com/document/d/" + random(43),
           "key = AKIAXXXXXXXXXXXXXXXX",
           "aws_access_key: AKIAIOSFODNN7EXAMPLE",
           "TODAYINASIAASACKOFRICEFELLOVER",
           "CTTCATAGGGTTCACGCTGTGTAAT-ACG--CCTGAGGC-CACA-AGGGGACTTCAGCAACCGTCGGG-GATTC-ATTGCCA",
           random(40) + "AIza" + random(60),                // inside of a word
           "apiKey: \"AIza" + std::string(35, 'a') + "\"",  // no entropy
           "AIZASY" + random(33, kUpper),                   // the wrong case
           "AIzaSyabcdefghijklmnopqrstuvwxyz1234567",
           "nonMatchingToken := \"task_test_" + random(30) + "\"",
           "ntn_12345678901",
           "ntn_123456789012345678901234567890123456789012345678901234567890",
           "ntn_12345678901abc",
           "PERPLEXITY_API_KEY=pplx-" + std::string(48, 'x'),
           "- (id)hf_requiredCharacteristicTypesForDisplayMetadata;",
           "desktop-rhf_SponsoredProductsRemoteRHFSearchEXPSubsK2ClickPagination",
           "_kHMSymptomhf_generatedByHomeAppForDebuggingPurposesKey,",
           "#define OSCHF_DebugGetExpectedAverageCrystalAmplitude NOROM_OSCHF_DebugGet",
           "&hf_servingcellpriorityparametersdescription_h_prio),",
           "os.environ.get(\"HF_AUTH_TOKEN\",\n\"hf_" + std::string(34, 'x') + "\"),",
           "HUGGINGFACE_API_TOKEN=hf_" + std::string(40, 'x') + ",",
           R"(public static final String API_ORG_EXIST = "APIOrganizationExist";)",
           "const api_org_controller = require('../../controllers/api/index').organizations;",
           "def test_internal_api_org_inclusion_with_href(api_name, href, expected, called_with):",
           "def _api_org_96726c78_4ae3_402f_b08b_7a78c6903d2a(self, method, url, body, headers):",
           "<code>api_XXXXXXXX</code> or <code>api_org_XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX</code>",
           // Of clouds and keepers.
           std::string(43, '~'),
           ".ui.visible.right.sidebar~.ui.visible.left.sidebar~.pusher{transform:translate3d(0)}",
           "'url': 'http://www.2doc.nl/speel~VARA_101375237~mh17-het-verdriet-van-nederland~.html'",
           "client_secret=bP88Q~" + std::string(34, 'x'),
           "sntryu_" + std::string(64, 'a'),
           "sntryu_" + random(63, kHex),
           "sntryu_" + random(65, kHex),
           "glc_" + std::string(32, 'x'),
           "   API_KEY=\"glc_" + std::string(40, '1') + "\"",
           "static void GLC_CreateLightmapTexturesIndividual(void);",
           "glsa_" + std::string(32, 'X') + "_" + std::string(8, 'A'),
           "token        = \"" + std::string(14, 'x') + ".atlas" + "v1." + std::string(64, 'x') +
               "\"",
           "hvs." + std::string(90, 'x'),
           "s.makeKubeConfigController = args",
           "fn::secret: ops_eyJzaWduSW5B..[Redacted]",
           "ops_eyJ" + std::string(250, 'x'),
           "DATABRICKS_TOKEN=dapi" + std::string(32, 'x'),
           "getPagesInConfluenceSpace,searchConfluenceUsingCql",
           "telegram " + random(4, "23456789") + ":" + random(35),
           "telegram " + random(17, "23456789") + ":" + random(35),
           "telegram: <xsd:element name=\"AgencyIdentificationCodeContentType\"/>",
           "-----BEGIN PRIVATE KEY-----\nanything\n-----END PRIVATE KEY-----",
           "-----BEGIN OPENSSH PRIVATE KEY----------END OPENSSH PRIVATE KEY-----",
           "xoxe.xoxp-1-RANDOMSTRINGHERE",
           "https://indieweb.org/images/3/35/xoxo-2013.jpg",
       }) {
    CAPTURE(text);
    CHECK(literals_in(Source("settings.txt", text)).empty());
  }
}
