"""A booklet goes to the printer with the settings that its print sheet names: the command, and a real CUPS."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import platformdirs
import pytest
from conftest import Command, Sample, said

from pamphlet.editions.product import Edition
from pamphlet.press.passes import Edge, Machine
from pamphlet.printroom.dispatch import NotPrintable, Wish, job_for

CUPSD = shutil.which("cupsd") or shutil.which("cupsd", path="/usr/sbin:/sbin")


@pytest.fixture
def booklet(sample: Sample, tmp_path: Path) -> Path:
    """The sample's booklet with its print sheet, in build/ of the folder that the test stands in."""
    folder = tmp_path / "build"
    folder.mkdir()
    file = sample.file(Edition.BOOKLET)
    for each in (file, file.with_name(f"{file.stem}-print-sheet.json")):
        shutil.copy(each, folder)
    return folder / file.name


def wished(booklet: Path, **wish: object) -> tuple[str, ...]:
    """The words of the command."""
    sheet = booklet.with_name(f"{booklet.stem}-print-sheet.json").read_bytes()
    return job_for(booklet.name, booklet.read_bytes(), sheet, Wish(**wish)).command  # type: ignore[arg-type]  # as given


def test_the_settings_are_those_of_the_print_sheet(booklet: Path) -> None:
    """Paper, sides and copies; never scaled; the file's name behind `--`, so that none is taken for an option."""
    command = wished(booklet)
    assert command == (
        "lp", "-n", "100", "-o", "media=A4", "-o", "sides=two-sided-short-edge", "-o", "print-scaling=none",
        "-o", "collate=true", "--", booklet.name,
    )  # fmt: skip
    assert wished(booklet, queue="hall", copies=3)[:5] == ("lp", "-d", "hall", "-n", "3")


def test_some_sheets_are_their_pages(booklet: Path) -> None:
    """Sheet 3 is pages 5 and 6 of the file, and there is no ninth."""
    assert wished(booklet, sheets=(3, 5))[-4:] == ("-P", "5-10", "--", booklet.name)
    for wrong in ((9, 9), (0, 1), (5, 3)):
        with pytest.raises(NotPrintable, match="a copy has the sheets 1 to 8"):
            wished(booklet, sheets=wrong)


def test_a_file_that_is_not_the_one_of_its_print_sheet(booklet: Path) -> None:
    """A booklet that was changed, one made for another printer, and a file for a print shop are not sent."""
    with pytest.raises(NotPrintable, match="made for a printer that treats a sheet otherwise"):
        wished(booklet, machine=Machine(flip=Edge.LONG))
    assert wished(booklet, machine=Machine())
    sheet = booklet.with_name(f"{booklet.stem}-print-sheet.json")
    told = json.loads(sheet.read_bytes())
    sheet.write_text(json.dumps({**told, "sides": None}), encoding="utf-8")
    with pytest.raises(NotPrintable, match="for a print shop"):
        wished(booklet)
    booklet.write_bytes(booklet.read_bytes() + b"\n")
    with pytest.raises(NotPrintable, match="build it anew"):
        wished(booklet)


def test_a_dry_run_shows_the_command(booklet: Path, call: Command) -> None:
    """What would be printed in a sentence, and the line for a shell; nothing is sent."""
    answer = call("print", "--dry-run", "--copies", "30", "--queue", "hall")
    said_first, command = answer.out.splitlines()
    assert said_first == (
        f"30 copies of {booklet.name}, 8 sheets each: A4, both sides, flip on the short edge, 100 %, on hall."
    )
    assert command.startswith("lp -d hall -n 30 -o media=A4 -o sides=two-sided-short-edge -o print-scaling=none ")
    test = call("print", str(booklet), "--test", "--dry-run").out
    assert test.startswith(f"1 copy of {booklet.name}, sheet 1 alone:")


