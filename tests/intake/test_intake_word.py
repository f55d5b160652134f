"""Word files: what an author put into one is in the copy, whatever the look it was given."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pytest
from copy_read import shown
from docx import Document
from docx.enum.text import WD_BREAK
from docx.shared import Cm
from PIL import Image
from word_files import (
    box,
    call,
    field,
    item,
    paragraph,
    picture,
    run,
    table,
    with_other_namespaces,
    word_file,
)

from pamphlet.intake.copy import Copy
from pamphlet.intake.word.reader import read_word


def png(colour: int = 0) -> bytes:
    """A small picture."""
    stream = io.BytesIO()
    Image.new("L", (4, 4), colour).save(stream, "PNG")
    return stream.getvalue()


def read(body: str, parts: Mapping[str, str] | None = None, **more: Mapping[str, str]) -> Copy:
    """The copy of a Word file of this body."""
    return read_word(word_file(body, parts=parts, links=more.get("links")), "x.docx")


def told(copy: Copy) -> list[str]:
    """The remarks, each with its kind, paragraph and words."""
    words = [f" “{remark.words}”" if remark.words else "" for remark in copy.remarks]
    return [f"{row.kind}, {row.line}: {row.text}{quoted}" for row, quoted in zip(copy.remarks, words, strict=True)]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("berschrift1", "<h1>Bread</h1>"),
        ("Mine", "<h2>Bread</h2>"),
        ("Heading3", "<h3>Bread</h3>"),
        ("Titel", '<p class="title">Bread</p>'),
        ("Author", '<p class="byline">Bread</p>'),
        ("Bild", '<p class="caption">Bread</p>'),
        ("Zitat", "<blockquote><p>Bread</p></blockquote>"),
        ("Vers", '<div class="verse"><p>Bread</p></div>'),
        ("Loud", "<p><strong>Bread</strong></p>"),
        ("Unheard", "<p>Bread</p>"),
    ],
)
def test_a_style_says_what_a_paragraph_is(style: str, expected: str) -> None:
    """The name of a style counts, also that of one it is based on; where there is no such style, its identifier."""
    assert shown(read(paragraph("Bread", style=style))) == expected


def test_a_level_in_the_outline_makes_a_head() -> None:
    """A paragraph without a style of heads is one if it stands in the outline; level 9 is body text."""
    body = paragraph("Bread", '<w:outlineLvl w:val="1"/>') + paragraph("Salt", '<w:outlineLvl w:val="9"/>')
    assert shown(read(body)) == "<h2>Bread</h2><p>Salt</p>"


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("<w:i/>", "<em>b</em>"),
        ('<w:i w:val="0"/>', "b"),
        ('<w:rStyle w:val="Work"/>', "<em>b</em>"),
        ('<w:rStyle w:val="Work"/><w:i w:val="false"/>', "b"),
        ('<w:rStyle w:val="Caps"/>', '<span class="small-caps">b</span>'),
        ("<w:smallCaps/>", '<span class="small-caps">b</span>'),
        ("<w:b/><w:i/>", "<strong><em>b</em></strong>"),
        ('<w:u w:val="single"/>', "<em>b</em>"),
        ('<w:u w:val="none"/>', "b"),
        ('<w:vertAlign w:val="superscript"/>', "<sup>b</sup>"),
        ('<w:vertAlign w:val="subscript"/>', "<sub>b</sub>"),
        ('<w:lang w:val="fr-FR"/>', '<span lang="fr-FR">b</span>'),
        ('<w:lang w:val="en-US"/>', "b"),
        ('<w:color w:val="FF0000"/><w:sz w:val="40"/>', "b"),
    ],
)
def test_a_run_keeps_what_its_look_means(properties: str, expected: str) -> None:
    """Emphasis, strong, small capitals, raised signs and languages stay, by hand or by a style; colours go."""
    copy = read(paragraph(run("a sentence ") + run("b", properties) + run(" and more")))
    assert shown(copy) == f"<p>a sentence {expected} and more</p>"


def test_neighbours_with_the_same_look_are_one() -> None:
    """Word parts words wherever somebody paused: that leaves no trace, nor does a plain space in italics."""
    runs = run("The ", "<w:i/>") + run("New", "<w:i/>") + run(" ") + run("Cour", "<w:i/>") + run("se", "<w:i/><w:b/>")
    assert shown(read(paragraph(runs))) == "<p><em>The New Cour</em><strong><em>se</em></strong></p>"


def test_the_look_of_a_style_is_no_emphasis_and_what_stands_out_of_it_is() -> None:
    """In a quotation that is set in italics, upright words are the ones that are stressed."""
    quoted = paragraph(run("all ") + run("but", '<w:i w:val="0"/>') + run(" this"), style="Zitat")
    head = paragraph(run("A ") + run("light", '<w:b w:val="0"/>') + run(" head"), style="berschrift1")
    copy = read(quoted + head + paragraph(run("All strong", "<w:b/>"), style="berschrift2"))
    expected = "<blockquote><p>all <em>but</em> this</p></blockquote><h1>A <strong>light</strong> head</h1>"
    assert shown(copy) == f"{expected}<h2>All strong</h2>"


def test_links_of_every_make_are_links() -> None:
    """An element, a field, a place in the file; underlining in a link is the look of links, italics are italics."""
    links = {"r1": "https://example.org/a b", "r2": "javascript:alert(1)", "r3": "file:///C:/x.doc"}
    looks = '<w:rStyle w:val="Link"/><w:u w:val="single"/>'
    body = paragraph(
        f'<w:hyperlink r:id="r1">{run("one", looks)}{run(" work", "<w:i/>")}</w:hyperlink>'
        + field(' HYPERLINK "https://example.org/2" \\l "top" ', run(" two", looks))
        + f'<w:hyperlink w:anchor="here">{run(" three")}</w:hyperlink>'
        + f'<w:hyperlink w:anchor="gone">{run(" four")}</w:hyperlink>'
        + f'<w:hyperlink r:id="r2">{run(" five")}</w:hyperlink>'
        + f'<w:hyperlink r:id="r3">{run(" six")}</w:hyperlink>'
        + f'<w:fldSimple w:instr="HYPERLINK mailto:a@example.org">{run(" seven")}</w:fldSimple>'
    ) + paragraph('<w:bookmarkStart w:id="1" w:name="here"/>' + run("Here."))
    copy = read(body, links=links)
    assert shown(copy) == (
        '<p><a href="https://example.org/a%20b">one<em> work</em></a><a href="https://example.org/2#top"> two</a>'
        '<a href="#here"> three</a> four five six<a href="mailto:a@example.org"> seven</a></p><p id="here">Here.</p>'
    )
    assert [row.partition(": ")[2] for row in told(copy)] == [
        "the address of “four” leads nowhere from a pamphlet and is left out: #gone",
        "the address of “five” leads nowhere from a pamphlet and is left out: javascript:alert(1)",
        "the address of “six” leads nowhere from a pamphlet and is left out: file:///C:/x.doc",
    ]
    assert copy.count.links == 7


def test_lists_are_nested_and_numbered_as_in_the_file() -> None:
    """Levels by number or by the name of a style; a list goes on after what stands between; letters become figures."""
    body = item("a") + item("b", level=1) + item("c", 2, 1) + item("d") + paragraph("Between.")
    body += item("one", 2) + item("two", 2) + paragraph("Between.") + item("three", 2) + item("seven", 4) + item("i", 3)
    body += paragraph("x", style="Dots") + paragraph("y", style="Dots2") + paragraph("more of y", style="Listed")
    body += paragraph("End.") + paragraph("No item.", style="Listed")
    copy = read(body)
    assert shown(copy).replace("<li><p>", "<li>").replace("</p></li>", "</li>").replace("</p><ul>", "<ul>") == (
        "<ul><li>a<ul><li>b</li></ul><ol><li>c</li></ol></li><li>d</li></ul><p>Between.</p>"
        '<ol><li>one</li><li>two</li></ol><p>Between.</p><ol start="3"><li>three</li></ol><ol start="7"><li>seven</li>'
        "</ol><ol><li>i</li></ol><ul><li>x<ul><li>y</p><p>more of y</li></ul></li></ul><p>End.</p>"
        "<p>No item.</p>"
    )
    assert "guessed, 11: a list with letters or Roman figures has figures now" in told(copy)


def test_an_inner_list_begins_anew_under_each_item() -> None:
    """1, a, b, 2, a: an outer number ends the counting of the inner ones."""
    body = item("1", 2) + item("a", 2, 1) + item("b", 2, 1) + item("2", 2) + item("c", 2, 1)
    expected = "<ol><li>1<ol><li>a</li><li>b</li></ol></li><li>2<ol><li>c</li></ol></li></ol>"
    assert shown(read(body)).replace("<p>", "").replace("</p>", "") == expected


def test_quotations_are_known_by_style_and_by_indent() -> None:
    """What is set in by 5 mm and more is quoted, and said to be a guess; a hanging indent or a centred line is not."""
    body = paragraph("It said:") + paragraph("one", '<w:ind w:left="567"/>') + paragraph("two", '<w:ind w:left="567"/>')
    body += paragraph("And:") + paragraph("hanging", '<w:ind w:left="567" w:hanging="567"/>')
    body += paragraph("centred", '<w:ind w:left="567"/><w:jc w:val="center"/>') + paragraph("q", style="Zitat")
    copy = read(body)
    assert shown(copy) == (
        "<p>It said:</p><blockquote><p>one</p><p>two</p></blockquote><p>And:</p><p>hanging</p><p>centred</p>"
        "<blockquote><p>q</p></blockquote>"
    )
    assert told(copy) == ["guessed, 2: a quotation, because it is indented: “one”"]


def test_a_text_that_is_indented_as_a_whole_is_not_quoted() -> None:
    """What counts is how far a paragraph is set in from the ones around it."""
    body = paragraph("one", '<w:ind w:left="567"/>') + paragraph("two", '<w:ind w:left="600"/>')
    assert shown(read(body)) == "<p>one</p><p>two</p>"


def test_verse_keeps_lines_and_stanzas() -> None:
    """Stanzas of lines, lines as paragraphs with empty ones between stanzas, and lines that are only indented."""
    line_end = "<w:r><w:br/></w:r>"
    stanza = paragraph(run("Rise,") + line_end + run("like lions"), style="Vers")
    assert shown(read(stanza + stanza)) == '<div class="verse">' + "<p>Rise,<br/>like lions</p>" * 2 + "</div>"
    lines = [paragraph(words, style="Vers") for words in ("Rise,", "like lions", "", "after", "slumber")]
    assert shown(read("".join(lines))) == '<div class="verse"><p>Rise,<br/>like lions</p><p>after<br/>slumber</p></div>'
    indented = paragraph(run("Ye") + line_end + run("are") + line_end + run("many"), '<w:ind w:left="720"/>')
    copy = read(paragraph("It goes:") + indented)
    assert shown(copy) == '<p>It goes:</p><div class="verse"><p>Ye<br/>are<br/>many</p></div>'
    assert told(copy) == ["guessed, 2: verse, because it is indented: “Ye are many”"]


def test_tables_have_heads_captions_and_as_many_cells_in_each_row() -> None:
    """Rows that say so are heads, or a first one that is bold; merged cells are parted; nothing in a cell is lost."""
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("wide") + "</w:tc>"
    rows = table([["Year", "Price"], ["1795", paragraph("12s") + item("rising")]], head=1)
    rows = rows.replace("</w:tbl>", f"<w:tr>{wide}</w:tr></w:tbl>")
    copy = read(paragraph("Table 1: bread", style="Bild") + rows)
    assert shown(copy).replace("<p>", "").replace("</p>", "") == (
        "<table><caption>Table 1: bread</caption><thead><tr><th>Year</th><th>Price</th></tr></thead><tbody><tr>"
        "<td>1795</td><td>12s<ul><li>rising</li></ul></td></tr><tr><td>wide</td><td/></tr></tbody></table>"
    )
    assert told(copy) == ["guessed, 2: cells of a table that were merged are parted, all words in the first of them"]
    bold = table([[paragraph(run("Year", "<w:b/>")), paragraph(run("Price", "<w:b/>"))], ["1795", "12s"]])
    assert "<thead><tr><th><p>Year</p></th><th><p>Price</p></th></tr></thead>" in shown(read(bold))
    assert "thead" not in shown(read(table([["1795", "12s"], ["1796", "14s"]])))


def test_a_table_of_one_cell_is_a_box_and_a_table_in_a_table_comes_after_it() -> None:
    """Both are said to be guesses."""
    copy = read(table([[paragraph("Set apart.")]]) + table([["a", paragraph("b") + table([["c", "d"]]) + "<w:p/>"]]))
    assert shown(copy).replace("<p>", "").replace("</p>", "") == (
        '<aside class="box">Set apart.</aside><table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>'
        "<table><tbody><tr><td>c</td><td>d</td></tr></tbody></table>"
    )
    assert told(copy) == [
        "guessed, 1: a table of one cell is a box now",
        "guessed, 2: a table that stood in a table comes after it",
    ]


def test_notes_of_both_kinds_come_at_the_end_in_the_order_of_their_calls() -> None:
    """A note has its blocks and the paragraph of its call; separators of notes are none."""
    notes = '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote><w:footnote w:id="2">'
    notes += paragraph("<w:r><w:footnoteRef/></w:r>" + run(" First.")) + paragraph("Further.") + "</w:footnote>"
    ends = '<w:endnote w:id="2">' + paragraph(run("A ") + run("work", "<w:i/>")) + "</w:endnote>"
    body = paragraph(run("One") + call(2, "endnote") + run(" word")) + paragraph(run("more.") + call(2))
    copy = read(body, {"footnotes": notes, "endnotes": ends})
    assert [note.get("data-line") for note in copy.body.iter("aside")] == ["1", "2"]
    assert shown(copy) == (
        '<p>One<a class="call" href="#endnote-2"/> word</p><p>more.<a class="call" href="#footnote-2"/></p>'
        '<section class="notes"><aside class="note" id="endnote-2"><p>A <em>work</em></p></aside>'
        '<aside class="note" id="footnote-2"><p>First.</p><p>Further.</p></aside></section>'
    )
    assert copy.count.notes == 2


def test_pictures_come_with_what_they_show_and_their_captions() -> None:
    """A picture stands on its own, after the words it was among; one that no page shows is asked for."""
    body = paragraph(run("See ") + picture("p1", "A loaf")) + paragraph("Figure 1: bread", style="Bild")
    body += paragraph(picture("p2", "An old loaf")) + paragraph(picture("gone") + picture("lost"))
    media = {"p1": png(), "p2": b"II*\0 a picture of another kind"}
    data = word_file(body, media=media, links={"lost": "https://example.org/x.png"})
    copy = read_word(data, "x.docx")
    assert shown(copy) == (
        '<p>See</p><figure><img src="picture-1.png" alt="A loaf"/><figcaption>Figure 1: bread</figcaption></figure>'
    )
    assert copy.pictures == {"picture-1.png": png()}
    assert [row.partition(", ")[2] for row in told(copy)] == [
        "3: a picture (“An old loaf”) of the kind PNG is left out: save it as PNG and put that in",
        "4: a picture is not in the file: it is at https://example.org/x.png",
    ]
    assert copy.count.pictures == 4


def test_a_text_box_comes_once_and_after_its_paragraph() -> None:
    """Word writes each box twice; one around a caption belongs to the picture beside it."""
    copy = read(paragraph(run("Te") + box(paragraph("In a box.")) + run("xt.")) + paragraph("More."))
    assert shown(copy) == '<p>Text.</p><aside class="box"><p>In a box.</p></aside><p>More.</p>'
    assert told(copy) == ["guessed, 1: a text box comes after the paragraph that it hangs on"]
    assert copy.count.text_boxes == 1
    captioned = paragraph(picture("p1") + box(paragraph("Bread", style="Bild")))
    figure = read_word(word_file(captioned, media={"p1": png()}), "x.docx")
    assert shown(figure) == '<figure><img src="picture-1.png" alt=""/><figcaption>Bread</figcaption></figure>'


def test_pages_sections_and_rules_are_marked() -> None:
    """A break of the page, a paragraph that begins one, a section on a new page, and a line across it."""
    page, section = '<w:r><w:br w:type="page"/></w:r>', '<w:sectPr><w:type w:val="{}"/></w:sectPr>'
    body = paragraph(run("a") + page + run("b")) + paragraph("c", "<w:pageBreakBefore/>")
    body += paragraph("d", section.format("oddPage")) + paragraph("e", section.format("continuous"))
    body += paragraph("", '<w:pBdr><w:bottom w:val="single"/></w:pBdr>')
    body += paragraph('<w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r>') + paragraph("f")
    expected = "<p>a</p>|<p>b</p>|<p>c</p><p>d</p>|<p>e</p><hr/><hr/><p>f</p>"
    assert shown(read(body)) == expected.replace("|", '<hr class="page"/>')


def test_languages_are_marked_where_they_differ_from_most_of_the_text() -> None:
    """A paragraph all in another language says so itself; the language of most of the text is offered."""
    french = run("coup d’état", '<w:lang w:val="fr-FR"/>')
    copy = read(paragraph(run("A long sentence of English with a ") + french) + paragraph(french))
    assert shown(copy) == (
        '<p>A long sentence of English with a <span lang="fr-FR">coup d’état</span></p><p lang="fr-FR">coup d’état</p>'
    )
    assert copy.offered.language == "en-GB"


def test_signs_stay_as_they_were_written() -> None:
    """Spaces that do not break and quotation marks stay, soft hyphens go; a tab is a space, a fixed hyphen a hyphen."""
    inside = run("“So\u00a0it’s”\u00ad said") + "<w:r><w:tab/><w:t>five</w:t><w:noBreakHyphen/><w:t>fold</w:t></w:r>"
    inside += '<w:r><w:softHyphen/><w:sym w:font="x" w:char="2020"/><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>'
    copy = read(paragraph(inside))
    assert shown(copy) == "<p>“So\u00a0it’s” said five-fold†</p>"
    assert told(copy) == [
        "question, 1: a sign that only the font of the file knows (Wingdings, F0E0) is left out: look there"
    ]


def test_a_large_initial_and_a_deleted_end_of_paragraph_join_what_they_part() -> None:
    """The letter of a dropped initial is the first of its word, and paragraphs joined by a change are one."""
    initial = paragraph("T", '<w:framePr w:dropCap="drop"/>') + paragraph("he bread")
    joined = paragraph("was ", '<w:rPr><w:del w:id="1"/></w:rPr>') + paragraph("dear.")
    copy = read(initial + joined)
    assert shown(copy) == "<p>The bread</p><p>was dear.</p>"
    assert copy.source == "The bread\nwas dear."


def test_the_file_offers_what_it_says_of_itself() -> None:
    """Title, authors and date come from its properties; they are offers."""
    core = "<dc:title> Bread </dc:title><dc:creator>Ann Fox; Joe Bloggs</dc:creator>"
    core += "<dcterms:created>2026-01-21T10:00:00Z</dcterms:created>"
    offered = read_word(word_file(paragraph("x"), core=core), "x.docx").offered
    assert (offered.title, offered.authors, offered.date) == (
        "Bread",
        ("Ann Fox", "Joe Bloggs"),
        "2026-01-21T10:00:00Z",
    )


def test_the_strict_form_of_the_format_is_read_like_the_usual_one() -> None:
    """Word can save with other namespaces; nothing else is different."""
    data = word_file(paragraph("Bread", style="berschrift1") + paragraph(run("a ") + run("b", "<w:i/>")))
    assert shown(read_word(with_other_namespaces(data), "x.docx")) == "<h1>Bread</h1><p>a <em>b</em></p>"


def test_a_file_as_a_library_writes_it() -> None:
    """With the styles, properties and relations of Word's own template."""
    document = Document()
    document.add_paragraph("The price of bread", style="Title")
    document.add_heading("One", 1)
    words = document.add_paragraph("Plain ")
    words.add_run("strong").bold = True
    words.add_run(" end.")
    for text, style in (("a", "List Bullet"), ("b", "List Bullet 2"), ("1", "List Number"), ("q", "Intense Quote")):
        document.add_paragraph(text, style=style)
    document.add_paragraph("indented").paragraph_format.left_indent = Cm(1)
    document.add_picture(io.BytesIO(png()))
    document.add_paragraph("Figure 1", style="Caption")
    document.add_paragraph("before").add_run().add_break(WD_BREAK.PAGE)
    grid = document.add_table(1, 2)
    grid.rows[0].cells[0].text, grid.rows[0].cells[1].text = "c", "d"
    stream = io.BytesIO()
    document.save(stream)
    assert shown(read_word(stream.getvalue(), "x.docx")) == (
        '<p class="title">The price of bread</p><h1>One</h1><p>Plain <strong>strong</strong> end.</p>'
        "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul><ol><li><p>1</p></li></ol>"
        '<blockquote><p>q</p><p>indented</p></blockquote><figure><img src="picture-1.png" alt=""/>'
        '<figcaption>Figure 1</figcaption></figure><p>before</p><hr class="page"/>'
        "<table><tbody><tr><td><p>c</p></td><td><p>d</p></td></tr></tbody></table>"
    )
