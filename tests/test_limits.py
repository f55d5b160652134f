"""This user's limits: read from their file, named in messages, and held to."""

from __future__ import annotations

import io
import re
import resource
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, fields, replace
from pathlib import Path
from unittest import mock

import platformdirs
import pytest
from conftest import ROOT, Command
from PIL import Image

from pamphlet.allowance import Allowance, allowance_for, within
from pamphlet.diagnostics import Diagnostics, Refused, as_text
from pamphlet.distribution.distribute import attempt
from pamphlet.inspection import inspect
from pamphlet.limits import USUAL, Limits, read_limits
from pamphlet.workshop import Workshop
from pamphlet.workspace import MemoryFolder


def read(text: str) -> tuple[Limits, str]:
    """The limits that a file says, and what is found in it."""
    found = Diagnostics()
    return read_limits(MemoryFolder({"limits.toml": text}, label="~"), found), as_text(found)


# -- the file --------------------------------------------------------------------------------


def test_limits_are_read_and_what_is_not_named_stays() -> None:
    """No file and an empty one leave the usual limits; each limit can be named."""
    assert read_limits(MemoryFolder({}), Diagnostics()) == USUAL == read("")[0]
    assert read("longest_word = 5_000\n") == (replace(USUAL, longest_word=5_000), "")
    raised = {name: number + 1 for name, number in asdict(USUAL).items()}
    assert read("".join(f"{name} = {number}\n" for name, number in raised.items())) == (Limits(**raised), "")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("memory = 0", "~/limits.toml:1:10: error: `memory` is no whole number above 0 [setting-value]"),
        ("memory = -1", "~/limits.toml:1:10: error: `memory` is no whole number above 0 [setting-value]"),
        ("memory = 0.5", "~/limits.toml:1:10: error: `memory` is not a whole number [setting-value]"),
        ("memory = true", "~/limits.toml:1:10: error: `memory` is not a whole number [setting-value]"),
        ("deepest_nesting = 61", "`deepest_nesting` is no whole number above 0, up to 60 [setting-value]"),
        ("longest_words = 9", "~/limits.toml:1:1: error: `longest_words` is not known [setting-unknown]"),
        ("memory = ", "[toml-syntax]"),
    ],
)
def test_what_is_no_limit_is_a_finding_with_its_place(line: str, said: str) -> None:
    """And the usual limit holds."""
    limits, found = read(line)
    assert said in found
    assert limits == USUAL


def test_docs_tell_every_limit() -> None:
    """The table of docs/safety.md and the manual name each limit with its number, and no other."""
    for page in (ROOT / "docs" / "safety.md", ROOT / "docs" / "manual" / "body" / "05-editions.md"):
        rows = re.findall(r"^\| `([a-z_]+)` \|.*\| ([\d,]+) [^|]*\|", page.read_text("utf-8"), re.MULTILINE)
        assert {name: int(number.replace(",", "")) for name, number in rows} == asdict(USUAL), page


# -- each limit ------------------------------------------------------------------------------


def _drawing(inner: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inner}</svg>'


def _photograph(width: int, height: int) -> bytes:
    file = io.BytesIO()
    Image.new("L", (width, height)).save(file, "PNG")
    return file.getvalue()


_FIGURE = "![A loaf of bread](images/a.png)"
_RAISED = {
    "longest_text": ("word " * 400, "", 1_000, 3_000),
    "longest_word": ("a" * 60, "", 59, 60),
    "most_brackets": ("\\[ " * 20, "", 19, 20),
    "deepest_nesting": ("- " * 5 + "word", "", 5, 20),
    "most_pixels": (_FIGURE, _photograph(10, 20), 199, 200),
    "longest_side": (_FIGURE, _photograph(10, 20), 19, 20),
    "most_drawn": (_FIGURE, _drawing('<path d="M0 0h1"/>' * 9), 9, 10),
    "deepest_drawing": (_FIGURE, _drawing("<g>" * 9 + "</g>" * 9), 9, 10),
}
"""For each limit a text, a picture, and a number below and above what those ask for."""


@pytest.mark.parametrize("name", _RAISED)
def test_a_limit_is_held_to_and_named(name: str, workshop: Callable[..., Workshop]) -> None:
    """What goes over it is an error that names the limit and says where to raise it; what does not is let through."""
    text, picture, below, above = _RAISED[name]
    shop = workshop(
        {"body/bread.md": f"# Bread\n\n{text}\n", "images/a.png": picture}
        if picture
        else {"body/bread.md": f"# Bread\n\n{text}\n"}
    )

    def found(limit: int) -> str:
        findings = Diagnostics()
        inspect(replace(shop, limits=replace(USUAL, **{name: limit})), findings)
        return as_text(finding for finding in findings if f"`{name}`" in f"{finding.message}{finding.hint}")

    assert f"raise `{name}` in limits.toml: `pamphlet doctor` says where that is" in found(below)
    assert re.search(rf"the limit `{name}` of {below:,}", found(below))
    assert found(above) == ""


