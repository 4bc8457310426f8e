#include "lint/facts/advisories.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <iterator>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "lint/syntax/parse.h"
#include "lint/syntax/pep508.h"
#include "lint/text/bytes.h"
#include "mcplint/version.h"

namespace mcplint {

/// More than all of npm's and PyPI's in 2026.
static constexpr std::size_t kMostRows = 1'000'000;

static std::string text_in(const Value& map, std::string_view key) {
  const Value* value = map.get(key);
  return value != nullptr && value->is(Value::Kind::String) ? value->text : std::string();
}

static std::vector<std::string> texts_in(const Value& map, std::string_view key) {
  std::vector<std::string> texts;
  if (const Value* list = map.get(key)) {
    for (const Value& item : list->items) texts.push_back(item.text);
  }
  return texts;
}

static bool is_true(const Value& map, std::string_view key) {
  const Value* value = map.get(key);
  return value != nullptr && value->text == "true";
}

/// How packages of `ecosystem` are compared. `Debian:12` and the like are others.
static std::string normalised(std::string_view ecosystem, std::string_view package) {
  if (ecosystem == "PyPI") return normalised_name(package);
  return ecosystem == "GitHub" ? lower(package) : std::string(package);
}

static Severity severity_of(std::string_view word) {
  const std::string name = lower(word);
  if (name == "critical") return Severity::Critical;
  if (name == "medium" || name == "moderate") return Severity::Medium;
  return name == "low" ? Severity::Low : Severity::High;
}

static Advisory row_of(const Value& entry) {
  Advisory row;
  row.id = text_in(entry, "id");
  row.aliases = texts_in(entry, "aliases");
  row.ecosystem = text_in(entry, "ecosystem");
  row.package = normalised(row.ecosystem, text_in(entry, "package"));
  if (const Value* affected = entry.get("affected")) {
    for (const Value& one : affected->items) {
      VersionInterval interval{text_in(one, "from"), text_in(one, "before"), false};
      if (one.get("up_to") != nullptr) interval = {interval.from, text_in(one, "up_to"), true};
      row.affected.push_back(std::move(interval));
    }
  }
  row.versions = texts_in(entry, "versions");
  row.fixed = texts_in(entry, "fixed");
  row.summary = text_in(entry, "summary");
  row.source = text_in(entry, "source");
  row.read = text_in(entry, "read");
  row.severity = severity_of(text_in(entry, "severity"));
  row.malicious = is_true(entry, "malicious");
  row.unverified = is_true(entry, "unverified");
  return row;
}

// OSV, as https://ossf.github.io/osv-schema/ has it.

/// `{"events": [{"introduced": "0"}, {"fixed": "1.2"}, …]}`: each `introduced` opens
/// an interval, which `fixed` or `last_affected` closes.
static void add_events(const Value& range, Advisory& row) {
  const Value* events = range.get("events");
  if (events == nullptr || text_in(range, "type") == "GIT") return;
  for (const Value& event : events->items) {
    const std::string introduced = text_in(event, "introduced");
    if (!introduced.empty()) {
      row.affected.push_back({introduced == "0" ? "" : introduced, "", false});
      continue;
    }
    if (row.affected.empty()) continue;
    const std::string fixed = text_in(event, "fixed");
    const std::string last = text_in(event, "last_affected");
    if (!fixed.empty()) row.fixed.push_back(fixed);
    if (!fixed.empty()) row.affected.back().to = fixed;
    if (last.empty()) continue;
    row.affected.back().to = last;
    row.affected.back().last = true;
  }
}

static void add_osv(const Value& record, Advisories& all) {
  const Value* affected = record.get("affected");
  const std::string id = text_in(record, "id");
  if (affected == nullptr || id.empty() || !text_in(record, "withdrawn").empty()) return;
  const std::string day = text_in(record, "modified").substr(0, 10);
  all.date = std::max(all.date, day);
  for (const Value& one : affected->items) {
    const Value* package = one.get("package");
    if (package == nullptr || all.rows.size() >= kMostRows) continue;
    Advisory row;
    row.id = id;
    row.aliases = texts_in(record, "aliases");
    row.ecosystem = text_in(*package, "ecosystem");
    row.package = normalised(row.ecosystem, text_in(*package, "name"));
    row.versions = texts_in(one, "versions");
    if (const Value* ranges = one.get("ranges")) {
      for (const Value& range : ranges->items) add_events(range, row);
    }
    row.summary = text_in(record, "summary");
    row.source = "osv.dev";
    row.read = day;
    row.malicious = id.starts_with("MAL-");
    if (const Value* specific = record.get("database_specific"))
      row.severity = severity_of(text_in(*specific, "severity"));
    if (row.malicious) row.severity = Severity::Critical;
    all.rows.push_back(std::move(row));
  }
}

static std::optional<Value> read_json(const Source& source, std::string& error) {
  Parsed parsed;
  parse_json(source, parsed);
  if (!parsed.problems.empty()) error = parsed.problems.front().what;
  if (!parsed.config) return {};
  return std::move(parsed.config->root);
}

static bool read_lines(const Source& source, Advisories& all) {
  std::string_view rest = source.text;
  while (!rest.empty()) {
    const Source line(source.path, std::string(take_until(rest, '\n')));
    if (line.text.find_first_not_of(" \t\r") == std::string::npos) continue;
    std::string error;
    const std::optional<Value> record = read_json(line, error);
    if (!record) return false;
    add_osv(*record, all);
  }
  return !all.rows.empty();
}

static void read_table(const Value& root, ReadAdvisories& read) {
  read.is_table = true;
  read.advisories.date = text_in(root, "date");
  for (const Value& entry : root.get("advisories")->items) {
    Advisory row = row_of(entry);
    if (row.id.empty() || row.ecosystem.empty() || row.package.empty()) {
      read.error = "an advisory without `id`, `ecosystem` or `package`";
      return;
    }
    read.advisories.rows.push_back(std::move(row));
  }
  if (read.advisories.date.size() != 10) read.error = "no `date` of the form YYYY-MM-DD";
}

static void sort(Advisories& advisories) {
  std::ranges::stable_sort(advisories.rows, {}, [](const Advisory& row) {
    return std::tuple<std::string_view, std::string_view, std::string_view>(row.package,
                                                                            row.ecosystem, row.id);
  });
}

static ReadAdvisories read_any(const Source& source) {
  ReadAdvisories read;
  const std::optional<Value> root = read_json(source, read.error);
  if (!root) {
    if (read_lines(source, read.advisories)) read.error.clear();
    return read;
  }
  if (root->get("advisories") != nullptr) {
    read_table(*root, read);
    return read;
  }
  add_osv(*root, read.advisories);
  for (const Value& record : root->items) add_osv(record, read.advisories);
  if (const Value* records = root->get("vulns")) {
    for (const Value& record : records->items) add_osv(record, read.advisories);
  }
  const bool is_osv = root->get("affected") != nullptr || root->get("vulns") != nullptr ||
                      root->is(Value::Kind::List) || root->get("withdrawn") != nullptr;
  if (!is_osv) read.error = "neither a table of advisories nor a record of OSV";
  return read;
}

ReadAdvisories read_advisories(const Source& source) {
  ReadAdvisories read = read_any(source);
  sort(read.advisories);
  return read;
}

/// Whether both are about the same fault.
static bool are_same(const Advisory& a, const Advisory& b) {
  if (a.ecosystem != b.ecosystem || a.package != b.package) return false;
  const auto has = [](const Advisory& row, const std::string& id) {
    return row.id == id || std::ranges::find(row.aliases, id) != row.aliases.end();
  };
  return has(a, b.id) ||
         std::ranges::any_of(b.aliases, [&](const std::string& id) { return has(a, id); });
}

void merge(Advisories& all, Advisories more) {
  // By package, as an export of OSV may have hundreds of thousands of rows.
  std::multimap<std::pair<std::string_view, std::string_view>, const Advisory*> about;
  for (const Advisory& row : more.rows) {
    const std::string_view ecosystem = row.ecosystem;
    about.emplace(std::pair(ecosystem, std::string_view(row.package)), &row);
  }
  std::erase_if(all.rows, [&](const Advisory& old) {
    const auto [first, last] = about.equal_range({old.ecosystem, old.package});
    return std::any_of(first, last, [&](const auto& row) { return are_same(old, *row.second); });
  });
  std::ranges::move(more.rows, std::back_inserter(all.rows));
  all.date = std::max(all.date, more.date);
  sort(all);
}

long days_between(std::string_view first, std::string_view last) {
  const auto day = [](std::string_view text) -> std::optional<long> {
    int year = 0;
    unsigned month = 0;
    unsigned number = 0;
    if (text.size() != 10) return {};
    std::from_chars(text.data(), text.data() + 4, year);
    std::from_chars(text.data() + 5, text.data() + 7, month);
    std::from_chars(text.data() + 8, text.data() + 10, number);
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                           std::chrono::day(number)};
    if (!date.ok()) return {};
    return std::chrono::sys_days(date).time_since_epoch().count();
  };
  const std::optional<long> begin = day(first);
  const std::optional<long> end = day(last);
  return begin && end ? *end - *begin : 0;
}

