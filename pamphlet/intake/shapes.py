"""What the shape of a single line says about it: length, capitals, closing marks, brackets.

Each rule errs on the side of the paragraph.  Where a rule was measured, on 233 web pages whose
heads are known, the figures stand beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pamphlet.intake.names import is_name, split_names
from pamphlet.intake.text.note_calls import has_address

_BREAK = re.compile(r"[*#~⁂•·_–—=\-\s]{1,15}")
_BULLET = re.compile(r"(?P<mark>[-*•·–+])\s+(?=\S)")
_CLOSING = re.compile(r"[.,;:…][’”\"')]*$")
_SENTENCE_END = re.compile(r"[.!?:…][’”\"')\]]*$")
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_NO_HEAD = re.compile(
    rf"(?:photo(?:graph)?s?|pictures?|images?|illustration|credits?|caption|graphic|source)\b\s*(?::|by\b|–|courtesy)"
    rf"|(?:\w+day,?\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTH})[a-z]*\.?,?\s+\d{{4}}$"
    rf"|(?:{_MONTH})[a-z]*\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}$"
    r"|\d+\s*(?:/|of)\s*\d+$|page \d+|\d{1,2}[:.]\d{2}$|(?:©|copyright)",
    re.IGNORECASE,
)
"""Credits, dates, counters of pictures and pages: short lines that are no heads."""

_ATTRIBUTED = re.compile(r"(?P<words>[“‘\"'](?P<inner>.+)[”’\"'])\s+[–—-]\s*(?P<who>\S.*)")
_ATTRIBUTION = re.compile(r"[–—-]\s*(?=\S)")
_BACK_HEAD = re.compile(
    r"(?P<head>notes?|footnotes|endnotes|references|sources|bibliography|further reading|glossary|appendix"
    r"|afterword|postscript|timeline|chronology|acknowledge?ments|about the authors?|questions for discussion"
    r"|what became of them|who(?:[’']s| was) who|biographical notes|biographies)"
    r"(?:\s+[–—-]\s+|\s*[:.]\s*|\s*$)(?P<introduction>.*)",
    re.IGNORECASE,
)
PEOPLE_HEADS = ("what became of them", "who’s who", "who's who", "who was who", "biographical notes", "biographies")
"""Heads, in small letters, that can only stand above a list of people."""

_LOST_LINKS = (
    re.compile(
        r"\b(?P<link>click here|this link|the link (?:below|above)|links? below|follow the link)\b", re.IGNORECASE
    ),
    re.compile(r"\b(?P<link>here)(?=\W*$)", re.IGNORECASE),
    re.compile(
        r"\b(?:read|find|found|available|download(?:ed)?|buy|bought|order(?:ed)?|watch|listen|more)\b"
        r"(?:\W+\w+){0,3}\W+(?P<link>here)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?P<link>can be (?:read|found|downloaded)|read more)\b", re.IGNORECASE),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackHead:
    """The head word of a part behind the text, and the introduction that follows it in its line."""

    head: str
    introduction: str


def length(text: str) -> int:
    """How many words a line has, as the rules count them."""
    return len(text.split())


def is_break(text: str) -> bool:
    """Whether a line holds signs alone, such as `* * *`."""
    return _BREAK.fullmatch(text) is not None


def bullet(text: str) -> str:
    """The bullet with which a line begins; empty where there is none."""
    found = _BULLET.match(text)
    return found["mark"] if found else ""


def after_bullet(text: str) -> str:
    """A line without its bullet."""
    return _BULLET.sub("", text, count=1)


def ends_sentence(text: str) -> bool:
    """Whether a line ends in a closing mark."""
    return _SENTENCE_END.search(text) is not None


def is_title(text: str) -> bool:
    """Whether a line at the top may be the title: short, no closing stop, nothing in brackets."""
    return length(text) <= 16 and not _CLOSING.search(text) and _may_be_head(text) and not in_brackets(text)


def is_subhead(text: str, before: str, after: str) -> bool:
    """Whether a line is a subhead: short, no closing stop, in front of a real paragraph.

    Precision .88, recall .54; `before` and `after` are the neighbours, empty where there is none.
    """
    if length(text) > 9 or len(text) > 70 or length(after) < 12 or (before and length(before) < 4):
        return False
    if re.search(r"[!?][’”\"')]*$", text) and length(text) > 6:
        return False
    if text.isdigit() and before and not ends_sentence(before):
        return False  # the number of a page, left in the middle of a sentence
    return _may_be_head(text) and not _CLOSING.search(text)


def is_doubtful_subhead(text: str, after: str) -> bool:
    """Whether a line that `is_subhead` refuses may yet be one.  Precision .83, recall .79 with both."""
    if length(text) > 14 or len(text) > 100 or length(after) < 6:
        return False
    return _may_be_head(text) and not _CLOSING.search(text)


def is_credit(text: str) -> bool:
    """Whether a short line looks like a date, a credit or a counter."""
    return length(text) <= 16 and _NO_HEAD.match(text) is not None


def _may_be_head(text: str) -> bool:
    first = text.lstrip("“‘\"'¿¡")[:1]
    opens_well = first.isupper() or first.isdigit() or not (first.isascii() or first.islower())
    return opens_well and not (_NO_HEAD.match(text) or has_address(text) or bullet(text))


def is_bare_name(text: str) -> bool:
    """Whether a line is nothing but the name or names of people, first names included."""
    names = split_names(text)
    return bool(names) and all(2 <= length(name) <= 4 for name in names)


def in_brackets(text: str) -> str:
    """The words of a line that stands in square brackets as a whole; empty where it does not."""
    bare = text.removesuffix(".")
    if not (bare.startswith("[") and bare.endswith("]")):
        return ""
    depth = 0
    for index, character in enumerate(bare):
        depth += (character == "[") - (character == "]")
        if depth == 0 and index < len(bare) - 1:
            return ""
    return bare[1:-1].strip() if depth == 0 else ""


def lost_link(text: str) -> tuple[int, int] | None:
    """Where the words stand that once led somewhere: `here`, `this link`; None where there are none."""
    for pattern in _LOST_LINKS:
        if found := pattern.search(text):
            return found.span("link")
    return None


def attributed(text: str) -> tuple[str, str] | None:
    """The words and the speaker of `“…” – Name, Work`; None for any other line."""
    found = _ATTRIBUTED.fullmatch(text)
    if found is None or re.search('[“”"]', found["inner"]) or not _is_speaker(found["who"]):
        return None
    return found["words"], found["who"]


def is_quoted(text: str) -> bool:
    """Whether a line stands in quotation marks as a whole."""
    return bool(re.fullmatch(r"“[^“”]+”|\"[^\"]+\"", text))


def attribution(text: str) -> str:
    """The speaker of a line `– Name, Work`; empty for any other line."""
    found = _ATTRIBUTION.match(text)
    return text[found.end() :] if found and _is_speaker(text[found.end() :]) else ""


def _is_speaker(text: str) -> bool:
    return length(text) <= 12 and is_name(re.split(r"[,(:]", text)[0].strip())


def back_head(text: str) -> BackHead | None:
    """The head of a part behind the text, alone or with an introduction; None for any other line."""
    found = _BACK_HEAD.fullmatch(text)
    if found is None or not text[0].isupper():
        return None
    return BackHead(head=found["head"], introduction=found["introduction"].strip())
