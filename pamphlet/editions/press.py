"""The laid-out pages become the copy for a print shop: single pages with bleed and crop marks, in one file or two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pamphlet.apparatus.parts import Endnotes, Fates, NamesIndex, Part, part_runs
from pamphlet.edition_settings import PressSettings
from pamphlet.editions.job import Job
from pamphlet.editions.product import Edition, Printed, Product
from pamphlet.manuscript.document import Block, Figure, Section
from pamphlet.manuscript.traversal import blocks_within
from pamphlet.press.completeness import report_lost
from pamphlet.press.imposition import PAGES_PER_SHEET, pages_in_reading_order
from pamphlet.press.page_boxes import Area
from pamphlet.press.plates import BlackInk, FourInks, Inks
from pamphlet.press.press_copy import PressCopy, Side, single_pages, wrapper
from pamphlet.press.profile import Profile, ProfileProblem, read_profile
from pamphlet.press.resolution import coarse_pictures
from pamphlet.press.words_on_page import lost_words, shown_letters
from pamphlet.workspace import PROFILE_SUFFIXES, FileProblem

_NOWHERE = Area(left=-9, bottom=-9, right=-9, top=-9)
"""The text area of a page that is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """A file to be made: how its name ends, its sides, and what to tell the print shop of it."""

    ending: str
    sides: tuple[Side, ...]
    advice: tuple[str, ...]
    is_cover: bool = False

    @property
    def places(self) -> int:
        """How many pages it has, blanks among them."""
        return sum(len(side.pages) for side in self.sides)

    @property
    def extent(self) -> int:
        """How many pages it has without the blanks."""
        return sum(page is not None for side in self.sides for page in side.pages)


def make(job: Job) -> Iterator[Product]:
    """The press copy; what is coarse, missing or lost in it is a finding."""
    job.workshop.announce("making the press copy")
    _report_coarse_pictures(job)
    settings = job.pamphlet.settings
    profile = _profile(job, settings.editions.press)
    job.diagnostics.stop_on_errors()
    pages = job.layout.press_pdf(frozenset(face.name for face in job.theme.faces))
    copy = PressCopy(pages, _inks(settings.editions.press, profile), profile)
    shown: dict[int, str] = {}
    for file in _files(job):
        pdf = copy.file(file.sides)
        shown |= _shown(copy, pdf, file.sides, job.layout.text_areas())
        yield Product(
            edition=Edition.PRESS,
            file_name=job.file_name(file.ending),
            data=pdf,
            pages=len(file.sides),
            printed=Printed(
                extent=file.extent,
                blanks=file.places - file.extent,
                sheets=file.places // PAGES_PER_SHEET,
                paper=settings.paper.trim.name,
                advice=file.advice,
                fit=job.copy.fit,
                is_cover=file.is_cover,
            ),
        )
    _check_words(job, [shown[number] for number in sorted(shown)])


# -- files -----------------------------------------------------------------------------------


def _files(job: Job) -> tuple[_File, ...]:
    settings = job.pamphlet.settings
    press, paper = settings.editions.press, settings.paper
    pages = pages_in_reading_order(job.copy.extent)
    inner = pages[2:-2]
    name = paper.trim.name
    binding = "stapled (saddle stitched)" if press.binding == "stapled" else "perfect bound"
    inks = "in colour" if press.colour else "in black only"
    if not press.separate_cover or not inner:
        order = f"{len(pages)} pages {name}, cover included, printed {inks} on both sides, {binding}"
        advice = (_SEND, f"Order: {order}.", *_about_spine(press, len(inner), paper.caliper))
        return (_File(ending="-press.pdf", sides=single_pages(pages), advice=advice),)
    order = f"Order: {len(inner)} pages {name} and a cover of 4 pages, printed {inks} on both sides, {binding}."
    spine = _spine(len(inner), paper.caliper)
    if press.binding == "perfect":
        cover: tuple[Side, ...] = wrapper(pages, spine)
        of_cover: tuple[str, ...] = (
            "The cover file shows the cover as it lies open: its outside (back, spine, front), then its inside.",
            *_about_spine(press, len(inner), paper.caliper),
        )
    else:
        cover = single_pages((*pages[:2], *pages[-2:]))
        of_cover = ("The cover is four single pages: front, inside front, inside back, back.",)
    return (
        _File(ending="-press-cover.pdf", sides=cover, advice=of_cover, is_cover=True),
        _File(ending="-press-inner.pdf", sides=single_pages(inner), advice=(_SEND, order)),
    )


