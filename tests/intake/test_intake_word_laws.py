"""Laws of every Word file: no word is lost, none comes from nowhere, and each stands where the author put it."""

from __future__ import annotations

import datetime as dt
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import mammoth
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.etree import _Element as Element
from word_files import box, call, field, item, paragraph, run, table, word_file

from pamphlet.intake.article import RemarkKind
from pamphlet.intake.copy import Copy
from pamphlet.intake.importer import Arrival, import_files
from pamphlet.intake.word.reader import read_word
from pamphlet.intake.word.words import words_in
from pamphlet.intake.words import missing_words

LOOKS = {
    "strong": "<w:b/>",
    "em": '<w:rStyle w:val="Work"/>',
    "span": "<w:smallCaps/>",
    "sup": '<w:vertAlign w:val="superscript"/>',
}
Marked = tuple[tuple[str, frozenset[str]], ...]
"""Each letter of a text with the inlines that it stands in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a paragraph: how the file has it, what is seen of it, and what is left out or put elsewhere."""

    xml: str
    seen: str = ""
    marks: frozenset[str] = frozenset()
    left_out: str = ""
    boxed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block as the file has it, and for each of its paragraphs what it is to be: kind, depth and pieces."""

    xml: str
    lines: tuple[tuple[str, int, tuple[Piece, ...]], ...]
    left_out: str = ""


words = st.lists(st.text("abcdéßЖ", min_size=1, max_size=5), min_size=1, max_size=3).map(" ".join)
texts = st.tuples(st.sampled_from(["", " ", "“"]), words, st.sampled_from(["", " ", ", ", ".\u00a0"])).map("".join)
looks = st.frozensets(st.sampled_from(sorted(LOOKS)))


@st.composite
def pieces(draw: st.DrawFn) -> Piece:
    """A stretch of a paragraph as Word may write it."""
    text, marks = draw(texts), draw(looks)
    words_run = run(text, "".join(LOOKS[mark] for mark in LOOKS if mark in marks))
    gone = run(text).replace("w:t ", "w:delText ").replace("w:t>", "w:delText>")
    half = run(text[:1] + "\u00ad") + "<w:proofErr/>" + run(text[1:])
    return draw(
        st.sampled_from(
            [
                Piece(xml=words_run, seen=text, marks=marks),
                Piece(xml=words_run, seen=text, marks=marks),
                Piece(xml=half, seen=text),
                Piece(xml=f'<w:ins w:id="1"><w:ins w:id="2">{words_run}</w:ins></w:ins>', seen=text, marks=marks),
                Piece(
                    xml=f'<w:smartTag><w:unheard w:x="1">{words_run}</w:unheard></w:smartTag>', seen=text, marks=marks
                ),
                Piece(xml=f'<w:del w:id="3">{gone}</w:del>', left_out=text),
                Piece(xml=run(text, "<w:vanish/>"), left_out=text),
                Piece(xml=f'<w:hyperlink r:id="to">{words_run}</w:hyperlink>', seen=text, marks=marks | {"a"}),
                Piece(xml=field(' HYPERLINK "https://example.org" ', words_run), seen=text, marks=marks | {"a"}),
                Piece(xml=field(" SEQ Figure ", run(text)), seen=text),
                Piece(xml=f"<m:oMath><m:r><m:t>{text}</m:t></m:r></m:oMath>", seen=text),
                Piece(xml=box(paragraph(words_run)), boxed=text, marks=marks),
                Piece(xml=call(draw(st.integers(1, 2))), seen=" "),
                Piece(xml="<w:r><w:tab/></w:r>", seen=" "),
                Piece(xml="<w:r><w:br/></w:r>", seen=" "),
            ]
        )
    )


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    """A paragraph of some kind, or a table."""
    inside = tuple(draw(st.lists(pieces(), min_size=1, max_size=5)))
    xml = "".join(piece.xml for piece in inside)
    match draw(st.sampled_from(["p", "h1", "h2", "blockquote", "li", "td", "contents"])):
        case "h1" | "h2" as kind:
            return Block(xml=paragraph(xml, style=f"berschrift{kind[1]}"), lines=((kind, 0, inside),))
        case "blockquote":
            return Block(xml=paragraph(xml, style="Zitat"), lines=(("blockquote", 0, inside),))
        case "li":
            level = draw(st.integers(0, 2))
            listed = item("x", draw(st.sampled_from([1, 2])), level).replace(run("x"), xml)
            return Block(xml=listed, lines=(("li", level, inside),))
        case "td":
            others = [tuple(draw(st.lists(pieces(), min_size=1, max_size=2))) for _ in range(3)]
            cells = [paragraph("".join(piece.xml for piece in cell)) for cell in others]
            head = draw(st.integers(0, 1))
            rows = table([[paragraph(xml), cells[0]], [cells[1], cells[2]]], head=head)
            first = [piece for cell in (inside, others[0]) for piece in cell if (piece.seen + piece.boxed).strip()]
            first_kind = "th" if head or (first and all("strong" in piece.marks for piece in first)) else "td"
            kinds = zip((first_kind, first_kind, "td", "td"), (inside, *others), strict=True)
            return Block(xml=rows, lines=tuple((row, 0, cell) for row, cell in kinds))
        case "contents":
            text = draw(texts)
            return Block(xml=paragraph(run(text), style="TOC1"), lines=(), left_out=text)
        case _:
            return Block(xml=paragraph(xml), lines=(("p", 0, inside),))


NOTES = "".join(f'<w:footnote w:id="{number}">{paragraph(f"Anmerkung {number}")}</w:footnote>' for number in (1, 2))


def letters(line: tuple[Piece, ...], kind: str) -> Marked:
    """Each letter of a line with the marks that it is to bear, less what is the look of such a line."""
    rows = [(sign, piece.marks) for piece in line for sign in piece.seen if not sign.isspace()]
    if kind in {"h1", "h2", "th"}:
        rows = [(sign, marks - {"strong"}) for sign, marks in rows]
    if kind in {"h1", "h2"} and all("em" in marks for _, marks in rows):
        rows = [(sign, marks - {"em"}) for sign, marks in rows]
    return tuple(rows)


def expected(document: list[Block]) -> Iterator[tuple[str, int, Marked]]:
    """The lines of the copy, in order, those of boxes after the line that they hang on."""
    levels: list[int] = []
    for block in document:
        for kind, level, line in block.lines:
            text = letters(line, kind)
            boxes = [
                letters((replace(piece, seen=piece.boxed),), kind if kind == "th" else "p")
                for piece in line
                if piece.boxed
            ]
            there = bool(text) or any("Reference" in piece.xml for piece in line)
            if there:
                levels = [*(outer for outer in levels if outer < level), level] if kind == "li" else []
            if text:
                yield kind, len(levels), text
            yield from (("box", 0, inside) for inside in boxes)
            levels = [] if boxes or kind in {"td", "th"} else levels


def found(copy: Copy) -> Iterator[tuple[str, int, Marked]]:
    """The lines of the copy as they are."""
    for line in copy.body.iter("p", "h1", "h2"):
        around = [row.get("class", row.tag) for row in line.iterancestors()]
        kind = next((tag for tag in around if tag in {"note", "box", "td", "th", "li", "blockquote"}), line.tag)
        text = tuple(row for row in lettered(line, frozenset()) if not row[0].isspace())
        if text and kind != "note":
            yield kind, around.count("li") if kind == "li" else 0, text


def lettered(element: Element, marks: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Each sign of an element with the inlines that it stands in."""
    yield from ((sign, marks) for sign in element.text or "")
    for child in element:
        yield from lettered(child, marks | {child.tag})
        yield from ((sign, marks) for sign in child.tail or "")


