"""The bytes of a saved web page become its text, whatever they say of themselves."""

from __future__ import annotations

import codecs
import re

import webencodings

from pamphlet.diagnostics import Refused, error
from pamphlet.intake.article import Remark, guessed, question

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MARKED = ("utf-8-sig", "utf-16", "utf-16")
_WIDE = {b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"}
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_WINDOWS = webencodings.Encoding("windows-1252", codecs.lookup("cp1252"))
_LOOKED_AT = 4096
"""Browsers look for the declaration in the first 1,024 bytes; some systems write a long comment in front of it."""

_ASTRAY = re.compile("[\udc80-\udcff]")


def decode_page(data: bytes, name: str) -> tuple[str, tuple[Remark, ...]]:
    """The text of a page, and a remark where its encoding was guessed; raises Refused where the bytes are no text.

    A mark at the beginning is believed first.  Then the bytes: beyond ASCII, what reads as UTF-8 is UTF-8, for it
    is next to impossible by chance.  Then what the page declares, by the names that browsers know, and at last
    windows-1252, which is what browsers take an undeclared page for (WHATWG Encoding Standard).
    """
    for mark, encoding in zip(_MARKS, _MARKED, strict=True):
        if data.startswith(mark):
            return data.decode(encoding, "replace"), ()
    if (wide := _WIDE.get(data[:2])) is not None:
        return data.decode(wide, "replace"), ()
    if b"\x00" in data:
        hint = "open it in a browser and save it from there as a web page"
        raise Refused((error("import-not-text", f"`{name}` is not a web page", hint=hint),))
    declared = _declared(data)
    if data.isascii():
        return _decoded(data, declared or webencodings.UTF8), ()
    text = data.decode("utf-8", "surrogateescape")
    astray = len(_ASTRAY.findall(text))
    if not astray:
        if declared is None or declared.name == "utf-8":
            return text, ()
        return text, (guessed(0, f"the page says that it is {declared.name}, but it is UTF-8"),)
    if astray * 10 < sum(1 for character in text if not character.isascii()):
        return _ASTRAY.sub(_windows_sign, text), (
            guessed(0, f"{astray} bytes that are not UTF-8 read as windows-1252"),
        )
    return _without_utf8(data, declared)


def _without_utf8(data: bytes, declared: webencodings.Encoding | None) -> tuple[str, tuple[Remark, ...]]:
    remarks = []
    if declared is None or declared.name == "utf-8":
        declared = _WINDOWS
        remarks.append(
            guessed(0, "this is not UTF-8, so it was read as windows-1252: look at accents and quotation marks")
        )
    text = _decoded(data, declared)
    if count := text.count("\ufffd"):
        remarks.append(question(0, f"characters that could not be read are now `\ufffd` ({count} times)"))
    return text, tuple(remarks)


def _declared(data: bytes) -> webencodings.Encoding | None:
    """What the page calls its encoding; None where it says nothing, or nothing that is known."""
    found = _DECLARED.search(data[:_LOOKED_AT])
    return webencodings.lookup(found[1].decode("ascii", "replace")) if found else None


def _decoded(data: bytes, encoding: webencodings.Encoding) -> str:
    text: str = encoding.codec_info.decode(data, "replace")[0]
    return text


def _windows_sign(found: re.Match[str]) -> str:
    return bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace")
