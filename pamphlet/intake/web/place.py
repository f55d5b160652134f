"""A page becomes the one element of it that holds the article, and what above it belongs to the title."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.etree import _Element as Element

from pamphlet.intake.byline import parse_byline
from pamphlet.intake.names import is_name
from pamphlet.intake.web.furniture import furniture_around, furniture_in
from pamphlet.intake.web.page import BLOCKS, WORDLESS, called, words_of

_WRAPPERS = tuple(
    re.compile(rf"(?<![\w-])(?:{names})(?![\w-])")
    for names in (
        "entry-content|wp-block-post-content|td-post-content",
        "post-body|post-content|post_content|post-full-content|gh-content|article-content|single-content|post-entry",
        "available-content|mw-parser-output|article-body|article__body|article-body-content|story-body|the_content",
        "field-name-body|field--name-body|content__article-body",
    )
)
"""Where content systems put the article, by the name of a class, best first."""

_LEAST_PIECE = 25
"""Letters of a piece of text below which it may be a line of a menu."""
_LEAST_SHARE = 0.4
"""Of the prose of the page, what a known wrapper must hold to be believed."""
_ENOUGH = 0.9
"""Of the prose of the page, what an element must hold to be the article where no wrapper is known."""

_REAL = 200
"""Letters of a paragraph that is surely the text itself."""
_LOOKED_AT = 200
"""Elements at the beginning of an article among which its title and byline are looked for."""

_TITLE = re.compile(
    r"(?<![a-z])(?:post-title|entry-title|article-title|headline|page-title|firstheading|pw-post-title)(?![a-z])"
)
_SUBTITLE = re.compile(
    r"(?<![a-z])(?:subtitle|sub-title|standfirst|dek|deck|strapline|pw-subtitle-paragraph|custom-excerpt|article-excerpt"
    r"|article-summary|sub-headline|subheadline)(?![a-z])"
)
_BYLINE = re.compile(
    r"(?<![a-z])(?:byline|by-line|author|post-author|author-name|post-byline|entry-author|meta-author)(?![a-z])"
)
_LEAD = re.compile(
    r"(?<![a-z])(?:featured|featured-image|feature-image|post-thumbnail|hero|hero-image|lead|lead-image|wp-post-image"
    r"|post-full-image|article-image|main-image)(?![a-z])"
)
_BY = re.compile(r"^(?:by|words by|written by|posted by|author:?|text:?)\s+", re.IGNORECASE)


def find_article(body: Element, apart: Iterable[Element]) -> Element:
    """The element with the article: a wrapper that a content system makes, or the lowest with most of the prose.

    `apart` are notes, which stand anywhere and say nothing of where the article is.
    """
    prose = _prose(body, frozenset(apart))
    if not prose.get(body):
        return body
    for pattern in _WRAPPERS:
        wrappers = [element for element in prose if pattern.search(called(element))]
        best = _fullest(wrappers, prose)
        if best is not None and prose[best] >= _LEAST_SHARE * prose[body]:
            return _with_others(best, [wrapper for wrapper in wrappers if prose[wrapper] >= prose[best] / 2])
    best = _fullest((element for element in prose if element.get("itemprop") == "articleBody"), prose)
    if best is not None and prose[best] >= _LEAST_SHARE * prose[body]:
        return best
    return _lowest(body, prose)


def _with_others(best: Element, wrappers: Iterable[Element]) -> Element:
    """A wrapper, or what is around it and others beside it that hold much too: a page may have several articles."""
    beside = [wrapper for wrapper in wrappers if wrapper is not best]
    around = [set(wrapper.iterancestors()) for wrapper in beside]
    if not beside or any(best in above for above in around) or not set(beside).isdisjoint(best.iterancestors()):
        return best
    shared = set.intersection(*around)
    return next(above for above in best.iterancestors() if above in shared)


def _fullest(elements: Iterable[Element], prose: dict[Element, int]) -> Element | None:
    return max(elements, key=lambda element: prose[element], default=None)


def _lowest(body: Element, prose: dict[Element, int]) -> Element:
    """The lowest element that holds nearly all prose of the page, and is more than one paragraph."""
    lowest = body
    while True:
        inner = next((child for child in lowest if prose.get(child, 0) >= _ENOUGH * prose[body]), None)
        if lowest.tag == "article" or inner is None or inner.tag in {"p", "pre", "ul", "ol", "dl", "blockquote", "tr"}:
            return lowest
        lowest = inner


def _prose(body: Element, apart: frozenset[Element]) -> dict[Element, int]:
    """How many letters of prose each element holds; furniture, links and short pieces are none."""
    prose: dict[Element, int] = {}
    trusted = _around_wrappers(body)

    def measure(element: Element) -> tuple[int, int]:
        """Prose in the blocks of an element, and letters of running text that is not yet in a block."""
        if element.tag in WORDLESS or element in apart or (element not in trusted and furniture_around(element)):
            return 0, 0
        whole, running = 0, len((element.text or "").strip())
        for child in element:
            inner, loose = measure(child)
            whole += inner
            running += (0 if child.tag == "a" else loose) + len((child.tail or "").strip())
        if element.tag in BLOCKS:
            whole, running = whole + (running if running >= _LEAST_PIECE else 0), 0
        prose[element] = whole + running
        return whole, running

    measure(body)
    return prose


def _around_wrappers(body: Element) -> frozenset[Element]:
    """The articles of a page, the wrappers of texts, and all that they stand in, however it is called."""
    wrappers = [element for element in body.iter() if any(known.search(called(element)) for known in _WRAPPERS)]
    around = {above for wrapper in wrappers for above in wrapper.iterancestors()}
    return frozenset({*wrappers, *around, *body.iter("article", "main"), body})


def find_opening(body: Element, article: Element, apart: Iterable[Element], title: str) -> dict[Element, str]:
    """What stands before the text and belongs to it: each element with its role, in the order of reading.

    Roles are `title`, `subtitle`, `byline` and `lead`, the picture above an article.  `title` is the one that the
    page offers, which tells the head of the article from that of the site.
    """
    before = _before(body, article, frozenset(apart))
    elements = [*before, *_beginning(article)]
    head = _title_among(elements, title)
    head = _first_head(before) if head is None else head
    if head is None:
        return {}
    roles = {head: "title"}
    at = elements.index(head)
    for element in elements[at + 1 :]:
        role = _role(element)
        if role and role not in roles.values() and not any(above in roles for above in element.iterancestors()):
            roles[element] = role
    leads = (element for element in before[:at] if _is_lead(element) and head not in element.iter())
    lead = next(leads, None)
    if lead is not None and "lead" not in roles.values():
        roles[lead] = "lead"
    return roles


def _before(body: Element, article: Element, apart: frozenset[Element]) -> list[Element]:
    """The elements that stand before the article, none of them around it."""
    around, found = set(article.iterancestors()), []
    for element in body.iter():
        if element is article:
            break
        if element not in around and element not in apart:
            found.append(element)
    return found


def _beginning(article: Element) -> list[Element]:
    """The elements of an article before its first real paragraph."""
    found = []
    for element in article.iter():
        if element.tag == "p" and len(words_of(element)) > _REAL and not _SUBTITLE.search(called(element)):
            break
        if element is not article:
            found.append(element)
        if len(found) == _LOOKED_AT:
            break
    return found


def _title_among(elements: list[Element], title: str) -> Element | None:
    """The head that says what the page offers as its title; else one that is called a title."""
    heads = [element for element in elements if element.tag in {"h1", "h2", "h3"} and words_of(element)]
    same = [head for head in heads if is_same(words_of(head), title)]
    named = [head for head in heads if _TITLE.search(f"{called(head)} {(head.get('id') or '').lower()}")]
    return next(iter([*same, *named]), None)


def _first_head(before: list[Element]) -> Element | None:
    """The head above an article that is not the name of the site."""
    heads = (element for element in before if element.tag == "h1" and words_of(element))
    return next((head for head in heads if not _stands_in_furniture(head)), None)


def _stands_in_furniture(element: Element) -> bool:
    """Whether an element is part of furniture, other than the head of an article."""
    return any(furniture_in(one) for one in (element, *element.iterancestors()) if one.tag not in {"article", "body"})


def is_same(one: str, other: str) -> bool:
    """Whether two lines say the same, but for capitals, quotation marks and spaces."""
    letters = [re.sub(r"[\W_]+", "", line).casefold() for line in (one, other)]
    return bool(letters[0]) and letters[0] == letters[1]


def _role(element: Element) -> str:
    name = f"{called(element)} {element.get('itemprop') or ''}"
    if _is_lead(element):
        return "lead"
    if _SUBTITLE.search(name) and 2 <= len(words_of(element).split()) <= 80:
        return "subtitle"
    if (_BYLINE.search(name) or element.get("rel") == "author") and is_persons_byline(words_of(element)):
        return "byline"
    is_line = element.tag in BLOCKS and not any(child.tag in BLOCKS for child in element.iterdescendants())
    return "byline" if is_line and _BY.match(words_of(element)) and is_persons_byline(words_of(element)) else ""


def _is_lead(element: Element) -> bool:
    """Whether an element holds the picture above the article."""
    if element.tag not in {"figure", "div", "picture", "img"} or len(words_of(element)) > 400:
        return False
    holds = element.tag == "img" or next(element.iter("img"), None) is not None
    named = element.tag == "figure" or _LEAD.search(called(element)) is not None
    return holds and named and not _stands_in_furniture(element)


def is_persons_byline(text: str) -> bool:
    """Whether a line names who wrote it, and not only who pressed the button: “by Jane Doe”, not “by webadmin”."""
    if len(text.split()) > 16:
        return False
    bare = _BY.sub("", text)
    return bool(parse_byline(text)) or (len(bare.split()) >= 2 and is_name(bare))
