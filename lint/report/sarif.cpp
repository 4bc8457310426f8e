// SARIF 2.1.0, for GitHub code scanning and every other viewer.
//
// Nothing in a log depends on when or where it was written: no times, no
// absolute paths, no random identifiers. Columns count UTF-16 code units.

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "lint/report/coverage.h"
#include "lint/report/fingerprint.h"
#include "lint/report/format.h"
#include "lint/report/level.h"
#include "lint/report/lines.h"
#include "lint/report/links.h"
#include "lint/report/mask.h"
#include "lint/report/sarif_message.h"
#include "lint/report/sarif_place.h"
#include "lint/report/wording.h"
#include "lint/text/json_writer.h"

namespace mcplint {

namespace {

/// What a log can say of files instead of findings.
struct Notice {
  std::string_view id;  // as the validator wants ids
  std::string_view name;
  std::string_view level;
  std::string_view summary;
  std::string_view help;
};
constexpr Notice kNotices[] = {
    {"PARTLY", "PartlyAnalysedFile", "warning", "File that was not fully analysed",
     "What could not be read was not judged. Mend the file, or leave it out on purpose."},
    {"SKIPPED", "SkippedFile", "note", "File that was not analysed",
     "Nothing in this file was judged. The message says why."},
    {"LINTED", "LintedFile", "none", "File that was analysed",
     "Only with `--show-files`: what became of the file."},
};

/// GitHub keeps no more.
constexpr std::size_t kMostNotes = 100;
constexpr std::size_t kMostSteps = 1000;

/// A finding, and why it was left out, if it was.
struct Result {
  const Diagnostic* diagnostic = nullptr;
  const Suppressed* suppressed = nullptr;
};

class SarifReport {
 public:
  SarifReport(const Run& run, const Style& style, std::ostream& out)
      : run_(run),
        style_(style),
        json_(out),
        tables_(run.sources),
        mask_(run),
        places_(json_, tables_, mask_),
        rules_(run.rules) {}

  void write() {
    prepare();
    json_.object([&] {
      json_.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
      json_.member("version", "2.1.0");
      json_.array("runs", [&] { json_.object([&] { write_run(); }); });
    });
  }

 private:
  /// Rules come before results in a log, but say what results will.
  void prepare() {
    for (const Diagnostic& diagnostic : run_.diagnostics)
      results_.push_back({&diagnostic, nullptr});
    if (style_.show_suppressed) add_suppressed();
    for (const Result& result : results_) {
      const Rule* rule = result.diagnostic->rule;
      if (std::ranges::find(rules_, rule) == rules_.end()) rules_.push_back(rule);
    }
    std::ranges::sort(rules_, {}, &Rule::id);
    for (const Rule* rule : rules_) index_.emplace(rule, index_.size());

    messages_.reserve(results_.size());
    strings_.resize(rules_.size());
    for (const Result& result : results_) {
      const Diagnostic& diagnostic = *result.diagnostic;
      messages_.push_back(sarif_message(diagnostic, mask_, strings_[index_.at(diagnostic.rule)]));
    }
  }

  /// What was left out stands among the others, by place.
  void add_suppressed() {
    for (const Suppressed& one : run_.suppressed) results_.push_back({&one.diagnostic, &one});
    std::ranges::stable_sort(results_, {}, [&](const Result& result) {
      const Span span = result.diagnostic->span;
      return std::tuple(std::string_view(run_.sources.source_of(span).path), span.begin(),
                        result.diagnostic->rule->id);
    });
  }

  void write_run() {
    json_.object("tool", [&] { json_.object("driver", [&] { write_driver(); }); });
    json_.array("invocations", [&] { json_.object([&] { write_invocation(); }); });
    if (run_.repository) write_repository(*run_.repository);
    json_.object("originalUriBaseIds", [&] {
      json_.object(kSourceRoot, [&] {
        json_.object("description",
                     [&] { json_.member("text", "The folder that mcplint was started in."); });
      });
    });
    json_.member("columnKind", "utf16CodeUnits");
    if (!run_.project.literals.empty()) {
      json_.array("redactionTokens", [&] { json_.value(kStars); });
    }
    json_.array("results", [&] {
      for (std::size_t i = 0; i < results_.size(); ++i)
        json_.object([&] { write_result(results_[i], messages_[i]); });
    });
  }

