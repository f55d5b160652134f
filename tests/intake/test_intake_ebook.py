"""Ebooks of all kinds of makers: the text in order, notes, pictures and marks kept, everything else accounted for."""

from __future__ import annotations

import pytest
from copy_read import left_out, shown, unaccounted
from ebook_files import CONTAINER, epub, packed

from pamphlet.diagnostics import Refused
from pamphlet.intake.copy import Copy
from pamphlet.intake.ebook.reader import read_ebook

PNG = b"\x89PNG\r\n\x1a\n"


def read(*bodies: str, guide: str = "", **parts: bytes) -> Copy:
    """The copy of a book of these documents, its words accounted for; `css` and pictures are its other files."""
    files = {f"{name}.css" if name == "css" else f"{name}.png": data for name, data in parts.items()}
    copy = read_ebook(epub({f"{at}.xhtml": body for at, body in enumerate(bodies)}, parts=files, guide=guide), "x.epub")
    assert unaccounted(copy) == ()
    return copy


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>Bread <i>and</i> <b>beer</b></p>", "<p>Bread <em>and</em> <strong>beer</strong></p>"),
        ("loose <em>words</em><p>Bread</p>more", "<p>loose <em>words</em></p><p>Bread</p><p>more</p>"),
        ("<div><div>Bread</div><div>Beer</div></div>", "<p>Bread</p><p>Beer</p>"),
        ("<blockquote><p>Bread</p></blockquote>", "<blockquote><p>Bread</p></blockquote>"),
        ('<p class="blockquote">A</p><p class="blockquote">B</p>', "<blockquote><p>A</p><p>B</p></blockquote>"),
        ('<div class="poem"><p>A<br/>B</p></div>', '<div class="verse"><p>A<br/>B</p></div>'),
        ('<ol start="3"><li>A</li><li><p>B</p><ul><li>C</li></ul></li></ol>',
         '<ol start="3"><li>A</li><li><p>B</p><ul><li>C</li></ul></li></ol>'),
        ("<dl><div><dt>A</dt><dd>B</dd></div></dl>", "<dl><dt>A</dt><dd>B</dd></dl>"),
        ("<table><tr><th>A</th><th>B</th></tr><tr><td colspan='2'>C</td></tr></table>",
         '<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td colspan="2">C</td></tr></tbody></table>'),
        ('<p><a href="https://example.org">here</a></p>', '<p><a href="https://example.org">here</a></p>'),
        ('<p>so <span lang="fr">coup</span> <span lang="en-US">so</span></p>',
         '<p>so <span lang="fr">coup</span> so</p>'),
        ('<p lang="fr">Du pain</p>', '<p lang="fr">Du pain</p>'),
        ('<p><span style="font-variant: small-caps">nep</span></p>', '<p><span class="small-caps">nep</span></p>'),
        ("<p>13<sup>th</sup> H<sub>2</sub>O</p>", "<p>13<sup>th</sup> H<sub>2</sub>O</p>"),
        ("<aside><p>Pull quote</p></aside>", '<aside class="box"><p>Pull quote</p></aside>'),
        ("<p>A</p><hr/><p>B</p>", "<p>A</p><hr/><p>B</p>"),
        ("<pre>one\ntwo</pre>", "<p>one<br/>two</p>"),
        ("<p>“a”&nbsp;–&#160;‘b’</p>", "<p>“a”\u00a0–\u00a0‘b’</p>"),
    ],
)  # fmt: skip
def test_blocks_and_marks_are_kept(body: str, expected: str) -> None:
    """What XHTML says by its elements is what the copy says by its own."""
    assert shown(read(body)) == expected


def test_classes_mean_what_the_style_sheet_says() -> None:
    """Programs write emphasis as a class that only the style sheet explains."""
    css = b"/* .c2 {font-style: italic} */ p, span.c1, .c9 { font-style: italic } .c2 { font-weight: 700 }"
    copy = read('<p class="c2"><span class="c1">Bread</span> <span class="c2">beer</span></p>', css=css)
    assert shown(copy) == "<p><em>Bread</em> <strong>beer</strong></p>"


