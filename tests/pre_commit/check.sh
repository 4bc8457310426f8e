#!/bin/sh
# Runs the hooks of this repository with pre-commit, against repositories that it makes:
# check.sh PROGRAM. The npm hook is run where npm_config_registry has the packages.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
program=$(realpath "$1")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PRE_COMMIT_HOME="$work/cache"
export MCPLINT_FORMAT=concise
export GIT_CONFIG_GLOBAL="$work/gitconfig" GIT_CONFIG_NOSYSTEM=1
git config --global user.name test
git config --global user.email test@example.com
git config --global init.defaultBranch main
git config --global core.hooksPath ""
git config --global --unset core.hooksPath
mkdir "$work/bin"
ln -s "$program" "$work/bin/mcplint"
PATH="$work/bin:$PATH"

fail() {
  echo "FAILED: $1" >&2
  [ ! -f "$work/log" ] || cat "$work/log" >&2
  exit 1
}

pre-commit validate-manifest "$root/.pre-commit-hooks.yaml" >/dev/null

# What users name as `repo:`, with a tag: the files that pre-commit and the installers look at.
hooks="$work/hooks"
mkdir "$hooks"
(cd "$root" && tar -cf - .pre-commit-hooks.yaml package.json pyproject.toml lint/packages README.md LICENSE) |
  tar -C "$hooks" --exclude=node_modules -xf -
git -C "$hooks" init -q
git -C "$hooks" add -A
git -C "$hooks" commit -qm hooks
git -C "$hooks" tag v1

# new_repository NAME HOOK: a repository with a server that is fine, and the hook.
new_repository() {
  repository="$work/$1"
  mkdir "$repository"
  cd "$repository"
  git init -q
  cat >.pre-commit-config.yaml <<END
repos:
  - repo: $hooks
    rev: v1
    hooks:
      - id: $2
END
  cat >server.py <<END
from mcp.server.fastmcp import FastMCP
from helpers import load
mcp = FastMCP("notes")
@mcp.tool()
def read(path: str) -> str:
    return load(path)
END
  printf 'def load(name):\n    return name\n' >helpers.py
  printf '\211PNG\0\0' >logo.png
  git add -A
  git commit -qm first
  pre-commit install >/dev/null
}

# commits CODE TEXT: the commit of what is staged ends with CODE, and says TEXT.
commits() {
  code=0
  git commit -m change >"$work/log" 2>&1 || code=$?
  [ "$code" -eq "$1" ] || fail "git commit ended with $code, not $1"
  grep -q -- "$2" "$work/log" || fail "git commit did not say: $2"
}

# A mistake in a helper is one only because of the server, which the commit does not touch.
change_helper() {
  printf 'def load(name):\n    return open(name).read()\n' >helpers.py
  git add -A
  commits 1 '^helpers.py:2:.*MCP101'
  if grep -q '^server.py:' "$work/log"; then fail "it reported on a file that did not change"; fi
  printf 'def load(name):\n    return name.upper()\n' >helpers.py
  git add -A
  commits 0 Passed
}

echo "   system hook: one file"
new_repository system mcplint-system
change_helper
printf '\211PNG\0\0\0' >logo.png
git add -A
commits 0 Skipped

echo "   system hook: 3,000 files"
mkdir many
i=0
while [ "$i" -lt 3000 ]; do
  printf 'value = %s\n' "$i" >"many/a_module_with_a_name_that_is_long_enough_to_fill_a_command_line_$i.py"
  i=$((i + 1))
done
git add -A
commits 0 Passed
printf 'key = "ghp_%s%s"\n' Zk3T9vQxB7mLw2RfYc K8sHd5NjP4aGt6WeU1 >many/last.py
git add -A
commits 1 '^many/last.py:1:.*MCP601'

echo "   wheel: built by pre-commit around the program"
MCPLINT_PROGRAM="$program"
export MCPLINT_PROGRAM
new_repository python mcplint-source
change_helper
unset MCPLINT_PROGRAM

if [ -n "${npm_config_registry:-}" ]; then
  echo "   npm package"
  new_repository node mcplint
  change_helper
  new_repository all mcplint-all
  printf 'def load(name):\n    return open(name).read()\n' >helpers.py
  git add -A
  commits 1 '^helpers.py:2:.*MCP101'
fi
echo "   every hook passed and failed as it should"
