// The forms of tokens, and one scan for all of them.
//
// Sources, by the letter behind each: G the rules of gitleaks, T the detectors
// of trufflehog, V the vendor's documentation or common use.

#include "lint/facts/token_formats.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <memory>
#include <string>

#include "lint/facts/base64.h"
#include "lint/facts/placeholders.h"
#include "lint/text/bytes.h"

namespace mcplint {

namespace {

constexpr TokenFormat kFormats[] = {
    // Models.
    {"OpenAI API key",  // G, T
     R"(\bsk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{20,200}T3BlbkFJ[A-Za-z0-9_-]{20,200}\b)", 3},
    {"OpenAI API key", R"(\bsk-[a-zA-Z0-9]{20}T3BlbkFJ[a-zA-Z0-9]{20}\b)", 3},            // G
    {"Anthropic API key", R"(\bsk-ant-api03-[a-zA-Z0-9_\-]{93}AA\b)"},                    // G, T
    {"Anthropic admin key", R"(\bsk-ant-admin01-[a-zA-Z0-9_\-]{93}AA\b)"},                // G, T
    {"Anthropic OAuth token", R"(\bsk-ant-oat01-[a-zA-Z0-9_\-]{80,120})", 3},             // V
    {"OpenRouter API key", R"(\bsk-or-v1-[0-9a-f]{64}\b)"},                               // T
    {"DeepSeek API key", R"(\bsk-[a-z0-9]{32}\b)", 3.5, "deepseek"},                      // T
    {"Google API key", R"(\bAIza[\w-]{35})", 4},                                          // G
    {"Perplexity API key", R"(\bpplx-[a-zA-Z0-9]{48}\b)", 4},                             // G
    {"Groq API key", R"(\bgsk_[a-zA-Z0-9]{52}\b)", 3},                                    // T
    {"xAI API key", R"(\bxai-[0-9a-zA-Z_]{80}\b)", 3},                                    // T
    {"Hugging Face token", R"(\bhf_[a-zA-Z]{34}\b)", 2},                                  // G
    {"Hugging Face organization token", R"(\bapi_org_[a-zA-Z]{34}\b)", 2},                // G
    {"Replicate API token", R"(\br8_[0-9A-Za-z_-]{37}\b)", 3},                            // T
    {"Langfuse secret key", R"(\bsk-lf-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b)"},  // T
    {"Azure OpenAI key", R"(\b[0-9a-f]{32}\b)", 3, ".openai.azure.com"},                  // T

    // Search and scraping.
    {"Brave Search API key", R"((?i:brave)[\w-]{0,40}["'\]\s:=\\]{1,8}(BSA[A-Za-z0-9_-]{24,32})\b)",
     3.5},                                                                // V
    {"Tavily API key", R"(\btvly-(?:dev-|prod-)?[A-Za-z0-9]{32}\b)", 3},  // V
    {"Exa API key",                                                       // V
     R"((?i:\b|_)(?i:exa_?api_?key)["'\]\s:=\\]{1,8}([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b)",
     3},
    {"Firecrawl API key", R"(\bfc-[a-f0-9]{32}\b)", 3},           // V
    {"Apify API token", R"(\bapify_api_[a-zA-Z0-9-]{36}\b)", 3},  // T

    // Code and packages.
    {"GitHub personal access token", R"(\bghp_[0-9a-zA-Z]{36}\b)", 3},                       // G
    {"GitHub access token", R"(\b(?:gho|ghu|ghs|ghr)_[0-9a-zA-Z]{36}\b)", 3},                // G
    {"GitHub fine-grained personal access token", R"(\bgithub_pat_\w{82}\b)", 3},            // G
    {"GitLab personal access token", R"(\bglpat-[\w-]{20,22}\b)", 3},                        // G, T
    {"GitLab personal access token", R"(\bglpat-[0-9a-zA-Z_-]{27,300}\.[0-9a-z]{9}\b)", 4},  // G
    {"npm access token", R"(\bnpm_[A-Za-z0-9]{36}\b)", 2},                                   // G
    {"PyPI API token", R"(\bpypi-AgEIcHlwaS5vcmc[\w-]{50,})", 3},                            // G

    // Messages and mail.
    {"Slack bot token", R"(\bxoxb-[0-9]{10,13}-[0-9]{10,13}[a-zA-Z0-9-]*)", 3},        // G, T
    {"Slack user token", R"(\bxox[pe](?:-[0-9]{10,13}){3}-[a-zA-Z0-9-]{28,34})", 2},   // G
    {"Slack app token", R"((?i)\bxapp-\d-[A-Z0-9]+-\d+-[a-z0-9]+)", 2},                // G
    {"Slack access token", R"(\bxox[ar]-[0-9]{10,13}-[0-9]{10,13}[a-zA-Z0-9-]*)", 2},  // T
    {"Slack webhook URL",
     R"(hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{43,56})"},  // G
    {"Telegram bot token", R"(\b[0-9]{8,10}:[A-Za-z0-9_-]{35}\b)", 3, "telegr"},    // T
    {"Discord bot token",                                                           // T
     R"(\b[MNO][A-Za-z0-9_-]{23,25}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,38}\b)", 3.5, "discord"},
    {"SendGrid API key", R"(\bSG\.[A-Za-z0-9=_\-.]{66})", 2},     // G
    {"Twilio API key", R"(\bSK[0-9a-fA-F]{32}\b)", 3, "twilio"},  // G

    // Work.
    {"Notion token", R"(\bntn_[0-9]{11}[A-Za-z0-9]{35}\b)", 4},            // G
    {"Notion token", R"(\bsecret_[A-Za-z0-9]{43}\b)", 4, "notion"},        // T
    {"Linear API key", R"(\blin_api_[0-9A-Za-z]{40}\b)", 2},               // G, T
    {"Figma personal access token", R"(\bfigd_[A-Za-z0-9_-]{40,60})", 3},  // V
    {"Airtable personal access token", R"(\bpat[A-Za-z0-9]{14}\.[a-f0-9]{64}\b)", 0,
     "airtable"},                                                                    // G
    {"Atlassian API token", R"(\bATATT3[A-Za-z0-9_\-=]{186})", 3.5},                 // G
    {"Shopify access token", R"(\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}\b)", 2},        // G
    {"Stripe secret key", R"(\b(?:sk|rk)_(?:live|prod)_[a-zA-Z0-9]{10,247}\b)", 2},  // G, T
    {"Stripe test key", R"(\b(?:sk|rk)_test_[a-zA-Z0-9]{10,247}\b)", 2, {}, true},   // G, T

    // Clouds and data.
    // Not ASIA: those end within hours, and stand in every signed URL.
    {"AWS access key id", R"(\b(?:A3T[A-Z0-9]|AKIA|ABIA|ACCA)[A-Z2-7]{16}\b)", 3},  // G
    {"AWS secret access key",                                                       // V
     R"((?i:aws_?secret(?:_access)?_?key)["'\]\s:=\\]{1,8}([A-Za-z0-9/+=]{40})(?:[^A-Za-z0-9/+=]|$))",
     4},
    {"Azure client secret", R"([a-zA-Z0-9_~.]{3}\dQ~[a-zA-Z0-9_~.-]{31,34})", 3},        // G
    {"Azure storage account key", R"((?i:AccountKey)=([A-Za-z0-9+/]{86}==))", 4},        // T
    {"Supabase access token", R"(\bsbp_[a-z0-9]{40}\b)", 3},                             // T
    {"Supabase secret key", R"(\bsb_secret_[A-Za-z0-9_-]{20,})", 3},                     // V
    {"Databricks access token", R"(\bdapi[a-f0-9]{32}(?:-\d)?\b)", 3},                   // G
    {"DigitalOcean access token", R"(\bdo[opr]_v1_[a-f0-9]{64}\b)", 3},                  // G
    {"PlanetScale token", R"(\bpscale_(?:tkn|oauth|pw)_[\w=.-]{32,64})", 3},             // G
    {"Grafana service account token", R"(\bglsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}\b)", 3},  // G
    {"Grafana Cloud token", R"(\bglc_[A-Za-z0-9+/]{32,400}={0,3})", 3},                  // G
    {"Sentry user token", R"(\bsntryu_[a-f0-9]{64}\b)", 3.5},                            // G
    {"Sentry organization token", R"(\bsntrys_eyJpYXQiO[A-Za-z0-9+/=_]{80,})", 3.5},     // G

    // Other secret keepers.
    {"HashiCorp Vault token", R"(\bhvs\.[\w-]{90,120})", 3.5},                              // G
    {"HashiCorp Vault batch token", R"(\bhvb\.[\w-]{138,300})", 3.5},                       // G
    {"Terraform Cloud token", R"((?i)\b[a-z0-9]{14}\.atlasv1\.[a-z0-9\-_=]{60,70})", 3.5},  // G
    {"Doppler token", R"(\bdp\.pt\.[A-Za-z0-9]{43}\b)", 2},                                 // G
    {"Tailscale key", R"(\btskey-[a-z]+-[0-9A-Za-z_]+-[0-9A-Za-z_]+\b)"},                   // T
    {"1Password service account token", R"(\bops_eyJ[a-zA-Z0-9+/]{250,}={0,3})", 4},        // G
    {"age secret key", R"(\bAGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}\b)"},    // G

    // Last, because tokens above may be ones too.
    {"JSON Web Token",  // G
     R"(\bey[a-zA-Z0-9]{17,}\.ey[a-zA-Z0-9/\\_-]{17,}\.(?:[a-zA-Z0-9/\\_-]{10,}={0,2})?)", 3},
};

constexpr std::size_t kFormatCount = std::size(kFormats);
constexpr std::string_view kWebToken = "JSON Web Token";

/// How far from a token the word may stand that tells what it is.
constexpr std::size_t kNearby = 200;

/// A file with more is a list of tokens, or made to keep us busy.
constexpr std::size_t kMostTokens = 1'000;

/// All patterns, compiled: together to ask whether, apart to ask where.
class Patterns {
 public:
  Patterns() : all_(options(true), RE2::UNANCHORED) {
    for (std::size_t i = 0; i < kFormatCount; ++i) {
      const re2::StringPiece pattern(kFormats[i].pattern.data(), kFormats[i].pattern.size());
      all_.Add(pattern, nullptr);
      each_.at(i) = std::make_unique<RE2>(pattern, options(false));
    }
    all_.Compile();
  }

