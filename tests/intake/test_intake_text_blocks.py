"""Bytes to blocks: decoding, cleaning, hard-wrapped lines."""

from __future__ import annotations

import pytest

from pamphlet.diagnostics import Refused
from pamphlet.intake.text.blocks import is_hard_wrapped, read_blocks

WRAPPED = """\
The mayor of the town had a house on the hill, from which he could
see the market and the queue before the baker’s door, and on most
mornings he did not look.

They asked for three things, and wrote them on a sheet of paper:
- bread at the price of the year before, for all who could show
  that they worked
- a market on Saturday
The mayor read it twice. He was a slow reader in those years and
– as his wife said – a slower thinker, and it was the summer of
46. He said nothing at all about it, neither then nor in the long
winter which came after.
"""


def texts(data: bytes | str) -> list[str]:
    """The texts of the blocks of a file."""
    raw = data.encode() if isinstance(data, str) else data
    return [block.text for block in read_blocks(raw, "article.txt").blocks]


def said(data: bytes) -> str:
    """Everything that was remarked on while a file was read."""
    return "\n".join(remark.text for remark in read_blocks(data, "article.txt").remarks)


def test_a_paragraph_a_line() -> None:
    """Without hard wrapping each line is a block, empty lines are none, and lines are numbered from 1."""
    blocks = read_blocks(b"One.\n\nTwo.\r\nThree.\rFour.", "article.txt").blocks
    assert [(block.line, block.text) for block in blocks] == [(1, "One."), (3, "Two."), (4, "Three."), (5, "Four.")]


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    """The mark that Windows puts in front of UTF-8 and of UTF-16 is not a character of the first word."""
    assert texts("\ufeffBread".encode()) == ["Bread"]
    assert texts("Brød".encode("utf-16")) == ["Brød"]


def test_windows_1252_is_read_and_said() -> None:
    """A file that is not UTF-8 is read as Windows-1252, and the report says so."""
    data = "“Bread” – the workers’ façade".encode("cp1252")
    assert texts(data) == ["“Bread” – the workers’ façade"]
    assert "Windows-1252" in said(data)


def test_bytes_that_are_no_character_are_shown_and_asked_about() -> None:
    """What Windows-1252 does not know either becomes a visible sign, never nothing."""
    assert texts(b"br\x81ad \xe9") == ["br\ufffdad é"]
    assert "could not be read" in said(b"br\x81ad \xe9")


def test_letters_are_composed() -> None:
    """A letter and its accent, typed as two characters, become one."""
    assert texts("fac\u0327ade") == ["façade"]


def test_fixed_spaces_and_unseen_characters_are_counted() -> None:
    """Non-breaking spaces become spaces, soft hyphens and controls go, and the report counts them."""
    data = "5\u00a0p a\u00adloaf\u200b\x07".encode()
    assert texts(data) == ["5 p aloaf"]
    assert "1 non-breaking space made" in said(data)
    assert "3 unseen characters, each taken out" in said(data)


@pytest.mark.parametrize("data", [b"", b" \n\n", b"* * *\n--\n"])
def test_a_file_without_words_is_refused(data: bytes) -> None:
    """There is no manuscript without a word."""
    with pytest.raises(Refused) as refused:
        read_blocks(data, "article.txt")
    assert [finding.slug for finding in refused.value.findings] == ["import-empty"]


def test_hard_wrapped_lines_are_joined() -> None:
    """Lines of one width are joined up to an empty line; items keep to themselves.

    A dash or a number that happens to open a line in the middle of a sentence opens no item.
    """
    first, *items, last = texts(WRAPPED)
    assert first.endswith("see the market and the queue before the baker’s door, and on most mornings he did not look.")
    assert items == [
        "They asked for three things, and wrote them on a sheet of paper:",
        "- bread at the price of the year before, for all who could show that they worked",
        "- a market on Saturday",
    ]
    assert "in those years and – as his wife said – a slower thinker, and it was the summer of 46. He said" in last


def test_short_paragraphs_are_not_taken_for_wrapped_lines() -> None:
    """Many short lines that each end a sentence are paragraphs: joining them would make one of all."""
    lines = [f"It was the {number}th day, and there was no bread." for number in range(4, 20)]
    assert not is_hard_wrapped(lines)
    assert texts("\n".join(lines)) == lines


def test_a_hyphen_at_a_line_end_is_kept_and_asked_about() -> None:
    """Whether `sev-eral` is one word or two, nobody but a person knows."""
    file = read_blocks(WRAPPED.replace("he could\nsee the market", "he might have co-\nvered the market").encode(), "a")
    assert "might have co-vered the market" in file.blocks[0].text
    assert [(remark.line, remark.text) for remark in file.remarks[1:]] == [(1, "is the hyphen right in “co-vered”?")]


def test_title_subtitle_and_byline_need_no_empty_line_between_them() -> None:
    """Above hard-wrapped text, lines that were left short are blocks of their own."""
    found = texts(f"Bread and the Mayor\nA petition and its end\nBy Jane Doe\n\n{WRAPPED}")
    assert found[:3] == ["Bread and the Mayor", "A petition and its end", "By Jane Doe"]


def test_quoted_lines_are_joined_without_their_signs() -> None:
    """`>` at the start of each wrapped line is one quotation; a line with the sign alone parts paragraphs."""
    quoted = "> We were cold, and we were hungry, and nobody had told us why we\n> had come.\n>\n> It was late.\n"
    assert texts(f"{WRAPPED}\n{quoted}")[-2:] == [
        "> We were cold, and we were hungry, and nobody had told us why we had come.",
        "> It was late.",
    ]


def test_numbered_notes_below_one_another_are_parted() -> None:
    """In wrapped text `[2]` at the start of a line opens a note if the lines before belong to `[1]`."""
    notes = "[1] The Courier of the third of May, which had it from a sailor who\nhad it from a cook.\n[2] The same.\n"
    assert texts(f"{WRAPPED}\n{notes}")[-2:] == [
        "[1] The Courier of the third of May, which had it from a sailor who had it from a cook.",
        "[2] The same.",
    ]
