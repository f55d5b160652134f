"""Each rule of preflight on a file that breaks it, and on a look-alike that does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from drawn_pdf import A4, A4_WIDE, A5, WORDS, drawn, every_page, form, image, resource
from pikepdf import Array, Dictionary, Name, String

import pamphlet.preflight
from pamphlet.diagnostics import Severity, as_text
from pamphlet.preflight.pdf.purpose import Purpose
from pamphlet.preflight.pdf.verdict import PdfDescription
from pamphlet.preflight.preflight import preflight

ROOM = Path(pamphlet.preflight.__file__).parent
MANUAL = Path(__file__).parents[2] / "docs" / "manual" / "back" / "findings.md"

SHOP, COPIER, SCREEN, LARGE = Purpose.SHOP, Purpose.COPIER, Purpose.SCREEN, Purpose.LARGE_PRINT
E, W = Severity.ERROR, Severity.WARNING

GOOD: Mapping[Purpose, Mapping[str, Any]] = {
    SHOP: {},
    COPIER: {"size": A4_WIDE, "bleed": 0},
    SCREEN: {"bleed": 0, "tagged": True},
    LARGE: {"size": A4, "bleed": 0, "points": 18, "tagged": True},
}
"""What is right for each purpose."""


def with_font(**entries: object) -> Callable[[pikepdf.Pdf], None]:
    """Puts a font in the place of the one that the words are set in."""

    def make(pdf: pikepdf.Pdf) -> Dictionary:
        font = pikepdf.Dictionary(dict(pdf.pages[0].obj.Resources.Font.F.items()))
        for key, value in entries.items():
            if value is None:
                del font[f"/{key}"]
            else:
                font[f"/{key}"] = value
        return pdf.make_indirect(font)

    return resource("/Font", "/F", make)


def wide_font(*, unicode: bool) -> Callable[[pikepdf.Pdf], None]:
    """A font whose codes are the numbers of its glyphs, with or without the characters that they stand for."""

    def make(pdf: pikepdf.Pdf) -> Dictionary:
        inner = Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Wide, CIDSystemInfo=Dictionary(),
            FontDescriptor=Dictionary(Type=Name.FontDescriptor, FontFile2=pdf.make_stream(b"")),
        )  # fmt: skip
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Wide, Encoding=Name("/Identity-H"),
            DescendantFonts=Array([inner]),
        )  # fmt: skip
        if unicode:
            font.ToUnicode = pdf.make_stream(b"")
        return pdf.make_indirect(font)

    return resource("/Font", "/Wide", make)


def root(key: str, value: object) -> Callable[[pikepdf.Pdf], None]:
    """Sets an entry of the catalogue."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root[key] = value

    return change


def without(key: str) -> Callable[[pikepdf.Pdf], None]:
    """Takes an entry of the catalogue or of every page away."""

    def change(pdf: pikepdf.Pdf) -> None:
        for holder in (pdf.Root, *(page.obj for page in pdf.pages)):
            if key in holder:
                del holder[key]

    return change


def titled(title: str) -> Callable[[pikepdf.Pdf], None]:
    """Gives the file a title, or none."""

    def change(pdf: pikepdf.Pdf) -> None:
        if "/Metadata" in pdf.Root:
            del pdf.Root.Metadata
        pdf.docinfo.Title = String(title)

    return change


def claiming(**claims: str) -> Callable[[pikepdf.Pdf], None]:
    """Lets the file say that it conforms to a standard."""

    def change(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            for name, value in claims.items():
                metadata[name.replace("_", ":", 1)] = value

    return change


def true_x4(pdf: pikepdf.Pdf) -> None:
    """Gives the file what PDF/X-4 asks for, as far as preflight looks."""
    claiming(pdfxid_GTS_PDFXVersion="PDF/X-4")(pdf)
    pdf.docinfo.Trapped = Name("/False")
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String("FOGRA47"),
                DestOutputProfile=pdf.make_stream(b"", N=4),
            )
        ]
    )  # fmt: skip


