#pragma once
// A loop on several threads.

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace mcplint {

/// Calls `work(i)` for every i below `count`, on up to `jobs` threads, this one
/// included; returns when all are done. `work` must not throw.
template <class Work>
void parallel_for(std::size_t count, unsigned jobs, Work work) {
  std::atomic<std::size_t> next{0};
  auto run = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };

  // Starting a thread costs more than a small amount of work saves.
  constexpr std::size_t kWorthAThread = 8;
  const std::size_t useful = std::min<std::size_t>(jobs, count / kWorthAThread + 1);
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < useful; ++i) others.emplace_back(run);
  run();
}

}  // namespace mcplint
