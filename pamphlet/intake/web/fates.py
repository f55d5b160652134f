"""Each element of a page is kept or is furniture of some kind: so no word of it can go astray.

`Fates` say it of every element, those that are not named sharing the fate of what they stand in.  One walk over the
page then gives all its words, kept or not; the account and the copy are both made from it.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from pamphlet.intake.article import Remark, left_out
from pamphlet.intake.web.furniture import Furniture, furniture_around, furniture_by_id, furniture_in
from pamphlet.intake.web.notes import Notes
from pamphlet.intake.web.page import BLOCKS, HEADS, WORDLESS, Page, called, words_of

_PULLED = re.compile(r"(?<![a-z])(?:pull-?quotes?)(?![a-z])")
_LEADS_ON = re.compile(
    r"^(?:read (?:more|also|next|on)|see also|also read|related|more on this|more:|listen|watch|subscribe|sign up)\b",
    re.IGNORECASE,
)
_OF_THE_SITE = re.compile(
    r"^(?:last (?:updated|modified|changed|revised)|(?:copyright|©|\(c\))|this page|back to|return to|hosted by"
    r"|posted (?:by|on|at)|you are visitor|best viewed|webmaster)",
    re.IGNORECASE,
)
"""How lines begin that stand below an article and speak of the page."""

_OF_THE_ARTICLE = re.compile(
    r"\b\d+\s?min(?:ute)?s? read\b|^(?:listen|share|save|print|follow|e-?mail|member-only story)$"
    r"|^\d+ (?:comments?|responses?)$"
    r"|^(?:(?:posted|published|updated)(?: on)?:? )?(?:\w+, )?(?:\d{1,2} )?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (?:\d{1,2},? )?\d{4}$",
    re.IGNORECASE,
)
"""How lines read that stand above an article and speak of it: how long it takes, when it was put up."""

_MOST_OF_IT = 0.4
"""Of the article's words, what furniture cannot be: a wrapper that is called `share` may hold the article too."""
_PROSE = 200
"""Letters in one paragraph of a box that only its id takes for furniture: then it is a section with such a head."""
_LINKED = 0.6
"""Of the letters of a line at the edge of the article, how many lie in links where it is a menu."""
_SHORT = 300
"""Letters of a line that may be a menu."""
_SENTENCE = 80
"""Letters of a line that, if it ends in a stop, is a paragraph of the text."""

