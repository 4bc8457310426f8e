#include "lint/facts/servers.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "lint/facts/branches.h"
#include "lint/facts/constructors.h"
#include "lint/facts/imports.h"
#include "lint/facts/starts.h"
#include "lint/facts/stdout.h"
#include "mcplint/nodes.h"

namespace mcplint {

static std::vector<Server> find_constructed(const Program& program,
                                            std::vector<std::uint32_t>& where) {
  std::vector<Server> servers;
  const auto look = [&](std::uint32_t c, std::uint32_t scope, const Node& body) {
    each_node(body, [&](const Node& node) {
      if (!node.is(NodeKind::Call)) return;
      const Constructor* it = constructor_of(program, program.resolve(c, scope, node.part(0)));
      if (it == nullptr) return;
      const Node* name = node.argument(0, "name");
      servers.push_back({.sdk = it->sdk,
                         .sdk_major = it->major,
                         .name = name != nullptr ? std::string(name->value()) : std::string(),
                         .span = node.span(),
                         .transports = {},
                         .started = {},
                         .stdout_writes = {}});
      where.push_back(c);
    });
  };
  for (std::uint32_t c = 0; c < program.codes().size(); ++c) {
    const Code& file = program.code(c);
    look(c, kNone, file.body);
    for (std::uint32_t i = 0; i < file.functions.size(); ++i) look(c, i, file.functions[i].body);
  }
  return servers;
}

/// Adds what the handler's function, and all that it calls, writes.
static void add_reachable_writes(flow::FunctionId first, flow::Analysis& analysis,
                                 std::vector<StdoutWrite>& writes) {
  const Program& program = analysis.program();
  for (const flow::FunctionId id : analysis.reached_from({&first, 1})) {
    add_stdout_writes(program, id, program.code(id.code).functions[id.index].body, writes);
  }
}

/// Puts each write in order, and leaves out those that an earlier server has.
static void settle(Server& server, std::set<const char*>& seen) {
  std::ranges::sort(server.transports);
  const auto same = std::unique(server.transports.begin(), server.transports.end());
  server.transports.erase(same, server.transports.end());

  const auto place = [](const StdoutWrite& write) { return write.span.begin(); };
  std::ranges::stable_sort(server.stdout_writes, {}, place);
  if (!server.serves(Server::Transport::Stdio)) return;
  std::erase_if(server.stdout_writes,
                [&](const StdoutWrite& write) { return !seen.insert(place(write)).second; });
}

/// Every file may ask structlog for a logger: of a server, the first says it all, and
/// nothing is to be said where some file decides where all of them write.
static void keep_first_logger(const Program& program, std::vector<Server>& servers) {
  const bool is_decided = std::ranges::any_of(program.codes(), configures_structlog);
  for (Server& server : servers) {
    bool drops = is_decided;
    std::erase_if(server.stdout_writes, [&](const StdoutWrite& write) {
      return write.callee == kStructlogLogger && std::exchange(drops, true);
    });
  }
}

/// Adds one file's starts.
static void add_starts(Server& server, const Starts& starts, bool through_function) {
  for (const Start& start : starts.all) {
    if (start.through_function && !through_function) continue;
    // Best the place that the protocol runs over standard output from.
    if (server.started.empty() || (start.stdio && !server.serves(Server::Transport::Stdio))) {
      server.started = start.span;
    }
    if (start.stdio) server.transports.push_back(Server::Transport::Stdio);
    if (start.http) server.transports.push_back(Server::Transport::Http);
  }
}

namespace {

/// Joins the servers of a program with what starts them.
class Joiner {
 public:
  Joiner(flow::Analysis& analysis, std::vector<Server>& servers, std::vector<std::uint32_t> where)
      : analysis_(analysis),
        program_(analysis.program()),
        imports_(program_),
        starts_(find_starts(analysis)),
        servers_(servers),
        where_(std::move(where)),
        stdio_files_(servers.size()) {}