def note(kind: str) -> Callable[[pikepdf.Pdf], None]:
    """Lays an annotation over every page."""
    return every_page("/Annots", Array([Dictionary(Type=Name.Annot, Subtype=Name(kind), Rect=Array([9, 9, 99, 99]))]))


def spoilt_content(pdf: pikepdf.Pdf) -> None:
    """Puts a stream that cannot be unpacked in the place of a page's content."""
    pdf.pages[1].obj.Contents = pikepdf.Stream(pdf, b"not packed at all", Filter=Name.FlateDecode)


def figure(**entries: object) -> Callable[[pikepdf.Pdf], None]:
    """Adds a figure to the tags."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.StructTreeRoot.K.append(
            pdf.make_indirect(Dictionary({"/S": Name.Figure, **{f"/{key}": value for key, value in entries.items()}}))
        )

    return change


def first_page(key: str, value: object) -> Callable[[pikepdf.Pdf], None]:
    """Sets an entry of the first page."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj[key] = value

    return change


def _state(**entries: object) -> Callable[[pikepdf.Pdf], None]:
    return resource("/ExtGState", "/S", lambda _: Dictionary({f"/{key}": value for key, value in entries.items()}))


def small(size: float, text: str, colour: str = "0 g") -> str:
    """Words in a size."""
    return f"\n{colour} BT /F {size} Tf 1 0 0 1 60 200 Tm ({text}) Tj ET"


@dataclass(frozen=True, kw_only=True)
class Case:
    """A rule: what breaks it, and what looks like it but does not."""

    slug: str
    severity: Severity
    purpose: Purpose
    fault: Mapping[str, Any]
    alike: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.slug}-{self.severity}-{self.purpose}"


