#pragma once
// Calls that more than one rule of this folder asks about.

#include <algorithm>
#include <array>
#include <cstddef>

#include "mcplint/tool.h"

namespace mcplint {

/// Two tables, one behind the other.
template <std::size_t One, std::size_t Other>
constexpr std::array<Callable, One + Other> joined(const Callable (&one)[One],
                                                   const Callable (&other)[Other]) {
  std::array<Callable, One + Other> all{};
  std::ranges::copy(one, all.begin());
  std::ranges::copy(other, all.begin() + One);
  return all;
}

/// A table of calls, and behind it the same calls for what they bring in.
template <std::size_t Size>
constexpr std::array<Callable, 2 * Size> with_results(const Callable (&calls)[Size]) {
  std::array<Callable, 2 * Size> all = joined(calls, calls);
  for (std::size_t i = Size; i < all.size(); ++i) all[i] = {calls[i - Size].name, kResult};
  return all;
}

/// Calls that read, write, list, move or delete the path they are given.
inline constexpr Callable kFileAccess[] = {
    {"open", 0, "file"},
    {"io.open", 0, "file"},
    {"codecs.open", 0, "filename"},
    {"aiofiles.open", 0, "file"},
    {"anyio.open_file", 0, "file"},
    {"gzip.open", 0, "filename"},
    {"os.open", 0, "path"},
    {"os.listdir", 0, "path"},
    {"os.scandir", 0, "path"},
    {"os.walk", 0, "top"},
    {"os.remove", 0, "path"},
    {"os.unlink", 0, "path"},
    {"os.rmdir", 0, "path"},
    {"os.removedirs", 0, "name"},
    {"os.mkdir", 0, "path"},
    {"os.makedirs", 0, "name"},
    {"os.rename", 0, "src"},
    {"os.rename", 1, "dst"},
    {"os.replace", 0, "src"},
    {"os.replace", 1, "dst"},
    {"os.chmod", 0, "path"},
    {"os.symlink", 0, "src"},
    {"os.symlink", 1, "dst"},
    {"shutil.rmtree", 0, "path"},
    {"shutil.copy", 0, "src"},
    {"shutil.copy", 1, "dst"},
    {"shutil.copy2", 0, "src"},
    {"shutil.copy2", 1, "dst"},
    {"shutil.copyfile", 0, "src"},
    {"shutil.copyfile", 1, "dst"},
    {"shutil.copytree", 0, "src"},
    {"shutil.copytree", 1, "dst"},
    {"shutil.move", 0, "src"},
    {"shutil.move", 1, "dst"},
    {"zipfile.ZipFile", 0, "file"},
    {"zipfile.ZipFile.extractall", 0, "path"},
    {"tarfile.open", 0, "name"},
    {"os.truncate", 0, "path"},
    {"git.Repo", 0, "path"},
    {"git.Repo.init", 0, "path"},
    {"git.Repo.clone_from", 1, "to_path"},
    {"git.IndexFile.add", 0, "items"},
    {"pdfplumber.open", 0, "path_or_fp"},
    {"markitdown.MarkItDown.convert", 0, "source"},
    {"os.link", 0, "src"},
    {"os.link", 1, "dst"},
    {"sqlite3.connect", 0, "database"},
    {"flask.send_file", 0, "path_or_file"},
    {"starlette.responses.FileResponse", 0, "path"},
    {"fastapi.responses.FileResponse", 0, "path"},
    {"pandas.read_csv", 0, "filepath_or_buffer"},
    {"pandas.read_excel", 0, "io"},
    {"pandas.read_parquet", 0, "path"},
    {"openpyxl.load_workbook", 0, "filename"},
    {"docx.Document", 0, "docx"},
    {"pptx.Presentation", 0, "pptx"},
    {"PIL.Image.open", 0, "fp"},
    {"pypdf.PdfReader", 0, "stream"},
    {"PyPDF2.PdfReader", 0, "stream"},
    {"fitz.open", 0, "filename"},
    {"openpyxl.Workbook.save", 0, "filename"},
    {"shutil.unpack_archive", 0, "filename"},
    {"shutil.unpack_archive", 1, "extract_dir"},
    {"pathlib.Path.open", kReceiver},
    {"pathlib.Path.read_text", kReceiver},
    {"pathlib.Path.read_bytes", kReceiver},
    {"pathlib.Path.write_text", kReceiver},
    {"pathlib.Path.write_bytes", kReceiver},
    {"pathlib.Path.iterdir", kReceiver},
    {"pathlib.Path.glob", kReceiver},
    {"pathlib.Path.rglob", kReceiver},
    {"pathlib.Path.walk", kReceiver},
    {"pathlib.Path.unlink", kReceiver},
    {"pathlib.Path.rmdir", kReceiver},
    {"pathlib.Path.mkdir", kReceiver},
    {"pathlib.Path.touch", kReceiver},
    {"pathlib.Path.symlink_to", kReceiver},
    {"pathlib.Path.rename", kReceiver},
    {"pathlib.Path.rename", 0, "target"},
    {"pathlib.Path.replace", kReceiver},
    {"pathlib.Path.replace", 0, "target"},
    {"anyio.Path.read_text", kReceiver},
    {"anyio.Path.read_bytes", kReceiver},
    {"anyio.Path.write_text", kReceiver},
    {"anyio.Path.write_bytes", kReceiver},
    {"anyio.Path.unlink", kReceiver},
    // On objects of unknown type, only names that nothing but paths has.
    {"*.read_text", kReceiver},
    {"*.read_bytes", kReceiver},
    {"*.write_text", kReceiver},
    {"*.write_bytes", kReceiver},
    {"*.iterdir", kReceiver},
    {"*.rglob", kReceiver},
};

/// Calls that start a program: with a shell, always; or from a list, or from a
/// text with `shell=True`.
inline constexpr Callable kStarts[] = {
    {"os.system", 0, "command"},
    {"os.popen", 0, "cmd"},
    {"subprocess.getoutput", 0, "cmd"},
    {"subprocess.getstatusoutput", 0, "cmd"},
    {"asyncio.create_subprocess_shell", 0, "cmd"},
    {"asyncio.subprocess.create_subprocess_shell", 0, "cmd"},
    {"anyio.run_process", 0, "command"},
    {"anyio.open_process", 0, "command"},
    {"pexpect.run", 0, "command"},
    {"pexpect.runu", 0, "command"},
    {"invoke.run", 0, "command"},
    {"invoke.Context.run", 0, "command"},
    {"fabric.Connection.run", 0, "command"},
    {"fabric.Connection.sudo", 0, "command"},
    {"paramiko.SSHClient.exec_command", 0, "command"},
    {"*.exec_command", 0, "command"},
    // Without a shell, if not asked for one.
    {"subprocess.run", 0, "args"},
    {"subprocess.call", 0, "args"},
    {"subprocess.check_call", 0, "args"},
    {"subprocess.check_output", 0, "args"},
    {"subprocess.Popen", 0, "args"},
    {"asyncio.create_subprocess_exec", kAny},
    {"asyncio.subprocess.create_subprocess_exec", kAny},
    {"os.execv", kAny},
    {"os.execvp", kAny},
    {"os.execl", kAny},
    {"os.execlp", kAny},
    {"os.spawnv", kAny},
    {"os.spawnvp", kAny},
    {"pty.spawn", 0, "argv"},
    {"pexpect.spawn", 0, "command"},
    {"mcp.StdioServerParameters", kNamed, "command"},
    {"mcp.client.stdio.StdioServerParameters", kNamed, "command"},
};

/// How many of them, from the first on, always start a shell.
inline constexpr std::size_t kShells = 16;

}  // namespace mcplint
