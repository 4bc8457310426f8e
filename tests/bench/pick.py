#!/usr/bin/env python3
"""Copies 100 MB of text files out of some folders: a mix, the same every time.

Usage: pick.py INTO FOLDERS…
"""

import hashlib
import pathlib
import shutil
import sys

MOST = 100_000_000
LARGEST = 1_000_000


def is_text(path: pathlib.Path) -> bool:
    data = path.read_bytes()
    return b"\0" not in data


def main() -> None:
    into, *folders = map(pathlib.Path, sys.argv[1:])
    into.mkdir()
    files = [
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink() and 0 < path.stat().st_size <= LARGEST
    ]
    files.sort(key=lambda path: hashlib.sha256(str(path).encode()).digest())
    total = 0
    for number, path in enumerate(files):
        if total >= MOST:
            break
        if is_text(path):
            shutil.copyfile(path, into / f"{number}-{path.name}")
            total += path.stat().st_size


main()
