"""OpenDocument texts: what is kept, what is dropped and accounted for, and what is refused."""

from __future__ import annotations

import base64
import datetime as dt
from dataclasses import dataclass
from xml.sax.saxutils import escape

import pytest
from copy_read import left_out, shown, spaced, unaccounted
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.etree import _Element as Element
from opendocument_files import FURNITURE, flat_odt, odt

from pamphlet.diagnostics import Refused
from pamphlet.intake.article import RemarkKind
from pamphlet.intake.copy import Copy
from pamphlet.intake.importer import Arrival, import_files
from pamphlet.intake.opendocument.reader import read_opendocument
from pamphlet.intake.opendocument.styles import look
from pamphlet.intake.words import missing_words

PNG = b"\x89PNG\r\n\x1a\n"


def read(text: str, **files: bytes) -> Copy:
    """The copy of a text with this content, its words accounted for."""
    copy = read_opendocument(odt(text, parts={f"Pictures/{name}.png": data for name, data in files.items()}), "x.odt")
    assert unaccounted(copy) == ()
    return copy


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<text:p text:style-name="Title">Bread</text:p>', '<p class="title">Bread</p>'),
        ('<text:p text:style-name="Subtitle">Bread</text:p>', '<p class="subtitle">Bread</p>'),
        ('<text:h text:outline-level="2" text:style-name="Heading_20_1">Bread</text:h>', "<h2>Bread</h2>"),
        ('<text:h text:outline-level="2"><text:span text:style-name="I">B</text:span></text:h>', "<h2><em>B</em></h2>"),
        ('<text:p text:style-name="PB">Bread</text:p>', "<p><strong>Bread</strong></p>"),
        ('<text:p text:style-name="Quotations">Bread</text:p>', "<blockquote><p>Bread</p></blockquote>"),
        (
            '<text:p text:style-name="Quotations">So <text:span text:style-name="R">not</text:span> so</text:p>',
            "<blockquote><p>So <em>not</em> so</p></blockquote>",
        ),
        (
            (
                '<text:p text:style-name="Quotations">One</text:p><text:p/>'
                '<text:p text:style-name="Quotations">Two</text:p>'
            ),
            "<blockquote><p>One</p><p>Two</p></blockquote>",
        ),
        (
            "<text:p>Usual</text:p>" * 2 + '<text:p text:style-name="PIn">Far in</text:p>',
            "<p>Usual</p><p>Usual</p><blockquote><p>Far in</p></blockquote>",
        ),
        ('<text:p text:style-name="PIn">All so</text:p>' * 2, "<p>All so</p><p>All so</p>"),
        ('<text:p>A</text:p><text:p text:style-name="Horizontal_20_Line"/>', "<p>A</p><hr/>"),
        ('<text:p>A</text:p><text:p text:style-name="PPage">B</text:p>', '<p>A</p><hr class="page"/><p>B</p>'),
        (
            '<text:p text:style-name="Verse">A<text:line-break/>B</text:p><text:p text:style-name="Verse">C</text:p>',
            '<div class="verse"><p>A<br/>B</p><p>C</p></div>',
        ),
        (
            "".join(f'<text:p text:style-name="Verse">{line}</text:p>' for line in ("A", "B", "", "C")),
            '<div class="verse"><p>A<br/>B</p><p>C</p></div>',
        ),
    ],
)
def test_a_paragraph_is_what_its_style_says(text: str, expected: str) -> None:
    """Styles and indents make heads, titles, quotations and verse; the look of a kind is not emphasis."""
    assert shown(read(text)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ('<text:span text:style-name="I">eight</text:span><text:span text:style-name="I">een</text:span>',
         "<em>eighteen</em>"),
        ('<text:span text:style-name="Emphasis">a</text:span> <text:span text:style-name="I">b</text:span>',
         "<em>a b</em>"),
        ('<text:span text:style-name="I">a<text:span text:style-name="B">b</text:span></text:span>',
         "<em>a<strong>b</strong></em>"),
        ('<text:span text:style-name="I">a<text:span text:style-name="R">b</text:span>c</text:span>',
         "<em>a</em>b<em>c</em>"),
        ('<text:span text:style-name="U">a</text:span>', "<em>a</em>"),
        ('<text:a xlink:href="https://example.org"><text:span text:style-name="U">a</text:span></text:a>',
         '<a href="https://example.org">a</a>'),
        ('<text:span text:style-name="C">nep</text:span>', '<span class="small-caps">nep</span>'),
        ('13<text:span text:style-name="Up">th</text:span>', "13<sup>th</sup>"),
        ('H<text:span text:style-name="Down">2</text:span>O', "H<sub>2</sub>O"),
        ('so <text:span text:style-name="Fr">coup d’état</text:span>', 'so <span lang="fr">coup d’état</span>'),
        ('a<text:s text:c="5"/>b<text:tab/>c\n   d', "a b c d"),
        ("“a”\u00a0– ‘b’", "“a”\u00a0– ‘b’"),
        ('<text:bookmark text:name="x"/>a<text:soft-page-break/>b', "ab"),
    ],
)  # fmt: skip
def test_words_keep_their_marks(words: str, expected: str) -> None:
    """Marks are joined over split spans, nested as they overlap, and taken from what differs from the paragraph."""
    assert shown(read(f"<text:p>Plain.</text:p><text:p>{words}</text:p>")) == f"<p>Plain.</p><p>{expected}</p>"


