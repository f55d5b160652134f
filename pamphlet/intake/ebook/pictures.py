"""The pictures of an ebook become pictures of copy, with their descriptions; none is looked for outside of the book."""

from __future__ import annotations

from pathlib import PurePosixPath

from lxml import etree
from lxml.etree import _Element as Element

from pamphlet.epub_addresses import resolved
from pamphlet.intake.article import Remark, left_out, question
from pamphlet.intake.ebook.package import Book


class Pictures:
    """Finds pictures in a book and names them; `found` are their bytes by name, `remarks` say which are missing."""

    def __init__(self, book: Book) -> None:
        """Look in this book."""
        self._book = book
        self._names: dict[str, str] = {}
        self.found: dict[str, bytes] = {}
        self.remarks: list[Remark] = []

    def copy_of(self, image: Element, document: str, line: int) -> Element | None:
        """A picture that stands in a document, given by its path; None where the book does not have it."""
        address, described = image.get("src", ""), " ".join(image.get("alt", "").split())
        path = resolved(document, address)[0]
        data = self._book.picture(path) if path else None
        if data is None:
            self.remarks.append(question(line, f"the picture `{address[:100]}` is not in the book: put it in by hand"))
            if described:
                self.remarks.append(left_out(line, described, "describes a picture that could not be had"))
            return None
        return etree.Element("img", {"src": self._named(path, data), "alt": described})

    def _named(self, path: str, data: bytes) -> str:
        """The name of a picture in the copy: that of its file, a number before it where another has it."""
        if path not in self._names:
            name = PurePosixPath(path).name
            while name in self.found:
                name = f"{len(self.found) + 1}-{name}"
            self._names[path] = name
            self.found[name] = data
        return self._names[path]