CASES = (
    Case(
        slug="preflight-boxes", severity=E, purpose=SHOP,
        fault={"change": every_page("/TrimBox", Array([-40, 0, 419.53, 595.28]))},
        alike={"change": every_page("/TrimBox", Array([0.1, 0, 419.53, 595.28]))},
    ),
    Case(
        slug="preflight-page-size", severity=E, purpose=SHOP,
        fault={"change": first_page("/TrimBox", Array([0, 0, 400, 595.28]))},
        alike={"change": first_page("/TrimBox", Array([0, 0, 419.2, 595.28]))},
    ),
    Case(
        slug="preflight-sheet-size", severity=W, purpose=COPIER,
        fault={"size": (200, 200), "bleed": 0}, alike={"size": (215.9, 279.4), "bleed": 0},
    ),
    Case(slug="preflight-extent", severity=E, purpose=SHOP, fault={"pages": 6}, alike={"pages": 2}),
    Case(slug="preflight-imposed", severity=E, purpose=SHOP, fault={"size": A4_WIDE}, alike={"size": A4}),
    Case(slug="preflight-rotated", severity=W, purpose=SHOP, fault={"change": every_page("/Rotate", 90)}),
    Case(slug="preflight-trim-box", severity=W, purpose=SHOP, fault={"change": without("/TrimBox")}),
    Case(
        slug="preflight-bleed", severity=E, purpose=SHOP,
        fault={"content": "0.5 g 0 0 420 100 re f"},
        alike={"content": "0.5 g -8.6 -8.6 437 100 re f 1 g 0 0 420 100 re f"},
    ),
    Case(
        slug="preflight-bleed", severity=W, purpose=SHOP, fault={"bleed": 1},
        alike={"content": "0 G 0.5 w -8 0 m -3 0 l S"},
    ),
    Case(
        slug="preflight-text-at-trim", severity=E, purpose=SHOP,
        fault={"content": "BT /F 10 Tf 1 0 0 1 9 300 Tm (near) Tj ET"},
        alike={"content": "BT /F 10 Tf 1 0 0 1 16 300 Tm (near) Tj ET"},
    ),
    Case(
        slug="preflight-text-at-trim", severity=W, purpose=SHOP,
        fault={"content": "BT /F 10 Tf 1 0 0 1 12.5 300 Tm (near) Tj ET"},
        alike={"content": "BT /F 10 Tf 1 0 0 1 -400 300 Tm (beyond) Tj ET"},
    ),
    Case(
        slug="preflight-unprintable", severity=E, purpose=COPIER,
        fault={"size": A4_WIDE, "bleed": 0, "content": "BT /F 10 Tf 1 0 0 1 9 300 Tm (near) Tj ET"},
        alike={"size": A4_WIDE, "bleed": 0, "content": "0 G 0.5 w 421 0 m 421 20 l S"},
    ),
    Case(
        slug="preflight-unprintable", severity=W, purpose=LARGE,
        fault={**GOOD[LARGE], "content": "0.5 g 0 0 90 90 re f"},
        alike={**GOOD[LARGE], "content": "0.5 g 12 12 90 90 re f 1 g 0 0 600 900 re f"},
    ),
    Case(
        slug="preflight-black", severity=E, purpose=SHOP, fault={"content": small(10, WORDS, "0 0 0 rg")},
        alike={"content": small(10, WORDS, "0 0 0 1 k") + small(10, WORDS, "1 1 1 rg")},
    ),
    Case(
        slug="preflight-black", severity=W, purpose=COPIER,
        fault={**GOOD[COPIER], "content": small(10, WORDS, "0.2 0.2 0.2 rg")},
        alike={**GOOD[COPIER], "content": small(10, WORDS, "0.2 g")},
    ),
    Case(
        slug="preflight-black", severity=W, purpose=SHOP, fault={"content": "0.7 0.6 0.6 0.9 k 50 50 20 20 re f"},
        alike={"content": "0 0.9 0.9 0.2 k 50 50 20 20 re f"},
    ),
    Case(
        slug="preflight-rgb", severity=W, purpose=SHOP, fault={"content": "1 0 0 rg 50 50 20 20 re f"},
        alike={"content": "1 0 0 rg 0 1 1 0 k 50 50 20 20 re f"},
    ),
    Case(
        slug="preflight-ink", severity=E, purpose=SHOP, fault={"content": "1 1 1 0.5 k 50 50 20 20 re f"},
        alike={"content": "0.6 0.6 0.6 1 k 50 50 20 20 re f"},
    ),
    Case(
        slug="preflight-ink", severity=W, purpose=SHOP,
        fault={
            "content": "q 50 0 0 50 50 50 cm /I Do Q",
            "change": image(300, 300, Name.DeviceCMYK, data=bytes([200, 190, 180, 160]) * 90_000),
        },
        alike={
            "content": "q 50 0 0 50 50 50 cm /I Do Q",
            "change": image(300, 300, Name.DeviceCMYK, data=bytes([100, 100, 100, 255]) * 90_000),
        },
    ),
    Case(
        slug="preflight-transparency", severity=W, purpose=SHOP,
        fault={"content": "/S gs 50 50 20 20 re f", "change": _state(ca=0.5)},
        alike={"content": "q /S gs Q 50 50 20 20 re f", "change": _state(ca=0.5)},
    ),
    Case(
        slug="preflight-transparency", severity=W, purpose=SHOP,
        fault={"content": "/S gs 50 50 20 20 re f", "change": _state(BM=Name.Multiply)},
        alike={"content": "/S gs 50 50 20 20 re f", "change": _state(BM=Name.Normal, SMask=Name("/None"), ca=1)},
    ),
    Case(
        slug="preflight-font", severity=E, purpose=SHOP, fault={"change": with_font(FontDescriptor=None)},
        alike={"change": resource("/Font", "/Unused", lambda _: Dictionary(Subtype=Name.Type1, BaseFont=Name.Arial))},
    ),
    Case(
        slug="preflight-font-drawn", severity=W, purpose=COPIER,
        fault={**GOOD[COPIER], "change": with_font(Subtype=Name.Type3)},
    ),
    Case(
        slug="preflight-glyph", severity=E, purpose=SHOP,
        fault={"content": "BT /Wide 10 Tf 60 200 Td <000000110000> Tj ET", "change": wide_font(unicode=True)},
        alike={"content": "BT /Wide 10 Tf 60 200 Td <00110100> Tj ET", "change": wide_font(unicode=True)},
    ),
    Case(
        slug="preflight-font-unreadable", severity=E, purpose=SCREEN,
        fault={
            **GOOD[SCREEN], "content": "/P <</MCID 1>> BDC BT /Wide 10 Tf 60 200 Td <0011> Tj ET EMC",
            "change": wide_font(unicode=False),
        },
        alike={
            **GOOD[SCREEN], "content": "/P <</MCID 1>> BDC BT /Wide 10 Tf 60 200 Td <0011> Tj ET EMC",
            "change": wide_font(unicode=True),
        },
    ),
    Case(
        slug="preflight-small-type", severity=E, purpose=SHOP,
        fault={"content": "q 0.5 0 0 0.5 0 0 cm " + small(13, WORDS) + " Q"},
        alike={"content": "q 2 0 0 2 0 0 cm BT /F 4.2 Tf 1 0 0 1 30 100 Tm (large enough) Tj ET Q"},
    ),
    Case(
        slug="preflight-small-type", severity=W, purpose=COPIER, fault={**GOOD[COPIER], "content": small(7.5, WORDS)},
        alike={**GOOD[COPIER], "content": small(6, "12") + " 3 Tr " + small(5, WORDS)},
    ),
    Case(slug="preflight-large-print", severity=E, purpose=LARGE, fault={**GOOD[LARGE], "points": 14}),
    Case(
        slug="preflight-large-print", severity=W, purpose=LARGE,
        fault={**GOOD[LARGE], "content": "/Artifact BMC " + small(9, "small") + " EMC"},
        alike={**GOOD[LARGE], "content": "/Artifact BMC " + small(12, "small") + " EMC"},
    ),
    Case(
        slug="preflight-white-type", severity=W, purpose=SHOP,
        fault={"content": "0 g 50 190 300 30 re f " + small(8, WORDS, "1 g")},
        alike={"content": "0 g 50 190 300 30 re f " + small(12, WORDS, "1 g")},
    ),
    Case(
        slug="preflight-hairline", severity=E, purpose=SHOP, fault={"content": "0 w 50 50 m 90 50 l S"},
        alike={"content": "q 10 0 0 10 0 0 cm 0.03 w 5 5 m 9 5 l S Q 0.1 w 1 G 50 50 m 90 50 l S"},
    ),
    Case(
        slug="preflight-hairline", severity=W, purpose=COPIER,
        fault={**GOOD[COPIER], "content": "50 50 90 0.22 re f"},
        alike={**GOOD[COPIER], "content": "q 50 50 90 0.4 re W n 50 40 90 200 re f Q 50 50 0.2 0.2 re f"},
    ),
    Case(
        slug="preflight-resolution", severity=E, purpose=SHOP,
        fault={"content": "q 200 0 0 200 50 50 cm /I Do Q", "change": image(300, 300)},
        alike={"content": "q 70 0 0 70 50 50 cm /I Do Q", "change": image(300, 300)},
    ),
    Case(
        slug="preflight-resolution", severity=W, purpose=COPIER,
        fault={**GOOD[COPIER], "content": "q 120 0 0 120 50 50 cm /I Do Q", "change": image(300, 300)},
        alike={
            **GOOD[COPIER], "content": "q 120 0 0 120 50 50 cm /I Do Q",
            "change": image(33, 33, bits=1, data=bytes(5 * 33)),
        },
    ),
    Case(
        slug="preflight-untagged", severity=E, purpose=SCREEN,
        fault={"bleed": 0, "change": root("/Lang", String("en"))},
        alike=GOOD[SCREEN],
    ),
    Case(
        slug="preflight-text-untagged", severity=W, purpose=SCREEN,
        fault={**GOOD[SCREEN], "content": small(10, "x y z")},
        alike={**GOOD[SCREEN], "content": "/Artifact BMC " + small(10, "x y z") + " EMC"},
    ),
    Case(
        slug="preflight-figure", severity=E, purpose=SCREEN, fault={**GOOD[SCREEN], "change": figure()},
        alike={**GOOD[SCREEN], "change": figure(Alt=String("A map"))},
    ),
    Case(
        slug="preflight-language", severity=E, purpose=SCREEN, fault={**GOOD[SCREEN], "change": without("/Lang")},
        alike=GOOD[SCREEN],
    ),
    Case(slug="preflight-title", severity=E, purpose=SCREEN, fault={**GOOD[SCREEN], "change": titled("")}),
    Case(
        slug="preflight-title", severity=W, purpose=SHOP, fault={"change": titled("Microsoft Word - final2.docx")},
        alike={"change": titled("Untied: the docks")},
    ),
    Case(
        slug="preflight-script", severity=W, purpose=SCREEN,
        fault={
            **GOOD[SCREEN],
            "change": root("/OpenAction", Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))),
        },
        alike={**GOOD[SCREEN], "change": root("/OpenAction", Dictionary(S=Name.GoTo, D=String("there")))},
    ),
    Case(
        slug="preflight-annotation", severity=W, purpose=COPIER,
        fault={**GOOD[COPIER], "change": note("/Text")}, alike={**GOOD[COPIER], "change": note("/Link")},
    ),
    Case(
        slug="preflight-link", severity=W, purpose=SHOP, fault={"change": note("/Link")},
        alike={"change": every_page("/Annots", Array([]))},
    ),
    Case(
        slug="preflight-attachment", severity=W, purpose=SHOP,
        fault={"change": root("/Names", Dictionary(EmbeddedFiles=Dictionary(Names=Array([]))))},
        alike={"change": root("/Names", Dictionary(Dests=Dictionary(Names=Array([]))))},
    ),
    Case(
        slug="preflight-claim", severity=E, purpose=SHOP, fault={"change": claiming(pdfxid_GTS_PDFXVersion="PDF/X-4")},
        alike={"change": true_x4},
    ),
    Case(
        slug="preflight-claim", severity=E, purpose=SCREEN,
        fault={
            **GOOD[SCREEN], "content": "/Artifact BMC 1 0 0 rg 50 50 20 20 re f EMC",
            "change": claiming(pdfaid_part="2", pdfaid_conformance="B"),
        },
        alike={
            **GOOD[SCREEN], "content": "/Artifact BMC 0.5 g 50 50 20 20 re f EMC",
            "change": claiming(pdfaid_part="2", pdfaid_conformance="B"),
        },
    ),
    Case(
        slug="preflight-claim", severity=E, purpose=SHOP,
        fault={"change": claiming(pdfuaid_part="1")}, alike={"tagged": True, "change": claiming(pdfuaid_part="1")},
    ),
    Case(
        slug="preflight-imprint", severity=W, purpose=SHOP, fault={"words": "just some words " * 9},
        alike={"words": WORDS.replace("Published", "Promoted")},
    ),
    Case(
        slug="preflight-damaged", severity=E, purpose=SHOP, fault={"change": spoilt_content},
        alike={"content": "(a string) 1 2 3 BX nonsense EX"},
    ),
    Case(
        slug="preflight-repaired", severity=W, purpose=SHOP, fault={"content": "(never closed"},
        alike={"content": "(closed)"},
    ),
    Case(
        slug="preflight-unexamined", severity=W, purpose=SHOP, fault={"content": " " * (4 * 1024 * 1024 + 1)},
        alike={"content": "q Q " * 10_000},
    ),
)  # fmt: skip

