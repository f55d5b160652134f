"""What pages mark, and how, becomes the one markup of copy; what a page says of itself becomes an offer."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from pamphlet.intake.article import RemarkKind
from pamphlet.intake.copy import Copy
from pamphlet.intake.web.reader import read_web_page

LONG = "It was late in the spring of that year, and nobody in the port had any flour to sell, nor bread to eat. " * 2


def read(body: str, head: str = "") -> Copy:
    """Read a page in English."""
    page = f'<html lang="en"><head>{head}</head><body>{body}</body></html>'
    return read_web_page(page.encode(), "page.html", {})


def inner(copy: Copy) -> str:
    """The blocks of a copy as text, without their places."""
    text = "".join(etree.tostring(block, encoding="unicode", with_tail=False) for block in copy.body)
    return re.sub(r' data-line="\d+"', "", text)


def left_out(copy: Copy) -> str:
    """The words that the account says were left out."""
    return " ".join(remark.words for remark in copy.remarks if remark.kind is RemarkKind.LEFT_OUT)


MARKUP = {
    "marks": (
        "<p><i>a</i> <b>b</b> <u>c</u> <cite>d</cite> <span style='font-variant: small-caps'>e</span> <tt>f</tt></p>",
        '<p><em>a</em> <strong>b</strong> <em>c</em> <em>d</em> <span class="small-caps">e</span> f</p>',
    ),
    "marks side by side and in each other": (
        "<p><i>one</i><i> word</i> <em><i>twice</i></em> <b>x <i>y</i></b></p>",
        "<p><em>one word</em> <em>twice</em> <strong>x <em>y</em></strong></p>",
    ),
    "a document in a bold element that is not bold": (
        "<b style='font-weight:normal'><p>Plain, <span style='font-weight:700'>bold</span>.</p></b>",
        "<p>Plain, <strong>bold</strong>.</p>",
    ),
    "signs as written": (
        "<p>“a” - ‘b’ – «c»&nbsp;d\u202fe &quot;f&quot; so&shy;ft\u200b</p>",
        '<p>“a” - ‘b’ – «c»\xa0d\u202fe "f" soft</p>',
    ),
    "languages": (
        "<p>a <span lang='fr'>à</span> <span lang='en-US'>b</span></p>",
        '<p>a <span lang="fr">à</span> b</p>',
    ),
    "paragraphs by line ends": (
        "<div>One<br>line.<br><br>Two.<br/>\n<br/>Three.</div>",
        "<p>One<br/>line.</p><p>Two.</p><p>Three.</p>",
    ),
    "loose words beside blocks": ("Before <p>in</p> after", "<p>Before</p><p>in</p><p>after</p>"),
    "links": (
        "<p><a href='https://x.example/'>a</a> <a href='mailto:j@x.example'>b</a> <a href='file:///c'>c</a></p>",
        '<p><a href="https://x.example/">a</a> <a href="mailto:j@x.example">b</a> c</p>',
    ),
    "links as Google Docs writes them": (
        "<p><a href='https://www.google.com/url?q=https://x.example/y%3Fa%3D1&amp;sa=D&amp;usg=z'>a</a></p>",
        '<p><a href="https://x.example/y?a=1">a</a></p>',
    ),
    "lists as Google Docs writes them": (
        ("<ol class='lst-kix_q-0 start' start=3><li>a</li></ol><ul class='lst-kix_q-1'><li>b</li></ul>"
        "<ul class='lst-kix_q-2'><li>c</li></ul><ol class='lst-kix_q-0'><li>d</li></ol>"),
        '<ol start="3"><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ol>',
    ),
    "lists as Word writes them": (
        ("<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>1. a</p>"
        "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'>· b</p>"
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>2. c</p>"),
        "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>",
    ),
    "lists that are not closed": (
        "<ol start=4><li>a<li>b<ul><li>c</ul></ol>",
        '<ol start="4"><li>a</li><li><p>b</p><ul><li>c</li></ul></li></ol>',
    ),
    "a list between items": ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li><p>a</p><ul><li>b</li></ul></li></ul>"),
    "a quotation and its source": (
        "<blockquote>We bake.<footer>Mary Poe</footer></blockquote>",
        "<blockquote><p>We bake.</p><p>– Mary Poe</p></blockquote>",
    ),
    "short quotations": ("<p>He said <q>no</q>.</p>", "<p>He said “no”.</p>"),
    "verse": (
        "<div class='poem'><p>a<br>b</p><p>c</p></div>",
        '<div class="verse"><p>a<br/>b</p><p>c</p></div>',
    ),
    "a page laid out by a table": (
        "<table><tr><td><p>a</p><p>b</p><p>c</p></td></tr></table>",
        "<p>a</p><p>b</p><p>c</p>",
    ),
    "a table with cells over others": (
        "<table><tr><th colspan=2>a<tr><td rowspan=2>b<td>c<tr><td>d</table>",
        """<table><thead><tr><th>a</th><td/></tr></thead><tbody><tr><td>b</td><td>c</td></tr>\
