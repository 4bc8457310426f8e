#include "lint/facts/placeholders.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "lint/facts/base64.h"
#include "lint/text/bytes.h"

namespace mcplint {

namespace {

/// Regular expressions for what is written where a credential belongs.
constexpr std::string_view kPlaceholders[] = {
    // Variables, in every client's and template's syntax, and secret stores.
    R"(\$\{[^}]+\}|\{\{[^}]*\}\}|\{(?:env|file):[^}]+\}|\$\(.*\))",
    R"(^(?:\$[A-Za-z_]\w*|%[A-Za-z_]\w*%|@[A-Z_]+@|%[sd]|%\(\w+\)s|\{\d*\})$)",
    R"(^(?:op|vault|secret|aws-sm|gcp-sm|keychain)://|^(?i:env|secret):[A-Za-z_]\w*$)",
    R"(os\.environ|os\.getenv|process\.env|import\.meta\.env|secrets\.[A-Z])",

    // Brackets around a description.
    R"(<[^<>]*[A-Za-z][^<>]*>|^\[[^\]]*\]$|^\{[A-Za-z0-9_ -]+\}$)",

    // "your-token-here".
    R"((?i)\b(?:your|my|enter|insert|replace|put|add|paste|set)[-_ ]?(?:own[-_ ]?)?[\w-]*?(?:key|token|secret|password|pat|id|here|me)\b)",
    R"((?i)^your[-_ ]|[-_ ](?:here|goes[-_ ]here)$)",
    R"((?i)^some[-_](?:key|token|secret)|my_env_var_value|hard-coded-variable)",

    // Filler.
    R"((?i)^(?:x+|\*+|\.+|-+|_+|#+|0+|1+|a+)$|x{4,}|0{8,}|\*{3,}|\.{3}|\xe2\x80\xa6)",
    R"((?i)^(?:abc(?:def(?:ghi)?)?|foo|bar|baz|test|demo|dummy|fake|sample|example|placeholder|changeme|change[-_]me|todo|tbd|none|null|nil|undefined|true|false|secret|password|passwd|token|redacted|removed|hidden|masked|n/?a)$)",
    R"((?i)^(?:sk|sk-proj|sk-ant|ghp|gho|github_pat|glpat|xox[abpr]|tvly|fc|pplx|gsk|hf|r8|ntn|figd|lin_api|sbp|npm)[-_](?:\.{2,}|x+|\*+|your.*|abc.*|123.*|example.*|<.*>|key|token)?$)",
    // Not `sk_test_…`: Stripe's keys begin so.
    R"((?i)^(?:sk-|(?:sk-proj|sk-ant|ghp|gho|github_pat|glpat|xox[abpr]|tvly|fc|pplx|gsk|hf|r8|ntn|figd|lin_api|sbp|npm)[-_])test)",
    R"((?i)your|example|dummy|fake|placeholder|redacted|change[-_]?me)",
    R"((?i)abcdefghijklmnopqrstuvwxyz|0123456789|1234567890|9876543210|deadbeef)",

    // "glpat-mock-token-2", "glpat-upload-test-token".
    R"((?i)[-_](?:mock|stub)[-_]|[-_](?:token|key)$|-token-for-)",

    // jwt.io's sample, whatever it is signed with.
    R"(eyJzdWIiOiIxMjM0NTY3ODkw)",
};

/// Hashes of keys that vendors print in their documents: Google's sixteen, as
/// gitleaks lists them, Stripe's, Telegram's and Kubecost's. As hashes, they are in no file of
/// ours.
constexpr std::uint64_t kDocumentedExamples[] = {
    0x08b545962adc7d8b, 0x12113c2e6979f447, 0x294c63f8344d5df1, 0x29a336c7244f48dd,
    0x3367fe8c16b673d2, 0x515cb771a4238032, 0x6835e0f288832a40, 0x6acbd824bd32bbd4,
    0x816cd10fdb11ead0, 0x828818f833257868, 0x835ebdc8c01f66ef, 0x99b2726346a1e92a,
    0xadbd04e3fe1b6d49, 0xc73f1e61952e6987, 0xc800bf2100a21c67, 0xdb9422f1dd332dcc,
    0xddd19c486d095d84, 0xe754678ea2b14ef1, 0xe7666dbb286c6c2e,
};

/// What is no credential although a credential's name is given to it.
constexpr std::string_view kOtherThings[] = {
    R"(://)",                                 // a URL: not this rule's
    R"(^(?:/|\./|\.\./|~/|[A-Za-z]:[\\/]))",  // a path
    R"(/[\w.-]*\.[A-Za-z]\w{0,4}$)",          // a path with a file's name
    R"(^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$)",      // an address
    R"(^(?:arn|urn|did|data|encrypted|file|ref|ssm|uuid|base64|sha\d*|md5):)",
    R"(^(?:phc_|pk_(?:live|test)_|sb_publishable_|pk\.eyJ))",  // for every browser to see
    R"(^AIza[\w-]{35}$)",                                      // likewise, or a token by its form
    R"(^(?:sha(?:1|256|384|512)-|\$2[abxy]\$|\$argon2|\$[156]\$|\$scrypt|pbkdf2|scrypt:|\{SHA))",  // a hash
    R"(^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*){2,}$)",           // a.name.with.dots
    R"([a-z](?:Test|Demo|Sample|Invalid)(?:[^a-z]|$))",  // aTest1
    R"(^\d{4}-\d\d-\d\dT?)",                             // a date
    R"(^\d+(?:\.\d+)+(?:[-+.]?[a-z]+[\d.]*)*$)",         // a version
};

/// Words that people put into values that open nothing.
constexpr std::string_view kTellingWords =
    R"((?i)(?:^|[^a-z])(?:test|tests|testing|mock|demo|sample|default|todo|insert|replace|secret|token|password|passwd|api[-_]?key|valid|invalid|expired|wrong|stub|foobar|hello|world|unit|e2e|abc[-_]?123|abcdef)(?:$|[^a-z]))";

/// The commonest pairs of letters in English and in names in code; 84 of 100
/// pairs there are among them, and 22 of 100 pairs of random letters.
constexpr std::string_view kCommonPairs =
    "ab ac ad ag ai al am an ap ar as at au aw ba bl ca ce ch ck cl co cp cr ct cu da de di do ea "
    "ec ed ef el em en ep er es et ex fa fi fo ge gi gr ha he hi ho ht ic id ie ig il im in io ir "
    "is it ke la le li ll lo ls lt lu ly ma mc me mi mo mp na nc nd ne ng no ns nt oc od ol om on "
    "oo op or os ot ou ow pa pe pl po pp pr ps qu ra re ri ro rs rt ru rv ry sc se si so ss st su "
    "ta te th ti to tp tr ts tt tu ty ub ue ui ul um un up ur us ut va ve vi wi ws";

constexpr std::size_t kShortest = 12;
constexpr std::size_t kShortestPassword = 8;
constexpr std::size_t kLongest = 512;
constexpr double kLeastEntropy = 3.5;
constexpr double kLeastPasswordEntropy = 2.75;  // of eight characters, two may be twice there
constexpr double kLeastHexEntropy = 3;          // of sixteen digits no more than 4 can come
constexpr std::size_t kShortestTail = 16;

RE2::Options options() {
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingLatin1);
  options.set_never_capture(true);
  options.set_log_errors(false);
  return options;
}

/// Several patterns as one question.
class AnyOf {
 public:
  explicit AnyOf(std::span<const std::string_view> patterns) : set_(options(), RE2::UNANCHORED) {
    for (std::string_view pattern : patterns) set_.Add({pattern.data(), pattern.size()}, nullptr);
    set_.Compile();
  }

