"""A folder of styles becomes a theme: its style sheets and the faces that they use, for one trim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pamphlet.diagnostics import Diagnostics, Source, Span, did_you_mean
from pamphlet.edition_settings import TRIMS, Trim
from pamphlet.limits import USUAL, Limits
from pamphlet.manuscript.picture_problem import PictureProblem
from pamphlet.manuscript.pictures import read_picture
from pamphlet.toml_source import Table, read_toml
from pamphlet.workspace import (
    PICTURE_SUFFIXES,
    STYLE_SUFFIXES,
    TEMPLATE_SUFFIXES,
    DiskFolder,
    FileProblem,
    Folder,
    decode_source,
    read_source,
    themes_folder,
)

_FILE = "theme.toml"
_KEYS = ("based_on", "face", "paper", "ebook", "web", "trim", "cover", "pictures")
_FACE_KEYS = ("name", "family", "style", "axes")
_TRIM_NAMES = (*TRIMS, "A4")
"""What a theme can be made for: the trims of a pamphlet, and the sheets of large print."""

Sheet = tuple[str, str]
"""A style sheet: the name of its file as the author knows it, and what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One cut of a type family: the name the theme gives it, and where on its axes it stands.

    `axes` holds every axis of a variable font, such as `wght` and `opsz` (in pt).
    """

    name: str
    family: str
    style: str
    axes: Mapping[str, float]
    span: Span | None = field(default=None, compare=False, repr=False)

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
    """A look for one trim: style sheets for paper, for the ebook and for the web page, in order.

    `cover` is the template of its cover, None for the program's own.  `pictures` are its pictures by
    the names that its style sheets and its cover have for them.  `hangs_together` where a page may hang on those before
    it, by what the theme's own sheets count, carry on or say of the first page: ours are known not to need it.
    """

    name: str
    grid: Grid
    faces: tuple[Face, ...]
    paper: tuple[Sheet, ...]
    ebook: tuple[Sheet, ...]
    web: tuple[Sheet, ...] = ()
    cover: Source | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    hangs_together: bool = False


_CARRIES_ON = re.compile(r"counter|string|running|element\(|footnote|:first\b(?!-)|:nth\(")
"""What leads from page to page in a style sheet: CSS Lists 3, Generated Content for Paged Media 3, Paged Media 3."""

_WIDEST, _MOST_LINES = 1000, 200
"""In mm or pt, and on a page: more than any pamphlet has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pages:
    """What a theme says of one trim."""

    grid: Grid | None
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layer:
    """What one theme.toml says; a theme is a layer upon those that it builds on."""

    faces: tuple[Face, ...]
    paper: tuple[Sheet, ...]
    ebook: tuple[Sheet, ...]
    web: tuple[Sheet, ...]
    trims: Mapping[str, _Pages]
    cover: Source | None
    pictures: Mapping[str, bytes]
    is_ours: bool


def load_theme(
    name: str,
    diagnostics: Diagnostics,
    *,
    trim: Trim = TRIMS["A5"],
    manuscript: Folder | None = None,
    span: Span | None = None,
    limits: Limits = USUAL,
) -> Theme | None:
    """A theme by its name, as it sets pages of a trim; None with findings where it is not there or not right.

    A folder of the manuscript that has a theme.toml goes before one of ours of the same name.
    `span` is the place that asks for the theme; its pictures are held to the limits.
    """
    ours = DiskFolder(themes_folder())
    folder = next((place for place in (manuscript, ours) if place and _is_theme(name, place)), None)
    if folder is None:
        known = our_themes(trim)
        near = did_you_mean(name, known) if name else ""
        there = "themes: " + ", ".join(f"`{theme}`" for theme in known) + ", or a folder beside pamphlet.toml"
        hint = f"{near} {there}" if near.endswith("?") else there
        diagnostics.error("theme-absent", f"there is no theme `{name}`", span, hint=hint)
        return None
    layers = _layers(name, folder, ours, diagnostics, span, limits)
    return _on_trim(name, trim, layers, diagnostics, span) if layers else None


def our_themes(trim: Trim) -> tuple[str, ...]:
    """The names of the themes of the program that have pages of a trim, sorted."""
    names = sorted(path.name for path in themes_folder().iterdir() if (path / _FILE).is_file())
    return tuple(name for name in names if load_theme(name, Diagnostics(), trim=trim))


def _is_theme(name: str, folder: Folder) -> bool:
    return bool(name) and folder.exists(f"{name}/{_FILE}")


def _layers(
    name: str, folder: Folder, ours: Folder, diagnostics: Diagnostics, span: Span | None, limits: Limits
) -> tuple[_Layer, ...]:
    """A theme and those it builds on, from the ground up; none where one of them cannot be read."""
    try:
        table = read_toml(read_source(folder, f"{name}/{_FILE}"), diagnostics)
    except FileProblem as problem:
        diagnostics.error("theme-absent", f"the {_FILE} of the theme `{name}` {problem}", span)
        return ()
    if table is None:
        return ()
    layer = _layer(table, name, folder, limits, is_ours=folder is ours)
    base = table.text("based_on")
    if not base:
        return (layer,)
    if not _is_theme(base, ours) or (folder is ours and base == name):
        hint = did_you_mean(base, our_themes(TRIMS["A5"]))
        diagnostics.error("theme-absent", f"there is no theme `{base}` to build on", table.span("based_on"), hint=hint)
        return ()
    below = _layers(base, ours, ours, diagnostics, table.span("based_on"), limits)
    return (*below, layer) if below else ()


