"""Words with their marks, as an article has them: the runs of which its blocks consist.

A run is in order where marks that are equal are not nested and not side by side; `markup/marks.py` puts runs in order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words as they are to be set."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineEnd:
    """The end of a line within a paragraph or a stanza."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteCall:
    """The place where the note with this label is called."""

    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Emphasis:
    """Stressed words, titles of works."""

    words: Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Strong:
    """Words of great weight."""

    words: Run


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallCaps:
    """Words in small capitals."""

    words: Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """Words in another language than those around them, `language` being its tag (BCP 47)."""

    language: str
    words: Run


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTag:
    """Words of which an ebook of ours says whom they mean: the key of a person, or `none`."""

    key: str
    words: Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Words that lead to an address; for an address in the text they are that address."""

    address: str
    words: Run


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingAddress:
    """Words that led somewhere until the article was copied: their address is lost."""

    words: Run


Marked = Emphasis | Strong | SmallCaps | Foreign | PersonTag | Address | MissingAddress
"""Inlines with words inside."""

Inline = Words | LineEnd | NoteCall | Marked
Run = tuple[Inline, ...]
"""The words of one paragraph, head or cell."""


def run_of(text: str) -> Run:
    """Words without marks; no words are an empty run."""
    return (Words(text=text),) if text else ()


def plain(run: Run) -> str:
    """The words of a run alone, a space where a line ends."""
    return "".join(_plain(inline) for inline in run)


def _plain(inline: Inline) -> str:
    match inline:
        case Words():
            return inline.text
        case LineEnd():
            return " "
        case NoteCall():
            return ""
        case Emphasis() | Strong() | SmallCaps() | Foreign() | PersonTag() | Address() | MissingAddress():
            return plain(inline.words)
        case _:
            assert_never(inline)


def calls_in(run: Run) -> Iterator[str]:
    """The labels of the notes that a run calls, in order."""
    for inline in run:
        match inline:
            case NoteCall():
                yield inline.label
            case Words() | LineEnd():
                pass
            case _:
                yield from calls_in(inline.words)
