"""The CSS in a drawing becomes CSS that reaches nothing outside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import tinycss2

_KNOWN_FUNCTIONS = """
url rgb rgba hsl hsla hwb lab lch oklab oklch color calc min max clamp matrix translate translatex translatey
scale scalex scaley rotate skewx skewy polygon circle ellipse inset blur brightness contrast grayscale
saturate sepia drop-shadow hue-rotate invert opacity cubic-bezier steps
"""
_FUNCTIONS = frozenset(_KNOWN_FUNCTIONS.split())
"""What a value may call; of these only `url` reaches anything, and that only within the drawing."""

_REFUSED = frozenset({"behavior", "-moz-binding"})
_REFERENCE = re.compile(r"url\(\s*[\"']?#([^\"')\s]+)[\"']?\s*\)", re.IGNORECASE)


class SafeRules(NamedTuple):
    """A style sheet without what is not safe, and whether there was anything of it."""

    text: str
    dropped: bool


def safe_rules(sheet: str) -> SafeRules:
    """A style sheet with those of its rules that reach nothing; no rule that begins with `@` stays."""
    try:
        rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    except RecursionError:  # brackets in brackets in brackets
        return SafeRules(text="", dropped=True)
    kept = [rule for rule in rules if rule.type == "qualified-rule" and _are_safe((*rule.prelude, *rule.content))]
    text = "\n".join(rule.serialize() for rule in kept)
    return SafeRules(text=text.replace("<", ""), dropped=len(kept) < len(rules))


def safe_declarations(style: str) -> str:
    """What a `style` attribute says, as it is where all of it is safe, else without what is not."""
    if safe_value(style):
        return style
    try:
        found = tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True)
    except RecursionError:
        return ""
    kept = (each for each in found if each.type == "declaration" and each.lower_name not in _REFUSED)
    return ";".join(f"{each.name}:{tinycss2.serialize(each.value)}" for each in kept if _are_safe(each.value))


def safe_value(value: str) -> bool:
    """Whether the value of an attribute, read as CSS, reaches nothing outside the drawing."""
    if not re.search(r"[(\\]", value):
        return "binding" not in value and "behavior" not in value
    try:
        return _are_safe(tinycss2.parse_component_value_list(value, skip_comments=True))
    except RecursionError:
        return False


def local_references(text: str) -> list[str]:
    """The ids that `url(#id)` names in a text."""
    return _REFERENCE.findall(text)


def _are_safe(tokens: Iterable[Any]) -> bool:
    return all(map(_is_safe, _within(tokens)))


def _is_safe(token: Any) -> bool:
    match token.type:
        case "url":
            return bool(token.value.startswith("#"))
        case "function" if token.lower_name == "url":
            words = [each for each in token.arguments if each.type != "whitespace"]
            return len(words) == 1 and words[0].type == "string" and words[0].value.startswith("#")
        case "function":
            return token.lower_name in _FUNCTIONS
        case "ident":
            return token.lower_value not in _REFUSED
        case "error" | "at-keyword":
            return False
        case _:
            return True


def _within(tokens: Iterable[Any]) -> Iterator[Any]:
    """Tokens and those in their brackets."""
    for token in tokens:
        yield token
        inner = getattr(token, "arguments", None) if token.type == "function" else getattr(token, "content", None)
        if isinstance(inner, list):
            yield from _within(inner)
