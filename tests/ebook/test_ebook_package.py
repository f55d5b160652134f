"""The ebook as a package: what is in it, what it says of itself, and that it is always the same."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from opened_book import (
    HARDLY_ANYTHING,
    MOMENT,
    NCX,
    OPF,
    Book,
    everything,
    hardly_anything,
    in_memory,
    made,
    sample,
)

from pamphlet.apparatus.page_map import PageMap
from pamphlet.ebook.metadata import sorted_name, sorted_title
from pamphlet.ebook.package import EbookProblem

BOOKS = pytest.mark.parametrize("make", [sample, everything, hardly_anything], ids=lambda make: make.__name__)


@BOOKS
def test_the_first_bytes_say_what_it_is(make: Callable[[], Book]) -> None:
    """The file begins with its media type, neither compressed nor padded."""
    book = make()
    first = book.archive.infolist()[0]
    assert first.filename == "mimetype"
    assert first.compress_type == zipfile.ZIP_STORED
    assert book.data[30:58] == b"mimetypeapplication/epub+zip"


@BOOKS
def test_the_manifest_lists_every_file_once(make: Callable[[], Book]) -> None:
    """No file is missing from the manifest, and none is listed that is not there."""
    book = make()
    names = book.archive.namelist()
    assert len(names) == len(set(names))
    there = {name.removeprefix("EPUB/") for name in names if name.startswith("EPUB/")} - {"content.opf"}
    assert there == set(book.manifest)
    assert set(names) - {f"EPUB/{name}" for name in there} == {
        "mimetype", "META-INF/container.xml", "EPUB/content.opf",
    }  # fmt: skip


def test_the_order_of_reading_is_that_of_paper() -> None:
    """Cover, title page, imprint and contents come first, then every part in its order, the back cover last."""
    assert list(everything().documents) == [
        "text/cover.xhtml", "text/title-page.xhtml", "text/imprint.xhtml", "text/contents.xhtml",
        "text/dedication.xhtml", "text/epigraph.xhtml", "text/preface.xhtml", "text/bread.xhtml", "text/1917.xhtml",
        "text/khleb.xhtml", "text/about-the-author.xhtml", "text/acknowledgements.xhtml", "text/further-reading.xhtml",
        "text/glossary.xhtml", "text/questions.xhtml", "text/something-else.xhtml", "text/fates.xhtml",
        "text/notes.xhtml", "text/index.xhtml", "text/back-cover.xhtml",
    ]  # fmt: skip
    assert list(hardly_anything().documents)[3:] == [
        "text/contents.xhtml", "text/only.xhtml", "text/back-cover.xhtml",
    ]  # fmt: skip


def test_every_file_carries_the_time_that_was_given() -> None:
    """Each entry of the zip, and the package, carry one moment, in UTC wherever it was taken."""
    pamphlet = in_memory(only="Words.")
    paris = dt.datetime(2024, 1, 21, 13, 30, 20, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    for moment in (MOMENT, paris, MOMENT.replace(tzinfo=None)):
        book = made(pamphlet, moment=moment)
        assert {entry.date_time for entry in book.archive.infolist()} == {(2024, 1, 21, 12, 30, 20)}
        assert book.told("dcterms:modified") == ["2024-01-21T12:30:20Z"]


def test_a_moment_that_no_zip_can_carry() -> None:
    """A moment before 1980 stands in the package; the entries of the zip carry the earliest they can."""
    book = made(in_memory(only="Words."), moment=dt.datetime(1923, 12, 8, tzinfo=dt.UTC))
    assert {entry.date_time for entry in book.archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert book.told("dcterms:modified") == ["1923-12-08T00:00:00Z"]


def test_same_manuscript_same_bytes() -> None:
    """Two processes with other time zones, locales and hash seeds make the same bytes, those of a cut font too."""
    made_there = []
    for zone, seed, locale in (("Asia/Tokyo", "1", "C"), ("America/Lima", "2", "tr_TR.UTF-8")):
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONUTF8": "1"}
        command = [sys.executable, str(Path(__file__).with_name("opened_book.py"))]
        made_there.append(subprocess.run(command, env=environment, check=True, capture_output=True).stdout)
    assert made_there[0] == made_there[1]
    assert len(made_there[0].split()) == 3


def test_what_the_package_says_of_the_pamphlet() -> None:
    """Every setting that a shop or a library asks for stands in the metadata, with what refines it."""
    book = everything()
    assert book.told("dc:title") == ["Everything “at” <once>", "Bread & nails"]
    assert book.told("title-type") == ["main", "subtitle"]
    assert book.told("dc:creator") == ["Jane Doe", "The Board"]
    assert book.told("dc:contributor") == ["Ann Fox", "Joe Bloggs", "Maria van der Berg"]
    assert book.told("role") == ["aut", "aut", "edt", "edt", "trl"]
    assert book.told("file-as")[2:] == ["Doe, Jane", "The Board", "Fox, Ann", "Bloggs, Joe", "Berg, Maria van der"]
    assert book.told("dc:identifier") == ["urn:isbn:9781861972712", book.pamphlet.settings.identifier]
    assert book.told("dc:source") == ["The Corn Street Almanac, 1905", "urn:isbn:9780306406157"]
    assert book.told("dc:publisher") == ["Corn Street Press"]
    assert book.told("dc:date") == ["1923-01-21"]
    assert book.told("dc:language") == ["en-GB"]
    assert book.told("dc:rights") == ["© 2026 Jane Doe"]
    assert book.told("dc:subject") == ["History", "Bread & nails"]
    assert book.told("dc:description") == ["One paragraph of each kind there is."]
    assert book.told("belongs-to-collection") == ["Trials"]
    assert book.told("group-position") == ["3"]
    assert book.told("dcterms:identifier") == ["urn:issn:0317-8471"]
    assert book.told("authority") == ["BISAC"]
    assert book.told("term") == ["HIS054000"]
    assert book.package.get("{http://www.w3.org/XML/1998/namespace}lang") == "en-GB"


def test_what_refines_a_statement_points_at_it() -> None:
    """Every statement that refines another names an id of the metadata."""
    for book in (sample(), everything(), hardly_anything()):
        ids = {node.get("id") for node in book.package.iter() if node.get("id")}
        refined = [node.get("refines") for node in book.package.iter(f"{OPF}meta") if node.get("refines")]
        assert refined
        assert {reference.removeprefix("#") for reference in refined} <= ids


def test_nothing_is_said_that_was_not_given() -> None:
    """What the settings leave out does not stand in the metadata, not even empty."""
    book = hardly_anything()
    for name in ("dc:publisher", "dc:rights", "dc:subject", "dc:description", "belongs-to-collection"):
        assert book.told(name) == []
    assert book.told("dc:title") == ["Short & Sweet"]
    assert all((node.text or "").strip() or node.get("name") for node in book.package.iter(f"{OPF}meta"))


def test_what_is_said_of_accessibility_is_true() -> None:
    """Features are claimed where the content has them; that a standard is met is for a person to say."""
    rich, poor = everything(), hardly_anything()
    assert rich.told("schema:accessMode") == ["textual", "visual"]
    assert rich.told("schema:accessModeSufficient") == ["textual"]
    assert {"alternativeText", "index"} <= set(rich.told("schema:accessibilityFeature"))
    assert "index" not in poor.told("schema:accessibilityFeature")
    assert "index" not in poor.told("schema:accessibilitySummary")[0]
    assert rich.told("schema:accessibilityHazard") == ["none"]
    assert "linked both ways" in rich.told("schema:accessibilitySummary")[0]
    assert "linked both ways" not in poor.told("schema:accessibilitySummary")[0]
    assert "only picture" in poor.told("schema:accessibilitySummary")[0]


def test_whose_page_numbers_these_are() -> None:
    """Where pages are marked the package says so, and which edition has them: by an ISBN of its own, or by name."""
    isbn, name = "urn:isbn:9780306406157", "Short & Sweet, A5 edition, 21 January 2026"
    for book, source in ((everything(), isbn), (hardly_anything(), name)):
        assert book.told("pageBreakSource") == [source]
        (refined,) = (node for node in book.package.iter(f"{OPF}meta") if node.get("property") == "source-of")
        (named,) = (node for node in book.package.iter() if f"#{node.get('id')}" == refined.get("refines"))
        assert (refined.text, named.text) == ("pagination", source)
        assert {"pageBreakMarkers", "pageNavigation"} <= set(book.told("schema:accessibilityFeature"))
        assert "page numbers of the printed pamphlet are marked" in book.told("schema:accessibilitySummary")[0]
    unmarked = made(hardly_anything().pamphlet, page_map=PageMap(starts=(), pages={}))
    assert unmarked.told("dc:source") == unmarked.told("pageBreakSource") == unmarked.told("source-of") == []
    assert not {"pageBreakMarkers", "pageNavigation"} & set(unmarked.told("schema:accessibilityFeature"))
    assert "are marked" not in unmarked.told("schema:accessibilitySummary")[0]


def test_conformance_is_claimed_where_the_settings_do() -> None:
    """It is for the publisher to say, with the name of who has checked, and for no one else."""
    claimed = everything()
    assert claimed.told("dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    certifier = next(node for node in claimed.package.iter(f"{OPF}meta") if node.get("property") == "a11y:certifiedBy")
    assert (certifier.text, certifier.get("refines")) == ("Corn Street Press", "#conformance")
    for book in (sample(), hardly_anything()):
        assert book.told("dcterms:conformsTo") == []
        assert book.told("a11y:certifiedBy") == []


def test_one_isbn_is_that_of_every_edition() -> None:
    """Where the ebook has none of its own, the pamphlet's stands beside the identifier, once."""
    toml = f'{HARDLY_ANYTHING["pamphlet.toml"]}isbn = "978-0-306-40615-7"\n'
    book = made(in_memory(only="Words.", **{"pamphlet.toml": toml}))
    assert book.told("dc:identifier") == [book.pamphlet.settings.identifier, "urn:isbn:9780306406157"]
    assert book.told("dc:source") == ["Short & Sweet, A5 edition, 21 January 2026"]
    named = f'{toml}identifier = "urn:isbn:9780306406157"\n'
    assert made(in_memory(only="Words.", **{"pamphlet.toml": named})).told("dc:identifier") == [
        "urn:isbn:9780306406157"
    ]


