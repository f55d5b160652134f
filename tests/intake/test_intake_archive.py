"""Zips that are broken or meant to do harm: each ends in one finding, and what is sound is read."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping

import pytest

from pamphlet.diagnostics import Refused
from pamphlet.intake import archive
from pamphlet.intake.archive import LARGEST_PART, open_archive


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of parts by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return buffer.getvalue()


def refusal(data: bytes, part: str = "") -> tuple[str, str]:
    """The slug and the message with which a zip, or a part of it, is refused."""
    with pytest.raises(Refused) as refused:
        open_archive(data, "a.docx").read(part)
    (finding,) = refused.value.findings
    assert "`a.docx`" in finding.message
    assert finding.hint
    return finding.slug, finding.message


def test_parts_are_read_by_name() -> None:
    """Names stand in the order of the zip, without folders."""
    sound = open_archive(zipped({"b/": b"", "b/x.xml": b"<x/>", "a": b""}), "a.docx")
    assert sound.names == ("b/x.xml", "a")
    assert sound.read("b/x.xml") == b"<x/>"
    assert "a" in sound
    assert "c" not in sound


@pytest.mark.parametrize("cut", [0, 3, 30, 60, -1, -20])
def test_a_zip_that_was_cut_short_is_damaged(cut: int) -> None:
    """Wherever it ends too early."""
    assert refusal(zipped({"word/document.xml": b"<w/>" * 100})[:cut])[0] == "import-damaged"


def test_a_part_that_was_altered_is_damaged() -> None:
    """The sum that the zip keeps of each part is compared."""
    data = zipped({"a": b"bread and butter"}, zipfile.ZIP_STORED).replace(b"butter", b"batter", 1)
    assert refusal(data, "a") == ("import-damaged", "`a.docx` is damaged: `a` in it cannot be unpacked")
    assert refusal(data, "b") == ("import-damaged", "`a.docx` is damaged: `b` is missing in it")


@pytest.mark.parametrize(
    "name", ["../x.png", "word/media/../../x.png", "/etc/passwd", "..\\x.png", "C:/x.png", "C:\\x.png", "\\x"]
)
def test_a_name_that_leads_out_is_refused(name: str) -> None:
    """Nothing is ever written under a name from a zip; a file that tries is not from a program for writing."""
    slug, message = refusal(zipped({"word/document.xml": b"<w/>", name: b"x"}))
    assert slug == "import-unsafe"
    assert "leads out of it" in message


@pytest.mark.parametrize("name", ["a..b", "word/..x/y", "…", "a:b/c", "x/C:/y"])
def test_an_odd_name_is_no_harm(name: str) -> None:
    """Dots and colons alone lead nowhere."""
    assert open_archive(zipped({name: b"x"}), "a.docx").read(name) == b"x"


def test_a_locked_part_is_named_as_that() -> None:
    """A zip with a password is not called damaged."""
    data = bytearray(zipped({"a": b"x"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data), "a")[0] == "import-locked"


def test_a_part_that_grows_too_large_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read ends at the bound, not at what the zip says."""
    data = zipped({"a": b"x" * 1000})
    monkeypatch.setattr(archive, "LARGEST_PART", 1000)
    assert open_archive(data, "a.docx").read("a") == b"x" * 1000
    monkeypatch.setattr(archive, "LARGEST_PART", 999)
    assert refusal(data, "a")[0] == "import-too-large"


def test_the_whole_may_not_grow_too_large() -> None:
    """A bomb of many parts is refused before one of them is unpacked."""
    data = zipped({f"{number}": b"\0" * LARGEST_PART for number in range(9)})
    assert len(data) < 1024 * 1024
    assert refusal(data)[0] == "import-too-large"


def test_too_many_parts() -> None:
    """Asked of the bytes, before there is an object for each."""
    entry = struct.pack("<4s42x", b"PK\x01\x02")
    assert refusal(b"PK\x03\x04" + entry * 10_001)[0] == "import-too-large"


def test_a_part_packed_otherwise_is_not_unpacked() -> None:
    """Of other ways of packing one cannot say beforehand how large a piece grows."""
    assert refusal(zipped({"a": b"x" * 100}, zipfile.ZIP_LZMA), "a")[0] == "import-damaged"