@pytest.mark.parametrize(
    ("position", "shift"),
    [("super 58%", "sup"), ("sub 58%", "sub"), ("33% 58%", "sup"), ("-33.3% 58%", "sub"), ("0% 100%", ""), ("²%", "")],
)
def test_where_words_stand_beside_the_line(position: str, shift: str) -> None:
    """By name or by height; what is no height is none."""
    assert look({"text-position": position}).position == shift


def test_a_paragraph_in_another_language_says_so() -> None:
    """The language of a whole paragraph is on the paragraph; that of most of the text is the text's."""
    french = '<text:p><text:span text:style-name="Fr">Du pain</text:span></text:p>'
    copy = read(f"<text:p>Bread.</text:p>{french}")
    assert shown(copy) == '<p>Bread.</p><p lang="fr">Du pain</p>'
    assert copy.offered.language == "en-GB"


def test_notes_are_called_and_stand_at_the_end() -> None:
    """Footnotes and endnotes are notes; a raised style round the call is no mark; further paragraphs are kept."""

    def note(kind: str, words: str) -> str:
        body = "".join(f'<text:p text:style-name="Footnote">{part}</text:p>' for part in words.split("|"))
        return (
            f'<text:span text:style-name="Up"><text:note text:note-class="{kind}"><text:note-citation>1'
            f"</text:note-citation><text:note-body>{body}</text:note-body></text:note></text:span>"
        )

    copy = read(f"<text:p>Bread{note('footnote', 'One|Two')} and beer{note('endnote', 'Three')}.</text:p>")
    assert shown(copy) == (
        '<p>Bread<a class="call" href="#note-1"/> and beer<a class="call" href="#note-2"/>.</p>'
        '<section class="notes"><aside class="note" id="note-1"><p>One</p><p>Two</p></aside>'
        '<aside class="note" id="note-2"><p>Three</p></aside></section>'
    )
    assert copy.count.notes == 2


def test_lists_nest_and_go_on() -> None:
    """A list has numbers where its level has; it goes on counting after a paragraph; a header has no number."""
    first = (
        '<text:list text:style-name="LN"><text:list-item><text:p>one</text:p><text:list><text:list-item>'
        "<text:p>inner</text:p></text:list-item></text:list></text:list-item>"
        "<text:list-item><text:p>two</text:p></text:list-item>"
        "<text:list-header><text:p>more</text:p></text:list-header></text:list>"
    )
    second = (
        '<text:list text:style-name="LN" text:continue-numbering="true">'
        "<text:list-item><text:p>three</text:p></text:list-item></text:list>"
    )
    assert shown(read(f"{first}<text:p>Between</text:p>{second}")) == (
        "<ol><li><p>one</p><ul><li><p>inner</p></li></ul></li><li><p>two</p><p>more</p></li></ol>"
        '<p>Between</p><ol start="3"><li><p>three</p></li></ol>'
    )


def test_numbered_heads_are_heads() -> None:
    """A list that holds heads alone is how old programs number them."""
    heads = '<text:list><text:list-item><text:h text:outline-level="1">One</text:h></text:list-item></text:list>'
    assert shown(read(heads)) == "<h1>One</h1>"


