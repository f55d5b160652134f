"""Each slug has a golden folder and an entry in the manual; the sample manuscript has no findings.

A golden folder holds a tiny manuscript and the findings that it must have, to the letter.  After
a change, `pytest tests/desk --accept` writes them anew and `git diff` shows what changed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pamphlet.desk.checking import RULES, check
from pamphlet.desk.gathering import look_at
from pamphlet.desk.view import Coverage
from pamphlet.diagnostics import Diagnostic, Diagnostics, Severity, as_text
from pamphlet.manuscript.assembly import read_manuscript
from pamphlet.speller import find_speller
from pamphlet.workspace import DiskFolder, Folder, MemoryFolder

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "diagnostics"
MANUAL = ROOT / "docs" / "manual" / "back" / "findings.md"
PACKAGE = ROOT / "pamphlet"

MAKERS = {"error", "warning", "query", "style"}
"""The functions that make a finding, the slug being their first argument."""

ROOMS = ("settings.py", "toml_source.py", "manuscript", "desk", "apparatus")
"""The parts of the package whose every finding is about a manuscript."""

_LATIN, _GREEK_AND_CYRILLIC, _MARKS, _MONEY = (
    range(0x20, 0x250),
    range(0x370, 0x530),
    range(0x2010, 0x2045),
    range(0x20A0, 0x20C0),
)
COVERAGE = Coverage(
    upright=frozenset([*_LATIN, *_GREEK_AND_CYRILLIC, *_MARKS, *_MONEY]),
    italic=frozenset([*_LATIN, *_MARKS]),
)
"""Faces that stay as they are, whatever the fonts of the themes: italics without Cyrillic."""


def findings(folder: Folder, coverage: Coverage = COVERAGE, also: frozenset[str] = frozenset()) -> Diagnostics:
    """All that `pamphlet check` would report, also by rules that are not usually asked."""
    found = Diagnostics()
    manuscript = read_manuscript(folder, found)
    if manuscript is not None:
        found.extend(check(manuscript, folder, coverage, also, find_speller))
    return found


def slugs_in(path: Path) -> Iterator[str]:
    """The slugs in a module or a folder of modules: first arguments of `error` and its like, and all in preflight."""
    for module in [path] if path.is_file() else path.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and re.fullmatch(r"preflight-[a-z-]+", str(node.value)):
                yield str(node.value)
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            slug = node.args[0]
            if name in MAKERS and isinstance(slug, ast.Constant) and isinstance(slug.value, str):
                yield slug.value


def manual_headings() -> list[str]:
    """The slugs that the manual has an entry for, in its order."""
    return re.findall(r"^### (\S+) \{#\1\}$", MANUAL.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_golden_folder(case: Path, monkeypatch: pytest.MonkeyPatch, *, accept: bool) -> None:
    """The manuscript has these findings, its own slug among them, and no others."""
    monkeypatch.chdir(case)
    found = findings(DiskFolder(Path("manuscript")), also=frozenset({case.name}))
    if accept:
        Path("expected.txt").write_text(as_text(found), encoding="utf-8")
    assert case.name in {finding.slug for finding in found}
    assert as_text(found) == Path("expected.txt").read_bytes().decode()


def test_every_slug_has_a_golden_folder_and_an_entry_in_the_manual() -> None:
    """Whatever can be reported about a manuscript is shown by example and explained."""
    slugs = {slug for room in ROOMS for slug in slugs_in(PACKAGE / room)}
    assert len(slugs) > 50
    assert slugs - {case.name for case in CASES.iterdir()} == set()
    assert slugs - set(manual_headings()) == set()


def test_every_golden_folder_and_entry_has_a_slug() -> None:
    """Nothing is explained that is never reported, and nothing twice."""
    slugs = set(slugs_in(PACKAGE))
    assert {case.name for case in CASES.iterdir()} - slugs == set()
    assert set(manual_headings()) - slugs == set()
    assert len(manual_headings()) == len(set(manual_headings()))


def test_every_rule_is_asked() -> None:
    """A public function of the desk that takes a view and gives findings is that of one rule, and stands in RULES."""
    asked = {(rule.find.__module__, rule.find.__name__) for rule in RULES}
    assert len(asked) == len(RULES) == len({rule.slug for rule in RULES})
    for module in (PACKAGE / "desk").rglob("*.py"):
        for node in ast.parse(module.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                takes_view = [ast.unparse(each.annotation or each) for each in node.args.args] == ["View"]
                gives = ast.unparse(node.returns) if node.returns else ""
                name = ".".join(module.relative_to(PACKAGE.parent).with_suffix("").parts)
                assert not takes_view or gives != "Iterator[Diagnostic]" or (name, node.name) in asked


@pytest.fixture(scope="module")
def found_by() -> dict[str, list[Diagnostic]]:
    """What each rule finds in all golden folders, by its slug."""
    found: dict[str, list[Diagnostic]] = {rule.slug: [] for rule in RULES}
    for case in CASES.iterdir():
        folder = DiskFolder(case / "manuscript")
        manuscript = read_manuscript(folder, Diagnostics())
        if manuscript is not None:
            view = look_at(manuscript, folder, COVERAGE)
            for rule in RULES:
                found[rule.slug] += rule.find(view)
    return found


def test_what_a_rule_finds_is_its_own(found_by: dict[str, list[Diagnostic]]) -> None:
    """All findings of a rule have its slug, and the heaviest weigh what it says."""
    weights = list(Severity)
    for rule in RULES:
        assert {each.slug for each in found_by[rule.slug]} == {rule.slug}
        assert min(weights.index(each.severity) for each in found_by[rule.slug]) == weights.index(rule.severity), rule


def test_the_manual_says_what_each_rule_weighs(found_by: dict[str, list[Diagnostic]], *, accept: bool) -> None:
    """Below the head of its entry: the weight, whether it is asked, and what `--fix` does; no other entry has that."""
    page = MANUAL.read_text(encoding="utf-8")
    written = re.sub(r"^(### .*\n)\*.*\.\*\n", r"\1", page, flags=re.MULTILINE)
    for rule in RULES:
        certain = {each.fix.certain for each in found_by[rule.slug] if each.fix is not None}
        words = [rule.severity.capitalize()]
        words += [] if rule.usual else ["asked if named"]
        words += ["mended"] if True in certain else ["mended if named"] if certain else []
        head = f"### {rule.slug} {{#{rule.slug}}}\n"
        written = written.replace(head, f"{head}*{', '.join(words)}.*\n")
    if accept:
        MANUAL.write_text(written, encoding="utf-8")
    assert page == written or accept


def test_unread_files_silence_what_misses_something() -> None:
    """A note in a chapter that cannot be read is neither undefined nor are its calls missed."""
    files: dict[str, str | bytes] = {
        "pamphlet.toml": 'title = "Bread"\nauthors = ["Jane Doe"]\ndate = 2024-01-21\n'
        '[imprint]\npublisher = "P"\naddress = "A"\nprinter = "P, A"\n',
        "body/01-bread.md": "# Bread\n\nIt rose.[^here] See [below](#prices).\n\n[^there]: By two.\n",
        "body/02-prices.md": b"# Prices {#prices}\n\nThey fell.[^there]\n\n[^here]: By \xa31.\n",
    }
    assert [finding.slug for finding in findings(MemoryFolder(files))] == ["not-utf-8"]
    files["body/02-prices.md"] = b"# Prices\n\nThey fell.\n"
    assert {finding.slug for finding in findings(MemoryFolder(files))} == {"endnote-undefined", "endnote-unused"}


def test_people_that_were_refused_are_not_looked_at() -> None:
    """The desk reads no file that the manuscript's reader would not, so it does not miss the persons of it either."""
    files: dict[str, str | bytes] = {
        "pamphlet.toml": 'title = "Bread"\nauthors = ["Jane Doe"]\ndate = 2024-01-21\n',
        "body/01-bread.md": "# Bread\n\nIt rose, said [Ann]{person=ann}.\n",
        "fates.toml": f'{"x" * 3000} = 1\n[[person]]\nkey = "ann"\nname = "Ann Lee"\nfate = "Hanged."\n',
    }
    assert [each.slug for each in findings(MemoryFolder(files)) if each.severity is Severity.ERROR] == ["word-endless"]


def test_the_sample_manuscript_has_no_findings() -> None:
    """The sample shows every feature and no fault; what it asks of the fonts, they have."""
    found = findings(DiskFolder(ROOT / "manuscript"))
    assert as_text(found) == ""
