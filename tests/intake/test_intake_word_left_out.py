"""Word files: what is not for print stays out of the copy, is counted, and its words stand in a remark."""

from __future__ import annotations

import pytest
from word_files import box, call, field, paragraph, run, table, word_file

from pamphlet.intake.article import RemarkKind
from pamphlet.intake.copy import Copy, Count
from pamphlet.intake.word.reader import read_word
from pamphlet.intake.word.words import words_in
from pamphlet.intake.words import missing_words

DELETED = "deleted in the file, as its tracked changes say"
CONTENTS = "a table of contents or an index: the pamphlet makes its own, with its own pages"


def deletion(text: str) -> str:
    """Words that tracked changes have taken away."""
    return f'<w:del w:id="1" w:author="A"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def read(body: str, **parts: str) -> Copy:
    """The copy of a Word file, of which no word may be lost."""
    copy = read_word(word_file(body, parts=parts), "x.docx")
    kept = [words_in(copy.body), *(row.words for row in copy.remarks)]
    assert missing_words(copy.source, kept) == missing_words(" ".join(kept), [copy.source]) == ()
    return copy


def dropped(copy: Copy) -> list[tuple[int, str, str]]:
    """What was left out: the paragraph, the words, the reason."""
    rows = [row for row in copy.remarks if row.kind is RemarkKind.LEFT_OUT]
    return [(row.line, row.words, row.text) for row in rows]


def test_tracked_changes_are_accepted_and_counted() -> None:
    """Insertions are in, deletions out, in a word as between words; what was moved stands where it went."""
    words = run("work") + deletion("er") + f'<w:ins w:id="2">{run("ing")}</w:ins>' + deletion("old ") + run(" bread")
    moved = f'<w:moveFrom w:id="3">{run("gone")}</w:moveFrom><w:moveTo w:id="4">{run(" came")}</w:moveTo>'
    copy = read(paragraph(words) + paragraph(moved))
    assert words_in(copy.body) == "working bread came"
    assert dropped(copy) == [(1, "er old", DELETED), (2, "gone", DELETED)]
    assert (copy.count.insertions, copy.count.deletions) == (2, 3)


def test_a_deleted_row_of_a_table_is_left_out() -> None:
    """Tracked changes can take a row away whole."""
    rows = table([["a", "b"], ["c", "d"]]).replace(
        '<w:tr><w:tc><w:p><w:pPr></w:pPr><w:r><w:t xml:space="preserve">c',
        '<w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc><w:p><w:pPr></w:pPr><w:r><w:t xml:space="preserve">c',
    )
    copy = read(rows)
    assert words_in(copy.body) == "a b"
    assert dropped(copy) == [(1, "c d", DELETED)]


def test_formats_that_were_changed_are_the_new_ones() -> None:
    """A tracked change of the look keeps the old look inside the new one: it counts for nothing."""
    old = '<w:rPrChange w:id="1"><w:rPr><w:i/></w:rPr></w:rPrChange>'
    copy = read(
        paragraph(run("upright", old), '<w:pPrChange w:id="2"><w:pPr><w:pStyle w:val="Zitat"/></w:pPr></w:pPrChange>')
    )
    assert [element.tag for element in copy.body.iter()] == ["body", "p"]


def test_comments_are_left_out_with_their_author_and_place() -> None:
    """The remark says which paragraph a comment hangs on."""
    comments = (
        f'<w:comment w:id="0" w:author="Ann Fox">{paragraph("Is this so?")}{paragraph("I doubt it.")}</w:comment>'
    )
    mark = '<w:commentRangeStart w:id="0"/>' + run("bread") + '<w:r><w:commentReference w:id="0"/></w:r>'
    copy = read(paragraph("Before.") + paragraph(mark), comments=comments)
    assert words_in(copy.body) == "Before. bread"
    assert dropped(copy) == [(2, "Is this so? I doubt it.", "a comment by Ann Fox")]
    assert copy.count.comments == 1


def test_heads_and_feet_of_the_pages_are_left_out() -> None:
    """A pamphlet has running heads of its own."""
    copy = read(paragraph("Bread."), header=paragraph("The Almanac"), footer=paragraph("page 1"))
    reason = ": a pamphlet has its own"
    assert dropped(copy) == [
        (0, "The Almanac", f"at the head of the pages{reason}"),
        (0, "page 1", f"at the foot of the pages{reason}"),
    ]


@pytest.mark.parametrize(
    "properties", ["<w:vanish/>", '<w:rStyle w:val="Secret"/>', '<w:rStyle w:val="Secret"/><w:vanish/>']
)
def test_hidden_words_are_left_out(properties: str) -> None:
    """Words that nobody sees in Word are not printed, whether hidden by hand or by a style."""
    styles = '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
    copy = read(paragraph(run("see") + run("secret", properties) + run("n")), styles=styles)
    assert words_in(copy.body) == "seen"
    assert dropped(copy) == [(1, "secret", "hidden in the file")]


def test_a_table_of_contents_is_left_out_however_it_is_made() -> None:
    """As a field over several paragraphs, in a control of its own, as paragraphs in its styles, as a simple field."""
    begin, middle = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    told = '<w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    of_field = paragraph(begin + told + middle + run("One 3")) + paragraph(field("PAGEREF _Toc1", run("Two 4")) + end)
    control = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    control += f"<w:sdtContent>{paragraph('Contents')}{paragraph('Three 5')}</w:sdtContent></w:sdt>"
    styled = paragraph("Four 6", style="TOC1")
    simple = paragraph(f'<w:fldSimple w:instr="INDEX">{run("bread 7")}</w:fldSimple>')
    copy = read(of_field + control + styled + simple + paragraph("Bread."))
    assert words_in(copy.body) == "Bread."
    assert dropped(copy) == [
        (1, "One 3 Two 4", CONTENTS),
        (3, "Contents Three 5", CONTENTS),
        (5, "Four 6", CONTENTS),
        (6, "bread 7", CONTENTS),
    ]


