"""A pamphlet and the page map of its paper edition become the pages of the large print edition.

They are laid out in one piece, for the page numbers that they give are known already: those of the
paper edition.  Then they are laid out once more, the same but for the line at their head, which says
which pages of the paper edition each of them shows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pamphlet.apparatus.parts import Pamphlet, part_runs
from pamphlet.diagnostics import Diagnostics
from pamphlet.press.completeness import cover_runs, index_runs, report_lost
from pamphlet.press.layout import Engine, Layout
from pamphlet.press.makeup import WrittenCopy
from pamphlet.press.page_boxes import Passage
from pamphlet.press.words_on_page import lost_texts, lost_words, shown_letters
from pamphlet.typeset.fonts import Font
from pamphlet.typeset.large_print import large_print_document, mark_id
from pamphlet.typeset.templates import places_of_templates
from pamphlet.typeset.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class LargePrint:
    """The large print edition: its PDF, how many pages it has, and which of the paper edition each of them shows."""

    pdf: bytes = field(repr=False)
    extent: int
    shown: tuple[tuple[str, ...], ...]


def make_up_large_print(
    pamphlet: Pamphlet,
    copy: WrittenCopy,
    theme: Theme,
    fonts: tuple[Font, ...],
    moment: dt.datetime,
    diagnostics: Diagnostics,
) -> LargePrint:
    """Lay out large print with the pages of the paper edition, `copy`, marked, and its index of names.

    Words of the manuscript that stand on no page are errors, as is all that the engine reports.
    """
    document = large_print_document(pamphlet, copy.page_map, copy.index, theme.grid, moment)
    runs = [run for part in pamphlet.parts for run in part_runs(part)]
    marks = {mark_id(start.label): start.label for start in copy.page_map.starts}
    blocks = frozenset(run.id for run in runs) | frozenset(marks)

    def laid_out(heads: str) -> Layout:
        engine = Engine(
            fonts=fonts,
            sheets=(*theme.paper, ("heads.css", heads)),
            pictures={name: picture.data for name, picture in pamphlet.images.items()},
            diagnostics=diagnostics,
        )
        return engine.lay_out(document)

    first = laid_out("").passages(blocks | places_of_templates(pamphlet, copy.index))
    shown = tuple(_labels_shown(first, marks))
    pages = laid_out("".join(_heads(shown)))
    pdf = pages.pdf(frozenset(face.name for face in theme.faces))
    read_back = shown_letters(pdf, pages.text_areas())
    passages = [[each for each in page if each.block not in marks] for page in pages.passages(blocks)]
    report_lost(lost_words(read_back, passages, runs), diagnostics)
    whole = "".join(read_back)
    for made in cover_runs(pamphlet):
        report_lost(lost_texts(whole, made), diagnostics)
    report_lost(lost_texts(whole, index_runs(copy.index)), diagnostics)
    return LargePrint(pdf=pdf, extent=pages.extent, shown=shown)


def _labels_shown(pages: Sequence[Sequence[Passage]], marks: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """For each page the labels of the marked pages that it shows: the one that it begins in, those that begin on it."""
    absent = set(marks) - {passage.block for page in pages for passage in page}
    if absent:
        raise AssertionError(f"no mark says where these pages begin: {', '.join(sorted(absent))}")
    begun: tuple[str, ...] = ()
    for page in pages:
        begins_with_mark = bool(page) and page[0].block in marks
        new = tuple(marks[passage.block] for passage in page if passage.block in marks)
        yield new if begins_with_mark else (*begun, *new)
        begun = new[-1:] or begun


def _heads(pages: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for number, labels in enumerate(pages, 1):
        yield f'@page :nth({number}){{@top-left{{content:"{_head(labels)}"}}}}'


def _head(labels: tuple[str, ...]) -> str:
    match labels:
        case ():
            return ""
        case (only,):
            return f"Page {only}"
        case (first, second):
            return f"Pages {first} and {second}"
        case _:
            return f"Pages {labels[0]} to {labels[-1]}"
