"""What is recorded of a printing is what stands on its paper: the sample's lines are read back from its PDF."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, Pages, Sample, letters, page_texts
from recorded import block, printing

from pamphlet.apparatus.parts import Pamphlet
from pamphlet.diagnostics import Diagnostics, as_text
from pamphlet.editions.product import Edition
from pamphlet.manuscript.printings import Printing, as_json, printing_now, read_printings, text_digest
from pamphlet.printings.recording import next_number, record
from pamphlet.workspace import MemoryFolder

DAY = dt.date(2024, 1, 25)
TABLE = "| Year | Loaf |\n|---|---|\n" + "".join(f"| {year} | {year % 7}d the pound |\n" for year in range(1700, 1790))
MANUSCRIPT = {
    "body/01-bread.md": f"# Bread\n\nAnn Fox *came*.[^a] {'It rose and fell. ' * 400}[^b]\n\n{TABLE}\n\nIt fell.\n\n"
    "[^a]: So she did.\n[^b]: And how.\n",
    "fates.toml": '[[person]]\nname = "Ann Fox"\nborn = 1890\nfate = "Emigrated."\n',
}


@pytest.fixture(scope="module")
def recorded(sample: Sample) -> Printing:
    """The sample as it would be recorded."""
    return record(sample.pamphlet, sample.copy.layout, DAY)


def test_every_word_is_on_its_line(recorded: Printing, sample: Sample) -> None:
    """On pages of plain text poppler counts the same lines, running head left out, and finds the words on them."""
    pages = page_texts(sample.file(Edition.READING))
    lines = defaultdict(list)
    for line in (line for each in recorded.blocks for line in each.lines):
        lines[line.page].append(line)
    plain = 0
    for page, found in lines.items():
        read = [letters(line) for line in pages[page - 1].splitlines() if line.strip()]
        if len(read) != max(line.line for line in found) or len({line.line for line in found}) != len(found):
            continue  # a table, a picture with words, two columns, or a line that a template makes at the foot
        plain += 1
        for line in found:
            *words, last = map(letters, line.words)
            assert all(word in read[line.line - 1] for word in words), (page, line)
            assert last[:2] in read[line.line - 1], (page, line)  # it may be divided
    assert plain >= 10


def test_lines_are_in_order_and_on_every_page_of_text(recorded: Printing) -> None:
    """Within a block lines follow one another; a word stands once."""
    for each in recorded.blocks:
        places = [(line.page, line.line) for line in each.lines]
        assert places == sorted(set(places))
    assert len(recorded.pages) == 31
    assert min(line.line for each in recorded.blocks for line in each.lines) == 1


def test_the_words_are_those_of_the_pamphlet(laid_out: Callable[..., Pages]) -> None:
    """Without the numbers of notes; notes and fates say where they belong; a table's head is recorded once."""
    pages = laid_out(MANUSCRIPT)
    found = record(pages.pamphlet, pages.copy.layout, DAY)
    texts = Counter((each.place, " ".join(each.words)) for each in found.blocks)
    assert texts["", "Year"] == texts["", "1789"] == texts["", "It fell."] == 1
    assert texts["note 1", "So she did."] == texts["note 2", "And how."] == 1
    assert texts["the fate of Ann Fox", "Emigrated."] == 1
    lines = {" ".join(each.words): each.lines[0] for each in found.blocks}
    assert (lines["Year"].page, lines["Year"].line) == (lines["Loaf"].page, lines["Loaf"].line)  # side by side
    assert (lines["1700"].page, lines["1700"].line) == (lines["Year"].page, lines["Year"].line + 1)
    assert lines["1789"].page > lines["1700"].page
    (long,) = (each for each in found.blocks if each.words[:3] == ("Ann", "Fox", "came."))
    assert long.words[3:] == ("It", "rose", "and", "fell.") * 400
    assert found.digest == pages.pamphlet.digest == text_digest(each.words for each in found.blocks)


