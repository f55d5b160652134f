"""The door to files and clock: nothing outside is read, and a build leaves old files or new ones, whole."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pamphlet.diagnostics import Source
from pamphlet.publishing import OutputProblem, publish, replace_folder, reserved
from pamphlet.staging import stage_in
from pamphlet.workspace import (
    PICTURE_SUFFIXES,
    TEXT_SUFFIXES,
    DiskFolder,
    FileProblem,
    Folder,
    MemoryFolder,
    NotText,
    build_time,
    decode_source,
    read_outside,
    read_source,
)

laws = settings(max_examples=150, deadline=None, derandomize=True)

FILES: dict[str, str | bytes] = {
    "pamphlet.toml": "title = 'x'",
    "body/01-one.md": "# One",
    "body/02-two.MD": "# Two",
    "body/part/03-three.md": "# Three",
    "body/.draft.md": "# Draft",
    "body/notes.docx": b"PK",
    "body/.old/04.md": "# Old",
    "images/map.svg": "<svg/>",
    "images/photo.JPG": b"\xff\xd8",
    ".git/config.toml": "secret = 1",
}


# Texts


def test_a_byte_order_mark_is_no_text() -> None:
    """It would hide the head of the first line."""
    assert decode_source("a.md", b"\xef\xbb\xbf# Title").text == "# Title"


def test_line_ends_are_made_the_same() -> None:
    """Lines count alike, whatever system the file comes from."""
    assert decode_source("a.md", b"a\r\nb\rc\nd\r\n\r\n").text == "a\nb\nc\nd\n\n"


@pytest.mark.parametrize(
    ("data", "offset", "position"),
    [
        (b"a\xff", 1, (1, 2)),
        (b"\xef\xbb\xbfa\r\n\xc3\xa9\xff", 8, (2, 2)),
        ("# Café\r\nthe “end”".encode() + b"\x93", 22, (2, 10)),
        ("né".encode("latin-1"), 1, (1, 2)),
        ("x".encode("utf-16"), 0, (1, 1)),
    ],
)
def test_where_a_text_is_not_utf_8(data: bytes, offset: int, position: tuple[int, int]) -> None:
    """The first byte that is no part of a character is named, with the line and column that it spoils."""
    with pytest.raises(NotText) as problem:
        decode_source("a.md", data)
    assert problem.value.offset == offset
    assert problem.value.before.name == "a.md"
    assert problem.value.before.position(len(problem.value.before.text)) == position


@laws
@given(st.binary(max_size=30))
def test_any_bytes_are_a_text_or_a_problem(data: bytes) -> None:
    """No bytes make the reading fail in another way, and no carriage return comes through."""
    read: Source | None = None
    with contextlib.suppress(NotText):
        read = decode_source("a.md", data)
    if read is None:
        with pytest.raises(NotText) as problem:
            decode_source("a.md", data)
        assert 0 <= problem.value.offset < len(data)
        read = problem.value.before
    assert "\r" not in read.text


# Reading


@pytest.fixture
def disk(tmp_path: Path) -> DiskFolder:
    """The files on the disk."""
    for name, data in FILES.items():
        path = tmp_path / "manuscript" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return DiskFolder(tmp_path / "manuscript")


def answer(ask: Callable[[], object]) -> object:
    """What comes of a question: a value, or the problem in words."""
    try:
        return ask()
    except FileProblem as problem:
        return f"{type(problem).__name__}: {problem}"


@pytest.mark.parametrize("suffixes", [TEXT_SUFFIXES, PICTURE_SUFFIXES])
def test_the_twin_in_memory_answers_like_the_disk(disk: DiskFolder, suffixes: frozenset[str]) -> None:
    """Whatever is asked, by whatever name, the twin for tests says what the disk says."""
    twin = MemoryFolder(FILES)
    names = [
        *FILES, "absent.md", "body/absent.md", "body/../pamphlet.toml", "./body/01-one.md", "body/part/../01-one.md",
        "../pamphlet.toml", "../../etc/passwd", "/etc/passwd", "body/01-one.md/x", "",
    ]  # fmt: skip
    for name in names:
        on_disk = answer(partial(disk.read_bytes, name, suffixes))
        in_memory = answer(partial(twin.read_bytes, name, suffixes))
        assert in_memory == on_disk or (isinstance(on_disk, str) and isinstance(in_memory, str)), name
    for name in ("pamphlet.toml", "body", "body/part", "images", "absent", "front", ".", "body/01-one.md", "bod"):
        assert disk.exists(name) == twin.exists(name), name
        assert disk.names(name, suffixes) == twin.names(name, suffixes), name
    for name in ("body", "images", "front"):
        assert disk.folders(name) == twin.folders(name), name


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("absent.md", "is not there"),
        ("body/.draft.md", "is hidden"),
        (".git/config.toml", "is hidden"),
        ("body/.old/04.md", "is hidden"),
        ("body/notes.docx", "is not one of .md, .toml, .txt"),
        ("images/map.svg", "is not one of .md, .toml, .txt"),
    ],
)
def test_what_is_not_for_reading_is_refused(disk: DiskFolder, name: str, problem: str) -> None:
    """Hidden files and files of another kind are not read, and the message says why."""
    folders: tuple[Folder, ...] = (disk, MemoryFolder(FILES))
    for folder in folders:
        with pytest.raises(FileProblem, match=problem):
            folder.read_bytes(name, TEXT_SUFFIXES)


def test_what_is_there_is_listed_in_order(disk: DiskFolder) -> None:
    """By name, with capital suffixes, without hidden files, other kinds and what lies deeper."""
    assert disk.names("body", TEXT_SUFFIXES) == ("body/01-one.md", "body/02-two.MD")
    assert disk.names("images", PICTURE_SUFFIXES) == ("images/map.svg", "images/photo.JPG")
    assert disk.folders("body") == ("body/part",)


@pytest.mark.parametrize("target", ["../secret.md", "../outside/secret.md", "/etc/hostname.md"])
def test_a_link_does_not_lead_out(disk: DiskFolder, tmp_path: Path, target: str) -> None:
    """A symbolic link to a file outside is refused; the way through a linked folder too."""
    (tmp_path / "secret.md").write_text("secret")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.md").write_text("secret")
    root = tmp_path / "manuscript"
    (root / "body" / "link.md").symlink_to(root / "body" / target if target.startswith("..") else target)
    (root / "images" / "out").symlink_to(tmp_path / "outside")
    for name in ("body/link.md", "images/out/secret.md", "../secret.md", "../outside/secret.md"):
        with pytest.raises(FileProblem, match=r"is outside the folder|is not there"):
            disk.read_bytes(name, TEXT_SUFFIXES)
    assert "body/link.md" in disk.names("body", TEXT_SUFFIXES)  # it is missed aloud, not in silence


def test_a_link_within_the_folder_is_followed(disk: DiskFolder, tmp_path: Path) -> None:
    """A chapter may be linked to from a second place, unless it is hidden or of another kind."""
    body = tmp_path / "manuscript" / "body"
    (body / "again.md").symlink_to("01-one.md")
    (body / "draft.md").symlink_to(".draft.md")
    (body / "picture.md").symlink_to("../images/map.svg")
    assert disk.read_bytes("body/again.md", TEXT_SUFFIXES) == b"# One"
    assert answer(lambda: disk.read_bytes("body/draft.md", TEXT_SUFFIXES)) == "FileProblem: is hidden"
    with pytest.raises(FileProblem, match="is not one of"):
        disk.read_bytes("body/picture.md", TEXT_SUFFIXES)


def test_a_linked_manuscript_is_read(disk: DiskFolder, tmp_path: Path) -> None:
    """The folder itself may be a link, and may lie in a hidden folder."""
    hidden = tmp_path / ".drafts"
    (tmp_path / "manuscript").rename(hidden)
    (tmp_path / "linked").symlink_to(hidden)
    del disk
    assert DiskFolder(tmp_path / "linked").read_bytes("body/01-one.md", TEXT_SUFFIXES) == b"# One"


@pytest.mark.parametrize("name", ["loop.md", "gone.md"])
def test_a_link_to_nowhere_is_listed_and_refused(disk: DiskFolder, tmp_path: Path, name: str) -> None:
    """A chapter whose link is broken is missed aloud."""
    (tmp_path / "manuscript" / "body" / "loop.md").symlink_to("loop.md")
    (tmp_path / "manuscript" / "body" / "gone.md").symlink_to("nowhere.md")
    assert f"body/{name}" in disk.names("body", TEXT_SUFFIXES)
    with pytest.raises(FileProblem, match="is not there"):
        disk.read_bytes(f"body/{name}", TEXT_SUFFIXES)


@pytest.mark.parametrize("looks_regular", [False, True])
def test_a_pipe_does_not_keep_us_waiting(
    disk: DiskFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, looks_regular: bool
) -> None:
    """A pipe without a writer is refused at once, and not waited for even if it was put there just now."""
    os.mkfifo(tmp_path / "manuscript" / "body" / "pipe.md")
    if looks_regular:
        monkeypatch.setattr(Path, "is_file", lambda _: True)
    results: list[object] = []
    reading = threading.Thread(
        target=lambda: results.append(answer(lambda: disk.read_bytes("body/pipe.md", TEXT_SUFFIXES))), daemon=True
    )
    reading.start()
    reading.join(timeout=5)
    assert results == ([b""] if looks_regular else ["FileProblem: is not a file"])
    assert "body/pipe.md" in disk.names("body", TEXT_SUFFIXES)


def test_a_file_too_large_is_refused(tmp_path: Path) -> None:
    """The limit itself is still read, one byte more is not; the message names the limit."""
    disk = DiskFolder(tmp_path, largest_file=1)
    for name, size in (("one.md", 1_000_000), ("more.md", 1_000_001)):
        (tmp_path / name).write_bytes(b"x" * size)
    assert len(disk.read_bytes("one.md", TEXT_SUFFIXES)) == 1_000_000
    with pytest.raises(FileProblem, match="is larger than the limit `largest_file` of 1 MB"):
        disk.read_bytes("more.md", TEXT_SUFFIXES)


def test_the_size_of_the_text(disk: DiskFolder, tmp_path: Path) -> None:
    """All text files of the folder and of the folders in it count, and nothing that lies outside or is no text."""
    before = disk.text_size()
    (tmp_path / "manuscript" / "body" / "long.md").write_bytes(b"x" * 1_000)
    (tmp_path / "manuscript" / "notes.md").write_bytes(b"x" * 100)
    (tmp_path / "manuscript" / "body" / "photograph.png").write_bytes(b"x" * 10_000)
    assert disk.text_size() == before + 1_100
    assert MemoryFolder({"a.md": "é", "body/b.toml": "xx", "c.png": b"xxxx"}).text_size() == 4


def test_a_name_that_no_system_allows_is_not_there(disk: DiskFolder) -> None:
    """A NUL or a name beyond all length is a problem like any other."""
    for name in ("a\0b.md", "a" * 5000 + ".md"):
        with pytest.raises(FileProblem, match="is not there"):
            disk.read_bytes(name, TEXT_SUFFIXES)


def test_a_source_goes_by_the_name_that_the_author_knows(disk: DiskFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings name a file as it would be typed from where the command was given."""
    assert read_source(MemoryFolder(FILES), "body/01-one.md").name == "manuscript/body/01-one.md"
    assert read_source(MemoryFolder(FILES, label="."), "body/01-one.md").name == "body/01-one.md"
    monkeypatch.chdir(Path(disk.label).parent)
    assert read_source(DiskFolder(Path("manuscript")), "pamphlet.toml").name == "manuscript/pamphlet.toml"


