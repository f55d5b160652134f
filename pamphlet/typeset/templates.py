"""A pamphlet and a medium become documents: the templates and what they may call."""

from __future__ import annotations

import re
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pamphlet.apparatus.contents import without_calls
from pamphlet.apparatus.parts import Endnotes, Fates, NamesIndex, NumberedNote, Pamphlet, Part
from pamphlet.manuscript.dates import spoken_date
from pamphlet.manuscript.document import Section
from pamphlet.typeset.compositor import Compositor, Medium
from pamphlet.typeset.elements import element

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

_KNOWN_SEMANTICS = frozenset(_ROLES) | frozenset(_SEMANTICS)


def web_address(text: str) -> str:
    """What is printed as an address as one that can be followed: `www.example.org` says no protocol."""
    return text if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", text) else f"https://{text}"


class Templates:
    """The templates of the program, filled for one pamphlet and one medium."""

    def __init__(self, pamphlet: Pamphlet, medium: Medium) -> None:
        """Prepare the templates; what they may call is listed here and nowhere else."""
        self._medium = medium
        self._compositor = Compositor(medium)
        self._environment = Environment(
            loader=PackageLoader("pamphlet.typeset"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(
            pamphlet=pamphlet,
            settings=pamphlet.settings,
            date=spoken_date(pamphlet.settings.date),
            paged=medium.paged,
            href=medium.href,
            page_of=medium.page_of,
            blocks=self._compositor.blocks,
            words=self._compositor.words,
            plain=without_calls,
            epub=self._epub,
            part_semantics=self._part_semantics,
            note_blocks=self._note_blocks,
            kind=template_of,
            web_address=web_address,
        )

    def fill(self, template: str, **values: Any) -> str:
        """A template filled with values; raises jinja2.UndefinedError for a name that is not there."""
        return self._environment.get_template(template).render(**values)

    def _epub(self, kind: str) -> Markup:
        """The `epub:type` attribute where the medium has it."""
        value = self._medium.semantics(kind)
        return Markup(' epub:type="{}"').format(value) if value else Markup("")

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