FOUND_ELSEWHERE = {
    "preflight-encrypted", "preflight-locked", "preflight-kind", "preflight-no-pages",
    "preflight-unreadable",
}  # fmt: skip
"""What test_preflight_files.py and the tests of the command line see found."""


def found(purpose: Purpose, making: Mapping[str, Any]) -> dict[str, Severity]:
    """The slugs of what is found in a file, with the gravest weight of each."""
    report = preflight(drawn(**making), "x.pdf", purpose)
    return {finding.slug: finding.severity for finding in sorted(report.findings, key=lambda one: one.severity == E)}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_fault_is_named(case: Case) -> None:
    """A file with a fault is told so, with its weight."""
    assert found(case.purpose, case.fault).get(case.slug) == case.severity


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_look_alike_is_let_through(case: Case) -> None:
    """What looks like the fault but is none is not named."""
    assert case.slug not in found(case.purpose, case.alike or GOOD[case.purpose])


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_file_without_faults_has_no_findings(purpose: Purpose) -> None:
    """Of a good file there is nothing to say."""
    report = preflight(drawn(**GOOD[purpose]), "x.pdf", purpose)
    assert as_text(report.findings) == ""


def test_every_finding_is_tested_and_explained() -> None:
    """Each slug of the room has a test here or beside, and an entry in the manual; and none is there in vain."""
    named = {path: set(re.findall(r'"(preflight-[a-z-]+)"', path.read_text())) for path in ROOM.rglob("*.py")}
    of_pdfs = {slug for path, slugs in named.items() for slug in slugs if path.parent.name != "epub"}
    assert of_pdfs == {case.slug for case in CASES} | FOUND_ELSEWHERE
    assert set().union(*named.values()) == set(
        re.findall(r"^### (preflight-[a-z-]+) \{", MANUAL.read_text(encoding="utf-8"), re.MULTILINE)
    )


