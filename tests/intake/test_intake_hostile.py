"""Files that are broken or meant to do harm: one clear message each, in seconds and bounded memory, nothing written.

All of them go through the command line in one process of their own, whose memory and processor time are limited by
the system: where a bound of ours fails, that process dies.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

MEGABYTE = 1024 * 1024
MEMORY = 512 * MEGABYTE
"""Address space of the process, in bytes; the program alone maps half of it."""
SECONDS = 40
"""Processor time for all files together."""

DRIVER = """
import io, json, resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
from contextlib import redirect_stderr, redirect_stdout
from pamphlet.cli.main import app
answers = {{}}
for name in json.loads(sys.argv[1]):
    out, err, began = io.StringIO(), io.StringIO(), time.process_time()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            app(["import", name, "--output", "manuscript", "--title", "Bread"])
            status = 0
        except SystemExit as leaving:
            status = leaving.code
        except BaseException as problem:
            status = repr(problem)
    answers[name] = [status, out.getvalue(), err.getvalue(), time.process_time() - began]
print(json.dumps(answers))
"""

TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
    b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    b' Target="word/document.xml"/></Relationships>'
)
OPENING = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
CLOSING = b"</w:body></w:document>"
PARAGRAPH = b"<w:p><w:r><w:t>Bread.</w:t></w:r></w:p>"
LAUGHS = (
    b'<!DOCTYPE a [<!ENTITY l0 "ha">'
    + b"".join(b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10) for level in range(1, 10))
    + b"]>"
)
SECRET = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip of parts by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return buffer.getvalue()


def word(document: bytes, **more: bytes) -> bytes:
    """A Word file with this main part; further parts by name, two underscores for a slash."""
    parts = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": document}
    return zipped({**parts, **{name.replace("__", "/"): data for name, data in more.items()}})


def opendocument(content: bytes, manifest: bytes = b"<x/>") -> bytes:
    """An OpenDocument text with this content."""
    kind = b"application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def ebook(chapter: bytes, **more: bytes) -> bytes:
    """An EPUB with this chapter."""
    container = (
        b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        b'<rootfile full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    package = (
        b'<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/><manifest>'
        b'<item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest>'
        b'<spine><itemref idref="c"/></spine></package>'
    )
    parts = {"mimetype": b"application/epub+zip", "META-INF/container.xml": container, "a.opf": package}
    return zipped({**parts, "c.xhtml": chapter, **{name.replace("__", "/"): data for name, data in more.items()}})


SOUND = word(OPENING + PARAGRAPH + CLOSING)
XHTML = b'<html xmlns="http://www.w3.org/1999/xhtml"><body>%s</body></html>'
LOCK = (
    b'<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"'
    b' xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:EncryptionMethod'
    b' Algorithm="http://www.w3.org/2001/04/xmlenc#aes256-cbc"/><e:CipherData><e:CipherReference URI="c.xhtml"/>'
    b"</e:CipherData></e:EncryptedData></encryption>"
)

SLUGS = {
    "bomb.docx": "import-too-large",
    "200-mb.docx": "import-too-large",
    "tags.docx": "import-too-large",
    "deep.docx": "import-too-large",
    "tables.docx": "import-too-large",
    "empty.docx": "import-empty",
    "empty-tables.docx": "import-empty",
    "picture.docx": "import-unsafe",
    "absolute.docx": "import-unsafe",
    "laughs.docx": "import-too-large",
    "entity.docx": "import-unsafe",
    "renamed.docx": "import-kind",
    "hollow.docx": "import-damaged",
    "short.docx": "import-damaged",
    "broken.docx": "import-damaged",
    "encoding.docx": "import-damaged",
    "locked.docx": "import-locked",
    "200-mb.odt": "import-too-large",
    "laughs.odt": "import-too-large",
    "entity.odt": "import-unsafe",
    "locked.odt": "import-locked",
    "locked-otherwise.odt": "import-damaged",
    "200-mb.epub": "import-too-large",
    "entity.epub": "import-unsafe",
    "laughs.epub": "import-too-large",
    "locked.epub": "import-locked",
    "hollow.epub": "import-damaged",
    "tags.epub": "import-too-large",
    "lines.md": "import-too-large",
    "deep.html": "import-too-large",
    "long.html": "import-too-large",
    "empty.html": "import-empty",
    "brackets.md": "import-too-large",
    "quoted.md": "import-too-large",
    "long.txt": "import-too-large",
    "noise.txt": "import-kind",
}
"""The slug of the one finding that each file has."""


def files() -> dict[str, bytes]:
    """The files by name: made when they are asked for, for some take a second to pack."""
    return {
        "bomb.docx": word(OPENING + CLOSING, **{f"word__media__{n}.png": bytes(32 * MEGABYTE) for n in range(9)}),
        "200-mb.docx": word(OPENING + PARAGRAPH * (200 * MEGABYTE // len(PARAGRAPH)) + CLOSING),
        "tags.docx": word(OPENING + b"<w:p/>" * 2_100_000 + CLOSING),
        "deep.docx": word(OPENING + b"<w:p><w:r>" * 5_000 + b"</w:r></w:p>" * 5_000 + CLOSING),
        "tables.docx": word(
            OPENING + b"<w:tbl><w:tr><w:tc>" * 80 + PARAGRAPH + b"</w:tc></w:tr></w:tbl>" * 80 + CLOSING
        ),
        "empty.docx": word(OPENING + CLOSING),
        "empty-tables.docx": word(OPENING + b"<w:tbl><w:tr><w:tc/></w:tr></w:tbl>" * 80 + CLOSING),
        "picture.docx": word(OPENING + PARAGRAPH + CLOSING, **{"word__media__..__..__..__x.png": b"x"}),
        "absolute.docx": word(OPENING + PARAGRAPH + CLOSING, __etc__passwd=b"x"),
        "laughs.docx": word(LAUGHS + OPENING + PARAGRAPH + b"&l9;" + CLOSING),
        "entity.docx": word(SECRET + OPENING + b"<w:p><w:r><w:t>&x;</w:t></w:r></w:p>" + CLOSING),
        "renamed.docx": zipped({"article.txt": b"Bread."}),
        "hollow.docx": zipped({"[Content_Types].xml": TYPES}),
        "short.docx": SOUND[: len(SOUND) // 2],
        "broken.docx": word(OPENING + PARAGRAPH),
        "encoding.docx": word(b'<?xml version="1.0" encoding="utf-8"?>' + OPENING + b"\xff" + CLOSING),
        "locked.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "200-mb.odt": opendocument(b"<a>" + b"<b>x</b>" * (200 * MEGABYTE // 8) + b"</a>"),
        "laughs.odt": opendocument(LAUGHS + b"<a>&l9;</a>"),
        "entity.odt": opendocument(SECRET + b"<a>&x;</a>"),
        "locked.odt": opendocument(b"\x8f\x00", b"<manifest:encryption-data/>"),
        "locked-otherwise.odt": opendocument(b"\x8f\x00"),
        "200-mb.epub": ebook(XHTML % (b"<p>x</p>" * (200 * MEGABYTE // 8))),
        "entity.epub": ebook(SECRET + XHTML % b"<p>&x;</p>"),
        "laughs.epub": ebook(LAUGHS + XHTML % b"<p>&l9;</p>"),
        "locked.epub": ebook(b"\x8f\x00", **{"META-INF__encryption.xml": LOCK}),
        "hollow.epub": zipped({"mimetype": b"application/epub+zip"}),
        "tags.epub": ebook(XHTML % (b"<p>x<i/></p>" * (15 * MEGABYTE // 12))),
        "lines.md": b"a *b* c\n\n" * 400_000,
        "deep.html": b"<html><body>" + b"<div>" * 100_000 + b"Bread.",
        "long.html": b"<html><body>" + b"<p>Bread.</p>" * (17 * MEGABYTE // 13),
        "empty.html": b"<!doctype html><html><body></body></html>",
        "brackets.md": b"[" * 500_000,
        "quoted.md": b">" * 5_000 + b" Bread.",
        "long.txt": b"Bread. " * MEGABYTE,
        "noise.txt": bytes(range(256)) * 100,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the command line said to a file."""

    status: object
    out: str
    err: str
    seconds: float


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Answer], Path]:
    """What the command line said to each file, and the folder in which they lay."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, data in files().items():
        (folder / name).write_bytes(data)
    driver = DRIVER.format(memory=MEMORY, seconds=SECONDS)
    done = subprocess.run(
        [sys.executable, "-c", driver, json.dumps(list(SLUGS))], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    keys = ("status", "out", "err", "seconds")
    return {name: Answer(**dict(zip(keys, answer, strict=True))) for name, answer in said.items()}, folder


@pytest.mark.parametrize("name", SLUGS)
def test_a_hostile_file_ends_in_one_message(name: str, answers: tuple[dict[str, Answer], Path]) -> None:
    """With status 1, the name of the file, what is the matter and what to do."""
    answer = answers[0][name]
    assert (answer.status, answer.out) == (1, ""), answer
    assert answer.err.count("error: ") == 1, answer.err
    assert f"`{name}`" in answer.err
    assert f"[{SLUGS[name]}]" in answer.err
    assert "= hint: " in answer.err
    assert answer.err.endswith("pamphlet: 1 error; nothing was written\n")


def test_nothing_is_written_anywhere(answers: tuple[dict[str, Answer], Path]) -> None:
    """Neither the manuscript nor any part of it, nor what a file would have had written beside."""
    assert sorted(entry.name for entry in answers[1].iterdir()) == sorted(SLUGS)


def test_no_hostile_file_takes_long(answers: tuple[dict[str, Answer], Path]) -> None:
    """A few seconds of processor time at the most; the memory is what the process was allowed."""
    assert {name: answer.seconds for name, answer in answers[0].items() if answer.seconds > 5} == {}
