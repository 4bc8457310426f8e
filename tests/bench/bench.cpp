// What each phase costs. Usage: mcplint-bench FOLDER [benchmark options]

#include <benchmark/benchmark.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "lint/engine/check.h"
#include "lint/engine/discover.h"
#include "lint/engine/load.h"
#include "lint/facts/facts.h"
#include "lint/facts/flow/analysis.h"
#include "lint/facts/link.h"
#include "lint/facts/names.h"
#include "mcplint/lint.h"
#include "rules/rules.h"

using namespace mcplint;

namespace {

/// Everything below the folder, read once.
struct Tree {
  Options options;
  std::vector<std::unique_ptr<Source>> sources;
  std::size_t bytes = 0;
  std::size_t python_bytes = 0;
};

}  // namespace

static Tree& tree() {
  static Tree one;
  return one;
}

static bool is_python(const Source& source) {
  const Parser* parser = parser_for(source.path);
  return parser != nullptr && parser->parse == parse_python;
}

static void read_tree(const std::string& folder) {
  Tree& it = tree();
  it.options.paths = {folder};
  it.options.rules = all_rules();
  for (const Candidate& candidate : discover(it.options).files) {
    Loaded loaded = load(candidate.path);
    if (loaded.source == nullptr) continue;
    it.bytes += loaded.source->text.size();
    if (is_python(*loaded.source)) it.python_bytes += loaded.source->text.size();
    it.sources.push_back(std::move(loaded.source));
  }
}

static void count(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) *
                          static_cast<std::int64_t>(state.iterations()));
}

static void discover_files(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(discover(tree().options));
}

static void search_for_credentials(benchmark::State& state) {
  for (auto _ : state) {
    std::vector<Literal> literals;
    for (const auto& source : tree().sources) find_literals(*source, literals);
    benchmark::DoNotOptimize(literals);
  }
  count(state, tree().bytes);
}

static void parse_all_python(benchmark::State& state) {
  for (auto _ : state) {
    for (const auto& source : tree().sources) {
      if (!is_python(*source)) continue;
      Parsed parsed;
      parse_python(*source, parsed);
      benchmark::DoNotOptimize(parsed);
    }
  }
  count(state, tree().python_bytes);
}

static std::vector<Facts> collect_all() {
  std::vector<Facts> all;
  for (const auto& source : tree().sources) {
    Facts& facts = all.emplace_back();
    facts.source = std::make_unique<Source>(source->path, source->text);
    const Parser* parser = parser_for(source->path);
    if (parser != nullptr && wants(*parser, source->text)) collect(*parser, facts);
  }
  return all;
}

static void collect_facts(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(collect_all());
  count(state, tree().bytes);
}

/// The calls that some rule asks about.
static std::vector<Callable> all_sinks() {
  std::vector<Callable> sinks;
  for (const Rule* rule : all_rules())
    sinks.insert(sinks.end(), rule->sinks.begin(), rule->sinks.end());
  return sinks;
}

static void link_and_follow_data(benchmark::State& state) {
  const std::vector<Callable> sinks = all_sinks();
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<Facts> facts = collect_all();
    Sources sources;
    state.ResumeTiming();
    benchmark::DoNotOptimize(link(std::move(facts), sources, sinks));
  }
}

/// What is followed of the first of so many parts of all Python files, all functions in them:
/// shows whether the cost grows with their number.
static void follow_data(benchmark::State& state) {
  const std::vector<Callable> sinks = all_sinks();
  std::vector<Code> codes;
  std::int64_t functions = 0;
  const std::size_t part = tree().sources.size() / static_cast<std::size_t>(state.range(0));
  for (const auto& source : std::span(tree().sources).first(part)) {
    if (!is_python(*source)) continue;
    Parsed parsed;
    parse_python(*source, parsed);
    if (!parsed.code) continue;
    functions += static_cast<std::int64_t>(parsed.code->functions.size());
    codes.push_back(std::move(*parsed.code));
  }
  for (auto _ : state) {
    const Program program(codes);
    flow::Analysis analysis(program, sinks);
    for (std::uint32_t code = 0; code < codes.size(); ++code) {
      for (std::uint32_t i = 0; i < codes[code].functions.size(); ++i)
        benchmark::DoNotOptimize(analysis.summary({code, i}));
    }
  }
  const auto count = static_cast<double>(functions);
  state.counters["functions"] = count;
  state.counters["each"] = benchmark::Counter(
      count, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

static void check_rules(benchmark::State& state) {
  const Run run = lint(tree().options);
  for (auto _ : state) benchmark::DoNotOptimize(run_rules(run.project, all_rules(), nullptr, 1));
}

static void whole_run(benchmark::State& state) {
  Options options = tree().options;
  options.jobs = static_cast<unsigned>(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(lint(options).diagnostics.size());
  count(state, tree().bytes);
}

BENCHMARK(discover_files)->Unit(benchmark::kMillisecond);
BENCHMARK(search_for_credentials)->Unit(benchmark::kMillisecond);
BENCHMARK(parse_all_python)->Unit(benchmark::kMillisecond);
BENCHMARK(collect_facts)->Unit(benchmark::kMillisecond);
BENCHMARK(link_and_follow_data)->Unit(benchmark::kMillisecond);
BENCHMARK(follow_data)->Arg(8)->Arg(4)->Arg(2)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(check_rules)->Unit(benchmark::kMillisecond);
BENCHMARK(whole_run)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (argc != 2) {
    std::fprintf(stderr, "usage: mcplint-bench FOLDER [--benchmark_filter=…]\n");
    return 2;
  }
  read_tree(argv[1]);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
