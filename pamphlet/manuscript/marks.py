"""Comments to the sub-editor, `<!-- check: … -->`, become marks with the stretch that they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pamphlet.diagnostics import Span

_MARK = re.compile(r"<!--\s*check:(.*?)-->", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A comment to the sub-editor: `text` is what stands behind `check:`.

    It is about something in `scope`: the words it stands among, or the block below it.
    """

    text: str
    span: Span = field(compare=False, repr=False)
    scope: Span = field(compare=False, repr=False)


def marks_in(html: str, span: Span, scope: Span) -> Iterator[Mark]:
    """The marks in raw HTML, which stands in the span, in a quotation with `>` before it."""
    reached = span.start
    for found in _MARK.finditer(html):
        at = span.source.text.find(found[0], reached, span.end)
        place = span.source.span(at, at + len(found[0])) if at >= 0 else span
        reached = place.end
        yield Mark(text=found[1].strip(), span=place, scope=scope)
