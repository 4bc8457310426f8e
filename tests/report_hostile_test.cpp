// What no report may do, whatever the linted files say.

#include <doctest/doctest.h>

#include <bitset>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <set>
#include <string>
#include <string_view>

#include "lint/text/utf8.h"
#include "report_runs.h"

using namespace mcplint;

namespace {

const std::string kToken = "ghp_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789";
const std::string kPassword = "Tr0ub4dor";
constexpr std::string_view kKeyLines[] = {"MIIEvQIBADANBgkqhkiG9w0BAQEFAASC",
                                          "BKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj"};
const std::string kKey = "-----BEGIN PRIVATE KEY-----\n    " + std::string(kKeyLines[0]) +
                         "\n    " + std::string(kKeyLines[1]) + "\n    -----END PRIVATE KEY-----";

struct Hostile {
  const char* name;
  void (*fill)(RunBuilder& builder);
};

void names(RunBuilder& builder) {
  for (const char* name :
       {"a\nb.py", "\x1b]0;title\x07.py", "\xff\xfe.py", "-rf.py", "::error::.py", "[a](b).py",
        "a b#?%.py", "\u202egnp\u202c.py", "é東🎉.py", "../up.py", "'\"`$x`"}) {
    const Source& file = builder.file(name, "open(name)\n", File::State::Partly);
    builder.problem(file.start(), "\x1b[2J is odd\n::error::");
    builder.report(kPathRule, span_of(file, "name"), "`{}` opens `{}`", {name, "\x1b[31m\n"})
        .note(file.start(), "\x1b[0m\r")
        .via({{file.start(), "\u202e\u202c"}, {span_of(file, "name"), "\xff"}})
        .suggest("write `\x1b`\nor not");
  }
}

void secrets(RunBuilder& builder) {
  const Source& env = builder.file(
      "a.env", "TOKEN=" + kToken + "\nPASSWORD=" + kPassword + "\nKEY=" + kKey + "\nEND=1\n");
  builder.secret(span_of(env, kToken));
  builder.secret(span_of(env, kPassword), "");
  builder.secret(span_of(env, kKey), "private key");
  const std::string all = kToken + " " + kPassword + " " + kKey;
  const Source& copy = builder.file("b.py", "x = '" + kToken + "' # " + kPassword + "\n" + kKey +
                                                "\n" + std::string(5000, 'x') + kToken + kPassword +
                                                std::string(5000, 'x'));
  builder.run.files.push_back({"c", File::State::Skipped, "because of " + all});
  builder.problem(span_of(copy, "#"), all);
  builder.run.files.back().state = File::State::Partly;
  builder.run.files.back().path = "b.py";
  for (const Source* file : {&env, &copy}) {
    for (const std::string& secret : {kToken, kPassword, kKey}) {
      const Span span = span_of(*file, secret);
      // Places within and around it, and every text there is.
      for (const Span place : {span, Span{span.text.substr(2, 6)}, file->all(),
                               Span{std::string_view(span.begin() - 2, 4)}}) {
        builder.report(kSecretRule, place, "`{}` holds `{}`", {secret, "<" + all + ">"})
            .note(span, "see " + all)
            .note(file->all(), secret)
            .via({{place, all}, {span, secret}, {file->all(), secret}})
            .suggest("remove " + all);
      }
    }
  }
}

void shapes(RunBuilder& builder) {
  const std::string crlf = "a: 1\r\n\tb: '💥'\r\n\r\nc: [\r\n  1]\r\n";
  for (const std::string& text :
       {std::string(), std::string("\n"), std::string("x"), std::string("\xEF\xBB\xBF"), crlf,
        std::string("\0\0\n\0", 4), std::string("a\rb\rc"), std::string(70000, '\n'),
        std::string(70000, '\t') + "x", std::string("\xe2\x82\n\x80\x80"),
        std::string(3000, '\xcc')}) {
    const Source& file = builder.file("f" + std::to_string(builder.run.files.size()), text);
    const std::string_view all = file.text;
    for (const Span span :
         {file.start(), file.all(), Span{all.substr(all.size())}, Span{all.substr(all.size() / 2)},
          Span{all.substr(0, all.size() / 2)}, Span{all.substr(all.size() / 2, 1)}}) {
      builder.report(kInfoRule, span, "`{}`", {""})
          .note(file.all(), "all of it")
          .note(file.start(), "")
          .via({{span, ""}, {file.all(), "all"}});
    }
  }
}

void one_long_line(RunBuilder& builder) {
  std::string text = "{";
  for (int i = 0; i < 20000; ++i) text += "\"key" + std::to_string(i) + "\":\"" + kToken + "\",";
  const Source& file = builder.file("min.json", text);
  builder.secret(span_of(file, kToken));
  for (int i = 0; i < 1000; ++i) {
    const auto at = static_cast<std::size_t>(i) * 1000;
    builder.report(kHealthRule, {std::string_view(file.text).substr(at, 40)}, "`{}`", {"x"})
        .note(file.start(), "the beginning");
  }
}

void many_lines(RunBuilder& builder) {
  std::string text;
  for (int i = 10000; i < 60000; ++i) text += "requirement-" + std::to_string(i) + "\n";
  const Source& file = builder.file("requirements.txt", text);
  const std::size_t line = text.find('\n') + 1;
  for (std::size_t i = 0; i < 5000; ++i) {
    const Span span{std::string_view(file.text).substr(i * 10 * line, line)};
    builder.report(kHealthRule, span, "`{}` has no version", {std::string(span.text)});
  }
}

constexpr Hostile kHostile[] = {
    {"names", names},           {"secrets", secrets},
    {"shapes", shapes},         {"one_long_line", one_long_line},
    {"many_lines", many_lines},
};

/// What a terminal could take for anything but text.
bool has_control(const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] >= ' ' && text[at] <= '~') {
      ++at;
      continue;
    }
    const Character character = character_at(text, at);
    at += character.size;
    if (character.code == '\n') continue;
    if (character.code < ' ' || (character.code >= 0x7F && character.code < 0xA0)) return true;
    if (character.code >= 0x200B && character.code <= 0x200F) return true;
    if (character.code >= 0x2028 && character.code <= 0x202E) return true;
  }
  return false;
}

