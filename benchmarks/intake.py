"""A Word file of forty pages becomes a manuscript, and a section of docs/benchmarks.md: what an import costs.

The file is made here: 100 notes, 10 pictures, heads, lists, quotations, tables and emphasis, 300 words a page, as
Word's own template writes them.  `make bench` runs this.
"""

from __future__ import annotations

import argparse
import io
import random
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.shared import Cm
from measuring import Cost, machine, median_cost, pamphlet, run
from PIL import Image
from sections import BENCHMARKS, Row, put, table

HEAD = "## What an import costs"
PAGES, WORDS_A_PAGE, NOTES, PICTURES = 40, 300, 100, 10
MOST = 2.0
"""Processor seconds that we allow."""
_SYLLABLES = ("ba", "co", "den", "fi", "gor", "hal", "in", "ker", "lu", "mon")


def words(chance: random.Random, number: int) -> str:
    """So many words of no language, as a sentence."""
    made = ("".join(chance.choices(_SYLLABLES, k=chance.randint(1, 3))) for _ in range(number))
    return " ".join(made).capitalize() + "."


def article() -> bytes:
    """The Word file, always the same."""
    chance = random.Random(1)  # noqa: S311  for words, not for secrets
    document = Document()
    document.add_paragraph("The price of bread", style="Title")
    for page in range(PAGES):
        document.add_heading(f"Part {page + 1}", 1 + page % 2)
        _add_page(document, chance, page)
    stream = io.BytesIO()
    document.save(stream)
    return with_notes(stream.getvalue())


def _add_page(document: DocumentType, chance: random.Random, page: int) -> None:
    for number in range(5):
        paragraph = document.add_paragraph(words(chance, WORDS_A_PAGE // 10))
        paragraph.add_run(words(chance, 5)).italic = True
        paragraph.add_run(f"{words(chance, 5)}{'(note)' if number < 3 else ''}")
    document.add_paragraph(words(chance, 40)).paragraph_format.left_indent = Cm(1)
    for _ in range(3):
        document.add_paragraph(words(chance, 10), style="List Bullet")
    if page % 4 == 0:
        picture = io.BytesIO()
        Image.effect_noise((800, 600), page + 1).save(picture, "PNG")
        picture.seek(0)
        document.add_picture(picture, width=Cm(10))
        table = document.add_table(4, 3)
        for cell in (cell for row in table.rows for cell in row.cells):
            cell.text = words(chance, 2)


def with_notes(data: bytes) -> bytes:
    """The same file with a footnote in the place of each `(note)`, of which the library knows nothing."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    text = files["word/document.xml"].decode()
    for number in range(1, NOTES + 1):
        text = text.replace("(note)</w:t>", f'</w:t><w:footnoteReference w:id="{number}"/>', 1)
    files["word/document.xml"] = text.replace("(note)", "").encode()
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    chance = random.Random(2)  # noqa: S311  for words, not for secrets
    notes = (
        f'<w:footnote w:id="{number}"><w:p><w:r><w:t>{words(chance, 20)}</w:t></w:r></w:p></w:footnote>'
        for number in range(1, NOTES + 1)
    )
    files["word/footnotes.xml"] = f"<w:footnotes {namespace}>{''.join(notes)}</w:footnotes>".encode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relation = f'<Relationship Id="notes" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    listed = files["word/_rels/document.xml.rels"].decode()
    files["word/_rels/document.xml.rels"] = listed.replace("</Relationships>", relation).encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def measure(times: int) -> Cost:
    """The median of several runs by the command line."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "article.docx")
        source.write_bytes(article())
        outputs = (Path(folder, str(number)) for number in range(times))
        return median_cost([run(pamphlet("import", source, "--output", output)) for output in outputs])


def rows_of(cost: Cost) -> tuple[Row, ...]:
    """The rows of the table."""
    what, measured, allowed = "import of the Word file", f"{cost.processor:.2f} s", f"{MOST:.0f} s"
    return (
        Row(what=what, measured=measured, allowed=allowed, holds=cost.processor <= MOST),
        Row(what="memory at its peak", measured=f"{cost.memory:.0f} MB"),
    )


def section(rows: Sequence[Row]) -> str:
    """The section of docs/benchmarks.md."""
    return f"""{HEAD}

`pamphlet import` of a Word file with {PAGES} pages, {NOTES} footnotes and {PICTURES} pictures, the whole process, in
processor time: `python benchmarks/intake.py` makes the file and measures.

{table(rows)}
Measured on {machine()}.
"""


def main() -> None:
    """Measure, print, write the section anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5, help="how often, for the median")
    rows = rows_of(measure(parser.parse_args().times))
    print(table(rows), end="")
    put(BENCHMARKS, section(rows))
    if not all(row.holds for row in rows):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
