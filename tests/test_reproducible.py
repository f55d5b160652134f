"""The same manuscript gives the same bytes, wherever, whenever and however often it is built."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from conftest import ROOT, Command, Pages, Sample, said

from pamphlet.editions.made_of import ENDING as MADE_OF
from pamphlet.editions.product import Edition

MANUSCRIPT = {
    "body/01-bread.md": (
        "# Bread\n\nAnn Fox *came*.[^a] [NEP]{.smallcaps}\n\n| a | b |\n|---|---|\n| c | d |\n\n[^a]: So she did.\n"
    ),
    "fates.toml": '[[person]]\nname = "Ann Fox"\nborn = 1890\nfate = "Emigrated."\n',
}


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample built by another process in another place, time zone, order of hashes, language and umask."""
    folder = tmp_path_factory.mktemp("another place") / "dépôt"
    shutil.copytree(ROOT / "manuscript", folder / "sources")
    changed = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4711", "LC_ALL": "C", "LANGUAGE": "de"}
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    editions = [word for edition in Edition for word in ("-e", edition)]
    done = subprocess.run(
        [sys.executable, "-m", "pamphlet", "build", "all", "-m", "sources", "-o", "made", *editions],
        cwd=folder, env={**environment, **changed}, umask=0o077, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder / "made"


@pytest.mark.parametrize("edition", list(Edition))
def test_two_places_same_bytes(edition: Edition, sample: Sample, elsewhere: Path) -> None:
    """Every file is the same to the byte."""
    product = sample.products[edition]
    assert (elsewhere / product.file_name).read_bytes() == product.data


def test_two_places_same_list(sample: Sample, elsewhere: Path) -> None:
    """What an edition was made of is told in the same words wherever it is made on a machine."""
    name = f"{sample.pamphlet.settings.name}{MADE_OF}"
    assert (elsewhere / name).read_bytes() == (sample.folder / name).read_bytes()


def test_no_trace_of_the_machine(sample: Sample, tmp_path: Path) -> None:
    """Neither a folder, nor a name of user or machine, in any stream of the PDFs or file of the ebook."""
    laid_bare = tmp_path / "bare.pdf"
    streams = []
    for edition in (Edition.READING, Edition.BOOKLET):
        said("qpdf", "--qdf", "--object-streams=disable", sample.file(edition), laid_bare)
        streams.append(laid_bare.read_bytes())
    with zipfile.ZipFile(sample.file(Edition.EPUB)) as book:
        streams += [book.read(name) for name in book.namelist()]
        assert not any(entry.comment or entry.extra for entry in book.infolist())
    streams.append((sample.folder / f"{sample.pamphlet.settings.name}{MADE_OF}").read_bytes())
    places = [ROOT, sample.folder, Path.cwd(), Path(sys.prefix), Path.home()]
    traces = [str(place).encode() for place in places] + [os.uname().nodename.encode()]
    for stream in streams:
        for trace in traces:
            assert trace + b"/" not in stream
        assert not re.search(rb"file:|/home/|/tmp/|pamphlet\.invalid", stream)


def test_one_process_makes_the_same_twice(laid_out: Callable[..., Pages]) -> None:
    """Nothing is left of the first layout that would show in the second."""
    first, second = laid_out(MANUSCRIPT), laid_out(MANUSCRIPT)
    assert first.copy.pdf == second.copy.pdf
    assert first.copy.page_map == second.copy.page_map


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1700000000", "D:20231114221320Z"),
        ("0", "D:19700101000000Z"),
        ("", "D:20240121000000Z"),
        ("yesterday", "D:20240121000000Z"),
        ("9" * 30, "D:20240121000000Z"),
    ],
)
def test_source_date_epoch_is_the_time_of_the_files(
    value: str, expected: str, tmp_path: Path, call: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it is a time; else the date of the manuscript is."""
    (tmp_path / "manuscript/body").mkdir(parents=True)
    (tmp_path / "manuscript/body/a.md").write_text("It rose.\n", encoding="utf-8")
    toml = 'title = "Bread"\nauthors = ["Jane Doe"]\ndate = 2024-01-21\n'
    (tmp_path / "manuscript/pamphlet.toml").write_text(toml, encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    assert call("build", "pdf", "-e", "reading").status == 0
    with pikepdf.open(tmp_path / "build/bread.pdf") as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == expected
