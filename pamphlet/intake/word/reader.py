"""A Word file becomes copy, with an account of all that is left out.

The look of its pages counts only for what it means: bold lines, indents, breaks of pages.  Everything is read by our
own hand: libraries for Word files pass over what they do not know (the numbers of captions, formulas, text boxes as
Word draws them today), and here not a word may be passed over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from lxml import etree
from lxml.etree import _Element as Element

from pamphlet.intake.archive import too_large
from pamphlet.intake.copy import Copy, Offered
from pamphlet.intake.word.containers import Containers
from pamphlet.intake.word.drawings import Drawings
from pamphlet.intake.word.gathering import Gathering
from pamphlet.intake.word.names import PARAGRAPH, RUN, TEXTS, W, value
from pamphlet.intake.word.numbering import Numbering
from pamphlet.intake.word.package import Package, Part, open_package
from pamphlet.intake.word.paragraphs import Paragraphs
from pamphlet.intake.word.source import count, paragraphs_in, words_of
from pamphlet.intake.word.styles import Styles
from pamphlet.intake.word.words import words_in

_DC = "{http://purl.org/dc/elements/1.1/}"
_DCTERMS = "{http://purl.org/dc/terms/}"
_NOTE_KINDS = ("footnote", "endnote")
_BESIDE = (("header", "at the head of the pages"), ("footer", "at the foot of the pages"))
_MOST_PIECES = 60_000
"""A book of 500 pages has some 10,000 paragraphs, each in a few pieces."""
_SHORTEST_PULL_QUOTE = 4
"""Words: a shorter box may well say what the text says too."""


def read_word(data: bytes, name: str) -> Copy:
    """The copy in a .docx file; `name` is the file's.

    Raises Refused: no Word file, or one that is damaged, locked or too large.
    """
    package = open_package(data, name)
    for part in package.told():
        if sum(1 for _ in part.root.iter(PARAGRAPH, RUN)) > _MOST_PIECES:
            raise too_large(name, f"its text has more than {_MOST_PIECES:,} paragraphs and pieces of them")
    styles = Styles(package.root("styles"))
    notes = frozenset(identifier for identifier, _, _ in _notes_in(package))
    return _Reading(package, styles, Gathering(package.body, notes)).copy(name)


def _notes_in(package: Package) -> Iterator[tuple[str, Part, Element]]:
    """The notes of a file, each by the name that it goes by in the copy and with its part."""
    for kind in _NOTE_KINDS:
        for part in package.beside(f"{kind}s"):
            for note in part.root.findall(f"{W}{kind}"):
                if value(note, "type") in {"", "normal"}:
                    yield f"{kind}-{value(note, 'id')}", part, note


class _Reading:
    """One file being read."""

    def __init__(self, package: Package, styles: Styles, gathering: Gathering) -> None:
        self._package = package
        self._styles = styles
        self._gathering = gathering
        self._language = _language(package.body, styles)
        self._numbering = Numbering(package.root("numbering"))
        self._sources = [words_of(package.body, styles)]

    def copy(self, name: str) -> Copy:
        """Read the text, then what stands beside it."""
        body = etree.Element("body")
        body.extend(self._containers(self._package.text).blocks(self._package.body, 0))
        body.extend(self._notes())
        self._leave_out_comments()
        self._leave_out_heads_and_feet()
        self._leave_out_pull_quotes(body)
        self._mend_links(body)
        return Copy(
            name=name,
            body=body,
            offered=_offered(self._package.properties(), self._language),
            pictures=self._gathering.pictures,
            source="\n".join(filter(None, self._sources)),
            count=count(self._package, self._styles),
            remarks=self._gathering.remarks(),
        )

    def _containers(self, part: Part) -> Containers:
        drawings = Drawings(part, self._package, self._gathering)
        paragraphs = Paragraphs(part, drawings, self._styles, self._gathering, self._language)
        return Containers(paragraphs, self._styles, self._numbering, self._gathering)

    def _notes(self) -> Iterator[Element]:
        """The section of the notes, in the order of their calls; a note that nobody calls is left out."""
        made: dict[str, Element] = {}
        for part, notes in groupby(_notes_in(self._package), key=lambda found: found[1]):
            containers = self._containers(part)
            for identifier, _, note in notes:
                self._read_note(note, identifier, containers, made)
        if made:
            section = etree.Element("section", {"class": "notes"})
            section.extend([made[note] for note in self._gathering.called if note in made])
            yield section

    def _read_note(self, note: Element, identifier: str, containers: Containers, made: dict[str, Element]) -> None:
        words = words_of(note, self._styles)
        self._sources.append(words)
        line = self._gathering.called.get(identifier)
        if line is None:
            self._gathering.leave_out(0, "a note that nothing in the text calls", words)
            return
        element = etree.Element("aside", {"class": "note", "id": identifier, "data-line": str(line)})
        element.extend(containers.blocks(note, line))
        made[identifier] = element

    def _leave_out_comments(self) -> None:
        for part in self._package.beside("comments"):
            for comment in part.root.iter(f"{W}comment"):
                words = words_of(comment, self._styles)
                self._sources.append(words)
                author = value(comment, "author").strip()
                line = self._gathering.commented.get(value(comment, "id"), 0)
                self._gathering.leave_out(line, f"a comment by {author}" if author else "a comment", words)

    def _leave_out_heads_and_feet(self) -> None:
        for kind, place in _BESIDE:
            for words in dict.fromkeys(words_of(part.root, self._styles) for part in self._package.beside(kind)):
                self._sources.append(words)
                self._gathering.leave_out(0, f"{place}: a pamphlet has its own", words)

    def _leave_out_pull_quotes(self, body: Element) -> None:
        """Take away the boxes that only repeat what the text says."""
        text = _squeezed(" ".join(words_in(row) for row in body if row.get("class") != "box"))
        for box in body.findall("aside[@class='box']"):
            words = words_in(box)
            if len(words.split()) >= _SHORTEST_PULL_QUOTE and _squeezed(words) in text:
                self._gathering.leave_out(int(box.get("data-line")), "a pull quote: the text itself says it", words)
                body.remove(box)

    def _mend_links(self, body: Element) -> None:
        """Take away what leads to a place that the copy has not; the words stay."""
        there = {row.get("id") for row in body.iter() if row.get("id")}
        for link in body.iter("a"):
            target = link.get("href", "")
            if target.startswith("#") and target[1:] not in there:
                link.tag = "dangling"
        etree.strip_tags(body, "dangling")


def _squeezed(text: str) -> str:
    """The letters and figures of a text alone, so that marks and line ends do not part what is the same."""
    return "".join(character for character in text.casefold() if character.isalnum())


def _language(body: Element, styles: Styles) -> str:
    """The language that most of the text is marked as; empty where it is not marked."""
    weights: Counter[str] = Counter()
    for paragraph in paragraphs_in(body):
        style = styles.style_of(paragraph)
        for run in paragraph.iter(RUN):
            weights[styles.language(run, style)] += sum(len(text.text or "") for text in run.iterchildren(*TEXTS))
    weights.pop("", None)
    return weights.most_common(1)[0][0] if weights else ""


def _offered(properties: Element | None, language: str) -> Offered:
    """What the file says of itself."""

    def said(name: str) -> str:
        return "" if properties is None else " ".join((properties.findtext(name) or "").split())

    authors = tuple(name.strip() for name in said(f"{_DC}creator").split(";") if name.strip())
    return Offered(title=said(f"{_DC}title"), authors=authors, date=said(f"{_DCTERMS}created"), language=language)
