"""The inline elements of copy become stretches of words with their marks, and the pictures among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml.etree import _Element as Element

from pamphlet.intake.article import Remark, guessed, question
from pamphlet.intake.markup.elements import BLOCKS, cleaned, has_class, line_of, words_of
from pamphlet.intake.markup.marks import LOST, NO_MARKS, Marks, Stretch
from pamphlet.intake.runs import LineEnd, NoteCall

_SCHEMES = ("http://", "https://", "mailto:")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
"""Raised and lowered figures are in the typefaces; raised signs and letters are not in all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureInWords:
    """A picture that stands among words."""

    element: Element


@dataclass(frozen=True, slots=True, kw_only=True)
class WordReader:
    """Reads the words of one element after another.

    `labels` are the labels of the notes by their ids, `language` is the article's: words in it are not marked.
    """

    labels: Mapping[str, str]
    language: str
    remarks: list[Remark] = field(default_factory=list)

    def read(self, element: Element, marks: Marks = NO_MARKS) -> Iterator[Stretch | PictureInWords]:
        """The words of an element, its own marks not among them; blocks in it are lines."""
        if element.text:
            yield Stretch(content=cleaned(element.text), marks=marks)
        for child in element:
            if child.tag in BLOCKS:
                yield Stretch(content=LineEnd(), marks=marks)
                yield from self.read(child, self.marked(child, marks))
                yield Stretch(content=LineEnd(), marks=marks)
            elif isinstance(child.tag, str):
                yield from self.read_inline(child, marks)
            if child.tail:
                yield Stretch(content=cleaned(child.tail), marks=marks)

    def read_inline(self, element: Element, marks: Marks) -> Iterator[Stretch | PictureInWords]:
        """An inline element with its marks."""
        match element.tag:
            case "br":
                yield Stretch(content=LineEnd(), marks=marks)
            case "img":
                yield PictureInWords(element=element)
            case "a" if has_class(element, "call"):
                yield from self._call(element)
            case "sup":
                yield from _shifted(self.read(element, self.marked(element, marks)), _RAISED)
            case "sub":
                yield from _shifted(self.read(element, self.marked(element, marks)), _LOWERED)
            case _:
                yield from self.read(element, self.marked(element, marks))

    def marked(self, element: Element, marks: Marks) -> Marks:
        """The marks around an element, and its own."""
        language = element.get("lang", "")
        if language:
            marks = replace(marks, language="" if _same_language(language, self.language) else language)
        match element.tag:
            case "em" | "i":
                return replace(marks, emphasis=True)
            case "strong" | "b":
                return replace(marks, strong=True)
            case "span" if element.get("data-person"):
                return replace(marks, person=element.get("data-person", ""))
            case "span" if has_class(element, "small-caps"):
                return replace(marks, small_caps=True)
            case "a" if element.get("href") is not None:
                return replace(marks, address=self._address(element))
            case _:
                return marks

    def _address(self, element: Element) -> str:
        """An address that leads there from paper and ebook too; within the file and beside it there is nothing now."""
        address = str(element.get("href")).strip()
        if address.lower().startswith(_SCHEMES):
            return address
        if address.startswith("//"):
            return f"https:{address}"
        words = words_of(element)
        if not words:
            return ""
        if address.startswith("#"):
            if any(map(str.isalpha, words)):  # a number or a sign is what is to be seen of a note
                said = f"“{words}” led to another place in the file: now only words"
                self.remarks.append(guessed(line_of(element), said))
            return ""
        asked = f"where does “{words}” lead? In the file it is `{address}`, which is nowhere else"
        self.remarks.append(question(line_of(element), f"{asked}; the manuscript marks it `.missing-address`"))
        return LOST

    def _call(self, element: Element) -> Iterator[Stretch]:
        label = self.labels.get(element.get("href", "").removeprefix("#"))
        if label is None:
            self.remarks.append(question(line_of(element), "a note is called here that is not in the file"))
            return
        yield Stretch(content=NoteCall(label=label))


def _shifted(
    stretches: Iterator[Stretch | PictureInWords], figures: Mapping[int, int]
) -> Iterator[Stretch | PictureInWords]:
    """Raised or lowered figures; other signs stay as they are."""
    for stretch in stretches:
        if isinstance(stretch, Stretch) and isinstance(stretch.content, str):
            text = stretch.content.strip()
            is_known = bool(text) and all(ord(character) in figures for character in text)
            yield replace(stretch, content=text.translate(figures)) if is_known else stretch
        else:
            yield stretch


def _same_language(one: str, other: str) -> bool:
    """Whether the languages are the same whatever the country: en-US in an article in en-GB is no foreign word."""
    return one.lower().partition("-")[0] == other.lower().partition("-")[0]
