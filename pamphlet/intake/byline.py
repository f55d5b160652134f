"""A line such as `By Jane Doe and John Roe (Leith branch)` becomes authors."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pamphlet.intake.article import Author, Remark, guessed, left_out, question
from pamphlet.intake.names import is_name
from pamphlet.intake.words import missing_words

_OPENING = re.compile(
    r"(?:(?:Words|Text|Written) by|(?:WORDS|TEXT|WRITTEN) BY|By|BY)\s+(?=\S)|(?:By|Authors?|Words|Text):\s*(?=\S)"
)
_AUTHOR = re.compile(
    r"(?P<name>[^(),&–—]+?)(?:\s*\((?P<about>[^()]+)\))?"
    r"(?P<joint>\s*,\s*and\s+|\s+and\s+|\s*&\s*|\s*,\s*|\s+[–—-]\s+|\s*\.?\s*$)"
)
_BODIES = re.compile(
    r"\b(?:branch|party|union|unions|labour|council|committee|university|college|institute|society|association"
    r"|league|federation|campaign|group|network|press|news|times|post|secretary|chair|member|editor)\b",
    re.IGNORECASE,
)
"""Words of an affiliation: `By Jane Doe, Leith Labour` names one author."""

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATED = re.compile(
    rf"(?:\s+on\s+|\s*[,|·•–—-]\s*)(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}\s+\d{{4}}"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})\s*$"
)
"""The day of writing behind the name, which says nothing about the author."""

_LONGEST = 16


def parse_byline(text: str) -> tuple[tuple[str, str], ...]:
    """Each author and what is said about them (or nothing); none where this is not a byline."""
    opening = _OPENING.match(text)
    if opening is None or len(text.split()) > _LONGEST:
        return ()
    text = _DATED.sub("", text)
    authors: list[tuple[str, str]] = []
    position, joint = opening.end(), ""
    while position < len(text):
        found = _AUTHOR.match(text, position)
        if found is None or not _is_author(found, joint):
            return _with_affiliation(authors, text[position:].strip(), joint)
        authors.append((found["name"].strip(), (found["about"] or "").strip()))
        position, joint = found.end(), found["joint"].strip()
    return tuple(authors)


def _is_author(found: re.Match[str], joint: str) -> bool:
    """A name; what follows a dash or, with a word such as `branch`, a comma is an affiliation."""
    if joint in {"–", "—", "-"}:
        return False
    return is_name(found["name"].strip()) and not (joint == "," and _BODIES.search(found["name"]))


def _with_affiliation(authors: list[tuple[str, str]], rest: str, joint: str) -> tuple[tuple[str, str], ...]:
    """Give what follows the last name to its author; none where this reads like a sentence (`By May, …`)."""
    if not authors or joint not in {",", "–", "—", "-"} or rest.endswith("."):
        return ()
    name, about = authors[-1]
    return () if about or " " not in name else (*authors[:-1], (name, rest))


def credited(line: int, text: str, found: Sequence[tuple[str, str]], remarks: list[Remark]) -> tuple[Author, ...]:
    """The authors found in a byline; what of its words no file has is said, and what is in doubt asked."""
    shown = "; ".join(f"{name} ({about})" if about else name for name, about in found)
    remarks.append(guessed(line, f"the byline: {shown}"))
    missing = missing_words(text, (words for pair in found for words in pair))
    if missing:
        reason = "the title page says who wrote it, from `authors` in pamphlet.toml"
        remarks.append(left_out(line, " … ".join(missing), reason))
    last, about = found[-1]
    if about and len(found) > 1 and not any(other for _, other in found[:-1]):
        remarks.append(question(line, f"is “{about}” said of {last} alone, or of all the authors?"))
    return tuple(Author(line=line, name=name, about=about) for name, about in found)
