"""Copy becomes an article: each kind of markup is written as the manuscript has it."""

from __future__ import annotations

import pytest
from copy_of import LONG, article, files_of, said, text_of

from pamphlet.intake.article import RemarkKind

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001"
    "48afa4710000000049454e44ae426082"
)


@pytest.mark.parametrize(
    ("markup", "written"),
    [
        ("<em>The </em><em>Courier</em>", "*The Courier*"),
        ("the <em>Courier </em>said", "the *Courier* said"),
        ("<strong>See <em>The Courier</em></strong>", "**See *The Courier***"),
        ("<em>One.</em>two <em>“three”</em>", "*One*.two *“three”*"),
        ("<span class='small-caps'>NEP</span> of <span lang='fr'>pain</span>", "[NEP]{.smallcaps} of [pain]{lang=fr}"),
        ("the <span lang='en-US'>color</span>", "the color"),
        ("H<sub>2</sub>O, 5 km<sup>2</sup>, the 13<sup>th</sup>", "H₂O, 5 km², the 13th"),
        (
            "see <a href='https://example.org/a'>the <em>Courier</em></a>",
            "see [the *Courier*](<https://example.org/a>)",
        ),
        ("see https://example.org/a.", "see <https://example.org/a>."),
        ("see <a href='page2.html'>the next</a>", "see [the next]{.missing-address}"),
        ("see <a href='#p2'>above</a>", "see above"),
        ("a co\u00admmittee of 5\u00a0men", "a committee of 5\u00a0men"),
        ('“quoted” – ‘so’ "straight"', '“quoted” – ‘so’ "straight"'),
        ("one<br/>two", "one\\\ntwo"),
        ("one<br/><br/>two", "one\n\ntwo"),
    ],
)
def test_words_and_their_marks(markup: str, written: str) -> None:
    """Marks are joined and tidied, soft hyphens go, quotation marks and fixed spaces stay as they are."""
    assert text_of(f"<p>{LONG}</p><p>{markup}</p>") == f"{LONG}\n\n{written}"


@pytest.mark.parametrize(
    ("markup", "written"),
    [
        ("<ul><li>one<ol start='3'><li>two</li></ol></li><li><p>three</p></li></ul>", "- one\n  3. two\n- three"),
        ("<ul><li>one</li><ul><li>two</li></ul></ul>", "- one\n  - two"),
        (
            "<blockquote><p>Cold.</p><p>— Mary Poe, <em>Letters</em></p></blockquote>",
            "> Cold.\n>\n> — Mary Poe, *Letters*",
        ),
        ("<blockquote><h3>Head</h3><p>Cold.</p></blockquote>", "> **Head**\n>\n> Cold."),
        ("<div class='verse'><p>One<br/>two</p><p># three</p></div>", "::: verse\nOne\ntwo\n\n\\# three\n:::"),
        ("<aside class='box'><h4>Head</h4><p>Bread</p></aside>", "::: box\n### Head\n\nBread\n:::"),
        ("<dl><dt>Peck</dt><dd>a measure</dd><dt>Bushel</dt></dl>", "Peck\n: a measure\n\nBushel"),
        ("<p>* * *</p><hr/><p>End.</p>", "***\n\nEnd."),
        ("<hr class='page'/><p>End.</p>", "***\n\nEnd."),
        ("<hr class='page'/><h2>Head</h2><p>End.</p>", "## Head\n\nEnd."),
        (
            "<table><caption>Cost</caption><tr><th>Yr</th><th>| s</th></tr><tr><td><p>1</p><p>2</p></td></tr></table>",
            "Cost\n\n| Yr | \\| s |\n| --- | --- |\n| 1 2 |  |",
        ),
        (
            "<table><tr><td colspan='2'>a</td></tr><tr><td>b</td><td>c</td></tr></table>",
            "| a |  |\n| --- | --- |\n| b | c |",
        ),
        ("<table><tr><td><p>Alone</p></td></tr></table>", "::: box\nAlone\n:::"),
    ],
)
def test_blocks(markup: str, written: str) -> None:
    """Each kind of block is written as the manual has it."""
    assert text_of(f"<p>{LONG}</p>{markup}") == f"{LONG}\n\n{written}"


def test_a_row_of_heads_by_its_look_loses_the_look() -> None:
    """Heads have their own; one that the file itself calls heads is taken as it is."""
    heads = "<tr><td><p><strong>Year</strong></p></td><td><p><strong>Loaf</strong></p></td></tr>"
    rows = f"{heads}<tr><td>1840</td><td>9d</td></tr>"
    assert text_of(f"<p>{LONG}</p><table>{rows}</table>") == f"{LONG}\n\n| Year | Loaf |\n| --- | --- |\n| 1840 | 9d |"


@pytest.mark.parametrize("number", ["0", "²", "1234567890", "9" * 5_000])
def test_numbers_that_are_none(number: str) -> None:
    """A list that begins with a number nobody writes begins with 1, a cell that is wider than any page is one cell."""
    markup = f"<ol start='{number}'><li>a</li></ol><table><tr><th colspan='{number}'>b</th><th>c</th></tr></table>"
    text = text_of(f"<p>{LONG}</p>{markup}")
    assert text == f"{LONG}\n\n{0 if number == '0' else 1}. a\n\n| b | c |\n| --- | --- |"