def test_a_link_that_its_sheet_underlines_is_not_emphasised() -> None:
    """So links look; other words that are underlined are emphasised."""
    body = '<p><span class="u"><a href="https://x.example/">Bread</a></span> <span class="u">beer</span></p>'
    copy = read(body, css=b".u { text-decoration: underline }")
    assert shown(copy) == '<p><a href="https://x.example/">Bread</a> <em>beer</em></p>'


def test_an_italic_link_is_emphasised() -> None:
    """Only the line under it is no mark."""
    copy = read(
        '<p><a class="w" href="https://x.example/">The Corn Law</a> of 1815.</p>', css=b".w {font-style: italic}"
    )
    assert shown(copy) == '<p><a href="https://x.example/"><em>The Corn Law</em></a> of 1815.</p>'


@pytest.mark.parametrize("sheet", [b"a" * 4_000_000, b"/*" * 2_000_000, b"{" * 2_000_000, b"@media print { .c1"])
def test_a_broken_style_sheet_asks_for_nothing(sheet: bytes) -> None:
    """However long it is."""
    assert shown(read('<p class="c1">Bread</p>', css=sheet)) == "<p>Bread</p>"


def test_cells_say_how_far_they_reach() -> None:
    """Over columns and over rows; whoever reads the copy leaves their places empty."""
    copy = read('<table><tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr></table><p>Bread.</p>')
    (table,) = copy.body.iter("table")
    assert [cell.get("rowspan") for cell in table.iter("td")] == ["2", None, None]


NOTED = '<p>Bread<a class="call" href="#note-1"/> rose.</p>'
NOTE = '<section class="notes"><aside class="note" id="note-1"><p>Dear.</p></aside></section>'


MAKERS = {
    "EPUB 3 footnote": (
        (
            '<p>Bread<sup><a epub:type="noteref" href="#n">1</a></sup> rose.</p>'
            '<aside epub:type="footnote" id="n"><p>Dear.</p></aside>'
        ),
    ),
    "EPUB 3 endnotes apart": (
        '<p>Bread<a role="doc-noteref" href="1.xhtml#n">*</a> rose.</p>',
        (
            '<section role="doc-endnotes"><h2>Notes</h2><ol><li id="n" role="doc-endnote"><p>Dear. '
            '<a role="doc-backlink" href="0.xhtml#c">↩</a></p></li></ol></section>'
        ),
    ),
    "EPUB 2 in a file of its own": (
        '<p>Bread<a href="1.xhtml#n1" id="c1"><sup>1</sup></a> rose.</p>',
        '<h1>Notes</h1><p><a href="0.xhtml#c1" id="n1">1</a> Dear.</p>',
    ),
    "brackets": (
        (
            '<p>Bread<sup id="c1"><a href="#n1">[1]</a></sup> rose.</p>'
            '<div class="notes"><div id="n1"><p><a href="#c1">[1]</a> Dear.</p></div></div>'
        ),
    ),
    "pandoc": (
        (
            '<p>Bread<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a> rose.</p>'
            '<section id="footnotes" role="doc-endnotes"><hr/><ol><li id="fn1"><p>Dear.<a href="#fnref1" '
            'class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>'
        ),
    ),
    "InDesign": (
        (
            '<p>Bread<span id="footnote-001-backlink"><a class="_idFootnoteLink" href="#footnote-001">1</a></span>'
            ' rose.</p><div class="_idFootnotes"><div class="_idFootnote" id="footnote-001"><p>'
            '<a class="_idFootnoteAnchor" href="#footnote-001-backlink">1</a> Dear.</p></div></div>'
        ),
    ),
    "a stop behind the number": (
        '<p>Bread<a id="r1"/><a href="#f1">1</a> rose.</p><p><a href="#r1" id="f1">1</a>. Dear.</p>',
    ),
    "an anchor before the call": (
        '<p>Bread<a id="r1"/><a href="#f1">1</a> rose.</p><ol><li id="f1"><p>Dear.<a href="#r1">↑</a></p></li></ol>',
    ),
}
"""One note as different programs write it: documents by the program."""


