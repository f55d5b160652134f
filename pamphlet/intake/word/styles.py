"""What a paragraph or a run says of itself and the styles it goes by become what it is and how it looks.

A style is based on another, which is based on a third: a property is the first that is found on the way up.  A role
comes from the name of a style; names of Word's own styles are English in every file, whatever Word's language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lxml.etree import _Element as Element

from pamphlet.intake.word.names import W, is_on, number, value, within


class Role(StrEnum):
    """What a paragraph is by its style."""

    PLAIN = "plain"
    HEAD = "head"
    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    DATE = "date"
    CAPTION = "caption"
    QUOTATION = "quotation"
    VERSE = "verse"
    LISTED = "listed"
    """Like an item of a list, but without a number or bullet of its own."""
    CONTENTS = "contents"


_NAMES = (
    (Role.HEAD, re.compile(r"heading ?[1-9]")),
    (Role.TITLE, re.compile(r"title")),
    (Role.SUBTITLE, re.compile(r"sub-?title")),
    (Role.BYLINE, re.compile(r"author|byline")),
    (Role.DATE, re.compile(r"date")),
    (Role.CAPTION, re.compile(r"(?:(?:image|table|figure) )?caption|illustration|figure")),
    (Role.QUOTATION, re.compile(r"(?:intense |block ?)?quot(?:e|ation)s?|block ?text|html blockquote|quote block")),
    (Role.VERSE, re.compile(r"verse|poem|poetry|stanza|(?:verse|poem|poetry|stanza) .*")),
    (Role.LISTED, re.compile(r"list paragraph|list continue(?: \d)?")),
    (Role.CONTENTS, re.compile(r"toc (?:\d|heading)|contents (?:\d|heading)|table of (?:figures|contents)")),
)
_STYLED_LEVEL = re.compile(r"list (?:bullet|number|continue) (\d)")
_DEEPEST_LEVEL = 8
"""Word has nine levels of lists."""
_LONGEST_CHAIN = 12
"""A style is rarely based on more than three others; a ring of them is a fault that some programs write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphLook:
    """What a paragraph is, and where it stands; indents in twips, twentieths of a point."""

    role: Role
    level: int
    """Of a head, from 1; else 0."""
    list_id: str
    """The list that it is an item of; empty where it is none."""
    list_level: int
    """From 0."""
    left: int
    hanging: int
    page_before: bool
    centred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLook:
    """How a run stands out of its paragraph; `language` is empty where the file does not say."""

    italic: bool
    underlined: bool
    strong: bool
    small_caps: bool
    raised: str
    """`sup`, `sub` or nothing."""
    struck: bool
    hidden: bool
    language: str