// What an advisory says of a version.

std::span<const Advisory> Advisories::about(std::string_view ecosystem,
                                            std::string_view package) const {
  const auto key = [](const Advisory& row) {
    return std::pair<std::string_view, std::string_view>(row.package, row.ecosystem);
  };
  // Not std::ranges::equal_range: clang 14 cannot compile its result.
  const std::pair wanted(package, ecosystem);
  const auto first = std::ranges::lower_bound(rows, wanted, {}, key);
  const auto last = std::ranges::upper_bound(rows, wanted, {}, key);
  return {first, last};
}

/// Whether `version` lies in `interval`; false if that cannot be told.
static bool is_in(const VersionInterval& interval, std::string_view ecosystem,
                  std::string_view version) {
  if (!is_version(ecosystem, version)) return false;
  if (!interval.from.empty()) {
    const auto order = compare_versions(ecosystem, version, interval.from);
    if (!order || *order < 0) return false;
  }
  if (interval.to.empty()) return true;
  const auto order = compare_versions(ecosystem, version, interval.to);
  return order && (*order < 0 || (*order == 0 && interval.last));
}

bool affects(const Advisory& advisory, std::string_view version) {
  if (advisory.malicious && advisory.affected.empty() && advisory.versions.empty()) return true;
  const auto is_same = [&](const std::string& one) {
    const auto order = compare_versions(advisory.ecosystem, version, one);
    return order ? *order == 0 : version == one;
  };
  if (std::ranges::any_of(advisory.versions, is_same)) return true;
  return std::ranges::any_of(advisory.affected, [&](const VersionInterval& interval) {
    const bool is_everything = interval.from.empty() && interval.to.empty();
    return is_everything || is_in(interval, advisory.ecosystem, version);
  });
}

