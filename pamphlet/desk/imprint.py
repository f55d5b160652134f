"""Rules on what law or custom wants in the imprint: who publishes it, where, who prints it, who promotes it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pamphlet.desk.rule import Rule
from pamphlet.desk.sentences import english
from pamphlet.desk.view import View
from pamphlet.diagnostics import Diagnostic, Severity, Span, warning

_BRITISH = "en-GB"

_ASKS_FOR_VOTES = re.compile(
    r"(?:^|[.!?:…] )(?:Please )?(?:[Vv]ote|Re-elect|Elect) (?:for )?[A-Z]\w+"
    r"|\b(?:[Uu]se|[Gg]ive|[Ll]end) (?:us |me |her |him |them )?your (?:first |second )?vote\b"
    r"|\b[Vv]ote for (?:us|me|your local)\b"
)


def incomplete(view: View) -> Iterator[Diagnostic]:
    """An imprint that does not say who published the pamphlet and where they are, or, in Britain, who printed it."""
    imprint = view.settings.imprint
    missing = [] if imprint.publisher else ["`publisher`"]
    if not (imprint.address or imprint.contact or imprint.web):
        missing.append("`address`")
    if not imprint.printer and view.settings.language == _BRITISH:
        missing.append("`printer`")
    if missing:
        yield warning(
            "imprint-incomplete",
            f"the imprint lacks {', '.join(missing)}",
            view.web_span,
            hint="say under [imprint] who publishes it, where they are found, and who prints it, with an address",
        )


def election(view: View) -> Iterator[Diagnostic]:
    """A text that asks for votes, without what British law wants on election material."""
    imprint = view.settings.imprint
    missing = [name for name, text in (("printer", imprint.printer), ("promoter", imprint.promoter)) if not text]
    asking = _asking(view)
    if missing and asking is not None and view.settings.language == _BRITISH:
        yield warning(
            "imprint-election",
            f"this asks for votes, and the imprint does not name the {' and the '.join(missing)}",
            asking,
            hint="by law election material names its printer and its promoter, each with an address: "
            "write them under [imprint] in pamphlet.toml",
        )


def _asking(view: View) -> Span | None:
    """The first place that asks its readers to vote for someone, in words that are not someone else's."""
    for prose in english(view):
        for found in _ASKS_FOR_VOTES.finditer(prose.text):
            if not prose.is_quoted(*found.span()):
                return prose.span(*found.span())
    return None


RULES = (
    Rule(slug="imprint-incomplete", severity=Severity.WARNING, find=incomplete),
    Rule(slug="imprint-election", severity=Severity.WARNING, find=election),
)
