#include "mcplint/text.h"

#include <doctest/doctest.h>

using namespace mcplint;

TEST_CASE("locate() finds line and column of a span in one of several files") {
  Sources sources;
  const Source& a = sources.add("a.py", "one\ntwo three\n");
  const Source& b = sources.add("b.py", "x");
  const Source& empty = sources.add("c.py", "");

  const Location three = sources.locate({std::string_view(a.text).substr(8, 5)});
  CHECK(three.source == &a);
  CHECK(three.line == 2);
  CHECK(three.column == 5);
  CHECK(sources.locate(b.all()).source == &b);
  CHECK(sources.locate(empty.start()).source == &empty);
  CHECK(sources.locate_end({std::string_view(a.text).substr(8, 5)}).column == 10);
}
