"""The comments of a Word file (ECMA-376 Part 1, 17.13.4): those that stand there, new ones, and the file with them.

Only the document, its comments and the lists of parts are written anew; all else stays byte for byte.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Collection, Sequence
from importlib import import_module
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from cchc_lint.errors import UsageError
from cchc_lint.read.package import Package
from cchc_lint.read.word import lxml_parser
from cchc_lint.read.word_xml import W
from cchc_lint.render.said import TOOL, printable
from cchc_lint.words import pick

_TYPES, _NS_TYPES = "[Content_Types].xml", "http://schemas.openxmlformats.org/package/2006/content-types"
_NS_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_COPIED = 512 * 1024 * 1024  # bytes, unpacked: parts that are only copied were not read before, and may hold anything
_STRICT = b"http://purl.oclc.org/ooxml"
_HEAD = re.compile(r"(\S+) \[([0-9a-f]{8})\]")
# A report's own paragraphs are large and indented; those of a comment are not to look like them.
_PARAGRAPH = (
    ("spacing", {"before": "0", "after": "0", "line": "240", "lineRule": "auto"}),
    ("ind", {"left": "0", "right": "0", "firstLine": "0"}), ("jc", {"val": "left"}),
)
_SIZE = "20"  # half-points


class Own(NamedTuple):
    """A comment of this program from an earlier run, and the rule and the lines that it tells."""

    element: Any
    rule: str
    lines: list[str]


class Comments:
    """The comments of one file. Raises UsageError where Word would not take a copy that has them."""

    def __init__(self, data: bytes, name: str, lang: str) -> None:
        self._etree: Any = import_module("lxml.etree")
        self._name, self._lang = name, lang
        self._zip = ZipFile(io.BytesIO(data))
        package = Package(data, name, lxml_parser(name))
        self.part = package.main()
        self._types: Any = package.xml(_TYPES)
        self._check()
        folder, base = posixpath.split(self.part)
        self._links = posixpath.join(folder, "_rels", f"{base}.rels")
        links: Any = package.xml(self._links)
        self._relations = self._new(_NS_RELATIONS, "Relationships") if links is None else links
        linked = (each.part for each in package.relations(self.part) if each.kind == "comments")
        self._own_part = next(linked, "") or self._free(posixpath.join(folder, "comments.xml"))
        there: Any = package.xml(self._own_part)
        self._root = self._begun() if there is None else there
        ids = (each.get(f"{W}id", "") for each in self._root)
        self._next = max((int(id_) for id_ in ids if id_.isdecimal()), default=-1) + 1

    def own(self) -> dict[str, Own]:
        """The comments of this program that stand in the file, by the ids of their findings."""
        found = {}
        for each in self._root.iterfind(f"{W}comment[@{W}author='{TOOL}']"):
            lines = ["".join(text.text or "" for text in line.iter(f"{W}t")) for line in each.iterfind(f"{W}p")]
            head = _HEAD.search(lines[0]) if lines else None
            if head:
                found[head[2]] = Own(each, head[1], lines)
        return found

    def add(self, lines: Sequence[str]) -> str:
        """A new comment of these lines; its id, for the marks in the text."""
        id_ = str(self._next)
        self._next += 1
        about = {f"{W}id": id_, f"{W}author": TOOL, f"{W}initials": TOOL}
        comment = self._etree.SubElement(self._root, f"{W}comment", about)
        comment.extend(self._paragraph(line, first=not at) for at, line in enumerate(lines))
        return id_

    def rewrite(self, own: Own, lines: Sequence[str]) -> None:
        """Let a comment say this; answers of people hang on its last paragraph, which stays."""
        told = [printable(line) for line in lines]
        if told == own.lines:
            return
        *others, last = own.element.iterfind(f"{W}p")
        for each in others:
            own.element.remove(each)
        made = [self._paragraph(line, first=not at) for at, line in enumerate(told)]
        last[:] = made[-1][:]
        for each in made[:-1]:
            last.addprevious(each)

    def close(self, found: Collection[str], rules: Collection[str], told: str) -> None:
        """Say `told` in the comments whose finding is none of the `found`, though its rule is one of those run."""
        for name, own in self.own().items():
            if name not in found and own.rule in rules:
                self.rewrite(own, [own.lines[0], told])

    def saved(self, document: Any) -> bytes:
        """The file with this document and its comments."""
        changed = {self.part: document, self._own_part: self._root, self._links: self._relations, _TYPES: self._types}
        stream = io.BytesIO()
        with ZipFile(stream, "w", ZIP_DEFLATED) as copy:
            for info in self._zip.infolist():
                root = changed.pop(info.filename, None)
                copy.writestr(_entry(info), self._zip.read(info) if root is None else self._written(root))
            for name, root in changed.items():
                copy.writestr(_entry(ZipInfo(name)), self._written(root))
        return stream.getvalue()

    def _check(self) -> None:
        main = self._types.find(f"{{{_NS_TYPES}}}Override[@PartName='/{self.part}']")
        plain = main is not None and main.get("ContentType") == f"{_WORD}.document.main+xml"
        if not plain or _STRICT in self._zip.read(self.part):
            raise UsageError(pick(
                self._lang,
                f"{self._name}: không phải tệp .docx thông thường (có macro, là tệp mẫu, hoặc kiểu Strict). "
                "Hãy mở bằng Word, lưu lại thành Word Document (.docx) rồi kiểm tra tệp đó",
                f"{self._name}: no usual .docx (macros, a template, or Strict); save it as Word Document (.docx)"))
        if sum(info.file_size for info in self._zip.infolist()) > _COPIED:
            raise UsageError(pick(
                self._lang, f"{self._name}: nội dung sau khi giải nén quá lớn (giới hạn {_COPIED >> 20} MB). "
                "Hãy bỏ bớt hình ảnh trong tệp rồi lưu lại",
                f"{self._name}: too large when unpacked (limit {_COPIED >> 20} MB); remove pictures from it"))

    def _free(self, part: str) -> str:
        """A name for a part that the file has not yet."""
        names, stem = set(self._zip.namelist()), part.removesuffix(".xml")
        return next(name for at in range(len(names) + 1) if (name := f"{stem}{at or ''}.xml") not in names)

    def _begun(self) -> Any:
        """An empty comments part, listed as one of the file's."""
        used = {each.get("Id") for each in self._relations}
        link = next(id_ for at in range(len(used) + 1) if (id_ := f"rIdComments{at or ''}") not in used)
        self._relations.append(self._new(
            _NS_RELATIONS, "Relationship", Id=link, Type=_RELATION, Target=f"/{self._own_part}"))
        self._types.append(self._new(
            _NS_TYPES, "Override", PartName=f"/{self._own_part}", ContentType=f"{_WORD}.comments+xml"))
        return self._etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})

    def _new(self, namespace: str, tag: str, **about: str) -> Any:
        return self._etree.Element(f"{{{namespace}}}{tag}", about, nsmap={None: namespace})

    def _paragraph(self, text: str, *, first: bool) -> Any:
        """One line of a comment; the first is bold, and begins with the mark that Word expects."""
        make = self._etree.SubElement
        paragraph = self._etree.Element(f"{W}p")
        properties = make(paragraph, f"{W}pPr")
        for tag, values in _PARAGRAPH:
            make(properties, W + tag, {W + name: value for name, value in values.items()})
        if first:
            make(make(paragraph, f"{W}r"), f"{W}annotationRef")
        run = make(paragraph, f"{W}r")
        look = make(run, f"{W}rPr")
        if first:
            make(look, f"{W}b")
        make(look, f"{W}sz", {f"{W}val": _SIZE})
        line = make(run, f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
        line.text = printable(text)
        return paragraph

    def _written(self, root: Any) -> bytes:
        written: bytes = self._etree.tostring(
            root.getroottree(), encoding="UTF-8", xml_declaration=True, standalone=True)
        return written


def _entry(info: ZipInfo) -> ZipInfo:
    """The entry of a part in the copy: dated as in the original; new ones always alike."""
    entry = ZipInfo(info.filename, info.date_time)
    entry.compress_type = ZIP_DEFLATED
    return entry
