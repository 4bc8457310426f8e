// The checklist as a page, opened in a browser where one is there.

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "golden.h"
#include "lint/checklist/checklist.h"
#include "program_run.h"
#include "temporary_folder.h"

using namespace mcplint;
namespace fs = std::filesystem;

/// The browser's program; empty if none is installed.
static std::string browser() {
  for (const char* path :
       {"/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"}) {
    if (fs::exists(path)) return path;
  }
  return {};
}

TEST_CASE("a browser shows every line of the page, which needs nothing from elsewhere") {
  const TemporaryFolder folder;
  const fs::path project = fs::path(MCPLINT_ROOT) / "fixtures" / "projects" / "unready_server";
  const Ended written = run(
      folder.path(), "checklist --date 2027-01-15 --format html -o page.html " + project.string());
  CHECK(written.code == 1);
  const std::string html = read_file(folder.path() / "page.html");
  REQUIRE(!html.empty());
  for (const char* foreign : {"<script", "<link", "<img", " src=", "@import", "url("})
    CHECK_MESSAGE(html.find(foreign) == std::string::npos, foreign);

  const std::string program = browser();
  if (program.empty()) return;
  const Ended shown = run_command(
      folder.path(), "timeout 60 " + program +
                         " --headless --no-sandbox --disable-gpu --user-data-dir=profile "
                         "--dump-dom \"file://$PWD/page.html\"");
  REQUIRE(shown.code == 0);
  for (const checklist::Item& item : checklist::all_items()) {
    CHECK_MESSAGE(shown.out.find("id=\"" + std::string(item.name) + "\"") != std::string::npos,
                  item.name);
  }
}
