"""The commands: arguments in, exit status out; nothing else.

Exit status: 0 done, 1 the manuscript or the file has errors, 2 wrong usage, 3 something on this
machine is missing or cannot be written.  Heavy modules are loaded inside the commands, so that
help is there at once.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from pamphlet import __version__

if TYPE_CHECKING:
    from pamphlet.build import Product
    from pamphlet.diagnostics import Diagnostic
    from pamphlet.inspection import Announce, Workshop

DONE, HAS_ERRORS, WRONG_USAGE, NOT_POSSIBLE_HERE = 0, 1, 2, 3

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="From one manuscript: stapled booklets for the table of a meeting, and the same pamphlet for phones.",
)
build_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Make the pamphlet: PDFs to print, an ebook to send."
)
app.add_typer(build_app, name="build")


class Format(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


ManuscriptOption = Annotated[
    Path, typer.Option("--manuscript", "-m", metavar="DIR", help="The folder with pamphlet.toml and body/ in it.")
]
OutputOption = Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where the files go.")]
EditionOption = Annotated[
    list[str] | None,
    typer.Option("--edition", "-e", metavar="NAME", help="Only this edition; may be given more than once."),
]
PANGO = (
    "it needs Pango: on Debian or Ubuntu `sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`, "
    "on Fedora `sudo dnf install pango`, on macOS `brew install pango`"
)
HERE = Path("manuscript")
BUILD = Path("build")


def _show_version(value: bool) -> None:  # noqa: FBT001  # the form that typer asks for
    if value:
        typer.echo(f"pamphlet {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[  # noqa: FBT002  # likewise
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """From one manuscript: stapled booklets for the table of a meeting, and the same pamphlet for phones."""
    del version


@build_app.command("pdf")
def build_pdf(manuscript: ManuscriptOption = HERE, output: OutputOption = BUILD, edition: EditionOption = None) -> None:
    """Make the PDFs: `reading` for the screen, `booklet` for the copier."""
    _build(manuscript, output, _chosen(edition, ("reading", "booklet")))


@build_app.command("epub")
def build_epub(
    manuscript: ManuscriptOption = HERE, output: OutputOption = BUILD, edition: EditionOption = None
) -> None:
    """Make the ebook: `epub`, for phones and e-readers."""
    _build(manuscript, output, _chosen(edition, ("epub",)))


@build_app.command("all")
def build_all(manuscript: ManuscriptOption = HERE, output: OutputOption = BUILD, edition: EditionOption = None) -> None:
    """Make everything: `reading`, `booklet` and `epub`."""
    _build(manuscript, output, _chosen(edition, ("reading", "booklet", "epub")))


@app.command("check")
def check_manuscript(
    manuscript: ManuscriptOption = HERE,
    form: Annotated[Format, typer.Option("--format", help="For people, for programs, or for GitHub.")] = Format.TEXT,
) -> None:
    """Look the manuscript over as a sub-editor would, and list everything found."""
    with _reported(form):
        from pamphlet.diagnostics import Diagnostics
        from pamphlet.inspection import inspect

        diagnostics = Diagnostics()
        inspect(_workshop(manuscript, _silent), diagnostics)
        findings = tuple(diagnostics)
        _print_findings(findings, form)
        if form is Format.TEXT:
            typer.echo(_count(findings) if findings else "no findings", err=bool(findings))
        raise typer.Exit(HAS_ERRORS if diagnostics.has_errors else DONE)


@app.command("import")
def import_article(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An article as plain text (.txt).")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The new manuscript's folder.")] = HERE,
    title: Annotated[str, typer.Option(help="The title, where the text has none.")] = "",
    date: Annotated[
        dt.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="The date of the edition: 2024-01-21."),
    ] = None,
    language: Annotated[str, typer.Option(help="The language of the text, as a tag.")] = "en-GB",
) -> None:
    """Turn an article into a manuscript, with an account of what was kept, guessed and left to you."""
    with _reported(Format.TEXT):
        from pamphlet.intake.importer import import_text
        from pamphlet.publishing import replace_folder
        from pamphlet.workspace import read_outside

        source = read_outside(file)
        today = _today()
        taken = import_text(
            source, name=file.name, today=today, title=title, date=date.date() if date else None, language=language
        )
        if not taken.title_found and sys.stdin.isatty():
            asked = _ask_title(taken.title_candidates)
            taken = import_text(
                source, name=file.name, today=today, title=asked, date=date.date() if date else None, language=language
            )
        replace_folder(output, taken.as_bytes())
        typer.echo(taken.report.as_text())
        typer.echo(f"The manuscript is in {output}; next: pamphlet build all --manuscript {output}")


def _ask_title(candidates: tuple[str, ...]) -> str:
    if candidates:
        typer.echo("The text has no title. Perhaps: " + "; ".join(candidates))
    return str(typer.prompt("Title", default=candidates[0] if candidates else None))


def _chosen(names: list[str] | None, offered: tuple[str, ...]) -> tuple[str, ...]:
    """The editions asked for; all that the command offers where none is named."""
    for name in names or ():
        if name not in offered:
            raise typer.BadParameter(f"there is no edition `{name}` here; there are: {', '.join(offered)}")
    return tuple(names or offered)


def _build(manuscript: Path, output: Path, names: tuple[str, ...]) -> None:
    with _reported(Format.TEXT):
        try:
            from pamphlet.build import Edition, build
        except OSError as problem:  # the engine's own libraries, which no Python package brings
            _stop(f"the layout engine cannot be loaded ({problem}); {PANGO}", NOT_POSSIBLE_HERE)
        from pamphlet.diagnostics import Diagnostics
        from pamphlet.progress import stages

        diagnostics = Diagnostics()
        with stages() as announce:
            products = build(_workshop(manuscript, announce), [Edition(name) for name in names], output, diagnostics)
        _print_findings(tuple(diagnostics), Format.TEXT)
        _print_products(products, output)


def _workshop(manuscript: Path, announce: Announce) -> Workshop:
    import platformdirs

    from pamphlet.inspection import Workshop
    from pamphlet.workspace import Cache, DiskFolder, build_time

    cache = Path(platformdirs.user_cache_dir("pamphlet"))
    return Workshop(
        folder=DiskFolder(manuscript), cache=Cache(cache / "fonts"), announce=announce, moment=build_time(os.environ)
    )


def _silent(stage: str) -> None:
    del stage


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).astimezone().date()


@contextmanager
def _reported(form: Format) -> Iterator[None]:
    """The one place where what went wrong becomes words and an exit status."""
    from pamphlet.diagnostics import Refused
    from pamphlet.publishing import OutputProblem
    from pamphlet.typeset.theme import FontProblem
    from pamphlet.workspace import FileProblem

    try:
        yield
    except Refused as refusal:
        _print_findings(refusal.findings, form)
        _stop(f"{_count(refusal.findings)}; nothing was written", HAS_ERRORS)
    except FileProblem as problem:
        _stop(str(problem), HAS_ERRORS)
    except (OutputProblem, FontProblem) as problem:
        _stop(str(problem), NOT_POSSIBLE_HERE)


def _stop(message: str, status: int) -> NoReturn:
    typer.echo(f"pamphlet: {message}", err=True)
    raise typer.Exit(status)


def _print_findings(findings: Iterable[Diagnostic], form: Format) -> None:
    """Findings for people go to standard error, those for programs to standard output."""
    from pamphlet.diagnostics import as_github, as_json, as_text

    match form:
        case Format.TEXT:
            typer.echo(as_text(findings), nl=False, err=True)
        case Format.JSON:
            typer.echo(as_json(findings), nl=False)
        case Format.GITHUB:
            typer.echo(as_github(findings), nl=False)


def _count(findings: tuple[Diagnostic, ...]) -> str:
    """How many findings there are: `2 errors, 1 warning`."""
    counts = {kind: sum(finding.severity == kind for finding in findings) for kind in ("error", "warning")}
    return ", ".join(f"{number} {kind}{'s' * (number != 1)}" for kind, number in counts.items() if number)


def _print_products(products: tuple[Product, ...], output: Path) -> None:
    width = max(len(str(output / product.file_name)) for product in products)
    for product in products:
        pages = f"{product.extent:4} pages" if product.extent else " " * 10
        typer.echo(f"{output / product.file_name!s:{width}}  {pages}  {_size(len(product.data)):>7}")
    for product in products:
        if product.sheets:
            typer.echo(_how_to_print(product))


def _how_to_print(booklet: Product) -> str:
    """What whoever stands at the copier wants to know."""
    sheets = f"{booklet.sheets} sheet{'s' * (booklet.sheets != 1)} of A4 a copy"
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


def main() -> None:
    """Run the command line."""
    app()
