"""Large print is read back as its readers have it: sizes, faces, lines, and where the paper edition's pages begin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from statistics import mode

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from conftest import MOMENT, Pages, Sample, as_shown, letters, said

from pamphlet.apparatus.compilation import compile_pamphlet
from pamphlet.apparatus.page_map import UNCOUNTED
from pamphlet.apparatus.parts import Endnotes, Fates, part_runs
from pamphlet.diagnostics import Diagnostics, Refused, as_text
from pamphlet.editions import large_print
from pamphlet.editions.job import Job
from pamphlet.editions.product import Edition, Product
from pamphlet.inspection import inspect
from pamphlet.manuscript.traversal import plain_text
from pamphlet.typeset.fonts import Font
from pamphlet.typeset.theme import Theme, load_theme
from pamphlet.workshop import Workshop

PT = 72 / 25.4
TEXT_LEFT, TEXT_TOP, TEXT_BOTTOM = 38 * PT, (297 - 29) * PT, 27 * PT
"""Where the text begins and ends, in pt from the lower left corner: marks stand left of it, head and foot beyond."""

ONE_LINE = 1.0
"""In pt: letters of one line stand on baselines no further apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter on a page: where it stands in pt, how large it is and how far it leans."""

    text: str
    left: float
    baseline: float
    size: float
    lean: float
    turned: bool


def letters_of(page: pypdfium2.PdfPage) -> Iterator[Letter]:
    """Every letter that pdfium finds on a page, in its order."""
    text = page.get_textpage()
    for place in range(text.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text, place))
        matrix = pdfium.FS_MATRIX()
        x, y = pdfium.c_double(), pdfium.c_double()
        if character.isspace() or not pdfium.FPDFText_GetMatrix(text, place, matrix):
            continue
        pdfium.FPDFText_GetCharOrigin(text, place, x, y)
        turned = abs(matrix.b) > abs(matrix.a)
        scale = (matrix.a**2 + matrix.b**2) ** 0.5
        yield Letter(
            text=character,
            left=x.value,
            baseline=y.value,
            size=pdfium.FPDFText_GetFontSize(text, place) * scale,
            lean=0 if turned else matrix.c / scale,
            turned=turned,
        )


def read(pdf: Path | bytes) -> list[list[Letter]]:
    """The letters of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [list(letters_of(page)) for page in document]


def in_text(letter: Letter) -> bool:
    """Whether a letter stands in the text area."""
    return letter.left >= TEXT_LEFT - 2 and TEXT_BOTTOM - 2 < letter.baseline < TEXT_TOP


def marks_on(page: list[Letter]) -> dict[str, float]:
    """The marks in the margin of a page, each with its baseline."""
    found: dict[float, str] = {}
    for letter in page:
        if letter.left < TEXT_LEFT - 10:
            found[round(letter.baseline, 1)] = found.get(round(letter.baseline, 1), "") + letter.text
    return {text: baseline for baseline, text in found.items()}


@pytest.fixture(scope="module")
def file(sample: Sample) -> Path:
    """The large print edition of the sample."""
    return sample.file(Edition.LARGE_PRINT)


@pytest.fixture(scope="module")
def pages(file: Path) -> list[list[Letter]]:
    """Its letters, page by page."""
    return read(file)


@pytest.fixture(scope="module")
def printed(workshop: Callable[..., Workshop], theme: Theme, fonts: tuple[Font, ...]) -> Callable[..., Product]:
    """Makes large print of a manuscript that was laid out, in a size."""

    def make(laid: Pages, size: float = 18) -> Product:
        editions = laid.pamphlet.settings.editions
        sized = replace(editions, large_print=replace(editions.large_print, size=size))
        pamphlet = replace(laid.pamphlet, settings=replace(laid.pamphlet.settings, editions=sized))
        (product,) = large_print.make(
            Job(
                workshop=workshop({}),
                pamphlet=pamphlet,
                theme=theme,
                fonts=fonts,
                copy=laid.copy,
                moment=MOMENT,
                diagnostics=laid.findings,
            )
        )
        return product

    return make


