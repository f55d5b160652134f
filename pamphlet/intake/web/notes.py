"""A page's linked numbers become calls, and what they lead to the notes: before anything is taken for furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from pamphlet.intake.web.page import HEADS, Page, called, spoken_in, words_of

_CALL = re.compile(
    r"(?P<open>[\[(]?)\s*(?:note\s+|n\.?\s*)?(?P<mark>\d{1,3}|[ivxl]{1,6}|[a-z]|[*†‡§¶]{1,3})\s*(?::\d+)?(?P<close>[\])]?)[.:]?",
    re.IGNORECASE,
)
"""What a call shows: a number, a letter or a sign, in brackets or not."""

_BACK = re.compile(
    r"[\[(]?\s*(?:[↩↑⬆↵🠕⤴⏎^←]\ufe0e?|\d{1,3}|[a-z]|[*†‡§¶]{1,3}|jump up|return(?: to (?:text|reading))?"
    r"|back(?: to text)?)?\s*[\])]?\.?",
    re.IGNORECASE,
)
"""What a link back from a note shows."""

_OF_NOTES = re.compile(r"(?<![a-z])(?:foot|end|side)?(?:notes?|fn|ftn|edn|noteref|doc-\w*note(?:ref)?)(?![a-z])")
_OF_NOTE = re.compile(r"(?<![a-z])(?:sd)?(?:foot|end|side)?(?:note|fn|ftn|edn)(?![a-z])")
_OF_LIST = re.compile(r"list|notes")
_HEAD_OF_NOTES = re.compile(r"(?:foot|end)?notes?|references|notes and references|sources", re.IGNORECASE)
_NOTE_BLOCKS = frozenset({"li", "p", "div", "aside", "td", "dd", "dt", "section", "tr"})
_AROUND_A_NOTE = frozenset({"li", "dd", "div", "aside", "tr"})
_LONGEST = 4000
"""Characters of a note: what is longer is the text itself, and the link a cross-reference."""
_MOST = 3000
"""Notes of a page; what has more is no article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note: the elements that hold its text, and the mark under which it is called."""

    id: str
    elements: tuple[Element, ...]
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """The notes of a page in order.

    `calls` are the elements that stand for a call, with the id of the note; `signs` what merely leads back, and the
    heads above lists of notes: a pamphlet makes its own.  `astray` are marks whose notes are not on the page;
    `elements` all that the notes stand in.
    """

    notes: tuple[Note, ...] = ()
    calls: dict[Element, str] = field(default_factory=dict)
    signs: frozenset[Element] = frozenset()
    astray: tuple[str, ...] = ()
    elements: frozenset[Element] = frozenset()


def find_notes(page: Page) -> Notes:
    """Find calls and notes: a link whose words are only a mark and whose target stands later in the page."""
    places = _places(page.body)
    order = {element: number for number, element in enumerate(page.body.iter())}
    marked = [(link, page.fragment(link.get("href") or "")) for link in page.body.iter("a") if _mark(link)]
    targets = {places[name] for _, name in marked if name in places}
    if len(targets) > _MOST:
        return Notes(astray=tuple(_mark(link) for link, _ in marked[:1]))
    found: dict[Element, tuple[int, Note]] = {}
    calls: dict[Element, str] = {}
    astray = []
    for link, name in marked:
        target = places.get(name)
        if target is None:
            astray += [_mark(link)] if name and _looks_like_call(link) else []
            continue
        block = _block_around(target, targets, link) if order[target] > order[link] else None
        if block is None or not (_looks_like_call(link) or _leads_back(block, page, places, link)):
            continue
        note = Note(id=f"note-{len(found) + 1}", elements=_whole(block), mark=_mark(link))
        calls[_with_its_frame(link)] = found.setdefault(block, (order[target], note))[1].id
    notes = tuple(note for _, note in sorted(found.values(), key=lambda placed: placed[0]))
    signs = {sign for note in notes for element in note.elements for sign in _back_links(element, page, calls)}
    signs |= {block for block in found if block.tag == "dt" and _whole(block) != (block,)}
    elements = frozenset(element for note in notes for element in note.elements)
    return Notes(
        notes=notes, calls=calls, signs=frozenset(signs | _heads(elements)), astray=tuple(astray), elements=elements
    )


def _mark(link: Element) -> str:
    """The number, letter or sign that is all a link shows; empty for any other link."""
    shown = _CALL.fullmatch(_beginning(link))
    return shown["mark"] if shown else ""


def _beginning(element: Element, length: int = 20) -> str:
    """The words of an element, or as many of their letters as it takes to see that they are more."""
    text = ""
    for piece in spoken_in(element):
        text = " ".join(f"{text}{piece}".split()) if not piece.isspace() else f"{text} "
        if len(text) > length:
            break
    return text.strip()


def _places(body: Element) -> dict[str, Element]:
    """The elements that an address can lead to, by name; the first where several have one."""
    places: dict[str, Element] = {}
    for element in body.iter():
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name:
                places.setdefault(name, element)
    return places


def _looks_like_call(link: Element) -> bool:
    """Whether a link shows that it is a call: raised, in brackets, or named so by its class or role."""
    shown, parent = _CALL.fullmatch(_beginning(link)), link.getparent()
    if shown is None or parent is None:
        return False
    near = [parent, *link.iter()]
    if any(element.tag == "sup" for element in near) or (shown["open"] and shown["close"]):
        return True
    before = parent.text if link.getprevious() is None else link.getprevious().tail
    bracketed = (before or "").rstrip().endswith("[") and (link.tail or "").startswith("]")
    return bracketed or any(_OF_NOTES.search(f"{called(element)} {element.get('role') or ''}") for element in near)


def _leads_back(block: Element, page: Page, places: dict[str, Element], link: Element) -> bool:
    """Whether a link in the note leads to the place of its call."""
    around = {link, link.getparent(), *link.iter()}
    return any(places.get(page.fragment(back.get("href") or "")) in around for back in block.iter("a"))


def _block_around(target: Element, targets: set[Element], link: Element) -> Element | None:
    """The block that is the note at this target; None where it is no note."""
    block: Element | None = target
    while block is not None and block.tag not in _NOTE_BLOCKS:
        if block.tag in HEADS or block.tag == "body":
            return None
        block = block.getparent()
    if block is None:
        return None
    if block.tag not in {"li", "dd", "dt", "tr"}:
        while (above := block.getparent()) is not None and _is_frame_of_note(above, block, targets, link):
            block = above
    if _holds_another(block, target, targets):
        block = _parted(block, target, targets)
    too_much = len(_beginning(block, _LONGEST)) > _LONGEST or next(block.iter(*HEADS), None) is not None
    return None if too_much or block in link.iterancestors() else block


def _holds_another(block: Element, target: Element, targets: set[Element]) -> bool:
    return any(element in targets and element is not target for element in block.iter())


def _is_frame_of_note(above: Element, block: Element, targets: set[Element], link: Element) -> bool:
    """Whether an element holds this one note and nothing else: a list's item, a row, a `div` that is named so."""
    if above.tag not in _AROUND_A_NOTE or above in link.iterancestors():
        return False
    inside = set(block.iter())
    if any(element in targets and element not in inside for element in above.iter()):
        return False
    named = f"{called(above)} {above.get('id') or ''} {above.get('style') or ''}".lower()
    return above.tag in {"li", "dd", "tr"} or bool(_OF_NOTE.search(named) and not _OF_LIST.search(named))


