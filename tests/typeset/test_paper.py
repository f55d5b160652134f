"""The documents that are laid out: covers, body and index, complete, escaped, and complete of ids."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping

import pytest
from conftest import as_shown, letters
from lxml import html

from pamphlet.apparatus.compilation import compile_pamphlet
from pamphlet.apparatus.names_index import index_of_names
from pamphlet.apparatus.parts import Pamphlet, part_runs
from pamphlet.diagnostics import Diagnostics, as_text
from pamphlet.inspection import inspect
from pamphlet.typeset.paper import PaperDocuments, picture_address
from pamphlet.typeset.theme import Theme
from pamphlet.workshop import Workshop

MOMENT = dt.datetime(2024, 1, 21, 12, 30, tzinfo=dt.UTC)
FULL = """title = "Bread & <b>Roses</b>"
subtitle = "The “price”"
cover_line = "A & B"
authors = [{ name = "Jane <Doe>", about = "Leith & Leyton" }, { name = "John Roe" }]
date = 2024-01-21
language = "de"
summary = "What < happened"
series = "Corn & Street"
number = 3
price = "£1"
rights = "© 2024 <Jane>"
isbn = "978-0-306-40615-7"
subjects = ["History", "Bread"]

editors = ["Ann & Co"]
translators = [{ name = "Bo <Li>", sort = "Li" }]
issn = "0317-8471"

[editions.epub]
isbn = "978-1-86197-271-2"

