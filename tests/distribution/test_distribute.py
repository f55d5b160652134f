"""All branches are made, what did not change is kept, and what fails stops none of the others."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from lists import MANUSCRIPT, settings

from pamphlet.diagnostics import Diagnostics, Refused, as_text
from pamphlet.distribution import sheet
from pamphlet.distribution.bench import Bench
from pamphlet.distribution.consignment import consign, parcels_of
from pamphlet.distribution.distribute import Outcome, distribute, plan_distribution
from pamphlet.distribution.one import build_branch
from pamphlet.distribution.orders import Wishes
from pamphlet.distribution.work import Made, Order, make_branch
from pamphlet.editions.product import Edition
from pamphlet.press.versions import engine_versions
from pamphlet.publishing import OutputProblem, reserved
from pamphlet.workshop import Workshop

LIST = "name,venue,copies,editions\nNorth,Hall,150,\nSouth,Library,40,booklet\nEast,,,epub\n"
SETTINGS = str(MANUSCRIPT["pamphlet.toml"]) + (
    '[distribution]\neditions = ["booklet", "web"]\nparcel = 1000\npostage = [{ up_to = 2000, price = 400 }]\n'
)

Run = Callable[..., tuple[dict[str, str], str]]


@pytest.fixture
def run(workshop: Callable[..., Workshop], tmp_path: Path) -> Run:
    """Distributes a list of branches into the test's folder; the state of each branch, and what was found."""

    def distributed(
        branches: str = LIST, files: Mapping[str, str | bytes] | None = None, wishes: Wishes | None = None
    ) -> tuple[dict[str, str], str]:
        manuscript = {**MANUSCRIPT, "pamphlet.toml": SETTINGS, "branches.csv": branches, **(files or {})}
        diagnostics = Diagnostics()
        outcomes: list[Outcome] = []
        made = distribute(workshop(manuscript), tmp_path, wishes or Wishes(), diagnostics, tell=lambda *_: None)
        outcomes.extend(made)
        diagnostics.extend(finding for outcome in outcomes for finding in outcome.findings)
        return {outcome.slug: outcome.state.value for outcome in outcomes}, as_text(diagnostics)

    return distributed


def contents(folder: Path) -> dict[str, bytes]:
    """All files below a folder, hidden ones too."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_each_branch_gets_its_folder(run: Run, tmp_path: Path) -> None:
    """What its row asks for, else what the settings say; a manifest with every file; check sums of the whole run."""
    states, said = run()
    assert states == {"north": "made", "south": "made", "east": "made"}
    assert "error" not in said
    there = contents(tmp_path / "branches")
    assert "north/bread-north-booklet.pdf" in there
    assert "north/bread-north.html" in there
    assert not [name for name in there if name.startswith("south/") and name.endswith((".html", ".epub"))]
    assert [name for name in there if name.startswith("east/") and name.endswith(".epub")]
    for slug in states:
        manifest = json.loads(there[f"{slug}/manifest.json"])
        for entry in manifest["files"]:
            assert hashlib.sha256(there[f"{slug}/{entry['name']}"]).hexdigest() == entry["sha256"]
        assert "To print" in there[f"{slug}/README.txt"].decode() or slug == "east"
    lines = (line.split("  ") for line in there["SHA256SUMS"].decode().splitlines())
    sums = {name: digest for digest, name in lines}
    assert set(sums) == set(there) - {"SHA256SUMS"}
    assert all(hashlib.sha256(there[name]).hexdigest() == digest for name, digest in sums.items())
    whole = json.loads(there["manifest.json"])
    assert [branch["slug"] for branch in whole["branches"]] == ["north", "south", "east"]


def test_the_distribution_sheet_adds_up(run: Run, tmp_path: Path) -> None:
    """Copies and sheets are those of the print sheets; the table and the pages say the same."""
    run()
    folder = tmp_path / "branches"
    tickets = [json.loads(path.read_bytes()) for path in folder.glob("*/*-booklet-print-sheet.json")]
    table = (folder / "distribution-sheet.csv").read_text("utf-8-sig").splitlines()
    assert table[1].startswith("North,150,")
    assert table[3] == "East,0,0,0,0,0,0,£"
    sheets = sum(ticket["sheets"] for ticket in tickets)
    assert sum(int(line.split(",")[2]) for line in table[1:]) == sheets
    with pypdfium2.PdfDocument((folder / "distribution-sheet.pdf").read_bytes()) as pdf:
        words = " ".join(pdf[0].get_textpage().get_text_bounded().split())
    assert f"3 branches 190 {sheets:,}" in words
    assert f"A4, 80 gsm, white: {sheets:,} sheets" in words


def test_a_long_sheet_is_several_files(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each branch stands in one of them, the sums in the last; what a shorter list does not fill is taken away."""
    run()
    folder = tmp_path / "branches"
    monkeypatch.setattr(sheet, "MOST_ROWS", 2)
    run()
    pages = []
    for file in sorted(folder.glob("*.pdf"), key=lambda file: len(file.name)):
        with pypdfium2.PdfDocument(file.read_bytes()) as pdf:
            pages.append(" ".join(pdf[0].get_textpage().get_text_bounded().split()))
    assert [[name in page for name in ("North", "South", "East", "3 branches")] for page in pages] == [
        [True, True, False, False],
        [False, False, True, True],
    ]
    shutil.rmtree(folder / "east")
    run(LIST.replace("East,,,epub\n", ""))
    assert [file.name for file in folder.glob("*.pdf")] == ["distribution-sheet.pdf"]


