"""The first lines of copy become title, subtitle and byline; what the file says of itself fills the gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from pamphlet.intake.article import Author, Line, Remark, guessed, left_out, question
from pamphlet.intake.byline import credited, parse_byline
from pamphlet.intake.copy import Offered
from pamphlet.intake.markup.elements import HEADS, has_class, line_of, words_of
from pamphlet.intake.names import split_names
from pamphlet.intake.shapes import length
from pamphlet.intake.text.kinds import Kind, opening
from pamphlet.intake.tree import take_out

_FIRST = 6
"""So many lines at the top may be of the title page."""

_LONG = 40
"""A paragraph of so many words is the text, and the title page ends before it."""

_NO_TITLES = ("untitled", "document", "microsoft word", "unknown", "new document", "home")
_NO_AUTHORS = frozenset({"user", "admin", "author", "owner", "unknown", "office", "microsoft", "staff", "team", "web"})
_UNDER_TITLE = ("subtitle", "byline", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class TitlePage:
    """What the title page says; `calls` are the elements that called notes in its lines."""

    title: Line | None
    subtitle: Line | None
    authors: tuple[Author, ...]
    calls: tuple[Element, ...]
    remarks: tuple[Remark, ...]


@dataclass(slots=True, kw_only=True)
class _Taker:
    """Takes lines out of the text; only this module changes it."""

    body: Element
    remarks: list[Remark] = field(default_factory=list)
    calls: list[Element] = field(default_factory=list)

    def lines(self) -> list[Element]:
        """The heads and paragraphs at the top, the first that is the text among them."""
        found: list[Element] = []
        for element in self.body:
            if element.tag in {"figure", "hr"} or (element.tag == "p" and not words_of(element)):
                continue
            if element.tag not in {"p", *HEADS}:
                break
            found.append(element)
            if element.tag == "p" and length(words_of(element)) >= _LONG:
                break
        return found[:_FIRST]

    def take(self, *elements: Element) -> Line:
        """One line of several elements that follow one another."""
        text = " ".join(words_of(element) for element in elements)
        line = Line(line=line_of(elements[0]), text=text)
        for element in elements:
            self.calls += (call for call in element.iter("a") if has_class(call, "call"))
            take_out(element)
        return line

    def styled(self, name: str) -> list[Element]:
        """The paragraphs at the top that a style calls by this name, up to the first that it does not."""
        found: list[Element] = []
        for element in (child for child in self.body if child.tag == "p"):
            if has_class(element, name) and words_of(element):
                found.append(element)
            elif found:
                break
        return found


def take_title_page(body: Element, offered: Offered) -> TitlePage:
    """Take the lines of the title page out of a body; what they do not say is taken from what the file offers."""
    taker = _Taker(body=body)
    title = _title(taker, offered)
    subtitle = taker.take(*styled) if (styled := taker.styled("subtitle")) else None
    authors = _styled_authors(taker)
    _take_dates(taker)
    for kind, element in _unstyled(taker.lines(), title):
        if kind is Kind.TITLE and title is None:
            title = taker.take(element)
            taker.remarks.append(guessed(title.line, f"“{title.text}” is the title"))
        elif kind is Kind.SUBTITLE and subtitle is None:
            subtitle = taker.take(element)
            taker.remarks.append(guessed(subtitle.line, f"“{subtitle.text}” is the subtitle"))
        elif kind in {Kind.BYLINE, Kind.BARE_BYLINE} and not authors:
            authors = _credited(taker, element)
    return TitlePage(
        title=title or _offered_title(offered, taker.remarks),
        subtitle=subtitle or (Line(line=0, text=offered.subtitle) if offered.subtitle else None),
        authors=authors or _offered_authors(offered, taker.remarks),
        calls=tuple(taker.calls),
        remarks=tuple(taker.remarks),
    )


def _title(taker: _Taker, offered: Offered) -> Line | None:
    """The title by its style; or the head that is one: the only one of its level, or what the file itself is called."""
    styled = taker.styled("title")
    if styled:
        return taker.take(*styled)
    lines = taker.lines()
    head = next((line for line in lines if line.tag in HEADS), None)
    if head is None or not (_same(words_of(head), offered.title) or _is_only_head(head, lines, taker.body)):
        return None
    title = taker.take(head)
    taker.remarks.append(guessed(title.line, f"the head “{title.text}” is the title"))
    return title


def _is_only_head(head: Element, lines: Sequence[Element], body: Element) -> bool:
    """Whether no other head is as high, or a byline or a further head of that level stands right under it."""
    highest = min(str(element.tag) for element in body.iter(*HEADS))
    if head.tag != highest or (head.tag != "h1" and head is not lines[0]):
        return False
    if len(list(body.iter(highest))) == 1:
        return True
    after = next(iter(lines[lines.index(head) + 1 :]), None)
    if after is None:
        return False
    styled = any(has_class(after, name) for name in _UNDER_TITLE)
    return styled or after.tag == highest or bool(parse_byline(words_of(after)))


def _same(one: str, other: str) -> bool:
    return one.casefold() == " ".join(other.split()).casefold()


def _unstyled(lines: Sequence[Element], title: Line | None) -> list[tuple[Kind, Element]]:
    """Lines of the title page by what they say; heads, whose level says what they are, only above a byline."""
    above = [title.text] if title else []
    kinds = opening([*above, *(words_of(line) for line in lines)][:_FIRST])
    has_byline = Kind.BYLINE in kinds.values()
    found = [(kind, lines[index - len(above)]) for index, kind in sorted(kinds.items()) if index >= len(above)]
    return [(kind, line) for kind, line in found if has_byline or line.tag not in HEADS]


def _styled_authors(taker: _Taker) -> tuple[Author, ...]:
    return tuple(author for element in taker.styled("byline") for author in _byline(taker, element))


def _byline(taker: _Taker, element: Element) -> tuple[Author, ...]:
    """The authors in a styled byline, which an ebook of ours names outright."""
    name = element.get("data-author", "")
    if not name:
        return _credited(taker, element)
    return (Author(line=taker.take(element).line, name=name, about=element.get("data-about", "")),)


def _credited(taker: _Taker, element: Element) -> tuple[Author, ...]:
    """The authors in a byline, which is taken out; one that names nobody is left in the text."""
    text = words_of(element)
    found = parse_byline(text) or parse_byline(f"By {text}") or tuple((name, "") for name in split_names(text))
    if not found:
        asked = f"is “{text}” the byline? Then write `authors` in pamphlet.toml"
        taker.remarks.append(question(line_of(element), asked))
        return ()
    line = taker.take(element)
    return credited(line.line, line.text, found, taker.remarks)


def _take_dates(taker: _Taker) -> None:
    for element in taker.styled("date"):
        line = taker.take(element)
        reason = "the date of the text: say in the `statement` of the imprint where and when it was first published"
        taker.remarks.append(left_out(line.line, line.text, reason))


def _offered_title(offered: Offered, remarks: list[Remark]) -> Line | None:
    title = " ".join(offered.title.split())
    if not title or title.lower().startswith(_NO_TITLES):
        return None
    remarks.append(guessed(0, f"“{title}” is the title, as the file says of itself: the text has none"))
    return Line(line=0, text=title)


def _offered_authors(offered: Offered, remarks: list[Remark]) -> tuple[Author, ...]:
    """Authors that the file names, if these are names of people: often it names a program or the typist."""
    names = [name for said in offered.authors for name in split_names(said) if " " in name]
    named = [name for name in names if not set(name.lower().split()) & _NO_AUTHORS]
    if named:
        remarks.append(guessed(0, f"by {', '.join(named)}, as the file says of itself: the text has no byline"))
    return tuple(Author(line=0, name=name) for name in named)
