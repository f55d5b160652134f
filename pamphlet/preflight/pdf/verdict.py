"""A PDF becomes a report: every rule is asked what a copier, a print shop or a reader would do with it.

A rule is a function from the view to findings, each with what is, and what will be done about it.
To add one, write it in the module that it belongs to, name it in that module's RULES, and give its
slug an entry in docs/manual/back/findings.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pamphlet.counting import counted
from pamphlet.diagnostics import Diagnostic, Diagnostics
from pamphlet.preflight.pdf import claims, condition, edges, illustrations, imprint, inks, lettering, paper, reading
from pamphlet.preflight.pdf.examination import Unexaminable, examine
from pamphlet.preflight.pdf.examined import Examined
from pamphlet.preflight.pdf.geometry import MM
from pamphlet.preflight.pdf.purpose import PURPOSES, Purpose, guess, sheet_name
from pamphlet.preflight.pdf.view import View
from pamphlet.preflight.report import Report, refused

Rule = Callable[[View], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (
    *condition.RULES,
    *paper.RULES,
    *edges.RULES,
    *inks.RULES,
    *lettering.RULES,
    *illustrations.RULES,
    *reading.RULES,
    *claims.RULES,
    *imprint.RULES,
)

_WHAT_TO_DO = {
    "preflight-locked": "no shop and no copier can open it: save it without a password",
    "preflight-damaged": "no shop and no copier can print it: make the PDF anew, or ask for it again",
    "preflight-no-pages": "there is nothing to print: make the PDF anew",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfDescription:
    """What a file is, in a few words: extent, size of the trimmed page and bleed in mm, pages in colour."""

    extent: int
    width: float
    height: float
    bleed: float
    purpose: Purpose
    guessed: bool
    body_size: float
    colour_pages: tuple[int, ...]

    def __str__(self) -> str:
        name = sheet_name((self.width * MM, self.height * MM))
        size = f"{self.width:.0f} × {self.height:.0f} mm"
        pages = counted(self.extent, "page")
        bleed = f", {self.bleed:.0f} mm bleed" if self.bleed >= 1 else ""
        colour = f", {len(self.colour_pages)} in colour" if self.colour_pages else ""
        guessed = " (a guess: `--for` says otherwise)" if self.guessed else ""
        return f"{pages}, {f'{name} ({size})' if name else size}{bleed}{colour}, {PURPOSES[self.purpose]}{guessed}"

    @property
    def record(self) -> Mapping[str, object]:
        """The same for programs."""
        return {
            "kind": "pdf",
            "pages": self.extent,
            "width_mm": self.width,
            "height_mm": self.height,
            "bleed_mm": self.bleed,
            "body_pt": self.body_size,
            "colour_pages": list(self.colour_pages),
            "purpose": str(self.purpose),
            "purpose_guessed": self.guessed,
        }


def look_over(data: bytes, name: str, purpose: Purpose | None, *, alone: bool) -> Report:
    """Examine a PDF; without a purpose it is guessed what it is for.

    `alone`: there is no other file of the same pamphlet, which might hold what this one lacks.
    """
    try:
        examined = examine(data)
    except Unexaminable as problem:
        return refused(name, problem.slug, str(problem), _WHAT_TO_DO[problem.slug])
    meant = purpose or guess(examined)
    view = View(name=name, examined=examined, purpose=meant, alone=alone)
    findings = Diagnostics()
    for rule in RULES:
        findings.extend(rule(view))
    return Report(
        name=name, description=_description(examined, meant, guessed=purpose is None), findings=tuple(findings)
    )


def _description(examined: Examined, purpose: Purpose, *, guessed: bool) -> PdfDescription:
    first = examined.pages[0]
    width, height = first.size
    return PdfDescription(
        extent=examined.extent,
        width=round(width / MM, 1),
        height=round(height / MM, 1),
        bleed=round(max(min(first.bleed.margins(first.trim)), 0) / MM, 1),
        purpose=purpose,
        guessed=guessed,
        body_size=examined.body_size,
        colour_pages=tuple(page.number for page in examined.pages if page.in_colour),
    )
