#include "lint/report/sarif_message.h"

#include <cctype>
#include <utility>

#include "lint/report/level.h"
#include "lint/report/links.h"
#include "lint/report/wording.h"
#include "lint/text/bytes.h"

namespace mcplint {

static constexpr std::string_view kHole = "{}";
/// GitHub takes no longer descriptions.
static constexpr std::size_t kLongestDescription = 1000;

/// `'{0}' opens a path.` for "`{}` opens a path".
static std::string template_of(std::string_view format) {
  std::string text;
  std::size_t hole = 0;
  while (!format.empty()) {
    if (format.starts_with(kHole)) {
      text += '{' + std::to_string(hole++) + '}';
      format.remove_prefix(kHole.size());
      continue;
    }
    text += format.front() == '`' ? '\'' : format.front();
    format.remove_prefix(1);
  }
  return text + '.';
}

/// "opens-a-path" for "`{}` opens a path".
static std::string id_of(std::string_view format) {
  std::string id;
  bool gap = false;
  for (const char c : format) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) == 0) {
      gap = !id.empty();
      continue;
    }
    if (gap) id += '-';
    gap = false;
    id += static_cast<char>(std::tolower(byte));
  }
  return id.empty() ? "default" : id;
}

static std::string filled(std::string_view text, const std::vector<std::string>& arguments) {
  std::string result;
  std::size_t next = 0;
  while (!text.empty()) {
    const std::string hole = '{' + std::to_string(next) + '}';
    if (next < arguments.size() && text.starts_with(hole)) {
      result += arguments[next++];
      text.remove_prefix(hole.size());
      continue;
    }
    result += text.front();
    text.remove_prefix(1);
  }
  return result;
}

std::string without_links(std::string text) {
  // A backslash here parts the two for every reader: for those who take it for
  // an escape, and for those who look for a bracket next to a parenthesis.
  for (std::size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at + 2)) {
    text.insert(at + 1, 1, '\\');
  }
  return text;
}

SarifMessage sarif_message(const Diagnostic& diagnostic, const Mask& mask,
                           MessageStrings& strings) {
  const std::string text = template_of(diagnostic.format);
  std::string id = id_of(diagnostic.format);
  // Templates that differ only in signs must not share an id.
  while (strings.try_emplace(id, text).first->second != text) id += "-2";

  SarifMessage message;
  for (std::string& word : presentable_words(diagnostic, mask)) {
    message.arguments.push_back(without_links(std::move(word)));
  }
  message.text = filled(text, message.arguments);
  message.id = std::move(id);
  return message;
}

std::string pascal_case(std::string_view name) {
  std::string result;
  std::size_t word = 0;  // letters so far
  bool capital = true;
  for (const char c : name) {
    if (c == '-') {
      // A capital needs a small letter after it: "x-frame" is "Xframe".
      capital = word != 1;
      if (capital) word = 0;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    result += capital ? static_cast<char>(std::toupper(byte)) : c;
    capital = false;
    ++word;
  }
  return result;
}

static constexpr std::string_view kBlanks = " \n";

/// The first paragraph, on one line.
static std::string first_paragraph(std::string_view doc) {
  const std::string_view whole = trimmed(doc, kBlanks);
  std::string text(whole.substr(0, whole.find("\n\n")));
  for (char& c : text) {
    if (c == '\n') c = ' ';
  }
  if (text.size() <= kLongestDescription) return text;
  return text.substr(0, text.rfind(' ', kLongestDescription)) + " …";
}

static std::string help_of(const Rule& rule) {
  std::string text(trimmed(rule.doc.empty() ? rule.summary : rule.doc, kBlanks));
  if (!rule.blind_spots.empty()) {
    text += "\n\nWhat it does not see: ";
    text += trimmed(rule.blind_spots, kBlanks);
  }
  return text;
}

/// What GitHub sorts by. Bands: over 9.0 critical, from 7.0 high, from 4.0
/// medium, above 0 low. It refuses logs in which this is no number.
static std::string_view score_of(Severity severity) {
  static constexpr std::string_view kScores[] = {"", "2.5", "5.5", "8.1", "9.5"};
  return kScores[static_cast<std::size_t>(severity)];
}

static std::string_view precision_of(Confidence confidence) {
  static constexpr std::string_view kNames[] = {"low", "medium", "high"};
  return kNames[static_cast<std::size_t>(confidence)];
}

static std::string_view problem_severity_of(Severity severity) {
  const std::string_view level = level_of(severity);
  return level == "note" ? "recommendation" : level;
}

/// "external/owasp/mcp05-2025" for "MCP05:2025".
static std::string owasp_tag(std::string_view owasp) {
  std::string tag = "external/owasp/";
  for (const char c : owasp) {
    tag += c == ':' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return tag;
}

static void write_properties(JsonWriter& json, const Rule& rule) {
  const bool is_security = rule.cwe != 0 || !rule.owasp.empty();
  json.array("tags", [&] {
    json.value(is_security ? "security" : "maintainability");
    if (rule.cwe != 0) {
      std::string number = std::to_string(rule.cwe);
      if (number.size() < 3) number.insert(0, 3 - number.size(), '0');
      json.value("external/cwe/cwe-" + number);
    }
    if (!rule.owasp.empty()) json.value(owasp_tag(rule.owasp));
  });
  json.member("precision", precision_of(rule.confidence));
  // GitHub rates security rules by score, others by name.
  if (is_security && rule.severity != Severity::Info) {
    json.member("security-severity", score_of(rule.severity));
  } else if (!is_security) {
    json.member("problem.severity", problem_severity_of(rule.severity));
  }
}

void write_descriptor(JsonWriter& json, const Rule& rule, const MessageStrings& strings) {
  json.object([&] {
    json.member("id", rule.id);
    json.member("name", pascal_case(rule.name));
    json.object("shortDescription", [&] { json.member("text", rule.summary); });
    json.object("fullDescription", [&] {
      json.member("text", first_paragraph(rule.doc.empty() ? rule.summary : rule.doc));
    });
    json.object("help", [&] {
      json.member("text", help_of(rule));
      json.member("markdown", help_of(rule));
    });
    json.member("helpUri", page_of(rule));
    if (!strings.empty()) {
      json.object("messageStrings", [&] {
        for (const auto& [id, text] : strings) {
          json.object(id, [&, &its_text = text] { json.member("text", its_text); });
        }
      });
    }
    json.object("defaultConfiguration", [&] { json.member("level", level_of(rule.severity)); });
    json.object("properties", [&] { write_properties(json, rule); });
  });
}

}  // namespace mcplint
