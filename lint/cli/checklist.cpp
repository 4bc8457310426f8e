// `mcplint checklist`: the production checklist, filled in for a deployment.

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "lint/checklist/format.h"
#include "lint/checklist/rollback.h"
#include "lint/cli/commands.h"
#include "lint/cli/setup.h"
#include "lint/engine/suppress.h"
#include "lint/text/directive.h"
#include "lint/text/edit_distance.h"
#include "rules/rules.h"

namespace mcplint::cli {

/// Says what is wrong with the items that the configuration names; whether any is.
static bool names_unknown_item(const Configuration::Checklist& wishes) {
  std::vector<std::string_view> known;
  for (const checklist::Item& item : checklist::all_items()) known.push_back(item.name);
  std::vector<std::string> named = wishes.optional;
  for (const Configuration::Attestation& one : wishes.attestations) named.push_back(one.item);
  for (const std::string& name : named) {
    if (std::ranges::find(known, name) != known.end()) continue;
    const std::string_view meant = nearest(name, known);
    complain("the configuration names no line of the checklist with `" + name + "`" +
             (meant.empty() ? std::string() : "; did you mean `" + std::string(meant) + "`?"));
    return true;
  }
  return false;
}

/// Attestations to fill in, for the lines that files do not settle.
static void write_attestations(const checklist::Checklist& list, const std::string& date) {
  std::cout << "# For mcplint.toml: what only a person can say. Fill in, and take away the `#`.\n";
  for (const checklist::Line& line : list.lines) {
    if (line.verdict.status != checklist::Status::Missing &&
        line.verdict.status != checklist::Status::Expired)
      continue;
    std::cout << "\n# " << line.item->line << "\n# [[checklist.attest]]\n# item = \""
              << line.item->name << "\"\n# by = \"\"\n# on = " << date
              << "\n# evidence = \"\"\n# valid-for = \"180 days\"\n";
  }
}

int checklist(const ChecklistArguments& arguments) {
  CheckArguments lint = arguments.lint;
  lint.persona = "auditor";
  lint.select = {"all"};
  lint.no_baseline = true;  // what is known to be wrong is no evidence either
  Setup setup;
  if (const int code = set_up(lint, setup); code != kClean) return code;
  if (!arguments.date.empty() && !is_date(arguments.date))
    return complain("`--date " + arguments.date + "` is no date; write it as 2027-06-30");
  const Configuration::Checklist& wishes = setup.read.configuration.checklist;
  if (names_unknown_item(wishes)) return kCannotRun;

  for (const std::string& report : arguments.reports) setup.options.paths.push_back(report);
  if (!arguments.date.empty()) setup.options.today = arguments.date;
  const Run run = lint_as(setup);
  if (run.files.empty()) {
    remark("no files to judge were found");
    return kIncomplete;
  }
  const std::string date = arguments.date.empty() ? today() : arguments.date;
  const checklist::Checklist list = checklist::fill_in(run, wishes, date);
  if (arguments.init) {
    write_attestations(list, date);
    return kClean;
  }
  if (arguments.rollback) {
    checklist::write_rollback(run, std::cout);
    return kClean;
  }
  const std::string version =
      arguments.version.empty() ? checklist::version_of(run.project) : arguments.version;
  const checklist::TitleBlock heading{date, arguments.deployed_by, version};
  const auto format = std::ranges::find(checklist::all_checklist_formats(), arguments.format,
                                        &checklist::ChecklistFormat::name);
  const checklist::Shown shown = checklist::show(list, run);
  if (!arguments.output.empty()) {
    const std::string error = write_file(
        arguments.output, [&](std::ostream& out) { format->write(shown, heading, Style{}, out); });
    if (!error.empty()) return complain(error);
  } else {
    format->write(shown, heading, terminal_style(arguments.color), std::cout);
  }
  return list.blocked() ? kFindings : kClean;
}

}  // namespace mcplint::cli
