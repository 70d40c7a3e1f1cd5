"""HTML built from escaped parts: what is no `Html` is text, and no text ever becomes markup."""

from __future__ import annotations

from html import escape

from cchc_lint.render.said import printable

_VOID = frozenset(("br", "hr", "input", "meta"))


class Html(str):
    """Markup that is ready to be written."""

    __slots__ = ()


Part = str | None
Value = str | int | bool | None


def h(tag: str, *parts: Part, **attributes: Value) -> Html:
    """An element: `h("a", "here", href="#1", cls="m", data_f="3")`. None, "" and False leave an attribute out."""
    written = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in _VOID:
        return Html(f"<{tag}{written}>")
    return Html(f"<{tag}{written}>{inside(*parts)}</{tag}>")


def inside(*parts: Part) -> Html:
    """The parts one after the other, text among them escaped."""
    return Html("".join(part if isinstance(part, Html) else text(part) for part in parts if part))


def text(written: str) -> Html:
    """Text as it stands, whatever it holds."""
    return Html(escape(printable(written), quote=False))


def _attribute(name: str, value: Value) -> str:
    if value is None or value is False or value == "":
        return ""
    key = "class" if name == "cls" else name.rstrip("_").replace("_", "-")
    return f" {key}" if value is True else f' {key}="{escape(printable(str(value)))}"'