@pytest.mark.usefixtures("booklet")
def test_it_asks_at_a_terminal(call: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """And prints nothing where the answer is no."""
    monkeypatch.setenv("PATH", "/nowhere")
    assert call("print", typed="n\n").status == 0
    refused = call("print", typed="y\n")
    assert (refused.status, "printing needs CUPS" in refused.err) == (3, True)


def test_the_queue_is_that_of_the_profile(
    booklet: Path, call: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`calibrate --queue` keeps what this computer calls the printer; later answers leave it as it is."""
    monkeypatch.setattr(platformdirs, "user_config_dir", lambda name: str(tmp_path / "config" / name))
    assert call("calibrate", "--name", "hall", "--queue", "Brother_HL").status == 0
    assert "lp -d Brother_HL " in call("print", str(booklet), "--dry-run", "--printer", "hall").out
    assert "lp -d attic " in call("print", str(booklet), "--dry-run", "--printer", "hall", "--queue", "attic").out
    assert call("calibrate", "--name", "hall", "--flip", "long").status == 0
    profile = (tmp_path / "config/pamphlet/printers/hall.toml").read_text(encoding="utf-8")
    assert 'queue = "Brother_HL"' in profile
    refused = call("print", str(booklet), "--dry-run", "--printer", "hall")
    assert (refused.status, "made for a printer that treats a sheet otherwise" in refused.err) == (1, True)
    assert call("calibrate", "--name", "hall", "--queue", "two words").status == 2


def test_what_cannot_be_printed(call: Command, tmp_path: Path) -> None:
    """No booklet, several, one without a print sheet, sheets that are no range: each is told, and what to do."""
    assert call("print").err.endswith("\nNext: pamphlet build pdf\n")
    (tmp_path / "build").mkdir()
    for name in ("a", "b"):
        (tmp_path / f"build/{name}-booklet.pdf").write_bytes(b"%PDF-")
    assert "build/a-booklet.pdf, build/b-booklet.pdf" in call("print").err
    assert "no print sheet beside" in call("print", "build/a-booklet.pdf").err
    assert "did you mean `build/a-booklet.pdf`?" in call("print", "build/a-bookle.pdf").err
    assert call("print", "build/a-booklet.pdf", "--sheets", "some").status == 2


def answered(*command: str) -> str:
    """What a program says, whether or not it succeeds."""
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def until(true: Callable[[], bool]) -> None:
    """Ask until it is so, some thousand times at most."""
    assert any(true() for _ in range(3000))


@pytest.fixture
def cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder where a CUPS of its own keeps its jobs; it has one printer, `hall`."""
    if CUPSD is None:
        pytest.skip("cupsd is not installed")
    if os.geteuid():
        pytest.skip("cupsd is started as root alone")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    root = tmp_path / "cups"
    for folder in ("etc", "spool/tmp", "cache", "state", "log"):
        (root / folder).mkdir(parents=True)
    (root / "cupsd.conf").write_text(
        f"Listen {address}\nWebInterface No\nBrowsing No\nLogLevel none\nDirtyCleanInterval 0\n"
        "<Location />\nOrder allow,deny\nAllow all\n</Location>\n"
        "<Policy default>\n<Limit All>\nOrder deny,allow\nAllow all\n</Limit>\n</Policy>\n"
    )
    (root / "cups-files.conf").write_text(
        f"FileDevice Yes\nServerRoot {root}/etc\nRequestRoot {root}/spool\nTempDir {root}/spool/tmp\n"
        f"CacheDir {root}/cache\nStateDir {root}/state\nErrorLog {root}/log/error\nAccessLog {root}/log/access\n"
        f"PageLog {root}/log/page\nUser lp\nGroup lp\nSystemGroup root\n"
    )
    monkeypatch.setenv("CUPS_SERVER", address)
    files = (str(root / name) for name in ("cupsd.conf", "cups-files.conf"))
    with subprocess.Popen([CUPSD, "-f", "-c", next(files), "-s", next(files)]) as server:
        try:
            until(lambda: "is running" in answered("lpstat", "-r"))
            said("lpadmin", "-p", "hall", "-E", "-v", "file:/dev/null", "-o", "printer-is-shared=false")
            yield root / "spool"
        finally:
            server.terminate()


def test_a_real_cups_prints_it(booklet: Path, cups: Path, call: Command) -> None:
    """It takes the bytes of the booklet, and the job carries the settings; a printer that it does not know is told."""
    answer = call("print", "--queue", "hall", "--copies", "2", "--yes")
    assert (answer.status, "request id is hall-1" in answer.out) == (0, True)
    assert f"{booklet.stem}-print-sheet.pdf" in answer.err
    until(lambda: "hall-1" in answered("lpstat", "-W", "completed", "-o"))
    assert (cups / "d00001-001").read_bytes() == booklet.read_bytes()
    job = (cups / "c00001").read_bytes()
    assert b"two-sided-short-edge" in job
    assert b"print-scaling" in job
    refused = call("print", "--queue", "attic", "--yes")
    assert (refused.status, "it was not printed" in refused.err) == (3, True)
