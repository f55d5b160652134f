"""What is kept of a page becomes blocks of copy: each element by what it is, and none without its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree
from lxml.etree import _Element as Element

from pamphlet.intake.pieces import GAP, LINE_END, STRONG, Marks, Piece, call, even, without
from pamphlet.intake.text.blocks import is_hard_wrapped
from pamphlet.intake.web.fates import Fates
from pamphlet.intake.web.flow import Flow, held_by, holding, join_item, set_in
from pamphlet.intake.web.marks import lines_of, marks_of, paragraphs, unraised, without_start
from pamphlet.intake.web.notes import Notes
from pamphlet.intake.web.page import BLOCKS, HEADS, WORDLESS, Page, called, words_of
from pamphlet.intake.web.pictures import Pictures, is_formula, is_sign
from pamphlet.intake.web.tables import captioned, has_loose_words, is_layout, table_of
from pamphlet.intake.web.word_styles import (
    BULLET,
    breaks_page,
    is_indented,
    is_item,
    level_in_docs,
    level_in_word,
    role_in_word,
)

_CAPTION = re.compile(r"(?<![a-z])(?:caption|wp-caption-text|tr-caption|image-caption|thumbcaption)(?![a-z-])")
_FRAME = re.compile(r"(?<![a-z])(?:wp-caption|tr-caption-container|thumbinner|captioned-image-container)(?![a-z-])")
_VERSE = re.compile(r"(?<![a-z])(?:verse|poem|poetry|stanza|wp-block-verse)(?![a-z])")
_BOX = re.compile(r"(?<![a-z])(?:kg-callout-card|callout|call-out|textbox|text-box)(?![a-z-])")
_RULE = re.compile(r"(?<![a-z])(?:wp-block-separator|section-break|divider|dinkus)(?![a-z])")
_OF_DEFINITIONS = {"dl": frozenset({"dt", "dd", "div"}), "div": frozenset({"dt", "dd"})}


class Copyist:
    """Writes out what is kept of a page; the notes and what opens the article are asked for apart."""

    def __init__(self, page: Page, fates: Fates, notes: Notes, roles: dict[Element, str], pictures: Pictures) -> None:
        """Take the page and all that was decided about it."""
        self._page = page
        self._fates = fates
        self._calls = notes.calls
        self._notes = notes.elements
        self._roles = roles
        self._pictures = pictures
        self.typed_marks: list[str] = []

    def blocks_of(self, element: Element) -> list[Element]:
        """The blocks that an element becomes."""
        flow = Flow()
        self._element(element, (), flow)
        return flow.finished()

    def blocks_in(self, element: Element, role: str = "") -> list[Element]:
        """The blocks of what an element holds, the element itself being but a frame."""
        flow = Flow(role)
        self._inside(element, (), flow)
        return flow.finished()

    def _is_here(self, element: Element) -> bool:
        """Whether an element belongs to the run of the text."""
        if element.tag in WORDLESS or element in self._notes:
            return False
        return self._fates.of.get(element) is None

    def _inside(self, element: Element, marks: Marks, flow: Flow) -> None:
        flow.add(Piece(text=element.text or "", marks=marks))
        for child in element:
            self._child(child, marks, flow)

    def _child(self, child: Element, marks: Marks, flow: Flow) -> None:
        """A child with the words behind it; where it is left out, only these."""
        if child in self._calls:
            flow.add(replace(call(self._calls[child]), marks=unraised(marks)))
        elif self._is_here(child):
            self._element(child, marks, flow)
        elif self._fates.leaves_gap(child):
            flow.add(GAP)
        flow.add(Piece(text=child.tail or "", marks=marks))

    def _element(self, element: Element, marks: Marks, flow: Flow) -> None:
        tag, role = element.tag, self._roles.get(element, "")
        if role and role != "lead":
            line = (
                replace(piece, marks=tuple(m for m in piece.marks if m.tag != "a")) for piece in self._line(element)
            )
            flow.extend([set_in("p", line, role)])
        elif tag == "br":
            if breaks_page(element):
                flow.extend([_rule(element)])
            else:
                flow.add(LINE_END)
        elif tag == "img":
            self._picture(element, marks, flow)
        elif tag == "hr" or (not words_of(element) and _is_rule(element)):
            flow.extend([_rule(element)])
        elif tag == "math":
            self._pictures.formula(words_of(element))
            for piece in self._run(element, marks):
                flow.add(piece)
        elif tag in {"cite", "footer"} and _is_quoted(element):
            flow.extend(self._source(element))
        elif tag in BLOCKS:
            flow.end()
            self._block(element, marks_of(element, self._page, marks), flow)
            flow.end()
        else:
            quoted = tag == "q"
            flow.add(Piece(text="“" * quoted, marks=marks))
            self._inside(element, marks_of(element, self._page, marks), flow)
            flow.add(Piece(text="”" * quoted, marks=marks))

    def _block(self, element: Element, marks: Marks, flow: Flow) -> None:
        tag, name = str(element.tag), called(element)
        if tag in HEADS:
            flow.extend(self._head(element))
        elif tag == "pre":
            flow.extend(self._lines(element))
        elif _VERSE.search(name):
            flow.extend(_as_verse(self.blocks_in(element)))
        elif tag == "figure" or _FRAME.search(name):
            flow.extend(self._figure(element))
        elif tag == "blockquote":
            flow.group("blockquote", self.blocks_in(element))
        elif tag == "aside" or _BOX.search(name):
            flow.group("aside", self.blocks_in(element), "box")
        elif level := level_in_docs(element):
            for found in self._list(element):
                for item in list(found):
                    flow.item(str(found.tag), item, level, found.get("start", ""))
        elif tag in {"ul", "ol", "dir"}:
            flow.extend(self._list(element))
        elif tag == "dl" and not has_loose_words(element, _OF_DEFINITIONS):
            flow.group("dl", self._definitions(element))
        elif tag == "table" and not is_layout(element):
            flow.extend([table_of(element, self.blocks_in, self._is_here)])
        elif is_item(element):
            self._typed_item(element, flow)
        elif tag in {"p", "figcaption"}:
            self._paragraph(element, marks, flow)
        else:
            self._inside(element, marks, flow)

    def _paragraph(self, element: Element, marks: Marks, flow: Flow) -> None:
        role = "caption" if _is_caption(element) else role_in_word(element)
        quoted = role == "quotation" or (not role and is_indented(element))
        inner = Flow("" if quoted else role)
        self._inside(element, marks, inner)
        if quoted:
            flow.group("blockquote", inner.finished())
        else:
            flow.extend(inner.finished())

    def _run(self, element: Element, marks: Marks = ()) -> Iterator[Piece]:
        """All words of an element in one line, whatever blocks they stand in."""
        yield Piece(text=element.text or "", marks=marks)
        for child in element:
            if child in self._calls:
                yield replace(call(self._calls[child]), marks=unraised(marks))
            elif child.tag == "br":
                yield LINE_END
            elif child.tag == "img" and is_sign(child):
                yield Piece(text=child.get("alt") or "", marks=marks)
            elif self._is_here(child):
                edge = Piece(text=" " * (child.tag in BLOCKS))
                yield edge
                yield from self._run(child, marks_of(child, self._page, marks))
                yield edge
            elif self._fates.leaves_gap(child):
                yield GAP
            yield Piece(text=child.tail or "", marks=marks)

    def _line(self, element: Element) -> list[Piece]:
        """The words of a head, a byline, a caption: a line end in it is a space."""
        return even(Piece(text=" ") if piece.tag == "br" else piece for piece in self._run(element))

    def _head(self, element: Element) -> list[Element]:
        """A head, without the weight that all heads have; pictures in it stand before it."""
        images = [image for image in element.iter("img") if self._fates.is_kept(image) and not is_sign(image)]
        found = [set_in("p", [piece]) for piece in map(self._pictures.piece, images) if piece is not None]
        line = without(self._line(element), STRONG)
        return [*found, set_in(str(element.tag), line)] if line else found

    def _picture(self, image: Element, marks: Marks, flow: Flow) -> None:
        description = " ".join((image.get("alt") or "").split())
        if is_formula(image):
            self._pictures.formula(description)
        if is_formula(image) or is_sign(image):
            flow.add(Piece(text=description, marks=marks))
        elif (piece := self._pictures.piece(image)) is not None:
            flow.add(piece)

    def _figure(self, element: Element) -> list[Element]:
        """A picture with the words under it; a frame around anything else is no figure."""
        images = [image for image in element.iter("img") if self._fates.is_kept(image) and not is_sign(image)]
        captions = [
            one for one in element.iter() if one is not element and _is_caption(one) and self._fates.is_kept(one)
        ]
        caption = captions[0] if captions else None
        held = words_of(caption) if caption is not None else ""
        if (
            len(images) != 1
            or self._kept_words(element) != held
            or any(image in one.iter() for one in captions for image in images)
        ):
            return captioned(self.blocks_in(element))
        piece = self._pictures.piece(images[0])
        line = self._line(caption) if caption is not None else []
        if piece is None:
            return [set_in("p", line, "caption")] if line else []
        return [holding("figure", [set_in("p", [piece])[0], *([set_in("figcaption", line)] if line else [])])]

    def _kept_words(self, element: Element) -> str:
        pieces = (piece.text if not piece.tag else " " * (piece.tag == "br") for piece in self._run(element))
        return " ".join("".join(pieces).split())

    def _source(self, element: Element) -> list[Element]:
        """Who is quoted, behind the dash that pages leave to their style sheets."""
        line = self._line(element)
        dash = not line or line[0].text[:1] in "–—-"
        return [set_in("p", [*([] if dash else [Piece(text="– ")]), *line])] if line else []

    def _list(self, element: Element) -> list[Element]:
        """A list; what stands in it outside of items, as lists in lists do on old pages, joins the item before."""
        found = etree.Element("ol" if element.tag == "ol" else "ul")
        if found.tag == "ol" and (start := element.get("start") or "").isdecimal():
            found.set("start", start)
        stray = Flow()
        stray.add(Piece(text=element.text or ""))
        for child in element:
            if child.tag == "li" and self._is_here(child):
                join_item(found, stray.finished())
                stray = Flow()
                found.append(held_by("li", self.blocks_in(child)))
                stray.add(Piece(text=child.tail or ""))
            else:
                self._child(child, (), stray)
        join_item(found, stray.finished())
        return [found] if any(len(item) or item.text for item in found) else []

    def _typed_item(self, element: Element, flow: Flow) -> None:
        """An item as Word writes it: a paragraph that begins with its bullet or number."""
        run = even(self._run(element))
        text = "".join(piece.text for piece in run)
        mark = BULLET.match(text)
        if mark is None:
            self._inside(element, (), flow)
            return
        self.typed_marks.append(mark[0].strip())
        item = set_in("li", without_start(run, len(mark[0])))
        flow.item("ol" if mark["number"] else "ul", item, level_in_word(element))

    def _definitions(self, element: Element) -> list[Element]:
        found: list[Element] = []
        for child in element:
            if not self._is_here(child):
                continue
            if child.tag == "div":
                found += self._definitions(child)
            else:
                found.append(held_by(str(child.tag), self.blocks_in(child)))
        return [one for one in found if len(one) or one.text]

    def _lines(self, element: Element) -> list[Element]:
        """Lines as they were typed: verse; or prose broken at a fixed width, which is joined."""
        is_prose = not _VERSE.search(called(element)) and is_hard_wrapped("".join(element.itertext()).split("\n"))
        parts = paragraphs(list(lines_of(self._run(element), is_prose=is_prose)))
        found = [set_in("p", part) for part in parts]
        return found if is_prose else _as_verse(found)


def _as_verse(blocks: list[Element]) -> list[Element]:
    """Stanzas in one poem; anything else among them stays as it is."""
    if not blocks or any(block.tag != "p" or block.get("class") or block.find("img") is not None for block in blocks):
        return blocks
    return [holding("div", blocks, "verse")]


def _is_caption(element: Element) -> bool:
    return element.tag == "figcaption" or (element.tag != "caption" and _CAPTION.search(called(element)) is not None)


def _is_quoted(element: Element) -> bool:
    above = element.getparent()
    return above is not None and above.tag == "blockquote"


def _is_rule(element: Element) -> bool:
    return element.get("role") == "separator" or _RULE.search(called(element)) is not None


def _rule(element: Element) -> Element:
    return etree.Element("hr", {"class": "page"} if breaks_page(element) else {})
