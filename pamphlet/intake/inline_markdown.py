"""Runs of an article become Markdown in which every word stays what it was.

A sign that the manuscript's dialect (the manual has it under “The manuscript”) would read as markup gets a backslash;
typographic and straight quotation marks, dashes and dots stay.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from pamphlet.intake.runs import (
    Address,
    Emphasis,
    Foreign,
    Inline,
    LineEnd,
    MissingAddress,
    NoteCall,
    PersonTag,
    Run,
    SmallCaps,
    Strong,
    Words,
    plain,
)

_MARKUP = re.compile(r"[\\`*_\[\]<{}~]|&(?=#?\w+;)")
_OPENING = re.compile(r"[#>+:\-]|\d{1,9}(?=[.)](?:\s|$))")
"""At the start of a line: head, quotation, list, definition, fence, numbered list."""

_SECOND = re.compile(r"^[=|]")
"""At the start of a further line: it makes a head, or a table, of the line before."""

_LINE_END = "\\\n"
_CLOSING_BRACE = "&#125;"
"""A head that ends in `}` would be searched for attributes even behind a backslash."""

_CLOSING_SIGNS = re.compile(r"#(?=#*$)")
_NOTHING = "<!-- -->"
"""A comment, which is not printed: it parts what would be read as one."""

_NO_ADDRESS = re.compile(r"[<>\\\x00-\x20]")
_AUTOMATIC = re.compile(r"https?://[^\s<>\\]+", re.IGNORECASE)
_SIGNS = frozenset("$+<=>^`|~")
"""What Markdown counts among the marks of punctuation, and Unicode among other signs."""


def escape(text: str) -> str:
    """Words with a backslash before every sign that means something anywhere in a line."""
    return _MARKUP.sub(lambda found: f"\\{found[0]}", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stress:
    """The signs that begin or end an emphasis, or strong words."""

    signs: str
    opens: bool


def inline(run: Run) -> str:
    """The words of a run, wherever they stand in a line."""
    if not run:
        return ""
    groups = [list(group) for _, group in itertools.groupby(_pieces(run), key=type)]
    written = ["".join(piece for piece in group if isinstance(piece, str)) for group in groups]
    around = [(before[-1:], after[:1]) for before, after in zip(["", *written], [*written[1:], ""], strict=False)]
    stresses = [[piece for piece in group if isinstance(piece, _Stress)] for group in groups]
    doubtful = (_opens_and_closes(*neighbours) for signs, neighbours in zip(stresses, around, strict=True) if signs)
    joint = _NOTHING if any(doubtful) else ""
    return "".join(
        _stressed(signs, *neighbours, joint=joint) if signs else words
        for signs, words, neighbours in zip(stresses, written, around, strict=True)
    )


def _opens_and_closes(before: str, after: str) -> bool:
    """Whether signs between two characters could both begin and end a stress."""
    return bool(before.strip() and after.strip()) and before.isalnum() == after.isalnum()


def _stressed(stresses: Sequence[_Stress], before: str, after: str, *, joint: str) -> str:
    """Signs of stress in a row between two characters; a comment stands where they would not be read as such.

    `joint` parts signs that begin together, or end together, where others in the run could be mistaken for theirs.
    """
    closing = joint.join(stress.signs for stress in stresses if not stress.opens)
    opening = joint.join(stress.signs for stress in stresses if stress.opens)
    if closing and opening:
        return f"{closing}{_NOTHING}{opening}"
    inner, outer = (before, after) if closing else (after, before)
    within = "" if inner.strip() else _NOTHING
    parted = bool(within) or (bool(joint) and len(stresses) > 1)
    beyond = "" if (inner.isalnum() and not parted) or _ends_word(outer) else _NOTHING
    return f"{within}{closing}{beyond}" if closing else f"{beyond}{opening}{within}"


def _ends_word(sign: str) -> bool:
    """Whether a sign, or none, is for Markdown a space or a mark of punctuation."""
    return not sign.strip() or sign in _SIGNS or unicodedata.category(sign).startswith("P")


def _pieces(run: Run) -> Iterator[str | _Stress]:
    for before, part, after in zip((None, *run), run, (*run[1:], None), strict=False):
        match part:
            case Words():
                yield _words(part.text, before, after)
            case LineEnd():
                yield _LINE_END
            case NoteCall():
                yield f"[^{part.label}]"
            case Emphasis() | Strong():
                signs = "*" if isinstance(part, Emphasis) else "**"
                yield from (_Stress(signs=signs, opens=True), *_pieces(part.words), _Stress(signs=signs, opens=False))
            case Address() if _is_bare(part):
                yield f"<{part.address}>"
            case SmallCaps() | Foreign() | PersonTag() | MissingAddress() | Address():
                yield from ("[", *_pieces(part.words), f"]{_behind_bracket(part)}")
            case _:
                assert_never(part)


def _behind_bracket(part: SmallCaps | Foreign | PersonTag | MissingAddress | Address) -> str:
    match part:
        case SmallCaps():
            return "{.smallcaps}"
        case Foreign():
            return f"{{lang={part.language}}}"
        case PersonTag():
            return f"{{person={part.key}}}"
        case MissingAddress():
            return "{.missing-address}"
        case Address():
            return f"(<{_NO_ADDRESS.sub(lambda found: f'%{ord(found[0]):02X}', part.address)}>)"


def _is_bare(part: Address) -> bool:
    """Whether an address stands for itself."""
    return plain(part.words) == part.address and _AUTOMATIC.fullmatch(part.address) is not None


def _words(text: str, before: Inline | None, after: Inline | None) -> str:
    """Words whose neighbours are brackets: `!` would make a picture of them, `(` or `:` something else."""
    written = escape(text)
    if isinstance(before, NoteCall) and text[:1] in {"(", ":"}:
        written = f"\\{written}"
    if after is not None and text.endswith("!"):
        written = f"{written[:-1]}\\!"
    return written


def lines(run: Run) -> list[str]:
    """The lines of a run, in none of which the first sign makes anything but words of it."""
    first, *further = (line.strip() for line in inline(run).split(_LINE_END))
    return [_opened(first), *(_SECOND.sub(r"\\\g<0>", _opened(line)) for line in further)]


def _opened(line: str) -> str:
    found = _OPENING.match(line)
    if found is None:
        return line
    at = found.end() if found[0].isdigit() else 0
    return f"{line[:at]}\\{line[at:]}"


def paragraph(run: Run) -> str:
    """The words of a run as a paragraph of their own."""
    return _LINE_END.join(lines(run))


def one_line(run: Run) -> str:
    """The words of a run where a line cannot end: in a head, a cell, a term."""
    return inline(run).replace(_LINE_END, " ").strip()


def head(run: Run, level: int, language: str = "") -> str:
    """The words of a run as a head; `language` is that of a chapter by its title."""
    written = _CLOSING_SIGNS.sub(r"\\#", one_line(run))
    if written.endswith("\\}"):
        written = written.removesuffix("\\}") + _CLOSING_BRACE
    elif written.endswith("}"):
        written += _NOTHING
    return f"{'#' * level} {written}" + (f" {{lang={language}}}" if language else "")


def term(run: Run) -> str:
    """The words of a run as a line of its own."""
    return _opened(one_line(run))


def cell(run: Run) -> str:
    """The words of a run as a cell of a table."""
    return one_line(run).replace("|", "\\|")


def caption(run: Run) -> str:
    """The words of a run as the title of a picture, which is read twice: as a title, then as words."""
    written = one_line(run).replace("\\", "\\\\").replace('"', '\\"')
    return re.sub(r"&(?=#?\w+;)", "&amp;", written)
