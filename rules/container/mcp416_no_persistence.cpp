#include <algorithm>
#include <array>
#include <string>

#include "mcplint/container.h"
#include "rules/rules.h"

namespace mcplint {

static void check(const Container& container, Report& report);

constinit const Rule rules::mcp416_no_persistence = {
    .id = "MCP416",
    .name = "no-persistence",
    .summary = "Server that keeps data in a container without a volume",
    .severity = Severity::Low,
    .confidence = Confidence::Medium,
    .persona = Persona::Auditor,
    .doc = R"(
What a container writes outside of its volumes is gone with it: an update of the
image, a crash, a move to another machine, and the notes or the index that the server
kept are lost.

Mount a volume where it writes: `volumes: [data:/data]` in compose, a
PersistentVolumeClaim in Kubernetes, `-v data:/data` for `docker run`.
)",
    .blind_spots = R"(
That a server keeps data is told from variables and arguments that name a database
file or a data folder, not from its code. A volume that a script adds is not seen.
)",
    .check = check,
};

static bool ends_with_one_of(std::string_view text, std::initializer_list<std::string_view> ends) {
  return std::ranges::any_of(ends, [&](std::string_view end) { return text.ends_with(end); });
}

/// The file or folder that a value says data is kept in: an absolute path, or
/// one behind `sqlite:///`.
static std::string kept_in(std::string_view name, std::string_view value) {
  // `sqlite:////data/notes.db`; with three strokes it is relative to who knows what.
  if (const std::size_t at = value.find("///"); value.starts_with("sqlite") && at != value.npos) {
    value.remove_prefix(at + 3);
  }
  if (!value.starts_with('/') || value.starts_with("/tmp") || value.starts_with("/dev")) return {};
  if (ends_with_one_of(value, {".db", ".sqlite", ".sqlite3", ".duckdb"})) return std::string(value);
  const bool folder = ends_with_one_of(
      name, {"DATA_DIR", "DATA_PATH", "DB_PATH", "DATABASE_PATH", "STORAGE_DIR", "STORAGE_PATH",
             "STATE_DIR", "PERSIST_DIRECTORY", "CHROMA_PATH", "MEMORY_FILE_PATH"});
  return folder ? std::string(value) : std::string();
}

/// Whether `path` lies in a volume.
static bool is_kept(const std::string& path, const Container& container) {
  const auto covers = [&](std::string_view folder) {
    while (folder.size() > 1 && folder.ends_with('/')) folder.remove_suffix(1);
    return !folder.empty() && (path == folder || folder == "/" ||
                               (path.starts_with(folder) && path[folder.size()] == '/'));
  };
  if (std::ranges::any_of(container.volumes, covers)) return true;
  return std::ranges::any_of(container.mounts, [&](const Mount& mount) {
    return mount.kind != Mount::Kind::Memory && covers(mount.target);
  });
}

static void check(const Container& container, Report& report) {
  if (!container.holds_server || container.partial || container.development) return;
  if (container.from == Container::From::Dockerfile) return;  // whoever runs it brings the volume
  for (const Setting& setting : container.environment) {
    const std::string path = kept_in(setting.name.text, setting.value.text);
    if (path.empty() || is_kept(path, container)) continue;
    report
        .at(container.span, "`{}` keeps data in `{}`, which is gone with the container",
            container.name, path)
        .note(setting.value.span, "it is told to here")
        .suggest("mount a volume there");
    return;
  }
}

}  // namespace mcplint
