// The forms of tokens.
//
// Sources, by the letter behind each: G the rules of gitleaks, T the detectors
// of trufflehog, V the vendor's documentation or common use.

#include "lint/facts/token_formats.h"

#include <iterator>

namespace mcplint {

namespace {

constexpr TokenFormat kFormats[] = {
    // Models.
    {"OpenAI API key",  // G, T
     "sk-proj- sk-svcacct- sk-admin-",
     R"(\bsk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{20,200}T3BlbkFJ[A-Za-z0-9_-]{20,200}\b)", 3},
    {"OpenAI API key",
     "T3BlbkFJ",
     R"(\bsk-[a-zA-Z0-9]{20}T3BlbkFJ[a-zA-Z0-9]{20}\b)",
     3,
     {},
     false,
     23},                                                                                // G
    {"Anthropic API key", "sk-ant-api03-", R"(\bsk-ant-api03-[a-zA-Z0-9_\-]{93}AA\b)"},  // G, T
    {"Anthropic admin key", "sk-ant-admin01-",
     R"(\bsk-ant-admin01-[a-zA-Z0-9_\-]{93}AA\b)"},  // G, T
    {"Anthropic OAuth token", "sk-ant-oat01-", R"(\bsk-ant-oat01-[a-zA-Z0-9_\-]{80,120})", 3},  // V
    {"OpenRouter API key", "sk-or-v1-", R"(\bsk-or-v1-[0-9a-f]{64}\b)"},                        // T
    {"DeepSeek API key", "", R"(\bsk-[a-z0-9]{32}\b)", 3.5, "deepseek"},                        // T
    {"Google API key", "AIza", R"(\bAIza[\w-]{35})", 4},                                        // G
    {"Perplexity API key", "pplx-", R"(\bpplx-[a-zA-Z0-9]{48}\b)", 4},                          // G
    {"Groq API key", "gsk_", R"(\bgsk_[a-zA-Z0-9]{52}\b)", 3},                                  // T
    {"xAI API key", "xai-", R"(\bxai-[0-9a-zA-Z_]{80}\b)", 3},                                  // T
    {"Hugging Face token", "hf_", R"(\bhf_[a-zA-Z]{34}\b)", 2},                                 // G
    {"Hugging Face organization token", "api_org_", R"(\bapi_org_[a-zA-Z]{34}\b)", 2},          // G
    {"Replicate API token", "r8_", R"(\br8_[0-9A-Za-z_-]{37}\b)", 3},                           // T
    {"Langfuse secret key", "sk-lf-",
     R"(\bsk-lf-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b)"},             // T
    {"Azure OpenAI key", "", R"(\b[0-9a-f]{32}\b)", 3, ".openai.azure.com"},  // T

    // Search and scraping.
    {"Brave Search API key", "brave",
     R"((?i:brave)[\w-]{0,40}["'\]\s:=\\]{1,8}(BSA[A-Za-z0-9_-]{24,32})\b)", 3.5},  // V
    {"Tavily API key", "tvly-", R"(\btvly-(?:dev-|prod-)?[A-Za-z0-9]{32}\b)", 3},   // V
    {"Exa API key",                                                                 // V
     "exaapi exa_api",
     R"((?:\b|_)(?i:exa_?api_?key)["'\]\s:=\\]{1,8}([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b)",
     3,
     {},
     false,
     1},
    {"Firecrawl API key", "fc-", R"(\bfc-[a-f0-9]{32}\b)", 3},                  // V
    {"Apify API token", "apify_api_", R"(\bapify_api_[a-zA-Z0-9-]{36}\b)", 3},  // T

    // Code and packages.
    {"GitHub personal access token", "ghp_", R"(\bghp_[0-9a-zA-Z]{36}\b)", 3},  // G
    {"GitHub access token", "gho_ ghu_ ghs_ ghr_", R"(\b(?:gho|ghu|ghs|ghr)_[0-9a-zA-Z]{36}\b)",
     3},  // G
    {"GitHub fine-grained personal access token", "github_pat_", R"(\bgithub_pat_\w{82}\b)",
     3},                                                                         // G
    {"GitLab personal access token", "glpat-", R"(\bglpat-[\w-]{20,22}\b)", 3},  // G, T
    {"GitLab personal access token", "glpat-", R"(\bglpat-[0-9a-zA-Z_-]{27,300}\.[0-9a-z]{9}\b)",
     4},                                                                                   // G
    {"npm access token", "npm_", R"(\bnpm_[A-Za-z0-9]{36}\b)", 2},                         // G
    {"PyPI API token", "pypi-AgEIcHlwaS5vcmc", R"(\bpypi-AgEIcHlwaS5vcmc[\w-]{50,})", 3},  // G

    // Messages and mail.
    {"Slack bot token", "xoxb-", R"(\bxoxb-[0-9]{10,13}-[0-9]{10,13}[a-zA-Z0-9-]*)", 3},  // G, T
    {"Slack user token", "xoxp- xoxe-", R"(\bxox[pe](?:-[0-9]{10,13}){3}-[a-zA-Z0-9-]{28,34})",
     2},                                                                          // G
    {"Slack app token", "xapp-", R"((?i)\bxapp-\d-[A-Z0-9]+-\d+-[a-z0-9]+)", 2},  // G
    {"Slack access token", "xoxa- xoxr-", R"(\bxox[ar]-[0-9]{10,13}-[0-9]{10,13}[a-zA-Z0-9-]*)",
     2},  // T
    {"Slack webhook URL", "hooks.slack.com/",
     R"(hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{43,56})"},    // G
    {"Telegram bot token", "", R"(\b[0-9]{8,10}:[A-Za-z0-9_-]{35}\b)", 3, "telegr"},  // T
    {"Discord bot token",                                                             // T
     "", R"(\b[MNO][A-Za-z0-9_-]{23,25}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,38}\b)", 3.5,
     "discord"},
    {"SendGrid API key", "SG.", R"(\bSG\.[A-Za-z0-9=_\-.]{66})", 2},  // G
    {"Twilio API key", "", R"(\bSK[0-9a-fA-F]{32}\b)", 3, "twilio"},  // G

    // Work.
    {"Notion token", "ntn_", R"(\bntn_[0-9]{11}[A-Za-z0-9]{35}\b)", 4},             // G
    {"Notion token", "", R"(\bsecret_[A-Za-z0-9]{43}\b)", 4, "notion"},             // T
    {"Linear API key", "lin_api_", R"(\blin_api_[0-9A-Za-z]{40}\b)", 2},            // G, T
    {"Figma personal access token", "figd_", R"(\bfigd_[A-Za-z0-9_-]{40,60})", 3},  // V
    {"Airtable personal access token", "", R"(\bpat[A-Za-z0-9]{14}\.[a-f0-9]{64}\b)", 0,
     "airtable"},                                                               // G
    {"Atlassian API token", "ATATT3", R"(\bATATT3[A-Za-z0-9_\-=]{186})", 3.5},  // G
    {"Shopify access token", "shpat_ shpca_ shppa_ shpss_",
     R"(\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}\b)", 2},  // G
    {"Stripe secret key", "sk_live_ rk_live_ sk_prod_ rk_prod_",
     R"(\b(?:sk|rk)_(?:live|prod)_[a-zA-Z0-9]{10,247}\b)", 2},  // G, T
    {"Stripe test key",
     "sk_test_ rk_test_",
     R"(\b(?:sk|rk)_test_[a-zA-Z0-9]{10,247}\b)",
     2,
     {},
     true},  // G, T

    // Clouds and data.
    // Not ASIA: those end within hours, and stand in every signed URL.
    {"AWS access key id", "A3T AKIA ABIA ACCA", R"(\b(?:A3T[A-Z0-9]|AKIA|ABIA|ACCA)[A-Z2-7]{16}\b)",
     3},                       // G
    {"AWS secret access key",  // V
     "aws_secret awssecret",
     R"((?i:aws_?secret(?:_access)?_?key)["'\]\s:=\\]{1,8}([A-Za-z0-9/+=]{40})(?:[^A-Za-z0-9/+=]|$))",
     4},
    {"Azure client secret",
     "0Q~ 1Q~ 2Q~ 3Q~ 4Q~ 5Q~ 6Q~ 7Q~ 8Q~ 9Q~",
     R"([a-zA-Z0-9_~.]{3}\dQ~[a-zA-Z0-9_~.-]{31,34})",
     3,
     {},
     false,
     3},  // G
    {"Azure storage account key", "AccountKey=", R"((?i:AccountKey)=([A-Za-z0-9+/]{86}==))",
     4},                                                                            // T
    {"Supabase access token", "sbp_", R"(\bsbp_[a-z0-9]{40}\b)", 3},                // T
    {"Supabase secret key", "sb_secret_", R"(\bsb_secret_[A-Za-z0-9_-]{20,})", 3},  // V
    {"Databricks access token", "dapi", R"(\bdapi[a-f0-9]{32}(?:-\d)?\b)", 3},      // G
    {"DigitalOcean access token", "doo_v1_ dop_v1_ dor_v1_", R"(\bdo[opr]_v1_[a-f0-9]{64}\b)",
     3},  // G
    {"PlanetScale token", "pscale_tkn_ pscale_oauth_ pscale_pw_",
     R"(\bpscale_(?:tkn|oauth|pw)_[\w=.-]{32,64})", 3},  // G
    {"Grafana service account token", "glsa_", R"(\bglsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}\b)",
     3},                                                                         // G
    {"Grafana Cloud token", "glc_", R"(\bglc_[A-Za-z0-9+/]{32,400}={0,3})", 3},  // G
    {"Sentry user token", "sntryu_", R"(\bsntryu_[a-f0-9]{64}\b)", 3.5},         // G
    {"Sentry organization token", "sntrys_eyJpYXQiO", R"(\bsntrys_eyJpYXQiO[A-Za-z0-9+/=_]{80,})",
     3.5},  // G

    // Other secret keepers.
    {"HashiCorp Vault token", "hvs.", R"(\bhvs\.[\w-]{90,120})", 3.5},         // G
    {"HashiCorp Vault batch token", "hvb.", R"(\bhvb\.[\w-]{138,300})", 3.5},  // G
    {"Terraform Cloud token",
     ".atlasv1.",
     R"((?i)\b[a-z0-9]{14}\.atlasv1\.[a-z0-9\-_=]{60,70})",
     3.5,
     {},
     false,
     14},                                                                            // G
    {"Doppler token", "dp.pt.", R"(\bdp\.pt\.[A-Za-z0-9]{43}\b)", 2},                // G
    {"Tailscale key", "tskey-", R"(\btskey-[a-z]+-[0-9A-Za-z_]+-[0-9A-Za-z_]+\b)"},  // T
    {"1Password service account token", "ops_eyJ", R"(\bops_eyJ[a-zA-Z0-9+/]{250,}={0,3})",
     4},  // G
    {"age secret key", "AGE-SECRET-KEY-1",
     R"(\bAGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}\b)"},  // G

    // Last, because tokens above may be ones too.
    {"JSON Web Token",  // G
     "eyJ eyA", R"(\bey[a-zA-Z0-9]{17,}\.ey[a-zA-Z0-9/_-]{17,}\.(?:[a-zA-Z0-9/_-]{10,}={0,2})?)",
     3},
};

}  // namespace

std::span<const TokenFormat> token_formats() { return kFormats; }

}  // namespace mcplint
