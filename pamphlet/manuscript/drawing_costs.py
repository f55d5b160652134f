"""The tree of a drawing becomes a number: how much it draws, each reference counted as often as it is followed."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET  # it reads nothing here

from pamphlet.limits import Limits, raising
from pamphlet.manuscript.drawing_styles import local_references
from pamphlet.manuscript.picture_problem import PictureProblem

_GRADIENTS = frozenset({"linearGradient", "radialGradient", "stop"})
_MARKERS = ("marker", "marker-start", "marker-mid", "marker-end")


class Reckoning:
    """How much a drawing draws, each reference counted as often as it is followed."""

    def __init__(self, root: ET.Element, limits: Limits) -> None:
        """Take the drawing as it is to be written."""
        self._root = root
        self._limits = limits
        self._by_id = {node.get("id", ""): node for node in root.iter()}
        self._done: dict[ET.Element, tuple[int, int]] = {}
        self._under_way: set[ET.Element] = set()

    def check(self) -> None:
        """Raise PictureProblem where it is too much, or has no end."""
        drawn, _ = self._cost(self._root, 0)
        everything = sum(1 for _ in self._root.iter())
        for style in self._root.iter("style"):
            for identity in set(local_references(style.text or "")):
                target = self._by_id.get(identity)
                if target is not None and target.tag not in _GRADIENTS:
                    drawn += everything * self._cost(target, 0)[0]  # whatever its selector means
        if drawn > self._limits.most_drawn:
            raise too_many("draws", self._limits)

    def _cost(self, node: ET.Element, level: int) -> tuple[int, int]:
        """How many elements a node draws, and how deep it goes."""
        if node in self._under_way:
            raise PictureProblem("draws itself, without end")
        if node not in self._done:
            self._under_way.add(node)
            below = [(1, self._cost(child, level + 1)) for child in node]
            below += [(times, self._cost(other, level + 1)) for times, other in self._references(node)]
            self._under_way.discard(node)
            drawn = min(1 + sum(times * cost for times, (cost, _) in below), 10 * self._limits.most_drawn)
            self._done[node] = drawn, 1 + max((depth for _, (_, depth) in below), default=0)
        if level + self._done[node][1] > 2 * self._limits.deepest_drawing:
            raise too_deep(self._limits)
        return self._done[node]

    def _references(self, node: ET.Element) -> Iterator[tuple[int, ET.Element]]:
        """The elements that a node draws besides its own, and how often each."""
        corners = sum(map(str.isalpha, node.get("d", ""))) + node.get("points", "").count(" ")
        for name, value in node.items():
            names = [value[1:]] if name == "xlink:href" and value.startswith("#") else local_references(value)
            marks = name in _MARKERS or (name == "style" and "marker" in value)
            for identity in names:
                if identity in self._by_id:
                    yield (max(corners, 1) if marks else 1), self._by_id[identity]


def too_many(has: str, limits: Limits) -> PictureProblem:
    """A drawing that `has`, or draws, too much."""
    what = (
        f"{has} more elements than the limit `most_drawn` of {limits.most_drawn:,}: make it simpler, or save it as PNG"
    )
    return PictureProblem(what, raising("most_drawn"))


def too_deep(limits: Limits) -> PictureProblem:
    """A drawing in which too much lies in one another."""
    what = f"has elements nested deeper than the limit `deepest_drawing` of {limits.deepest_drawing:,}"
    return PictureProblem(what, raising("deepest_drawing"))