@pytest.mark.parametrize("maker", MAKERS)
def test_notes_of_all_makers_are_notes(maker: str) -> None:
    """A call is a call and the note is at the end, without its number, the way back and the head over the notes."""
    copy = read(*MAKERS[maker])
    written = shown(copy).replace("<hr/>", "").replace("> Dear", ">Dear").replace("Dear. <", "Dear.<")
    assert written == NOTED + NOTE
    assert copy.count.notes == 1


def test_a_link_back_and_a_link_in_the_text_are_no_notes() -> None:
    """A number that leads forward to no note, or backward, stays a number; what led there is asked about."""
    copy = read('<p id="a">See chapter <a href="#b">2</a>.</p><p id="b">Chapter <a href="#a">1</a> said so.</p>')
    assert shown(copy) == "<p>See chapter 2.</p><p>Chapter 1 said so.</p>"
    assert ["“2” led to another place" in remark.text for remark in copy.remarks] == [True, False]


def test_what_stands_around_the_text_is_left_out() -> None:
    """Cover, title page, contents and page numbers are of this edition: left out, and accounted for."""
    copy = read(
        '<p><img src="cover.png" alt="The cover"/></p>',
        '<section epub:type="titlepage"><h1>The Petition</h1></section>',
        '<nav epub:type="toc"><ol><li><a href="4.xhtml">Bread</a></li></ol></nav>',
        "<p>Contents by hand</p>",
        '<p>Bread <span epub:type="pagebreak">12</span>rose.</p><p epub:type="index">Doe, Jane 12</p>',
        guide='<reference type="cover" href="0.xhtml"/><reference type="toc" href="3.xhtml"/>',
        cover=PNG,
    )
    assert shown(copy) == "<p>Bread rose.</p>"
    assert copy.pictures == {}
    assert {words: reason.partition(",")[0] for words, reason in left_out(copy).items()} == {
        "The cover": "the cover",
        "The Petition": "stands on the title page: what belongs there goes into pamphlet.toml",
        "Bread; Contents by hand": "the contents",
        "12": "the number of a page of another edition",
        "Doe, Jane 12": "the index",
    }


def test_documents_become_parts() -> None:
    """A document with a head at its beginning, or that says what it is, is a part; others go on from the last."""
    copy = read(
        '<section epub:type="foreword"><h2>Foreword</h2><p>A</p></section>',
        "<h2>One</h2><p>B</p><h3>Sub</h3>",
        "<p>C</p>",
        "<h2>Two</h2><p>D</p>",
        '<body epub:type="glossary"><h1>Words</h1></body>'.replace("<body", "<div").replace("body>", "div>"),
    )
    assert [(part.get("data-role"), [str(block.tag) for block in part]) for part in copy.body] == [
        ("foreword", ["h1", "p"]),
        ("chapter", ["h1", "p", "h2", "p"]),
        ("chapter", ["h1", "p"]),
        ("glossary", ["h1"]),
    ]
    assert shown(read("<p>A</p>", "<p>B</p>")) == "<p>A</p><p>B</p>"
    nested = '<section><h1>One</h1><p>A</p><section epub:type="chapter"><h2>Two</h2><p>B</p></section></section>'
    assert "<p>A</p>" in shown(read(nested))


def test_the_order_is_that_of_the_spine() -> None:
    """The order of reading is not that of the names."""
    copy = read_ebook(epub({"b.xhtml": "<p>First</p>", "a.xhtml": "<p>Second</p>"}), "x.epub")
    assert shown(copy) == "<p>First</p><p>Second</p>"


def test_pictures_come_along_with_their_captions() -> None:
    """A picture in a figure has its caption; one in a drawing is a picture; one that is missing is asked for."""
    copy = read(
        '<figure><img src="./map.png" alt="A map"/><figcaption>The <i>map</i></figcaption></figure>'
        '<div><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<image xlink:href="map.png"/></svg></div>'
        '<p><img src="https://example.org/far.png" alt="Far away"/></p>',
        map=PNG,
    )
    assert shown(copy) == (
        '<figure><img src="map.png" alt="A map"/><figcaption>The <em>map</em></figcaption></figure>'
        '<p><img src="map.png" alt=""/></p>'
    )
    assert copy.pictures == {"map.png": PNG}
    assert left_out(copy) == {"Far away": "describes a picture that could not be had"}


