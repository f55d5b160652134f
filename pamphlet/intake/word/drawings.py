"""A drawing in a Word file becomes its pictures with what they show, its text boxes, and what cannot be had of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from pamphlet.intake.word.gathering import Gathering
from pamphlet.intake.word.names import BOX_TEXT, PIC, SOFT_HYPHEN, TEXTS, WP, A, O, R, V, readings
from pamphlet.intake.word.package import Package, Part

_CHARTS = {
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "a chart",
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart": "a chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": "a diagram",
}
_BY_MACHINE = re.compile(r"description automatically generated|AI-generated content", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class Drawn:
    """What a drawing held.  Only this module adds to it."""

    pictures: list[Element] = field(default_factory=list)
    """Each an `img`."""
    boxes: list[Element] = field(default_factory=list)
    """The elements that hold the text of text boxes."""
    labels: list[str] = field(default_factory=list)
    """Words that stand in the drawing itself."""
    has_rule: bool = False
    """Whether it is a line across the page."""


class Drawings:
    """Reads the drawings of one part."""

    def __init__(self, part: Part, package: Package, gathering: Gathering) -> None:
        """Take the part and the file that its pictures are in."""
        self._part = part
        self._package = package
        self._gathering = gathering

    def read(self, drawing: Element, line: int) -> Drawn:
        """What a drawing in this paragraph holds."""
        drawn = Drawn()
        self._look_into(drawing, drawn, line)
        return drawn

    def _look_into(self, element: Element, drawn: Drawn, line: int) -> None:
        for child in readings(element):
            if child.tag == BOX_TEXT:
                drawn.boxes.append(child)
                continue
            if child.tag in TEXTS:
                drawn.labels.append((child.text or "").replace(SOFT_HYPHEN, ""))
            elif child.tag in {f"{A}blip", f"{V}imagedata"}:
                drawn.pictures += self._picture(child, line)
            elif child.tag in _CHARTS:
                self._gathering.ask(line, f"{_CHARTS[child.tag]} is left out: save it as a picture and put that in")
            elif child.get(f"{O}hr") is not None:
                drawn.has_rule = True
            self._look_into(child, drawn, line)

    def _picture(self, element: Element, line: int) -> list[Element]:
        """The picture as an `img`, or a question where the file does not have it or no page can show it."""
        identifier = element.get(f"{R}embed") or element.get(f"{R}id") or element.get(f"{R}link") or ""
        relation = self._part.relations.get(identifier)
        if relation is None:
            return []
        description = _description(element)
        about = f" (“{description}”)" if description else ""
        data = self._package.picture(relation)
        if data is None:
            where = f": it is at {relation.target[:200]}" if relation.outside else ""
            self._gathering.ask(line, f"a picture{about} is not in the file{where}")
            return []
        name = self._gathering.keep_picture(relation.target, data)
        if not name:
            kind = relation.target.rpartition(".")[2].upper()
            self._gathering.ask(
                line, f"a picture{about} of the kind {kind} is left out: save it as PNG and put that in"
            )
            return []
        if _BY_MACHINE.search(description):
            self._gathering.guess(line, f"what a picture shows was written by a program: “{description}”")
        return [etree.Element("img", src=name, alt=description)]


def _description(element: Element) -> str:
    """What the author says that a picture shows: of the picture itself, or else of the drawing that it is in."""
    for holder in element.iterancestors(f"{PIC}pic", f"{WP}inline", f"{WP}anchor", f"{V}shape"):
        row = holder if holder.tag == f"{V}shape" else next(holder.iter(f"{PIC}cNvPr", f"{WP}docPr"), None)
        if row is None:
            continue
        said = row.get("descr", "").strip() or row.get("alt", "").strip() or row.get("title", "").strip()
        if said:
            return " ".join(str(said).split())
    return ""
