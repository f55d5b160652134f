"""Sound files of every kind that is read: where fuzzing begins."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "intake"))

import word_files as word
from ebook_files import epub
from opendocument_files import FURNITURE, flat_odt, odt

_TESTS = Path(__file__).parents[1]
_LONG = (
    "In the spring of 1840 the price of bread in Leith rose by a third, and a petition went to the mayor of the town."
)
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#888"/></svg>'


def files(*patterns: str) -> Callable[[], tuple[bytes, ...]]:
    """Files of the project."""
    return lambda: tuple(
        dict.fromkeys(path.read_bytes() for each in patterns for path in sorted(_TESTS.parent.glob(each)))
    )


BRANCH_TABLES = """
[[branch]]
name = "Leith"
slug = "leith"
date = 2024-02-21
time = "19:30"
venue = "The Hall"
web = "https://example.org"
editions = ["epub", "booklet"]
copies = 40
[[branch]]
name = "Hawick"
logo = "branches/mark.svg"
paper = { trim = "A5" }
"""


@cache
def word_files() -> tuple[bytes, ...]:
    """Word files with what Word writes, in both forms of the format."""
    note = f'<w:footnote w:id="1">{word.paragraph("Said Peel.")}</w:footnote>'
    comment = f'<w:comment w:id="1" w:author="x">{word.paragraph("Is that so?")}</w:comment>'
    rich = word.word_file(
        word.paragraph("Bread", style="Titel")
        + word.paragraph("By Jane Doe", style="Author")
        + word.paragraph("The mayor", style="berschrift1")
        + word.paragraph(word.run(_LONG) + word.call(1) + word.run(" The Corn Book", "<w:i/>"))
        + word.paragraph(f'<w:ins w:id="1">{word.run("added")}</w:ins><w:del w:id="2">{word.run("gone")}</w:del>')
        + word.paragraph(f'<w:hyperlink r:id="to">{word.run("the archive")}</w:hyperlink>')
        + word.paragraph(word.field(' HYPERLINK "https://example.org" ', word.run("there")))
        + word.item("one", 2)
        + word.item("within", 1, 1)
        + word.item("two", 4)
        + word.table([["Year", "Price"], ["1840", "9d"]], head=1)
        + word.paragraph(word.box(word.paragraph("In a box.")))
        + word.paragraph(word.picture("map", "A map"))
        + word.paragraph("Map 1: Leith", style="Bild")
        + word.paragraph("What became of them", style="berschrift1")
        + word.paragraph("Mary Poe – transported.")
        + word.paragraph("Tom Roe and Ann Roe – hanged."),
        parts={"footnotes": note, "comments": comment, "header": word.paragraph("A running head")},
        media={"map": b"\x89PNG\r\n\x1a\n" + bytes(80)},
        links={"to": "https://example.org/a"},
    )
    return rich, word.with_other_namespaces(rich)


_ODT_TEXT = (
    '<text:p text:style-name="Title">Butter</text:p><text:p text:style-name="Subtitle">And bread</text:p>'
    f'<text:p>By Joe Bloggs</text:p><text:h text:outline-level="1">The queue</text:h><text:p>{_LONG}<text:note'
    ' text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Said Poe.</text:p>'
    '</text:note-body></text:note> <text:span text:style-name="I">so<text:s text:c="3"/></text:span><text:line-break/>'
    '<text:a xlink:href="https://example.org">there</text:a></text:p><text:list text:style-name="LN"><text:list-item>'
    "<text:p>one</text:p><text:list><text:list-item><text:p>within</text:p></text:list-item></text:list>"
    '</text:list-item></text:list><table:table><table:table-column table:number-columns-repeated="2"/>'
    "<table:table-header-rows><table:table-row><table:table-cell><text:p>Year</text:p></table:table-cell>"
    "<table:table-cell><text:p>Price</text:p></table:table-cell></table:table-row></table:table-header-rows>"
    '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-spanned="2"><text:p>1840'
    "</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table><text:p><draw:frame"
    ' svg:width="9cm"><draw:image xlink:href="Pictures/map.svg"/><svg:desc>A map</svg:desc></draw:frame></text:p>'
    "<text:p><draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame></text:p><text:p"
    ' text:style-name="Quotations">Cold.</text:p><text:tracked-changes/><text:section><text:p>Roe – hanged.</text:p>'
    "</text:section>"
)


@cache
def opendocument_texts() -> tuple[bytes, ...]:
    """A text with what LibreOffice writes."""
    return (odt(_ODT_TEXT, parts={"Pictures/map.svg": PICTURE}, furniture=FURNITURE),)


@cache
def flat_texts() -> tuple[bytes, ...]:
    """The same in one file."""
    return (flat_odt(_ODT_TEXT),)


@cache
def ebooks() -> tuple[bytes, ...]:
    """An ebook such as anybody makes."""
    call = '<a href="notes.xhtml#n1" epub:type="noteref">1</a>'
    chapter = (
        f'<section epub:type="chapter"><h1>Salt</h1><p id="p">{_LONG}{call}</p><blockquote><p>Cold.</p></blockquote>'
        '<ul><li>one<ol start="3"><li>within</li></ol></li></ul><table><tr><th>Year</th></tr><tr><td>1840</td></tr>'
        '</table><figure><img src="map.svg" alt="A map"/><figcaption>Leith</figcaption></figure><pre>so  so</pre>'
        f'<p>{_LONG} <em lang="fr">Bien</em>, <a href="a.xhtml#p">above</a>.</p></section>'
    )
    notes = '<aside id="n1" epub:type="footnote"><p><a href="a.xhtml#p">1</a> Said Peel.</p></aside>'
    return (epub({"a.xhtml": chapter, "notes.xhtml": notes}, parts={"map.svg": PICTURE, "s.css": b"p{margin:0}"}),)


@cache
def our_ebooks() -> tuple[bytes, ...]:
    """One of ours, which has what only ours have: people, marks of pages, kinds of parts."""
    sys.path.append(str(_TESTS / "ebook"))
    from opened_book import everything  # noqa: PLC0415  # makes an ebook as it is asked, which takes a second

    return (everything().data,)


MARKDOWN = (
    f"---\ntitle: Meat\nauthor: Jane Doe\ndate: 2024-01-21\n---\n\n# The butcher\n\n{_LONG}[^1] *So*, **he**.\n\n"
    "> Cold.\n>\n> — Poe\n\n- one\n  - within\n\n| Year | Price |\n|---|---|\n| 1840 | 9d |\n\n"
    f"![A map](page_files/map.svg)\n\n{_LONG} [There](https://example.org).\n\n[^1]: Said Doe.\n\n    And Roe.\n"
).encode()
TEXT = (
    f"FISH\n\nBy Joe Bloggs\n\n{_LONG} [1]\n\nThe harbour\n\n{_LONG} [2]\n\n* * *\n\n    Cold,\n    late.\n\n"
    "Notes\n\n[1] Said Peel.\n[2] Said Poe.\n\nWhat became of them\n\nMary Poe – transported.\nTom Roe – hanged.\n"
).encode()
