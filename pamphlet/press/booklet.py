"""The pages of a pamphlet become the formes of a booklet: two up, both sides, to fold and staple.

What goes where is planned in `press.imposition` and `press.passes`; this module draws it.  Each
page is placed as a Form XObject, so that fonts and pictures stay shared.  What belongs to reading
(tags, links, bookmarks, page labels) is left behind: a sheet is there to be printed, and its order
is not reading order.

PDF counts in points from the lower left corner; what is named `_MM` is in millimetres.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name

from pamphlet.press.imposition import STAPLES_AT
from pamphlet.press.passes import OFFICE_COPIER, Edge, Impression, Machine

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

_FIGURES = (
    "00 20 24 04 00", "03 14 10", "04 24 22 00 20", "04 24 12 22 20 00", "20 24 01 21",
    "24 04 02 22 20 00", "24 04 00 20 22 02", "04 24 10", "00 20 24 04 00 02 22", "00 20 24 04 02 22",
)  # fmt: skip
"""The ten figures as strokes from point to point, on a field 2 wide and 4 high: a mark needs no font."""

_FIGURE_UNIT_MM = 0.6
_FIGURE_WEIGHT_MM = 0.25
_FIGURE_STEP_MM = 4
"""Each signature's number stands so much lower than the one before: a gap in the stairs is a signature missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Size:
    """Width and height of a page or a sheet, in pt."""

    width: float
    height: float

    @property
    def fold(self) -> float:
        """Where a sheet is folded, in pt from its left edge."""
        return self.width / 2

    @property
    def natural_flip(self) -> Edge:
        """The edge that runs as the fold does: the short one, unless two narrow pages stand upright."""
        return Edge.LONG if self.width < self.height else Edge.SHORT

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


def impose(
    pages: bytes,
    impressions: Sequence[Impression],
    *,
    machine: Machine = OFFICE_COPIER,
    two_sided: bool = True,
    kind: str = "booklet to print",
) -> bytes:
    """Print the pages of a PDF on the sides of sheets: the PDF of a pass through a machine.

    A5 pages fill A4 in landscape; other pages fill a sheet of twice their width.  `two_sided`: the
    impressions are front and back of each sheet in turn.  `kind` is what the sheets are, for the
    PDF's title.  The same pages give the same bytes.
    ValueError where the pages cannot be imposed.
    """
    try:
        # A repaired file may have lost pages, and nobody would see it.
        with pikepdf.open(BytesIO(pages), attempt_recovery=False) as source:
            if source.is_encrypted:  # such a file may open without a password and still forbid changes
                raise ValueError("cannot impose an encrypted PDF")
            return _impose(source, impressions, machine, duplex=two_sided, kind=kind)
    except pikepdf.PasswordError as error:
        raise ValueError("cannot impose an encrypted PDF") from error
    except (pikepdf.PdfError, pikepdf.DataDecodingError) as error:
        raise ValueError("cannot impose this: it is not a PDF, or it is damaged") from error


def _impose(
    source: pikepdf.Pdf, impressions: Sequence[Impression], machine: Machine, *, duplex: bool, kind: str
) -> bytes:
    last = max((page for impression in impressions for page in impression.forme.pages), default=0)
    if not source.pages:
        raise ValueError("cannot impose a PDF without pages")
    if last > len(source.pages):
        raise ValueError(f"cannot impose page {last}: there are {len(source.pages)} pages")
    with pikepdf.new() as booklet:
        pages = _forms(source, booklet)
        size = _sheet_size(pages[0].size)
        flip = machine.flip or size.natural_flip
        for impression in impressions:
            placing = _as_machine_needs(machine, size, turned=flip is not size.natural_flip)
            _add_forme(booklet, impression, pages, size=size, placing=placing if impression.is_back else b"")
        _describe(booklet, source, flip if duplex else None, kind)
        return _write(booklet, version=max("1.7", source.pdf_version))


def _as_machine_needs(machine: Machine, size: _Size, *, turned: bool) -> bytes:
    """Operators that place a back side so that it comes out upright and behind its front."""
    operators = []
    if machine.offset_x or machine.offset_y:
        operators.append(f"1 0 0 1 {-machine.offset_x * _PT:.4f} {-machine.offset_y * _PT:.4f} cm")
    if turned:
        operators.append(f"-1 0 0 -1 {size.width:.4f} {size.height:.4f} cm")
    return " ".join(operators).encode("ascii")


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


