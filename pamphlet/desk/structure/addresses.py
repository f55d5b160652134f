"""Rules on addresses: bare ones, those that lead nowhere, and words that say `here` instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from pamphlet.desk.prose import Where
from pamphlet.desk.rule import Rule
from pamphlet.desk.view import View
from pamphlet.desk.words.running import ENGLISH, running
from pamphlet.diagnostics import Diagnostic, Severity, Span, warning
from pamphlet.manuscript.document import Code, Link, MissingLink
from pamphlet.manuscript.traversal import plain_text

_BARE = re.compile(r"(?<!\]\()\b(?:https?://|(?<!/)www\.)[^\s<>\"”’]*[\w/]")
_SAYS_NOTHING = re.compile(
    r"(?:click |read |see |look |go |found |download )?(?:it )?(?:here|this|this link|the link|link|this page|this site"
    r"|read more|more|click|website)[.:!]?",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"\b(?:[Rr]ead (?:it|more|the full \w+)|[Aa]vailable|[Ll]inked|[Dd]ownload(?:ed)?(?: it)?"
    r"|can be (?:read|found|downloaded|seen|heard|watched)(?: on the [A-Z][\w ]{2,40})?) (?P<here>here)(?=[.)\]:!]|$)"
    r"|\b(?:[Cc]lick|[Tt]ap) (?P<clicked>here)\b|(?<=[(\[])(?:[Ss]ee |[Rr]ead )?(?P<bracketed>here|link)(?=[)\]])"
)
_ON_THE_WEB = re.compile(
    r"\b(?:archive|article|blog|book|document|film|full|internet|letter|list|map|online|page|pamphlet|pdf|post|recording"
    r"|report|site|speech|text|version|video|web\w*)s?\b",
    re.IGNORECASE,
)
"""What `here` may have led to; without such a word it may well be a place: `no bread was available here`."""

_NEAR = 100
"""Characters before `here` in which that word is looked for."""

_CLOSED = frozenset({
    "angelfire.com", "geocities.com", "goo.gl", "groups.yahoo.com", "members.aol.com", "plus.google.com",
    "storify.com", "vine.co", "web.me.com", "xoom.com",
})  # fmt: skip
"""Hosts whose pages are gone, by the announcements of those who ran them."""

_RESERVED = re.compile(r"(?:^|\.)(?:example(?:\.(?:com|net|org))?|invalid|test|localhost)$")
"""Names that can belong to nobody; source: RFC 2606, RFC 6761."""

_CUT = re.compile(r"(?:…|\.\.\.|%E2%80%A6|[,;(])$", re.IGNORECASE)


def bare(view: View) -> Iterator[Diagnostic]:
    """An address that is words only: on a phone it cannot be followed."""
    for prose in view.prose:
        for found in _BARE.finditer(prose.text) if prose.where not in {Where.TITLE_PAGE, Where.CODE} else ():
            place, address = prose.span(*found.span()), found[0]
            if _is_linked(view, place):
                continue
            written = f"<{address}>" if "://" in address else f"[{address}](https://{address})"
            yield warning(
                "address-bare",
                f"`{address}` is not a link",
                place,
                hint=f"write `{written}`: it is printed as it is, and can be followed on a screen",
                fix=prose.fix(*found.span(), written, certain=False),
            )


def dead(view: View) -> Iterator[Diagnostic]:
    """An address that cannot lead to anything, as far as it can be seen without asking the web."""
    for node in view.inlines:
        if isinstance(node, Link) and (problem := _dead(node.address)):
            yield warning(
                "address-dead",
                f"`{node.address}` {problem}",
                node.span,
                hint="look it up once more; https://web.archive.org may have a copy of a page that is gone",
            )


def _dead(address: str) -> str:
    """Why an address leads nowhere, as a phrase; empty where nothing is seen."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""  # reported as no address
    if parts.scheme not in {"http", "https"}:
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    if _CUT.search(address):
        return "seems to be cut short"
    if address.count("://") > 1 and not re.search(r"/https?://", address):
        return "begins twice"
    if host in _CLOSED or host.removeprefix("uk.") in _CLOSED:
        return "is on a host that has closed"
    if _RESERVED.search(host):
        return "is an example, not an address"
    return "" if "." in host or not host or ":" in host else "names no host on the web"


def lost(view: View) -> Iterator[Diagnostic]:
    """`Here` where a link was: on paper it points nowhere, and the address is gone."""
    for prose, found in running(view.prose, _LOST, ENGLISH):
        start, end = found.span(found.lastgroup or 0)
        if found["here"] and not _ON_THE_WEB.search(prose.text, max(start - _NEAR, 0), start):
            continue
        if prose.where is not Where.TITLE_PAGE and not _is_linked(view, prose.span(start, end)):
            yield warning(
                "address-lost",
                f"`{prose.text[start:end]}` seems to have been a link",
                prose.span(start, end),
                hint="name what it led to and write `[its name](https://…)`",
            )


def _is_linked(view: View, place: Span) -> bool:
    return any(
        node.span.source is place.source and node.span.start <= place.start and place.end <= node.span.end
        for node in view.inlines
        if isinstance(node, Link | MissingLink | Code)
    )


def says_nothing(view: View) -> Iterator[Diagnostic]:
    """A link whose words say nothing of where it leads: read aloud alone, or on paper, they are of no use."""
    for node in view.inlines:
        if isinstance(node, Link) and _SAYS_NOTHING.fullmatch(plain_text(node.children).strip()):
            yield warning(
                "link-words",
                f"the words of this link, `{plain_text(node.children).strip()}`, do not say where it leads",
                node.span,
                hint="let the name of what it leads to be the link: `the [full text](https://…)`",
            )


RULES = (
    Rule(slug="address-bare", severity=Severity.WARNING, find=bare),
    Rule(slug="address-dead", severity=Severity.WARNING, find=dead),
    Rule(slug="address-lost", severity=Severity.WARNING, find=lost),
    Rule(slug="link-words", severity=Severity.WARNING, find=says_nothing),
)
