// What the search for credentials costs, beside what another program does with
// the same patterns. Usage: mcplint-secret-scan patterns | FOLDER

#include <cstdio>
#include <cstring>
#include <ctime>
#include <memory>
#include <string>
#include <vector>

#include "lint/engine/discover.h"
#include "lint/engine/load.h"
#include "lint/facts/facts.h"
#include "lint/facts/token_formats.h"
#include "mcplint/lint.h"

using namespace mcplint;

namespace {

/// What is searched besides tokens, as one would write it for a program that
/// knows only regular expressions.
constexpr const char* kOthers[] = {
    R"((?i)secret|token|passw|passphrase|pwd|credential|auth|[_-]pat\b|\bpat\b)",
    R"((?i)(?:access|account|admin|api|app|encryption|hmac|jwt|master|private|service|signing|subscription)[_-]?key)",
    R"((?i)\b(?:bearer|basic)[ \t]+[A-Za-z0-9+/._~-]{16})",
    R"((?i)\b[a-z][a-z0-9+.-]{1,23}://([^\s:@/]{0,64}):([^\s@/]{3,256})@([^\s/'"?#]+))",
    R"((?i)[?&](?:api[_-]?key|apikey|token|access_token|auth|key|secret|exaApiKey|tavilyApiKey)=([^&\s'"]{8,}))",
    R"((?i)-----BEGIN[ A-Z0-9_-]{0,100}PRIVATE KEY(?: BLOCK)?-----)",
};

/// Of the processor, so that what else runs on the machine does not count.
double seconds_since(std::clock_t start) {
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

}  // namespace

static int print_patterns() {
  for (const TokenFormat& format : token_formats()) {
    std::printf("%.*s\n", static_cast<int>(format.pattern.size()), format.pattern.data());
  }
  for (const char* pattern : kOthers) std::printf("%s\n", pattern);
  return 0;
}

static int scan(const char* folder) {
  const std::clock_t start = std::clock();
  Options options;
  options.paths = {folder};
  std::vector<std::unique_ptr<Source>> sources;
  std::size_t bytes = 0;
  for (const Candidate& candidate : discover(options).files) {
    Loaded loaded = load(candidate.path);
    if (loaded.source == nullptr) continue;
    bytes += loaded.source->text.size();
    sources.push_back(std::move(loaded.source));
  }
  const double reading = seconds_since(start);

  const std::clock_t begin = std::clock();
  std::vector<Literal> literals;
  for (const auto& source : sources) find_literals(*source, literals);
  const double searching = seconds_since(begin);
  const double megabytes = static_cast<double>(bytes) / 1e6;
  std::printf(
      "%zu files, %.1f MB, %zu credentials; read %.3f s, search %.3f s (%.0f MB/s), "
      "both %.0f MB/s\n",
      sources.size(), megabytes, literals.size(), reading, searching, megabytes / searching,
      megabytes / (reading + searching));
  return 0;
}

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: mcplint-secret-scan patterns | FOLDER\n");
    return 2;
  }
  return std::strcmp(argv[1], "patterns") == 0 ? print_patterns() : scan(argv[1]);
}
