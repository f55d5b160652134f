"""The bytes of an SVG drawing become a drawing that can only draw: written anew, from what is known to be safe.

What may run, reach out of the drawing or name its author is left out; what cannot be left out without loss is refused.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET  # it reads nothing here, only writes
from xml.parsers import expat

from pamphlet.limits import Limits
from pamphlet.manuscript.drawing_costs import Reckoning, too_deep, too_many
from pamphlet.manuscript.drawing_styles import safe_declarations, safe_rules, safe_value
from pamphlet.manuscript.picture_problem import PictureProblem

LARGEST_UNIT, SMALLEST_UNIT = 1e6, 1e-3
STEEPEST = 100
"""How much longer than wide a drawing may be, or wider than long."""

_SVG = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_LENGTH = re.compile(r"\s*([0-9.]{1,20})\s*(px|pt|mm|cm|in)?\s*$")

_DRAWN_ELEMENTS = """
svg g defs symbol use switch path rect circle ellipse line polyline polygon text tspan textPath image style
linearGradient radialGradient stop pattern clipPath mask marker filter feBlend feColorMatrix
feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight
feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset
fePointLight feSpecularLighting feSpotLight feTile feTurbulence animate animateMotion animateTransform set
mpath
"""
_DRAWN = frozenset(_DRAWN_ELEMENTS.split())
_MOVING = frozenset({"animate", "animateMotion", "animateTransform", "set"})
_UNSEEN = frozenset({"metadata", "title", "desc"})
"""What says who made the drawing and how; what it shows is said by the manuscript."""

_NEVER_LOST = frozenset({"foreignObject", "iframe"})
"""What may hold words, so that a drawing without it would be another."""

_KNOWN_ATTRIBUTES = """
accumulate additive alignment-baseline amplitude attributeName azimuth baseFrequency baseline-shift begin bias
by calcMode class clip-path clip-rule clipPathUnits color color-interpolation color-interpolation-filters
color-rendering cx cy d diffuseConstant direction display divisor dominant-baseline dur dx dy edgeMode
elevation end exponent fill fill-opacity fill-rule filter filterUnits flood-color flood-opacity font-family
font-size font-size-adjust font-stretch font-style font-variant font-weight fr from fx fy gradientTransform
gradientUnits height id image-rendering in in2 intercept isolation k1 k2 k3 k4 kernelMatrix kernelUnitLength
keyPoints keySplines keyTimes lengthAdjust letter-spacing lighting-color limitingConeAngle marker marker-end
marker-mid marker-start markerHeight markerUnits markerWidth mask mask-type maskContentUnits maskUnits method
mix-blend-mode mode numOctaves offset opacity operator order orient origin overflow paint-order path
pathLength patternContentUnits patternTransform patternUnits points pointsAtX pointsAtY pointsAtZ
preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY repeatCount repeatDur restart result
rotate rx ry scale seed shape-rendering side slope spacing specularConstant specularExponent spreadMethod
startOffset stdDeviation stitchTiles stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-
linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width style surfaceScale systemLanguage
tableValues targetX targetY text-anchor text-decoration text-rendering textLength to transform transform-
origin type unicode-bidi values vector-effect version viewBox visibility width word-spacing writing-mode x x1
x2 xChannelSelector y y1 y2 yChannelSelector z
"""
_ATTRIBUTES = frozenset(_KNOWN_ATTRIBUTES.split())
_KNOWN_MEASURES = """
cx cy d dx dy fx fy height points r rx ry stroke-dasharray stroke-width transform viewBox width x x1 x2 y y1 y2
"""
_MEASURES = frozenset(_KNOWN_MEASURES.split())
_BEYOND = re.compile(r"\d{10}|[eE]\+?0*(?:[1-9]\d|9)")
"""A number of a thousand million or more, which no PDF can hold (ISO 32000-2, annex C)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A drawing as it may be printed and sent: its size in units of its own; `dropped` names what it had besides."""

    data: bytes
    width: float
    height: float
    moves: bool
    dropped: tuple[str, ...]


def read_drawing(data: bytes, written_in: Callable[[str], str], limits: Limits) -> Drawing:
    """Write a drawing anew; `written_in` does so with an address that holds a picture.  Raises PictureProblem."""
    reader = _Reader(written_in, limits)
    try:
        reader.parser.Parse(data, True)  # noqa: FBT003  # the library's own way to say that this is all
    except (expat.ExpatError, ValueError, LookupError) as problem:
        if isinstance(problem, PictureProblem):
            raise
        raise PictureProblem(f"is no whole SVG drawing: {problem}") from problem
    root = reader.root
    if root is None:
        raise PictureProblem("is XML, but no SVG drawing")
    width, height = _size(root)
    Reckoning(root, limits).check()
    return Drawing(
        data=ET.tostring(root, encoding="utf-8"),
        width=width,
        height=height,
        moves=reader.moves,
        dropped=tuple(dict.fromkeys(reader.dropped)),
    )


class _Reader:
    """Makes a tree of what is safe, as it is read."""

    def __init__(self, written_in: Callable[[str], str], limits: Limits) -> None:
        self.root: ET.Element | None = None
        self.moves = False
        self.dropped: list[str] = []
        self._written_in = written_in
        self._limits = limits
        self._open: list[ET.Element | None] = []
        self._count = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.SkippedEntityHandler = self._entity
        self.parser.StartElementHandler = self._start
        self.parser.CharacterDataHandler = self._text
        self.parser.EndElementHandler = self._end

    def _doctype(self, _name: str, _system: str | None, _public: str | None, has_internal_subset: int) -> None:
        """Drawing programs name the standard's DOCTYPE, which is never fetched; entities of one's own may expand."""
        if has_internal_subset:
            raise PictureProblem("declares entities: save the drawing as plain SVG")

    def _entity(self, name: str, _is_parameter: object) -> None:
        raise PictureProblem(f"uses the entity `{name}`, which nothing in it explains")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        self._count += 1
        if self.root is None and (space, tag) != (_SVG, "svg"):
            raise PictureProblem("is XML, but no SVG drawing")
        if self._count > self._limits.most_drawn:
            raise too_many("has", self._limits)
        if len(self._open) >= self._limits.deepest_drawing:
            raise too_deep(self._limits)
        if self.root is not None and self._open[-1] is None:
            self._open.append(None)  # within what is left out
            return
        kept = self._kept(space, tag, attributes)
        self._open.append(kept)

    def _kept(self, space: str, tag: str, attributes: dict[str, str]) -> ET.Element | None:
        """The element as it goes into the tree; None where it stays outside."""
        if tag in _NEVER_LOST or space == _XHTML:
            raise PictureProblem(f"has `<{tag}>` in it, which a printed drawing does not need")
        if space != _SVG or tag in _UNSEEN:
            return None  # what drawing programs note for themselves
        if tag == "a":
            self.dropped.append("a link")
            tag, attributes = "g", {name: value for name, value in attributes.items() if not name.endswith("href")}
        elif tag not in _DRAWN or not _moves_safely(tag, attributes):
            self.dropped.append(f"`<{tag}>`")
            return None
        self.moves = self.moves or tag in _MOVING
        element = ET.Element(tag, dict(self._safe(tag, attributes)))
        if self.root is None:
            self.root = element
            element.set("xmlns", _SVG)
            element.set("xmlns:xlink", _XLINK)
        else:
            parent = self._open[-1]
            if parent is not None:
                parent.append(element)
        return element

    def _safe(self, tag: str, attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
        """Those of the attributes that may stay, and as they may stay."""
        for name, value in attributes.items():
            space, _, key = name.rpartition(" ")
            if key == "href" and space in {"", _XLINK}:
                yield "xlink:href", self._reference(tag, value.strip())
            elif space == _XML and key in {"space", "lang"}:
                yield f"xml:{key}", value
            elif space:
                continue
            elif key == "style":
                safe = safe_declarations(value)
                self._note(safe != value, "an address in a style")
                yield key, safe
            elif key in _ATTRIBUTES and safe_value(value):
                if key in _MEASURES and (beyond := _BEYOND.search(value)):
                    raise PictureProblem(f"has a number in it that nothing can measure (`{key}`, `…{beyond[0]}…`)")
                yield key, value
            else:
                self._note(key in _ATTRIBUTES or key.casefold().startswith("on"), f"`{key}`")

    def _note(self, is_lost: bool, what: str) -> None:  # noqa: FBT001  # whether the second is to be said
        if is_lost:
            self.dropped.append(what)

    def _reference(self, tag: str, address: str) -> str:
        """An address within the drawing, or a picture in it, written anew."""
        if address.startswith("#"):
            return address
        if tag != "image":
            raise PictureProblem(f"points to `{address[:60]}` outside the drawing")
        return self._written_in(address)

    def _text(self, text: str) -> None:
        element = self._open[-1] if self._open else None
        if element is None:
            return
        if len(element):
            element[-1].tail = (element[-1].tail or "") + text
        else:
            element.text = (element.text or "") + text

    def _end(self, _name: str) -> None:
        element = self._open.pop()
        if element is not None and element.tag == "style":
            text = "".join(element.itertext())
            safe = safe_rules(text)
            self._note(safe.dropped, "rules of a style sheet")
            element.text = safe.text


def _moves_safely(tag: str, attributes: dict[str, str]) -> bool:
    """Whether an element, if it moves something, moves what can be seen: no address, no handler, no style sheet."""
    return tag not in _MOVING or attributes.get("attributeName", "x") in _ATTRIBUTES - {"style", "class", "id"} | {"x"}


def _size(root: ET.Element) -> tuple[float, float]:
    """The size of a drawing from its viewBox, else from width and height.  Raises PictureProblem."""
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    lengths = [_LENGTH.match(root.get(key, "")) for key in ("width", "height")]
    try:
        if len(box) == 4 and all(map(math.isfinite, map(float, box))):
            width, height = float(box[2]), float(box[3])
        else:
            width, height = (float(found[1]) for found in lengths if found)
    except ValueError:
        raise PictureProblem("has no size: give the drawing a `viewBox`") from None
    if not all(SMALLEST_UNIT <= side <= LARGEST_UNIT for side in (width, height)):
        raise PictureProblem("has no size: give the drawing a `viewBox`")
    if not 1 / STEEPEST <= height / width <= STEEPEST:
        raise PictureProblem(f"is more than {STEEPEST} times as long as wide, or as wide as long")
    return width, height
