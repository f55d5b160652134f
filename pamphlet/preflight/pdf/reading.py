"""Rules on what a screen reader needs: tags, title, language, descriptions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pamphlet.diagnostics import Diagnostic
from pamphlet.preflight.pdf.purpose import Purpose
from pamphlet.preflight.pdf.view import View

_FILE_NAME = re.compile(
    r"microsoft word - |untitled|^document\d*$|\.(docx?|odt|indd|rtf|pdf|pages|html?)$", re.IGNORECASE
)


def tags(view: View) -> Iterator[Diagnostic]:
    """The file says what is a head, what a paragraph, and in which order they are read."""
    tagged = view.examined.tags
    if not _is_read_aloud(view):
        return
    if not (tagged.tree and tagged.elements):
        yield view.error(
            "preflight-untagged",
            "the file has no tags",
            hint="a screen reader has to guess what is a head and what comes next: export as tagged PDF",
        )
        return
    outside = view.where(lambda page: page.untagged > 0)
    if outside:
        yield view.warning(
            "preflight-text-untagged",
            "some text is neither tagged nor marked as decoration",
            outside,
            hint="a screen reader leaves it out: tag it, or mark it as an artifact",
        )
    if tagged.figures_undescribed:
        number = tagged.figures_undescribed
        yield view.error(
            "preflight-figure",
            f"{number} picture{'s have' if number > 1 else ' has'} no description",
            hint="who cannot see the picture is told nothing: write what it shows, as alternative text",
        )


def language(view: View) -> Iterator[Diagnostic]:
    """The file says in which language it is to be spoken."""
    if _is_read_aloud(view) and not view.examined.language:
        yield view.error(
            "preflight-language",
            "the file does not say which language it is in",
            hint="a screen reader may speak it with the sounds of another: set the document's language",
        )


def title(view: View) -> Iterator[Diagnostic]:
    """The file has a title, and it is not the name of a file."""
    found = view.examined.title
    if not found and _is_read_aloud(view):
        yield view.error(
            "preflight-title",
            "the file has no title",
            hint="viewers and screen readers give the name of the file instead: set the document's title",
        )
    elif found and _FILE_NAME.search(found):
        yield view.warning(
            "preflight-title",
            f"the title is `{found[:80]}`",
            hint="it is shown at the head of the window, and to the shop: set the title of the pamphlet",
        )
    elif not found:
        yield view.warning(
            "preflight-title",
            "the file has no title",
            hint="a shop or whoever finds the file later cannot tell what it is: set the document's title",
        )


def locked(view: View) -> Iterator[Diagnostic]:
    """A file is not kept from those who need it."""
    examined = view.examined
    if examined.encrypted and (view.purpose is Purpose.SHOP or not examined.speakable):
        yield view.error(
            "preflight-encrypted",
            "the file is protected" + ("" if examined.speakable else ", even from screen readers"),
            hint="a shop's software cannot use it, and it may not be read aloud: save it without protection",
        )
    elif examined.encrypted:
        yield view.warning(
            "preflight-encrypted",
            "the file is protected",
            hint="some copiers and readers refuse it: save it without protection",
        )


def _is_read_aloud(view: View) -> bool:
    return view.purpose in {Purpose.SCREEN, Purpose.LARGE_PRINT} or bool(view.examined.claims.pdfua)


RULES = (tags, language, title, locked)
