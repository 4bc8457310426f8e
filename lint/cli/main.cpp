// The command line: parses it, calls lint(), writes, exits.

#include <cstdio>
#include <exception>

#include "lint/cli/commands.h"

int main(int argc, char** argv) {
  try {
    return mcplint::cli::run({argv, static_cast<std::size_t>(argc)});
  } catch (const std::exception& error) {
    // Only bugs and exhausted memory come here.
    std::fprintf(stderr, "mcplint: internal error: %s\n", error.what());
    return mcplint::cli::kCannotRun;
  }
}
