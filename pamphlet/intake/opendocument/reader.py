"""The bytes of an OpenDocument text (.odt, .ott, .fodt) become copy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from pamphlet.intake.archive import Archive, damaged, open_archive
from pamphlet.intake.copy import Copy, Offered
from pamphlet.intake.opendocument.body import Body
from pamphlet.intake.opendocument.figures_and_verse import make_stanzas
from pamphlet.intake.opendocument.gathering import Gathering, Pictures
from pamphlet.intake.opendocument.source import count, lines_of
from pamphlet.intake.opendocument.styles import Styles
from pamphlet.intake.opendocument.vocabulary import child, first, inside
from pamphlet.intake.xml import xml_tree

_HEADERS = ("style:header", "style:header-left", "style:header-first")
_FOOTERS = ("style:footer", "style:footer-left", "style:footer-first")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """The parts of a file that matter: three trees, or one that is all of them, and its pictures."""

    content: Element
    styles: Element
    meta: Element
    pictures: Pictures


def read_opendocument(data: bytes, name: str) -> Copy:
    """Read a text that LibreOffice or another program wrote; `name` is the file's.

    Raises Refused: no text in it, damaged, locked, or larger than a text can be.
    """
    text = _opened(data, name)
    body = first(text.content, "office:text")
    if body is None:
        raise damaged(name, "it is an OpenDocument file without a text in it")
    styles = Styles(_style_groups(text))
    gathering = Gathering(body, text.pictures)
    lines = {paragraph: line for line, paragraph in enumerate(inside(body, "text:p", "text:h"), 1)}
    reader = Body(styles, gathering, lines)
    written = etree.Element("body")
    reader.read(body, written)
    notes = etree.Element("section", {"class": "notes"})
    notes.extend(reader.notes())
    if len(notes):
        written.append(notes)
    make_stanzas(written)
    gathering.close()
    for reason, element in _furniture(text.styles):
        gathering.leave_out(element, 0, reason)
    return Copy(
        name=name,
        body=written,
        offered=_offered(text.meta, reader.language),
        pictures=gathering.pictures,
        source="\n".join(
            [*lines_of(body, styles.hiding), *(line for _, part in _furniture(text.styles) for line in lines_of(part))]
        ),
        count=count(body),
        remarks=tuple(gathering.remarks),
    )


def _opened(data: bytes, name: str) -> _Text:
    if not data.startswith(b"PK"):
        whole = xml_tree(data, name)
        return _Text(content=whole, styles=whole, meta=whole, pictures=lambda _: None)
    archive = open_archive(data, name)
    content = xml_tree(archive.read("content.xml"), name)
    nothing = etree.Element("nothing")

    def part(wanted: str) -> Element:
        return xml_tree(archive.read(wanted), name) if wanted in archive else nothing

    return _Text(content=content, styles=part("styles.xml"), meta=part("meta.xml"), pictures=_pictures(archive))


def _pictures(archive: Archive) -> Pictures:
    def read(address: str) -> bytes | None:
        part = address.removeprefix("./")
        return archive.read(part) if part in archive else None

    return read


def _style_groups(text: _Text) -> Iterator[Element]:
    """The styles that have names, then those that the program made for single paragraphs."""
    named = first(text.styles, "office:styles")
    automatic = first(text.content, "office:automatic-styles")
    yield from (group for group in (named, automatic) if group is not None)


def _furniture(styles: Element) -> Iterator[tuple[str, Element]]:
    """The heads and feet of pages, which a pamphlet makes itself."""
    for masters in inside(styles, "office:master-styles"):
        yield from (("stands at the head of pages", element) for element in inside(masters, *_HEADERS))
        yield from (("stands at the foot of pages", element) for element in inside(masters, *_FOOTERS))


def _offered(meta: Element, language: str) -> Offered:
    """What the file says of itself."""
    group = first(meta, "office:meta")

    def said(*names: str) -> str:
        texts = (child(group, name) for name in names) if group is not None else ()
        return next((" ".join(found.text.split()) for found in texts if found is not None and found.text), "")

    author = said("meta:initial-creator", "dc:creator")
    return Offered(
        title=said("dc:title"),
        authors=(author,) if author else (),
        date=said("meta:creation-date", "dc:date"),
        language=said("dc:language") or language,
    )
