"""What an OpenDocument text keeps apart from its paragraphs: notes, boxes, pictures, comments, what was deleted."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from pathlib import PurePosixPath

from lxml.etree import _Element as Element

from pamphlet.intake.article import Remark, left_out, question
from pamphlet.intake.opendocument.source import words_of
from pamphlet.intake.opendocument.vocabulary import child, inside, kind, qualified, value
from pamphlet.intake.pieces import Piece, call, picture

Pictures = Callable[[str], bytes | None]
"""The bytes of a picture by its address in the file; None where the file has none there."""


class Gathering:
    """What is met on the way through the text and has its place elsewhere.

    `notes` are the bodies of the notes with their ids and lines, `boxes` the frames of text that wait for the end of
    the paragraph that they stand in, `drawings` the number of shapes without words, `pictures` the bytes of each
    picture by its name.
    """

    def __init__(self, body: Element, pictures: Pictures) -> None:
        """Gather from this text; its pictures are asked for as they are met."""
        self._ask = pictures
        self._deletions = {
            value(region, "text:id") or value(region, "xml:id"): deletion
            for region in inside(body, "text:changed-region")
            if (deletion := child(region, "text:deletion")) is not None
        }
        self._anchors = _anchors(body)
        self._names: dict[str, str] = {}
        self.notes: list[tuple[str, int, Element]] = []
        self.boxes: list[Element] = []
        self.drawings = 0
        self.pictures: dict[str, bytes] = {}
        self.remarks: list[Remark] = []

    def remark(self, remark: Remark) -> None:
        """Note something for the account."""
        self.remarks.append(remark)

    def leave_out(self, element: Element, line: int, reason: str) -> None:
        """Note that the words of an element are left out; nothing where it has none."""
        if words := words_of(element):
            self.remark(left_out(line, words, reason))

    def anchor(self, paragraph: Element) -> str:
        """The name under which a link of the text leads to a paragraph; empty where none does."""
        return self._anchors.get(paragraph, "")

    def call(self, note: Element, line: int) -> Piece:
        """The call of a note, whose body is read at the end."""
        identity = f"note-{len(self.notes) + 1}"
        body = child(note, "text:note-body")
        self.notes.append((identity, line, note if body is None else body))
        return call(identity)

    def comment(self, annotation: Element, line: int) -> None:
        """A comment, which is left out."""
        author = next((words_of(name) for name in inside(annotation, "dc:creator")), "")
        self.leave_out(annotation, line, f"a comment by {author}" if author else "a comment")

    def deletion(self, change: str, line: int) -> None:
        """A place where something was deleted while changes were tracked."""
        deletion = self._deletions.pop(change, None)
        if deletion is not None:
            self.leave_out(deletion, line, "deleted while changes were tracked")

    def close(self) -> None:
        """Account for deletions whose place is not in the text, and for drawings."""
        for change in tuple(self._deletions):
            self.deletion(change, 0)
        if self.drawings:
            what = "a drawing" if self.drawings == 1 else f"{self.drawings} drawings"
            self.remark(question(0, f"{what} made in the word processor could not be had: make a picture of each"))

    def picture(self, frame: Element, line: int) -> Piece | None:
        """The picture in a frame, of several forms the first that can be had; None where there is none."""
        described = {kind(inner): words_of(inner) for inner in frame if kind(inner) in {"svg:title", "svg:desc"}}
        description = ": ".join(filter(None, (described.get("svg:title"), described.get("svg:desc"))))
        addresses = []
        for image in inside(frame, "draw:image"):
            address = value(image, "xlink:href")
            data = _embedded(image) or self._ask(address)
            if data:
                return picture(self._named(address, data), description)
            addresses.append(address)
        self._without_picture(frame, line, description, addresses)
        return None

    def _without_picture(self, frame: Element, line: int, description: str, addresses: list[str]) -> None:
        said = next((f"the picture `{address}` is not in the file" for address in addresses if address), "")
        if child(frame, "draw:object") is not None or child(frame, "draw:object-ole") is not None:
            said = "a formula, chart or table of another program stands here: make a picture of it"
        if said:
            self.remark(question(line, said))
        if description:
            self.remark(left_out(line, description, "describes a picture that could not be had"))

    def _named(self, address: str, data: bytes) -> str:
        """The name of a picture in the copy: that of its file, a number where another has it."""
        key = address or f"embedded {len(self.pictures) + 1}"
        if key not in self._names:
            name = PurePosixPath(address).name or "picture"
            while name in self.pictures:
                name = f"{len(self.pictures) + 1}-{name}"
            self._names[key] = name
            self.pictures[name] = data
        return self._names[key]


def _anchors(body: Element) -> dict[Element, str]:
    """The paragraphs to which links of the text lead, by the bookmark that stands in them."""
    wanted = {value(link, "xlink:href").removeprefix("#") for link in inside(body, "text:a")}
    found: dict[Element, str] = {}
    for mark in inside(body, "text:bookmark", "text:bookmark-start"):
        name = value(mark, "text:name")
        paragraph = next(mark.iterancestors(qualified("text:p"), qualified("text:h")), None)
        if name in wanted and paragraph is not None:
            found.setdefault(paragraph, name)
    return found


def _embedded(image: Element) -> bytes:
    """The bytes of a picture that stands in the text itself, as in a flat file; none where there are none."""
    data = child(image, "office:binary-data")
    try:
        return base64.b64decode("" if data is None else data.text or "")
    except (binascii.Error, ValueError):
        return b""
