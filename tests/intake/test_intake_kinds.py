"""Every block of a text gets its kind, and look-alikes do not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pamphlet.intake.text.blocks import read_blocks
from pamphlet.intake.text.kinds import Classification, Kind, classify
from pamphlet.intake.text.note_calls import CallStyle

LONG = "The price of bread rose in the spring of that year, and nobody in the town could say why it had."
ARTICLE = Path(os.environ.get("PAMPHLET_ARTICLE", Path(__file__).parents[3] / "shared/articles/new-course.txt"))

# The article's blocks by line; what is not listed is a paragraph.
ARTICLE_KINDS = {
    1: Kind.BYLINE,
    3: Kind.EDITORIAL,
    **dict.fromkeys((8, 14, 20, 27, 34), Kind.SUBHEAD),
    44: Kind.BACK_HEAD,
    **dict.fromkeys(range(45, 51), Kind.FATE),
    51: Kind.BACK_PARAGRAPH,
}


def classified(*lines: str) -> Classification:
    """The kinds of a text whose paragraphs are lines."""
    return classify(read_blocks("\n".join(lines).encode(), "article.txt").blocks)


def kinds(*lines: str) -> list[Kind]:
    """The kind of each line."""
    return [block.kind for block in classified(*lines).blocks]


def kind_within(line: str, before: str = LONG, after: str = LONG) -> Kind:
    """The kind of a line in the middle of an article."""
    return kinds("By Jane Doe", LONG, before, line, after, LONG + " And so on.")[3]


@pytest.mark.skipif(not ARTICLE.exists(), reason="the real article is not here (set PAMPHLET_ARTICLE)")
def test_every_line_of_a_real_article_has_its_kind() -> None:
    """All 51 lines of the article are classified as a careful reader did by hand."""
    found = classify(read_blocks(ARTICLE.read_bytes(), ARTICLE.name).blocks)
    assert {block.line: block.kind for block in found.blocks} == {
        line: ARTICLE_KINDS.get(line, Kind.PARAGRAPH) for line in range(1, 52)
    }


def test_title_and_byline() -> None:
    """A short first line above a byline is the title, a line between them the subtitle."""
    assert kinds("Bread and the Poor", "By Jane Doe", LONG) == [Kind.TITLE, Kind.BYLINE, Kind.PARAGRAPH]
    assert kinds("Bread and the Poor", "A petition and its end", "By Jane Doe", LONG)[:3] == [
        Kind.TITLE,
        Kind.SUBTITLE,
        Kind.BYLINE,
    ]


def test_a_title_that_reads_like_a_byline() -> None:
    """Of two lines that could be the byline, the first is the title."""
    assert kinds("By Any Means Necessary", "By Jane Doe", LONG)[:2] == [Kind.TITLE, Kind.BYLINE]


def test_a_title_without_a_byline() -> None:
    """A short first line in front of a paragraph is the title; a bare name below it is the author."""
    assert kinds("Bread and the Poor", LONG) == [Kind.TITLE, Kind.PARAGRAPH]
    assert kinds("Bread and the Poor", "Jane Doe", LONG)[:2] == [Kind.TITLE, Kind.BARE_BYLINE]
    assert kinds("Bread and the Poor", "A petition and its end", LONG)[:2] == [Kind.TITLE, Kind.SUBTITLE]
    assert kinds("Bread and the Poor", "It was cold that spring.", LONG)[:2] == [Kind.TITLE, Kind.PARAGRAPH]


@pytest.mark.parametrize(
    "line", ["21 March 1924", "Photo: Jane Doe", "[Translated by Jane Doe]", "The price rose.", "- bread"]
)
def test_no_titles(line: str) -> None:
    """A date, a credit, a bracketed line, a sentence and an item at the top are no title."""
    assert kinds(line, "By Jane Doe", LONG)[0] is not Kind.TITLE
    assert kinds(line, LONG)[0] is not Kind.TITLE


def test_nothing_at_the_top_is_a_title_where_nothing_follows() -> None:
    """Lines too short to be a text are left what they are."""
    assert Kind.TITLE not in kinds("Bread and the Poor")
    assert Kind.TITLE not in kinds("Bread and the Poor", "Bread", "Butter")
    assert Kind.TITLE not in kinds("Bread and the Poor", "Bread")


@pytest.mark.parametrize(
    "line", ["The price of bread", "Old-Timers", "1840", "“No bread!”", "Who paid?", "Ökonomie", "Хлеб и цены"]
)
def test_subheads(line: str) -> None:
    """A short line without a closing stop in front of a paragraph is a subhead."""
    assert kind_within(line) is Kind.SUBHEAD


@pytest.mark.parametrize(
    "line",
    [
        "It was late.",
        "They asked for:",
        "“It was late.”",
        "the price of bread",
        "Photo: Jane Doe",
        "Photograph courtesy of the museum",
        "21 March 1924",
        "March 21, 1924",
        "2 of 14",
        "Page 7",
        "www.example.org",
        "Who was it that had paid for this?",
        "One two three four five six seven eight nine ten",
    ],
)
def test_no_subheads(line: str) -> None:
    """Short sentences, credits, dates, counters, addresses and long questions are paragraphs."""
    assert kind_within(line) is Kind.PARAGRAPH


def test_a_subhead_needs_its_neighbours() -> None:
    """A short line without a paragraph behind it, or behind a scrap, heads nothing."""
    assert kind_within("The price of bread", after="It rose.") is Kind.PARAGRAPH
    assert kind_within("The price of bread", before="Well, well.") is Kind.PARAGRAPH


def test_a_page_number_in_the_middle_of_a_sentence() -> None:
    """A number between a broken sentence and its rest is what is left of a page, not a head."""
    assert kind_within("7", before=LONG[:-1] + " and then") is Kind.PARAGRAPH


def test_speakers_are_no_subheads() -> None:
    """The same short line again and again is the name of a speaker."""
    assert kinds("By Jane Doe", LONG, "Courier", LONG + " One.", "Roe", LONG + " Two.", "Courier", LONG)[2] is (
        Kind.PARAGRAPH
    )


def test_breaks() -> None:
    """A line of signs is a break."""
    for line in ("***", "* * *", "---", "⁂", "#", "•"):
        assert kind_within(line) is Kind.BREAK


def test_lines_in_brackets() -> None:
    """A line that stands in square brackets as a whole is somebody else's word on the article."""
    assert kind_within("[The full text can be read here.]") is Kind.EDITORIAL
    assert kind_within("[1] and so on to [2]") is Kind.PARAGRAPH