  [[nodiscard]] bool matches(std::string_view value) const {
    return set_.Match({value.data(), value.size()}, nullptr);
  }

 private:
  RE2::Set set_;
};

}  // namespace

static constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
static constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
static constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
static constexpr char to_lower(char c) {
  return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}
static constexpr bool is_letter(char c) { return is_lower(c) || is_upper(c); }

/// Whether most characters are the one before, or the one before that, or lie one `step` from it.
static bool is_sequence_by(std::string_view value, int step) {
  const auto follows = [&](std::size_t i, std::size_t distance) {
    if (i < distance) return false;
    const int difference = to_lower(value[i]) - to_lower(value[i - distance]);
    return difference == 0 || difference == step;
  };
  std::size_t steps = 0;
  for (std::size_t i = 1; i < value.size(); ++i) steps += follows(i, 1) || follows(i, 2) ? 1U : 0U;
  return steps * 2 >= value.size();
}

/// `abc123abc123`, `aaaabbbb`, `a1b2c3d4`, `z9y8x7w6`.
static bool is_sequence(std::string_view value) {
  return is_sequence_by(value, 1) || is_sequence_by(value, -1);
}

/// Whether `value`, or what follows its prefix, is such a sequence.
static bool is_filler(std::string_view value) {
  static constexpr std::size_t kShortestFiller = 8;
  const std::string_view tail = value.substr(value.find_last_of("-_.:") + 1);  // npos + 1 is 0
  return is_sequence(value) || (tail.size() >= kShortestFiller && is_sequence(tail));
}

bool is_placeholder(std::string_view value) {
  static const AnyOf kForms(kPlaceholders);
  return kForms.matches(value) || is_filler(value) ||
         std::ranges::binary_search(kDocumentedExamples, fnv1a(value));
}