def _layer(table: Table, name: str, folder: Folder, limits: Limits, *, is_ours: bool) -> _Layer:
    table.refuse_unknown(_KEYS)
    trims = table.table("trim")
    trims.refuse_unknown(_TRIM_NAMES)
    cover = next(_files(table, "cover", name, folder, TEMPLATE_SUFFIXES), None)
    return _Layer(
        faces=tuple(_face(entry) for entry in table.tables("face")),
        paper=_sheets(table, "paper", name, folder),
        ebook=_sheets(table, "ebook", name, folder),
        web=_sheets(table, "web", name, folder),
        trims={trim: _pages(pages, name, folder) for trim, pages in trims.named_tables()},
        cover=_source(table, "cover", *cover[1:]) if cover else None,
        pictures=dict(_pictures(table, name, folder, limits)),
        is_ours=is_ours,
    )


def _pictures(table: Table, name: str, folder: Folder, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """The pictures of a theme by the names that its sheets have for them, written anew as those of a manuscript are."""
    for written, _, data in _files(table, "pictures", name, folder, PICTURE_SUFFIXES):
        try:
            yield written, read_picture(data, limits).data
        except PictureProblem as problem:
            told = f"the file `{written}` of the theme {problem}"
            table.diagnostics.error("theme-absent", told, table.span("pictures"), hint=problem.hint)


def _pages(table: Table, name: str, folder: Folder) -> _Pages:
    table.refuse_unknown(("grid", "sheets"))
    return _Pages(
        grid=_grid(table.table("grid")) if "grid" in table else None, sheets=_sheets(table, "sheets", name, folder)
    )


def _grid(table: Table) -> Grid:
    table.refuse_unknown(("measure", "lead", "lines"))
    return Grid(
        measure=table.measurement("measure", _WIDEST),
        lead=table.measurement("lead", _WIDEST),
        lines=int(table.number("lines", 1, between=(1, _MOST_LINES))),
    )


def _face(table: Table) -> Face:
    table.refuse_unknown(_FACE_KEYS)
    axes = table.table("axes")
    return Face(
        name=table.required_text("name"),
        family=table.required_text("family"),
        style=table.choice("style", ("normal", "italic"), "normal"),
        axes={axis: axes.number(axis, 0, between=(-_WIDEST, _WIDEST)) for axis in axes.data},
        span=table.span("family"),
    )


def _sheets(table: Table, key: str, name: str, folder: Folder) -> tuple[Sheet, ...]:
    read = (_source(table, key, shown, data) for _, shown, data in _files(table, key, name, folder, STYLE_SUFFIXES))
    return tuple((source.name, source.text) for source in read if source)


def _files(
    table: Table, key: str, name: str, folder: Folder, suffixes: frozenset[str]
) -> Iterator[tuple[str, str, bytes]]:
    """The files that a key lists: the name as it is written, the name to show, and the bytes."""
    for written, span in table.texts(key):
        try:
            data = folder.read_bytes(f"{name}/{written}", suffixes)
        except FileProblem as problem:
            table.diagnostics.error("theme-absent", f"the file `{written}` of the theme {problem}", span)
        else:
            yield written, f"{folder.label}/{name}/{written}", data


def _source(table: Table, key: str, name: str, data: bytes) -> Source | None:
    try:
        return decode_source(name, data)
    except FileProblem as problem:
        table.diagnostics.error("theme-absent", f"the file `{name}` of the theme {problem}", table.span(key))
        return None


def _on_trim(
    name: str, trim: Trim, layers: tuple[_Layer, ...], diagnostics: Diagnostics, span: Span | None
) -> Theme | None:
    """The layers as they set pages of one trim: what a layer says comes after what is below it."""
    faces = {(face.name, face.style, face.weight): face for layer in layers for face in layer.faces}
    pages = [layer.trims[trim.name] for layer in layers if trim.name in layer.trims]
    grid = next((page.grid for page in reversed(pages) if page.grid), None)
    if grid is None or not faces:
        others = sorted({other for layer in layers for other, page in layer.trims.items() if page.grid})
        lack = f"no pages for the trim {trim.name}" if grid is None else "no faces"
        hint = f"it is made for {', '.join(others)}: choose one with `trim` under [paper]" if others and faces else ""
        diagnostics.error("theme-trim", f"the theme `{name}` has {lack}", span, hint=hint)
        return None
    nothing = _Pages(grid=None, sheets=())
    foreign = (layer for layer in layers if not layer.is_ours)
    own = [sheet for layer in foreign for sheet in (*layer.paper, *layer.trims.get(trim.name, nothing).sheets)]
    return Theme(
        name=name,
        grid=grid,
        faces=tuple(faces.values()),
        paper=(
            _measures(trim, grid),
            *(sheet for layer in layers for sheet in (*layer.paper, *layer.trims.get(trim.name, nothing).sheets)),
        ),
        ebook=tuple(sheet for layer in layers for sheet in layer.ebook),
        web=tuple(sheet for layer in layers for sheet in layer.web),
        cover=next((layer.cover for layer in reversed(layers) if layer.cover), None),
        pictures={picture: data for layer in layers for picture, data in layer.pictures.items()},
        hangs_together=any(_CARRIES_ON.search(text) for _, text in own),
    )


def _measures(trim: Trim, grid: Grid) -> Sheet:
    """The trim and the grid as the custom properties that style sheets reckon with."""
    measures = {
        "trim-width": f"{trim.width:g}mm",
        "trim-height": f"{trim.height:g}mm",
        "measure": f"{grid.measure:g}mm",
        "lead": f"{grid.lead:g}pt",
        "lines": f"{grid.lines}",
    }
    return "measures.css", ":root{" + ";".join(f"--{name}:{value}" for name, value in measures.items()) + "}"
