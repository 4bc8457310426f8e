#!/usr/bin/env python3
"""Writes a tree of 10,000 files that looks like a monorepo of MCP servers.

Usage: generate.py FOLDER

One file in ten belongs to a server: it registers a tool, or a tool calls it.
The others are what stands around: modules nobody reaches, TypeScript, Markdown,
JSON. The same files come out every time.
"""

import pathlib
import sys

SERVER = '''"""Server {n}."""
from pathlib import Path

from mcp.server.fastmcp import FastMCP

from .helpers import read_text, write_text

mcp = FastMCP("server-{n}")
ROOT = Path("/srv/{n}").resolve()
'''

TOOL = '''

@mcp.tool()
def read_{i}(name: str, lines: int = {i}) -> str:
    """Read a file below the root."""
    target = (ROOT / name).resolve()
    if not target.is_relative_to(ROOT):
        raise ValueError("outside the root")
    text = read_text(target)
    return "\\n".join(text.splitlines()[:lines])
'''

HELPER = '''"""Helpers."""
import json


def read_text(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def write_text(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
'''

MODULE = '''"""Module {n}: nothing that a server reaches."""
import os
import sys


class Worker{n}:
    """Does {n} things."""

    def __init__(self, limit={n}):
        self.limit = limit
        self.items = []

    def add(self, item):
        if len(self.items) >= self.limit:
            raise OverflowError(f"more than {{self.limit}} items")
        self.items.append(item)
        return len(self.items)

    def report(self):
        return {{"count": len(self.items), "limit": self.limit, "names": sorted(self.items)}}
'''

SCRIPT = '''export interface Item{n} {{ id: string; count: number; }}

export function total{n}(items: Item{n}[]): number {{
  return items.reduce((sum, item) => sum + item.count, 0);
}}
'''


def main():
    root = pathlib.Path(sys.argv[1])
    written = 0

    def write(name, text):
        nonlocal written
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        written += 1

    for n in range(250):
        folder = f"servers/s{n}"
        write(f"{folder}/__init__.py", "")
        write(f"{folder}/helpers.py", HELPER)
        write(f"{folder}/server.py", SERVER.format(n=n) + "".join(TOOL.format(i=i) for i in range(12)))
        write(f"{folder}/requirements.txt", "mcp==1.30.0\nhttpx==0.28.1\n")
        write(f"{folder}/Dockerfile", "FROM python:3.12.8-slim\nUSER app\nCMD [\"python\", \"server.py\"]\n")
        write(f"{folder}/.mcp.json", '{"mcpServers": {"s": {"command": "/usr/bin/s"}}}\n')
    n = 0
    while written < 10_000:
        write(f"lib/p{n % 50}/module_{n}.py", "".join(MODULE.format(n=n + k) for k in range(6)))
        write(f"web/p{n % 50}/script_{n}.ts", "".join(SCRIPT.format(n=n + k) for k in range(20)))
        write(f"docs/p{n % 50}/page_{n}.md", f"# Page {n}\n\n" + "Words about things.\n" * 60)
        write(f"data/p{n % 50}/data_{n}.json", '{"values": [' + ", ".join(map(str, range(400))) + "]}\n")
        n += 1


main()
