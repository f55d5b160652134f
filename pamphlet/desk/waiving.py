"""Findings that the author has looked at fall away, each for a reason; a reason that silences nothing is a finding.

A finding is silenced by a mark in the manuscript, `<!-- check: ok SLUG because … -->`, or by an entry of
`ok` under `[house]` in pamphlet.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pamphlet.desk.rule import Rule
from pamphlet.diagnostics import Diagnostic, Span, did_you_mean, warning
from pamphlet.house_settings import Waiver
from pamphlet.manuscript.marks import Mark

_OK = re.compile(r"ok\s+(?P<rule>[a-z-]+)(?:[\s,:]+because\b\s*(?P<because>.*))?", re.DOTALL)


class Waiving:
    """The findings of a check, out of which what is silenced is taken, mark by mark and entry by entry."""

    def __init__(self, findings: Iterable[Diagnostic], known: Iterable[Rule], asked: Iterable[Rule]) -> None:
        """`known` are all rules, `asked` those that were: of another, nobody can say that it is silenced in vain."""
        self.left = list(findings)
        self._known = {rule.slug: rule for rule in known}
        self._asked = {rule.slug for rule in asked}

    def mark(self, mark: Mark) -> Iterator[Diagnostic]:
        """Take out the one finding that a mark silences; what is to be said of the mark."""
        found = _OK.fullmatch(mark.text)
        if found is None:
            hint = "write `<!-- check: ok SLUG because … -->`"
            yield warning("ok-malformed", "this mark cannot be understood", mark.span, hint=hint)
            return
        nearest = _nearest(self._of(found["rule"]), mark)
        yield from self._without([nearest] if nearest else [], found["rule"], found["because"] or "", mark.span)

    def waiver(self, waiver: Waiver) -> Iterator[Diagnostic]:
        """Take out the findings that an entry of `[house]` silences; what is to be said of the entry."""
        meant = [each for each in self._of(waiver.rule) if _underlines(each, waiver.words)]
        yield from self._without(meant, waiver.rule, waiver.because, waiver.span)

    def _of(self, slug: str) -> list[Diagnostic]:
        """The findings of a rule that can be silenced."""
        rule = self._known.get(slug)
        return [each for each in self.left if each.slug == slug] if rule and not rule.binding else []

    def _without(self, silenced: list[Diagnostic], slug: str, because: str, span: Span) -> Iterator[Diagnostic]:
        self.left = [each for each in self.left if each not in silenced]
        rule = self._known.get(slug)
        if rule is None or rule.binding:
            loose = (name for name, each in self._known.items() if not each.binding)
            hint = "mend it: it would be lost or broken in print" if rule else did_you_mean(slug, loose)
            yield warning("rule-unknown", f"`{slug}` is no rule that can be silenced", span, hint=hint)
            return
        if slug in self._asked and not silenced:
            yield warning("ok-unneeded", f"`{slug}` finds nothing here", span, hint="take this out")
        if not because.strip():
            hint = "say behind `because` why it is right as it is"
            yield warning("ok-without-reason", "no reason is given", span, hint=hint)


def _nearest(findings: Iterable[Diagnostic], mark: Mark) -> Diagnostic | None:
    """The last finding before the mark in the words it stands among, else the first behind it."""
    places = [(each.span.start, each) for each in findings if each.span and _begins_in(each.span, mark.scope)]
    before = [place for place in places if place[0] < mark.span.start]
    nearest = max(before, key=_start, default=None) or min(places, key=_start, default=None)
    return nearest[1] if nearest else None


def _start(place: tuple[int, Diagnostic]) -> int:
    return place[0]


def _begins_in(span: Span, scope: Span) -> bool:
    return span.source.name == scope.source.name and scope.start <= span.start < scope.end


def _underlines(finding: Diagnostic, words: str) -> bool:
    """Whether the words are among those that a finding underlines; no words are among all."""
    span = finding.span
    return not words or (span is not None and words in " ".join(span.source.text[span.start : span.end].split()))
