#!/bin/sh
# Checks SARIF logs: check.sh FILES…
#
# Each must match the JSON schema, then leave Microsoft's SARIF multitool (all
# of its rules and GitHub's, notes included) and this folder's own checks with
# nothing to say. Files that end in .json are taken for mcplint's own format and
# must match its schema. Installs what it needs beside itself, once.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
if [ $# -eq 0 ]; then
  echo "usage: $0 FILES…" >&2
  exit 2
fi
if [ ! -d "$here/node_modules" ]; then
  (cd "$here" && npm ci --ignore-scripts --no-audit --no-fund >&2)
fi
exec node "$here/check.mjs" "$@"
