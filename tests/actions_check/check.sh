#!/bin/sh
# Checks action.yml and the workflows, and then that the check would notice a mistake.
# Installs what it needs beside itself, once.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
if [ ! -d "$here/node_modules" ]; then
  (cd "$here" && npm ci --ignore-scripts --no-audit --no-fund >&2)
fi
node "$here/check.mjs" "$root/action.yml" "$root"/.github/workflows/*.yml

wrong=$(mktemp -d)
trap 'rm -rf "$wrong"' EXIT
sed 's/using: composite/using: compost/' "$root/action.yml" >"$wrong/action.yml"
sed 's/github\.ref }}/github.rev }}/' "$root/.github/workflows/ci.yml" >"$wrong/ci.yml"
for file in "$wrong"/*; do
  if node "$here/check.mjs" "$file" >/dev/null; then
    echo "FAILED: a mistake in $(basename "$file") was not noticed" >&2
    exit 1
  fi
done
