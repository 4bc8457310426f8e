#pragma once
// Running the program as users do.

#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "golden.h"
#include "temporary_folder.h"

namespace mcplint {

struct Ended {
  int code = -1;
  std::string out;
  std::string err;
};

/// Runs `COMMAND` of a shell in `folder`, with no terminal. What it reads is `input`.
inline Ended run_command(const std::filesystem::path& folder, const std::string& command,
                         const std::string& input = {}) {
  const TemporaryFolder streams;
  const std::filesystem::path out = streams.path() / "out";
  const std::filesystem::path err = streams.path() / "err";
  const std::filesystem::path in = streams.write("in", input);
  const std::string whole = "cd '" + folder.string() + "' && " + command + " >'" + out.string() +
                            "' 2>'" + err.string() + "' <'" + in.string() + "'";
  const int status = std::system(whole.c_str());  // NOLINT(cert-env33-c)
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_file(out), read_file(err)};
}

/// Runs `mcplint ARGUMENTS` in `folder`.
inline Ended run(const std::filesystem::path& folder, const std::string& arguments,
                 const std::string& environment = {}, const std::string& input = {}) {
  return run_command(folder, environment + " '" + MCPLINT_PROGRAM + "' " + arguments, input);
}

/// Runs `git ARGUMENTS` in `folder`, whatever is set up on this machine; whether it succeeded.
inline bool run_git(const std::filesystem::path& folder, const std::string& arguments) {
  return run_command(folder, "HOME=. GIT_CONFIG_NOSYSTEM=1 git " + arguments).code == 0;
}

}  // namespace mcplint
