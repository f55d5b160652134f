"""The slip is looked at as it comes out of the printer: two halves, the same on both, everything on them."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from conftest import MOMENT, page_texts, said
from recorded import block, printing

from pamphlet.diagnostics import Diagnostics
from pamphlet.diagnostics import as_text as findings_as_text
from pamphlet.edition_settings import TRIMS
from pamphlet.printings.comparison import compare
from pamphlet.printings.errata import errata_of
from pamphlet.printings.slip import Slip, SlipPaper, as_pdf, as_text
from pamphlet.typeset.fonts import Font


def slip_of(corrections: int) -> Slip:
    """A slip with so many corrections."""
    old = printing(
        *(block(f"It rose and fell in {1600 + number}.", first=number) for number in range(1, corrections + 1))
    )
    new = printing(
        *(block(f"It rose and rose in {1600 + number}.", first=number) for number in range(1, corrections + 1))
    )
    comparison = compare([each.words for each in old.blocks], [each.words for each in new.blocks])
    return Slip(printing=old, errata=errata_of(old, new, comparison), corrected=MOMENT.date(), language="en-GB")


def written(slip: Slip, trim: str, fonts: tuple[Font, ...]) -> bytes:
    """The PDF of a slip, in which nothing was found wrong."""
    findings = Diagnostics()
    pdf = as_pdf(slip, SlipPaper(trim=TRIMS[trim], fonts=fonts), MOMENT, findings)
    assert findings_as_text(findings) == ""
    return pdf


@pytest.mark.parametrize(
    ("trim", "sheet"), [("A5", (841.9, 595.3)), ("half-letter", (792, 612)), ("A6", (595.3, 419.5))]
)
def test_two_slips_on_a_sheet(trim: str, sheet: tuple[float, float], fonts: tuple[Font, ...], tmp_path: Path) -> None:
    """Both halves say the same, also the title and what it corrects; the sheet is the open one of the booklet."""
    slip, file = slip_of(3), tmp_path / "slip.pdf"
    file.write_bytes(written(slip, trim, fonts))
    with pikepdf.open(file) as pdf:
        (page,) = pdf.pages
        assert [float(side) for side in page.mediabox[2:]] == pytest.approx(sheet, abs=1)
        assert str(pdf.docinfo["/Title"]) == "Errata: Bread – slips to print and cut"
    middle = sheet[0] / 2
    (left,), (right,) = (page_texts(file, 0, sheet[1], *half) for half in ((0, middle), (middle, sheet[0])))
    assert left.split() == right.split()
    shown = " ".join(left.split())
    assert "Errata Bread Printing 1, 21 January 2024." in shown
    for erratum in slip.errata:
        assert str(erratum) in shown
    assert "for “fell” read “rose”." in shown
    assert str(slip.printing.code).rpartition("/")[2] in shown


def test_a_long_slip_has_a_back(fonts: tuple[Font, ...], tmp_path: Path) -> None:
    """Both halves of the back go on where their fronts end; the printer is asked to turn the sheet."""
    slip, file = slip_of(40), tmp_path / "slip.pdf"
    file.write_bytes(written(slip, "A5", fonts))
    front, back = said("pdftotext", "-raw", file, "-").split("\f")[:-1]
    assert front.count("Page 5, line 1:") == 2
    assert back.count("Page 5, line 40:") == 2
    with pikepdf.open(file) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"


def test_the_same_slip_gives_the_same_bytes(fonts: tuple[Font, ...]) -> None:
    """With the time that it is given, not that of the clock."""
    one, other = (written(slip_of(2), "A5", fonts) for _ in range(2))
    assert one == other
    with pikepdf.open(io.BytesIO(one)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20240121000000Z"


def test_the_text_to_mail() -> None:
    """The same words, one correction a line."""
    slip = slip_of(1)
    assert as_text(slip).decode() == (
        "ERRATA\nBread\n"
        f"Printing 1, 21 January 2024. Edition code {slip.printing.code}.\n"
        "Lines are counted from the top of the page, without the line that runs at its head.\n\n"
        "Page 5, line 1: for “fell” read “rose”.\n\nAs corrected on 21 January 2024.\n"
    )
