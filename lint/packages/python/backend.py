"""Makes a wheel that carries the program, with nothing but the standard library.

As a script, `python3 backend.py BINARY FOLDER` packs a program that is there already. As the build
backend of pyproject.toml, for `pip install .` and pre-commit's `language: python`, it builds the
program first, or takes the one that MCPLINT_PROGRAM names.
"""

import base64
import hashlib
import json
import os
import pathlib
import platform
import subprocess
import sys
import tarfile
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
PACKAGE = json.loads((ROOT / "package.json").read_text("utf-8"))
VERSION = PACKAGE["version"]
DIST_INFO = f"mcplint-{VERSION}.dist-info"

METADATA = f"""\
Metadata-Version: 2.1
Name: mcplint
Version: {VERSION}
Summary: {PACKAGE["description"]}
Home-page: {PACKAGE["homepage"]}
License: {PACKAGE["license"]}
Classifier: Environment :: Console
Classifier: Operating System :: POSIX :: Linux
Classifier: Topic :: Security
Requires-Python: >=3.7
Description-Content-Type: text/markdown

"""


def is_static(program: bytes) -> bool:
    """Whether an ELF file needs no interpreter, and so no particular C library."""
    is_elf_64 = program[:5] == b"\x7fELF\x02"
    if not is_elf_64:
        return False
    start = int.from_bytes(program[32:40], "little")
    size = int.from_bytes(program[54:56], "little")
    count = int.from_bytes(program[56:58], "little")
    interpreter = 3  # PT_INTERP
    return all(
        int.from_bytes(program[start + size * i : start + size * i + 4], "little") != interpreter
        for i in range(count)
    )


def wheel_tag(program: bytes) -> str:
    machine = platform.machine()
    if is_static(program):
        return f"py3-none-manylinux2014_{machine}.musllinux_1_1_{machine}"
    return f"py3-none-linux_{machine}"


def record_line(name: str, data: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
    return f"{name},sha256={digest},{len(data)}\n"


def add(wheel: zipfile.ZipFile, name: str, data: bytes, mode: int) -> None:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))  # the same bytes every time
    entry.external_attr = (0o100000 | mode) << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    wheel.writestr(entry, data)


def write_wheel(binary: pathlib.Path, folder: pathlib.Path) -> str:
    program = binary.read_bytes()
    tag = wheel_tag(program)
    python, abi, platforms = tag.split("-")
    tags = "".join(f"Tag: {python}-{abi}-{each}\n" for each in platforms.split("."))
    readme = (ROOT / "README.md").read_text("utf-8")
    files = [
        (f"mcplint-{VERSION}.data/scripts/mcplint", program, 0o755),
        (f"{DIST_INFO}/LICENSE", (ROOT / "LICENSE").read_bytes(), 0o644),
        (f"{DIST_INFO}/METADATA", (METADATA + readme).encode(), 0o644),
        (
            f"{DIST_INFO}/WHEEL",
            f"Wheel-Version: 1.0\nGenerator: mcplint\nRoot-Is-Purelib: false\n{tags}".encode(),
            0o644,
        ),
    ]
    record = "".join(record_line(name, data) for name, data, _ in files)
    files.append((f"{DIST_INFO}/RECORD", f"{record}{DIST_INFO}/RECORD,,\n".encode(), 0o644))
    name = f"mcplint-{VERSION}-{tag}.whl"
    with zipfile.ZipFile(folder / name, "w") as wheel:
        for each in files:
            add(wheel, *each)
    return name


def build_program(folder: pathlib.Path) -> pathlib.Path:
    """Builds with CMake. What that needs, docs/CONTRIBUTING.md says."""
    grammars = ROOT / "lint" / "syntax" / "grammars"
    if not (grammars / "node_modules").is_dir():
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=grammars, check=True)
    subprocess.run(["cmake", "-S", ROOT, "-B", folder, "-G", "Ninja", "-DMCPLINT_TESTS=OFF"], check=True)
    subprocess.run(["cmake", "--build", folder, "--target", "mcplint"], check=True)
    return folder / "mcplint"


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    """PEP 517."""
    given = os.environ.get("MCPLINT_PROGRAM")
    if given:
        return write_wheel(pathlib.Path(given), pathlib.Path(wheel_directory))
    with tempfile.TemporaryDirectory() as folder:
        return write_wheel(build_program(pathlib.Path(folder)), pathlib.Path(wheel_directory))


def build_sdist(sdist_directory, config_settings=None):
    """PEP 517: what git tracks."""
    name = f"mcplint-{VERSION}"
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, stdout=subprocess.PIPE)
    with tarfile.open(pathlib.Path(sdist_directory) / f"{name}.tar.gz", "w:gz") as archive:
        for file in filter(None, tracked.stdout.decode().split("\0")):
            archive.add(ROOT / file, f"{name}/{file}")
    return f"{name}.tar.gz"


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python3 backend.py BINARY FOLDER")
    print(write_wheel(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])))