def first_words(sample: Sample) -> dict[str, str]:
    """The words with which each page of the paper edition begins, by its label."""
    settings = sample.pamphlet.settings
    runs = {run.id: as_shown(run.children) for part in sample.pamphlet.parts for run in part_runs(part)}
    runs |= {
        "cover": settings.cover_line,
        "imprint": settings.title,
        "contents-title": "Contents",
        "notes-title": "Notes",
        "fates-title": next(part.title for part in sample.pamphlet.parts if isinstance(part, Fates)),
        "index-title": "Index of names",
        "back-cover": settings.summary,
    }
    for part in sample.pamphlet.parts:
        if isinstance(part, Endnotes):
            runs |= {f"notes-{group.id}": plain_text(group.title) for group in part.groups}
    found = {}
    for start in sample.copy.page_map.starts:
        text = runs[start.block]
        counted = [place for place, character in enumerate(text) if not UNCOUNTED.match(character)]
        place = counted[start.offset]
        place = max(text.rfind(space, 0, place) for space in " \n\u00a0—") + 1
        found[start.label] = text[place:]
    return found


def test_each_page_of_the_paper_edition_is_marked_at_its_first_word(sample: Sample, pages: list[list[Letter]]) -> None:
    """The number in the margin stands on the baseline of the line that holds the word."""
    words = first_words(sample)
    seen = []
    for page in pages:
        body = [letter for letter in page if in_text(letter) and letters(letter.text)]
        text = "".join(letters(letter.text) for letter in body)
        starts = [letter for letter in body for _ in letters(letter.text)]
        for label, baseline in marks_on(page).items():
            seen.append(label)
            first = letters(words[label])[:24]
            places = [found.start() for found in re.finditer(re.escape(first), text)]
            if not places:  # the sentence goes on overleaf
                first = letters(words[label].split()[0])
                places = [found.start() for found in re.finditer(re.escape(first), text)]
            assert any(abs(starts[place].baseline - baseline) < ONE_LINE for place in places), (label, first)
    assert seen == [start.label for start in sample.copy.page_map.starts]
    assert len(seen) >= sample.copy.extent - 1


def test_starts_in_templates_are_at_the_beginning_of_their_element(sample: Sample) -> None:
    """Cover, contents and index lines are not divided between pages, so their marks need no place within them."""
    blocks = {run.id for part in sample.pamphlet.parts for run in part_runs(part)}
    others = [start for start in sample.copy.page_map.starts if start.block not in blocks]
    assert {"cover", "imprint", "contents-title", "index-title", "back-cover"} <= {start.block for start in others}
    assert {start.offset for start in others} == {0}


def test_marks_do_not_touch(pages: list[list[Letter]]) -> None:
    """Two marks on a page are at least a line apart, and none stands in the text or off the paper."""
    for page in pages:
        for above, below in pairwise(sorted(marks_on(page).values(), reverse=True)):
            assert above - below > 18
        assert all(letter.left > 14 * PT for letter in page)