def test_a_file_named_on_the_command_line_may_be_anywhere(tmp_path: Path) -> None:
    """An article is read where it is, by any name; a folder or nothing is a problem, which names it."""
    (tmp_path / ".article").write_bytes(b"text")
    assert read_outside(tmp_path / ".article") == b"text"
    for path in (tmp_path, tmp_path / "absent.txt"):
        with pytest.raises(FileProblem, match=f"^`{re.escape(str(path))}` is not"):
            read_outside(path)


# The clock


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("0", dt.datetime(1970, 1, 1, tzinfo=dt.UTC)),
        ("1700000000", dt.datetime(2023, 11, 14, 22, 13, 20, tzinfo=dt.UTC)),
        ("", None),
        ("tomorrow", None),
        ("²", None),
        ("9" * 30, None),
    ],
)
def test_the_time_of_a_build_can_be_set(value: str, moment: dt.datetime | None) -> None:
    """SOURCE_DATE_EPOCH counts the seconds since 1970; what is no such number sets nothing."""
    assert build_time({"SOURCE_DATE_EPOCH": value}) == moment
    assert build_time({}) is None


# Writing


OLD = {"a.pdf": b"old a", "b.epub": b"old b"}
NEW = {"a.pdf": b"new a" * 1000, "b.epub": b"new b" * 1000}


