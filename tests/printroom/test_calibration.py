"""The calibration sheet is measured: with pdfium for what is drawn, with poppler for what is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from conftest import said
from PIL import Image

from pamphlet.diagnostics import Diagnostics, as_text
from pamphlet.press.raster import extent_of
from pamphlet.printroom.calibration import SHEETS, calibration_sheet

PIXELS = 20
"""To the millimetre: a stroke of 0.15 mm is three of them."""

DARK = 140
SIZES = {"a4": (297.0, 210.0), "letter": (279.4, 215.9), "a5": (210.0, 148.0)}


@pytest.fixture(scope="module")
def sheets() -> Mapping[str, bytes]:
    """The sheet on every paper."""
    findings = Diagnostics()
    made = {paper: calibration_sheet(paper, lambda _: None, findings) for paper in SHEETS}
    assert as_text(findings) == ""
    return made


@pytest.fixture(scope="module")
def pictures(sheets: Mapping[str, bytes]) -> Callable[[str, int], Image.Image]:
    """Makes a picture of a side of a sheet, 20 pixels to the millimetre."""

    def photograph(paper: str, side: int) -> Image.Image:
        with pypdfium2.PdfDocument(sheets[paper]) as document:
            picture: Image.Image = document[side - 1].render(scale=PIXELS * 25.4 / 72, grayscale=True).to_pil()
            return picture.copy()

    return photograph


def dark_runs(picture: Image.Image, start: tuple[float, float], end: tuple[float, float]) -> list[float]:
    """The middles, in mm from the start, of the dark stretches on a level or upright line between two points in mm."""
    (left, top), (right, bottom) = start, end
    box = (round(left * PIXELS), round(top * PIXELS), round(right * PIXELS), round(bottom * PIXELS))
    level = abs(right - left) > abs(bottom - top)
    strip = picture.crop((box[0], box[1], box[2], box[1] + 1) if level else (box[0], box[1], box[0] + 1, box[3]))
    dark = [number for number, grey in enumerate(strip.tobytes()) if grey < DARK]
    runs: list[list[int]] = []
    for pixel in dark:
        if runs and pixel - runs[-1][-1] <= 1:
            runs[-1].append(pixel)
        else:
            runs.append([pixel])
    return [(run[0] + run[-1] + 1) / 2 / PIXELS for run in runs]


@pytest.mark.parametrize("paper", SIZES)
def test_two_sides_of_the_paper_that_is_folded(paper: str, sheets: Mapping[str, bytes], tmp_path: Path) -> None:
    """Landscape, as a booklet lies; no bleed around it; and viewers are asked not to scale."""
    file = tmp_path / "sheet.pdf"
    file.write_bytes(sheets[paper])
    assert extent_of(sheets[paper]) == 2
    with pikepdf.open(file) as pdf:
        for page in pdf.pages:
            width, height = (float(side) * 25.4 / 72 for side in page.mediabox[2:])
            assert (width, height) == pytest.approx(SIZES[paper], abs=0.01)
        assert pdf.Root.ViewerPreferences.PrintScaling == pikepdf.Name("/None")
    assert "No syntax or stream encoding errors" in said("qpdf", "--check", file)


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("side", [1, 2])
def test_the_line_of_100_mm_is_100_mm(paper: str, side: int, pictures: Callable[[str, int], Image.Image]) -> None:
    """From the middle of one end stroke to the middle of the other, to a tenth of a millimetre."""
    width, height = SIZES[paper]
    across = dark_runs(pictures(paper, side), (width / 2 - 60, height - 22.5), (width / 2 + 60, height - 22.5))
    ends = [across[0], across[-1]]
    assert ends[1] - ends[0] == pytest.approx(100, abs=0.1)
    assert sum(ends) / 2 == pytest.approx(60, abs=0.1)


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("side", [1, 2])
def test_rulers_count_from_the_edge_of_the_paper(
    paper: str, side: int, pictures: Callable[[str, int], Image.Image]
) -> None:
    """In each corner a tick at every millimetre from 1 to 20, across and down."""
    width, height = SIZES[paper]
    picture = pictures(paper, side)
    ticks = pytest.approx([float(mm) for mm in range(1, 21)], abs=0.1)
    for turned in (picture, picture.transpose(Image.Transpose.ROTATE_180)):
        level = 14 - 0.6 if turned is picture else 14 + 0.6  # ticks stand above and to the left of their rulers
        assert [run for run in dark_runs(turned, (0, level), (20.4, level)) if run < 20.3] == ticks
        assert [run for run in dark_runs(turned, (level, 0), (level, 20.4)) if run < 20.3] == ticks
    assert width > height


@pytest.mark.parametrize("paper", SIZES)
def test_the_stairs_stand_as_far_from_the_edge_as_they_say(
    paper: str, pictures: Callable[[str, int], Image.Image]
) -> None:
    """At the middle of each edge line n lies n mm inside it."""
    width, height = SIZES[paper]
    picture = pictures(paper, 1)
    for mm in range(1, 11):
        along = 5.2 * (mm - 5)
        (left,) = dark_runs(picture, (0, height / 2 + along), (11, height / 2 + along))
        (right,) = dark_runs(picture, (width - 11, height / 2 + along), (width, height / 2 + along))
        (top,) = dark_runs(picture, (width / 2 + 34 + along, 0), (width / 2 + 34 + along, 11))
        (foot,) = dark_runs(picture, (width / 2 + 34 + along, height - 11), (width / 2 + 34 + along, height))
        assert (left, 11 - right, top, 11 - foot) == pytest.approx((mm,) * 4, abs=0.1)


@pytest.mark.parametrize("paper", SIZES)
def test_crosses_of_both_sides_meet_on_the_fold(paper: str, pictures: Callable[[str, int], Image.Image]) -> None:
    """Where a perfect printer puts them behind each other: in the middle of the sheet."""
    width, height = SIZES[paper]
    for side in (1, 2):
        level = dark_runs(pictures(paper, side), (width / 2 - 10, height / 2 - 10), (width / 2 + 10, height / 2 - 10))
        upright = dark_runs(pictures(paper, side), (width / 2 - 10, height / 2 - 10), (width / 2 - 10, height / 2 + 10))
        assert level[0] == pytest.approx(10, abs=0.1)
        assert upright[0] == pytest.approx(10, abs=0.1)


def test_the_scale_of_side_2_gives_the_offset_as_the_profile_wants_it(
    sheets: Mapping[str, bytes], tmp_path: Path
) -> None:
    """A back too far right has the front's cross on its left, so plus stands left, and below for one too high."""
    file = tmp_path / "sheet.pdf"
    file.write_bytes(sheets["a4"])
    found = re.findall(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([+−]\d)</word>',
        said("pdftotext", "-f", "2", "-l", "2", "-bbox", file, "-"),
    )
    middle = (297 / 2 / 25.4 * 72, 210 / 2 / 25.4 * 72)
    signs = set()
    for *box, text in found:
        left, top, right, bottom = map(float, box)
        x, y = (left + right) / 2 - middle[0], (top + bottom) / 2 - middle[1]
        mm = int(text.replace("−", "-")) / 25.4 * 72
        across = abs(x) > 10 and abs(y) < 10
        assert (-x if across else y) == pytest.approx(mm, abs=1.5)
        signs.add((across, text[0]))
    assert signs == {(True, "+"), (True, "−"), (False, "+"), (False, "−")}