def test_the_book_offers_what_it_says_of_itself() -> None:
    """Title, author, date and language; whoever illustrated it is no author."""
    more = (
        '<dc:title id="s">Bread</dc:title><meta refines="#s" property="title-type">subtitle</meta>'
        '<dc:creator id="i">Ann Fox</dc:creator><meta refines="#i" property="role">ill</meta>'
    )
    metadata = f"<dc:title>The Petition</dc:title><dc:creator>Jane Doe</dc:creator><dc:language>de</dc:language>{more}"
    offered = read_ebook(epub({"a.xhtml": "<p>Brot</p>"}, metadata=metadata), "x.epub").offered
    assert (offered.title, offered.subtitle, offered.authors, offered.language) == (
        "The Petition", "Bread", ("Jane Doe",), "de",
    )  # fmt: skip


def test_a_document_that_is_not_well_formed_is_read_as_browsers_do() -> None:
    """Old ebooks have unclosed elements and names of signs."""
    assert shown(read("<p>Bread<br>rose &mdash; again<p>Beer")) == "<p>Bread<br/>rose — again</p><p>Beer</p>"


ENCRYPTED = b"""<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"
 xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:CipherData>
 <e:CipherReference URI="OPS/%s"/></e:CipherData></e:EncryptedData></encryption>"""
TEXT = {"a.xhtml": "<p>Bread</p>"}


def test_a_book_with_obfuscated_fonts_is_not_locked() -> None:
    """Fonts are made hard to copy; the text is there for everybody."""
    parts = {"f.otf": b"x", "META-INF/encryption.xml": ENCRYPTED % b"f.otf"}
    assert shown(read_ebook(epub(TEXT, parts=parts), "x.epub")) == "<p>Bread</p>"


@pytest.mark.parametrize(
    ("data", "slug"),
    [
        (epub(TEXT)[:-100], "import-damaged"),
        (packed({"mimetype": b"application/epub+zip"}), "import-damaged"),
        (packed({"META-INF/container.xml": CONTAINER.encode()}), "import-damaged"),
        (epub({}), "import-damaged"),
        (epub(TEXT, parts={"META-INF/encryption.xml": ENCRYPTED % b"a.xhtml"}), "import-locked"),
        (epub(TEXT, parts={"../../out.png": PNG}), "import-unsafe"),
        (epub({"a.xhtml": "<div>" * 400 + "A" + "</div>" * 400}), "import-too-large"),
        (packed({"META-INF/container.xml": b'<!DOCTYPE c [<!ENTITY a "aaaa">]><container>&a;</container>'}),
         "import-unsafe"),
    ],
    ids=["cut short", "no container", "no package", "no text", "locked", "leads out", "too deep", "entities"],
)  # fmt: skip
def test_hostile_and_broken_books_are_refused(data: bytes, slug: str) -> None:
    """Each ends in one finding."""
    with pytest.raises(Refused) as refused:
        read_ebook(data, "x.epub")
    assert [finding.slug for finding in refused.value.findings] == [slug]


def test_a_spine_that_leads_out_of_the_book_reads_nothing_there() -> None:
    """Documents and pictures are those in the book, whatever their addresses say."""
    data = epub({"a.xhtml": '<p>Bread <img src="../../../etc/hostname" alt=""/></p>', "../../etc/passwd": "<p>x</p>"})
    with pytest.raises(Refused):
        read_ebook(data, "x.epub")
    copy = read('<p>Bread <img src="file:///etc/hostname" alt=""/></p>')
    assert copy.pictures == {}


def test_what_nests_as_deep_as_the_parser_lets_it_is_read() -> None:
    """The reader goes as deep as the parser."""
    assert shown(read("<div>" * 240 + "A" + "</div>" * 240)) == "<p>A</p>"
    assert shown(read("<p>" + "<span>" * 240 + "A" + "</span>" * 240 + "</p>")) == "<p>A</p>"
    assert shown(read("<ul><li>" * 120 + "A" + "</li></ul>" * 120)).count("<ul>") == 120