def test_every_finding_says_what_to_do() -> None:
    """No finding without a hint, and all in the form of the house: lower case, no full stop."""
    for case in CASES:
        for finding in preflight(drawn(**case.fault), "x.pdf", case.purpose).findings:
            assert finding.hint
            assert not finding.hint.endswith(".")
            assert not finding.message.endswith(".")
            assert finding.message[0].islower() or finding.message[0].isdigit()


def test_pages_are_gathered() -> None:
    """The same fault on several pages is one finding, which names the pages as a person would."""

    def change(pdf: pikepdf.Pdf) -> None:
        for index in (2, 4, 5, 6):
            page = pdf.pages[index].obj
            page.Contents = pdf.make_stream(page.Contents.read_bytes() + b" 1 0 0 rg 50 50 20 20 re f")

    findings = preflight(drawn(pages=8, change=change), "x.pdf", SHOP).findings
    assert [str(finding.leaf) for finding in findings] == ["x.pdf: pages 3, 5–7"]


@pytest.mark.parametrize(
    ("content", "entries"),
    [
        ("q /X Do Q", {}),
        ("/X Do", {"Matrix": Array([0.5, 0, 0, 0.5, 0, 0])}),
        ("q 0.5 0 0 0.5 0 0 cm /X Do Q", {}),
    ],
)
def test_forms_are_followed(content: str, entries: dict[str, object]) -> None:
    """What stands in a form counts as it comes out: with the matrix of the form and of the page."""
    size = 12 if "0.5" in content or entries else 6
    making = {
        "content": content,
        "change": form(f"BT /F {size} Tf 1 0 0 1 90 90 Tm (some small words) Tj ET", **entries),
    }
    assert found(SHOP, making) == {"preflight-small-type": E}


