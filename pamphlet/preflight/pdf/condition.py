"""Rules on the file itself: is it whole, was all of it looked at, and does it hold what no printer can use."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.diagnostics import Diagnostic
from pamphlet.preflight.pdf.purpose import Purpose
from pamphlet.preflight.pdf.view import View

_LINK = "Link"
_MARK_OF_PRINTING = frozenset({"PrinterMark", "TrapNet"})


def damaged(view: View) -> Iterator[Diagnostic]:
    """The file can be read to its end."""
    broken = view.where(lambda page: page.damaged)
    if broken:
        yield view.error(
            "preflight-damaged",
            "the content of the page is damaged",
            broken,
            hint="it may come out blank or stop the printer: make the PDF anew, or ask for it again",
        )
    elif view.examined.repaired:
        yield view.warning(
            "preflight-repaired",
            "the file is damaged and was read only after mending",
            hint="a shop's software may refuse it: open it and save it anew, or ask for it again",
        )


def truncated(view: View) -> Iterator[Diagnostic]:
    """All of it was looked at."""
    if view.examined.truncated:
        yield view.warning(
            "preflight-unexamined",
            "the file holds more than preflight looks at; there may be faults that are not named here",
            hint="drawings with very many lines also stop printers: turn them into pictures",
        )


def scripts(view: View) -> Iterator[Diagnostic]:
    """Nothing runs when the file is opened."""
    if view.examined.scripts:
        yield view.warning(
            "preflight-script",
            "the file holds a program that runs when it is opened (JavaScript)",
            hint="shops refuse it and mail filters hold it back: export without forms and actions",
        )


def laid_over(view: View) -> Iterator[Diagnostic]:
    """Nothing is laid over the pages that paper cannot show."""
    if not view.purpose.on_paper:
        return
    others = view.where(lambda page: bool(set(page.annotations) - {_LINK} - _MARK_OF_PRINTING))
    if others or view.examined.forms:
        yield view.warning(
            "preflight-annotation",
            "there are comments or form fields on the page",
            others,
            hint="they may be printed or not, as the machine is set: delete them, or make them part of the page",
        )
    links = view.where(lambda page: _LINK in page.annotations)
    if links and view.purpose is Purpose.SHOP:
        yield view.warning(
            "preflight-link",
            "there are links on the page",
            links,
            hint="they do nothing on paper, and a shop's check may return the file: export without links",
        )


def attachments(view: View) -> Iterator[Diagnostic]:
    """A file for a shop holds nothing but pages."""
    if view.examined.attachments and view.purpose is Purpose.SHOP:
        yield view.warning(
            "preflight-attachment",
            "other files are packed into this one",
            hint="the shop's software may refuse it: save it without attachments",
        )


RULES = (damaged, truncated, scripts, laid_over, attachments)
