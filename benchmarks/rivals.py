"""A manuscript becomes what other programs are given in its place, and the commands with which they make its files.

(i) is the layout engine alone, WeasyPrint's own command line, on the HTML, the style sheets and the fonts that we
hand to it.  (ii) is the quickest chain of known tools for the same files: Pandoc and Typst for the pages, Pandoc for
the ebook and the web page, pdfimpose for the booklet.  (iii) is Pandoc and XeLaTeX for the pages.

What they do not make is not asked of them: pages of names, page numbers carried into the ebook, tags, a print sheet.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from pamphlet.apparatus.compilation import compile_pamphlet
from pamphlet.apparatus.parts import Pamphlet
from pamphlet.build import inspected, lay_out
from pamphlet.diagnostics import Diagnostics
from pamphlet.editions.job import Job
from pamphlet.interface.premises import workshop_of
from pamphlet.press.layout import BLEED
from pamphlet.typeset.fonts import face_rules
from pamphlet.typeset.paper import BASE_ADDRESS, PaperDocuments

ENGINE, CHAIN, TEX = "(i)", "(ii)", "(iii)"
WHAT = {
    ENGINE: "`weasyprint` on the same HTML: one PDF",
    CHAIN: "Pandoc, Typst, pdfimpose: PDF, booklet, EPUB, web page",
    TEX: "Pandoc, XeLaTeX: one PDF",
}
_PAPER = ("-V", "papersize=a5", "-V", "fontsize=10pt")
_COMPILE = "import sys, typst; typst.compile(sys.argv[1], sys.argv[2], font_paths=[sys.argv[3]])"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A folder with what other programs are given; `sheets` are the names of its style sheets, in order."""

    folder: Path
    sheets: tuple[str, ...]


Command = tuple[str | Path, ...]


# -- what they are given ---------------------------------------------------------------------


def hand_over(manuscript: Path, folder: Path) -> None:
    """Write down for other programs what a manuscript becomes before it is laid out, and its Markdown in one file.

    Raises Refused where the manuscript has errors.
    """
    job = _laid_out(manuscript)
    for font in job.fonts:
        _put(folder / "fonts" / font.file_name, font.data)
    for name, picture in job.pamphlet.images.items():
        _put(folder / "manuscript" / name, picture.data)
    for name, data in job.theme.pictures.items():
        _put(folder / "sheets" / name, data)
    for name, text in _sheets(job):
        _put(folder / "sheets" / name, _here(text).encode())
    _put(folder / "book.html", _here(_html(job)).encode())
    _put(folder / "book.md", joined(manuscript, job.pamphlet).encode())


def handed(folder: Path) -> Handed:
    """What was written down in a folder."""
    return Handed(folder=folder, sheets=tuple(sorted(path.name for path in (folder / "sheets").glob("*.css"))))


def _laid_out(manuscript: Path) -> Job:
    """The manuscript on its pages."""
    diagnostics = Diagnostics()
    workshop = workshop_of(manuscript)
    found, theme = inspected(workshop, diagnostics)
    return lay_out(workshop, compile_pamphlet(found), theme, diagnostics)


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _here(text: str) -> str:
    """With addresses that lead into the folder."""
    return text.replace(BASE_ADDRESS, "")


def _sheets(job: Job) -> Iterator[tuple[str, str]]:
    """The style sheets as the engine is given them, named in their order."""
    faces = face_rules(job.fonts, lambda font: f"../fonts/{font.file_name}")
    texts = (faces, *(text for _, text in job.theme.paper), f"@page{{bleed:{BLEED}mm}}")
    for number, text in enumerate(texts):
        yield f"{number:02}.css", text


def _html(job: Job) -> str:
    """The documents that the engine is given, as one."""
    documents = PaperDocuments(job.pamphlet, job.theme.grid, job.moment, job.theme.cover)
    body = documents.body()
    index = documents.index(job.copy.index, first_page=job.copy.extent) if job.copy.index else ""
    if index:
        body = body.replace('<section class="index placeholder" id="index"></section>', "")
    first, *others = (documents.front(), body, index, documents.back())
    inner = (re.sub(r"(?s)^.*?<body[^>]*>|</body>.*$", "", other) for other in others)
    return first.replace("</body>", f"{''.join(inner)}</body>")


