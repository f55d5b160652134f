"""The web page as a browser shows it: on a phone and a desktop, by day and by night, with a note open."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from browser import CHROMIUM, NODE, TOOLS, needs
from conftest import Sample, letters
from opened_book import in_memory, theme
from web_pages import everything, hardly_anything, page_of, read_words, tree

from pamphlet.editions.product import Edition

pytestmark = needs("axe-core")
PAGES = ("sample", "everything", "hardly anything", "what is wide")
ADDRESS = f"https://example.org/{'a-very-long-way/' * 12}"
WIDE = f"""## {"Unbreakable" * 8}

See {ADDRESS} and [{ADDRESS}]({ADDRESS}) and `{"code" * 60}`, {"word" * 40}.[^long]

|{"|".join(f" Column {number} " for number in range(14))}|
|{"---|" * 14}
|{"|".join(f" incomprehensibility {number} " for number in range(14))}|

    {"a line of code that is not broken anywhere_" * 6}

::: verse
{"A line of verse that goes on and on " * 6}
:::

[^long]: {ADDRESS} {"and on and on " * 400}
"""


@pytest.fixture(scope="module")
def pages(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The files of four web pages: the sample, every feature, hardly any, and what is hard to fit in."""
    folder = tmp_path_factory.mktemp("pages")
    made = {
        "everything": everything()[1],
        "hardly anything": hardly_anything()[1],
        "what is wide": page_of(in_memory(only=WIDE), look=theme()),
    }
    files = {"sample": sample.file(Edition.WEB), **{name: folder / f"{name}.html" for name in made}}
    for name, page in made.items():
        files[name].write_text(page)
    return files


@pytest.fixture(scope="module")
def looks(pages: dict[str, Path]) -> dict[str, Any]:
    """What was seen of each page; one browser looks at all of them."""
    script = Path(__file__).with_name("look_at_pages.mjs")
    command = [NODE, str(script), str(TOOLS), CHROMIUM, *map(str, pages.values())]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    return {name: seen[str(file)] for name, file in pages.items()}


@pytest.fixture(params=PAGES)
def seen(request: pytest.FixtureRequest, looks: dict[str, Any]) -> dict[str, Any]:
    """What was seen of one page."""
    return dict(looks[request.param])


def test_no_barriers(seen: dict[str, Any]) -> None:
    """Axe finds none by WCAG 2.2 AA and by its best practice, in either width and light, or with a note open."""
    assert set(seen["violations"]) == {"phone light", "phone dark", "desktop light", "desktop dark"}
    assert [found for each in seen["violations"].values() for found in each] == []
    assert [found for note in seen["note"] if note for found in note["violations"]] == []


def test_nothing_scrolls_sideways(seen: dict[str, Any]) -> None:
    """Neither 320 pixels wide, nor on wider screens, nor with letters twice as large."""
    assert set(seen["width"]) == {
        "640", "760", "1024", "1120", "narrowest", "phone, letters twice as large", "desktop, letters twice as large"
    }  # fmt: skip
    assert {name: width for name, width in seen["width"].items() if width > 1} == {}
    assert seen["outside"] == []


def test_the_page_is_as_it_was_meant(seen: dict[str, Any]) -> None:
    """The browser runs and fetches nothing, complains of nothing, and takes no focus at the start."""
    assert seen["told"] == []
    assert seen["scripts"] == 0
    assert seen["focused"] == "BODY"
    assert seen["mode"] == "CSS1Compat"


@pytest.mark.parametrize("name", PAGES)
def test_the_browser_reads_the_elements_that_were_written(
    name: str, looks: dict[str, Any], pages: dict[str, Path]
) -> None:
    """None is closed early, moved or added: as many stand in its tree as in the file, which is read without `style`."""
    assert looks[name]["elements"] == 1 + sum(1 for _ in tree(pages[name].read_text()).iter("{*}*"))


def test_lines_are_of_a_good_length(looks: dict[str, Any]) -> None:
    """On a desktop a line has about 65 characters and is not stretched."""
    assert 60 <= looks["sample"]["measure"] <= 72
    assert looks["sample"]["faces"] >= 4


def test_notes_open_in_place(looks: dict[str, Any]) -> None:
    """A note opens beside its call, nothing moves, it is read out; a key closes it and leads back to the call."""
    assert looks["hardly anything"]["note"] == [None, None]
    for name in ("sample", "everything", "what is wide"):
        for note in looks[name]["note"]:
            assert note["id"] == "note-1"
            assert note["inside"]
            assert note["beside"]
            assert note["moved"] == 0
            assert note["focused"] == "Close note 1"
            assert note["described"] == note["words"]
            assert note["left"] == [0, "Note 1", "block"]
            assert note["target"] >= 24


def test_the_list_of_notes_is_for_eyes_and_for_find_in_page(looks: dict[str, Any], pages: dict[str, Path]) -> None:
    """All words, those of the notes too, are shown text, though a note can also be opened; and are there once."""
    shown = letters(looks["sample"]["jump"]["words"])
    (notes,) = (node for node in tree(pages["sample"].read_text()).iter("{*}section") if node.get("id") == "notes")
    for note in (node for node in notes.iter("{*}div") if node.get("class") == "note-text"):
        wanted = letters(read_words(note)).removesuffix("←")
        assert shown.count(wanted[:60]) == 1


@pytest.mark.parametrize("name", ["sample", "everything"])
def test_an_anchor_shows_its_page(name: str, looks: dict[str, Any]) -> None:
    """The address of a page leads to it; its number stands in the margin."""
    jump = looks[name]["jump"]
    assert jump["scrolled"] > 0
    assert -60 <= jump["top"] <= 200
    assert jump["besides"]
    assert jump["drawn"].strip('"').split('"')[0].isdigit()
