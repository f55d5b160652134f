"""A saved web page becomes copy: its article, its notes, its pictures, and an account of all else on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree
from lxml.etree import _Element as Element

from pamphlet.intake.article import Remark, guessed, left_out, question
from pamphlet.intake.beside import Beside
from pamphlet.intake.copy import Copy, Count
from pamphlet.intake.web.about import offered_by
from pamphlet.intake.web.copying import Copyist
from pamphlet.intake.web.decoding import decode_page
from pamphlet.intake.web.fates import Fates, account, decide
from pamphlet.intake.web.flow import holding
from pamphlet.intake.web.furniture import Furniture
from pamphlet.intake.web.marks import link_address
from pamphlet.intake.web.notes import Note, Notes, find_notes
from pamphlet.intake.web.page import BLOCKS, HEADS, WORDLESS, Page, open_page, words_of
from pamphlet.intake.web.pictures import Pictures, is_shown
from pamphlet.intake.web.place import find_article, find_opening
from pamphlet.intake.web.tables import is_layout

_OPENING = ("title", "subtitle", "byline", "lead")
_MUCH = 60
"""Words around the article, in none of the kinds of furniture, from which a person should look at them."""


def read_web_page(data: bytes, name: str, beside: Beside) -> Copy:
    """Read a page that a browser or a word processor saved as HTML; nothing is fetched.

    `beside` are the pictures saved with it, or that lie where it lies.  The places in
    the copy are numbers of paragraphs, for the lines of a page's HTML tell nobody anything.  Raises Refused: no text,
    no words, larger than a page can be.
    """
    text, remarks = decode_page(data, name)
    page = open_page(text, name)
    offered = offered_by(page)
    notes = find_notes(page)
    article = find_article(page.body, notes.elements)
    roles = find_opening(page.body, article, notes.elements, offered.title)
    fates = decide(page, article, roles, notes)
    source, furniture = account(page.body, fates)
    pictures = Pictures(page, name, beside)
    copyist = Copyist(page, fates, notes, roles, pictures)
    body = _body(copyist, article, roles, notes)
    _number(body)
    return Copy(
        name=name,
        body=body,
        offered=offered,
        pictures=pictures.found,
        source=source,
        count=_count(page, article, fates, notes, roles),
        remarks=(
            *remarks,
            *_on_the_article(furniture),
            *_on_notes(notes),
            *_on_links(page, fates, notes, roles),
            *_on_media(page, fates),
            *pictures.remarks,
            *furniture,
            *_on_typed_marks(copyist.typed_marks),
        ),
    )


def _body(copyist: Copyist, article: Element, roles: dict[Element, str], notes: Notes) -> Element:
    """What opens the article, in the order of a title page, then the article, then the notes."""
    body = etree.Element("body")
    within = set(article.iter())
    apart = sorted((element for element in roles if element not in within), key=lambda one: _OPENING.index(roles[one]))
    for element in apart:
        body.extend(copyist.blocks_of(element))
    body.extend(copyist.blocks_in(article))
    while len(body) and body[-1].tag == "hr":
        body.remove(body[-1])
    while len(body) and body[0].tag == "hr":
        body.remove(body[0])
    if notes.notes:
        body.append(holding("section", [_note(copyist, note) for note in notes.notes], "notes"))
    return body


def _note(copyist: Copyist, note: Note) -> Element:
    """A note, without the number that was typed before it."""
    found = holding("aside", [block for element in note.elements for block in copyist.blocks_in(element)], "note")
    found.set("id", note.id)
    first = next((block for block in found.iter("p") if block.text), None)
    typed = re.match(
        rf"\s*[\[(]?{re.escape(note.mark)}[\])]?[.:)]?(?:\s+|$)", (first.text or "") if first is not None else ""
    )
    if first is not None and typed is not None:
        first.text = (first.text or "")[typed.end() :]
        copyist.typed_marks.append(typed[0].strip())
    for block in [block for block in found if block.tag == "hr" or not (len(block) or block.text)]:
        found.remove(block)
    return found


def _number(body: Element) -> None:
    """Give each block its place: the number of the paragraph that it is, or with which it begins."""
    number = 1
    for block in body.iter():
        if block.tag in BLOCKS or block.tag in {"hr", "figure", "aside"}:
            block.set("data-line", str(number))
            if not any(child.tag in BLOCKS for child in block):
                number += 1


def _count(page: Page, article: Element, fates: Fates, notes: Notes, roles: Mapping[Element, str]) -> Count:
    """What is on the page and was not taken for furniture, counted in the page."""
    kept = [element for element in page.body.iter() if fates.is_kept(element)]
    told = [one for one in kept if one.tag in BLOCKS - HEADS and not (_is_called(one, notes) or _opens(one, roles))]
    return Count(
        paragraphs=sum(map(_paragraphs, told)),
        headings=sum(1 for one in kept if one.tag in HEADS and words_of(one) and not _opens(one, roles)),
        notes=len(notes.notes),
        pictures=sum(1 for one in kept if one.tag == "img" and is_shown(one)),
        text_boxes=sum(1 for one in kept if one.tag == "aside" and not _is_called(one, notes) and words_of(one)),
        insertions=sum(1 for one in kept if one.tag == "ins"),
        deletions=sum(1 for one in article.iter("del", "s", "strike")),
        tables=sum(1 for one in kept if one.tag == "table" and not is_layout(one)),
        links=sum(
            1 for one in kept if one.tag == "a" and link_address(one, page) and words_of(one) and not _opens(one, roles)
        ),
    )


def _opens(element: Element, roles: Mapping[Element, str]) -> bool:
    """Whether an element is part of the title, the subtitle or the byline."""
    return any(roles.get(above, "lead") != "lead" for above in (element, *element.iterancestors()))


def _is_called(element: Element, notes: Notes) -> bool:
    return any(above in notes.elements for above in (element, *element.iterancestors()))


def _paragraphs(element: Element) -> int:
    """How many paragraphs of its own a block has, parted by empty lines or by the blocks that it holds."""
    text = "".join(_own_text(element, is_typed=element.tag == "pre"))
    return sum(1 for part in re.split(r"\n\s*\n", text) if re.search(r"\w", part))


def _own_text(element: Element, *, is_typed: bool) -> Iterator[str]:
    """The text of a block without the blocks in it; line feeds only where lines end."""
    yield _set(element.text, is_typed=is_typed)
    for child in element:
        if child.tag == "br":
            yield "\n"
        elif child.tag in BLOCKS:
            yield "\n\n"
        elif child.tag not in WORDLESS:
            yield from _own_text(child, is_typed=is_typed)
        yield _set(child.tail, is_typed=is_typed)


def _set(text: str | None, *, is_typed: bool) -> str:
    return text or "" if is_typed else (text or "").replace("\n", " ")


def _on_the_article(furniture: Iterable[Remark]) -> Iterator[Remark]:
    """Ask for a look where much was left that nothing calls furniture."""
    for remark in furniture:
        if remark.text == Furniture.AROUND and len(remark.words.split()) > _MUCH:
            yield question(
                0, f"{len(remark.words.split())} words stand around the article on the page: see what was left out"
            )


def _on_notes(notes: Notes) -> Iterator[Remark]:
    if notes.notes:
        yield guessed(0, f"numbered links lead to passages further down: these are the endnotes ({len(notes.notes)})")
    if notes.astray:
        marks = ", ".join(dict.fromkeys(notes.astray))
        yield question(0, f"notes that are called but not on the page: {marks}")


def _on_links(page: Page, fates: Fates, notes: Notes, roles: Mapping[Element, str]) -> Iterator[Remark]:
    """Links whose words stay and whose address does not; those of a byline lead to a page about the author."""
    for link in page.body.iter("a"):
        address = (link.get("href") or "").strip()
        named = words_of(link) and link not in notes.calls and fates.is_kept(link)
        if not address or not named or _opens(link, roles):
            continue
        if not link_address(link, page):
            yield question(
                0, f"“{words_of(link)[:80]}” led to `{address[:120]}`, which a reader of the pamphlet cannot follow"
            )


def _on_media(page: Page, fates: Fates) -> Iterator[Remark]:
    """Films, sounds and what else paper cannot show, where they stood in the text."""
    for element in page.body.iter("iframe", "video", "audio", "object", "embed", "svg"):
        above = element.getparent()
        if above is None or not fates.is_kept(above) or (element.tag == "svg" and above.tag in {"a", "span"}):
            continue
        address = next(
            (one.get(key) for one in element.iter() for key in ("src", "data", "poster") if one.get(key)), ""
        )
        where = f": {page.resolved(address)[:200]}" if address and address not in page.within else ""
        kind = {"audio": "a sound", "svg": "a drawing"}.get(str(element.tag), "a film or a part of another page")
        yield question(0, f"{kind} that stood in the text is not in the manuscript{where}")


def _on_typed_marks(marks: list[str]) -> Iterator[Remark]:
    words = " ".join(mark for mark in marks if re.search(r"\w", mark))
    if words:
        yield left_out(0, words, "numbers that were typed before notes and items: the pamphlet makes its own")
