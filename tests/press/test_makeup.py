"""The sample's pages are read back as a reader would: words, folios, running heads, contents, index, notes."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from conftest import Pages, Sample, letters, page_texts, said

from pamphlet.apparatus.parts import Endnotes, part_runs
from pamphlet.editions.product import Edition
from pamphlet.manuscript.document import Heading, Section
from pamphlet.manuscript.traversal import plain_text

PT = 72 / 25.4
A5 = (148 * PT, 210 * PT)
HEAD = (0, 55)
"""Where a running head stands, in pt from the upper edge of the page."""

FOOT = (532, 595)


@pytest.fixture(scope="module")
def reading(sample: Sample) -> Path:
    """The reading copy of the sample."""
    return sample.file(Edition.READING)


@pytest.fixture(scope="module")
def texts(reading: Path) -> list[str]:
    """The letters of each page within its text area."""
    return [letters(page) for page in page_texts(reading)]


def test_all_pages_are_a5(sample: Sample, reading: Path) -> None:
    """To the hundredth of a point, and without a rotated one."""
    with pikepdf.open(reading) as pdf:
        assert len(pdf.pages) == sample.copy.extent
        for page in pdf.pages:
            assert [float(side) for side in page.mediabox] == pytest.approx([0, 0, *A5], abs=0.01)
            assert page.trimbox == page.mediabox
            assert "/Rotate" not in page.obj


def test_the_folio_is_the_number_of_the_page(sample: Sample, reading: Path) -> None:
    """At the head, or at the foot where a part begins; covers and imprint have none."""
    heads, feet = page_texts(reading, *HEAD), page_texts(reading, *FOOT)
    for number, (head, foot) in enumerate(zip(heads, feet, strict=True), 1):
        folios = re.findall(r"(?<!\S)\d+(?!\S)", f"{head}\n{foot}")
        expected = [] if number in {1, 2, sample.copy.extent} else [str(number)]
        assert folios == expected, number


def test_running_heads_say_where_one_is(sample: Sample, reading: Path) -> None:
    """On the left the pamphlet's title, on the right that of the part that the page begins in; none where one opens."""
    heads = [letters(re.sub(r"\d", "", head)) for head in page_texts(reading, *HEAD)]
    parts = {run.id: part for part in sample.pamphlet.parts for run in part_runs(part)}
    parts |= {
        f"notes-{group.id}": part
        for part in sample.pamphlet.back
        if isinstance(part, Endnotes)
        for group in part.groups
    }
    starts = {int(start.label): parts[start.block] for start in sample.copy.page_map.starts if start.block in parts}
    pages = sample.copy.page_map.pages
    openings = {pages[line.id][0] for line in sample.pamphlet.contents} | {1, 2, 3, sample.copy.extent}
    without = {number for number, head in enumerate(heads, 1) if not head}
    assert {1, 2, 3, *pages["fates"][:1], sample.copy.extent} <= without <= openings
    assert len(starts) > sample.copy.extent / 2
    for number in sorted(starts.keys() - without):
        part = starts[number]
        title = (
            part.title if not isinstance(part, Section) else plain_text(part.heading.children if part.heading else ())
        )
        expected = title if number % 2 else sample.pamphlet.settings.title
        assert heads[number - 1] == letters(expected), number


def test_contents_give_the_pages_of_the_heads(sample: Sample, reading: Path, texts: list[str]) -> None:
    """Each line ends with the number of the page on which its head stands, read from that page."""
    (page,) = sample.copy.page_map.pages["contents"]
    contents = letters(page_texts(reading)[page - 1])
    place = 0
    for line in sample.pamphlet.contents:
        title = letters(plain_text(line.title))
        found = re.compile(re.escape(title) + r"\.*(\d+)").search(contents, place)
        assert found, title
        place = found.end()
        assert title in texts[int(found[1]) - 1]


def test_the_index_gives_the_pages_of_the_names(sample: Sample, texts: list[str]) -> None:
    """The page of every locator names the person; a note's locator is the page of that note."""
    count = 0
    for entry in (entry for letter in sample.copy.index for entry in letter.entries):
        forms = [letters(name) for name, _ in entry.person.names]
        forms += [letters(word) for word in re.findall(r"\w{3,}", entry.person.name)]  # for those named by tag
        for locator in entry.locators:
            for page in range(locator.first, locator.last + 1):
                assert any(form in texts[page - 1] for form in forms), (entry.person.name, page)
            if locator.note is not None:
                assert locator.first in sample.copy.page_map.pages[f"note-{locator.note}"]
            count += 1
        if entry.fate:
            assert letters(entry.person.name) in texts[entry.fate.first - 1]
    assert count > 50


def test_every_page_that_names_a_person_is_in_the_index(sample: Sample, texts: list[str]) -> None:
    """Of some whose surname is no other word: the pages of their locators are all that name them."""
    for key in ("zinoviev", "krupskaya", "preobrazhensky", "myasnikov", "dzerzhinsky"):
        (entry,) = (each for letter in sample.copy.index for each in letter.entries if each.person.key == key)
        given = {page for each in entry.locators for page in range(each.first, each.last + 1)}
        given |= set(sample.copy.page_map.pages[f"fate-{key}"])
        last = sample.copy.page_map.pages["index"][0]
        named = {page for page, text in enumerate(texts[: last - 1], 1) if key in text}
        assert named == given, key


