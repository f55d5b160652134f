"""A pamphlet and the documents of its ebook become the passages that no document has: there must be none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pamphlet.apparatus.parts import Pamphlet, part_runs
from pamphlet.ebook.xhtml import Element
from pamphlet.manuscript.traversal import Run, set_words


def missing(pamphlet: Pamphlet, documents: Iterable[Element]) -> Iterator[Run]:
    """The passages of the pamphlet whose words do not stand in the documents, in their order.

    White space and soft hyphens do not count.
    """
    shown = "".join(_bare(document.itertext()) for document in documents)
    reached = 0
    for part in pamphlet.parts:
        for run in part_runs(part):
            wanted = _bare(text for text, _ in set_words(run.children))
            found = shown.find(wanted, reached)
            if found < 0:
                yield run
            else:
                reached = found + len(wanted)


def _bare(texts: Iterable[str]) -> str:
    return "".join("".join(texts).replace("\u00ad", "").split())
