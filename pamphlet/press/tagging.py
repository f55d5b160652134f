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

_NOTHING = "null"
"""How a PDF writes that there is nothing."""

_PRINTED = 4
"""The flag by which an annotation is printed too, as PDF/A and PDF/UA ask (ISO 32000-1, 12.5.3)."""


def finish(document: Any, pdf: Any) -> None:
    """Mend the tags of a PDF; the signature is that of a WeasyPrint finisher."""
    del document
    tree = _Tree(pdf)
    if tree.root is not None:
        tree.furniture_to_artifacts()
        tree.leaders_to_artifacts()
        tree.page_marks_to_artifacts()
        tree.one_annotation_for_a_link()
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
        self._drawn: dict[int, dict[int, str]] = {}

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
        loose = [
            element
            for element in self._elements
            if element is not self.root and self._at(element["P"]) is self.root and element.number not in linked
        ]
        self._cast_out(loose, "/Pagination")

    def leaders_to_artifacts(self) -> None:
        """The dots that lead from a title to its page are for the eye: each of them was a word."""
        leaders = [element for element in self._elements if element["S"] == "/NonStruct" and self._repeats(element)]
        self._take_out(leaders, "/Layout")

    def page_marks_to_artifacts(self) -> None:
        """The marks of another edition's pages, which are the anchors that lead nowhere, are for the eye.

        Read aloud, each would put a number into the middle of a sentence, where a listener could not
        tell it from the words.  The bookmarks lead to the same places.
        """
        links = [element for element in self._elements if element["S"] == "/Link"]
        self._take_out([link for link in links if not self._leads_anywhere(link)], "/Pagination")

    def _leads_anywhere(self, link: Any) -> bool:
        kids = (self._at(kid) for element in self._below(link) for kid in element["K"] if not isinstance(kid, int))
        return self._at(link["P"])["S"] == "/Link" or any(kid.get("Type") == "/OBJR" for kid in kids)

    def _take_out(self, elements: list[Any], kind: str) -> None:
        """Part elements from those above them, and make them artifacts of a kind."""
        for element in elements:
            above = self._at(element["P"])
            above["K"][:] = [kid for kid in above["K"] if isinstance(kid, int) or _number(kid) != element.number]
        self._cast_out(elements, kind)

    def _repeats(self, element: Any) -> bool:
        """Whether an element is the same thing drawn at least three times."""
        kids = list(self._children(element))
        if len(kids) < 3 or any(len(kid["K"]) != 1 or not isinstance(kid["K"][0], int) for kid in kids):
            return False
        drawn = self._drawn_on(_number(element["Pg"]))
        return len({drawn.get(kid["K"][0]) for kid in kids}) == 1

    def _drawn_on(self, page: int) -> dict[int, str]:
        """The letters that each mark of a page encloses, as the engine writes them."""
        if page not in self._drawn:
            self._drawn[page] = _letters_by_mark(self._at(self._objects[page]["Contents"]))
        return self._drawn[page]

    def _cast_out(self, elements: list[Any], kind: str) -> None:
        """Make elements, with all below them, artifacts of a kind (ISO 32000-1, 14.8.2.2.2)."""
        loose = [inner for element in elements for inner in self._below(element)]
        marks: dict[int, set[int]] = {}
        for element in loose:
            marks.setdefault(_number(element["Pg"]), set()).update(kid for kid in element["K"] if isinstance(kid, int))
        for page, numbers in marks.items():
            _mark_as_artifacts(self._at(self._objects[page]["Contents"]), numbers, kind)
        self._forget(loose)

    def _below(self, element: Any) -> list[Any]:
        return [element, *(inner for child in self._children(element) for inner in self._below(child))]

    def _forget(self, elements: list[Any]) -> None:
        """Take elements out of the map from marks to elements, and empty them."""
        gone = {element.number for element in elements}
        numbers = self._at(self._at(self._catalog["StructTreeRoot"])["ParentTree"])["Nums"]
        for references in numbers[1::2]:
            if isinstance(references, list):
                references[:] = [
                    _NOTHING if each != _NOTHING and _number(each) in gone else each for each in references
                ]
        for element in elements:
            element.clear()
            element["Type"] = "/Null"
        self._elements = [element for element in self._elements if element.number not in gone]

    def one_annotation_for_a_link(self) -> None:
        """The engine makes every box within a link one more link; all but the outermost go."""
        surplus: set[int] = set()
        for link in self._elements:
            if link["S"] == "/Link":
                for inner in self._below(link)[1:]:
                    surplus |= self._take_annotations(inner)
        parents = self._at(self._at(self._catalog["StructTreeRoot"])["ParentTree"])["Nums"]
        gone = {self._objects[number]["StructParent"] for number in surplus}
        pairs = zip(parents[::2], parents[1::2], strict=True)
        parents[:] = [part for key, value in pairs if key not in gone for part in (key, value)]
        for each in self._objects:
            if isinstance(each, dict) and "Annots" in each:
                each["Annots"][:] = [annotation for annotation in each["Annots"] if _number(annotation) not in surplus]
        for number in surplus:
            self._objects[number].clear()
            self._objects[number]["Type"] = "/Null"

    def _take_annotations(self, element: Any) -> set[int]:
        """Make an element within a link a mere stretch of words; the numbers of the annotations that it had."""
        if element["S"] == "/Link":
            element["S"] = "/Span"
        taken = set()
        for kid in list(element["K"]):
            if not isinstance(kid, int) and self._at(kid).get("Type") == "/OBJR":
                taken.add(_number(self._at(kid)["Obj"]))
                element["K"].remove(kid)
        return taken

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


def _mark_as_artifacts(content: Any, numbers: set[int], kind: str) -> None:
    """Turn marked content with these numbers into artifacts.

    In the engine's streams tag, property list and operator are items of their own.
    """
    items = content.stream
    for place, item in enumerate(items):
        if isinstance(item, dict) and item.get("MCID") in numbers:
            items[place - 1] = "/Artifact"
            items[place] = pydyf.Dictionary({"Type": kind})


def _letters_by_mark(content: Any) -> dict[int, str]:
    """What stands in the engine's streams between each mark and its end, but for where it stands."""
    found: dict[int, str] = {}
    mark = None
    for item in content.stream:
        if isinstance(item, dict) and "MCID" in item:
            mark = item["MCID"]
        elif mark is not None and str(item).endswith(("TJ", "TJ'")):
            found[mark] = found.get(mark, "") + str(item)
    return found


def _print_annotations(pdf: Any) -> None:
    for each in pdf.objects:
        if isinstance(each, dict) and each.get("Type") == "/Annot":
            each["F"] = _PRINTED


def _label_pages(pdf: Any) -> None:
    """Say that the pages are numbered from 1, as they are printed; print at the size they are."""
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])})
    viewer = pdf.catalog.setdefault("ViewerPreferences", pydyf.Dictionary())
    viewer["PrintScaling"] = "/None"