def test_what_did_not_change_is_kept(run: Run, tmp_path: Path) -> None:
    """The second run makes nothing and changes no byte; a row that changes is made anew, and so is all for a word."""
    run()
    before = contents(tmp_path / "branches")
    assert set(run()[0].values()) == {"kept"}
    assert contents(tmp_path / "branches") == before
    assert run(LIST.replace("Hall", "Barn"))[0] == {"north": "made", "south": "kept", "east": "kept"}
    rows = LIST.splitlines()
    moved = "\n".join((rows[0], *reversed(rows[1:]))).replace("Hall", "Barn")
    assert set(run(moved)[0].values()) == {"kept"}
    text = {"body/01.md": str(MANUSCRIPT["body/01.md"]).replace("Bread was", "Bread is")}
    assert set(run(LIST, text)[0].values()) == {"made"}
    assert set(run(LIST, text, Wishes(again=True))[0].values()) == {"made"}


def test_each_branch_names_the_list_of_what_it_is_made_of(run: Run, tmp_path: Path) -> None:
    """One for all that were made of the same; an older one stays as long as a branch is as old, and no longer."""

    def named(*slugs: str) -> set[str]:
        return {json.loads((tmp_path / f"branches/{slug}/manifest.json").read_bytes())["made_of"] for slug in slugs}

    def lists() -> set[str]:
        return {path.name for path in (tmp_path / "branches").glob("made-of-*.json")}

    branches = "name,editions\nNorth,web\nSouth,web\n"
    run(branches)
    (first,) = named("north", "south")
    listed = json.loads((tmp_path / "branches" / first).read_bytes())
    digests = {each["name"]: each["hashes"][0]["content"] for each in listed["components"] if "hashes" in each}
    assert digests["body/01.md"] == hashlib.sha256(str(MANUSCRIPT["body/01.md"]).encode()).hexdigest()
    assert lists() == {first}
    text = {"body/01.md": str(MANUSCRIPT["body/01.md"]).replace("Bread was", "Bread is")}
    run(branches, text, Wishes(only="north"))
    assert named("south") == {first}
    assert lists() == {first} | named("north")
    run(branches, text)
    assert lists() == named("north", "south") != {first}


def test_another_engine_makes_all_anew(workshop: Callable[..., Workshop], monkeypatch: pytest.MonkeyPatch) -> None:
    """A library of another version may set other pages, so no folder that the old one made is kept."""
    manuscript = workshop({**MANUSCRIPT, "branches.csv": LIST})
    before = plan_distribution(manuscript, Wishes(), Diagnostics()).digests
    assert plan_distribution(manuscript, Wishes(), Diagnostics()).digests == before
    newer = (*engine_versions(), ("Pango", "99.0"))
    monkeypatch.setattr("pamphlet.editions.made_of.engine_versions", lambda: newer)
    after = plan_distribution(manuscript, Wishes(), Diagnostics()).digests
    assert not set(before.values()) & set(after.values())


def test_a_file_that_was_spoilt_is_made_again(run: Run, tmp_path: Path) -> None:
    """Only folders that are whole are kept; an interrupted run goes on where it was."""
    run()
    (tmp_path / "branches/south/bread-south-booklet.pdf").write_bytes(b"half")
    assert run()[0] == {"north": "kept", "east": "kept", "south": "made"}


def test_only_some_are_made(run: Run, tmp_path: Path) -> None:
    """A pattern fits names and folders; the accounts are of all folders that are there."""
    assert run(wishes=Wishes(only="n*"))[0] == {"north": "made"}
    assert run(wishes=Wishes(only="South"))[0] == {"south": "made"}
    whole = json.loads((tmp_path / "branches/manifest.json").read_bytes())
    assert [branch["slug"] for branch in whole["branches"]] == ["north", "south"]


