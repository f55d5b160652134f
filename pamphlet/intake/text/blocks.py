"""The bytes of a text file become blocks: one paragraph, head or item each, with its line.

Here the text is only decoded and taken apart; what a block is, `kinds` finds out.
"""

from __future__ import annotations

import codecs
import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pamphlet.diagnostics import Refused, error
from pamphlet.intake.article import Remark, guessed, question
from pamphlet.intake.byline import parse_byline

_LINE_ENDS = re.compile("\r\n?|[\x85\u2029]")
_WITHIN_LINE = re.compile("[\t\x0b\x0c\u2028]")
_FIXED_SPACES = re.compile("[\u00a0\u2007\u202f]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
"""Controls, soft hyphens, spaces without width, changes of direction: the manuscript refuses most."""

_WIDEST_WRAP = 100
_SHORT = 0.6
"""A line that is not filled to so much of the width was ended on purpose."""

_BYLINE_BEFORE = 12
"""A line that reads like a byline is one only near the top."""

_CLOSED = re.compile(r"[.?!:…][’”\"')\]]*$")
_MARKER = re.compile(r"(?P<bullet>[-*•·–+])\s|[\[(]?(?P<number>\d{1,3})(?:\]|[.)](?=\s))|(?P<raised>[⁰¹²³⁴-⁹]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """One paragraph, head or item as typed, its lines joined, and the line it begins at."""

    line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFile:
    """A text file, decoded and cleaned (`text`), and its blocks."""

    text: str
    blocks: tuple[TextBlock, ...]
    remarks: tuple[Remark, ...]


def read_blocks(data: bytes, name: str) -> TextFile:
    """Decode a text file and take it apart.  Raises Refused where it has no words."""
    decoded, remarks = decode_text(data)
    text, more = _clean(decoded)
    if not re.search(r"\w", text):
        raise Refused((error("import-empty", f"`{name}` holds no words", hint="name the file with the article"),))
    lines = text.split("\n")
    if is_hard_wrapped(lines):
        blocks, hyphens = _unwrapped(lines)
        joined = "the lines are broken at a fixed width: joined up to an empty line or the end of a short one"
        remarks = (*remarks, guessed(0, joined))
    else:
        found = ((number, line.strip()) for number, line in enumerate(lines, 1))
        blocks, hyphens = tuple(TextBlock(line=number, text=line) for number, line in found if line), ()
    return TextFile(text=text, blocks=blocks, remarks=(*remarks, *more, *hyphens))


def decode_text(data: bytes) -> tuple[str, tuple[Remark, ...]]:
    """UTF-16 by its mark, else UTF-8, else what Windows wrote in western Europe; a guess is a remark."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), (guessed(0, "read as UTF-16"),)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    remarks = [guessed(0, "this is not UTF-8, so it was read as Windows-1252: look at quotation marks and accents")]
    if "\ufffd" in text:
        count = text.count("\ufffd")
        remarks.append(question(0, f"characters that could not be read are now `\ufffd` ({count} times)"))
    return text, tuple(remarks)


def _clean(text: str) -> tuple[str, tuple[Remark, ...]]:
    """Line ends and composed letters made uniform, fixed spaces made plain, unseen characters out."""
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text))
    text, fixed = _FIXED_SPACES.subn(" ", _WITHIN_LINE.sub(" ", text))
    text, unseen = _UNSEEN.subn("", text)
    remarks = []
    if fixed:
        remarks.append(guessed(0, f"{_times(fixed, 'non-breaking space')} made an ordinary space"))
    if unseen:
        remarks.append(guessed(0, f"{_times(unseen, 'unseen character')} taken out (soft hyphens, control characters)"))
    return text, tuple(remarks)


def _times(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s, each"


def is_hard_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines were broken at a fixed width: nearly all narrow, most ending in mid-sentence."""
    if sum(1 for line in lines if line.strip()) <= 10 or _width(lines) > _WIDEST_WRAP:
        return False
    followed = [line.strip() for line, after in itertools.pairwise(lines) if line.strip() and after.strip()]
    unfinished = sum(1 for line in followed if not _CLOSED.search(line))
    return unfinished * 2 > len(followed)


def _width(lines: Sequence[str]) -> int:
    """The width that nine lines in ten keep to."""
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    return lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0


def _unwrapped(lines: Sequence[str]) -> tuple[tuple[TextBlock, ...], tuple[Remark, ...]]:
    """Join lines up to an empty one, a new item, a byline, or the end of one that was left short."""
    blocks: list[TextBlock] = []
    remarks: list[Remark] = []
    for number, group in _groups(lines):
        text = group[0]
        for offset, line in enumerate(group[1:], 1):
            if re.search(r"[^\W\d_]-$", text) and line[0].islower():
                remarks.append(question(number + offset - 1, f"is the hyphen right in “{_joint(text, line)}”?"))
                text += line
            else:
                text += f" {line}"
        blocks.append(TextBlock(line=number, text=text))
    return tuple(blocks), tuple(remarks)


def _joint(text: str, line: str) -> str:
    return text.rsplit(maxsplit=1)[-1] + line.split(maxsplit=1)[0]


def _groups(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines that belong together, each group with the number of its first line."""
    group: list[str] = []
    start = 0
    short = _SHORT * _width(lines)
    for number, raw in enumerate([*lines, ""], 1):
        line = raw.strip()
        if group and group[0].startswith(">") and line.startswith(">"):
            line = line.lstrip("> ")
            group_goes_on = bool(line)
        else:
            group_goes_on = bool(group and line) and not (
                _begins_anew(group, line, start) or _was_left_short(group[-1], line, short)
            )
        if group and not group_goes_on:
            yield start, group
            group = []
        if line:
            start = start if group else number
            group.append(line)


def _was_left_short(line: str, after: str, short: float) -> bool:
    """Whether a line ends although much of the next would have fitted, and that one looks like a start."""
    fitted = len(line) + 1 + len(after.split(maxsplit=1)[0])
    return fitted <= short and not after[0].islower()


def _begins_anew(group: Sequence[str], line: str, start: int) -> bool:
    """Whether a line of hard-wrapped text opens a block although no empty line stands before it.

    A dash or a number may also open a line in the middle of a sentence: it counts only where the
    group itself began as such an item, or ended with a colon.
    """
    if group[0].startswith(">") != line.startswith(">"):
        return True
    if start <= _BYLINE_BEFORE and (parse_byline(line) or (len(group) == 1 and parse_byline(group[0]))):
        return True
    item = _MARKER.match(line)
    if item is None:
        return False
    if group[-1].endswith(":"):
        return True
    first = _MARKER.match(group[0])
    if first is None:
        return False
    if item["number"] and first["number"]:
        return int(item["number"]) == int(first["number"]) + 1
    return item.lastgroup == first.lastgroup and item["bullet"] == first["bullet"]