def test_lists() -> None:
    """Two items in a row are a list; one line with a dash is a sentence."""
    assert kinds("By Jane Doe", LONG, "- bread", "- butter", LONG)[2:4] == [Kind.BULLET, Kind.BULLET]
    assert kinds("By Jane Doe", LONG, "1. bread", "2. butter", LONG)[2:4] == [Kind.NUMBERED, Kind.NUMBERED]
    assert kind_within("• bread") is Kind.BULLET
    assert kind_within("– that is what she said.") is Kind.PARAGRAPH
    assert kind_within("1. It was late, and the market was closed.") is Kind.PARAGRAPH
    assert kinds("By Jane Doe", LONG, "* bread", "- butter", LONG)[2:4] == [Kind.PARAGRAPH, Kind.PARAGRAPH]


def test_numbered_subheads() -> None:
    """Numbers that do not follow one another head the parts of the text."""
    assert kinds("By Jane Doe", LONG, "1. Bread", LONG + " One.", "2. Butter", LONG)[2] is Kind.SUBHEAD


def test_quotations() -> None:
    """A quotation with its source, in one line or two, and lines marked as in a letter."""
    assert kind_within("“We want bread.” – Mary Poe, Letters") is Kind.ATTRIBUTED
    assert kinds("By Jane Doe", LONG, "“We want bread.”", "– Mary Poe", LONG)[2:4] == [
        Kind.QUOTATION,
        Kind.ATTRIBUTION,
    ]
    assert kind_within("> We want bread.") is Kind.QUOTATION


