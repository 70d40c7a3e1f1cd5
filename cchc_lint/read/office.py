"""Older office files (.doc, .xls, .rtf, .odt): LibreOffice, where it is installed, turns them into newer ones.

It runs in a profile of its own that dies with it: no macro runs, no link is followed, no other window is touched.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from cchc_lint.document import Document
from cchc_lint.errors import InputError
from cchc_lint.words import say

TIMEOUT = 90  # seconds
_NEWER = {"doc": "docx", "rtf": "docx", "odt": "docx", "xls": "xlsx"}
_TITLES = {"doc": "Word đời cũ (.doc)", "rtf": "RTF", "odt": "OpenDocument (.odt)", "xls": "Excel đời cũ (.xls)"}
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice", "/usr/lib/libreoffice/program/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe", r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_OLE_STREAMS = (("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"), ("PowerPoint Document", "slides"))
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop>
</item>
</oor:items>
"""


def ole_kind(data: bytes, name: str) -> str:
    """What an OLE file is: "doc", "xls", "slides" or "ole". Raises InputError for a newer file with a password."""
    if _LOCKED in data:
        raise InputError(f"{name}: " + say(
            "tệp có mật khẩu. Hãy mở bằng Word hoặc Excel, bỏ mật khẩu "
            "(Tệp > Thông tin > Bảo vệ > Mã hóa bằng mật khẩu, xóa trống) rồi lưu lại.",
            "the file has a password. Open it in Word or Excel, take the password away "
            "(File > Info > Protect > Encrypt with Password, leave it blank) and save it again."
        ))
    return next((kind for stream, kind in _OLE_STREAMS if _directory_name(stream) in data), "ole")


def read_doc(data: bytes, name: str) -> Document:
    """The Document of a .doc file. Raises InputError where LibreOffice is missing or cannot read it."""
    return _read(data, name, "doc")


def read_rtf(data: bytes, name: str) -> Document:
    """The Document of an .rtf file. Raises as read_doc does."""
    return _read(data, name, "rtf")


def read_odt(data: bytes, name: str) -> Document:
    """The Document of an .odt file. Raises as read_doc does."""
    from cchc_lint.read.package import Package

    package = Package(data, name)
    manifest = package.xml("META-INF/manifest.xml")
    if manifest is not None and any(each.tag.endswith("}encryption-data") for each in manifest.iter()):
        raise InputError(f"{name}: tệp có mật khẩu. Hãy mở bằng LibreOffice, bỏ mật khẩu rồi lưu lại.")
    package.xml("content.xml")  # refuses here what would cost LibreOffice gigabytes
    return _read(data, name, "odt")


def read_xls(data: bytes, name: str) -> Document:
    """The Document of an .xls file. Raises as read_doc does."""
    return _read(data, name, "xls")


def soffice() -> str | None:
    """The path of LibreOffice on this machine, None where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if os.path.exists(place)), None)


def _read(data: bytes, name: str, kind: str) -> Document:
    from cchc_lint.read import sheet, word
    from cchc_lint.read.package import MAX_BYTES, Package

    if len(data) > MAX_BYTES:
        raise InputError(f"{name}: " + say(
            f"tệp quá lớn (giới hạn {MAX_BYTES // 1_048_576} MB).",
            f"the file is too large (at most {MAX_BYTES // 1_048_576} MB)."))
    program = soffice()
    newer = _NEWER[kind]
    if program is None:
        raise InputError(f"{name}: " + say(
            f"tệp {_TITLES[kind]}; máy này không có LibreOffice để chuyển. "
            f"Hãy mở tệp và lưu thành .{newer}, hoặc cài LibreOffice (libreoffice.org).",
            f"a .{kind} file, and no LibreOffice on this machine to convert it. "
            f"Open it and save it as .{newer}, or install LibreOffice (libreoffice.org)."
        ))
    package = Package(_converted(program, data, name, kind), name)
    notes = (say(f"Tệp {_TITLES[kind]}; đã chuyển sang .{newer} bằng LibreOffice để đọc.",
                 f"A .{kind} file; LibreOffice converted it to .{newer} for reading."),)
    reader = word.from_package if newer == "docx" else sheet.from_package
    return reader(package, hashlib.sha256(data).hexdigest(), notes)


def _converted(program: str, data: bytes, name: str, kind: str) -> bytes:
    """The bytes of the newer file that LibreOffice makes; all that it wrote is deleted again."""
    newer = _NEWER[kind]
    with tempfile.TemporaryDirectory(prefix="cchc-lint-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        profile = place / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
        source = place / f"report.{kind}"
        source.write_bytes(data)
        _run([
            program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo",
            "--nolockcheck", "--nodefault", "--convert-to", newer, "--outdir", str(place / "out"), str(source),
        ], name)
        result = place / "out" / f"report.{newer}"
        if not result.exists():
            raise InputError(f"{name}: " + say(
                f"LibreOffice không chuyển được tệp {_TITLES[kind]} (tệp hỏng hoặc có mật khẩu). "
                f"Hãy mở bằng Word hoặc Excel rồi lưu thành .{newer}.",
                f"LibreOffice cannot convert this .{kind} file (damaged, or with a password). "
                f"Open it in Word or Excel and save it as .{newer}."
            ))
        return result.read_bytes()


def _run(command: list[str], name: str) -> None:
    """Run to the end, or to the end of patience; the program's own children end with it."""
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=sys.platform != "win32",
        )
    except OSError as error:
        raise InputError(f"{name}: " + say(
            f"không chạy được LibreOffice ({error.strerror}).",
            f"LibreOffice cannot be run ({error.strerror}).")) from error
    try:
        process.wait(TIMEOUT)
    except subprocess.TimeoutExpired as error:
        raise InputError(f"{name}: " + say(
            f"LibreOffice chuyển tệp quá {TIMEOUT} giây nên đã dừng. Hãy mở tệp và lưu thành .docx hoặc .xlsx.",
            f"LibreOffice took over {TIMEOUT} seconds and was stopped. Open the file and save it as .docx or .xlsx."
        )) from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _directory_name(stream: str) -> bytes:
    """How the directory of an OLE file writes the name of a stream: in UTF-16, with an end."""
    return f"{stream}\0".encode("utf-16-le")
