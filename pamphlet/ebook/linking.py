"""Drafts become linked documents: every `#id` becomes the address of the file and the place that has the id.

Where an id stands is read from the drafts themselves, so that whatever can be linked to is found,
and a link that leads nowhere cannot pass.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import dirname, relpath
from urllib.parse import quote, unquote

from pamphlet.ebook.package import Draft, EbookProblem
from pamphlet.ebook.xhtml import Element, elements

_NAME = re.compile(r"[^\W\d][\w.-]*")
"""What XML allows as an id: `1905` and `a:b` are none."""


class Places:
    """Where everything is: the file of each id, and the id as it stands there."""

    def __init__(self) -> None:
        """Begin without places."""
        self._places: dict[str, tuple[str, str]] = {}
        self._documents: dict[str, str] = {}
        self._taken: set[str] = set()
        self._order: dict[str, int] = {}

    def add_document(self, identity: str, name: str) -> None:
        """A document that can be linked to as a whole."""
        self._documents[identity] = name
        self._order[identity] = len(self._order)

    def add(self, identity: str, name: str) -> str:
        """An id that stands in a document; the answer is the one to write in its place."""
        if identity in self._places:
            raise EbookProblem(f"two places have the id `{identity}`")
        written = identity if _NAME.fullmatch(identity) else "id-" + re.sub(r"[^\w.-]", "-", identity)
        while written in self._taken:
            written += "-"
        self._taken.add(written)
        self._places[identity] = (name, written)
        self._order.setdefault(identity, len(self._order))
        return written

    def has(self, identity: str) -> bool:
        """Whether an element has this id."""
        return identity in self._places

    def written(self, identity: str) -> str:
        """The id as it is written in its document."""
        return self._places[identity][1]

    def order(self, identity: str) -> int:
        """A number that is greater for what is read later."""
        return self._order[identity]

    def address(self, identity: str, start: str) -> str:
        """The address of an id, seen from the file `start`.  Raises EbookProblem: nothing has it."""
        name, fragment = self._place(identity)
        if name == start:
            return f"#{quote(fragment)}" if fragment else relpath(name, dirname(start) or ".")
        path = relpath(name, dirname(start) or ".")
        return f"{path}#{quote(fragment)}" if fragment else path

    def _place(self, identity: str) -> tuple[str, str]:
        """A document before an element of that id: a link to a chapter's title shows its very beginning."""
        for name in (identity, unquote(identity)):
            if name in self._documents:
                return self._documents[name], ""
            if name in self._places:
                return self._places[name]
        raise EbookProblem(f"a link leads to `{identity}`, which nothing has as its id")


def link(drafts: Mapping[Draft, Element]) -> Places:
    """Bind the links of all documents, in their trees, and tell where everything is."""
    places = Places()
    for draft, root in drafts.items():
        places.add_document(draft.id, draft.name)
        for node in root.iterfind(".//*[@id]"):
            node.set("id", places.add(node.get("id"), draft.name))
    _bind_links(drafts, places)
    return places


def link_into(drafts: Mapping[Draft, Element], places: Places) -> None:
    """Bind the links of documents that take the places of others.  Raises EbookProblem: one has an id that was none."""
    for root in drafts.values():
        for node in root.iterfind(".//*[@id]"):
            if not places.has(node.get("id")):
                raise EbookProblem(f"`{node.get('id')}` is an id that the other covers have not")
            node.set("id", places.written(node.get("id")))
    _bind_links(drafts, places)


def _bind_links(drafts: Mapping[Draft, Element], places: Places) -> None:
    for draft, root in drafts.items():
        for node in root.iterfind(".//*[@aria-labelledby]"):
            node.set("aria-labelledby", places.written(node.get("aria-labelledby")))
        for node in elements(root, "a"):
            if node.get("href").startswith("#"):
                node.set("href", places.address(node.get("href")[1:], draft.name))
