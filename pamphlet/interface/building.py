"""A manuscript's folder becomes the files of its editions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from pamphlet.build import build
from pamphlet.diagnostics import Diagnostic, Diagnostics
from pamphlet.distribution.one import build_branch
from pamphlet.distribution.orders import Wishes
from pamphlet.editions.job import Edition, Product
from pamphlet.inspection import Announce
from pamphlet.interface import WrongUsage
from pamphlet.interface.premises import known_machines, machine_of, silent, workshop_of

USUAL = (Edition.READING, Edition.BOOKLET, Edition.EPUB, Edition.WEB)
"""What is made where no edition is named: few go to a print shop, or print large."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """The files that were made, in `folder`, and what was found on the way, of which nothing is an error."""

    folder: Path
    products: tuple[Product, ...]
    findings: tuple[Diagnostic, ...]

    @property
    def paths(self) -> tuple[Path, ...]:
        """Where the files stand, in the order of `products`."""
        return tuple(self.folder / product.file_name for product in self.products)


def build_editions(  # noqa: PLR0913  # one for each wish
    manuscript: str | PathLike[str],
    output: str | PathLike[str],
    editions: Iterable[str] = USUAL,
    *,
    branch: str = "",
    printer: str = "",
    copies: int | None = None,
    announce: Announce = silent,
    bounded: bool = False,
) -> Built:
    """Make editions of a manuscript and put them into the folder `output`, all or none.

    `editions` are members of Edition or their names: `booklet`, `large-print`.  With the name of a `branch` they have
    its covers.  `printer` is the name of one that was calibrated: booklets are made for it.  `copies` is what the print
    sheets reckon with; None for the number in the settings.  `announce` is told of each stage as it begins.  Where
    it is `bounded` it is held to this user's limits of time and memory, as the command line is.

    Raises WrongUsage where there is no such edition or printer, Refused where the manuscript has errors or no such
    branch, OutputProblem where the folder cannot be written, and FontProblem; what stood there before still stands.
    """
    wanted, folder = tuple(map(_edition, editions)), Path(output)
    machine = machine_of(printer)
    workshop, diagnostics = workshop_of(Path(manuscript), announce, bounded=bounded), Diagnostics()
    if branch:
        products = build_branch(
            workshop,
            branch,
            wanted,
            folder,
            diagnostics,
            wishes=Wishes(printers=known_machines()),
            machine=machine if printer else None,
            copies=copies,
        )
    else:
        products = build(workshop, wanted, folder, diagnostics, machine, copies)
    return Built(folder=folder, products=products, findings=tuple(diagnostics))


def _edition(name: str) -> Edition:
    if name not in tuple(Edition):
        raise WrongUsage(f"there is no edition `{name}`; there are: {', '.join(Edition)}")
    return Edition(name)
