"""Comments to the sub-editor: where they stand, what they are about, and that nothing of them is printed."""

from __future__ import annotations

import pytest

from pamphlet.diagnostics import Diagnostics, Source
from pamphlet.manuscript.passage import Passage
from pamphlet.manuscript.reader import Reader
from pamphlet.manuscript.traversal import plain_text, runs


@pytest.mark.parametrize(
    ("text", "marks", "words"),
    [
        ("It *rose*.<!-- check: ok x --> So.", [("ok x", "It *rose*.<!-- check: ok x --> So.")], "It rose. So."),
        ("<!-- check: ok x -->\nIt\nrose.\n\nSo.", [("ok x", "It\nrose.")], "It rose. So."),
        (
            "<!--check:a-->\n<!-- check: b -->\n\n- It\n- rose",
            [("a", "- It\n- rose"), ("b", "- It\n- rose")],
            "It rose",
        ),
        ("<!-- check: a --> <!-- check: b -->\n## It", [("a", "## It"), ("b", "## It")], "It"),
        ("> <!-- check: a -->\n> It\n\nrose", [("a", "> It")], "It rose"),
        ("It\n\n<!-- check: a -->", [("a", "")], "It"),
        ("| A <!-- check: a --> | B |\n|---|---|\n| c | d |", [("a", "A <!-- check: a -->")], "A  B c d"),
        ("It <!-- check:\nok x\nbecause so --> rose.", [("ok x\nbecause so", None)], "It  rose."),
        ("<!-- checked: a --> It", [], ""),
        ("`<!-- check: a -->`", [], "<!-- check: a -->"),
    ],
)
def test_a_mark_knows_what_it_is_about(text: str, marks: list[tuple[str, str | None]], words: str) -> None:
    """Among words it is about those; on a line of its own, about the block that follows."""
    source = Source(name="a.md", text=text)
    reader = Reader("en-GB", "single", Diagnostics())
    reading = reader.read(Passage.whole(source), "a")
    found = [(mark.text, text[mark.scope.start : mark.scope.end]) for mark in reader.marks]
    assert found == [(said, text if scope is None else scope) for said, scope in marks]
    assert all(text[mark.span.start : mark.span.end].startswith("<!--") for mark in reader.marks)
    assert all(text[mark.span.start : mark.span.end].endswith("-->") for mark in reader.marks)
    assert " ".join(plain_text(run.children) for run in runs(reading.blocks)) == words
