#include <algorithm>
#include <array>
#include <string>

#include "rules/rules.h"

namespace mcplint {

static void check(const Call& call, Report& report);

constinit const Rule rules::mcp117_xml_external_entity = {
    .id = "MCP117",
    .name = "xml-external-entity",
    .summary = "XML parser that reads the files a document names",
    .severity = Severity::High,
    .cwe = 611,
    .owasp = "MCP05:2025",
    .doc = R"(
An XML document may define entities that stand for a file or an address. A parser that fills them
in puts `/etc/passwd` into the text, or asks an address of the internal network, because a
document said so.

Parse with `defusedxml`, or with `lxml.etree.XMLParser(resolve_entities=False, no_network=True,
load_dtd=False)`. lxml before version 5 fills in external entities unless told not to.
)",
    .blind_spots = R"(
Documents that are large or nest entities deeply (see `defusedxml`). Which version of lxml is
installed: a parser with lxml's defaults is not reported. Transformations with XSLT and XInclude.
)",
    .check = check,
};

/// Options of lxml's parsers that make documents read other files, and the value that does.
struct Option {
  std::string_view name;
  std::string_view value;
  std::string_view mended;
};

static constexpr Option kOptions[] = {
    {"resolve_entities", "True", "resolve_entities=False"},
    {"no_network", "False", "no_network=True"},
    {"load_dtd", "True", "load_dtd=False"},
    {"dtd_validation", "True", "dtd_validation=False"},
};

static void check_lxml(const Call& call, Report& report) {
  constexpr auto kParsers =
      std::to_array<std::string_view>({"lxml.etree.XMLParser", "lxml.etree.ETCompatXMLParser",
                                       "lxml.etree.XMLPullParser", "lxml.etree.iterparse"});
  if (std::ranges::find(kParsers, call.callee) == kParsers.end()) return;
  // Without entities nothing that a DTD brings is filled in.
  const bool settled = call.has("resolve_entities", "False");
  for (const Option& option : kOptions) {
    if (!call.has(option.name, option.value)) continue;
    const bool only_reads = option.name != "resolve_entities" && option.name != "no_network";
    if (settled && !only_reads && option.name != "no_network") continue;
    const Node* value = call.node->argument(-1, option.name);
    report
        .at(value->span(), "`{}` lets a document read files or addresses that it names",
            std::string(option.name) + "=" + std::string(option.value))
        .note(call.span(), "of this parser")
        .suggest("pass `" + std::string(option.mended) + "`, or parse with `defusedxml`")
        .as(option.name == "resolve_entities" ? Severity::High : Severity::Medium);
    return;
  }
}

/// `parser.setFeature(feature_external_ges, True)` of xml.sax.
static void check_sax(const Call& call, Report& report) {
  if (!call.callee.ends_with(".setFeature")) return;
  const Node* feature = call.node->argument(0);
  const Node* value = call.node->argument(1);
  if (feature == nullptr || value == nullptr) return;
  const std::string_view text = feature->span().text;
  const bool is_external = text.find("feature_external_ges") != std::string_view::npos ||
                           text.find("feature_external_pes") != std::string_view::npos ||
                           text.find("features/external-") != std::string_view::npos;
  const std::string_view on = value->span().text;
  if (!is_external || (on != "True" && on != "1")) return;
  report.at(feature->span(), "`{}` lets a document read files or addresses that it names", text)
      .suggest("leave it off, or parse with `defusedxml.sax`");
}

static void check(const Call& call, Report& report) {
  check_lxml(call, report);
  check_sax(call, report);
}

}  // namespace mcplint
