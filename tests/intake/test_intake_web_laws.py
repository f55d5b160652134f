"""Laws of saved web pages: whatever stands on one, no word goes astray, and what is hostile ends in one message."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pamphlet.diagnostics import Refused
from pamphlet.intake.copy import Copy
from pamphlet.intake.web.reader import read_web_page
from pamphlet.intake.words import missing_words

BLOCKS = (
    "p", "div", "section", "h1", "h2", "h4", "blockquote", "ul", "ol", "li", "table", "tr", "td", "th", "thead",
    "caption", "dl", "dt", "dd", "figure", "figcaption", "pre", "aside", "center", "article", "header", "footer",
    "address", "details",
)  # fmt: skip
INLINES = (
    "em",
    "b",
    "span",
    "a",
    "sup",
    "font",
    "q",
    "cite",
    "code",
    "small",
    "u",
    "label",
    "button",
    "del",
    "svg",
    "math",
)
CLASSES = (
    "entry-content", "share", "comments", "related", "pullquote", "wp-caption", "wp-caption-text", "verse", "callout",
    "toc", "MsoListParagraph", "MsoQuote", "footnote", "tr-caption-container", "byline", "subtitle", "hidden",
    "widget", "caption",
)  # fmt: skip


PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


def read(text: str) -> Copy:
    """Read a page of which only the body is given."""
    return read_web_page(f"<html><body>{text}</body></html>".encode(), "page.html", {"f/a.png": lambda: PNG})


def text_of(copy: Copy) -> str:
    """The text of a copy's body, white space made even, a call as its note's id in brackets."""
    for call in copy.body.iter("a"):
        if call.get("class") == "call":
            call.text = f" [{call.get('href')}]"
    blocks = ("".join(block.itertext()) for block in copy.body.iter("p", "h1", "h2", "li", "th", "td") if block.text)
    return " ".join(" ".join(blocks).split())


def words_in(copy: Copy) -> str:
    """The words of the copy's body, a space wherever an element may end a line."""
    text = etree.tostring(copy.body, encoding="unicode")
    text = re.sub(r"</?(?:em|strong|span|sup|sub|a|img)\b[^>]*>", lambda tag: " " * ("call" in tag[0]), text)
    return " ".join(etree.fromstring(re.sub(r"(<[^>]*>)", r" \1 ", text)).itertext())


ATTRIBUTES = (
    "",
    "",
    "",
    ' style="display:none"',
    ' href="#x"',
    ' id="x"',
    ' role="button"',
    ' hidden=""',
    ' class="{}"',
)
TAGS = st.builds(
    lambda tag, attributes, name: f"<{tag}{attributes.format(name)}>",
    st.sampled_from((*BLOCKS, *BLOCKS, *INLINES)),
    st.sampled_from((*ATTRIBUTES, *ATTRIBUTES[-1:] * 8)),
    st.sampled_from(CLASSES),
)
ENDS = st.builds("</{}>".format, st.sampled_from((*BLOCKS, *INLINES)))
PICTURE = '<img src="f/a.png" alt="">w'
GLUED = "w<button>w</button>w"
WORDS = st.sampled_from(
    ("w ", "w w", "w", " w.", "\n\nw", "w<br>", "<br><br>w", "<hr>w", " 1. w", "· w", PICTURE, GLUED)
)


@st.composite
def soups(draw: st.DrawFn) -> str:
    """Tags opened and closed as no page should have them, each word its own."""
    pieces = draw(st.lists(st.one_of(TAGS, TAGS, ENDS, WORDS, WORDS, WORDS), min_size=12, max_size=60))
    numbers = itertools.count()
    return re.sub(r"\bw(?![\w-])(?![^<]*>)", lambda _: f"w{next(numbers)}", "w " + "".join(pieces))


@given(soups())
def test_no_word_of_any_page_goes_astray(soup: str) -> None:
    """However elements stand in each other, each word is in the copy or in the account, and no more often."""
    copy = read(soup)
    there = words_in(copy)
    said = [there, *(remark.words for remark in copy.remarks)]
    assert missing_words(copy.source, said) == ()
    assert missing_words(there, [copy.source]) == ()
    assert sorted(re.findall(r"w\d+", copy.source)) == sorted(re.findall(r"w\d+", soup))


