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

TEST_CASE("a token is found in every way that people write one down") {
  const std::vector<Kind> kinds = {
      {"anthropic", "sk-ant-" + ("api03-" + random(93)) + "AA"},
      {"openai", "sk-" + random(20) + "T3Blbk" + "FJ" + random(20)},
      {"github", "ghp" + ("_" + random(36))},
      {"github", "github_pat" + ("_" + random(82))},
      {"gitlab", "glpat" + ("-" + random(20))},
      {"slack", "xoxb" + ("-" + random(13, kDigits)) + "-" + random(12, kDigits) + random(24)},
      {"aws", "AKI" + ("A" + random(16, kBase32))},
      {"stripe", "sk_prod" + ("_" + random(99))},
      {"notion", "ntn" + ("_" + random(11, kDigits)) + random(35)},
      {"linear", "lin_api" + ("_" + random(40))},
      {"perplexity", "pplx" + ("-" + random(48))},
      {"huggingface", "hf" + ("_" + random(34, kLetters))},
      {"npm", "npm" + ("_" + random(36))},
      {"pypi", "pypi-" + ("AgEIcHlwaS5vcmc" + random(64))},
      {"sendgrid", "SG" + ("." + random(66))},
      {"twilio", "SK" + random(32, kHex)},
      {"telegram", random(9, "23456789") + ":" + random(35)},
      {"databricks", "dapi" + random(32, kHex)},
      {"digitalocean", "dop_v1" + ("_" + random(64, kHex))},
      {"grafana", "glsa" + ("_" + random(32)) + "_" + random(8, kHex)},
      {"shopify", "shpat" + ("_" + random(32, kHex))},
      {"planetscale", "pscale_tkn" + ("_" + random(43))},
      {"vault", "hvs" + ("." + random(95))},
      {"doppler", "dp.pt" + ("." + random(43))},
  };
  for (const Kind& kind : kinds) {
    for (const Way& way : kWays) {
      // Of these the form alone says too little, and the name is not beside them.
      const bool needs_name = kind.vendor == "twilio" || kind.vendor == "telegram";
      if (needs_name && way.text.find("{i}") == std::string_view::npos &&
          way.text.find("{I}") == std::string_view::npos) {
        continue;
      }
      const Source source(std::string(way.path), replaced(way.text, kind));
      CAPTURE(kind.vendor);
      CAPTURE(way.text);
      const std::vector<Literal> literals = literals_in(source);
      REQUIRE(literals.size() == 1);
      CHECK(literals[0].kind == Literal::Kind::Token);
      CHECK(literals[0].span.text == kind.token);
    }
  }
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
       }) {
    CAPTURE(text);
    CHECK(literals_in(Source("settings.txt", text)).empty());
  }
}