def _parted(block: Element, target: Element, targets: set[Element]) -> Element:
    """Part a block in which several notes follow each other into paragraphs; the one of this target."""
    starts = [child for child in block if any(element in targets for element in child.iter())]
    for start in reversed(starts):
        _part_before(block, start)
    return next((child for child in block if child.tag == "p" and target in child.iter()), block)


def _part_before(block: Element, start: Element) -> None:
    """Put a child and what follows it, up to the next paragraph, into a paragraph of its own."""
    following = list(block)[block.index(start) :]
    paragraph = block.makeelement("p")
    block.insert(block.index(start), paragraph)
    for child in following:
        if child.tag == "p":
            break
        paragraph.append(child)


def _whole(block: Element) -> tuple[Element, ...]:
    """A note with all that belongs to it: for a term the definitions behind it."""
    if block.tag != "dt":
        return (block,)
    definitions = []
    for sibling in block.itersiblings():
        if sibling.tag != "dd":
            break
        definitions.append(sibling)
    return tuple(definitions) or (block,)


def _with_its_frame(link: Element) -> Element:
    """The outermost element that holds the call and nothing else: the raised letter, the span around it."""
    frame = link
    while (parent := frame.getparent()) is not None and parent.tag in {"sup", "span", "small", "b", "font"}:
        if words_of(parent) != words_of(link):
            break
        frame = parent
    return frame


def _back_links(element: Element, page: Page, calls: dict[Element, str]) -> Iterator[Element]:
    """What in a note leads back to its call."""
    for link in element.iter("a", "span"):
        address = link.get("href") or ""
        named = "back" in f"{called(link)} {link.get('role') or ''}" and len(_beginning(link, 60)) < 60
        leads = page.fragment(address) and _with_its_frame(link) not in calls and _BACK.fullmatch(_beginning(link))
        if named or leads:
            yield link


def _heads(whole: frozenset[Element]) -> set[Element]:
    """The heads that stand over nothing but the elements of notes."""
    found = set()
    for first in {element.getparent(): element for element in whole}.values():
        block = first
        while (above := block.getparent()) is not None and all(_is_silent(child, whole, block) for child in above):
            block = above
        before = next(
            (child for child in block.itersiblings(preceding=True) if not _is_silent(child, whole, block)), None
        )
        head = next(before.iter(*HEADS), before) if before is not None else None
        if head is not None and _HEAD_OF_NOTES.fullmatch(_beginning(head).rstrip(":.")):
            found.add(head)
    return found


def _is_silent(child: Element, whole: frozenset[Element], block: Element) -> bool:
    """Whether a neighbour of notes says nothing itself."""
    return child is block or child in whole or not _beginning(child)