ARTICLE = st.lists(
    st.sampled_from(
        (
            "<p>{} and a good deal more of what was said and done in the spring of that year.</p>",
            "<h2>{}</h2><p>Below it, as ever, a paragraph that is long enough to be one and is about {}.</p>",
            "<ul><li>{}</li><li>and {}</li></ul>",
            "<blockquote><p>{}</p></blockquote>",
            "<table><tr><th>{}</th></tr><tr><td>{}</td></tr></table>",
        )
    ),
    min_size=2,
)
FURNITURE = st.lists(
    st.sampled_from((
        "<nav><ul><li><a href='/'>{}</a></li></ul></nav>",
        "<div class='sharedaddy'><a href='/s'>{}</a></div>",
        "<section id='comments'><p>{}, and my neighbour says the same whenever anybody asks about it.</p></section>",
        "<aside class='sidebar'><p>{}</p></aside>",
        "<div class='cookie-notice'><p>{}</p></div>",
        "<div class='related-posts'><a href='/r'>{}</a></div>",
        "<script>var x = 'never seen';</script>",
        "<div hidden>{}</div>",
    ))
)  # fmt: skip


@given(ARTICLE, FURNITURE, FURNITURE, st.sampled_from(("entry-content", "post-body", "x")))
def test_the_article_is_found_among_any_furniture(
    above: list[str], before: list[str], after: list[str], name: str
) -> None:
    """All words of the article are in the copy, in order, and none of the furniture, with a wrapper or without."""
    opening = "<p>opening of the article, which is a paragraph like others and rather longer than a line of a menu.</p>"
    numbers = itertools.count()

    def filled(parts: list[str], word: str) -> str:
        return re.sub(r"\{\}", lambda _: f"{word}{next(numbers)}", "".join(parts))

    text = filled(above, "kept")
    page = f"<div>{filled(before, 'left')}<div class='{name}'>{opening}{text}</div>{filled(after, 'left')}</div>"
    copy = read(page)
    assert re.findall(r"kept\d+", text_of(copy)) == re.findall(r"kept\d+", text)
    assert "left" not in text_of(copy)


NOTES = {
    "a list": (
        """<p>A.<sup><a href="#f1" id="r1">1</a></sup></p><ol><li id="f1">Note. <a href="#r1">↩</a></li></ol>""",
        "A. [#note-1] Note.",
    ),
    "Word": (
        """<p>A.<a href="#_ftn1" name="_ftnref1">[1]</a></p>
        <div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> One.</p><p>Two.</p></div>""",
        "A. [#note-1] One. Two.",
    ),
    "LibreOffice": (
        """<p>A.<a class="sdfootnoteanc" name="s1anc" href="#s1sym"><sup>1</sup></a></p>
        <div id="sdfootnote1"><p><a class="sdfootnotesym" name="s1sym" href="#s1anc">1</a>Note.</p></div>""",
        "A. [#note-1] Note.",
    ),
    "signs, in another order": (
        """<p>A.<a href="#a" role="doc-noteref">*</a> B.<a href="#b" role="doc-noteref">†</a></p>
        <aside id="b">Dagger.</aside><aside id="a">Star.</aside>""",
        "A. [#note-1] B. [#note-2] Dagger. Star.",
    ),
    "one paragraph for all": (
        """<p>A<a href="#1"><sup>1</sup></a> B<a href="#2"><sup>2</sup></a></p>
        <p><a name="1">1</a> First.<br><a name="2">2</a> Second.</p>""",
        "A [#note-1] B [#note-2] First. Second.",
    ),
    "definitions": (
        """<p>A<sup><a href="#d1">1</a></sup></p><dl><dt id="d1">1</dt><dd>Said.</dd></dl>""",
        "A [#note-1] Said.",
    ),
    "a table": (
        """<p>A<sup><a href="#t1">1</a></sup></p>
        <table><tr><td><a id="t1">1</a></td><td>In a table.</td></tr></table>""",
        "A [#note-1] In a table.",
    ),
    "called twice": (
        """<p>A<sup><a href="#f1">1</a></sup> and again<sup><a href="#f1">1</a></sup></p>
        <div class="footnote" id="f1">Note.</div>""",
        "A [#note-1] and again [#note-1] Note.",
    ),
}


@pytest.mark.parametrize(("page", "text"), NOTES.values(), ids=NOTES)
def test_linked_numbers_are_notes(page: str, text: str) -> None:
    """A number, letter or sign that leads to a block further down is a call, the block the note."""
    assert text_of(read(page)) == text


@pytest.mark.parametrize(
    "page",
    [
        '<p>See <a href="#part">1</a>.</p><h2 id="part">The second part</h2><p>It has a text.</p>',
        '<p><a href="#A">A</a> <a href="#B">B</a></p><p id="A">Adam.</p><p id="B">Bob.</p>',
        '<p>Page <a href="/2">2</a> of <a href="https://x.example/#f1">3</a></p><p id="f1">Text.</p><p>More.</p>',
    ],
)
def test_numbers_that_lead_elsewhere_are_no_notes(page: str) -> None:
    """A list of letters, a chapter, another page: links with a mark that call nothing."""
    canonical = '<link rel="canonical" href="https://y.example/">'
    copy = read_web_page(f"<html><head>{canonical}</head><body>{page}</body></html>".encode(), "page.html", {})
    assert copy.count.notes == 0
    assert copy.body.find("section") is None


