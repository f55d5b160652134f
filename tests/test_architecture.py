"""The rules of the house: who may know whom, who may touch the world, and how large a room may be."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "pamphlet"

STOREYS: tuple[frozenset[str], ...] = (
    frozenset({"counting", "dictionaries", "excerpts"}),
    frozenset({"diagnostics", "epub_addresses", "hunspell", "needs", "staging", "system_libraries"}),
    frozenset({"workspace", "publishing", "toml_places", "listing", "speller"}),
    frozenset({"toml_source"}),
    frozenset({"limits"}),
    frozenset({"allowance"}),
    frozenset({"standing", "workshop"}),
    frozenset({"catalogue_settings"}),
    frozenset({"edition_settings", "distribution_settings", "house_settings"}),
    frozenset({"settings", "branch"}),
    frozenset({"manuscript"}),
    frozenset({"intake", "desk", "apparatus", "starter"}),
    frozenset({"typeset"}),
    frozenset({"press", "ebook", "inspection", "keeping", "mending", "progress", "preflight"}),
    frozenset({"printroom"}),
    frozenset({"editions"}),
    frozenset({"build"}),
    frozenset({"distribution", "preview", "printings", "proofs"}),
    frozenset({"interface"}),
    frozenset({"cli", "__init__"}),
    frozenset({"__main__"}),
)
"""The rooms from the cellar up.  A room knows those on the storeys below it, and none on its own."""

OWNERS: dict[str, tuple[str, ...]] = {
    # What a picture is, what an ebook shows of it, and into which inks a press turns it.
    "PIL": (
        "ebook/pictures.py",
        "manuscript/photographs.py",
        "preflight/epub/pictures.py",
        "press/plates.py",
        "press/profile.py",
    ),
    "distributed": ("distribution/cluster.py",),
    "ebooklib": ("ebook/epub.py",),
    "fontTools": ("typeset/fonts.py",),
    "fontpkg": ("typeset/font_files.py", "typeset/fonts.py"),
    "jinja2": ("typeset/templates.py",),
    "lxml": ("ebook/", "intake/", "preflight/epub/markup.py"),
    "markdown_it": ("manuscript/", "intake/text/markdown_copy.py"),
    "markupsafe": ("typeset/", "ebook/"),
    "mdit_py_plugins": ("manuscript/", "intake/text/markdown_copy.py"),
    "pikepdf": ("press/", "preflight/pdf/"),
    "platformdirs": ("cli/", "interface/premises.py"),
    "pydyf": ("press/",),
    "pypdfium2": ("press/", "preflight/pdf/"),
    "rich": ("excerpts.py", "progress.py"),  # how wide words are in a terminal; the line of stages
    "segno": ("typeset/code.py",),
    "starlette": ("preview/gate.py", "preview/server.py"),
    "spylls": ("hunspell.py",),
    "tinycss2": ("manuscript/drawing_styles.py", "preflight/epub/styles.py"),
    "tomlkit": ("intake/",),
    "tomllib": ("toml_source.py",),
    "tree_sitter": ("toml_places.py",),
    "tree_sitter_toml": ("toml_places.py",),
    "typer": ("cli/",),
    "uharfbuzz": ("typeset/fonts.py",),
    "uvicorn": ("preview/server.py",),
    "watchfiles": ("preview/showing.py",),
    "webencodings": ("intake/web/decoding.py",),
    "weasyprint": ("press/engine.py",),
}
"""The modules and rooms that may know a foreign library.  A library that is not named here has no owner."""

AT_THE_EDGE = ("cli/", "interface/importing.py", "progress.py")
"""What speaks to the person at the terminal, and asks for the date of today."""

OPENS_FILES = ("workspace.py", "staging.py", "standing/shelf.py")
OPENS_FILES_OF_THE_PROGRAM = {
    "hunspell.py": "read_bytes",
    "listing/manual.py": "read_text",
    "standing/program.py": "read_bytes",
    "typeset/theme.py": "read_text",
    "typeset/font_files.py": "read_bytes",
    "typeset/fonts.py": "read_bytes",
}
"""The doors to the disk; and those who read the manual, styles, fonts and all of the program, and dictionaries."""

LONGEST_MODULE = 300
LARGER_MODULES = {
    "manuscript/document.py": 400,  # the tree: one class a kind of node, and nothing to part it by
    "manuscript/reader.py": 360,  # one method a kind of block
}
LONGEST_FUNCTION = 60

SPEAKING = {"print", "input", "breakpoint", "exit", "quit"}
LEAVING = {"sys.exit", "os._exit", "os.abort", "sys.stdout", "sys.stderr", "sys.stdin"}
HEARS_THE_LOG = "press/log.py"  # for the layout engine reports lost pictures nowhere else
CLOCK = {"now", "utcnow", "today"}
CLOCK_FUNCTIONS = {"time.time", "time.time_ns", "time.monotonic", "time.perf_counter", "time.localtime", "time.gmtime"}
OPENING = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
OPENING_BYTES = {
    "self._folder.read_bytes", "folder.read_bytes", "Image.open", "pikepdf.open", "stream.read_bytes", "archive.open",
    "self._file.open", "self.read_bytes", "each.read_text",
}  # fmt: skip
"""Calls of those names that go through the workspace, are given what it has read, unpack a part of a PDF or zip, or ask
an installed package for its list of files."""


@dataclass(frozen=True, kw_only=True)
class Module:
    """A module by its path in the package, and what it says."""

    path: str
    text: str

    @property
    def room(self) -> str:
        """The folder it stands in, or its own name."""
        return self.path.partition("/")[0].removesuffix(".py")

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of its tree, those inside functions too."""
        return tuple(ast.walk(ast.parse(self.text)))

    @property
    def imports(self) -> Iterator[str]:
        """The dotted name of everything that it imports, wherever the import stands."""
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