def joined(manuscript: Path, pamphlet: Pamphlet) -> str:
    """The manuscript as one Markdown file of Pandoc's, people among it."""
    settings = pamphlet.settings
    order = tomllib.loads((manuscript / "pamphlet.toml").read_text(encoding="utf-8")).get("order", {})
    files = [path for part in ("front", "body", "back") for path in _in_order(manuscript / part, order.get(part))]
    notes = [path for path in (manuscript / "notes.md",) if path.is_file()]
    texts = (path.read_text(encoding="utf-8") for path in (*files, *notes))
    head = f"---\ntitle: {json.dumps(settings.title)}\nlang: {settings.language}\n---\n"
    people = (
        f"**{person['name']}**. {person.get('fate', '').strip()} {person.get('source', '')}"
        for person in _people(manuscript)
    )
    text = "\n\n".join((head, *texts, "# What became of them", *people))
    return text.replace("](images/", "](manuscript/images/")


def _in_order(folder: Path, named: list[str] | None) -> list[Path]:
    """The Markdown files of a part."""
    files = sorted(folder.glob("*.md"))
    return files if named is None else [folder / name for name in named if (folder / name) in files]


def _people(manuscript: Path) -> list[dict[str, str]]:
    path = manuscript / "fates.toml"
    if not path.is_file():
        return []
    found: list[dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8")).get("person", [])
    return found


# -- what they are asked to make -------------------------------------------------------------


def missing(rival: str) -> str:
    """Why a rival cannot be measured on this machine; empty where it can."""
    if rival == ENGINE:
        return ""
    extra = "the extra `bench` is not installed"
    if _pandoc() is None:
        return extra
    if rival == TEX:
        return "" if shutil.which("xelatex") else "XeLaTeX is not installed"
    return "" if find_spec("typst") and shutil.which("pdfimpose", path=_beside_python()) else extra


def _pandoc() -> Path | None:
    """The program that comes with the package."""
    found = find_spec("pypandoc")
    return Path(str(found.origin)).parent / "files" / "pandoc" if found else None


def _beside_python() -> str:
    return str(Path(sys.executable).parent)


def engine_alone(handed: Handed) -> tuple[Command, ...]:
    """WeasyPrint's own command line: HTML in, PDF out."""
    here = handed.folder
    sheets = (word for name in handed.sheets for word in ("--stylesheet", here / "sheets" / name))
    return ((sys.executable, "-m", "weasyprint", *sheets, here / "book.html", here / "engine.pdf"),)


def chain(handed: Handed) -> tuple[Command, ...]:
    """PDF, booklet, EPUB and web page, one after the other."""
    here, pandoc = handed.folder, _pandoc() or "pandoc"
    fonts = ("-V", "mainfont=Literata")
    book, impose = _book(here), Path(_beside_python(), "pdfimpose")
    return (
        (pandoc, *book, *_PAPER, *fonts, "--to", "typst", "--output", here / "book.typ"),
        (sys.executable, "-c", _COMPILE, here / "book.typ", here / "chain.pdf", here / "fonts"),
        (impose, "saddle", "--signature", "2x1", here / "chain.pdf", "--output", here / "booklet.pdf"),
        (pandoc, *book, "--output", here / "chain.epub"),
        (pandoc, *book, "--embed-resources", "--output", here / "chain.html"),
    )


def tex(handed: Handed) -> tuple[Command, ...]:
    """One PDF by XeLaTeX, which Pandoc runs as often as the contents need it."""
    here, pandoc = handed.folder, _pandoc() or "pandoc"
    faces = f"Path={here / 'fonts'}/,ItalicFont=literata-italic-400.ttf,BoldFont=literata-normal-700.ttf"
    fonts = ("-V", "mainfont=literata-normal-400.ttf", "-V", f"mainfontoptions={faces}")
    return ((pandoc, *_book(here), *_PAPER, *fonts, "--pdf-engine", "xelatex", "--output", here / "tex.pdf"),)


def _book(here: Path) -> Command:
    return ("--standalone", "--toc", here / "book.md", "--resource-path", here)


COMMANDS: Mapping[str, Callable[[Handed], tuple[Command, ...]]] = {ENGINE: engine_alone, CHAIN: chain, TEX: tex}


def main() -> None:
    """Hand over a manuscript, in a process of its own: what the program does to its process stays there."""
    manuscript, folder = map(Path, sys.argv[1:])
    hand_over(manuscript, folder)


if __name__ == "__main__":
    main()