def test_it_says_which_side_it_is_and_what_to_write_down(sheets: Mapping[str, bytes], tmp_path: Path) -> None:
    """Both sides have their number and an arrow's word; every answer that the command asks for is in the list."""
    file = tmp_path / "sheet.pdf"
    for paper, sheet in sheets.items():
        file.write_bytes(sheet)
        first, second = said("pdftotext", "-layout", file, "-").split("\f")[:2]
        assert "SIDE 1" in first, paper
        assert "SIDE 2" in second, paper
        for answer in ("short / long", "offset across", "offset up", "edge left white", "line of 100 mm", "up / down"):
            assert answer in second
        for size in range(6, 13):
            assert f"{size} pt" in second


def test_it_is_black_toner_alone(sheets: Mapping[str, bytes], tmp_path: Path) -> None:
    """Ghostscript finds no cyan, magenta or yellow; and each tint is as dark as it says."""
    file = tmp_path / "sheet.pdf"
    for sheet in sheets.values():
        file.write_bytes(sheet)
        for line in said("gs", "-q", "-o", "-", "-sDEVICE=inkcov", file).splitlines():
            assert [float(part) for part in line.split()[:3]] == [0, 0, 0]
            assert float(line.split()[3]) > 0


@pytest.mark.parametrize("paper", SIZES)
def test_nothing_runs_over_the_marks(paper: str, sheets: Mapping[str, bytes], tmp_path: Path) -> None:
    """The words of the two halves stay off the fold and its crosses, off the foot line and off the edges."""
    file = tmp_path / "sheet.pdf"
    file.write_bytes(sheets[paper])
    width, height = SIZES[paper]
    for box in re.findall(
        r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([A-Za-z]{4,})</word>',
        said("pdftotext", "-bbox", file, "-"),
    ):
        left, top, right, bottom = (float(side) * 25.4 / 72 for side in box[:4])
        assert 17 < left < right < width - 17, box
        assert 14.5 < top < bottom < height - 22, box
        if box[4] not in {"across", "stroke", "from"}:
            assert right < width / 2 - 11.5 or left > width / 2 + 11.5, box


def test_same_paper_gives_the_same_bytes(sheets: Mapping[str, bytes]) -> None:
    """No clock is read."""
    assert calibration_sheet("a5", lambda _: None, Diagnostics()) == sheets["a5"]