MODULES = tuple(
    Module(path=path.relative_to(PACKAGE).as_posix(), text=path.read_text(encoding="utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
)


def storey(room: str) -> int:
    """On which storey a room stands; a room without a storey has no place in the house."""
    places = [number for number, rooms in enumerate(STOREYS) if room in rooms]
    assert places, f"`{room}` stands on no storey: give it one in STOREYS"
    return places[0]


def ours(name: str) -> str:
    """The room that an import means; empty where it is not of the house."""
    parts = name.split(".")
    if parts[0] != "pamphlet":
        return ""
    return parts[1] if len(parts) > 1 and parts[1] != "__version__" else ""


def climbing(module: Module) -> Iterator[str]:
    """The imports of rooms that do not stand below the module's own."""
    for name in module.imports:
        if name.startswith("."):
            yield name
        room = ours(name)
        if room and room != module.room and storey(room) >= storey(module.room):
            yield name


def trespassing(module: Module) -> Iterator[str]:
    """The imports of foreign libraries that others own, or no one does."""
    for name in module.imports:
        library = name.partition(".")[0]
        if library in {"", "pamphlet"} or (library in sys.stdlib_module_names and library not in OWNERS):
            continue
        if not module.path.startswith(OWNERS.get(library, ())):
            yield name


def speaking(module: Module) -> Iterator[str]:
    """Where a module prints, exits or asks for the time."""
    if module.path.startswith(AT_THE_EDGE):
        return
    for node in module.nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SPEAKING:
            yield node.func.id
        elif isinstance(node, ast.Raise) and node.exc is not None and "SystemExit" in ast.unparse(node.exc):
            yield "SystemExit"
        elif isinstance(node, ast.Attribute):
            name = ast.unparse(node)
            if name in LEAVING | CLOCK_FUNCTIONS or node.attr in CLOCK:
                yield name
    for name in module.imports:
        if name in LEAVING | CLOCK_FUNCTIONS or (name.partition(".")[0] == "logging" and module.path != HEARS_THE_LOG):
            yield name


def opening(module: Module) -> Iterator[str]:
    """Where a module opens a file that is not for it to open."""
    if module.path in OPENS_FILES:
        return
    allowed = OPENS_FILES_OF_THE_PROGRAM.get(module.path, "")
    for node in module.nodes:
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            name = called.rpartition(".")[2]
            if name in OPENING - {allowed} and called not in OPENING_BYTES:
                yield called


def long_functions(module: Module) -> Iterator[str]:
    """The functions that are longer than the house allows."""
    for node in module.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield f"{node.name}: {lines} lines"


def each_module(check: Callable[[Module], Iterator[str]]) -> dict[str, list[str]]:
    """What a check finds, by module."""
    return {module.path: found for module in MODULES if (found := list(check(module)))}


def test_the_whole_house_is_looked_at() -> None:
    """Every folder of the package is a room with a storey, and so is every module beside them."""
    rooms = {module.room for module in MODULES}
    assert len(MODULES) > 40
    assert rooms == set().union(*STOREYS)
    assert sum(map(len, STOREYS)) == len(set().union(*STOREYS))


def test_a_room_knows_only_rooms_below_it() -> None:
    """Imports go down: no room knows one above it or beside it, and none is imported by a relative name."""
    assert each_module(climbing) == {}


def test_each_library_has_one_owner() -> None:
    """A foreign library is known to the module or the room that owns it and to no other."""
    assert each_module(trespassing) == {}


def test_every_owner_is_there() -> None:
    """The table of owners names nothing that is gone, and every library that it names is used."""
    used = {name.partition(".")[0] for module in MODULES for name in module.imports}
    assert set(OWNERS) - used == set()
    for library, places in OWNERS.items():
        for place in places:
            assert (PACKAGE / place).exists(), (library, place)


def test_stages_do_not_print_exit_or_ask_for_the_time() -> None:
    """What a stage has to say are findings, and the same manuscript gives the same pamphlet tomorrow."""
    assert each_module(speaking) == {}


def test_files_are_opened_in_one_place() -> None:
    """Only the workspace opens files, but for the program's own manual, styles and fonts."""
    assert each_module(opening) == {}


def test_modules_are_small() -> None:
    """A module can be read in one go; the few that are larger say why, and the allowance is needed."""
    lines = {module.path: module.text.count("\n") for module in MODULES}
    larger = {path: number for path, number in lines.items() if number > LARGER_MODULES.get(path, LONGEST_MODULE)}
    assert larger == {}
    assert [path for path in LARGER_MODULES if lines[path] <= LONGEST_MODULE] == []


def test_functions_are_short() -> None:
    """No function is longer than a screen."""
    assert each_module(long_functions) == {}


def test_every_module_says_what_it_is() -> None:
    """Each module begins with a docstring whose first line is a sentence."""
    for module in MODULES:
        docstring = ast.get_docstring(ast.parse(module.text)) or ""
        paragraph = docstring.partition("\n\n")[0]
        assert paragraph.endswith((".", ":")) or ". " in paragraph, module.path


def test_nothing_is_called_utils() -> None:
    """A drawer for everything is a room for nothing."""
    for module in MODULES:
        for word in ("util", "helper", "misc", "common"):
            assert word not in module.path


def planted(path: str, text: str) -> Module:
    """A module that is not there, to see whether it would be noticed."""
    return Module(path=path, text=text)


@pytest.mark.parametrize(
    ("check", "path", "text"),
    [
        (climbing, "manuscript/reader.py", "from pamphlet.press.layout import Engine"),
        (climbing, "manuscript/reader.py", "def f():\n    import pamphlet.cli"),
        (climbing, "desk/links.py", "from pamphlet.apparatus.contents import contents"),
        (climbing, "press/layout.py", "from pamphlet import ebook"),
        (climbing, "diagnostics.py", "from pamphlet.workspace import Folder"),
        (climbing, "desk/links.py", "from . import view"),
        (trespassing, "build.py", "import weasyprint"),
        (trespassing, "press/booklet.py", "from weasyprint import HTML"),
        (trespassing, "cli/main.py", "def f():\n    from pikepdf import Pdf"),
        (trespassing, "settings.py", "import tomllib"),
        (trespassing, "desk/links.py", "import requests"),
        (trespassing, "press/pictures.py", "import rich.progress"),
        (speaking, "build.py", "print('done')"),
        (speaking, "build.py", "import sys\ndef f():\n    sys.exit(1)"),
        (speaking, "build.py", "from sys import exit"),
        (speaking, "desk/lives.py", "import datetime as dt\nnow = dt.datetime.now(dt.UTC)"),
        (speaking, "desk/lives.py", "from datetime import date\nnow = date.today()"),
        (speaking, "desk/lives.py", "import time\nclock = time.time"),
        (speaking, "desk/lives.py", "from time import time"),
        (speaking, "desk/lives.py", "raise SystemExit(1)"),
        (opening, "desk/files.py", "open('x')"),
        (opening, "desk/files.py", "from pathlib import Path\nPath('x').write_text('y')"),
        (opening, "typeset/theme.py", "path.read_bytes()"),
        (long_functions, "desk/files.py", "def f():\n" + "    x = 1\n" * 60),
    ],
)
def test_a_breach_is_noticed(check: Callable[[Module], Iterator[str]], path: str, text: str) -> None:
    """Each rule finds the module that breaks it."""
    assert list(check(planted(path, text)))


@pytest.mark.parametrize(
    ("check", "path", "text"),
    [
        (climbing, "press/layout.py", "from pamphlet.press.booklet import impose\nfrom pamphlet import __version__"),
        (climbing, "cli/main.py", "import pamphlet.build"),
        (trespassing, "press/engine.py", "import weasyprint.urls\nimport logging"),
        (speaking, "cli/main.py", "import datetime as dt\nprint(dt.date.today())"),
        (speaking, "build.py", "table.date('x')\nsettings.date.isoformat()"),
        (opening, "workspace.py", "open('x')"),
        (opening, "typeset/theme.py", "path.read_text()"),
        (opening, "manuscript/assembly.py", "self._folder.read_bytes(name, SUFFIXES)"),
        (long_functions, "desk/files.py", "def f():\n" + "    x = 1\n" * 59),
    ],
)
def test_what_is_allowed_is_let_through(check: Callable[[Module], Iterator[str]], path: str, text: str) -> None:
    """No rule finds a breach where there is none."""
    assert list(check(planted(path, text))) == []
