"""What the tests of distribution share: a small manuscript, lists of branches, and what is read of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pamphlet.desk.view import Coverage
from pamphlet.diagnostics import Diagnostics, Source, as_text
from pamphlet.distribution.branches import BranchList, read_branches
from pamphlet.settings import Settings, read_settings
from pamphlet.workspace import MemoryFolder

HERE = Path(__file__).parent
TWENTY_FIVE = (HERE / "branches.csv").read_bytes()
MARK = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40"><path d="M4 38V16h52v22z"/></svg>'
SETTINGS = (
    'title = "Bread"\nauthors = ["Jane Doe"]\ndate = 2024-01-21\nsummary = "Why bread was dear."\n'
    '[imprint]\npublisher = "The Bakers"\naddress = "1 Mill Lane"\nprinter = "Printed by hand"\n'
)
MANUSCRIPT: Mapping[str, str | bytes] = {
    "pamphlet.toml": SETTINGS,
    "body/01.md": "# Bread\n\n" + "Bread was dear that winter, and the queue was long.\n\n" * 40,
    "branches/mark.svg": MARK,
}
LATIN = frozenset(range(0x20, 0x2100))


def settings(more: str = "") -> Settings:
    """The settings of the small manuscript."""
    found = read_settings(Source(name="pamphlet.toml", text=SETTINGS + more), Diagnostics())
    assert found
    return found


def read(
    files: Mapping[str, str | bytes], printers: tuple[str, ...] = (), coverage: frozenset[int] = LATIN
) -> tuple[BranchList, str, str]:
    """A list of branches, what was said of the file, and what of its rows."""
    diagnostics = Diagnostics()
    shown = Coverage(upright=coverage, italic=coverage)
    folder = MemoryFolder({**MANUSCRIPT, **files})
    found = read_branches(folder, settings(), shown, printers, diagnostics)
    return found, as_text(diagnostics), as_text(found.findings)
