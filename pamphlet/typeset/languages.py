"""A language tag becomes the attributes of an element: which language, and from which side it is read."""

from __future__ import annotations

import re

from markupsafe import Markup

_RIGHT_TO_LEFT_SCRIPTS = frozenset({"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})
"""Scripts by their ISO 15924 codes (in Unicode of class R or AL), and languages that are written in one of them."""


def direction(tag: str) -> str:
    """From which side a language is read, `ltr` or `rtl`: by the script that its tag names, else by the language."""
    language, *others = tag.casefold().split("-")
    script = next((part for part in others[:3] if re.fullmatch(r"[a-z]{4}", part)), "")
    from_the_right = script in _RIGHT_TO_LEFT_SCRIPTS if script else language in _RIGHT_TO_LEFT
    return "rtl" if from_the_right else "ltr"


def language_attributes(tag: str) -> dict[str, str | None]:
    """The attributes of an element in a language, in the spellings of HTML and of XML; none for no tag."""
    return {"lang": tag, "xml:lang": tag, "dir": direction(tag)} if tag else {}


def written_attributes(tag: str) -> Markup:
    """The same as they stand in a start tag."""
    return Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in language_attributes(tag).items())
