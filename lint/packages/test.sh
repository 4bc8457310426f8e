#!/bin/sh
# Installs each package of a folder in a place of its own, and runs what it brought: test.sh FOLDER.
#
# Needs Debian's pre-commit and npm, and no network: the npm packages come from a registry that
# runs as long as the test.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
packages=$(cd "$1" && pwd)
version=$(sed -n 's/^project(mcplint VERSION \([0-9.]*\).*/\1/p' "$root/CMakeLists.txt")

work=$(mktemp -d)
registry=""
cleanup() {
  [ -z "$registry" ] || kill "$registry" 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT
export HOME="$work/home"
mkdir -p "$HOME"

step() { printf -- '-- %s\n' "$1"; }
fail() {
  echo "FAILED: $1" >&2
  exit 1
}

# A deployment with one finding that everybody can see.
mkdir "$work/bad"
printf '{"mcpServers": {"a": {"command": "npx", "args": ["-y", "some-server"]}}}\n' >"$work/bad/.mcp.json"

# check COMMAND…: it is this version, and it finds what is there to find.
check() {
  # Not here: npx would take this repository for the package.
  said=$(cd "$work/bad" && "$@" --version)
  [ "$said" = "mcplint $version" ] || fail "$* says '$said', not 'mcplint $version'"
  code=0
  said=$(cd "$work/bad" && "$@" --format concise .) || code=$?
  [ "$code" -eq 1 ] || fail "$* ended with $code"
  echo "$said" | grep -q '^\.mcp\.json:1:.*\[MCP301\]$' || fail "$* found: $said"
}

step "checksums"
(cd "$packages" && sha256sum --quiet -c SHA256SUMS)

step "tarball"
mkdir "$work/tarball"
tar -C "$work/tarball" -xzf "$packages"/mcplint-"$version"-linux-*.tar.gz
prefix=$(echo "$work"/tarball/*)
check "$prefix/bin/mcplint"
if readelf -l "$prefix/bin/mcplint" | grep -q INTERP; then
  fail "the program in the tarball is not static"
fi
# Nothing of the machine is there but the kernel.
if [ "$(id -u)" -eq 0 ]; then
  mkdir -p "$work/empty"
  cp "$prefix/bin/mcplint" "$work/bad/.mcp.json" "$work/empty/"
  check_in_empty() { chroot "$work/empty" /mcplint "$@"; }
  check_in_empty --version >/dev/null || fail "the program does not run in an empty root"
  code=0
  check_in_empty --format concise / >/dev/null || code=$?
  [ "$code" -eq 1 ] || fail "in an empty root, the program ended with $code"
fi
man --warnings -l "$prefix/share/man/man1/mcplint.1" >"$work/manual" 2>"$work/manual.err"
[ ! -s "$work/manual.err" ] || fail "the manual page: $(cat "$work/manual.err")"
grep -q 'EXIT STATUS' "$work/manual" || fail "the manual page has no exit codes"
bash -n "$prefix/share/bash-completion/completions/mcplint"
if command -v zsh >/dev/null; then zsh -n "$prefix/share/zsh/vendor-completions/_mcplint"; fi
if command -v fish >/dev/null; then fish -n "$prefix/share/fish/vendor_completions.d/mcplint.fish"; fi

step "Debian package"
debian="$work/debian"
mkdir -p "$debian/var/lib/dpkg/info" "$debian/var/lib/dpkg/updates" "$debian/var/lib/dpkg/triggers"
touch "$debian/var/lib/dpkg/status"
dpkg --root="$debian" --force-not-root --log="$work/dpkg.log" -i "$packages"/mcplint_*.deb >/dev/null
check "$debian/usr/bin/mcplint"
[ -f "$debian/usr/share/man/man1/mcplint.1" ] || fail "the Debian package has no manual page"

step "npm package"
node "$here/npm/registry.mjs" "$packages" >"$work/registry" &
registry=$!
while [ ! -s "$work/registry" ]; do sleep 0.1; done
npm_config_registry=$(cat "$work/registry")
export npm_config_registry npm_config_update_notifier=false npm_config_fund=false npm_config_audit=false
npm install --silent --global --prefix "$work/npm" mcplint
check "$work/npm/bin/mcplint"
run_with_npx() { npx --yes --silent "mcplint@$version" "$@"; }
check run_with_npx

step "wheel"
python=/usr/bin/python3
[ -x "$python" ] || python=python3
"$python" -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check --no-index --find-links "$packages" mcplint
check "$work/venv/bin/mcplint"

step "pre-commit"
"$root/tests/pre_commit/check.sh" "$prefix/bin/mcplint"

echo "every package was installed and run"