def test_old_and_new_readers_are_told_one_identifier() -> None:
    """The contents in the form of EPUB 2 name the identifier of the package."""
    for book in (sample(), everything()):
        head = etree.fromstring(book.read("toc.ncx"))
        uid = next(node.get("content") for node in head.iter(f"{NCX}meta") if node.get("name") == "dtb:uid")
        assert uid == book.told("dc:identifier")[0]


def test_a_picture_without_words_takes_the_claims_away() -> None:
    """Where one picture has no description, neither alternative text nor the sufficiency of text is claimed."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'
    book = made(in_memory(only="![](images/a.svg)\n\nWords.", **{"images__a.svg": drawing}))
    assert "alternativeText" not in book.told("schema:accessibilityFeature")
    assert book.told("schema:accessModeSufficient") == []
    assert "Some pictures are not described" in book.told("schema:accessibilitySummary")[0]


@pytest.mark.parametrize(
    ("name", "as_sorted"),
    [
        ("Jane Doe", "Doe, Jane"),
        ("Jane van Doe", "Doe, Jane van"),
        ("Плеханов", "Плеханов"),
        ("The Leith Branch", "The Leith Branch"),
        ("Leith trades council", "Leith trades council"),
    ],
)
def test_names_are_sorted_by_surname(name: str, as_sorted: str) -> None:
    """The surname of a person goes first; what is no person's name, as far as can be seen, stays as it is."""
    assert sorted_name(name) == as_sorted


@pytest.mark.parametrize(
    ("title", "language", "as_sorted"),
    [
        ("The Corn Street Petition", "en-GB", "Corn Street Petition, The"),
        ("A Loaf", "en", "Loaf, A"),
        ("The", "en-GB", "The"),
        ("Theatre and Bread", "en-GB", "Theatre and Bread"),
        ("A vida", "pt", "A vida"),
        ("Die Petition", "de", "Die Petition"),
    ],
)
def test_titles_are_sorted_without_an_english_article(title: str, language: str, as_sorted: str) -> None:
    """The article goes behind the title; words of another language that look like one stay."""
    assert sorted_title(title, language) == as_sorted


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({"only": "[See](#nowhere)."}, "leads to `nowhere`"),
        (
            {"one": "# A\n\nA.\n\n## B {#b}", "two": "# C\n\nC.\n\n## D {#b}"},
            r"two places have the id `(contents\.)?b`",
        ),
    ],
)
def test_what_no_ebook_can_hold_is_refused(files: dict[str, str | bytes], problem: str) -> None:
    """A link to nowhere, an id given twice: nothing is made."""
    with pytest.raises(EbookProblem, match=problem):
        made(in_memory(**files))
