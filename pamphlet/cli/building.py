"""`pamphlet build`: a manuscript's folder becomes the files of its editions."""

from __future__ import annotations

import gc
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pamphlet.cli.options import (
    BUILD,
    HERE,
    AnewOption,
    BranchOption,
    CopiesOption,
    ManuscriptOption,
    OutputOption,
    TimingsOption,
)
from pamphlet.cli.printing import PrinterOption
from pamphlet.cli.reporting import Format, print_while_making, reported
from pamphlet.cli.voice import command, detail_paths, go_on, stages, tell, timed
from pamphlet.counting import counted, in_bytes

if TYPE_CHECKING:
    from pamphlet.editions.product import Printed, Product

build_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Make the pamphlet: PDFs to print, an ebook to send."
)
_PDF = ("reading", "booklet")
_EPUB = ("epub",)
_WEB = ("web",)
_FOR_A_SHOP = "press"
_ON_REQUEST = (_FOR_A_SHOP, "large-print")
"""Paper editions that are made only when they are named."""

EditionOption = Annotated[
    list[str] | None,
    typer.Option(
        "--edition",
        "-e",
        metavar="NAME",
        help="Only this edition; may be given more than once.",
        autocompletion=lambda: [*_PDF, *_ON_REQUEST, *_EPUB, *_WEB],
    ),
]
_NEXT = {
    "booklet": ("", "print", "--test"),
    "press": ("", "preflight"),
    "epub": ("", "preflight"),
    "large-print": ("look through ",),
    "reading": ("look through ",),
    "web": ("open in a browser ",),
}
"""What is done with an edition: words, or a command for its file; of several, the first."""
_OBJECTS_BEFORE_A_SWEEP = 2_000_000
"""Four times what 30 pages make: what of it is garbage goes with the process, which ends with the build."""


@build_app.command("pdf", short_help="PDFs: for the screen, and a booklet for the copier.")
def build_pdf(  # noqa: PLR0913, PLR0917  # one option for each wish
    manuscript: ManuscriptOption = HERE,
    output: OutputOption = BUILD,
    edition: EditionOption = None,
    printer: PrinterOption = "",
    copies: CopiesOption = None,
    branch: BranchOption = "",
    no_cache: AnewOption = False,  # noqa: FBT002  # the form that typer asks for
    timings: TimingsOption = False,  # noqa: FBT002  # likewise
) -> None:
    """Make the PDFs: `reading` for the screen, `booklet` for the copier; if named, `press` and `large-print`."""
    _build(
        manuscript,
        output,
        _chosen(edition, _PDF, _ON_REQUEST),
        printer=printer,
        copies=copies,
        branch=branch,
        anew=no_cache,
        timings=timings,
    )


@build_app.command("epub", short_help="An ebook, for phones and e-readers.")
def build_epub(
    manuscript: ManuscriptOption = HERE,
    output: OutputOption = BUILD,
    edition: EditionOption = None,
    branch: BranchOption = "",
    no_cache: AnewOption = False,  # noqa: FBT002  # the form that typer asks for
    timings: TimingsOption = False,  # noqa: FBT002  # likewise
) -> None:
    """Make the ebook: `epub`, for phones and e-readers."""
    _build(manuscript, output, _chosen(edition, _EPUB), branch=branch, anew=no_cache, timings=timings)


@build_app.command("web", short_help="A web page: one file to mail or to put on a site.")
def build_web(
    manuscript: ManuscriptOption = HERE,
    output: OutputOption = BUILD,
    edition: EditionOption = None,
    branch: BranchOption = "",
    no_cache: AnewOption = False,  # noqa: FBT002  # the form that typer asks for
    timings: TimingsOption = False,  # noqa: FBT002  # likewise
) -> None:
    """Make the web page: `web`, one file to mail or to put on any site."""
    _build(manuscript, output, _chosen(edition, _WEB), branch=branch, anew=no_cache, timings=timings)