  void write_driver() {
    json_.member("name", "mcplint");
    json_.member("semanticVersion", MCPLINT_VERSION);
    json_.member("informationUri", kHomePage);
    json_.array("rules", [&] {
      for (std::size_t i = 0; i < rules_.size(); ++i) {
        write_descriptor(json_, *rules_[i], strings_[i]);
      }
    });
    json_.array("notifications", [&] {
      for (const Notice& notice : kNotices) json_.object([&] { write_notice(notice); });
    });
  }

  void write_notice(const Notice& notice) {
    json_.member("id", notice.id);
    json_.member("name", notice.name);
    json_.object("shortDescription", [&] { json_.member("text", notice.summary); });
    json_.object("fullDescription", [&] { json_.member("text", notice.help); });
    json_.object("help", [&] { json_.member("text", notice.help); });
    json_.member("helpUri", kHomePage);
    json_.object("defaultConfiguration", [&] { json_.member("level", notice.level); });
  }

  void write_invocation() {
    json_.member("executionSuccessful", true);
    json_.array("toolExecutionNotifications", [&] {
      for (const Unfinished& unfinished : unfinished_files(run_)) {
        json_.object([&] { write_notification(unfinished); });
      }
      if (!style_.show_files) return;
      for (const File& file : run_.files) {
        const bool is_done =
            file.state == File::State::Analysed || file.state == File::State::Scanned;
        if (is_done) json_.object([&] { write_linted(file); });
      }
    });
  }

  void write_notification(const Unfinished& unfinished) {
    const std::size_t kind = unfinished.file->state == File::State::Partly ? 0 : 1;
    std::string text = without_links(reason(unfinished, tables_, mask_));
    if (unfinished.problems > 1) {
      text += ", and " + count_of(unfinished.problems - 1, "problem more", "problems more");
    }
    json_.object("descriptor", [&] {
      json_.member("id", kNotices[kind].id);
      json_.member("index", kind);
    });
    json_.member("level", kNotices[kind].level);
    json_.object("message", [&] { json_.member("text", text + '.'); });
    json_.array("locations", [&] {
      json_.object([&] {
        if (unfinished.problem != nullptr) {
          places_.write(unfinished.problem->span, SarifPlaces::Context::Without);
          return;
        }
        json_.object("physicalLocation", [&] { places_.write_file(unfinished.file->path); });
      });
    });
  }

  void write_linted(const File& file) {
    json_.object("descriptor", [&] {
      json_.member("id", kNotices[2].id);
      json_.member("index", 2U);
    });
    json_.member("level", kNotices[2].level);
    const std::string detail = file.detail.empty() ? "" : " (" + file.detail + ")";
    const std::string text =
        presentable(file.path + " " + std::string(to_string(file.state)) + detail, mask_);
    json_.object("message", [&] { json_.member("text", without_links(text) + '.'); });
    json_.array("locations", [&] {
      json_.object(
          [&] { json_.object("physicalLocation", [&] { places_.write_file(file.path); }); });
    });
  }

  void write_repository(const Repository& repository) {
    json_.array("versionControlProvenance", [&] {
      json_.object([&] {
        json_.member("repositoryUri", repository.uri);
        if (!repository.revision.empty()) json_.member("revisionId", repository.revision);
        if (!repository.branch.empty()) json_.member("branch", repository.branch);
        json_.object("mappedTo", [&] { json_.member("uriBaseId", kSourceRoot); });
      });
    });
  }

  /// If any result says whether it is suppressed, all must.
  void write_suppression(const Suppressed* suppressed) {
    if (!style_.show_suppressed) return;
    json_.array("suppressions", [&] {
      if (suppressed == nullptr) return;
      json_.object([&] {
        const bool in_source = suppressed->by == Suppressed::By::Comment;
        json_.member("kind", in_source ? "inSource" : "external");
        if (!suppressed->reason.empty())
          json_.member("justification", presentable(suppressed->reason, mask_));
      });
    });
  }