def test_every_limit_is_tried() -> None:
    """Here, in the tests of the workspace, or below."""
    others = {"largest_file", "processor_seconds", "processor_seconds_per_megabyte", "memory"}
    assert {field.name for field in fields(Limits)} == _RAISED.keys() | others


# -- time and memory -------------------------------------------------------------------------


def _endless() -> None:
    """As a library behaves that catches every exception."""
    while True:
        with suppress(Exception):
            sum(range(1_000))


def _slugs(allowance: Allowance, work: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as refused, within(allowance):
        work()
    return [finding.slug for finding in refused.value.findings]


def test_time_and_memory_are_held_to_and_given_back() -> None:
    """What takes more is refused, though it hears no exceptions; afterwards all is as it was."""
    before = [resource.getrlimit(kind) for kind in (resource.RLIMIT_CPU, resource.RLIMIT_AS)]
    assert _slugs(Allowance(seconds=1, memory=100_000_000_000), _endless) == ["limit-time"]
    assert _slugs(Allowance(seconds=60, memory=3_000_000_000), lambda: bytearray(3_000_000_000)) == ["limit-memory"]
    assert len(bytearray(3_000_000_000)) == 3_000_000_000
    assert [resource.getrlimit(kind) for kind in (resource.RLIMIT_CPU, resource.RLIMIT_AS)] == before
    assert signal.getsignal(signal.SIGPROF) == signal.SIG_DFL
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)


def test_work_without_an_allowance_is_let_be() -> None:
    """So is work in another thread, to which no signal comes."""
    with within(None):
        assert resource.getrlimit(resource.RLIMIT_AS)[0] == resource.RLIM_INFINITY
    seen = []

    def work() -> None:
        with within(Allowance(seconds=1, memory=1)):
            seen.append(resource.getrlimit(resource.RLIMIT_AS)[0])

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [resource.RLIM_INFINITY]


def test_long_texts_may_take_longer() -> None:
    """So many seconds for each megabyte; a script that does not ask for it has no allowance."""
    limits = Limits(processor_seconds=10, processor_seconds_per_megabyte=60, memory=500)
    assert allowance_for(limits, 0) == Allowance(seconds=10, memory=500_000_000)
    assert allowance_for(limits, 2_500_000).seconds == 160
    shop = Workshop(folder=MemoryFolder({}), announce=print)
    assert shop.allowance is None
    assert replace(shop, bounded=True).allowance == Allowance(seconds=300, memory=4_000_000_000)


def test_a_branch_that_goes_over_its_limit_is_the_only_one_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its finding is its own outcome; whoever made it goes on."""
    monkeypatch.setattr("pamphlet.distribution.distribute.make_branch", lambda *_: _endless())
    bench, order = mock.Mock(allowance=Allowance(seconds=1, memory=100_000_000_000)), mock.Mock()
    order.branch.slug = "leith"
    made = attempt(bench, order)
    assert (made.slug, made.products, [each.slug for each in made.findings]) == ("leith", (), ["limit-time"])


_COUNTS = "{% for a in range(99999) %}" * 3 + "{% endfor %}" * 3


def test_a_build_that_goes_over_its_limit_leaves_what_was_there(
    call: Command, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names the limit, nothing is written, what was there stays; `doctor` says where to raise it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(place / "config"))
    file = Path(platformdirs.user_config_dir("pamphlet")) / "limits.toml"
    assert call("build", "web").status == 0
    before = {path: path.read_bytes() for path in (place / "build").iterdir()}
    assert f"Limits: the usual ones, for there is no {file}\n" in call("doctor").out
    file.parent.mkdir(parents=True)
    file.write_text("processor_seconds = 1\n", "utf-8")
    look = place / "manuscript" / "look"
    look.mkdir()
    (look / "theme.toml").write_text('based_on = "literata"\ncover = "cover.html"\n', "utf-8")
    (look / "cover.html").write_text(_COUNTS, "utf-8")
    with (place / "manuscript" / "pamphlet.toml").open("a", encoding="utf-8") as toml:
        toml.write('theme = "look"\n')
    status, _, err = call("build", "web")
    assert (status, "this took more than 1 seconds" in err, "`processor_seconds`" in err) == (1, True, True), err
    assert {path: path.read_bytes() for path in (place / "build").iterdir()} == before
    assert f"Limits: those of {file}\n" in call("doctor").out
    file.write_text("processor_second = 1\n", "utf-8")
    status, _, err = call("check")
    assert (status, f"{file}:1:1: error: `processor_second` is not known" in err) == (1, True), err
