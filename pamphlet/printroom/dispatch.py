"""A print sheet's data become a job for CUPS: the words of the `lp` command, and what they mean.

Options: man lp; CUPS, *Command-Line Printing and Options* (openprinting.github.io/cups/doc/options.html).  Names of
`sides` and `print-scaling`: IANA, IPP registrations (RFC 8011, 5.2.8; PWG 5100.13).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from pamphlet.counting import counted
from pamphlet.press.passes import Machine


class NotPrintable(Exception):
    """The file cannot be printed as it is; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked for: `machine` is the printer that was named, None if none was; `queue` what CUPS calls it.

    `copies` go before those of the print sheet; `sheets` are the first and the last to print, None for all.
    """

    machine: Machine | None = None
    queue: str = ""
    copies: int | None = None
    sheets: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One file on its way to a queue of CUPS, the default one where `queue` is empty.

    `sheets` are the first and the last to print, from 1 and the outermost; None for all.
    """

    file: str
    queue: str
    copies: int
    sheet: str
    sides: str
    sheets_a_copy: int
    sheets: tuple[int, int] | None = None

    @property
    def command(self) -> tuple[str, ...]:
        """The command, word by word."""
        destination = ("-d", self.queue) if self.queue else ()
        options = (f"media={self.sheet}", f"sides={self.sides}", "print-scaling=none", "collate=true")
        pages = ("-P", self._pages(*self.sheets)) if self.sheets else ()
        written = (word for option in options for word in ("-o", option))
        return ("lp", *destination, "-n", str(self.copies), *written, *pages, "--", self.file)

    def _pages(self, first: int, last: int) -> str:
        """The pages of the file that stand on some sheets."""
        return f"{first}-{last}" if self.sides == ONE_SIDED else f"{2 * first - 1}-{2 * last}"

    def __str__(self) -> str:
        copies = counted(self.copies, "copy")
        match self.sheets:
            case None:
                extent = f"{counted(self.sheets_a_copy, 'sheet')} each"
            case first, last:
                extent = f"sheet {first} alone" if first == last else f"sheets {first} to {last} alone"
        edge = self.sides.removeprefix("two-sided-").removesuffix("-edge")
        sides = "one side" if self.sides == ONE_SIDED else f"both sides, flip on the {edge} edge"
        printer = self.queue or "the default printer"
        return f"{copies} of {self.file}, {extent}: {self.sheet}, {sides}, 100 %, on {printer}"


ONE_SIDED = "one-sided"


def sides_of(flip: str, *, two_sided: bool) -> str:
    """The name that IPP has for how a sheet is printed."""
    return f"two-sided-{flip}-edge" if two_sided else ONE_SIDED


def job_for(name: str, data: bytes, print_sheet: bytes, wish: Wish) -> Job:
    """The job for a file and the data of the print sheet beside it.

    Raises NotPrintable: the print sheet is of another file or of a printing machine that treats a sheet otherwise, the
    file is for a print shop, or there are no such sheets.
    """
    told = _read(print_sheet, name, data)
    if told["sides"] is None:
        raise NotPrintable(f"{name} is for a print shop: send it there, or print the booklet")
    if wish.machine is not None and told["edition"] == "booklet" and told["printer"] != asdict(wish.machine):
        raise NotPrintable(
            f"{name} was made for a printer that treats a sheet otherwise: make it anew with the same --printer, "
            "`pamphlet build pdf --edition booklet --printer NAME`"
        )
    pages = next(file["pages"] for file in told["files"] if file["name"] == name)
    a_copy = pages if told["sides"] == ONE_SIDED else -(-pages // 2)
    if wish.sheets and not 1 <= wish.sheets[0] <= wish.sheets[1] <= a_copy:
        raise NotPrintable(f"a copy has the sheets 1 to {a_copy}, not {wish.sheets[0]} to {wish.sheets[1]}")
    return Job(
        file=name,
        queue=wish.queue,
        copies=wish.copies or told["copies"],
        sheet=told["sheet"]["name"],
        sides=told["sides"],
        sheets_a_copy=a_copy,
        sheets=wish.sheets,
    )


def _read(print_sheet: bytes, name: str, data: bytes) -> dict[str, Any]:
    """The data of the print sheet, which must be that of this very file."""
    try:
        told: dict[str, Any] = json.loads(print_sheet)
        sums = {file["name"]: file["sha256"] for file in told["files"]}
        wanted = {"sides", "printer", "edition", "copies", "sheet"} <= told.keys()
    except (ValueError, KeyError, TypeError):
        wanted, sums = False, {}
    if not wanted or sums.get(name) != hashlib.sha256(data).hexdigest():
        raise NotPrintable(f"the print sheet beside {name} is not of this file: build it anew")
    return told
