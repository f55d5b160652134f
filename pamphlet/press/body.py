"""The parts between the covers become pages: the text, then what names pages of it, then the contents.

Laid out in one, contents, fates and notes would be set three times: with no numbers of pages, with them, and once more
for the engine to see that they stay.  So the text is laid out behind contents that name one page for all, fates and
notes when its pages are known, and at last the contents alone.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

from pamphlet.apparatus.names_index import repeated_mentions
from pamphlet.apparatus.parts import Endnotes, Fates, Pamphlet, Part, part_runs
from pamphlet.press.layout import Engine, Layout
from pamphlet.typeset.paper import Corrections, PaperDocuments

_MOST_TRIES = 3
"""How often a page may turn out to be named twice in one list of pages; what stands then stands."""

_NOT_KNOWN_YET = 88
"""The number that the contents have for every page until they are set: as wide as most, and taken for none."""


def lay_out_body(pamphlet: Pamphlet, documents: PaperDocuments, engine: Engine, *, first_page: int) -> Layout:
    """All pages from the contents to the one that holds the place of the index."""
    pieces = None if engine.hangs_together else _in_pieces(pamphlet, documents, engine, first_page)
    return pieces or _in_one(pamphlet, documents, engine, first_page)


def _in_pieces(pamphlet: Pamphlet, documents: PaperDocuments, engine: Engine, first_page: int) -> Layout | None:
    """The body, joined from its pieces.

    None where there is nothing that names pages of the text, or where a theme lets the pieces share a page.
    """
    naming = next((part.id for part in pamphlet.back if isinstance(part, Fates | Endnotes)), None)
    if naming is None:
        return None
    lines = [each.id for line in pamphlet.contents for each in (line, *line.lines)]
    unknown = Corrections(pages=dict.fromkeys(lines, _NOT_KNOWN_YET))
    before, rest = pamphlet.parted_at(naming)
    shown = documents.of(before).corrected(unknown)
    text = engine.lay_out(shown.body(first_page=first_page), first_page=first_page)
    pages = _pages(text)
    first = pages[naming]
    if first not in text.openings():
        return None
    behind = _naming_each_page_once(pamphlet, documents.of(rest), engine, first_page=first, known=pages)
    if not _ends_with(text, behind):
        return None
    if not pamphlet.contents:
        return text.pages(first_page, first - 1).followed_by(behind)
    contents = _contents(pamphlet, documents, engine, text, pages | _pages(behind))
    if contents is None:
        return None
    return contents.followed_by(text.pages(contents.last_page + 1, first - 1), behind)


def _contents(
    pamphlet: Pamphlet, documents: PaperDocuments, engine: Engine, text: Layout, pages: Mapping[str, int]
) -> Layout | None:
    """The pages of the contents, with what stands on them beside; None where that is not what stood there before."""
    opening = min(page for page in text.openings() if page > text.first_page)
    beside = pamphlet.with_parts({part.id for part in pamphlet.parts if _begins(part, pages) < opening})
    known = documents.of(beside).corrected(Corrections(pages=pages))
    contents = engine.lay_out(known.body(first_page=text.first_page), first_page=text.first_page)
    before = {identity: page for identity, page in _pages(text).items() if page <= contents.last_page}
    return contents if _pages(contents) == before else None


def _ends_with(text: Layout, behind: Layout) -> bool:
    """Whether on the pages where others will stand there is nothing but what stands on those."""
    last = {identity: found[-1] for identity, found in text.page_map(frozenset()).pages.items()}
    return {identity for identity, page in last.items() if page >= behind.first_page} <= _pages(behind).keys()


def _begins(part: Part, pages: Mapping[str, int]) -> int:
    """The page of the first words of a part; beyond all for one without words."""
    return min((pages[run.id] for run in part_runs(part) if run.id in pages), default=sys.maxsize)


def _in_one(pamphlet: Pamphlet, documents: PaperDocuments, engine: Engine, first_page: int) -> Layout:
    """The body as one document, in which the engine finds the pages."""
    return _naming_each_page_once(pamphlet, documents, engine, first_page=first_page, known={})


def _naming_each_page_once(
    pamphlet: Pamphlet, documents: PaperDocuments, engine: Engine, *, first_page: int, known: Mapping[str, int]
) -> Layout:
    """The body of documents; again where a page is named twice in one list, of which nobody can know beforehand.

    `known` are the pages of places that do not stand in it.
    """
    repeated = repeated_mentions(pamphlet, known)
    for _ in range(_MOST_TRIES):
        corrected = documents.corrected(Corrections(repeated=repeated, pages=known))
        body = engine.lay_out(corrected.body(first_page=first_page), first_page=first_page)
        wanted = repeated_mentions(pamphlet, {**known, **_pages(body)})
        if wanted == repeated:
            return body
        repeated = wanted
        del body  # before the next is made: for a book each takes hundreds of megabytes
    corrected = documents.corrected(Corrections(repeated=repeated, pages=known))
    return engine.lay_out(corrected.body(first_page=first_page), first_page=first_page)


def _pages(layout: Layout) -> dict[str, int]:
    """The page on which each place begins."""
    return {identity: found[0] for identity, found in layout.page_map(frozenset()).pages.items()}