def test_each_page_says_which_it_shows_and_which_it_is(file: Path, sample: Sample, pages: list[list[Letter]]) -> None:
    """At the head the pages of the paper edition, from the one it goes on with to the last that begins on it."""
    begun: list[str] = []
    words = first_words(sample)
    for number, page in enumerate(pages, 1):
        labels = [label for label, _ in sorted(marks_on(page).items(), key=lambda mark: -mark[1])]
        text = letters("".join(letter.text for letter in page if in_text(letter)))
        if not labels or not text.removeprefix("1.").startswith(letters(words[labels[0]])[:12]):
            labels = [*begun[-1:], *labels]
        begun += labels[-1:]
        if number == 1:
            labels = ["1"]  # above its title the cover says what it is
        head = "".join(letter.text for letter in page if letter.baseline > TEXT_TOP and letter.left > TEXT_LEFT - 10)
        expected = {1: "Page{}", 2: "Pages{}and{}"}.get(len(labels), "Pages{}to{}")
        assert head == expected.format(labels[0], labels[-1]), number
        foot = "".join(letter.text for letter in page if letter.baseline < TEXT_BOTTOM)
        assert foot == f"Largeprintpage{number}of{len(pages)}"
    with pikepdf.open(file) as pdf:
        assert [int(place) for place in pdf.Root.PageLabels.Nums[::2]] == [0]
        assert [float(side) for side in pdf.pages[0].mediabox] == pytest.approx([0, 0, 210 * PT, 297 * PT], abs=0.01)


def test_nothing_is_smaller_than_the_text(pages: list[list[Letter]]) -> None:
    """Notes, heads, feet, note figures and marks: 18 pt; only the letters of drawings are as large as they came out."""
    sizes = Counter(round(letter.size, 1) for page in pages for letter in page if not letter.turned)
    assert min(sizes) == 18
    assert sizes[18] > 0.9 * sum(sizes.values())
    assert min(letter.size for page in pages for letter in page) > 12


def test_nothing_leans(file: Path, pages: list[list[Letter]]) -> None:
    """No italic face is embedded, and the engine makes none by slanting an upright one."""
    assert not re.search("ital|obli", said("pdffonts", file), re.IGNORECASE)
    assert {letter.lean for page in pages for letter in page} == {0}


def test_no_word_is_divided(sample: Sample, pages: list[list[Letter]]) -> None:
    """A line ends with a hyphen only where the author wrote one, and lines are ragged."""
    text = " ".join(as_shown(run.children) for part in sample.pamphlet.parts for run in part_runs(part))
    ends = []
    for page in pages:
        body = [letter for letter in page if in_text(letter) and not letter.turned]
        for last, following in pairwise(body):
            if following.baseline < last.baseline - 15:
                ends.append(last.left)
                if last.text in "-\u2010\ufffe\x02":
                    before = "".join(each.text for each in body[max(0, body.index(last) - 6) : body.index(last)])
                    assert f"{before}-" in re.sub(r"\s", "", text), before
    assert len(ends) > 500
    assert Counter(round(end) for end in ends).most_common(1)[0][1] < len(ends) / 20


def test_lines_are_set_with_air(pages: list[list[Letter]]) -> None:
    """The lines of a paragraph are 1.4 times their size apart."""
    gaps = [
        round(above - below, 1)
        for page in pages
        for above, below in pairwise(sorted({round(x.baseline, 1) for x in page if in_text(x)}, reverse=True))
        if above - below > 10
    ]
    assert mode(gaps) == pytest.approx(25.2, abs=0.2)


def test_marks_are_not_read_aloud(sample: Sample, file: Path) -> None:
    """Head, foot and marks are artifacts; every link leads somewhere; the bookmarks lead to the marked pages."""
    with pikepdf.open(file) as pdf:
        artifacts = sum(
            str(item.operands[0]) == "/Artifact" and str(item.operands[1].get("/Type")) == "/Pagination"
            for page in pdf.pages
            for item in pikepdf.parse_content_stream(page)
            if str(item.operator) == "BDC" and not isinstance(item.operands[1], pikepdf.Name)
        )
        assert artifacts == 2 * len(pdf.pages) + len(sample.copy.page_map.starts)
        links = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Link"]
        assert links
        for link in links:
            kids = [kid for kid in link.K if isinstance(kid, pikepdf.Dictionary)]
            assert any(kid.get("/Type") == "/OBJR" for kid in kids)
        with pdf.open_outline() as outline:
            waiting, titles = list(outline.root), []
            while waiting:
                entry = waiting.pop()
                titles.append(entry.title)
                waiting += entry.children
    assert {f"Page {start.label}" for start in sample.copy.page_map.starts} <= set(titles)
    assert "Scissors" in titles


