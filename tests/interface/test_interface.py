"""What scripts may count on: the names, their values and errors, and the examples of the manual."""

from __future__ import annotations

import inspect
import re
import sys
from pathlib import Path

import pytest
from conftest import ROOT, SETTINGS, said

import pamphlet
from pamphlet import (
    Diagnostic,
    FileProblem,
    OutputProblem,
    Refused,
    Severity,
    WrongUsage,
    build_editions,
    check_manuscript,
    distribute_branches,
    import_articles,
    preflight_file,
)

ARTICLE = (
    "By Jane Doe\n"
    "In the winter of 1816 the bakers of Corn Street put up the price of a loaf twice in one week, and the people "
    "who bought it by the half loaf went to see the magistrate about it.\n"
)
PAGE = (ROOT / "docs/manual/body/11-python.md").read_text(encoding="utf-8")
FUNCTIONS = [name for name in pamphlet.__all__ if inspect.isfunction(getattr(pamphlet, name))]


@pytest.fixture
def leaflet(tmp_path: Path) -> Path:
    """A manuscript that has a slip of style in it."""
    (tmp_path / "leaflet/body").mkdir(parents=True)
    (tmp_path / "leaflet/pamphlet.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "leaflet/body/01-bread.md").write_text("# Bread\n\nIt  rose, it rose .\n", encoding="utf-8")
    return tmp_path / "leaflet"


def test_every_name_is_there_and_loaded_only_when_asked_for() -> None:
    """Whoever imports the package waits for nothing, nor does one who imports what needs no layout engine."""
    for name in pamphlet.__all__:
        assert getattr(pamphlet, name).__name__ == name
    assert set(pamphlet.__all__) <= set(dir(pamphlet))
    with pytest.raises(AttributeError, match="has no attribute `bake`"):
        _ = pamphlet.bake  # type: ignore[attr-defined]  # that is what is tried
    tell = "import sys; print(*[name for name in sys.modules if name.startswith('pamphlet')])"
    assert said(sys.executable, "-c", f"import pamphlet; {tell}") == "pamphlet\n"
    light = said(sys.executable, "-c", f"from pamphlet import check_manuscript; {tell}; print(*sys.modules)").split()
    assert "pamphlet.interface.checking" in light
    assert "weasyprint" not in light


def test_no_name_is_that_of_a_module() -> None:
    """`from pamphlet import NAME` would give the module once another import has loaded it."""
    modules = {path.stem for path in Path(pamphlet.__file__).parent.iterdir()}
    assert modules & set(pamphlet.__all__) == set()


def test_the_page_tells_of_every_name_and_argument() -> None:
    """Nothing that scripts may count on is left out, and each function is shown with the arguments that it has."""
    for name in pamphlet.__all__:
        assert f"`{name}" in PAGE, name
    for name in FUNCTIONS:
        (shown,) = re.findall(rf"^{name}\((.*?)\)$", PAGE, re.MULTILINE | re.DOTALL)
        function = inspect.signature(getattr(pamphlet, name))
        named = [each for each in re.split(r",\s+", shown) if each != "*"]
        assert named == list(function.parameters)
        assert "Raises" in (inspect.getdoc(getattr(pamphlet, name)) or "")


def test_the_examples_of_the_page_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One after the other, as a script that someone makes of them."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    known: dict[str, object] = {}
    examples = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert len(examples) == 5
    for example in examples:
        exec(compile(example, "docs/manual/body/11-python.md", "exec"), known)  # noqa: S102  # they are ours
    told = capsys.readouterr().out
    assert "article.txt is now a manuscript" in told
    assert "laying out the pages\n" in told
    assert re.search(r"^build/the-corn-street-petition-booklet\.pdf 2 1$", told, re.MULTILINE)
    assert "build/the-corn-street-petition.epub 0 \n" in told
    assert ", for a copier\n" in told
    assert "Northgate made build/branches/northgate\n" in told


def test_findings_of_all_rules_or_of_some(leaflet: Path) -> None:
    """Those named alone, those named not, and those that are not usually asked."""
    usual = {finding.slug for finding in check_manuscript(leaflet)}
    assert {"space-stray", "space-double"} <= usual
    assert {finding.slug for finding in check_manuscript(str(leaflet), rules=["space-stray"])} == {"space-stray"}
    assert {finding.slug for finding in check_manuscript(leaflet, ignore=["space-stray"])} == usual - {"space-stray"}
    (stray,) = check_manuscript(leaflet, rules=["space-stray"])
    assert isinstance(stray, Diagnostic)
    assert stray.severity is Severity.WARNING
    assert str(stray).startswith(f"{leaflet}/body/01-bread.md:3:18: warning: ")


def test_what_is_not_there_is_told(leaflet: Path, tmp_path: Path) -> None:
    """A wrong name is never taken for a wish to have nothing; each message says which names there are."""
    output = tmp_path / "build"
    with pytest.raises(WrongUsage, match="no rule `space-duble`; did you mean `space-double`"):
        check_manuscript(leaflet, rules=["space-duble"])
    with pytest.raises(WrongUsage, match=r"no edition `pdf`; there are: reading, booklet"):
        build_editions(leaflet, output, ["pdf"])
    with pytest.raises(WrongUsage, match="no printer `hall`"):
        build_editions(leaflet, output, printer="hall")
    with pytest.raises(WrongUsage, match="no purpose `fax`; there are: screen, copier"):
        preflight_file(leaflet, "fax")
    with pytest.raises(WrongUsage, match="named twice"):
        import_articles([leaflet / "body/01-bread.md", leaflet / "body/01-bread.md"], output)
    with pytest.raises(WrongUsage, match="no file is named"):
        import_articles([], output)
    with pytest.raises(WrongUsage, match="not both"):
        distribute_branches(leaflet, output, jobs=2, scheduler="tcp://127.0.0.1:9")
    assert not output.exists()


def test_what_cannot_be_done_is_raised(leaflet: Path, tmp_path: Path) -> None:
    """Each by the exception that the page names; a file that cannot be looked over is a finding."""
    with pytest.raises(FileProblem, match="article"):
        import_articles(["article.txt"], tmp_path / "new")
    with pytest.raises(OutputProblem, match="not empty"):
        import_articles([leaflet / "body/01-bread.md"], leaflet, title="Bread")
    assert [finding.slug for finding in preflight_file(tmp_path / "none.pdf").findings] == ["preflight-unreadable"]
    (leaflet / "body/01-bread.md").write_text("# Bread\n\nIt rose.[^salt]\n", encoding="utf-8")
    assert [finding.slug for finding in check_manuscript(leaflet)] == ["endnote-undefined"]
    with pytest.raises(Refused) as refused:
        build_editions(leaflet, tmp_path / "build", ["web"])
    assert [finding.slug for finding in refused.value.findings] == ["endnote-undefined"]
    assert not (tmp_path / "build").exists()


def test_a_title_is_asked_for_only_where_there_is_none(leaflet: Path, tmp_path: Path) -> None:
    """The caller's own question, with what may be meant; a manuscript that makes way is kept."""
    (tmp_path / "notes.txt").write_text("It rose, and nobody could say why it had.\n" * 3, encoding="utf-8")
    made = import_articles([tmp_path / "notes.txt"], leaflet, replace=True, ask_title=lambda _: "Yeast")
    assert (made.title_found, made.kept) == (True, tmp_path / "leaflet.old")
    assert 'title = "Yeast"' in (leaflet / "pamphlet.toml").read_text(encoding="utf-8")
    assert made.report.is_file()
    untitled = import_articles([tmp_path / "notes.txt"], tmp_path / "other")
    assert (untitled.title_found, untitled.kept) == (False, None)
