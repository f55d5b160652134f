"""The styles of an OpenDocument text become what they say of a paragraph and of a run of words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lxml.etree import _Element as Element

from pamphlet.intake.opendocument.vocabulary import child, inside, kind, number, value

Properties = Mapping[str, str]
"""What a style sets, by the name of the property without its prefix."""

_MOST_PARENTS = 32
"""A style that has more ancestors is its own."""
_MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6, "px": 25.4 / 96}
_LENGTH = re.compile(r"(-?\d*\.?\d+)(mm|cm|in|pt|pc|px)")
_HEIGHT = re.compile(r"(?P<below>-?)(?P<size>[0-9]+(?:\.[0-9]+)?)%?")
_INDENTED = 5.0
"""Millimetres by which a paragraph must stand in further than most to be a quotation."""


class Role(StrEnum):
    """What a paragraph is by the name of its style, or of a style that it is made from."""

    TEXT = "text"
    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    DATE = "date"
    CAPTION = "caption"
    QUOTATION = "quotation"
    VERSE = "verse"
    RULE = "rule"
    HEAD = "head"
    TABLE_HEAD = "table head"


_ROLES = (
    (Role.RULE, re.compile(r"horizontal line")),
    (Role.SUBTITLE, re.compile(r"sub-?title|untertitel|sous-titre")),
    (Role.TABLE_HEAD, re.compile(r"table heading")),
    (Role.TITLE, re.compile(r"\b(?:title|titel|titre)\b")),
    (Role.BYLINE, re.compile(r"\b(?:author|byline|autor|auteur)\b")),
    (Role.DATE, re.compile(r"\b(?:date|datum)\b")),
    (Role.CAPTION, re.compile(r"\b(?:caption|beschriftung|légende)\b")),
    (Role.VERSE, re.compile(r"\b(?:verse|poem|poetry|stanza)\b")),
    (Role.QUOTATION, re.compile(r"\b(?:quot(?:e|es|ation|ations)|block ?text|blockquote|zitat|citation)\b")),
    (Role.HEAD, re.compile(r"\b(?:heading|überschrift)\b")),
)
"""By what English, German and French programs call them; LibreOffice writes the English names in any language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a run of words is set, as far as a manuscript can say it."""

    italic: bool = False
    bold: bool = False
    underlined: bool = False
    struck: bool = False
    small_caps: bool = False
    position: str = ""
    """`sup`, `sub` or empty."""
    hidden: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphStyle:
    """What the style of a paragraph says.  `level` is that of a head by the style's outline, 0 for none."""

    role: Role
    properties: Properties
    level: int
    indent: float
    """Millimetres from the margin, 0 where the first line hangs out to it."""
    new_page: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What holds for most paragraphs of a text: how far they stand in, in mm, and the tag of their language."""

    indent: float
    language: str

    def stands_in(self, style: ParagraphStyle) -> bool:
        """Whether a paragraph stands in so much further that it is quoted."""
        return style.indent - self.indent >= _INDENTED


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    name: str
    parent: str
    properties: Properties
    level: int
    page: str


class Styles:
    """The styles of one text; each property is the first found on the way to a style's oldest ancestor."""

    def __init__(self, groups: Iterable[Element]) -> None:
        """Take the styles of these groups (`office:styles`, `office:automatic-styles`), later ones before earlier."""
        self._styles: dict[tuple[str, str], _Style] = {}
        self._defaults: dict[str, Properties] = {}
        self._lists: dict[str, Element] = {}
        for group in groups:
            for element in inside(group, "style:default-style"):
                self._defaults[value(element, "style:family")] = _properties(element)
            for element in inside(group, "style:style"):
                self._styles[value(element, "style:family"), value(element, "style:name")] = _style(element)
            for element in inside(group, "text:list-style"):
                self._lists[value(element, "style:name")] = element
        self._known: dict[str, ParagraphStyle] = {}

    def paragraph(self, name: str) -> ParagraphStyle:
        """What a style says of a paragraph."""
        if name not in self._known:
            self._known[name] = self._paragraph(name)
        return self._known[name]

    def _paragraph(self, name: str) -> ParagraphStyle:
        chain = self._chain("paragraph", name)
        properties = self._merged("paragraph", chain)
        hanging = _millimetres(properties.get("text-indent", "")) < 0
        return ParagraphStyle(
            role=_role(style.name for style in chain),
            properties=properties,
            level=next((style.level for style in chain if style.level), 0),
            indent=0.0 if hanging else _millimetres(properties.get("margin-left", properties.get("margin", ""))),
            new_page=properties.get("break-before") == "page" or bool(chain and chain[0].page),
        )

    def words(self, name: str) -> Properties:
        """What a style says of a run of words, beyond what the words around it are."""
        return _overlaid(style.properties for style in self._chain("text", name))

    @property
    def hiding(self) -> frozenset[str]:
        """The names of the styles that hide words."""
        return frozenset(name for family, name in self._styles if family == "text" and look(self.words(name)).hidden)

    def numbered(self, name: str, level: int) -> tuple[bool, int]:
        """Whether a list has numbers at a level, from 1, and the first of them."""
        style = self._lists.get(name)
        for element in () if style is None else style:
            if number(element, "text:level", 1) == level:
                counts = kind(element) == "text:list-level-style-number" and bool(value(element, "style:num-format"))
                return counts, number(element, "text:start-value", 1)
        return False, 1

    def usual(self, names: Iterable[str]) -> Usual:
        """What holds for most of the paragraphs with these styles."""
        styles = [self.paragraph(name) for name in names]
        languages = Counter(look(style.properties).language for style in styles)
        indents = Counter(round(style.indent, 1) for style in styles)
        language = languages.most_common(1)[0][0] if styles else ""
        whole = _language(self._defaults.get("paragraph", {}), country=True)
        return Usual(
            indent=indents.most_common(1)[0][0] if styles else 0.0,
            language=whole if whole.partition("-")[0] == language else language,
        )

    def _chain(self, family: str, name: str) -> list[_Style]:
        """A style and those that it is made from, the nearest first."""
        found: list[_Style] = []
        while (style := self._styles.get((family, name))) is not None and len(found) < _MOST_PARENTS:
            found.append(style)
            name = style.parent
        return found

    def _merged(self, family: str, chain: list[_Style]) -> Properties:
        return {**self._defaults.get(family, {}), **_overlaid(style.properties for style in chain)}


