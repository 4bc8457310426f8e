// The repository around a tree, by reading its files.

#include "lint/engine/repository.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "lint/engine/discover.h"
#include "lint/engine/tracked_files.h"
#include "program_run.h"
#include "temporary_folder.h"

using namespace mcplint;

TEST_CASE("addresses of remotes, as people open them") {
  CHECK(web_address("git@github.com:acme/agents.git") == "https://github.com/acme/agents");
  CHECK(web_address("https://github.com/acme/agents") == "https://github.com/acme/agents");
  CHECK(web_address("https://user:token@host.example/a/b.git") == "https://host.example/a/b");
  CHECK(web_address("ssh://git@host.example:2222222222222222222222222222222222222222/a/b.git") ==
        "https://host.example/a/b");
  CHECK(web_address("https://host.example:8443/a/b") == "https://host.example:8443/a/b");
  CHECK(web_address("/srv/git/a.git").empty());
  CHECK(web_address("../a").empty());
  CHECK(web_address("C:\\git\\a").empty());
  CHECK(web_address("file:///srv/a").empty());
  CHECK(web_address("").empty());
}

TEST_CASE("branch and revision, loose, packed and detached") {
  const TemporaryFolder folder;
  const auto write = [&](const char* name, std::string_view text) { folder.write(name, text); };
  write("src/server.py", "");
  CHECK_FALSE(read_repository((folder.path() / "src").string()));

  write(".git/HEAD", "ref: refs/heads/main\n");
  write(".git/config",
        "[core]\n\tbare = false\n[remote \"other\"]\n\turl = https://x.example/no/no\n"
        "[remote \"origin\"]\n\turl = git@host.example:acme/agents.git\n");
  write(".git/packed-refs",
        "# pack-refs\n1111111111111111111111111111111111111111 "
        "refs/heads/other\n2222222222222222222222222222222222222222 refs/heads/main\n");
  auto repository = read_repository((folder.path() / "src" / "server.py").string());
  REQUIRE(repository);
  CHECK(repository->uri == "https://host.example/acme/agents");
  CHECK(repository->branch == "main");
  CHECK(repository->revision == "2222222222222222222222222222222222222222");

  write(".git/refs/heads/main", "3333333333333333333333333333333333333333\n");
  CHECK(read_repository(folder.path().string())->revision ==
        "3333333333333333333333333333333333333333");
  write(".git/HEAD", "4444444444444444444444444444444444444444\n");
  repository = read_repository(folder.path().string());
  CHECK(repository->revision == "4444444444444444444444444444444444444444");
  CHECK(repository->branch.empty());
  write("secret", "hunter2\n");
  write(".git/HEAD", "ref: ../secret\n");
  CHECK(read_repository(folder.path().string())->revision.empty());
  write(".git/config", "[remote \"origin\"]\n\turl = /srv/agents.git\n");
  CHECK_FALSE(read_repository(folder.path().string()));
}

TEST_CASE("what stands above a repository ignores nothing in it") {
  const TemporaryFolder folder;
  folder.write(".gitignore", "*.env\n");
  const std::filesystem::path file = folder.write("repository/notes/local.env", "x\n");
  CHECK(would_ignore(file));  // no repository: every .gitignore above counts
  folder.write("repository/.git/HEAD", "ref: refs/heads/main\n");
  CHECK_FALSE(would_ignore(file));
  folder.write("repository/.git/info/exclude", "notes/\n");
  CHECK(would_ignore(file));
}

static std::vector<std::string> found_in(const std::filesystem::path& folder) {
  Options options;
  options.paths = {folder.string()};
  std::vector<std::string> found;
  for (const Candidate& file : discover(options).files)
    found.push_back(std::filesystem::relative(file.absolute, folder).generic_string());
  std::ranges::sort(found);
  return found;
}

TEST_CASE("git does not ignore what it tracks, in every version of its index") {
  for (const char* version : {"2", "3", "4"}) {
    for (const char* format : {"sha1", "sha256"}) {
      CAPTURE(version);
      CAPTURE(format);
      const TemporaryFolder folder;
      REQUIRE(run_git(folder.path(), std::string("init --object-format=") + format));
      for (const char* name : {"a/long/way/down/server.py", "a/long/way/up.py", "kept/other.txt",
                               "kept/tracked.txt", "notes.md", "untracked.md"})
        folder.write(name, "x\n");
      folder.write(".gitignore", "*.md\nkept/\n");
      REQUIRE(run_git(folder.path(), "add --force a kept/tracked.txt notes.md .gitignore"));
      if (*version == '3') {
        folder.write("later.py", "x\n");  // only an entry with such a mark makes it version 3
        REQUIRE(run_git(folder.path(), "add --intent-to-add later.py"));
      }
      REQUIRE(run_git(folder.path(), std::string("update-index --index-version ") + version));
      std::vector<std::string> expected = {".gitignore", "a/long/way/down/server.py",
                                           "a/long/way/up.py", "kept/tracked.txt"};
      if (*version == '3') expected.emplace_back("later.py");
      expected.emplace_back("notes.md");
      CHECK(found_in(folder.path()) == expected);
      CHECK_FALSE(would_ignore(std::filesystem::canonical(folder.path()) / "notes.md"));
      CHECK(would_ignore(std::filesystem::canonical(folder.path()) / "untracked.md"));
    }
  }
}

TEST_CASE("an index that is none, or cut off anywhere, tracks nothing and harms nothing") {
  const TemporaryFolder folder;
  REQUIRE(run_git(folder.path(), "init"));
  folder.write("one.py", "x\n");
  folder.write("two.py", "x\n");
  REQUIRE(run_git(folder.path(), "add ."));
  const std::string root = folder.path().generic_string();
  std::ifstream in(folder.path() / ".git/index", std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(in), {}};
  CHECK(TrackedFiles(folder.path()).hold(root + "/two.py", false));
  CHECK_FALSE(TrackedFiles(folder.path()).hold(root + "/three.py", false));
  const std::size_t entries_end = whole.find("two.py") + 6;
  for (std::size_t size = 0; size < entries_end; ++size) {
    folder.write(".git/index", whole.substr(0, size));
    CHECK_FALSE(TrackedFiles(folder.path()).hold(root + "/one.py", false));
  }
  folder.write(".git/index", whole.substr(0, 11) + '\xff' + whole.substr(12));  // 255 entries
  CHECK_FALSE(TrackedFiles(folder.path()).hold(root + "/one.py", false));
  CHECK_FALSE(TrackedFiles(folder.path() / "none").hold(root + "/one.py", false));
}