double entropy(std::string_view value) {
  std::array<unsigned, 256> counts{};
  for (char c : value) ++counts.at(static_cast<unsigned char>(c));
  double bits = 0;
  for (unsigned count : counts) {
    if (count == 0) continue;
    const double share = count / static_cast<double>(value.size());
    bits -= share * std::log2(share);
  }
  return bits;
}

/// Where a pair of letters stands in a table of all of them.
static constexpr std::size_t pair_number(char first, char second) {
  return static_cast<std::size_t>(to_lower(first) - 'a') * 26 +
         static_cast<std::size_t>(to_lower(second) - 'a');
}

using Pairs = std::array<bool, pair_number('z', 'z') + 1>;

static constexpr Pairs table_of(std::string_view pairs) {
  Pairs table{};
  for (std::size_t i = 0; i + 1 < pairs.size(); i += 3) {
    table.at(pair_number(pairs[i], pairs[i + 1])) = true;
  }
  return table;
}

/// Whether `value` reads as words. Random text hardly ever does: of strings of
/// 16 random letters and digits one in a hundred, of 32 one in five hundred.
static bool is_made_of_words(std::string_view value) {
  static constexpr Pairs kTable = table_of(kCommonPairs);
  std::size_t pairs = 0;
  std::size_t common = 0;
  for (std::size_t i = 1; i < value.size(); ++i) {
    const char first = value[i - 1];
    const char second = value[i];
    if (!is_letter(first) || !is_letter(second)) continue;
    if (is_lower(first) && is_upper(second)) continue;  // aWord: a new word
    ++pairs;
    if (kTable.at(pair_number(first, second))) ++common;
  }
  const auto size = static_cast<std::size_t>(
      std::ranges::count_if(value, [](char c) { return is_letter(c) || is_digit(c); }));
  return pairs >= 4 && common * 10 >= pairs * 6 && pairs * 10 >= size * 4;
}

/// Characters that a credential consists of; others say that it is code or text.
static bool has_only_credential_characters(std::string_view value) {
  return std::ranges::all_of(value, [](char c) {
    static constexpr std::string_view kOthers = "!#$%&*+-./:=?@^_~";
    return is_letter(c) || is_digit(c) || kOthers.find(c) != std::string_view::npos;
  });
}

static bool is_mixed(std::string_view value) {
  return std::ranges::any_of(value, is_digit) && std::ranges::any_of(value, is_letter);
}

static bool is_surprising(std::string_view value) {
  const bool hex = value.find_first_not_of("0123456789abcdefABCDEF-") == std::string_view::npos;
  return entropy(value) >= (hex ? kLeastHexEntropy : kLeastEntropy);
}

/// What follows the last separator, if it is long enough to be the credential:
/// `prod-cache-<32 digits>`; else `value`.
static std::string_view telling_part(std::string_view value) {
  const std::string_view tail = value.substr(value.find_last_of("-_.:") + 1);  // npos + 1 is 0
  return tail.size() >= kShortestTail && is_mixed(tail) ? tail : value;
}

/// Whether `value` spells "password" or "secret" in whatever way: `P@ssw0rd!1`.
static bool spells_credential(std::string_view value) {
  std::string plain;
  for (char c : value) {
    static constexpr std::string_view kLookAlikes = "0134578@$!";
    static constexpr std::string_view kLetters = "oieastbasi";
    const std::size_t at = kLookAlikes.find(c);
    if (at != std::string_view::npos) c = kLetters[at];
    if (is_letter(c)) plain += to_lower(c);
  }
  return plain.find("password") != std::string_view::npos ||
         plain.find("secret") != std::string_view::npos;
}

/// Whether `value` is none of what people and programs write there instead.
static bool is_none_of_the_others(std::string_view value) {
  static const AnyOf kOthers(kOtherThings);
  static const AnyOf kTelling({&kTellingWords, 1});
  return !is_placeholder(value) && !kOthers.matches(value) && !kTelling.matches(value) &&
         !spells_credential(value) && !is_made_of_words(telling_part(value));
}

static bool is_random(std::string_view value) {
  if (value.size() < kShortest || value.size() > kLongest || !is_mixed(value)) return false;
  if (!has_only_credential_characters(value) || !is_surprising(value)) return false;
  return is_none_of_the_others(value);
}

bool may_be_short_password(std::string_view value) {
  return value.size() >= kShortestPassword && value.size() <= kLongest && is_mixed(value) &&
         entropy(value) >= kLeastPasswordEntropy && is_none_of_the_others(value);
}

bool may_be_credential(std::string_view value) {
  if (!is_random(value)) return false;
  const std::optional<std::string> decoded = decode_base64(value);
  auto is_readable = [](char c) { return c >= ' ' && c <= '~'; };
  if (!decoded || !std::ranges::all_of(*decoded, is_readable)) return true;
  const std::string_view password = *decoded;  // of `user:password`, as `Basic` has it
  return is_random(password.substr(password.rfind(':') + 1));  // npos + 1 is 0
}

}  // namespace mcplint
