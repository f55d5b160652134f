"""`pamphlet build`: a manuscript's folder becomes the files of its editions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from pamphlet.cli.options import BUILD, HERE, EditionOption, ManuscriptOption, OutputOption, workshop_of
from pamphlet.cli.reporting import NOT_POSSIBLE_HERE, Format, print_findings, reported, stop

if TYPE_CHECKING:
    from pamphlet.editions.job import Printed, Product

build_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Make the pamphlet: PDFs to print, an ebook to send."
)
_PANGO = (
    "it needs Pango: on Debian or Ubuntu `sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`, "
    "on Fedora `sudo dnf install pango`, on macOS `brew install pango`"
)
_PDF = ("reading", "booklet")
_EPUB = ("epub",)


@build_app.command("pdf")
def build_pdf(manuscript: ManuscriptOption = HERE, output: OutputOption = BUILD, edition: EditionOption = None) -> None:
    """Make the PDFs: `reading` for the screen, `booklet` for the copier."""
    _build(manuscript, output, _chosen(edition, _PDF))


@build_app.command("epub")
def build_epub(
    manuscript: ManuscriptOption = HERE, output: OutputOption = BUILD, edition: EditionOption = None
) -> None:
    """Make the ebook: `epub`, for phones and e-readers."""
    _build(manuscript, output, _chosen(edition, _EPUB))


@build_app.command("all")
def build_all(manuscript: ManuscriptOption = HERE, output: OutputOption = BUILD, edition: EditionOption = None) -> None:
    """Make everything: `reading`, `booklet` and `epub`."""
    _build(manuscript, output, _chosen(edition, (*_PDF, *_EPUB)))


def _chosen(names: list[str] | None, offered: tuple[str, ...]) -> tuple[str, ...]:
    """The editions asked for; all that the command offers where none is named."""
    for name in names or ():
        if name not in offered:
            raise typer.BadParameter(f"there is no edition `{name}` here; there are: {', '.join(offered)}")
    return tuple(names or offered)


def _build(manuscript: Path, output: Path, names: tuple[str, ...]) -> None:
    with reported(Format.TEXT):
        try:
            from pamphlet.build import build
            from pamphlet.editions.job import Edition
        except OSError as problem:  # the engine's own libraries, which no Python package brings
            stop(f"the layout engine cannot be loaded ({problem}); {_PANGO}", NOT_POSSIBLE_HERE)
        from pamphlet.diagnostics import Diagnostics
        from pamphlet.progress import stages

        diagnostics = Diagnostics()
        with stages() as announce:
            products = build(workshop_of(manuscript, announce), [Edition(name) for name in names], output, diagnostics)
        print_findings(tuple(diagnostics), Format.TEXT)
        _print_products(products, output)


def _print_products(products: tuple[Product, ...], output: Path) -> None:
    width = max(len(str(output / product.file_name)) for product in products)
    for product in products:
        pages = f"{product.pages:4} pages" if product.pages else ""
        if product.printed:
            pages = f"{product.printed.sheets:4} sheet{'s' * (product.printed.sheets != 1)}"
        typer.echo(f"{output / product.file_name!s:{width}}  {pages:11}  {_size(len(product.data)):>7}")
    for product in products:
        if product.printed:
            typer.echo(_how_to_print(product.printed))


def _how_to_print(booklet: Printed) -> str:
    """What whoever stands at the copier wants to know."""
    sheets = f"{booklet.sheets} sheet{'s' * (booklet.sheets != 1)} of {booklet.paper} a copy"
    staple = "Fold all sheets together and staple twice through the fold, from the outside, at the ticks."
    return "\n".join(
        [
            f"\nTo print the booklet: {sheets}, both sides, flip on short edge, 100 % (actual size, not “fit”).",
            *([staple] if booklet.sheets > 1 else []),
            *([booklet.advice] if booklet.advice else []),
        ]
    )


def _size(size: int) -> str:
    """Bytes for people: 262 KB, 1.4 MB."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(round(size / 1000), 1)} KB"