def test_tables_have_their_heads() -> None:
    """Rows of heads are known by their place or by the style of their words; merged cells are said."""

    def row(*cells: str, style: str = "Standard", wide: int = 1) -> str:
        span = f' table:number-columns-spanned="{wide}"' if wide > 1 else ""
        inner = "".join(
            f'<table:table-cell{span}><text:p text:style-name="{style}">{cell}</text:p></table:table-cell>'
            for cell in cells
        )
        return f"<table:table-row>{inner}</table:table-row>"

    rows = "<tbody><tr><td><p>1</p></td><td><p>2</p></td></tr></tbody></table>"
    expected = f"<table><thead><tr><th><p>A</p></th><th><p>B</p></th></tr></thead>{rows}"
    by_place = f"<table:table-header-rows>{row('A', 'B')}</table:table-header-rows>{row('1', '2')}"
    by_style = row("A", "B", style="Table_20_Heading") + row("1", "2")
    assert shown(read(f"<table:table>{by_place}</table:table>")) == expected
    assert shown(read(f"<table:table>{by_style}</table:table>")) == expected
    assert shown(read(f"<table:table>{row('1', '2')}</table:table>")) == f"<table>{rows}"
    merged = read(f"<table:table>{row('A', wide=2)}</table:table>")
    assert "several columns" in merged.remarks[0].text


def test_a_repeated_cell_does_not_swell() -> None:
    """A cell that says to be repeated a million times is the rest of a spreadsheet."""
    cell = '<table:table-cell table:number-columns-repeated="1000000"><text:p>A</text:p></table:table-cell>'
    copy = read(f"<table:table><table:table-row>{cell}</table:table-row></table:table>")
    assert len(list(copy.body.iter("td"))) == 1


def test_pictures_come_with_descriptions_and_captions() -> None:
    """A picture has its description; in a frame with words it is a figure; one that is not there is asked for."""
    picture = '<draw:frame><draw:image xlink:href="Pictures/map.png"/><svg:desc>A map</svg:desc></draw:frame>'
    framed = f'<draw:frame><draw:text-box><text:p text:style-name="Illustration">{picture}The map</text:p>'
    copy = read(f"<text:p>{framed}</draw:text-box></draw:frame></text:p><text:p>{picture}</text:p>", map=PNG)
    image = '<img src="map.png" alt="A map"/>'
    assert shown(copy) == f"<figure>{image}<figcaption>The map</figcaption></figure><p>{image}</p>"
    assert copy.pictures == {"map.png": PNG}
    assert (copy.count.pictures, copy.count.text_boxes) == (2, 0)
    missing = read(f"<text:p>{picture}</text:p>")
    assert shown(missing) == ""
    assert left_out(missing) == {"A map": "describes a picture that could not be had"}
    assert "`Pictures/map.png` is not in the file" in missing.remarks[0].text


def test_two_pictures_of_one_name_are_two() -> None:
    """Pictures in different folders may have the same name."""
    frames = "".join(f'<draw:frame><draw:image xlink:href="{at}/a.png"/></draw:frame>' for at in ("one", "two", "one"))
    data = odt(f"<text:p>{frames}</text:p>", parts={"one/a.png": PNG, "two/a.png": PNG + b"2"})
    copy = read_opendocument(data, "x.odt")
    assert [image.get("src") for image in copy.body.iter("img")] == ["a.png", "2-a.png", "a.png"]
    assert copy.pictures == {"a.png": PNG, "2-a.png": PNG + b"2"}


def test_text_boxes_stand_behind_their_paragraph() -> None:
    """Words in a frame or a drawing are a box, behind the paragraph that they are fixed to."""
    frame = "<draw:frame><draw:text-box><text:p>Pull quote</text:p></draw:text-box></draw:frame>"
    shape = "<draw:custom-shape><text:p>In a shape</text:p></draw:custom-shape>"
    expected = (
        '<p>Before after</p><aside class="box"><p>Pull quote</p></aside><aside class="box"><p>In a shape</p></aside>'
    )
    assert shown(read(f"<text:p>Before {frame}after{shape}</text:p>")) == expected
    assert shown(read(f"{frame}<text:p>After</text:p>")) == '<aside class="box"><p>Pull quote</p></aside><p>After</p>'