def test_state_comes_back() -> None:
    """After `Q` the colour is that of before `q`."""
    assert found(SHOP, {"content": "q 1 0 0 rg Q 50 50 9 9 re f"}) == {}
    assert found(SHOP, {"content": "q Q 1 0 0 rg q Q 50 50 9 9 re f"}) == {"preflight-rgb": W}


@pytest.mark.parametrize(
    ("space", "values", "expected"),
    [
        (Array([Name.Separation, Name.Black, Name.DeviceCMYK, Dictionary()]), "1", {}),
        (Array([Name.Separation, Name("/PANTONE Red"), Name.DeviceCMYK, Dictionary()]), "1", {}),
        (
            Array([Name.DeviceN, Array([Name.Cyan, Name.Black]), Name.DeviceCMYK, Dictionary()]), "1 1",
            {"preflight-black": W},
        ),
        (Array([Name.Indexed, Name.DeviceRGB, 1, String(b"\xff\xff\xff\xff\x00\x00")]), "1", {"preflight-rgb": W}),
        (Array([Name.Indexed, Name.DeviceRGB, 1, String(b"\xff\xff\xff\xff\x00\x00")]), "0", {}),
        (Array([Name.CalRGB, Dictionary()]), "0 0 0", {"preflight-black": W}),
    ],
)  # fmt: skip
def test_colour_spaces_are_understood(space: Array, values: str, expected: dict[str, Severity]) -> None:
    """A colour is what its space makes of its numbers, however it is set."""
    making = {
        "content": f"/C cs {values} scn 50 50 20 20 re f",
        "change": resource("/ColorSpace", "/C", lambda _: space),
    }
    assert found(SHOP, making) == expected


