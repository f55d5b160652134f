"""What all tests share: how to accept output, the fonts, and the sample pamphlet, made once a session."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import secrets
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, Protocol

import hypothesis
import pytest

import pamphlet.build
from pamphlet.apparatus.compilation import compile_pamphlet
from pamphlet.apparatus.parts import Pamphlet
from pamphlet.cli.main import main
from pamphlet.diagnostics import Diagnostics, as_text
from pamphlet.editions.product import Edition, Product
from pamphlet.inspection import inspect
from pamphlet.manuscript.document import Code, Inline, LineBreak, NoteCall, Text
from pamphlet.manuscript.traversal import inline_nodes
from pamphlet.press.makeup import ReadingCopy, make_up
from pamphlet.settings import DEFAULT_THEME
from pamphlet.typeset.fonts import Font, cut_fonts
from pamphlet.typeset.theme import Theme, load_theme
from pamphlet.workshop import Workshop
from pamphlet.workspace import DiskFolder, MemoryFolder

ROOT = Path(__file__).parent.parent
ARTICLE = Path(os.environ.get("PAMPHLET_ARTICLE", ROOT.parent / "shared" / "articles" / "new-course.txt"))
"""A real article, which is not ours to distribute: tests that need it are skipped without it."""

AS_IT_CAME = '\n[[house.ok]]\nrule = "date-century"\nbecause = "the article is set as it came"\n'
"""For the pamphlet.toml of an article whose slips are errors, and that is to be built all the same."""

SETTINGS = (
    'title = "Bread"\nauthors = ["Jane Doe"]\n'
    'house = { ok = [{ rule = "imprint-incomplete", because = "it is not published" }] }\n'
    "date = 2024-01-21\n"
)
TOML = (
    'title = "Bread"\nauthors = ["Jane Doe"]\ndate = 2024-01-21\n'
    'imprint = { publisher = "Corn Street Press", address = "Leith", printer = "A. Fox, Leith" }\n'
)
"""The settings of the manuscript in `place`, in which nothing is to be found."""

MOMENT = dt.datetime(2024, 1, 21, tzinfo=dt.UTC)


_HEAD, _FOOT = 54, 532
"""Where the lines of an A5 page begin and end, in pt from its upper edge: running head and folio are outside."""


def said(*command: str | Path) -> str:
    """What one of the real tools says, which must be installed and succeed."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def page_texts(pdf: Path, head: float = _HEAD, foot: float = _FOOT, left: float = 0, right: float = 842) -> list[str]:
    """What poppler reads on each page within a frame, in pt from its upper left corner, in the order of setting."""
    frame = {"-r": 72, "-x": left, "-y": head, "-W": right - left, "-H": foot - head}
    crop = [word for name, value in frame.items() for word in (name, str(round(value)))]
    return said("pdftotext", "-raw", *crop, pdf, "-").split("\f")[:-1]


def letters(text: str) -> str:
    """Text as it is compared: no spaces, no hyphens, no capitals, no ligatures."""
    return re.sub("[\\s\u00ad\u2010\u2011-]+", "", unicodedata.normalize("NFKC", text)).casefold()


def as_shown(inlines: tuple[Inline, ...]) -> str:
    """The words of a block as a page shows them, the numbers of note calls among them."""
    pieces = []
    for node in inline_nodes(inlines):
        match node:
            case Text() | Code():
                pieces.append(node.text)
            case NoteCall():
                pieces.append(str(node.number))
            case LineBreak():
                pieces.append(" ")
            case _:
                pass
    return "".join(pieces)


class Answer(NamedTuple):
    """How a command ended and what it said."""

    status: int
    out: str
    err: str


