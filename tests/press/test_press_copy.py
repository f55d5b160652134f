"""The copy for a print shop, read back as the shop's own programs would: boxes, marks, inks, claims, words."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from conftest import MOMENT, Pages, Sample, letters, page_texts, said
from PIL import Image, ImageCms

from pamphlet.apparatus.parts import Pamphlet
from pamphlet.diagnostics import Diagnostic, Diagnostics, Refused, as_text
from pamphlet.edition_settings import PressSettings
from pamphlet.editions import press
from pamphlet.editions.job import Job
from pamphlet.editions.product import Edition, Product
from pamphlet.press.layout import Layout
from pamphlet.press.makeup import ReadingCopy
from pamphlet.press.plates import BlackInk
from pamphlet.typeset.fonts import Font
from pamphlet.typeset.theme import Theme
from pamphlet.workshop import Workshop

PT = 72 / 25.4
A5 = (148 * PT, 210 * PT)
PROSE = "The bakers of Corn Street put up the price of a loaf. " * 14


def picture(mode: str, size: tuple[int, int] = (600, 400), form: str = "PNG") -> bytes:
    """A picture with all colours in it, soft at one edge where its mode can be."""
    bands = [Image.linear_gradient("L").rotate(turn).resize(size) for turn in (0, 90, 180)]
    made = Image.merge("RGB", bands)
    if mode == "RGBA":
        made.putalpha(bands[0])
    data = io.BytesIO()
    made.convert(mode).save(data, form)
    return data.getvalue()


DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60"><defs><linearGradient id="g">
<stop offset="0" stop-color="red"/><stop offset="0.5" stop-color="#777"/>
<stop offset="1" stop-color="blue" stop-opacity="0.3"/></linearGradient></defs>
<rect width="200" height="40" fill="url(#g)"/><rect y="42" width="50" height="9" fill="#0a0" opacity="0.5"/>
<circle cx="90" cy="50" r="4" stroke="oklch(60% 0.2 30)" fill="none"/></svg>"""
COLOURFUL: Mapping[str, str | bytes] = {
    "body/01-bread.md": "# Bread\n\nIt rose.\n\n"
    + "".join(
        f"![Colours](images/{name})\n\n" for name in ("a.png", "b.jpg", "soft.png", "ink.jpg", "line.png", "d.svg")
    ),
    "images/a.png": picture("RGB"),
    "images/b.jpg": picture("RGB", form="JPEG"),
    "images/soft.png": picture("RGBA"),
    "images/ink.jpg": picture("CMYK", form="JPEG"),
    "images/line.png": picture("1"),
    "images/d.svg": DRAWING,
}
COLOURS_OF_TEXT = (
    "h1 { color: #c00 } p { color: oklch(50% 0.2 250) } @page { border-left: 1pt solid device-cmyk(0 1 1 0) }"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The files of a press copy by the endings of their names, and what was found on the way."""

    products: Mapping[str, Product]
    findings: Diagnostics

    @property
    def report(self) -> str:
        """The findings as a person would read them."""
        return as_text(self.findings)

    def file(self, folder: Path, ending: str = "press") -> Path:
        """A file, written into a folder."""
        path = folder / f"{ending}.pdf"
        path.write_bytes(self.products[ending].data)
        return path


@pytest.fixture(scope="module")
def made(workshop: Callable[..., Workshop], theme: Theme, fonts: tuple[Font, ...]) -> Callable[..., Made]:
    """Makes the press copy of laid-out pages, with settings of [editions.press] and files of the manuscript."""

    def make(pamphlet: Pamphlet, copy: ReadingCopy, files: Mapping[str, bytes] | None = None, **wanted: object) -> Made:
        settings = pamphlet.settings
        editions = replace(settings.editions, press=replace(settings.editions.press, **wanted))  # type: ignore[arg-type]  # as the tests name them
        findings = Diagnostics()
        job = Job(
            workshop=workshop(files or {}),
            pamphlet=replace(pamphlet, settings=replace(settings, editions=editions)),
            theme=theme,
            fonts=fonts,
            copy=copy,
            moment=MOMENT,
            diagnostics=findings,
        )
        products = {re.sub(r".*?(press.*)\.pdf", r"\1", product.file_name): product for product in press.make(job)}
        return Made(products=products, findings=findings)

    return make


@pytest.fixture(scope="module")
def whole(sample: Sample, made: Callable[..., Made]) -> Made:
    """The press copy of the sample."""
    done = made(sample.pamphlet, sample.copy)
    assert done.report == ""
    return done


@pytest.fixture(scope="module")
def file(whole: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its one file."""
    return whole.file(tmp_path_factory.mktemp("press"))


@pytest.fixture(scope="module")
def colourful(laid_out: Callable[..., Pages]) -> Pages:
    """Pages with every kind of colour on them."""
    pages = laid_out(COLOURFUL, COLOURS_OF_TEXT)
    assert pages.report == ""
    return pages


@pytest.fixture(scope="module")
def small(laid_out: Callable[..., Pages]) -> Pages:
    """A pamphlet of a few pages."""
    return laid_out({"body/01-bread.md": f"# Bread\n\n{PROSE}\n\n" + f"{PROSE}\n\n" * 9})


@pytest.fixture(scope="module")
def cmyk() -> bytes:
    """A profile of a press with four inks: that of Ghostscript, wherever it keeps it."""
    places = re.findall(r"^ +(/\S+?)/? *:?$|(?<= : )(/\S+)", said("gs", "-h"), re.MULTILINE)
    folders = [Path(place) for pair in places for place in pair if place]
    roots = {*folders, *(folder.parent / "iccprofiles" for folder in folders), Path("/usr/share/color/icc/ghostscript")}
    for root in sorted(roots):
        if (root / "default_cmyk.icc").is_file():
            return (root / "default_cmyk.icc").read_bytes()
    pytest.skip("this Ghostscript keeps its profiles within itself")


def coloured(file: Path) -> list[int]:
    """The pages, from 1, on which Ghostscript finds cyan, magenta or yellow ink."""
    rows = re.findall(
        r"^ *([\d.]+) +([\d.]+) +([\d.]+) +([\d.]+) CMYK",
        said("gs", "-q", "-o", "-", "-sDEVICE=inkcov", file),
        re.MULTILINE,
    )
    assert rows
    return [number for number, row in enumerate(rows, 1) if any(float(part) for part in row[:3])]


def box(page: pikepdf.Page, name: str) -> list[float]:
    """A box of a page as numbers."""
    return [float(edge) for edge in page.obj[name]]


def streams(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    """The streams of a subtype: images or forms."""
    return [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == kind]


def operators(pdf: pikepdf.Pdf) -> set[str]:
    """Every operator that a page or a form uses."""
    drawn = [page.obj for page in pdf.pages] + streams(pdf, "/Form")
    return {str(each.operator) for stream in drawn for each in pikepdf.parse_content_stream(stream)}


# -- pages -----------------------------------------------------------------------------------


def test_each_page_stands_alone_with_its_boxes(file: Path) -> None:
    """Trim is A5 to a hundredth of a point, bleed 3 mm around it, and outside there is room for the marks."""
    with pikepdf.open(file) as pdf:
        for page in pdf.pages:
            media, bleed, trim = (box(page, name) for name in ("/MediaBox", "/BleedBox", "/TrimBox"))
            assert [trim[2] - trim[0], trim[3] - trim[1]] == pytest.approx(A5, abs=0.01)
            assert [b - t for b, t in zip(bleed, trim, strict=True)] == pytest.approx(
                [-3 * PT, -3 * PT, 3 * PT, 3 * PT], abs=0.01
            )
            assert media[:2] == [0, 0]
            assert [m - b for m, b in zip(media, bleed, strict=True)] == pytest.approx(
                [-7 * PT, -7 * PT, 7 * PT, 7 * PT], abs=0.01
            )
            assert "/Rotate" not in page.obj
            assert "/CropBox" not in page.obj


def test_blanks_before_the_last_page_make_whole_sheets(whole: Made, file: Path, sample: Sample) -> None:
    """The extent is a multiple of four, the back cover remains the last page, and blanks are pages like the others."""
    texts = [letters(page) for page in page_texts(file, 0, 700)]
    reading = [letters(page) for page in page_texts(sample.file(Edition.READING), 0, 700)]
    blanks = -len(reading) % 4
    assert len(texts) % 4 == 0
    assert texts == [*reading[:-1], *[""] * blanks, reading[-1]]
    printed = whole.products["press"].printed
    assert printed
    assert (printed.extent, printed.blanks, printed.paper) == (len(reading), blanks, "A5")
    assert whole.products["press"].pages == len(texts)


def test_nothing_is_left_that_serves_on_a_screen(file: Path, sample: Sample) -> None:
    """No links, bookmarks, names, labels, tags, wishes to a viewer; title, author and edition code stay; no claims."""
    with pikepdf.open(file) as pdf:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
        assert not [page for page in pdf.pages if "/Annots" in page.obj or "/StructParents" in page.obj]
        assert "BDC" not in operators(pdf)
        assert set(pdf.docinfo.keys()) == {"/Title", "/Author", "/CreationDate", "/ModDate", "/editioncode"}
        settings = sample.pamphlet.settings
        assert pdf.docinfo["/Title"] == f"{settings.title}: {settings.subtitle}"
        assert pdf.docinfo["/Author"] == settings.authors[0].name
        assert not pdf.is_encrypted
    said("qpdf", "--check", file)


def test_fonts_are_embedded(file: Path) -> None:
    """All of them, and there are some."""
    rows = said("pdffonts", file).splitlines()[2:]
    assert len(rows) >= 2
    assert {row.split()[-5] for row in rows} == {"yes"}


def strokes(page: pikepdf.Page) -> Iterator[tuple[float, float, float, float]]:
    """The strokes that a page draws itself: its marks."""
    here = (0.0, 0.0)
    for instruction in pikepdf.parse_content_stream(page):
        assert isinstance(instruction, pikepdf.ContentStreamInstruction)
        numbers = [
            float(str(operand))
            for operand in instruction.operands
            if not isinstance(operand, pikepdf.Name | pikepdf.Array)
        ]
        if str(instruction.operator) == "m":
            here = (numbers[0], numbers[1])
        elif str(instruction.operator) == "l":
            yield (*here, numbers[0], numbers[1])


def test_crop_marks_point_at_the_corners_from_outside_the_bleed(file: Path) -> None:
    """Two at each corner, in line with the trim, 5 mm long, none within the bleed, a quarter of a point thick."""
    with pikepdf.open(file) as pdf:
        for page in pdf.pages:
            left, bottom, right, top = box(page, "/TrimBox")
            low, high = left - 3 * PT, right + 3 * PT
            marks = list(strokes(page))
            assert len(marks) == 8
            for x, y, to_x, to_y in marks:
                assert abs(to_x - x) + abs(to_y - y) == pytest.approx(5 * PT, abs=0.01)
                if x == to_x:
                    assert min(abs(x - left), abs(x - right)) < 0.01
                    assert max(y, to_y) < bottom - 3 * PT or min(y, to_y) > top + 3 * PT
                else:
                    assert min(abs(y - bottom), abs(y - top)) < 0.01
                    assert max(x, to_x) < low or min(x, to_x) > high
            assert b"0 G 0.25 w" in page.obj.Contents.read_bytes()


def test_colour_runs_into_the_bleed_and_no_further(laid_out: Callable[..., Pages], made: Callable[..., Made]) -> None:
    """A page in black is black to 3 mm beyond the trim; the reading copy of the same layout shows the trim alone."""
    pages = laid_out({"body/01-bread.md": "# Bread\n\nIt rose.\n"}, "@page { background: black } html { color: white }")
    done = made(pages.pamphlet, pages.copy)
    assert done.report == ""
    with pypdfium2.PdfDocument(done.products["press"].data) as document:
        picture = document[0].render(scale=4).to_pil().convert("L")
    middle = picture.height // 2
    row = [picture.getpixel((x, middle)) for x in range(picture.width)]
    dark = [x / 4 for x, value in enumerate(row) if value == 0]
    assert dark[0] == pytest.approx(7 * PT, abs=0.5)
    assert dark[-1] == pytest.approx(picture.width / 4 - 7 * PT, abs=0.5)
    with pikepdf.open(io.BytesIO(pages.copy.pdf)) as pdf:
        for page in pdf.pages:
            assert box(page, "/MediaBox") == box(page, "/TrimBox") == box(page, "/BleedBox")
            assert box(page, "/MediaBox") == pytest.approx([0, 0, *A5], abs=0.01)


@pytest.mark.parametrize("number", [1, 5, -2])
def test_a_page_that_lost_its_words_is_an_error(
    number: int, sample: Sample, made: Callable[..., Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the cover, in a chapter or in the index: the press copy is read back too."""
    written = sample.copy.layout.press_pdf(frozenset({"Literata", "Literata Display"}))

    def emptied(_layout: Layout, _families: frozenset[str]) -> bytes:
        data = io.BytesIO()
        with pikepdf.open(io.BytesIO(written)) as pdf:
            pdf.pages[number - 1 if number > 0 else number].obj.Contents = pdf.make_stream(b"")
            pdf.save(data)
        return data.getvalue()

    monkeypatch.setattr(Layout, "press_pdf", emptied)
    findings = made(sample.pamphlet, sample.copy).findings
    assert {finding.slug for finding in findings} == {"words-off-page"}
    assert findings.has_errors


def test_same_pages_same_bytes(sample: Sample, made: Callable[..., Made], whole: Made) -> None:
    """However often, and whatever was written from the layout before; nor is the reading copy any other after it."""
    assert made(sample.pamphlet, sample.copy).products["press"].data == whole.products["press"].data
    assert sample.copy.layout.pdf(frozenset({"Literata", "Literata Display"})) == sample.copy.pdf


# -- inks ------------------------------------------------------------------------------------


def test_the_sample_is_printed_with_black_ink_alone(file: Path, sample: Sample) -> None:
    """Cyan, magenta and yellow are nought on every page of the press copy, the reading copy and the booklet."""
    copies = [file, *sample.folder.glob("*-booklet.pdf"), *sample.folder.glob("new-course.pdf")]
    assert len(copies) == 3
    for copy in copies:
        assert coloured(copy) == [], copy.name


def test_colours_become_greys(colourful: Pages, made: Callable[..., Made], tmp_path: Path) -> None:
    """Of words, rules, drawings, gradients and pictures of every kind; soft edges stay soft."""
    reading = tmp_path / "reading.pdf"
    reading.write_bytes(colourful.copy.pdf)
    assert coloured(reading)
    file = made(colourful.pamphlet, colourful.copy).file(tmp_path)
    assert coloured(file) == []
    with pikepdf.open(file) as pdf:
        assert not operators(pdf) & {"rg", "RG", "k", "K"}
        images = streams(pdf, "/Image")
        assert {str(image.ColorSpace) for image in images} == {"/DeviceGray"}
        assert {int(image.BitsPerComponent) for image in images} == {8}
        assert len([image for image in images if "/SMask" in image]) == 1
    said("qpdf", "--check", file)


def test_greys_are_as_light_as_the_colours(laid_out: Callable[..., Pages], made: Callable[..., Made]) -> None:
    """As Pillow weighs red, green and blue: in a picture, in a drawing, in CMYK and in Lab."""
    fills = {"#ff0000": 76, "#00ff00": 150, "#0000ff": 29, "#808080": 128}
    rects = "".join(f'<rect x="{n * 10}" width="10" height="10" fill="{fill}"/>' for n, fill in enumerate(fills))
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10">{rects}</svg>'
    pages = laid_out({"body/01-a.md": "# A\n\n![Four](images/d.svg)\n", "images/d.svg": drawing})
    with pikepdf.open(io.BytesIO(made(pages.pamphlet, pages.copy).products["press"].data)) as pdf:
        greys = {
            round(float(str(each.operands[0])) * 255)
            for form in streams(pdf, "/Form")
            for each in pikepdf.parse_content_stream(form)
            if isinstance(each, pikepdf.ContentStreamInstruction) and str(each.operator) == "g"
        }
    assert greys >= set(fills.values())
    assert BlackInk().of((0.0, 0.0, 0.0, 0.25)) == (0.75,)


def test_colours_stay_where_they_are_wanted(colourful: Pages, made: Callable[..., Made], tmp_path: Path) -> None:
    """With `pictures = "colour"`; what is neutral is in black ink all the same."""
    file = made(colourful.pamphlet, colourful.copy, colour=True).file(tmp_path)
    assert set(coloured(file)) < set(range(1, 100))
    assert coloured(file)
    with pikepdf.open(file) as pdf:
        assert "/DeviceRGB" in {str(image.ColorSpace) for image in streams(pdf, "/Image")}
        assert "rg" in operators(pdf)
        assert "/OutputIntents" not in pdf.Root


# -- resolution ------------------------------------------------------------------------------


def test_coarse_pictures_are_told_with_the_size_that_would_do(
    laid_out: Callable[..., Pages], made: Callable[..., Made]
) -> None:
    """Below 300 ppi at the size at which it is set, or 600 where it has no greys; reckoned from its box on the page."""
    pages = laid_out(
        {
            "body/01-a.md": "# A\n\n![x](images/coarse.png)\n\n![x](images/fine.png)\n\n![x](images/line.png)\n\n"
            "![x](images/turned.jpg)\n\n![x](images/d.svg)\n",
            "images/coarse.png": picture("RGB", (500, 100)),
            "images/fine.png": picture("L", (1500, 300)),
            "images/line.png": picture("1", (1500, 300)),
            "images/turned.jpg": picture("RGB", (1500, 1500), "JPEG"),
            "images/d.svg": DRAWING,
        },
        "figure img { height: auto; width: 100mm; max-width: none; object-fit: fill }",
    )
    findings = list(made(pages.pamphlet, pages.copy).findings)
    assert [finding.slug for finding in findings] == ["picture-resolution"] * 2
    assert [finding.span.position[0] for finding in findings if finding.span] == [3, 7]
    assert (
        "`images/coarse.png` has 127 pixels per inch as it is set, 100 mm wide; a press needs 300"
        in findings[0].message
    )
    assert "42 mm" in findings[0].hint
    assert "`images/line.png` has 381 pixels per inch" in findings[1].message
    assert "needs 600" in findings[1].message


def test_a_picture_set_smaller_than_its_box_is_measured_as_it_is_drawn(
    laid_out: Callable[..., Pages], made: Callable[..., Made]
) -> None:
    """The theme fits pictures into a box of whole lines: the drawn size counts, not the box."""
    pages = laid_out(
        {"body/01-a.md": "# A\n\n![x](images/a.png)\n", "images/a.png": picture("RGB", (600, 600))},
        "figure img { height: 25.4mm; width: 101.6mm; object-fit: contain }",
    )
    assert made(pages.pamphlet, pages.copy).report == ""


# -- PDF/X-4 ---------------------------------------------------------------------------------


def profiled(pages: Pages, made: Callable[..., Made], data: bytes, **wanted: object) -> Made:
    """The press copy with a profile."""
    return made(
        pages.pamphlet, pages.copy, {"shop.icc": data}, profile="shop.icc", condition="Test condition", **wanted
    )


@pytest.mark.parametrize("pictures", ["grey", "colour"])
def test_with_a_profile_it_is_pdf_x_4(
    pictures: str, colourful: Pages, made: Callable[..., Made], cmyk: bytes, tmp_path: Path
) -> None:
    """It claims so and has what ISO 15930-7 asks for: intent, trapping, identifiers, boxes, no colours of light."""
    colour = pictures == "colour"
    file = profiled(colourful, made, cmyk, colour=colour).file(tmp_path)
    said("qpdf", "--check", file)
    with pikepdf.open(file) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFX"
        assert str(intent.OutputConditionIdentifier) == "Test condition"
        assert intent.DestOutputProfile.read_bytes() == cmyk
        assert intent.DestOutputProfile.N == 4
        assert pdf.pdf_version == "1.6"
        assert pdf.docinfo["/Trapped"] == "/False"
        assert "/ID" in pdf.trailer
        xmp = bytes(pdf.Root.Metadata.read_raw_bytes()).decode()
        with pdf.open_metadata() as metadata:
            assert metadata["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
            assert metadata["pdf:Trapped"] == "False"
            assert metadata["xmp:CreateDate"] == metadata["xmp:ModifyDate"] == metadata["xmp:MetadataDate"]
            assert metadata["xmp:CreateDate"] == "2024-01-21T00:00:00Z"
            assert metadata["dc:title"] == str(pdf.docinfo["/Title"])
            assert str(metadata["xmpMM:DocumentID"]).startswith("uuid:")
            assert metadata["xmpMM:VersionID"] == "1"
            assert metadata["xmpMM:RenditionClass"] == "default"
        assert "pdfaid" not in xmp
        assert set(pdf.Root.keys()) == {"/Type", "/Pages", "/Metadata", "/OutputIntents"}
        assert not operators(pdf) & {"rg", "RG"}
        spaces = {str(image.ColorSpace) for image in streams(pdf, "/Image")}
        assert spaces == ({"/DeviceGray", "/DeviceCMYK"} if colour else {"/DeviceGray"})
        text = pdf_text(pdf)
        assert "/DeviceRGB" not in text
        assert "/JavaScript" not in text
        for page in pdf.pages:
            assert "/Annots" not in page.obj
            assert "/ArtBox" not in page.obj
    assert bool(coloured(file)) is colour


def pdf_text(pdf: pikepdf.Pdf) -> str:
    """Every dictionary of a file, written out."""
    shown = (each.stream_dict if isinstance(each, pikepdf.Stream) else each for each in pdf.objects)
    return "\n".join(each.unparse(resolved=True).decode("latin-1") for each in shown)


def test_what_is_neutral_is_black_ink_in_colour_too(
    small: Pages, made: Callable[..., Made], cmyk: bytes, tmp_path: Path
) -> None:
    """Text and rules, and a picture without colours, beside four inks for the rest."""
    assert coloured(profiled(small, made, cmyk, colour=True).file(tmp_path)) == []


def test_x_4_has_the_same_bytes_again(small: Pages, made: Callable[..., Made], cmyk: bytes) -> None:
    """Its identifiers come from the pages, not from chance or the clock."""
    one, other = (profiled(small, made, cmyk).products["press"].data for _ in range(2))
    assert one == other


def header(space: bytes = b"CMYK", kind: bytes = b"prtr", version: int = 4) -> bytes:
    """An ICC profile that has a header and nothing else."""
    head = bytearray(132)
    head[0:4], head[8], head[12:16], head[16:20], head[20:24] = (132).to_bytes(4, "big"), version, kind, space, b"Lab "
    head[36:40] = b"acsp"
    return bytes(head)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (None, "is not there"),
        (b"", "is no ICC profile, or it is damaged"),
        (b"no profile at all" * 20, "is no ICC profile"),
        (header() + b"more", "is no ICC profile"),
        (header(), "is damaged"),
        (header(b"RGB "), "is neither for four inks"),
        (header(kind=b"link"), "does not describe a press"),
        (header(version=5), "is of version 5 of ICC"),
        (ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), "does not describe a press"),
    ],
)
def test_a_profile_that_will_not_do_is_told_at_its_setting(
    data: bytes | None, why: str, laid_out: Callable[..., Pages], made: Callable[..., Made]
) -> None:
    """Missing, broken, of a screen, of light, of a later kind: an error at its place, and no file."""
    toml = 'title = "A"\nauthors = ["B"]\ndate = 2024-01-21\n[editions.press]\nprofile = "shop.icc"\ncondition = "X"\n'
    pages = tiny(laid_out, toml)
    findings = refused(made, pages, {"shop.icc": data} if data is not None else {})
    (finding,) = findings
    assert (finding.slug, finding.span and finding.span.position) == ("press-profile", (5, 11))
    assert f"the profile `shop.icc` {why}" in finding.message


def test_the_profile_of_black_ink_has_no_colours(laid_out: Callable[..., Pages], made: Callable[..., Made]) -> None:
    """A profile for one ink and pictures in colour cannot both be."""
    toml = (
        'title = "A"\nauthors = ["B"]\ndate = 2024-01-21\n'
        '[editions.press]\nprofile = "shop.icc"\ncondition = "X"\npictures = "colour"\n'
    )
    (finding,) = refused(made, tiny(laid_out, toml), {"shop.icc": header(b"GRAY")})
    assert "is for black ink alone, and `pictures` asks for colour" in finding.message


_tiny: dict[str, Pages] = {}


def tiny(laid_out: Callable[..., Pages], toml: str) -> Pages:
    """The smallest pamphlet with these settings, laid out once."""
    if toml not in _tiny:
        _tiny[toml] = laid_out({"pamphlet.toml": toml, "body/01-a.md": "# A\n\nIt rose.\n"})
    return _tiny[toml]


def refused(made: Callable[..., Made], pages: Pages, files: Mapping[str, bytes]) -> list[Diagnostic]:
    """The findings that stop a press copy."""
    with pytest.raises(Refused) as refusal:
        made(pages.pamphlet, pages.copy, files)
    return list(refusal.value.findings)


# -- covers ----------------------------------------------------------------------------------


def numbers_on(file: Path, sample: Sample) -> list[list[int]]:
    """Which pages of the reading copy each page of a file shows, from left to right, by their words."""
    reading = {letters(page): number for number, page in enumerate(page_texts(sample.file(Edition.READING), 0, 700), 1)}
    width = A5[0]
    found = []
    with pypdfium2.PdfDocument(file) as document:
        for page in document:
            text, shown = page.get_textpage(), []
            middle = page.get_width() / 2
            halves = (
                [(0.0, middle), (middle, page.get_width())]
                if page.get_width() > 1.5 * width
                else [(0.0, page.get_width())]
            )
            for left, right in halves:
                words = letters(text.get_text_bounded(left, 0, right, page.get_height()))
                shown += [number for read, number in reading.items() if words and words[:40] == read[:40]]
            found.append(shown)
    return found


def test_a_stapled_cover_is_the_four_outer_pages(sample: Sample, made: Callable[..., Made], tmp_path: Path) -> None:
    """Single pages, like the inner ones, which follow in reading order; nothing is in both or in neither."""
    done = made(sample.pamphlet, sample.copy, separate_cover=True)
    assert done.report == ""
    assert set(done.products) == {"press-cover", "press-inner"}
    extent = sample.copy.extent
    padded = extent + -extent % 4
    inner = numbers_on(done.file(tmp_path, "press-inner"), sample)
    cover = numbers_on(done.file(tmp_path, "press-cover"), sample)
    assert len(inner) == padded - 4
    assert len(cover) == 4
    order = [[number] for number in range(1, extent)] + [[]] * (padded - extent) + [[extent]]
    assert [*cover[:2], *inner, *cover[2:]] == order
    is_cover = {name: product.printed and product.printed.is_cover for name, product in done.products.items()}
    assert is_cover == {"press-cover": True, "press-inner": False}


def test_a_perfect_binding_has_a_cover_around_its_spine(
    sample: Sample, made: Callable[..., Made], tmp_path: Path
) -> None:
    """Outside: back, spine, front; inside: inside front, spine, inside back. Trimmed as one, as thick as its leaves."""
    done = made(sample.pamphlet, sample.copy, separate_cover=True, binding="perfect")
    extent = sample.copy.extent
    inner = done.products["press-inner"].pages
    spine = inner / 2 * sample.pamphlet.settings.paper.caliper
    file = done.file(tmp_path, "press-cover")
    inside = [2] if extent % 4 else [2, extent - 1]
    assert numbers_on(file, sample) == [[extent, 1], inside]
    with pikepdf.open(file) as pdf:
        for page in pdf.pages:
            left, bottom, right, top = box(page, "/TrimBox")
            assert right - left == pytest.approx((2 * 148 + spine) * PT, abs=0.01)
            assert top - bottom == pytest.approx(210 * PT, abs=0.01)
            folds = {round(x, 2) for x, _, to_x, _ in strokes(page) if x == to_x and left + 1 < x < right - 1}
            assert sorted(folds) == pytest.approx([left + 148 * PT, left + (148 + spine) * PT], abs=0.01)
    printed = done.products["press-cover"].printed
    assert printed
    assert f"The spine is {spine:.1f} mm wide" in " ".join(printed.advice)
    assert inner % 4 == 0


def test_a_page_does_not_bleed_over_the_spine(laid_out: Callable[..., Pages], made: Callable[..., Made]) -> None:
    """The spine is left blank, whatever colour the covers have."""
    pages = laid_out(
        {"body/01-bread.md": "# Bread\n\n" + f"{PROSE}\n\n" * 20}, "@page { background: black } html { color: white }"
    )
    done = made(pages.pamphlet, pages.copy, separate_cover=True, binding="perfect")
    assert done.report == ""
    with pypdfium2.PdfDocument(done.products["press-cover"].data) as document:
        outside = document[0].render(scale=4).to_pil().convert("L")
    middle = outside.height // 2
    light = [x / 4 for x in range(outside.width) if outside.getpixel((x, middle)) == 255]
    spine = [x for x in light if 60 < x < outside.width / 4 - 60]
    wide = done.products["press-inner"].pages / 2 * pages.pamphlet.settings.paper.caliper * PT
    assert spine[-1] - spine[0] == pytest.approx(wide, abs=0.6)
    assert spine[0] == pytest.approx((10 + 148) * PT, abs=0.6)


def test_a_single_sheet_has_no_cover_apart(laid_out: Callable[..., Pages], made: Callable[..., Made]) -> None:
    """Of four pages nothing would be left to put into it."""
    pages = laid_out({"body/01-a.md": "It rose.\n"})
    assert pages.copy.extent <= 4
    assert set(made(pages.pamphlet, pages.copy, separate_cover=True).products) == {"press"}


def test_the_shop_is_told_what_to_make(sample: Sample, made: Callable[..., Made]) -> None:
    """How many pages of which size, in which inks, bound how; and never to take the booklet."""
    padded = sample.copy.extent + -sample.copy.extent % 4
    for wanted, words in (
        ({}, f"Order: {padded} pages A5, cover included, printed in black only on both sides, stapled"),
        ({"separate_cover": True}, f"Order: {padded - 4} pages A5 and a cover of 4 pages, printed in black only"),
        ({"colour": True, "binding": "perfect"}, "printed in colour on both sides, perfect bound"),
    ):
        products = made(sample.pamphlet, sample.copy, **wanted).products.values()
        advice = " ".join(sentence for product in products if product.printed for sentence in product.printed.advice)
        assert words in advice
        assert "never the booklet" in advice
    assert isinstance(sample.pamphlet.settings.editions.press, PressSettings)
