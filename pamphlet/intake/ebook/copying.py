"""The elements of an ebook's documents become blocks of copy."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree
from lxml.etree import _Element as Element

from pamphlet.intake.article import Remark, guessed, left_out, question
from pamphlet.intake.ebook.markup import (
    BLOCKS,
    HEADS,
    UNREAD,
    classes,
    holds_blocks,
    is_other_language,
    language_around,
    words_of,
)
from pamphlet.intake.ebook.mentions import Mentions, is_source, mentioned
from pamphlet.intake.ebook.notes import Notes
from pamphlet.intake.ebook.package import Book, Document
from pamphlet.intake.ebook.pictures import Pictures
from pamphlet.intake.ebook.tables import as_table
from pamphlet.intake.looks import Looks
from pamphlet.intake.tree import add_words

_PLAIN = {"em": "em", "i": "em", "cite": "em", "dfn": "em", "var": "em", "u": "em", "strong": "strong", "b": "strong",
          "sup": "sup", "sub": "sub"}  # fmt: skip
_MEDIA = {"audio": "a recording", "video": "a film", "iframe": "a page within the page", "object": "an object",
          "math": "a formula", "svg": "a drawing", "canvas": "a drawing"}  # fmt: skip
_QUOTED = re.compile(r"(?<![a-z])(?:block-?quote|quote|quotation|extract)(?![a-z])")
_VERSE = re.compile(r"(?<![a-z])(?:verse|poem|poetry|stanza)(?![a-z])")
_CAPTION = re.compile(r"(?<![a-z])caption(?![a-z])")
_OUR_LINKS = frozenset({"person", "to-page"})
"""Links that a pamphlet makes itself: from a person to the entry, from the number of a page to the page."""
_SET_APART = ("epigraph", "questions")


class Copyist:
    """Writes what is kept of the documents of a book.  `left` is what is not."""

    def __init__(self, book: Book, notes: Notes, looks: Looks, mentions: Mentions, left: Mapping[Element, str]) -> None:
        """Copy from this book."""
        self._mentions = mentions
        self._pictures = Pictures(book)
        self._notes = notes
        self._looks = looks
        self._skipped = frozenset({*left, *notes.bodies.values(), *notes.marks} - set(notes.calls))
        self._around_calls = frozenset(around for call in notes.calls for around in call.iterancestors())
        self._language = book.offered.language
        self._path = ""
        self._line = 0
        self._remarks: list[Remark] = []

    @property
    def pictures(self) -> Mapping[str, bytes]:
        """The bytes of the pictures that were met, by their names in the copy."""
        return self._pictures.found

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What there was to say of it."""
        return (*self._remarks, *self._pictures.remarks)

    def begin(self, document: Document) -> None:
        """Go on in another document, from where the addresses of its pictures are seen."""
        self._path = document.path

    def blocks(self, element: Element, target: Element) -> None:
        """Write the blocks that an element holds to the end of another; loose words between them are paragraphs."""
        loose = self._say(element.text, None, target)
        for inner in element:
            if inner not in self._skipped:
                if inner.tag in BLOCKS or holds_blocks(inner):
                    loose = None
                    self.block(inner, target)
                elif (
                    words_of(inner) or inner in self._notes.calls or next(inner.iter("img", *_MEDIA), None) is not None
                ):
                    loose = self._paragraph(target) if loose is None else loose
                    self._inline(inner, loose, names=True)
                elif inner.tag == "br" and loose is not None:
                    etree.SubElement(loose, "br")
            loose = self._say(inner.tail, loose, target)

    def made(self, tag: str, attributes: Mapping[str, str] | None = None) -> Element:
        """A block of copy, which begins with the next paragraph."""
        return etree.Element(tag, {**(attributes or {}), "data-line": str(self._line + 1)})

    def _say(self, text: str | None, loose: Element | None, target: Element) -> Element | None:
        """Write loose words into the paragraph that is open, or a new one; white space alone opens none."""
        if not text or (loose is None and not text.strip()):
            return loose
        loose = self._paragraph(target) if loose is None else loose
        self._text(text, loose, names=True)
        return loose

    def _paragraph(self, target: Element) -> Element:
        paragraph = self.made("p")
        self._line += 1
        target.append(paragraph)
        return paragraph

    def block(self, element: Element, target: Element) -> None:
        """Write an element as the block that it is."""
        if element in self._skipped:
            return
        tag, named = str(element.tag), element.get("class", "").lower()
        match tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._keep(self._worded(element, tag), target)
            case "p" | "address" | "center" | "figcaption" | "caption" | "dt" if not holds_blocks(element):
                self._put_paragraph(element, named, target)
            case "ul" | "ol" | "dl":
                self._keep(self._list(element), target)
            case "table":
                self._keep(as_table(element, self.made("table"), self._held, self._skipped), target)
            case "figure":
                self._figure(element, target)
            case "pre":
                self._keep(self._preformatted(element), target)
            case "hr":
                target.append(self.made("hr"))
            case _:
                self._division(element, named, target)

    def _division(self, element: Element, named: str, target: Element) -> None:
        """A passage that is set apart; of other divisions what they hold."""
        apart = next((name for name in _SET_APART if name in classes(element) and element.tag == "div"), "")
        if element.tag == "blockquote" or (element.tag == "div" and _QUOTED.search(named)):
            self._hold(element, self.made("blockquote"), target)
        elif element.tag == "aside" or "box" in classes(element):
            self._hold(element, self.made("aside", {"class": "box"}), target)
        elif element.tag == "div" and (_VERSE.search(named) or apart):
            self._hold(element, self.made("div", {"class": apart or "verse"}), target)
        else:
            self.blocks(element, target)

    def _hold(self, element: Element, block: Element, target: Element) -> None:
        self._speak(element, block)
        self.blocks(element, block)
        self._keep(block, target)

    def _keep(self, block: Element, target: Element) -> None:
        """Write a block that holds something."""
        if len(block) or (block.text or "").strip():
            target.append(block)

    def _worded(self, element: Element, tag: str) -> Element:
        """A block of words."""
        block = self.made(tag)
        self._line += 1
        self._speak(element, block)
        self._words(element, block, names=tag not in HEADS and not is_source(element))
        return block

    def _put_paragraph(self, element: Element, named: str, target: Element) -> None:
        block = self._worded(element, "p")
        if "attribution" in classes(element):
            block.text = f"— {block.text or ''}"
        if _CAPTION.search(named) or element.tag in {"figcaption", "caption"}:
            block.set("class", "caption")
        if target.tag in {"blockquote", "div", "li"} or not (_QUOTED.search(named) or _VERSE.search(named)):
            self._keep(block, target)
            return
        tag, name = ("blockquote", "") if _QUOTED.search(named) else ("div", "verse")
        if not (len(target) and target[-1].tag == tag and target[-1].get("class", "") == name):
            target.append(self.made(tag, {"class": name} if name else {}))
        self._keep(block, target[-1])

    def _list(self, element: Element) -> Element:
        """A list; of definitions those too that stand in groups."""
        block = self.made(str(element.tag))
        if element.tag == "ol" and element.get("start", "").isdecimal():
            block.set("start", element.get("start", ""))
        for item in element.iterdescendants("li", "dt", "dd"):
            around = next(item.iterancestors("ul", "ol", "dl"), None)
            if around is element and item not in self._skipped:
                self._keep(self._held(item, str(item.tag)), block)
        return block

    def _held(self, element: Element, tag: str) -> Element:
        """An item or a cell: with blocks if it has some, else with its words."""
        if holds_blocks(element):
            block = self.made(tag)
            self._speak(element, block)
            self.blocks(element, block)
            return block
        return self._worded(element, tag)

    def _figure(self, element: Element, target: Element) -> None:
        """A picture with the words under it; a frame round anything else is none."""
        images = [image for image in element.iter("img") if image not in self._skipped]
        captions = list(element.iter("figcaption"))
        if len(images) != 1 or len(captions) > 1 or words_of(element, [*images, *captions]):
            self.blocks(element, target)
            return
        picture = self._pictures.copy_of(images[0], self._path, self._line)
        block = self.made("figure")
        if picture is not None:
            block.append(picture)
        for caption in captions:
            held = self._held(caption, "figcaption" if picture is not None else "p")
            self._keep(held, block if picture is not None else target)
        self._keep(block, target)

    def _preformatted(self, element: Element) -> Element:
        """Lines as they stand."""
        block = self._worded(element, "p")
        self._remarks.append(guessed(self._line, "lines set letter by letter are a paragraph with these ends of lines"))
        first, *others = "".join(block.itertext()).strip("\n").split("\n")
        if others and not len(block):
            block.text = first
            for line in others:
                etree.SubElement(block, "br").tail = line
        return block

    def _words(self, element: Element, target: Element, *, names: bool) -> None:
        """Write what an element holds; `names` where a name in it would mean somebody."""
        self._text(element.text, target, names=names)
        for inner in element:
            if inner not in self._skipped:
                self._inline(inner, target, names=names)
            self._text(inner.tail, target, names=names)

    def _text(self, text: str | None, target: Element, *, names: bool) -> None:
        for words, tag in self._mentions.parted(text or "") if names else ((text or "", ""),):
            if tag:
                etree.SubElement(target, "span", {"data-person": tag}).text = words
            else:
                add_words(target, words)

    def _inline(self, element: Element, target: Element, *, names: bool) -> None:
        """An element among words; of one that says nothing here, what it holds."""
        tag = str(element.tag)
        if element in self._notes.calls:
            etree.SubElement(target, "a", {"class": "call", "href": f"#{self._notes.calls[element]}"})
        elif tag == "br":
            etree.SubElement(target, "br")
        elif tag == "img":
            if (picture := self._pictures.copy_of(element, self._path, self._line)) is not None:
                target.append(picture)
        elif tag == "rt":
            if words := words_of(element):
                self._remarks.append(left_out(self._line, words, "small words above others, which have no place here"))
        elif tag not in UNREAD and tag != "rp":
            if tag in _MEDIA:
                asked = f"{_MEDIA[tag]} stands here, which could not be had: of a formula or drawing make a picture"
                self._remarks.append(question(self._line, asked))
            if tagged := self._mentions.tag(element):
                target = etree.SubElement(target, "span", {"data-person": tagged})
            self._words(element, self._marked(element, target), names=names and not mentioned(element))

    def _marked(self, element: Element, target: Element) -> Element:
        """The elements of copy for the marks of an element, one in the other; the innermost of them."""
        if element in self._around_calls and not words_of(element, self._notes.marks):  # what only raises the call
            return target
        address = element.get("href", "") if element.tag == "a" else ""
        if ":" in address:
            target = etree.SubElement(target, "a", {"href": address})
        elif address and not classes(element) & _OUR_LINKS and (words := words_of(element)):
            said = f"“{words}” led to another place of the book: link it again if it should"
            self._remarks.append(question(self._line, said))
        if self._is_foreign(element):
            target = etree.SubElement(target, "span", {"lang": element.get("lang", "")})
        asked = [_PLAIN[str(element.tag)]] if element.tag in _PLAIN else []
        linked = element.tag == "a" or element.find(".//a") is not None
        looks = self._looks.of(classes(element), element.get("style", ""), linked=linked)
        asked += [look for look in looks if look not in asked]
        for look in asked:
            small = look == "small-caps"
            target = etree.SubElement(target, "span" if small else look, {"class": look} if small else {})
        return target

    def speak(self, element: Element, block: Element) -> None:
        """Say of a part or note in which language it is, where that is not the book's."""
        language = language_around(element) or self._language
        if is_other_language(language, self._language):
            block.set("lang", language)

    def _speak(self, element: Element, block: Element) -> None:
        if self._is_foreign(element):
            block.set("lang", element.get("lang", ""))

    def _is_foreign(self, element: Element) -> bool:
        """Whether an element is in another language than what it stands in; that of another country is none."""
        language, parent = element.get("lang"), element.getparent()
        if not language:
            return False
        return is_other_language(language, ("" if parent is None else language_around(parent)) or self._language)
