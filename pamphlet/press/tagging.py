"""The tag tree that the layout engine writes becomes one that a screen reader can rely on.

WeasyPrint tags what it lays out, and a validator passes it, but some of it reads badly (its issues
1836 and 2903): running heads and page numbers are marked as text of the document, heads of tables
do not say what they head, lists do not say that they are numbered, and a paragraph that crosses a
page is two paragraphs.  This works on the engine's own objects, just before they are written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf

_PRINTED = 4
"""The flag by which an annotation is printed too, as PDF/A and PDF/UA ask (ISO 32000-1, 12.5.3)."""


def finish(document: Any, pdf: Any) -> None:
    """Mend the tags of a PDF; the signature is that of a WeasyPrint finisher."""
    del document
    tree = _Tree(pdf)
    if tree.root is not None:
        tree.furniture_to_artifacts()
        tree.say_what_heads_head()
        tree.say_how_lists_count()
    _print_annotations(pdf)
    _label_pages(pdf)


class _Tree:
    """The structure elements of a PDF."""

    def __init__(self, pdf: Any) -> None:
        self._objects = pdf.objects
        self._elements: list[Any] = [
            each for each in pdf.objects if isinstance(each, dict) and each.get("Type") == "/StructElem"
        ]
        self.root = next((each for each in self._elements if each["S"] == "/Document"), None)
        self._catalog = pdf.catalog

    def _at(self, reference: Any) -> Any:
        """The object that a reference (`b'12 0 R'`) means."""
        return self._objects[_number(reference)]

    def _children(self, element: Any) -> Iterator[Any]:
        for kid in element.get("K", ()):
            if not isinstance(kid, int):
                child = self._at(kid)
                if child.get("Type") == "/StructElem":
                    yield child

    def furniture_to_artifacts(self) -> None:
        """Running heads and folios are built as elements but hang on no tree: they belong to the page."""
        linked = {_number(kid) for kid in self.root["K"]} if self.root else set()
        loose: list[Any] = []
        for element in self._elements:
            if element is not self.root and self._at(element["P"]) is self.root and element.number not in linked:
                loose += self._below(element)
        marks: dict[int, set[int]] = {}
        for element in loose:
            marks.setdefault(_number(element["Pg"]), set()).update(kid for kid in element["K"] if isinstance(kid, int))
        for page, numbers in marks.items():
            _mark_as_artifacts(self._at(self._objects[page]["Contents"]), numbers)
        self._forget(loose)

    def _below(self, element: Any) -> list[Any]:
        return [element, *(inner for child in self._children(element) for inner in self._below(child))]

    def _forget(self, elements: list[Any]) -> None:
        """Take elements out of the map from marks to elements, and empty them."""
        gone = {element.number for element in elements}
        numbers = self._at(self._at(self._catalog["StructTreeRoot"])["ParentTree"])["Nums"]
        for references in numbers[1::2]:
            if isinstance(references, list):
                references[:] = ["null" if _number(each) in gone else each for each in references]
        for element in elements:
            element.clear()
            element["Type"] = "/Null"
        self._elements = [element for element in self._elements if element.number not in gone]

    def say_what_heads_head(self) -> None:
        """A head in the head of a table is that of its column, any other that of its row."""
        for element in self._elements:
            if element["S"] == "/TH" and "A" in element:
                section = self._at(self._at(element["P"])["P"])["S"]
                element["A"]["Scope"] = "/Column" if section == "/THead" else "/Row"

    def say_how_lists_count(self) -> None:
        """A list whose items have labels says that they are numbers, so that they are read as such."""
        for element in self._elements:
            if element["S"] == "/L" and any(
                part["S"] == "/Lbl" for item in self._children(element) for part in self._children(item)
            ):
                element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": "/Decimal"})


def _number(reference: Any) -> int:
    """The object number in a reference."""
    return int((reference if isinstance(reference, bytes) else bytes(reference)).split()[0])


def _mark_as_artifacts(content: Any, numbers: set[int]) -> None:
    """Turn marked content with these numbers into artifacts.

    In the engine's streams tag, property list and operator are items of their own.
    """
    items = content.stream
    for place, item in enumerate(items):
        if isinstance(item, dict) and item.get("MCID") in numbers:
            items[place - 1] = "/Artifact"
            items[place] = pydyf.Dictionary({"Type": "/Pagination"})


def _print_annotations(pdf: Any) -> None:
    for each in pdf.objects:
        if isinstance(each, dict) and each.get("Type") == "/Annot":
            each["F"] = _PRINTED


def _label_pages(pdf: Any) -> None:
    """Say that the pages are numbered from 1, as they are printed; print at the size they are."""
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])})
    viewer = pdf.catalog.setdefault("ViewerPreferences", pydyf.Dictionary())
    viewer["PrintScaling"] = "/None"