<tr><td/><td>d</td></tr></tbody></table>""",
    ),
    "words between the parts of a table": ("<table>x<tr><td>y</td><td>z</td></tr></table>", "<p>x</p><p>y</p><p>z</p>"),
    "terms": ("<dl><dt>a</dt><dd>b</dd></dl>", "<dl><dt>a</dt><dd>b</dd></dl>"),
    "breaks": ("<p>a</p><div role='separator'><span></span></div><p>b</p>", "<p>a</p><hr/><p>b</p>"),
    "heads without weight": ("<h2><b>a <i>b</i></b></h2><p>c</p>", "<h2>a <em>b</em></h2><p>c</p>"),
    "raised and lowered": ("<p>13<sup>th</sup> H<sub>2</sub>O</p>", "<p>13<sup>th</sup> H<sub>2</sub>O</p>"),
    "a box": ("<p>a</p><aside><p>b</p></aside>", '<p>a</p><aside class="box"><p>b</p></aside>'),
}  # fmt: skip


@pytest.mark.parametrize(("page", "copy"), MARKUP.values(), ids=MARKUP)
def test_markup(page: str, copy: str) -> None:
    """Each thing that a page can say of its words is said of them in the copy, in one way."""
    assert inner(read(f"<div class='entry-content'>{page}<p>{LONG}</p></div>")) == f"{copy}<p>{LONG.strip()}</p>"


def test_typed_lines_are_verse_unless_they_are_prose() -> None:
    """Lines of one width that end in mid-sentence are joined; others stay."""
    prose = "\n".join(
        ["the port had no flour and nobody came to sell any of it to the", "women who stood there all night"] * 8
    )
    assert "verse" in inner(read(f"<pre>The fire is low,\nthe night is long.</pre><p>{LONG}</p>"))
    joined = inner(read(f"<pre>{prose}.\n\nAnd then.</pre><p>{LONG}</p>"))
    assert "verse" not in joined
    assert "any of it to the women who" in joined
    assert "<p>And then.</p>" in joined


@pytest.mark.parametrize(
    "kept",
    [
        f"<h2 id='social-history'>Kept words</h2><p>{LONG}</p>",
        f"<section id='related-work'><h2>Kept words</h2><p>{LONG}{LONG}</p></section>",
        "<aside class='pullquote'><p>Kept words</p></aside>",
        "<p>Kept words: <a href='/poe'>Mary Poe</a> had them by heart, as everybody in the port would tell you.</p>",
        "<h3>Kept words</h3><ul><li><a href='https://x.example/a'>A book</a></li></ul>",
        "<p><a href='https://x.example/a'>Kept words</a></p>",
    ],
)
def test_what_only_looks_like_furniture_is_kept(kept: str) -> None:
    """A section that is called like a list of teasers, a pull quote that stands nowhere else, a list of books."""
    copy = read(f"<div class='entry-content'><p>{LONG}{LONG}</p>{kept}</div>")
    assert "Kept words" in "".join(copy.body.itertext())


def test_a_wrapper_with_a_telling_name_is_not_thrown_away() -> None:
    """An article in a box that is called after a social network, or after its own category, is an article."""
    for name in ("share-body", "post hentry category-newsletter", "social"):
        assert LONG.strip() in inner(read(f"<div class='entry-content'><div class='{name}'><p>{LONG}</p></div></div>"))


def test_classes_mean_what_the_style_sheet_says() -> None:
    """Google Docs and Word write emphasis as a class that only the style sheet of the page explains."""
    sheet = ".c1{font-style:italic} .c2 {font-weight:700} span.c3{text-decoration:underline} .c4{color:red}"
    spans = (
        "<span class='c1 c4'>a</span> <span class=c2>b</span> <span class=c3><a href='https://x.example/'>c</a></span>"
    )
    page = f"<div class='entry-content'><p class=c1>{spans} <span class=c3>d</span></p><p>{LONG}</p></div>"
    expected = '<p><em>a</em> <strong>b</strong> <a href="https://x.example/">c</a> <em>d</em></p>'
    assert inner(read(page, f"<style>{sheet}</style>")).startswith(expected)


def test_articles_side_by_side_all_come_along() -> None:
    """A page may show several whole ones."""
    texts = ("".join(f"<p>{letter} {LONG}</p>" for _ in range(3)) for letter in ("one", "two"))
    articles = "".join(f"<article><div class='entry-content'>{text}</div></article>" for text in texts)
    copy = read(f"<nav>Home</nav><main>{articles}</main><footer>Imprint</footer>")
    assert inner(copy).count("<p>one ") == inner(copy).count("<p>two ") == 3
    assert "Home" not in inner(copy)


def test_much_text_around_the_article_is_asked_about() -> None:
    """Where a page has more text than its article and nothing says what it is, a person should look."""
    copy = read(f"<div class='entry-content'><p>{LONG * 3}</p></div><div><p>{LONG * 2}</p></div>")
    assert any(remark.kind is RemarkKind.QUESTION and "around the article" in remark.text for remark in copy.remarks)
    assert LONG.strip() in left_out(copy)


def test_films_and_other_pages_are_named() -> None:
    """What paper cannot hold is asked about, with its address."""
    copy = read(f"<p>{LONG}</p><iframe src='https://v.example/1'></iframe><video src='f.mp4'>No film here.</video>")
    asked = [remark.text for remark in copy.remarks if remark.kind is RemarkKind.QUESTION]
    assert any("https://v.example/1" in text for text in asked)
    assert any("f.mp4" in text for text in asked)
    assert "No film here." in left_out(copy)


@pytest.mark.parametrize(
    ("head", "title", "authors", "date"),
    [
        ("<title>The Loaf | The Observer</title>", "The Loaf", (), ""),
        ("<title>Home</title><meta property='og:title' content='THE LOAF'>", "The Loaf", (), ""),
        ("<title>Another title</title>", "Another title", (), ""),
        ("<meta name='author' content='webadmin'><meta name='date' content='2020-05'>", "", (), "2020-05"),
        ("<meta name='author' content='Jane Doe'><meta name='date' content='last May'>", "", ("Jane Doe",), ""),
        (
            """<script type="application/ld+json">{"@type": "Article", "headline": "The Loaf",
            "datePublished": "2020-05-01",
            "author": ["Ann Roe", {"name": "Jane Doe"}, {"name": "Staff"}, 3]}</script>""",
            "The Loaf",
            ("Ann Roe", "Jane Doe"),
            "2020-05-01",
        ),
        ("""<script type="application/ld+json">{"@type": "Article", "headline": </script>""", "", (), ""),
        ("""<script type="application/ld+json">[1, "x", {"@graph": [{"@type": ["Article"]}]}]</script>""", "", (), ""),
    ],
)  # fmt: skip
def test_what_a_page_says_of_itself(head: str, title: str, authors: tuple[str, ...], date: str) -> None:
    """The title without the name of the site; persons, not accounts; dates that are dates; nothing made up."""
    copy = read(f"<h1>The Loaf</h1><p>{LONG}</p>", head)
    assert (copy.offered.title, copy.offered.authors, copy.offered.date) == (title, authors, date)
    assert copy.offered.language == "en"


def test_places_are_paragraphs() -> None:
    """Every block has its place, counted as a reader would, and the places do not run backwards."""
    copy = read(f"<p>a</p><ul><li>b</li><li><p>c</p><p>d</p></li></ul><p>{LONG}</p>")
    places = [int(block.get("data-line", "0")) for block in copy.body.iter("p", "ul", "li")]
    assert places == sorted(places)
    assert [block.get("data-line") for block in copy.body.iter("p")] == ["1", "3", "4", "5"]