def look(*layers: Properties) -> Look:
    """How words are set on which these properties are laid, the innermost last."""
    properties: dict[str, str] = {}
    for layer in layers:
        properties.update(layer)
    return Look(
        italic=properties.get("font-style") in {"italic", "oblique"},
        bold=properties.get("font-weight") in {"bold", "600", "700", "800", "900"},
        underlined=properties.get("text-underline-style", "none") != "none",
        struck=properties.get("text-line-through-style", "none") != "none",
        small_caps=properties.get("font-variant") == "small-caps",
        position=_position(properties.get("text-position", "")),
        hidden=properties.get("display") == "none",
        language=_language(properties),
    )


def _style(element: Element) -> _Style:
    shown = value(element, "style:display-name") or value(element, "style:name").replace("_20_", " ")
    return _Style(
        name=shown.replace("_", " ").casefold(),
        parent=value(element, "style:parent-style-name"),
        properties=_properties(element),
        level=number(element, "style:default-outline-level", 0),
        page=value(element, "style:master-page-name"),
    )


def _properties(element: Element) -> Properties:
    found: dict[str, str] = {}
    for name in ("style:paragraph-properties", "style:text-properties", "style:section-properties"):
        group = child(element, name)
        if group is not None:
            found.update({str(key).rpartition("}")[2]: str(text) for key, text in group.attrib.items()})
    return found


def _overlaid(layers: Iterable[Properties]) -> Properties:
    """The properties of layers, the nearest first."""
    found: dict[str, str] = {}
    for layer in layers:
        found = {**layer, **found}
    return found


def _role(names: Iterable[str]) -> Role:
    """What the nearest name that says anything says."""
    for name in names:
        for role, pattern in _ROLES:
            if pattern.search(name):
                return role
    return Role.TEXT


def _position(text: str) -> str:
    """Where words stand beside the line: `super 58%`, `-33% 58%`, `0% 100%`."""
    first = text.partition(" ")[0]
    if first in {"super", "sub"}:
        return "sup" if first == "super" else "sub"
    height = _HEIGHT.fullmatch(first)
    if height is None or not float(height["size"]):
        return ""
    return "sub" if height["below"] else "sup"


def _language(properties: Properties, *, country: bool = False) -> str:
    """A language tag; without the country, which programs set as they please, unless it is asked for."""
    language = properties.get("language", "")
    if language in {"", "none", "zxx"} or not re.fullmatch(r"[a-z]{2,3}", language):
        return ""
    script, region = properties.get("script", ""), properties.get("country", "")
    pieces = [language, script if re.fullmatch(r"[A-Z][a-z]{3}", script) else ""]
    pieces.append(region if country and re.fullmatch(r"[A-Z]{2}", region) else "")
    return "-".join(filter(None, pieces))


def _millimetres(text: str) -> float:
    found = _LENGTH.fullmatch(text)
    return float(found[1]) * _MILLIMETRES[found[2]] if found else 0.0
