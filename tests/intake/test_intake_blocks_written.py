"""Laws of blocks: whatever holds whatever in an article does so in the manuscript."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pamphlet.diagnostics import Diagnostics, Source
from pamphlet.intake import blocks as written
from pamphlet.intake import markdown
from pamphlet.intake.article import Note
from pamphlet.intake.runs import LineEnd, NoteCall, Run, Words, plain
from pamphlet.manuscript import document
from pamphlet.manuscript.passage import Passage
from pamphlet.manuscript.reader import Reader, Reading
from pamphlet.manuscript.traversal import plain_text

WORDS = (
    st.text("ab1 |*#>+=:.)(", min_size=1, max_size=6)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: any(map(str.isalnum, text)) and "..." not in text)
)
RUNS = WORDS.map(lambda text: (Words(text=text),))
LINES: st.SearchStrategy[Run] = st.builds(
    lambda first, second: (Words(text=first), LineEnd(), Words(text=second), NoteCall(label="n")), WORDS, WORDS
)


def tuples(of: st.SearchStrategy[object], least: int = 1, most: int = 3) -> st.SearchStrategy[tuple[object, ...]]:
    """A few of these."""
    return st.lists(of, min_size=least, max_size=most).map(tuple)


PARAGRAPHS = st.builds(written.Paragraph, line=st.just(1), words=st.one_of(RUNS, LINES))
FIGURES = st.builds(
    written.Figure, line=st.just(1), picture=st.just("a.png"), description=WORDS, caption=st.one_of(st.just(()), RUNS)
)
TABLES = st.integers(1, 3).flatmap(
    lambda width: st.builds(
        written.Table,
        line=st.just(1),
        head=tuples(RUNS, width, width),
        rows=tuples(tuples(RUNS, width, width), 0),
    )
)
VERSES = st.builds(
    written.Verse, line=st.just(1), stanzas=tuples(st.one_of(RUNS, LINES)), attribution=st.one_of(st.just(()), RUNS)
)
BREAKS = st.builds(written.Break, line=st.just(1))
LEAVES = st.one_of(PARAGRAPHS, PARAGRAPHS, FIGURES, TABLES, VERSES, BREAKS)


def containers(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Blocks that hold others."""
    several = tuples(inner)
    return st.one_of(
        st.builds(written.ItemList, line=st.just(1), start=st.sampled_from([None, 1, 9]), items=tuples(several)),
        st.builds(written.Quotation, line=st.just(1), blocks=several, attribution=st.one_of(st.just(()), RUNS)),
        st.builds(written.Division, line=st.just(1), kind=st.sampled_from(["box", "questions"]), blocks=several),
        st.builds(
            written.DefinitionList,
            line=st.just(1),
            entries=tuples(st.builds(written.Definition, term=RUNS, passages=tuples(several, 1, 2)), 1, 2),
        ),
    )


BLOCKS = st.recursive(LEAVES, containers, max_leaves=6)
SEVERAL = tuples(BLOCKS)


def read(text: str) -> Reading:
    """Markdown as the manuscript's reader understands it, which must find nothing wrong."""
    diagnostics = Diagnostics()
    reading = Reader("en-GB", "double", diagnostics).read(Passage.whole(Source(name="a.md", text=text)), "a")
    assert list(diagnostics) == [], text
    return reading


def shapes(members: tuple[written.Block, ...]) -> tuple[object, ...]:
    """Blocks as tuples; definitions behind definitions are one list."""
    made: list[tuple[object, ...]] = []
    for found in map(shape, members):
        if made and made[-1][0] == found[0] == "Definitions":
            made[-1] += found[1:]
        else:
            made.append(found)
    return tuple(made)


def shape(block: written.Block) -> tuple[object, ...]:
    """A block as nested tuples of words."""
    match block:
        case written.Paragraph():
            return ("Paragraph", one_line(block.words))
        case written.Figure():
            return ("Figure", block.picture, block.description, one_line(block.caption))
        case written.Table():
            return ("Table", *(tuple(map(one_line, row)) for row in (block.head, *block.rows)))
        case written.Verse():
            return ("verse", *(("Paragraph", one_line(stanza)) for stanza in block.stanzas), *said(block.attribution))
        case written.Break():
            return ("Break",)
        case written.ItemList():
            return ("List", block.start, *map(shapes, block.items))
        case written.Quotation():
            return ("Quotation", *shapes(block.blocks), *said(block.attribution))
        case written.Division():
            return (block.kind, *shapes(block.blocks))
        case written.DefinitionList():
            return ("Definitions", *(definition(entry) for entry in block.entries))
        case _:
            raise AssertionError(block)


def definition(entry: written.Definition) -> object:
    """A definition as nested tuples."""
    return (one_line(entry.term), *map(shapes, entry.passages))


def said(attribution: Run) -> tuple[object, ...]:
    """Who is quoted, as a tuple that may be empty."""
    return (("Attribution", one_line(attribution)),) if attribution else ()


def one_line(run: Run) -> str:
    """The words of a run, its calls not."""
    return plain(run)


def shape_read(block: document.Block) -> object:
    """What the manuscript's reader found, as such tuples."""
    match block:
        case document.Paragraph():
            return ("Paragraph", plain_text(block.children))
        case document.Attribution():
            return ("Attribution", plain_text(block.children))
        case document.Figure():
            name = block.image.removeprefix("images/")
            return ("Figure", name, block.description, plain_text(block.caption))
        case document.Table():
            return ("Table", *(tuple(plain_text(cell.children) for cell in row) for row in (block.head, *block.rows)))
        case document.Break():
            return ("Break",)
        case document.BulletList():
            return ("List", None, *(tuple(map(shape_read, item.children)) for item in block.items))
        case document.OrderedList():
            return ("List", block.start, *(tuple(map(shape_read, item.children)) for item in block.items))
        case document.Quotation():
            return ("Quotation", *map(shape_read, block.children))
        case document.Division():
            return (block.kind, *map(shape_read, block.children))
        case document.DefinitionList():
            return (
                "Definitions",
                *(
                    (plain_text(entry.term), *(tuple(map(shape_read, each)) for each in entry.passages))
                    for entry in block.entries
                ),
            )
        case _:
            raise AssertionError(block)


@settings(deadline=None, max_examples=120)
@given(SEVERAL)
def test_blocks_come_through(members: tuple[written.Block, ...]) -> None:
    """Lists in quotations, tables in boxes, verse in items: all are read as they were."""
    assert list(map(shape_read, read(markdown.blocks(members)).blocks)) == list(shapes(members))


@settings(deadline=None)
@given(SEVERAL, PARAGRAPHS)
@example(  # a break alone under the other mark of a list would be read as `* * * *`
    members=(
        written.ItemList(line=1, start=None, items=((written.Break(line=1),),)),
        written.ItemList(line=1, start=None, items=((written.Break(line=1),),)),
    ),
    second=written.Paragraph(line=1, words=(Words(text="1"),)),
)
def test_notes_hold_blocks(members: tuple[written.Block, ...], second: written.Paragraph) -> None:
    """Whatever a note holds is read as that note's, and the next note begins behind it."""
    notes = (Note(line=1, label="1", blocks=members), Note(line=1, label="2", blocks=(second,)))
    reading = read("\n\n".join(markdown.note(note) for note in notes) + "\n")
    assert [list(map(shape_read, note.blocks)) for note in reading.notes] == [list(shapes(members)), [shape(second)]]
