"""What no page shows is found and named with its place; what a page shows is never missed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import SETTINGS, Pages
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pamphlet.press.words_on_page import squeezed

PROSE = " ".join(["The bakers of Corn Street put up the price of a loaf."] * 8)
QUOTED = f"# Bread\n\n{PROSE}\n\n> Nobody sees these words.\n\n{PROSE}\n"


def found(pages: Pages) -> list[tuple[str, str]]:
    """The place and the words of each loss that was reported."""
    lost = [finding for finding in pages.findings if finding.slug != "endnote-long"]
    assert {finding.slug for finding in lost} <= {"words-off-page", "cover-full"}, pages.report
    return [(str(finding.span), finding.message.partition("“")[2].rstrip("”")) for finding in lost]


# -- what is lost ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "css",
    [
        "blockquote{margin-left:-200mm;margin-right:200mm}",
        "blockquote{position:relative;left:130mm}",
        "blockquote{position:absolute;top:300mm}",
        "blockquote{overflow:hidden;height:0}",
        "blockquote{overflow:hidden;width:1px}",
        "blockquote{visibility:hidden}",
        "blockquote{display:none}",
    ],
)
def test_words_that_nobody_sees_are_named(css: str, laid_out: Callable[..., Pages]) -> None:
    """Beside the page, below it, cut off or not painted: though most still stand in the text layer."""
    pages = laid_out({"body/01-bread.md": QUOTED}, css)
    assert found(pages) == [("manuscript/body/01-bread.md:5:3", "Nobody sees these words.")]


def test_a_line_that_is_cut_loses_only_its_end(laid_out: Callable[..., Pages]) -> None:
    """Of lines that run over the edge of the page those words are named that do, at the place of the first."""
    body = "# Bread\n\n" + "\\\n".join(f"Line {n} is whole up to here and {'x' * 20} off{n}" for n in range(3)) + "\n"
    pages = laid_out({"body/01-bread.md": body}, "p{white-space:pre;letter-spacing:1mm;hyphens:none}")
    lost = " ".join(f"{'x' * 20} off{n}" for n in range(3))
    assert found(pages) == [(f"manuscript/body/01-bread.md:3:{1 + body.splitlines()[2].index('xx')}", lost)]


def test_a_table_too_wide_is_named_cell_by_cell(laid_out: Callable[..., Pages]) -> None:
    """Each cell beyond the edge, in the head and in the rows, and none before it."""
    row = "|".join(f"reading{number}" for number in range(14))
    pages = laid_out({"body/01-bread.md": f"# Bread\n\n|{row}|\n|{'---|' * 14}\n|{row.upper()}|\n"})
    lost = found(pages)
    cells = [words for _, words in lost]
    assert 8 < len(cells) < 28
    heads, texts = cells[: len(cells) // 2], cells[len(cells) // 2 :]
    assert heads == [f"reading{number}" for number in range(14 - len(heads), 14)]
    assert texts == [head.upper() for head in heads]
    line, column = 3, 2 + row.index(heads[0])
    assert lost[0][0] == f"manuscript/body/01-bread.md:{line}:{column}"


def test_a_long_note_is_named_where_it_is_written(laid_out: Callable[..., Pages]) -> None:
    """Set on one line a note runs off the page, and the place is that in notes.md; in lines it is whole."""
    note = " ".join(f"word{number}" for number in range(900))
    files = {"body/01-bread.md": "# Bread\n\nIt rose.[^long]\n", "notes.md": f"[^long]: {note}\n"}
    assert found(laid_out(files)) == []
    ((place, words),) = found(laid_out(files, ".note p{white-space:nowrap}"))
    first = words.split()[0]
    assert 5 < int(first.removeprefix("word")) < 20
    assert place == f"manuscript/notes.md:1:{1 + files['notes.md'].index(first)}"


@pytest.mark.parametrize(
    ("setting", "slug"),
    [
        ('summary = "{long}"', "cover-full"),
        ('cover_line = "{long}"', "cover-full"),
        ('[imprint]\nstatement = "{long}"', "words-off-page"),
        ('[imprint]\npublisher = "{long}"', "cover-full"),
        ('[imprint]\nstatement = """\\\n{long}"""', "words-off-page"),
    ],
)
def test_covers_and_imprint_lose_nothing_either(setting: str, slug: str, laid_out: Callable[..., Pages]) -> None:
    """What pamphlet.toml says and no page has room for is an error at its place in that file."""
    written = setting.format(long="A statement of some length. " * 120)
    pages = laid_out({"pamphlet.toml": f"{SETTINGS}{written}\n", "body/01-bread.md": f"# Bread\n\n{PROSE}\n"})
    assert {finding.slug for finding in pages.findings} == {slug}
    assert pages.findings.has_errors
    line = SETTINGS.count("\n") + 1 + setting.count("\n") if slug == "words-off-page" else 1
    assert {place.rpartition(":")[0] for place, _ in found(pages)} == {f"manuscript/pamphlet.toml:{line}"}


def test_a_title_too_wide_for_the_cover_is_named(laid_out: Callable[..., Pages]) -> None:
    """A word that no line of the cover holds is lost there."""
    toml = SETTINGS.replace("Bread", "Brotpreiserhöhungsverordnung" * 3)
    assert found(laid_out({"pamphlet.toml": toml, "body/01-bread.md": f"# Bread\n\n{PROSE}\n"})) == [
        ("manuscript/pamphlet.toml:1:10", "Brotpreiserhöhungsverordnung" * 3)
    ]


def test_a_name_too_wide_for_the_index_is_named(laid_out: Callable[..., Pages]) -> None:
    """A person whose name runs out of the column is lost there, even if the text has the short form."""
    fates = f'[[person]]\nname = "Ann"\nsort = "Ann, {"of" * 90}"\n'
    pages = laid_out({"body/01-bread.md": "# Bread\n\nAnn rose.\n", "fates.toml": fates})
    assert [words[:5] for _, words in found(pages)] == ["Ann, "]
    assert str(next(iter(pages.findings)).span).startswith("manuscript/fates.toml:2:")


# -- what is not lost ------------------------------------------------------------------------


@pytest.mark.parametrize("padding", range(6))
def test_short_lines_over_the_end_of_a_page_are_seen(padding: int, laid_out: Callable[..., Pages]) -> None:
    """Verses of a word a line, wherever the page ends between them."""
    verse = "Up!\nGo!\nNo!\nSo!\nAh!\nOh!"
    stanzas = "\n\n".join([f"::: verse\n{verse}\n:::"] * 12)
    pages = laid_out({"body/01-bread.md": f"# Bread\n\n{stanzas}\n"}, f"h1{{padding-top:{padding * 13.5}pt}}")
    assert found(pages) == []


def test_tables_over_the_end_of_a_page_are_seen(laid_out: Callable[..., Pages]) -> None:
    """Rows whose cells go on side by side on the next page, and a head that is set again there."""
    rows = "\n".join(f"| {PROSE} {PROSE} | {number} {PROSE} |" for number in range(6))
    files = {"body/01-bread.md": f"# Bread\n\n| What | Why |\n|---|---|\n{rows}\n"}
    assert found(laid_out(files, "tr{break-inside:auto}")) == []


def test_what_is_set_otherwise_than_written_is_seen(laid_out: Callable[..., Pages]) -> None:
    """Ligatures, small capitals, soft and hard hyphens, bound spaces, figures raised and old, accents apart."""
    body = (
        "# The office of Straße\n\n## Waffle office efficient\n\n"
        "Affluent first flight, office fjord. [NEP and Straße]{.smallcaps} J. R. R. Smith said so.[^a]\n\n"
        "Hand\u00adicraft and well\u2010known co-op 1917\u20131924, e\u0301tude cafe\u0301, 10\u00a0000 ½ № 3² …\n\n"
        f"{'Verwaltungsvereinfachungsmaßnahmen ' * 30}\n\n{'supercalifragilistic' * 40}\n\n"
        "    code   with    spaces\n    and  ‐ hyphens - in it\n\n[^a]: So he did.[so]{lang=fr}\n"
    )
    assert found(laid_out({"body/01-bread.md": body})) == []


WORD = st.text(alphabet="aàâbcçdeéêfghiïjklmnoôpqrstuùvwxyzñöüßæøłšž", min_size=1, max_size=18)
MARK = st.sampled_from(["", "", "", ",", ".", ";", "?", "!", "…", "-", "\u00ad", "\u2010", "’", "\u00a0", " –"])
PARAGRAPH = st.lists(st.tuples(WORD, MARK), min_size=1, max_size=120).map(
    lambda words: " ".join(
        word.capitalize() if place % 7 == 0 else word + mark for place, (word, mark) in enumerate(words)
    )
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(paragraphs=st.lists(PARAGRAPH, min_size=1, max_size=12), kind=st.sampled_from(["", "- ", "> ", "## ", "[^n]: "]))
def test_no_words_are_missed(paragraphs: list[str], kind: str, laid_out: Callable[..., Pages]) -> None:
    """Whatever the words, as paragraphs, items, quotations, heads or a note: the theme loses none of them."""
    text = "\n\n".join(f"{kind}{paragraph}" if kind != "[^n]: " else paragraph for paragraph in paragraphs)
    if kind == "[^n]: ":
        text = "Read on.[^n]\n\n[^n]: " + text.replace("\n\n", "\n\n    ")
    assert found(laid_out({"body/01-bread.md": f"# Bread\n\nIt rose.\n\n{text}\n\nThe end.\n"})) == []


@given(st.text(max_size=40), st.text(max_size=40))
def test_letters_do_not_depend_on_where_a_line_ends(one: str, other: str) -> None:
    """Lines compared one by one or together are the same; only spaces, hyphens and capitals do not count."""
    assert squeezed(f"{one}\n{other}") == squeezed(one) + squeezed(other)
    assert squeezed("Of\ufb01ce \u00ad\u2010\u2011-\ufffe\x02") == "office"
