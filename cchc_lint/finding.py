"""What a check returns: findings with their places, and what could not be checked. Pure data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from cchc_lint.document import Document, Span

Severity = Literal["error", "warning", "info"]
Certainty = Literal["sure", "likely", "debatable"]
CATEGORIES = (
    "period", "date", "numbering", "sum", "ratio", "bound", "cross",
    "citation", "unit", "format", "missing", "name", "text",
)
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file; see `Place` for lines and columns. `text` is the marked part."""

    role: Literal["primary", "related"]
    label: str
    line: int | None
    column: int | None
    end_line: int | None
    end_column: int | None
    page: int | None
    block: str
    text: str
    excerpt: str
    path: str = ""  # only where several files are taken together
    section: str = ""  # "mục II.6.c", "bảng 1, 3.5.2"
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure that took part; low and high are decimal texts, None is infinite; location: index."""

    name: str
    text: str
    low: str | None
    high: str | None
    low_open: bool
    high_open: bool
    location: int | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    location: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Waiver:
    """What people said of a finding, beside the report. until: an ISO date or "".

    kind: "explained" by the author, which still counts; "accepted" by the reviewer, or "baseline" (found
    before and put aside), which do not.
    """

    kind: Literal["explained", "accepted", "baseline"]
    reason: str = ""
    by: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    rule: str
    category: str
    severity: Severity
    certainty: Certainty
    message: str
    locations: tuple[Location, ...]
    help: str = ""
    basis: str = ""
    fingerprint: str = ""
    computation: str = ""  # the sum filled in: "2.485 + 743 = 3.228"
    operands: tuple[Operand, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    consequences: tuple[str, ...] = ()  # ids of rules that break for the same cause
    waiver: Waiver | None = None

    @property
    def counts(self) -> bool:
        """Whether it bears on the exit status and the summary: nobody accepted it."""
        return self.waiver is None or self.waiver.kind == "explained"


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A rule that could not run; reason "missing", "unreadable", "scope", "zero-base" or "error"."""

    rule: str
    reason: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checks:
    ok: int = 0
    violated: int = 0
    unknown: int = 0
    not_applicable: int = 0
    error: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """How many figures were found in the report, and how many of them took part in a check.
    unguarded: the locations of those that did not; guarded: where those that did stand in the reading text."""

    found: int = 0
    checked: int = 0
    unguarded: tuple[Location, ...] = ()
    guarded: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportInfo:
    """What the JSON result says of the report itself."""

    agency: str
    level: str
    number: str | None
    date: str | None
    title: str
    form: str
    period: dict[str, object] | None


@dataclass(frozen=True, slots=True)
class FileResult:
    """What was found in one file. document: what was read, for printers that show the report itself."""

    path: str
    sha256: str
    report: ReportInfo | None
    findings: tuple[Finding, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    checks: Checks = Checks()
    figures: Figures = Figures()
    notes: tuple[str, ...] = ()
    error: str | None = None
    skipped: bool = False  # met in a folder, and no report
    document: Document | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What printers say of a rule; title and help in Vietnamese and English."""

    id: str
    category: str
    severity: Severity
    certainty: Certainty
    title: tuple[str, str]
    help: tuple[str, str]
    basis: str


@dataclass(frozen=True, slots=True)
class Result:
    """rules: those that were run, in their order, where the printers are to tell of them."""

    files: tuple[FileResult, ...]
    rules_sha256: str
    rules: tuple[RuleInfo, ...] = ()

    def count(self, severity: Severity) -> int:
        """The findings of a severity that nobody accepted."""
        return sum(f.severity == severity and f.counts for file in self.files for f in file.findings)

    @property
    def waived(self) -> int:
        """The findings that someone accepted, or that were known before."""
        return sum(not f.counts for file in self.files for f in file.findings)
