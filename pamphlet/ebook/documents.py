"""A pamphlet becomes the documents of an ebook: one for each part, and those that are made beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from pamphlet.apparatus.contents import without_calls
from pamphlet.apparatus.names_index import IndexLetter
from pamphlet.apparatus.page_map import PageMap
from pamphlet.apparatus.page_marks import with_page_marks
from pamphlet.apparatus.parts import NamesIndex, Pamphlet, Part
from pamphlet.ebook.navigation import (
    BACK_COVER,
    COVER,
    NAVIGATION,
    TITLE_PAGE,
    contents_lines,
    landmarks,
    page_id,
)
from pamphlet.ebook.package import Draft
from pamphlet.manuscript.document import PROSE_ROLE, Inline, Section
from pamphlet.manuscript.traversal import plain_text
from pamphlet.typeset.elements import element, run
from pamphlet.typeset.templates import Templates, template_of

_SEMANTICS = frozenset(
    {
        "acknowledgments", "appendix", "backlink", "backmatter", "bodymatter", "chapter",
        "copyright-page", "cover", "dedication", "endnotes", "endnotes footnotes", "epigraph", "footnote", "foreword",
        "frontmatter", "fulltitle", "glossary", "index", "index-entry", "index-entry-list", "index-locator",
        "index-term", "landmarks", "noteref", "page-list", "pagebreak", "preface", "titlepage", "toc",
    }
)  # fmt: skip
"""What of the EPUB Structural Semantics Vocabulary is used; other kinds of part have no word there."""


class _Screen:
    """The medium of many files, read on a screen: links are bound to files afterwards."""

    paged = False
    stress = "italics"

    def __init__(self, page_map: PageMap, pictures: Mapping[str, str]) -> None:
        self._pages = page_map.pages
        self._pictures = pictures
        self._begun_in = page_map.begun_in
        self._labels = frozenset(start.label for start in page_map.starts)

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

    def leader_to(self, identity: str) -> str:
        """A link to the page itself; empty for what is not on paper, which had no room for it."""
        first, *_ = self._pages.get(identity) or self._pages.get(f"title.{identity}") or ("",)
        label = str(first)
        if label not in self._labels:
            return ""
        attributes = {"class": "to-page", "href": self.href(page_id(label)), "aria-label": f"Page {label}"}
        return run((" ", element("a", attributes, label)))

    def page_mark(self, label: str) -> str:
        """An empty element: readers that show page numbers take them from its label."""
        attributes = {
            "id": page_id(label),
            "role": "doc-pagebreak",
            "epub:type": self.semantics("pagebreak"),
            "aria-label": label,
        }
        return element("span", attributes)

    def page_mark_at(self, identity: str) -> str:
        return run(self.page_mark(label) for label in self._begun_in.get(identity, ()))

    def refined(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return inlines  # lines are short on a phone: nothing may be bound


class EbookDocuments:
    """The documents of one pamphlet, in the order of reading."""

    def __init__(
        self, pamphlet: Pamphlet, *, page_map: PageMap, pictures: Mapping[str, str], sheets: tuple[str, ...]
    ) -> None:
        """Set this pamphlet; `pictures`, by the names that the text has, and `sheets` are files of the package."""
        self._pages = page_map.without_gaps
        self._pamphlet = replace(with_page_marks(pamphlet, self._pages), contents=contents_lines(pamphlet))
        self._templates = Templates(self._pamphlet, _Screen(self._pages, pictures))
        self._sheets = sheets

    @property
    def labels(self) -> tuple[str, ...]:
        """The numbers of the pages of paper, in order."""
        return tuple(start.label for start in self._pages.starts)

    def drafts(self, letters: tuple[IndexLetter, ...], cover: str) -> tuple[Draft, ...]:
        """All that is read, given the index of names and the picture of the cover, a file of the package."""
        return (*self._made_in_front(cover), *self._front(), *self._body(), *self._back(letters))

    def covers(self, cover: str) -> tuple[Draft, ...]:
        """Those that a branch has of its own, given the picture of its cover."""
        *front, _ = self._made_in_front(cover)
        return (*front, self._back_cover())

    def navigation(self) -> Draft:
        """What reading systems show as contents, landmarks and pages; no page of it is turned to."""
        return self._draft(
            "contents.nav",  # no id of the manuscript has a full stop
            "Contents",
            "ebook_navigation.html",
            name=NAVIGATION,
            landmarks=landmarks(self._pamphlet),
            pages=[(label, page_id(label)) for label in self.labels],
        )

    def _made_in_front(self, cover: str) -> Iterator[Draft]:
        settings = self._pamphlet.settings
        yield self._draft(COVER, "Cover", "ebook_cover.html", picture=f"../{cover}", words=self._words_of_cover())
        yield self._draft(TITLE_PAGE, settings.title, "cover.html")
        yield self._draft("imprint", "Imprint", "imprint.html")
        yield self._draft("contents", "Contents", "contents.html")

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
        yield self._back_cover()

    def _back_cover(self) -> Draft:
        return self._draft(BACK_COVER, "Back cover", "back_cover.html", matter="backmatter")

    def _part(self, part: Part, place: str, *, matter: str = "frontmatter", **values: Any) -> Draft:
        template = "index_of_names" if isinstance(part, NamesIndex) else template_of(part)
        return self._draft(
            part.id,
            self._title(part),
            f"{template}.html",
            matter=matter,
            language=part.language if isinstance(part, Section) else "",
            part=part,
            place=place,
            **values,
        )

    def _draft(
        self,
        identity: str,
        title: str,
        template: str,
        *,
        name: str = "",
        matter: str = "frontmatter",
        language: str = "",
        **values: Any,
    ) -> Draft:
        name = name or f"text/{identity}.xhtml"
        up = "../" * name.count("/")
        markup = self._templates.fill(
            "ebook_file.html",
            title=title,
            content=template,
            matter=matter,
            language=language or self._pamphlet.settings.language,
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
        branch = self._pamphlet.branch.name if self._pamphlet.branch else ""
        authors = [word for author in settings.authors for word in (author.name, author.about)]
        lines = (
            settings.cover_line, settings.title, settings.subtitle, *authors, *settings.credits,
            branch, series, settings.imprint.publisher, settings.price,
        )  # fmt: skip
        return "Front cover. " + " ".join(_sentence(line) for line in lines if line)


def _sentence(line: str) -> str:
    return line if line.endswith((".", "!", "?")) else f"{line}."