def _add_forme(
    booklet: pikepdf.Pdf, impression: Impression, pages: tuple[_Page, ...], *, size: _Size, placing: bytes
) -> None:
    """Append one printed side, all of it moved or turned by the operators `placing`."""
    forms = Dictionary()
    operators = []
    for number, placed in _halves(impression, pages, size=size):
        forms[f"/P{number}"] = pages[number - 1].form
        operators.append(placed)
    if impression.marked:
        operators.append(_marks(impression, size))
    booklet.add_blank_page(page_size=(size.width, size.height))
    side = booklet.pages[-1].obj
    side.Resources = Dictionary(XObject=forms)
    side.Contents = booklet.make_stream(b"\n".join([b"q " + placing, *operators, b"Q"] if placing else operators))


def _halves(impression: Impression, pages: tuple[_Page, ...], *, size: _Size) -> Iterator[tuple[int, bytes]]:
    """The number of each page of a forme and the operators that place it."""
    forme, shift = impression.forme, impression.shift * _PT
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


def _marks(impression: Impression, size: _Size) -> bytes:
    """Draw where to fold, at head and foot, and where to staple, in black ink only."""
    fold_tick, half_staple = _FOLD_TICK_MM * _PT, _STAPLE_TICK_MM / 2 * _PT
    operators = [f"q 0 G {_TICK_WEIGHT_MM * _PT:.4f} w [{fold_tick / _FOLD_DASHES:.4f}] 0 d"]
    operators.append(_line(size.fold, 0, fold_tick))
    operators.append(_line(size.fold, size.height - fold_tick, size.height))
    operators.append("[] 0 d")
    if impression.stapled:
        for part in STAPLES_AT:
            middle = size.height * part
            operators.append(_line(size.fold, middle - half_staple, middle + half_staple))
    if impression.signature:
        operators.extend(_number_on_fold(impression.signature, size))
    operators.append("Q")
    return "\n".join(operators).encode("ascii")


def _number_on_fold(number: int, size: _Size) -> Iterator[str]:
    """Write a signature's number across the fold, between the staples, each lower than the one before."""
    unit, digits = _FIGURE_UNIT_MM * _PT, str(number)
    steps = int((STAPLES_AT[1] - STAPLES_AT[0]) * size.height / (_FIGURE_STEP_MM * _PT)) - 5
    step = (number - 1) % steps + 3
    bottom = STAPLES_AT[1] * size.height - step * _FIGURE_STEP_MM * _PT
    left = size.fold - (3 * len(digits) - 1) / 2 * unit
    yield f"{_FIGURE_WEIGHT_MM * _PT:.4f} w 1 J 1 j"
    for place, digit in enumerate(digits):
        points = [
            f"{left + (3 * place + int(point[0])) * unit:.4f} {bottom + int(point[1]) * unit:.4f}"
            for point in _FIGURES[int(digit)].split()
        ]
        yield f"{points[0]} m " + " ".join(f"{point} l" for point in points[1:]) + " S"


def _line(x: float, start: float, end: float) -> str:
    """An upright line at `x` from height `start` to `end`, all in pt."""
    return f"{x:.4f} {start:.4f} m {x:.4f} {end:.4f} l S"


def _describe(booklet: pikepdf.Pdf, source: pikepdf.Pdf, flip: Edge | None, kind: str) -> None:
    """Say what this is, and ask the printer for actual size, on both sides where it turns the sheets."""
    title = str(source.docinfo.get(Name.Title, ""))
    booklet.docinfo[Name.Title] = f"{title} – {kind}" if title else kind.capitalize()
    for key in (Name.Author, Name.CreationDate, Name.ModDate, Name.editioncode):
        if key in source.docinfo:
            booklet.docinfo[key] = str(source.docinfo[key])
    if Name.Lang in source.Root:
        booklet.Root.Lang = str(source.Root.Lang)
    duplex = {None: Name.Simplex, Edge.LONG: Name.DuplexFlipLongEdge, Edge.SHORT: Name.DuplexFlipShortEdge}
    booklet.Root.ViewerPreferences = Dictionary(
        DisplayDocTitle=True,
        Duplex=duplex[flip],
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