def test_pictures() -> None:
    """A picture among words stands behind them, with the caption before or behind it; each has a plain name."""
    read = article(
        f"<h1>Bread</h1><p>{LONG}<img src='../My Map.PNG' alt='A map'/></p><p class='caption'>Corn “Street”</p>"
        "<figure><img src='b.png' alt=''/><figcaption>The <em>mill</em></figcaption></figure>",
        pictures={"../My Map.PNG": PIXEL, "b.png": PIXEL},
    )
    (text,) = [text for name, text in files_of(read).items() if name.startswith("body/")]
    assert text == (f'{LONG}\n\n![A map](images/my-map.png "Corn “Street”")\n\n![](images/b.png "The *mill*")\n')
    assert dict(read.pictures) == {"my-map.png": PIXEL, "b.png": PIXEL}


def test_a_picture_that_cannot_be_printed_is_asked_about() -> None:
    """Its caption stays, and a person is told to save it as something else."""
    read = article(
        f"<h1>Bread</h1><p>{LONG}</p><figure><img src='a.emf' alt=''/><figcaption>The mill</figcaption></figure>",
        pictures={"a.emf": b"\x01\x00\x00\x00"},
    )
    assert not read.pictures
    assert files_of(read)["body/01-bread.md"] == f"{LONG}\n\nThe mill\n"
    assert any("`a` is no whole PNG" in asked for asked in said(read, RemarkKind.QUESTION))


def test_levels_of_heads() -> None:
    """Whatever levels a file has, a chapter has two; a bold line is below them, and a head never skips one."""
    text = text_of(
        f"<h3>Low</h3><p>{LONG}</p><h2>High</h2><p>{LONG}</p><p><strong>Bold line</strong></p><p>{LONG}</p>"
        f"<p><strong>Bold sentence.</strong></p><p>{LONG}</p>"
    )
    assert [line for line in text.split("\n") if line.startswith(("#", "**"))] == [
        "## Low", "## High", "### Bold line", "**Bold sentence.**",
    ]  # fmt: skip


def test_short_lines_are_heads_only_where_there_are_no_others() -> None:
    """A file of plain paragraphs is read as a plain text is."""
    short = f"<p>{LONG}</p><p>The mill</p><p>{LONG}</p>"
    assert "## The mill" in text_of(short)
    assert "## The mill" not in text_of(f"{short}<h2>Head</h2><p>{LONG}</p>")


def test_long_parts_are_chapters() -> None:
    """Parts under heads of the first level are chapters if they are long enough, else sections of one."""
    long = f"<p>{LONG}</p>" * 40
    parts = "<p class='title'>Bread</p><h1>One</h1>{0}<h2>Sub</h2><p>x</p><h1>Two</h1>{0}"
    files = files_of(article(parts.format(long)))
    assert list(files)[1:] == ["body/01-one.md", "body/02-two.md"]
    assert files["body/01-one.md"].startswith("# One\n\n")
    assert "\n## Sub\n" in files["body/01-one.md"]
    short = files_of(article(parts.format(f"<p>{LONG}</p>")))
    assert [line for line in short["body/01-bread.md"].split("\n") if line.startswith("#")] == [
        "## One", "### Sub", "## Two",
    ]  # fmt: skip


def test_lines_in_brackets() -> None:
    """A paragraph in brackets that leads somewhere is an endnote, whether its address is there or lost."""
    read = article(
        f"<h1>Bread</h1><p>{LONG}</p><p>[Read it <a href='https://example.org'>here</a>.]</p>"
        f"<p>{LONG}</p><p>[Click here]</p><p>[sic]</p>"
    )
    files = files_of(read)
    assert "[Read it" not in files["body/01-bread.md"]
    assert "\\[sic\\]" in files["body/01-bread.md"]
    assert files["notes.md"] == (
        "[^read-it]: Read it [here](<https://example.org>).\n\n[^link]: [Click here]{.missing-address}\n"
    )


def test_parts_that_an_ebook_sets_apart() -> None:
    """Front matter, chapters and back matter go to their folders; what goes on belongs to the chapter before."""
    files = files_of(
        article(
            "<section class='part' data-role='epigraph'><blockquote><p>Cold.</p></blockquote></section>"
            f"<section class='part' data-role='chapter'><h1>One</h1><p>{LONG}</p><h3>Sub</h3><p>x</p></section>"
            "<p>Goes on.</p>"
            f"<section class='part' data-role='chapter'><h1>Two</h1><p>{LONG}</p></section>"
            "<section class='part' data-role='glossary'><h1>Words</h1><p>Peck</p></section>"
        )
    )
    assert files["front/epigraph.md"] == "> Cold.\n"
    assert files["body/01-one.md"] == f"# One\n\n{LONG}\n\n## Sub\n\nx\n\nGoes on.\n"
    assert files["back/glossary.md"] == "# Words\n\nPeck\n"


def test_a_title_without_text_is_a_line_of_the_next_chapter() -> None:
    """A chapter needs text; and the first one of several needs a title."""
    part = "<section class='part' data-role='chapter'>{}</section>"
    files = files_of(
        article(
            "".join(part.format(text) for text in (f"<p>{LONG}</p>", "<h1>Part</h1>", f"<h1>Two</h1><p>{LONG}</p>"))
        )
    )
    assert files["body/01-untitled-pamphlet.md"] == f"# Untitled pamphlet\n\n{LONG}\n"
    assert files["body/02-two.md"] == f"# Two\n\n**Part**\n\n{LONG}\n"
