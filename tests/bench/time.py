#!/usr/bin/env python3
"""Runs a command and says how much of the processor it took and how fast it read its last argument.

Usage: time.py COMMAND… FOLDER
"""

import pathlib
import resource
import subprocess
import sys

size = sum(path.stat().st_size for path in pathlib.Path(sys.argv[-1]).rglob("*") if path.is_file())
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=False)
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
seconds = usage.ru_utime + usage.ru_stime
print(f"{sys.argv[1]}: {seconds:.3f} s, {size / 1e6 / seconds:.0f} MB/s")
