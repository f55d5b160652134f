"""The pages of a pamphlet become the formes of a booklet: two up, both sides, to fold and staple.

The arithmetic is in `press.imposition`; this module draws it.  Each page is placed as a Form
XObject, so that fonts and pictures stay shared.  What belongs to reading (tags, links, bookmarks,
page labels) is left behind: a sheet is there to be printed, and its order is not reading order.

PDF counts in points from the lower left corner; what is named `_MM` is in millimetres.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name

from pamphlet.press.imposition import STAPLES_AT, Forme, blanks_needed, creep, saddle_stitch

_PT = 72 / 25.4
"""Points in a millimetre."""

_SAME_SIZE_MM = 0.1
"""Sizes that differ by less are the same: writers of PDFs round differently."""

_A5_MM = (148, 210)
_A4_LANDSCAPE_MM = (297, 210)

_TICK_WEIGHT_MM = 0.1
_FOLD_TICK_MM = 8
"""From the edge of the sheet inwards: a copier prints nothing in the outermost 4 to 5 mm."""

_FOLD_DASHES = 9
"""Dashes and gaps together: odd, so that a dash stands at either end, one within the printable area."""

_STAPLE_TICK_MM = 10
"""Shorter than the back of a 26/6 staple, nearly 13 mm, which so covers it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Booklet:
    """Formes in the order front, back, front, back, and what whoever prints them wants to know.

    `extent` counts the pages without the `blanks`; `creep` is that of the innermost sheet, in mm.
    """

    pdf: bytes = field(repr=False)
    extent: int
    sheets: int
    blanks: int
    creep: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Size:
    """Width and height of a page or a sheet, in pt."""

    width: float
    height: float

    @property
    def fold(self) -> float:
        """Where a sheet is folded, in pt from its left edge."""
        return self.width / 2

    def equals(self, other: _Size) -> bool:
        """Whether two sizes differ by no more than rounding."""
        return max(abs(self.width - other.width), abs(self.height - other.height)) < _SAME_SIZE_MM * _PT

    def __str__(self) -> str:
        return f"{self.width / _PT:.1f} × {self.height / _PT:.1f} mm"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A page as a form of the booklet: its trim begins at (`left`, `bottom`), in pt."""

    form: pikepdf.Object
    left: float
    bottom: float
    size: _Size


def impose(pages: bytes, *, caliper: float) -> Booklet:
    """Impose the pages of a PDF on sheets of paper `caliper` mm thick.

    A5 pages fill A4 in landscape; other pages fill a sheet of twice their width.  The same pages
    give the same bytes.  ValueError where the pages cannot be imposed.
    """
    try:
        # A repaired file may have lost pages, and nobody would see it.
        with pikepdf.open(BytesIO(pages), attempt_recovery=False) as source:
            return _impose(source, caliper)
    except pikepdf.PasswordError as error:
        raise ValueError("cannot impose an encrypted PDF") from error
    except (pikepdf.PdfError, pikepdf.DataDecodingError) as error:
        raise ValueError("cannot impose this: it is not a PDF, or it is damaged") from error


def _impose(source: pikepdf.Pdf, caliper: float) -> Booklet:
    if source.is_encrypted:  # such a file may open without a password and still forbid changes
        raise ValueError("cannot impose an encrypted PDF")
    extent = len(source.pages)
    if not extent:
        raise ValueError("cannot impose a PDF without pages")
    plan = saddle_stitch(extent)
    with pikepdf.new() as booklet:
        pages = _forms(source, booklet)
        size = _sheet_size(pages[0].size)
        for sheet in plan:
            shift = creep(sheet.number, caliper) * _PT
            _add_forme(booklet, sheet.front, pages, size=size, shift=shift)
            _add_forme(booklet, sheet.back, pages, size=size, shift=shift)
        booklet.pages[0].contents_add(_ticks(size, stapled=len(plan) > 1))
        _describe(booklet, source, size)
        pdf = _write(booklet, version=max("1.7", source.pdf_version))
    innermost = creep(len(plan) - 1, caliper)
    return Booklet(pdf=pdf, extent=extent, sheets=len(plan), blanks=blanks_needed(extent), creep=innermost)


def _forms(source: pikepdf.Pdf, booklet: pikepdf.Pdf) -> tuple[_Page, ...]:
    """Bring the pages over, in reading order; ValueError where one differs in size from the first."""
    pages = tuple(_form(page, booklet) for page in source.pages)
    first = pages[0].size
    for number, page in enumerate(pages, start=1):
        if not page.size.equals(first):
            raise ValueError(f"cannot impose pages of several sizes: page 1 is {first}, page {number} is {page.size}")
    return pages


def _form(page: pikepdf.Page, booklet: pikepdf.Pdf) -> _Page:
    # qpdf makes the TrimBox, or else the MediaBox, the form's BBox, which clips bleed and crop
    # marks, and turns what /Rotate and /UserUnit do to a page into the form's Matrix.
    form = booklet.copy_foreign(page.as_form_xobject())
    matrix = pikepdf.Matrix(form.Matrix) if Name.Matrix in form else pikepdf.Matrix()
    trim = matrix.transform(pikepdf.Rectangle(*(float(number) for number in form.BBox)))
    return _Page(form=form, left=trim.llx, bottom=trim.lly, size=_Size(width=trim.width, height=trim.height))


def _sheet_size(page: _Size) -> _Size:
    """The sheet on which two such pages lie side by side.

    Half of A4 is 148.5 mm wide and A5 is 148: half a millimetre stays white at the fore-edge.
    """
    if page.equals(_size_in_mm(*_A5_MM)):
        return _size_in_mm(*_A4_LANDSCAPE_MM)
    return _Size(width=2 * page.width, height=page.height)


def _size_in_mm(width: float, height: float) -> _Size:
    return _Size(width=width * _PT, height=height * _PT)


def _add_forme(booklet: pikepdf.Pdf, forme: Forme, pages: tuple[_Page, ...], *, size: _Size, shift: float) -> None:
    """Append one printed side, its pages moved towards the fold by `shift` pt."""
    forms = Dictionary()
    operators = []
    for number, placed in _halves(forme, pages, size=size, shift=shift):
        forms[f"/P{number}"] = pages[number - 1].form
        operators.append(placed)
    booklet.add_blank_page(page_size=(size.width, size.height))
    side = booklet.pages[-1].obj
    side.Resources = Dictionary(XObject=forms)
    side.Contents = booklet.make_stream(b"\n".join(operators))


def _halves(forme: Forme, pages: tuple[_Page, ...], *, size: _Size, shift: float) -> Iterator[tuple[int, bytes]]:
    """The number of each page of a forme and the operators that place it."""
    if forme.left is not None:
        page = pages[forme.left - 1]
        left = size.fold - page.size.width + shift
        yield forme.left, _place(forme.left, page, left=left, size=size, clip_left=0)
    if forme.right is not None:
        page = pages[forme.right - 1]
        yield forme.right, _place(forme.right, page, left=size.fold - shift, size=size, clip_left=size.fold)


def _place(number: int, page: _Page, *, left: float, size: _Size, clip_left: float) -> bytes:
    """Show a page with its trim at `left` pt, within the half of the sheet that begins at `clip_left` pt."""
    bottom = (size.height - page.size.height) / 2
    return (
        f"q {clip_left:.4f} 0 {size.fold:.4f} {size.height:.4f} re W n "
        f"1 0 0 1 {left - page.left:.4f} {bottom - page.bottom:.4f} cm /P{number} Do Q"
    ).encode("ascii")


def _ticks(size: _Size, *, stapled: bool) -> bytes:
    """Draw where to fold, at head and foot, and where to staple, in black ink only."""
    fold_tick, half_staple = _FOLD_TICK_MM * _PT, _STAPLE_TICK_MM / 2 * _PT
    operators = [f"q 0 G {_TICK_WEIGHT_MM * _PT:.4f} w [{fold_tick / _FOLD_DASHES:.4f}] 0 d"]
    operators.append(_line(size.fold, 0, fold_tick))
    operators.append(_line(size.fold, size.height - fold_tick, size.height))
    if stapled:
        operators.append("[] 0 d")
        for part in STAPLES_AT:
            middle = size.height * part
            operators.append(_line(size.fold, middle - half_staple, middle + half_staple))
    operators.append("Q")
    return "\n".join(operators).encode("ascii")


def _line(x: float, start: float, end: float) -> str:
    """An upright line at `x` from height `start` to `end`, all in pt."""
    return f"{x:.4f} {start:.4f} m {x:.4f} {end:.4f} l S"


def _describe(booklet: pikepdf.Pdf, source: pikepdf.Pdf, size: _Size) -> None:
    """Say what this is, and ask the printer for actual size on both sides."""
    title = str(source.docinfo.get(Name.Title, ""))
    booklet.docinfo[Name.Title] = f"{title} – booklet to print" if title else "Booklet to print"
    for key in (Name.Author, Name.CreationDate, Name.ModDate):
        if key in source.docinfo:
            booklet.docinfo[key] = str(source.docinfo[key])
    if Name.Lang in source.Root:
        booklet.Root.Lang = str(source.Root.Lang)
    # The back is turned about the fold's direction: the short edge, unless the pages are so
    # narrow that two of them still stand upright.
    upright = size.width < size.height
    booklet.Root.ViewerPreferences = Dictionary(
        DisplayDocTitle=True,
        Duplex=Name.DuplexFlipLongEdge if upright else Name.DuplexFlipShortEdge,
        PickTrayByPDFSize=True,
        PrintScaling=Name("/None"),  # `Name.None` would be a syntax error
    )


def _write(booklet: pikepdf.Pdf, *, version: str) -> bytes:
    """The PDF's bytes, which depend on its content alone."""
    written = BytesIO()
    booklet.save(
        written,
        min_version=version,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        deterministic_id=True,
    )
    return written.getvalue()