/// Eight characters of a credential, beyond its prefix, that stand in `text`.
std::string leaked(std::string_view text) {
  auto pair = [](std::string_view at) {
    return static_cast<unsigned char>(at[0]) * 256U + static_cast<unsigned char>(at[1]);
  };
  std::set<std::string_view> pieces;
  std::bitset<1U << 16U> beginnings;
  for (const std::string_view secret : {std::string_view(kToken).substr(4),
                                        std::string_view(kPassword), kKeyLines[0], kKeyLines[1]}) {
    for (std::size_t at = 0; at + 8 <= secret.size(); ++at) {
      pieces.insert(secret.substr(at, 8));
      beginnings.set(pair(secret.substr(at)));
    }
  }
  for (std::size_t at = 0; at + 8 <= text.size(); ++at) {
    if (!beginnings.test(pair(text.substr(at, 2)))) continue;
    if (pieces.contains(text.substr(at, 8))) return std::string(text.substr(at, 8));
  }
  return {};
}

/// Leaves the logs for the checkers of tests/sarif_check, if asked to.
void keep(const std::string& name, const Format& format, const std::string& text) {
  const char* folder = std::getenv("MCPLINT_KEEP_LOGS");
  if (folder == nullptr) return;
  std::ofstream(std::string(folder) + "/" + name + "." + std::string(format.name)) << text;
}

}  // namespace

static void check_report(const Hostile& hostile, const RunBuilder& builder, const Format& format) {
  CAPTURE(hostile.name);
  CAPTURE(format.name);
  Style style;
  style.show_files = true;
  // Time of the processor: what else a machine does is none of ours.
  const std::clock_t begin = std::clock();
  const std::string text = written(builder, format.write, style);
  const std::clock_t taken = std::clock() - begin;

  CHECK(taken < 20 * CLOCKS_PER_SEC);  // a quadratic loop takes minutes
  CHECK(!first_invalid_utf8(text));
  CHECK(!has_control(text));
  if (!builder.run.project.literals.empty()) CHECK(leaked(text).empty());
  keep(hostile.name, format, text);
}

TEST_CASE("reports of hostile files are safe, hold no credential, and come at once") {
  for (const Hostile& hostile : kHostile) {
    RunBuilder builder;
    hostile.fill(builder);
    for (const Format& format : all_formats()) check_report(hostile, builder, format);
  }
}

TEST_CASE("the same run is written twice alike, at any width") {
  for (const Hostile& hostile : {kHostile[0], kHostile[1], kHostile[2]}) {
    RunBuilder builder;
    hostile.fill(builder);
    for (const Format& format : all_formats()) {
      CHECK(written(builder, format.write) == written(builder, format.write));
    }
    for (const unsigned width : {0U, 1U, 41U, 80U, 160U, 100000U}) {
      Style style;
      style.width = width;
      CHECK(!has_control(written(builder, write_full, style)));
    }
  }
}
