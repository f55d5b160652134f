"""What tells one copy from another becomes an edition code, and a code that someone reads out becomes that again.

    NEW-COURSE/2/LEEDS/2024-01-21/K7QX-M2PD

Title, printing, branch (left out where there is none) and date are words and figures that need no spelling.
The last group is six characters of the text's digest and two that check all the others.  Its alphabet is that of
Crockford (crockford.com/base32.html), in which O is 0 and both I and L are 1; hyphens and spaces mean nothing.

The check is reckoned as that of an IBAN (ISO 7064): the code is read as one number, and what is left of it after
division by a prime is the check.  One wrong character, or two that changed places, are always noticed.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""The figures of base 32."""

_SYMBOLS = _DIGITS + "U/"
_ALIKE = str.maketrans("OIL", "011")
_MEANINGLESS = re.compile(r"[\s\u00ad\u200b\u2010-\u2015-]+")
_PRIME = 1021
"""The largest below 32 × 32, so that two figures hold every remainder."""

_BASE = 37
"""More than there are symbols.  Its first 313 powers leave remainders that differ from one another, and from what the
two check characters count for, so no two of so many places count alike."""

_DIGEST = 6
_CHECK = 2
_LONGEST_FIELD = 24
_FOUND = re.compile(r"[A-Z0-9-]+/[0-9]+/(?:[A-Z0-9-]+/)?[0-9]{4}-[0-9]{2}-[0-9]{2}/[0-9A-Z]{4}-[0-9A-Z]{4}")
_MOST_OFFERED = 3


class CodeProblem(Exception):
    """A text is no edition code; the message says why, `near` are codes that may be meant."""

    def __init__(self, message: str, near: tuple[str, ...] = ()) -> None:
        """Keep what may be meant."""
        super().__init__(message)
        self.near = near


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionCode:
    """What a copy says of itself: `title` and `branch` as names of files, `digest` the six characters of its text.

    `branch` is empty for a copy of none.
    """

    title: str
    printing: int
    branch: str
    date: dt.date
    digest: str

    @property
    def pieces(self) -> tuple[str, ...]:
        """The code as it is printed, in pieces that stay on one line each."""
        branch = (self.branch.upper(),) if self.branch else ()
        fields = (self.title.upper(), str(self.printing), *branch, self.date.isoformat())
        group = self.digest + _check("/".join((*fields, self.digest)))
        return (*(f"{field}/" for field in fields), f"{group[:4]}-{group[4:]}")

    def __str__(self) -> str:
        return "".join(self.pieces)


def code_name(slug: str) -> str:
    """A name of files as it stands in codes: whole words of it, at most 24 characters."""
    if len(slug) <= _LONGEST_FIELD:
        return slug
    words, _, _ = slug[: _LONGEST_FIELD + 1].rpartition("-")
    return words or slug[:_LONGEST_FIELD]


def code_digest(digest: str) -> str:
    """The first 30 bits of a digest, given in hexadecimal, as a code has them."""
    return _base32(int(digest[:8], 16) >> 2, _DIGEST)


def read_code(text: str, known: Iterable[str] = ()) -> EditionCode:
    """The code that someone typed or read out.  Raises CodeProblem, with codes that are near.

    `known` are codes that are likely.
    """
    fields = [field for field in re.split(r"\s*[/\\]\s*", text.strip()) if field]
    if len(fields) not in {4, 5}:
        raise CodeProblem("this is no edition code: it has four or five parts with strokes between them", ())
    whole = "/".join(canonical(field) for field in fields)
    strange = next((character for character in whole if character not in _SYMBOLS), "")
    problem = f"no edition code has the character {strange}" if strange else _problem(whole)
    if problem:
        raise CodeProblem(problem, near_codes(text, known))
    *names, date, _ = whole.split("/")
    return EditionCode(
        title=_as_slug(fields[0]),
        printing=int(names[1]),
        branch=_as_slug(fields[2]) if len(fields) == 5 else "",
        date=dt.date.fromisoformat(date),
        digest=whole[-_DIGEST - _CHECK : -_CHECK],
    )


def near_codes(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Codes that may be meant: likely ones that look alike, then those one wrong or swapped character away."""
    typed = canonical(text)
    likely = {canonical(code): code for code in known}
    alike = [likely[code] for code in difflib.get_close_matches(typed, likely, n=_MOST_OFFERED, cutoff=0.8)]
    if alike:
        return tuple(alike)
    mended = dict.fromkeys(_grouped(each) for each in _one_slip_away(typed) if not _problem(each))
    return tuple(mended)[:_MOST_OFFERED]


def codes_in(text: str) -> tuple[EditionCode, ...]:
    """The codes that stand in a text with their hyphens, each once, in order; white space does not count."""
    written = _FOUND.findall(re.sub(r"[\s\u200b]+", " ", text).replace("/ ", "/"))
    return tuple(dict.fromkeys(read_code(each) for each in written if not _problem(canonical(each))))


def _as_slug(field: str) -> str:
    """A name as it was typed, with hyphens where spaces were heard."""
    return "-".join(field.lower().split())


def canonical(text: str) -> str:
    """A code or a part of one as it is compared: without what means nothing, with one form of what looks alike."""
    return _MEANINGLESS.sub("", text.upper().replace("\\", "/")).translate(_ALIKE)


def _problem(code: str) -> str:
    """What is wrong with a code in its canonical form; empty if nothing."""
    fields = code.split("/")
    if len(fields) not in {4, 5} or any(character not in _SYMBOLS for character in code):
        return "this is no edition code"
    group = fields[-1]
    if len(group) != _DIGEST + _CHECK:
        return f"the last part of the code has {len(group)} characters, and should have {_DIGEST + _CHECK}"
    if _check(code[:-_CHECK]) != code[-_CHECK:]:
        return "the code is mistyped: its check characters do not fit the others"
    if not all(fields) or not re.fullmatch(r"[1-9][0-9]{0,5}", fields[1]) or not _is_date(fields[-2]):
        return "this is no edition code: its printing or its date is none"
    return ""


def _is_date(figures: str) -> bool:
    try:
        return bool(re.fullmatch(r"[0-9]{8}", figures)) and bool(dt.date.fromisoformat(figures))
    except ValueError:
        return False


def _check(text: str) -> str:
    """The two characters that check a code without them."""
    number = 0
    for character in canonical(text):
        number = (number + _SYMBOLS.index(character)) * _BASE % _PRIME
    return _base32(number, _CHECK)


def _base32(number: int, figures: int) -> str:
    return "".join(_DIGITS[number >> 5 * place & 31] for place in reversed(range(figures)))


def _one_slip_away(code: str) -> Iterator[str]:
    """Codes in which two neighbours have changed places, then those in which one character is another."""
    for place in range(len(code) - 1):
        yield code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    for place in range(len(code)):
        for character in _SYMBOLS:
            yield code[:place] + character + code[place + 1 :]


def _grouped(code: str) -> str:
    """A canonical code as it is easier to read; where the hyphens of its names were is not known."""
    *names, date, group = code.split("/")
    return "/".join((*names, f"{date[:4]}-{date[4:6]}-{date[6:]}", f"{group[:4]}-{group[4:]}"))
