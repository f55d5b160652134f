"""A manuscript on the disk becomes proofs: what has changed at once, all pages a little later.

Laying out all pages takes seconds.  A chapter that was changed is therefore laid out alone first, from
the page on which it, or what shares that page with it, began when all pages were made last.  Page numbers
that it names are those of that time: they are right again with all pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import takewhile

from pamphlet.allowance import within
from pamphlet.apparatus.compilation import compile_pamphlet
from pamphlet.apparatus.page_map import PageMap
from pamphlet.apparatus.parts import NamesIndex, Pamphlet, Part, part_runs
from pamphlet.build import inspected, lay_out, moment_of
from pamphlet.diagnostics import Diagnostic, Diagnostics, Refused
from pamphlet.ebook.package import EbookProblem
from pamphlet.ebook.web_page import make_web_page
from pamphlet.editions import large_print
from pamphlet.editions.job import Job
from pamphlet.listing.for_programs import as_record
from pamphlet.press.covers import FRONT_PAGES, lay_out_covers
from pamphlet.press.layout import Layout
from pamphlet.press.makeup import engine_for
from pamphlet.preview.proofs import (
    Answer,
    Finding,
    LargePrint,
    Made,
    MadeUp,
    MakeUp,
    Order,
    Reading,
    ReadOver,
    SetLargePrint,
    SetWebPage,
    Slip,
    Spoilt,
    WebPage,
)
from pamphlet.preview.stretches import Stretch, stretch_for
from pamphlet.typeset import FontProblem
from pamphlet.typeset.fonts import cut_fonts
from pamphlet.typeset.paper import Corrections, PaperDocuments
from pamphlet.typeset.theme import Theme
from pamphlet.workshop import Workshop
from pamphlet.workspace import FileProblem


class ProofPress:
    """Pulls proofs of one manuscript, and remembers what it read and made last."""

    def __init__(self, workshop: Workshop) -> None:
        """Take the manuscript; nothing is read yet."""
        self._workshop = workshop
        self._read: dict[int, tuple[Pamphlet, Theme]] = {}
        self._job: Job | None = None

    def pull(self, order: Order) -> Answer:
        """What was ordered; `Spoilt` where the manuscript does not allow it, whatever the reason."""
        diagnostics = Diagnostics()
        try:
            with within(self._workshop.allowance):
                return self._pulled(order, diagnostics)
        except Refused as refusal:
            return Spoilt(findings=_shown(refusal.findings))
        except (EbookProblem, FileProblem, FontProblem) as problem:
            return Spoilt(findings=_shown(diagnostics), message=str(problem))
        except Exception as problem:  # noqa: BLE001  # a slip of ours ends a proof, not the preview
            return Spoilt(message=f"the program failed ({type(problem).__name__}: {problem})")

    def _pulled(self, order: Order, diagnostics: Diagnostics) -> Answer:
        match order:
            case ReadOver():
                return self._read_over(order, diagnostics)
            case MakeUp():
                return self._make_up(order, diagnostics)
            case SetWebPage():
                return WebPage(data=_web_page(self._last, self._last.copy.page_map))
            case SetLargePrint():
                made = large_print.lay_out(replace(self._last, diagnostics=diagnostics))
                return LargePrint(pdf=made.pdf, extent=made.extent, shown=made.shown)

    @property
    def _last(self) -> Job:
        if self._job is None:
            raise AssertionError("no pages were laid out yet")
        return self._job

    # -- at once ---------------------------------------------------------------------------------

    def _read_over(self, order: ReadOver, diagnostics: Diagnostics) -> Reading:
        manuscript, theme = inspected(self._workshop, diagnostics)
        pamphlet = compile_pamphlet(manuscript)
        since = order.made.state if order.made else order.state
        before = self._read.get(since)
        self._read = {state: read for state, read in self._read.items() if state >= since}
        self._read[order.state] = (pamphlet, theme)
        findings = _shown(diagnostics)
        if order.made is None or before is None or before[1] != theme:
            return Reading(state=order.state, findings=findings)
        changes = _Changes(self._workshop, before[0], pamphlet, theme, order.made)
        if order.web:
            return Reading(state=order.state, findings=findings, web=changes.web_page())
        return Reading(state=order.state, findings=findings, slips=tuple(changes.slips(order.page)))

    # -- later -----------------------------------------------------------------------------------

    def _make_up(self, order: MakeUp, diagnostics: Diagnostics) -> MadeUp:
        manuscript, theme = inspected(self._workshop, diagnostics)
        job = self._job = lay_out(self._workshop, compile_pamphlet(manuscript), theme, diagnostics)
        settings, copy = job.pamphlet.settings, job.copy
        trim, booklet = settings.paper.trim, settings.editions.booklet
        return MadeUp(
            made=Made(
                state=order.state,
                parts=dict(_extents(job.on_paper.parts, copy.page_map)),
                openings=job.layout.openings(),
                lines=_lines(job.on_paper.parts, copy.page_map),
                page_map=copy.page_map,
                index=copy.index,
            ),
            findings=_shown(diagnostics),
            title=settings.title,
            pdf=copy.pdf,
            extent=copy.extent,
            trim=(trim.width, trim.height),
            signature=booklet.signature,
            separate_cover=booklet.separate_cover,
        )


class _Changes:
    """What is otherwise in a pamphlet than in the one whose pages were made last."""

    def __init__(self, workshop: Workshop, old: Pamphlet, new: Pamphlet, theme: Theme, made: Made) -> None:
        self._workshop = workshop
        self._old, self._new = old, new
        self._theme, self._made = theme, made
        self._moment = moment_of(workshop, new.settings)
        self._fonts = cut_fonts(theme.faces)

    def slips(self, page: int) -> Iterator[Slip]:
        """The covers if the settings changed, and the changed part that stands on a page, else the first."""
        if self._old.settings != self._new.settings:
            yield from self._covers()
        order = tuple(part.id for part in self._new.parts)
        changed = tuple(self._changed())
        stretch = stretch_for(changed, order, self._made, page)
        if stretch is not None:
            yield self._excerpt(stretch, frozenset(changed))

    def _covers(self) -> Iterator[Slip]:
        """The covers, where they are as long as they must be."""
        documents = PaperDocuments(self._new, self._theme.grid, self._moment, self._theme.cover)
        engine = engine_for(self._new, self._theme, self._fonts, Diagnostics())  # what is wrong the make-up will tell
        last = max(int(start.label) for start in self._made.page_map.starts)
        covers = lay_out_covers(documents, engine, last_page=last - 1, diagnostics=Diagnostics())
        if (covers.front.extent, covers.back.extent) == (FRONT_PAGES, 1):
            yield self._slip(covers.front, 1, FRONT_PAGES)
            yield self._slip(covers.back, last, last)

    def _excerpt(self, stretch: Stretch, changed: frozenset[str]) -> Slip:
        """The pages of a stretch, up to the last one of the part for whose sake they are laid out.

        Those before the first change are as they were, but for the last of them, from which lines may come or go.
        """
        excerpt = replace(self._new.with_parts(stretch.parts), contents=())
        known = {place: pages[0] for place, pages in self._made.page_map.pages.items()}
        documents = PaperDocuments(excerpt, self._theme.grid, self._moment).corrected(Corrections(pages=known))
        engine = engine_for(self._new, _counting_on(self._theme, self._new, excerpt), self._fonts, Diagnostics())
        layout = engine.lay_out(documents.body(first_page=stretch.first), first_page=stretch.first)
        runs = frozenset(run.id for part in excerpt.parts for run in part_runs(part))
        last = dict(_extents(excerpt.parts, layout.page_map(runs)))[stretch.changed][1]
        begun = min(self._made.parts[part][0] for part in stretch.parts if part in changed)
        first = max(stretch.first, begun - 1)
        return self._slip(layout.pages(first, last), first, stretch.last)

    def _changed(self) -> Iterator[str]:
        """The parts that were there and are otherwise now, by their ids.  Places in files are no difference."""
        before = {part.id: part for part in self._old.parts}
        for part in self._new.parts:
            if part != before.get(part.id, part):
                yield part.id

    def _slip(self, layout: Layout, first: int, last: int) -> Slip:
        pdf = layout.press_pdf(frozenset(face.name for face in self._theme.faces))
        return Slip(first=first, last=last, pages=layout.extent, pdf=pdf)

    def web_page(self) -> bytes | None:
        """The web page, without marks of pages in what changed; None where only all pages can tell what is in it."""
        changed = frozenset(self._changed())
        blocks = {run.id for part in self._new.parts if part.id not in changed for run in part_runs(part)}
        starts = tuple(start for start in self._made.page_map.starts if start.block in blocks)
        page_map = replace(self._made.page_map, starts=starts)
        with suppress(EbookProblem, KeyError):  # a place that nothing is known of yet
            return make_web_page(
                self._new.whole,
                self._made.index,
                page_map,
                theme=self._theme,
                fonts=self._fonts,
            )
        return None


def _web_page(job: Job, page_map: PageMap) -> bytes:
    return make_web_page(
        job.pamphlet.whole,
        job.copy.index,
        page_map,
        theme=job.theme,
        fonts=job.fonts,
    )


def _counting_on(theme: Theme, whole: Pamphlet, excerpt: Pamphlet) -> Theme:
    """A theme that numbers the chapters of an excerpt as they are numbered in the whole."""
    first = excerpt.body[0].id if excerpt.body else ""
    before = takewhile(lambda section: section.id != first, whole.body)
    number = sum(section.heading is not None for section in before)
    return replace(theme, paper=(*theme.paper, ("excerpt.css", f"body{{counter-reset:chapter {number}}}")))


def _extents(parts: tuple[Part, ...], page_map: PageMap) -> Iterator[tuple[str, tuple[int, int]]]:
    """The first and the last page of each part that has words, by its id."""
    begun = _by_block(page_map)
    for part in parts:
        if isinstance(part, NamesIndex):
            continue
        blocks = [run.id for run in part_runs(part)]
        pages = [page for block in blocks for page in (*page_map.pages.get(block, ()), *begun(block))]
        if pages:
            yield part.id, (min(pages), max(pages))


def _by_block(page_map: PageMap) -> Callable[[str], tuple[int, ...]]:
    """The pages that begin within a block."""
    begun: dict[str, tuple[int, ...]] = {}
    for start in page_map.starts:
        begun[start.block] = (*begun.get(start.block, ()), int(start.label))
    return lambda block: begun.get(block, ())


def _lines(parts: tuple[Part, ...], page_map: PageMap) -> Mapping[str, tuple[tuple[int, int], ...]]:
    """For each file on which pages its blocks begin."""
    lines: dict[str, list[tuple[int, int]]] = {}
    for part in parts:
        for run in part_runs(part):
            if pages := page_map.pages.get(run.id):
                lines.setdefault(run.span.source.name, []).append((run.span.position[0], pages[0]))
    return {file: tuple(sorted(found)) for file, found in lines.items()}


def _shown(findings: Diagnostics | tuple[Diagnostic, ...]) -> tuple[Finding, ...]:
    return tuple(_finding(finding) for finding in findings)


def _finding(finding: Diagnostic) -> Finding:
    record = as_record(finding)
    return Finding(
        severity=str(finding.severity),
        slug=finding.slug,
        message=finding.message,
        hint=finding.hint,
        file=str(record["file"] or ""),
        line=finding.span.position[0] if finding.span else 0,
        column=finding.span.position[1] if finding.span else 0,
    )
