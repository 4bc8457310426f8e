// XML, as reports of test runs have it. An element becomes a Map of its attributes and of
// Lists, one for each name, of the elements in it; the document becomes a Map of its root.

#include <algorithm>
#include <cstring>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "lint/syntax/parse.h"
#include "mcplint/words.h"

namespace mcplint {

/// Suites stand in suites; more levels than this say nothing that a sum does not.
static constexpr unsigned kDeepestXml = 8;
static constexpr std::size_t kMostXmlValues = 100'000;

/// What repeats, for each test or line, what the sums above it say.
static constexpr std::string_view kDetails[] = {"testcase",   "packages",   "sources",
                                                "properties", "system-out", "system-err"};

namespace {

class XmlReader {
 public:
  /// `copy` is a copy of the source's text, in which pugixml works: what begins at an offset of
  /// one begins there in the other.
  XmlReader(const Source& source, const char* copy) : source_(source), copy_(copy) {}

  void read(const pugi::xml_node& element, Value& value, unsigned depth) {
    value.kind = Value::Kind::Map;
    value.span = place(element.name());
    for (const pugi::xml_attribute& attribute : element.attributes()) {
      if (!count()) return;
      Member& member = value.members.emplace_back();
      member.key = {attribute.name(), place(attribute.name())};
      member.value.kind = Value::Kind::String;
      member.value.text = attribute.value();
      member.value.span = place(attribute.value());
    }
    if (depth == kDeepestXml) return;
    for (const pugi::xml_node& child : element.children()) {
      if (child.type() != pugi::node_element || is_one_of(child.name(), kDetails)) continue;
      if (!count()) return;
      read(child, list_of(child, value).items.emplace_back(), depth + 1);
    }
  }

  [[nodiscard]] bool is_cut() const { return left_ == 0; }

 private:
  /// The list of elements of that name.
  Value& list_of(const pugi::xml_node& child, Value& parent) {
    for (Member& member : parent.members) {
      if (member.key.text == child.name() && member.value.is(Value::Kind::List))
        return member.value;
    }
    Member& member = parent.members.emplace_back();
    member.key = {child.name(), place(child.name())};
    member.value.kind = Value::Kind::List;
    member.value.span = member.key.span;
    return member.value;
  }

  [[nodiscard]] Span place(const char* text) const {
    const auto offset = static_cast<std::size_t>(text - copy_);
    if (offset >= source_.text.size()) return {};  // an empty value lies elsewhere
    return {std::string_view(source_.text).substr(offset, std::strlen(text))};
  }

  bool count() {
    if (left_ > 0) --left_;
    return left_ > 0;
  }

  const Source& source_;
  const char* copy_;
  std::size_t left_ = kMostXmlValues;
};

}  // namespace

void parse_xml(const Source& source, Parsed& parsed) {
  std::string copy = source.text;
  pugi::xml_document document;
  const pugi::xml_parse_result result = document.load_buffer_inplace(
      copy.data(), copy.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!result) {
    const std::size_t at = std::min(static_cast<std::size_t>(result.offset), source.text.size());
    parsed.problems.push_back({{std::string_view(source.text).substr(at, 1)},
                               std::string("is no XML from here on: ") + result.description(),
                               "write the report anew"});
    return;
  }
  const pugi::xml_node root = document.document_element();
  Config config;
  config.source = &source;
  config.syntax = Syntax::Xml;
  config.root.kind = Value::Kind::Map;
  config.root.span = source.start();
  Member& member = config.root.members.emplace_back();
  member.key.text = root.name();
  XmlReader reader(source, copy.data());
  reader.read(root, member.value, 0);
  if (reader.is_cut()) {
    parsed.problems.push_back({source.start(),
                               "holds more than 100,000 values; the rest is not read",
                               "split it, or leave it out with `.gitignore`"});
  }
  parsed.config = std::move(config);
}

}  // namespace mcplint
