#!/bin/sh
# Makes every package of the program in a build folder: build.sh BUILD FOLDER.
#
# BUILD was configured with -DMCPLINT_STATIC=ON, so that the program runs on every Linux of its
# processor. Needs no network.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)

staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT
version=$("$build/mcplint" --version | cut -d' ' -f2)
name="mcplint-$version-linux-$(uname -m)"

# The tarball: unpack it anywhere, or over /usr/local.
DESTDIR="$staging/install" cmake --install "$build" --prefix "/$name" --strip >/dev/null
tar -C "$staging/install" --sort=name --owner=0 --group=0 --numeric-owner \
  --mtime="@${SOURCE_DATE_EPOCH:-0}" -czf "$out/$name.tar.gz" "$name"

program="$staging/install/$name/bin/mcplint"
node "$here/npm/pack.mjs" "$program" "$out"
python3 "$here/python/backend.py" "$program" "$out"

(cd "$build" && cpack -G DEB -B "$staging/deb" >/dev/null)
cp "$staging"/deb/*.deb "$out/"

cd "$out"
sha256sum -- *.tar.gz *.tgz *.whl *.deb >SHA256SUMS
