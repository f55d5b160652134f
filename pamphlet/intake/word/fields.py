r"""The fields of a Word file, which stand open in the text between two marks, become what each is for.

A field has an instruction (`HYPERLINK "https://…"`, `TOC \o`) and the words that it last gave.  It may hold further
fields, and may begin in one paragraph and end in another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from pamphlet.intake.word.names import W, value

_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\[mnt]\s+)*(?:"(?P<address>[^"]*)"|(?P<bare>[^\s\\"]+))?', re.IGNORECASE)
_ANCHOR = re.compile(r'\\l\s+"?(?P<anchor>[^"\s]+)"?', re.IGNORECASE)
_CONTENTS = re.compile(r"\s*(?:TOC|INDEX|TOA)\b", re.IGNORECASE)
_PAGE = re.compile(r"\s*(?:PAGEREF|NOTEREF)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field by its instruction."""

    instruction: str

    @property
    def is_contents(self) -> bool:
        """Whether it gives a table of contents or an index."""
        return _CONTENTS.match(self.instruction) is not None

    @property
    def is_reference(self) -> bool:
        """Whether it gives the number of a page or a note, which is another in the pamphlet."""
        return _PAGE.match(self.instruction) is not None

    @property
    def address(self) -> str:
        """Where it leads, `#` before a place in the file; empty where it is no link."""
        found = _LINK.match(self.instruction)
        if found is None:
            return ""
        anchor = _ANCHOR.search(self.instruction)
        address = found["address"] or found["bare"] or ""
        return f"{address}#{anchor['anchor']}" if anchor else address


def fields_in(root: Element) -> Mapping[Element, Field]:
    """The fields of a part by the mark at which each begins; one that never ends is none."""
    found: dict[Element, Field] = {}
    open_fields: list[tuple[Element, list[str]]] = []
    for element in root.iter(f"{W}fldChar", f"{W}instrText"):
        if element.tag == f"{W}instrText":
            if open_fields:
                open_fields[-1][1].append(element.text or "")
        elif value(element, "fldCharType") == "begin":
            open_fields.append((element, []))
        elif value(element, "fldCharType") == "end" and open_fields:
            begin, instruction = open_fields.pop()
            found[begin] = Field(instruction="".join(instruction))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Begun:
    """A field whose end has not come; `line` is the paragraph that it begins in."""

    field: Field
    line: int


class OpenFields:
    """The fields that stand open at a place of the text."""

    def __init__(self, fields: Mapping[Element, Field]) -> None:
        """Begin a part, of which these are the fields."""
        self._fields = fields
        self._all: list[_Begun] = []
        self._contents: list[_Begun] = []
        self._links: list[_Begun] = []

    def pass_mark(self, mark: Element, line: int) -> Field | None:
        """Go past the mark of a field; the field, where it begins here."""
        kind = value(mark, "fldCharType")
        begun = self._fields.get(mark)
        if kind == "begin" and begun is not None:
            row = _Begun(field=begun, line=line)
            for rows in self._kinds(begun):
                rows.append(row)
        elif kind == "end" and self._all:
            for rows in self._kinds(self._all[-1].field):
                rows.pop()
        return begun

    @property
    def contents_from(self) -> int | None:
        """The paragraph in which a table of contents began that is not at its end; None outside of one."""
        return self._contents[0].line if self._contents else None

    @property
    def address(self) -> str:
        """Where the innermost open link leads; empty outside of links."""
        return self._links[-1].field.address if self._links else ""

    def _kinds(self, begun: Field) -> Iterator[list[_Begun]]:
        yield self._all
        if begun.is_contents:
            yield self._contents
        if begun.address:
            yield self._links
