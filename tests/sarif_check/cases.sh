#!/bin/sh
# Logs that are hard to get right, checked as all others: cases.sh PROGRAM.
#
# Hostile file names, an empty result, 5,000 results, what was suppressed, and a merged log.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
logs="$work/logs"
mkdir "$logs"

# A work tree with a remote, which a log can then name.
begin() {
  mkdir "$work/$1"
  cd "$work/$1"
  git init -q .
  git -c user.name=t -c user.email=t@example.com commit -q --allow-empty -m first
  git remote add origin "https://user:token@github.com/acme/agents.git"
}
bad='{"mcpServers": {"a": {"command": "npx", "args": ["-y", "some-server"]}}}'
log() {
  "$program" --exit-zero --no-project "$@"
  "$here/check.sh" "$logs"/*.sarif "$logs"/*.json
  rm -f "$logs"/*
}

begin hostile
for name in 'a b' 'ünï' '#?%41' 'x:y' '[a](b)' "quote'\"" 'back\slash' '-dash' '{0}' "$(printf 'new\nline')" \
  "$(printf 'esc\033[31m')" "$(printf 'bidi\342\200\256x')" "$(printf 'latin\351')" '..dots' '::error::x'; do
  mkdir -p "./$name"
  echo "$bad" >"./$name/.mcp.json"
done
log --format "sarif=$logs/hostile.sarif" --format "json=$logs/hostile.json" --show-files .

begin empty
echo 'x = 1' >x.py
log --format "sarif=$logs/empty.sarif" --format "json=$logs/empty.json" .

begin many
{
  echo '{"mcpServers": {'
  i=0
  while [ "$i" -lt 5000 ]; do
    echo "  \"s$i\": {\"command\": \"npx\", \"args\": [\"-y\", \"server-$i\"]},"
    i=$((i + 1))
  done
  echo '  "last": {"command": "/usr/bin/server"}}}'
} >.mcp.json
log --select MCP301 --format "sarif=$logs/many.sarif" --format "json=$logs/many.json" .

begin suppressed
printf 'from mcp.server.fastmcp import FastMCP\nmcp = FastMCP("x")\n@mcp.tool()\ndef f(p: str):\n' >server.py
printf '    return open(p)  # mcplint: ignore[path-traversal] -- [why](not)\n' >>server.py
echo "$bad" >.mcp.json
log --show-suppressed --show-files --format "sarif=$logs/suppressed.sarif" --format "json=$logs/suppressed.json" .

cd "$work/hostile"
for part in 1 2 3; do "$program" --exit-zero --shard "$part/3" --format "sarif=$work/$part.part" .; done
"$program" merge --exit-zero -o "$logs/merged.sarif" "$work"/*.part
"$here/check.sh" "$logs"/*.sarif