def documents() -> st.SearchStrategy[list[Block]]:
    """Texts of a few blocks."""
    return st.lists(blocks(), min_size=1, max_size=6)


def as_file(document: list[Block]) -> bytes:
    """The Word file of a text."""
    body = "".join(block.xml for block in document)
    return word_file(body, parts={"footnotes": NOTES}, links={"to": "https://example.org"})


@given(documents())
def test_every_word_is_in_the_copy_or_in_a_remark(document: list[Block]) -> None:
    """The words of the file are those that were put into it, and each is kept or left out, once."""
    copy = read_word(as_file(document), "x.docx")
    lines = [line for block in document for _, _, line in block.lines]
    put = ["".join(piece.seen for piece in line) for line in lines]
    put += [text for line in lines for piece in line for text in (piece.left_out, piece.boxed)]
    put += [*(block.left_out for block in document), "Anmerkung 1", "Anmerkung 2"]
    kept = [words_in(copy.body), *(row.words for row in copy.remarks if row.kind is RemarkKind.LEFT_OUT)]
    assert missing_words("\n".join(put), [copy.source]) == missing_words(copy.source, ["\n".join(put)]) == ()
    assert missing_words(copy.source, kept) == missing_words(" ".join(kept), [copy.source]) == ()


@given(documents())
def test_every_line_stands_where_it_was_put_with_its_marks(document: list[Block]) -> None:
    """Heads, items at their depth, quotations, cells and boxes come in order, each letter with its emphasis."""
    assert list(found(read_word(as_file(document), "x.docx"))) == list(expected(document))


@given(documents())
@settings(max_examples=50)
def test_another_reader_of_word_files_sees_no_letter_that_we_do_not(document: list[Block]) -> None:
    """Mammoth, which knows nothing of us, is the witness that our list of all words is whole."""
    data = as_file([*document, Block(xml=paragraph("Bread."), lines=())])
    seen = mammoth.extract_raw_text(io.BytesIO(data)).value
    theirs = Counter(sign for sign in seen if sign.isalnum())
    assert Counter("Bread") <= theirs <= Counter(read_word(data, "x.docx").source)


@given(documents())
@settings(max_examples=50)
def test_every_word_is_in_the_manuscript_or_in_the_account(document: list[Block]) -> None:
    """The same law for the whole way to the files: nothing is lost between the copy and the manuscript."""
    inside = "".join(block.xml for block in document)
    data = word_file(f"{paragraph('The price of bread', style='Titel')}{inside}{paragraph('It rose.')}")
    taken = import_files([Arrival(name="x.docx", data=data)], today=dt.date(2026, 1, 21))
    assert taken.report.lost == ()