def test_the_digest_is_of_the_words_alone(laid_out: Callable[..., Pages]) -> None:
    """Italics, size of type and the order of files' names do not count; a word does."""
    plain = laid_out({"body/a.md": "# Bread\n\nIt *rose*.\n"}).pamphlet
    bold = laid_out({"body/b.md": "# Bread\n\nIt\n**rose**.\n"}, "html { font-size: 14pt }").pamphlet
    other = laid_out({"body/a.md": "# Bread\n\nIt fell.\n"}).pamphlet
    assert plain.code == bold.code
    assert plain.digest != other.digest
    assert plain.code.digest != other.code.digest


def test_a_record_is_read_as_it_was_written(recorded: Printing) -> None:
    """JSON with a line for each line of paper, the same bytes each time."""
    data = as_json(recorded)
    findings = Diagnostics()
    assert read_printings(MemoryFolder({"printings/1.json": data}), findings) == (recorded,)
    assert as_text(findings) == ""
    assert data == as_json(recorded)
    assert json.loads(data)["blocks"][0]["lines"]
    rows = data.decode().splitlines()
    assert sum(row.startswith("      [") for row in rows) == sum(len(each.lines) for each in recorded.blocks)
    assert max(map(len, rows)) < 200


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("1.json", '"It"', '"She"', ""),
        ("1.json", "It rose.", "It fell.", "are not those that were recorded"),
        ("2.json", "", "", "holds printing 1"),
        ("1.json", '"schema": 1', '"schema": 2', "is no recorded printing"),
        ("1.json", '"pages"', '"leaves"', "is no recorded printing"),
        ("1.json", "[5, 1", '["5", 1', "is no recorded printing"),
        ("1.json", "{", "[", "is no recorded printing"),
        ("1.json", "Bread", "\ud800", "is not UTF-8 text"),
    ],
)
def test_a_record_that_was_changed_is_an_error(name: str, old: str, new: str, said: str) -> None:
    """It is named, and nothing is compared with it."""
    data = as_json(printing(block("It rose."))).decode().replace(old, new, 1).encode("utf-8", "surrogatepass")
    findings = Diagnostics()
    found = read_printings(MemoryFolder({f"printings/{name}": data}), findings)
    assert [each.slug for each in findings] == ["printing-unreadable"] * bool(said)
    assert said in as_text(findings)
    assert len(found) == (not said)


def test_printings_are_numbered_by_their_words() -> None:
    """The same words are the same printing, whenever they are built; other words are the next."""
    one, two = printing(block("It rose.")), printing(block("It fell."), number=2)
    again = printing(block("It rose."), number=3)
    assert printing_now((), one.digest) == 1
    assert printing_now((one,), one.digest) == 1
    assert printing_now((one,), two.digest) == 2
    assert printing_now((one, two), "") == 3
    assert printing_now((one, two, again), one.digest) == 3


def test_a_text_is_recorded_once(laid_out: Callable[..., Pages]) -> None:
    """Unless it is asked for again, and then under the next number."""
    pamphlet: Pamphlet = laid_out({"body/a.md": "It rose.\n"}).pamphlet
    mine = printing(block("It rose."))
    assert mine.digest == pamphlet.digest
    other = printing(block("It fell."), number=2)
    findings = Diagnostics()
    assert next_number(pamphlet, (), findings, again=False) == 1
    assert next_number(pamphlet, (mine, other), findings, again=True) == 3
    assert as_text(findings) == ""
    next_number(pamphlet, (mine, other), findings, again=False)
    assert "it is that of printing 1, 25 January 2024 [printing-recorded]" in as_text(findings)


def test_the_sample_says_what_it_is(sample: Sample) -> None:
    """Its first printing, by its name and date."""
    assert str(sample.pamphlet.code).startswith("NEW-COURSE/1/2024-01-21/")
    assert not (Path(ROOT) / "manuscript" / "printings").exists()