def test_a_call_without_its_note_is_asked_for() -> None:
    """The number stays as it stood, and the account says that the note is missing."""
    copy = read('<p>Said.<sup><a href="#fn9">9</a></sup> And more.</p>')
    assert "9" in text_of(copy)
    assert any("notes that are called but not on the page: 9" in remark.text for remark in copy.remarks)


DASH = "<p>“a” – caf\u00e9</p>"


@pytest.mark.parametrize(
    ("data", "remarked"),
    [
        (DASH.encode(), False),
        (b"\xef\xbb\xbf" + DASH.encode(), False),
        (DASH.encode("utf-16"), False),
        (DASH.encode("utf-16-le"), False),
        (DASH.encode("cp1252"), True),
        (b'<meta charset="iso-8859-1">' + DASH.encode("cp1252"), False),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">' + DASH.encode("cp1252"), False),
        (b'<meta charset="iso-8859-1">' + DASH.encode(), True),
        (b'<meta charset="utf-8">' + DASH.encode("cp1252"), True),
        (b'<meta charset="no-such-thing">' + DASH.encode(), False),
        (b'<?xml version="1.0" encoding="utf-8"?>' + DASH.encode(), False),
        (DASH.encode() * 20 + b"<p>\x93b\x94</p>", True),
        (b'<meta charset="shift_jis"><p>' + "“a” – cafe".encode("shift_jis", "replace") + b"</p>", False),
    ],
)
def test_the_encoding_is_found(data: bytes, *, remarked: bool) -> None:
    """Quotation marks and accents come out right whatever the page says of itself, and a guess is remarked on."""
    copy = read_web_page(data, "page.html", {})
    assert text_of(copy).startswith(("“a” – café", "“a” ? cafe"))
    assert any("windows-1252" in remark.text or "is UTF-8" in remark.text for remark in copy.remarks) is remarked


NEST = "<div>" * 3000
HOSTILE = {
    "deeper than any page": b"<p>w</p>" + b"<figure>" * 120 + b"w",
    "deep": f"{NEST}x".encode(),
    "deep inlines": b"<b>" * 3000 + b"x",
    "large": b"<p>" + b"x" * (17 * 1024 * 1024),
    "many tags": b"<p>" * 200_001,
    "no words": b"<html><body><script>alert('x')</script><p>...</p></body></html>",
    "nothing": b"",
    "no text at all": b"\x00\x01\x02<html>",
    "only a head": b"<html><head><title>Title</title></head></html>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_refused(name: str) -> None:
    """What is larger or deeper than any page, and what has no words, ends in one finding that names the file."""
    with pytest.raises(Refused) as refused:
        read_web_page(HOSTILE[name], "hostile.html", {})
    (finding,) = refused.value.findings
    assert finding.slug.startswith("import-")
    assert "hostile.html" in finding.message


LARGE: dict[str, Callable[[], str]] = {
    "calls": lambda: "".join(f'<sup><a href="#f{n}">{n % 100}</a></sup>' for n in range(5_000)) + '<p id="f1">x</p>',
    "calls of one paragraph": lambda: (
        "<p>" + "".join(f'<a href="#f{n}">[{n % 100}]</a> ' for n in range(1_000)) + "</p><p>"
        + "".join(f'<a name="f{n}">[1]</a> x<br>' for n in range(1_000)) + "</p>"
    ),
    "records": lambda: f'<script type="application/ld+json">{"[" * 100_000}</script><p>x</p>',
    "cells": lambda: "<table><tr>" + '<td colspan="99999999" rowspan="9999999">x</td>' * 500 + "</tr></table>",
    "line ends": lambda: "x" + "<br>" * 20_000 + "x",
    "dashes": lambda: f'<!doctype html><!--{"-" * 1_000_000}><p>x</p>',
    "classes": lambda: f'<p class="{"a-" * 500_000}">x</p>',
    "entities": lambda: '<!DOCTYPE html [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">]><p>x &a; &c;</p>',
    "srcset": lambda: f'<p>x<img srcset="{"a " * 200_000}"></p>',
}  # fmt: skip


@pytest.mark.parametrize("name", LARGE)
def test_a_page_made_to_cost_time_does_not(name: str) -> None:
    """Pages with very many of one thing are read, in seconds, and nothing outside of them is."""
    copy = read(LARGE[name]())
    assert "root:" not in text_of(copy)
    assert missing_words(copy.source, [words_in(copy), *(remark.words for remark in copy.remarks)]) == ()
