"""A pamphlet becomes the documents of an ebook: one for each part, and those that are made beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from pamphlet.apparatus.contents import without_calls
from pamphlet.apparatus.names_index import IndexLetter
from pamphlet.apparatus.page_map import PageMap
from pamphlet.apparatus.parts import NamesIndex, Pamphlet, Part
from pamphlet.ebook.navigation import COVER, NAVIGATION, TITLE_PAGE, contents_lines, landmarks
from pamphlet.ebook.package import Draft
from pamphlet.manuscript.document import PROSE_ROLE, Inline, Section
from pamphlet.manuscript.traversal import plain_text
from pamphlet.typeset.templates import Templates, template_of

_SEMANTICS = frozenset(
    {
        "acknowledgments", "appendix", "backlink", "backmatter", "bodymatter", "chapter",
        "copyright-page", "cover", "dedication", "endnotes", "endnotes footnotes", "epigraph", "footnote", "foreword",
        "frontmatter", "fulltitle", "glossary", "index", "index-entry", "index-entry-list", "index-locator",
        "index-term", "landmarks", "noteref", "preface", "titlepage", "toc",
    }
)  # fmt: skip
"""What of the EPUB Structural Semantics Vocabulary is used; other kinds of part have no word there."""


class _Screen:
    """The medium of many files, read on a screen: links are bound to files afterwards."""

    paged = False

    def __init__(self, page_map: PageMap, pictures: Mapping[str, str]) -> None:
        self._pages = page_map.pages
        self._pictures = pictures

    def href(self, identity: str) -> str:
        return f"#{identity}"

    def picture(self, name: str) -> str:
        return f"../{self._pictures[name]}"

    def figure_style(self, name: str) -> None:  # noqa: ARG002  # the width of the screen is not known
        return None

    def semantics(self, kind: str) -> str | None:
        return kind if kind in _SEMANTICS else None

    def page_of(self, identity: str) -> str:
        return str(self._pages[identity][0])

    def refined(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return inlines  # lines are short on a phone: nothing may be bound


class EbookDocuments:
    """The documents of one pamphlet, in the order of reading."""

    def __init__(
        self, pamphlet: Pamphlet, *, page_map: PageMap, pictures: Mapping[str, str], sheets: tuple[str, ...]
    ) -> None:
        """Set this pamphlet; `pictures`, by the names that the text has, and `sheets` are files of the package."""
        self._pamphlet = replace(pamphlet, contents=contents_lines(pamphlet))
        self._templates = Templates(self._pamphlet, _Screen(page_map, pictures))
        self._sheets = sheets

    def drafts(self, letters: tuple[IndexLetter, ...], cover: str) -> tuple[Draft, ...]:
        """All documents, given the index of names and the picture of the cover, a file of the package."""
        return (*self._made_in_front(cover), *self._front(), *self._body(), *self._back(letters))

    def _made_in_front(self, cover: str) -> Iterator[Draft]:
        settings = self._pamphlet.settings
        yield self._draft(COVER, "Cover", "ebook_cover.html", picture=f"../{cover}", words=self._words_of_cover())
        yield self._draft(TITLE_PAGE, settings.title, "cover.html")
        yield self._draft("imprint", "Imprint", "imprint.html")
        yield self._draft(
            "contents", "Contents", "ebook_contents.html", name=NAVIGATION, landmarks=landmarks(self._pamphlet)
        )

    def _front(self) -> Iterator[Draft]:
        for part in self._pamphlet.front:
            yield self._part(part, "front")

    def _body(self) -> Iterator[Draft]:
        ordinal = 0
        for part in self._pamphlet.body:
            ordinal += part.heading is not None
            yield self._part(part, "body", matter="bodymatter", ordinal=ordinal)

    def _back(self, letters: tuple[IndexLetter, ...]) -> Iterator[Draft]:
        for part in self._pamphlet.back:
            yield self._part(part, "back", matter="backmatter", letters=letters)

    def _part(self, part: Part, place: str, *, matter: str = "frontmatter", **values: Any) -> Draft:
        template = "index_of_names" if isinstance(part, NamesIndex) else template_of(part)
        return self._draft(
            part.id, self._title(part), f"{template}.html", matter=matter, part=part, place=place, **values
        )

    def _draft(
        self, identity: str, title: str, template: str, *, name: str = "", matter: str = "frontmatter", **values: Any
    ) -> Draft:
        name = name or f"text/{identity}.xhtml"
        up = "../" * name.count("/")
        markup = self._templates.fill(
            "ebook_file.html",
            title=title,
            content=template,
            matter=matter,
            sheets=[f"{up}{sheet}" for sheet in self._sheets],
            **values,
        )
        return Draft(id=identity, name=name, title=title, markup=markup)

    def _title(self, part: Part) -> str:
        """The words of the part's head; one without a head is called by what it is."""
        if not isinstance(part, Section):
            return part.title
        if part.heading is not None:
            return " ".join(plain_text(without_calls(part.heading.children)).split())
        return self._pamphlet.settings.title if part.role == PROSE_ROLE else part.role.capitalize()

    def _words_of_cover(self) -> str:
        """What the picture of the cover says, in the order of its lines."""
        settings = self._pamphlet.settings
        series = f"{settings.series} {settings.number or ''}".strip() if settings.series else ""
        authors = [word for author in settings.authors for word in (author.name, author.about)]
        lines = (
            settings.cover_line, settings.title, settings.subtitle, *authors,
            series, settings.imprint.publisher, settings.price,
        )  # fmt: skip
        return "Front cover. " + " ".join(_sentence(line) for line in lines if line)


def _sentence(line: str) -> str:
    return line if line.endswith((".", "!", "?")) else f"{line}."