def test_what_is_dropped_is_accounted_for() -> None:
    """Comments, deletions, hidden text, contents, running heads: none is in the body, all are in the account."""
    text = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>cheap</text:p></text:deletion>'
        '</text:changed-region><text:changed-region text:id="c2"><text:insertion/></text:changed-region>'
        "</text:tracked-changes>"
        "<text:table-of-content><text:index-body><text:p>Bread 2</text:p></text:index-body></text:table-of-content>"
        '<text:section text:display="none"><text:p>A draft</text:p></text:section>'
        '<text:p>Dear<text:change text:change-id="c1"/> <text:change-start text:change-id="c2"/>new'
        '<text:change-end text:change-id="c2"/> bread<office:annotation><dc:creator>Ann</dc:creator>'
        '<text:p>Check</text:p></office:annotation>s<text:span text:style-name="Gone">hidden</text:span></text:p>'
    )
    copy = read_opendocument(odt(text, furniture=FURNITURE), "x.odt")
    assert shown(copy) == "<p>Dear new breads</p>"
    assert left_out(copy) == {
        "cheap": "deleted while changes were tracked",
        "Bread 2": "a table of contents, which a pamphlet makes itself",
        "A draft": "a hidden section, not printed",
        "Check": "a comment by Ann",
        "hidden": "hidden text, not printed",
        "A running head": "stands at the head of pages",
        "page 1": "stands at the foot of pages",
    }
    assert unaccounted(copy) == ()
    assert (copy.count.comments, copy.count.insertions, copy.count.deletions) == (1, 1, 1)


def test_what_needs_a_person_is_asked() -> None:
    """References by number, drawings and formulas cannot be carried over as they are."""
    text = (
        "<text:p>See note <text:note-ref>3</text:note-ref>.<draw:line/>"
        '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame></text:p>'
    )
    asked = [remark.text for remark in read(text).remarks if remark.kind is RemarkKind.QUESTION]
    assert asked == [
        "“3” leads to another place of the text and stands here as it was: is it still right?",
        "a formula, chart or table of another program stands here: make a picture of it",
        "a drawing made in the word processor could not be had: make a picture of each",
    ]


def test_links_within_the_text_find_their_paragraph() -> None:
    """A paragraph to whose bookmark a link leads has its name, so that typed notes can be recognised."""
    text = (
        '<text:p>Bread<text:a xlink:href="#_ftn1">[1]</text:a></text:p>'
        '<text:p><text:bookmark text:name="_ftn1"/>[1] A note.</text:p>'
    )
    assert shown(read(text)) == '<p>Bread<a href="#_ftn1">[1]</a></p><p id="_ftn1">[1] A note.</p>'


def test_the_file_offers_what_it_says_of_itself() -> None:
    """Title, author, date and language of the file's own record."""
    offered = read("<text:p>Bread</text:p>").offered
    assert (offered.title, offered.authors) == ("The Corn Street Petition", ("webadmin",))
    assert (offered.date, offered.language) == ("2024-01-21T10:00:00", "en-GB")


def test_a_flat_file_is_read_too() -> None:
    """One file of XML holds everything, the pictures as letters."""
    picture = base64.b64encode(PNG).decode()
    frame = f"<draw:frame><draw:image><office:binary-data>{picture}</office:binary-data></draw:image></draw:frame>"
    copy = read_opendocument(flat_odt(f'<text:p text:style-name="Title">Bread</text:p><text:p>{frame}</text:p>'), "x")
    assert shown(copy) == '<p class="title">Bread</p><p><img src="picture" alt=""/></p>'
    assert copy.pictures == {"picture": PNG}
    assert unaccounted(copy) == ()


def test_lines_are_paragraphs() -> None:
    """A block says the number of its paragraph, from 1; empty ones count, as they do for whoever counts in the file."""
    copy = read_opendocument(odt("<text:p>A</text:p><text:p/><text:h>B</text:h>"), "x.odt")
    assert [block.get("data-line") for block in copy.body] == ["1", "3"]


SWOLLEN = " " * 20_000_000
DEEP = "<text:section>" * 300 + "<text:p>A</text:p>" + "</text:section>" * 300


