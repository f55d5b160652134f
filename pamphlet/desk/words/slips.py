"""Rules on slips of the pen: a word or a mark twice, a question that ends in a full stop, what was left to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pamphlet.desk.prose import Where
from pamphlet.desk.rule import Rule
from pamphlet.desk.view import View
from pamphlet.desk.words.running import ENGLISH, running
from pamphlet.diagnostics import Diagnostic, Severity, warning

_TWICE = re.compile(r"(?<![\w'’/-])([^\W\d_]+)[ \u00a0]+(?P<again>(?i:\1))\b(?![-‑’'])")

_RIGHTLY_TWICE = frozenset({
    "bye", "do", "had", "ha", "hear", "her", "is", "long", "many", "much", "never", "no", "now", "really", "so",
    "that", "there", "very", "way", "well", "what", "who", "yes",
})  # fmt: skip
"""`all that that meant`, `what it is is a sieve`, `gave her her coat`, `many, many` without its comma."""

_OPENERS = frozenset({
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "he", "i", "if", "in", "it", "of", "on", "or", "she",
    "the", "then", "they", "this", "to", "was", "we", "were", "when", "with",
})  # fmt: skip
"""Words that may have a capital where a sentence begins; another with one is a name: `May may come`."""

_MARK_TWICE = re.compile(r"(?<=\w)(?:,,|;;|;,|,;|:,|,\.(?!\d)|(?<!\.)\.\.(?![.\w/]))")

_NO_STOP = r"(?:[^.!?…]|(?<=\b[A-Z])\.|(?<=\b(?:Mr|Dr|St|vs|No))\.|(?<=\bMrs)\.|(?<=\.[a-z])\.|\.(?=[\w,;]))"
_VERB = r"(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|should|must|might)(?:n’t)?"
_SUBJECT = (
    r"(?:[A-Z][\w’-]+\.?|he|she|it|they|we|you|I|this|these|those|the|an?|any\w*|every\w*|some\w*|no|nobody|nothing|one|there"
    r"|their|his|its)"
)
_BEGINS = r"(?:^|(?<=[.!?…] )|(?<=[“‘]))"
_QUESTION = re.compile(
    rf"(?:(?:{_BEGINS}(?:(?:And|But|So|Yet) )?(?i:why|how|where|when)|(?<=, )(?:(?:and|but) )?(?:how|why)) {_VERB}"
    rf" {_SUBJECT}|{_BEGINS}(?:What|Which \w+) {_VERB} (?:he|she|they|we|you|I)"
    rf"|{_BEGINS}(?:Did|Does|Is|Are|Can|Was)(?:n’t)? {_SUBJECT})[ ,]{_NO_STOP}{{3,300}}"
    r"(?P<stop>\.)(?=[”’\")\]]*(?:\s|$))"
)
"""A question word or a verb before its subject; `Which was the reason` and `Had he known` are none."""

_LEFTOVER = re.compile(
    r"\b(?:TODO|FIXME|TBC|TBD|TK(?:TK)*|tktk|X{3,})\b|\?{3,}"
    r"|(?i:\blorem ipsum\b|\[(?:insert|add|check|to come|source needed|citation needed)\b[^\]\[]{0,80}\])"
)
_NUMBERED = re.compile(
    r"(?i:\b(?:act|book|canto|chapter|class|no\.|number|page|part|plate|psalm|section|table|volume|vol\.)) $|[A-Z]\w+ $"
)
"""Before `XXX` as the number of a chapter, a volume or a king."""


def word_twice(view: View) -> Iterator[Diagnostic]:
    """The same word twice in a row, often at the end of one line and the beginning of the next."""
    for prose, found in running(view.prose, _TWICE, ENGLISH):
        if prose.where is not Where.VERSE and _is_slip(*found.group(1, "again")):
            yield warning(
                "word-twice",
                f"`{found[1].lower()}` stands twice in a row",
                prose.span(*found.span()),
                hint="take one of the two out",
                fix=prose.fix(found.end(1), found.end(), "", certain=False),
            )


def _is_slip(word: str, again: str) -> bool:
    """Not a name, as in `May may come`, nor a word that grammar or stress may want twice."""
    if again[0].isupper() or again in _RIGHTLY_TWICE:
        return False
    return word[0].islower() or again in _OPENERS


def mark_twice(view: View) -> Iterator[Diagnostic]:
    """Two marks where one belongs, often around a note call or behind an abbreviation."""
    for prose, found in running(view.prose, _MARK_TWICE, ENGLISH):
        marks = found[0]
        yield warning(
            "mark-twice",
            f"two marks in a row: `{marks}`",
            prose.span(*found.span()),
            hint="take one of the two out" if marks != ".." else "take one out; an ellipsis is `...`",
            fix=prose.fix(found.start() + 1, found.end(), "", certain=False) if marks[0] == marks[1] else None,
        )


def question_stop(view: View) -> Iterator[Diagnostic]:
    """A question without its mark."""
    for prose, found in running(view.prose, _QUESTION, ENGLISH):
        stop = found.span("stop")
        yield warning(
            "question-stop",
            "this sentence asks, and ends in a full stop",
            prose.span(*stop),
            hint="write a question mark, or put it so that it states",
            fix=prose.fix(*stop, "?", certain=False),
        )


def leftovers(view: View) -> Iterator[Diagnostic]:
    """What someone meant to come back to."""
    for prose, found in running(view.prose, _LEFTOVER):
        numeral = set(found[0]) == {"X"} and len(found[0]) == 3
        if numeral and _NUMBERED.search(prose.text, 0, found.start()):
            continue
        yield warning(
            "leftover",
            f"`{found[0]}` was left in the text",
            prose.span(*found.span()),
            hint="write what belongs here; a remark to yourself is `<!-- like this -->` and is not printed",
        )


RULES = (
    Rule(slug="word-twice", severity=Severity.WARNING, find=word_twice),
    Rule(slug="mark-twice", severity=Severity.WARNING, find=mark_twice),
    Rule(slug="question-stop", severity=Severity.WARNING, find=question_stop),
    Rule(slug="leftover", severity=Severity.WARNING, find=leftovers),
)