def test_a_pattern_counts_with_its_colours() -> None:
    """What is painted with a pattern has the colours that the pattern is made of."""

    def make(pdf: pikepdf.Pdf) -> object:
        return pdf.make_stream(
            b"1 0 0 rg 0 0 2 2 re f", Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1,
            BBox=Array([0, 0, 4, 4]), XStep=4, YStep=4, Resources=Dictionary(),
        )  # fmt: skip

    making = {"content": "/Pattern cs /T scn 50 50 20 20 re f", "change": resource("/Pattern", "/T", make)}
    assert found(SHOP, making) == {"preflight-rgb": W}


def test_an_inline_picture_counts() -> None:
    """A picture that stands in the page's own content is a picture."""
    content = "q 72 0 0 72 50 50 cm BI /W 20 /H 20 /BPC 8 /CS /RGB ID " + "x" * 1200 + " EI Q"
    assert found(SHOP, {"content": content}) == {"preflight-resolution": E, "preflight-rgb": W}


def test_what_another_file_holds_is_not_missed() -> None:
    """The cover beside the inner pages needs no imprint of its own."""
    data = drawn(words="just some words " * 9)
    assert [one.slug for one in preflight(data, "x.pdf", SHOP).findings] == ["preflight-imprint"]
    assert preflight(data, "x.pdf", SHOP, alone=False).findings == ()


@pytest.mark.parametrize(
    ("making", "purpose"),
    [
        ({}, SHOP),
        ({"bleed": 0}, SHOP),
        ({"bleed": 0, "tagged": True}, SCREEN),
        ({"size": A4_WIDE, "bleed": 0}, COPIER),
        ({"size": A4, "bleed": 0}, COPIER),
        ({"size": A4, "bleed": 0, "tagged": True}, SCREEN),
        ({"size": A4, "bleed": 0, "tagged": True, "points": 18}, LARGE),
        ({"size": A5, "bleed": 0, "change": note("/Link")}, SCREEN),
        ({"size": A4, "bleed": 3, "tagged": True}, SHOP),
    ],
)
def test_the_purpose_is_guessed(making: dict[str, Any], purpose: Purpose) -> None:
    """Boxes, sizes and tags tell what a file is for, and the report says that it was guessed."""
    described = preflight(drawn(**making), "x.pdf").description
    assert isinstance(described, PdfDescription)
    assert (described.purpose, described.guessed) == (purpose, True)
    assert "a guess" in str(described)
