// One JSON object, for scripts. docs/json-format.md says what is in it; a change
// that could break a script needs another kJsonSchemaVersion.

#include <ostream>

#include "lint/report/coverage.h"
#include "lint/report/format.h"
#include "lint/report/lines.h"
#include "lint/report/links.h"
#include "lint/report/mask.h"
#include "lint/report/wording.h"
#include "lint/text/json_writer.h"

namespace mcplint {

namespace {

constexpr unsigned kJsonSchemaVersion = 1;

class JsonReport {
 public:
  JsonReport(const Run& run, const Style& style, JsonWriter::Layout layout, std::ostream& out)
      : run_(run), style_(style), json_(out, layout), tables_(run.sources), mask_(run) {}

  void write() {
    json_.object([&] {
      json_.member("schema_version", kJsonSchemaVersion);
      json_.object("tool", [&] {
        json_.member("name", "mcplint");
        json_.member("version", MCPLINT_VERSION);
      });
      json_.array("findings", [&] {
        for (const Diagnostic& diagnostic : run_.diagnostics) {
          json_.object([&] { write_finding(diagnostic); });
        }
      });
      if (style_.show_suppressed) {
        json_.array("suppressed_findings", [&] {
          for (const Suppressed& one : run_.suppressed)
            json_.object([&] { write_suppressed(one); });
        });
      }
      json_.object("coverage", [&] { write_coverage(); });
    });
  }

  /// The same objects, one a line.
  void write_lines() {
    for (const Diagnostic& diagnostic : run_.diagnostics) {
      json_.object([&] {
        json_.member("type", "finding");
        write_finding(diagnostic);
      });
    }
    if (style_.show_suppressed) {
      for (const Suppressed& one : run_.suppressed) {
        json_.object([&] {
          json_.member("type", "suppressed");
          write_suppressed(one);
        });
      }
    }
    json_.object([&] {
      json_.member("type", "coverage");
      json_.member("schema_version", kJsonSchemaVersion);
      write_coverage();
    });
  }

 private:
  void write_finding(const Diagnostic& diagnostic) {
    const Rule& rule = *diagnostic.rule;
    json_.member("rule", rule.id);
    json_.member("name", rule.name);
    json_.member("severity", to_string(diagnostic.severity));
    json_.member("confidence", to_string(rule.confidence));
    json_.member("message", masked_message(diagnostic, mask_));
    write_place(diagnostic.span);
    json_.member("help", mask_.hide(diagnostic.help));
    write_labels("notes", diagnostic.notes);
    write_labels("flow", diagnostic.flow);
    json_.member("url", page_of(rule));
    json_.member("fingerprint", diagnostic.fingerprint);
  }

  void write_suppressed(const Suppressed& one) {
    static constexpr std::string_view kBy[] = {"comment", "configuration", "baseline"};
    write_finding(one.diagnostic);
    json_.member("suppressed_by", kBy[static_cast<std::size_t>(one.by)]);
    json_.member("reason", mask_.hide(one.reason));
  }

  void write_place(Span span) {
    const Place begin = tables_.begin(span);
    const Place end = tables_.end(span);
    json_.member("path", run_.sources.source_of(span).path);
    json_.member("line", begin.line);
    json_.member("column", begin.column);
    json_.member("end_line", end.line);
    json_.member("end_column", end.column);
  }

  void write_labels(std::string_view name, const std::vector<Label>& labels) {
    json_.array(name, [&] {
      for (const Label& label : labels) {
        json_.object([&] {
          json_.member("message", mask_.hide(label.text));
          write_place(label.span);
        });
      }
    });
  }

  void write_coverage() {
    json_.member("analysed", run_.count(File::State::Analysed));
    json_.member("partly", run_.count(File::State::Partly));
    json_.member("scanned", run_.count(File::State::Scanned));
    json_.member("skipped", run_.count(File::State::Skipped));
    json_.member("skipped_folders", run_.skipped_folders);
    json_.member("suppressed", count_suppressed(run_, false));
    json_.member("in_baseline", count_suppressed(run_, true));
    json_.member("context_files", run_.context_files);
    json_.array("files", [&] {
      for (const File& file : run_.files) {
        json_.object([&] {
          json_.member("path", file.path);
          json_.member("state", to_string(file.state));
          json_.member("detail", mask_.hide(file.detail));
        });
      }
    });
    json_.array("problems", [&] {
      for (const Problem& problem : run_.project.problems) {
        json_.object([&] {
          json_.member("message", mask_.hide(problem.what));
          write_place(problem.span);
        });
      }
    });
  }

  const Run& run_;
  const Style& style_;
  JsonWriter json_;
  LineTables tables_;
  Mask mask_;
};

}  // namespace

void write_json(const Run& run, const Style& style, std::ostream& out) {
  JsonReport(run, style, JsonWriter::Layout::Indented, out).write();
}

void write_jsonl(const Run& run, const Style& style, std::ostream& out) {
  JsonReport(run, style, JsonWriter::Layout::OneLine, out).write_lines();
}

}  // namespace mcplint