def test_the_file_conforms_and_is_whole(sample: Sample, file: Path) -> None:
    """It claims PDF/UA-1 and PDF/A-2a as the reading copy does, and qpdf finds nothing wrong."""
    said("qpdf", "--check", file)
    with pikepdf.open(file) as pdf, pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"], metadata["pdfuaid:part"]) == ("2", "A", "1")
        assert str(pdf.Root.Lang) == sample.pamphlet.settings.language
        assert len(pdf.pages) == sample.products[Edition.LARGE_PRINT].pages


def test_the_size_is_that_of_the_settings(
    laid_out: Callable[..., Pages], printed: Callable[..., Product], tmp_path: Path
) -> None:
    """At 24 pt all is 24 pt, and signs that the face lacks come from those behind it."""
    words = "Wages *fell*[^1] in «Новый курс» № 5 ⁂ ← thrice.\n\n[^1]: A *long **note** of* Ann’s.\n"
    laid = laid_out({"body/bread.md": words})
    path = tmp_path / "bread.pdf"
    path.write_bytes(printed(laid, size=24).data)
    assert laid.report == ""
    assert min(letter.size for page in read(path) for letter in page) == pytest.approx(24)
    fonts = said("pdffonts", path)
    assert "Source-Sans-3" in fonts
    assert not re.search("ital|obli|dejavu", fonts, re.IGNORECASE)


def test_code_pictures_and_notes_are_marked(
    laid_out: Callable[..., Pages], printed: Callable[..., Product], tmp_path: Path
) -> None:
    """Whatever begins a page of the paper edition, large print marks it: also lines of code and cells of a table."""
    code = "```\n" + "\n".join(f"line {number}" for number in range(60)) + "\n```\n"
    table = "\n| a | b |\n|---|---|\n" + "".join(f"| one {number} | two |\n" for number in range(60))
    items = "\n" + "".join(f"{number}. An item of the list.\n" for number in range(1, 60))
    laid = laid_out({"body/bread.md": f"Bread.\n\n{code}{table}{items}"})
    path = tmp_path / "bread.pdf"
    path.write_bytes(printed(laid).data)
    assert laid.report == ""
    marks = [label for page in read(path) for label in marks_on(page)]
    assert sorted(marks, key=int) == [start.label for start in laid.copy.page_map.starts]
    assert len(marks) > 7


def test_words_that_stand_on_no_page_are_errors(
    laid_out: Callable[..., Pages], printed: Callable[..., Product], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words are read back from the file and compared, as those of the paper edition are."""
    laid = laid_out({"body/bread.md": "Bread and roses.\n\nMore words.\n"})

    def hiding(*arguments: object, **named: object) -> Theme:
        theme = load_theme(*arguments, **named)  # type: ignore[arg-type]  # handed on as they came
        assert theme
        return replace(theme, paper=(*theme.paper, ("test.css", "p + p { position: relative; left: 300mm }")))

    monkeypatch.setattr(large_print, "load_theme", hiding)
    printed(laid)
    assert "these words stand on no page: “More words.” [words-off-page]" in laid.report


def test_a_character_that_no_face_has_is_named(
    laid_out: Callable[..., Pages], printed: Callable[..., Product], workshop: Callable[..., Workshop]
) -> None:
    """A theme may have signs that large print has not: nothing is set in whatever the system offers."""
    laid = laid_out({"body/bread.md": "Bread.\n"})
    inspected = inspect(workshop({"body/bread.md": "Bread ❦ roses.\n"}), Diagnostics())
    assert inspected
    with pytest.raises(Refused):
        printed(replace(laid, pamphlet=compile_pamphlet(inspected[0])))
    assert "the fonts of the large print edition have no `❦` (U+2766 FLORAL HEART)" in as_text(laid.findings)