@build_app.command("all", short_help="All of these.")
def build_all(  # noqa: PLR0913, PLR0917  # one option for each wish
    manuscript: ManuscriptOption = HERE,
    output: OutputOption = BUILD,
    edition: EditionOption = None,
    printer: PrinterOption = "",
    copies: CopiesOption = None,
    branch: BranchOption = "",
    no_cache: AnewOption = False,  # noqa: FBT002  # the form that typer asks for
    timings: TimingsOption = False,  # noqa: FBT002  # likewise
) -> None:
    """Make everything: `reading`, `booklet`, `epub` and `web`; `press` and `large-print`, only if named."""
    _build(
        manuscript,
        output,
        _chosen(edition, (*_PDF, *_EPUB, *_WEB), _ON_REQUEST),
        printer=printer,
        copies=copies,
        branch=branch,
        anew=no_cache,
        timings=timings,
    )


def _chosen(names: list[str] | None, made: tuple[str, ...], on_request: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The editions asked for; where none is named, all that the command makes unasked."""
    offered = (*made, *on_request)
    for name in names or ():
        if name not in offered:
            raise typer.BadParameter(f"there is no edition `{name}` here; there are: {', '.join(offered)}")
    return tuple(names or made)


def _build(  # noqa: PLR0913  # one for each option
    manuscript: Path,
    output: Path,
    names: tuple[str, ...],
    *,
    printer: str = "",
    copies: int | None = None,
    branch: str,
    anew: bool,
    timings: bool,
) -> None:
    gc.set_threshold(_OBJECTS_BEFORE_A_SWEEP)
    with reported(Format.TEXT, manuscript):
        detail_paths(manuscript=manuscript, output=output)
        with timed(stages(), wanted=timings) as announce:
            from pamphlet.interface.building import build_editions

            built = build_editions(
                manuscript,
                output,
                names,
                branch=branch,
                printer=printer,
                copies=copies,
                anew=anew,
                announce=announce,
                bounded=True,
            )
        print_while_making(built.findings, manuscript)
        _tell_of(built.products, output)
        go_on(_way_on(built.products, output))


def _tell_of(products: tuple[Product, ...], output: Path) -> None:
    width = max(len(str(output / product.file_name)) for product in products)
    for product in products:
        tell(f"{output / product.file_name!s:{width}}  {_extent(product):11}  {in_bytes(len(product.data)):>7}")
    for product in products:
        if product.printed:
            how = _order if product.edition == _FOR_A_SHOP else _how_to_print
            tell("\n".join(["", *map(_sentence, how(product.file_name, product.printed))]))
    fit = dict.fromkeys(sentence for product in products if product.printed for sentence in product.printed.fit)
    if fit:
        tell("\n".join(["\nHow it fits:", *map(_sentence, fit)]))


def _extent(product: Product) -> str:
    """How much there is of a product: sheets of paper to print, or pages to read."""
    if product.printed and product.edition != _FOR_A_SHOP:
        return _aligned(counted(product.printed.sheets, "sheet"))
    return _aligned(counted(product.pages, "page")) if product.pages else ""


def _aligned(words: str) -> str:
    """A number and a word, the numbers right-aligned in a column."""
    number, _, thing = words.partition(" ")
    return f"{number:>4} {thing}"


def _how_to_print(name: str, printed: Printed) -> Iterator[str]:
    """What whoever stands at the copier wants to know."""
    sides = f"both sides, flip on {printed.flip} edge" if printed.two_sided else "one side"
    sheets = counted(printed.sheets, "sheet")
    yield f"To print {name}: {sheets} of {printed.paper} a copy, {sides}, 100 % (actual size, not “fit”)"
    if printed.plan is not None and len(printed.plan.signatures) == 1 and printed.plan.sheets > 1:
        yield "fold all sheets together and staple twice through the fold, from the outside, at the ticks"
    yield from printed.advice


def _order(name: str, printed: Printed) -> Iterator[str]:
    """What to tell a print shop."""
    yield f"For a print shop, {name}:"
    yield from printed.advice


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", ":")) else ".")


def _way_on(products: tuple[Product, ...], output: Path) -> str:
    """What is done first with what was made: a test print of the booklet, or a look at the file."""
    made = {str(product.edition): output / product.file_name for product in reversed(products)}
    if "booklet" in made and not shutil.which("lp"):
        return f"print one copy of {shlex.quote(str(made['booklet']))} as it says above, and look at it"
    for edition, (does, *words) in _NEXT.items():
        if edition in made:
            return f"{does}{command(*words, made[edition]) if words else shlex.quote(str(made[edition]))}"
    raise AssertionError("a build that makes nothing is refused")
