"""Rules on what comes in pairs: a quotation mark or a bracket without its partner."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pamphlet.desk.prose import Prose, Where
from pamphlet.desk.rule import Rule
from pamphlet.desk.view import View
from pamphlet.desk.words.running import ENGLISH
from pamphlet.diagnostics import Diagnostic, Severity, Span, warning

_CLOSES = {")": "(", "]": "["}
_BRACKETS = re.compile(r"[()\[\]]")
_LIST_LABEL = re.compile(r"(?:^|[\s(;,])(?:\w{1,2}|[ivx]{1,4}|[:;]-?)\)$")
"""Before and with a bracket that closes nothing: `a) bread, b) coal`, or smiles."""

_QUOTED_ALONE = re.compile(r"[“‘\"][()\[\]][”’\"]")

_QUOTES = re.compile(
    r"(?P<open>“)|(?P<close>”)|(?P<straight>(?<!\d)\")"
    r"|(?P<single>(?<![\w’])‘(?!(?:[Tt]is|[Tt]was|em|til|cause|n)\b|\d\ds?\b))"
    r"|(?P<end>(?<=\S)’(?!\w))"
)
_NEXT = re.compile(r"[‘“”]|(?<=\S)(?P<end>’)(?!\w)")
_STOPS = ".,!?…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpaired:
    """A mark without a partner: its offset in the text, and whether it opens."""

    at: int
    mark: str
    opens: bool


def unpaired_brackets(text: str) -> Iterator[Unpaired]:
    """The brackets of a text that have no partner; the label of a list, `a)`, and one quoted alone need none."""
    waiting: list[Unpaired] = []
    for found in _BRACKETS.finditer(text):
        mark, at = found[0], found.start()
        if _QUOTED_ALONE.match(text, at - 1):
            continue
        if mark not in _CLOSES:
            waiting.append(Unpaired(at=at, mark=mark, opens=True))
        elif waiting and waiting[-1].mark == _CLOSES[mark]:
            waiting.pop()
        elif mark != ")" or not _LIST_LABEL.search(text, 0, at + 1):
            yield Unpaired(at=at, mark=mark, opens=False)
    yield from waiting


def unpaired_quotes(text: str) -> Iterator[Unpaired]:
    """The English quotation marks of a text that have no partner.

    A straight one is one that the reading of the Markdown found no partner for.  A `’` may be an
    apostrophe: behind a stop it is none; behind a word it closes a quotation only where no other does.
    """
    waiting: list[Unpaired] = []
    for found in _QUOTES.finditer(text):
        mark, at = found[0], found.start()
        match found.lastgroup:
            case "open" | "single":
                waiting.append(Unpaired(at=at, mark=mark, opens=True))
            case "close" if waiting and any(each.mark == "“" for each in waiting):
                while (last := waiting.pop()).mark != "“":
                    yield last
            case "straight":
                if waiting and waiting[-1].mark == "“":
                    waiting.pop()
                yield Unpaired(at=at, mark=mark, opens=False)
            case "end" if waiting and waiting[-1].mark == "‘":
                if text[at - 1] in _STOPS or not _closes_later(text, at):
                    waiting.pop()
            case "close":
                yield Unpaired(at=at, mark=mark, opens=False)
            case "end" if text[at - 1] in _STOPS:
                yield Unpaired(at=at, mark=mark, opens=False)
            case _:
                pass
    yield from waiting


def _closes_later(text: str, at: int) -> bool:
    """Whether another `’` may close, before the next double mark or the next quotation."""
    following = _NEXT.search(text, at + 1)
    return following is not None and following["end"] is not None


def brackets(view: View) -> Iterator[Diagnostic]:
    """A bracket that opens and is not closed, or the other way round; it may be closed a paragraph later."""
    for mark, span in _alone(view.prose, unpaired_brackets, goes_on=_closed_later):
        yield warning(
            "brackets-unmatched", f"`{mark}` has no partner", span, hint="put in the other one, or take this one out"
        )


def quotes(view: View) -> Iterator[Diagnostic]:
    """A quotation mark that opens and is not closed, or the other way round.

    A quotation of several paragraphs opens anew with each of them and is closed once.
    """
    english = (prose for prose in view.prose if prose.language.startswith(ENGLISH) and not _is_typed(prose))
    for mark, span in _alone(english, unpaired_quotes, goes_on=_opened_anew):
        yield warning(
            "quotes-unmatched",
            f"the quotation mark `{mark}` has no partner",
            span,
            hint="put in the other one, or take this one out; each paragraph of a longer quotation opens anew",
        )


def _is_typed(prose: Prose) -> bool:
    """Whether it has a typewriter's marks where no Markdown is read, which another rule reports."""
    return prose.where is Where.TITLE_PAGE and '"' in prose.text


def _closed_later(mark: Unpaired, following: str) -> bool:
    first = next(unpaired_brackets(following), None)
    return first is not None and not first.opens and _CLOSES[first.mark] == mark.mark


def _opened_anew(mark: Unpaired, following: str) -> bool:
    return following.startswith(mark.mark)


def _alone(
    all_prose: Iterable[Prose],
    unpaired: Callable[[str], Iterator[Unpaired]],
    *,
    goes_on: Callable[[Unpaired, str], bool],
) -> Iterator[tuple[str, Span]]:
    """The marks that have no partner, in their own paragraph or, for the last that opens, in the next."""
    texts = [prose for prose in all_prose if prose.where is not Where.CODE]
    excused = -1
    for number, prose in enumerate(texts):
        found = [each for each in unpaired(prose.text) if not prose.is_literal(each.at, each.at + 1)]
        found.sort(key=lambda each: each.at)
        following = texts[number + 1].text if number + 1 < len(texts) else ""
        for place, each in enumerate(found):
            span = prose.span(each.at, each.at + 1)
            if excused == number and not each.opens:
                excused = -1
            elif span.source.text.startswith("\\", span.start):
                continue  # the author says that it is meant
            elif each.opens and place == len(found) - 1 and goes_on(each, following):
                excused = number + 1
            else:
                yield each.mark, span


RULES = (
    Rule(slug="brackets-unmatched", severity=Severity.WARNING, find=brackets),
    Rule(slug="quotes-unmatched", severity=Severity.WARNING, find=quotes),
)