def written(folder: Path) -> dict[str, bytes]:
    """The files in a folder, hidden ones too."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files_are_published(tmp_path: Path) -> None:
    """They stand in the folder, which need not have been there, readable for others; other files stay."""
    output = tmp_path / "deep" / "build"
    publish(output, OLD)
    (output / "mine.txt").write_bytes(b"mine")
    publish(output, {**NEW, "c.html": b"new c"})
    assert written(output) == {**NEW, "c.html": b"new c", "mine.txt": b"mine"}
    assert (output / "a.pdf").stat().st_mode & 0o777 == 0o644
    assert not list(output.glob(".*"))


def test_what_is_withdrawn_goes_with_the_old_files(tmp_path: Path) -> None:
    """In one step with the new ones; it need not be there."""
    publish(tmp_path, OLD)
    with reserved(tmp_path) as output:
        output.publish({"a.pdf": b"new a"}, withdrawn=["b.epub", "c.html"])
    assert written(tmp_path) == {"a.pdf": b"new a"}


def test_a_folder_that_gets_no_files_is_not_left(tmp_path: Path) -> None:
    """One that was made for a build which came to nothing goes with it; one that was there stays."""
    (tmp_path / "there").mkdir()
    for place in ("there", "deep/er"):
        with pytest.raises(ZeroDivisionError), reserved(tmp_path / place):
            raise ZeroDivisionError
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


@pytest.mark.parametrize("failing", range(9))
def test_a_full_disk_leaves_the_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int) -> None:
    """Whichever flush fails, of files, folders or the swap, all files are old and the problem is reported."""
    publish(tmp_path, OLD)
    flush, calls = os.fsync, iter(range(100))

    def full(descriptor: int) -> None:
        if next(calls) == failing:
            raise OSError(errno.ENOSPC, "No space left on device")
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    if failing < 8:  # two files, their folder, what is needed to undo the swap (three), the stage, the output
        with pytest.raises(OutputProblem) as problem:
            publish(tmp_path, NEW)
        assert str(problem.value) == f"cannot write into {tmp_path}: no space left on device"
        assert written(tmp_path) == OLD
    else:
        publish(tmp_path, NEW)
        assert written(tmp_path) == NEW


LIMITED = """
import resource, sys
from pathlib import Path
from pamphlet.publishing import OutputProblem, publish
resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))
try:
    publish(Path(sys.argv[1]), {"a.pdf": b"new a" * 1000, "b.epub": b"new b" * 1000})