def test_no_quotations() -> None:
    """A sentence that begins with words in quotation marks goes on after a dash."""
    assert kind_within("“Bread!” – and off they went, all of them.") is Kind.PARAGRAPH
    assert kind_within("“Bread,” she said, “and soon” – Mary Poe was tired.") is Kind.PARAGRAPH


def test_the_notes_may_be_people() -> None:
    """`Notes – …` in front of lines `Name – …` heads a list of people; its last line closes it."""
    found = kinds(
        "By Jane Doe",
        LONG,
        LONG,
        "Notes – what became of those who are named.",
        "Mary Poe – transported.",
        "Jane Doe and John Roe – both hanged.",
        "Their children were never found.",
    )
    assert found[3:] == [Kind.BACK_HEAD, Kind.FATE, Kind.FATE, Kind.BACK_PARAGRAPH]


@pytest.mark.parametrize(
    "line",
    [
        "Sources say that the bread was there all the time.",
        "Sources: the mayor, and nobody else.",
        "Note: the figures are those of the year before.",
        "Notes were taken.",
        "Note-taking was forbidden in the hall.",
        "notes",
    ],
)
def test_no_heads_of_back_matter(line: str) -> None:
    """A sentence that begins with such a word, in the second half of the text, is a sentence."""
    assert kinds("By Jane Doe", LONG, LONG, line, LONG)[3] is Kind.PARAGRAPH


def test_a_head_word_needs_the_second_half_or_a_list() -> None:
    """`Sources` early in a text about a river heads a part of the text, at the end it heads the sources."""
    assert kinds("By Jane Doe", LONG, "Sources", LONG, LONG, LONG, LONG)[2] is Kind.SUBHEAD
    assert kinds("By Jane Doe", LONG, LONG, "Sources", "The Courier, 1840.")[3:] == [
        Kind.BACK_HEAD,
        Kind.BACK_PARAGRAPH,
    ]
    notes = [f"[{number}] The Courier, 1840." for number in range(1, 9)]
    assert kinds("By Jane Doe", LONG + "".join(f"[{number}]" for number in range(1, 9)), "Notes", *notes)[2:] == [
        Kind.BACK_HEAD,
        *[Kind.NOTE] * 8,
    ]


def test_terms_are_no_people() -> None:
    """Single words with a dash, below `Notes`, explain terms; the list is kept as it is."""
    found = kinds("By Jane Doe", LONG, LONG, "Notes", "Peck – a measure of flour.", "Boll – six bushels.")
    assert found[3:] == [Kind.BACK_HEAD, Kind.BACK_PARAGRAPH, Kind.BACK_PARAGRAPH]
    titled = kinds("By Jane Doe", LONG, LONG, "Who’s who", "Poe – transported.", "Roe – hanged.")
    assert titled[3:] == [Kind.BACK_HEAD, Kind.FATE, Kind.FATE]


def test_numbers_at_the_end_are_notes_only_if_they_are_called() -> None:
    """The same last lines are notes or a list, as the text calls them or does not."""
    last = ("[1] The Courier, 1840.", "[2] The same.")
    called = classified("By Jane Doe", LONG + "[1]", LONG + " [2]", *last)
    assert [block.kind for block in called.blocks[3:]] == [Kind.NOTE, Kind.NOTE]
    assert called.calls is CallStyle.BRACKETS
    assert kinds("By Jane Doe", LONG + "[1]", LONG, *last)[3:] == [Kind.NUMBERED, Kind.NUMBERED]
    assert kinds("Bread [1]", "By Jane Doe", LONG, LONG, last[0])[4] is Kind.PARAGRAPH
    assert kinds("By Jane Doe", LONG, LONG, "Notes", *last)[4:] == [Kind.NUMBERED, Kind.NUMBERED]


def test_several_parts_behind_the_text() -> None:
    """Each head word begins a part; breaks and items in it stay what they are."""
    found = kinds(
        "By Jane Doe", LONG + "[1]", LONG, "Notes", "[1] The Courier, 1840.", "Further reading", "- One", "- Two", "***"
    )
    assert found[3:] == [Kind.BACK_HEAD, Kind.NOTE, Kind.BACK_HEAD, Kind.BULLET, Kind.BULLET, Kind.BREAK]