  void write_result(const Result& result, const SarifMessage& message) {
    const Diagnostic& diagnostic = *result.diagnostic;
    json_.member("ruleId", diagnostic.rule->id);
    json_.member("ruleIndex", index_.at(diagnostic.rule));
    json_.member("level", level_of(diagnostic.severity));
    json_.object("message", [&] {
      json_.member("id", message.id);
      json_.array("arguments", [&] {
        for (const std::string& argument : message.arguments) json_.value(argument);
      });
      json_.member("text", message.text);
    });
    json_.array("locations", [&] {
      json_.object([&] { places_.write(diagnostic.span, SarifPlaces::Context::With); });
    });
    write_notes(diagnostic);
    write_flow(diagnostic);
    write_fingerprints(diagnostic);
    write_suppression(result.suppressed);
    json_.object("properties", [&] {
      json_.member("severity", to_string(diagnostic.severity));
      if (!diagnostic.help.empty()) json_.member("help", presentable(diagnostic.help, mask_));
    });
  }

  void write_label(const Label& label) {
    if (!label.text.empty()) {
      const std::string text = without_links(presentable(label.text, mask_));
      json_.object("message", [&] { json_.member("text", text); });
    }
    places_.write(label.span, SarifPlaces::Context::Without);
  }

  void write_notes(const Diagnostic& diagnostic) {
    if (diagnostic.notes.empty()) return;
    json_.array("relatedLocations", [&] {
      const std::size_t count = std::min(diagnostic.notes.size(), kMostNotes);
      for (std::size_t i = 0; i < count; ++i) {
        json_.object([&] {
          json_.member("id", i + 1);
          write_label(diagnostic.notes[i]);
        });
      }
    });
  }

  void write_flow(const Diagnostic& diagnostic) {
    if (diagnostic.flow.empty()) return;
    auto step = [&](const Label& label) {
      json_.object([&] { json_.object("location", [&] { write_label(label); }); });
    };
    auto thread = [&] {
      json_.array("locations", [&] {
        const std::size_t count = std::min(diagnostic.flow.size(), kMostSteps);
        for (std::size_t i = 0; i < count; ++i) step(diagnostic.flow[i]);
      });
    };
    json_.array("codeFlows", [&] {
      json_.object([&] { json_.array("threadFlows", [&] { json_.object(thread); }); });
    });
  }

  void write_fingerprints(const Diagnostic& diagnostic) {
    const std::string line_hash = line_hash_at(diagnostic.span);
    if (line_hash.empty() && diagnostic.fingerprint.empty()) return;
    json_.object("partialFingerprints", [&] {
      if (!line_hash.empty()) json_.member("primaryLocationLineHash", line_hash);
      if (!diagnostic.fingerprint.empty()) json_.member("mcplint/v1", diagnostic.fingerprint);
    });
  }

  /// GitHub adds this fingerprint itself where there is none. It is left out
  /// where a credential went into it: a short one could be guessed from it.
  std::string line_hash_at(Span span) {
    const Source& source = run_.sources.source_of(span);
    const Fingerprints& prints = prints_.try_emplace(&source, source.text).first->second;
    const std::size_t line = tables_.begin(span).line;
    const auto window = prints.window(line);
    if (!window) return {};

    const bool tells = std::ranges::any_of(mask_.in(source), [&](const Hidden& hidden) {
      return hidden.begin < window->end && hidden.end > window->begin;
    });
    return tells ? std::string() : prints.of_line(line);
  }

  const Run& run_;
  const Style& style_;
  JsonWriter json_;
  LineTables tables_;
  Mask mask_;
  SarifPlaces places_;
  std::vector<const Rule*> rules_;  // sorted by id
  std::unordered_map<const Rule*, std::size_t> index_;
  std::vector<Result> results_;
  std::vector<MessageStrings> strings_;  // of each rule
  std::vector<SarifMessage> messages_;   // of each result
  std::unordered_map<const Source*, Fingerprints> prints_;
};

}  // namespace

void write_sarif(const Run& run, const Style& style, std::ostream& out) {
  SarifReport(run, style, out).write();
}

}  // namespace mcplint
