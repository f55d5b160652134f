"""What stands in a paragraph of a Word file becomes pieces with marks, and the pictures and boxes that hang on it.

Whatever this module does not know it looks into: words are left out by name alone, and each time with a remark.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from pamphlet.intake.pieces import (
    EMPHASIS,
    GAP,
    LINE_END,
    SMALL_CAPS,
    STRONG,
    Mark,
    Marks,
    Piece,
    call,
    in_language,
    in_order,
    link,
)
from pamphlet.intake.word.drawings import Drawings
from pamphlet.intake.word.fields import Field, OpenFields, fields_in
from pamphlet.intake.word.gathering import Gathering
from pamphlet.intake.word.links import address_of, linked_places, place_of, usable
from pamphlet.intake.word.names import (
    DELETIONS,
    DRAWINGS,
    LINE_ENDS,
    NO_WORDS,
    NOTE_CALLS,
    PARAGRAPH,
    RUN,
    SOFT_HYPHEN,
    SPACES,
    TEXTS,
    M,
    W,
    has_own_mark,
    is_blank,
    readings,
    value,
)
from pamphlet.intake.word.package import Part
from pamphlet.intake.word.source import sign
from pamphlet.intake.word.styles import Role, Styles, is_foreign

CONTENTS = "a table of contents or an index: the pamphlet makes its own, with its own pages"
DELETED = "deleted in the file, as its tracked changes say"
_HIDDEN = "hidden in the file"
UNFILLED = "a blank of a form that nobody filled in"
_OWN_MARK = "the mark of a note, which has a number now"


@dataclass(slots=True, kw_only=True)
class Content:
    """What a paragraph holds.  Only the module that reads it adds to it."""

    stretches: list[list[Piece]] = field(default_factory=lambda: [[]])
    """Pieces; a page ends between one list of them and the next."""
    pictures: list[Element] = field(default_factory=list)
    """Each an `img`."""
    boxes: list[Element] = field(default_factory=list)
    """The elements that hold the text of text boxes."""
    has_rule: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dropping:
    """Why words are being left out; words of the same `piece` join."""

    line: int
    reason: str
    piece: object


class Paragraphs:
    """Reads the paragraphs of one part in their order, for a field may begin in one and end in another."""

    def __init__(self, part: Part, drawings: Drawings, styles: Styles, gathering: Gathering, language: str) -> None:
        """Begin a part of a text in `language`; what is noticed goes to `gathering`."""
        self._language = language
        self._part = part
        self._styles = styles
        self._gathering = gathering
        fields = fields_in(part.root)
        self._fields = OpenFields(fields)
        self._dropping: _Dropping | None = None
        self._drawings = drawings
        self._places = linked_places(part.root, fields.values())
        self._paragraph = part.root
        self._style, self._role = "", Role.PLAIN
        self._content = Content()
        self._line = 0

    def read(self, paragraph: Element, role: Role, line: int, content: Content) -> None:
        """Add what a paragraph holds to `content`; `line` is its number."""
        self._paragraph, self._role, self._content, self._line = paragraph, role, content, line
        self._style = self._styles.style_of(paragraph)
        self._children(paragraph, ())

    def drop(self, element: Element, line: int, reason: str) -> None:
        """Leave out all words of an element, with a remark."""
        self._line = line
        with self._leaving_out(reason, piece=element):
            self.read(element, Role.PLAIN, line, Content())

    def place(self, paragraph: Element) -> str:
        """The name of a paragraph that a link of this part leads to; empty where none does."""
        return place_of(paragraph, self._places)

    def _children(self, element: Element, marks: Marks) -> None:
        for child in readings(element):
            self._read(child, marks)

    def _read(self, element: Element, marks: Marks) -> None:
        tag = element.tag
        if tag in TEXTS:
            self._words((element.text or "").replace(SOFT_HYPHEN, ""), marks)
        elif tag == RUN:
            self._run(element, marks)
        elif tag in NO_WORDS:
            pass
        elif tag in SPACES:
            self._words(" ", marks)
        elif tag in NOTE_CALLS:
            self._note_call(element)
        elif tag in LINE_ENDS:
            self._line_end(element, marks)
        elif tag == f"{W}noBreakHyphen":
            self._words("-", marks)
        elif tag == f"{W}sym":
            self._symbol(element, marks)
        elif tag in DELETIONS:
            with self._leaving_out(DELETED, piece=element):
                self._children(element, marks)
        elif tag == f"{W}hyperlink":
            self._link(element, address_of(element, self._part), marks)
        elif tag == f"{W}fldSimple":
            self._simple_field(element, marks)
        elif tag == f"{W}fldChar":
            self._field_mark(element)
        elif tag == f"{W}sdt":
            self._control(element, marks)
        elif tag == f"{W}commentReference":
            self._gathering.commented.setdefault(value(element, "id"), self._line)
        elif tag in DRAWINGS:
            self._drawing(element, marks)
        elif tag == PARAGRAPH and self._dropping is not None:  # in a box that is left out
            with self._leaving_out(self._dropping.reason, piece=element):
                self._children(element, marks)
        elif tag == f"{M}oMath":
            self._gathering.guess(self._line, "a formula is now its letters and figures in a row")
            self._children(element, marks)
        else:
            self._children(element, marks)

    def _words(self, text: str, marks: Marks) -> None:
        dropping = self._dropping or self._contents_field()
        if dropping is not None:
            self._gathering.leave_out(dropping.line, dropping.reason, text, dropping.piece)
        elif text:
            self._content.stretches[-1].append(Piece(text=text, marks=in_order((*marks, *self._open_link()))))

    def _run(self, run: Element, marks: Marks) -> None:
        look = self._styles.run(run, self._style, self._role)
        if look.hidden:
            with self._leaving_out(_HIDDEN, piece=run):
                self._children(run, marks)
            return
        if look.struck and self._dropping is None and any((row.text or "").strip() for row in run.iter(*TEXTS)):
            said = "words that are struck through in the file are kept, and not struck through"
            self._gathering.guess(self._line, said)
        if has_own_mark(run):
            self._note_with_own_mark(run)
            return
        linked = any(mark.tag == "a" for mark in (*marks, *self._open_link()))
        borne = [in_language(look.language)] if is_foreign(look.language, self._language) else []
        borne += [STRONG] if look.strong else []
        borne += [EMPHASIS] if look.italic or (look.underlined and not linked) else []
        borne += [SMALL_CAPS] if look.small_caps else []
        borne += [Mark(tag=look.raised)] if look.raised else []
        self._children(run, (*marks, *borne))

    def _note_call(self, reference: Element) -> None:
        if not self._is_dropping():
            note = f"{NOTE_CALLS[reference.tag]}-{value(reference, 'id')}"
            if note not in self._gathering.notes:
                self._gathering.ask(self._line, "the text calls a note that is not in the file")
            else:
                self._gathering.called.setdefault(note, self._line)
            self._content.stretches[-1].append(call(note) if note in self._gathering.notes else GAP)

    def _note_with_own_mark(self, run: Element) -> None:
        """A note call, and beside it the mark that the author chose for it."""
        for reference in run.iterchildren(*NOTE_CALLS):
            self._note_call(reference)
        with self._leaving_out(_OWN_MARK, piece=run):
            self._children(run, ())

    def _line_end(self, element: Element, marks: Marks) -> None:
        kind = value(element, "type")
        if self._is_dropping():
            self._words(" ", marks)
        elif kind == "page":
            self._content.stretches.append([])
        elif kind == "column":
            self._words(" ", marks)
        else:
            self._content.stretches[-1].append(LINE_END)

    def _symbol(self, element: Element, marks: Marks) -> None:
        text = sign(element)
        self._words(text, marks)
        if not text and not self._is_dropping():
            font = f"{value(element, 'font')}, {value(element, 'char')}"
            said = f"a sign that only the font of the file knows ({font}) is left out: look there"
            self._gathering.ask(self._line, said)

    def _link(self, element: Element, address: str, marks: Marks) -> None:
        words = "".join(row.text or "" for row in element.iter(*TEXTS)).strip()
        self._children(element, (*marks, *self._link_mark(address, words)))

    def _link_mark(self, address: str, words: str) -> Marks:
        """The mark of a link; none, and a question, where it leads nowhere from a pamphlet."""
        if not address or self._is_dropping():
            return ()
        if target := usable(address, self._places):
            return (link(target),)
        about = f" of “{words[:60]}”" if words else ""
        said = f"the address{about} leads nowhere from a pamphlet and is left out: {address[:200]}"
        self._gathering.ask(self._line, said)
        return ()

    def _simple_field(self, element: Element, marks: Marks) -> None:
        simple = Field(instruction=value(element, "instr"))
        if simple.is_contents:
            with self._leaving_out(CONTENTS, piece=self._paragraph):
                self._children(element, marks)
            return
        self._ask_about(simple)
        self._link(element, simple.address, marks)

    def _field_mark(self, mark: Element) -> None:
        begun = self._fields.pass_mark(mark, self._line)
        if begun is not None:
            self._ask_about(begun)

    def _ask_about(self, begun: Field) -> None:
        if begun.is_reference and not self._is_dropping():
            self._gathering.ask(
                self._line, "a page or a note is named by its number in the file, which is another here"
            )

    def _is_dropping(self) -> bool:
        return self._dropping is not None or self._contents_field() is not None

    def _contents_field(self) -> _Dropping | None:
        line = self._fields.contents_from
        return None if line is None else _Dropping(line=line, reason=CONTENTS, piece=self._paragraph)

    def _open_link(self) -> Marks:
        return self._link_mark(self._fields.address, "")

    def _control(self, element: Element, marks: Marks) -> None:
        """A blank of a form; one that nobody filled in shows what belongs there."""
        if is_blank(element):
            with self._leaving_out(UNFILLED, piece=element):
                self._children(element, marks)
        else:
            self._children(element, marks)

    def _drawing(self, element: Element, marks: Marks) -> None:
        if self._dropping is not None:
            self._children(element, marks)
            return
        drawn = self._drawings.read(element, self._line)
        self._content.pictures += drawn.pictures
        self._content.boxes += drawn.boxes
        self._content.has_rule |= drawn.has_rule
        if drawn.labels:
            self._words(f" {''.join(drawn.labels)} ", marks)

    @contextmanager
    def _leaving_out(self, reason: str, piece: object) -> Iterator[None]:
        """Leave out the words read meanwhile; within words that are left out the first reason stands."""
        before = self._dropping
        line, reason = (before.line, before.reason) if before else (self._line, reason)
        self._dropping = _Dropping(line=line, reason=reason, piece=piece)
        try:
            yield
        finally:
            self._dropping = before