except OutputProblem as problem:
    print(problem)
    sys.exit(3)
"""


def test_a_limit_on_the_size_of_files_leaves_the_old_files(tmp_path: Path) -> None:
    """A quota is met like a full disk: said in words, nothing lost, nothing left behind."""
    publish(tmp_path, OLD)
    command = [sys.executable, "-c", LIMITED, str(tmp_path)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert (ended.returncode, ended.stderr) == (3, "")
    assert ended.stdout == f"cannot write into {tmp_path}: file too large\n"
    assert written(tmp_path) == OLD
    assert not list(tmp_path.glob(".pamphlet-stage-*"))


def test_a_folder_in_the_place_of_a_file_leaves_the_old_files(tmp_path: Path) -> None:
    """Where one file cannot take its place, none does."""
    publish(tmp_path, {"a.pdf": b"old a"})
    (tmp_path / "b.epub").mkdir()
    with pytest.raises(OutputProblem, match="a folder has that name"):
        publish(tmp_path, NEW)
    assert written(tmp_path) == {"a.pdf": b"old a"}


@pytest.mark.parametrize("path", ["file", "file/build"])
def test_an_output_that_is_no_folder_is_a_problem(tmp_path: Path, path: str) -> None:
    """The output folder must be one; what stands in its way stays."""
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(OutputProblem, match="cannot write into"):
        publish(tmp_path / path, {})
    assert written(tmp_path) == {"file": b"mine"}


def test_two_builds_at_once(tmp_path: Path) -> None:
    """The second is turned away and changes nothing; once the first has ended, it may try again."""
    publish(tmp_path, OLD)
    with reserved(tmp_path):
        with pytest.raises(OutputProblem, match="another build is writing"):
            publish(tmp_path, NEW)
        assert written(tmp_path) == OLD
    publish(tmp_path, NEW)
    assert written(tmp_path) == NEW


def test_only_the_stages_of_dead_builds_are_cleared_away(tmp_path: Path) -> None:
    """What a dead build left behind goes; what a living one works on stays."""
    dead = tmp_path / ".pamphlet-stage-dead"
    (dead / "folder").mkdir(parents=True)
    (dead / "folder" / "a.md").write_bytes(b"half")
    with stage_in(tmp_path) as living:
        assert not dead.exists()
        replace_folder(tmp_path / "manuscript", {"body/a.md": b"# A"})
        assert living.path.exists()
    assert not living.path.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["manuscript"]


def test_what_looks_like_a_stage_and_is_none_is_left_alone(tmp_path: Path) -> None:
    """A link of such a name leads to what is someone's own; nor is a lock written through a link."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_bytes(b"mine")
    output = tmp_path / "build"
    (output / ".pamphlet-stage-planted").mkdir(parents=True)
    (output / ".pamphlet-stage-planted" / "lock").symlink_to(tmp_path / "mine" / "lock")
    (output / ".pamphlet-stage-link").symlink_to(tmp_path / "mine")
    publish(output, NEW)
    assert written(tmp_path / "mine") == {"letter.txt": b"mine"}
    assert {path.name for path in output.iterdir() if path.is_file()} == set(NEW)


