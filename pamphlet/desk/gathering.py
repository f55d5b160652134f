"""A manuscript and its folder become the view that the rules look at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from pamphlet.desk.reading import read_prose
from pamphlet.desk.view import Coverage, Life, View
from pamphlet.diagnostics import Diagnostics, Source
from pamphlet.manuscript.assembly import FATES_FILE, MADE_PARTS, NOTES_FILE, SETTINGS_FILE, Manuscript
from pamphlet.manuscript.document import Person
from pamphlet.manuscript.passage import Passage
from pamphlet.manuscript.text_files import read_text_file
from pamphlet.settings import Order
from pamphlet.speller import FindSpeller, no_speller
from pamphlet.toml_source import Table, read_toml
from pamphlet.workspace import PICTURE_SUFFIXES, Folder

_PARTS = ("front", "body", "back", "fill")
_MARKDOWN = frozenset({".md"})
_IMAGES = "images"

_OTHER_WRITING = frozenset({
    "", ".doc", ".docx", ".epub", ".htm", ".html", ".markdown", ".odt", ".pages", ".pdf", ".rst", ".rtf", ".tex",
    ".text", ".toml", ".txt",
})  # fmt: skip
"""Files that someone may have put among the chapters in the belief that they are read."""

_LOOSE_WRITING = frozenset({".markdown", ".md", ".toml", ".txt"})
_READ_AT_THE_TOP = (SETTINGS_FILE, NOTES_FILE, FATES_FILE, "branches.toml")
_ABOUT_THE_FOLDER = ("changelog", "contributing", "copying", "import-report", "licence", "license", "readme")

_PRINTED_SETTINGS = (
    "title", "subtitle", "authors", "cover_line", "summary", "series", "price", "rights",
    "editors", "translators", "issn",
)  # fmt: skip


def look_at(manuscript: Manuscript, folder: Folder, coverage: Coverage, find_speller: FindSpeller = no_speller) -> View:
    """Gather what the rules need; the folder is read here and by no rule."""
    settings, document = manuscript.settings, manuscript.document
    fates = _fates_table(folder)
    table = read_toml(settings.source, Diagnostics())
    printed = tuple(_setting_wordings(table)) if table else ()
    return View(
        settings=settings,
        document=document,
        coverage=coverage,
        date=table.date("date") if table else None,
        wordings=(*printed, *(_fates_wordings(fates) if fates else ())),
        web_span=table.table("imprint").span("web") if table else settings.title_span,
        lives=tuple(_lives(fates, document.people.persons)) if fates else (),
        pictures=folder.names(_IMAGES, PICTURE_SUFFIXES),
        unread=tuple(_unread(folder, settings.order)),
        complete=_is_complete(manuscript, folder, fates),
        prose=tuple(read_prose(document, settings.language, printed)),
        find_speller=find_speller,
    )


def _source(folder: Folder, name: str) -> Source | None:
    """A text file once more, refused where it was then; why was reported when the manuscript was read."""
    return read_text_file(folder, name, Diagnostics())


def _fates_table(folder: Folder) -> Table | None:
    source = _source(folder, FATES_FILE)
    return read_toml(source, Diagnostics()) if source else None


def _wordings(table: Table, *keys: str) -> Iterator[Passage]:
    """The texts under the keys, whether a text or a list of them."""
    for key in keys:
        for text, span in table.texts(key):
            yield Passage.value(span, text)


def _setting_wordings(table: Table) -> Iterator[Passage]:
    yield from _wordings(table, *_PRINTED_SETTINGS)
    for person in (person for key in ("authors", "editors", "translators") for person in table.tables(key)):
        yield from _wordings(person, "name", "about")
    imprint = table.table("imprint")
    yield from _wordings(imprint, *imprint.data)


def _fates_wordings(table: Table) -> Iterator[Passage]:
    yield from _wordings(table, "title")
    for person in table.tables("person"):
        texts = (key for key in ("name", "sort", "born", "died") if isinstance(person.data.get(key), str))
        yield from _wordings(person, *texts)


def _lives(table: Table, persons: tuple[Person, ...]) -> Iterator[Life]:
    for entry, person in zip(table.tables("person"), persons, strict=True):
        yield Life(
            name=person.name,
            born=person.born,
            born_span=entry.span("born"),
            died=person.died,
            died_span=entry.span("died"),
        )


def _unread(folder: Folder, order: Order) -> Iterator[str]:
    """Writing that no stage reads: of another kind than its folder's, or in no folder at all."""
    for part in _PARTS:
        yield from folder.names(part, _OTHER_WRITING | PICTURE_SUFFIXES)
        for inner in folder.folders(part):
            yield from folder.names(inner, _OTHER_WRITING | _MARKDOWN)
    listed = {f"fill/{entry}" for entry, _ in order.fill}
    yield from (name for name in folder.names("fill", _MARKDOWN) if name not in listed)
    for name in folder.names(".", _LOOSE_WRITING):
        if name not in _READ_AT_THE_TOP and PurePosixPath(name).stem.lower() not in _ABOUT_THE_FOLDER:
            yield name


def _is_complete(manuscript: Manuscript, folder: Folder, fates: Table | None) -> bool:
    """Whether every chapter there is or should be was read, and the notes and fates too."""
    if folder.exists(NOTES_FILE) and _source(folder, NOTES_FILE) is None:
        return False
    if folder.exists(FATES_FILE) and fates is None:
        return False
    before = manuscript.settings.source.name.removesuffix(SETTINGS_FILE)
    read = {section.span.source.name for section in manuscript.document.sections if section.blocks}
    return all(before + name in read for name in _chapters(manuscript, folder))


def _chapters(manuscript: Manuscript, folder: Folder) -> Iterator[str]:
    """The files that are there or listed."""
    order = manuscript.settings.order
    for part, listed in zip(_PARTS, (order.front, order.body, order.back, order.fill), strict=True):
        if part != "fill":  # where what is not listed is not read
            yield from folder.names(part, _MARKDOWN)
        yield from (f"{part}/{entry}" for entry, _ in listed or () if entry not in MADE_PARTS)
