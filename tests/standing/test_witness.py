"""What a folder was asked, and whether it would still say the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from pamphlet.standing.witness import Question, Witness, asker
from pamphlet.workspace import STYLE_SUFFIXES, TEXT_SUFFIXES, DiskFolder, FileProblem, Folder, MemoryFolder

FILES = {"pamphlet.toml": "title = 1", "body/one.md": "It rose.", "theme/look/paper.css": "p{}"}


def asked_all(folder: Folder) -> Witness:
    """A witness that was asked everything that can be asked."""
    witness = Witness(folder)
    assert witness.exists("body")
    assert witness.names("body", TEXT_SUFFIXES) == ("body/one.md",)
    assert witness.folders("theme") == ("theme/look",)
    assert witness.read_bytes("body/one.md", TEXT_SUFFIXES) == b"It rose."
    with pytest.raises(FileProblem):
        witness.read_bytes("fates.toml", TEXT_SUFFIXES)
    with pytest.raises(FileProblem):
        witness.read_bytes("body/one.md", STYLE_SUFFIXES)
    return witness


def test_a_testimony_holds_while_nothing_has_changed() -> None:
    """The same files say the same, also where they stand in another folder."""
    testimony = asked_all(MemoryFolder(FILES)).testimony
    assert len(testimony.answers) == 6
    assert testimony.holds(asker(MemoryFolder(dict(FILES), label="elsewhere")))


@pytest.mark.parametrize(
    "changes",
    [
        {"body/one.md": "It fell."},
        {"body/two.md": "It rose."},
        {"body/one.md": None},
        {"fates.toml": ""},
        {"theme/other/paper.css": ""},
        {"body/one.md": None, "body/uno.md": "It rose."},
    ],
)
def test_a_testimony_fails_with_any_answer_that_is_another(changes: dict[str, str | None]) -> None:
    """A file with other words, a new one, one that is gone, one that was asked for in vain, a folder more."""
    testimony = asked_all(MemoryFolder(FILES)).testimony
    files = {name: text for name, text in {**FILES, **changes}.items() if text is not None}
    assert not testimony.holds(asker(MemoryFolder(files)))


def test_what_nobody_asked_for_does_not_matter() -> None:
    """A file that was not read and is in no list that was asked for may change."""
    witness = Witness(MemoryFolder(FILES))
    witness.read_bytes("body/one.md", TEXT_SUFFIXES)
    assert witness.testimony.holds(asker(MemoryFolder({**FILES, "pamphlet.toml": "", "notes.md": "new"})))


def test_a_witness_knows_that_a_file_was_rewritten(tmp_path: Path) -> None:
    """What the folder said before it was changed is not kept."""
    (tmp_path / "pamphlet.toml").write_text("old", encoding="utf-8")
    witness = Witness(DiskFolder(tmp_path))
    before = witness.is_changed
    witness.rewrite("pamphlet.toml", b"new")
    assert (before, witness.is_changed) == (False, True)
    assert (tmp_path / "pamphlet.toml").read_bytes() == b"new"


def test_each_question_is_put_once() -> None:
    """Of ten testimonies that are held against a folder, each file is read once."""
    read: list[str] = []

    class Counting(MemoryFolder):
        def read_bytes(self, name: str, suffixes: frozenset[str]) -> bytes:
            read.append(name)
            return super().read_bytes(name, suffixes)

    ask = asker(Counting(FILES))
    question = Question("bytes", "body/one.md", tuple(sorted(TEXT_SUFFIXES)))
    assert ask(question) == ask(question)
    assert read == ["body/one.md"]
