"""The bytes of a Word file become its parts: the text, and what stands beside it, each with its relations."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from pamphlet.intake.archive import Archive, damaged, open_archive
from pamphlet.intake.word.names import W
from pamphlet.intake.xml import xml_tree

_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
"""Namespaces of the strict form, and the usual ones: ECMA-376 part 4, annex A."""

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What a part refers to: the name of another part, or an `outside` address.  `kind` is for example `image`."""

    kind: str
    target: str
    outside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of XML and its relations by identifier."""

    root: Element
    relations: Mapping[str, Relation]


class Package:
    """A Word file taken apart."""

    def __init__(self, archive: Archive, name: str) -> None:
        """Find the text; `name` is the file's, for messages.  Raises Refused where there is none."""
        self._archive = archive
        self._name = name
        self._own = self._relations("")
        target = next((relation.target for relation in self._own.values() if relation.kind == "officeDocument"), "")
        main = target if target in archive else "word/document.xml"
        if main not in archive:
            raise damaged(name, "the part with its text is missing")
        self.text = self._part(main)
        body = self.text.root.find(f"{W}body")
        if body is None:
            raise damaged(name, "its main part is not the text of a Word file")
        self.body: Element = body

    def beside(self, kind: str) -> tuple[Part, ...]:
        """The parts of one kind that the text refers to, each once: `styles`, `footnotes`, `header`."""
        related = (relation for relation in self.text.relations.values() if relation.kind == kind)
        names = dict.fromkeys(relation.target for relation in related if not relation.outside)
        return tuple(self._part(name) for name in names if name in self._archive)

    def told(self) -> tuple[Part, ...]:
        """The parts that are read: the text, its notes and what was said of it."""
        return (self.text, *(part for kind in ("footnotes", "endnotes", "comments") for part in self.beside(kind)))

    def root(self, kind: str) -> Element | None:
        """The root of the one part of its kind, which may be missing."""
        parts = self.beside(kind)
        return parts[0].root if parts else None

    def properties(self) -> Element | None:
        """What the file says of itself: its title, who made it and when."""
        for relation in self._own.values():
            if relation.kind.endswith("core-properties") and relation.target in self._archive:
                return self._tree(relation.target)
        return None

    def picture(self, relation: Relation) -> bytes | None:
        """The bytes of a picture; None where they are not in the file."""
        if relation.outside or relation.target not in self._archive:
            return None
        return self._archive.read(relation.target)

    def _part(self, name: str) -> Part:
        return Part(root=self._tree(name), relations=self._relations(name))

    def _tree(self, name: str) -> Element:
        data = self._archive.read(name)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        return xml_tree(data, self._name)

    def _relations(self, part: str) -> dict[str, Relation]:
        folder, file = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{file}.rels")
        if listed not in self._archive:
            return {}
        return {row.get("Id", ""): _relation(row, folder) for row in self._tree(listed).iter(_RELATION)}


def _relation(row: Element, folder: str) -> Relation:
    outside = row.get("TargetMode") == "External"
    target = row.get("Target", "")
    if not outside:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(kind=row.get("Type", "").rpartition("/")[2], target=target, outside=outside)


def open_package(data: bytes, name: str) -> Package:
    """Take a Word file apart.  Raises Refused: damaged, locked, too large, or no Word file."""
    return Package(open_archive(data, name), name)
