#include <doctest/doctest.h>

#include <array>
#include <sstream>
#include <string>

#include "lint/report/rule_list.h"
#include "lint/report/rule_page.h"
#include "report_runs.h"

using namespace mcplint;

TEST_CASE("a rule's page") {
  const Example bad[] = {{"server.py", "open(name)\n"}, {"x/.mcp.json", "{}"}};
  const Example good[] = {
      {"Dockerfile", "FROM a\n"}, {"README.md", "```\nx\n````\n"}, {"plain", ""}};
  CHECK(rule_page(kPathRule, bad, good) == R"(# MCP101 path-traversal

Tool parameter used as a file path without confinement.

Severity **high** · confidence **high** · [CWE-22](https://cwe.mitre.org/data/definitions/22.html) · OWASP MCP05:2025

Whoever can put words in front of the model
can choose the arguments.

Resolve the path, then require it to be below a root.

## Bad

`server.py`:

```python
open(name)
```

`x/.mcp.json`:

```json
{}
```

## Good

`Dockerfile`:

```dockerfile
FROM a
```

`README.md`:

`````markdown
```
x
````
`````

`plain`:

```
```

## What it does not see

Paths that are built in another process.
)");
}

TEST_CASE("a page says only what there is to say") {
  CHECK(rule_page(kInfoRule, {}, {}) == R"(# MCP503 no-hashes

Requirement without a hash.

Severity **info** · confidence **high** · only with `--persona pedantic` · [CWE-494](https://cwe.mitre.org/data/definitions/494.html)

A hash says that the package is the one that was tested.
)");
}

TEST_CASE("a page in a terminal") {
  const std::string page = "# Title\n\ntext\n\n```sh\n# no heading\n```\nafter\n";
  CHECK(paint_markdown(page, {}) == page);
  Style style;
  style.color = true;
  CHECK(paint_markdown(page, style) ==
        "\x1b[1m# Title\x1b[0m\n\ntext\n\n\x1b[2m```sh\x1b[0m\n"
        "\x1b[1;36m# no heading\x1b[0m\n\x1b[2m```\x1b[0m\nafter\n");
}

static std::string listed(void (*write)(Rules, const Style&, std::ostream&)) {
  static constexpr std::array<const Rule*, 3> kRules = {&kPathRule, &kHealthRule, &kInfoRule};
  std::ostringstream out;
  write(kRules, {}, out);
  return out.str();
}

TEST_CASE("rules as a table") {
  CHECK(listed(write_rules_as_text) ==
        "MCP101  path-traversal  high      project  regular\n"
        "MCP401  no-healthcheck  low       project  regular\n"
        "MCP503  no-hashes       info      project  pedantic\n");
}

TEST_CASE("rules as Markdown") {
  CHECK(listed(write_rules_as_markdown) == R"(# Rules

Rules of the personas `pedantic` and `auditor` are off until `--persona` asks for them.

## Tools: what they do with what their caller sends

| Rule | Name | Severity | Persona | What it finds |
|---|---|---|---|---|
| [MCP101](MCP101.md) | path-traversal | high | regular | Tool parameter used as a file path without confinement |

## Container

| Rule | Name | Severity | Persona | What it finds |
|---|---|---|---|---|
| [MCP401](MCP401.md) | no-healthcheck | low | regular | Image of a network server without a `HEALTHCHECK` |

## Dependencies

| Rule | Name | Severity | Persona | What it finds |
|---|---|---|---|---|
| [MCP503](MCP503.md) | no-hashes | info | pedantic | Requirement without a hash |
)");
}

TEST_CASE("rules as JSON") {
  const std::string json = listed(write_rules_as_json);
  CHECK(json.starts_with(R"({
  "rules": [
    {
      "id": "MCP101",
      "name": "path-traversal",
      "summary": "Tool parameter used as a file path without confinement",
      "severity": "high",
      "confidence": "high",
      "persona": "regular",
      "inspects": "project",
      "cwe": 22,
      "owasp": "MCP05:2025",
      "url": "https://github.com/mcplint/mcplint/blob/main/docs/rules/MCP101.md"
    },
)"));
}
