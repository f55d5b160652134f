"""The blocks of an OpenDocument text become blocks of copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree
from lxml.etree import _Element as Element

from pamphlet.intake.article import guessed
from pamphlet.intake.opendocument.figures_and_verse import as_figure
from pamphlet.intake.opendocument.gathering import Gathering
from pamphlet.intake.opendocument.passages import Passages, Setting
from pamphlet.intake.opendocument.styles import Look, ParagraphStyle, Role, Styles, look
from pamphlet.intake.opendocument.tables import as_table
from pamphlet.intake.opendocument.vocabulary import child, inside, kind, number, value
from pamphlet.intake.pieces import Piece, bridged, even, language_apart, nest

_MADE_BY_PROGRAM = {
    "text:table-of-content": "a table of contents, which a pamphlet makes itself",
    "text:alphabetical-index": "an index, which a pamphlet makes itself",
    "text:illustration-index": "a list of pictures",
    "text:table-index": "a list of tables",
    "text:object-index": "a list of objects",
    "text:user-index": "a list that the program makes",
}
_NOT_SHOWN = frozenset({
    "text:tracked-changes", "office:forms", "text:sequence-decls", "text:variable-decls", "text:user-field-decls",
    "text:dde-connection-decls", "text:alphabetical-index-auto-mark-file", "text:table-of-content-source",
    "text:bibliography-source", "table:table-columns", "table:table-column",
})  # fmt: skip
_ITEMS = frozenset({"text:list-item", "text:list-header"})
_OWN_LOOK = frozenset({Role.TITLE, Role.SUBTITLE, Role.CAPTION, Role.QUOTATION, Role.HEAD, Role.TABLE_HEAD, Role.VERSE})
"""Paragraphs that are set bold or italic for what they are."""
_CLASSES = {
    Role.TITLE: "title",
    Role.SUBTITLE: "subtitle",
    Role.BYLINE: "byline",
    Role.DATE: "date",
    Role.CAPTION: "caption",
}


class Body:
    """Reads the blocks of one text; `lines` are the numbers of its paragraphs."""

    def __init__(self, styles: Styles, gathering: Gathering, lines: Mapping[Element, int]) -> None:
        """Read with these styles."""
        self._styles = styles
        self._usual = styles.usual(value(paragraph, "text:style-name") for paragraph in lines)
        self._gathering = gathering
        self._passages = Passages(styles, gathering)
        self._lines = lines
        self._line = 1
        self._reached: dict[str, int] = {}

    @property
    def language(self) -> str:
        """The language of most of the text; empty where it does not say."""
        return self._usual.language

    def read(self, source: Element, target: Element) -> None:
        """Write the blocks of an element to the end of another."""
        for element in source:
            self._block(element, target)

    def notes(self) -> Iterator[Element]:
        """The notes met so far, as blocks; a note that is called in another follows it."""
        for identity, line, source in self._gathering.notes:  # which grows while it is read
            note = etree.Element("aside", {"class": "note", "id": identity, "data-line": str(line)})
            self.read(source, note)
            yield note

    def _block(self, element: Element, target: Element) -> None:
        name = kind(element)
        match name:
            case "text:p" | "text:h":
                self._paragraph(element, target)
            case "text:list":
                self._list(element, target, style=value(element, "text:style-name"), level=1)
            case "table:table":
                target.append(self._table(element))
            case "text:section" if value(element, "text:display") == "none":
                self._gathering.leave_out(element, self._line, "a hidden section, not printed")
            case "text:change":
                self._gathering.deletion(value(element, "text:change-id"), self._line)
            case "draw:frame" | "draw:a" | "draw:g":
                self._put(element, target)
            case "office:annotation":
                self._gathering.comment(element, self._line)
            case "svg:title" | "svg:desc":
                self._gathering.leave_out(element, self._line, "describes a frame or drawing")
            case _ if name in _MADE_BY_PROGRAM:
                self._gathering.leave_out(element, self._line, _MADE_BY_PROGRAM[name])
            case _ if name.startswith("draw:") and name != "draw:text-box" and child(element, "text:p") is not None:
                self._put(element, target)
            case _ if name not in _NOT_SHOWN:
                self.read(element, target)

    def _put(self, shape: Element, target: Element) -> None:
        """A frame or shape that stands between paragraphs, as if it stood alone in one."""
        style = self._styles.paragraph("")
        setting = self._setting(style, own_look=False)
        self._write(self._passages.inline(shape, setting), style, self._made("p", {}), target)

    def _paragraph(self, element: Element, target: Element) -> None:
        self._line = self._lines.get(element, self._line)
        style = self._styles.paragraph(value(element, "text:style-name"))
        if style.new_page and len(target) and target.tag == "body" and target[-1].get("class") != "page":
            target.append(self._made("hr", {"class": "page"}))
        level = number(element, "text:outline-level", 1) if kind(element) == "text:h" else style.level
        if style.role in {Role.TITLE, Role.SUBTITLE}:
            level = 0
        anchor = self._gathering.anchor(element)
        block = self._made(f"h{min(level, 6)}" if level else "p", {"id": anchor} if anchor else {})
        setting = self._setting(style, own_look=style.role in _OWN_LOOK or bool(level))
        self._write(self._passages.read(element, setting), style, block, target)

    def _setting(self, style: ParagraphStyle, *, own_look: bool) -> Setting:
        """What holds at the beginning of a paragraph; `own_look`: its kind is set so, and the look is no mark."""
        return Setting(
            line=self._line,
            base=look(style.properties) if own_look else Look(),
            language=self._usual.language,
            properties=style.properties,
        )

    def _write(self, read: Iterable[Piece], style: ParagraphStyle, block: Element, target: Element) -> None:
        """Write a paragraph where it belongs, and behind it the boxes that were fixed to it."""
        language, pieces = language_apart(bridged(even(read)))
        if language:
            block.set("lang", language)
        boxes, self._gathering.boxes = self._gathering.boxes, []
        nest(block, pieces)
        if pieces:
            self._place(block, style, target)
        elif style.role is Role.RULE:
            target.append(self._made("hr", {}))
        elif style.role is Role.VERSE and _verse_at_end(target) is not None:
            target[-1].append(block)  # an empty line between stanzas
        for box in boxes:
            self._box(box, target)

    def _place(self, block: Element, style: ParagraphStyle, target: Element) -> None:
        """Write a paragraph with words, or a picture, as what its style says that it is."""
        if style.role in _CLASSES:
            block.set("class", _CLASSES[style.role])
        if block.tag != "p" or target.tag not in {"body", "aside", "section"} or style.role in _CLASSES:
            target.append(block)
        elif style.role is Role.VERSE:
            verse = _verse_at_end(target)
            if verse is None:
                verse = self._made("div", {"class": "verse"})
                target.append(verse)
            verse.append(block)
        elif style.role is Role.QUOTATION:
            self._quotation(target).append(block)
        elif self._usual.stands_in(style):
            self._gathering.remark(guessed(self._line, "the paragraph stands in from the margin: it is a quotation"))
            self._quotation(target).append(block)
        else:
            target.append(block)

    def _quotation(self, target: Element) -> Element:
        """The quotation at the end of an element, or a new one."""
        if len(target) and target[-1].tag == "blockquote":
            return target[-1]
        quotation = self._made("blockquote", {})
        target.append(quotation)
        return quotation

    def _box(self, frame: Element, target: Element) -> None:
        """A frame with text: a picture with the words under it is a figure, anything else a box."""
        inner = self._made("aside", {"class": "box"})
        self.read(frame, inner)
        pictures = list(inner.iter("img"))
        if kind(frame) == "draw:frame" and len(pictures) == 1 and all(block.tag == "p" for block in inner):
            target.append(as_figure(inner, pictures[0]))
        elif len(inner):
            target.append(inner)

    def _list(self, element: Element, target: Element, *, style: str, level: int) -> None:
        items = [item for item in element if kind(item) in _ITEMS]
        if _only_heads(element):
            for item in items:
                self.read(item, target)
            return
        numbered, start = self._styles.numbered(style, level)
        start = self._start(element, items, style, start)
        written = self._made("ol" if numbered else "ul", {"start": str(start)} if numbered and start != 1 else {})
        for item in items:
            goes_on = kind(item) == "text:list-header" and len(written)
            self._item(item, written[-1] if goes_on else etree.SubElement(written, "li"), style=style, level=level)
            if not len(written[-1]):
                written.remove(written[-1])
        self._reached[style] = self._reached[value(element, "xml:id")] = start + len(written) - 1
        if len(written):
            target.append(written)

    def _item(self, item: Element, entry: Element, *, style: str, level: int) -> None:
        for inner in item:
            if kind(inner) == "text:list":
                self._list(inner, entry, style=value(inner, "text:style-name") or style, level=level + 1)
            else:
                self._block(inner, entry)

    def _start(self, element: Element, items: Sequence[Element], style: str, start: int) -> int:
        """The number of a list's first item: its own, or the next after a list that it goes on with."""
        if items and value(items[0], "text:start-value"):
            return number(items[0], "text:start-value", start)
        earlier = value(element, "text:continue-list") or style
        goes_on = value(element, "text:continue-numbering") == "true" or value(element, "text:continue-list")
        return self._reached[earlier] + 1 if goes_on and earlier in self._reached else start

    def _table(self, element: Element) -> Element:
        line = self._lines.get(next(inside(element, "text:p", "text:h"), element), self._line)
        self._line = line
        return as_table(element, self.read, self._is_head, line, self._gathering.remark)

    def _is_head(self, paragraph: Element) -> bool:
        """Whether a paragraph is the head of a column by its style."""
        return self._styles.paragraph(value(paragraph, "text:style-name")).role is Role.TABLE_HEAD

    def _made(self, tag: str, attributes: dict[str, str]) -> Element:
        return etree.Element(tag, {**attributes, "data-line": str(self._line)})


def _only_heads(element: Element) -> bool:
    """Whether a list holds nothing but heads, which is how old programs number them."""
    blocks = [block for item in element if kind(item) in _ITEMS for block in item]
    return bool(blocks) and all(
        kind(block) == "text:h" or (kind(block) == "text:list" and _only_heads(block)) for block in blocks
    )


def _verse_at_end(target: Element) -> Element | None:
    return target[-1] if len(target) and target[-1].tag == "div" else None
