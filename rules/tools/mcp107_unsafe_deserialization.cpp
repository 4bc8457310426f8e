#include <algorithm>
#include <string>
#include <string_view>

#include "rules/rules.h"
#include "rules/tools/guards.h"
#include "rules/tools/sinks.h"

namespace mcplint {

static void check(const Project& project, Report& report);

/// Calls that make objects of what they read, of any class.
static constexpr Callable kLoaders[] = {
    {"pickle.loads", 0, "data"},
    {"pickle.load", 0, "file"},
    {"cloudpickle.loads", 0},
    {"cloudpickle.load", 0},
    {"dill.loads", 0, "str"},
    {"dill.load", 0, "file"},
    {"marshal.loads", 0},
    {"shelve.open", 0, "filename"},
    {"joblib.load", 0, "filename"},
    {"jsonpickle.decode", 0, "string"},
    {"jsonpickle.loads", 0, "string"},
    {"yaml.load", 0, "stream"},
    {"yaml.load_all", 0, "stream"},
    {"yaml.unsafe_load", 0, "stream"},
    {"yaml.full_load", 0, "stream"},
    {"pandas.read_pickle", 0, "filepath_or_buffer"},
    {"torch.load", 0, "f"},
    {"numpy.load", 0, "file"},
};

constinit const Rule rules::mcp107_unsafe_deserialization = {
    .id = "MCP107",
    .name = "unsafe-deserialization",
    .summary = "Tool parameter is unpickled, or loaded as YAML with objects",
    .severity = Severity::High,
    .cwe = 502,
    .owasp = "MCP05:2025",
    .doc = R"(
A pickle is a program: loading one runs what its maker put in. The same holds for
`yaml.load` with any loader but a safe one, for `marshal`, `jsonpickle` and `dill`, and for files
of models and arrays that hold pickles.

Exchange data as JSON, or load YAML with `yaml.safe_load`; load models with
`weights_only=True` or from safetensors.
)",
    .blind_spots = R"(
Files that are read from a path of the caller's and then unpickled by another
function, and formats of other libraries.
)",
    .sinks = kLoaders,
    .check = check,
};

static bool is_safe(const TaintedCall& call) {
  if (call.callee == "yaml.load" || call.callee == "yaml.load_all") {
    const Node* loader = call.node->argument(1, "Loader");
    return loader != nullptr && (loader->span().text.find("Safe") != std::string_view::npos ||
                                 loader->span().text.find("Base") != std::string_view::npos);
  }
  if (call.callee == "torch.load") return !call.has("weights_only", "False");
  if (call.callee == "numpy.load") return !call.has("allow_pickle", "True");
  return false;
}

static bool is_open(const TaintedCall& call) {
  if (is_safe(call)) return false;
  return std::ranges::none_of(call.guards,
                              [&](const Guard& guard) {
                                return is_one_of_few(guard, call) ||
                                       guard.name.find("compare_digest") != std::string::npos;
                              }) &&
         confinement(call) != Confinement::Strong;
}

static void check(const Project& project, Report& report) {
  for (const Use& use : uses(project, kLoaders, is_open)) {
    Diagnostic& finding = report.at(
        use.call->span, "`{}` loads what the caller of `{}` sends, and runs what is in it",
        use.call->callee, use.tool->name);
    use.explain(finding);
    finding.suggest(use.call->callee.starts_with("yaml.")
                        ? "use `yaml.safe_load`"
                        : "exchange JSON, or another format that holds data only");
  }
}

}  // namespace mcplint