class Command(Protocol):
    """Runs `pamphlet` with arguments; at a terminal where it is given what is `typed` there."""

    def __call__(self, *arguments: str | Path, typed: str | None = None) -> Answer:
        """How it ended."""
        ...


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a change of output be accepted, to be read afterwards in `git diff`."""
    parser.addoption("--accept", action="store_true", help="write what comes out as what is expected")


def pytest_configure(config: pytest.Config) -> None:
    """No test is timed; in the profile `thorough` laws are tried at length; a colour profile stays open.

    The last is the layout engine's doing, and not for us to mend.
    """
    hypothesis.settings.register_profile("house", deadline=None)
    hypothesis.settings.register_profile("thorough", deadline=None, max_examples=1500)
    hypothesis.settings.load_profile(config.getoption("--hypothesis-profile") or "house")
    config.addinivalue_line("filterwarnings", r"ignore:unclosed file .*sRGB2014\.icc:ResourceWarning")


_LONGEST_FIRST = (
    "test_web_page_in_browser.py",
    "test_hostile.py",
    "test_ebook_barriers.py",
    "test_manual.py",
    "test_distribute.py",
    "test_preview_in_use.py",
    "test_made.py",
    "test_readme.py",
    "test_ebook_validity.py",
    "test_limits.py",
    "test_jobs.py",
)
"""Modules that take long: were one of them the last, the other processes would have nothing to do meanwhile."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest modules."""
    order = {name: number for number, name in enumerate(_LONGEST_FIRST)}
    items.sort(key=lambda item: order.get(item.path.name, len(order)))


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether what comes out is to be written down as what is expected."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture(autouse=True)
def cache_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder, not there yet, in which a test keeps what it made: none is served what another one made."""
    folder = tmp_path_factory.getbasetemp() / f"cache-{secrets.token_hex(8)}"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """Runs `pamphlet` in a folder of its own, without starting Python anew, which costs most of a second."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr("pamphlet.cli.main._end_at_once", lambda _: None)  # the process goes on

    def called(*arguments: str | Path, typed: str | None = None) -> Answer:
        terminal = io.StringIO(typed or "")
        monkeypatch.setattr(terminal, "isatty", lambda: typed is not None)
        monkeypatch.setattr(sys, "stdin", terminal)
        monkeypatch.setattr(sys, "argv", ["pamphlet", *map(str, arguments)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        said = capfd.readouterr()
        return Answer(int(str(ended.value.code or 0)), said.out, said.err)

    return called


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a good manuscript in it."""
    body = tmp_path / "manuscript" / "body"
    body.mkdir(parents=True)
    (body / "01-bread.md").write_text("# Bread\n\nIt rose.\n", encoding="utf-8")
    (tmp_path / "manuscript" / "pamphlet.toml").write_text(TOML, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="session")
def theme() -> Theme:
    """The theme that pamphlets are set in."""
    found = load_theme(DEFAULT_THEME, Diagnostics())
    assert found is not None
    return found


@pytest.fixture(scope="session")
def fonts(theme: Theme) -> tuple[Font, ...]:
    """The fonts of the theme, cut."""
    return cut_fonts(theme.faces)


@pytest.fixture(scope="session")
def workshop() -> Callable[..., Workshop]:
    """Makes a workshop of a manuscript: of a path on the disk or of files by name, settings added if there are none."""

    def make(manuscript: Path | Mapping[str, str | bytes]) -> Workshop:
        if isinstance(manuscript, Path):
            return Workshop(folder=DiskFolder(manuscript), announce=lambda _: None)
        files = {"pamphlet.toml": SETTINGS, **manuscript}
        return Workshop(folder=MemoryFolder(files), announce=lambda _: None)

    return make


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """A manuscript that was laid out: what went in, what came out, what was found in laying it out."""

    pamphlet: Pamphlet
    copy: ReadingCopy
    findings: Diagnostics

    @property
    def report(self) -> str:
        """The findings as a person would read them."""
        return as_text(self.findings)


@pytest.fixture(scope="session")
def laid_out(workshop: Callable[..., Workshop], fonts: tuple[Font, ...]) -> Callable[..., Pages]:
    """Lays out a manuscript, given as files by name, in the theme with some more CSS."""

    def make(files: Mapping[str, str | bytes], css: str = "") -> Pages:
        at_the_desk, findings = Diagnostics(), Diagnostics()
        inspected = inspect(workshop(files), at_the_desk)
        assert inspected, as_text(at_the_desk)
        assert not at_the_desk.has_errors, as_text(at_the_desk)
        manuscript, theme = inspected
        dressed = replace(theme, paper=(*theme.paper, ("test.css", css)))
        pamphlet = compile_pamphlet(manuscript)
        return Pages(pamphlet=pamphlet, copy=make_up(pamphlet, dressed, fonts, MOMENT, findings), findings=findings)

    return make


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The sample pamphlet, built as a user builds it, and what the build knew of its pages.

    `products` has the first file of each edition; print sheets and further files stand beside it.
    """

    pamphlet: Pamphlet
    copy: ReadingCopy
    products: Mapping[Edition, Product]
    folder: Path

    def file(self, edition: Edition) -> Path:
        """The file of an edition."""
        return self.folder / self.products[edition].file_name


@pytest.fixture(scope="session")
def sample(workshop: Callable[..., Workshop], tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The sample pamphlet in all editions."""
    folder = tmp_path_factory.mktemp("sample")
    made: list[tuple[Pamphlet, ReadingCopy]] = []

    def watched(pamphlet: Pamphlet, *others: object) -> ReadingCopy:
        made.append((pamphlet, make_up(pamphlet, *others)))  # type: ignore[arg-type]  # handed on as they came
        return made[0][1]

    findings = Diagnostics()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pamphlet.build, "make_up", watched)
        products = pamphlet.build.build(workshop(ROOT / "manuscript"), list(Edition), folder, findings).products
    assert as_text(findings) == ""
    return Sample(
        pamphlet=made[0][0],
        copy=made[0][1],
        products={product.edition: product for product in reversed(products)},  # the first of each edition
        folder=folder,
    )
