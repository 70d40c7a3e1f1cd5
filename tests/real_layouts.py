"""The real reports beside the project, laid out as Word and PDF files: which share of their findings each format gives.

    python tests/real_layouts.py [FOLDER]

FOLDER (default ../shared/reports) holds reports as text. Each is laid out as a Word file, which LibreOffice turns
into the other formats. A finding is the same where its rule and its marked words are. Nothing is written but to a
temporary folder; where the folder or LibreOffice is missing, it says so and ends.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from formats import as_docx

from cchc_lint.check import check_report
from cchc_lint.finding import FileResult
from cchc_lint.pipeline import read_report
from cchc_lint.read import office
from cchc_lint.report import Report
from cchc_lint.rules.loader import load_rules

FORMATS = ("docx", "pdf", "odt", "doc")
Told = Counter[tuple[str, str]]


def converted(source: Path, suffix: str, folder: Path) -> Path:
    """The Word file as another format, by LibreOffice in a profile of its own."""
    subprocess.run(
        [office.soffice() or "", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", suffix, "--outdir", str(folder), str(source)],
        check=True, capture_output=True, timeout=300)
    return folder / f"{source.stem}.{suffix}"


def told(result: FileResult) -> Told:
    """Rule and beginning of the marked words of every finding, without blanks: formats break lines differently."""
    return Counter((each.rule, "".join(each.locations[0].text.split())[:20].rstrip(".")) for each in result.findings)


def layouts(report: Report, folder: Path) -> dict[str, Path]:
    """The report as a file of each format."""
    source = folder / "report.docx"
    source.write_bytes(as_docx(report))
    return {"docx": source, **{suffix: converted(source, suffix, folder) for suffix in FORMATS[1:]}}


def main(folder: Path) -> int:
    reports = sorted(folder.glob("*.txt"))
    if not reports or office.soffice() is None:
        print(f"skipped: no reports in {folder}, or no LibreOffice")
        return 0
    rules = load_rules()
    for path in reports:
        report = read_report(path)
        expected = told(check_report(report, rules))
        with tempfile.TemporaryDirectory() as place:
            for name, file in layouts(report, Path(place)).items():
                found = told(check_report(read_report(file), rules))
                same = (expected & found).total()
                print(f"{path.stem:20} {name:5} {same}/{expected.total()} = {100 * same / expected.total():.1f}%, "
                      f"{(found - expected).total()} others")
                for sign, rest in (("-", expected - found), ("+", found - expected)):
                    for (rule, text), times in sorted(rest.items()):
                        print(f"    {sign} {rule} {text[:60]}" + (f" ×{times}" if times > 1 else ""))
    return 0


if __name__ == "__main__":
    default = Path(__file__).parent.parent.parent / "shared" / "reports"
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else default))
