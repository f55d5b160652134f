"""Rules on the imprint: who printed and who published what is handed out.

In the United Kingdom printed election material carries the name and address of the printer, of the
promoter and of anyone on whose behalf it is published (Electoral Commission).  The words are looked
for in English only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pamphlet.diagnostics import Diagnostic
from pamphlet.preflight.pdf.view import View

_PUBLISHED = re.compile(
    r"\b(publish|issu|promot)ed\b[^.]{0,60}?\b(by|for|on behalf of)\b|\bpublishers?:", re.IGNORECASE
)
_PRINTED = re.compile(r"\bprinted\b[^.]{0,60}?\bby\b|\bprinters?:", re.IGNORECASE)
_LEAST_WORDS = 20
"""With fewer words in the whole file its text is outlines or a picture, and nothing can be told from it."""


def imprint(view: View) -> Iterator[Diagnostic]:
    """Somewhere it says who published it and who printed it."""
    text = " ".join(" ".join(page.words.split()) for page in view.pages)
    english = view.examined.language.lower().partition("-")[0] in {"", "en"}
    if not (view.purpose.on_paper and view.alone and english) or len(text.split()) < _LEAST_WORDS:
        return
    published, printed = bool(_PUBLISHED.search(text)), bool(_PRINTED.search(text))
    if not published and not printed:
        yield view.warning(
            "preflight-imprint",
            "there is no imprint: nothing says who published or printed it",
            hint="near an election the law asks for one, and shops may refuse to print without: add `Published by …, "
            "Printed by …` with addresses",
        )
    elif not printed:
        yield view.warning(
            "preflight-imprint",
            "the imprint does not say who printed it",
            hint="near an election the law asks for the printer's name and address: add `Printed by …`",
        )
    elif not published:
        yield view.warning(
            "preflight-imprint",
            "the imprint does not say who published it",
            hint="near an election the law asks for the publisher's or promoter's name and address: "
            "add `Published by …`",
        )


RULES = (imprint,)