_SEND = "Send these pages to the print shop, never the booklet: the shop puts them in order itself."


def _spine(inner_pages: int, caliper: float) -> float:
    """How wide, in mm, the back of so many pages is: each leaf has two of them and the thickness of its paper."""
    return inner_pages / 2 * caliper


def _about_spine(press: PressSettings, inner_pages: int, caliper: float) -> tuple[str, ...]:
    if press.binding == "stapled":
        return ()
    reckoned = f"{inner_pages // 2} leaves of {caliper:g} mm, the cover not counted"
    return (
        f"The spine is {_spine(inner_pages, caliper):.1f} mm wide ({reckoned}); it is left blank.",
        "Ask the shop how wide it makes the spine, and set `caliper` in pamphlet.toml if it differs.",
    )


# -- colours ---------------------------------------------------------------------------------


def _profile(job: Job, press: PressSettings) -> Profile | None:
    """The print shop's profile; None where there is none, or where it is a finding."""
    if not press.profile:
        return None
    folder = job.workshop.folder
    try:
        profile = read_profile(folder.read_bytes(press.profile, PROFILE_SUFFIXES), press.condition)
    except (FileProblem, ProfileProblem) as problem:
        hint = "ask the print shop for the ICC profile of its press, or leave `profile` out"
        job.diagnostics.error(
            "press-profile", f"the profile `{press.profile}` {problem}", press.profile_span, hint=hint
        )
        return None
    if press.colour and profile.inks == 1:
        job.diagnostics.error(
            "press-profile",
            f"the profile `{press.profile}` is for black ink alone, and `pictures` asks for colour",
            press.profile_span,
            hint='write `pictures = "grey"`, or ask the print shop for a profile of four inks',
        )
        return None
    return profile


def _inks(press: PressSettings, profile: Profile | None) -> Inks | None:
    """What colours become; None where they stay as they are."""
    if not press.colour:
        return BlackInk()
    return FourInks(profile) if profile else None


# -- findings --------------------------------------------------------------------------------


def _report_coarse_pictures(job: Job) -> None:
    figures = [figure for part in job.on_paper.parts for figure in _figures(part)]
    placed = job.layout.pictures(frozenset(figure.id for figure in figures))
    for coarse in coarse_pictures(figures, placed, job.pamphlet.images):
        job.diagnostics.warning(
            "picture-resolution",
            f"the picture `{coarse.figure.image}` has {coarse.ppi} pixels per inch as it is set, "
            f"{coarse.width:.0f} mm wide; a press needs {coarse.needed}",
            coarse.figure.span,
            hint=f"find a larger one: this one would do at a width of {coarse.widest:.0f} mm",
        )


def _figures(part: Part) -> Iterator[Figure]:
    return (block for block in blocks_within(_blocks(part)) if isinstance(block, Figure))


def _blocks(part: Part) -> Iterable[Block]:
    match part:
        case Section():
            return part.blocks
        case Fates():
            entries = (block for entry in part.entries for block in (*entry.blocks, *entry.source))
            return (*part.introduction, *entries, *part.closing)
        case Endnotes():
            return (block for group in part.groups for note in group.notes for block in note.blocks)
        case NamesIndex():
            return ()


def _shown(copy: PressCopy, pdf: bytes, sides: Sequence[Side], areas: Sequence[Area]) -> dict[int, str]:
    """What the pages of a file show in their text areas, by their numbers."""
    placed = [[*copy.areas(side, areas).items()] for side in sides]
    shown: dict[int, str] = {}
    for place in range(max(map(len, placed))):
        here = [each[place] if place < len(each) else (0, _NOWHERE) for each in placed]
        letters = shown_letters(pdf, [area for _, area in here])
        shown |= {number: text for (number, _), text in zip(here, letters, strict=True) if number}
    return shown


def _check_words(job: Job, shown: Sequence[str]) -> None:
    """All words of the manuscript are there; and on the pages without such words, those of the reading copy."""
    runs = [run for part in job.on_paper.parts for run in part_runs(part)]
    layout = job.layout
    lost = list(lost_words(shown, layout.passages(frozenset(run.id for run in runs)), runs))
    report_lost(lost, job.diagnostics)
    reading = shown_letters(job.copy.pdf, layout.text_areas())
    for number, (here, there) in enumerate(zip(shown, reading, strict=True), 1):
        if here != there and not lost:
            job.diagnostics.error(
                "words-off-page", f"page {number} of the press copy does not show the words of the reading copy"
            )
