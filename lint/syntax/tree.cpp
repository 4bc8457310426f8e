#include "lint/syntax/tree.h"

#include <algorithm>
#include <cstdint>

namespace mcplint {

namespace {

struct ParserDeleter {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};

/// Real files need at most 22.5 calls of the progress callback a kilobyte; the
/// constant lets small files fail and recover.
constexpr std::size_t kCallsPerFile = 256;
constexpr std::size_t kCallsPerKilobyte = 100;

struct Budget {
  std::size_t calls_left;
};

bool spend(TSParseState* state) {
  auto* budget = static_cast<Budget*>(state->payload);
  if (budget->calls_left == 0) return true;  // cancels
  --budget->calls_left;
  return false;
}

const char* read(void* payload, std::uint32_t at, TSPoint /*position*/, std::uint32_t* size) {
  const auto& text = *static_cast<const std::string_view*>(payload);
  const std::size_t start = std::min<std::size_t>(at, text.size());
  *size = static_cast<std::uint32_t>(text.size() - start);
  return text.data() + start;
}

}  // namespace

Tree parse_tree(const TSLanguage* language, std::string_view text) {
  // A new parser for every file costs a seventh of the time.
  thread_local std::unique_ptr<TSParser, ParserDeleter> parser(ts_parser_new());
  ts_parser_set_language(parser.get(), language);
  ts_parser_reset(parser.get());

  Budget budget{kCallsPerFile + kCallsPerKilobyte * (text.size() / 1024 + 1)};
  TSParseOptions options{};
  options.payload = &budget;
  options.progress_callback = spend;
  TSInput input{};
  input.payload = &text;
  input.read = read;
  input.encoding = TSInputEncodingUTF8;
  return Tree(ts_parser_parse_with_options(parser.get(), nullptr, input, options));
}

TSNode first_error(TSNode root) {
  TSNode node = root;
  while (ts_node_has_error(node) && !ts_node_is_error(node) && !ts_node_is_missing(node)) {
    const std::uint32_t count = ts_node_child_count(node);
    std::uint32_t i = 0;
    while (i < count && !ts_node_has_error(ts_node_child(node, i))) ++i;
    if (i == count) break;
    node = ts_node_child(node, i);
  }
  return ts_node_has_error(node) || ts_node_is_missing(node) ? node : TSNode{};
}

}  // namespace mcplint
