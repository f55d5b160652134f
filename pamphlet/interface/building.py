"""A manuscript's folder becomes the files of its editions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path

from pamphlet.diagnostics import Diagnostic, Diagnostics
from pamphlet.editions.product import Delivery, Edition, Product
from pamphlet.interface import WrongUsage
from pamphlet.interface.premises import silent, standing_of, workshop_of
from pamphlet.interface.printers import known_machines, machine_of
from pamphlet.publishing import publish
from pamphlet.standing.witness import Witness
from pamphlet.workshop import Announce, Workshop

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What is asked for, by whoever asks; `printer` is empty for that of any office, `branch` for none."""

    editions: frozenset[Edition]
    branch: str
    printer: str
    copies: int | None

    def words(self, workshop: Workshop) -> tuple[str, ...]:
        """All that the files depend on beside what is in the folder, and the program."""
        printers = known_machines() if self.branch else {self.printer: machine_of(self.printer)}
        wished = (sorted(self.editions), self.branch, self.printer, self.copies, sorted(printers.items()))
        return ("build", workshop.folder.label, str(workshop.moment), repr(workshop.limits), repr(wished))


def build_editions(  # noqa: PLR0913  # one for each wish
    manuscript: str | PathLike[str],
    output: str | PathLike[str],
    editions: Iterable[str] = USUAL,
    *,
    branch: str = "",
    printer: str = "",
    copies: int | None = None,
    anew: bool = False,
    announce: Announce = silent,
    bounded: bool = False,
) -> Built:
    """Make editions of a manuscript and put them into the folder `output`, all or none.

    `editions` are members of Edition or their names: `booklet`, `large-print`.  With the name of a `branch` they have
    its covers.  `printer` is the name of one that was calibrated: booklets are made for it.  `copies` is what the print
    sheets reckon with; None for the number in the settings.  Where nothing has changed since the same was asked for,
    the files are those made then, unless all is to be made `anew`.  `announce` is told of each stage as it begins.
    Where it is `bounded` it is held to this user's limits of time and memory, as the command line is.

    Raises WrongUsage where there is no such edition or printer, Refused where the manuscript has errors or no such
    branch, OutputProblem where the folder cannot be written, and FontProblem; what stood there before still stands.
    """
    wish = _Wish(editions=frozenset(map(_edition, editions)), branch=branch, printer=printer, copies=copies)
    workshop, folder = workshop_of(Path(manuscript), announce, bounded=bounded), Path(output)
    standing = standing_of(anew=anew)
    words = wish.words(workshop)
    kept = standing.again(words, workshop.folder, tuple)
    if kept is not None:
        delivery, findings = kept
        announce("taking what was made before: nothing has changed")
        publish(folder, delivery.files)
    else:
        witness, diagnostics = Witness(workshop.folder), Diagnostics()
        delivery = _made(wish, replace(workshop, folder=witness, once=standing.once), folder, diagnostics)
        findings = tuple(diagnostics)
        standing.keep(words, witness, (delivery, findings))
    return Built(folder=folder, products=delivery.products, findings=findings)


def _made(wish: _Wish, workshop: Workshop, folder: Path, diagnostics: Diagnostics) -> Delivery:
    """Make what is wished, and put it into the folder."""
    workshop.announce("loading the layout engine")
    machine = machine_of(wish.printer)
    if not wish.branch:
        from pamphlet.build import build  # noqa: PLC0415  # takes most of a second, and is seldom needed twice

        return build(workshop, wish.editions, folder, diagnostics, machine, wish.copies)
    from pamphlet.distribution.one import build_branch  # noqa: PLC0415  # likewise
    from pamphlet.distribution.orders import Wishes  # noqa: PLC0415  # likewise

    return build_branch(
        workshop,
        wish.branch,
        wish.editions,
        folder,
        diagnostics,
        wishes=Wishes(printers=known_machines()),
        machine=machine if wish.printer else None,
        copies=wish.copies,
    )


def _edition(name: str) -> Edition:
    if name not in tuple(Edition):
        raise WrongUsage(f"there is no edition `{name}`; there are: {', '.join(Edition)}")
    return Edition(name)
