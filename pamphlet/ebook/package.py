"""What an EPUB is made of before any library sees it: files, their order, statements about the whole."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

XHTML = "application/xhtml+xml"


class EbookProblem(Exception):
    """The pamphlet cannot be made into an ebook; the message says why, in a plain sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A document whose links are still ids: `#id`, wherever that id stands."""

    id: str
    name: str
    title: str
    markup: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of the package: `properties` are those of the manifest, such as `nav`."""

    id: str
    name: str
    media_type: str
    data: bytes = field(repr=False)
    properties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something said about the book: `dc:title`, or a property of the EPUB vocabularies.

    `id` is there for other statements to refine; `refines` is the id of the one that this refines.
    """

    name: str
    value: str
    id: str = ""
    refines: str = ""
    scheme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideEntry:
    """A place by which older readers find their way: `kind` is a word of the EPUB 2 guide."""

    kind: str
    title: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A whole EPUB: `modified` is in UTC, `spine` are the ids of the documents in the order of reading."""

    identifier: str
    language: str
    modified: dt.datetime
    statements: tuple[Statement, ...]
    files: tuple[File, ...]
    spine: tuple[str, ...]
    guide: tuple[GuideEntry, ...]
