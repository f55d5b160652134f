"""A pamphlet and a medium become documents: the templates and what they may call."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator
from types import CodeType
from typing import Any

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    DictLoader,
    Environment,
    PackageLoader,
    StrictUndefined,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from pamphlet.apparatus.contents import without_calls
from pamphlet.apparatus.names_index import IndexLetter
from pamphlet.apparatus.parts import CODE_PICTURE, Endnotes, Fates, NamesIndex, NumberedNote, Pamphlet, Part
from pamphlet.counting import counted
from pamphlet.diagnostics import Source, Span
from pamphlet.manuscript.dates import spoken_date
from pamphlet.manuscript.document import Section
from pamphlet.typeset.compositor import Compositor, Medium
from pamphlet.typeset.cover_words import cover_words
from pamphlet.typeset.elements import element
from pamphlet.typeset.languages import written_attributes

_ROLES = {
    "acknowledgements": "doc-acknowledgments",
    "chapter": "doc-chapter",
    "dedication": "doc-dedication",
    "epigraph": "doc-epigraph",
    "foreword": "doc-foreword",
    "glossary": "doc-glossary",
    "preface": "doc-preface",
}
"""Roles of DPUB-ARIA 1.1 by the role of a section; all others are appendices."""

_SEMANTICS = {"acknowledgements": "acknowledgments"}
"""Where the EPUB Structural Semantics Vocabulary has another word than ours."""

PLACES_ON_COVERS = frozenset({"cover", "imprint", "back-cover"})
"""The ids of the elements that hold the words of the covers."""

_KNOWN_SEMANTICS = frozenset(_ROLES) | frozenset(_SEMANTICS)


def web_address(text: str) -> str:
    """What is printed as an address as one that can be followed: `www.example.org` says no protocol."""
    return text if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", text) else f"https://{text}"


def fill_template(name: str, **values: Any) -> str:
    """A template that is of no pamphlet's text; raises jinja2.UndefinedError for a name that is not there."""
    environment = Environment(
        loader=PackageLoader("pamphlet.typeset"),
        bytecode_cache=_COMPILED,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["counted"] = counted
    return environment.get_template(name).render(**values)


class _Compiled(BytecodeCache):
    """Keeps what templates are compiled to, by their text: for a hundred branches they are filled a hundred times."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._kept[bucket.key, bucket.checksum] = bucket.code


_COMPILED, _COMPILED_SANDBOXED = _Compiled(), _Compiled()


class CoverProblem(Exception):
    """A theme's template of the cover cannot be filled; the message says why, `span` where."""

    def __init__(self, message: str, span: Span) -> None:
        """Keep the place."""
        super().__init__(message)
        self.span = span


class Templates:
    """The templates of the program, filled for one pamphlet and one medium."""

    def __init__(self, pamphlet: Pamphlet, medium: Medium, cover: Source | None = None) -> None:
        """Prepare the templates; what they may call is listed here and nowhere else.

        A theme's own `cover` comes from who knows where: with it, templates reach only these values.
        """
        self._medium = medium
        self._cover = cover
        self._compositor = Compositor(medium)
        kind = SandboxedEnvironment if cover else Environment
        compiled = _COMPILED_SANDBOXED if cover else _COMPILED
        covers = {"cover.html": cover.text} if cover else {}
        self._environment = kind(
            loader=ChoiceLoader([DictLoader(covers), PackageLoader("pamphlet.typeset")]),
            bytecode_cache=compiled,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(
            pamphlet=pamphlet,
            settings=pamphlet.settings,
            branch=pamphlet.branch,
            cover_words=cover_words(pamphlet.branch.language if pamphlet.branch else ""),
            code=CODE_PICTURE,
            picture=medium.picture,
            date=spoken_date(pamphlet.settings.date),
            paged=medium.paged,
            stress=medium.stress,
            href=medium.href,
            pages_of=self._pages_of,
            page_mark=medium.page_mark_at,
            leader_to=medium.leader_to,
            blocks=self._compositor.blocks,
            words=self._compositor.words,
            plain=without_calls,
            epub=self._epub,
            part_semantics=self._part_semantics,
            note_blocks=self._note_blocks,
            kind=template_of,
            web_address=web_address,
            spoken=written_attributes,
        )

    def fill(self, template: str, **values: Any) -> str:
        """A template filled with values.

        Raises jinja2.UndefinedError for a name that is not there, CoverProblem for what is wrong in the
        theme's own cover.
        """
        try:
            return self._environment.get_template(template).render(**values)
        except MemoryError:  # whoever holds it to an allowance has words for it
            raise
        except Exception as problem:  # whatever a theme's cover may do wrong
            line = _line_of_cover(problem)
            if self._cover is None or line is None:
                raise
            start = self._cover.line_start(line)
            span = self._cover.span(start, start + len(self._cover.line(line)))
            raise CoverProblem(f"the template of the cover cannot be filled: {problem}", span) from problem

    def _epub(self, kind: str) -> Markup:
        """The `epub:type` attribute where the medium has it."""
        value = self._medium.semantics(kind)
        return Markup(' epub:type="{}"').format(value) if value else Markup("")

    def _pages_of(self, places: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """Places with their pages; one on the page of another before it is left out."""
        said = {""}
        for place in places:
            page = self._medium.page_of(place)
            if page not in said:
                yield place, page
            said.add(page)

    def _part_semantics(self, section: Section) -> Markup:
        """Role and type of a section.  DPUB-ARIA knows no role for a bibliography with comments."""
        role = _ROLES.get(section.role, "doc-appendix")
        kind = _SEMANTICS.get(section.role, section.role if section.role in _KNOWN_SEMANTICS else "appendix")
        return Markup(' role="{}"').format(role) + self._epub(kind)

    def _note_blocks(self, note: NumberedNote) -> Markup:
        """The note with the ways back to its calls at the end of its last paragraph."""
        ways_back = Markup(" ").join(self._way_back(note, occurrence) for occurrence in range(len(note.calls)))
        written = self._compositor.blocks(note.blocks)
        if written.endswith("</p>"):
            return written[:-4] + Markup("&#160;") + ways_back + Markup("</p>")
        return written + element("p", {"class": "ways-back"}, ways_back)

    def _way_back(self, note: NumberedNote, occurrence: int) -> Markup:
        """The way back to one of the calls; where there are several, those who listen are told which."""
        several = f", call {occurrence + 1} of {len(note.calls)}" if len(note.calls) > 1 else ""
        attributes = {
            "class": "way-back",
            "href": self._medium.href(note.calls[occurrence]),
            "role": "doc-backlink",
            "epub:type": self._medium.semantics("backlink"),
            "aria-label": f"Back to note {note.number} in the text{several}",
        }
        return element("a", attributes, self._medium.page_of(note.calls[occurrence]) if self._medium.paged else "←")


def _line_of_cover(problem: Exception) -> int | None:
    """The line of the theme's own cover at which filling it failed; None where it failed elsewhere.

    The template engine calls what was not read from a file `<template>`.
    """
    if isinstance(problem, TemplateSyntaxError):
        return problem.lineno if problem.filename is None else None
    lines = [frame.lineno for frame in traceback.extract_tb(problem.__traceback__) if frame.filename == "<template>"]
    return lines[-1] if lines else None


def places_of_templates(pamphlet: Pamphlet, letters: tuple[IndexLetter, ...]) -> frozenset[str]:
    """The ids of the elements that hold words which templates add to those of the manuscript."""
    lines = [*pamphlet.contents, *(inner for line in pamphlet.contents for inner in line.lines)]
    places = {*PLACES_ON_COVERS, "about-pages", "contents-title", "index-title", "index.key"}
    places |= {f"contents.{line.id}" for line in lines}
    places |= {f"index-{entry.person.key}" for letter in letters for entry in letter.entries}
    for part in pamphlet.parts:
        match part:
            case Section():
                places.add(f"title.{part.id}")
            case Fates():
                places |= {"fates-title", *(f"{entry.id}.named" for entry in part.entries)}
            case Endnotes():
                places |= {"notes-title", *(f"notes-{group.id}" for group in part.groups)}
            case NamesIndex():
                pass
    return frozenset(places)


def template_of(part: Part) -> str:
    """The name of the template for a kind of part."""
    match part:
        case Section():
            return "section"
        case Fates():
            return "fates"
        case Endnotes():
            return "endnotes"
        case NamesIndex():
            return "names_index"