  void join(const std::vector<Handler>& handlers) {
    each_start([&](std::size_t s, std::uint32_t c) { add_starts(servers_[s], starts_[c], false); });
    // What is called to start it says less than what does so itself.
    std::vector<bool> is_unknown(servers_.size());
    for (std::size_t s = 0; s < servers_.size(); ++s) {
      is_unknown[s] = servers_[s].transports.empty();
    }
    each_start([&](std::size_t s, std::uint32_t c) {
      if (is_unknown[s]) add_starts(servers_[s], starts_[c], true);
      if (starts_[c].over_stdio()) stdio_files_[s].push_back(c);
    });
    for (std::size_t s = 0; s < servers_.size(); ++s) add_writes(s);
    for (const Handler& handler : handlers) add_handler(handler);
    for (std::size_t s = 0; s < servers_.size(); ++s) drop_other_modes(s);
  }

 private:
  /// Calls `with` for each server and each file that starts it.
  template <class With>
  void each_start(With with) {
    for (std::uint32_t c = 0; c < program_.codes().size(); ++c) {
      if (starts_[c].all.empty()) continue;
      // It starts a server of its own file; else those that it imports.
      const bool has_own = std::ranges::find(where_, c) != where_.end();
      for (std::size_t s = 0; s < servers_.size(); ++s) {
        const bool starts_it = has_own ? where_[s] == c : imports_.reaches(c, where_[s]);
        if (starts_it) with(s, c);
      }
    }
  }

  /// Adds what is written until the server starts: there, and by importing files.
  void add_writes(std::size_t s) {
    std::vector<StdoutWrite>& writes = servers_[s].stdout_writes;
    for (const std::uint32_t file : stdio_files_[s]) {
      if (replaces_stdout(program_.code(file))) continue;
      const Starts& starts = starts_[file];
      writes.insert(writes.end(), starts.writes_before.begin(), starts.writes_before.end());
      for (std::uint32_t c = 0; c < program_.codes().size(); ++c) {
        const std::vector<StdoutWrite>& more = starts_[c].writes_on_import;
        if (more.empty() || !imports_.reaches(file, c)) continue;
        writes.insert(writes.end(), more.begin(), more.end());
      }
    }
  }

  void add_handler(const Handler& handler) {
    const std::uint32_t file = handler.function.code;
    for (std::size_t s = 0; s < servers_.size(); ++s) {
      // A server made in a library is started by many programs, each with tools of its own.
      const bool serves_it = std::ranges::any_of(stdio_files_[s], [&](std::uint32_t start) {
        const bool knows = imports_.reaches(where_[s], file) || imports_.reaches(file, where_[s]);
        return knows && (start == where_[s] || imports_.reaches(start, file)) &&
               !replaces_stdout(program_.code(start));
      });
      if (serves_it) add_reachable_writes(handler.function, analysis_, servers_[s].stdout_writes);
    }
  }

  /// Drops what is written only where a constant says that the server does not start there:
  /// a file that serves over HTTP if it is set often starts over stdio if it is not.
  void drop_other_modes(std::size_t s) {
    for (const std::uint32_t file : stdio_files_[s]) {
      const Code& code = program_.code(file);
      const Branches branches(code);
      std::erase_if(servers_[s].stdout_writes, [&](const StdoutWrite& write) {
        return code.source->holds(write.span) &&
               std::ranges::all_of(starts_[file].all, [&](const Start& start) {
                 return !start.stdio || branches.exclude(write.span, start.span);
               });
      });
    }
  }

  flow::Analysis& analysis_;
  const Program& program_;
  ImportGraph imports_;
  std::vector<Starts> starts_;
  std::vector<Server>& servers_;
  std::vector<std::uint32_t> where_;                     // each server's file
  std::vector<std::vector<std::uint32_t>> stdio_files_;  // what starts each over stdio
};

}  // namespace

void find_servers(const std::vector<Handler>& handlers, flow::Analysis& analysis,
                  Project& project) {
  std::vector<std::uint32_t> where;
  std::vector<Server> servers = find_constructed(analysis.program(), where);
  if (servers.empty()) return;
  Joiner(analysis, servers, std::move(where)).join(handlers);
  keep_first_logger(analysis.program(), servers);
  std::set<const char*> seen;
  for (Server& server : servers) settle(server, seen);
  project.servers = std::move(servers);
}

}  // namespace mcplint