def test_notes_are_numbered_through(sample: Sample, reading: Path) -> None:
    """From 1 without a gap, in the text as in the notes."""
    (notes,) = (part for part in sample.pamphlet.back if isinstance(part, Endnotes))
    numbers = [note.number for group in notes.groups for note in group.notes]
    assert numbers == list(range(1, len(numbers) + 1))
    pages = sample.copy.page_map.pages
    first, last = pages["note-1"][0], pages[f"note-{len(numbers)}"][-1]
    printed = [re.findall(r"^(\d+)\.$", page, re.MULTILINE) for page in page_texts(reading)[first - 1 : last]]
    assert [int(number) for page in printed for number in page] == numbers


def test_no_text_is_painted_with_nothing(reading: Path) -> None:
    """All of it is black, in a picture at least grey: white or invisible words would be found and not seen."""
    with pikepdf.open(reading) as pdf:
        for page in pdf.pages:
            colour, painted = [0.0], 0
            for instruction in pikepdf.parse_content_stream(page):
                name = str(instruction.operator)
                if name in {"g", "rg", "k", "sc", "scn"}:
                    colour = [float(value) for value in instruction.operands if not isinstance(value, pikepdf.Name)]
                if name == "Tr":
                    assert int(instruction.operands[0]) == 0
                if name in {"Tj", "TJ"}:
                    painted += 1
                    assert max(colour) < 0.6
            assert painted


def test_heads_do_not_stand_alone_at_the_foot(sample: Sample) -> None:
    """Below every head there is the beginning of what it heads, on the same page."""
    pages = sample.copy.page_map.pages
    checked = 0
    for part in (part for part in sample.pamphlet.parts if isinstance(part, Section)):
        heads = {block.id for block in (part.heading, *part.blocks) if isinstance(block, Heading)}
        for run, following in pairwise(part_runs(part)):
            if run.id in heads:
                assert pages[run.id][-1] == pages[following.id][0], run.id
                checked += 1
    assert checked > 20


def test_qpdf_finds_nothing_wrong(sample: Sample) -> None:
    """`qpdf --check`, which fails on the least doubt, is content with both PDFs."""
    for edition in (Edition.READING, Edition.BOOKLET):
        assert "No syntax or stream encoding errors" in said("qpdf", "--check", sample.file(edition))


def test_a_pamphlet_without_notes_people_and_title_pages(laid_out: Callable[..., Pages], tmp_path: Path) -> None:
    """One chapter without a title has neither contents nor index: cover, imprint, text, back cover."""
    pages = laid_out({"body/01-bread.md": "It rose.\n"})
    assert pages.report == ""
    assert pages.copy.extent == 4
    assert pages.copy.index == ()
    file = tmp_path / "bread.pdf"
    file.write_bytes(pages.copy.pdf)
    assert [letters(text)[:12] for text in page_texts(file)][2] == "breaditrose."


def test_people_who_are_never_named_get_no_index(laid_out: Callable[..., Pages]) -> None:
    """A fate alone does not make an index, on paper or for the ebook."""
    fates = '[[person]]\nname = "Ann Fox"\nfate = "Emigrated."\n'
    pages = laid_out({"body/01-bread.md": "# Bread\n\nIt rose.\n", "fates.toml": fates})
    assert pages.copy.index == ()
    assert not [finding for finding in pages.findings if finding.slug == "words-off-page"]
    with pikepdf.open(BytesIO(pages.copy.pdf)) as pdf:
        assert len(pdf.pages) == pages.copy.extent


def test_a_page_is_named_once(laid_out: Callable[..., Pages], tmp_path: Path) -> None:
    """Where two chapters that name someone share a page; and a page that another chapter stands on is named too."""
    pages = laid_out({
        "body/01-bread.md": "# Bread\n\nJane Doe asked for bread.\n",
        "body/02-stone.md": "# Stone\n\nJane Doe was given a stone.\n\n" + "It was kept. " * 400 + "\n",
        "body/03-roses.md": "# Roses\n\nJane Doe asked for roses.\n",
        "fates.toml": '[[person]]\nname = "Jane Doe"\nfate = "Lived."\n',
    })  # fmt: skip
    (tmp_path / "bread.pdf").write_bytes(pages.copy.pdf)
    (named,) = re.findall(r"Named on page ([\d, ]+)", said("pdftotext", "-raw", tmp_path / "bread.pdf", "-"))
    stands = [pages.copy.page_map.pages[f"named-jane-doe-{number}"][0] for number in (1, 2, 3)]
    assert stands[0] == stands[1] != stands[2]
    assert named.strip() == f"{stands[0]}, {stands[2]}"


@pytest.mark.parametrize("paragraphs", [1, 9, 16])
def test_the_index_begins_where_the_contents_say(
    paragraphs: int, laid_out: Callable[..., Pages], tmp_path: Path
) -> None:
    """On a left page as on a right one, its margins are those of its side and its folio is right."""
    prose = " ".join(["The bakers of Corn Street put up the price of a loaf."] * 14)
    body = "# Bread\n\nAnn Fox came.\n\n" + f"{prose}\n\n" * paragraphs
    pages = laid_out({"body/01-bread.md": body, "fates.toml": '[[person]]\nname = "Ann Fox"\n'})
    assert pages.report == ""
    page = pages.copy.extent - 1
    file = tmp_path / "bread.pdf"
    file.write_bytes(pages.copy.pdf)
    contents = letters(page_texts(file)[2])
    assert contents.endswith(f".{page}")
    foot = page_texts(file, *FOOT)[page - 1]
    assert foot.split() == [str(page)]
    words = said("pdftotext", "-bbox", "-f", str(page), "-l", str(page), file, "-")
    left = min(float(found) for found in re.findall(r'xMin="([\d.]+)"', words))
    assert left == pytest.approx((18 if page % 2 else 15) * PT, abs=1.5)