def test_what_was_written_is_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that loses what it was given is found out before anything is replaced."""
    publish(tmp_path, OLD)
    write = Path.write_bytes
    monkeypatch.setattr(Path, "write_bytes", lambda path, data: write(path, data[:-1]))
    with pytest.raises(OutputProblem, match=r"a\.pdf reads otherwise than it was written"):
        publish(tmp_path, NEW)
    assert written(tmp_path) == OLD


def test_where_no_second_name_can_be_given_a_copy_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a memory stick: the swap is undone all the same."""

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    def fail_second(source: Path, target: Path) -> None:
        if next(calls) == 1:
            raise OSError(errno.ENOSPC, "No space left on device")
        rename(source, target)

    publish(tmp_path, OLD)
    rename, calls = os.replace, iter(range(100))
    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(os, "replace", fail_second)
    with pytest.raises(OutputProblem, match="no space left on device"):
        publish(tmp_path, NEW)
    assert written(tmp_path) == OLD
    assert next(calls) == 3  # one file swapped, one not, one put back


def test_what_cannot_be_put_back_now_is_put_back_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where rights are lost half way, that is told; the next command puts the old files back before all else."""

    def lose_rights(source: Path, target: Path) -> None:
        if next(calls):
            raise PermissionError(errno.EACCES, "Permission denied")
        rename(source, target)

    publish(tmp_path, OLD)
    rename, calls = os.replace, iter(range(100))
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", lose_rights)
        with pytest.raises(OutputProblem, match="permission denied; if files of two builds stand there"):
            publish(tmp_path, NEW)
    assert (tmp_path / "a.pdf").read_bytes() == NEW["a.pdf"]
    with reserved(tmp_path):
        assert written(tmp_path) == OLD


def test_what_may_not_be_replaced_does_not_hinder_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another’s file in a folder for all can never be renamed over: the others go back, and nothing is left."""

    def refuse_one(source: Path, target: Path) -> None:
        if Path(target).name == "b.epub":
            raise PermissionError(errno.EPERM, "Operation not permitted")
        rename(source, target)

    (tmp_path / "b.epub").write_bytes(b"theirs")
    rename = os.replace
    monkeypatch.setattr(os, "replace", refuse_one)
    with pytest.raises(OutputProblem, match=r"cannot write into \S+: operation not permitted$"):
        publish(tmp_path, NEW)
    assert written(tmp_path) == {"b.epub": b"theirs"}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_waits_for_the_renaming(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    """Ctrl-C between two files does not part them, even while another thread could be given the signal."""

    class Interrupted(Exception):
        pass

    def interrupt(number: int, _: object) -> None:
        raise Interrupted(number)

    publish(tmp_path, OLD)
    rename = os.replace

    def rename_interrupted(source: Path, target: Path) -> None:
        rename(source, target)
        os.kill(os.getpid(), number)

    monkeypatch.setattr(os, "replace", rename_interrupted)
    before = signal.signal(number, interrupt)
    resting = threading.Event()
    other = threading.Thread(target=resting.wait)
    other.start()
    try:
        with pytest.raises(Interrupted):
            publish(tmp_path, NEW)
    finally:
        signal.signal(number, before)
        resting.set()
        other.join()
    assert written(tmp_path) == NEW
    assert not list(tmp_path.glob(".pamphlet-stage-*"))


def test_a_new_folder_is_made_whole(tmp_path: Path) -> None:
    """All its files, in folders of their own; an empty folder that is there may be filled."""
    files = {"pamphlet.toml": b"title", "body/01.md": b"# One"}
    (tmp_path / "empty").mkdir()
    for name in ("new", "empty", "deep/er"):
        replace_folder(tmp_path / name, files)
        assert written(tmp_path / name) == files
    assert not list(tmp_path.rglob(".pamphlet-*"))


@pytest.mark.parametrize("name", ["full", "file"])
def test_what_is_there_is_not_replaced(tmp_path: Path, name: str) -> None:
    """A folder with anything in it, or a file, is left as it is."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_bytes(b"mine")
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(OutputProblem, match="is there already and not empty"):
        replace_folder(tmp_path / name, {"a.md": b"new"})
    assert written(tmp_path) == {"full/mine.txt": b"mine", "file": b"mine"}


def test_a_new_folder_that_cannot_be_written_is_not_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a full disk there is no folder, not half of one."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputProblem, match="cannot write"):
        replace_folder(tmp_path / "new", {"a.md": b"new"})
    assert list(tmp_path.iterdir()) == []