Fate = Furniture | None
"""What becomes of words: None if they are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fates:
    """The fate of elements; an element that is not named shares the fate of the one it stands in."""

    of: Mapping[Element, Fate]

    def spoken(self, body: Element) -> Iterator[tuple[Fate, str]]:
        """All words of the page in order, each piece with its fate; white space wherever a line or a fate ends."""
        yield from self._spoken(body, Furniture.AROUND)

    def _spoken(self, element: Element, around: Fate) -> Iterator[tuple[Fate, str]]:
        if element.tag in WORDLESS:
            return
        fate = self.of.get(element, around)
        edge = " " if element.tag in BLOCKS or element.tag == "br" or self.leaves_gap(element) else ""
        yield around, edge
        yield fate, edge + (element.text or "")
        for child in element:
            yield from self._spoken(child, fate)
            yield fate, child.tail or ""
        yield fate, edge
        yield around, edge

    def leaves_gap(self, element: Element) -> bool:
        """Whether something was seen here that is left out, so that the words around it do not touch."""
        return self.of.get(element) not in {None, Furniture.HIDDEN}

    def is_kept(self, element: Element) -> bool:
        """Whether an element is part of the copy."""
        for above in (element, *element.iterancestors()):
            if above in self.of:
                return self.of[above] is None
        return False


def decide(page: Page, article: Element, opening: Iterable[Element], notes: Notes) -> Fates:
    """Decide about every element of a page: the article, what opens it and its notes are kept."""
    kept = {article, *opening, *notes.elements}
    signs = {*notes.signs, *notes.calls}
    of: dict[Element, Fate] = {page.body: Furniture.AROUND}
    around = set(article.iterancestors())
    whole = words_of(article)

    def settle(element: Element, fate: Fate) -> None:
        if element in kept:
            now: Fate = None
        elif element in signs:
            now = Furniture.SIGNS
        elif fate is None:
            now = _within(element, whole)
        elif fate is Furniture.AROUND and element not in around:
            now = furniture_around(element) or fate
        else:
            now = fate
        if now is not fate or element in kept:
            of[element] = now
        for child in element:
            settle(child, now)

    settle(page.body, Furniture.AROUND)
    inside = kept - {article}
    lines = [line for line in _lines(article, Fates(of=of)) if inside.isdisjoint((line, *line.iterancestors()))]
    return Fates(of={**of, **_edges(lines, page)})


def _within(element: Element, whole: str) -> Fate:
    """What an element of the article is, if it is not part of it."""
    kind = furniture_in(element)
    if kind is None and furniture_by_id(element) is not None:
        longest = max((len(words_of(paragraph)) for paragraph in element.iter("p")), default=0)
        kind = furniture_by_id(element) if longest < _PROSE else None
    if kind is not None and kind is not Furniture.HIDDEN and len(words_of(element)) > _MOST_OF_IT * len(whole):
        return None
    if kind is None and _PULLED.search(called(element)):
        pulled = _pulled(element)
        return Furniture.REPEATED if whole.count(pulled) > words_of(element).count(pulled) else None
    if kind is None and element.tag in {"p", "li", "div"} and _leads_on(element):
        return Furniture.RELATED
    return kind


def _pulled(element: Element) -> str:
    """The words of a pull quote without the marks and the name that it may have besides."""
    words = max((words_of(inner) for inner in element.iter("p")), key=len, default="") or words_of(element)
    return re.split(r"\s[–—-]\s", words.strip("“”‘’\"'… "))[0].strip("“”‘’\"'….,;: ")


def _leads_on(element: Element) -> bool:
    """Whether a paragraph is nothing but an invitation to read something else."""
    start = (element.text or "") + "".join(next(element.itertext(), "") for element in element[:1])
    if not _LEADS_ON.match(start.strip()) or len(element) == 0:
        return False
    words = words_of(element)
    linked = sum(len(words_of(link)) for link in element.iter("a"))
    return len(words) < _SHORT and linked > 0.5 * len(words)


def _lines(article: Element, fates: Fates) -> list[Element]:
    """The blocks of an article that hold no further blocks, but words or a picture."""
    return [
        element
        for element in article.iter()
        if element.tag in BLOCKS
        and not any(child.tag in BLOCKS and fates.of.get(child) is None for child in element.iterdescendants())
        and fates.is_kept(element)
        and (words_of(element) or next(element.iter("img"), None) is not None)
    ]


def _edges(lines: list[Element], page: Page) -> dict[Element, Furniture]:
    """The menus with which an article begins or ends, and the lines at its edges that speak of the page."""
    found: dict[Element, Furniture] = {}
    for line in itertools.takewhile(lambda line: not _is_real(line), lines):
        if _is_menu(line, page):
            found[line] = Furniture.MENU
        elif line.tag not in HEADS and _OF_THE_ARTICLE.search(words_of(line)):
            found[line] = Furniture.DATA
    for line in itertools.takewhile(lambda line: _is_foot(line, page), reversed(lines)):
        found[line] = Furniture.MENU if _is_menu(line, page) else Furniture.EDGE
    return found if len(found) < len(lines) else {}


def _is_real(line: Element) -> bool:
    """Whether a line is surely a paragraph of the text."""
    words = words_of(line)
    return len(words) > _PROSE or (len(words) > _SENTENCE and words[-1] in '.!?”’"')


def _is_foot(line: Element, page: Page) -> bool:
    if line.tag == "li" or line.tag in HEADS:
        return False
    return _is_menu(line, page) or _OF_THE_SITE.match(words_of(line)) is not None


def _is_menu(line: Element, page: Page) -> bool:
    """Whether a line is little more than links to other pages of the same site."""
    words = words_of(line)
    if line.tag in HEADS or not 0 < len(words) < _SHORT or next(line.iter("img"), None) is not None:
        return False
    links = [link for link in line.iter("a") if page.is_own(link.get("href") or "")]
    return sum(_letters(words_of(link)) for link in links) > _LINKED * _letters(words)


def _letters(words: str) -> int:
    return sum(map(str.isalnum, words))


def account(body: Element, fates: Fates) -> tuple[str, tuple[Remark, ...]]:
    """All words of the page, and for each kind of furniture a remark with the words that it held."""
    spoken: dict[Fate, list[str]] = defaultdict(list)
    last: Fate = None
    for fate, text in fates.spoken(body):
        spoken[fate].append(f" {text}" if fate not in {None, last} else text)
        last = fate if text else last
    words = {fate: " ".join("".join(pieces).split()) for fate, pieces in spoken.items()}
    remarks = (left_out(0, words[kind], kind) for kind in Furniture if re.search(r"\w", words.get(kind, "")))
    return " ".join(words.values()), tuple(remarks)
