"""The prose of a manuscript: the words as they are read, and the way back to the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.desk.gathering import look_at
from pamphlet.desk.prose import Prose, Where, quotations
from pamphlet.desk.quotations import sparing_quotations
from pamphlet.desk.view import Coverage
from pamphlet.diagnostics import Diagnostics, style
from pamphlet.manuscript.assembly import read_manuscript
from pamphlet.workspace import MemoryFolder

SETTINGS = 'title = "Bread"\nauthors = ["Jane Doe"]\ndate = 2024-01-21\n'


def prose_of(body: str, **files: str) -> tuple[Prose, ...]:
    """All prose of a manuscript with one chapter, without its title page."""
    named = {"pamphlet.toml": SETTINGS, "body/a.md": body}
    named |= {name.replace("__", "/") + (".toml" if name == "fates" else ".md"): text for name, text in files.items()}
    folder = MemoryFolder(named)
    manuscript = read_manuscript(folder, Diagnostics())
    assert manuscript is not None
    view = look_at(manuscript, folder, Coverage(upright=frozenset(), italic=frozenset()))
    return tuple(each for each in view.prose if each.where is not Where.TITLE_PAGE)


def source_of(prose: Prose, words: str) -> str:
    """What stands in the file where some words of the prose stand."""
    start = prose.text.index(words)
    span = prose.span(start, start + len(words))
    return span.source.text[span.start : span.end]


def test_words_are_joined_across_markup_and_lead_back_to_it() -> None:
    """What the reader sees as one line is one text, and each part of it has its place to the letter."""
    body = 'It *rose*\ntwice --- \\*so* [he]{person=none} "said".[^n] And &amp; `x  y`.\n\n[^n]: He did.\n'
    (first, _) = prose_of(body)
    assert first.text == "It rose twice — *so* he ‘said’. And & x  y."
    assert source_of(first, "rose twice") == "rose*\ntwice"
    assert source_of(first, "—") == "---"
    assert source_of(first, "*so") == "\\*so"
    assert source_of(first, "‘said’.") == '"said".'
    assert source_of(first, "&") == "&amp;"
    assert source_of(first, "x  y") == "`x  y`"
    assert [(call.at, call.label) for call in first.calls] == [(first.text.index(" And"), "n")]


@given(
    words=st.lists(
        st.sampled_from(
            ["bread", "*rye*", "[^n]", "--", "é́", "漢", '"', "'", "`a b`", "&amp;", "\\*", "**x y**", "<!-- c -->"]
        ),
        min_size=1,
        max_size=12,
    ),
    gaps=st.lists(st.sampled_from([" ", "\n", ""]), min_size=12, max_size=12),
    quoted=st.booleans(),
)
def test_every_word_leads_back_to_itself(words: list[str], gaps: list[str], *, quoted: bool) -> None:
    """A letter stands in the file where its span says, whatever stands around it, and spans follow one another."""
    text = "".join(word + gap for word, gap in zip(words, gaps, strict=False)).strip()
    body = "# Bread\n\nIt rose " + text + " so.\n"
    if quoted:
        body = body.replace("\n\n", "\n\n> ").replace("\n", "\n> ").removesuffix("> ")
    for prose in prose_of(body + "\n\n[^n]: A note.\n"):
        reached = 0
        for at, letter in enumerate(prose.text):
            span = prose.span(at, at + 1)
            assert span.start >= reached
            reached = span.start
            if letter.isalpha() and "`" not in span.source.text[span.start : span.end]:
                assert letter in span.source.text[span.start : span.end]


def test_what_is_left_out_leaves_one_space() -> None:
    """Two spaces with a note call or a comment between them are one to the reader; two side by side are two."""
    first, _ = prose_of("A [^n] note, <!-- so --> a comment,  a gap, a &#32;sign.\n\n[^n]: Yes.\n")
    assert first.text == "A note, a comment,  a gap, a  sign."


def test_where_words_stand() -> None:
    """Each run of words says what it is, in which section and whose language."""
    fates = '[[person]]\nname = "Ann"\nfate = "Baked."\nsource = "Her book."\n'
    body = (
        "# Bread\n\nText.\n\n> Said.\n>\n> — Ann\n\n::: {.verse lang=fr}\nPain\n:::\n\n"
        '![Map](images/a.svg "Seen")\n\n| Head |\n|---|\n| Cell |\n\nTerm\n: So.\n\n```\ncode\n```\n\n[^n]: Note.\n'
    )
    found = prose_of(body, fates=fates, back__chronology="# Dates\n\n1903\n: Rose.\n")
    assert [(each.text, each.where, each.role, each.language) for each in found] == [
        ("Bread", "head", "chapter", "en-GB"),
        ("Text.", "body", "chapter", "en-GB"),
        ("Said.", "quotation", "chapter", "en-GB"),
        ("Ann", "attribution", "chapter", "en-GB"),
        ("Pain", "verse", "chapter", "fr"),
        ("Seen", "caption", "chapter", "en-GB"),
        ("Head", "cell", "chapter", "en-GB"),
        ("Cell", "cell", "chapter", "en-GB"),
        ("Term", "term", "chapter", "en-GB"),
        ("So.", "body", "chapter", "en-GB"),
        ("code", "code", "chapter", "en-GB"),
        ("Dates", "head", "chronology", "en-GB"),
        ("1903", "term", "chronology", "en-GB"),
        ("Rose.", "body", "chronology", "en-GB"),
        ("Baked.", "fate", "", "en-GB"),
        ("Her book.", "source of a fate", "", "en-GB"),
        ("Note.", "note", "", "en-GB"),
    ]


def test_other_languages_addresses_and_people_are_marked() -> None:
    """Rules on English words keep off them."""
    body = "The [coup d’état]{lang=fr} of [Ann]{person=ann} is at <https://example.org/a> or mail ann@example.org."
    (prose,) = prose_of(body)
    assert [prose.text[each.start : each.end] for each in prose.foreign] == ["coup d’état"]
    assert prose.language_at(prose.text.index("coup")) == "fr"
    assert prose.language_at(0) == "en-GB"
    assert [prose.text[start:end] for start, end in prose.literal] == ["https://example.org/a", "ann@example.org"]
    assert [(prose.text[each.start : each.end], each.mark) for each in prose.persons] == [("Ann", "ann")]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “no” and “yes”.", ["“no”", "“yes”"]),
        ("The ‘workers’ party’ grew.", ["‘workers’ party’"]),
        ("The ‘Nepmen’s shop’ and ‘rules’ or ‘laws’.", ["‘Nepmen’s shop’", "‘rules’", "‘laws’"]),
        ("It was Jones’ shop, the boys’ too.", []),
        ("„So“ and «ainsi» or ‚so‘.", ["„So“", "«ainsi»", "‚so‘"]),
        ("‘He said “no” to it,’ she wrote.", ["‘He said “no” to it,’"]),
        ("“It goes on", ["“It goes on"]),
    ],
)
def test_quotations_are_what_stands_between_their_marks(text: str, quoted: list[str]) -> None:
    """Apostrophes end no quotation; the inner marks belong to the outer."""
    assert [text[start:end] for start, end in quotations(text)] == quoted


def test_a_fix_spares_what_is_not_seen() -> None:
    """No fix is made of words that a mark, a call or a line of a quotation parts in the file."""
    first, _ = prose_of("A *rye* loaf -- two  rolls.[^n] So\n\n[^n]: Yes.\n")
    for words, can in {
        "two  rolls": True,
        "rye loaf": False,
        "loaf – two": True,
        "rolls. So": False,
        "–": True,
    }.items():
        start = first.text.index(words)
        assert (first.fix(start, start + len(words), "x", certain=True) is not None) is can, words
    start = first.text.index("  rolls")
    fix = first.fix(start, start + 2, " ", certain=True)
    assert fix is not None
    assert source_of(first, "  ") == "  "
    assert (fix.edits[0].text, fix.certain) == (" ", True)


@pytest.mark.parametrize(
    ("body", "words", "instead", "stays"),
    [
        ("He wrote in 2021 of it.", "2021", "1921", True),
        ("He wrote “in 2021” of it.", "2021", "1921", False),
        ("> He wrote in 2021 of it.", "2021", "1921", False),
        ("He wrote ‘in  2021’ of it.", "  ", " ", True),
        ("He wrote “in 1920-21” of it.", "1920-21", "1920–21", True),
        ("He wrote “so.” And so on.", "And", "Or", True),
        ("He wrote “so.” And so on.", "”", "’", True),
        ("::: verse\nIt rose\n:::", "rose", "fell", False),
        ("It rose to 3", "3", "Three", True),
    ],
)
def test_no_fix_changes_the_words_of_a_quotation(body: str, words: str, instead: str, *, stays: bool) -> None:
    """Its spaces and marks may be changed, letters and digits not; the finding itself stays."""
    prose = prose_of(body)
    start = prose[0].text.index(words)
    fix = prose[0].fix(start, start + len(words), instead, certain=True)
    assert fix is not None
    finding = style("x", "so", prose[0].span(start, start + len(words)), fix=fix)
    (spared,) = sparing_quotations([finding], prose)
    assert (spared.fix == fix) is stays
    assert spared.message == "so"
