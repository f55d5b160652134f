"""A folder of styles becomes a theme: its style sheets and the faces that they use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pamphlet.diagnostics import Diagnostics
from pamphlet.toml_source import Table, read_toml
from pamphlet.workspace import STYLE_SUFFIXES, DiskFolder, FileProblem, Folder, read_source

_FILE = "theme.toml"
_KEYS = ("face", "grid", "paper", "ebook")
_FACE_KEYS = ("name", "family", "style", "axes")


class FontProblem(Exception):
    """A family that a theme asks for is not installed; the message says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One cut of a type family: the name the theme gives it, and where on its axes it stands.

    `axes` holds every axis of a variable font, such as `wght` and `opsz` (in pt).
    """

    name: str
    family: str
    style: str
    axes: Mapping[str, float]

    @property
    def weight(self) -> int:
        """The weight from 100 to 900."""
        return int(self.axes.get("wght", 400))


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """What a page of text measures: its width in mm, and its `lines` at a distance of `lead` in pt."""

    measure: float
    lead: float
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A look: style sheets for paper and for the ebook, in order, by their file names."""

    name: str
    grid: Grid
    faces: tuple[Face, ...]
    paper: tuple[tuple[str, str], ...]
    ebook: tuple[tuple[str, str], ...]


def themes_folder() -> Path:
    """Where the themes are: inside the package once it is installed, beside it in a checkout."""
    package = Path(__file__).parent.parent
    installed = package / "styles"
    return installed if installed.is_dir() else package.parent / "styles"


def load_theme(name: str, diagnostics: Diagnostics) -> Theme | None:
    """A theme by its name; None where it is not there or not right, with findings that say so."""
    return read_theme(name, DiskFolder(themes_folder() / name), diagnostics)


def read_theme(name: str, folder: Folder, diagnostics: Diagnostics) -> Theme | None:
    """Read theme.toml and the style sheets it lists."""
    try:
        table = read_toml(read_source(folder, _FILE), diagnostics)
    except FileProblem as problem:
        diagnostics.error("theme-absent", f"the theme `{name}` has no {_FILE}: it {problem}")
        return None
    if table is None:
        return None
    table.refuse_unknown(_KEYS)
    return Theme(
        name=name,
        grid=_grid(table.table("grid")),
        faces=tuple(_face(entry) for entry in table.tables("face")),
        paper=_sheets(table, "paper", folder, diagnostics),
        ebook=_sheets(table, "ebook", folder, diagnostics),
    )


def _grid(table: Table) -> Grid:
    table.refuse_unknown(("measure", "lead", "lines"))
    return Grid(measure=table.measurement("measure"), lead=table.measurement("lead"), lines=table.whole("lines", 1))


def _face(table: Table) -> Face:
    table.refuse_unknown(_FACE_KEYS)
    axes = table.table("axes").data
    return Face(
        name=table.required_text("name"),
        family=table.required_text("family"),
        style=table.choice("style", ("normal", "italic"), "normal"),
        axes={axis: float(value) for axis, value in axes.items() if isinstance(value, int | float)},
    )


def _sheets(table: Table, key: str, folder: Folder, diagnostics: Diagnostics) -> tuple[tuple[str, str], ...]:
    found = []
    for name, span in table.texts(key):
        try:
            found.append((name, folder.read_bytes(name, STYLE_SUFFIXES).decode()))
        except (FileProblem, UnicodeDecodeError) as problem:
            diagnostics.error("theme-absent", f"the style sheet `{name}` {problem}", span)
    return tuple(found)
