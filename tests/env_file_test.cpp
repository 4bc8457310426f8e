#include "lint/syntax/env_file.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "config_reading.h"

using namespace mcplint;

static std::string read(std::string_view text) { return read_config(parse_env_file, text); }

TEST_CASE("files of variables are known by their names") {
  CHECK(is_env_file("deploy/.env"));
  CHECK(is_env_file(".env.production"));
  CHECK(is_env_file("server.env"));
  CHECK_FALSE(is_env_file(".envrc"));  // a script
  CHECK_FALSE(is_env_file("env.py"));
  CHECK_FALSE(is_env_file(".env/bin/activate"));
}

TEST_CASE("variables are read as Compose reads them") {
  CHECK(read("A=1\n# why\n\n export B = two words \r\nC: x\n") == "{A:'1',B:'two words',C:'x'}");
  CHECK(read("A=x # why\nB=x#y\nC=# why\nD=") == "{A:'x',B:'x#y',C:'',D:''}");
  CHECK(read("A='x # $y' # why\nB=\"x\\n\\\"y\\\"\"\n") == "{A:'x # $y',B:'x\n\"y\"'}");
  CHECK(read("A=\"x\ny\" # why\nB='\n'\nC=1") == "{A:'x\ny',B:'\n',C:'1'}");
  CHECK(read("A=\"x\nB=1\n") == "{A:'\"x',B:'1'}");  // a quote that nothing closes
  CHECK(read("A=1\nA=2") == "{A:'1',A:'2'}");
  CHECK(read("no variable\na b=1\n=2\n\xEF\xBB\xBF") == "{}");
  CHECK(read("\xEF\xBB\xBF"
             "A=1") == "{A:'1'}");
  CHECK(place_in_config(parse_env_file, "A = 'x y' # why", "A") == "'x y'");
  CHECK(place_in_config(parse_env_file, "A = x y # why", "A") == "x y");
}
