"""The text of a web page becomes a tree: its head, its body, its own address, the pictures written into it."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree
from lxml.etree import _Element as Element

from pamphlet.diagnostics import Refused, error
from pamphlet.intake.archive import too_large
from pamphlet.intake.looks import Looks, read_looks
from pamphlet.intake.xml import html_tree

BLOCKS = frozenset({
    "address", "article", "aside", "audio", "blockquote", "body", "button", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hgroup", "hr", "iframe", "legend", "li", "main", "menu", "nav", "noscript",
    "object", "ol", "option", "p", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul", "video",
})  # fmt: skip
"""Elements that begin on a line of their own."""

MOST_TAGS = 200_000
"""Of a page; the longest articles of an encyclopedia have some 100,000, each of which takes some 50 µs to judge."""
DEEPEST = 100
"""Elements in each other; pages have some 30."""
HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
WORDLESS = frozenset({"head", "link", "meta", "script", "style", "template", "base", "param"})
"""Elements whose text, if they have any, is no words for anybody."""

_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_PICTURE_WITHIN = re.compile(r"data:image/[\w.+-]+;base64,([A-Za-z0-9+/=\s%]+)")
_LONGEST_CLASS = 1000
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page taken in: `within` are pictures that stood in the page itself, by the address that stands for them."""

    head: tuple[Element, ...]
    body: Element
    language: str
    address: str
    within: Mapping[str, bytes]
    looks: Looks

    def resolved(self, address: str) -> str:
        """An address as it is seen from elsewhere; relative still where the page does not say where it stood."""
        try:
            return urljoin(self.address, address.strip())
        except ValueError:
            return address.strip()

    def fragment(self, address: str) -> str:
        """The name of the place on this page that an address leads to; empty for one that leads elsewhere.

        Browsers write the whole address when they save a page; where the page does not say which is its own, any
        address may be.
        """
        front, _, fragment = address.strip().partition("#")
        here = not (front and self.address) or _place(self.resolved(front)) == _place(self.address)
        return unquote(fragment) if here else ""

    def is_own(self, address: str) -> bool:
        """Whether an address leads to the same site."""
        try:
            parts = urlsplit(self.resolved(address))
        except ValueError:
            return False
        return parts.scheme in {"", "http", "https"} and parts.netloc in {"", urlsplit(self.address).netloc}


def open_page(text: str, name: str) -> Page:
    """Take a page in; `name` is for messages.  Raises Refused: no words, or too large."""
    if text.count("<") > MOST_TAGS:
        raise too_large(name, f"it has more than {MOST_TAGS:,} tags")
    within: dict[str, bytes] = {}
    saved_from = _SAVED_FROM.search(text[:4096])
    root = html_tree(_PICTURE_WITHIN.sub(lambda found: _put_aside(found, within), _XML_DECLARATION.sub("", text)), name)
    body = root.find("body")
    if body is None or not re.search(r"\w", "".join(spoken_in(body))):
        hint = "open it in a browser, wait for the text to show, and save it from there"
        raise Refused((error("import-empty", f"`{name}` holds no words", hint=hint),))
    if _depth(body) > DEEPEST:
        raise too_large(name, f"its text is nested deeper than {DEEPEST} elements")
    for element in body.iter():
        element.text, element.tail = _cleaned(element.text), _cleaned(element.tail)
    head = tuple(element for element in root.iter("meta", "link", "script", "title", "base"))
    return Page(
        head=head,
        body=body,
        language=(root.get("lang") or body.get("lang") or "").strip(),
        address=saved_from[1] if saved_from else _own_address(head),
        within=within,
        looks=read_looks("".join(sheet.itertext()) for sheet in root.iter("style")),
    )


def _depth(body: Element) -> int:
    """How many elements stand in each other at most."""
    deepest, depth = 0, 0
    for event, _ in etree.iterwalk(body, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _cleaned(text: str | None) -> str | None:
    """Without signs that nobody sees: soft hyphens, controls, changes of direction."""
    return text and _UNSEEN.sub("", text)


def _put_aside(found: re.Match[str], within: dict[str, bytes]) -> str:
    """Take a picture out of the text, for the parser has no need to carry it."""
    try:
        data = base64.b64decode(unquote(found[1]), validate=False)
    except (binascii.Error, ValueError):
        data = b""
    address = f"data:{len(within)}"
    within[address] = data
    return address


def _own_address(head: tuple[Element, ...]) -> str:
    for wanted, attribute in (("base", "href"), ("canonical", "href"), ("og:url", "content")):
        for element in head:
            called = (element.tag, element.get("rel"), element.get("property"))
            address = element.get(attribute) or ""
            if wanted in called and is_web_address(address):
                return address
    return ""


def _place(address: str) -> str:
    """An address without what makes no difference to where it leads."""
    return re.sub(r"^\w+://(?:www\.)?|[?#].*$|/+$", "", address)


def is_web_address(address: str) -> bool:
    """Whether an address leads to a page of the web and says which."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def called(element: Element) -> str:
    """The classes of an element, in small letters; of a list without end the beginning."""
    return (element.get("class") or "")[:_LONGEST_CLASS].lower()


def words_of(element: Element) -> str:
    """The words of an element with all that it holds, white space made even."""
    return " ".join("".join(spoken_in(element)).split())


def spoken_in(element: Element) -> Iterator[str]:
    """The text of an element piece by piece, with a space wherever a line begins or ends."""
    if element.tag in WORDLESS:
        return
    edge = " " if element.tag in BLOCKS or element.tag == "br" else ""
    yield edge + (element.text or "")
    for child in element:
        yield from spoken_in(child)
        yield child.tail or ""
    yield edge