  /// The formats that match somewhere in `text`.
  [[nodiscard]] std::vector<int> matching(std::string_view text) const {
    std::vector<int> which;
    RE2::Set::ErrorInfo error{};
    if (all_.Match({text.data(), text.size()}, &which, &error)) return which;
    if (error.kind == RE2::Set::kNoError) return {};
    // Out of memory for its states: ask each.
    for (std::size_t i = 0; i < kFormatCount; ++i) which.push_back(static_cast<int>(i));
    return which;
  }

  [[nodiscard]] const RE2& at(int format) const {
    return *each_.at(static_cast<std::size_t>(format));
  }

 private:
  static RE2::Options options(bool never_capture) {
    RE2::Options options;
    options.set_encoding(RE2::Options::EncodingLatin1);  // bytes: faster, and never an error
    options.set_never_capture(never_capture);
    options.set_log_errors(false);
    options.set_max_mem(64 << 20);
    return options;
  }

  RE2::Set all_;
  std::array<std::unique_ptr<RE2>, kFormatCount> each_;
};

}  // namespace

static const Patterns& patterns() {
  static const Patterns kPatterns;
  return kPatterns;
}

static bool has_nearby(std::string_view text, std::string_view token, std::string_view word) {
  if (word.empty()) return true;
  const auto at = static_cast<std::size_t>(token.data() - text.data());
  const std::size_t begin = at - std::min(at, kNearby);
  return lower(text.substr(begin, at + token.size() + kNearby - begin)).find(word) !=
         std::string::npos;
}

/// Whether a token of that form says something, is signed, and is not meant to
/// be read by everybody: Supabase's `anon` role is for browsers, and what GitHub
/// puts behind the URL of a picture is over in minutes.
static bool is_private_web_token(std::string_view token) {
  if (token.ends_with('.')) return false;
  const std::size_t dot = token.find('.');
  const std::size_t second = token.find('.', dot + 1);
  const auto header = decode_base64(token.substr(0, dot));
  const auto payload = decode_base64(token.substr(dot + 1, second - dot - 1));
  if (!header || header->find(R"("alg")") == std::string::npos) return false;
  return payload && payload->starts_with('{') &&
         payload->find(R"("role":"anon")") == std::string::npos &&
         payload->find(R"("aud":"raw.githubusercontent.com")") == std::string::npos;
}

static bool is_token(std::string_view text, std::string_view token, const TokenFormat& format) {
  if (format.entropy > 0 && entropy(token) < format.entropy) return false;
  if (is_placeholder(token) || !has_nearby(text, token, format.context)) return false;
  return format.name != kWebToken || is_private_web_token(token);
}

static void find_all(std::string_view text, const RE2& pattern, const TokenFormat& format,
                     std::vector<Token>& tokens) {
  const int groups = std::min(pattern.NumberOfCapturingGroups(), 1);
  const re2::StringPiece whole(text.data(), text.size());
  std::array<re2::StringPiece, 2> match;
  for (std::size_t at = 0; at < text.size() && tokens.size() < kMostTokens;) {
    if (!pattern.Match(whole, at, text.size(), RE2::UNANCHORED, match.data(), groups + 1)) return;
    const re2::StringPiece& found = match.at(static_cast<std::size_t>(groups));
    const std::string_view token(found.data(), found.size());
    if (is_token(text, token, format)) tokens.push_back({&format, {token}});
    at = static_cast<std::size_t>(token.data() + token.size() - text.data());
  }
}

std::vector<Token> find_tokens(std::string_view text) {
  std::vector<Token> tokens;
  std::vector<int> formats = patterns().matching(text);
  std::ranges::sort(formats);
  for (int format : formats) {
    find_all(text, patterns().at(format), *std::next(kFormats, format), tokens);
  }
  return tokens;
}

}  // namespace mcplint