bool affects_all(const Advisory& advisory, std::string_view range) {
  const std::string lowest = lowest_version(advisory.ecosystem, range);
  if (lowest.empty()) return false;
  return std::ranges::any_of(advisory.affected, [&](const VersionInterval& interval) {
    if (!is_in(interval, advisory.ecosystem, lowest)) return false;
    if (interval.to.empty()) return true;
    // Ranges have no gaps: one that begins in the interval and does not hold its
    // end ends before it. Where the end is affected, what follows it may not be.
    if (interval.last) {
      return std::ranges::any_of(advisory.fixed, [&](const std::string& fixed) {
        const auto order = compare_versions(advisory.ecosystem, fixed, interval.to);
        return order && *order > 0 &&
               version_fits(advisory.ecosystem, fixed, range) == std::optional(false) &&
               version_fits(advisory.ecosystem, interval.to, range) == std::optional(false);
      });
    }
    return version_fits(advisory.ecosystem, interval.to, range) == std::optional(false);
  });
}

/// The first number of a version.
static std::string_view major_of(std::string_view version) {
  return version.substr(0, version.find('.'));
}

std::string fixed_versions(const Advisory& advisory, std::string_view version) {
  std::string all;
  for (const std::string& fixed : advisory.fixed) {
    const auto order = compare_versions(advisory.ecosystem, fixed, version);
    if (major_of(fixed) == major_of(version) && order && *order > 0) return fixed;
    all += (all.empty() ? "" : " or ") + fixed;
  }
  return all;
}

}  // namespace mcplint
