"""What stands in a paragraph of OpenDocument becomes pieces of words with their marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from pamphlet.intake.article import guessed, left_out, question
from pamphlet.intake.opendocument.gathering import Gathering
from pamphlet.intake.opendocument.source import words_of
from pamphlet.intake.opendocument.styles import Look, Properties, Styles, look
from pamphlet.intake.opendocument.vocabulary import child, kind, value
from pamphlet.intake.pieces import EMPHASIS, LINE_END, SMALL_CAPS, STRONG, Mark, Marks, Piece, in_language, link

_REFERENCES = frozenset({"text:note-ref", "text:bookmark-ref", "text:reference-ref", "text:sequence-ref"})
_DRAWINGS = frozenset({
    "draw:custom-shape", "draw:rect", "draw:ellipse", "draw:circle", "draw:line", "draw:polyline", "draw:polygon",
    "draw:path", "draw:connector", "draw:regular-polygon",
})  # fmt: skip
_HIDDEN = "hidden text, not printed"
_FOR_MACHINES = frozenset({"office:annotation-end", "office:event-listeners", "text:script", "text:tracked-changes"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What holds for the words at one place of a paragraph: its line, and the styles laid over one another."""

    line: int
    base: Look
    """How the paragraph is set by its kind: what differs from it is a mark."""
    language: str
    """Of the text as a whole."""
    properties: Properties
    link: str = ""

    def within(self, properties: Properties) -> Setting:
        """The same place, with another style over those that are there."""
        return replace(self, properties={**self.properties, **properties})

    @property
    def hidden(self) -> bool:
        """Whether the words are not shown."""
        return look(self.properties).hidden

    @property
    def marks(self) -> Marks:
        """The marks that the styles ask for."""
        set_as = look(self.properties)
        found = [link(self.link)] if self.link else []
        if _differs(set_as.language, self.language):
            found.append(in_language(set_as.language))
        if set_as.italic != self.base.italic or (set_as.underlined and not (self.base.underlined or self.link)):
            found.append(EMPHASIS)
        if set_as.bold != self.base.bold:
            found.append(STRONG)
        if set_as.small_caps and not self.base.small_caps:
            found.append(SMALL_CAPS)
        if set_as.position and set_as.position != self.base.position:
            found.append(Mark(tag=set_as.position))
        return tuple(found)


def _differs(language: str, usual: str) -> bool:
    """Whether words are in another language than the text; that of another country is none."""
    return bool(language) and language != usual and language != usual.partition("-")[0]


class Passages:
    """Reads what stands in paragraphs, and hands notes, boxes and pictures to the gathering."""

    def __init__(self, styles: Styles, gathering: Gathering) -> None:
        """Read with these styles."""
        self._styles = styles
        self._gathering = gathering

    def read(self, element: Element, setting: Setting) -> Iterator[Piece]:
        """The pieces of an element's content, in order."""
        yield from self._text(element.text, setting)
        for inner in element:
            yield from self.inline(inner, setting)
            yield from self._text(inner.tail, setting)

    def _text(self, text: str | None, setting: Setting) -> Iterator[Piece]:
        if not text:
            return
        if setting.hidden:
            if text.strip():
                self._gathering.remark(left_out(setting.line, " ".join(text.split()), _HIDDEN))
            return
        if text.strip() and look(setting.properties).struck and not setting.base.struck:
            said = f"“{' '.join(text.split())}” is struck through in the file and stands here as if it were not"
            self._gathering.remark(guessed(setting.line, said))
        yield Piece(text=text, marks=setting.marks)

    def inline(self, element: Element, setting: Setting) -> Iterator[Piece]:
        """The pieces of one element among the words."""
        name = kind(element)
        match name:
            case "text:span":
                yield from self.read(element, setting.within(self._styles.words(value(element, "text:style-name"))))
            case "text:a":
                yield from self.read(element, replace(setting, link=value(element, "xlink:href")))
            case "text:s" | "text:tab":
                yield Piece(text=" ")
            case "text:line-break":
                yield LINE_END
            case "text:note":
                yield self._gathering.call(element, setting.line)
            case "office:annotation":
                self._gathering.comment(element, setting.line)
            case "text:change":
                self._gathering.deletion(value(element, "text:change-id"), setting.line)
            case "draw:frame":
                yield from self._frame(element, setting)
            case "text:ruby-text":
                self._gathering.leave_out(element, setting.line, "small words above others, which have no place here")
            case "text:hidden-text" | "text:hidden-paragraph":
                self._gathering.leave_out(element, setting.line, _HIDDEN)
            case "svg:title" | "svg:desc":
                self._gathering.leave_out(element, setting.line, "describes a frame or drawing")
            case _ if child(element, "text:p") is not None:  # a shape with words in it
                self._gathering.boxes.append(element)
            case _ if name not in _FOR_MACHINES:
                self._gathering.drawings += name in _DRAWINGS
                self._ask_about_reference(element, setting)
                yield from self.read(element, setting)

    def _ask_about_reference(self, element: Element, setting: Setting) -> None:
        if kind(element) in _REFERENCES and (words := words_of(element)):
            said = f"“{words}” leads to another place of the text and stands here as it was: is it still right?"
            self._gathering.remark(question(setting.line, said))

    def _frame(self, element: Element, setting: Setting) -> Iterator[Piece]:
        """A picture stands among the words; a text box is put behind the paragraph."""
        if child(element, "draw:text-box") is not None:
            self._gathering.boxes.append(element)
            return
        picture = self._gathering.picture(element, setting.line)
        if picture is not None:
            yield replace(picture, marks=(link(setting.link),) if setting.link else ())