@pytest.mark.parametrize(
    ("data", "slug"),
    [
        (odt("<text:p>Bread</text:p>")[:-200], "import-damaged"),
        (odt("<text:p>Bread"), "import-damaged"),
        (odt(DEEP), "import-too-large"),
        (odt("", parts={"content.xml": b"<x/>"}), "import-damaged"),
        (odt("", parts={"../escaped.xml": b"<x/>"}), "import-unsafe"),
        (odt("", parts={"content.xml": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'}),
         "import-unsafe"),
        (odt(SWOLLEN), "import-too-large"),
    ],
    ids=["cut short", "not well-formed", "too deep", "no text", "leads out", "entities", "swollen"],
)  # fmt: skip
def test_hostile_and_broken_files_are_refused(data: bytes, slug: str) -> None:
    """Each ends in one finding."""
    with pytest.raises(Refused) as refused:
        read_opendocument(data, "x.odt")
    assert [finding.slug for finding in refused.value.findings] == [slug]


def test_what_nests_as_deep_as_the_parser_lets_it_is_read() -> None:
    """The reader goes as deep as the parser, which stops at 256 elements."""
    nested = "<text:section>" * 240 + "<text:p>A</text:p>" + "</text:section>" * 240
    assert shown(read(nested)) == "<p>A</p>"
    spans = '<text:span text:style-name="I">' * 240 + "A" + "</text:span>" * 240
    assert shown(read(f"<text:p>{spans}</text:p>")) == "<p><em>A</em></p>"
    lists = "<text:list><text:list-item>" * 120 + "<text:p>A</text:p>" + "</text:list-item></text:list>" * 120
    assert shown(read(lists)).count("<ul>") == 120


def test_styles_that_are_their_own_ancestors_end() -> None:
    """A style whose parents go round in a circle is read, and is nothing in particular."""
    loop = "".join(
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{parent}"/>'
        for name, parent in (("A", "B"), ("B", "A"))
    )
    data = flat_odt('<text:p text:style-name="A">Bread</text:p>').replace(
        b"<office:styles>", b"<office:styles>" + loop.encode(), 1
    )
    assert shown(read_opendocument(data, "x.fodt")) == "<p>Bread</p>"


# Generated texts: the words and the structure that went in come out.

WORDS = st.text(alphabet="abc déя’–“” \u00a0", min_size=1, max_size=12).filter(str.strip)
STYLES = {"": "", "I": "em", "B": "strong", "C": "span", "Fr": "span"}


@dataclass(frozen=True, slots=True)
class Spans:
    """Words in spans, the styles of which lie over one another, and perhaps a note."""

    pieces: tuple[tuple[str, tuple[str, ...]], ...]
    note: str

    @property
    def written(self) -> str:
        """As the file has it."""
        spans = []
        for words, styles in self.pieces:
            span = escape(words)
            for style in styles:
                span = f'<text:span text:style-name="{style}">{span}</text:span>'
            spans.append(span)
        return "".join(spans) + (f"{_NOTE[0]}{escape(self.note)}{_NOTE[1]}" if self.note else "")


_NOTE = (
    '<text:note text:note-class="footnote"><text:note-citation>9</text:note-citation><text:note-body><text:p>',
    "</text:p></text:note-body></text:note>",
)
SPANS = st.builds(
    Spans,
    st.lists(
        st.tuples(WORDS, st.lists(st.sampled_from(["I", "B", "C", "Fr"]), max_size=3, unique=True).map(tuple)),
        min_size=1,
        max_size=4,
    ).map(tuple),
    st.just("") | WORDS,
)


def item(blocks: list[str]) -> str:
    """An item of a list with these blocks."""
    return f"<text:list-item>{''.join(blocks)}</text:list-item>"


def listed(items: list[str]) -> str:
    """A list of these items."""
    return f'<text:list text:style-name="LN">{"".join(items)}</text:list>'


def tabled(rows: list[list[Spans]]) -> str:
    """A table of these rows, the first of heads."""
    written = [
        "".join(f"<table:table-cell><text:p>{cell.written}</text:p></table:table-cell>" for cell in row) for row in rows
    ]
    first, *others = (f"<table:table-row>{row}</table:table-row>" for row in written)
    return f"<table:table><table:table-header-rows>{first}</table:table-header-rows>{''.join(others)}</table:table>"


PARAGRAPHS = SPANS.map(lambda spans: f"<text:p>{spans.written}</text:p>")
HEADS = st.builds(
    lambda spans, level: f'<text:h text:outline-level="{level}">{spans.written}</text:h>', SPANS, st.integers(1, 3)
)
QUOTATIONS = SPANS.map(lambda spans: f'<text:p text:style-name="Quotations">{spans.written}</text:p>')
LISTS = st.recursive(
    PARAGRAPHS.map(lambda paragraph: listed([item([paragraph])])),
    lambda inner: st.lists(st.tuples(PARAGRAPHS, inner), min_size=1, max_size=2).map(
        lambda pairs: listed([item(list(pair)) for pair in pairs])
    ),
    max_leaves=3,
)
TABLES = st.lists(st.lists(SPANS, min_size=2, max_size=2), min_size=1, max_size=3).map(tabled)
TEXTS = st.lists(PARAGRAPHS | HEADS | QUOTATIONS | LISTS | TABLES, min_size=1, max_size=5).map("".join)


def outline(written: str) -> list[str]:
    """What a file has, in the order of reading: heads, items, cells and quoted paragraphs, notes behind."""
    root = etree.fromstring(odt_content(written))
    names = {"h": "h", "p": "p", "list-item": "li", "table-cell": "cell"}
    notes = [str(element.tag) for element in root.iter("{*}note")]
    text = [
        names[etree.QName(element).localname]
        for element in root.iter("{*}h", "{*}p", "{*}list-item", "{*}table-cell")
        if next(element.iterancestors("{*}note"), None) is None
    ]
    return text + ["note"] * len(notes)


def odt_content(written: str) -> bytes:
    """The content as XML with its namespaces, without the file round it."""
    return flat_odt(written)


def outline_of(copy: Copy) -> list[str]:
    """The same of the copy."""
    names = {"h1": "h", "h2": "h", "h3": "h", "p": "p", "li": "li", "td": "cell", "th": "cell"}
    text = [
        names[str(element.tag)]
        for element in copy.body.iter(*names)
        if next(element.iterancestors("aside"), None) is None
    ]
    return text + ["note" for _ in copy.body.iter("aside")]


@settings(max_examples=60)
@given(TEXTS)
def test_any_text_keeps_its_words_and_its_structure(written: str) -> None:
    """Nothing is lost, nothing is added, nothing changes its place: heads, paragraphs, items, cells and notes."""
    copy = read_opendocument(odt(written), "x.odt")
    assert unaccounted(copy) == ()
    assert missing_words(spaced(copy.body), [copy.source]) == ()
    assert outline_of(copy) == outline(written)


@settings(max_examples=20)
@given(TEXTS)
def test_any_text_becomes_a_manuscript_without_a_loss(written: str) -> None:
    """Through the whole import too: every word is in a file or in the account, and notes and tables are all there."""
    text = f'<text:p text:style-name="Title">Bread</text:p><text:p>Words that begin.</text:p>{written}'
    report = import_files([Arrival(name="x.odt", data=odt(text), beside={})], today=dt.date(2024, 1, 21)).report
    assert report.lost == ()
    assert report.manuscript.notes == report.source.notes == written.count("<text:note ")
    assert report.manuscript.tables == report.source.tables == written.count("<table:table>")


@settings(max_examples=60)
@given(SPANS)
def test_any_words_keep_their_marks(spans: Spans) -> None:
    """Each letter has the marks that its spans ask for, however these are split and nested."""
    copy = read_opendocument(odt(f"<text:p>Plain words first</text:p><text:p>{spans.written}</text:p>"), "x.odt")
    paragraph = copy.body[1]
    wanted = [(letter, frozenset(styles)) for words, styles in spans.pieces for letter in words if not letter.isspace()]
    assert list(letters_of(paragraph, frozenset({"Fr"} if paragraph.get("lang") else ()))) == wanted


def letters_of(element: Element, marks: frozenset[str]) -> list[tuple[str, frozenset[str]]]:
    """Each letter of an element with the marks on it, by the names of the styles."""
    found = [(letter, marks) for letter in element.text or "" if not letter.isspace()]
    for child in element:
        found += letters_of(child, marks | _MARKS.get((str(child.tag), child.get("class") or ""), frozenset()))
        found += [(letter, marks) for letter in child.tail or "" if not letter.isspace()]
    return found


_MARKS = {
    ("em", ""): frozenset({"I"}),
    ("strong", ""): frozenset({"B"}),
    ("span", "small-caps"): frozenset({"C"}),
    ("span", ""): frozenset({"Fr"}),
}
