"""Word files that are broken or meant to do harm: one clear refusal each, or the text and nothing else."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_files import call, item, paragraph, picture, run, table, word_file, zipped

from pamphlet.diagnostics import Refused
from pamphlet.intake.word.reader import read_word
from pamphlet.intake.word.words import words_in

WHOLE = word_file(
    paragraph("Head", style="berschrift1") + paragraph(run("Bread") + call(1)) + table([["a", "b"]]) + item("c"),
    parts={"footnotes": f'<w:footnote w:id="1">{paragraph("A note.")}</w:footnote>'},
)
ENTITY = '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def slug(data: bytes) -> str:
    """The one finding with which a file is refused; empty where it is read."""
    try:
        read_word(data, "x.docx")
    except Refused as refusal:
        (finding,) = refusal.findings
        return finding.slug
    return ""


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "import-damaged"),
        (b"PK\x03\x04 and nothing more", "import-damaged"),
        (WHOLE[: len(WHOLE) // 2], "import-damaged"),
        (zipped({"a.txt": "Any zip under another name."}), "import-damaged"),
        (zipped({"word/document.xml": "<html/>"}), "import-damaged"),
        (zipped({"word/document.xml": "<w:document"}), "import-damaged"),
        (zipped({"word/document.xml": f"{ENTITY}<p>&x;</p>"}), "import-unsafe"),
        (word_file("<w:p/>" * 60_001), "import-too-large"),
        (word_file(paragraph("x"), parts={"comments": "<w:r/>" * 60_001}), "import-too-large"),
        (word_file("<w:tbl>" * 300 + "</w:tbl>" * 300), "import-too-large"),
        (word_file(paragraph("a" * (17 * 1024 * 1024))), "import-too-large"),
        (zipped({"word/document.xml": "x", "../x.xml": "x"}), "import-unsafe"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)} bytes",
)
def test_what_is_no_sound_word_file_is_refused(data: bytes, expected: str) -> None:
    """Empty, cut short, another zip, another document, entities, far too much of anything, names that lead out."""
    assert slug(data) == expected


@pytest.mark.parametrize(
    "body",
    [
        item("deep", 1, 4_000) + "".join(item("x", 1, level) for level in range(2_000)),
        "<w:tbl><w:tr><w:tc>" * 80 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 80,
        "<w:p>" + "<w:ins>" * 240 + run("x") + "</w:ins>" * 240 + "</w:p>",
        "<w:sdt><w:sdtContent>" * 110 + paragraph("x") + "</w:sdtContent></w:sdt>" * 110,
        "<w:p><w:r><w:pict><w:txbxContent>" * 60 + paragraph("x") + "</w:txbxContent></w:pict></w:r></w:p>" * 60,
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
        + paragraph("x", '<w:ind w:left="1e400"/>', style="Ring"),
    ],
    ids=["levels of lists", "tables in tables", "changes in changes", "controls", "boxes in boxes", "figures"],
)
def test_what_is_nested_or_large_beyond_sense_is_read_all_the_same(body: str) -> None:
    """Depth and figures that no person gives a text end neither in a crash nor in a pile of cells."""
    ring = '<w:style w:styleId="Ring"><w:name w:val="Ring"/><w:basedOn w:val="Ring"/></w:style>'
    copy = read_word(word_file(body, parts={"styles": ring}), "x.docx")
    assert "x" in words_in(copy.body).split()
    assert sum(1 for _ in copy.body.iter()) < 7_000


def test_pictures_go_by_names_of_ours_and_are_never_fetched() -> None:
    """A name in the file leads nowhere: not out of the folder, not to this machine, not to the web."""
    data = word_file(
        paragraph(picture("up") + picture("here") + picture("web")),
        links={"here": "file:///etc/passwd", "web": "https://example.org/x.png"},
    )
    up = b'<Relationship Id="up" Type="http://x/image" Target="../../../etc/passwd"/></Relationships>'
    copy = read_word(with_relation(data, up), "x.docx")
    assert copy.pictures == {}
    assert [remark.text for remark in copy.remarks] == [
        "a picture is not in the file",
        "a picture is not in the file: it is at file:///etc/passwd",
        "a picture is not in the file: it is at https://example.org/x.png",
    ]


def with_relation(data: bytes, relation: bytes) -> bytes:
    """A Word file whose text has one more relation."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = "word/_rels/document.xml.rels"
    listed = files[name]
    assert isinstance(listed, bytes)
    return zipped({**files, name: listed.replace(b"</Relationships>", relation)})


@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=8))
def test_a_file_with_a_few_wrong_bytes_is_read_or_refused(place: int, wrong: bytes) -> None:
    """Whatever a bad disk makes of a file, the end is a copy or one finding."""
    damaged = WHOLE[:place] + wrong + WHOLE[place + len(wrong) :]
    assert slug(damaged) in {"", "import-damaged", "import-too-large", "import-unsafe", "import-locked"}
