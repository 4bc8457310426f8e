// The repository around a tree, by reading its files.

#include "lint/engine/repository.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "lint/engine/discover.h"
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
