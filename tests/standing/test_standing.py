"""What was made is given out again, or not: never anything else."""

from __future__ import annotations

import hashlib
import pickle
import subprocess
import threading
from pathlib import Path

import pytest

from pamphlet.diagnostics import Diagnostic, Severity, Source
from pamphlet.editions.product import Edition, Printed, Product
from pamphlet.press.imposition import plan_booklet
from pamphlet.standing.shelf import Shelf
from pamphlet.standing.standing import Standing
from pamphlet.standing.witness import Witness
from pamphlet.workspace import TEXT_SUFFIXES, MemoryFolder

WISH = ("build", "manuscript")
FILES = {"a.md": "It rose."}
FINDING = Diagnostic(
    severity=Severity.WARNING, slug="x", message="is so", span=Source(name="a.md", text="It rose.").span(0, 2)
)
PRINTED = Printed(extent=8, blanks=0, sheets=2, paper="A4", plan=plan_booklet(8))
PRODUCT = Product(edition=Edition.BOOKLET, file_name="a.pdf", data=b"%PDF", pages=2, printed=PRINTED)


def standing(folder: Path, program: str | None = "p") -> Standing:
    """Things on a shelf in a folder."""
    return Standing(shelf=Shelf(folder), program=program)


def keep(place: Standing, thing: object, files: dict[str, str] | None = None) -> None:
    """Keep a thing that was made of files."""
    witness = Witness(MemoryFolder(files or FILES))
    witness.read_bytes("a.md", TEXT_SUFFIXES)
    place.keep(WISH, witness, thing)


def test_what_was_made_is_given_out_whole(tmp_path: Path) -> None:
    """Files with how they are printed, findings with their places."""
    keep(standing(tmp_path), ((PRODUCT,), (FINDING,)))
    kept = standing(tmp_path).again(WISH, MemoryFolder(FILES), tuple)
    assert kept == ((PRODUCT,), (FINDING,))
    assert str(kept[1][0]) == "a.md:1:1: warning: is so [x]"


def test_another_wish_program_or_folder_is_not_served(tmp_path: Path) -> None:
    """Each of the three is a part of what a thing depends on."""
    keep(standing(tmp_path), ("made",))
    assert standing(tmp_path).again(("check", "manuscript"), MemoryFolder(FILES), tuple) is None
    assert standing(tmp_path, "q").again(WISH, MemoryFolder(FILES), tuple) is None
    assert standing(tmp_path).again(WISH, MemoryFolder({"a.md": "It fell."}), tuple) is None
    assert standing(tmp_path).again(WISH, MemoryFolder(FILES), str) is None


def test_going_back_finds_what_was_made_first(tmp_path: Path) -> None:
    """Of two states of a manuscript both are kept."""
    keep(standing(tmp_path), ("rose",))
    keep(standing(tmp_path), ("fell",), {"a.md": "It fell."})
    assert standing(tmp_path).again(WISH, MemoryFolder(FILES), tuple) == ("rose",)
    assert standing(tmp_path).again(WISH, MemoryFolder({"a.md": "It fell."}), tuple) == ("fell",)


def test_a_program_that_is_not_known_keeps_and_finds_nothing(tmp_path: Path) -> None:
    """So it is where the libraries of the system cannot be asked, and with `--no-cache`."""
    keep(standing(tmp_path, None), ("made",))
    assert list(tmp_path.iterdir()) == []
    keep(standing(tmp_path), ("made",))
    assert standing(tmp_path, None).again(WISH, MemoryFolder(FILES), tuple) is None


@pytest.mark.parametrize("fault", ["cut off", "one byte other", "empty", "no lines"])
def test_what_is_not_whole_is_not_given_out(tmp_path: Path, fault: str) -> None:
    """A disk that lies costs a build, not a pamphlet."""
    keep(standing(tmp_path), ((PRODUCT,), ()))
    (file,) = tmp_path.iterdir()
    data = file.read_bytes()
    spoilt = {"cut off": data[:-7], "one byte other": data[:-9] + b"!" + data[-8:], "empty": b"", "no lines": b"x" * 99}
    file.write_bytes(spoilt[fault])
    assert standing(tmp_path).again(WISH, MemoryFolder(FILES), tuple) is None


def test_nothing_but_values_is_read_back(tmp_path: Path) -> None:
    """A file that someone put there with a call in it is refused before the call is made."""

    class Call:
        def __reduce__(self) -> tuple[object, tuple[object, ...]]:
            return subprocess.run, (["touch", str(tmp_path / "called")],)

    keep(standing(tmp_path), ("made",))
    (file,) = tmp_path.iterdir()
    testimony = file.read_bytes().split(b"\n")[1]
    kept = testimony + b"\n" + pickle.dumps((Call(),))
    file.write_bytes(hashlib.sha256(kept).hexdigest().encode() + b"\n" + kept)
    assert standing(tmp_path).again(WISH, MemoryFolder(FILES), tuple) is None
    assert not (tmp_path / "called").exists()


@pytest.mark.parametrize(
    ("thing", "name"), [(Edition, "mro"), ("a text", "upper"), (Edition, "BOOKLET"), (Edition, "X")]
)
def test_of_attributes_members_of_enumerations_alone_are_read_back(thing: object, name: str, tmp_path: Path) -> None:
    """As Python before 3.11.4 writes them down; anything else would be a way to call whatever there is."""

    class Attribute:
        def __reduce__(self) -> tuple[object, tuple[object, str]]:
            return getattr, (thing, name)

    keep(standing(tmp_path), ("made",))
    (file,) = tmp_path.iterdir()
    kept = file.read_bytes().split(b"\n")[1] + b"\n" + pickle.dumps((Attribute(),))
    file.write_bytes(hashlib.sha256(kept).hexdigest().encode() + b"\n" + kept)
    found = standing(tmp_path).again(WISH, MemoryFolder(FILES), tuple)
    assert found == ((Edition.BOOKLET,) if name == "BOOKLET" else None)


def test_many_may_keep_at_once(tmp_path: Path) -> None:
    """Whoever reads meanwhile finds a whole thing or none."""
    found: list[object] = []

    def work(number: int) -> None:
        for _ in range(20):
            keep(standing(tmp_path), (f"{number}" * 5000,))
            found.append(standing(tmp_path).again(WISH, MemoryFolder(FILES), tuple))

    hands = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert len(found) == 80
    assert set(found) <= {(f"{number}" * 5000,) for number in range(4)}
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("tmp")] == []


def test_what_no_manuscript_changes_is_made_once(tmp_path: Path) -> None:
    """By one program; by another it is made anew, and each time where the program is not known."""
    made: list[int] = []

    def make() -> tuple[int, ...]:
        made.append(len(made))
        return tuple(made)

    assert standing(tmp_path).once(("faces", "a"), tuple, make) == (0,)
    assert standing(tmp_path).once(("faces", "a"), tuple, make) == (0,)
    assert standing(tmp_path).once(("faces", "b"), tuple, make) == (0, 1)
    assert standing(tmp_path, "q").once(("faces", "a"), tuple, make) == (0, 1, 2)
    assert standing(tmp_path, None).once(("faces", "a"), tuple, make) == (0, 1, 2, 3)
    assert standing(tmp_path, None).once(("faces", "a"), tuple, make) == (0, 1, 2, 3, 4)
