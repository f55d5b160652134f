"""What an edition becomes: a file, and how it comes out of a printer.  Nothing here loads the layout engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pamphlet.press.imposition import Plan


class Edition(StrEnum):
    """A form of the pamphlet, by the name that the command line knows it under."""

    READING = "reading"
    BOOKLET = "booklet"
    PRESS = "press"
    LARGE_PRINT = "large-print"
    EPUB = "epub"
    WEB = "web"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """How a file is to come out of a printer; sizes and creep (of the innermost sheet) in mm.

    `extent` counts the pages of the pamphlet in the file without the `blanks`.  `sheets` are pieces
    of paper a copy, in the paper size `paper`, of which this file prints; `two_sided` says whether it
    fills both sides of them.  `advice` is what to know before printing and stapling, sentence by
    sentence; `fit` what fewer lines would save and what blank pages are good for.  `flip` is the
    edge, `short` or `long`, about which the printer turns the sheet.  `plan` holds all sheets of a
    booklet, those of its other files too; None where nothing is folded.
    `is_cover`: the file is a cover to be printed on paper of its own.
    """

    extent: int
    blanks: int
    sheets: int
    paper: str
    two_sided: bool = True
    creep: float = 0
    advice: tuple[str, ...] = ()
    fit: tuple[str, ...] = ()
    flip: str = "short"
    plan: Plan | None = None
    is_cover: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A file that was made.  `pages` are those of a PDF, 0 for other files.

    `printed` says how it is printed; None for what is not made for paper.
    """

    edition: Edition
    file_name: str
    data: bytes = field(repr=False)
    pages: int = 0
    printed: Printed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """All files of a build: its products, and the list of what they were made of, by its name."""

    products: tuple[Product, ...]
    listed: Mapping[str, bytes] = field(repr=False)

    @property
    def files(self) -> dict[str, bytes]:
        """Their bytes, by name."""
        return {**{product.file_name: product.data for product in self.products}, **self.listed}