class Styles:
    """The styles of a file."""

    def __init__(self, root: Element | None) -> None:
        """Take the styles; a file may have none."""
        rows = [] if root is None else root.findall(f"{W}style")
        self._styles = {value(row, "styleId"): row for row in rows}
        self._defaults = {value(row, "type"): value(row, "styleId") for row in rows if value(row, "default") == "1"}
        self._language = value(within(root, "docDefaults", "rPrDefault", "rPr", "lang"))
        self._chains: dict[str, tuple[Element, ...]] = {}
        self._properties: dict[tuple[str, str, str], tuple[Element, ...]] = {}

    def style_of(self, paragraph: Element) -> str:
        """The identifier of a paragraph's style, to be asked once a paragraph; empty where the file has no styles."""
        return value(within(paragraph, "pPr", "pStyle")) or self._defaults.get("paragraph", "")

    def paragraph(self, paragraph: Element) -> ParagraphLook:
        """What a paragraph is."""
        role, level = self._role(paragraph)
        numbers = list(self._paragraph_properties(paragraph, "numPr"))
        list_id = next(filter(None, (value(within(row, "numId")) for row in numbers)), "")
        depth = next(filter(None, (value(within(row, "ilvl")) for row in numbers)), "0")
        page = next(self._paragraph_properties(paragraph, "pageBreakBefore"), None)
        return ParagraphLook(
            role=role,
            level=level,
            list_id="" if list_id == "0" else list_id,
            list_level=min(max(number(depth), self._styled_level(paragraph), 0), _DEEPEST_LEVEL),
            left=self._indent(paragraph, "left", "start"),
            hanging=self._indent(paragraph, "hanging"),
            page_before=page is not None and is_on(page),
            centred=value(next(self._paragraph_properties(paragraph, "jc"), None)) == "center",
        )

    def run(self, run: Element, style: str, role: Role) -> RunLook:
        """How a run looks in a paragraph of this style: what its paragraph's style does to all of it is no emphasis.

        But a style without a role that is bold marks a head by its look, so there bold counts.
        """
        properties = within(run, "rPr")
        line = value(within(properties, "u"))
        raised = value(self._run_property(run, "vertAlign"))
        return RunLook(
            italic=self._stands_out(run, style, "i"),
            underlined=line not in {"", "none"},
            strong=self._is(run, style, "b") if role is Role.PLAIN else self._stands_out(run, style, "b"),
            small_caps=self._stands_out(run, style, "smallCaps"),
            raised={"superscript": "sup", "subscript": "sub"}.get(raised, ""),
            struck=self._is(run, style, "strike") or self._is(run, style, "dstrike"),
            hidden=self.is_hidden(run),
            language=self.language(run, style),
        )

    def language(self, run: Element, style: str) -> str:
        """The language that a run is marked as (BCP 47); empty where the file does not say."""
        own = within(run, "rPr", "rtl")
        name = "bidi" if own is not None and is_on(own) else "val"
        rows = (self._run_property(run, "lang"), self._styled_property(style, "lang"))
        found = next(filter(None, (value(row, name) for row in rows)), "" if name == "bidi" else self._language)
        return "" if found.lower() in {"x-none", "zxx", "none"} else found

    def is_hidden(self, run: Element) -> bool:
        """Whether a run is there but not shown."""
        hidden = self._run_property(run, "vanish")
        return hidden is not None and is_on(hidden)

    def is_head(self, paragraph: Element) -> bool:
        """Whether a paragraph is a head by its style."""
        return self._role(paragraph)[0] is Role.HEAD

    def _role(self, paragraph: Element) -> tuple[Role, int]:
        outline = next(self._paragraph_properties(paragraph, "outlineLvl"), None)
        for name in self._names(paragraph):
            role = next((role for role, pattern in _NAMES if pattern.fullmatch(name)), None)
            if role is Role.HEAD:
                return role, number(name[-1])
            if role is not None:
                return role, 0
        level = number(value(outline)) + 1 if value(outline) else 0
        return (Role.HEAD, level) if 1 <= level <= 9 else (Role.PLAIN, 0)

    def _names(self, paragraph: Element) -> Iterator[str]:
        """The names of a paragraph's style and of those it is based on, in small letters."""
        style = self.style_of(paragraph)
        if style and style not in self._styles:
            yield style.lower()
        yield from (value(within(row, "name")).lower() for row in self._chain(style))

    def _styled_level(self, paragraph: Element) -> int:
        """The level of `List Bullet 2`, which Word makes a list of its own instead of a level."""
        found = next(filter(None, (_STYLED_LEVEL.fullmatch(name) for name in self._names(paragraph))), None)
        return int(found[1]) - 1 if found else 0

    def _chain(self, style: str) -> tuple[Element, ...]:
        """A style and those that it is based on, the nearest first."""
        if style not in self._chains:
            rows: list[Element] = []
            name = style
            while name in self._styles and len(rows) < _LONGEST_CHAIN:
                rows.append(self._styles[name])
                name = value(within(rows[-1], "basedOn"))
            self._chains[style] = tuple(rows)
        return self._chains[style]

    def _styled(self, style: str, holder: str, name: str) -> tuple[Element, ...]:
        """A property of paragraphs (`holder` is `pPr`) or of signs (`rPr`) in each style of a chain that has it."""
        key = (style, holder, name)
        if key not in self._properties:
            found = (within(row, holder, name) for row in self._chain(style))
            self._properties[key] = tuple(row for row in found if row is not None)
        return self._properties[key]

    def _paragraph_properties(self, paragraph: Element, name: str) -> Iterator[Element]:
        """A property as the paragraph has it, then as its styles do, the nearest first."""
        own = within(paragraph, "pPr", name)
        if own is not None:
            yield own
        yield from self._styled(self.style_of(paragraph), "pPr", name)

    def _indent(self, paragraph: Element, *names: str) -> int:
        for row in self._paragraph_properties(paragraph, "ind"):
            for name in names:
                if value(row, name):
                    return number(value(row, name))
        return 0

    def _run_property(self, run: Element, name: str) -> Element | None:
        """A property as the run has it, or the style of its signs."""
        found = within(run, "rPr", name)
        if found is not None:
            return found
        return self._styled_property(value(within(run, "rPr", "rStyle")), name)

    def _styled_property(self, style: str, name: str) -> Element | None:
        return next(iter(self._styled(style, "rPr", name)), None)

    def _is(self, run: Element, style: str, name: str) -> bool:
        """Whether a property is on; set by both styles it is off again (ECMA-376 part 1, 17.7.3)."""
        own = within(run, "rPr", name)
        if own is not None:
            return is_on(own)
        by_paragraph = self._styled_property(style, name)
        return self._by_signs(run, name) != (by_paragraph is not None and is_on(by_paragraph))

    def _by_signs(self, run: Element, name: str) -> bool:
        styled = self._styled_property(value(within(run, "rPr", "rStyle")), name)
        return styled is not None and is_on(styled)

    def _stands_out(self, run: Element, style: str, name: str) -> bool:
        """Whether a property is on where the paragraph's style has it off, or the other way round."""
        by_paragraph = self._styled_property(style, name)
        return self._is(run, style, name) != (by_paragraph is not None and is_on(by_paragraph))


def is_foreign(language: str, other: str) -> bool:
    """Whether a language is given and is another, and not the same in another country."""
    return bool(language) and language.partition("-")[0].lower() != other.partition("-")[0].lower()