def test_a_bad_row_stops_all_unless_the_others_may_go_ahead(run: Run, tmp_path: Path) -> None:
    """Without `keep_going` nothing is made; with it, all but that row."""
    bad = LIST + "West,,many,\n"
    with pytest.raises(Refused):
        run(bad)
    assert not (tmp_path / "branches").exists()
    states, said = run(bad, wishes=Wishes(keep_going=True))
    assert states == {"north": "made", "south": "made", "east": "made"}
    assert "branches.csv:5:7: error: `many` is no number of copies" in said
    assert run("name,copies\nWest,many\n", wishes=Wishes(keep_going=True))[0] == {}


def test_one_that_fails_stops_no_other(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong with a branch is told of it, and what stood in its folder stands."""
    run()
    before = contents(tmp_path / "branches/south")

    def failing(bench: Bench, order: Order) -> Made:
        if order.branch.slug == "south":
            raise ZeroDivisionError("a slip")
        return make_branch(bench, order)

    monkeypatch.setattr("pamphlet.distribution.distribute.make_branch", failing)
    states, said = run(wishes=Wishes(again=True))
    assert states == {"north": "made", "south": "failed", "east": "made"}
    assert "ZeroDivisionError: a slip" in said
    assert "[branch-failed]" in said
    assert contents(tmp_path / "branches/south") == before


def test_folders_of_others_are_left_alone(run: Run, tmp_path: Path) -> None:
    """A folder that this program did not make is not replaced; the other branches are made."""
    own = tmp_path / "branches/south/letters.txt"
    own.parent.mkdir(parents=True)
    own.write_text("mine", "utf-8")
    states, said = run()
    assert states == {"north": "made", "south": "failed", "east": "made"}
    assert "[branch-folder]" in said
    assert own.read_text("utf-8") == "mine"


def test_an_archive_holds_the_folder(run: Run, tmp_path: Path) -> None:
    """One for each branch, the same bytes on every run, made for branches that are kept too."""
    run()
    assert not list((tmp_path / "branches").glob("*.zip"))
    run(wishes=Wishes(archives=True))
    packed = tmp_path / "branches/north.zip"
    first = packed.read_bytes()
    with zipfile.ZipFile(packed) as archive:
        assert archive.testzip() is None
        held = {name.removeprefix("bread-north/"): archive.read(name) for name in archive.namelist()}
    assert held == contents(tmp_path / "branches/north")
    run(wishes=Wishes(archives=True, again=True))
    assert packed.read_bytes() == first


def test_one_branch_alone_has_the_same_files(run: Run, workshop: Callable[..., Workshop], tmp_path: Path) -> None:
    """`build --branch` makes what `distribute` makes, beside the files of the ordinary build."""
    run()
    manuscript = workshop({**MANUSCRIPT, "pamphlet.toml": SETTINGS, "branches.csv": LIST})
    alone = tmp_path / "alone"
    build_branch(manuscript, "NORTH", [Edition.BOOKLET, Edition.WEB], alone, Diagnostics(), wishes=Wishes())
    there = contents(tmp_path / "branches/north")
    made = contents(alone)
    listed = json.loads(made.pop("bread-north-made-of.json"))
    assert made == {name: data for name, data in there.items() if name.startswith("bread-")}
    assert {each["name"] for each in listed["metadata"]["component"]["components"]} == set(made)
    assert "branches.csv" in {each["name"] for each in listed["components"]}
    with pytest.raises(Refused) as refused:
        build_branch(manuscript, "Nort", [Edition.WEB], alone, Diagnostics(), wishes=Wishes())
    assert "did you mean `North`?" in as_text(refused.value.findings)


def test_a_folder_is_exchanged_whole(tmp_path: Path) -> None:
    """What the new one has not is gone; a folder without the mark is someone's own."""
    target = tmp_path / "north"
    with reserved(tmp_path) as output:
        output.exchange("north", {"mark": b"1", "old": b"x"}, mark="mark")
        output.exchange("north", {"mark": b"2"}, mark="mark")
        assert [path.name for path in target.iterdir()] == ["mark"]
        with pytest.raises(OutputProblem, match="was not made by this program"):
            output.exchange("north", {"mark": b"3"}, mark="another")
    assert (target / "mark").read_bytes() == b"2"


def test_parcels_are_as_equal_as_can_be() -> None:
    """None is too heavy; the postage is that of each, and not known where no price holds for one."""
    distribution = replace(settings().distribution, parcel=1000, postage=((500, 300), (1000, 450)))
    assert parcels_of(25, 40, distribution) == (1, 450)
    assert parcels_of(26, 40, distribution) == (2, 900)  # 13 and 13, of 520 g
    assert parcels_of(1, 40, distribution) == (1, 300)
    assert parcels_of(37, 27, distribution) == (1, 450)
    assert parcels_of(38, 27, distribution) == (2, 900)
    assert parcels_of(3, 2000, distribution) == (3, None)
    assert consign([], distribution, "£").total.postage == 0
