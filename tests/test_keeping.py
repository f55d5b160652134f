"""An identifier that is missing is made once and written into pamphlet.toml, and nothing else there is changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SETTINGS
from hypothesis import given, settings
from hypothesis import strategies as st

from pamphlet.build import build
from pamphlet.diagnostics import Diagnostics
from pamphlet.editions.product import Edition
from pamphlet.keeping import keep_identifier, with_identifier
from pamphlet.settings import Settings, read_settings
from pamphlet.workshop import Workshop
from pamphlet.workspace import DiskFolder, FileProblem, MemoryFolder, decode_source

MADE = "urn:uuid:e4dfe297-ac66-5950-8641-7f4b98b46ca5"
LAWS = settings(max_examples=100, deadline=None, derandomize=True)


def read(data: bytes) -> Settings:
    """The settings in the bytes of a pamphlet.toml without errors."""
    findings = Diagnostics()
    made = read_settings(decode_source("pamphlet.toml", data), findings)
    assert made is not None
    assert not findings.has_errors
    return made


def test_a_build_writes_it_once(workshop: Callable[..., Workshop], tmp_path: Path) -> None:
    """The first ebook brings the line and a message; the second neither, and is the same to the byte."""
    (tmp_path / "body").mkdir()
    (tmp_path / "body/bread.md").write_text("# Bread\n\nIt rose.\n", encoding="utf-8")
    file = tmp_path / "pamphlet.toml"
    file.write_text(SETTINGS, encoding="utf-8")
    file.chmod(0o640)
    made, said = [], []
    for _ in range(2):
        findings = Diagnostics()
        (book,) = build(workshop(tmp_path), [Edition.EPUB], tmp_path / "out", findings).products
        made.append(book.data)
        said.append([finding.slug for finding in findings])
    assert said == [["identifier-made"], []]
    assert made[0] == made[1]
    kept = file.read_bytes()
    assert kept == f'{SETTINGS}identifier = "{MADE}"\n'.encode()
    assert file.stat().st_mode & 0o777 == 0o640
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["body", "out", "pamphlet.toml"]


def test_nothing_is_written_without_an_ebook(workshop: Callable[..., Workshop], tmp_path: Path) -> None:
    """Paper carries no identifier, so a build of paper leaves the file alone."""
    (tmp_path / "body").mkdir()
    (tmp_path / "body/bread.md").write_text("# Bread\n\nIt rose.\n", encoding="utf-8")
    (tmp_path / "pamphlet.toml").write_text(SETTINGS, encoding="utf-8")
    findings = Diagnostics()
    build(workshop(tmp_path), [Edition.READING], tmp_path / "out", findings)
    assert not len(findings)
    assert (tmp_path / "pamphlet.toml").read_text(encoding="utf-8") == SETTINGS


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (SETTINGS, SETTINGS + "LINE\n"),
        (SETTINGS.rstrip(), SETTINGS + "LINE\n"),
        (SETTINGS.replace("\n", "\r\n"), SETTINGS.replace("\n", "\r\n") + "LINE\r\n"),
        ("\ufeff" + SETTINGS, "\ufeff" + SETTINGS + "LINE\n"),
        (
            'date = 2024-01-21 # of "1924"\n\ntitle = "Ä"\nauthors = [\n  "Ö", # date\n]\n[paper]\ngsm = 90\n',
            'date = 2024-01-21 # of "1924"\nLINE\n\ntitle = "Ä"\nauthors = [\n  "Ö", # date\n]\n[paper]\ngsm = 90\n',
        ),
    ],
)
def test_it_stands_below_the_date(before: str, after: str) -> None:
    """Comments, order, line ends, a byte order mark and what stands on the date's own line stay as they are."""
    made = read(before.encode())
    written = with_identifier(before.encode(), made)
    assert written.decode() == after.replace("LINE", f'identifier = "{made.identifier}"')
    assert read(written).identifier_given


@LAWS
@given(st.text(max_size=20), st.sampled_from(["\n", "\r\n", "\r"]), st.lists(st.sampled_from(["# date = 1", "", "a"])))
def test_a_line_more_and_nothing_less(title: str, ending: str, comments: list[str]) -> None:
    """Without the new line the bytes are those of before, whatever stands around it."""
    quoted = "".join(character for character in title if character.isalnum()) or "x"
    lines = [f'title = "{quoted}"', *(f"# {comment}" for comment in comments), 'authors = "A"', "date = 2024-01-21", ""]
    before = ending.join(lines).encode()
    made = read(before)
    written = with_identifier(before, made)
    assert written.replace(f'identifier = "{made.identifier}"{ending}'.encode(), b"") == before


@pytest.mark.parametrize(
    ("now", "why"),
    [
        (f"{SETTINGS}price = '1'\n", "was changed in the meantime"),
        ("title = ", "was changed in the meantime"),
        (f'{SETTINGS}identifier = ""\n', "has no room for it"),
    ],
)
def test_a_file_that_would_be_spoilt_is_left_alone(now: str, why: str) -> None:
    """One that someone has changed since, or where the line would stand twice."""
    then = now if "identifier" in now else SETTINGS
    with pytest.raises(FileProblem, match=why):
        with_identifier(now.encode(), read(then.encode()))


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """Read-only, or none on the disk: a warning says what to write, and the build has succeeded all the same."""
    file = tmp_path / "pamphlet.toml"
    file.write_text(SETTINGS, encoding="utf-8")
    file.chmod(0o444)
    for folder, why in (
        (DiskFolder(tmp_path), "it is read-only"),
        (MemoryFolder({"pamphlet.toml": SETTINGS}), "memory"),
    ):
        findings = Diagnostics()
        keep_identifier(folder, read(SETTINGS.encode()), findings)
        (finding,) = findings
        assert finding.slug == "identifier-not-kept"
        assert why in finding.message
        assert f'`identifier = "{MADE}"`' in finding.hint
        assert not findings.has_errors
    assert file.read_text(encoding="utf-8") == SETTINGS
    assert [entry.name for entry in tmp_path.iterdir()] == ["pamphlet.toml"]
