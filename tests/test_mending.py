"""Fixes in files: only what is chosen changes, and not one byte more."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pamphlet.diagnostics import Diagnostic, Edit, Fix, Source, style
from pamphlet.mending import chosen_fixes, mend, with_edits, write
from pamphlet.workspace import DiskFolder, FileProblem, MemoryFolder, decode_source

TEXT = st.text(alphabet="ab \té́漢𓀀\n\r\ufeff", max_size=30)


def source_of(data: bytes, name: str = "manuscript/body/a.md") -> Source:
    """The source that is read from the bytes."""
    return decode_source(name, data)


def finding(
    source: Source, start: int, end: int, text: str, *, certain: bool = True, slug: str = "space"
) -> Diagnostic:
    """A finding with a fix of one place."""
    fix = Fix(edits=(Edit(span=source.span(start, end), text=text),), certain=certain)
    return style(slug, "so", source.span(start, end), fix=fix)


@given(TEXT, st.booleans(), st.data())
def test_an_edit_changes_its_place_and_nothing_else(text: str, mark: bool, data: st.DataObject) -> None:  # noqa: FBT001
    """Whatever the line ends, and with or without a byte order mark: what was read from the file before is edited."""
    raw = (b"\xef\xbb\xbf" if mark else b"") + text.encode()
    source = source_of(raw)
    start = data.draw(st.integers(0, len(source.text)))
    end = data.draw(st.integers(start, len(source.text)))
    assume("\n" not in source.text[start:end])
    after = with_edits(raw, source, [Edit(span=source.span(start, end), text="X")])
    assert source_of(after).text == source.text[:start] + "X" + source.text[end:]
    kept = source.text[start:end].encode()
    assert len(after) == len(raw) - len(kept) + 1
    place = after.index(b"X")
    assert raw == after[:place] + kept + after[place + 1 :]


def test_a_line_end_of_two_characters_is_replaced_whole() -> None:
    """No half of it is left behind."""
    raw = b"a\r\nb\r\nc"
    source = source_of(raw)
    edits = [Edit(span=source.span(1, 2), text=" "), Edit(span=source.span(3, 4), text=" ")]
    assert with_edits(raw, source, edits) == b"a b c"


def test_certain_fixes_are_chosen_or_those_of_a_rule() -> None:
    """Of fixes that touch each other the first is taken; none writes what would end a string of TOML."""
    source = source_of(b"one  two  three")
    sure, unsure = finding(source, 3, 5, " "), finding(source, 8, 10, " ", certain=False, slug="dash")
    touching = finding(source, 0, 4, "x")
    assert chosen_fixes([sure, unsure, touching]) == (sure.fix,)
    assert chosen_fixes([sure, unsure], frozenset({"dash"})) == (unsure.fix,)
    toml = source_of(b'title = "a  b"', "manuscript/pamphlet.toml")
    assert chosen_fixes([finding(toml, 10, 12, '"')]) == ()
    assert len(chosen_fixes([finding(toml, 10, 12, " ")])) == 1


def test_what_changes_is_shown_before_it_is_written(tmp_path: Path) -> None:
    """A unified diff with the name of the file; writing keeps line ends and the mark at the beginning."""
    folder = DiskFolder(tmp_path / "manuscript")
    (tmp_path / "manuscript" / "body").mkdir(parents=True)
    file = tmp_path / "manuscript" / "body" / "a.md"
    file.write_bytes(b"\xef\xbb\xbfIt  rose.\r\nTwice.")
    source = source_of(file.read_bytes(), f"{folder.label}/body/a.md")
    mended = tuple(mend(folder, chosen_fixes([finding(source, 2, 4, " ")])))
    assert mended[0].difference == (
        f"--- {source.name}\n+++ {source.name} (mended)\n@@ -1,2 +1,2 @@\n-It  rose.\n+It rose.\n Twice.\n"
        "\\ No newline at end of file\n"
    )
    assert file.read_bytes() == mended[0].before
    write(folder, mended)
    assert file.read_bytes() == b"\xef\xbb\xbfIt rose.\r\nTwice."


def test_a_file_that_was_changed_in_the_meantime_is_left_alone(tmp_path: Path) -> None:
    """What the author has just written is not lost."""
    source = source_of(b"It  rose.")
    fixes = chosen_fixes([finding(source, 2, 4, " ")])
    with pytest.raises(FileProblem, match=r"`manuscript/body/a\.md` was changed"):
        tuple(mend(MemoryFolder({"body/a.md": "It  fell."}), fixes))
    (tmp_path / "body").mkdir()
    (tmp_path / "body" / "a.md").write_bytes(b"It  fell.")
    mended = mend(MemoryFolder({"body/a.md": "It  rose."}), fixes)
    with pytest.raises(FileProblem, match=r"`manuscript/body/a\.md` was changed"):
        write(DiskFolder(tmp_path), mended)