[imprint]
publisher = "Corn & Press"
address = "1 Corn Street"
printer = "Printed by <Fox>"
promoter = "Promoted by Fox"
contact = "hello@example.org"
web = "https://example.org/?a&b"
statement = "First <published>"
"""
CREDITS = ("Edited by Ann & Co", "Translated by Bo <Li>")
FILES = {
    "front/foreword.md": "# Fore & word\n\nIt *rose*.\n",
    "body/01-bread.md": (
        "# Bread & wine\n\nAnn Fox came.[^a]\n\n## The < price {#the-price}\n\nSee [above](#the-price).\n\n"
        "[^a]: So she did.\n"
    ),
    "body/02-rye.md": "# Rye\n\n![A map](images/a%20b.svg)\n\nAnn Fox left.[^a]\n",
    "images/a b.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
    "back/glossary.md": "# Glossary\n\nrye\n: A grain.\n",
    "fates.toml": """
        introduction = 'They < all left.'
        closing = "So it was."
        [[person]]
        name = "Ann Fox"
        born = 1890
        died = 1938
        fate = "Emigrated."
        source = "Roe, *Lives*."
        [[person]]
        name = "Bob Fox"
        together_with = "ann-fox"
    """,
}


@pytest.fixture(scope="module")
def compiled(workshop: Callable[..., Workshop]) -> Callable[..., Pamphlet]:
    """Compiles a manuscript given as files."""

    def make(files: Mapping[str, str]) -> Pamphlet:
        findings = Diagnostics()
        inspected = inspect(workshop(files), findings)
        assert inspected
        assert not findings.has_errors, as_text(findings)
        return compile_pamphlet(inspected[0])

    return make


@pytest.fixture(scope="module")
def full(compiled: Callable[..., Pamphlet]) -> Pamphlet:
    """A pamphlet with everything on its title pages."""
    return compiled({"pamphlet.toml": FULL, **FILES})


@pytest.fixture(scope="module")
def documents(full: Pamphlet, theme: Theme) -> dict[str, str]:
    """Its documents."""
    made = PaperDocuments(full, theme.grid, MOMENT)
    places = {naming.id: (5,) for naming in full.namings} | {"fate-ann-fox": (6,)}
    index = index_of_names(full, places)
    return {
        "front": made.front(),
        "body": made.body(),
        "index": made.index(index, first_page=9),
        "back": made.back(),
    }


def words(document: str, path: str) -> list[str]:
    """The words of the elements that an XPath finds."""
    found = html.document_fromstring(document).xpath(path)
    return [" ".join(each.text_content().split()) for each in found]


def test_the_title_pages_say_all_that_pamphlet_toml_says(documents: dict[str, str]) -> None:
    """Cover, imprint and back cover, each with its lines, and none of them markup."""
    cover, imprint = (words(documents["front"], f"//section[@id='{name}']")[0] for name in ("cover", "imprint"))
    for line in (
        "A & B",
        "Bread & <b>Roses</b>",
        "The “price”",
        "Jane <Doe>",
        "Leith & Leyton",
        "John Roe",
        "£1",
        *CREDITS,
    ):
        assert line in cover
    assert "Corn & Street 3" in cover
    for line in (
        "Jane <Doe> and John Roe", "© 2024 <Jane>", "First <published>", "This edition: 21 January 2024.",
        "Published by Corn & Press, 1 Corn Street.", "Printed by <Fox>", "Promoted by Fox", "hello@example.org",
        "https://example.org/?a&b", "ISBN 978-0-306-40615-7 (paper)",
        "ISBN 978-1-86197-271-2 (ebook)", "Corn & Street, number 3",
        "ISSN 0317-8471", *CREDITS,
    ):  # fmt: skip
        assert line in imprint
    back = words(documents["back"], "//body")[0]
    assert letters(back) == letters("What < happened Corn & Press https://example.org/?a&b £1")


def test_without_settings_there_are_no_empty_lines(compiled: Callable[..., Pamphlet], theme: Theme) -> None:
    """What is not given leaves neither an element nor half a sentence."""
    made = PaperDocuments(compiled({"body/a.md": "It rose.\n"}), theme.grid, MOMENT)
    for document in (made.front(), made.body(), made.back()):
        assert [each for each in words(document, "//body//p | //body//li") if not each] == []
    *lines, code = words(made.front(), "//section[@id='imprint']//p")
    assert lines == ["Bread", "Jane Doe", "This edition: 21 January 2024."]
    assert code.startswith("Edition code BREAD/1/2024-01-21/")


def test_every_document_says_language_title_and_time(documents: dict[str, str]) -> None:
    """So that the joined file has them, whichever it is that gives them."""
    for document in documents.values():
        assert '<html lang="de"' in document
        assert words(document, "//title") == ["Bread & <b>Roses</b>: The “price”"]
        assert document.count('content="2024-01-21T12:30:00Z"') == 2
        authors = html.document_fromstring(document).xpath("//meta[@name='author']/@content")
        assert authors == ["Jane <Doe>", "John Roe"]


def test_every_word_of_the_pamphlet_is_in_the_body(full: Pamphlet, documents: dict[str, str]) -> None:
    """Under the id of its block, to the letter."""
    root = html.document_fromstring(documents["body"])
    count = 0
    for run in (run for part in full.parts for run in part_runs(part)):
        (block,) = root.xpath("//*[@id=$id]", id=run.id)
        expected = re.sub(r"\s+", "", as_shown(run.children))
        assert re.sub(r"\s+", "", block.text_content()).startswith(expected)
        count += 1
    assert count > 15


def test_every_link_within_leads_to_an_id_and_every_id_is_single(documents: dict[str, str]) -> None:
    """Over all documents together, which become one file."""
    roots = [html.document_fromstring(document) for document in documents.values()]
    ids = [identity for root in roots for identity in root.xpath("//@id")]
    assert sorted({identity for identity in ids if ids.count(identity) > 1}) == ["index"]  # the page kept for it
    links = {link[1:] for root in roots for link in root.xpath("//a/@href") if link.startswith("#")}
    assert links - set(ids) == set()
    assert {"fate-ann-fox", "note-1", "noteref-1", "noteref-1-2", "named-ann-fox-1", "the-price"} <= links


def test_a_note_leads_back_to_each_of_its_calls(documents: dict[str, str]) -> None:
    """Behind its last words, one way for each call."""
    root = html.document_fromstring(documents["body"])
    (note,) = root.xpath("//div[@id='note-1']")
    assert [link.get("href") for link in note.xpath("./p[last()]/a[@role='doc-backlink']")] == [
        "#noteref-1",
        "#noteref-1-2",
    ]


def test_an_entry_heads_everyone_it_is_about(documents: dict[str, str]) -> None:
    """Two who share an entry stand in its head, with their years, and it says where it was named."""
    (entry,) = words(documents["body"], "//section[@class='fate']")
    assert letters(entry).startswith(letters("Ann Fox 1890–1938 and Bob Fox Emigrated. Roe, Lives. Named on page"))
    assert words(documents["body"], "//section[@class='fates']/div") == ["They < all left.", "So it was."]


def test_the_index_stands_on_the_side_of_its_page(full: Pamphlet, theme: Theme) -> None:
    """A left page where its number is even."""
    made = PaperDocuments(full, theme.grid, MOMENT)
    assert 'class="recto"' in made.index((), first_page=9)
    assert 'class="verso"' in made.index((), first_page=10)


def test_pictures_are_asked_for_by_an_address_of_their_own(documents: dict[str, str]) -> None:
    """Spaces and quotation marks in a name are no trouble; nothing leads out of the manuscript's folder."""
    assert 'src="https://pamphlet.invalid/manuscript/images/a%20b.svg"' in documents["body"]
    assert picture_address('images/"?#é.png') == "https://pamphlet.invalid/manuscript/images/%22%3F%23%C3%A9.png"