def test_a_table_of_contents_that_never_ends_takes_nothing_with_it() -> None:
    """Where the mark of its end is missing, all the rest of the text would be contents."""
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    copy = read(paragraph(begin + run("One")) + paragraph("Bread."))
    assert words_in(copy.body) == "One Bread."


def test_a_pull_quote_is_left_out_and_a_box_with_words_of_its_own_is_not() -> None:
    """A box that only repeats the text is furniture of the page, also where its marks and line ends differ."""
    text = paragraph(run("Ye are many – they are ") + run("fe", "<w:i/>") + run("w."))
    boxes = box(paragraph(run("“Ye are many,") + "<w:r><w:br/></w:r>" + run("they are few”"))) + box(
        paragraph("they few")
    )
    copy = read(text + paragraph(run("More.") + boxes))
    assert words_in(copy.body) == "Ye are many – they are few. More. they few"
    assert dropped(copy) == [(2, "“Ye are many, they are few”", "a pull quote: the text itself says it")]


def test_notes_that_are_not_called_are_left_out() -> None:
    """A note stays in the file when its call is deleted; a call without a note is asked about."""
    notes = f'<w:footnote w:id="2">{paragraph("Forgotten.")}</w:footnote>'
    notes += f'<w:footnote w:id="3">{paragraph("Cut.")}</w:footnote>'
    cut = f'<w:del w:id="1">{call(3)}</w:del>'
    copy = read(paragraph(run("Bread") + cut + call(9) + run(".")), footnotes=notes)
    assert words_in(copy.body) == "Bread."
    assert dropped(copy) == [(0, "Forgotten. Cut.", "a note that nothing in the text calls")]
    assert "the text calls a note that is not in the file" in {row.text for row in copy.remarks}


def test_the_call_of_a_note_that_is_not_there_is_asked_about() -> None:
    """It parts the words beside it, as it did in the file."""
    copy = read(paragraph(run("bread") + call(7) + run("and", "<w:i/>") + call(7) + run(", beer")))
    assert words_in(copy.body) == "bread and, beer"
    asked = [(row.line, row.text) for row in copy.remarks if row.kind is RemarkKind.QUESTION]
    assert asked == [(1, "the text calls a note that is not in the file")]


def test_a_note_has_a_number_instead_of_its_own_mark() -> None:
    """An author may choose a sign for a note: the pamphlet numbers them all."""
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>a</w:t></w:r>'
    notes = f'<w:footnote w:id="2">{paragraph("A note.")}</w:footnote>'
    copy = read(paragraph(run("Bread") + own + run("and salt")), footnotes=notes)
    assert words_in(copy.body) == "Bread and salt A note."
    assert dropped(copy) == [(1, "a", "the mark of a note, which has a number now")]


def test_a_blank_that_nobody_filled_in_is_left_out() -> None:
    """A form shows in a blank what belongs there; one that is filled in is text."""
    blank = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('Ann')}</w:sdtContent></w:sdt>"
    body = paragraph(run("By") + blank.format(run("your name")) + run(" ") + filled) + blank.format(
        paragraph("Click here")
    )
    copy = read(body)
    assert words_in(copy.body) == "By Ann"
    reason = "a blank of a form that nobody filled in"
    assert dropped(copy) == [(1, "your name", reason), (2, "Click here", reason)]


def test_what_cannot_be_carried_over_is_asked_about() -> None:
    """Charts, diagrams, files in the file, formulas, struck words, numbers of pages: a person must look."""
    chart = '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
    drawn = f"<w:r><w:drawing><wp:inline><a:graphic>{chart}</a:graphic></wp:inline></w:drawing></w:r>"
    formula = "<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>"
    body = paragraph(run("a") + drawn) + paragraph(run(" see page ") + field("PAGEREF x", run("7"))) + "<w:altChunk/>"
    copy = read(body + paragraph(formula + run("2") + run(" struck", "<w:strike/>")))
    assert [(row.kind.value, row.line, row.text.partition(":")[0]) for row in copy.remarks] == [
        ("question", 1, "a chart is left out"),
        ("question", 2, "a page or a note is named by its number in the file, which is another here"),
        ("question", 0, "a file within the file is not read"),
        ("guessed", 3, "a formula is now its letters and figures in a row"),
        ("guessed", 3, "words that are struck through in the file are kept, and not struck through"),
    ]
    assert words_in(copy.body) == "a see page 7 E=mc2 struck"


def test_words_in_elements_that_nobody_knows_are_kept() -> None:
    """A newer Word may put words into elements of its own: whatever holds words is looked into."""
    body = paragraph(f'<w:dir w:val="ltr">{run("one ")}</w:dir><w:newer>{run("two")}</w:newer>')
    body += f"<w:wrapped>{paragraph('three')}</w:wrapped>"
    body += paragraph(f"<w:r><w:ruby><w:rt>{run('four')}</w:rt><w:rubyBase>{run('five')}</w:rubyBase></w:ruby></w:r>")
    assert words_in(read(body).body) == "one two three fourfive"


def test_the_counts_are_of_the_file() -> None:
    """What Word holds a second time for older programs is counted once."""
    body = paragraph("Head", style="Mine") + paragraph(run("a") + box(paragraph("b"))) + table([["c", "d"]]) + "<w:p/>"
    assert read(body).count == Count(paragraphs=4, headings=1, tables=1, text_boxes=1)
