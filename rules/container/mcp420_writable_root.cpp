#include "mcplint/container.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Container& container, Report& report);

constinit const Rule rules::mcp420_writable_root = {
    .id = "MCP420",
    .name = "writable-root",
    .summary = "Container whose own files can be changed while it runs",
    .severity = Severity::Info,
    .persona = Persona::Pedantic,
    .doc = R"(
A tool that can be talked into writing a file can change the server itself, and stays
changed until the container is made anew. With a root that is read only it finds
nothing to write but the volumes.

Add `read_only: true` (compose), `readOnlyRootFilesystem: true` (Kubernetes) or
`--read-only` (`docker run`), and memory for what has to be written: `tmpfs: [/tmp]`.
)",
    .blind_spots = R"(
Servers that need to write to folders of the image.
)",
    .check = check,
};

static const char* advice(const Container& container) {
  if (container.from == Container::From::Kubernetes) {
    return "add `securityContext: {readOnlyRootFilesystem: true}` to the container";
  }
  if (container.from == Container::From::Launch) return "add `--read-only --tmpfs /tmp`";
  return "add `read_only: true` and `tmpfs: [/tmp]` to the service";
}

static void check(const Container& container, Report& report) {
  if (container.from == Container::From::Dockerfile || !container.holds_server) return;
  if (container.partial || container.development || container.read_only_root) return;
  report.at(container.span, "the files of `{}` can be changed while it runs", container.name)
      .suggest(advice(container));
}

}  // namespace mcplint
