"""Small PDFs for tests: pages with boxes, a font, some words, and whatever a test adds."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name

MM = 72 / 25.4
A5, A4, A4_WIDE = (148.0, 210.0), (210.0, 297.0), (297.0, 210.0)
WORDS = "Published by the branch at 1 Example Street and printed by the same hands in the same place for all of you"

Change = Callable[[pikepdf.Pdf], None]


def drawn(  # noqa: PLR0913  # each is a thing that one of the tests changes
    content: str = "",
    *,
    pages: int = 4,
    size: tuple[float, float] = A5,
    bleed: float = 3.0,
    points: float = 10.0,
    words: str = WORDS,
    tagged: bool = False,
    change: Change | None = None,
) -> bytes:
    """A PDF without faults, `size` and `bleed` in mm: words in the middle of each page, and some more content."""
    pdf = pikepdf.new()
    width, height = (side * MM for side in size)
    margin = bleed * MM
    font = pdf.make_indirect(_font(pdf))
    shown = f"BT /F {points} Tf 1 0 0 1 30 {height / 2:.2f} Tm ({words}) Tj ET"
    text = f"/P <</MCID 0>> BDC {shown} EMC" if tagged else shown
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=(width + 2 * margin, height + 2 * margin)).obj
        page.MediaBox = page.BleedBox = Array([-margin, -margin, width + margin, height + margin])
        page.TrimBox = Array([0, 0, width, height])
        page.Resources = Dictionary(Font=Dictionary(F=font))
        page.Contents = pdf.make_stream(f"0 g {text}\n{content}".encode("latin-1"))
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = "A pamphlet"
    pdf.docinfo.Title = pikepdf.String("A pamphlet")
    if tagged:
        _tag(pdf)
    if change:
        change(pdf)
    return saved(pdf)


def saved(pdf: pikepdf.Pdf, encryption: pikepdf.Encryption | None = None) -> bytes:
    """The bytes of a PDF."""
    data = io.BytesIO()
    pdf.save(data, deterministic_id=encryption is None, encryption=encryption or False)
    return data.getvalue()


def changed(data: bytes, change: Change) -> bytes:
    """A PDF after a change."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        return saved(pdf)


def every_page(key: str, value: object) -> Change:
    """Sets an entry of every page."""

    def change(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.obj[key] = value

    return change


def resource(kind: str, name: str, make: Callable[[pikepdf.Pdf], object]) -> Change:
    """Adds a resource to every page."""

    def change(pdf: pikepdf.Pdf) -> None:
        made = make(pdf)
        for page in pdf.pages:
            if kind not in page.obj.Resources:
                page.obj.Resources[kind] = Dictionary()
            page.obj.Resources[kind][name] = made

    return change


def image(width: int, height: int, space: object = Name.DeviceGray, *, bits: int = 8, data: bytes = b"") -> Change:
    """Adds a picture `/I` to every page."""

    def make(pdf: pikepdf.Pdf) -> object:
        return pdf.make_stream(
            data or bytes(width * height),
            Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height, ColorSpace=space, BitsPerComponent=bits,
        )  # fmt: skip

    return resource("/XObject", "/I", make)


def form(content: str, **entries: object) -> Change:
    """Adds a form `/X` to every page, which lends its resources."""

    def make(pdf: pikepdf.Pdf) -> object:
        box = Array([-1000, -1000, 1000, 1000])
        return pdf.make_stream(content.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=box, **entries)

    return resource("/XObject", "/X", make)


def _font(pdf: pikepdf.Pdf) -> Dictionary:
    described = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Sample"), Flags=32, FontFile=pdf.make_stream(b""),
        FontBBox=Array([0, -200, 1000, 800]), ItalicAngle=0, Ascent=800, Descent=-200, CapHeight=700, StemV=80,
    )  # fmt: skip
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/ABCDEF+Sample"), Encoding=Name.WinAnsiEncoding,
        FirstChar=32, LastChar=126, Widths=Array([200] * 95), FontDescriptor=described,
    )  # fmt: skip


def _tag(pdf: pikepdf.Pdf) -> None:
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.K = Array(
        [pdf.make_indirect(Dictionary(S=Name.P, P=root, Pg=page.obj, K=0)) for page in pdf.pages]
    )  # fmt: skip
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = pikepdf.String("en-GB")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
