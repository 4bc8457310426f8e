// Thresholds of coverage below which a run of the tests fails.

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <string>
#include <utility>

#include "lint/facts/readiness/signs.h"
#include "mcplint/words.h"

namespace mcplint {

namespace {

struct Threshold {
  double percent = 0;
  Span span;
};

}  // namespace

/// The number at the beginning of `text`; 0 if none stands there.
static double number_in(std::string_view text) {
  double number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// `--cov-fail-under=85`, `--cov-fail-under 85`, `coverage report --fail-under=85`.
static void read_option(std::string_view text, Span span, std::vector<Threshold>& found) {
  static constexpr std::string_view kOption = "fail-under";
  const std::size_t at = text.find(kOption);
  if (at == text.npos || text.size() <= at + kOption.size()) return;
  found.push_back({number_in(text.substr(at + kOption.size() + 1)), span});
}

static void read_command(const Automation& one, std::vector<Threshold>& found) {
  for (std::size_t i = 0; i < one.arguments.size(); ++i) {
    const std::string& word = one.arguments[i];
    const bool is_apart = word.ends_with("fail-under") && i + 1 < one.arguments.size();
    read_option(is_apart ? word + '=' + one.arguments[i + 1] : word, one.span, found);
    static constexpr std::string_view kLines = "lines";  // of c8 and nyc
    if ((one.program == "c8" || one.program == "nyc") && word.starts_with("--lines"))
      found.push_back({number_in(std::string_view(word).substr(kLines.size() + 3)), one.span});
  }
}

static void read_config(const Config& config, std::vector<Threshold>& found) {
  static constexpr auto kPlaces = std::to_array<std::string_view>(
      {"tool.coverage.report.fail_under", "report.fail_under", "coverage:report.fail_under",
       "jest.coverageThreshold.global.lines", "jest.coverageThreshold.global.statements",
       "c8.lines", "nyc.lines"});
  for (const std::string_view place : kPlaces) {
    for (const Value* value : config.root.find(place))
      found.push_back({number_in(value->text), value->span});
  }
  static constexpr auto kOptions = std::to_array<std::string_view>(
      {"tool.pytest.ini_options.addopts", "pytest.addopts", "tool:pytest.addopts"});
  for (const std::string_view place : kOptions) {
    for (const Value* value : config.root.find(place)) {
      read_option(value->text, value->span, found);
      for (const Value& item : value->items) read_option(item.text, item.span, found);
    }
  }
}

bool sets_thresholds(std::string_view path) {
  static constexpr auto kBeginnings = std::to_array<std::string_view>(
      {"vitest.config.", "vitest.shared.", "vite.config.", "jest.config.", "codecov.y",
       ".codecov.y", ".coveragerc", ".nycrc", ".c8rc"});
  return std::ranges::any_of(kBeginnings, [&](std::string_view beginning) {
    return file_name(path).starts_with(beginning);
  });
}

/// The number behind `key` and a colon or `=`, at `at` or soon after it; nothing if none stands
/// there.
static std::string_view number_behind(std::string_view text, std::string_view key) {
  constexpr std::size_t kNear = 400;
  const std::string_view near = text.substr(0, kNear);
  const std::size_t at = near.find(key);
  if (at == near.npos) return {};
  const std::string_view rest = near.substr(at + key.size());
  const std::size_t begin = rest.find_first_not_of(" \t:=\"'");
  if (begin == rest.npos) return {};
  const std::size_t end = rest.find_first_not_of("0123456789.", begin);
  return rest.substr(begin, end == rest.npos ? end : end - begin);
}

/// Settings in JavaScript, and of services, in words that stand near each other: `thresholds` and
/// `lines: 80`.
static void read_text(const Source& source, std::vector<Threshold>& found) {
  struct Near {
    std::string_view outer;
    std::string_view inner;
  };
  static constexpr Near kNears[] = {{"thresholds", "lines"},        {"thresholds", "statements"},
                                    {"coverageThreshold", "lines"}, {"project:", "target"},
                                    {"fail_under", "fail_under"},   {"check-coverage", "lines"}};
  const std::string_view text = source.text;
  for (const Near& words : kNears) {
    const std::size_t at = text.find(words.outer);
    if (at == text.npos) continue;
    const std::string_view number = number_behind(text.substr(at), words.inner);
    if (!number.empty()) found.push_back({number_in(number), {number}});
  }
}

/// Whether such a file is about a server's tests: those of a site beside it are not.
static bool is_of_server(const Project& project, std::string_view path) {
  const bool is_of_scripts = contains(path, "vite") || contains(path, "jest.config");
  return !is_of_scripts || std::ranges::any_of(project.manifests, [&](const Manifest& one) {
    return one.of_server && !one.is_aside && one.kind == Manifest::Kind::PackageJson &&
           path.starts_with(one.folder());
  });
}

static std::string percent(double number) {
  return std::to_string(static_cast<long>(number)) + " %";
}

void add_coverage_thresholds(const Material& material, std::vector<Evidence>& evidence) {
  std::vector<Threshold> found;
  for (const Automation& one : material.project.automations) read_command(one, found);
  for (const Config& config : material.project.configs) read_config(config, found);
  for (const std::shared_ptr<const Source>& source : material.sources.all()) {
    if (sets_thresholds(source->path) && is_of_server(material.project, source->path))
      read_text(*source, found);
  }
  const auto highest = std::ranges::max_element(found, {}, &Threshold::percent);
  if (highest == found.end()) return;
  const bool is_enough = highest->percent >= material.project.targets.coverage;
  evidence.push_back({Strength::Configured,
                      "less than " + percent(highest->percent) + " fails the run", highest->span,
                      Topic::Coverage, is_enough ? Bearing::For : Bearing::Against,
                      percent(highest->percent)});
}

}  // namespace mcplint
